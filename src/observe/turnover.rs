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
        let (from, to) = (day.max(joined.saturating_add(WEEK)), day + WEEK);
        if from < to {
            if let Some(change) = self.change.get_mut(usize::from(from)) {
                *change += 1;
            }
            self.change[usize::from(to)] -= 1;
        }
    }

    /// Somebody who joined on `joined` and went on `went` is back on `day`: from then on they have not gone.
    pub fn came_back(&mut self, joined: u16, went: u16, day: u16) {
        let from = went.max(joined.saturating_add(WEEK)).max(day);
        let to = went + WEEK;
        if from < to {
            self.change[usize::from(from)] -= 1;
            self.change[usize::from(to)] += 1;
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
        gone.came_back(0, 10, 12);
        gone.went(0, 13);
        let counts: Vec<i32> = (0..30).map(|day| gone.count(day)).collect();
        assert_eq!(counts[9..21], [0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0]);
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
