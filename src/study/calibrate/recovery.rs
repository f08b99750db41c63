//! Whether the intervals hold the truth: logs simulated with known parameters, fitted again.

use super::kernel::BASE_EXPONENT;
use super::{CalibrateError, Options, calibrate_at};
use crate::model::community::Community as Life;
use crate::model::settings::{Archetype, Audience, Channel, Community, Demand, Interactions};
use crate::observe::activity::{ActivityLog, ActivityRow};
use crate::scenario::Scenario;
use crate::study::simulate::Prepared;
use rayon::prelude::*;
use std::fmt::Write as _;

/// Days of a simulated log.
pub const DAYS: u16 = 1500;

/// How one parameter was recovered.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// The parameter.
    pub name: String,
    /// Its true value.
    pub truth: f64,
    /// Mean estimate.
    pub mean: f64,
    /// Share of the logs whose 90 % interval holds the truth.
    pub coverage: f64,
}

/// The community whose parameters are to be found again: in the middle of the archives.
fn community(days: u16, seed: u64) -> Scenario {
    Scenario {
        days,
        seed,
        community: Community {
            mute: 0.0,
            ..Community::default()
        },
        archetype: vec![Archetype {
            name: "member".to_owned(),
            share: 1.0,
            post: 1.0,
            quit_a: 0.6,
            quit_b: 0.8,
            quit_visit: 1.0,
            quit_floor: 0.001,
            gap: 1.4 - BASE_EXPONENT,
            gap_growth: 0.024,
            messages: 3.0,
            messages_between: 0.5,
            messages_within: 0.8,
            messages_growth: 0.5,
            ..Archetype::default()
        }],
        audience: Audience {
            size: 100_000_000,
            founders: 0,
            channel: vec![Channel {
                per_day: 1.5,
                ..Channel::default()
            }],
            ..Audience::default()
        },
        demand: Demand {
            weekday: vec![1.0, 0.9, 0.95, 0.9, 0.85, 0.6, 0.5],
            ..Demand::default()
        },
        interactions: Interactions {
            on: false,
            ..Interactions::default()
        },
        ..Scenario::default()
    }
}

/// Simulates `logs` logs of `days` days and fits each of them.
///
/// # Errors
///
/// [`CalibrateError`] if the logs are too short.
pub fn recover(logs: u32, days: u16, seed: u64) -> Result<Vec<Recovered>, CalibrateError> {
    let scenario = community(days, seed);
    let prepared = Prepared::new(&scenario);
    let fitted = (0..logs)
        .into_par_iter()
        .map(|replicate| {
            let mut rows = Vec::new();
            prepared.run_watched(replicate, false, |life: &Life<'_>| {
                rows.extend(
                    life.visits()
                        .filter(|visit| visit.messages > 0)
                        .map(|visit| ActivityRow {
                            member: visit.member,
                            day: u32::from(life.day),
                            events: u32::from(visit.messages),
                            replies_received: None,
                        }),
                );
            });
            let log = ActivityLog::from_rows(rows, Some(u32::from(days)));
            let options = Options {
                classes: 1,
                ..Options::default()
            };
            calibrate_at(&log, u32::from(days), &options).map(|calibration| calibration.estimates())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let member = &scenario.archetype[0];
    let mut truths = vec![
        ("archetype.member.quit_a".to_owned(), member.quit_a),
        ("archetype.member.quit_b".to_owned(), member.quit_b),
        ("archetype.*.quit_floor".to_owned(), member.quit_floor),
        ("archetype.member.gap".to_owned(), member.gap),
        ("archetype.member.gap_growth".to_owned(), member.gap_growth),
        ("archetype.member.messages".to_owned(), member.messages),
        (
            "archetype.member.messages_between".to_owned(),
            member.messages_between,
        ),
        (
            "archetype.member.messages_within".to_owned(),
            member.messages_within,
        ),
        (
            "archetype.member.messages_growth".to_owned(),
            member.messages_growth,
        ),
        ("demand.ageing.quit".to_owned(), 0.0),
        (
            "audience.channel.newcomers.per_day".to_owned(),
            scenario.audience.channel[0].per_day,
        ),
        ("demand.wander.growth".to_owned(), 0.0),
    ];
    truths.extend(
        scenario
            .demand
            .weekday
            .iter()
            .enumerate()
            .skip(1)
            .map(|(day, level)| {
                (
                    format!("demand.weekday, day {day} of the log and every 7th after"),
                    *level,
                )
            }),
    );
    Ok(truths
        .into_iter()
        .map(|(name, truth)| {
            let found: Vec<_> = fitted
                .iter()
                .flatten()
                .filter(|estimate| estimate.name == name)
                .collect();
            let held = found
                .iter()
                .filter(|estimate| {
                    estimate
                        .interval
                        .is_some_and(|(low, high)| low <= truth && truth <= high)
                })
                .count();
            Recovered {
                name,
                truth,
                mean: found.iter().map(|estimate| estimate.value).sum::<f64>() / found.len() as f64,
                coverage: held as f64 / found.len() as f64,
            }
        })
        .collect())
}

/// The table as Markdown.
pub fn markdown(recovered: &[Recovered], logs: u32) -> String {
    let mut text = format!(
        "{logs} logs of {DAYS} days, simulated with known parameters and fitted.\n\n| parameter | truth | mean estimate | 90 % interval holds the truth |\n|---|---|---|---|\n"
    );
    for one in recovered {
        let _ = writeln!(
            text,
            "| {} | {} | {:.4} | {:.0} % |",
            one.name,
            one.truth,
            one.mean,
            100.0 * one.coverage
        );
    }
    text
}
