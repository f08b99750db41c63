//! Strategies compared on the same people and the same luck.

use super::replicates::{Stop, run_replicates};
use super::simulate::Prepared;
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::scenario::settings::Scenario;
use crate::stats::difference::{PairedDifference, paired};
use crate::stats::summary::mean;

/// One variation with its runs.
pub struct Variation {
    /// Its name; `base` for the scenario without any variation.
    pub name: String,
    /// The scenario.
    pub scenario: Scenario,
    /// Its records, in the order of the replicates.
    pub records: Vec<Record>,
}

/// How a strategy differs from the base in one metric.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Name of the strategy.
    pub strategy: String,
    /// Name of the metric.
    pub metric: String,
    /// Mean over the base's replicates.
    pub base: f64,
    /// Mean over the strategy's replicates.
    pub mean: f64,
    /// Strategy minus base, pair by pair; `None` for fewer than two pairs with a value.
    pub difference: Option<PairedDifference>,
}

/// Runs each variation on the same `replicates`; all share the base's seed, so that pair by pair
/// the same people meet the same luck. Stops early with the variations finished so far.
pub fn run_variations(
    variations: Vec<(String, Scenario)>,
    replicates: u32,
    stop: &Stop,
    finished: &(dyn Fn(&Record) + Sync),
) -> Vec<Variation> {
    variations
        .into_iter()
        .map(|(name, scenario)| {
            let records = run_replicates(&Prepared::new(&scenario), 0..replicates, stop, finished);
            Variation {
                name,
                scenario,
                records,
            }
        })
        .collect()
}

/// Values of a metric in two sets of records, replicate by replicate where both have one.
pub fn pairs(
    base: &[Record],
    other: &[Record],
    read: impl Fn(&Record) -> f64,
) -> (Vec<f64>, Vec<f64>) {
    let mut others = other.iter().peekable();
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for record in base {
        while others
            .next_if(|other| other.replicate < record.replicate)
            .is_some()
        {}
        if let Some(other) = others.next_if(|other| other.replicate == record.replicate) {
            first.push(read(record));
            second.push(read(other));
        }
    }
    (first, second)
}

/// The effect of `strategy` against `base` on a metric, read on `day` where it is a daily one.
pub fn effect(base: &Variation, strategy: &Variation, metric: &str, day: Option<u16>) -> Effect {
    let read = |record: &Record| record.read(metric, day).unwrap_or(f64::NAN);
    let (before, after) = pairs(&base.records, &strategy.records, read);
    let known = |values: &[f64]| {
        let finite: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        mean(&finite)
    };
    Effect {
        strategy: strategy.name.clone(),
        metric: metric.to_owned(),
        base: known(&before),
        mean: known(&after),
        difference: paired(&after, &before),
    }
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
            let (before, after) = pairs(&base.records, &strategy.records, read);
            paired(&after, &before)
        })
        .collect()
}
