//! Digests and spotlights (N8): what was said is summed up for those who missed it, and some members are shown.
//!
//! No trial of digests in communities is known; a mail to the absent brings a visit or two in a hundred. A spotlight is an
//! acknowledgement: a quarter of people are moved by one.

use crate::model::rules::TOPICS;
use crate::model::levers::Levers;
use crate::operator::{belongs, by_lot, is_moved};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Summing up what was said for those who missed it, and showing some members to the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Digest {
    /// Operator hours for one digest.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub hours: f64,
    /// Share of what was of interest since the last digest that it holds.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .3 (.1 to .6) of what was missed", "x-more" = "raises: what was missed is regained (.3, .1 to .6, of it)"))]
    pub regained: f64,
    /// Probability that somebody who was here yesterday looks in because of it.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: .015 (.003 to .04)", "x-more" = "raises: the call brings some of the absent (.015)"))]
    pub appeal: f64,
    /// Members shown in each.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "members", "x-source" = "assumed: one a day in one account", "x-more" = "raises: those who are shown are recognised"))]
    pub spotlights: u32,
    /// How many answers it is worth to be shown.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "answers", "x-source" = "literature: return +.15 (± .12)", "x-more" = "raises: those who are shown are recognised"))]
    pub answers: f64,
    /// Share of people who are moved by being shown.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .25 (.1 to .5)", "x-more" = "raises: more care for being shown"))]
    pub moved: f64,
    /// Operator minutes for one spotlight.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later; what has just begun counts most, and what has become usual less"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer; what has become usual is missed when it ends"))]
    pub to_day: u16,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            hours: 1.0,
            regained: 0.3,
            appeal: 0.015,
            spotlights: 1,
            answers: 1.5,
            moved: 0.25,
            minutes: 15.0,
            on: "sunday".to_owned(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What has been said since the last digest, by topic.
#[derive(Debug, Default, Clone)]
pub struct Notes {
    said: [f64; TOPICS],
}

impl Strategy for Digest {
    const KEY: &'static str = "digest";
    const NAME: Text = operating::DIGEST.name;
    const ABOUT: Text = Text::new(
        "Summing up what was said for those who missed it, and showing some members to the others.",
        "汇总精华给错过的人看，并展示个别成员。",
    );
    const MORE: &'static str = "A little more: what was missed is regained by .3 (.1 to .6) of it; the call brings .015 of the absent.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "summed_up",
            name: Text::new("Summed up", "汇总的内容"),
            meaning: Text::new("What the digest of the day holds, in ordinary messages' worth of interest.", "当日精华汇总的内容，折合普通消息条数。"),
            unit: Unit::Messages,
        },
        Series {
            key: "shown",
            name: Text::new("Members shown", "展示的成员"),
            meaning: Text::new("Members shown to the others on the day.", "当日被展示的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new("sum up the week every Sunday", "每周日汇总一周精华"),
            write: "[operator.digest]\non = \"sunday\"\nspotlights = 0\n",
        },
        Example {
            wish: Text::new("have one member a day present themself", "每天请一位成员展示自己"),
            write: "[operator.digest]\non = \"\"\nhours = 0\nregained = 0\nappeal = 0\nspotlights = 1\n",
        },
    ];
    type Memory = Notes;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            on: String::new(),
            spotlights: 3,
            appeal: 0.1,
            ..Self::default()
        }
    }

    days_as_set!();

    /// The first issue holds all that was said since day 0.
    fn begins(&self) -> u16 {
        0
    }

    fn morning(&self, notes: &mut Notes, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        if !self.acts_today(levers) {
            return;
        }
        let done = levers.part_done(self.hours);
        if done <= 0.0 {
            return;
        }
        let said = std::mem::take(&mut notes.said);
        for (topic, said) in said.into_iter().enumerate().take(rules.topics) {
            let worth = self.regained * done * said;
            if worth > 0.0 {
                levers.publish(Some(topic), worth);
                levers.count("summed_up", worth);
            }
        }
        if self.appeal > 0.0 {
            let appeal = (self.appeal * done) as f32;
            levers.call(|_| appeal);
        }
        let lately = levers.all().filter(|(_, member)| {
            belongs(rules, member) && member.last_post < day && day - member.last_post <= 30
        });
        let lately = lately.map(|(number, _)| number).collect();
        for number in by_lot(levers, lately, self.spotlights as usize) {
            if !levers.take(self.minutes) {
                break;
            }
            levers.count("shown", 1.0);
            if is_moved(levers, levers.member(number), self.moved) {
                levers.honour(number, self.answers as f32);
                levers.ask_to_write(number);
            }
        }
    }

    fn evening(&self, notes: &mut Notes, levers: &mut Levers<'_, '_>) {
        let today = levers.information_today();
        for (sum, said) in notes.said.iter_mut().zip(today) {
            *sum += said;
        }
    }
}
