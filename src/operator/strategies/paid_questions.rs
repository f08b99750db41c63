//! Paid questions (M23): a red packet on a question gets it answered.
//!
//! Platforms show quick answers for pay, longer ones and no better ones; a token sum can backfire. Nothing here
//! raises free answers: the asker is answered, the one who answers is paid, the others can read it.

use crate::model::levers::Levers;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::operator::{belongs, by_lot};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Paying whoever answers a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PaidQuestions {
    /// Questions a day that are paid for.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "questions a day", "x-source" = "assumed", "x-more" = "raises: questions are answered; answers come sooner and are no better"))]
    pub a_day: u32,
    /// Money for one answer.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: answers are paid for, and token sums backfire in a third of cases (Gneezy & Rustichini 2000)"))]
    pub price: f64,
    /// The price that gives half of the pleasure money can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: the same price pleases less; assumed"))]
    pub pleasing_price: f64,
    /// The price at which half of the questions find somebody who answers for it.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "literature: odds of an answer twice as high (1.1 to 4) for pay; the level is assumed", "x-more" = "lowers: fewer take up a question at that price; assumed"))]
    pub going_price: f64,
    /// How many ordinary messages of interest a paid answer is worth to the others.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages", "x-source" = "assumed: longer answers, of no better quality", "x-more" = "raises: others read the answers"))]
    pub worth: f64,
    /// Operator minutes for one question.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
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

impl Default for PaidQuestions {
    fn default() -> Self {
        Self {
            a_day: 3,
            price: 5.0,
            pleasing_price: 10.0,
            going_price: 2.0,
            worth: 2.0,
            minutes: 1.0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for PaidQuestions {
    const KEY: &'static str = "paid_questions";
    const NAME: Text = operating::PAID_QUESTION.name;
    const ABOUT: Text = Text::new(
        "Paying whoever answers a question.",
        "为提问悬赏，谁回答付给谁。",
    );
    const MORE: &'static str = "Hardly any: answers come sooner and are no better; token sums backfire in a third of cases (Gneezy & Rustichini 2000).";
    const SERIES: &'static [Series] = &[Series {
        key: "paid_answers",
        name: Text::new("Answers paid for", "付费回答"),
        meaning: Text::new("Questions that were answered for pay on the day.", "当日因悬赏得到回答的提问。"),
        unit: Unit::Number,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("pay for three good answers a day", "每天悬赏三个好回答"),
        write: "[operator.paid_questions]\na_day = 3\nprice = 5\n",
    }];
    /// What yesterday's paid answers are worth to the others.
    type Memory = f64;

    fn idle() -> Self {
        Self {
            a_day: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            a_day: 20,
            ..Self::default()
        }
    }

    days_as_set!();

    fn morning(&self, unread: &mut f64, levers: &mut Levers<'_, '_>) {
        if *unread > 0.0 {
            levers.publish(None, std::mem::take(unread));
        }
    }

    fn midday(&self, unread: &mut f64, levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        if !self.acts_today(levers) {
            return;
        }
        let writers = levers.visits().filter(|visit| {
            visit.messages > 0 && belongs(rules, levers.member(visit.member))
        });
        let writers: Vec<u32> = writers.map(|visit| visit.member).collect();
        if writers.len() < 2 {
            return;
        }
        let wanted = (self.a_day as usize).min(writers.len());
        // What nobody takes up costs nothing; those who were drawn first are asked to answer each other.
        let taken = self.price / (self.price + self.going_price);
        let drawn = by_lot(levers, writers, wanted + 1);
        let mut answered = Vec::new();
        for (number, pair) in drawn.windows(2).enumerate() {
            let [asker, answerer] = *pair else { continue };
            let due = libm::floor((number + 1) as f64 * taken) > libm::floor(number as f64 * taken);
            if !due || self.price > levers.money() || !levers.take(self.minutes) {
                continue;
            }
            levers.pay(self.price);
            levers.give(answerer, (self.price / self.pleasing_price) as f32);
            *unread += self.worth;
            answered.push(asker);
        }
        levers.count("paid_answers", answered.len() as f64);
        levers.care_for(answered);
    }
}
