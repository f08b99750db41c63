//! Who was seen, writing or not.

use std::ops::Range;

/// Who was seen in a room on which day, writing or not: what is known of lurkers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PresenceLog {
    /// (day, member), ascending, each pair once.
    seen: Vec<(u32, u32)>,
}

impl PresenceLog {
    /// Builds the log from (member, day) pairs in any order; numbers are those of the
    /// [`ActivityLog`](super::activity::ActivityLog) it goes with.
    pub fn from_rows(rows: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut seen: Vec<(u32, u32)> = rows
            .into_iter()
            .map(|(member, day)| (day, member))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        Self { seen }
    }

    /// First and last day with anyone seen; `None` of an empty log.
    pub fn days(&self) -> Option<(u32, u32)> {
        Some((self.seen.first()?.0, self.seen.last()?.0))
    }

    /// Member-days.
    pub fn member_days(&self) -> usize {
        self.seen.len()
    }

    /// The members seen in `days` (the end excluded), each once, ascending.
    pub fn seen_within(&self, days: Range<u32>) -> Vec<u32> {
        let start = self.seen.partition_point(|pair| pair.0 < days.start);
        let end = self.seen.partition_point(|pair| pair.0 < days.end);
        let mut members: Vec<u32> = self.seen[start..end.max(start)]
            .iter()
            .map(|pair| pair.1)
            .collect();
        members.sort_unstable();
        members.dedup();
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presence_counts_a_member_once_a_period() {
        let presence = PresenceLog::from_rows([(7, 2), (7, 3), (1, 3), (7, 2)]);
        assert_eq!(presence.member_days(), 3);
        assert_eq!(presence.seen_within(2..4), [1, 7]);
        assert_eq!(presence.seen_within(4..9), [0; 0]);
        assert_eq!(presence.days(), Some((2, 3)));
    }
}
