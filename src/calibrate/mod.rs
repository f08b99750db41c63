//! From a real log to a scenario: estimates, what they cannot tell, and the state to start from.

pub mod arrivals;
pub mod backtest;
pub mod balance;
pub mod combination;
pub mod estimates;
pub mod fates;
pub mod kernel;
pub mod laws;
pub mod likelihood;
pub mod optimise;
pub mod outlook;
pub mod recovery;
pub mod replies;
pub mod spells;
pub mod volume;
pub mod week;
mod written;

use crate::model::history::{Past, RECENT};
use crate::model::settings::{
    Ageing, Archetype, Audience, Channel, Community, Demand, Interactions, Medium, SeasonPoint,
    Wander,
};
use crate::observe::activity::{ActivityLog, ActivityRow};
use crate::random::{Luck, Purpose};
use crate::scenario::Scenario;
use crate::stats::linear::cholesky;
use arrivals::{Arrivals, Habits, MONTH, SEASONS};
use kernel::Kernel;
use laws::{BASE_EXPONENT, Class};
use rand_distr::{Distribution, StandardNormal};
use spells::{Spell, spells};
use volume::{MEDIANS, SPREADS, Volume};

/// How to calibrate.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Share of the log's 30-day months that is fitted.
    pub split: f64,
    /// Days before the split that the kernel is fitted to; more if they hold too little.
    pub window: u32,
    /// Days before the split that the drift of habits is fitted to.
    pub drift_window: u32,
    /// Most classes of members to tell apart.
    pub classes: usize,
    /// What is known of the ways of arrivals in general.
    pub habits: Habits,
    /// Date of the log's first day, if known: for weekdays.
    pub first_day: Option<jiff::civil::Date>,
    /// Years after which all but 1/e of the pace of the drift of habits is taken to be gone.
    pub ageing_years: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            split: 0.6,
            window: 545,
            drift_window: 1460,
            classes: 2,
            habits: Habits::default(),
            first_day: None,
            ageing_years: 3.0,
        }
    }
}

/// The farthest arrivals are taken to rise above their level at the split, as a log: sevenfold. A
/// trend of counts knows no audience that could be exhausted.
const CEILING: f64 = 2.0;

/// Days before the split that say how many visitors members are used to.
const RECENT_DAYS: u32 = 90;

/// Active days that a window must hold to be long enough.
const ENOUGH_DAYS: usize = 2000;

/// Why a log cannot be calibrated to.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum CalibrateError {
    /// Too little before the split.
    #[error(
        "the log is too short: {months} months of 30 days before the split, at least 6 are needed"
    )]
    TooShort {
        /// Months there are.
        months: u32,
    },
    /// Too little happened.
    #[error(
        "the log is too thin: {active_days} member-days before the split, at least 50 are needed"
    )]
    TooThin {
        /// Member-days there are.
        active_days: usize,
    },
    /// Nothing is left to compare a forecast with.
    #[error(
        "nothing to compare with: {days} days of the log lie after the split, a month of 30 is needed"
    )]
    NothingAhead {
        /// Days there are.
        days: u32,
    },
    /// The share is not one.
    #[error("the split must be above 0 and at most 1, not {0}")]
    Split(f64),
}

/// A community fitted to its log.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// First day that is not fitted.
    pub split: u32,
    /// Days before the split that the kernel was fitted to.
    pub window: u32,
    /// Quit and gap laws, archetype mixture, weekdays.
    pub kernel: Kernel,
    /// Volume law of each class.
    pub volumes: Vec<Volume>,
    /// Who comes.
    pub arrivals: Arrivals,
    /// Members who may still be there, most of all with their histories.
    pub members: Vec<Past>,
    /// What being answered goes with, where the log knows replies.
    pub replies: Option<replies::Replies>,
    /// Date of the log's first day, if known.
    pub first_day: Option<jiff::civil::Date>,
    /// Years after which all but 1/e of the pace of the drift is gone: not known from the log.
    pub ageing_years: f64,
    /// Members who wrote on a day, the mean over the last 90 days.
    pub visitors_per_day: f64,
    /// Number in the log of each of them.
    pub member_numbers: Vec<u32>,
}

/// Months of 30 days in a log, and the day of the split.
pub fn split_day(log: &ActivityLog, share: f64) -> u32 {
    let months = log.span() / MONTH;
    (f64::from(months) * share).floor() as u32 * MONTH
}

/// The log as it was before day `end`.
pub fn log_until(log: &ActivityLog, end: u32) -> ActivityLog {
    let rows = log.each_poster().flat_map(|member| {
        let seen = member.days.partition_point(|day| *day < end);
        (0..seen).map(move |index| ActivityRow {
            member: member.member,
            day: member.days[index],
            events: member.events[index],
            replies_received: member.replies_received.map(|replies| replies[index]),
        })
    });
    ActivityLog::from_rows(rows, Some(end))
}

/// Fits a community to the part of its log before the split.
///
/// # Errors
///
/// [`CalibrateError`] if there is too little to fit.
pub fn calibrate(log: &ActivityLog, options: &Options) -> Result<Calibration, CalibrateError> {
    if !(options.split > 0.0 && options.split <= 1.0) {
        return Err(CalibrateError::Split(options.split));
    }
    calibrate_at(log, split_day(log, options.split), options)
}

/// Fits a community to its log before day `split`.
///
/// # Errors
///
/// [`CalibrateError`] if there is too little to fit.
pub fn calibrate_at(
    log: &ActivityLog,
    split: u32,
    options: &Options,
) -> Result<Calibration, CalibrateError> {
    if split < 6 * MONTH {
        return Err(CalibrateError::TooShort {
            months: split / MONTH,
        });
    }
    let active_days = log.within(0..split).count();
    if active_days < 50 {
        return Err(CalibrateError::TooThin { active_days });
    }
    let mut window = options.window.min(split);
    while window < split && log.within(split - window..split).count() < ENOUGH_DAYS {
        window = (window + 180).min(split);
    }
    let all = spells(log, split, window);
    let kernel = kernel::fit(
        &all,
        &spells(log, split, options.drift_window),
        split,
        window,
        options.classes,
    );
    let classes = kernel.classes();
    let recent: Vec<&Spell> = all
        .iter()
        .filter(|spell| spell.steps.iter().any(|step| step.recent))
        .collect();
    let memberships = likelihood::memberships(&recent, &classes, &kernel.weekday);
    let others: Vec<Vec<Vec<f64>>> = if classes.len() > 1 {
        kernel
            .deviations()
            .iter()
            .map(|at| likelihood::memberships(&recent, &kernel::classes(at), &kernel.weekday))
            .collect()
    } else {
        Vec::new()
    };
    let volumes = volume::fit(&recent, &memberships, &others);
    let mut counts = vec![0; (split / MONTH) as usize];
    for spell in &all {
        let before = ((split - 1 - spell.first_day) / MONTH) as usize;
        if let Some(month) = counts.len().checked_sub(before + 1) {
            counts[month] += 1;
        }
    }
    let arrivals = arrivals::fit(&counts, &monthly_active(log, split), &options.habits);
    // Whoever is still open has a day in the window: it is longer than a silence can be.
    let open: Vec<(&Spell, &Vec<f64>)> = recent
        .iter()
        .copied()
        .zip(&memberships)
        .filter(|(spell, _)| spell.is_open(split))
        .collect();
    let members = open
        .iter()
        .map(|(spell, weights)| past(spell, weights, split))
        .collect();
    Ok(Calibration {
        split,
        window,
        kernel,
        volumes,
        arrivals,
        members,
        visitors_per_day: log.within(split - RECENT_DAYS..split).count() as f64
            / f64::from(RECENT_DAYS),
        replies: replies::fit(&all, split),
        first_day: options.first_day,
        ageing_years: options.ageing_years,
        member_numbers: open.iter().map(|(spell, _)| spell.member).collect(),
    })
}

/// Members active in each 30 days, the last of which end at the split.
fn monthly_active(log: &ActivityLog, split: u32) -> Vec<u32> {
    let months = split / MONTH;
    let first = split - months * MONTH;
    (0..months)
        .map(|month| {
            let from = first + month * MONTH;
            let mut members: Vec<u32> = log
                .within(from..from + MONTH)
                .map(|(member, _)| member)
                .collect();
            members.sort_unstable();
            members.dedup();
            members.len() as u32
        })
        .collect()
}

fn past(spell: &Spell, weights: &[f64], split: u32) -> Past {
    let before = |day: u32| day as i32 - split as i32;
    let recent = &spell.steps[spell.steps.len().saturating_sub(RECENT)..];
    let written: f64 = recent.iter().map(|step| f64::from(step.events)).sum();
    Past {
        pace: (written / recent.len().max(1) as f64) as f32,
        first_day: before(spell.first_day),
        last_day: before(spell.last_day),
        active_days: spell.steps.len().min(usize::from(u16::MAX)) as u16,
        posts: spell.posts.min(u64::from(u32::MAX)) as u32,
        weights: weights.iter().map(|weight| *weight as f32).collect(),
    }
}

impl Calibration {
    /// The scenario that starts at the split, with the best estimates.
    pub fn scenario(&self, days: u16) -> Scenario {
        self.scenario_with(
            days,
            &self.kernel.classes(),
            &self
                .volumes
                .iter()
                .map(|volume| volume.maximum.at.clone())
                .collect::<Vec<_>>(),
        )
    }

    /// The scenario with parameters drawn from what the estimates leave open, for one replicate.
    pub fn drawn(&self, days: u16, seed: u64, replicate: u32) -> Scenario {
        let mut stream = Luck::new(seed, replicate)
            .of(u64::MAX, 0)
            .stream(Purpose::World);
        let mut draw = |maximum: &optimise::Maximum| -> Vec<f64> {
            let normals: Vec<f64> = maximum
                .at
                .iter()
                .map(|_| StandardNormal.sample(&mut stream))
                .collect();
            let Some(factor) = cholesky(&maximum.covariance) else {
                return maximum.at.clone();
            };
            let offsets = factor
                .iter()
                .map(|row| row.iter().zip(&normals).map(|(a, b)| a * b).sum::<f64>());
            maximum
                .at
                .iter()
                .zip(offsets)
                .map(|(at, offset)| at + offset)
                .collect()
        };
        let classes = kernel::classes(&draw(&self.kernel.maximum));
        let drift = draw(&self.kernel.drift)[0];
        let volumes: Vec<Vec<f64>> = self
            .volumes
            .iter()
            .map(|volume| draw(&volume.maximum))
            .collect();
        let mut scenario = self.scenario_with(days, &classes, &volumes);
        scenario.demand.ageing = self.ageing(drift);
        scenario.seed = seed;
        scenario
    }

    fn scenario_with(&self, days: u16, classes: &[Class], volumes: &[Vec<f64>]) -> Scenario {
        let chatty = self
            .volumes
            .iter()
            .map(Volume::messages)
            .fold(0.0, f64::max)
            >= 2.5;
        let archetype = classes
            .iter()
            .zip(volumes)
            .enumerate()
            .map(|(number, (class, volume))| Archetype {
                name: class_name(number, classes.len()).to_owned(),
                share: class.share,
                post: 1.0,
                quit_a: class.quit_a,
                quit_b: class.quit_b,
                quit_visit: 1.0,
                quit_floor: class.quit_floor,
                gap: class.exponent - BASE_EXPONENT,
                gap_growth: class.growth,
                messages: volume[0].clamp(MEDIANS[0], MEDIANS[1]).exp(),
                messages_between: volume[1].clamp(SPREADS[0], SPREADS[1]).exp(),
                messages_within: volume[2].clamp(SPREADS[0], SPREADS[1]).exp(),
                messages_growth: volume[3].clamp(0.0, 3.0),
                ..Archetype::default()
            })
            .collect();
        let trend = &self.arrivals.trend;
        Scenario {
            title: "a calibrated community".to_owned(),
            days,
            start: self.start().map(|date| date.to_string()),
            community: Community {
                medium: if chatty { Medium::Chat } else { Medium::Forum },
                mute: 0.0,
                expected_visitors: self.visitors_per_day.clamp(1.0, 1e6),
                ..Community::default()
            },
            archetype,
            audience: Audience {
                size: 100_000_000,
                founders: 0,
                // Arrivals are counted as they were, whatever the place looked like.
                silent_joins: 1.0,
                members: self.members.clone().into(),
                channel: vec![Channel {
                    name: "newcomers".to_owned(),
                    per_day: trend.level.exp(),
                    ..Channel::default()
                }],
                ..Audience::default()
            },
            demand: Demand {
                season: self.season(days),
                weekday: self.weekdays(),
                ageing: self.ageing(self.kernel.drift()),
                wander: Wander {
                    level_sd: trend.level_sd,
                    growth: trend.growth,
                    growth_sd: trend.growth_sd,
                    correlation: trend.correlation,
                    long_run: trend.long_run,
                    damping: trend.damping,
                    growth_step: trend.growth_step,
                    level_step: trend.level_step,
                    ceiling: CEILING,
                    noise: trend.noise,
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

    fn ageing(&self, drift: f64) -> Ageing {
        Ageing {
            quit: drift.clamp(-2.0, 2.0),
            gap: 0.0,
            messages: 0.0,
            years: self.ageing_years,
        }
    }

    /// Date of the split, if the log has dates.
    fn start(&self) -> Option<jiff::civil::Date> {
        self.first_day?
            .checked_add(jiff::Span::new().days(i64::from(self.split)))
            .ok()
    }

    /// The levels of the weekdays in the scenario's order: from Monday if there is a date, else from
    /// the weekday of day 0; none without a weekly rhythm.
    fn weekdays(&self) -> Vec<f64> {
        if !self.kernel.has_weekdays() {
            return Vec::new();
        }
        let offset = match self.first_day.filter(|_| self.start().is_some()) {
            Some(date) => 7 - date.weekday().since(jiff::civil::Weekday::Monday) as usize,
            None => self.split as usize,
        };
        (0..7)
            .map(|day| self.kernel.weekday[(day + offset) % 7])
            .collect()
    }

    /// The year's factors as points in the middle of each part, as long as the scenario runs.
    fn season(&self, days: u16) -> Vec<SeasonPoint> {
        if self
            .arrivals
            .season
            .iter()
            .all(|factor| (factor - 1.0).abs() < 1e-9)
        {
            return Vec::new();
        }
        let part = 365.0 / SEASONS as f64;
        let points = (f64::from(days) / part).ceil() as usize + 1;
        (0..points.min(400))
            .map(|point| SeasonPoint {
                day: ((point as f64 + 0.5) * part) as u16,
                level: self.arrivals.season[point % SEASONS],
            })
            .collect()
    }
}

/// What the n-th of so many classes is called; they come in order of how often they are there.
fn class_name(number: usize, count: usize) -> &'static str {
    match (number, count) {
        (_, 1) => "member",
        (0, _) => "occasional",
        (1, 2) | (2, 3) => "regular",
        _ => "middle",
    }
}
