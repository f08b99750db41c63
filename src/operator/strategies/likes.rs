//! Likes (N11): those who only read take part at no cost, and what they like is shown.
//!
//! A like is worth a fifth of an answer to whoever gets it, and half of people do not care; whoever gives one has taken part
//! a little. Never more than an answer.

use crate::model::levers::Levers;
use crate::operator::{belongs, is_moved};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Likes: those who only read take part at no cost, and the operator shows what was liked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Likes {
    /// Share of visitors who only read and leave a like.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: more is liked, and those who like take part (thanks: +2 points of two-week return)"))]
    pub likers: f64,
    /// How many answers a like is worth to a writer who cares for likes.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "answers", "x-source" = "literature: .2 (.05 to .5) of a reply", "x-more" = "raises: a like is worth a fifth of an answer to those who care"))]
    pub answers: f64,
    /// Share of members who care for likes.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: half", "x-more" = "raises: more care for likes"))]
    pub caring: f64,
    /// Surplus of a visit on which somebody has left a like.
    #[schemars(range(min = 0.0, max = 0.2), extend("x-unit" = "gain", "x-source" = "literature: quit log odds of the giver −.05 (−.15 to 0)", "x-more" = "raises: those who like take part"))]
    pub taking_part: f64,
    /// Operator minutes for showing what a hundred likes have chosen.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes per 100 likes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Likes {
    fn default() -> Self {
        Self {
            likers: 0.15,
            answers: 0.2,
            caring: 0.5,
            taking_part: 0.03,
            minutes: 20.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Likes {
    const KEY: &'static str = "likes";
    const NAME: Text = Text::new("Likes that count", "点赞评选");
    const ABOUT: Text = Text::new(
        "Likes: those who only read take part at no cost, and the operator shows what was liked.",
        "点赞：潜水者也能轻松参与，运营者展示获赞内容。",
    );
    const MORE: &'static str = "Hardly any: a like is worth a fifth of an answer to the half who care (thanks: +2 points of two-week return).";
    const SERIES: &'static [Series] = &[Series {
        key: "likes",
        name: Text::new("Likes", "点赞数"),
        meaning: Text::new("Likes that were counted and shown on the day.", "当日计入并展示的点赞。"),
        unit: Unit::Number,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("let those who only read have a say by likes", "让潜水的人用点赞参与评选"),
        write: "[operator.likes]\nlikers = 0.15\n",
    }];
    type Memory = ();

    fn idle() -> Self {
        Self {
            likers: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            likers: 0.6,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn midday(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        if self.likers <= 0.0 || !self.is_in_force(levers) {
            return;
        }
        let mut writers: Vec<Vec<u32>> = Vec::new();
        let mut readers: Vec<(u32, usize, f32)> = Vec::new();
        for visit in levers.visits() {
            if !belongs(rules, levers.member(visit.member)) {
                continue;
            }
            let room = visit.room as usize;
            if visit.messages > 0 {
                if writers.len() <= room {
                    writers.resize(room + 1, Vec::new());
                }
                writers[room].push(visit.member);
                continue;
            }
            let mut stream = levers.own_luck_of(visit.luck).stream(Purpose::Operator);
            if f64::from(stream.uniform()) < self.likers {
                readers.push((visit.member, room, stream.uniform()));
            }
        }
        for (giver, room, point) in readers {
            let liked = writers.get(room).filter(|writers| !writers.is_empty());
            let Some(liked) = liked else { continue };
            if !levers.take(self.minutes / 100.0) {
                break;
            }
            let writer = liked[((point * liked.len() as f32) as usize).min(liked.len() - 1)];
            levers.count("likes", 1.0);
            levers.please(giver, self.taking_part as f32);
            if is_moved(levers, levers.member(writer), self.caring) {
                levers.honour(writer, self.answers as f32);
            }
        }
    }
}
