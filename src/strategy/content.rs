//! Content programme (M15, M16): content of the operator's own on fixed days.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A programme of content of the operator's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Content {
    /// Pieces a week.
    #[schemars(range(min = 0.0, max = 70.0), extend("x-unit" = "pieces a week", "x-source" = "assumed"))]
    pub per_week: f64,
    /// Hours one piece takes.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours", "x-source" = "assumed"))]
    pub hours: f64,
    /// How many ordinary messages of interest one piece is worth.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages", "x-source" = "assumed"))]
    pub worth: f64,
    /// Whether pieces come on fixed weekdays (a rhythm members can learn) or on any.
    pub fixed_days: bool,
    /// Probability that an unmuted member who knows the rhythm looks in for a piece.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed"))]
    pub draw: f64,
    /// Name of the topic it is about; empty for the community's own agenda.
    pub topic: String,
    /// First day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub to_day: u16,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            per_week: 3.0,
            hours: 1.5,
            worth: 20.0,
            fixed_days: true,
            draw: 0.05,
            topic: String::new(),
            from_day: 0,
            to_day: 36_500,
        }
    }
}
