//! What one run leaves behind: all that tables, charts and studies are made from.

use super::metrics::{Daily, Run};
use super::stage::Stage;
use crate::model::cause::Cause;
use crate::model::log::Way;
use crate::words::Phrase;
use serde::{Deserialize, Serialize};

/// Exits of one kind on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExitCount {
    /// The day.
    pub day: u16,
    /// Number of the cause in [`Cause::ALL`].
    pub cause: u8,
    /// 0 fell silent for good, 1 left, 2 removed while taking part, 3 removed when silent already.
    pub way: u8,
    /// Number of the archetype.
    pub archetype: u8,
    /// How many.
    pub count: u32,
}

impl ExitCount {
    /// The cause.
    pub fn cause(self) -> Cause {
        Cause::ALL[self.cause as usize]
    }

    /// Whether those who went had fallen silent for good before: they have been counted then.
    pub const fn is_late(self) -> bool {
        self.way == Self::way_number(Way::RemovedSilent)
            || self.way == Self::way_number(Way::LeftSilent)
    }

    /// Number of a way of going.
    pub const fn way_number(way: Way) -> u8 {
        match way {
            Way::Silent => 0,
            Way::Left => 1,
            Way::Removed => 2,
            Way::RemovedSilent => 3,
            Way::LeftSilent => 4,
        }
    }

    /// Names of the ways of going, by number.
    pub const WAYS: [&'static str; 5] =
        ["silent", "left", "removed", "removed_silent", "left_silent"];
}

/// How a cohort of joiners stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohorts {
    /// Days in a unit of time: 7, or 28 in runs of more than 400 days, or more in very long ones.
    pub unit: u16,
    /// Joiners by unit of joining.
    pub joined: Vec<u32>,
    /// Members of cohort c who looked in during the u-th unit after they joined: `active[c][u]`.
    pub active: Vec<Vec<u32>>,
}

/// Who came through one channel, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelCount {
    /// People who applied, spammers among them.
    pub applied: u32,
    /// Members who joined.
    pub joined: u32,
    /// Those of them on the list at the end.
    pub stayed: u32,
    /// Those of them who joined at least 7 days before the end.
    pub watched_7: u32,
    /// … and looked in 7 days after joining or later.
    pub seen_7: u32,
    /// … and looked in on exactly the 7th day after joining.
    pub back_7: u32,
    /// Those who joined at least 30 days before the end.
    pub watched_30: u32,
    /// … and looked in 30 days after joining or later.
    pub seen_30: u32,
    /// … and looked in on exactly the 30th day after joining.
    pub back_30: u32,
}

impl ChannelCount {
    /// Adds what was counted of others.
    pub fn add(&mut self, more: &Self) {
        self.applied += more.applied;
        self.joined += more.joined;
        self.stayed += more.stayed;
        self.watched_7 += more.watched_7;
        self.seen_7 += more.seen_7;
        self.back_7 += more.back_7;
        self.watched_30 += more.watched_30;
        self.seen_30 += more.seen_30;
        self.back_30 += more.back_30;
    }
}

/// What the operator did, for the charts of one run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Happening {
    /// The day.
    pub day: u16,
    /// Key of the strategy.
    pub strategy: String,
    /// In a few words.
    pub label: Phrase,
}

/// A daily series that a strategy counts itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnSeries {
    /// Name of the metric: the name of the instance and the key of the series.
    pub metric: String,
    /// A number a day.
    #[serde(with = "floats")]
    pub values: Vec<f32>,
}

/// Hours of the operator beyond those worked, a number a day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// Hours there were.
    #[serde(with = "floats")]
    pub there: Vec<f32>,
    /// Hours that the work asked for, at least.
    #[serde(with = "floats")]
    pub asked: Vec<f32>,
}

/// Everything observed in one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Which replicate it is.
    pub replicate: u32,
    /// How many days were lived.
    pub days: u16,
    /// Daily metrics, one after the other in the order of [`Daily::ALL`], each with `days` values; NaN where not measured.
    #[serde(with = "floats")]
    pub daily: Vec<f32>,
    /// Metrics of the run in the order of [`Run::ALL`]; NaN where empty.
    #[serde(with = "floats")]
    pub run: Vec<f64>,
    /// Exits by day, cause, way and archetype, in that order.
    pub exits: Vec<ExitCount>,
    /// Cohorts of joiners.
    pub cohorts: Cohorts,
    /// Share of joiners who looked in on exactly the n-th day after joining, n = 0, 1, …: what the
    /// retention metrics and the retention chart both read.
    #[serde(with = "floats")]
    pub retention: Vec<f32>,
    /// The channels through which members came, word of mouth last.
    pub channels: Vec<ChannelCount>,
    /// Members on the list at the end by the number of days they looked in on of the last 28.
    pub days_active: Vec<u32>,
    /// Kaplan–Meier share of joiners still taking part n days after joining, n = 0, 1, ….
    #[serde(with = "floats")]
    pub survival: Vec<f32>,
    /// Stage of life on each day.
    pub stages: Vec<Stage>,
    /// What the operator did.
    pub happenings: Vec<Happening>,
    /// What the strategies counted themselves.
    pub own: Vec<OwnSeries>,
    /// Hours there were, and hours asked for.
    pub hours: Hours,
}

impl Record {
    /// The series of a daily metric.
    pub fn series(&self, metric: Daily) -> &[f32] {
        let days = self.days as usize;
        &self.daily[metric as usize * days..(metric as usize + 1) * days]
    }

    /// A metric of the run.
    pub fn value(&self, metric: Run) -> f64 {
        self.run[metric as usize]
    }

    /// Whether it can be the record of a run of so many days and archetypes: one from a file that
    /// somebody has made may be anything.
    pub fn is_of(&self, days: u16, archetypes: usize) -> bool {
        let length = usize::from(days);
        let cohorts = &self.cohorts;
        let units = cohorts.joined.len();
        self.days == days
            && self.daily.len() == Daily::ALL.len() * length
            && self.run.len() == Run::ALL.len()
            && (0.0..Stage::ALL.len() as f64).contains(&self.value(Run::Stage))
            && self.own.iter().all(|series| series.values.len() == length)
            && self.survival.len() == length
            && self.retention.len() <= length
            && self.days_active.len() == usize::from(crate::observe::habit::SPAN) + 1
            && self.stages.len() == length
            && self.hours.there.len() == length
            && self.hours.asked.len() == length
            && cohorts.unit > 0
            && units == length.div_ceil(usize::from(cohorts.unit))
            && cohorts.active.len() == units
            && (0..units).all(|cohort| cohorts.active[cohort].len() == units - cohort)
            && self.exits.iter().all(|exit| {
                exit.day < days
                    && usize::from(exit.cause) < Cause::ALL.len()
                    && usize::from(exit.way) < ExitCount::WAYS.len()
                    && usize::from(exit.archetype) < archetypes
            })
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        /// What the allocator adds to each piece.
        const PIECE: usize = 16;
        let cohorts = self.cohorts.active.iter();
        let cohorts =
            cohorts.map(|active| size_of::<Vec<u32>>() + size_of_val(&active[..]) + PIECE);
        let happenings = self.happenings.iter().map(|it| {
            size_of::<Happening>()
                + it.strategy.len()
                + it.label.en.len()
                + it.label.zh.len()
                + 3 * PIECE
        });
        let own = self.own.iter().map(|own| {
            size_of::<OwnSeries>() + own.metric.len() + size_of_val(&own.values[..]) + 2 * PIECE
        });
        size_of::<Self>()
            + size_of_val(&self.daily[..])
            + size_of_val(&self.run[..])
            + size_of_val(&self.exits[..])
            + size_of_val(&self.cohorts.joined[..])
            + cohorts.sum::<usize>()
            + size_of_val(&self.retention[..])
            + size_of_val(&self.channels[..])
            + size_of_val(&self.days_active[..])
            + size_of_val(&self.survival[..])
            + size_of_val(&self.stages[..])
            + happenings.sum::<usize>()
            + own.sum::<usize>()
            + size_of_val(&self.hours.there[..])
            + size_of_val(&self.hours.asked[..])
            + 13 * PIECE
    }

    /// A metric by name: for a daily one its value on `day` (the last when `None`); a metric that is
    /// not measured every day has the value of its latest measurement.
    pub fn read(&self, key: &str, day: Option<u16>) -> Option<f64> {
        if let Some(metric) = Run::from_key(key) {
            return Some(self.value(metric));
        }
        let own = || self.own.iter().find(|own| own.metric == key);
        let series = match Daily::from_key(key) {
            Some(metric) => self.series(metric),
            None => &own()?.values,
        };
        let last = day.unwrap_or(u16::MAX).min(self.days.saturating_sub(1)) as usize;
        Some(latest(series.get(..=last)?))
    }

    /// A daily metric at its latest measurement.
    pub fn latest(&self, metric: Daily) -> f64 {
        latest(self.series(metric))
    }
}

/// The last of some values that is one; NaN without any.
fn latest(series: &[f32]) -> f64 {
    let measured = series.iter().rev().find(|value| !value.is_nan());
    measured.map_or(f64::NAN, |value| f64::from(*value))
}

/// JSON has no NaN: an empty value is written as null.
mod floats {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Copy + Into<f64> + Serialize, S: Serializer>(
        values: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let known = |value: &T| (!(*value).into().is_nan()).then_some(*value);
        serializer.collect_seq(values.iter().map(known))
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de> + From<f32>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<T>, D::Error> {
        let values = Vec::<Option<T>>::deserialize(from)?;
        let empty = || T::from(f32::NAN);
        Ok(values
            .into_iter()
            .map(|it| it.unwrap_or_else(empty))
            .collect())
    }
}
