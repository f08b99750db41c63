//! Why members go.

use serde::{Deserialize, Serialize};

/// The cause recorded for an exit: the seven ways a community dies (M46), and others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Cause {
    /// Too little of what is said concerns the member.
    LostFocus = 0,
    /// The people the member came for are gone.
    Evaporation = 1,
    /// Too little happens.
    Boredom = 2,
    /// Nobody answers, nobody takes care.
    NoLeader = 3,
    /// Rejected, warned, or made to feel watched.
    Tyranny = 4,
    /// Advertisements, quarrels, calls.
    Harassment = 5,
    /// Nothing is worse than it was at first, but what was a pleasure has become usual.
    Staleness = 6,
    /// More is said than the member can follow, or asked of them than they can give.
    Overload = 7,
    /// Visits gave less than the member hoped for, and nothing in particular drove them away.
    Disappointment = 8,
    /// Found what they came for: a good end.
    Fulfilled = 9,
    /// The need that brought the member has passed, by itself or with the season.
    NeedOver = 10,
    /// The fee was not paid again.
    Fee = 11,
    /// Removed by the operator.
    Removed = 12,
    /// The community was closed.
    Closed = 13,
}

impl Cause {
    /// All causes, in the order of their numbers.
    pub const ALL: [Self; 14] = [
        Self::LostFocus,
        Self::Evaporation,
        Self::Boredom,
        Self::NoLeader,
        Self::Tyranny,
        Self::Harassment,
        Self::Staleness,
        Self::Overload,
        Self::Disappointment,
        Self::Fulfilled,
        Self::NeedOver,
        Self::Fee,
        Self::Removed,
        Self::Closed,
    ];

    /// Name in files: `lost_focus`, `evaporation`, …
    pub const fn key(self) -> &'static str {
        match self {
            Self::LostFocus => "lost_focus",
            Self::Evaporation => "evaporation",
            Self::Boredom => "boredom",
            Self::NoLeader => "no_leader",
            Self::Tyranny => "tyranny",
            Self::Harassment => "harassment",
            Self::Staleness => "staleness",
            Self::Overload => "overload",
            Self::Disappointment => "disappointment",
            Self::Fulfilled => "fulfilled",
            Self::NeedOver => "need_over",
            Self::Fee => "fee",
            Self::Removed => "removed",
            Self::Closed => "closed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn every_cause_has_its_words_and_no_other() {
        let keys: Vec<&str> = words::causes::CAUSES
            .iter()
            .map(|entry| entry.key)
            .collect();
        assert_eq!(keys, Cause::ALL.map(Cause::key));
    }
}
