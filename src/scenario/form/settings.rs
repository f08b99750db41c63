//! The scenario file as a whole.

use crate::model::settings::{Archetype, Audience, Community, Demand, Interactions};
use crate::operator::Operator;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One fully resolved scenario: what is simulated, without the variations of it.
///
/// The tables `[strategy.NAME]`, `[sweep]` and `[uncertainty]` of a file are not part of it: each
/// describes how to make another scenario from this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    /// Title of tables and charts.
    pub title: String,
    /// Language of tables and charts.
    pub language: Language,
    /// How many days are simulated.
    #[schemars(range(min = 1, max = 36_500), extend("x-unit" = "days"))]
    pub days: u16,
    /// How many times, with other people and other luck.
    #[schemars(range(min = 1, max = 1_000_000), extend("x-unit" = "replicates"))]
    pub replicates: u32,
    /// Seed of all luck. The same seed gives the same bytes.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub seed: u64,
    /// Date of day 0 (`"2016-02-01"`), for month labels and weekdays.
    #[schemars(extend("format" = "date"))]
    pub start: Option<String>,
    /// Rooms, topics, habits of the place.
    pub community: Community,
    /// The kinds of member.
    #[schemars(length(min = 1, max = 32))]
    pub archetype: Vec<Archetype>,
    /// Who could ever hear of the community, and how they come.
    pub audience: Audience,
    /// How needs move over the calendar.
    pub demand: Demand,
    /// How strongly each channel of the model acts.
    pub interactions: Interactions,
    /// What the operator has and does.
    pub operator: Operator,
    /// What must hold of the results, for teaching and for automatic checks.
    pub expect: BTreeMap<String, Expectation>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            title: "a community".to_owned(),
            language: Language::English,
            days: 180,
            replicates: 100,
            seed: 1,
            start: None,
            community: Community::default(),
            archetype: vec![Archetype::default()],
            audience: Audience::default(),
            demand: Demand::default(),
            interactions: Interactions::default(),
            operator: Operator::default(),
            expect: BTreeMap::new(),
        }
    }
}

impl Scenario {
    /// The date of day 0, if `start` gives one.
    pub fn start_date(&self) -> Option<jiff::civil::Date> {
        self.start.as_deref()?.parse().ok()
    }

    /// Weekday of day 0, Monday = 0.
    pub fn first_weekday(&self) -> u8 {
        let monday = jiff::civil::Weekday::Monday;
        self.start_date()
            .map_or(0, |date| date.weekday().since(monday) as u8)
    }
}

/// Language of tables and charts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese, 简体中文.
    #[serde(rename = "zh")]
    Chinese,
    /// Both, side by side in the output folder.
    #[serde(rename = "both")]
    Both,
}

/// Bounds that the mean of a metric (on the last day, if it is a daily one) must keep.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Expectation {
    /// Must be above this.
    pub above: Option<f64>,
    /// Must be below this.
    pub below: Option<f64>,
    /// Day on which a daily metric is read; the last if not given.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub on_day: Option<u16>,
}
