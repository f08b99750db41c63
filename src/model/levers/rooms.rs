//! The rooms: how full and how busy they are, and their quarrels.

use super::Levers;
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
        for room in rules.chat_rooms.iter() {
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
}
