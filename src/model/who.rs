//! Whose activity is whose: members, spammers, and the operator's own people.

use super::rules::Rules;

/// Whose activity something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A member: somebody who came for what the community offers.
    Member,
    /// Somebody who came to advertise.
    Spammer,
    /// Somebody whom the operator brought in and keeps: a guest who is there for pay.
    Staff,
}

impl Rules {
    /// Whether people of an archetype came to advertise.
    #[inline]
    pub fn advertises(&self, archetype: u8) -> bool {
        self.kinds[archetype as usize].is_spammer()
    }

    /// Who people of an archetype are.
    #[inline]
    pub fn who(&self, archetype: u8) -> Who {
        if archetype as usize >= self.staff_from {
            Who::Staff
        } else if self.advertises(archetype) {
            Who::Spammer
        } else {
            Who::Member
        }
    }
}
