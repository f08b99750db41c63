//! The levels of the weekdays: whether a log shows a weekly rhythm, and which levels give it.
//!
//! Neither rests on the gap law being right. The test compares counts by weekday with what they
//! differ by from week to week. The levels are those under which as many visits move on from every
//! weekday as the counts ask for: what is planned for a weekday and has not moved on from it took
//! place there. In a log without weekdays any gap law plans as many visits for one as for another,
//! so levels cannot make up for a gap law that does not fit.

use super::laws::{Class, weekdays_ahead};
use super::likelihood::memberships;
use super::spells::{BINS, Spell};
use crate::random::{Luck, Purpose, Stream};
use crate::stats::interval::fisher_p_value;
use crate::stats::linear::{cholesky, invert};
use crate::stats::summary::quantiles;
use rand_distr::{Distribution, StandardNormal};

/// By weekday, from that of day 0 of the log.
pub(super) type Week = [f64; 7];

/// What is as improbable as this without weekdays shows a rhythm.
const SIGNIFICANT: f64 = 0.01;
/// Fewest weeks that say how much weeks differ.
const FEWEST_WEEKS: usize = 14;
/// Weeks that are all alike may differ by this part of what chance alone gives.
const LEAST_SPREAD: f64 = 0.05;
/// No weekday has a level below this one.
const LOWEST: f64 = 0.02;
/// Draws of what the counts leave open, half of them mirrored.
const DRAWS: usize = 1000;

/// What the log says of a weekly rhythm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Chance of such differences between the weekdays on which members came back, if there were
    /// no rhythm; `None` where too few did.
    pub returns: Option<f64>,
    /// The same of the weekdays on which newcomers came.
    pub newcomers: Option<f64>,
}

impl Evidence {
    /// Whether members come back by weekday.
    pub fn of_returns(&self) -> bool {
        self.returns.is_some_and(|chance| chance < SIGNIFICANT)
    }

    /// Whether newcomers come by weekday.
    pub fn of_newcomers(&self) -> bool {
        self.newcomers.is_some_and(|chance| chance < SIGNIFICANT)
    }
}

/// Levels of the weekdays, and what the counts leave open.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Levels {
    /// The levels; the highest is 1.
    pub(super) level: Week,
    /// Their 90 % intervals; `None` for the day that is the busiest beyond doubt.
    pub(super) interval: [Option<(f64, f64)>; 7],
    /// Pairs of levels one standard deviation apart to either side, in independent directions.
    pub(super) aside: Vec<[Week; 2]>,
}

/// Members active on the days of whole weeks.
pub(super) struct Weeks<'s> {
    spells: &'s [&'s Spell],
    split: u32,
    count: usize,
    /// Newcomers of each week.
    newcomers: Vec<Week>,
    pub(super) evidence: Evidence,
}

impl<'s> Weeks<'s> {
    /// The `window` days before the split.
    pub(super) fn new(spells: &'s [&'s Spell], split: u32, window: u32) -> Self {
        let count = (window / 7) as usize;
        let mut newcomers = vec![[0.0; 7]; count];
        let mut returns = newcomers.clone();
        for spell in spells {
            for (place, step) in spell.steps.iter().enumerate() {
                let week = ((split - 1 - step.day) / 7) as usize;
                let of = if place == 0 {
                    &mut newcomers
                } else {
                    &mut returns
                };
                if let Some(days) = of.get_mut(week) {
                    days[step.weekday as usize] += 1.0;
                }
            }
        }
        let evidence = Evidence {
            returns: chance(&returns, split),
            newcomers: chance(&newcomers, split),
        };
        Self {
            spells,
            split,
            count,
            newcomers,
            evidence,
        }
    }

    /// The levels under which members with these laws come back by weekday as they did. In the
    /// scenario newcomers come evenly: where they do not in the log, the levels make up for it.
    pub(super) fn levels(&self, classes: &[Class], now: &Week) -> Levels {
        let weights = memberships(self.spells, classes, now);
        let mut ahead: Vec<Vec<Option<Vec<Week>>>> = vec![vec![None; BINS]; classes.len()];
        // Visits planned for each weekday less those that took place, week by week.
        let mut less = vec![[0.0; 7]; self.count];
        let mut returns = vec![0.0; self.count];
        let mut took_place = [0.0; 7];
        for (spell, weights) in self.spells.iter().zip(&weights) {
            let pairs = spell.steps.iter().zip(&spell.steps[1..]);
            for (step, next) in pairs.filter(|(step, _)| step.recent) {
                let week = ((self.split - 1 - next.day) / 7) as usize;
                let Some(less) = less.get_mut(week) else {
                    continue;
                };
                let bin = step.bin as usize;
                for (class, weight) in weights.iter().enumerate() {
                    let ahead = ahead[class][bin]
                        .get_or_insert_with(|| weekdays_ahead(&classes[class], bin));
                    // The log ends so many days later: only shorter gaps can have been seen.
                    let seen = (self.split - 1 - step.day) as usize;
                    for (days, chance) in ahead[seen.min(ahead.len()) - 1].iter().enumerate() {
                        less[(step.weekday as usize + days) % 7] += weight * chance;
                    }
                }
                less[next.weekday as usize] -= 1.0;
                returns[week] += 1.0;
                took_place[next.weekday as usize] += 1.0;
            }
        }
        if self.evidence.of_newcomers() {
            for (less, newcomers) in less.iter_mut().zip(&self.newcomers) {
                let mean = newcomers.iter().sum::<f64>() / 7.0;
                for day in 0..7 {
                    less[day] -= newcomers[day] - mean;
                    took_place[day] += newcomers[day] - mean;
                }
            }
        }
        found(&less, &returns, &took_place)
    }
}

/// The levels for visits planned less those that took place, week by week, in weeks with so many
/// `returns`, of which so many took place on each weekday.
fn found(less: &[Week], returns: &[f64], took_place: &Week) -> Levels {
    let sum = sum_of(less);
    let mut alone = Levels {
        level: [1.0; 7],
        interval: [None; 7],
        aside: Vec::new(),
    };
    let Some(factor) = covariance(less, returns).and_then(|known| cholesky(&known)) else {
        return alone;
    };
    let moved = |shift: &Week, sign: f64| -> Week {
        std::array::from_fn(|day| sum[day] + sign * shift[day])
    };
    let shifts = draws(&factor);
    // The least of several uncertain numbers is lower than the number whose turn it should be.
    let least = |waiting: Week| waiting.into_iter().fold(f64::INFINITY, f64::min);
    let lowest = least(waiting(&sum));
    let lower = shifts
        .iter()
        .flat_map(|shift| [1.0, -1.0].map(|sign| lowest - least(waiting(&moved(shift, sign)))))
        .sum::<f64>()
        / DRAWS as f64;
    let lower = lower.max(0.0);
    let at = |less: &Week, lower: f64| -> Week {
        let waiting = waiting(less);
        let floor = least(waiting) + lower;
        std::array::from_fn(|day| {
            let took_place = took_place[day] + sum[day] - less[day];
            let took_place = took_place.max(LOWEST * took_place.abs()).max(1e-9);
            (took_place / (took_place + (waiting[day] - floor).max(0.0))).max(LOWEST)
        })
    };
    alone.level = at(&sum, lower);
    let drawn: Vec<Week> = shifts
        .iter()
        .flat_map(|shift| [1.0, -1.0].map(|sign| at(&moved(shift, sign), 2.0 * lower)))
        .collect();
    for day in 0..7 {
        let values: Vec<f64> = drawn.iter().map(|levels| levels[day]).collect();
        let ends = quantiles(&values, &[0.05, 0.95]);
        // Rounding apart.
        let ends = (ends[0].min(alone.level[day]), ends[1].max(alone.level[day]));
        alone.interval[day] = (ends.0 < 1.0 - 1e-9).then_some(ends);
    }
    alone.aside = (0..6)
        .map(|column| {
            let shift = whole(std::array::from_fn(|row| factor[row][column]));
            [1.0, -1.0].map(|sign| at(&moved(&shift, sign), lower))
        })
        .collect();
    alone
}

/// Visits that move on from each weekday, but for a constant, given those planned less those that
/// took place.
fn waiting(less: &Week) -> Week {
    let mut waiting = *less;
    for day in 1..7 {
        waiting[day] += waiting[day - 1];
    }
    waiting
}

/// Half of [`DRAWS`] deviations with this factor of their covariance.
fn draws(factor: &[Vec<f64>]) -> Vec<Week> {
    let mut stream: Stream = Luck::new(7, 0).of(u64::MAX, 0).stream(Purpose::World);
    (0..DRAWS / 2)
        .map(|_| {
            let normals: [f64; 6] = std::array::from_fn(|_| StandardNormal.sample(&mut stream));
            whole(std::array::from_fn(|row| {
                factor[row].iter().zip(normals).map(|(a, b)| a * b).sum()
            }))
        })
        .collect()
}

/// Six days and the seventh, which leaves nothing over.
fn whole(six: [f64; 6]) -> Week {
    std::array::from_fn(|day| six.get(day).copied().unwrap_or(-six.iter().sum::<f64>()))
}

fn sum_of(weeks: &[Week]) -> Week {
    std::array::from_fn(|day| weeks.iter().map(|week| week[day]).sum())
}

/// Covariance of the sums of the first six days (the seventh is what these leave), from how far
/// weeks are from their part of the sums, by their `sizes`.
fn covariance(weeks: &[Week], sizes: &[f64]) -> Option<Vec<Vec<f64>>> {
    let rest = rest(weeks, sizes)?;
    let used = rest.len() as f64;
    let least = LEAST_SPREAD * sizes.iter().sum::<f64>() / 7.0;
    let known = (0..6)
        .map(|one| {
            (0..6)
                .map(|other| {
                    let own = if one == other { 6.0 / 7.0 } else { -1.0 / 7.0 };
                    let seen = rest.iter().map(|week| week[one] * week[other]);
                    seen.sum::<f64>() * used / (used - 1.0) + least * own
                })
                .collect()
        })
        .collect();
    Some(known)
}

/// How far weeks are from their part of the sums.
fn rest(weeks: &[Week], sizes: &[f64]) -> Option<Vec<Week>> {
    let sum = sum_of(weeks);
    let size: f64 = sizes.iter().sum();
    let rest: Vec<Week> = weeks
        .iter()
        .zip(sizes)
        .filter(|(_, size)| **size > 0.0)
        .map(|(week, own)| std::array::from_fn(|day| week[day] - sum[day] * own / size))
        .collect();
    (rest.len() >= FEWEST_WEEKS).then_some(rest)
}

/// Chance of counts that differ by weekday as much as these, week by week (the last week first), if
/// there were no rhythm: the larger of two. One F test knows that days of a week go together
/// (Hotelling's T²), the other that counts vary at least as chance has it.
fn chance(counts: &[Week], split: u32) -> Option<f64> {
    let sizes: Vec<f64> = counts.iter().map(|week| week.iter().sum()).collect();
    let size: f64 = sizes.iter().sum();
    let differences: Vec<Week> = (0..counts.len())
        .map(|week| {
            // A community that grows has more on the last day of seven than on the first.
            let (later, earlier) = (
                sizes[week.saturating_sub(1)],
                sizes[(week + 1).min(sizes.len() - 1)],
            );
            let slope = (later - earlier) / 98.0;
            std::array::from_fn(|day| {
                let place = (day as u32 + 7 - split % 7) % 7;
                counts[week][day] - sizes[week] / 7.0 - (f64::from(place) - 3.0) * slope
            })
        })
        .collect();
    let rest = rest(&differences, &sizes)?;
    let weeks = rest.len() as f64;
    let sum = sum_of(&differences);
    let inverse = invert(&covariance(&differences, &sizes)?)?;
    let together: f64 = (0..6)
        .flat_map(|one| (0..6).map(move |other| (one, other)))
        .map(|(one, other)| sum[one] * inverse[one][other] * sum[other])
        .sum();
    let together = together * (weeks - 6.0) / (6.0 * (weeks - 1.0));
    let squares = |weeks: &[Week]| -> f64 { weeks.iter().flatten().map(|it| it * it).sum() };
    let spread = (squares(&rest) / (size * 6.0 / 7.0) * weeks / (weeks - 1.0)).max(1.0);
    let apart = squares(&[sum]) / (size / 7.0) / 6.0 / spread;
    Some(
        fisher_p_value(together, 6.0, weeks - 6.0).max(fisher_p_value(
            apart,
            6.0,
            6.0 * (weeks - 1.0),
        )),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_distr::Poisson;

    fn stream(seed: u64) -> Stream {
        Luck::new(seed, 0).of(u64::MAX, 0).stream(Purpose::World)
    }

    /// Counts of weeks, the last one first, of a community that grows by `growth` a week. Every week
    /// has a level of its own, and every two days do.
    fn counts(
        weeks: usize,
        mean: f64,
        growth: f64,
        levels: Week,
        stream: &mut Stream,
    ) -> Vec<Week> {
        let mut normal = |sd: f64| -> f64 {
            let normal: f64 = StandardNormal.sample(stream);
            (sd * normal).exp()
        };
        let of_days: Vec<f64> = (0..7 * weeks).map(|_| normal(0.1)).collect();
        let of_weeks: Vec<f64> = (0..weeks).map(|_| normal(0.3)).collect();
        let mut counts: Vec<Week> = (0..weeks)
            .map(|week| {
                std::array::from_fn(|day| {
                    let at = 7 * week + day;
                    let level = mean * levels[day] * (growth * at as f64 / 7.0).exp();
                    let mean = level * of_weeks[week] * of_days[at] * of_days[at.max(1) - 1];
                    Poisson::new(mean).map_or(0.0, |law| law.sample(stream))
                })
            })
            .collect();
        counts.reverse();
        counts
    }

    #[test]
    fn a_rhythm_is_seen_where_there_is_one_and_next_to_never_where_not() {
        let mut stream = stream(5);
        for (weeks, mean, growth) in [
            (26, 2.0, 0.0),
            (26, 40.0, 0.03),
            (57, 0.6, 0.0),
            (78, 20.0, 0.0),
            (78, 400.0, 0.02),
        ] {
            let mut seen = |levels: Week| {
                let count = |_: &u32| {
                    chance(&counts(weeks, mean, growth, levels, &mut stream), 7)
                        .is_some_and(|chance| chance < SIGNIFICANT)
                };
                (0..400).filter(count).count()
            };
            let wrongly = seen([1.0; 7]);
            assert!(wrongly <= 10, "{wrongly} of 400, {weeks} weeks of {mean}");
            if mean >= 20.0 {
                let rightly = seen([1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.7]);
                assert!(rightly > 390, "{rightly} of 400, {weeks} weeks of {mean}");
            }
        }
    }

    /// Weeks in which so many visits are planned for every day and move on by these levels.
    fn moving(weeks: usize, planned: f64, levels: Week, stream: &mut Stream) -> [Vec<Week>; 2] {
        let mut less = vec![[0.0; 7]; weeks];
        let mut took_place = less.clone();
        for week in 0..weeks {
            for day in 0..7 {
                less[week][day] += planned;
                let visits: f64 = Poisson::new(planned).map_or(0.0, |law| law.sample(stream));
                for _ in 0..visits as u32 {
                    let mut at = day;
                    while f64::from(stream.uniform()) >= levels[at] {
                        at = (at + 1) % 7;
                    }
                    less[week][at] -= 1.0;
                    took_place[week][at] += 1.0;
                }
            }
            let over = less[week].iter().sum::<f64>() / 7.0;
            less[week].iter_mut().for_each(|it| *it -= over);
        }
        [less, took_place]
    }

    #[test]
    fn levels_come_back_and_their_intervals_hold_them() {
        let mut stream = stream(8);
        for levels in [
            [1.0, 0.9, 0.95, 0.9, 0.85, 0.6, 0.5],
            [1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.5],
        ] {
            let (mut held, mut claimed, mut mean) = (0, 0, [0.0; 7]);
            for _ in 0..200 {
                let [less, took_place] = moving(60, 10.0, levels, &mut stream);
                let sizes: Vec<f64> = took_place.iter().map(|week| week.iter().sum()).collect();
                let found = found(&less, &sizes, &sum_of(&took_place));
                for day in 0..7 {
                    mean[day] += found.level[day] / 200.0;
                    if let Some((low, high)) = found.interval[day] {
                        claimed += 1;
                        held += usize::from(low <= levels[day] && levels[day] <= high);
                    }
                }
            }
            let share = f64::from(held as u32) / f64::from(claimed);
            assert!((0.84..0.96).contains(&share), "{share} of {levels:?}");
            // Of several days that are the busiest alike, one seems to be so.
            for (mean, level) in mean.iter().zip(levels) {
                assert!((mean - level).abs() < 0.035, "{mean:.3?} {levels:?}");
            }
        }
    }

    #[test]
    fn weeks_that_are_all_alike_show_their_rhythm() {
        let alike = |week: Week| chance(&[week; 30], 7).expect("there are weeks enough");
        assert!(alike([20.0, 20.0, 20.0, 20.0, 20.0, 30.0, 20.0]) < SIGNIFICANT);
        assert!(alike([20.0; 7]) > 0.99);
    }

    #[test]
    fn no_returns_give_no_levels() {
        assert!(chance(&[[0.0; 7]; 40], 3).is_none());
        let found = found(&[[0.0; 7]; 40], &[0.0; 40], &[0.0; 7]);
        assert!(found.level == [1.0; 7] && found.interval == [None; 7]);
    }
}
