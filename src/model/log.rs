//! What a day leaves behind for those who observe the community.

use super::cause::Cause;
use super::desk::Closed;
use crate::words::Phrase;
use std::sync::Arc;

/// How somebody stopped being an active member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Fell silent for good but stays on the list.
    Silent,
    /// Left the list.
    Left,
    /// Was taken off the list while still taking part.
    Removed,
    /// Was taken off the list after having fallen silent for good.
    RemovedSilent,
    /// Left the list after having fallen silent for good.
    LeftSilent,
}

/// Somebody who joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// Number of the member.
    pub member: u32,
    /// Number of the archetype.
    pub archetype: u8,
    /// Number of the channel.
    pub channel: u8,
    /// Number of the member who invited them; [`NOBODY`] for all who came by themselves.
    pub inviter: u32,
}

/// Stands for no member.
pub const NOBODY: u32 = u32::MAX;

/// Somebody who fell silent, left or was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// Number of the member.
    pub member: u32,
    /// Number of the archetype.
    pub archetype: u8,
    /// Why.
    pub cause: Cause,
    /// How.
    pub way: Way,
    /// Day of joining.
    pub joined: u16,
    /// Day of the last visit.
    pub last_visit: u16,
}

/// Somebody who had fallen silent for good and takes part again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Woken {
    /// Number of the member.
    pub member: u32,
    /// Day of the last visit before.
    pub last_visit: u16,
    /// Whether they had muted the room.
    pub muted: bool,
}

/// Something the operator did that is worth a line in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Name of the strategy: the key of its table under `[operator]`.
    pub strategy: Arc<str>,
    /// What happened, in a few words.
    pub label: Phrase,
}

/// Everything that happened on one day except the visits, which stay with the members' chunks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DayLog {
    /// Who joined, in order.
    pub joins: Vec<Join>,
    /// Who fell silent, left or was removed, in order.
    pub exits: Vec<Exit>,
    /// Members who had fallen silent for good and take part again, in order.
    pub woken: Vec<Woken>,
    /// Members who had muted the talk and went to a room in which nobody talks, in order.
    pub unmuted: Vec<u32>,
    /// People who wanted to join.
    pub applications: u32,
    /// The same by the number of the channel; channels beyond the end had none.
    pub applied: Vec<u32>,
    /// Applicants the gate kept out.
    pub rejections: u32,
    /// Applicants for whom there was no place.
    pub turned_away: u32,
    /// Applicants waiting at the end of the day.
    pub waiting: u32,
    /// Money spent by the operator, without hours.
    pub spent: f64,
    /// Money taken in.
    pub earned: f64,
    /// Money spent on advertising in channels, out of what was spent.
    pub advertising: f64,
    /// Members who paid a fee, in order.
    pub payers: Vec<u32>,
    /// Members whose fee fell due again.
    pub due: Vec<u32>,
    /// Money the operator gave to members to share.
    pub given: f64,
    /// Money members sent on of what they had received the day before.
    pub sent_on: f64,
    /// Hours worked by the operator.
    pub hours: f64,
    /// Hours there were.
    pub hours_there: f64,
    /// Hours that the work asked for, at least.
    pub hours_asked: f64,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl DayLog {
    /// Forgets the day, and keeps some of the places of its lists for the next.
    pub fn clear(&mut self) {
        let day = std::mem::take(self);
        *self = Self {
            joins: emptied(day.joins),
            exits: emptied(day.exits),
            woken: emptied(day.woken),
            unmuted: emptied(day.unmuted),
            applied: emptied(day.applied),
            payers: emptied(day.payers),
            due: emptied(day.due),
            events: emptied(day.events),
            ..Self::default()
        };
    }

    /// Writes down the day at the operator's desk.
    pub fn at_desk(&mut self, day: Closed) {
        self.hours = day.hours;
        self.hours_there = day.there;
        self.hours_asked = day.asked;
        self.spent = day.spent;
        self.earned = day.earned;
    }
}

/// Places of a list that are kept from day to day: the founders of a large community come on one day only.
const KEPT: usize = 1024;

/// A list without anything in it, that does not have to grow again.
fn emptied<T>(mut list: Vec<T>) -> Vec<T> {
    list.clear();
    list.shrink_to(KEPT);
    list
}
