//! Ad windows (M18): advertising is allowed on some days, and kept out on the others.
//!
//! Those who advertise anyway are not won over: some wait for the window, the rest do as before. What is held back
//! stays unsaid; what it costs is the time of telling them.

use crate::model::levers::Levers;
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, days_as_set};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days on which advertising is allowed; on the others it is asked to wait.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AdWindow {
    /// Share of advertisements that wait for the window if enough time is given to telling people.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: more advertising waits for its time"))]
    pub heeded: f64,
    /// Minutes a day outside the window that it takes to have half of that.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes a day", "x-source" = "assumed", "x-more" = "lowers: more time is free for advertising"))]
    pub minutes: f64,
    /// Minutes a day given to it.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes a day", "x-source" = "assumed", "x-more" = "raises: the operator gives more time to holding it back"))]
    pub given: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for AdWindow {
    fn default() -> Self {
        Self {
            heeded: 0.6,
            minutes: 5.0,
            given: 10.0,
            on: "saturday".to_owned(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for AdWindow {
    const KEY: &'static str = "ad_window";
    const NAME: Text = operating::AD_WINDOW.name;
    const ABOUT: Text = Text::new(
        "Days on which advertising is allowed; on the others it is asked to wait.",
        "设广告时间：指定日子可发广告，其余日子不发。",
    );
    const MORE: &'static str = "A little more: advertisements outside their window fall, and their harm is slow.";
    const SERIES: &'static [Series] = &[Series {
        key: "held_back",
        name: Text::new("Advertising held back", "被压下的广告"),
        meaning: Text::new("Share of advertisements that waited for the window on the day.", "当日等到广告时间再发的广告比例。"),
        unit: Unit::Share,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("let people advertise on Saturdays only", "只许周六发广告"),
        write: "[operator.ad_window]\non = \"saturday\"\n",
    }];
    type Memory = ();

    fn idle() -> Self {
        Self {
            given: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            given: 60.0,
            heeded: 1.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn morning(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        let Some(when) = self.when().filter(|when| when.covers(day)) else {
            return;
        };
        if when.falls_on(rules, day) || self.given <= 0.0 {
            return;
        }
        let given = 60.0 * levers.work(self.given / 60.0);
        let held_back = self.heeded * given / (given + self.minutes).max(1e-9);
        levers.conditions().ads *= (1.0 - held_back) as f32;
        levers.count("held_back", held_back);
    }
}
