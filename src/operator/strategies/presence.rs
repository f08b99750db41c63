//! Patient presence (M14, M16, M41): an operator who answers, takes part and leads the talk back to the subject.
//!
//! The evidence is observational: diminishing returns, harm at very high doses. Both follow here from what the talk
//! does to those who read it: it is company, and it has to be read.

use crate::model::levers::Levers;
use crate::operator::belongs;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Being there every day: answering first messages, taking part in the talk, leading it back to the subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Presence {
    /// Most first messages of newcomers that are answered a day.
    #[schemars(range(min = 0, max = 10_000), extend("x-unit" = "answers a day", "x-source" = "assumed", "x-more" = "raises: first messages are answered (−.35 log odds of quitting, shrunk)"))]
    pub answers: u32,
    /// Minutes for one answer.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// Minutes of daily talk.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes a day", "x-source" = "literature: half an hour a day in one practitioner's account", "x-more" = "either: company at small doses, a flood at large ones; observational"))]
    pub talk: f64,
    /// Messages that an hour of talk makes.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages per hour", "x-source" = "assumed", "x-more" = "either: company at small doses, a flood at large ones"))]
    pub messages_per_hour: f64,
    /// Share of them that is of interest; the rest is small talk.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: information instead of small talk"))]
    pub useful: f64,
    /// Minutes a day of watching where the talk goes.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes a day", "x-source" = "assumed", "x-more" = "either: what steering takes of the hours for talk; with one topic nobody digresses"))]
    pub steering: f64,
    /// Share of those who would digress whom half an hour of watching brings back; an hour brings back the same share of the rest.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "either: less is written about other subjects, which some members look for"))]
    pub brought_back: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer; what has become usual is missed when it ends"))]
    pub to_day: u16,
}

impl Default for Presence {
    fn default() -> Self {
        Self {
            answers: 10,
            minutes: 2.0,
            talk: 30.0,
            messages_per_hour: 20.0,
            useful: 0.3,
            steering: 0.0,
            brought_back: 0.3,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Presence {
    const KEY: &'static str = "presence";
    const NAME: Text = Text::new("Daily presence", "日常在场");
    const ABOUT: Text = Text::new(
        "Being there every day: answering first messages, taking part, leading the talk back to the subject.",
        "每天在场：回复新人的首次发言，参与聊天，把话题拉回正轨。",
    );
    const MORE: &'static str = "More at small doses, by answers and silence avoided; less where the operator writes more than a third of what is said (observational).";
    const SERIES: &'static [Series] = &[
        Series {
            key: "answered",
            name: Text::new("Answered by the operator", "运营者回复的人数"),
            meaning: Text::new("Newcomers whose messages the operator answered on the day.", "当日得到运营者回复的新人。"),
            unit: Unit::Members,
        },
        Series {
            key: "said",
            name: Text::new("Said by the operator", "运营者的发言"),
            meaning: Text::new("Messages of the operator's own on the day; members' messages do not count them.", "运营者当日的发言条数，不计入成员发言。"),
            unit: Unit::Messages,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "talk with members for half an hour a day and leave no newcomer without an answer",
                "每天陪聊半小时，不让任何新人无人回应",
            ),
            write: "[operator.presence]\ntalk = 30\nanswers = 20\n",
        },
        Example {
            wish: Text::new("lead talk back when it strays", "话题跑偏时把它拉回来"),
            write: "[operator.presence]\ntalk = 0\nanswers = 0\nsteering = 30\n",
        },
    ];
    type Memory = ();

    fn idle() -> Self {
        Self {
            answers: 0,
            talk: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            answers: 50,
            talk: 120.0,
            steering: 30.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn morning(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        let falls = self.acts_today(levers);
        if !falls || self.steering <= 0.0 {
            return;
        }
        let hours = levers.work(self.steering / 60.0);
        let digress = libm::pow(1.0 - self.brought_back, 2.0 * hours) as f32;
        levers.conditions().digressions *= digress;
    }

    fn midday(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        if !self.acts_today(levers) {
            return;
        }
        let mut answered = 0;
        let (most, minutes) = (self.answers, self.minutes);
        levers.care(|visit, member, desk| {
            let new = visit.messages > 0 && rules.is_new(member) && belongs(rules, member);
            if answered == most {
                return None;
            }
            if !new {
                return Some(false);
            }
            let time = desk.take(minutes);
            answered += u32::from(time);
            time.then_some(true)
        });
        levers.count("answered", f64::from(answered));
    }

    fn evening(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        let falls = self.acts_today(levers);
        if falls && self.talk > 0.0 {
            let said = levers.work(self.talk / 60.0) * self.messages_per_hour;
            levers.talk(said, self.useful);
            levers.count("said", said);
        }
    }
}
