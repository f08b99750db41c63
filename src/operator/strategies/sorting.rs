//! Sorting for each reader (M17): threads, tags or a feed, so that a member meets what concerns them.

use crate::model::levers::Levers;
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sorting what is written for each reader, by threads, tags or a feed of their own: of what concerns them nothing
/// is lost, of the rest they are spared a part. Small talk stays: it is company to whoever hears it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sorting {
    /// Share of what does not concern a reader that they are spared.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of messages", "x-source" = "assumed", "x-more" = "raises: readers are spared more of what does not concern them"))]
    pub spared: f64,
    /// Hours a day for keeping it in order; half the hours sort half as well.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub hours: f64,
    /// Money a day for the tools.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money a day", "x-source" = "assumed", "x-more" = "nothing: what it costs the operator"))]
    pub fee: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Sorting {
    fn default() -> Self {
        Self {
            spared: 0.5,
            hours: 0.5,
            fee: 0.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Sorting {
    const KEY: &'static str = "sorting";
    const NAME: Text = Text::new("sorting for each reader", "按人分拣");
    const ABOUT: Text = Text::new(
        "Sorting what is written for each reader: threads, tags, or a feed of their own.",
        "把内容按人分拣：分帖、标签，或各人自己的信息流。",
    );
    const MORE: &'static str = "More in a busy place of many subjects: each met what concerns them and 15 to 60 % more was written (Ren & Kraut 2014); nothing where all care for the same.";
    const SERIES: &'static [Series] = &[Series {
        key: "spared",
        name: Text::new("Spared by sorting", "分拣省去的份额"),
        meaning: Text::new(
            "Share of what does not concern a reader that they were spared on the day.",
            "当日与读者无关的内容中被省去的占比。",
        ),
        unit: Unit::Share,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "let everybody follow the threads that concern them",
            "让每个人只跟与自己有关的话题",
        ),
        write: "[operator.sorting]\nspared = 0.6\nhours = 1\n",
    }];
    type Memory = ();

    fn idle() -> Self {
        Self {
            spared: 0.0,
            hours: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            spared: 0.9,
            hours: 2.0,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let costs = self.hours > 0.0 || self.fee > 0.0;
        if self.spared > 0.0 || !costs || (around.is_varied)("spared") {
            return Vec::new();
        }
        vec![Doubt::no_effect(
            "spared",
            "nobody is spared anything, and it costs hours or money",
            "set spared, for example to 0.5",
        )]
    }

    fn morning(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        if !self.is_in_force(levers) || !levers.pay(self.fee) {
            return;
        }
        let spared = self.spared * levers.part_done(self.hours);
        levers.conditions().unsorted *= (1.0 - spared) as f32;
        levers.count("spared", spared);
    }
}
