//! Who is engaged: members who have been there for a while and keep coming back.
//!
//! Kept up to date visit by visit: a visit says up to which day its member will count as engaged,
//! so that nobody has to go through all members every day.

/// Days over which engagement is judged.
pub const SPAN: u16 = 28;

/// The window of engagement in a run of so many days: four weeks, or half of a short run.
pub const fn window(days: u16) -> u16 {
    if days / 2 < SPAN { days / 2 } else { SPAN }
}

/// Days of the shortest run whose window has room for two days: in a shorter one nobody can be engaged.
pub const LEAST_DAYS: u16 = 4;

/// Days of the shortest run in which a metric can have a value, where that is known.
pub fn least_days(metric: &str) -> Option<u16> {
    metric.starts_with("engaged").then_some(LEAST_DAYS)
}

/// On which of the last days somebody did something: bit k is the day k days before the last one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trace(u32);

impl Trace {
    /// No day.
    pub const fn new() -> Self {
        Self(0)
    }

    /// Adds a day, `since` days after the last one.
    #[must_use]
    pub const fn then(self, since: u16) -> Self {
        let before = if since < 32 { self.0 << since } else { 0 };
        Self(before | 1)
    }

    /// How many days before the last one the one before it was; 32 where that is longer ago, or there is none.
    const fn second(self) -> u16 {
        (self.0 & !1).trailing_zeros() as u16
    }

    /// How many of the last `window` days there were, seen `later` days after the last one.
    pub const fn within(self, later: u16, window: u16) -> u32 {
        if later >= window {
            return 0;
        }
        let kept = window - later;
        let mask = if kept >= 32 {
            u32::MAX
        } else {
            (1 << kept) - 1
        };
        (self.0 & mask).count_ones()
    }
}

/// How many members on the list joined at least a window ago and did something on two days or more
/// of the window that ends with the day.
#[derive(Debug, Clone)]
pub struct Engaged {
    window: u16,
    /// Change of the number from the day before, by day.
    change: Vec<i32>,
    now: i64,
}

impl Engaged {
    /// Nobody yet, in a run of so many days.
    pub fn new(days: u16) -> Self {
        let window = window(days);
        Self {
            window,
            change: vec![0; usize::from(days) + usize::from(window) + 2],
            now: 0,
        }
    }

    /// The day after the last day of engagement that follows from the days up to `last`; 0 if none does.
    #[inline(always)]
    fn until(&self, trace: Trace, last: u16) -> u16 {
        let second = trace.second();
        if second < self.window {
            last + self.window - second
        } else {
            0
        }
    }

    /// Adds to the number of those who are engaged from a day up to another, and not on that one.
    #[inline(always)]
    fn add(&mut self, from: u16, to: u16, number: i32) {
        let number = if from < to { number } else { 0 };
        self.change[usize::from(from)] += number;
        self.change[usize::from(to)] -= number;
    }

    /// Somebody who joined on `joined` did something on `day`: `before` and `after` are the traces
    /// up to the last time, `since` days ago, and up to today.
    #[inline(always)]
    pub fn did(&mut self, joined: u16, day: u16, since: u16, before: Trace, after: Trace) {
        let known = self.until(before, day - since);
        let from = day.max(known).max(joined + self.window);
        self.add(from, self.until(after, day), 1);
    }

    /// Somebody is no longer on the list in the evening of `day`; they last did something on `last`.
    pub fn gone(&mut self, joined: u16, day: u16, last: u16, trace: Trace) {
        self.add(day.max(joined + self.window), self.until(trace, last), -1);
    }

    /// Adds changes that were counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
        for (change, more) in self.change.iter_mut().zip(&other.change) {
            *change += more;
        }
    }

    /// How many are engaged in the evening of `day`, days being asked for in order; `None` while
    /// the window is not full, and where it is too short for two days.
    pub fn count(&mut self, day: u16) -> Option<u32> {
        self.now += i64::from(self.change[usize::from(day)]);
        (self.window > 1 && day >= self.window).then_some(self.now as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn windows_are_four_weeks_or_half_of_a_short_run() {
        assert_eq!(
            [window(365), window(56), window(55), window(9)],
            [28, 28, 27, 4]
        );
        let ends = |days: u16| {
            let mut engaged = Engaged::new(days);
            (0..days).filter_map(|day| engaged.count(day)).last()
        };
        assert!(ends(LEAST_DAYS).is_some() && ends(LEAST_DAYS - 1).is_none());
        let mut short = Engaged::new(3);
        assert_eq!(
            (0..3).map(|day| short.count(day)).collect::<Vec<_>>(),
            [None; 3]
        );
    }

    proptest! {
        #[test]
        fn engagement_is_what_counting_finds(
            lives in prop::collection::vec(
                (0_u16..90, prop::collection::btree_set(0_u16..90, 0..20), prop::option::of(0_u16..90)), 1..12),
            days in 5_u16..90,
        ) {
            let mut engaged = Engaged::new(days);
            let span = window(days);
            let lives: Vec<(u16, Vec<u16>, u16)> = lives.into_iter().map(|(joined, visits, gone)| {
                let gone = gone.map_or(u16::MAX, |gone| gone.max(joined));
                let visits = visits.into_iter().filter(|day| (joined..days).contains(day) && *day <= gone);
                (joined, visits.collect(), gone)
            }).collect();
            let mut traces = vec![(Trace::default(), 0_u16); lives.len()];
            for day in 0..days {
                for ((joined, visits, gone), (trace, last)) in lives.iter().zip(&mut traces) {
                    if visits.contains(&day) {
                        let since = day - *last;
                        let after = trace.then(since);
                        engaged.did(*joined, day, since, *trace, after);
                        (*trace, *last) = (after, day);
                    }
                    if *gone == day && *trace != Trace::default() {
                        engaged.gone(*joined, day, *last, *trace);
                    }
                }
                let counted = lives.iter().filter(|(joined, visits, gone)| {
                    let recent = visits.iter().filter(|visit| **visit <= day && **visit + span > day);
                    *gone > day && joined + span <= day && recent.count() >= 2
                }).count() as u32;
                let expected = (span > 1 && day >= span).then_some(counted);
                prop_assert_eq!(engaged.count(day), expected, "day {}", day);
            }
        }
    }
}
