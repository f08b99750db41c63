//! On which days a strategy acts.

use super::doubt::{Doubt, Wrong};
use crate::model::rules::Rules;
use crate::words::weekdays::{WEEKDAYS, named};

/// The last day that a key can name. No run reaches it: what begins then never begins, what ends then never ends.
pub const NO_DAY: u16 = 36_500;

/// Every name that `on` can hold.
fn names(on: &str) -> impl Iterator<Item = &str> {
    on.split([',', '，', '、', ' '])
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// The days of a strategy: weekdays between a first and a last day.
#[derive(Debug, Clone, Copy)]
pub struct Schedule<'a> {
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: &'a str,
    /// First day.
    pub from_day: u16,
    /// Last day.
    pub to_day: u16,
}

impl Schedule<'_> {
    /// Every day from a first to a last.
    pub fn daily(from_day: u16, to_day: u16) -> Self {
        Self {
            on: "",
            from_day,
            to_day,
        }
    }

    /// Whether a day lies between the first and the last.
    pub fn covers(&self, day: u16) -> bool {
        (self.from_day..=self.to_day).contains(&day)
    }

    /// Whether a day is one of them.
    pub fn falls_on(&self, rules: &Rules, day: u16) -> bool {
        self.covers(day) && self.is_weekday(rules.weekday_of(day))
    }

    /// How many of `days` days from one on are its weekdays.
    pub fn days_among(&self, rules: &Rules, from: u16, days: u16) -> u16 {
        let until = from.saturating_add(days);
        let on = |day: &u16| self.is_weekday(rules.weekday_of(*day));
        (from..until).filter(on).count() as u16
    }

    fn is_weekday(&self, weekday: usize) -> bool {
        let mut days = names(self.on).peekable();
        days.peek().is_none() || days.any(|name| named(name) == Some(weekday % 7))
    }

    /// Which of its weekdays a day is, and how many it has in a week: the second of three. `None` for a day that is
    /// none of them.
    pub fn slot(&self, rules: &Rules, day: u16) -> Option<(usize, usize)> {
        let today = rules.weekday_of(day);
        let before = (0..today)
            .filter(|weekday| self.is_weekday(*weekday))
            .count();
        let after = (today + 1..7)
            .filter(|weekday| self.is_weekday(*weekday))
            .count();
        let falls = self.covers(day) && self.is_weekday(today);
        falls.then_some((before, before + 1 + after))
    }

    /// Whether something falls due on a day that happens every `every` days from the first on: on that day itself or,
    /// where it is none of the weekdays, on the next one that is.
    pub fn is_due(&self, rules: &Rules, day: u16, every: u16) -> bool {
        let every = every.max(1);
        let starts = |day: u16| (day - self.from_day).is_multiple_of(every);
        if !self.falls_on(rules, day) {
            return false;
        }
        // The days since the last one on which it could have been done.
        let since = (self.from_day..day).rev().take(6);
        let mut missed = since.take_while(|day| !self.falls_on(rules, *day));
        starts(day) || missed.any(starts)
    }

    /// What cannot be meant: days of the week that there are not.
    pub fn doubts(&self) -> Vec<Doubt> {
        let unknown = names(self.on).filter(|name| named(name).is_none());
        unknown
            .map(|name| Doubt {
                key: "on",
                what: Wrong::Unknown {
                    name: name.to_owned(),
                    list: "weekday",
                    known: WEEKDAYS.map(|day| day.en.to_lowercase()).to_vec(),
                },
            })
            .collect()
    }
}

/// The days of a strategy with the keys `on`, `from_day` and `to_day`.
macro_rules! days_as_set {
    () => {
        fn when(&self) -> Option<$crate::operator::schedule::Schedule<'_>> {
            Some($crate::operator::schedule::Schedule {
                on: &self.on,
                from_day: self.from_day,
                to_day: self.to_day,
            })
        }
    };
}
pub(super) use days_as_set;

/// The settings of a strategy that never begins, and otherwise is as usual.
macro_rules! idle_as_never_begun {
    () => {
        fn idle() -> Self {
            Self {
                from_day: $crate::operator::schedule::NO_DAY,
                ..Self::default()
            }
        }
    };
}
pub(super) use idle_as_never_begun;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::{Archetype, Audience, Community, Demand, Interactions};

    fn schedule(on: &str) -> Schedule<'_> {
        Schedule {
            on,
            from_day: 3,
            to_day: 20,
        }
    }

    #[test]
    fn no_weekday_means_every_day_and_several_mean_each_of_them() {
        assert!((0..7).all(|weekday| schedule("").is_weekday(weekday)));
        let on: Vec<usize> = (0..7)
            .filter(|weekday| schedule("Tuesday, 周五").is_weekday(*weekday))
            .collect();
        assert_eq!(on, [1, 4]);
        assert!(!schedule("").covers(2) && schedule("").covers(3));
        assert!(schedule("").covers(20) && !schedule("").covers(21));
    }

    /// Five weeks, whose day 0 is this weekday.
    fn weeks(weekday: u8) -> Rules {
        Rules::new(
            35,
            weekday,
            &Community::default(),
            &[Archetype::default()],
            &Audience::default(),
            &Demand::default(),
            &Interactions::default(),
        )
    }

    /// Days of the first five weeks, from a Monday on, on which something falls due.
    fn due(schedule: Schedule<'_>, every: u16) -> Vec<u16> {
        let rules = weeks(0);
        (0..35)
            .filter(|day| schedule.is_due(&rules, *day, every))
            .collect()
    }

    #[test]
    fn what_falls_due_waits_for_its_weekday() {
        assert_eq!(due(schedule(""), 7), [3, 10, 17]);
        assert_eq!(due(schedule(""), 0), (3..=20).collect::<Vec<_>>());
        let friday = Schedule {
            on: "friday",
            from_day: 0,
            to_day: 100,
        };
        assert_eq!(due(friday, 1), [4, 11, 18, 25, 32]);
        // Days 0, 10, 20 and 30.
        assert_eq!(due(friday, 10), [4, 11, 25, 32]);
        // Days 5, 14, 23 and 32, and none on the Friday before the first day.
        let later = Schedule {
            from_day: 5,
            ..friday
        };
        assert_eq!(due(later, 9), [11, 18, 25, 32]);
        assert_eq!(due(later, 300), [11]);
    }

    #[test]
    fn the_days_of_a_week_are_counted_through() {
        let rules = weeks(5);
        let slots = |on: &str| -> Vec<_> {
            let schedule = Schedule {
                from_day: 0,
                ..schedule(on)
            };
            (0..7).map(|day| schedule.slot(&rules, day)).collect()
        };
        // Day 0 is a Saturday.
        let none = [None; 7];
        let mut some = none;
        (some[3], some[6]) = (Some((0, 2)), Some((1, 2)));
        assert_eq!(slots("friday, tuesday"), some);
        let all = [5, 6, 0, 1, 2, 3, 4].map(|day| Some((day, 7)));
        assert_eq!(slots(""), all);
    }

    #[test]
    fn a_weekday_that_there_is_not_is_named() {
        assert_eq!(schedule("friday").doubts(), []);
        let doubts = schedule("friday, fryday").doubts();
        assert!(
            matches!(&doubts[..], [Doubt { key: "on", what: Wrong::Unknown { name, .. } }] if name == "fryday")
        );
    }
}
