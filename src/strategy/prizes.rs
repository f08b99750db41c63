//! Ranked prizes (M26): rewards for those who write most.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Prizes for those who write most in a period, with standings shown at half time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Prizes {
    /// How many prizes a period.
    #[schemars(range(min = 1, max = 1000), extend("x-unit" = "prizes", "x-source" = "literature: three a month in one practitioner's account"))]
    pub winners: u32,
    /// Value of one prize.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub value: f64,
    /// Length of a period.
    #[schemars(range(min = 2, max = 365), extend("x-unit" = "days", "x-source" = "literature: a month"))]
    pub period: u16,
    /// First day of the first period.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub to_day: u16,
}

impl Default for Prizes {
    fn default() -> Self {
        Self {
            winners: 3,
            value: 50.0,
            period: 30,
            from_day: 0,
            to_day: 36_500,
        }
    }
}
