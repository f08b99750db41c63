//! All that an operator can do to a community.
//!
//! A strategy is handed [`Levers`] for the moment in which it acts and has no other way to reach a
//! member. The levers change what is posted, who is told, what is given, asked and paid, and who is on
//! the list; what that does to anybody is the members' affair.
//!
//! | file | levers |
//! |---|---|
//! | `notice` | the noticeboard, calls, what draws newcomers |
//! | `reward` | rewards handed out, given and held out |
//! | `care` | answering and greeting, taking messages down |
//! | `reach` | writing to one member, also to those who hear nothing any more; asking for a message |
//! | `dues` | fees that fall due again; hours and money |
//! | `roster` | who is here, who came; removals, people brought in, leaders |
//! | `rooms` | how full and how busy the rooms are, calming quarrels |
//! | `ties` | who gets to know whom |
//! | `conditions` | a few dials of the place that hold for a day |

mod care;
mod conditions;
mod dues;
mod notice;
mod own;
mod reach;
mod reward;
mod rooms;
mod roster;
mod ties;
mod trust;

pub use super::accounts::Accounts;
pub use super::conditions::Conditions;
pub use own::Own;
pub use reach::Reached;

use super::community::Community;
use super::desk::Desk;
use super::log::Event;
use super::rules::Rules;
use crate::random::{Day, Luck};
use crate::words::Phrase;

/// What one strategy holds while it acts.
pub struct Levers<'a, 'r> {
    community: &'a mut Community<'r>,
    desk: &'a mut Desk,
    own: &'a mut Own,
}

impl<'a, 'r> Levers<'a, 'r> {
    pub(super) fn new(
        community: &'a mut Community<'r>,
        desk: &'a mut Desk,
        own: &'a mut Own,
    ) -> Self {
        Self {
            community,
            desk,
            own,
        }
    }

    /// Today.
    pub fn day(&self) -> u16 {
        self.community.day
    }

    /// What does not change.
    pub fn rules(&self) -> &'r Rules {
        self.community.rules
    }

    /// What belongs to a person in this replicate, whatever the operator does.
    pub fn luck(&self) -> Luck {
        self.community.luck
    }

    /// The strategy's own luck with a person on this day.
    pub fn own_luck(&self, person: u64) -> Day {
        self.community
            .luck
            .of(person, self.community.day)
            .under(self.own.luck)
    }

    /// The strategy's own luck with a person on every day: what it thinks of them.
    pub fn own_view(&self, person: u64) -> Day {
        self.community.luck.of(person, 0).under(self.own.luck)
    }

    /// The strategy's own luck with a person in the `turn`-th of some periods of its own.
    pub fn own_luck_in(&self, person: u64, turn: u16) -> Day {
        self.community.luck.of(person, turn).under(self.own.luck)
    }

    /// The strategy's own luck with something that a [`Day`] stands for: a visit.
    pub fn own_luck_of(&self, day: Day) -> Day {
        day.under(self.own.luck)
    }

    /// Writes a line into the day's log that charts show.
    pub fn note(&mut self, label: impl Into<Phrase>) {
        self.community.log.events.push(Event {
            strategy: self.own.name().clone(),
            label: label.into(),
        });
    }

    /// Adds to a daily series of the strategy's own, by its key.
    pub fn count(&mut self, series: &str, amount: f64) {
        self.own.count(series, amount);
    }
}
