//! Moderation (M18, M19): advertisements, spammers and quarrels.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Removing advertisements and spammers, warning, and mediating quarrels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Moderation {
    /// Hours a day spent on it.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed"))]
    pub hours: f64,
    /// Messages that can be looked at in an hour.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "messages per hour", "x-source" = "assumed"))]
    pub messages_per_hour: f64,
    /// Warnings before a writer of advertisements is removed.
    #[schemars(range(min = 0, max = 20), extend("x-unit" = "warnings", "x-source" = "assumed"))]
    pub warnings: u8,
    /// How heavy the hand is: share of ordinary writers looked at who are wrongly (or pettily) corrected.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of writers looked at", "x-source" = "assumed"))]
    pub severity: f64,
    /// Whether corrections are explained, which halves their sting.
    #[schemars(extend("x-source" = "literature: Jhaver 2019"))]
    pub explains: bool,
    /// First day of moderation.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
}

impl Default for Moderation {
    fn default() -> Self {
        Self {
            hours: 0.5,
            messages_per_hour: 600.0,
            warnings: 1,
            severity: 0.002,
            explains: true,
            from_day: 0,
        }
    }
}
