//! Newcomer follow-up (M13, M14): caring for newcomers one by one.

use crate::model::experts::novice;
use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::operator::belongs;
use crate::operator::role::{self, Role};
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use crate::operator::segment::{Addressed, Segment};
use crate::operator::strategy::{Around, Doubt, Example, Strategy};
use crate::words::Text;
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is served first where the hours do not reach for everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum First {
    /// Whoever has been on the list for longest.
    #[default]
    Oldest,
    /// Whoever joined last.
    Newest,
    /// Whoever has written most.
    MostActive,
}

/// Caring for newcomers one by one during their first days: they are greeted, their first
/// messages are answered, and they are told what there is to find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FollowUp {
    /// Which newcomers; empty for all.
    pub who: Segment,
    /// Archetype whose members do it, each of them for `each` newcomers on a day on which they write, in the operator's place and time; empty for the operator. Newcomers get to know who looks after them, and questions tire.
    pub by: String,
    /// How many newcomers one of them looks after on a day.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "newcomers a day", "x-source" = "assumed: a quarter of an hour", "x-more" = "raises: more newcomers are looked after"))]
    pub each: u32,
    /// How long a newcomer is followed.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "literature: 15 days in one practitioner's account", "x-more" = "raises: each acknowledgement brings newcomers back (+.25 log odds, randomised)"))]
    pub days: u16,
    /// Who is served first where the hours do not reach for everybody.
    pub first: First,
    /// Time given to a newcomer on each day on which they are met.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for FollowUp {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            by: String::new(),
            each: 3,
            days: 15,
            first: First::Oldest,
            minutes: 4.0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl FollowUp {
    /// Today's visitors who are followed, in the order in which they are served.
    fn newcomers(&self, whom: Addressed, levers: &Levers<'_, '_>) -> Vec<u32> {
        let (rules, day) = (levers.rules(), levers.day());
        let here = levers.visits().filter(|visit| {
            day - visit.joined < self.days
                && belongs(rules, levers.member(visit.member))
                && whom.fits(levers, visit.member, levers.member(visit.member))
        });
        // Numbers are given in the order of joining.
        let mut here: Vec<u32> = here.map(|visit| visit.member).collect();
        match self.first {
            First::Oldest => {}
            First::Newest => here.reverse(),
            First::MostActive => {
                here.sort_by_key(|number| std::cmp::Reverse(levers.member(*number).posts));
            }
        }
        here
    }
}

impl FollowUp {
    /// Members look after newcomers in turn, none after themselves; they are known for it, and questions of novices tire them.
    fn look_after(&self, members: &[u32], new: &mut Vec<u32>, levers: &mut Levers<'_, '_>) -> usize {
        let rules = levers.rules();
        new.retain(|number| !members.contains(number));
        new.truncate(members.len() * self.each as usize);
        for (number, member) in new.iter().zip(members.iter().cycle()) {
            levers.acquaint(*number, *member, 1);
            if levers.member(*number).last_post == levers.day() {
                let question = novice(rules, levers.member(*number));
                levers.ask(*member, question as f32);
            }
        }
        new.len()
    }
}

/// Whom it is for, and who does it.
#[derive(Debug, Default, Clone)]
pub struct Programme {
    whom: Addressed,
    by: Role,
}

impl Strategy for FollowUp {
    const KEY: &'static str = "follow_up";
    const NAME: Text = operating::NEWCOMER_FOLLOW_UP.name;
    const ABOUT: Text = Text::new(
        "Caring for newcomers one by one during their first days.",
        "在新成员的头几天里逐一关照他们。",
    );
    const MORE: &'static str = "More: one acknowledgement by a person is worth about +.25 log odds of return (Gallus 2017; Matias et al. 2020), each further one half of the one before.";

    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "look after every newcomer for fifteen days",
                "跟进每位新人十五天",
            ),
            write: "[operator.follow_up]\ndays = 15\nminutes = 4\n",
        },
        Example {
            wish: Text::new(
                "give what time there is to the newest first",
                "时间有限，先照顾最新来的人",
            ),
            write: "[operator.follow_up]\ndays = 15\nfirst = \"newest\"\n",
        },
    ];
    type Memory = Programme;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            days: 7,
            ..Self::default()
        }
    }

    days_as_set!();

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        role::doubt("by", &self.by, around).into_iter().collect()
    }

    fn prepare(&self, programme: &mut Programme, rules: &Rules) {
        programme.whom = self.who.prepare(rules);
        programme.by = Role::of(&self.by, rules);
    }

    fn midday(&self, programme: &mut Programme, levers: &mut Levers<'_, '_>) {
        if !self.acts_today(levers) {
            return;
        }
        let mut new = self.newcomers(programme.whom, levers);
        let served = match programme.by.at_work(levers) {
            None => new.iter().take_while(|_| levers.take(self.minutes)).count(),
            Some(members) => self.look_after(&members, &mut new, levers),
        };
        levers.care_for(new.into_iter().take(served).collect());
    }
}
