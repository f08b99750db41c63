//! What many replicates say together: bands over days, means with intervals, shares by stage.

use super::happenings::usual;
use crate::model::cause::Cause;
use crate::observe::habit::SPAN;
use crate::observe::metrics::{Daily, Metric, Run, not_below_zero};
use crate::observe::record::{Cohorts, ExitCount, Happening, Record};
use crate::observe::stage::Stage;
use crate::run::world;
use crate::scenario::Worlds;
use crate::scenario::settings::Scenario;
use crate::stats::interval::Interval;
use crate::stats::summary::{finite, mean, quantile_of_sorted, variance};
use rayon::prelude::*;
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
        let mut sorted = finite(values);
        sorted.sort_unstable_by(f64::total_cmp);
        Self::of_sorted(&sorted)
    }

    fn of_sorted(sorted: &[f64]) -> Self {
        let at = |probability| {
            if sorted.is_empty() {
                f64::NAN
            } else {
                quantile_of_sorted(sorted, probability)
            }
        };
        Self {
            count: sorted.len(),
            mean: mean(sorted),
            p10: at(0.1),
            p25: at(0.25),
            p50: at(0.5),
            p75: at(0.75),
            p90: at(0.9),
        }
    }
}

/// Sorts the values of series, and keeps its memory from one band to the next.
#[derive(Default)]
struct Sorter {
    ranks: Vec<i32>,
    sorted: Vec<f64>,
}

impl Sorter {
    /// As [`Band::of`].
    fn band(&mut self, values: impl Iterator<Item = f32>) -> Band {
        let finite = values.filter(|value| value.is_finite());
        self.ranks.clear();
        self.ranks
            .extend(finite.map(|value| ranked(value.to_bits().cast_signed())));
        self.ranks.sort_unstable();
        self.sorted.clear();
        let bits = self.ranks.iter().map(|rank| ranked(*rank).cast_unsigned());
        self.sorted
            .extend(bits.map(|bits| f64::from(f32::from_bits(bits))));
        Band::of_sorted(&self.sorted)
    }
}

/// The bits of a number as a whole number that is as large among its like as the number is, and back: whole numbers are
/// sorted in half the time.
const fn ranked(bits: i32) -> i32 {
    bits ^ ((bits >> 31).cast_unsigned() >> 1).cast_signed()
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
    /// 95 % interval of the mean, within 0 and 1 for shares, not below 0 where no value is; `None` for fewer than two replicates with a
    /// value. Where worlds are drawn, of the mean over worlds.
    pub interval: Option<Interval>,
    /// What the spread between runs is made of, where worlds are drawn.
    #[serde(skip)]
    pub apart: Option<Apart>,
}

/// The two reasons why runs differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// Standard deviation of a run within its world.
    pub luck: f64,
    /// Standard deviation of what is expected in a world, over worlds.
    pub ignorance: f64,
}

impl Apart {
    /// From values that are told by their replicates; `None` for fewer than two worlds of two runs.
    fn of(numbered: &[(u32, f64)], worlds: Worlds) -> Option<Self> {
        let (mut within, mut means, mut shares) = (Vec::new(), Vec::new(), Vec::new());
        for group in numbered.chunk_by(|one, other| worlds.of(one.0) == worlds.of(other.0)) {
            let known: Vec<f64> = group.iter().map(|it| it.1).collect();
            means.push(mean(&known));
            shares.push(1.0 / known.len() as f64);
            if known.len() > 1 {
                within.push(variance(&known));
            }
        }
        if worlds.is_fixed() || means.len() < 2 || within.len() < 2 {
            return None;
        }
        let luck = mean(&within);
        let ignorance = (variance(&means) - luck * mean(&shares)).max(0.0);
        Some(Self {
            luck: luck.sqrt(),
            ignorance: ignorance.sqrt(),
        })
    }
}

impl Measured {
    /// The metric `key` of all records, read on `day` (the last if `None`) where it is a daily one.
    pub fn of(key: &str, records: &[Record], day: Option<u16>) -> Option<Self> {
        Self::in_worlds(key, records, day, Worlds::Fixed)
    }

    /// As [`Measured::of`], with replicates that live in such worlds.
    pub fn in_worlds(
        key: &str,
        records: &[Record],
        day: Option<u16>,
        worlds: Worlds,
    ) -> Option<Self> {
        let metric = crate::observe::metrics::find(key)?;
        let numbered: Vec<(u32, f64)> = records
            .iter()
            .filter_map(|record| Some((record.replicate, record.read(key, day)?)))
            .collect();
        Some(Self::of_numbered(metric, &numbered, worlds))
    }

    /// A metric from its values, one a replicate; those that are not finite are left out.
    pub fn of_values(metric: Metric, values: &[f64], worlds: Worlds) -> Self {
        let numbered: Vec<(u32, f64)> = (0..).zip(values.iter().copied()).collect();
        Self::of_numbered(metric, &numbered, worlds)
    }

    fn of_numbered(metric: Metric, numbered: &[(u32, f64)], worlds: Worlds) -> Self {
        let known: Vec<(u32, f64)> = numbered
            .iter()
            .copied()
            .filter(|(_, value)| value.is_finite())
            .collect();
        let independent = world::means(&known, worlds);
        let interval = metric.interval(&independent);
        let interval = interval.map(|it| not_below_zero(it, known.iter().map(|it| it.1)));
        Self {
            metric: metric.key,
            unit: metric.words.unit.key(),
            interval,
            apart: Apart::of(&known, worlds),
            band: Band::of(known.iter().map(|it| it.1)),
        }
    }
}

/// The bands of a series on each day.
fn over_days<'r>(
    days: usize,
    records: &'r [Record],
    series: &dyn Fn(&'r Record) -> &'r [f32],
) -> Vec<Band> {
    let mut sorter = Sorter::default();
    let all: Vec<&[f32]> = records.iter().map(series).collect();
    (0..days)
        .map(|day| sorter.band(all.iter().filter_map(|series| series.get(day).copied())))
        .collect()
}

/// The bands of what the strategies counted. All replicates of a scenario have the same series.
fn own<'r>(records: &'r [Record]) -> Vec<(String, Vec<Band>)> {
    let first = records.first().map_or(&[][..], |record| &record.own);
    let bands = |place: usize| {
        let values = |record: &'r Record| record.own.get(place).map_or(&[][..], |own| &own.values);
        over_days(first[place].values.len(), records, &values)
    };
    let series = first.iter().enumerate();
    series
        .map(|(place, own)| (own.metric.clone(), bands(place)))
        .collect()
}

/// Mean number of exits of one kind on one day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanExits {
    /// Day, cause, way and archetype.
    #[serde(skip)]
    pub kind: ExitCount,
    /// Mean over replicates.
    pub mean: f64,
    /// One replicate in ten has fewer.
    pub p10: f64,
    /// One replicate in ten has more.
    pub p90: f64,
}

/// [`Cohorts`] summed over replicates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortSums {
    /// Days in a unit of time.
    pub unit: u16,
    /// Joiners by unit of joining.
    pub joined: Vec<u64>,
    /// Members of cohort c who looked in during the u-th unit after they joined: `active[c][u]`.
    pub active: Vec<Vec<u64>>,
}

/// What many replicates say together.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Replicates behind it.
    pub replicates: usize,
    /// Whether replicates differ in assumptions too, and not in luck alone.
    pub drawn: bool,
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
    pub cohorts: Option<CohortSums>,
    /// Band of the share of joiners who looked in on exactly the n-th day after joining.
    pub retention: Vec<Band>,
    /// Bands of the members on the list at the end by days active of the last 28.
    pub days_active: Vec<Band>,
    /// Band of the share still taking part n days after joining.
    pub survival: Vec<Band>,
    /// Share of replicates in each stage at the end, in the order of [`Stage::ALL`].
    pub stages: Vec<f64>,
    /// What the operator did, at its mean over replicates.
    pub happenings: Vec<Happening>,
    /// What the strategies counted themselves: the names of the series, and their bands on each day.
    pub own: Vec<(String, Vec<Band>)>,
}

impl Summary {
    /// Summarises the records of `scenario`.
    pub fn of(scenario: &Scenario, records: &[Record]) -> Self {
        Self::in_worlds(scenario, records, Worlds::Fixed)
    }

    /// The same of replicates that draw assumptions of their own, for `[uncertainty]` says so.
    #[must_use]
    pub fn with_beliefs(mut self, any: bool) -> Self {
        self.drawn |= any;
        self
    }

    /// Summarises the records of `scenario`, whose replicates live in such worlds.
    pub fn in_worlds(scenario: &Scenario, records: &[Record], worlds: Worlds) -> Self {
        let days = scenario.days;
        let extra = scenario.operator.archetypes();
        let archetypes = scenario.archetype.iter().chain(&extra);
        let last = records
            .iter()
            .map(|record| record.stages.last().copied().unwrap_or(Stage::ColdStart));
        let ends: Vec<Stage> = last.collect();
        let measured = |metric: Metric, value: &dyn Fn(&Record) -> f64| {
            let numbered = |record: &Record| (record.replicate, value(record));
            let values: Vec<(u32, f64)> = records.iter().map(numbered).collect();
            Measured::of_numbered(metric, &values, worlds)
        };
        Self {
            replicates: records.len(),
            drawn: !worlds.is_fixed(),
            days,
            archetypes: archetypes.map(|archetype| archetype.name.clone()).collect(),
            daily: Daily::ALL
                .par_iter()
                .map(|metric| {
                    over_days(usize::from(days), records, &|record| record.series(*metric))
                })
                .collect(),
            run: Run::ALL
                .par_iter()
                .map(|metric| measured(metric.metric(), &|record| record.value(*metric)))
                .collect(),
            last_day: Daily::ALL
                .par_iter()
                .map(|metric| measured(metric.metric(), &|record| record.latest(*metric)))
                .collect(),
            own: own(records),
            exits: exits(records),
            cohorts: cohorts(records),
            retention: over_days(usize::from(days), records, &|record| &record.retention),
            days_active: (0..=usize::from(SPAN))
                .map(|active| {
                    let of = |record: &Record| record.days_active.get(active).copied();
                    Band::of(records.iter().filter_map(of).map(f64::from))
                })
                .collect(),
            survival: over_days(usize::from(days), records, &|record| &record.survival),
            stages: Stage::ALL
                .iter()
                .map(|stage| {
                    let there = ends.iter().filter(|end| *end == stage).count();
                    there as f64 / ends.len().max(1) as f64
                })
                .collect(),
            happenings: usual(records),
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
        for exit in self.exits.iter().filter(|exit| !exit.kind.is_late()) {
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

    /// The same of those only whom nobody has removed.
    pub fn own_causes(&self) -> Vec<(&'static str, f64)> {
        let mut shares = self.causes();
        shares.retain(|(cause, _)| *cause != Cause::Removed.key());
        let total: f64 = shares.iter().map(|(_, share)| share).sum();
        for (_, share) in &mut shares {
            *share /= total;
        }
        shares
    }
}

fn exits(records: &[Record]) -> Vec<MeanExits> {
    let mut counts: BTreeMap<ExitCount, Vec<f64>> = BTreeMap::new();
    for exit in records.iter().flat_map(|record| &record.exits) {
        let kind = ExitCount { count: 0, ..*exit };
        counts.entry(kind).or_default().push(f64::from(exit.count));
    }
    let of = |(kind, mut counts): (ExitCount, Vec<f64>)| {
        // In all other replicates there was none.
        counts.resize(records.len(), 0.0);
        let band = Band::of(counts);
        MeanExits {
            kind,
            mean: band.mean,
            p10: band.p10,
            p90: band.p90,
        }
    };
    counts.into_iter().map(of).collect()
}

fn cohorts(records: &[Record]) -> Option<CohortSums> {
    let first = &records.first()?.cohorts;
    let zeros = |counts: &Vec<u32>| vec![0; counts.len()];
    let mut sums = CohortSums {
        unit: first.unit,
        joined: zeros(&first.joined),
        active: first.active.iter().map(zeros).collect(),
    };
    for Cohorts { joined, active, .. } in records.iter().map(|record| &record.cohorts) {
        for (sum, more) in sums.joined.iter_mut().zip(joined) {
            *sum += u64::from(*more);
        }
        let active = active.iter().flatten();
        for (sum, more) in sums.active.iter_mut().flatten().zip(active) {
            *sum += u64::from(*more);
        }
    }
    Some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::find;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn series_are_sorted_as_other_numbers(values in prop::collection::vec(any::<f32>(), 0..40)) {
            let band = Sorter::default().band(values.iter().copied());
            let other = Band::of(values.iter().map(|value| f64::from(*value)));
            prop_assert_eq!(format!("{band:?}"), format!("{other:?}"));
        }
    }

    #[test]
    fn no_mean_of_counts_lies_below_nothing() {
        let of = |key: &str, values: &[f64]| {
            let metric = find(key).expect("a metric");
            let measured = Measured::of_values(metric, values, Worlds::Fixed);
            measured.interval.expect("an interval")
        };
        let members = of("members", &[0.0, 1.0, 40.0]);
        assert!(members.low == 0.0 && members.high > 40.0, "{members:?}");
        let growth = of("net_growth", &[-1.0, 1.0, 40.0]);
        assert!(growth.low < -20.0, "{growth:?}");
    }
}
