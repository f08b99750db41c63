//! Of those who were there a week ago, who is still there: churn of a closed cohort.

/// Days over which churn is measured.
pub const WEEK: u16 = 7;

/// How many of the members of a week ago have gone in one way or another.
#[derive(Debug, Clone)]
pub struct Gone {
    change: Vec<i32>,
    now: i32,
}

impl Gone {
    /// Nobody yet, in a run of so many days.
    pub fn new(days: u16) -> Self {
        Self {
            change: vec![0; usize::from(days) + usize::from(WEEK) + 1],
            now: 0,
        }
    }

    /// Somebody who joined on `joined` went on `day`: they count on the days on which they had been
    /// there a week before and had not gone yet.
    pub fn went(&mut self, joined: u16, day: u16) {
        self.absent(&[(joined, day)], day);
    }

    /// Somebody who was there in these times, from a day up to another, is not there from `day` on.
    pub fn absent(&mut self, there: &[(u16, u16)], day: u16) {
        self.count_absent(there, day, 1);
    }

    /// Somebody who was there in these times and then was not is back on `day`.
    pub fn came_back(&mut self, there: &[(u16, u16)], day: u16) {
        self.count_absent(there, day, -1);
    }

    /// Counts those on the days from `day` on of which they were there a week before.
    fn count_absent(&mut self, there: &[(u16, u16)], day: u16, by: i32) {
        for &(since, until) in there {
            let (from, to) = (
                day.max(since.saturating_add(WEEK)),
                until.saturating_add(WEEK),
            );
            if from < to {
                for (at, by) in [(from, by), (to, -by)] {
                    if let Some(change) = self.change.get_mut(usize::from(at)) {
                        *change += by;
                    }
                }
            }
        }
    }

    /// How many of those of a week ago have gone by the evening of `day`, days being asked for in
    /// order.
    pub fn count(&mut self, day: u16) -> i32 {
        self.now += self.change[usize::from(day)];
        self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_back_and_goes_again_has_gone_once() {
        let mut gone = Gone::new(30);
        gone.went(0, 10);
        gone.came_back(&[(0, 10)], 12);
        gone.absent(&[(0, 10), (12, 13)], 13);
        let counts: Vec<i32> = (0..30).map(|day| gone.count(day)).collect();
        // On days 17 and 18 they had not been there a week before.
        assert_eq!(counts[9..21], [0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0]);
    }

    #[test]
    fn who_was_away_a_week_ago_has_not_gone_since() {
        let mut gone = Gone::new(40);
        gone.went(0, 2);
        gone.came_back(&[(0, 2)], 12);
        gone.absent(&[(0, 2), (12, 14)], 14);
        let counts: Vec<i32> = (0..40).map(|day| gone.count(day)).collect();
        let days: Vec<usize> = (0..40).filter(|day| counts[*day] == 1).collect();
        assert_eq!(days, [7, 8, 19, 20]);
    }

    #[test]
    fn nobody_counts_who_was_not_there_a_week_ago() {
        let mut gone = Gone::new(30);
        // There since day 0, gone on day 10; came on day 8, gone on day 12: was not there on day 5.
        gone.went(0, 10);
        gone.went(8, 12);
        let counts: Vec<i32> = (0..30).map(|day| gone.count(day)).collect();
        assert!(counts[..10].iter().all(|count| *count == 0));
        assert_eq!(counts[10..15], [1; 5]);
        // On day 15 the second had been there a week before, and both were gone on day 17.
        assert_eq!(counts[15..20], [2, 2, 1, 1, 0]);
    }
}
