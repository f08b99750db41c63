//! The rooms: how full and how busy they are, and their quarrels.

use super::Levers;

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
        let rooms = self.community.rules.chat_rooms.iter();
        rooms.map(|room| {
            let room = &self.community.rooms[*room as usize];
            (room.capacity.saturating_sub(room.members), room.capacity)
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
}
