//! Who is here, who came, who is taken off the list or brought in.

use super::Levers;
use crate::model::applicant::Applicant;
use crate::model::cause::Cause;
use crate::model::chunk::CHUNK;
use crate::model::keys;
use crate::model::log::{Exit, NOBODY, Way};
use crate::model::member::{Member, NEVER, State, flag};
use crate::model::visit::Visit;

impl Levers<'_, '_> {
    /// A member by number.
    pub fn member(&self, number: u32) -> &Member {
        self.community.member(number)
    }

    /// All members who ever joined, with their numbers.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Member)> {
        self.community.all()
    }

    /// Members who ever joined.
    pub fn ever(&self) -> u32 {
        self.community.ever()
    }

    /// Members on the list.
    pub fn on_the_list(&self) -> u32 {
        self.community.on_the_list()
    }

    /// The last day's visits, in the order of the members' numbers: yesterday's in the morning.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.community.visits()
    }

    /// Who has entered today, in order.
    pub fn entered(&self) -> impl Iterator<Item = u32> {
        self.community.log.joins.iter().map(|join| join.member)
    }

    /// Whether a member was there on the first day without applying.
    pub fn is_founder(&self, number: u32) -> bool {
        keys::is_founder(self.member(number).person)
    }

    /// Takes a member off the list. Returns false for somebody who is not on it.
    pub fn remove(&mut self, number: u32, cause: Cause) -> bool {
        let way = match self.member(number).state {
            State::Present => Way::Removed,
            State::Silent => Way::RemovedSilent,
            State::Left | State::Removed => return false,
        };
        self.take_off(number, State::Removed, way, cause);
        true
    }

    /// Somebody who takes part goes, of their own accord, for reasons that are none of the place's.
    /// Returns false for somebody who has gone before.
    pub fn depart(&mut self, number: u32, cause: Cause) -> bool {
        if self.member(number).state != State::Present {
            return false;
        }
        self.take_off(number, State::Left, Way::Left, cause);
        true
    }

    fn take_off(&mut self, number: u32, state: State, way: Way, cause: Cause) {
        let member = self.community.member_mut(number);
        member.state = state;
        let exit = Exit {
            member: number,
            archetype: member.archetype,
            cause,
            way,
            joined: member.joined,
            last_visit: member.last_visit,
        };
        self.strike_off(exit);
    }

    /// Has somebody whom this strategy brought in look in today, or not before tomorrow: they come when
    /// they have agreed to come. Nothing happens for anybody else, nor once they are gone.
    pub fn keep_appointment(&mut self, number: u32, today: bool) {
        let member = self.community.member(number);
        if member.state != State::Present || member.person >> 24 != self.own_people() {
            return;
        }
        let day = self.community.day + u16::from(!today);
        let next =
            &mut self.community.chunks[number as usize / CHUNK].next_day[number as usize % CHUNK];
        *next = if today { day } else { day.max(*next) };
    }

    /// What the keys of the people it brings in begin with.
    fn own_people(&self) -> u64 {
        keys::person(keys::HIRED, self.own.house, 0) >> 24
    }

    /// Days since a member's last message, or with `counts_reading` since the last visit; since they joined for somebody
    /// without one.
    pub fn silence(&self, number: u32, counts_reading: bool) -> u16 {
        let (day, member) = (self.day(), self.member(number));
        let last = if counts_reading {
            member.last_visit
        } else {
            member.last_post
        };
        if last != NEVER {
            return day - last;
        }
        // Members with a history come first, in the order of their table: their silence began before day 0.
        let past = self.rules().audience.members.get(number as usize);
        let before = past.map_or(0, |past| (-1 - past.last_day).clamp(0, 30_000) as u16);
        day - member.joined + before
    }

    /// Brings in somebody from outside who is there for the operator's reasons: of the `kind`-th of the
    /// archetypes that the strategy has named.
    pub fn hire(&mut self, kind: u8, guest: bool) -> Option<u32> {
        let archetype = self.own.people + kind;
        let room = self.community.open_room()?;
        let applicant = Applicant {
            person: keys::person(keys::HIRED, self.own.house, self.own.hired),
            archetype,
            channel: self.community.rules.word_of_mouth() as u8,
            inviter: NOBODY,
            fit: 1.0,
            sunk_cost: 0.0,
            fee: 0.0,
            before: NOBODY,
            agreed: 0,
        };
        self.own.hired += 1;
        let number = self.community.enter(&applicant, room);
        if guest {
            self.community.member_mut(number).flags |= flag::GUEST;
        }
        Some(number)
    }

    /// Makes a member a home-grown opinion leader, or ends it.
    ///
    /// With the interactions off nobody notices, and nothing is changed.
    pub fn promote(&mut self, number: u32, leader: bool) {
        if !self.community.rules.gains.on {
            return;
        }
        let member = self.community.member_mut(number);
        if leader {
            member.flags |= flag::PROMOTED;
        } else {
            member.flags &= !flag::PROMOTED;
        }
    }

    /// Sends everybody away who waits for a place.
    pub fn send_away_waiting(&mut self) {
        self.community.log.turned_away += self.community.waiting.len() as u32;
        self.community.log.waiting = 0;
        self.community.waiting.clear();
    }

    /// Lets members see that a share of the list was removed.
    pub fn resent(&mut self, share: f64) {
        for room in &mut self.community.rooms {
            room.today.said.purged += share;
        }
    }
}
