//! Writing to one member, also to those who hear nothing any more; asking for a message.

use super::Levers;
use crate::model::applicant::Applicant;
use crate::model::cause::Cause;
use crate::model::chunk::CHUNK;
use crate::model::log::{Exit, NOBODY, Way, Woken};
use crate::model::member::{Member, NEVER, State, flag};
use crate::model::samplers::exp_fast;
use crate::random::Purpose;

/// What came of a message to one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Nothing that the message has brought about.
    Nothing,
    /// They look in today, in addition to their own rhythm.
    Comes,
    /// They had fallen silent for good, and take part again.
    Wakes,
    /// It was one message too many: they left the list.
    Leaves,
}

/// Days of absence after which a message of one's own is worth half. Of messages to those who have been
/// silent for 30 to 89 days .02 bring somebody back beyond those who would have come, .01 up to a year, .005
/// later: this curve has the ratios 4 : 1.9 : 1.
const HALF_HEARD: f32 = 60.0;

impl Levers<'_, '_> {
    /// Writes to one member, wherever they are reached: also the muted, who hear no call, and those who
    /// have fallen silent for good. `appeal` is the probability that somebody comes today because of it
    /// who was here yesterday; whoever has been away long heeds it less. `annoys` is the probability that
    /// somebody who does not come leaves the list instead.
    ///
    /// Whoever wakes is the one they were: nothing keeps them but what they find. With the
    /// interactions off nobody reads it.
    pub fn write_to(&mut self, number: u32, appeal: f32, annoys: f32) -> Reached {
        let (day, gains) = (self.community.day, &self.community.rules.gains);
        let member = self.community.member(number);
        let due = self.next_day(number) <= day;
        if !gains.on || !member.state.on_the_list() || due && member.state == State::Present {
            return Reached::Nothing;
        }
        let away = f32::from(self.silence(number, true));
        let lesson = (gains.call_lesson * member.call_worth).min(1.0);
        let probability = appeal * exp_fast(lesson) * HALF_HEARD / (HALF_HEARD + away);
        let mut stream = self.own_luck(member.person).stream(Purpose::Notice);
        if stream.uniform() < probability {
            return self.come(number);
        }
        if stream.uniform() < annoys {
            self.drive_off(number);
            return Reached::Leaves;
        }
        Reached::Nothing
    }

    /// Reminds somebody who has agreed to be reminded: with this probability they look in today, in addition
    /// to their own rhythm. It is asked for only if they do not come anyway. Whoever has fallen silent is reminded like the others, heeds it less the longer ago that
    /// was, and takes part again if they do. Nobody is reminded with the interactions off.
    pub fn remind(&mut self, number: u32, probability: impl FnOnce() -> f32) -> Reached {
        let member = self.community.member(number);
        let present = member.state == State::Present;
        let due = present && self.next_day(number) <= self.community.day;
        if !self.community.rules.gains.on || !member.state.on_the_list() || due {
            return Reached::Nothing;
        }
        let heeded = if present {
            probability()
        } else {
            probability() * HALF_HEARD / (HALF_HEARD + f32::from(self.silence(number, true)))
        };
        if self.own_luck(member.person).uniform(Purpose::Notice) < heeded {
            self.come(number)
        } else {
            Reached::Nothing
        }
    }

    /// Invites somebody back who is off the list, and whose contact the operator has: with this probability if they were
    /// here yesterday, less the longer they have been away. Those who agree apply tomorrow like anybody else, gates
    /// and all, and bring along what they have lived through here. Returns whether they agreed; nobody does with the
    /// interactions off, nor who is here or has come in again.
    pub fn invite_back(&mut self, number: u32, appeal: f32) -> bool {
        let member = self.community.member(number);
        let on_the_way = self.community.is_back(number) || self.community.is_on_the_way(number);
        let asked = !member.state.on_the_list() && !on_the_way;
        if !self.community.rules.gains.on || !asked {
            return false;
        }
        let away = f32::from(self.silence(number, true));
        let probability = appeal * HALF_HEARD / (HALF_HEARD + away);
        let luck = self.own_luck(member.person);
        if luck.uniform(Purpose::Notice) >= probability {
            return false;
        }
        let mut applicant = Applicant {
            person: member.person,
            archetype: member.archetype,
            channel: member.channel,
            inviter: NOBODY,
            fit: member.fit,
            sunk_cost: 0.0,
            fee: 0.0,
            before: number,
            agreed: 0,
        };
        self.agree(&mut applicant);
        self.community.returning.push(applicant);
        true
    }

    /// Whether somebody who is off the list has come in again, under another number.
    pub fn is_back(&self, number: u32) -> bool {
        self.community.is_back(number)
    }

    /// Asks one member to write something on their next visit.
    pub fn ask_to_write(&mut self, number: u32) {
        if self.community.rules.gains.on {
            self.community.member_mut(number).flags |= flag::PROMPTED;
        }
    }

    /// Asks those of today's visitors whom `choose` picks to write something; returns how many.
    pub fn ask_visitors_to_write(
        &mut self,
        mut choose: impl FnMut(&Self, u32, &Member) -> bool,
    ) -> u32 {
        if !self.community.rules.gains.on {
            return 0;
        }
        let (mut asked, mut due) = (Vec::new(), Vec::new());
        for chunk in &self.community.chunks {
            due.clear();
            chunk.due(self.community.day, &mut due);
            for place in due.iter().map(|place| *place as usize) {
                let number = chunk.first + place as u32;
                if choose(self, number, &chunk.members[place]) {
                    asked.push(number);
                }
            }
        }
        for number in &asked {
            self.community.member_mut(*number).flags |= flag::PROMPTED;
        }
        asked.len() as u32
    }

    /// Day of a member's next visit.
    fn next_day(&self, number: u32) -> u16 {
        self.community.chunks[number as usize / CHUNK].next_day[number as usize % CHUNK]
    }

    /// Has somebody look in today.
    fn come(&mut self, number: u32) -> Reached {
        let day = self.community.day;
        let chunk = &mut self.community.chunks[number as usize / CHUNK];
        let next = &mut chunk.next_day[number as usize % CHUNK];
        let member = &mut chunk.members[number as usize % CHUNK];
        let planned = std::mem::replace(next, day);
        if member.state == State::Present {
            member.resume = planned;
            member.flags |= flag::CALLED;
            return Reached::Comes;
        }
        // The visit that was their last is followed by another of their own.
        member.state = State::Present;
        self.community.log.woken.push(Woken {
            member: number,
            last_visit: member.last_visit,
            muted: member.is(flag::MUTED),
        });
        self.community.gone[(number >> 6) as usize] &= !(1 << (number & 63));
        Reached::Wakes
    }

    /// Somebody on the list leaves it because they were written to.
    fn drive_off(&mut self, number: u32) {
        let member = self.community.member_mut(number);
        let way = if member.state == State::Silent {
            Way::LeftSilent
        } else {
            Way::Left
        };
        member.state = State::Left;
        let exit = Exit {
            member: number,
            archetype: member.archetype,
            cause: Cause::Harassment,
            way,
            joined: member.joined,
            last_visit: member.last_visit,
        };
        self.strike_off(exit);
    }

    /// Takes somebody off the list whose state says so already.
    pub(super) fn strike_off(&mut self, exit: Exit) {
        let number = exit.member;
        let room = self.community.member(number).room as usize;
        self.community.chunks[number as usize / CHUNK].next_day[number as usize % CHUNK] = NEVER;
        self.community.rooms[room].members -= 1;
        self.community.mark_gone(number);
        self.community.log.exits.push(exit);
    }
}
