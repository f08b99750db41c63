//! Keys of people and of all else that has luck of its own.

/// Sources of keys beside the channels of the audience: founders, people the operator brings in,
/// and rooms and calendars, which have luck too. Sources fit into six bits.
const FOUNDER: u64 = 63;
pub(super) const HIRED: u64 = 62;
/// Source of the keys of rooms.
pub const ROOMS: u64 = 61;
/// Source of the keys of the operator's calendar.
pub const CALENDAR: u64 = 60;
/// Source of the keys of channels themselves; the person of each is numbered by the channel.
pub const CHANNELS: u64 = 59;
/// Source of the keys of those who were there before day 0.
pub(super) const HISTORY: u64 = 58;
/// Source of the keys of the level of arrivals.
pub(super) const WANDER: u64 = 57;
/// Source of the keys of those whom members invite; numbered by the inviter.
pub(super) const INVITED: u64 = 56;

/// Key of the k-th person who comes through a source on `day`: six bits for the source, sixteen
/// for the day, twenty-four for k. Keys below 2⁴⁶ share no luck on any two days (see `random`).
pub const fn person(source: u64, day: u16, k: u64) -> u64 {
    source << 40 | (day as u64) << 24 | k
}

/// Whether a key is that of a founder.
pub const fn is_founder(person: u64) -> bool {
    person >> 40 == FOUNDER
}

/// Key of the k-th founder.
pub const fn founder(k: u64) -> u64 {
    person(FOUNDER, 0, k)
}
