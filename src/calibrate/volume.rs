//! Messages on an active day: the fit of the log-normal law, rounded up to whole messages.

use super::likelihood::log_sum;
use super::optimise::{Maximum, gradient, maximise, times};
use super::spells::{Spell, active_days_of};
use libm::erfc;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The volume law of one class of members.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// Log of the median before rounding up, log of the standard deviation between members, log of
    /// the one within, growth from the 20th to the 100th active day.
    pub maximum: Maximum,
    /// Whether the spread within members is the one that gives the seen mean, because days are less
    /// extreme than the likeliest log-normal law has them.
    pub spared: bool,
}

/// Logs of the smallest and largest median number of messages that a scenario holds.
pub const MEDIANS: [f64; 2] = [-2.3, 6.9];
/// Logs of the smallest and largest standard deviation, between members and within.
pub const SPREADS: [f64; 2] = [-6.0, 1.0];

impl Volume {
    /// Whether it lies beyond what a scenario holds.
    pub fn is_beyond(&self) -> bool {
        let at = &self.maximum.at;
        at[0] > MEDIANS[1] || at[1] > SPREADS[1] || at[2] > SPREADS[1]
    }

    /// Median number of messages, as the model's `messages` counts.
    pub fn messages(&self) -> f64 {
        self.maximum.at[0].exp()
    }

    /// Standard deviation of the log between members.
    pub fn between(&self) -> f64 {
        self.maximum.at[1].exp()
    }

    /// Standard deviation of the log within a member.
    pub fn within(&self) -> f64 {
        self.maximum.at[2].exp()
    }

    /// Growth of the log from the 20th to the 100th active day.
    pub fn growth(&self) -> f64 {
        self.maximum.at[3].max(0.0)
    }
}

/// Days of one member that are looked at: more would say little new, and the integral over the
/// member's own level would need a finer grid.
const DAYS_OF_A_MEMBER: usize = 12;
/// Points of the integral over a member's own level, from −[`EDGE`] to [`EDGE`] standard deviations.
const POINTS: usize = 25;
const EDGE: f64 = 3.4;
/// Parameters of a class.
const OF_A_CLASS: usize = 4;
/// Levels of seniority, from 0 at 20 active days to 1 at 100.
const SENIORITY: usize = 6;
/// Mean and standard deviation of the parameters before the log is seen.
pub const PRIOR: [(f64, f64); OF_A_CLASS] = [(0.5, 1.5), (-0.7, 0.8), (-0.3, 0.6), (0.3, 0.5)];

/// A member's days: place of the seniority level and number of messages in the table of chances.
type Days = Vec<u32>;

/// What the fit looks at.
struct Seen {
    /// Seniority level and number of messages of each row of the table of chances.
    days: Vec<(usize, u32)>,
    /// Days of each member and how likely the member is of each class.
    members: Vec<(Days, Vec<f64>)>,
}

/// Fits the laws of all classes to the recent days of spells, each with how likely it is of each
/// class by its gaps: a member's likelihood is the mixture.
///
/// `others` are the same memberships one standard deviation of the quit and gap laws away, in
/// directions that are independent: what is not known of the first step widens the intervals of this
/// one (Murphy & Topel 1985, "Estimation and inference in two-step econometric models").
pub fn fit(spells: &[&Spell], memberships: &[Vec<f64>], others: &[Vec<Vec<f64>>]) -> Vec<Volume> {
    let count = memberships.first().map_or(1, Vec::len);
    let mut seen = look(spells, memberships);
    let start: Vec<f64> = (0..count)
        .flat_map(|_| PRIOR.iter().map(|(mean, _)| *mean))
        .collect();
    let mut maximum = maximise(&start, 0.02, &|at: &[f64]| log_posterior(&seen, at));
    let known = maximum.covariance.clone();
    for moved in others {
        for ((_, weights), moved) in seen.members.iter_mut().zip(moved) {
            weights.clone_from(moved);
        }
        let slope = gradient(&maximum.at, &|at: &[f64]| log_posterior(&seen, at));
        let shift = times(&known, &slope);
        for (row, one) in maximum.covariance.iter_mut().zip(&shift) {
            for (covariance, other) in row.iter_mut().zip(&shift) {
                *covariance += one * other;
            }
        }
    }
    for ((_, weights), own) in seen.members.iter_mut().zip(memberships) {
        weights.clone_from(own);
    }
    let mixed = mixtures(&seen, &maximum.at);
    (0..count)
        .map(|class| {
            let mut own = maximum.part(class * OF_A_CLASS..(class + 1) * OF_A_CLASS);
            let weights: Vec<f64> = mixed
                .iter()
                .map(|logs| (logs[class] - log_sum(logs)).exp())
                .collect();
            let spared = spare_tail(&mut own.at, &seen, &weights);
            Volume {
                maximum: own,
                spared,
            }
        })
        .collect()
}

fn log_posterior(seen: &Seen, at: &[f64]) -> f64 {
    let prior: f64 = at
        .iter()
        .zip(PRIOR.iter().cycle())
        .map(|(value, (mean, sd))| -0.5 * ((value - mean) / sd).powi(2))
        .sum();
    let logs: Vec<f64> = mixtures(seen, at)
        .iter()
        .map(|logs| log_sum(logs))
        .collect();
    prior + logs.iter().sum::<f64>()
}

fn look(spells: &[&Spell], memberships: &[Vec<f64>]) -> Seen {
    let mut rows = BTreeMap::new();
    let mut days = Vec::new();
    let members = spells
        .iter()
        .zip(memberships)
        .map(|(spell, weights)| {
            let recent = spell.steps.partition_point(|step| !step.recent);
            let steps = &spell.steps[recent..];
            let count = steps.len().min(DAYS_OF_A_MEMBER);
            let own: Days = (0..count)
                .map(|index| {
                    let step = &steps[index * steps.len() / count];
                    let way = (active_days_of(step.bin as usize) / 20.0).ln() / 5.0_f64.ln();
                    let level = way.clamp(0.0, 1.0) * (SENIORITY - 1) as f64;
                    let day = (level.round() as usize, step.events.min(5000));
                    *rows.entry(day).or_insert_with(|| {
                        days.push(day);
                        days.len() as u32 - 1
                    })
                })
                .collect();
            (own, weights.clone())
        })
        .collect();
    Seen { days, members }
}

/// Where days are less extreme than a log-normal law has them, its mean would be far too high: then
/// the spread from day to day is the one that gives the mean that was seen. Returns whether it is.
fn spare_tail(at: &mut [f64], seen: &Seen, weights: &[f64]) -> bool {
    let (mut total, mut sum, mut seniority) = (0.0, 0.0, 0.0);
    for ((days, _), weight) in seen.members.iter().zip(weights) {
        for row in days {
            let (level, events) = seen.days[*row as usize];
            total += weight;
            sum += weight * f64::from(events);
            seniority += weight * level as f64 / (SENIORITY - 1) as f64;
        }
    }
    if total <= 0.0 {
        return false;
    }
    // Rounding up adds half a message.
    let mean = (sum / total - 0.5).max(0.2).ln();
    let variance = 2.0 * (mean - at[0] - at[3] * seniority / total) - (2.0 * at[1]).exp();
    let within = at[2].exp();
    let needed = variance.max(0.0).sqrt().max(0.4 * within);
    let spared = needed < 0.9 * within;
    if spared {
        at[2] = needed.ln();
    }
    spared
}

/// For each member the log of the share and likelihood of each class.
fn mixtures(seen: &Seen, at: &[f64]) -> Vec<Vec<f64>> {
    let tables: Vec<Vec<f64>> = at
        .chunks_exact(OF_A_CLASS)
        .map(|laws| table(&seen.days, laws))
        .collect();
    seen.members
        .par_iter()
        .with_min_len(256)
        .map(|(days, weights)| {
            tables
                .iter()
                .zip(weights)
                .map(|(table, weight)| weight.max(1e-30).ln() + log_likelihood(days, table))
                .collect()
        })
        .collect()
}

/// Points of the integral over a member's own level, in standard deviations.
fn points() -> [f64; POINTS] {
    let spacing = 2.0 * EDGE / (POINTS - 1) as f64;
    std::array::from_fn(|point| -EDGE + spacing * point as f64)
}

/// Log chance of each row, by row and point.
fn table(days: &[(usize, u32)], at: &[f64]) -> Vec<f64> {
    let (between, within) = (at[1].clamp(-5.0, 2.0).exp(), at[2].clamp(-5.0, 2.0).exp());
    let scale = std::f64::consts::FRAC_1_SQRT_2 / within;
    let points = points();
    let rows: Vec<[f64; POINTS]> = days
        .par_iter()
        .with_min_len(64)
        .map(|&(level, messages)| {
            let seniority = level as f64 / (SENIORITY - 1) as f64;
            let (low, high) = (f64::from(messages - 1).ln(), f64::from(messages).ln());
            points.map(|point| {
                let centre = at[0] + between * point + at[3] * seniority;
                let (from, to) = ((low - centre) * scale, (high - centre) * scale);
                // The tail that is smaller loses no digits.
                let chance = if from > 0.0 {
                    erfc(from) - erfc(to)
                } else {
                    erfc(-to) - erfc(-from)
                };
                (0.5 * chance).max(1e-30).ln()
            })
        })
        .collect();
    rows.concat()
}

/// Log likelihood of a member's days, the own level integrated out.
fn log_likelihood(days: &Days, table: &[f64]) -> f64 {
    let mut logs = points().map(|point| -0.5 * point * point);
    for row in days {
        let chances = &table[*row as usize * POINTS..][..POINTS];
        for (log, chance) in logs.iter_mut().zip(chances) {
            *log += chance;
        }
    }
    log_sum(&logs)
}
