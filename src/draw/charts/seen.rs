//! What the operator saw, against what was so.

use super::OverTime;
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, MetricSeries};
use crate::draw::error::ChartError;
use crate::words::{charts, labels};

/// What an operator saw of a community beside what they could not see.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Seen {
    /// What stands around the chart.
    pub about: About,
    /// Counts of members: each as it was seen, followed by what was so.
    pub series: Vec<MetricSeries>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl Seen {
    /// The chart, named `seen`.
    ///
    /// # Errors
    /// As [`OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        OverTime {
            about: self.about,
            name: "seen".to_owned(),
            title: charts::SEEN.name.into(),
            quantity: labels::MEMBERS.into(),
            metrics: self.series,
            events: self.events,
        }
        .chart()
    }
}
