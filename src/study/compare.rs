//! Strategies compared on the same people and the same luck.

use crate::observe::metrics::{Daily, find};
use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::precision::{MOST, MOST_BLIND};
use crate::run::replicates::{Course, run_settings};
use crate::run::world::means;
use crate::scenario::settings::Scenario;
use crate::scenario::{Problems, Worlds};
use crate::stats::difference::{LEVEL, PairedDifference, paired};
use crate::stats::interval::{ENOUGH_ALIKE, Interval};
use crate::stats::multiplicity::holm;
use crate::stats::relative::share_of;
use crate::stats::summary::{finite, mean};
use std::ops::Range;

/// One variation with its runs.
pub struct Variation {
    /// Its name; `base` for the scenario without any variation.
    pub name: String,
    /// The scenario.
    pub scenario: Scenario,
    /// In which worlds its replicates live.
    pub worlds: Worlds,
    /// Its records, in the order of the replicates.
    pub records: Vec<Record>,
}

/// How a strategy differs from another (mostly the base) in one metric.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Name of the strategy.
    pub strategy: String,
    /// Name of what it is compared with.
    pub against: String,
    /// Name of the metric.
    pub metric: String,
    /// Mean over the replicates of what it is compared with.
    pub base: f64,
    /// Half of the 95 % interval of that mean; infinite where there is none.
    pub base_reach: f64,
    /// Mean over the strategy's replicates.
    pub mean: f64,
    /// Strategy minus the other, pair by pair; without an interval where there is one pair with a value alone, and
    /// `None` where there is none.
    pub difference: Option<PairedDifference>,
    /// What the pairs of that difference are.
    pub counted: Counted,
    /// Pairs of runs behind it.
    pub runs: usize,
    /// Worlds that those runs were drawn in; `None` in fixed worlds.
    pub worlds: Option<usize>,
    /// p-value of that difference, corrected for all comparisons made together ([`correct`]); NaN
    /// before, and where there is no difference.
    pub corrected: f64,
}

/// What is counted as a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Two runs of the same people with the same luck.
    Runs,
    /// A world: the means of its runs with the one strategy and with the other.
    Worlds,
}

impl Effect {
    /// Whether the difference is no accident, as far as anybody can tell who makes as many
    /// comparisons: a corrected p-value below 5 %.
    pub fn is_clear(&self) -> bool {
        self.corrected < 1.0 - LEVEL
    }

    /// Half of the 95 % interval of the difference as a share of the base's mean. `None` where
    /// nothing says how sure it is: without two pairs, where a few pairs are all the same or make the
    /// whole difference, and for a base of 0.
    pub fn blur(&self) -> Option<f64> {
        let found = self.difference.as_ref()?;
        // Strategies that change nothing in any of many pairs need no more of them.
        let nothing = (found.is_nothing() && found.pairs >= ENOUGH_ALIKE).then_some(0.0);
        let half = found.interval.map(Interval::half_width).or(nothing)?;
        let known = half > 0.0 || found.pairs >= ENOUGH_ALIKE;
        (known && self.base != 0.0 && self.base.is_finite()).then(|| half / self.base.abs())
    }

    /// The difference relative to the base, with its interval. `None` without an interval, and where the base is so near zero
    /// that a share of it says nothing: less than twice as far from 0 as its own 95 % interval
    /// reaches, or less than a ninth of the difference.
    pub fn relative(&self) -> Option<(f64, Interval)> {
        let found = self.difference.as_ref()?;
        let base = self.base.abs();
        let share = share_of(base, found.mean)?;
        let interval = found.interval?;
        let interval = Interval {
            low: interval.low / base,
            high: interval.high / base,
        };
        (base > 2.0 * self.base_reach).then_some((share, interval))
    }
}

/// Corrects the p-values of comparisons that are made together, after Holm 1979.
pub fn correct(effects: &mut [Effect]) {
    let p_values: Vec<f64> = effects
        .iter()
        .map(|effect| effect.difference.as_ref().map_or(f64::NAN, |it| it.p_value))
        .collect();
    for (effect, corrected) in effects.iter_mut().zip(holm(&p_values)) {
        effect.corrected = corrected;
    }
}

/// How sure a comparison is to be.
#[derive(Debug, Clone, Copy)]
pub struct Sureness<'a> {
    /// Name of the metric that decides.
    pub metric: &'a str,
    /// Half-width of the interval of a difference to reach, as a share of the base's mean.
    pub wanted: f64,
}

/// Runs each setting on the same `replicates`; all share the base's seed, so that pair by pair the
/// same people meet the same luck. With a `sureness`, strategies whose difference from the first
/// setting is not known well enough get more, and the first with them. When it is stopped, ends
/// with what is finished.
///
/// # Errors
/// As [`run_settings`].
pub fn run_variations(
    settings: &[(String, Setting<'_>)],
    replicates: u32,
    sureness: Option<Sureness<'_>>,
    course: &Course<'_>,
    planned: &dyn Fn(u64),
) -> Result<Vec<Variation>, Problems> {
    let mut targets = vec![replicates; settings.len()];
    // One of them may leave open what no other has.
    let worlds = settings
        .iter()
        .map(|it| it.1.worlds())
        .find(|it| !it.is_fixed())
        .unwrap_or_default();
    let mut variations: Vec<Variation> = settings
        .iter()
        .map(|(name, setting)| Variation {
            name: name.clone(),
            scenario: setting.scenario().clone(),
            worlds,
            records: Vec::new(),
        })
        .collect();
    loop {
        let wanted = variations.iter().zip(&targets).zip(settings);
        let wanted: Vec<(&Setting<'_>, Range<u32>)> = wanted
            .map(|((variation, target), (_, setting))| {
                (setting, variation.records.len() as u32..*target)
            })
            .collect();
        let lived = run_settings(&wanted, course)?;
        for (variation, records) in variations.iter_mut().zip(lived) {
            variation.records.extend(records);
        }
        let Some(sureness) = sureness.filter(|_| !course.stop.is_asked()) else {
            return Ok(variations);
        };
        let next = more(&variations, &targets, sureness, replicates);
        if next == targets {
            return Ok(variations);
        }
        targets = next;
        planned(targets.iter().map(|target| u64::from(*target)).sum());
    }
}

/// Replicates that each variation needs next: those it has, or what makes its difference from the
/// first sure enough, three times as many at most. A difference of which nothing says how sure it is
/// asks for more too.
fn more(
    variations: &[Variation],
    targets: &[u32],
    sureness: Sureness<'_>,
    began_with: u32,
) -> Vec<u32> {
    let mut next = targets.to_vec();
    for index in 1..variations.len() {
        let effect = effect(&variations[0], &variations[index], sureness.metric, None);
        let have = targets[index];
        let (wanted, most) = match (effect.blur(), &effect.difference) {
            (Some(blur), Some(difference)) => {
                if blur <= sureness.wanted {
                    continue;
                }
                let narrow = sureness.wanted * effect.base.abs();
                let needed = difference.replicates_for(narrow).unwrap_or(usize::MAX);
                let needed = match effect.counted {
                    Counted::Runs => needed,
                    Counted::Worlds => variations[index].worlds.runs(needed) as usize,
                };
                // A tenth more than it seems to take, as the spread is itself an estimate.
                (needed.saturating_add(needed / 10), MOST)
            }
            _ => (usize::MAX, MOST_BLIND),
        };
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        next[index] = wanted
            .clamp(have.saturating_add(1), have.saturating_mul(3).max(2))
            .min(began_with.saturating_mul(most))
            .max(have);
        next[0] = next[0].max(next[index]);
    }
    next
}

/// Values of a metric in two sets of records, as they are compared.
pub struct Pairs {
    /// Of what is compared with.
    pub base: Vec<f64>,
    /// Of the strategy, in the same order.
    pub other: Vec<f64>,
    /// What one pair is.
    pub counted: Counted,
    /// Pairs of runs in which both have a value.
    pub runs: usize,
    /// Worlds in which such a pair lives; `None` in fixed worlds.
    pub worlds: Option<usize>,
}

impl Pairs {
    /// The values of replicates that both have. Where replicates share a world they are no
    /// independent pairs: each world is one, with its mean. A single world is no sample of worlds:
    /// there it is the runs that are compared.
    pub fn of(
        base: &[Record],
        other: &[Record],
        worlds: Worlds,
        read: impl Fn(&Record) -> f64,
    ) -> Self {
        let numbered = |record: &Record| (record.replicate, read(record));
        Self::of_numbered(
            base.iter().map(numbered),
            other.iter().map(numbered),
            worlds,
        )
    }

    /// By how much the values of a metric differ. A single world is no sample of worlds: there nothing says how far
    /// others lie apart.
    pub fn compared(&self, metric: &str) -> Option<PairedDifference> {
        let found = match find(metric) {
            Some(metric) => metric.compared(&self.other, &self.base),
            None => paired(&self.other, &self.base),
        };
        let one_world = self.worlds == Some(1) && self.counted == Counted::Runs;
        found.map(|it| PairedDifference {
            interval: it.interval.filter(|_| !one_world),
            ..it
        })
    }

    /// The same of values that are told by their replicates, in the order of these.
    pub fn of_numbered(
        base: impl IntoIterator<Item = (u32, f64)>,
        other: impl IntoIterator<Item = (u32, f64)>,
        worlds: Worlds,
    ) -> Self {
        let mut others = other.into_iter().peekable();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for (replicate, before) in base {
            while others.next_if(|other| other.0 < replicate).is_some() {}
            if let Some((_, after)) = others.next_if(|other| other.0 == replicate) {
                // In the mean of a world, what has no partner would weigh on one side only.
                let counts = worlds != Worlds::Paired || before.is_finite() && after.is_finite();
                first.push((replicate, if counts { before } else { f64::NAN }));
                second.push((replicate, if counts { after } else { f64::NAN }));
            }
        }
        let both = first.iter().zip(&second);
        let mut lived: Vec<u32> = both
            .filter(|(one, other)| one.1.is_finite() && other.1.is_finite())
            .map(|(one, _)| worlds.of(one.0))
            .collect();
        let runs = lived.len();
        lived.dedup();
        let together = worlds == Worlds::Paired && lived.len() > 1;
        let values = |numbered: Vec<(u32, f64)>| {
            if together {
                means(&numbered, worlds)
            } else {
                numbered.into_iter().map(|it| it.1).collect()
            }
        };
        Self {
            base: values(first),
            other: values(second),
            counted: if together || worlds == Worlds::Single {
                Counted::Worlds
            } else {
                Counted::Runs
            },
            runs,
            worlds: (!worlds.is_fixed()).then_some(lived.len()),
        }
    }
}

/// The effect of `strategy` against `base` on a metric, read on `day` where it is a daily one.
pub fn effect(base: &Variation, strategy: &Variation, metric: &str, day: Option<u16>) -> Effect {
    let read = |record: &Record| record.read(metric, day).unwrap_or(f64::NAN);
    let pairs = Pairs::of(&base.records, &strategy.records, base.worlds, read);
    let known = |values: &[f64]| mean(&finite(values.iter().copied()));
    Effect {
        strategy: strategy.name.clone(),
        against: base.name.clone(),
        metric: metric.to_owned(),
        base: known(&pairs.base),
        base_reach: find(metric)
            .and_then(|metric| metric.interval(&pairs.base))
            .map_or(f64::INFINITY, Interval::half_width),
        mean: known(&pairs.other),
        difference: pairs
            .compared(metric)
            .or_else(|| one_pair(&pairs.other, &pairs.base)),
        counted: pairs.counted,
        runs: pairs.runs,
        worlds: pairs.worlds,
        corrected: f64::NAN,
    }
}

/// The difference of the only pair of which both sides have a value: how sure it is, nothing says.
fn one_pair(first: &[f64], second: &[f64]) -> Option<PairedDifference> {
    let pairs = first.iter().zip(second);
    let mut known = pairs
        .filter(|(one, other)| one.is_finite() && other.is_finite())
        .map(|(one, other)| one - other);
    let (difference, None) = (known.next()?, known.next()) else {
        return None;
    };
    Some(PairedDifference {
        pairs: 1,
        left_out: first.len() - 1,
        mean: difference,
        standard_error: f64::NAN,
        interval: None,
        above: usize::from(difference > 0.0),
        equal: usize::from(difference == 0.0),
        spread: Interval {
            low: difference,
            high: difference,
        },
        variance_reduction: f64::NAN,
        p_value: f64::NAN,
    })
}

/// The effect on a daily metric on every day.
pub fn effect_by_day(
    base: &Variation,
    strategy: &Variation,
    metric: Daily,
) -> Vec<Option<PairedDifference>> {
    (0..base.scenario.days as usize)
        .map(|day| {
            let read = |record: &Record| {
                record
                    .series(metric)
                    .get(day)
                    .map_or(f64::NAN, |value| f64::from(*value))
            };
            let pairs = Pairs::of(&base.records, &strategy.records, base.worlds, read);
            pairs.compared(metric.metric().key)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pair_has_a_difference_and_nothing_that_says_how_sure_it_is() {
        let found = one_pair(&[51.0, f64::NAN], &[35.0, 3.0]).expect("a pair");
        assert_eq!((found.mean, found.pairs, found.left_out), (16.0, 1, 1));
        assert!(found.interval.is_none() && found.p_value.is_nan());
        let score = found.score(false);
        assert_eq!((score.wins, score.ties, score.losses), (1, 0, 0));
        assert_eq!(one_pair(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(one_pair(&[f64::NAN], &[1.0]), None);
    }
}
