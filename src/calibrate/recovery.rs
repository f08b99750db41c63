//! Whether the intervals hold the truth: logs simulated with known parameters, fitted again.
//!
//! The quit, gap and volume laws of a community are the same in all of its logs. Each log has its
//! own path of arrivals, drawn from the law that the fit assumes: its level and growth at the end
//! are known then, and a trend is not confused with what never changes.

use super::arrivals::{Habits, MONTH};
use super::estimates::Estimate;
use super::laws::BASE_EXPONENT;
use super::{CalibrateError, Options, calibrate_at};
use crate::model::community::Community as Life;
use crate::model::settings::{
    Ageing, Archetype, Audience, Channel, Community, Demand, Interactions, SeasonPoint,
};
use crate::observe::activity::{ActivityLog, ActivityRow};
use crate::random::{Luck, Purpose};
use crate::run::simulate::Prepared;
use crate::scenario::Scenario;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;
use std::fmt::Write as _;

/// Days of a simulated log.
pub const DAYS: u16 = 1500;

/// How one parameter was recovered.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// The community it is a parameter of.
    pub community: &'static str,
    /// The parameter.
    pub name: String,
    /// Its true value; the mean over the logs where each has its own.
    pub truth: f64,
    /// Mean estimate.
    pub mean: f64,
    /// Logs in which it was estimated: with two kinds of members, those in which both were found.
    pub logs: usize,
    /// Logs in which it is said to be identified.
    pub identified: usize,
    /// Of these, how many have a 90 % interval that holds the truth.
    pub held: usize,
}

impl Recovered {
    /// Share of the intervals that hold the truth; `None` if none is claimed.
    pub fn coverage(&self) -> Option<f64> {
        (self.identified > 0).then(|| self.held as f64 / self.identified as f64)
    }
}

/// A community whose parameters are to be found again.
struct Known {
    name: &'static str,
    /// Most kinds that the fit may tell apart.
    kinds: usize,
    archetypes: Vec<Archetype>,
    per_day: f64,
    weekday: [f64; 7],
}

/// The communities: in the range of the archives.
fn communities() -> Vec<Known> {
    let one = |name: &str, share: f64| Archetype {
        name: name.to_owned(),
        share,
        post: 1.0,
        quit_visit: 1.0,
        ..Archetype::default()
    };
    vec![
        Known {
            name: "chat",
            kinds: 1,
            archetypes: vec![Archetype {
                quit_a: 0.6,
                quit_b: 0.8,
                quit_floor: 0.001,
                gap: 1.4 - BASE_EXPONENT,
                gap_growth: 0.024,
                messages: 3.0,
                messages_between: 0.5,
                messages_within: 0.8,
                messages_growth: 0.5,
                ..one("member", 1.0)
            }],
            per_day: 1.5,
            weekday: [1.0, 0.9, 0.95, 0.9, 0.85, 0.6, 0.5],
        },
        Known {
            name: "small forum",
            kinds: 1,
            archetypes: vec![Archetype {
                quit_a: 1.0,
                quit_b: 1.3,
                quit_floor: 0.003,
                gap: 1.3 - BASE_EXPONENT,
                gap_growth: 0.012,
                messages: 0.8,
                messages_between: 0.4,
                messages_within: 0.6,
                messages_growth: 0.3,
                ..one("member", 1.0)
            }],
            per_day: 0.5,
            weekday: [0.8, 0.9, 1.0, 0.9, 0.85, 0.7, 0.75],
        },
        Known {
            name: "chat of two kinds",
            kinds: 2,
            archetypes: vec![
                Archetype {
                    quit_a: 0.75,
                    quit_b: 0.5,
                    quit_floor: 0.001,
                    gap: 1.2 - BASE_EXPONENT,
                    gap_growth: 0.012,
                    messages: 2.0,
                    messages_between: 0.5,
                    messages_within: 0.9,
                    messages_growth: 0.3,
                    ..one("occasional", 0.7)
                },
                Archetype {
                    quit_a: 0.5,
                    quit_b: 1.0,
                    quit_floor: 0.001,
                    gap: 1.65 - BASE_EXPONENT,
                    gap_growth: 0.014,
                    messages: 5.0,
                    messages_between: 0.7,
                    messages_within: 1.0,
                    messages_growth: 0.2,
                    ..one("regular", 0.3)
                },
            ],
            per_day: 1.5,
            weekday: [1.0, 0.9, 0.95, 0.9, 0.85, 0.6, 0.5],
        },
    ]
}

impl Known {
    fn scenario(&self, days: u16, seed: u64, season: Vec<SeasonPoint>) -> Scenario {
        Scenario {
            days,
            seed,
            community: Community {
                mute: 0.0,
                ..Community::default()
            },
            archetype: self.archetypes.clone(),
            audience: Audience {
                size: 100_000_000,
                founders: 0,
                channel: vec![Channel {
                    per_day: self.per_day,
                    ..Channel::default()
                }],
                ..Audience::default()
            },
            demand: Demand {
                weekday: self.weekday.to_vec(),
                season,
                ageing: Ageing {
                    quit: 0.0,
                    gap: 0.0,
                    messages: 0.0,
                    ..Ageing::default()
                },
                ..Demand::default()
            },
            interactions: Interactions {
                on: false,
                ..Interactions::default()
            },
            ..Scenario::default()
        }
    }

    /// The parameters that do not differ from log to log.
    fn truths(&self) -> Vec<(String, f64)> {
        let mut truths = Vec::new();
        for archetype in &self.archetypes {
            let mut add = |key: &str, value: f64| {
                truths.push((format!("archetype.{}.{key}", archetype.name), value));
            };
            if self.archetypes.len() > 1 {
                add("share", archetype.share);
            }
            add("quit_a", archetype.quit_a);
            add("quit_b", archetype.quit_b);
            add("gap", archetype.gap);
            add("gap_growth", archetype.gap_growth);
            add("messages", archetype.messages);
            add("messages_between", archetype.messages_between);
            add("messages_within", archetype.messages_within);
            add("messages_growth", archetype.messages_growth);
        }
        truths.push((
            "archetype.*.quit_floor".to_owned(),
            self.archetypes[0].quit_floor,
        ));
        truths.push(("demand.ageing.quit".to_owned(), 0.0));
        truths.extend(
            self.weekday
                .iter()
                .enumerate()
                .filter(|(_, level)| **level < 1.0)
                .map(|(day, level)| {
                    (
                        format!("demand.weekday, day {day} of the log and every 7th after"),
                        *level,
                    )
                }),
        );
        truths
    }
}

/// A path of arrivals by the law of the fit: points in the middle of each month, and the log level
/// and growth of the last.
fn path(days: u16, seed: u64, replicate: u32) -> (Vec<SeasonPoint>, f64, f64) {
    let habits = Habits::default();
    let mut stream = Luck::new(seed, replicate)
        .of(u64::MAX, 0)
        .stream(Purpose::World);
    let mut normal = || -> f64 { StandardNormal.sample(&mut stream) };
    let mut growth = habits.growth_sd / 3.0 * normal();
    let mut level: f64 = 0.0;
    let mut points = Vec::new();
    let month = MONTH as u16;
    for number in 0..days / month {
        if number > 0 {
            growth = habits.long_run
                + habits.damping * (growth - habits.long_run)
                + habits.growth_step * normal();
            level += growth + habits.level_step * normal();
        }
        let noise = habits.noise * normal() - 0.5 * habits.noise.powi(2);
        // A month holds its level from its first to its last day.
        let height = (level + noise).exp();
        for day in [number * month, (number + 1) * month - 1] {
            points.push(SeasonPoint { day, level: height });
        }
    }
    (points, level, growth)
}

/// Simulates `logs` logs of `days` days of each community and fits each of them.
///
/// # Errors
///
/// [`CalibrateError`] if the logs are too short.
pub fn recover(logs: u32, days: u16, seed: u64) -> Result<Vec<Recovered>, CalibrateError> {
    let mut found = Vec::new();
    for known in communities() {
        let fitted = (0..logs)
            .into_par_iter()
            .with_max_len(1)
            .map(|replicate| {
                let (season, level, growth) = path(days, seed, replicate);
                let scenario = known.scenario(days, seed, season);
                let mut truths = known.truths();
                truths.push((
                    "audience.channel.newcomers.per_day".to_owned(),
                    known.per_day * level.exp(),
                ));
                truths.push(("demand.wander.growth".to_owned(), growth));
                let options = Options {
                    classes: known.kinds,
                    ..Options::default()
                };
                let log = simulate(&scenario, replicate);
                let estimates = calibrate_at(&log, u32::from(days), &options)?.estimates();
                Ok((truths, estimates))
            })
            .collect::<Result<Vec<Fitted>, CalibrateError>>()?;
        found.extend(count(known.name, &fitted));
    }
    Ok(found)
}

fn simulate(scenario: &Scenario, replicate: u32) -> ActivityLog {
    let mut rows = Vec::new();
    Prepared::new(scenario).run_watched(replicate, false, |life: &Life<'_>| {
        rows.extend(
            life.visits()
                .filter(|visit| visit.messages > 0)
                .map(|visit| ActivityRow {
                    member: visit.member,
                    day: u32::from(life.day()),
                    events: u32::from(visit.messages),
                    replies_received: None,
                }),
        );
    });
    ActivityLog::from_rows(rows, Some(u32::from(scenario.days)))
}

/// The true values of a log's parameters, and what was estimated of them.
type Fitted = (Vec<(String, f64)>, Vec<Estimate>);

/// Counts over the logs of one community, each with its truths and estimates.
fn count(community: &'static str, fitted: &[Fitted]) -> Vec<Recovered> {
    let names = fitted.first().map_or(&[][..], |(truths, _)| truths);
    names
        .iter()
        .enumerate()
        .map(|(place, (name, _))| {
            let pairs: Vec<(f64, &Estimate)> = fitted
                .iter()
                .filter_map(|(truths, estimates)| {
                    let estimate = estimates.iter().find(|estimate| estimate.name == *name)?;
                    Some((truths[place].1, estimate))
                })
                .collect();
            let logs = pairs.len();
            let mean = |of: &dyn Fn(&(f64, &Estimate)) -> f64| {
                pairs.iter().map(of).sum::<f64>() / logs.max(1) as f64
            };
            Recovered {
                community,
                name: name.clone(),
                truth: mean(&|(truth, _)| *truth),
                mean: mean(&|(_, estimate)| estimate.value),
                logs,
                identified: pairs
                    .iter()
                    .filter(|(_, estimate)| estimate.interval.is_some())
                    .count(),
                held: pairs
                    .iter()
                    .filter(|(truth, estimate)| {
                        estimate
                            .interval
                            .is_some_and(|(low, high)| low <= *truth && *truth <= high)
                    })
                    .count(),
            }
        })
        .collect()
}

/// The table as Markdown.
pub fn markdown(recovered: &[Recovered], logs: u32) -> String {
    let mut text = format!(
        "{logs} logs of {DAYS} days for each of three communities, simulated with known parameters and fitted. Each log \
         has its own path of arrivals; their true values are means.\n\n\
         | community | parameter | truth | mean estimate | estimated in | said to be identified in | of these, the 90 % interval holds the truth |\n\
         |---|---|---|---|---|---|---|\n"
    );
    for one in recovered {
        let coverage = one.coverage().map_or_else(
            || "–".to_owned(),
            |coverage| format!("{:.0} %", 100.0 * coverage),
        );
        let _ = writeln!(
            text,
            "| {} | {} | {:.4} | {:.4} | {} | {} | {coverage} |",
            one.community, one.name, one.truth, one.mean, one.logs, one.identified
        );
    }
    text
}
