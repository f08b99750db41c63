//! A few dials of the place that strategies may move for a day.

use super::Levers;
use crate::model::conditions::Conditions;

impl Levers<'_, '_> {
    /// The dials of today. Those of invitations are read on the next morning, before any strategy acts:
    /// they are moved the day before.
    pub fn conditions(&mut self) -> &mut Conditions {
        &mut self.community.conditions
    }

    /// Puts a topic before the community today: a share of what would be written about its subject goes to it.
    pub fn set_agenda(&mut self, topic: u8, share: f32) {
        let known = usize::from(topic) < self.community.rules.topics;
        if known && share > 0.0 {
            self.community.conditions.agenda = Some((topic, share));
        }
    }
}
