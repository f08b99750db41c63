//! Keyed random streams: every draw is a hash of what it is for.
//!
//! A draw never depends on how many draws were made before it, on the order in which members
//! are visited, or on the number of threads. It depends on five things only: the seed, the
//! replicate, who it concerns (a person, a room, a channel), the day and the [`Purpose`]. Two
//! strategies run on one seed therefore meet the same people with the same luck (common random
//! numbers), and a changed decision changes only what it touches.
//!
//! The mixing function is the finaliser of `SplitMix64` (Steele, Lea & Flood 2014, "Fast splittable
//! pseudorandom number generators"), applied once to the key of a person's day and once more for
//! each purpose. `tests/random_streams` holds it to what independent words would do, along members,
//! days, purposes, replicates and seeds.

use rand::TryRng;
use std::convert::Infallible;

#[cfg(test)]
mod tests;

/// What a draw is for. Each decision of a member on a day has a stream of its own.
///
/// The numbers are part of the results: never renumber, only append.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u64)]
pub enum Purpose {
    /// How many people a channel brings on a day.
    Arrivals = 1,
    /// Which archetype a person belongs to.
    Archetype = 2,
    /// A person's own quit probability.
    QuitTrait = 3,
    /// A person's usual number of messages.
    VolumeTrait = 4,
    /// Which topics a person cares for.
    Interest = 5,
    /// Whether an applicant passes the gate.
    Gate = 6,
    /// Whether a visiting member writes.
    Post = 7,
    /// How many messages a writing member writes.
    Volume = 8,
    /// What a writing member writes about.
    Topic = 9,
    /// How many answers a member's messages get.
    Answers = 10,
    /// Who answers.
    Replier = 11,
    /// Whether a member mutes the room.
    Mute = 12,
    /// Whether a visit was the last.
    Quit = 13,
    /// Whether a member who stays away for good also leaves the list.
    Leave = 14,
    /// Which cause is recorded for an exit.
    Cause = 15,
    /// Days to the next visit.
    Gap = 16,
    /// Quarrels in a room.
    Conflict = 17,
    /// Whether a message of the operator is noticed.
    Notice = 18,
    /// Whether moderation catches something.
    Moderation = 19,
    /// Whether a member renews a fee.
    Renewal = 20,
    /// Anything a strategy alone decides.
    Operator = 21,
    /// Which day a planned event of the operator falls on.
    Calendar = 22,
    /// Values the operator does not control, drawn once a replicate.
    World = 23,
    /// A person's position among rooms and channels.
    Place = 24,
    /// Whether a visitor invites somebody.
    Invitation = 25,
    /// Whether a gift received is sent on.
    Gift = 26,
    /// Whether a person cares much for material gain.
    Taste = 27,
    /// Whether somebody who writes is attacked in a quarrel.
    Attack = 28,
    /// Whether an applicant expects to pay.
    Price = 29,
    /// Whether somebody who has looked at a place joins it.
    Look = 30,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of `SplitMix64`: a bijection of 64-bit words in which every input bit flips every
/// output bit with a probability near one half.
#[inline]
pub const fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// A name as a key of luck: other names share nothing with it.
pub fn hash(name: &str) -> u64 {
    name.bytes()
        .fold(GOLDEN, |hash, byte| mix(hash ^ u64::from(byte)))
}

/// All the luck of one replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Luck {
    key: u64,
}

impl Luck {
    /// The luck of `replicate` under `seed`; other replicates and seeds share nothing with it.
    pub const fn new(seed: u64, replicate: u32) -> Self {
        let seeded = mix(seed.wrapping_add(GOLDEN));
        Self {
            key: mix(seeded ^ (replicate as u64 + 1).wrapping_mul(0xD1B5_4A32_D192_ED03)),
        }
    }

    /// The luck of one person, room or channel (`who`) on one day, or on one visit by its number.
    ///
    /// Members' own visits are numbered and not dated: a strategy that moves a visit by a day then
    /// leaves the luck of all later visits as it was, and the same life is lived a day later.
    ///
    /// No two pairs of a key below 2⁴⁶ and a day share their luck.
    #[inline]
    pub const fn of(self, who: u64, day: u16) -> Day {
        Day {
            key: mix(self.key ^ mix(who.wrapping_mul(GOLDEN).wrapping_add(day as u64 + 1))),
        }
    }
}

/// The luck of one person on one day: a place to take a [`Stream`] for each purpose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    key: u64,
}

impl Day {
    /// The stream of one purpose.
    #[inline]
    pub const fn stream(self, purpose: Purpose) -> Stream {
        Stream {
            state: self.key.wrapping_add((purpose as u64) << 40),
        }
    }

    /// The luck of the same person on the same day as far as it concerns one strategy, whose `name` is
    /// hashed: strategies that draw for one purpose have luck of their own.
    #[inline]
    #[must_use]
    pub const fn under(self, name: u64) -> Self {
        Self {
            key: mix(self.key ^ name),
        }
    }

    /// One uniform number in [0, 1) for a purpose that needs a single draw.
    #[inline]
    pub fn uniform(self, purpose: Purpose) -> f32 {
        self.stream(purpose).uniform()
    }
}

/// An endless sequence of independent 64-bit words for one person, day and purpose.
///
/// Implements [`rand::TryRng`], so every distribution of `rand` and `rand_distr` can draw from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    state: u64,
}

impl Stream {
    /// The same stream after so many words.
    #[inline]
    #[must_use]
    pub const fn after(self, words: u32) -> Self {
        Self {
            state: self.state.wrapping_add(GOLDEN.wrapping_mul(words as u64)),
        }
    }

    /// The next 64 random bits.
    #[inline]
    pub fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// Uniform in [0, 1), a multiple of 2⁻²⁴.
    #[inline]
    pub fn uniform(&mut self) -> f32 {
        (self.word() >> 40) as f32 * (1.0 / (1u32 << 24) as f32)
    }

    /// Uniform in [0, 1), a multiple of 2⁻⁵³.
    #[inline]
    pub fn uniform_f64(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform among 0, 1, …, `count` − 1; 0 when `count` is 0. The bias is below `count`/2³².
    #[inline]
    pub fn below(&mut self, count: u32) -> u32 {
        (((self.word() >> 32) * u64::from(count)) >> 32) as u32
    }

    /// True with probability `probability` (outside [0, 1]: never or always).
    #[inline]
    pub fn chance(&mut self, probability: f32) -> bool {
        self.uniform() < probability
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.word().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}
