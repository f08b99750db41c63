//! Automation (N13): a robot greets, answers what everybody asks, and takes advertisements down.
//!
//! It saves hours and has no warmth: trials of automatic welcomes found a quarter and less of what a person's brings.
//! Platforms change their rules, and then it stops from one day to the next: `to_day`.

use crate::model::levers::Levers;
use crate::operator::belongs;
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A robot that greets newcomers and takes advertisements down, at any hour and without tiring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Robot {
    /// How much of a person's care its greeting is worth: so many of those greeted feel cared for.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of newcomers", "x-source" = "literature: automatic welcomes +.05 ± .07 on 30-day return, a person's +.20 ± .12", "x-more" = "raises: more feel cared for (automatic welcomes +.05 ± .07 on 30-day return)"))]
    pub warmth: f64,
    /// Days from joining in which it answers whoever writes.
    #[schemars(range(min = 0, max = 365), extend("x-unit" = "days", "x-source" = "assumed: the first week", "x-more" = "raises: more newcomers are greeted"))]
    pub days: u16,
    /// Share of advertisements that it recognises and takes down.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: more advertising is taken down"))]
    pub recognised: f64,
    /// Share of ordinary writers whom it takes for advertisers on a day, without a word of explanation.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of writers a day", "x-source" = "assumed", "x-more" = "lowers: messages of members are taken down (newcomers +.45, old members +.12 log odds)"))]
    pub mistakes: f64,
    /// Hours for setting it up, on its first day; until there were so many it does nothing.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "either: it begins later"))]
    pub setting_up: f64,
    /// Operator minutes a day for looking after it; half of them look after half of it.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes a day", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// What it costs a day.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money a day", "x-source" = "assumed", "x-more" = "nothing: what it costs the operator"))]
    pub fee: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day: platforms change their rules.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Robot {
    fn default() -> Self {
        Self {
            warmth: 0.25,
            days: 7,
            recognised: 0.7,
            mistakes: 0.002,
            setting_up: 4.0,
            minutes: 3.0,
            fee: 1.0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// How far it has come.
#[derive(Debug, Default, Clone)]
pub struct Workshop {
    /// Hours that have gone into setting it up.
    hours: f64,
    /// Share of its work that it does today.
    runs: f64,
}

impl Strategy for Robot {
    const KEY: &'static str = "robot";
    const NAME: Text = Text::new("automation", "机器人");
    const ABOUT: Text = Text::new(
        "A robot that greets newcomers and takes advertisements down: it saves hours and has no warmth.",
        "机器人：自动欢迎新人、清理广告，省人手，没温度。",
    );
    const MORE: &'static str = "A little more where there is spam; its greeting is worth a quarter of a person's (automatic welcomes +.05 ± .07 on 30-day return, a person's +.20 ± .12).";
    const SERIES: &'static [Series] = &[
        Series {
            key: "greeted",
            name: Text::new("Greeted by the robot", "机器人欢迎的人数"),
            meaning: Text::new(
                "Newcomers whom the robot answered on the day, felt or not.",
                "当日得到机器人回应的新人，不论是否受用。",
            ),
            unit: Unit::Members,
        },
        Series {
            key: "mistaken",
            name: Text::new("Taken for advertisers", "被误判的人数"),
            meaning: Text::new(
                "Ordinary members whose messages the robot took down on the day.",
                "当日被机器人误删消息的普通成员。",
            ),
            unit: Unit::Members,
        },
    ];
    const SEEN: &'static [&'static str] = &["greeted"];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "have a robot greet newcomers and take advertisements down",
                "让机器人欢迎新人、清理广告",
            ),
            write: "[operator.robot]\nfee = 1\nsetting_up = 4\n",
        },
        Example {
            wish: Text::new(
                "see what is left when the platform forbids robots on day 60",
                "看看平台第 60 天封禁机器人之后还剩什么",
            ),
            write: "[operator.robot]\nto_day = 60\n",
        },
    ];
    type Memory = Workshop;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            days: 30,
            recognised: 0.95,
            mistakes: 0.05,
            fee: 10.0,
            setting_up: 1.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn morning(&self, workshop: &mut Workshop, levers: &mut Levers<'_, '_>) {
        workshop.runs = 0.0;
        if !self.acts_today(levers) {
            return;
        }
        workshop.hours += levers.work(self.setting_up - workshop.hours);
        let ready = workshop.hours + 1e-9 >= self.setting_up;
        if ready && levers.pay(self.fee) {
            workshop.runs = levers.part_done(self.minutes / 60.0);
            let left = 1.0 - self.recognised * workshop.runs;
            levers.conditions().ads *= left as f32;
        }
    }

    fn midday(&self, workshop: &mut Workshop, levers: &mut Levers<'_, '_>) {
        if workshop.runs <= 0.0 {
            return;
        }
        let (rules, day) = (levers.rules(), levers.day());
        let (warm, wrong) = (
            self.warmth * workshop.runs,
            self.mistakes * workshop.runs,
        );
        let mut greeted = Vec::new();
        let mut mistaken = Vec::new();
        let writers = levers.visits().filter(|visit| visit.messages > 0);
        let mut addressed = 0.0;
        for visit in writers {
            let member = levers.member(visit.member);
            if !belongs(rules, member) {
                continue;
            }
            if day - visit.joined < self.days {
                addressed += 1.0;
                // Whether somebody minds that nobody is there is theirs, and the same on every day.
                let minds = levers.own_view(member.person).uniform(Purpose::Operator);
                if f64::from(minds) < warm {
                    greeted.push(visit.member);
                }
            }
            // The first number of the stream is what stands for the person on day 0.
            let mut luck = levers.own_luck(member.person).stream(Purpose::Operator);
            luck.uniform();
            if f64::from(luck.uniform()) < wrong {
                mistaken.push(visit.member);
            }
        }
        levers.care_for(greeted);
        levers.count("greeted", addressed);
        levers.count("mistaken", mistaken.len() as f64);
        for number in mistaken {
            levers.reject(number, 0.0, false);
        }
    }
}
