//! Newcomer follow-up (M13, M14): caring for newcomers one by one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Caring for newcomers one by one during their first days: they are greeted, their first
/// messages are answered, and they are told what there is to find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FollowUp {
    /// How long a newcomer is followed.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "literature: 15 days in one practitioner's account"))]
    pub days: u16,
    /// Time given to a newcomer on each day on which they are met.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed"))]
    pub minutes: f64,
    /// First day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
}

impl Default for FollowUp {
    fn default() -> Self {
        Self {
            days: 15,
            minutes: 4.0,
            from_day: 0,
        }
    }
}
