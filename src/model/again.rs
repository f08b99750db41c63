//! Somebody who was a member before and comes in again: the same person, with what they bring along.

use super::community::Community;
use super::member::State;

impl Community<'_> {
    /// Whether somebody who is off the list has come in again under another number.
    pub(super) fn is_back(&self, before: u32) -> bool {
        self.successors.get(before) > 0
    }

    /// Whether somebody who is off the list applies again already, or waits for a place.
    pub(super) fn is_on_the_way(&self, before: u32) -> bool {
        let mut applicants = self.returning.iter().chain(&self.waiting);
        applicants.any(|applicant| applicant.before == before)
    }

    /// Under which number somebody is known who was once `number`, if they are there.
    fn known_as(&self, number: u32) -> Option<u32> {
        match self.successors.get(number) {
            0 => (self.member(number).state == State::Present).then_some(number),
            next => Some(next - 1),
        }
    }

    /// Has the new member `number` be the one they were as `before`: what they have lived through, what they expect, whom
    /// they know, what they think of the operator. What they wrote then has been read, and those who have not
    /// come in again are gone.
    pub(super) fn carry_over_from(&mut self, before: u32, number: u32) {
        *self.successors.at(before) = number + 1;
        let (rules, day) = (self.rules, self.day);
        let old = *self.member(before);
        let mut ties = old.ties;
        ties.fade(&mut { old.faded }, day, &rules.fading);
        let known = ties.renamed(|other| self.known_as(other));
        let others: Vec<(u32, u32)> = ties
            .iter()
            .filter(|(other, _)| self.is_back(*other))
            .filter_map(|(other, _)| Some((other, self.known_as(other)?)))
            .collect();
        for (other, now) in others {
            // Their own memory of whoever comes in again, as strong as it would be by today.
            let was = self.member(other);
            let mut theirs = was.ties;
            theirs.fade(&mut { was.faded }, day, &rules.fading);
            let strength = theirs.strength_of(before);
            self.member_mut(now).ties.take_up(number, strength);
        }
        let trust = self.trust.get(before);
        if trust != 0.0 {
            *self.trust.at(number) = trust;
        }
        let member = self.member_mut(number);
        member.ties = known;
        member.quit = old.quit;
        member.volume = old.volume;
        member.usual = old.usual;
        member.settled = old.settled;
        member.call_worth = old.call_worth;
        member.visits = old.visits;
        member.active_days = old.active_days;
    }
}
