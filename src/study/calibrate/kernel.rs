//! The renewal kernel: its likelihood for a log, and the fit.
//!
//! After the k-th active day a member quits with probability a/(a + b + k − 1) (the mean of a
//! personal Beta(a, b) after k − 1 days survived, so c = a and k0 = a + b − 1), and otherwise comes
//! back after a gap from the zeta distribution on 1..365 with exponent α(k) = α₁ + β (ln k)². A
//! visit planned for a slow weekday moves on to a livelier one. A silence of s days until the log
//! ends is either a quit or a gap above s: the likelihood is the sum of both. Members come in
//! classes (archetypes) with quit and gap laws of their own; a member's likelihood is the mixture.

use super::optimise::{Maximum, climb, maximise};
use super::spells::{BINS, EPOCHS, LONGEST, Outcome, Spell, active_days_of, years_of};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The gap exponent to which an archetype's `gap` is added.
pub const BASE_EXPONENT: f64 = 1.27;

/// The laws of one class of members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Share among those who come.
    pub share: f64,
    /// First parameter of the Beta distribution of quit probabilities: c.
    pub quit_a: f64,
    /// Second: k0 + 1 − c.
    pub quit_b: f64,
    /// Quit probability of every active day whoever it is; the same for all classes.
    pub quit_floor: f64,
    /// Gap exponent after the first active day.
    pub exponent: f64,
    /// Its growth per squared log of active days.
    pub growth: f64,
}

/// How the habits of all classes drift from year to year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drift {
    /// Quit log odds a year.
    pub quit: f64,
    /// Gap exponent a year.
    pub gap: f64,
}

impl Drift {
    /// Habits that stay.
    pub const NONE: Self = Self {
        quit: 0.0,
        gap: 0.0,
    };
}

/// The same for the log of the common quit floor: a thousandth.
pub(super) const FLOOR_PRIOR: (f64, f64) = (-6.9, 1.0);

/// What is expected of the drift before any log is seen (mean, standard deviation).
pub(super) const DRIFT_PRIOR: [(f64, f64); 2] = [(0.05, 0.15), (0.0, 0.0001)];

/// The drift that the last two of a vector of parameters stand for.
pub fn drift(parameters: &[f64]) -> Drift {
    match parameters {
        [.., quit, gap] => Drift {
            quit: quit.clamp(-2.0, 2.0),
            gap: gap.clamp(-0.5, 0.5),
        },
        _ => Drift {
            quit: 0.0,
            gap: 0.0,
        },
    }
}

/// Days of silence after which the fit of the drift looks no further.
const DRIFT_HORIZON: u32 = 60;

/// Fits the drift with one class of members.
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
    let cells = Cells::new(short.iter());
    let start: Vec<f64> = PRIOR
        .iter()
        .chain([&FLOOR_PRIOR])
        .chain(&DRIFT_PRIOR)
        .map(|(mean, _)| *mean)
        .collect();
    let laws = OF_A_CLASS + 1;
    let value = |at: &[f64]| {
        let drifts = at[laws..]
            .iter()
            .zip(DRIFT_PRIOR)
            .map(|(value, (mean, sd))| -0.5 * ((value - mean) / sd).powi(2));
        log_likelihood_of(&cells, &classes(&at[..laws]), &drift(at), weekday)
            + log_prior(&at[..laws])
            + drifts.sum::<f64>()
    };
    maximise(&start, 0.01, &value).part(laws..laws + 2)
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

/// Nothing that happened was impossible.
const LEAST: f64 = 1e-60;
const GAPS: usize = LONGEST as usize;
/// A visit is moved at most so many days.
const MOVES: usize = 6;

/// Active days with the same chances: bin, epoch, weekday and outcome.
type Cell = (u8, u8, u8, Outcome);

/// Spells with their active days as numbers of cells.
struct Cells {
    cells: Vec<Cell>,
    steps: Vec<u32>,
    /// Of each spell: its first step, its first recent one, and the one after its last.
    spells: Vec<[usize; 3]>,
}

impl Cells {
    fn new<'s>(spells: impl Iterator<Item = &'s Spell>) -> Self {
        let mut numbers = BTreeMap::new();
        let mut found = Self {
            cells: Vec::new(),
            steps: Vec::new(),
            spells: Vec::new(),
        };
        for spell in spells {
            let start = found.steps.len();
            let recent = spell.steps.partition_point(|step| !step.recent);
            for step in &spell.steps {
                let key = match step.outcome {
                    Outcome::Gap(gap) => (step.bin, step.epoch, step.weekday, true, gap),
                    Outcome::Silence(days) => (step.bin, step.epoch, step.weekday, false, days),
                };
                let number = *numbers.entry(key).or_insert_with(|| {
                    found
                        .cells
                        .push((step.bin, step.epoch, step.weekday, step.outcome));
                    found.cells.len() as u32 - 1
                });
                found.steps.push(number);
            }
            found
                .spells
                .push([start, start + recent, found.steps.len()]);
        }
        found
    }

    /// The chance of every cell under one class.
    fn chances(&self, class: &Class, drift: &Drift, rhythm: &Rhythm) -> Vec<f64> {
        let mut laws: Vec<Option<Law>> = (0..BINS * EPOCHS).map(|_| None).collect();
        self.cells
            .iter()
            .map(|&(bin, epoch, weekday, outcome)| {
                let place = bin as usize * EPOCHS + epoch as usize;
                let law = laws[place]
                    .get_or_insert_with(|| Law::new(class, drift, bin as usize, years_of(epoch)));
                law.chance(weekday as usize, outcome, rhythm).max(LEAST)
            })
            .collect()
    }

    /// Log of the product of the chances of some steps, with few logarithms.
    fn log_chance(&self, chances: &[f64], steps: std::ops::Range<usize>) -> f64 {
        let (mut log, mut product) = (0.0, 1.0);
        for &step in &self.steps[steps] {
            product *= chances[step as usize];
            if product < 1e-200 {
                log += product.ln();
                product = 1.0;
            }
        }
        log + product.ln()
    }
}

/// How planned visits move on from slow weekdays.
struct Rhythm {
    level: [f64; 7],
    /// By weekday and moves: chance that a visit planned so many days earlier takes place on that weekday.
    arrives: [[f64; MOVES + 1]; 7],
    /// By weekday and moves: chance that it moves on even from that weekday.
    leaves: [[f64; MOVES]; 7],
}

impl Rhythm {
    fn new(level: &[f64; 7]) -> Self {
        let mut arrives = [[0.0; MOVES + 1]; 7];
        let mut leaves = [[0.0; MOVES]; 7];
        for weekday in 0..7 {
            let mut reaches = 1.0;
            for moves in 0..=MOVES {
                if moves > 0 {
                    reaches *= 1.0 - level[(weekday + 7 - moves) % 7];
                }
                arrives[weekday][moves] = if moves < MOVES {
                    reaches * level[weekday]
                } else {
                    reaches
                };
                if moves < MOVES {
                    leaves[weekday][moves] = reaches * (1.0 - level[weekday]);
                }
            }
        }
        Self {
            level: *level,
            arrives,
            leaves,
        }
    }

    fn is_flat(&self) -> bool {
        self.level.iter().all(|level| *level >= 1.0)
    }
}

/// The laws of a class after the active days of one bin.
struct Law {
    quits: f64,
    /// Chance of a gap of 1, 2, … days, given that the member comes back.
    planned: [f64; GAPS],
    /// Chance of at most so many days.
    within: [f64; GAPS],
}

impl Law {
    fn new(class: &Class, ageing: &Drift, bin: usize, years: f64) -> Self {
        let active_days = active_days_of(bin);
        let exponent =
            class.exponent + class.growth * active_days.ln().powi(2) + ageing.gap * years;
        let exponent = exponent.clamp(0.8, 3.0);
        let mut planned = [1.0; GAPS];
        for gap in 2..=GAPS {
            // The power of a composite number is the product of its factors' powers.
            let factor = SMALLEST_FACTOR[gap];
            planned[gap - 1] = if factor as usize == gap {
                (-exponent * (gap as f64).ln()).exp()
            } else {
                planned[factor as usize - 1] * planned[gap / factor as usize - 1]
            };
        }
        let sum: f64 = planned.iter().sum();
        let mut within = [0.0; GAPS];
        let mut reached = 0.0;
        for (chance, within) in planned.iter_mut().zip(&mut within) {
            *chance /= sum;
            reached += *chance;
            *within = reached;
        }
        let own = class.quit_a / (class.quit_a + class.quit_b + active_days - 1.0);
        let quits = own + class.quit_floor * (1.0 - own);
        let odds = quits / (1.0 - quits) * (ageing.quit * years).exp();
        Self {
            quits: odds / (1.0 + odds),
            planned,
            within,
        }
    }

    fn chance(&self, weekday: usize, outcome: Outcome, rhythm: &Rhythm) -> f64 {
        match outcome {
            Outcome::Gap(gap) => {
                let gap = gap as usize;
                let comes = if rhythm.is_flat() {
                    self.planned[gap - 1]
                } else {
                    let arrives = &rhythm.arrives[(weekday + gap) % 7];
                    (0..gap.min(MOVES + 1))
                        .map(|moves| arrives[moves] * self.planned[gap - 1 - moves])
                        .sum()
                };
                (1.0 - self.quits) * comes
            }
            Outcome::Silence(0) => 1.0,
            Outcome::Silence(days) if u32::from(days) >= LONGEST => self.quits,
            Outcome::Silence(days) => {
                let days = days as usize;
                let leaves = &rhythm.leaves[(weekday + days) % 7];
                let moving: f64 = (0..days.min(MOVES))
                    .map(|moves| leaves[moves] * self.planned[days - 1 - moves])
                    .sum();
                self.quits + (1.0 - self.quits) * (1.0 - self.within[days - 1] + moving)
            }
        }
    }
}

/// The smallest prime factor of every number up to [`LONGEST`].
static SMALLEST_FACTOR: [u16; GAPS + 1] = {
    let mut factors = [0; GAPS + 1];
    let mut number = 2;
    while number <= GAPS {
        if factors[number] == 0 {
            let mut multiple = number;
            while multiple <= GAPS {
                if factors[multiple] == 0 {
                    factors[multiple] = number as u16;
                }
                multiple += number;
            }
        }
        number += 1;
    }
    factors
};

/// Log of a sum of exponentials.
pub(super) fn log_sum(terms: &[f64]) -> f64 {
    let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + terms
        .iter()
        .map(|term| (term - most).exp())
        .sum::<f64>()
        .ln()
}

/// Log likelihood of the recent part of the spells given the earlier part.
pub fn log_likelihood(
    spells: &[Spell],
    classes: &[Class],
    drift: &Drift,
    weekday: &[f64; 7],
) -> f64 {
    log_likelihood_of(&Cells::new(spells.iter()), classes, drift, weekday)
}

fn log_likelihood_of(cells: &Cells, classes: &[Class], drift: &Drift, weekday: &[f64; 7]) -> f64 {
    let rhythm = Rhythm::new(weekday);
    let chances: Vec<Vec<f64>> = classes
        .iter()
        .map(|class| cells.chances(class, drift, &rhythm))
        .collect();
    if let [only] = &chances[..] {
        // With one class the earlier part cancels.
        return cells
            .spells
            .iter()
            .map(|&[_, recent, end]| cells.log_chance(only, recent..end))
            .sum();
    }
    let mut sum = 0.0;
    let mut before = vec![0.0; classes.len()];
    let mut after = vec![0.0; classes.len()];
    for &[start, recent, end] in &cells.spells {
        for (class, chances) in chances.iter().enumerate() {
            before[class] = classes[class].share.ln() + cells.log_chance(chances, start..recent);
            after[class] = before[class] + cells.log_chance(chances, recent..end);
        }
        sum += log_sum(&after) - log_sum(&before);
    }
    sum
}

/// How likely each spell belongs to each class, given all of it.
pub fn memberships(
    spells: &[&Spell],
    classes: &[Class],
    drift: &Drift,
    weekday: &[f64; 7],
) -> Vec<Vec<f64>> {
    let cells = Cells::new(spells.iter().copied());
    let rhythm = Rhythm::new(weekday);
    let chances: Vec<Vec<f64>> = classes
        .iter()
        .map(|class| cells.chances(class, drift, &rhythm))
        .collect();
    cells
        .spells
        .iter()
        .map(|&[start, _, end]| {
            let logs: Vec<f64> = chances
                .iter()
                .zip(classes)
                .map(|(chances, class)| class.share.ln() + cells.log_chance(chances, start..end))
                .collect();
            let total = log_sum(&logs);
            logs.iter().map(|log| (log - total).exp()).collect()
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
    /// Standard deviation of the log odds of these levels (0 for the highest).
    pub weekday_sd: [f64; 7],
    /// Active days in the window.
    pub active_days: usize,
}

impl Kernel {
    /// The classes at the maximum.
    pub fn classes(&self) -> Vec<Class> {
        classes(&self.maximum.at)
    }

    /// The drift at the maximum.
    pub fn drift(&self) -> Drift {
        drift(&self.drift.at)
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
pub fn fit(spells: &[Spell], older: &[Spell], split: u32, most: usize) -> Kernel {
    // Spells without a recent day say nothing about the window, and cancel.
    let spells: Vec<&Spell> = spells
        .iter()
        .filter(|spell| spell.steps.iter().any(|step| step.recent))
        .collect();
    let cells = Cells::new(spells.iter().copied());
    let mut visits = [0_usize; 7];
    for step in spells
        .iter()
        .flat_map(|spell| &spell.steps)
        .filter(|step| step.recent)
    {
        visits[step.weekday as usize] += 1;
    }
    let active_days = visits.iter().sum();
    let week = Week::new(visits);
    let mut weekday = [1.0; 7];
    let drift = Drift::NONE;
    let mut start: Vec<f64> = PRIOR
        .iter()
        .chain([&FLOOR_PRIOR])
        .map(|(mean, _)| *mean)
        .collect();
    for _ in 0..2 {
        let value =
            |at: &[f64]| log_likelihood_of(&cells, &classes(at), &drift, &weekday) + log_prior(at);
        start = climb(&start, 0.05, &value).0;
        weekday = week.fit(&cells, &classes(&start), &weekday);
    }
    let value =
        |at: &[f64]| log_likelihood_of(&cells, &classes(at), &drift, &weekday) + log_prior(at);
    let mut best = (
        start.clone(),
        log_likelihood_of(&cells, &classes(&start), &drift, &weekday),
    );
    let independent = (spells.len() as f64).max(2.0).ln();
    let score = |parameters: &[f64], log: f64| log - 0.5 * independent * parameters.len() as f64;
    for _ in 1..most {
        let tried = split_candidates(&best.0)
            .into_par_iter()
            .map(|candidate| climb(&candidate, 0.05, &value).0)
            .map(|found| {
                let log = log_likelihood_of(&cells, &classes(&found), &drift, &weekday);
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
    let start = ordered(&best.0);
    // Laws and weekdays together, so that the intervals of each know that the others are unknown.
    let laws = start.len();
    let joint = |at: &[f64]| {
        let levels = week.levels(&at[laws..]);
        log_likelihood_of(&cells, &classes(&at[..laws]), &drift, &levels)
            + log_prior(&at[..laws])
            + Week::log_prior(&at[laws..])
    };
    let together: Vec<f64> = start.into_iter().chain(week.odds(&weekday)).collect();
    let all = maximise(&together, 0.01, &joint);
    let maximum = all.part(0..laws);
    let weekday = week.levels(&all.at[laws..]);
    let mut weekday_sd = [0.0; 7];
    for (index, day) in week.others().enumerate() {
        weekday_sd[day] = all.deviation(laws + index);
    }
    let log_likelihood = log_likelihood_of(&cells, &classes(&maximum.at), &drift, &weekday);
    Kernel {
        maximum,
        drift: fit_drift(older, split, &weekday),
        log_likelihood,
        weekday,
        weekday_sd,
        active_days,
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

/// Log odds of a weekday's level before the log is seen: near 1, and hardly below .1.
pub(super) const WEEKDAY_PRIOR: (f64, f64) = (2.0, 1.5);

/// The levels of the weekdays against the busiest one, as log odds.
struct Week {
    visits: [usize; 7],
    busiest: usize,
}

impl Week {
    fn new(visits: [usize; 7]) -> Self {
        let busiest = (0..7).max_by_key(|day| visits[*day]).unwrap_or(0);
        Self { visits, busiest }
    }

    fn others(&self) -> impl Iterator<Item = usize> {
        let busiest = self.busiest;
        (0..7).filter(move |day| *day != busiest)
    }

    fn levels(&self, odds: &[f64]) -> [f64; 7] {
        let mut levels = [1.0; 7];
        for (day, odds) in self.others().zip(odds) {
            levels[day] = 1.0 / (1.0 + (-odds).exp());
        }
        levels
    }

    /// Log odds to start from: of what was found already, or of the counts.
    fn odds(&self, levels: &[f64; 7]) -> Vec<f64> {
        self.others()
            .map(|day| {
                let level = if levels[day] < 1.0 {
                    levels[day]
                } else {
                    self.visits[day] as f64 / self.visits[self.busiest].max(1) as f64
                };
                let level = level.clamp(0.05, 0.98);
                (level / (1.0 - level)).ln()
            })
            .collect()
    }

    fn log_prior(odds: &[f64]) -> f64 {
        let (mean, sd) = WEEKDAY_PRIOR;
        odds.iter()
            .map(|odds| -0.5 * ((odds - mean) / sd).powi(2))
            .sum()
    }

    /// Levels given the laws.
    fn fit(&self, cells: &Cells, classes: &[Class], now: &[f64; 7]) -> [f64; 7] {
        let value = |at: &[f64]| {
            log_likelihood_of(cells, classes, &Drift::NONE, &self.levels(at)) + Self::log_prior(at)
        };
        self.levels(&climb(&self.odds(now), 0.05, &value).0)
    }
}
