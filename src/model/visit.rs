//! A visit: what somebody who looks in finds, what they write, and what comes of it.

use super::lanes::columns;
use super::samplers::ln_fast;
use crate::random::Day;

/// What happened on a visit, one bit each in [`Visit::marks`].
pub mod mark {
    /// The first visit.
    pub const FIRST: u8 = 1;
    /// The operator called for it.
    pub const CALLED: u8 = 2;
    /// The operator took care of the member.
    pub const CARED: u8 = 4;
    /// A message was removed or the member warned.
    pub const REJECTED: u8 = 8;
    /// The member muted the room.
    pub const MUTED: u8 = 16;
    /// It was the last visit.
    pub const QUIT: u8 = 32;
    /// … and the member left the list.
    pub const LEFT: u8 = 64;
    /// An explained rejection stings half as much.
    pub const EXPLAINED: u8 = 128;
}

/// One visit of one member: what was written, what came of it. What was found stands beside it in [`Found`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visit {
    /// All its luck.
    pub luck: Day,
    /// Number of the member.
    pub member: u32,
    /// Messages the member wrote before today.
    pub posts_before: u32,
    /// Day of the visit before; [`NEVER`](super::member::NEVER) for the first.
    pub previous: u16,
    /// Day of the last message before today; [`NEVER`](super::member::NEVER) without one.
    pub previous_post: u16,
    /// Day of joining.
    pub joined: u16,
    /// Messages written.
    pub messages: u16,
    /// Answers received.
    pub answers: u16,
    /// Number of the room.
    pub room: u8,
    /// Number of the archetype.
    pub archetype: u8,
    /// Bits of [`mark`].
    pub marks: u8,
    /// Number of the [`Cause`](super::cause::Cause) if it was the last visit.
    pub cause: u8,
    /// Whether the member was attacked in a quarrel.
    pub attacked: bool,
    /// What became of the member's ties since the visit before.
    pub ties: Losses,
}

/// How many ties somebody had, and how many of them were to people now gone: up to eight each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Losses(u8);

impl Losses {
    /// So many of so many.
    #[inline(always)]
    pub(super) const fn of(lost: u32, held: u32) -> Self {
        Self((lost << 4 | held) as u8)
    }

    /// The share that was lost; 0 of none.
    #[inline(always)]
    pub fn share(self) -> f32 {
        f32::from(self.0 >> 4) / f32::from((self.0 & 15).max(1))
    }
}

impl Visit {
    /// Whether a mark is set.
    #[inline]
    pub const fn is(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }
}

columns! {
    /// What was found on a visit.
    Found, Finds {
        /// Messages waiting to be read.
        unread,
        /// Messages a day since the visit before: nobody feels obliged to a backlog of weeks, but everybody notices the pace.
        pace,
        /// Information found, in messages of ordinary quality.
        information,
        /// Share of the messages that concern the member.
        on_topic,
        /// Small talk among the unread messages.
        small_talk,
        /// Share of advertisements among the unread messages.
        ads,
        /// Share of members removed in purges since the visit before.
        purged,
        /// Calls of the operator since the visit before.
        calls,
        /// Days of writing by others since the visit before.
        heard,
    }
}

impl Found {
    /// Log of the pace over what a visitor can take in; 0 while it is not more.
    #[inline(always)]
    pub fn overload(&self, capacity: f32) -> f32 {
        overload(self.pace, capacity)
    }
}

/// Log of a pace over what a visitor can take in; 0 while it is not more.
#[inline(always)]
pub(super) fn overload(pace: f32, capacity: f32) -> f32 {
    let load = pace / capacity;
    if load > 1.0 { ln_fast(load) } else { 0.0 }
}

/// Information on the noticeboard: the quiet room and the operator's own content, read at no cost.
pub type Board = [f64; super::rules::TOPICS];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_the_share_of_ties_that_was_lost() {
        assert_eq!(Losses::default().share(), 0.0);
        for held in 1..=8_u32 {
            for lost in 0..=held {
                let share = Losses::of(lost, held).share();
                assert_eq!(share, lost as f32 / held as f32);
            }
        }
    }
}
