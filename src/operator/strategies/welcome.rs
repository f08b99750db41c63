//! Welcome ritual (M12): newcomers are asked to say who they are, and are brought together with others.
//!
//! Trials find more answers for introductions that refer to the group, and nothing in labels and bare appeals: the
//! ritual acts through the message that is asked for and the people met, never directly.

use crate::model::intervention::Applicant;
use crate::model::levers::{Accounts, Levers};
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use crate::operator::segment::{Addressed, Segment};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::operator::{belongs, by_lot};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A ritual for newcomers: they are asked to introduce themselves and are brought together with those who are there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Welcome {
    /// Which newcomers; empty for all.
    pub who: Segment,
    /// Days from joining within which a newcomer can be welcomed.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "assumed: the first week", "x-more" = "raises: more newcomers are greeted (+.03 log odds for the ritual, more for first ties)"))]
    pub days: u16,
    /// Whether newcomers are asked to introduce themselves on their first visit.
    pub asks: bool,
    /// How many of those who write on the day a newcomer who writes is brought together with.
    #[schemars(range(min = 0, max = 8), extend("x-unit" = "members", "x-source" = "literature: ties of the first week +.3 (0 to .8)", "x-more" = "raises: newcomers come to know somebody"))]
    pub hosts: u32,
    /// Operator minutes for one newcomer.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// Money in a packet for a newcomer who has introduced themself.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: a present pleases and becomes usual; no gain is known"))]
    pub packet: f64,
    /// The packet that gives half of the pleasure money can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: the same present pleases less"))]
    pub pleasing_packet: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Welcome {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            days: 7,
            asks: true,
            hosts: 2,
            minutes: 3.0,
            packet: 0.0,
            pleasing_packet: 5.0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Who is welcomed, and who has been.
#[derive(Debug, Default, Clone)]
pub struct Guestbook {
    whom: Addressed,
    welcomed: Accounts<bool>,
}

impl Strategy for Welcome {
    const KEY: &'static str = "welcome";
    const NAME: Text = operating::WELCOME_RITUAL.name;
    const ABOUT: Text = Text::new(
        "A ritual for newcomers: they introduce themselves and are brought together with others.",
        "新人入群仪式：请新人自我介绍，并为其牵线。",
    );
    const MORE: &'static str = "More through answers and first ties; the ritual alone gives +.03 log odds of return.";
    const SERIES: &'static [Series] = &[Series {
        key: "welcomed",
        name: Text::new("Welcomed", "受到欢迎的人数"),
        meaning: Text::new(
            "Newcomers who have written and were brought together with others on the day.",
            "当日发言并被介绍给大家的新人。",
        ),
        unit: Unit::Members,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "have newcomers introduce themselves and know two others from the first day",
            "让新人先自我介绍，第一天就认识两个人",
        ),
        write: "[operator.welcome]\nhosts = 2\nminutes = 3\n",
    }];
    type Memory = Guestbook;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            days: 30,
            hosts: 4,
            packet: 2.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn prepare(&self, book: &mut Guestbook, rules: &Rules) {
        book.whom = self.who.prepare(rules);
    }

    fn entered(&self, book: &mut Guestbook, levers: &mut Levers<'_, '_>, _: &Applicant, member: u32) {
        let falls = self.acts_today(levers);
        let meant = book.whom.fits(levers, member, levers.member(member));
        if self.asks && falls && meant {
            levers.ask_to_write(member);
        }
    }

    fn midday(&self, book: &mut Guestbook, levers: &mut Levers<'_, '_>) {
        let Guestbook { whom, welcomed } = book;
        let (rules, day) = (levers.rules(), levers.day());
        if !self.acts_today(levers) {
            return;
        }
        let writers = levers.visits().filter(|visit| {
            visit.messages > 0 && belongs(rules, levers.member(visit.member))
        });
        let writers: Vec<u32> = writers.map(|visit| visit.member).collect();
        let new: Vec<u32> = writers
            .iter()
            .copied()
            .filter(|number| {
                day - levers.member(*number).joined < self.days
                    && !levers.is_founder(*number)
                    && !welcomed.get(*number)
                    && whom.fits(levers, *number, levers.member(*number))
            })
            .collect();
        for number in new {
            if !levers.take(self.minutes) {
                break;
            }
            *welcomed.at(number) = true;
            levers.count("welcomed", 1.0);
            let others = writers.iter().copied().filter(|other| *other != number);
            for host in by_lot(levers, others.collect(), self.hosts as usize) {
                levers.introduce(number, host, 1);
            }
            if self.packet > 0.0 && levers.pay(self.packet) {
                levers.give(number, (self.packet / self.pleasing_packet) as f32);
            }
        }
    }
}
