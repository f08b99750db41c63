//! Whether members write again within a year: the model's chance, combined with what silence and
//! activity went with in the log's own past.
//!
//! The model knows each member's history but not the last year's circumstances, and its gaps end at a
//! year, while half of those who come back against the odds were silent for longer. A logistic regression
//! on recency and frequency, fitted at earlier dates of the same log, knows neither laws nor kinds
//! of members, but what became of people like these. The mean of both log odds is better than either.

use super::optimise::climb;
use super::spells::LONGEST;
use crate::observe::activity::ActivityLog;

/// Days over which the fate of those who were there is followed.
pub const FATE_DAYS: u32 = 365;
/// Earlier dates at which fates are learnt: a year back, two, three.
const DATES: u32 = 3;
/// Fewer members than this, or fewer of either fate, teach nothing.
const ENOUGH: usize = 30;
const ENOUGH_OF_EITHER: usize = 8;
/// Standard deviation of a coefficient before anything is seen, the variables on their own scales of
/// about one.
const PRIOR_SD: f64 = 2.0;

const VARIABLES: usize = 5;

/// What fates went with.
#[derive(Debug, Clone, PartialEq)]
pub struct Recency {
    weights: [f64; VARIABLES],
}

/// What is known of a member at a date: one, silence, active days of the last year and of all, age.
/// `None` for whoever was silent for a year.
fn known(days: &[u32], date: u32) -> Option<[f64; VARIABLES]> {
    let before = &days[..days.partition_point(|&day| day < date)];
    let (first, last) = (before.first()?, before.last()?);
    let silence = date - 1 - last;
    if silence >= LONGEST {
        return None;
    }
    let year = before.len() - before.partition_point(|&day| day + LONGEST < date);
    Some([
        1.0,
        f64::from(silence).ln_1p() - 3.5,
        (year as f64).ln() - 1.0,
        (before.len() as f64).ln() - 1.5,
        f64::from(date - first).ln_1p() - 5.5,
    ])
}

fn odds_of(chance: f64) -> f64 {
    (chance / (1.0 - chance)).ln()
}

fn chance_of(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

impl Recency {
    /// Learns from the log before `split`; `None` where it holds too few fates.
    pub fn fit(log: &ActivityLog, split: u32) -> Option<Self> {
        let mut seen: Vec<([f64; VARIABLES], bool)> = Vec::new();
        for back in 1..=DATES {
            let Some(date) = split.checked_sub(back * FATE_DAYS) else {
                break;
            };
            for member in log.each_poster() {
                if let Some(known) = known(member.days, date) {
                    seen.push((known, member.is_active_within(date..date + FATE_DAYS)));
                }
            }
        }
        let wrote = seen.iter().filter(|fate| fate.1).count();
        if seen.len() < ENOUGH || wrote.min(seen.len() - wrote) < ENOUGH_OF_EITHER {
            return None;
        }
        let value = |at: &[f64]| {
            let prior: f64 = at
                .iter()
                .map(|weight| -0.5 * (weight / PRIOR_SD).powi(2))
                .sum();
            seen.iter().fold(prior, |sum, (known, wrote)| {
                let odds: f64 = known.iter().zip(at).map(|(one, other)| one * other).sum();
                let towards = if *wrote { -odds } else { odds };
                // ln(1 + eˣ) without overflow.
                sum - (towards.max(0.0) + (-towards.abs()).exp().ln_1p())
            })
        };
        let at = climb(&[0.0; VARIABLES], 0.01, &value).0;
        Some(Self {
            weights: std::array::from_fn(|index| at[index]),
        })
    }

    /// The chance that whoever was active on these days writes within a year of `date`.
    pub fn chance(&self, days: &[u32], date: u32) -> Option<f64> {
        let known = known(days, date)?;
        let odds: f64 = known
            .iter()
            .zip(&self.weights)
            .map(|(one, other)| one * other)
            .sum();
        Some(chance_of(odds))
    }
}

/// The mean of two chances on the scale of log odds. The first is a share of so many runs and no surer
/// than they can tell.
pub fn combined(model: f64, runs: usize, other: Option<f64>) -> f64 {
    let Some(other) = other else {
        return model;
    };
    let least = 0.5 / runs.max(1) as f64;
    let bounded = |chance: f64| chance.clamp(least, 1.0 - least);
    chance_of(f64::midpoint(
        odds_of(bounded(model)),
        odds_of(other.clamp(1e-6, 1.0 - 1e-6)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::activity::ActivityRow;

    #[test]
    fn silence_speaks_against_a_return_and_activity_for_it() {
        // Everybody comes on every fourth day; every second one goes for good on the days 300 to 900.
        let mut rows = Vec::new();
        for member in 0..120_u32 {
            let end = if member % 2 == 0 {
                2_000
            } else {
                300 + member * 5
            };
            for day in (member % 4..end).step_by(4) {
                rows.push(ActivityRow {
                    member,
                    day,
                    events: 1,
                    replies_received: None,
                });
            }
        }
        let log = ActivityLog::from_rows(rows, Some(2_000));
        let recency = Recency::fit(&log, 1_000).expect("there are fates");
        let staying = recency.chance(log.member(0).days, 1_000).expect("is there");
        let gone = recency
            .chance(log.member(101).days, 1_000)
            .expect("was there within a year");
        assert!(staying > 0.9 && gone < 0.3, "{staying} {gone}");
        assert_eq!(recency.chance(log.member(1).days, 1_000), None);
    }

    #[test]
    fn too_few_fates_teach_nothing() {
        let row = |member| ActivityRow {
            member,
            day: 600,
            events: 1,
            replies_received: None,
        };
        let log = ActivityLog::from_rows((0..20).map(row), Some(900));
        assert_eq!(Recency::fit(&log, 900), None);
        assert_eq!(Recency::fit(&log, 100), None);
    }

    #[test]
    fn the_mean_of_odds_lies_between_and_no_run_is_certain() {
        assert!((combined(0.5, 100, Some(0.9)) - 0.75).abs() < 1e-12);
        assert!(combined(0.0, 50, Some(0.9)) > 0.1);
        assert_eq!(combined(0.3, 50, None), 0.3);
    }
}
