//! On which days a strategy acts.

use super::doubt::{Doubt, Wrong};
use crate::model::rules::Rules;

/// The weekdays by the names they have in a scenario, Monday first.
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Every name that `on` can hold.
fn names(on: &str) -> impl Iterator<Item = &str> {
    on.split([',', '，', ' '])
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

    fn is_weekday(&self, weekday: usize) -> bool {
        let mut named = names(self.on).peekable();
        named.peek().is_none() || named.any(|name| name.eq_ignore_ascii_case(WEEKDAYS[weekday % 7]))
    }

    /// What cannot be meant: days of the week that there are not.
    pub fn doubts(&self) -> Vec<Doubt> {
        let known = |name: &str| WEEKDAYS.iter().any(|day| name.eq_ignore_ascii_case(day));
        let unknown = names(self.on).filter(|name| !known(name));
        unknown
            .map(|name| Doubt {
                key: "on",
                what: Wrong::Unknown {
                    name: name.to_owned(),
                    list: "weekday",
                    known: WEEKDAYS.map(str::to_owned).to_vec(),
                },
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            .filter(|weekday| schedule("Tuesday, friday").is_weekday(*weekday))
            .collect();
        assert_eq!(on, [1, 4]);
        assert!(!schedule("").covers(2) && schedule("").covers(3));
        assert!(schedule("").covers(20) && !schedule("").covers(21));
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
