//! What a community is: every parameter of the model, with unit, range, default and source.
//!
//! The structs below are the only place where a parameter is defined. The JSON schema, the checks
//! of a scenario file, the reference table in `docs/model.md` and `qun explain` are derived from
//! the attributes: `range` is the permitted range, `x-unit` the unit, and `x-source` begins with
//! *measured*, *literature* or *assumed* and says where the default comes from.

use super::acquaintances::Acquaintances;
use super::history::Past;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The kind of medium: it sets the preset that all other defaults come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Messages in one stream, many a visit: IRC, Discord, Telegram, QQ.
    #[default]
    Chat,
    /// Threads that are looked up and answered over days: Discourse, phpBB, Reddit.
    Forum,
    /// A group of at most 500 in which everybody gets every message: `WeChat`.
    Wechat,
}

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
    /// chat rooms are carried over into it, so they reach people at little reading cost.
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

/// A kind of member: how often they look in, write and quit, and what they come for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Archetype {
    /// Name in tables and charts.
    pub name: String,
    /// Which archetype of the library the values not given here come from: `kol`, `core`, `regular`, `lurker`, `spammer`.
    pub like: Option<String>,
    /// Share of joiners of this kind. The shares of all archetypes sum to 1.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of joiners", "x-source" = "literature: 5 % contribute much, 25 % are active, the rest consume; measured: 64 % of those ever seen never wrote"))]
    pub share: f64,
    /// Probability of writing on a visit under ordinary conditions.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability a visit", "x-source" = "measured: calibrated with the gap law so that posting days follow the kernel"))]
    pub post: f64,
    /// First parameter of the Beta distribution of a member's quit probability on an active day: c in c/(k + k0).
    #[schemars(range(min = 0.001, max = 100.0), extend("x-unit" = "–", "x-source" = "measured: chats .41 to .69, forums .55 to 1.44"))]
    pub quit_a: f64,
    /// Second parameter of that Beta distribution: k0 + 1 − c.
    #[schemars(range(min = 0.001, max = 10_000.0), extend("x-unit" = "–", "x-source" = "measured: chat about .43, forum about 1.3"))]
    pub quit_b: f64,
    /// Quit odds of a visit relative to an active day.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "factor", "x-source" = "measured: the probability of writing on a visit, so that quitting per active day follows the kernel"))]
    pub quit_visit: f64,
    /// Quit probability of every visit for reasons that have nothing to do with the person's attachment: moving on in life.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability a visit", "x-source" = "measured: .0001 to .022 an active day over eight archives, median .001; with it and the drift of habits constant arrivals lead to a level"))]
    pub quit_floor: f64,
    /// Added to the exponent of the gaps between visits; higher is more often.
    #[schemars(range(min = -1.0, max = 2.0), extend("x-unit" = "exponent", "x-source" = "measured: posting days are thinned visits, +.25 for regulars, +.15 for lurkers reproduce the gap law"))]
    pub gap: f64,
    /// How fast the exponent of the gaps grows with experience: its slope over the squared logarithm of the visits so far.
    #[schemars(range(min = 0.0, max = 0.3), extend("x-unit" = "exponent per squared log visits", "x-source" = "measured: .024"))]
    pub gap_growth: f64,
    /// Median number of messages on a day on which the member writes, for the median member.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "messages", "x-source" = "measured: forums 1, chats 4 to 8"))]
    pub messages: f64,
    /// Standard deviation of the log of that number between members.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log messages", "x-source" = "measured: forum .2, chat .6"))]
    pub messages_between: f64,
    /// Standard deviation of the log of that number within a member, from day to day.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log messages", "x-source" = "measured: forum .4, chat 1.0"))]
    pub messages_within: f64,
    /// How much the log of that number grows from the 20th to the 100th active day.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log messages", "x-source" = "measured: in chats the mean doubles from under 20 to over 100 active days"))]
    pub messages_growth: f64,
    /// How much attention the member's messages draw, relative to a regular's.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "factor", "x-source" = "assumed: KOL 10 to 50, core 2 to 3"))]
    pub attention: f64,
    /// How much information one message carries, relative to a regular's.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub quality: f64,
    /// Share of messages that are advertisements.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of messages", "x-source" = "assumed: spammers 1, everybody else 0"))]
    pub ads: f64,
    /// What a visit is worth: weight of information.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "weight", "x-source" = "assumed"))]
    pub need_information: f64,
    /// Weight of company: friends and people to talk to.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "weight", "x-source" = "assumed"))]
    pub need_company: f64,
    /// Weight of recognition: being answered.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "weight", "x-source" = "assumed"))]
    pub need_recognition: f64,
    /// Weight of material gain: prizes, red packets.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "weight", "x-source" = "assumed"))]
    pub need_gain: f64,
    /// Experience a member brings along, as active days already lived.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "active days", "x-source" = "assumed: KOL 30, core 10"))]
    pub experience: u16,
    /// Messages a member takes in on one visit before the flood begins to hurt.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "messages a visit", "x-source" = "literature: Jones 2004, 2008: 40"))]
    pub capacity: f64,
    /// How willing the member is to go through an entry gate, relative to a regular (the sensitivity φ is divided by it).
    #[schemars(range(min = 0.01, max = 100.0), extend("x-unit" = "factor", "x-source" = "literature: φ of spammers is 3 to 10 times a member's (Drenner 2008; Hill & Shaw 2021)"))]
    pub resolve: f64,
}

impl Default for Archetype {
    fn default() -> Self {
        Self {
            name: "regular".to_owned(),
            like: None,
            share: 1.0,
            post: 0.55,
            quit_a: 0.57,
            quit_b: 0.43,
            quit_visit: 0.55,
            quit_floor: 0.0,
            gap: 0.25,
            gap_growth: 0.024,
            messages: 5.0,
            messages_between: 0.6,
            messages_within: 1.0,
            messages_growth: 0.69,
            attention: 1.0,
            quality: 1.0,
            ads: 0.0,
            need_information: 0.5,
            need_company: 0.25,
            need_recognition: 0.2,
            need_gain: 0.05,
            experience: 0,
            capacity: 40.0,
            resolve: 1.0,
        }
    }
}

/// Who could ever hear of the community, and how they come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Audience {
    /// How many people could ever hear of it.
    #[schemars(range(min = 0, max = 100_000_000), extend("x-unit" = "people", "x-source" = "assumed"))]
    pub size: u32,
    /// Members present on day 0.
    #[schemars(range(min = 0, max = 16_000_000), extend("x-unit" = "members", "x-source" = "assumed"))]
    pub founders: u32,
    /// Of the founders' archetypes, the shares given in `[[archetype]]` hold; this multiplies the
    /// share of those who write (KOL, core, regular) among founders, who are chosen by hand.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub founder_activity: f64,
    /// How settled founders are, in visits that had something to offer: they know what they found.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "visits", "x-source" = "assumed: a tenth of a newcomer is left"))]
    pub founder_settled: f64,
    /// How the founders know one another from before.
    pub ties: Acquaintances,
    /// Table of members who are there on day 0 with a history of their own, beside the scenario file: `qun calibrate` writes it.
    /// They come in addition to the founders.
    pub members_from: Option<String>,
    /// The members of that table; filled in when the scenario is loaded.
    #[serde(skip)]
    pub members: Arc<[Past]>,
    /// Newcomers an active member brings a day by word of mouth.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "applicants per visitor and day", "x-source" = "literature: λ + γ·active, Ribeiro 2014; the value is assumed"))]
    pub word_of_mouth: f64,
    /// How well the applicants who come by word of mouth fit.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "factor on fit", "x-source" = "assumed"))]
    pub word_of_mouth_fit: f64,
    /// How much those who left because they had found what they came for go on recommending the place, measured by what
    /// they did in their time; it fades.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "share of their word of mouth", "x-source" = "assumed: none; a guess for the first year is .25 (.05 to .8) of a member who takes part"))]
    pub alumni: f64,
    /// Days in which half of that is gone.
    #[schemars(range(min = 1.0, max = 10_000.0), extend("x-unit" = "days", "x-source" = "assumed: half a year"))]
    pub alumni_days: f64,
    /// Probability that a member invites somebody on the first visit; on later ones it falls with
    /// the time since joining. Those who are invited come the next day.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability a visit", "x-source" = "assumed"))]
    pub invitations: f64,
    /// Days after which the readiness to invite has fallen to 1/e.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "days", "x-source" = "literature: Qiu et al. 2016: 80 % of first invitations come within 5 days of joining"))]
    pub invitation_days: f64,
    /// Share of those who would join a lively place who still do where nobody has written of late: most people look before they enter. 1 where arrivals are counted as they were.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of newcomers", "x-source" = "measured: arrivals follow activity at an elasticity of .2 (-.1 to .6), eighteen communities, what members and newcomers share of good and bad times included; carried on to nobody at all"))]
    pub silent_joins: f64,
    /// Writers a day who take half of that reluctance away.
    #[schemars(range(min = 0.1, max = 10_000.0), extend("x-unit" = "writers a day", "x-source" = "assumed: gives the measured elasticity in a room of three to five writers a day"))]
    pub convincing_writers: f64,
    /// Log of applicants that a long queue before full rooms adds: what others want must be good.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log applicants", "x-source" = "literature: .10 (0 to .3); scarcity works where it comes from demand, a limited number or time does not"))]
    pub scarcity: f64,
    /// People in the queue who make half of that.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "people", "x-source" = "assumed: enough to be talked of"))]
    pub scarcity_queue: f64,
    /// Groups that an ordinary member is in beside this one: what is offered here is measured against what they offer.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "groups", "x-source" = "literature: median 16, survey of 2,002 users of WeChat, 2 to 4 % in more than 50; all else is set for that many"))]
    pub competing_groups: f64,
    /// How much more of a visit is expected for each unit of the log of groups above 16.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "gain per log groups", "x-source" = "assumed: a person with a hundred groups, who opens three to five of them, expects a third more"))]
    pub competition: f64,
    /// Channels through which outsiders come.
    #[schemars(length(max = 24))]
    pub channel: Vec<Channel>,
}

impl Default for Audience {
    fn default() -> Self {
        Self {
            size: 100_000,
            founders: 30,
            founder_activity: 1.0,
            founder_settled: 45.0,
            ties: Acquaintances::default(),
            members_from: None,
            members: Arc::default(),
            word_of_mouth: 0.0,
            word_of_mouth_fit: 1.0,
            alumni: 0.0,
            alumni_days: 180.0,
            invitations: 0.0,
            invitation_days: 4.0,
            silent_joins: 0.4,
            convincing_writers: 2.0,
            scarcity: 0.1,
            scarcity_queue: 20.0,
            competing_groups: 16.0,
            competition: 0.06,
            channel: vec![Channel::default()],
        }
    }
}

/// A stream of applicants from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// Applicants a day while it runs, before season and saturation.
    #[schemars(range(min = 0.0, max = 1_000_000.0), extend("x-unit" = "applicants a day", "x-source" = "assumed"))]
    pub per_day: f64,
    /// First day on which it brings people.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-source" = "assumed"))]
    pub from_day: u16,
    /// Last day on which it brings people.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-source" = "assumed"))]
    pub to_day: u16,
    /// How well its people fit: multiplies what the community's talk is worth to them.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "factor on fit", "x-source" = "assumed"))]
    pub fit: f64,
    /// Multiplies the share of spammers among its people.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub spam: f64,
    /// Share of its people who look for something that has a price, and are not put off by one: those who look for a paid camp, not those who look for a free group.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of applicants", "x-source" = "assumed: none"))]
    pub expects_price: f64,
    /// What one applicant costs the operator.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money per applicant", "x-source" = "assumed"))]
    pub cost: f64,
    /// Whether the season of `[demand]` moves this channel.
    pub seasonal: bool,
}

impl Default for Channel {
    fn default() -> Self {
        Self {
            name: "media".to_owned(),
            per_day: 6.0,
            from_day: 0,
            to_day: 36_500,
            fit: 1.0,
            spam: 1.0,
            expects_price: 0.0,
            cost: 0.0,
            seasonal: true,
        }
    }
}

/// How needs move over the calendar.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Demand {
    /// How strongly people need what the community offers: multiplies arrivals and the worth of
    /// information. Straight lines between the days given; constant before the first and after the last.
    #[schemars(length(max = 400))]
    pub season: Vec<SeasonPoint>,
    /// How interests are spread over the topics as time goes on (weights in the order of
    /// `[[community.topic]]`). Straight lines between the days given.
    #[schemars(length(max = 400))]
    pub interest: Vec<InterestPoint>,
    /// Relative level of visits on the seven weekdays, Monday first; empty for no weekly rhythm.
    /// Day 0 is a Monday unless `start` gives a date.
    #[schemars(length(max = 7), inner(range(min = 0.0, max = 10.0)), extend("x-unit" = "factor", "x-source" = "measured: weekend against weekday DAU .45 to 1.03"))]
    pub weekday: Vec<f64>,
    /// How habits drift as the community ages.
    pub ageing: Ageing,
    /// How the level of arrivals wanders from replicate to replicate: what is not known about the future.
    pub wander: Wander,
}

/// How everybody's habits drift with the age of the community, whoever they are and however long
/// they have been there. The drift starts at the given pace on day 0 and wears off.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ageing {
    /// Quit log odds a year.
    #[schemars(range(min = -3.0, max = 3.0), extend("x-unit" = "log odds a year", "x-source" = "measured: eight archives -.06 to .34, median .09"))]
    pub quit: f64,
    /// Gap exponent a year: negative when visits become rarer.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "exponent a year", "x-source" = "measured: eight archives -.1 to 0; more than a third of it makes those of some experience return too often after silence"))]
    pub gap: f64,
    /// Log of the messages of an active day, a year.
    #[schemars(range(min = -3.0, max = 3.0), extend("x-unit" = "log messages a year", "x-source" = "assumed: none; measured archives -.3 to .1"))]
    pub messages: f64,
    /// Years after which all but 1/e of the pace is gone.
    #[schemars(range(min = 0.01, max = 100.0), extend("x-unit" = "years", "x-source" = "assumed"))]
    pub years: f64,
}

impl Default for Ageing {
    fn default() -> Self {
        Self {
            quit: 0.09,
            gap: -0.03,
            messages: 0.0,
            years: 10.0,
        }
    }
}

/// A damped local trend of the log of arrivals that every replicate draws for itself, in steps of 30 days.
///
/// Level and growth start at normal draws. Each step, growth keeps the share `damping` of its
/// distance from `long_run` and takes a normal step; the level takes growth and a normal step; the month's arrivals are the
/// ordinary ones times exp(level + noise). All zero: no wandering.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wander {
    /// Standard deviation of the level at the start.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: known exactly"))]
    pub level_sd: f64,
    /// Mean growth at the start.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none"))]
    pub growth: f64,
    /// Standard deviation of growth at the start.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none"))]
    pub growth_sd: f64,
    /// Correlation of level and growth at the start.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "correlation", "x-source" = "assumed: none"))]
    pub correlation: f64,
    /// Growth that every community comes back to in the long run.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none; archives lose about 8 % a year"))]
    pub long_run: f64,
    /// Share of what its growth is off the long run that a month keeps.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: none"))]
    pub damping: f64,
    /// Standard deviation of a month's step of growth.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log arrivals per 30 days", "x-source" = "assumed: none"))]
    pub growth_step: f64,
    /// Standard deviation of a month's step of the level.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: none"))]
    pub level_step: f64,
    /// The farthest the level may rise above the ordinary.
    #[schemars(range(min = 0.0, max = 6.9), extend("x-unit" = "log arrivals", "x-source" = "assumed: a thousandfold, no limit in practice"))]
    pub ceiling: f64,
    /// Standard deviation of what is peculiar to one month.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: none"))]
    pub noise: f64,
}

impl Default for Wander {
    fn default() -> Self {
        Self {
            level_sd: 0.0,
            growth: 0.0,
            growth_sd: 0.0,
            correlation: 0.0,
            long_run: 0.0,
            damping: 0.0,
            growth_step: 0.0,
            level_step: 0.0,
            ceiling: 6.9,
            noise: 0.0,
        }
    }
}

/// The strength of demand on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeasonPoint {
    /// The day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub day: u16,
    /// Strength of demand; 1 is ordinary.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub level: f64,
}

/// How interests are spread on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestPoint {
    /// The day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub day: u16,
    /// Relative weight of each topic, in the order of `[[community.topic]]`.
    #[schemars(length(min = 1, max = 8), inner(range(min = 0.0, max = 1.0e6)), extend("x-unit" = "relative weight", "x-source" = "assumed"))]
    pub weights: Vec<f64>,
}

/// How strongly each channel of the model acts. All are changes of log odds (of quitting or of
/// writing) or of the gap exponent per unit of the cause.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Interactions {
    /// All of them on (true) or off (false): off leaves the measured kernel alone.
    pub on: bool,
    /// Quit log odds added to every visit, so that an ordinary community keeps the kernel's quit law on average.
    #[schemars(range(min = -3.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "measured: set so that the preset meets the survival patterns with interactions on"))]
    pub balance: f64,
    /// Quit log odds per unit of satisfaction (gain over expectation, smoothed).
    #[schemars(range(min = -10.0, max = 0.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub satisfaction: f64,
    /// Share of a lasting change of gain that expectation takes over: 1 means that every pleasure wears off entirely.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: partial habituation"))]
    pub habituation: f64,
    /// Messages that make one half of the information a day can give (more exactly 1 − 1/e).
    #[schemars(range(min = 1.0, max = 10_000.0), extend("x-unit" = "messages of interest", "x-source" = "literature: Ren & Kraut 2014: 40"))]
    pub information_scale: f64,
    /// Cost of reading 40 messages at perfect signal to noise.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain per 40 messages", "x-source" = "literature: Ren & Kraut 2014: .05"))]
    pub reading_cost: f64,
    /// Quit log odds per unit of overload, ln(unread/capacity).
    #[schemars(range(min = 0.0, max = 0.8), extend("x-unit" = "log odds per unit of overload", "x-source" = "literature: .2 (.05 to .45), raids on live chats; presets .36 and .15: with these few talk at once in large chats, and forums do not suffer from threads one need not open"))]
    pub overload: f64,
    /// Quit log odds of a writer's early active days if answered against if not, fading with experience.
    #[schemars(range(min = -0.6, max = 0.0), extend("x-unit" = "log odds", "x-source" = "literature: −.35 (−.6 to −.15) from randomised acknowledgements; observed odds ratios (Joyce & Kraut 2006: 1.62) are associations"))]
    pub answered: f64,
    /// Quit log odds per reply per message, smoothed.
    #[schemars(range(min = -0.5, max = 0.0), extend("x-unit" = "log odds per reply a message", "x-source" = "assumed: small, for the rest of what answers do is in `answered` and in the gain of a visit; more would make answered newcomers return oftener than archives have it"))]
    pub recognition: f64,
    /// How much more is written before a larger audience: log messages per unit of ln(visitors/`expected_visitors`), visitors smoothed over `audience_days`. Nobody comes back or stays away for it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log messages per log visitors", "x-source" = "literature: .35 (0 to .8), Zhang & Zhu 2011; those who write come back whatever the volume (twelve archives)"))]
    pub audience_volume: f64,
    /// How often is written follows the audience and the talk so much as strongly as how much is written.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub audience_often: f64,
    /// Days over which the impression of the size of the audience is formed.
    #[schemars(range(min = 1.0, max = 365.0), extend("x-unit" = "days", "x-source" = "assumed: two weeks; a silent week changes little for those who write"))]
    pub audience_days: f64,
    /// Days over which people get used to how many are around and how much is said.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed: two months"))]
    pub custom_days: f64,
    /// Weight of the newest day in the impression of how lively the room is of late.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: three days"))]
    pub impression: f64,
    /// Quit log odds of a newcomer who finds that nobody else has written since the last visit. It wanes as they settle in: for those who have, silence of a few weeks costs nothing.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "measured: newcomers return at +.22 (0 to +.6) log odds per log poster-day of the week after joining, eighteen communities; carried on to nobody at all, where they stay two fifths as often"))]
    pub quiet: f64,
    /// Days of writing by others since the last visit that leave half of it.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "writers", "x-source" = "assumed: the slope over ordinary weeks is then about a fifth, as measured"))]
    pub quiet_writers: f64,
    /// Visits that had something to offer (talk, content, an answer) after which a newcomer is half settled in.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "visits", "x-source" = "literature: the first reply matters for about 5 active days"))]
    pub settling: f64,
    /// Quit log odds for the share of one's own ties that quit since the last visit.
    #[schemars(range(min = 0.0, max = 3.5), extend("x-unit" = "log odds per share of ties", "x-source" = "literature: .5 (.1 to 1.6), instrumented telecom data: about .06 a friend; not identifiable in logs"))]
    pub ties_lost: f64,
    /// Quit log odds of a newcomer after having a message removed or being warned.
    #[schemars(range(min = 0.0, max = 1.2), extend("x-unit" = "log odds", "x-source" = "literature: .45 (.15 to .8), about −15 % a revert on staying a month; Halfaker 2013"))]
    pub rejection: f64,
    /// The same for members of long standing; between the two it fades with active days.
    #[schemars(range(min = 0.0, max = 1.2), extend("x-unit" = "log odds", "x-source" = "literature: a revert costs newcomers .45, veterans .12 (0 to .35)"))]
    pub rejection_veteran: f64,
    /// Share of their recognition that somebody who is corrected loses, and with it some of the wish to write.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of recognition", "x-source" = "assumed"))]
    pub rejection_recognition: f64,
    /// What is left of the sting of a correction that is explained.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "literature: .6 (.3 to 1); Jhaver 2019"))]
    pub explained: f64,
    /// Quit log odds per unit of conflict seen by bystanders.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds per unit of conflict", "x-source" = "literature: .15 (−.1 to .5) for bystanders; exits were not measured"))]
    pub hostility: f64,
    /// Quit log odds of somebody who is attacked in a quarrel: one writer a day for each unit of conflict.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "literature: .6 (.2 to 1.2), members of attacked communities less active for long"))]
    pub attacked: f64,
    /// Quit log odds for a screen full of advertisements (share of messages that are ads).
    #[schemars(range(min = 0.0, max = 5.0), extend("x-unit" = "log odds per share of ads", "x-source" = "literature: 1.5 (.3 to 4), radio experiment; a social feed showed none"))]
    pub ads: f64,
    /// Quit log odds per unit by which the log of demand has fallen below ordinary.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds per log demand", "x-source" = "literature: .9 (.5 to 1.5)"))]
    pub need_over: f64,
    /// Exponent by which gaps between visits shorten per unit of log demand: who needs it more looks in more often.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "exponent per log demand", "x-source" = "assumed"))]
    pub need_visits: f64,
    /// How far members' own demand goes with wandering arrivals (`demand.wander`): what brings people in keeps them, too. Change of its log for each unit that the log of arrivals is off its mean of the last two years.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "elasticity", "x-source" = "assumed: in archives regulars of 50 to 200 active days go at .10 to .25 a year where newcomers keep coming, at .16 to .42 where they dwindle; bounded by how a newcomer's return goes with what others do that week (.22, 0 to .6, per ln, eighteen communities)"))]
    pub need_shared: f64,
    /// How far full identity (long tenure, much taking part) damps every reason to leave.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .35 (.1 to .7), experiments with group identity"))]
    pub identity: f64,
    /// Quit log odds of somebody who has just paid a very high cost c at the gate: it grows as c/(1 + c), and fades with `sunk_cost_days`.
    #[schemars(range(min = -2.0, max = 0.1), extend("x-unit" = "log odds", "x-source" = "literature: −.05 (−.2 to +.05); a two-stage price experiment found screening and no sunk cost"))]
    pub sunk_cost: f64,
    /// Days over which the cost paid at the gate loses all but 1/e of its hold.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub sunk_cost_days: f64,
    /// Log odds of writing per reply a message above the ordinary.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "assumed"))]
    pub writing_recognition: f64,
    /// Log odds of writing per unit of satisfaction.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub writing_satisfaction: f64,
    /// Log odds of writing for a full prospect of reward, for a member who needs nothing else.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds", "x-source" = "literature: those within reach who respond, .5 (.1 to 1) with a fifth of their wishes for gain"))]
    pub writing_reward: f64,
    /// Log odds of writing that are lost once a prize has been seen to be out of reach.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log odds", "x-source" = "literature: .08 (−.04 to .2), most contestants take more rivals badly"))]
    pub writing_out_of_reach: f64,
    /// Log odds of writing for somebody who has been asked for a message on this visit: to say who they are, to hand in a task, to join in a game.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds", "x-source" = "literature: newcomers asked to write a first time, .53 (± .32); self-introductions +.3 (0 to .8)"))]
    pub writing_prompted: f64,
    /// How much less is written by somebody who has lost all ties: log messages; half as much off the wish to write.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log messages per share of ties", "x-source" = "literature: when a star goes the others write 15 % less rather than leave; with a star a third of one's ties, .5"))]
    pub writing_ties_lost: f64,
    /// Share of that which is gone at the next visit.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share a visit", "x-source" = "assumed: some ten visits"))]
    pub missing_weight: f64,
    /// Share of people who care much for material gain.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share of people", "x-source" = "literature: a fifth responds to prizes, badges and gifts, four fifths hardly"))]
    pub keen_share: f64,
    /// How much the others care for gain, relative to the mean.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "assumed: near 0"))]
    pub keen_rest: f64,
    /// Attention that the messages of a home-grown opinion leader draw on top of their own.
    #[schemars(range(min = 1.0, max = 10.0), extend("x-unit" = "factor", "x-source" = "assumed: as much again as a core member over a regular"))]
    pub leader_attention: f64,
    /// Days of absence after which the readiness to notice a call has fallen to 1/e.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub call_memory: f64,
    /// Calls within a week at which half of the readiness to notice one is gone.
    #[schemars(range(min = 0.1, max = 100.0), extend("x-unit" = "calls a week", "x-source" = "literature: divide by 1 + calls of the week/3"))]
    pub call_fatigue: f64,
    /// Log of the readiness to notice a call, per unit of gain by which earlier called visits were above or below expectation.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log readiness per unit of gain", "x-source" = "assumed"))]
    pub call_lesson: f64,
    /// Probability of muting the room at a visit, for each call since the visit before.
    #[schemars(range(min = 0.0, max = 0.1), extend("x-unit" = "probability a call", "x-source" = "literature: .005 (.001 to .02)"))]
    pub call_mute: f64,
    /// Quit log odds per unit of ln(1 + calls a week/`call_fatigue`), calls counted since the visit before.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log odds per log calls", "x-source" = "literature: .15 (0 to .55) for one contact unasked for; calls here are asked for in part"))]
    pub call_annoyance: f64,
    /// Probability that somebody whom a call to all has brought looks in once more on the next day: to see what became of it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "measured: of the visitors beyond the usual on seventeen days of two servers on which visits jump .35 (.05 to .6) are left on the next day, and hardly any two weeks later"))]
    pub call_echo: f64,
    /// How strongly answers go to those one already has ties with: β in 1 + β·w².
    #[schemars(range(min = 0.0, max = 11.0), extend("x-unit" = "–", "x-source" = "literature: Cottica 2017: 1 to 11"))]
    pub tie_preference: f64,
    /// Days over which a tie without new answers loses all but 1/e of its strength.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "literature: Cottica 2017"))]
    pub tie_days: f64,
    /// Share of messages answered when there is one message for each reader.
    #[schemars(range(min = 0.0, max = 0.99), extend("x-unit" = "share of messages", "x-source" = "measured: forums .80 to .92, Usenet-like .55 to .70"))]
    pub answer_share: f64,
    /// Attention that a member's messages draw on their first day of writing, relative to later ones: a first message often opens a thread or asks a question.
    #[schemars(range(min = 0.1, max = 10.0), extend("x-unit" = "factor", "x-source" = "measured: first days are answered as often as later ones although less is written on them"))]
    pub first_attention: f64,
    /// Talk begets talk: how much the log of a writer's number of messages follows the log of the room's pace against what is usual there.
    #[schemars(range(min = 0.0, max = 0.6), extend("x-unit" = "elasticity", "x-source" = "measured: elasticity to what the others write on the same day, chats .29 to .34, forums .16 to .23, which shared occasions raise"))]
    pub conversation: f64,
    /// Weight of the newest visit in satisfaction, for those who have settled in; a first visit counts in full.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub satisfaction_weight: f64,
    /// Weight of the newest visit in what has become usual.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub usual_weight: f64,
    /// Weight of the newest writing day in recognition.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub recognition_weight: f64,
    /// Recognition counts up to this multiple of the ordinary.
    #[schemars(range(min = 1.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub most_recognition: f64,
    /// Company that one tie of the strength of one answer is.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "company", "x-source" = "assumed"))]
    pub company_ties: f64,
    /// Company that one message of small talk is.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "company", "x-source" = "assumed"))]
    pub company_talk: f64,
    /// Company that being taken care of by the operator is.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "company", "x-source" = "assumed"))]
    pub company_care: f64,
    /// Share of the information there could be that somebody has found who is told where to look.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: half"))]
    pub told: f64,
    /// The most that reading can cost, as a share of the best imaginable visit.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain", "x-source" = "assumed"))]
    pub most_reading_cost: f64,
    /// Messages beyond this many times their capacity are scrolled past.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub scroll: f64,
    /// Log messages that a unit of overload takes off what is written, relative to what it adds to the quit odds; half as much off the wish to write.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "factor", "x-source" = "literature: those who are overloaded write less and simpler, Jones, Ravid & Rafaeli 2004; value assumed"))]
    pub overload_writing: f64,
    /// Days after joining in which a newcomer may mute the room.
    #[schemars(range(min = 0.0, max = 365.0), extend("x-unit" = "days", "x-source" = "literature: practitioners: half a day to two days"))]
    pub mute_days: f64,
    /// Log odds of muting per unit of overload.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds per unit of overload", "x-source" = "assumed: a room ten times as loud as one can follow is muted by three in five"))]
    pub mute_overload: f64,
    /// Log odds of muting that a unit of gain above the promise takes away.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub mute_gain: f64,
    /// What is left of overload for those who have muted the room: they still find the backlog.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub muted_overload: f64,
    /// Exponent by which gaps between visits shorten per unit of satisfaction.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "exponent per unit of gain", "x-source" = "assumed"))]
    pub gap_satisfaction: f64,
    /// Exponent by which they lengthen per unit of overload.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "exponent per unit of overload", "x-source" = "assumed"))]
    pub gap_overload: f64,
    /// Weight of the newest called visit in what calls are known to be worth.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub call_weight: f64,
    /// Active days after which half of what being answered or corrected does to a newcomer is gone.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "active days", "x-source" = "literature: fades over some 5 active days"))]
    pub answered_days: f64,
    /// Share of its heat that a quarrel loses in a day without anybody settling it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share a day", "x-source" = "assumed"))]
    pub cooling: f64,
    /// Share of the information said in chat rooms that is carried over into a quiet room.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub carried_over: f64,
    /// Novices who ask on a day, for each expert who writes, whom experts answer and do not mind. A newcomer who writes and whom the subject suits with fit f is 1 − f of a novice, less with every active day.
    #[schemars(range(min = 0.01, max = 1000.0), extend("x-unit" = "novices a day for each expert", "x-source" = "assumed: several times what communities have whose newcomers fit"))]
    pub bearable_novices: f64,
    /// Quit log odds of an expert per unit by which the log of that load is above the bearable.
    #[schemars(range(min = 0.0, max = 1.5), extend("x-unit" = "log odds per log load", "x-source" = "assumed: .15 (0 to .45); no causal estimate is known, answers lag behind questions at an elasticity of .6 (.3 to .9)"))]
    pub worn_out: f64,
    /// Log odds of writing that the same takes from an expert.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds per log load", "x-source" = "assumed: .3 (0 to .7)"))]
    pub writing_worn_out: f64,
}

impl Default for Interactions {
    fn default() -> Self {
        Self {
            on: true,
            balance: 0.0,
            satisfaction: -1.5,
            habituation: 0.6,
            information_scale: 40.0,
            reading_cost: 0.05,
            overload: 0.3,
            answered: -0.35,
            recognition: -0.1,
            audience_volume: 0.3,
            audience_often: 0.5,
            audience_days: 14.0,
            custom_days: 60.0,
            impression: 0.3,
            quiet: 2.0,
            quiet_writers: 2.0,
            settling: 5.0,
            ties_lost: 0.5,
            rejection: 0.45,
            rejection_veteran: 0.12,
            rejection_recognition: 0.5,
            explained: 0.6,
            hostility: 0.15,
            attacked: 0.6,
            ads: 1.5,
            need_over: 0.9,
            need_visits: 0.3,
            need_shared: 1.0,
            identity: 0.35,
            sunk_cost: -0.05,
            sunk_cost_days: 60.0,
            writing_recognition: 0.2,
            writing_satisfaction: 1.0,
            writing_reward: 4.0,
            writing_out_of_reach: 0.08,
            writing_prompted: 0.4,
            writing_ties_lost: 0.5,
            missing_weight: 0.1,
            keen_share: 0.2,
            keen_rest: 0.2,
            leader_attention: 1.6,
            call_memory: 30.0,
            call_fatigue: 3.0,
            call_lesson: 2.0,
            call_mute: 0.005,
            call_annoyance: 0.1,
            call_echo: 0.35,
            tie_preference: 3.0,
            tie_days: 45.0,
            answer_share: 0.75,
            first_attention: 1.5,
            conversation: 0.25,
            satisfaction_weight: 0.2,
            usual_weight: 0.1,
            recognition_weight: 0.3,
            most_recognition: 2.0,
            company_ties: 0.3,
            company_talk: 0.01,
            company_care: 0.5,
            told: 0.5,
            most_reading_cost: 0.3,
            scroll: 3.0,
            overload_writing: 1.0,
            mute_days: 2.0,
            mute_overload: 0.6,
            mute_gain: 3.0,
            muted_overload: 0.3,
            gap_satisfaction: 0.3,
            gap_overload: 0.05,
            call_weight: 0.3,
            answered_days: 5.0,
            cooling: 0.4,
            carried_over: 0.3,
            bearable_novices: 0.5,
            worn_out: 0.15,
            writing_worn_out: 0.3,
        }
    }
}
