//! The numbers and names that every chart is made of.

use crate::draw::written::{long, short};
pub use crate::words::Phrase as Label;

/// What stands around every chart: whose community it is and how many runs it rests on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct About {
    /// Title of the scenario; opens the line under the chart's title.
    pub scenario: Label,
    /// Number of replicates behind the numbers.
    pub replicates: usize,
    /// Calendar date of day 0. With it, charts over time also show months.
    pub start_date: Option<jiff::civil::Date>,
    /// A sentence at the foot of the chart, such as a source or a caveat.
    pub footer: Option<Label>,
    /// What the chart shows of this community, in a sentence: its title. Without one the chart is
    /// called by its name.
    pub finding: Option<Label>,
    /// Whether replicates differ in assumptions too, and not in luck alone.
    #[serde(default)]
    pub drawn: bool,
}

impl About {
    /// No start date and no footer.
    pub fn new(scenario: impl Into<Label>, replicates: usize) -> Self {
        Self {
            scenario: scenario.into(),
            replicates,
            start_date: None,
            footer: None,
            finding: None,
            drawn: false,
        }
    }
}

/// How one quantity is distributed over replicates. Not-a-number means "not known" and leaves a
/// gap in the chart.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(into = "[Option<f64>; 6]", from = "[Option<f64>; 6]")]
pub struct Spread {
    /// Arithmetic mean.
    pub mean: f64,
    /// 10% of replicates lie below.
    pub p10: f64,
    /// 25% of replicates lie below.
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// 75% of replicates lie below.
    pub p75: f64,
    /// 90% of replicates lie below.
    pub p90: f64,
}

impl Spread {
    /// The same value in every replicate.
    pub const fn certain(value: f64) -> Self {
        Self {
            mean: value,
            p10: value,
            p25: value,
            p50: value,
            p75: value,
            p90: value,
        }
    }

    /// Mean and quantiles in the order of the tables' columns.
    pub fn columns(&self) -> [f64; 6] {
        [self.mean, self.p10, self.p25, self.p50, self.p75, self.p90]
    }
}

/// An estimate with its interval (95% unless the caller's footer says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(into = "[Option<f64>; 3]", from = "[Option<f64>; 3]")]
pub struct Estimate {
    /// The best guess.
    pub estimate: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// An estimate with its interval.
    pub const fn new(estimate: f64, low: f64, high: f64) -> Self {
        Self {
            estimate,
            low,
            high,
        }
    }

    /// Estimate, low, high: the order of the tables' columns.
    pub(super) fn columns(&self) -> [f64; 3] {
        [self.estimate, self.low, self.high]
    }
}

impl From<Spread> for [Option<f64>; 6] {
    fn from(spread: Spread) -> Self {
        spread.columns().map(short)
    }
}

impl From<[Option<f64>; 6]> for Spread {
    fn from(columns: [Option<f64>; 6]) -> Self {
        let [mean, p10, p25, p50, p75, p90] = columns.map(long);
        Self {
            mean,
            p10,
            p25,
            p50,
            p75,
            p90,
        }
    }
}

impl From<Estimate> for [Option<f64>; 3] {
    fn from(estimate: Estimate) -> Self {
        estimate.columns().map(short)
    }
}

impl From<[Option<f64>; 3]> for Estimate {
    fn from(columns: [Option<f64>; 3]) -> Self {
        let [estimate, low, high] = columns.map(long);
        Self::new(estimate, low, high)
    }
}

/// A metric day by day.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MetricSeries {
    /// Key of the metric, such as `dau`; see [`crate::words::metric`]. An unknown key is shown
    /// as it is written.
    pub metric: String,
    /// Day of the first value.
    pub first_day: u32,
    /// One value a day, without holes: a [`Spread`] of numbers that are none where nothing is known.
    pub values: Vec<Spread>,
}

impl MetricSeries {
    /// A metric day by day.
    pub fn new(metric: impl Into<String>, first_day: u32, values: Vec<Spread>) -> Self {
        Self {
            metric: metric.into(),
            first_day,
            values,
        }
    }
}

/// Something the operator did, drawn as a thin vertical line in charts over time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Event {
    /// The day it happened.
    #[serde(with = "crate::draw::written::known")]
    pub day: f64,
    /// What happened, in a few words.
    pub label: Label,
}

impl Event {
    /// Something that happened on `day`.
    pub fn new(day: f64, label: impl Into<Label>) -> Self {
        Self {
            day,
            label: label.into(),
        }
    }
}

/// Numbers a `first` day and the following ones.
pub(super) fn by_day<T: Copy>(first: u32, values: &[T]) -> impl Iterator<Item = (f64, T)> {
    values
        .iter()
        .enumerate()
        .map(move |(index, value)| (f64::from(first) + index as f64, *value))
}

/// Days to average over so that a line of so many days can be told from a band: whole weeks, so
/// that the rhythm of the week does not show as noise.
pub(super) fn days_per_point(days: usize) -> usize {
    if days <= 550 {
        1
    } else {
        days.div_ceil(450 * 7) * 7
    }
}

/// Means of every `width` values, each at the middle of its days; those not known are left out.
pub(super) fn average<const N: usize>(
    first: u32,
    values: impl Iterator<Item = [f64; N]>,
    width: usize,
) -> Vec<(f64, [f64; N])> {
    let values: Vec<[f64; N]> = values.collect();
    let chunks = values.chunks(width.max(1)).enumerate();
    let means = chunks.map(|(index, chunk)| {
        let middle = f64::from(first) + (index * width) as f64 + (chunk.len() - 1) as f64 / 2.0;
        let mean = std::array::from_fn(|column| {
            let known = chunk.iter().map(|row| row[column]);
            let known: Vec<f64> = known.filter(|value| value.is_finite()).collect();
            known.iter().sum::<f64>() / known.len() as f64
        });
        (middle, mean)
    });
    means.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_averaged_over_whole_weeks() {
        assert_eq!(days_per_point(180), 1);
        assert_eq!(days_per_point(1000), 7);
        assert_eq!(days_per_point(3151), 14);
        let points = average(10, [[1.0], [f64::NAN], [3.0], [5.0]].into_iter(), 3);
        assert_eq!(points, [(11.0, [2.0]), (13.0, [5.0])]);
        assert!(average(0, [[f64::NAN]].into_iter(), 1)[0].1[0].is_nan());
    }
}
