//! Filling a place before it opens (N1, C14): newcomers find something there.

use crate::model::levers::Levers;
use crate::operator::schedule::Schedule;
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gathering content that every newcomer finds on the first visit, and talk that shows that somebody is there.
///
/// What is there ages: half of its worth is gone after `stale_days`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Prefill {
    /// Operator hours a day.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed", "x-more" = "raises: who finds something on the first visit settles (+.22 per ln of what happens in the week after, eighteen communities)"))]
    pub hours: f64,
    /// Ordinary messages of interest that an hour gathers.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages an hour", "x-source" = "assumed: as a piece of content", "x-more" = "raises: who finds something on the first visit settles"))]
    pub worth: f64,
    /// The most that a newcomer takes in of it on the first visit.
    #[schemars(range(min = 0.0, max = 10_000.0), extend("x-unit" = "messages", "x-source" = "assumed: twice what one visit takes in before it hurts", "x-more" = "raises: who finds something on the first visit settles"))]
    pub most: f64,
    /// Messages of it that look like one person's day of writing: what a newcomer takes for company.
    #[schemars(range(min = 1.0, max = 10_000.0), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "lowers: the same content seems to be by fewer people; assumed"))]
    pub a_writer: f64,
    /// Days after which half of its worth is gone.
    #[schemars(range(min = 1.0, max = 10_000.0), extend("x-unit" = "days", "x-source" = "assumed: three months", "x-more" = "raises: content is worth something for longer"))]
    pub stale_days: f64,
    /// First day of the work.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day of the work. What was gathered stays.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Prefill {
    fn default() -> Self {
        Self {
            hours: 1.0,
            worth: 14.0,
            most: 80.0,
            a_writer: 20.0,
            stale_days: 90.0,
            from_day: 0,
            to_day: 27,
        }
    }
}

/// What has been gathered, in ordinary messages.
#[derive(Debug, Default, Clone)]
pub struct Stock {
    worth: f64,
}

impl Strategy for Prefill {
    const KEY: &'static str = "prefill";
    const NAME: Text = Text::new("filling before opening", "预填内容");
    const ABOUT: Text = Text::new(
        "Gathering content before the doors open, so that newcomers do not find an empty room.",
        "开门之前先把内容填上，新人进来时群不是空的。",
    );
    const MORE: &'static str = "More at the start: who finds something on the first visit settles (return by what happens in the week after: +.22 per ln, eighteen communities).";

    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("gather content before opening, so that newcomers do not find it empty", "开门前先备好内容，新人进来不空"),
        write: "[operator.prefill]\nhours = 1\n",
    }];
    const SERIES: &'static [Series] = &[Series {
        key: "stock",
        name: Text::new("Stock of what was gathered", "已备内容"),
        meaning: Text::new("What has been gathered for newcomers to find, in ordinary messages.", "为新人备下的内容，按普通消息数计。"),
        unit: Unit::Messages,
    }];
    type Memory = Stock;

    fn idle() -> Self {
        Self {
            hours: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            hours: 4.0,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        if self.hours > 0.0 && (self.worth <= 0.0 || self.most <= 0.0) {
            return vec![Doubt::no_effect(
                if self.worth <= 0.0 { "worth" } else { "most" },
                "hours are spent and newcomers find nothing",
                "set worth and most above 0",
            )];
        }
        Vec::new()
    }

    fn morning(&self, stock: &mut Stock, levers: &mut Levers<'_, '_>) {
        stock.worth *= libm::exp2(-1.0 / self.stale_days);
        if self.is_in_force(levers) && self.hours > 0.0 {
            stock.worth += levers.work(self.hours) * self.worth;
        }
    }

    fn midday(&self, stock: &mut Stock, levers: &mut Levers<'_, '_>) {
        let found = stock.worth.min(self.most);
        levers.show_to_newcomers(found as f32, (found / self.a_writer) as f32);
        levers.count("stock", stock.worth);
    }
}
