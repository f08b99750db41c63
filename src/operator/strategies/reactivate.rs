//! Reactivation (M31, M32): messages to individual members who have not been heard of.
//!
//! Held against a trial without effect on 11,880 silent donors and against the counts that vendors give, of
//! which natural return explains nearly all: what is left is a few visits a hundred messages, a third of them
//! lost with every repetition, and some who leave the list. Nothing holds those who come back but what they find.

use crate::model::levers::{Accounts, Levers, Reached};
use crate::model::member::NEVER;
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::segment::{Roll, Segment};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writing to members who have been silent, one by one, perhaps with an offer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reactivate {
    /// To whom.
    pub who: Segment,
    /// Days before the same member is written to again.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "either: fewer letters, which bring some back and drive others off"))]
    pub again_after: u16,
    /// Most messages to one member.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "either: letters bring some back and drive others off (net return .005 to .02)"))]
    pub most: u16,
    /// Operator minutes for one message.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "either: fewer letters can be written in the hours there are, and letters bring some back and drive others off"))]
    pub minutes: f64,
    /// Money that everybody gets who comes because of the message.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: what is offered brings some back; assumed"))]
    pub offer: f64,
    /// The offer that gives half of the pleasure money can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: the same offer pleases less; assumed"))]
    pub pleasing_offer: f64,
    /// Probability that somebody who was here yesterday comes because of a first message; half of it after 60 days of absence.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: net of natural return .02 (.001 to .06) of those silent for 30 to 89 days, .01 to a year; three times that for a real question to somebody known", "x-more" = "raises: more come back"))]
    pub appeal: f64,
    /// Added to that for somebody who cares for nothing but gain, by an offer that could not be better.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "assumed", "x-more" = "raises: more come back; assumed"))]
    pub offer_appeal: f64,
    /// What a repeated message is worth of the one before.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "literature: .6", "x-more" = "raises: more come back"))]
    pub repeated: f64,
    /// Probability that a message to somebody who does not come makes them leave the list.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: .008 (.002 to .02) a message", "x-more" = "lowers: letters drive people off the list (.008, .002 to .02, a message)"))]
    pub annoys: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Reactivate {
    fn default() -> Self {
        Self {
            who: Segment::silent_for("14 to 30"),
            again_after: 14,
            most: 3,
            minutes: 2.0,
            offer: 0.0,
            pleasing_offer: 20.0,
            appeal: 0.04,
            offer_appeal: 0.1,
            repeated: 0.6,
            annoys: 0.008,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Who has been written to.
#[derive(Debug, Default, Clone)]
pub struct Letters {
    to: Roll,
    /// How many messages each member has had, and the day after the last one.
    sent: Accounts<(u16, u16)>,
}

impl Strategy for Reactivate {
    const KEY: &'static str = "reactivate";
    const NAME: Text = operating::REACTIVATION.name;
    const ABOUT: Text = Text::new(
        "Writing to members who have been silent, one by one, perhaps with an offer.",
        "逐一私信久未露面的成员，可附优惠。",
    );
    const MORE: &'static str = "Hardly any: net return of a message .005 to .02 (a trial with 11,880 silent donors found none), and some are woken into leaving.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "written_to",
            name: Text::new("Written to", "收到私信的人数"),
            meaning: Text::new("Members to whom the operator wrote on the day.", "当日收到运营者私信的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "came",
            name: Text::new("Came because of it", "因私信而来"),
            meaning: Text::new("Members whom the message brought to look in, those who woke not counted.", "因私信而来看的成员，不含被唤醒者。"),
            unit: Unit::Members,
        },
        Series {
            key: "woken",
            name: Text::new("Woken", "被唤醒的人数"),
            meaning: Text::new("Members who had fallen silent for good and take part again because of the message.", "已流失、因私信重新参与的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "driven_off",
            name: Text::new("Driven off the list", "因打扰而退群"),
            meaning: Text::new("Members who left the list because they were written to.", "因被私信打扰而退群的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "win back those who have not written for two weeks to a month, with two minutes for each",
                "用每人两分钟，唤回两周到一个月没发言的人",
            ),
            write: "[operator.reactivate]\nwho = { silent_for = \"14 to 30\" }\nminutes = 2\n",
        },
        Example {
            wish: Text::new(
                "show the present what is new, nudge the absent with a little, and make the long absent a large offer",
                "对近期成员发新鲜事，对短期未到者给小优惠，对长期未到者给大优惠",
            ),
            write: "[operator.reactivate.week]\nwho = { silent_for = \"7 to 29\" }\noffer = 2\n\n\
                    [operator.reactivate.month]\nwho = { silent_for = \"30\" }\noffer = 20\nmost = 1\n",
        },
    ];
    type Memory = Letters;

    fn idle() -> Self {
        Self {
            most: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            who: Segment::silent_for("5"),
            again_after: 3,
            most: 10,
            offer: 5.0,
            appeal: 0.3,
            ..Self::default()
        }
    }

    days_as_set!();

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        if self.offer == 0.0 || self.appeal + self.offer_appeal > 0.0 {
            return Vec::new();
        }
        vec![Doubt::no_effect(
            "offer",
            "nobody comes for the offer: `appeal` and `offer_appeal` are 0",
            "leave the offer out, or give it an `offer_appeal`",
        )]
    }

    fn prepare(&self, letters: &mut Letters, rules: &Rules) {
        letters.to = Roll::new(self.who.prepare(rules));
    }

    fn morning(&self, letters: &mut Letters, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let due = self.acts_today(levers);
        if !due || self.most == 0 {
            return;
        }
        let units = (self.offer / self.pleasing_offer) as f32;
        for number in letters.to.members(levers) {
            let (times, last) = letters.sent.get(number);
            let again = (last.max(1) - 1).saturating_add(self.again_after);
            if times >= self.most {
                letters.to.leave_alone_until(number, NEVER);
                continue;
            }
            if times > 0 && day < again {
                letters.to.leave_alone_until(number, again);
                continue;
            }
            if self.offer > levers.money() || !levers.take(self.minutes) {
                break;
            }
            *letters.sent.at(number) = (times + 1, day + 1);
            levers.count("written_to", 1.0);
            let need = levers.rules().need_of_gain(levers.member(number));
            let gain = self.offer_appeal as f32 * need * units / (1.0 + units);
            let again = libm::pow(self.repeated, f64::from(times)) as f32;
            let appeal = again * (self.appeal as f32 + gain);
            let came = match levers.write_to(number, appeal, self.annoys as f32) {
                Reached::Nothing => continue,
                Reached::Leaves => {
                    levers.count("driven_off", 1.0);
                    continue;
                }
                Reached::Comes => "came",
                Reached::Wakes => "woken",
            };
            levers.count(came, 1.0);
            if self.offer > 0.0 && levers.pay(self.offer) {
                levers.give(number, units);
            }
        }
    }
}
