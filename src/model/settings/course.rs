//! The course of things: needs over the calendar, ageing, arrivals that wander.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How needs move over the calendar.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Demand {
    /// How strongly people need what the community offers: multiplies arrivals and the worth of
    /// information. Straight lines between the days given; constant before the first and after the last.
    #[schemars(length(max = 400))]
    pub season: Vec<SeasonPoint>,
    /// How interests are spread over the topics as time goes on (weights in the order of
    /// `[[community.topic]]`). Straight lines between the days given.
    #[schemars(length(max = 400))]
    pub interest: Vec<InterestPoint>,
    /// Relative level of visits on the seven weekdays, Monday first; empty for no weekly rhythm.
    /// Day 0 is a Monday unless `start` gives a date.
    #[schemars(length(max = 7), inner(range(min = 0.0, max = 10.0)), extend("x-unit" = "factor", "x-source" = "measured: weekend against weekday DAU .45 to 1.03"))]
    pub weekday: Vec<f64>,
    /// How habits drift as the community ages.
    pub ageing: Ageing,
    /// How the level of arrivals wanders from replicate to replicate: what is not known about the future.
    pub wander: Wander,
}

/// How everybody's habits drift with the age of the community, whoever they are and however long
/// they have been there. The drift starts at the given pace on day 0 and wears off.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ageing {
    /// Quit log odds a year.
    #[schemars(range(min = -3.0, max = 3.0), extend("x-unit" = "log odds a year", "x-source" = "measured: eight archives -.06 to .34, median .09"))]
    pub quit: f64,
    /// Gap exponent a year: negative when visits become rarer.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "exponent a year", "x-source" = "measured: eight archives -.1 to 0; more than a third of it makes those of some experience return too often after silence"))]
    pub gap: f64,
    /// Log of the messages of an active day, a year.
    #[schemars(range(min = -3.0, max = 3.0), extend("x-unit" = "log messages a year", "x-source" = "assumed: none; measured archives -.3 to .1"))]
    pub messages: f64,
    /// Years after which all but 1/e of the pace is gone.
    #[schemars(range(min = 0.01, max = 100.0), extend("x-unit" = "years", "x-source" = "assumed"))]
    pub years: f64,
}

impl Ageing {
    /// Years of drift, at the pace of day 0, that lie behind a day.
    pub fn years_behind(&self, day: u16) -> f64 {
        self.years * -libm::expm1(-f64::from(day) / (365.0 * self.years))
    }
}

impl Default for Ageing {
    fn default() -> Self {
        Self {
            quit: 0.09,
            gap: -0.03,
            messages: 0.0,
            years: 10.0,
        }
    }
}

/// A damped local trend of the log of arrivals that every replicate draws for itself, in steps of 30 days.
///
/// Level and growth start at normal draws. Each step, growth keeps the share `damping` of its
/// distance from `long_run` and takes a normal step; the level takes growth and a normal step; the month's arrivals are the
/// ordinary ones times exp(level + noise). All zero: no wandering.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wander {
    /// Standard deviation of the level at the start.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: known exactly"))]
    pub level_sd: f64,
    /// Mean growth at the start.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none"))]
    pub growth: f64,
    /// Standard deviation of growth at the start.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none"))]
    pub growth_sd: f64,
    /// Correlation of level and growth at the start.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "correlation", "x-source" = "assumed: none"))]
    pub correlation: f64,
    /// Growth that every community comes back to in the long run.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none; archives lose about 8 % a year"))]
    pub long_run: f64,
    /// Share of what its growth is off the long run that a month keeps.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: none"))]
    pub damping: f64,
    /// Standard deviation of a month's step of growth.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none"))]
    pub growth_step: f64,
    /// Standard deviation of a month's step of the level.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: none"))]
    pub level_step: f64,
    /// The farthest the level may rise above the ordinary.
    #[schemars(range(min = 0.0, max = 6.9), extend("x-unit" = "log arrivals", "x-source" = "assumed: a thousandfold, no limit in practice"))]
    pub ceiling: f64,
    /// Standard deviation of what is peculiar to one month.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: none"))]
    pub noise: f64,
}

impl Default for Wander {
    fn default() -> Self {
        Self {
            level_sd: 0.0,
            growth: 0.0,
            growth_sd: 0.0,
            correlation: 0.0,
            long_run: 0.0,
            damping: 0.0,
            growth_step: 0.0,
            level_step: 0.0,
            ceiling: 6.9,
            noise: 0.0,
        }
    }
}

/// The strength of demand on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeasonPoint {
    /// The day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub day: u16,
    /// Strength of demand; 1 is ordinary.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub level: f64,
}

/// How interests are spread on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestPoint {
    /// The day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub day: u16,
    /// Relative weight of each topic, in the order of `[[community.topic]]`.
    #[schemars(length(min = 1, max = 8), inner(range(min = 0.0, max = 1.0e6)), extend("x-unit" = "relative weight", "x-source" = "assumed"))]
    pub weights: Vec<f64>,
}
