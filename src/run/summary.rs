//! What many replicates say together: bands over days, means with intervals, shares by stage.

use crate::observe::metrics::{Daily, Metric, Run};
use crate::observe::record::{Cohorts, ExitCount, Happening, Record};
use crate::observe::stage::Stage;
use crate::scenario::settings::Scenario;
use crate::stats::interval::{Interval, mean_interval};
use crate::stats::summary::{mean, quantile_of_sorted};
use serde::Serialize;
use std::collections::BTreeMap;

/// Mean and quantiles of a number over replicates; NaN where no replicate has a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Replicates with a value.
    pub count: usize,
    /// Mean.
    pub mean: f64,
    /// Quantiles (type 7).
    pub p10: f64,
    /// First quartile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// Third quartile.
    pub p75: f64,
    /// 90 % of replicates lie below.
    pub p90: f64,
}

impl Band {
    /// The band of some values; those that are not finite are left out.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values
            .into_iter()
            .filter(|value| value.is_finite())
            .collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let at = |probability| {
            if sorted.is_empty() {
                f64::NAN
            } else {
                quantile_of_sorted(&sorted, probability)
            }
        };
        Self {
            count: sorted.len(),
            mean: mean(&sorted),
            p10: at(0.1),
            p25: at(0.25),
            p50: at(0.5),
            p75: at(0.75),
            p90: at(0.9),
        }
    }
}

/// A metric over replicates, with how sure its mean is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measured {
    /// Name of the metric.
    pub metric: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Mean and quantiles over replicates.
    #[serde(flatten)]
    pub band: Band,
    /// 95 % t interval of the mean; `None` for fewer than two replicates with a value.
    pub interval: Option<Interval>,
}

impl Measured {
    /// The metric `key` of all records, read on `day` (the last if `None`) where it is a daily one.
    pub fn of(key: &str, records: &[Record], day: Option<u16>) -> Option<Self> {
        let metric = crate::observe::metrics::find(key)?;
        let values: Vec<f64> = records
            .iter()
            .filter_map(|record| record.read(key, day))
            .collect();
        Some(Self::of_values(metric, &values))
    }

    /// A metric from its values, one a replicate; those that are not finite are left out.
    pub fn of_values(metric: Metric, values: &[f64]) -> Self {
        let values: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        Self {
            metric: metric.key,
            unit: metric.words.unit.key(),
            interval: mean_interval(&values, 0.95).map(|estimate| estimate.interval),
            band: Band::of(values),
        }
    }
}

/// Mean number of exits of one kind on one day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanExits {
    /// Day, cause, way and archetype.
    #[serde(skip)]
    pub kind: ExitCount,
    /// Mean over replicates.
    pub mean: f64,
}

/// What many replicates say together.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Replicates behind it.
    pub replicates: usize,
    /// Days lived.
    pub days: u16,
    /// Names of the archetypes, in the order of their numbers.
    pub archetypes: Vec<String>,
    /// Bands of each daily metric, in the order of [`Daily::ALL`].
    pub daily: Vec<Vec<Band>>,
    /// Metrics of the run, in the order of [`Run::ALL`].
    pub run: Vec<Measured>,
    /// Daily metrics on the last day, in the order of [`Daily::ALL`].
    pub last_day: Vec<Measured>,
    /// Exits, by day, cause, way and archetype.
    pub exits: Vec<MeanExits>,
    /// Cohorts, summed over replicates.
    pub cohorts: Option<Cohorts>,
    /// Band of the share still taking part n days after joining.
    pub survival: Vec<Band>,
    /// Share of replicates in each stage at the end, in the order of [`Stage::ALL`].
    pub stages: Vec<f64>,
    /// What the operator did in the first replicate.
    pub happenings: Vec<Happening>,
}

impl Summary {
    /// Summarises the records of `scenario`.
    pub fn of(scenario: &Scenario, records: &[Record]) -> Self {
        let days = scenario.days;
        let over_days = |read: &dyn Fn(&Record, usize) -> f64| -> Vec<Band> {
            (0..days as usize)
                .map(|day| Band::of(records.iter().map(|record| read(record, day))))
                .collect()
        };
        let extra = scenario.operator.archetypes();
        let archetypes = scenario.archetype.iter().chain(&extra);
        let last = records
            .iter()
            .map(|record| record.stages.last().copied().unwrap_or(Stage::ColdStart));
        let ends: Vec<Stage> = last.collect();
        Self {
            replicates: records.len(),
            days,
            archetypes: archetypes.map(|archetype| archetype.name.clone()).collect(),
            daily: Daily::ALL
                .iter()
                .map(|metric| over_days(&|record, day| f64::from(record.series(*metric)[day])))
                .collect(),
            run: Run::ALL
                .iter()
                .filter_map(|metric| Measured::of(metric.metric().key, records, None))
                .collect(),
            last_day: Daily::ALL
                .iter()
                .filter_map(|metric| Measured::of(metric.metric().key, records, None))
                .collect(),
            exits: exits(records),
            cohorts: cohorts(records),
            survival: over_days(&|record, day| f64::from(record.survival[day])),
            stages: Stage::ALL
                .iter()
                .map(|stage| {
                    let there = ends.iter().filter(|end| *end == stage).count();
                    there as f64 / ends.len().max(1) as f64
                })
                .collect(),
            happenings: records
                .first()
                .map_or_else(Vec::new, |record| record.happenings.clone()),
        }
    }

    /// Bands of a daily metric.
    pub fn series(&self, metric: Daily) -> &[Band] {
        &self.daily[metric as usize]
    }

    /// A metric by name: of the run, or a daily one on the last day.
    pub fn measured(&self, key: &str) -> Option<&Measured> {
        self.run
            .iter()
            .chain(&self.last_day)
            .find(|measured| measured.metric == key)
    }

    /// Share of all exits put down to each cause (silent, left, removed while taking part), largest first.
    pub fn causes(&self) -> Vec<(&'static str, f64)> {
        let mut sums: BTreeMap<&'static str, f64> = BTreeMap::new();
        for exit in self.exits.iter().filter(|exit| exit.kind.way != 3) {
            *sums.entry(exit.kind.cause().key()).or_default() += exit.mean;
        }
        let total: f64 = sums.values().sum();
        let mut shares: Vec<(&'static str, f64)> = sums
            .into_iter()
            .map(|(cause, sum)| (cause, sum / total))
            .collect();
        shares.sort_by(|left, right| right.1.total_cmp(&left.1));
        shares
    }
}

fn exits(records: &[Record]) -> Vec<MeanExits> {
    let mut sums: BTreeMap<ExitCount, u64> = BTreeMap::new();
    for exit in records.iter().flat_map(|record| &record.exits) {
        let kind = ExitCount { count: 0, ..*exit };
        *sums.entry(kind).or_default() += u64::from(exit.count);
    }
    sums.into_iter()
        .map(|(kind, sum)| MeanExits {
            kind,
            mean: sum as f64 / records.len() as f64,
        })
        .collect()
}

fn cohorts(records: &[Record]) -> Option<Cohorts> {
    let mut records = records.iter();
    let mut sum = records.next()?.cohorts.clone();
    for record in records {
        let other = &record.cohorts;
        for (joined, more) in sum.joined.iter_mut().zip(&other.joined) {
            *joined += more;
        }
        for (active, more) in sum
            .active
            .iter_mut()
            .flatten()
            .zip(other.active.iter().flatten())
        {
            *active += more;
        }
    }
    Some(sum)
}
