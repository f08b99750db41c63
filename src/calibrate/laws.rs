//! Quit and gap laws of a class of members, and how planned visits move on from slow weekdays.

use super::spells::{LONGEST, Outcome, active_days_of};

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

/// Nothing that happened was impossible.
pub(super) const LEAST: f64 = 1e-60;
const GAPS: usize = LONGEST as usize;
/// A visit is moved at most so many days.
const MOVES: usize = 6;

/// How planned visits move on from slow weekdays.
pub(super) struct Rhythm {
    level: [f64; 7],
    /// By weekday and moves: chance that a visit planned so many days earlier takes place on that weekday.
    arrives: [[f64; MOVES + 1]; 7],
    /// By weekday and moves: chance that it moves on even from that weekday.
    leaves: [[f64; MOVES]; 7],
}

impl Rhythm {
    pub(super) fn new(level: &[f64; 7]) -> Self {
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
pub(super) struct Law {
    /// Odds of quitting.
    odds: f64,
    /// Chance of a gap of 1, 2, … days, given that the member comes back.
    planned: [f64; GAPS],
    /// Chance of at most so many days.
    within: [f64; GAPS],
}

impl Law {
    pub(super) fn new(class: &Class, bin: usize) -> Self {
        let active_days = active_days_of(bin);
        let exponent = class.exponent + class.growth * active_days.ln().powi(2);
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
        Self {
            odds: quits / (1.0 - quits),
            planned,
            within,
        }
    }

    /// Chance of an outcome after an active day on a weekday, the odds of quitting being `factor`
    /// times the law's.
    pub(super) fn chance(
        &self,
        factor: f64,
        weekday: usize,
        outcome: Outcome,
        rhythm: &Rhythm,
    ) -> f64 {
        let odds = self.odds * factor;
        let quits = odds / (1.0 + odds);
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
                (1.0 - quits) * comes
            }
            Outcome::Silence(0) => 1.0,
            Outcome::Silence(days) if u32::from(days) >= LONGEST => quits,
            Outcome::Silence(days) => {
                let days = days as usize;
                let leaves = &rhythm.leaves[(weekday + days) % 7];
                let moving: f64 = (0..days.min(MOVES))
                    .map(|moves| leaves[moves] * self.planned[days - 1 - moves])
                    .sum();
                quits + (1.0 - quits) * (1.0 - self.within[days - 1] + moving)
            }
        }
    }
}

/// By the longest gap that can have been seen (1, 2, … days): the chance that the next visit is
/// planned for 0 to 6 weekdays ahead, after the active days of one bin and given that one comes.
pub(super) fn weekdays_ahead(class: &Class, bin: usize) -> Vec<[f64; 7]> {
    let law = Law::new(class, bin);
    let mut sums = [0.0; 7];
    (0..GAPS)
        .map(|place| {
            sums[(place + 1) % 7] += law.planned[place];
            sums.map(|sum| sum / law.within[place])
        })
        .collect()
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
