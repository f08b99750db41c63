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
    /// Who people of an archetype are.
    #[inline]
    pub fn who(&self, archetype: u8) -> Who {
        let number = archetype as usize;
        if number >= self.staff_from {
            Who::Staff
        } else if self.kinds[number].is_spammer() {
            Who::Spammer
        } else {
            Who::Member
        }
    }
}
