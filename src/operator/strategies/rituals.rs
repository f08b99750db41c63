//! Rituals (M22): days on which the group is shown to itself, in a way of its own.
//!
//! Belonging grows by itself with visits. A ritual lends some of it for the day to those who have little: whoever looks in is held
//! more by what they are part of. It has to be shown again and again, for nothing of it stays.

use crate::model::levers::Levers;
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rituals: days on which the group is shown to itself, and whoever is there belongs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rituals {
    /// Share of the belonging that somebody lacks that a ritual lends to them for the day: little to those who have been here for
    /// long, much to newcomers.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: a group that was shown again and again was visited by a quarter more, newcomers half as much again, old members half as much", "x-more" = "raises: who belongs is held against all reasons to leave (full identity damps them by .35, .1 to .7)"))]
    pub lends: f64,
    /// Operator hours for one of them; half the hours make half a ritual.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub hours: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Rituals {
    fn default() -> Self {
        Self {
            lends: 0.5,
            hours: 0.5,
            on: "friday".to_owned(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Rituals {
    const KEY: &'static str = "rituals";
    const NAME: Text = Text::new("Rituals", "群仪式");
    const ABOUT: Text = Text::new(
        "Rituals: days on which the group is shown to itself, and whoever is there belongs.",
        "群仪式：定期让大家看见“我们”，在场的人都有归属。",
    );
    const MORE: &'static str = "A little more: what is felt as one's group holds against every reason to leave (film site, six months: group pages and repeated news of the group, visits +25 %, newcomers more than old members).";
    const SERIES: &'static [Series] = &[Series {
        key: "lent",
        name: Text::new("Belonging lent", "借出的归属感"),
        meaning: Text::new(
            "Share of the belonging that they lack that the day's ritual lent to those who looked in.",
            "当日仪式借给来访者的、他们所缺归属感的占比。",
        ),
        unit: Unit::Share,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "hold a ritual of your own every Friday",
            "每周五办一次群里自己的仪式",
        ),
        write: "[operator.rituals]\non = \"friday\"\nhours = 0.5\n",
    }];
    type Memory = ();

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            lends: 0.9,
            on: String::new(),
            ..Self::default()
        }
    }

    days_as_set!();

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        if self.lends > 0.0 || self.hours <= 0.0 || (around.is_varied)("lends") {
            return Vec::new();
        }
        vec![Doubt::no_effect(
            "lends",
            "hours go into rituals that lend nothing to anybody",
            "set lends, for example to 0.5",
        )]
    }

    fn morning(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        if !self.acts_today(levers) {
            return;
        }
        let lent = self.lends * levers.part_done(self.hours);
        let lacking = &mut levers.conditions().belonging_lacked;
        *lacking *= (1.0 - lent) as f32;
        levers.count("lent", lent);
    }
}
