//! Messages on an active day: the fit of the log-normal law, rounded up to whole messages.

use super::optimise::{Maximum, maximise};
use super::spells::{Spell, active_days_of};
use libm::erfc;
use rayon::prelude::*;

/// The volume law of one class of members.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// Log of the median before rounding up, log of the standard deviation between members, log of
    /// the one within, growth from the 20th to the 100th active day.
    pub maximum: Maximum,
}

impl Volume {
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
/// Levels of seniority, from 0 at 20 active days to 1 at 100.
const SENIORITY: usize = 6;
/// Mean and standard deviation of the parameters before the log is seen.
const PRIOR: [(f64, f64); 4] = [(0.5, 1.5), (-0.7, 0.8), (-0.3, 0.6), (0.3, 0.5)];

/// A member's days: seniority level and number of messages.
type Days = Vec<(usize, u32)>;

/// Fits the law to the recent days of spells, each weighted with how likely it is of the class.
pub fn fit(spells: &[(&Spell, f64)]) -> Volume {
    let members: Vec<(Days, f64)> = spells
        .iter()
        .filter(|(_, weight)| *weight > 0.01)
        .filter_map(|(spell, weight)| {
            let recent = spell.steps.partition_point(|step| !step.recent);
            let steps = &spell.steps[recent..];
            let count = steps.len().min(DAYS_OF_A_MEMBER);
            let days: Days = (0..count)
                .map(|index| {
                    let step = &steps[index * steps.len() / count];
                    let way = (active_days_of(step.bin as usize) / 20.0).ln() / 5.0_f64.ln();
                    let level = way.clamp(0.0, 1.0) * (SENIORITY - 1) as f64;
                    (level.round() as usize, step.events.min(5000))
                })
                .collect();
            (!days.is_empty()).then_some((days, *weight))
        })
        .collect();
    let most = members
        .iter()
        .flat_map(|(days, _)| days)
        .map(|(_, events)| *events)
        .max()
        .unwrap_or(1);
    let start: Vec<f64> = PRIOR.iter().map(|(mean, _)| *mean).collect();
    let value = |at: &[f64]| {
        let prior: f64 = at
            .iter()
            .zip(PRIOR)
            .map(|(value, (mean, sd))| -0.5 * ((value - mean) / sd).powi(2))
            .sum();
        prior + log_likelihood(&members, most as usize, at)
    };
    let mut maximum = maximise(&start, 0.02, &value);
    spare_tail(&mut maximum.at, &members);
    Volume { maximum }
}

/// Where days are less extreme than a log-normal law has them, its mean would be far too high: then
/// the spread from day to day is the one that gives the mean that was seen.
fn spare_tail(at: &mut [f64], members: &[(Days, f64)]) {
    let (mut weights, mut sum, mut seniority) = (0.0, 0.0, 0.0);
    for (days, weight) in members {
        for (level, events) in days {
            weights += weight;
            sum += weight * f64::from(*events);
            seniority += weight * *level as f64 / (SENIORITY - 1) as f64;
        }
    }
    if weights <= 0.0 {
        return;
    }
    // Rounding up adds half a message.
    let mean = (sum / weights - 0.5).max(0.2).ln();
    let variance = 2.0 * (mean - at[0] - at[3] * seniority / weights) - (2.0 * at[1]).exp();
    let within = at[2].exp();
    let needed = variance.max(0.0).sqrt().max(0.4 * within);
    if needed < 0.9 * within {
        at[2] = needed.ln();
    }
}

fn log_likelihood(members: &[(Days, f64)], most: usize, at: &[f64]) -> f64 {
    let (between, within) = (at[1].clamp(-5.0, 2.0).exp(), at[2].clamp(-5.0, 2.0).exp());
    let spacing = 2.0 * EDGE / (POINTS - 1) as f64;
    let points: Vec<f64> = (0..POINTS)
        .map(|point| -EDGE + spacing * point as f64)
        .collect();
    // Log chance of n messages, by point, seniority and n − 1.
    let table: Vec<Vec<f32>> = (0..POINTS * SENIORITY)
        .into_par_iter()
        .map(|row| {
            let seniority = (row % SENIORITY) as f64 / (SENIORITY - 1) as f64;
            let centre = at[0] + between * points[row / SENIORITY] + at[3] * seniority;
            let upper = |messages: usize| {
                erfc(((messages as f64).ln() - centre) / within * std::f64::consts::FRAC_1_SQRT_2)
            };
            let mut above = 2.0;
            (1..=most)
                .map(|messages| {
                    let next = upper(messages);
                    let chance: f64 = 0.5 * (above - next);
                    above = next;
                    chance.max(1e-30).ln() as f32
                })
                .collect()
        })
        .collect();
    let chunks: Vec<f64> = members
        .par_chunks(256)
        .map(|chunk| {
            chunk
                .iter()
                .map(|(days, weight)| {
                    let logs: [f64; POINTS] = std::array::from_fn(|point| {
                        let days = days.iter().map(|&(level, events)| {
                            f64::from(table[point * SENIORITY + level][events as usize - 1])
                        });
                        -0.5 * points[point] * points[point] + days.sum::<f64>()
                    });
                    let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    weight * (top + logs.iter().map(|log| (log - top).exp()).sum::<f64>().ln())
                })
                .sum::<f64>()
        })
        .collect();
    chunks.iter().sum()
}
