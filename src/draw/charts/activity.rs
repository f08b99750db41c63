//! Daily, weekly and monthly active members.

use super::OverTime;
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, MetricSeries};
use crate::draw::error::ChartError;
use crate::words::{charts, labels};

/// Daily, weekly and monthly active members over time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Activity {
    /// What stands around the chart.
    pub about: About,
    /// Members active on a day.
    pub dau: MetricSeries,
    /// Members active within 7 days.
    pub wau: MetricSeries,
    /// Members active within 30 days.
    pub mau: MetricSeries,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl Activity {
    /// The chart, named `activity`.
    ///
    /// # Errors
    /// As [`OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        OverTime {
            about: self.about,
            name: "activity".to_owned(),
            title: charts::ACTIVITY.name.into(),
            quantity: labels::MEMBERS.into(),
            metrics: vec![self.dau, self.wau, self.mau],
            events: self.events,
        }
        .chart()
    }
}
