//! Agenda by day (M3): the operator puts a topic before the community when members need it.

use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy, Wrong};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A topic that the operator puts before the community on some days: those who would write about the
/// community's subject write about this. Needs `community.topic`; whoever keeps to a subject of their own is not
/// moved by it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Agenda {
    /// Name of the topic; empty for none.
    pub topic: String,
    /// Share of what is written about the community's subject that goes to it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "either: more is written about the topic, which may be what members look for or not"))]
    pub share: f64,
    /// Minutes a day for it: a question, a summary, a reminder.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes a day", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Agenda {
    fn default() -> Self {
        Self {
            topic: String::new(),
            share: 0.8,
            minutes: 15.0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Agenda {
    const KEY: &'static str = "agenda";
    const NAME: Text = Text::new("agenda by day", "每日议题");
    const ABOUT: Text = Text::new(
        "A topic that the operator puts before the community while members need it.",
        "成员需要什么，运营者就把什么议题摆上来。",
    );
    const MORE: &'static str = "More where members need the topic, fewer where they do not: information holds people for as long as it is what they look for (1 % more demand, .35 % more weekly visits).";
    const SERIES: &'static [Series] = &[Series {
        key: "set",
        name: Text::new("Agenda set", "设定的议题份额"),
        meaning: Text::new(
            "Share of what was written about the community's subject that the operator set on the day.",
            "当日由运营者设定议题的主题内容占比。",
        ),
        unit: Unit::Share,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "move on with what members need: set another topic from day 20 on",
            "跟着成员的需要走：第 20 天起换一个议题",
        ),
        write: "[operator.agenda]\ntopic = \"jobs\"\nfrom_day = 20\n\n[[community.topic]]\nname = \"studies\"\n\n\
                [[community.topic]]\nname = \"jobs\"\nfocus = 0\n",
    }];
    /// Number of the topic.
    type Memory = Option<u8>;

    fn idle() -> Self {
        Self {
            share: 0.0,
            minutes: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            minutes: 60.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let topics = around.community.topic.iter();
        let known: Vec<String> = topics.map(|topic| topic.name.clone()).collect();
        if self.topic.is_empty() {
            return vec![Doubt::no_effect(
                "topic",
                "no topic is set, so the hours go for nothing",
                "name one of `community.topic`",
            )];
        }
        if known.contains(&self.topic) {
            return Vec::new();
        }
        vec![Doubt {
            key: "topic",
            what: Wrong::Unknown {
                name: self.topic.clone(),
                list: "community.topic",
                known,
            },
        }]
    }

    fn prepare(&self, topic: &mut Option<u8>, rules: &Rules) {
        let topics = &rules.community.topic;
        let place = topics.iter().position(|topic| topic.name == self.topic);
        *topic = place.map(|place| place as u8);
    }

    fn morning(&self, topic: &mut Option<u8>, levers: &mut Levers<'_, '_>) {
        if !self.acts_today(levers) {
            return;
        }
        let share = self.share * levers.part_done(self.minutes / 60.0);
        if let Some(topic) = *topic {
            levers.set_agenda(topic, share as f32);
            levers.count("set", share);
        }
    }
}
