//! Assignments (M15, the main line): weekly work for everybody, handed in and answered.
//!
//! What holds is being answered by somebody who has read it; the work itself only gives a reason to write. It fades with
//! the hours of feedback.

use crate::model::levers::{Accounts, Levers};
use crate::operator::{belongs, is_moved};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Weekly work for those who take part in it, handed in here and answered by the operator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Assignments {
    /// Operator hours for setting one.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub hours: f64,
    /// How many ordinary messages of interest the task itself is worth.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "either: what is set is of use to all, and becomes usual"))]
    pub worth: f64,
    /// Share of members who take part in such work.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .35 (.1 to .7) take up a free programme", "x-more" = "raises: those who take part are asked and answered (newcomer tasks: first weeks +22 %, randomised)"))]
    pub takers: f64,
    /// Minutes of feedback on one piece of work.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "either: fewer get an answer in the hours there are"))]
    pub feedback: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Assignments {
    fn default() -> Self {
        Self {
            hours: 1.0,
            worth: 5.0,
            takers: 0.35,
            feedback: 4.0,
            on: "monday".to_owned(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Assignments {
    const KEY: &'static str = "assignments";
    const NAME: Text = Text::new("Assignments", "主线作业");
    const ABOUT: Text = Text::new(
        "Weekly work for those who take part in it, handed in here and answered by the operator.",
        "每周一次作业，交到群里，由运营者点评。",
    );
    const MORE: &'static str = "More for those who take them (.35 of people, .1 to .7): tasks ask for a message and bring an answer (newcomer tasks: first weeks +22 %, randomised).";
    const SERIES: &'static [Series] = &[
        Series {
            key: "handed_in",
            name: Text::new("Handed in", "交作业人数"),
            meaning: Text::new("Members who handed in their work on the day.", "当日交作业的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "feedback_given",
            name: Text::new("Given feedback", "得到点评的人数"),
            meaning: Text::new("Members whose work was answered on the day.", "当日作业得到点评的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "set work every Monday and answer each piece for five minutes",
            "每周一布置作业，每份点评五分钟",
        ),
        write: "[operator.assignments]\non = \"monday\"\nfeedback = 5\n",
    }];
    /// The number of the task that each member handed in last; the one that is set.
    type Memory = (Accounts<u16>, u16);

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            takers: 0.8,
            worth: 20.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn morning(&self, (handed_in, set): &mut Self::Memory, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        let Some(when) = self.when().filter(|when| when.covers(day)) else {
            return;
        };
        if when.falls_on(rules, day) {
            let done = levers.part_done(self.hours);
            if done > 0.0 {
                *set += 1;
                levers.publish(None, self.worth * done);
            }
        }
        if *set == 0 {
            return;
        }
        levers.ask_visitors_to_write(|levers, number, member| {
            belongs(rules, member)
                && handed_in.get(number) < *set
                && is_moved(levers, member, self.takers)
        });
    }

    fn midday(&self, (handed_in, set): &mut Self::Memory, levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        if *set == 0 || !self.is_in_force(levers) {
            return;
        }
        let works: Vec<u32> = levers
            .visits()
            .filter(|visit| {
                let member = levers.member(visit.member);
                visit.messages > 0
                    && handed_in.get(visit.member) < *set
                    && belongs(rules, member)
                    && is_moved(levers, member, self.takers)
            })
            .map(|visit| visit.member)
            .collect();
        for number in &works {
            *handed_in.at(*number) = *set;
        }
        levers.count("handed_in", works.len() as f64);
        let (mut given, minutes) = (0, self.feedback);
        levers.care(|visit, _, desk| {
            if works.binary_search(&visit.member).is_err() {
                return Some(false);
            }
            let time = desk.take(minutes);
            given += u32::from(time);
            time.then_some(true)
        });
        levers.count("feedback_given", f64::from(given));
    }
}
