//! Red packets (M27): money given to whoever looks in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Red packets: an amount shared by those who look in on the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RedPackets {
    /// Amount given away on one day.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub amount: f64,
    /// Days between packets; 1 for every day.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub every: u16,
    /// Probability that an unmuted member who cares for nothing but gain looks in because of a packet worth having.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed"))]
    pub draw: f64,
    /// Share of one packet that makes half of the pleasure money can give.
    #[schemars(range(min = 0.001, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub pleasing_share: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub to_day: u16,
}

impl Default for RedPackets {
    fn default() -> Self {
        Self {
            amount: 20.0,
            every: 1,
            draw: 0.5,
            pleasing_share: 0.5,
            from_day: 0,
            to_day: 36_500,
        }
    }
}
