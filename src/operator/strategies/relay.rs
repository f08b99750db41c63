//! The quiet room and the talk (M20): what is new in the one reaches those who have muted the other or stopped coming, and
//! some people belong to the quiet room alone.
//!
//! The talk fills the quiet room. Who tires of the talk can step back into it and goes on reading; who reads there
//! and finds the place lively goes over to the talk. A room in which nobody talks is not muted.

use crate::model::intervention::Applicant;
use crate::model::levers::{Levers, Reached};
use crate::model::member::{Member, NEVER, State, flag};
use crate::model::rules::{Rules, TOPICS};
use crate::model::samplers::exp_fast;
use crate::model::settings::RoomKind;
use crate::model::who::Who;
use crate::operator::schedule::{NO_DAY, days_as_set, idle_as_never_begun};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::operator::{belongs, is_moved};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is new in the quiet room is told, on some days, to those who have muted the talk or have stopped coming: some
/// look in again. Needs a room of `kind = "quiet"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Relay {
    /// Probability that somebody who has muted the talk, was here yesterday and cares for nothing but information looks in for the best that the quiet room can hold; whoever has been away long heeds it less.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: a message of one's own brings .02 (.001 to .06) of those silent for a month or more; assumed as much for what is sent to all of them", "x-more" = "raises: more of those who have muted the talk look in again"))]
    pub draw: f64,
    /// Probability that somebody who does not come leaves the list.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "assumed: a quarter of what a message of one's own does", "x-more" = "lowers: issues drive people off the list"))]
    pub annoys: f64,
    /// Share of those who are let in who take the quiet room alone: they read what is new in it and hear none of the talk.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of joiners", "x-source" = "assumed: none", "x-more" = "either: readers are spared the flood, and are missed in the talk"))]
    pub readers: f64,
    /// Probability, at each issue, that a member who has muted the talk gives it up and reads the quiet room alone.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability an issue", "x-source" = "assumed: none", "x-more" = "either: readers are spared the flood, and are missed in the talk"))]
    pub steps_back: f64,
    /// Probability, at each issue, that a member of the quiet room alone who has looked in since the one before goes over to the talk, if that is as lively as can be; as with joiners, fewer do where less is said.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability an issue", "x-source" = "assumed: as many as a call brings where it concerns people", "x-more" = "either: the talk has more members, who meet the flood"))]
    pub joins_talk: f64,
    /// Operator minutes for one issue.
    #[schemars(range(min = 0.0, max = 1440.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub minutes: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later; what has just begun counts most, and what has become usual less"))]
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
            readers: 0.0,
            steps_back: 0.0,
            joins_talk: 0.06,
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
    /// The day of the last one.
    last: u16,
}

impl Strategy for Relay {
    const KEY: &'static str = "relay";
    const NAME: Text = Text::new("way back from the quiet room", "静音群回流");
    const ABOUT: Text = Text::new(
        "What is new in the quiet room reaches those who have muted the talk or stopped coming; some belong to it alone.",
        "静音群里的精华，把屏蔽了聊天或不再来的人带回来；也有人只待在静音群。",
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
        Series {
            key: "readers",
            name: Text::new("Members of the quiet room alone", "只在静音群的成员"),
            meaning: Text::new(
                "Members on the list who belong to the quiet room and to none in which people talk.",
                "只在静音群、不在任何聊天群名单上的成员。",
            ),
            unit: Unit::Members,
        },
        Series {
            key: "stepped_back",
            name: Text::new("Stepped back from the talk", "退到静音群的人数"),
            meaning: Text::new(
                "Members who gave up the muted talk on the day and went on reading the quiet room.",
                "当日退出已屏蔽的聊天群、改看静音群的成员。",
            ),
            unit: Unit::Members,
        },
        Series {
            key: "joined_talk",
            name: Text::new("Went over to the talk", "转进聊天群的人数"),
            meaning: Text::new(
                "Members of the quiet room alone who went over to the talk on the day.",
                "当日从静音群转进聊天群的成员。",
            ),
            unit: Unit::Members,
        },
    ];
    const SEEN: &'static [&'static str] = &["told", "readers", "stepped_back", "joined_talk"];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "bring back those who have muted the chat by what is new in the quiet room",
                "用静音群的精华把屏蔽了聊天的人带回来",
            ),
            write: "[operator.relay]\non = \"sunday\"\n\n\
                    [[community.room]]\nname = \"talk\"\n\n\
                    [[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n",
        },
        Example {
            wish: Text::new(
                "run a quiet room with members of its own beside the chat: some join it alone, those who mute the chat step back into it, some go over to the chat",
                "在聊天群旁办一个有自己成员的静音群：有人只进静音群，屏蔽聊天的人退到这里，也有人从这里转进聊天群",
            ),
            write: "[operator.relay]\nreaders = 0.3\nsteps_back = 0.2\njoins_talk = 0.06\n\n\
                    [[community.room]]\nname = \"talk\"\ncapacity = 500\n\n\
                    [[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n",
        },
    ];
    type Memory = Issue;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            draw: 0.3,
            readers: 0.5,
            steps_back: 0.5,
            joins_talk: 0.5,
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

    fn entered(&self, _: &mut Issue, levers: &mut Levers<'_, '_>, _: &Applicant, member: u32) {
        let rules = levers.rules();
        let Some(quiet) = rules.quiet_room else { return };
        let joiner = levers.member(member);
        let reads = rules.gains.on
            && self.is_in_force(levers)
            && belongs(rules, joiner)
            && is_moved(levers, joiner, self.readers);
        if reads && levers.has_place(quiet) {
            levers.move_to(member, quiet);
        }
    }

    fn morning(&self, issue: &mut Issue, levers: &mut Levers<'_, '_>) {
        if !self.acts_today(levers) || issue.carried.iter().all(|sum| *sum <= 0.0) {
            return;
        }
        // Half an issue is none: what is new waits for the next day.
        if !levers.take(self.minutes) {
            return;
        }
        self.change_rooms(issue.last, levers);
        issue.last = levers.day();
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
        let Some(quiet) = levers.rules().quiet_room else { return };
        if self.is_in_force(levers) {
            Self::collect(issue, levers);
        }
        levers.count("readers", f64::from(levers.members_of(quiet)));
    }
}

impl Relay {
    /// Some of those who have muted the talk step back into the quiet room, and some who read there go over to the talk.
    fn change_rooms(&self, last: u16, levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        let Some(quiet) = rules.quiet_room.filter(|_| rules.gains.on) else {
            return;
        };
        let writers = levers.writers_of_late();
        let probability = |member: &Member| {
            if member.room != quiet {
                return if member.is(flag::MUTED) { self.steps_back } else { 0.0 };
            }
            let looked_in = member.last_visit != NEVER && member.last_visit >= last;
            let lively = f64::from(rules.inviting(writers * member.fit));
            if looked_in { self.joins_talk * lively } else { 0.0 }
        };
        let changing: Vec<(u32, bool)> = levers
            .all()
            .filter(|(_, member)| belongs(rules, member))
            .filter(|(_, member)| {
                let luck = levers.own_luck(member.person).uniform(Purpose::Place);
                f64::from(luck) < probability(member)
            })
            .map(|(number, member)| (number, member.room == quiet))
            .collect();
        for (number, reads) in changing {
            let (room, counted) = if reads {
                (levers.open_room(), "joined_talk")
            } else {
                let free = levers.has_place(quiet).then_some(quiet);
                (free, "stepped_back")
            };
            if let Some(room) = room {
                levers.move_to(number, room);
                levers.count(counted, 1.0);
            }
        }
    }

    /// What goes into the quiet room tonight.
    fn collect(issue: &mut Issue, levers: &mut Levers<'_, '_>) {
        let rules: &Rules = levers.rules();
        let share = rules.gains.carried_over * levers.conditions().carried_over;
        for (sum, said) in issue.carried.iter_mut().zip(levers.information_today()) {
            *sum += share * said as f32;
        }
    }
}
