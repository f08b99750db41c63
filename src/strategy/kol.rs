//! KOL seeding (M5): opinion leaders, paid guests or home-grown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Recruiting opinion leaders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Kol {
    /// How many.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "people", "x-source" = "assumed"))]
    pub count: u32,
    /// Where they come from: `true`, picked among the most active members and kept by recognition
    /// and attention; `false`, guests from outside who are paid for each week.
    pub home_grown: bool,
    /// Pay of one a week; when it stops, guests leave.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money a week", "x-source" = "assumed"))]
    pub pay: f64,
    /// Operator hours for one a week.
    #[schemars(range(min = 0.0, max = 40.0), extend("x-unit" = "hours a week", "x-source" = "assumed"))]
    pub hours: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub to_day: u16,
}

impl Default for Kol {
    fn default() -> Self {
        Self {
            count: 3,
            home_grown: true,
            pay: 0.0,
            hours: 1.0,
            from_day: 0,
            to_day: 36_500,
        }
    }
}
