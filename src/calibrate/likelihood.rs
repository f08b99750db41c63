//! The likelihood of a log under the quit and gap laws: active days with the same chances are cells,
//! a member's likelihood is the mixture over classes.

use super::laws::{Class, LEAST, Law, Rhythm};
use super::spells::{BINS, EPOCHS, Outcome, Spell, years_of};
use std::collections::BTreeMap;

/// Active days with the same chances: bin, epoch, weekday and outcome.
type Cell = (u8, u8, u8, Outcome);

/// Spells with their active days as numbers of cells.
pub(super) struct Cells {
    cells: Vec<Cell>,
    steps: Vec<u32>,
    /// Epochs told apart.
    epochs: usize,
    /// Of each spell: its first step, its first recent one, and the one after its last.
    spells: Vec<[usize; 3]>,
}

impl Cells {
    /// The cells of spells whose habits do not drift: epochs are all one.
    pub(super) fn steady<'s>(spells: impl Iterator<Item = &'s Spell>) -> Self {
        Self::new(spells, 1)
    }

    /// The cells of spells whose habits may drift from epoch to epoch.
    pub(super) fn drifting<'s>(spells: impl Iterator<Item = &'s Spell>) -> Self {
        Self::new(spells, EPOCHS)
    }

    fn new<'s>(spells: impl Iterator<Item = &'s Spell>, epochs: usize) -> Self {
        let mut numbers = BTreeMap::new();
        let mut found = Self {
            cells: Vec::new(),
            steps: Vec::new(),
            epochs,
            spells: Vec::new(),
        };
        for spell in spells {
            let start = found.steps.len();
            let recent = spell.steps.partition_point(|step| !step.recent);
            for step in &spell.steps {
                let epoch = step.epoch.min(epochs as u8 - 1);
                let key = match step.outcome {
                    Outcome::Gap(gap) => (step.bin, epoch, step.weekday, true, gap),
                    Outcome::Silence(days) => (step.bin, epoch, step.weekday, false, days),
                };
                let number = *numbers.entry(key).or_insert_with(|| {
                    found
                        .cells
                        .push((step.bin, epoch, step.weekday, step.outcome));
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

    /// The chance of every cell under one class; `drift` is that of the log odds of quitting a year.
    fn chances(&self, class: &Class, drift: f64, rhythm: &Rhythm) -> Vec<f64> {
        let factors: Vec<f64> = (0..self.epochs)
            .map(|epoch| (drift * years_of(epoch as u8)).exp())
            .collect();
        let mut laws: Vec<Option<Box<Law>>> = (0..BINS).map(|_| None).collect();
        self.cells
            .iter()
            .map(|&(bin, epoch, weekday, outcome)| {
                let law = laws[bin as usize]
                    .get_or_insert_with(|| Box::new(Law::new(class, bin as usize)));
                law.chance(factors[epoch as usize], weekday as usize, outcome, rhythm)
                    .max(LEAST)
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
pub(super) fn log_likelihood_of(
    cells: &Cells,
    classes: &[Class],
    drift: f64,
    weekday: &[f64; 7],
) -> f64 {
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
pub fn memberships(spells: &[&Spell], classes: &[Class], weekday: &[f64; 7]) -> Vec<Vec<f64>> {
    let cells = Cells::steady(spells.iter().copied());
    let rhythm = Rhythm::new(weekday);
    let chances: Vec<Vec<f64>> = classes
        .iter()
        .map(|class| cells.chances(class, 0.0, &rhythm))
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
