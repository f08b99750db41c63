//! Where in a day an operator's strategy may act, and each strategy at work with what is its own.

use super::community::Community;
use super::desk::Desk;
use super::levers::{Levers, Own};
use super::rules::Rules;
use std::any::Any;

pub use super::applicant::Applicant;

/// A strategy, as the day sees it. Each function is called at its point of the day's schedule, the
/// strategies one after the other in the order in which they claim hours.
///
/// A strategy holds [`Levers`] and nothing else: what is posted, who is present, what is given, asked
/// and paid. There is no lever that adds to activity.
pub trait Intervention: Send {
    /// Whether the applicant gets through, and at what cost to them. Called for every applicant.
    fn admits(&mut self, _: &mut Levers<'_, '_>, _: &mut Applicant) -> bool {
        true
    }

    /// Whether the door is shut to all today, also to those who got through before and wait for a place.
    fn is_shut(&mut self, _: &mut Levers<'_, '_>) -> bool {
        false
    }

    /// Whether there is no community for now: nobody advertises it, applies to it or is asked at its door.
    fn is_dissolved(&mut self, _: &mut Levers<'_, '_>) -> bool {
        false
    }

    /// An applicant who got through has entered, as this member.
    fn entered(&mut self, _: &mut Levers<'_, '_>, _: &Applicant, _member: u32) {}

    /// Before anybody looks in: publish, call members, hand out.
    fn morning(&mut self, _: &mut Levers<'_, '_>) {}

    /// When everybody has written and nobody has been answered yet: moderate, answer, greet.
    fn midday(&mut self, _: &mut Levers<'_, '_>) {}

    /// After everybody has decided whether to stay: remove, award, recruit.
    fn evening(&mut self, _: &mut Levers<'_, '_>) {}

    /// The same once more, with all that it remembers: for a life that parts from this one. `None` where
    /// it cannot be had twice.
    fn copy(&self) -> Option<Box<dyn Intervention>> {
        None
    }

    /// Goes on with other settings, if they are of its kind.
    fn retune(&mut self, _settings: &dyn Any, _: &Rules) -> bool {
        false
    }
}

/// One strategy at work: what it does, and what is its own.
pub struct Acting {
    own: Own,
    does: Box<dyn Intervention>,
}

impl Acting {
    /// A strategy that begins its work.
    pub fn new(own: Own, does: Box<dyn Intervention>) -> Self {
        Self { own, does }
    }

    /// See [`Intervention::copy`].
    pub fn copy(&self) -> Option<Self> {
        let own = self.own.clone();
        self.does.copy().map(|does| Self { own, does })
    }

    /// What is its own.
    pub fn own(&self) -> &Own {
        &self.own
    }

    /// What is its own, to be read and begun anew.
    pub fn own_mut(&mut self) -> &mut Own {
        &mut self.own
    }

    fn at<'a, 'r>(
        &'a mut self,
        community: &'a mut Community<'r>,
        desk: &'a mut Desk,
    ) -> (&'a mut dyn Intervention, Levers<'a, 'r>) {
        let levers = Levers::new(community, desk, &mut self.own);
        (&mut *self.does, levers)
    }

    /// See [`Intervention::admits`].
    pub fn admits(
        &mut self,
        community: &mut Community<'_>,
        desk: &mut Desk,
        applicant: &mut Applicant,
    ) -> bool {
        let (does, mut levers) = self.at(community, desk);
        does.admits(&mut levers, applicant)
    }

    /// See [`Intervention::is_shut`].
    pub fn is_shut(&mut self, community: &mut Community<'_>, desk: &mut Desk) -> bool {
        let (does, mut levers) = self.at(community, desk);
        does.is_shut(&mut levers)
    }

    /// See [`Intervention::is_dissolved`].
    pub fn is_dissolved(&mut self, community: &mut Community<'_>, desk: &mut Desk) -> bool {
        let (does, mut levers) = self.at(community, desk);
        does.is_dissolved(&mut levers)
    }

    /// See [`Intervention::entered`].
    pub fn entered(
        &mut self,
        community: &mut Community<'_>,
        desk: &mut Desk,
        applicant: &Applicant,
        member: u32,
    ) {
        let (does, mut levers) = self.at(community, desk);
        does.entered(&mut levers, applicant, member);
    }

    /// See [`Intervention::morning`].
    pub fn morning(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let (does, mut levers) = self.at(community, desk);
        does.morning(&mut levers);
    }

    /// See [`Intervention::midday`].
    pub fn midday(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let (does, mut levers) = self.at(community, desk);
        does.midday(&mut levers);
    }

    /// See [`Intervention::evening`].
    pub fn evening(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let (does, mut levers) = self.at(community, desk);
        does.evening(&mut levers);
    }

    /// See [`Intervention::retune`].
    pub fn retune(&mut self, settings: &dyn Any, rules: &Rules) -> bool {
        self.does.retune(settings, rules)
    }
}
