//! The rooms: how full and how busy they are, and their quarrels.

use super::Levers;
use crate::model::room::{Room, Traffic};

/// Most rooms at once.
const MOST_ROOMS: u8 = 32;

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
        self.community.open_room().is_some()
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
    /// they leave stays unread.
    pub fn move_to(&mut self, number: u32, room: u8) {
        let member = self.community.member_mut(number);
        let old = std::mem::replace(&mut member.room, room);
        self.community.rooms[old as usize].members -= 1;
        self.community.rooms[room as usize].members += 1;
    }
}
