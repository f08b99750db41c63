//! The renewal kernel: its likelihood for a log, and the fit.
//!
//! After the k-th active day a member quits with probability a/(a + b + k − 1) (the mean of a
//! personal Beta(a, b) after k − 1 days survived, so c = a and k0 = a + b − 1), and otherwise comes
//! back after a gap from the zeta distribution on 1..365 with exponent α(k) = α₁ + β (ln k)². A
//! visit planned for a slow weekday moves on to a livelier one. A silence of s days until the log
//! ends is either a quit or a gap above s: the likelihood is the sum of both. Members come in
//! classes (archetypes) with quit and gap laws of their own; a member's likelihood is the mixture.

use super::laws::Class;
use super::likelihood::{Cells, log_likelihood_of};
use super::optimise::{Maximum, climb, gradient, maximise, times};
use super::spells::{Outcome, Spell};
use super::week::{Evidence, Levels, Weeks};
use crate::stats::linear::cholesky;
use rayon::prelude::*;

/// The same for the log of the common quit floor: a thousandth.
pub(super) const FLOOR_PRIOR: (f64, f64) = (-6.9, 1.0);

/// What is expected of the drift of the log odds of quitting a year before any log is seen (mean,
/// standard deviation).
pub(super) const DRIFT_PRIOR: (f64, f64) = (0.05, 0.15);

/// Days of silence after which the fit of the drift looks no further.
const DRIFT_HORIZON: u32 = 60;

/// Most times that laws and levels of the weekdays are found in turn.
const MOST_TURNS: usize = 6;

/// Fits the drift with one class of members. Of several kinds those who have come to stay seem to
/// have learnt it, so the drift is not claimed then; with as many classes as kinds, forecasts of
/// inner splits were no better.
///
/// Only days that were followed for [`DRIFT_HORIZON`] days count, and none is followed for longer:
/// otherwise recent days, of which only short gaps are known yet, would seem to differ from older
/// ones wherever the gap law does not fit to the last day.
fn fit_drift(spells: &[Spell], split: u32, weekday: &[f64; 7]) -> Maximum {
    let horizon = DRIFT_HORIZON as u16;
    let short: Vec<Spell> = spells
        .iter()
        .map(|spell| {
            let mut spell = spell.clone();
            spell.steps.retain(|step| step.day + DRIFT_HORIZON < split);
            for step in &mut spell.steps {
                step.outcome = match step.outcome {
                    Outcome::Gap(gap) if gap <= horizon => Outcome::Gap(gap),
                    _ => Outcome::Silence(horizon),
                };
            }
            spell
        })
        .collect();
    let cells = Cells::drifting(short.iter());
    let start: Vec<f64> = PRIOR
        .iter()
        .chain([&FLOOR_PRIOR, &DRIFT_PRIOR])
        .map(|(mean, _)| *mean)
        .collect();
    let laws = OF_A_CLASS + 1;
    let value = |at: &[f64]| {
        let (mean, sd) = DRIFT_PRIOR;
        log_likelihood_of(&cells, &classes(&at[..laws]), at[laws], weekday) + log_prior(&at[..laws])
            - 0.5 * ((at[laws] - mean) / sd).powi(2)
    };
    maximise(&start, 0.01, &value).part(laws..laws + 1)
}

/// Parameters a class has in the fit: ln a, ln b, α₁, ln β.
pub(super) const OF_A_CLASS: usize = 4;

/// What is expected of these before any log is seen (mean, standard deviation): the archives' range
/// and twice as much on either side.
pub(super) const PRIOR: [(f64, f64); OF_A_CLASS] =
    [(-0.4, 1.0), (0.0, 1.2), (1.35, 0.4), (-3.8, 0.8)];

/// Standard deviation of the log odds of a class's share against the first's before any log is seen.
pub(super) const SHARE_PRIOR_SD: f64 = 1.5;

fn count_of(parameters: &[f64]) -> usize {
    parameters.len() / (OF_A_CLASS + 1)
}

/// The classes that a vector of parameters stands for; the log odds of shares against the first class follow, and the log of the
/// common quit floor comes last.
pub fn classes(parameters: &[f64]) -> Vec<Class> {
    let count = count_of(parameters);
    let odds = |class: usize| match class {
        0 => 1.0,
        later => parameters[count * OF_A_CLASS + later - 1]
            .clamp(-12.0, 12.0)
            .exp(),
    };
    let sum: f64 = (0..count).map(odds).sum();
    let quit_floor = parameters
        .last()
        .map_or(0.0, |log| log.clamp(-14.0, -2.0).exp());
    (0..count)
        .map(|class| {
            let own = &parameters[class * OF_A_CLASS..];
            Class {
                share: odds(class) / sum,
                quit_a: own[0].clamp(-6.0, 4.0).exp(),
                quit_b: own[1].clamp(-6.0, 7.0).exp(),
                quit_floor,
                exponent: own[2].clamp(0.8, 3.0),
                growth: own[3].clamp(-9.0, -1.3).exp(),
            }
        })
        .collect()
}

/// The fitted kernel.
#[derive(Debug, Clone, PartialEq)]
pub struct Kernel {
    /// The parameters as the fit sees them, with their covariance.
    pub maximum: Maximum,
    /// The drift of habits, with its covariance.
    pub drift: Maximum,
    /// Log likelihood without the prior.
    pub log_likelihood: f64,
    /// Relative level of visits by weekday from the weekday of day 0; the highest is 1.
    pub weekday: [f64; 7],
    /// 90 % intervals of these levels; `None` where there is no rhythm, and for a day that is the
    /// busiest beyond doubt.
    pub weekday_interval: [Option<(f64, f64)>; 7],
    /// Whether there is a weekly rhythm. Where members do not come back by weekday, all levels are 1.
    pub rhythm: Evidence,
    /// Active days in the window.
    pub active_days: usize,
}

impl Kernel {
    /// The classes at the maximum.
    pub fn classes(&self) -> Vec<Class> {
        classes(&self.maximum.at)
    }

    /// Parameters one standard deviation from the maximum, in directions that are independent; none
    /// if the maximum is not settled.
    pub fn deviations(&self) -> Vec<Vec<f64>> {
        let at = &self.maximum.at;
        let factor = Some(&self.maximum)
            .filter(|maximum| maximum.settled)
            .and_then(|maximum| cholesky(&maximum.covariance))
            .unwrap_or_default();
        (0..factor.len())
            .map(|column| {
                at.iter()
                    .zip(&factor)
                    .map(|(value, row)| value + row[column])
                    .collect()
            })
            .collect()
    }

    /// Whether one weekday is livelier than another.
    pub fn has_weekdays(&self) -> bool {
        self.weekday.iter().any(|level| *level < 1.0)
    }

    /// The drift of the log odds of quitting a year.
    pub fn drift(&self) -> f64 {
        self.drift.at[0]
    }
}

fn log_prior(parameters: &[f64]) -> f64 {
    let count = count_of(parameters);
    let laws = (0..count * OF_A_CLASS).map(|index| {
        let (mean, sd) = PRIOR[index % OF_A_CLASS];
        -0.5 * ((parameters[index] - mean) / sd).powi(2)
    });
    let rest = &parameters[count * OF_A_CLASS..];
    let shares = rest[..rest.len() - 1]
        .iter()
        .map(|odds| -0.5 * (odds / SHARE_PRIOR_SD).powi(2));
    let floor = rest[rest.len() - 1..]
        .iter()
        .map(|log| -0.5 * ((log - FLOOR_PRIOR.0) / FLOOR_PRIOR.1).powi(2));
    laws.chain(shares).chain(floor).sum()
}

/// Fits the kernel with as many classes as the log supports, at most `most`, by the Bayesian
/// information criterion (Schwarz 1978).
pub fn fit(spells: &[Spell], older: &[Spell], split: u32, window: u32, most: usize) -> Kernel {
    // Spells without a recent day say nothing about the window, and cancel.
    let spells: Vec<&Spell> = spells
        .iter()
        .filter(|spell| spell.steps.iter().any(|step| step.recent))
        .collect();
    let cells = Cells::steady(spells.iter().copied());
    let active_days = spells
        .iter()
        .flat_map(|spell| &spell.steps)
        .filter(|step| step.recent)
        .count();
    let weeks = Weeks::new(&spells, split, window);
    let has_rhythm = weeks.evidence.of_returns();
    let levels = |at: &[f64], now: &[f64; 7]| has_rhythm.then(|| weeks.levels(&classes(at), now));
    let mut weekday = [1.0; 7];
    let mut start: Vec<f64> = PRIOR
        .iter()
        .chain([&FLOOR_PRIOR])
        .map(|(mean, _)| *mean)
        .collect();
    for _ in 0..2 {
        let value =
            |at: &[f64]| log_likelihood_of(&cells, &classes(at), 0.0, &weekday) + log_prior(at);
        start = climb(&start, 0.05, &value).0;
        let Some(found) = levels(&start, &weekday) else {
            break;
        };
        weekday = found.level;
    }
    let value = |at: &[f64]| log_likelihood_of(&cells, &classes(at), 0.0, &weekday) + log_prior(at);
    let mut best = (
        start.clone(),
        log_likelihood_of(&cells, &classes(&start), 0.0, &weekday),
    );
    let independent = (spells.len() as f64).max(2.0).ln();
    let score = |parameters: &[f64], log: f64| log - 0.5 * independent * parameters.len() as f64;
    for _ in 1..most {
        let tried = split_candidates(&best.0)
            .into_par_iter()
            .with_max_len(1)
            .map(|candidate| climb(&candidate, 0.05, &value).0)
            .map(|found| {
                let log = log_likelihood_of(&cells, &classes(&found), 0.0, &weekday);
                (found, log)
            })
            .collect::<Vec<_>>();
        let Some(found) = tried
            .into_iter()
            .max_by(|one, other| one.1.total_cmp(&other.1))
        else {
            break;
        };
        if score(&found.0, found.1) <= score(&best.0, best.1) {
            break;
        }
        best = found;
    }
    let mut start = ordered(&best.0);
    // Laws and levels in turn, until the levels rest.
    let mut found = levels(&start, &weekday);
    for _ in 0..MOST_TURNS {
        let Some(next) = &found else {
            break;
        };
        let change = (0..7).map(|day| (next.level[day] - weekday[day]).abs());
        let change = change.fold(0.0, f64::max);
        weekday = next.level;
        if change < 5e-4 {
            break;
        }
        let value =
            |at: &[f64]| log_likelihood_of(&cells, &classes(at), 0.0, &weekday) + log_prior(at);
        start = climb(&start, 0.01, &value).0;
        found = levels(&start, &weekday);
    }
    let under = |at: &[f64], weekday: &[f64; 7]| {
        log_likelihood_of(&cells, &classes(at), 0.0, weekday) + log_prior(at)
    };
    let mut maximum = maximise(&start, 0.01, &|at: &[f64]| under(at, &weekday));
    if let Some(found) = &found {
        widen(&mut maximum, found, &under);
    }
    let log_likelihood = log_likelihood_of(&cells, &classes(&maximum.at), 0.0, &weekday);
    Kernel {
        drift: fit_drift(older, split, &weekday),
        maximum,
        log_likelihood,
        weekday,
        weekday_interval: found.map_or([None; 7], |found| found.interval),
        rhythm: weeks.evidence,
        active_days,
    }
}

/// Adds to the covariance of the laws what they would differ by under levels of the weekdays that
/// are as likely (Murphy & Topel 1985).
fn widen(
    maximum: &mut Maximum,
    levels: &Levels,
    under: &(impl Fn(&[f64], &[f64; 7]) -> f64 + Sync),
) {
    let own = maximum.covariance.clone();
    for sides in &levels.aside {
        let [slope, other] =
            sides.map(|weekday| gradient(&maximum.at, &|at: &[f64]| under(at, &weekday)));
        let half: Vec<f64> = slope
            .iter()
            .zip(&other)
            .map(|(one, other)| 0.5 * (one - other))
            .collect();
        let shift = times(&own, &half);
        for (row, one) in maximum.covariance.iter_mut().zip(&shift) {
            for (value, other) in row.iter_mut().zip(&shift) {
                *value += one * other;
            }
        }
    }
}

/// Starting points with one class more: the largest class split along loyalty, rhythm, or both.
fn split_candidates(parameters: &[f64]) -> Vec<Vec<f64>> {
    let classes = classes(parameters);
    let count = classes.len();
    let largest = (0..count)
        .max_by(|one, other| classes[*one].share.total_cmp(&classes[*other].share))
        .unwrap_or(0);
    [[0.0, 0.0, 0.25, 0.0], [-0.5, 0.7, 0.2, 0.0]]
        .iter()
        .map(|apart| {
            let own = &parameters[largest * OF_A_CLASS..(largest + 1) * OF_A_CLASS];
            let mut laws = parameters[..count * OF_A_CLASS].to_vec();
            for (index, apart) in apart.iter().enumerate() {
                laws[largest * OF_A_CLASS + index] = own[index] - apart;
            }
            laws.extend(own.iter().zip(apart).map(|(value, apart)| value + apart));
            let share_odds = |class: usize| (classes[class].share / classes[0].share).ln();
            laws.extend((1..count).map(share_odds));
            laws.push(share_odds(largest) - 0.7);
            laws.extend(parameters.last());
            laws
        })
        .collect()
}

/// The same parameters with the classes in order of their gap exponents, the rarest visitors first.
fn ordered(parameters: &[f64]) -> Vec<f64> {
    let classes = classes(parameters);
    let mut order: Vec<usize> = (0..classes.len()).collect();
    order.sort_by(|one, other| classes[*one].exponent.total_cmp(&classes[*other].exponent));
    let mut sorted = Vec::with_capacity(parameters.len());
    for &class in &order {
        sorted.extend_from_slice(&parameters[class * OF_A_CLASS..(class + 1) * OF_A_CLASS]);
    }
    sorted.extend(
        order[1..]
            .iter()
            .map(|&class| (classes[class].share / classes[order[0]].share).ln()),
    );
    sorted.extend(parameters.last());
    sorted
}
