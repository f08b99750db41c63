//! Who gets to know whom by the operator's hand.

use super::Levers;
use crate::model::member::{Member, State};

impl Levers<'_, '_> {
    /// Two members get to know each other, each as well as somebody who has answered them so many times.
    ///
    /// Returns false, and nothing is done, for one and the same member, for somebody who is not there,
    /// and with the interactions off.
    pub fn introduce(&mut self, one: u32, other: u32, answers: u32) -> bool {
        self.acquaint(one, other, answers) && self.acquaint(other, one, answers)
    }

    /// A member gets to know another, as well as somebody who has answered them so many times, and the
    /// other need not notice: many know the owner of a place.
    pub fn acquaint(&mut self, number: u32, with: u32, answers: u32) -> bool {
        let here = |number| self.community.member(number).state == State::Present;
        if !self.community.rules.gains.on || number == with || !here(number) || !here(with) {
            return false;
        }
        let (rules, day) = (self.community.rules, self.community.day);
        let Member { ties, faded, .. } = self.community.member_mut(number);
        // What is old fades first: what is new has not.
        ties.fade(faded, day, &rules.fading);
        for _ in 0..answers {
            ties.strengthen(with);
        }
        true
    }

    /// How well a member knows another, in answers; 0 for a stranger.
    pub fn knows(&self, number: u32, other: u32) -> f32 {
        let ties = &self.community.member(number).ties;
        ties.iter()
            .find(|(tie, _)| *tie == other)
            .map_or(0.0, |(_, strength)| strength)
    }
}
