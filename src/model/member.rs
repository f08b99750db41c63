//! What a member carries.

use super::ties::Ties;
use crate::random::{Day, Luck};

/// Turns the key of a person into the key of their called visits: sources of people stay below 32
/// or above 58 (see [`keys::person`](super::keys::person)), so no two people meet.
const CALLED_KEY: u64 = 1 << 45;

/// No day: never yet, or never again.
pub const NEVER: u16 = u16::MAX;

/// Whether a member belongs to the community and still takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// On the list and living in the community, even if asleep for now.
    Present = 0,
    /// On the list, but will never look in again.
    Silent = 1,
    /// Left of their own accord.
    Left = 2,
    /// Removed by the operator, or not renewed.
    Removed = 3,
}

impl State {
    /// Whether the member occupies a place.
    pub const fn on_the_list(self) -> bool {
        matches!(self, Self::Present | Self::Silent)
    }
}

/// A yes-or-no property of a member, one bit each in [`Member::flags`].
pub mod flag {
    /// Has muted the room.
    pub const MUTED: u8 = 1;
    /// The next visit is one the operator called for, in addition to the member's own rhythm.
    pub const CALLED: u8 = 2;
    /// A home-grown opinion leader.
    pub const PROMOTED: u8 = 4;
    /// A guest from outside, there for pay.
    pub const GUEST: u8 = 8;
    /// Has had a message removed or been warned since the last visit.
    pub const REJECTED: u8 = 16;
    /// Has written at least once.
    pub const WRITER: u8 = 32;
    /// Cares much for material gain.
    pub const KEEN: u8 = 64;
    /// Has been asked to write something on the next visit.
    pub const PROMPTED: u8 = 128;
}

/// One member: everything a visit needs, in two cache lines: the first for reading and writing, the
/// second, from the ties on, for what comes after.
///
/// A record and not columns: on any day nine in ten members are asleep, so columns would touch one
/// cache line a column for every visitor. Only what is scanned every day for everybody (the next
/// day) is a column of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, align(64))]
pub struct Member {
    /// Who it is: the key of all the person's luck, independent of what the operator does.
    pub person: u64,
    /// Position among interests, in [0, 1): which topic they care for follows from the day's weights.
    pub interest: f32,
    /// Smoothed replies per message, relative to the ordinary.
    pub recognition: f32,
    /// Smoothed gain over expectation.
    pub satisfaction: f32,
    /// Prospect of a reward, in [−1, 1]: below nought for those who have seen that it is out of reach.
    pub prospect: f32,
    /// Personal log of the usual number of messages.
    pub volume: f32,
    /// Messages written.
    pub posts: u32,
    /// What called visits have been worth above expectation, smoothed.
    pub call_worth: f32,
    /// Visits that had something to offer, each counted by how much: how far they have settled in.
    pub settled: f32,
    /// Share of their ties that they have lost of late: they miss those people.
    pub missing: f32,
    /// How well the community's subject suits them; 1 is ordinary.
    pub fit: f32,
    /// Day of joining.
    pub joined: u16,
    /// Day of the last visit; [`NEVER`] before the first.
    pub last_visit: u16,
    /// Day of the last message; [`NEVER`] before the first.
    pub last_post: u16,
    /// Visits so far, with the experience brought along.
    pub visits: u16,
    /// Days with messages so far, with the experience brought along.
    pub active_days: u16,
    /// Number of the archetype.
    pub archetype: u8,
    /// Number of the room.
    pub room: u8,
    /// Number of the channel through which they came.
    pub channel: u8,
    /// Whether they belong and take part.
    pub state: State,
    /// Bits of [`flag`].
    pub flags: u8,
    /// Warnings received.
    pub warnings: u8,
    /// Ties to others.
    pub ties: Ties,
    /// Personal probability of quitting on an active day under ordinary conditions.
    pub quit: f32,
    /// Smoothed gain of visits: what has become usual.
    pub usual: f32,
    /// Reward received since the last visit, in units of the reward that gives half the pleasure.
    pub reward: f32,
    /// Cost paid at the gate.
    pub sunk_cost: f32,
    /// Answers a day that have been asked of them by name, smoothed.
    pub asked: f32,
    /// Day of the member's own next visit while a called one comes first.
    pub resume: u16,
    /// Day up to which ties have faded.
    pub faded: u16,
}

impl Member {
    /// The luck of the visit under way, once it has been counted: that of the member's own n-th visit,
    /// or, for a visit the operator called for, that of the day.
    #[inline]
    pub const fn luck_of_visit(&self, luck: Luck, day: u16) -> Day {
        if self.is(flag::CALLED) {
            luck.of(self.person ^ CALLED_KEY, day)
        } else {
            luck.of(self.person, self.visits)
        }
    }

    /// Whether a flag is set.
    #[inline]
    pub const fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Identity with the community in [0, 1]: grows with the log of visits, full at a hundred.
    #[inline]
    pub fn identity(&self) -> f32 {
        identity(super::samplers::ln_count(self.visits.saturating_add(1)))
    }
}

/// Identity by the log of the visits and one more.
#[inline(always)]
pub(super) fn identity(log_visits: f32) -> f32 {
    (log_visits * (1.0 / 4.615_12)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_takes_two_cache_lines() {
        assert_eq!(size_of::<Member>(), 128);
        assert_eq!(std::mem::offset_of!(Member, ties), 64);
    }
}
