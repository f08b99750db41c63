//! Referral (M8): a reward for whoever brings somebody, and an event that begins once enough have come.
//!
//! Rewards raise invitations, with diminishing returns; those who come for another's reward suit the place less. Growth is
//! that of word of mouth, which saturates with the audience.

use crate::model::log::NOBODY;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule, idle_as_never_begun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A reward for whoever brings somebody in, and perhaps an event that begins once enough have come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Referral {
    /// Money for each newcomer, to whoever invited them.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: rewards raise invitations by a third to a half"))]
    pub reward: f64,
    /// The reward that does half of what rewards can do.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: the same reward moves less"))]
    pub pleasing_reward: f64,
    /// How much readier to invite members are for the largest reward: 1 doubles it.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "factor", "x-source" = "literature: rewards raise invitations by a third to a half; the ceiling is assumed", "x-more" = "raises: rewards raise invitations"))]
    pub most: f64,
    /// Share by which those who are invited for a reward suit the place less.
    #[schemars(range(min = 0.0, max = 0.9), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "lowers: those who come suit the place less; assumed"))]
    pub dilution: f64,
    /// Newcomers after whom an event begins, and again after as many more; 0 for no event.
    #[schemars(range(min = 0, max = 1_000_000), extend("x-unit" = "members", "x-source" = "literature: 419 in one account", "x-more" = "either: 0 has no event; the more it takes, the rarer it is"))]
    pub starts_at: u32,
    /// How much readier to invite members are while an event waits for newcomers.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "factor", "x-source" = "assumed", "x-more" = "raises: members invite so that it can begin; assumed"))]
    pub waiting: f64,
    /// How many ordinary messages of interest the event is worth.
    #[schemars(range(min = 0.0, max = 10000.0), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "raises: the event is of use to all"))]
    pub worth: f64,
    /// Operator hours for the event.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub hours: f64,
    /// Probability that somebody who was here yesterday looks in because of the event.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: a call brings .02 (.005 to .06), three times that where it concerns them", "x-more" = "raises: more are called, to something that concerns them"))]
    pub appeal: f64,
    /// Operator minutes for one newcomer who was brought: to check who brought them.
    #[schemars(range(min = 0.0, max = 60.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Referral {
    fn default() -> Self {
        Self {
            reward: 5.0,
            pleasing_reward: 10.0,
            most: 1.0,
            dilution: 0.1,
            starts_at: 0,
            waiting: 0.3,
            worth: 60.0,
            hours: 3.0,
            appeal: 0.06,
            minutes: 1.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What is remembered of the event.
#[derive(Debug, Default, Clone)]
pub struct Gate {
    /// Newcomers since the last event.
    come: u32,
}

/// What a chart says of it.
const STARTS: Text = Text::new("{n} are in: it starts", "满 {n} 人，开讲");

impl Strategy for Referral {
    const KEY: &'static str = "referral";
    const NAME: Text = Text::new("Referral rewards", "老带新奖励");
    const ABOUT: Text = Text::new(
        "A reward for whoever brings somebody in, and perhaps an event that begins once enough have come.",
        "邀请新人有奖励；也可设满员开讲的活动。",
    );
    const MORE: &'static str = "More people, who suit less and stay while the inviter does: rewards raise invitations by a third to a half.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "rewarded",
            name: Text::new("Invitations rewarded", "获奖邀请"),
            meaning: Text::new("Newcomers of the day for whom somebody was rewarded.", "当日有人因其入群而获奖励的新人。"),
            unit: Unit::Members,
        },
        Series {
            key: "events",
            name: Text::new("Events begun", "开讲次数"),
            meaning: Text::new("Events that began because enough had come.", "因满员而开始的活动次数。"),
            unit: Unit::Number,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new("pay five for every newcomer whom a member brings", "老成员每带来一位新人奖励五元"),
            write: "[operator.referral]\nreward = 5\n# members must invite 成员须会邀请人：audience.invitations = 0.1\n",
        },
        Example {
            wish: Text::new(
                "begin a talk once 419 have come, and the next one after as many more",
                "满 419 人开讲，再满 419 人讲下一场",
            ),
            write: "[operator.referral]\nreward = 0\nstarts_at = 419\n",
        },
    ];
    type Memory = Gate;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            reward: 20.0,
            starts_at: 10,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let acts = self.from_day < 36_500 && self.reward > 0.0;
        if !acts || around.audience.invitations > 0.0 || (around.is_varied)("reward") {
            return Vec::new();
        }
        vec![Doubt::no_effect(
            "reward",
            "nobody is rewarded: members of this scenario invite nobody",
            "give `audience.invitations` a probability, such as 0.1",
        )]
    }

    fn admits(&self, _: &mut Gate, levers: &mut Levers<'_, '_>, applicant: &mut Applicant) -> bool {
        let paid = self.reward > 0.0 && applicant.inviter != NOBODY;
        if paid && self.is_in_force(levers) {
            applicant.fit *= (1.0 - self.dilution) as f32;
        }
        true
    }

    fn entered(&self, gate: &mut Gate, levers: &mut Levers<'_, '_>, applicant: &Applicant, _: u32) {
        if !self.is_in_force(levers) {
            return;
        }
        gate.come += 1;
        let owed = applicant.inviter != NOBODY && self.reward > 0.0;
        if owed && self.reward <= levers.money() && levers.take(self.minutes) {
            levers.pay(self.reward);
            levers.give(applicant.inviter, (self.reward / self.pleasing_reward) as f32);
            levers.count("rewarded", 1.0);
        }
    }

    fn morning(&self, gate: &mut Gate, levers: &mut Levers<'_, '_>) {
        if !self.is_in_force(levers) {
            return;
        }
        if self.starts_at > 0 && gate.come >= self.starts_at {
            let done = levers.part_done(self.hours);
            if done > 0.0 {
                gate.come -= self.starts_at;
                levers.publish(None, self.worth * done);
                let appeal = (self.appeal * done) as f32;
                levers.call(|_| appeal);
                levers.count("events", 1.0);
                levers.note(STARTS.fill(&[("n", &self.starts_at)]));
            }
        }
        // Invitations of today are made with what is promised today, and come tomorrow.
        let affords = self.reward > 0.0 && self.reward <= levers.money();
        let units = if affords { self.reward / (self.reward + self.pleasing_reward) } else { 0.0 };
        let waits = if self.starts_at > 0 { self.waiting } else { 0.0 };
        levers.conditions().invitations *= ((1.0 + self.most * units) * (1.0 + waits)) as f32;
    }
}
