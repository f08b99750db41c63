//! Why a community died or declined, and what would still have saved it: the run lived again, and lived
//! again with each remedy begun in each week, on the same people and the same luck.

pub mod dials;
mod evidence;
mod remedies;
mod removals;

pub use evidence::{Body, Going, Leader, examine};
pub use remedies::{Remedy, Strength, fitting, lives, try_all};
pub use removals::{Removal, Without, removers, try_without};

use crate::observe::metrics::{Daily, Run};
use crate::observe::record::Record;
use crate::observe::stage::weekly_means;

/// Returning members a day, in the best week, below which there was no community to lose.
const ALONE: f64 = 2.0;
/// Share of the best week below which a community has declined.
const DECLINED: f64 = 0.5;

/// What became of a community.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    /// It is alive, and not far below its best.
    Well,
    /// From this day on fewer than half as many members returned as in the best week.
    Declined(u16),
    /// It died on this day.
    Died(u16),
    /// There never was one: hardly anybody ever returned.
    NeverBegan,
}

impl Fate {
    /// What became of the community of a run.
    pub fn of(record: &Record) -> Self {
        if !had_members(record) {
            return Self::NeverBegan;
        }
        let weeks = weekly_means(record.series(Daily::Returning));
        let best = weeks.iter().copied().fold(0.0, f64::max);
        if record.value(Run::Died) > 0.5 {
            return Self::Died(record.value(Run::DiedOnDay) as u16);
        }
        if best < ALONE {
            return Self::NeverBegan;
        }
        let low = weeks.iter().rposition(|it| *it >= DECLINED * best);
        match low {
            Some(last) if last + 1 < weeks.len() => Self::Declined(last as u16 + 1),
            _ => Self::Well,
        }
    }

    /// The day on which it was over, or half over.
    pub const fn day(self) -> Option<u16> {
        match self {
            Self::Declined(day) | Self::Died(day) => Some(day),
            Self::Well | Self::NeverBegan => None,
        }
    }

    /// Whether somebody whose community fared so would call it saved, if it was to fare as `without`.
    pub const fn is_saved_from(self, without: Self) -> bool {
        match without {
            Self::Died(_) => matches!(self, Self::Well | Self::Declined(_)),
            _ => matches!(self, Self::Well),
        }
    }
}

/// Whether there ever was a member, if only for part of a day.
fn had_members(record: &Record) -> bool {
    let listed = record.series(Daily::Members).iter().any(|it| *it > 0.0);
    listed || !record.exits.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::simulate::Prepared;
    use crate::scenario::{Overrides, parse_str};

    fn fate(text: &str) -> Fate {
        let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
        Fate::of(&Prepared::new(&loaded.base).run(0, false))
    }

    #[test]
    fn fates_are_told_apart() {
        let lively = "days = 90\n[audience]\nfounders = 80\n[[audience.channel]]\nname = \"a\"\nper_day = 6\n";
        assert_eq!(fate(lively), Fate::Well);
        let over = format!(
            "{lively}[demand]\nseason = [{{ day = 0, level = 1 }}, {{ day = 40, level = 1 }}, {{ day = 45, level = 0.02 }}]\n"
        );
        let fallen = fate(&over).day().expect("an end");
        assert!((40..75).contains(&fallen), "{fallen}");
        let nobody = "days = 90\n[audience]\nfounders = 1\n[[audience.channel]]\nname = \"a\"\nper_day = 0\n";
        assert!(matches!(fate(nobody), Fate::Died(_) | Fate::NeverBegan));
    }

    #[test]
    fn a_place_that_never_had_a_member_has_not_died() {
        let spam =
            "days = 60\n[[archetype]]\nname = \"spammer\"\nshare = 1\n[audience]\nfounders = 50\n";
        assert_eq!(fate(spam), Fate::NeverBegan);
        // Who was there for a day was there.
        let shut = "days = 60\n[audience]\nfounders = 50\n[operator.closing]\non_day = 0\n";
        assert!(matches!(fate(shut), Fate::Died(_)));
    }

    #[test]
    fn to_be_saved_is_to_be_alive_or_as_well_as_one_was() {
        let died = Fate::Died(30);
        assert!(Fate::Declined(50).is_saved_from(died) && Fate::Well.is_saved_from(died));
        assert!(!Fate::Died(60).is_saved_from(died));
        assert!(!Fate::Declined(90).is_saved_from(Fate::Declined(50)));
    }
}
