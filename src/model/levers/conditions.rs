//! A few dials of the place that strategies may move for a day.

use super::Levers;

/// What an operator's rules make of a day. Each dial multiplies what the scenario says, 1 leaves it as it
/// is, and every morning finds it at 1: where several strategies move one dial, their factors multiply,
/// and a strategy that ends leaves nothing behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conditions {
    /// Factor on the readiness of yesterday's visitors to invite people (rewarded or forbidden invitations).
    pub invitations: f32,
    /// Factor on how many of their messages those who advertise fill with advertisements (rules and windows for ads).
    pub ads: f32,
    /// Factor on what is carried over from talk into a quiet room.
    pub carried_over: f32,
    /// Factor on the rate at which quarrels break out.
    pub quarrels: f32,
    /// Factor on how many of those who would write off the community's agenda do so (steering).
    pub digressions: f32,
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            invitations: 1.0,
            ads: 1.0,
            carried_over: 1.0,
            quarrels: 1.0,
            digressions: 1.0,
        }
    }
}

impl Levers<'_, '_> {
    /// The dials of today. Those of invitations are read on the next morning, before any strategy acts:
    /// they are moved the day before.
    pub fn conditions(&mut self) -> &mut Conditions {
        &mut self.community.conditions
    }
}
