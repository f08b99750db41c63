//! Purge of the inactive (M33): removing members who have been silent for long.

use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::member::flag;
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::segment::{Addressed, Segment};
use crate::operator::strategy::{Example, Removing, Series, Strategy};
use crate::words::{Text, Unit};
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Removing members who have been silent for long.
///
/// What is not seen by members does not hurt them; what they see of it makes some feel watched.
/// A purge frees places, which matters only where somebody waits for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Purge {
    /// Among whom; empty for all who have been silent for so long.
    pub who: Segment,
    /// Silence after which a member is removed, counted from the last message, or from the last visit if `counts_reading` is true.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "literature: one or two months in practitioners' accounts", "x-more" = "raises: fewer are removed"))]
    pub after_days: u16,
    /// Days between two purges; with `on`, each waits for the next of those weekdays.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "raises: fewer are removed"))]
    pub every: u16,
    /// Whether a visit without writing breaks the silence. Operators of chat groups cannot see who reads; there it is false.
    pub counts_reading: bool,
    /// Operator minutes for one removal.
    #[schemars(range(min = 0.0, max = 60.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "raises: fewer are removed in the hours there are"))]
    pub minutes: f64,
    /// How much a purge of everybody would feel like tyranny to those who see it, relative to a rejection of one's own.
    #[schemars(range(min = 0.0, max = 5.0), extend("x-unit" = "factor", "x-source" = "assumed: not known from any controlled study", "x-more" = "lowers: those who stay saw others removed; assumed"))]
    pub resentment: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later; a purge that has just been counts most"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it lasts longer"))]
    pub to_day: u16,
    /// Only purge when no chat room has more than this share of its places free; 1 to purge always.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of capacity", "x-source" = "assumed", "x-more" = "lowers: the purge happens more often"))]
    pub only_if_free_below: f64,
}

impl Default for Purge {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            after_days: 30,
            every: 30,
            counts_reading: false,
            minutes: 0.5,
            resentment: 0.5,
            on: String::new(),
            from_day: 30,
            to_day: NO_DAY,
            only_if_free_below: 1.0,
        }
    }
}

/// What a chart says of it.
const REMOVED: Text = Text::new("{n} removed", "清理 {n} 人");

impl Purge {
    /// Whether the rooms are as full as the settings ask for.
    fn full_enough(&self, levers: &Levers<'_, '_>) -> bool {
        let limit = self.only_if_free_below;
        limit >= 1.0
            || levers
                .places()
                .all(|(free, all)| f64::from(free) <= limit * f64::from(all))
    }
}

impl Strategy for Purge {
    const KEY: &'static str = "purge";
    const NAME: Text = operating::PURGE.name;
    const ABOUT: Text = Text::new(
        "Removing members who have been silent for long.",
        "移出长期沉默的成员。",
    );
    const MORE: &'static str = "Fewer: who has been silent for 30 days comes back with .16 to .84, by experience (eleven archives); what is won are seats where people wait.";

    const SERIES: &'static [Series] = &[
        Series {
            key: "removed",
            name: Text::new("Removed by the purge", "清理人数"),
            meaning: Text::new("Members whom the purge took off the list on the day.", "当日被这次清理移出的成员。"),
            unit: Unit::Members,
        },
    ];
    const KEEPS_OUT: bool = true;
    const REMOVES: Option<Removing> = Some(Removing {
        cause: Cause::Removed,
        counted: Some("removed"),
        why: Text::new("by the purge", "被清理"),
        without: Text::new("without the purge", "不清理"),
    });
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "remove those who have not written for two months, but only when the rooms are full",
                "群满时才清理两个月没发言的人",
            ),
            write: "[operator.purge]\nafter_days = 60\nonly_if_free_below = 0.02\n",
        },
    ];
    type Memory = Addressed;

    fn idle() -> Self {
        Self {
            after_days: 3650,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            after_days: 10,
            every: 7,
            from_day: 7,
            ..Self::default()
        }
    }

    days_as_set!();

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn prepare(&self, among: &mut Addressed, rules: &Rules) {
        *among = self.who.prepare(rules);
    }

    fn evening(&self, among: &mut Addressed, levers: &mut Levers<'_, '_>) {
        if !self.is_due(levers, self.every) || !self.full_enough(levers) {
            return;
        }
        let silent: Vec<u32> = levers
            .all()
            .filter(|(number, member)| {
                member.state.on_the_list()
                    && !member.is(flag::PROMOTED | flag::GUEST)
                    // Nobody talks in a quiet room, and who reads there takes nobody's place.
                    && levers.talks(member.room)
                    && levers.silence(*number, self.counts_reading) >= self.after_days
                    && among.fits(levers, *number, member)
            })
            .map(|(number, _)| number)
            .collect();
        let before = levers.on_the_list();
        let mut removed = 0_u32;
        for number in silent {
            if !levers.take(self.minutes) {
                break;
            }
            removed += u32::from(levers.remove(number, Cause::Removed));
        }
        levers.count("removed", f64::from(removed));
        if removed > 0 {
            let share = f64::from(removed) / f64::from(before.max(1));
            levers.resent(share * self.resentment);
            levers.note(REMOVED.fill(&[("n", &removed)]));
        }
    }
}
