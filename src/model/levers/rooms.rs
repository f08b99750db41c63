//! The rooms: how full and how busy they are, and their quarrels.

use super::Levers;
use crate::model::member::{State, flag};
use crate::model::room::Room;
use crate::model::traffic::Traffic;

/// Most rooms at once.
const MOST_ROOMS: u8 = 32;
use crate::model::rules::TOPICS;

impl Levers<'_, '_> {
    /// Messages written today.
    pub fn messages_today(&self) -> f64 {
        let rooms = self.community.rooms.iter();
        rooms.map(|room| room.today.said.messages).sum()
    }

    /// Visitors a day of late.
    pub fn visitors_of_late(&self) -> f32 {
        self.community.rooms.iter().map(|room| room.visitors).sum()
    }

    /// Free places and all places of each room in which people talk.
    pub fn places(&self) -> impl Iterator<Item = (u32, u32)> {
        let rooms = self.community.talking_rooms();
        let open = rooms.map(|room| &self.community.rooms[room as usize]);
        open.filter(|room| !room.closed).map(|room| {
            let taken = room.members + room.reserved;
            (room.capacity.saturating_sub(taken), room.capacity)
        })
    }

    /// Whether anybody can enter: a room has a place.
    pub fn is_open(&self) -> bool {
        self.open_room().is_some()
    }

    /// The room in which people talk that somebody who comes in would enter.
    pub fn open_room(&self) -> Option<u8> {
        self.community.open_room()
    }

    /// Writers a day of late in all rooms in which people talk.
    pub fn writers_of_late(&self) -> f32 {
        self.community.writers_of_late()
    }

    /// Whether people talk in a room.
    pub fn talks(&self, room: u8) -> bool {
        self.community.rooms[room as usize].talks
    }

    /// Members on the list of a room.
    pub fn members_of(&self, room: u8) -> u32 {
        self.community.rooms[room as usize].members
    }

    /// The operator takes part in the talk of each room that people talk in: so many messages in all, `useful` of them of
    /// interest and the rest small talk. From tomorrow on they are read like those of any writer; in the evening
    /// nobody is answered any more, and so they are no answers.
    pub fn talk(&mut self, messages: f64, useful: f64) {
        let rules = self.community.rules;
        let rooms = rules.chat_rooms.len().max(1) as f64;
        let (messages, useful) = (messages / rooms, useful.clamp(0.0, 1.0));
        if !rules.gains.on || messages <= 0.0 {
            return;
        }
        for room in &rules.chat_rooms {
            let said = &mut self.community.rooms[*room as usize].today.said;
            said.messages += messages;
            said.writers += 1.0;
            said.small_talk += messages * (1.0 - useful);
            let mut before = 0.0;
            for (sum, reached) in said
                .information
                .iter_mut()
                .zip(rules.agenda)
                .take(rules.topics)
            {
                *sum += messages * useful * f64::from(reached - before);
                before = reached;
            }
        }
    }

    /// What is of interest in today's messages, by topic.
    pub fn information_today(&self) -> [f64; TOPICS] {
        let mut sums = [0.0; TOPICS];
        for room in &self.community.rooms {
            for (sum, said) in sums.iter_mut().zip(room.today.said.information) {
                *sum += said;
            }
        }
        sums
    }

    /// Calms the rooms: their levels of quarrelling are multiplied by `factor`.
    pub fn mediate(&mut self, factor: f32) {
        for room in &mut self.community.rooms {
            room.conflict *= factor;
        }
    }

    /// Opens a room in which people talk; `newcomers` says whether those who come in may enter it. `None`
    /// where there are as many rooms as there can be.
    pub fn found_room(&mut self, capacity: u32, newcomers: bool) -> Option<u8> {
        let (days, day) = (self.community.rules.days, self.community.day);
        let number = u8::try_from(self.community.rooms.len()).ok()?;
        if number >= MOST_ROOMS {
            return None;
        }
        self.community.rooms.push(Room::opened(capacity, days, day));
        self.community.opened.push((number, newcomers));
        let rooms = self.community.rooms.len();
        for chunk in &mut self.community.chunks {
            chunk.traffic.resize(rooms, Traffic::default());
        }
        Some(number)
    }

    /// Lets nobody enter a room any more. Whoever is in it stays until they are moved.
    pub fn close_room(&mut self, room: u8) {
        self.community.rooms[room as usize].closed = true;
    }

    /// The open rooms in which people talk, in order.
    pub fn talking_rooms(&self) -> Vec<u8> {
        let rooms = self.community.talking_rooms();
        rooms
            .filter(|room| !self.community.rooms[*room as usize].closed)
            .collect()
    }

    /// Whether somebody can enter a room.
    pub fn has_place(&self, room: u8) -> bool {
        self.community.rooms[room as usize].has_place()
    }

    /// Messages written in a room today, and members who looked into it.
    pub fn traffic_of(&self, room: u8) -> (f64, u32) {
        let today = &self.community.rooms[room as usize].today;
        (today.said.messages, today.visitors)
    }

    /// Keeps a place in a room for somebody who is in another one.
    pub fn reserve(&mut self, room: u8) {
        self.community.rooms[room as usize].reserved += 1;
    }

    /// Gives a place up that was kept.
    pub fn release(&mut self, room: u8) {
        let reserved = &mut self.community.rooms[room as usize].reserved;
        *reserved = reserved.saturating_sub(1);
    }

    /// Has a member on the list look into another room from the next visit on: at night, or in the morning.
    /// What was said there since their last visit is new to them, and what they did not read in the room
    /// they leave stays unread. A room in which nobody talks is not muted.
    pub fn move_to(&mut self, number: u32, room: u8) {
        let talks = self.talks(room);
        let member = self.community.member_mut(number);
        let old = std::mem::replace(&mut member.room, room);
        if !talks && member.state == State::Present && member.is(flag::MUTED) {
            member.flags &= !flag::MUTED;
            self.community.log.unmuted.push(number);
        }
        self.community.rooms[old as usize].members -= 1;
        self.community.rooms[room as usize].members += 1;
    }
}
