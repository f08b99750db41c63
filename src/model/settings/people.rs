//! The people: what kinds there are, and who could ever hear of the place.

use crate::model::acquaintances::Acquaintances;
use crate::model::history::Past;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
