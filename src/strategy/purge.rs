//! Purge of the inactive (M33): removing members who have been silent for long.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Removing members who have been silent for long.
///
/// What is not seen by members does not hurt them; what they see of it makes some feel watched.
/// A purge frees places, which matters only where somebody waits for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Purge {
    /// Silence after which a member is removed, counted from the last visit (`counts = "visits"`) or message.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "literature: one or two months in practitioners' accounts"))]
    pub after_days: u16,
    /// Days between two purges.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub every: u16,
    /// Silence means not having written, even if the member reads. Operators of chat groups cannot see who reads.
    pub counts_reading: bool,
    /// Operator minutes for one removal.
    #[schemars(range(min = 0.0, max = 60.0), extend("x-unit" = "minutes", "x-source" = "assumed"))]
    pub minutes: f64,
    /// How much a purge of everybody would feel like tyranny to those who see it, relative to a rejection of one's own.
    #[schemars(range(min = 0.0, max = 5.0), extend("x-unit" = "factor", "x-source" = "assumed: not known from any controlled study"))]
    pub resentment: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Only purge when no chat room has more than this share of its places free; 1 to purge always.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of capacity", "x-source" = "assumed"))]
    pub only_if_free_below: f64,
}

impl Default for Purge {
    fn default() -> Self {
        Self {
            after_days: 30,
            every: 30,
            counts_reading: false,
            minutes: 0.5,
            resentment: 0.5,
            from_day: 30,
            only_if_free_below: 1.0,
        }
    }
}
