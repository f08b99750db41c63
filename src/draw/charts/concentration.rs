//! How unequally members post.

use super::OverTime;
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, MetricSeries};
use crate::draw::error::ChartError;
use crate::words::{charts, labels};

/// Shares of posts by the most active posters, over time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Concentration {
    /// What stands around the chart.
    pub about: About,
    /// Share of posts written by the top 1% of posters, 0 to 1.
    pub top1_share: MetricSeries,
    /// Share of posts written by the top 10% of posters, 0 to 1.
    pub top10_share: MetricSeries,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl Concentration {
    /// The chart, named `concentration`.
    ///
    /// # Errors
    /// As [`OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        OverTime {
            about: self.about,
            name: "concentration".to_owned(),
            title: charts::CONCENTRATION.name.into(),
            quantity: labels::SHARE_OF_POSTS.into(),
            metrics: vec![self.top10_share, self.top1_share],
            events: self.events,
        }
        .chart()
    }
}
