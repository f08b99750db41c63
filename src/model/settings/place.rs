//! The place: its rooms, topics and habits.

use super::Medium;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The rooms, the topics and the habits of the place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Community {
    /// Which preset the defaults come from.
    pub medium: Medium,
    /// The rooms. A newcomer enters the first chat room in the list that has a free place.
    #[schemars(length(min = 1, max = 64))]
    pub room: Vec<Room>,
    /// What becomes of somebody who wants to join while every chat room is full.
    pub when_full: WhenFull,
    /// How many people wait at most; later ones give up. Only with `when_full = "wait"`.
    #[schemars(range(min = 0, max = 1_000_000), extend("x-unit" = "people", "x-source" = "assumed: as many as wait for a popular group"))]
    pub waiting_places: u32,
    /// What is talked about. One topic means that all talk of the subject is to everyone's interest.
    #[schemars(length(min = 1, max = 8))]
    pub topic: Vec<Topic>,
    /// How strongly writers keep to the topics the community has set for itself (`topic.focus`)
    /// instead of their own interests.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of messages", "x-source" = "assumed: a moderated community sets half of its agenda"))]
    pub focus: f64,
    /// Share of ordinary messages that are small talk: company to those who want it, noise to others.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of messages", "x-source" = "assumed"))]
    pub small_talk: f64,
    /// Visitors a day below which the place feels empty and above which it feels alive.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "visitors a day", "x-source" = "assumed: the archives have 2 to 46 posters a day, and two readers to a poster"))]
    pub expected_visitors: f64,
    /// What members expect to get from a visit when they join, as a share of the best imaginable.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain a visit", "x-source" = "assumed: the gain of an ordinary visit, so that the kernel's quit law holds on average"))]
    pub promise: f64,
    /// Share of those who stay away for good who also leave the list of members; the rest fall silent and keep their places.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of quitters", "x-source" = "measured: chat, two open servers lose .20 and .25 of their joiners from the list within a month, and .11 and .25 of the others a year; elsewhere assumed to be rarer"))]
    pub open_leave: f64,
    /// How many times as often somebody leaves the list who was driven out (by strictness, advertisements, quarrels).
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "factor", "x-source" = "assumed: twice"))]
    pub driven_out: f64,
    /// Shift of the gap exponent when a message flood makes the room go unread: more negative, longer gaps for the muted.
    #[schemars(range(min = -1.0, max = 0.0), extend("x-unit" = "exponent", "x-source" = "assumed"))]
    pub muted_gap: f64,
    /// Probability of muting within the first two days for a newcomer to a room with no message over capacity and an ordinary gain. 0 switches muting off.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "measured: chat, .01 and .11 of the joiners of two servers mute within a month; assumed for WeChat, where three in four say they mute groups; forums are not muted"))]
    pub mute: f64,
    /// Standard deviation of the log of how well the community's subject suits a person.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log fit", "x-source" = "assumed"))]
    pub fit_spread: f64,
    /// How easily quarrels break out.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "quarrels per 10,000 messages", "x-source" = "assumed"))]
    pub quarrels: f64,
}

impl Default for Community {
    fn default() -> Self {
        Self {
            medium: Medium::Chat,
            room: vec![Room::default()],
            when_full: WhenFull::Refuse,
            waiting_places: 200,
            topic: vec![Topic::default()],
            focus: 0.5,
            small_talk: 0.3,
            expected_visitors: 60.0,
            promise: 0.35,
            open_leave: 0.15,
            driven_out: 2.0,
            muted_gap: -0.1,
            mute: 0.15,
            fit_spread: 0.3,
            quarrels: 1.0,
        }
    }
}

/// What happens to an applicant when every chat room is full.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenFull {
    /// Turned away for good.
    #[default]
    Refuse,
    /// Joins a waiting list; the first in the list enters as soon as a place is free.
    Wait,
}

/// One room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Room {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: RoomKind,
    /// How many members it holds; 0 for no limit.
    #[schemars(range(min = 0, max = 16_000_000), extend("x-unit" = "members", "x-source" = "literature: 500 is the limit of a WeChat group; forums have none"))]
    pub capacity: u32,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            name: "main".to_owned(),
            kind: RoomKind::Chat,
            capacity: 0,
        }
    }
}

/// What a room is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// Everybody may talk.
    #[default]
    Chat,
    /// Information only: members of every chat room read it, nobody talks. Useful messages of the
    /// chat rooms are carried over into it, so they reach people at little reading cost. Members of its own,
    /// who hear none of the talk, come with `operator.relay`.
    Quiet,
}

/// One topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Share of people whose main interest it is, at the start (relative to the other topics).
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "relative weight", "x-source" = "assumed"))]
    pub interest: f64,
    /// Share of the community's own agenda (relative to the other topics).
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "relative weight", "x-source" = "assumed"))]
    pub focus: f64,
}

impl Default for Topic {
    fn default() -> Self {
        Self {
            name: "the subject".to_owned(),
            interest: 1.0,
            focus: 1.0,
        }
    }
}
