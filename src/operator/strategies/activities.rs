//! Activity days (M15): games, polls and other things that anybody can join in.
//!
//! They wake those who only read, for a day: a call, a request for a message that is easy to write, and talk. Nothing of
//! it holds anybody; what is left is what they found when they came.

use crate::model::levers::Levers;
use crate::model::member::NEVER;
use crate::operator::{belongs, is_moved};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days on which everybody can join in something easy: a game, a poll, a round of pictures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Activities {
    /// Operator hours for one activity.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub hours: f64,
    /// Probability that somebody who was here yesterday and has written of late looks in because of it.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: an ordinary call brings .02 (.005 to .06)", "x-more" = "raises: more are called, to something with company"))]
    pub appeal: f64,
    /// How many times as much it appeals to those who have not written of late: it is made for them.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "factor", "x-source" = "assumed", "x-more" = "raises: more of the quiet are called"))]
    pub quiet_factor: f64,
    /// Days without a message after which somebody has not written of late.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "lowers: fewer count as quiet and are called more strongly"))]
    pub quiet_days: u16,
    /// Share of members who join in such things at all when they are there.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: a quarter (.1 to .5) respond", "x-more" = "raises: those who join in write"))]
    pub joiners: f64,
    /// Messages of small talk that the operator makes on the day to keep it going.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "either: company at small doses, a flood at large ones"))]
    pub messages: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later; what has just begun counts most, and what has become usual less"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer; what has become usual is missed when it ends"))]
    pub to_day: u16,
}

impl Default for Activities {
    fn default() -> Self {
        Self {
            hours: 2.0,
            appeal: 0.03,
            quiet_factor: 1.5,
            quiet_days: 14,
            joiners: 0.25,
            messages: 10.0,
            on: "saturday".to_owned(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Activities {
    const KEY: &'static str = "activities";
    const NAME: Text = Text::new("Activity days", "活动日");
    const ABOUT: Text = Text::new(
        "Days on which everybody can join in something easy: a game, a poll, a round of pictures.",
        "人人可参与的轻活动日：小游戏、投票、晒图。",
    );
    const MORE: &'static str = "More while they last: a call with company; effects of programmes are three times as large in the first week as in the third month.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "called",
            name: Text::new("Called by the activity", "因活动而来"),
            meaning: Text::new("Members whom the activity brought to look in.", "因活动而来看的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "joined_in",
            name: Text::new("Asked to join in", "受邀参与的人数"),
            meaning: Text::new("Visitors of the day who join in such things and were asked to.", "当日在场、愿意参与并收到邀请的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "wake those who only read with something easy every Saturday",
            "每周六办一次轻活动，唤起潜水的人",
        ),
        write: "[operator.activities]\non = \"saturday\"\nhours = 2\n",
    }];
    /// Messages that the operator makes today.
    type Memory = f64;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            on: "tuesday, saturday".to_owned(),
            appeal: 0.2,
            ..Self::default()
        }
    }

    days_as_set!();

    fn evening(&self, talk: &mut f64, levers: &mut Levers<'_, '_>) {
        // The talk of the day is read by those who come after.
        levers.talk(std::mem::take(talk), 0.0);
    }

    fn morning(&self, talk: &mut f64, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        if !self.acts_today(levers) {
            return;
        }
        // Half the hours make half an activity.
        let done = levers.part_done(self.hours);
        if done <= 0.0 {
            return;
        }
        let (appeal, quiet) = ((self.appeal * done) as f32, self.quiet_factor as f32);
        let called = levers.call(|member| {
            let last = if member.last_post == NEVER {
                member.joined
            } else {
                member.last_post
            };
            let factor = if day - last >= self.quiet_days { quiet } else { 1.0 };
            appeal * factor
        });
        levers.count("called", f64::from(called));
        let asked = levers.ask_visitors_to_write(|levers, _, member| {
            belongs(rules, member) && is_moved(levers, member, self.joiners * done)
        });
        levers.count("joined_in", f64::from(asked));
        *talk = self.messages * done;
    }
}
