//! Helpers (M38): work handed to active members who look in anyway, as long as they do and do not tire.

use crate::model::levers::Levers;
use crate::model::member::{NEVER, State, flag};
use crate::model::who::Who;
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Active members who take over some of the operator's work.
///
/// A helper who has looked in gives the next day's work some hours, which every strategy that needs the operator's
/// time can use, the helpers' hours first. What they do asks of them as much as the questions of novices do: it
/// tires them, and some of them go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Helpers {
    /// How many.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "people", "x-source" = "assumed", "x-more" = "either: answers reach newcomers, and helpers wear out"))]
    pub count: u32,
    /// Hours that one gives for a day on which they look in.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed: half an hour", "x-more" = "either: answers reach newcomers, and helpers wear out"))]
    pub hours: f64,
    /// Minutes a week that the operator spends on one: asking, thanking, settling what they disagree about.
    #[schemars(range(min = 0.0, max = 2400.0), extend("x-unit" = "minutes a week", "x-source" = "assumed: quarrels between helpers are the first reason why they stop", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// How many novices one hour of it asks as much of them as.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "novices an hour", "x-source" = "assumed: two; with it half an hour a day is twice what is bearable", "x-more" = "lowers: helpers wear out; assumed"))]
    pub tiring: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Helpers {
    fn default() -> Self {
        Self {
            count: 3,
            hours: 0.5,
            minutes: 20.0,
            tiring: 2.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Those who have been seen in so many days can be asked.
const SEEN: u16 = 7;

/// Those who help.
#[derive(Debug, Default, Clone)]
pub struct Circle {
    helpers: Vec<u32>,
}

impl Helpers {
    /// Once a week the operator sees to as many as there is time for, and asks others in the place of those
    /// who are gone: the most active who have been seen of late.
    fn review(&self, helpers: &mut Vec<u32>, levers: &mut Levers<'_, '_>) {
        helpers.retain(|number| levers.member(*number).state == State::Present);
        let day = levers.day();
        let mut others: Vec<(u32, u32)> = levers
            .all()
            .filter(|(number, member)| {
                member.state == State::Present
                    && member.posts > 0
                    && member.last_visit != NEVER
                    && day - member.last_visit <= SEEN
                    && !member.is(flag::GUEST)
                    && levers.rules().who(member.archetype) == Who::Member
                    && !helpers.contains(number)
            })
            .map(|(number, member)| (member.posts, number))
            .collect();
        others.sort_unstable_by(|one, other| other.cmp(one));
        let missing = (self.count as usize).saturating_sub(helpers.len());
        helpers.extend(others.into_iter().take(missing).map(|(_, number)| number));
        let kept = helpers
            .iter()
            .take(self.count as usize)
            .take_while(|_| levers.take(self.minutes))
            .count();
        helpers.truncate(kept);
    }
}

impl Strategy for Helpers {
    const KEY: &'static str = "helpers";
    const NAME: Text = Text::new("helpers", "群务志愿者");
    const ABOUT: Text = Text::new(
        "Work handed to active members, as long as they look in and do not tire.",
        "把群务分给活跃成员：他们来了才有人手，也会累。",
    );
    const MORE: &'static str = "More: answers reach newcomers (−.35 log odds of quitting if answered, Joyce & Kraut 2006 shrunk), and helpers wear out.";

    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("hand some of the work to three active members", "把一部分工作交给三位活跃成员"),
        write: "[operator.helpers]\ncount = 3\n",
    }];
    const SERIES: &'static [Series] = &[
        Series {
            key: "helping",
            name: Text::new("Helpers", "志愿者人数"),
            meaning: Text::new("Members who had taken over some of the operator's work on the day.", "当日分担群务的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "lent",
            name: Text::new("Hours given by helpers", "志愿者投入时间"),
            meaning: Text::new("Hours of work that helpers took upon them for the next day.", "志愿者为次日分担的工作小时数。"),
            unit: Unit::Hours,
        },
    ];
    type Memory = Circle;

    fn idle() -> Self {
        Self {
            count: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            count: 8,
            hours: 1.0,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        if self.count > 0 && self.hours <= 0.0 && !(around.is_varied)("hours") {
            return vec![Doubt::no_effect(
                "hours",
                "helpers are looked after and give no hours",
                "set hours, for example to 0.5",
            )];
        }
        Vec::new()
    }

    fn morning(&self, circle: &mut Circle, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        if day > self.to_day {
            circle.helpers.clear();
        } else if self.count > 0 && self.is_due(levers, 7) {
            self.review(&mut circle.helpers, levers);
        }
    }

    fn evening(&self, circle: &mut Circle, levers: &mut Levers<'_, '_>) {
        if circle.helpers.is_empty() {
            return;
        }
        let here: Vec<u32> = levers
            .visits()
            .map(|visit| visit.member)
            .filter(|number| circle.helpers.contains(number))
            .collect();
        for number in &here {
            if levers.member(*number).state == State::Present {
                levers.lend(self.hours);
                levers.ask(*number, (self.hours * self.tiring) as f32);
                levers.count("lent", self.hours);
            }
        }
        levers.count("helping", circle.helpers.len() as f64);
    }
}
