//! What members think of the operator: trust, what they were led to expect, and offers made to them.

use super::Levers;
use crate::model::member::Member;
use crate::model::visit::Visit;

impl Levers<'_, '_> {
    /// A member's trust in the operator, from −1 to 1; 0 for somebody who knows nothing of them. It is
    /// common to all strategies, and moves nothing but what strategies ask of it.
    pub fn trust(&self, number: u32) -> f32 {
        self.community.trust.get(number)
    }

    /// Moves a member's trust, within its bounds.
    pub fn trust_by(&mut self, number: u32, change: f32) {
        let trust = self.community.trust.at(number);
        *trust = (*trust + change).clamp(-1.0, 1.0);
    }

    /// Leads a member to expect so much more gain of a visit than is usual here. Like everything that is
    /// expected it gives way to what is found.
    pub fn lead_to_expect(&mut self, number: u32, more: f32) {
        if self.community.rules.gains.on {
            self.community.member_mut(number).usual += more;
        }
    }

    /// Shows today's visitors an offer of so many messages. `unwanted` says how far it is an advertisement to
    /// a visitor, from 0 (none) to 1 (like any other): for them it lies among what they read.
    pub fn offer(&mut self, messages: f32, unwanted: impl Fn(&Visit, &Member) -> f32) {
        if !self.community.rules.gains.on {
            return;
        }
        for chunk in &mut self.community.chunks {
            for at in 0..chunk.visits.len() {
                let (visit, mut found) = (&chunk.visits[at], chunk.found(at));
                let share = messages / (messages + found.unread.max(0.0));
                let member = &chunk.members[visit.place()];
                let weight = share * unwanted(visit, member).clamp(0.0, 1.0);
                found.ads += (1.0 - found.ads) * weight;
                chunk.find(at, found);
            }
        }
    }
}
