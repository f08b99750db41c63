//! What is posted, who is called, what draws newcomers.

use super::Levers;
use crate::model::member::{Member, NEVER, State, flag};
use crate::model::samplers::exp_fast;
use crate::model::visit::mark;
use crate::random::Purpose;

impl Levers<'_, '_> {
    /// Puts content worth `worth` ordinary messages on the noticeboard: on one topic, or spread over the community's agenda.
    pub fn publish(&mut self, topic: Option<usize>, worth: f64) {
        let rules = self.community.rules;
        let board = &mut self.community.board[self.community.day as usize + 1];
        if let Some(topic) = topic {
            board[topic] += worth;
            return;
        }
        let mut before = 0.0;
        for (sum, reached) in board.iter_mut().zip(rules.agenda).take(rules.topics) {
            *sum += worth * f64::from(reached - before);
            before = reached;
        }
    }

    /// Shows what has been gathered to those who look in for the first time today: content worth `worth`
    /// ordinary messages, which `writers` people seem to have written. Returns how many saw it.
    pub fn show_to_newcomers(&mut self, worth: f32, writers: f32) -> u32 {
        if !self.community.rules.gains.on || worth <= 0.0 {
            return 0;
        }
        let mut shown = 0;
        for chunk in &mut self.community.chunks {
            for at in 0..chunk.visits.len() {
                if chunk.visits[at].is(mark::FIRST) {
                    let mut found = chunk.found(at);
                    found.information += worth;
                    found.heard += writers;
                    chunk.find(at, found);
                    shown += 1;
                }
            }
        }
        shown
    }

    /// Calls on everybody to look in today. `appeal` is the probability that somebody comes who was
    /// here yesterday, has not been called of late, and has neither good nor bad experience with calls.
    ///
    /// A call is a channel like any other: the muted hear nothing; those who have been away long, who
    /// have been called often this week, or to whom called visits were worth less than they expected
    /// notice it less; it can annoy, and the visit can be the last. It comes in addition to the member's own
    /// rhythm. With the interactions off nobody notices anything.
    pub fn call(&mut self, appeal: impl Fn(&Member) -> f32) -> u32 {
        let (day, luck, gains) = (
            self.community.day,
            self.community.luck,
            &self.community.rules.gains,
        );
        if !gains.on {
            return 0;
        }
        let name = self.own.luck;
        let of_the_week = self
            .community
            .rooms
            .iter()
            .map(|room| room.calls_of_the_week(day))
            .fold(0.0, f32::max);
        for room in &mut self.community.rooms {
            room.today.said.calls += 1.0;
        }
        let rested = 1.0 / (1.0 + of_the_week / gains.call_fatigue);
        let mut called = 0;
        for chunk in &mut self.community.chunks {
            for (member, next) in chunk.members.iter_mut().zip(&mut chunk.next_day) {
                if member.state != State::Present || member.is(flag::MUTED) || *next <= day {
                    continue;
                }
                let appeal = appeal(member);
                if appeal <= 0.0 {
                    continue;
                }
                let last = if member.last_visit == NEVER {
                    member.joined
                } else {
                    member.last_visit
                };
                let away = f32::from(day - last);
                let lesson = gains.call_lesson * member.call_worth;
                let probability =
                    appeal * rested * exp_fast(lesson.min(1.0) - away / gains.call_memory);
                let own = luck.of(member.person, day).under(name);
                if own.uniform(Purpose::Notice) < probability {
                    member.resume = *next;
                    member.flags |= flag::CALLED;
                    *next = day;
                    called += 1;
                }
            }
        }
        called
    }

    /// Has somebody draw people in: tomorrow's arrivals are multiplied with the exponential of all that is
    /// added today.
    pub fn draw_arrivals(&mut self, log: f32) {
        if self.community.rules.gains.on {
            self.community.pull_tomorrow += log;
        }
    }
}
