//! Who was active on which day: the one table that real archives and simulated runs share.
//!
//! A day is the finest grain; everything measured from an [`ActivityLog`] can therefore be measured
//! from both alike.

use std::ops::Range;

/// What one member wrote on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivityRow {
    /// Number of the member, from 0.
    pub member: u32,
    /// Day from the start of the log, from 0.
    pub day: u32,
    /// Messages, posts or commits; a row of 0 is ignored.
    pub events: u32,
    /// Replies ever received by what was written that day, where known.
    pub replies_received: Option<u32>,
}

/// The member-day table of one community.
///
/// Columns are stored twice, by member and by day, so both ways through them are contiguous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityLog {
    span: u32,
    posters: usize,
    total_events: u64,
    by_member: Columns,
    by_day: Columns,
    replies_by_member: Option<Vec<u32>>,
}

/// Rows grouped by one key: group g holds the rows `starts[g]..starts[g + 1]`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Columns {
    starts: Vec<usize>,
    others: Vec<u32>,
    events: Vec<u32>,
}

impl Columns {
    fn range(&self, group: usize) -> Range<usize> {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(&start), Some(&end)) => start..end,
            _ => 0..0,
        }
    }
}

/// The active days of one member, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberDays<'log> {
    /// Number of the member.
    pub member: u32,
    /// Days with at least one event, ascending.
    pub days: &'log [u32],
    /// Events on each of these days, at least 1.
    pub events: &'log [u32],
    /// Replies received by what was written on each of these days, if the log knows.
    pub replies_received: Option<&'log [u32]>,
}

impl MemberDays<'_> {
    /// The first active day.
    pub fn first(&self) -> u32 {
        self.days.first().copied().unwrap_or(0)
    }

    /// The last active day.
    pub fn last(&self) -> u32 {
        self.days.last().copied().unwrap_or(0)
    }

    /// Days between consecutive active days, at least 1 each.
    pub fn gaps(&self) -> impl Iterator<Item = u32> + '_ {
        self.days.windows(2).map(|pair| pair[1] - pair[0])
    }

    /// Whether any active day lies in `days` (days of the log, the end excluded).
    pub fn is_active_within(&self, days: Range<u32>) -> bool {
        let next = self.days.partition_point(|&day| day < days.start);
        self.days.get(next).is_some_and(|&day| day < days.end)
    }

    /// All events of the member.
    pub fn total(&self) -> u64 {
        self.events.iter().map(|&events| u64::from(events)).sum()
    }
}

/// The members active on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayMembers<'log> {
    /// Numbers of the members, ascending.
    pub members: &'log [u32],
    /// Events of each of them.
    pub events: &'log [u32],
}

impl ActivityLog {
    /// Builds the table from rows in any order; rows of the same member and day are added up, so
    /// one row a message works too.
    ///
    /// The log is `span` days long, or ends with the last row if that is later or `span` is
    /// `None`: give it when observation went on after the last message. Replies are kept only if
    /// every row has them.
    pub fn from_rows(rows: impl IntoIterator<Item = ActivityRow>, span: Option<u32>) -> Self {
        let mut rows: Vec<ActivityRow> = rows.into_iter().filter(|row| row.events > 0).collect();
        rows.sort_unstable_by_key(|row| (row.member, row.day));
        rows.dedup_by(|next, kept| {
            let same = next.member == kept.member && next.day == kept.day;
            if same {
                kept.events = kept.events.saturating_add(next.events);
                kept.replies_received = kept
                    .replies_received
                    .zip(next.replies_received)
                    .map(|(one, other)| one.saturating_add(other));
            }
            same
        });
        let end = rows
            .iter()
            .map(|row| row.day.saturating_add(1))
            .max()
            .unwrap_or(0);
        let span = span.unwrap_or(0).max(end);
        let members = rows.last().map_or(0, |row| row.member as usize + 1);
        let by_member = group(&rows, members, |row| (row.member, row.day));
        let by_day = group(&rows, span as usize, |row| (row.day, row.member));
        let replies: Option<Vec<u32>> = rows.iter().map(|row| row.replies_received).collect();
        Self {
            span,
            posters: by_member
                .starts
                .windows(2)
                .filter(|pair| pair[0] < pair[1])
                .count(),
            total_events: rows.iter().map(|row| u64::from(row.events)).sum(),
            by_member,
            by_day,
            replies_by_member: replies.filter(|_| !rows.is_empty()),
        }
    }

    /// Days the log covers.
    pub fn span(&self) -> u32 {
        self.span
    }

    /// Members with at least one event.
    pub fn posters(&self) -> usize {
        self.posters
    }

    /// One more than the highest member number; members without an event count.
    pub fn members(&self) -> usize {
        self.by_member.starts.len() - 1
    }

    /// Member-days with at least one event.
    pub fn member_days(&self) -> usize {
        self.by_member.others.len()
    }

    /// All events.
    pub fn total_events(&self) -> u64 {
        self.total_events
    }

    /// Whether the log knows replies.
    pub fn has_replies(&self) -> bool {
        self.replies_by_member.is_some()
    }

    /// The active days of a member; empty for one who never wrote or does not exist.
    pub fn member(&self, member: u32) -> MemberDays<'_> {
        let range = self.by_member.range(member as usize);
        MemberDays {
            member,
            days: &self.by_member.others[range.clone()],
            events: &self.by_member.events[range.clone()],
            replies_received: self
                .replies_by_member
                .as_deref()
                .map(|replies| &replies[range]),
        }
    }

    /// Every member with at least one event, by number.
    pub fn each_poster(&self) -> impl Iterator<Item = MemberDays<'_>> + '_ {
        (0..self.members() as u32)
            .map(|member| self.member(member))
            .filter(|member| !member.days.is_empty())
    }

    /// The members active on `day`; empty beyond the span.
    pub fn day(&self, day: u32) -> DayMembers<'_> {
        let range = self.by_day.range(day as usize);
        DayMembers {
            members: &self.by_day.others[range.clone()],
            events: &self.by_day.events[range],
        }
    }

    /// The rows of a period, day by day, as (member, events); a member comes once for each day.
    pub fn within(&self, days: Range<u32>) -> impl Iterator<Item = (u32, u32)> + '_ {
        let edge = |day: u32| self.by_day.starts[day.min(self.span) as usize];
        let range = edge(days.start)..edge(days.end).max(edge(days.start));
        let members = self.by_day.others[range.clone()].iter().copied();
        members.zip(self.by_day.events[range].iter().copied())
    }

    /// The part of the log within `days` (the end excluded), as a log of its own: days count from
    /// the start of the part, members keep their numbers. For splitting a log into what a model is
    /// fitted to and what it is tested on.
    #[must_use]
    pub fn part(&self, days: Range<u32>) -> Self {
        let end = days.end.min(self.span);
        let start = days.start.min(end);
        let rows = self.each_poster().flat_map(|poster| {
            let first = poster.days.partition_point(|&day| day < start);
            let last = poster.days.partition_point(|&day| day < end);
            (first..last).map(move |index| ActivityRow {
                member: poster.member,
                day: poster.days[index] - start,
                events: poster.events[index],
                replies_received: poster.replies_received.map(|replies| replies[index]),
            })
        });
        Self::from_rows(rows, Some(end - start))
    }

    /// Events on each day.
    pub fn events_by_day(&self) -> Vec<u64> {
        (0..self.span)
            .map(|day| {
                self.day(day)
                    .events
                    .iter()
                    .map(|&events| u64::from(events))
                    .sum()
            })
            .collect()
    }

    /// Members active on each day (DAU).
    pub fn posters_by_day(&self) -> Vec<u32> {
        (0..self.span)
            .map(|day| self.day(day).members.len() as u32)
            .collect()
    }

    /// Members active in the `window` days that end with each day: 30 gives MAU, 7 gives WAU. The
    /// first `window` − 1 days see a shorter window.
    pub fn trailing_posters(&self, window: u32) -> Vec<u32> {
        let span = self.span as usize;
        let mut change = vec![0_i64; span + 1];
        for poster in self.each_poster() {
            for (index, &day) in poster.days.iter().enumerate() {
                // Counted from this day until the window runs out or the next one takes over.
                let next = poster.days.get(index + 1).copied().unwrap_or(u32::MAX);
                let end = next.min(day.saturating_add(window)).min(self.span);
                change[day as usize] += 1;
                change[end as usize] -= 1;
            }
        }
        change[..span]
            .iter()
            .scan(0_i64, |active, step| {
                *active += step;
                Some(*active as u32)
            })
            .collect()
    }
}

fn group(
    rows: &[ActivityRow],
    groups: usize,
    keys: impl Fn(&ActivityRow) -> (u32, u32),
) -> Columns {
    let mut starts = vec![0; groups + 1];
    for row in rows {
        starts[keys(row).0 as usize + 1] += 1;
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    let mut next = starts.clone();
    let mut others = vec![0; rows.len()];
    let mut events = vec![0; rows.len()];
    // Rows come by member and day, so a stable placement keeps either order within a group.
    for row in rows {
        let (key, other) = keys(row);
        let place = next[key as usize];
        next[key as usize] += 1;
        others[place] = other;
        events[place] = row.events;
    }
    Columns {
        starts,
        others,
        events,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(member: u32, day: u32, events: u32, replies_received: Option<u32>) -> ActivityRow {
        ActivityRow {
            member,
            day,
            events,
            replies_received,
        }
    }

    #[test]
    fn rows_come_back_by_member_and_by_day() {
        let log = ActivityLog::from_rows(
            [
                row(2, 3, 1, Some(0)),
                row(0, 1, 2, Some(4)),
                row(0, 3, 5, Some(1)),
                row(0, 1, 1, Some(1)),
            ],
            Some(10),
        );
        assert_eq!(
            (log.span(), log.posters(), log.members(), log.member_days()),
            (10, 2, 3, 3)
        );
        assert_eq!(log.total_events(), 9);
        assert_eq!(log.member(0).days, [1, 3]);
        assert_eq!(log.member(0).events, [3, 5]);
        assert_eq!(log.member(0).replies_received, Some(&[5, 1][..]));
        assert!(log.member(1).days.is_empty() && log.member(99).days.is_empty());
        assert_eq!(log.day(3).members, [0, 2]);
        assert!(log.day(99).members.is_empty());
        assert_eq!(log.within(0..99).count(), 3);
        assert_eq!(log.trailing_posters(2), [0, 1, 1, 2, 2, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn replies_are_known_for_all_rows_or_none() {
        let log = ActivityLog::from_rows([row(0, 0, 1, Some(1)), row(0, 1, 1, None)], None);
        assert!(!log.has_replies());
        assert!(!ActivityLog::from_rows([], Some(3)).has_replies());
    }

    #[test]
    fn a_part_is_a_log_of_its_own() {
        let rows = [
            row(2, 3, 1, Some(0)),
            row(0, 1, 2, Some(4)),
            row(0, 3, 5, Some(1)),
        ];
        let log = ActivityLog::from_rows(rows, Some(10));
        let part = log.part(2..6);
        assert_eq!(
            (part.span(), part.posters(), part.total_events()),
            (4, 2, 6)
        );
        assert_eq!(part.member(0).days, [1]);
        assert_eq!(part.member(0).replies_received, Some(&[1][..]));
        assert_eq!(log.part(0..99), log);
        assert_eq!(log.part(20..30).span(), 0);
    }

    #[test]
    fn an_empty_log_answers_everything() {
        let log = ActivityLog::from_rows([], None);
        assert_eq!((log.span(), log.posters(), log.members()), (0, 0, 0));
        assert!(log.trailing_posters(30).is_empty());
        assert_eq!(log.within(0..5).count(), 0);
        assert_eq!(log.each_poster().count(), 0);
    }

    proptest! {
        #[test]
        fn trailing_posters_are_what_counting_finds(
            rows in prop::collection::vec((0_u32..8, 0_u32..40, 0_u32..3), 0..80),
            window in 1_u32..35,
        ) {
            let log = ActivityLog::from_rows(rows.iter().map(|&(m, d, e)| row(m, d, e, None)), Some(40));
            let counted: Vec<u32> = (0..40_u32)
                .map(|day| {
                    let from = (day + 1).saturating_sub(window);
                    log.each_poster().filter(|poster| poster.is_active_within(from..day + 1)).count() as u32
                })
                .collect();
            prop_assert_eq!(log.trailing_posters(window), counted);
            let total: u64 = log.events_by_day().iter().sum();
            prop_assert_eq!(total, log.total_events());
            let by_day: u32 = log.posters_by_day().iter().sum();
            prop_assert_eq!(by_day as usize, log.member_days());
        }
    }
}
