//! The way back from the quiet room (M20): what is new in it reaches those who have muted the talk or stopped coming.
//!
//! A room in which nobody talks is not muted and not left. The talk fills it; it brings some of those back whom the
//! talk had tired.

use crate::model::levers::{Levers, Reached};
use crate::model::member::{State, flag};
use crate::model::rules::{Rules, TOPICS};
use crate::model::samplers::exp_fast;
use crate::model::settings::RoomKind;
use crate::model::who::Who;
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is new in the quiet room is told, on some days, to those who have muted the talk or have stopped coming: some
/// look in again. Needs a room of `kind = "quiet"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Relay {
    /// Probability that somebody who has muted the talk, was here yesterday and cares for nothing but information looks in for the best that the quiet room can hold; whoever has been away long heeds it less.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: a message of one's own brings .02 (.001 to .06) of those silent for a month or more; assumed as much for what is sent to all of them", "x-more" = "nothing: there is no quiet room in these communities"))]
    pub draw: f64,
    /// Probability that somebody who does not come leaves the list.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "assumed: a quarter of what a message of one's own does", "x-more" = "nothing: there is no quiet room in these communities"))]
    pub annoys: f64,
    /// Operator minutes for one issue.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: there is no quiet room in these communities"))]
    pub minutes: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Relay {
    fn default() -> Self {
        Self {
            draw: 0.04,
            annoys: 0.002,
            minutes: 20.0,
            on: "sunday".to_owned(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What has been carried into the quiet room since the last issue, by topic.
#[derive(Debug, Default, Clone)]
pub struct Issue {
    carried: [f32; TOPICS],
}

impl Strategy for Relay {
    const KEY: &'static str = "relay";
    const NAME: Text = Text::new("way back from the quiet room", "静音群回流");
    const ABOUT: Text = Text::new(
        "What is new in the quiet room reaches those who have muted the talk or stopped coming.",
        "静音群里的精华，把屏蔽了聊天或不再来的人带回来。",
    );
    const MORE: &'static str = "A little more: a message brings back .02 (.001 to .06) of those silent for a month or more, and drives .008 off the list.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "told",
            name: Text::new("Told of what is new", "收到精华的人数"),
            meaning: Text::new(
                "Members who have muted the talk or stopped coming and were told of what is new on the day.",
                "当日收到精华推送的、已屏蔽或不再来的成员。",
            ),
            unit: Unit::Members,
        },
        Series {
            key: "came_back",
            name: Text::new("Came back", "回流人数"),
            meaning: Text::new(
                "Members whom that brought to look in on the day.",
                "当日因此回来看的成员。",
            ),
            unit: Unit::Members,
        },
    ];
    const SEEN: &'static [&'static str] = &["told"];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "bring back those who have muted the chat by what is new in the quiet room",
            "用静音群的精华把屏蔽了聊天的人带回来",
        ),
        write: "[operator.relay]\non = \"sunday\"\n\n\
                [[community.room]]\nname = \"talk\"\n\n\
                [[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n",
    }];
    type Memory = Issue;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            draw: 0.3,
            on: String::new(),
            ..Self::default()
        }
    }

    days_as_set!();

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let mut rooms = around.community.room.iter();
        if rooms.any(|room| room.kind == RoomKind::Quiet) || self.from_day >= NO_DAY {
            return Vec::new();
        }
        vec![Doubt::no_effect(
            "draw",
            "there is no quiet room whose news could bring anybody back",
            "add a room of kind = \"quiet\" to `community.room`",
        )]
    }

    fn morning(&self, issue: &mut Issue, levers: &mut Levers<'_, '_>) {
        if !self.acts_today(levers) || issue.carried.iter().all(|sum| *sum <= 0.0) {
            return;
        }
        // Half an issue is none: what is new waits for the next day.
        if !levers.take(self.minutes) {
            return;
        }
        let carried = std::mem::take(&mut issue.carried);
        let (rules, day) = (levers.rules(), levers.day());
        let worth = carried.map(|sum| 1.0 - exp_fast(-sum * rules.gains.information_rate));
        let away: Vec<(u32, f32)> = levers
            .all()
            .filter(|(_, member)| {
                let reached = member.state == State::Silent
                    || member.state == State::Present && member.is(flag::MUTED);
                reached && rules.who(member.archetype) == Who::Member
            })
            .map(|(number, member)| {
                let need = rules.kinds[usize::from(member.archetype)].needs[0];
                let topic = rules.interest(member.interest, day);
                (number, need * member.fit.min(1.0) * worth[topic])
            })
            .collect();
        for (number, appeal) in away {
            let appeal = self.draw as f32 * appeal;
            levers.count("told", 1.0);
            if let Reached::Comes | Reached::Wakes =
                levers.write_to(number, appeal, self.annoys as f32)
            {
                levers.count("came_back", 1.0);
            }
        }
    }

    fn evening(&self, issue: &mut Issue, levers: &mut Levers<'_, '_>) {
        if self.is_in_force(levers) && levers.rules().quiet_room {
            Self::collect(issue, levers);
        }
    }
}

impl Relay {
    /// What goes into the quiet room tonight.
    fn collect(issue: &mut Issue, levers: &mut Levers<'_, '_>) {
        let rules: &Rules = levers.rules();
        let share = rules.gains.carried_over * levers.conditions().carried_over;
        for (sum, said) in issue.carried.iter_mut().zip(levers.information_today()) {
            *sum += share * said as f32;
        }
    }
}
