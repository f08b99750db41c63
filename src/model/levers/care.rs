//! Answering, greeting, and taking messages down.

use super::Levers;
use crate::model::chunk::CHUNK;
use crate::model::desk::Desk;
use crate::model::experts::novice;
use crate::model::member::{Member, flag};
use crate::model::room::Room;
use crate::model::rules::Rules;
use crate::model::visit::{Visit, mark};

/// The operator answers a visitor: nobody else need.
fn cared_for(rules: &Rules, room: &mut Room, visit: &mut Visit, member: &Member) {
    if !visit.is(mark::CARED) && visit.messages > 0 {
        room.today.novices -= novice(rules, member);
    }
    visit.marks |= mark::CARED;
}

impl Levers<'_, '_> {
    /// Takes care of a visitor: the visit counts as answered and as company, and the member is told what there is to find.
    /// `admit` chooses the visits, in order, until it returns `None`, and claims the hours for it.
    ///
    /// With the interactions off nobody feels it, and only the operator's time goes.
    pub fn care(&mut self, mut admit: impl FnMut(&Visit, &Member, &mut Desk) -> Option<bool>) {
        let felt = self.community.rules.gains.on;
        for chunk in &mut self.community.chunks {
            for visit in &mut chunk.visits {
                let member = &chunk.members[visit.place()];
                match admit(visit, member, self.desk) {
                    Some(true) if felt => {
                        let room = &mut self.community.rooms[visit.room as usize];
                        cared_for(self.community.rules, room, visit, member);
                    }
                    Some(_) => {}
                    None => return,
                }
            }
        }
    }

    /// Takes care of these of today's visitors, the hours for which have been claimed.
    pub fn care_for(&mut self, mut visitors: Vec<u32>) {
        if !self.community.rules.gains.on {
            return;
        }
        visitors.sort_unstable();
        for number in visitors {
            let chunk = &mut self.community.chunks[number as usize / CHUNK];
            if let Some(at) = chunk.visit_of(number) {
                let visit = &mut chunk.visits[at];
                let room = &mut self.community.rooms[visit.room as usize];
                let member = &chunk.members[number as usize % CHUNK];
                cared_for(self.community.rules, room, visit, member);
            }
        }
    }

    /// Has somebody be asked by name for so many answers today.
    pub fn ask(&mut self, number: u32, answers: f32) {
        let gains = &self.community.rules.gains;
        if gains.on {
            let weight = gains.impression;
            self.community.member_mut(number).asked += weight * answers;
        }
    }

    /// Removes messages of today's visitors: `share` of the writer's messages is taken down, unread.
    /// The writer is warned; with `explained` it stings half as much.
    pub fn reject(&mut self, number: u32, share: f64, explained: bool) {
        let chunk = &mut self.community.chunks[number as usize / CHUNK];
        let Some(at) = chunk.visit_of(number) else {
            return;
        };
        let member = &mut chunk.members[number as usize % CHUNK];
        let visit = &mut chunk.visits[at];
        // What one has taken down today another cannot take down again.
        let there = visit.marks & mark::REJECTED == 0;
        visit.marks |= mark::REJECTED | if explained { mark::EXPLAINED } else { 0 };
        let gains = &self.community.rules.gains;
        if gains.on {
            member.flags |= flag::REJECTED;
            let sting = if explained { gains.explained } else { 1.0 };
            member.recognition *= 1.0 - gains.rejection_recognition * sting;
        }
        member.warnings = member.warnings.saturating_add(1);
        if !there {
            return;
        }
        let kind = &self.community.rules.kinds[visit.archetype as usize];
        let ads = f64::from(visit.messages) * f64::from(kind.ads * self.community.conditions.ads);
        let said = &mut self.community.rooms[visit.room as usize].today.said;
        said.messages -= ads * share;
        said.ads -= ads * share;
    }
}
