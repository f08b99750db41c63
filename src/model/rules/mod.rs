//! The settings of a scenario, compiled into what the engine reads while it runs.

mod calendar;
mod gains;
mod kind;

pub use gains::Gains;
pub use kind::Kind;
pub(in crate::model) use kind::gap_exponent;

use crate::model::member::{Member, flag};
use crate::model::samplers::{NormalQuantiles, ZetaGaps, exp_fast, ln_fast};
use crate::model::settings::{
    Ageing, Archetype, Audience, Community, Demand, Interactions, RoomKind, Wander,
};
use crate::model::ties::Fading;
use calendar::{cumulative, interests, level, weekdays};

/// Most topics a community can have.
pub const TOPICS: usize = 8;

/// Active days on which somebody who writes is still new, beyond the experience they brought along.
const NEW_FOR: u16 = 5;

/// Everything the engine reads and never writes.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Number of the first archetype of people whom the operator brings in; all before it are the scenario's.
    pub staff_from: usize,
    /// How many days are lived.
    pub days: u16,
    /// Weekday of day 0, Monday = 0.
    pub first_weekday: u8,
    /// The place.
    pub community: Community,
    /// Who could come.
    pub audience: Audience,
    /// How habits drift.
    pub ageing: Ageing,
    /// How the level of arrivals wanders.
    pub wander: Wander,
    /// Archetypes, in the order of the scenario.
    pub kinds: Vec<Kind>,
    /// Gains of the channels.
    pub gains: Gains,
    /// How ties fade.
    pub fading: Fading,
    /// Gaps between visits.
    pub gaps: &'static ZetaGaps,
    /// Standard normal numbers.
    pub normal: &'static NormalQuantiles,
    /// Numbers of the rooms one can talk in.
    pub chat_rooms: Vec<u8>,
    /// Number of the quiet room, the first of them, if there is one.
    pub quiet_room: Option<u8>,
    /// Cumulative shares of the community's own agenda over the topics.
    pub agenda: [f32; TOPICS],
    /// Number of topics.
    pub topics: usize,
    /// Demand on each day.
    season: Vec<f32>,
    /// Cumulative shares of interests on each day.
    interests: Vec<[f32; TOPICS]>,
    /// Probability that a visit planned for a weekday takes place then and not a day later.
    pub weekday: [f32; 7],
    /// How many days of the week are slower than the liveliest.
    pub slow_days: usize,
    /// Cumulative archetype shares for founders.
    founders: Vec<f32>,
    /// Cumulative archetype shares by channel; the last is word of mouth.
    joiners: Vec<Vec<f32>>,
}

impl Rules {
    /// Compiles the settings. They must have passed the scenario's checks.
    pub fn new(
        days: u16,
        first_weekday: u8,
        community: &Community,
        archetypes: &[Archetype],
        audience: &Audience,
        demand: &Demand,
        interactions: &Interactions,
    ) -> Self {
        let kinds: Vec<Kind> = archetypes.iter().map(Kind::new).collect();
        let topics = community.topic.len().clamp(1, TOPICS);
        let start: Vec<f64> = community.topic.iter().map(|topic| topic.interest).collect();
        let agenda: Vec<f64> = community.topic.iter().map(|topic| topic.focus).collect();
        let founders = mix_of(&kinds, |kind| {
            if kind.is_spammer() {
                0.0
            } else if kind.is_talker() {
                audience.founder_activity as f32
            } else {
                1.0
            }
        });
        let joiners = audience
            .channel
            .iter()
            .map(|channel| channel.spam as f32)
            .chain([0.0])
            .map(|spam| mix_of(&kinds, |kind| if kind.is_spammer() { spam } else { 1.0 }))
            .collect();
        let weekday = weekdays(&demand.weekday);
        Self {
            staff_from: kinds.len(),
            days,
            first_weekday,
            chat_rooms: community
                .room
                .iter()
                .enumerate()
                .filter(|(_, room)| room.kind == RoomKind::Chat)
                .map(|(number, _)| number as u8)
                .collect(),
            quiet_room: community
                .room
                .iter()
                .position(|room| room.kind == RoomKind::Quiet)
                .map(|number| number as u8),
            agenda: cumulative(&agenda),
            topics,
            season: (0..=days).map(|day| level(&demand.season, day)).collect(),
            interests: (0..=days)
                .map(|day| interests(demand, &start, day))
                .collect(),
            weekday,
            slow_days: weekday.iter().filter(|level| **level < 1.0).count(),
            gains: Gains::new(interactions),
            fading: Fading::new(interactions.tie_days),
            gaps: ZetaGaps::shared(),
            normal: NormalQuantiles::shared(),
            community: Community {
                promise: expected(community.promise, audience),
                ..community.clone()
            },
            audience: audience.clone(),
            ageing: demand.ageing,
            wander: demand.wander,
            founders,
            joiners,
            kinds,
        }
    }

    /// Demand on a day; 1 is ordinary.
    #[inline]
    pub fn season(&self, day: u16) -> f32 {
        self.season[day as usize]
    }

    /// Years of drift, at the pace of day 0, that habits have behind them on a day.
    pub fn aged(&self, day: u16) -> f32 {
        self.ageing.years_behind(day) as f32
    }

    /// The topic that somebody at `position` among interests cares for on `day`.
    #[inline]
    pub fn interest(&self, position: f32, day: u16) -> usize {
        if self.topics == 1 {
            return 0;
        }
        pick(&self.interests[day as usize][..self.topics], position)
    }

    /// The topic of the community's agenda at `position` in [0, 1).
    #[inline]
    pub fn agenda(&self, position: f32) -> usize {
        if self.topics == 1 {
            return 0;
        }
        pick(&self.agenda[..self.topics], position)
    }

    /// Archetype of a founder.
    pub fn founder_kind(&self, draw: f32) -> u8 {
        pick(&self.founders, draw) as u8
    }

    /// Archetype of somebody who comes through `channel` (the number of channels stands for word of mouth).
    pub fn joiner_kind(&self, channel: usize, draw: f32) -> u8 {
        pick(&self.joiners[channel], draw) as u8
    }

    /// Weekday of a day, Monday = 0.
    #[inline]
    pub fn weekday_of(&self, day: u16) -> usize {
        (day as usize + self.first_weekday as usize) % 7
    }

    /// Share of the people of a channel who look for something that has a price; those who come by word
    /// of mouth are like those of all channels together.
    pub fn expects_price(&self, channel: usize) -> f64 {
        let channels = &self.audience.channel;
        if let Some(channel) = channels.get(channel) {
            return channel.expects_price;
        }
        let sum: f64 = channels.iter().map(|channel| channel.per_day).sum();
        let expecting = channels
            .iter()
            .map(|channel| channel.per_day * channel.expects_price);
        if sum > 0.0 {
            expecting.sum::<f64>() / sum
        } else {
            0.0
        }
    }

    /// The number that stands for word of mouth among the channels.
    pub fn word_of_mouth(&self) -> usize {
        self.audience.channel.len()
    }

    /// Log of the audience relative to what makes the place feel ordinary, bounded so that neither
    /// an empty nor an enormous room acts without limit.
    ///
    /// What is expected follows what has become usual, in part, as it does with gain.
    pub fn audience_log(&self, visitors: f32, usual: f32) -> f32 {
        let expected = self.community.expected_visitors as f32;
        let used_to = self.gains.habituation * ln_fast(usual.max(0.05) / expected);
        (ln_fast(visitors.max(0.05) / expected) - used_to).clamp(-2.5, 1.5)
    }

    /// Share of those who would join the liveliest of places who still join one with so many writers a day.
    pub fn inviting(&self, writers: f32) -> f32 {
        let half = self.audience.convincing_writers as f32;
        1.0 - (1.0 - self.audience.silent_joins as f32) * half / (half + writers)
    }

    /// Share of a member's wishes that material gain takes: few care much for it, most hardly.
    pub fn need_of_gain(&self, member: &Member) -> f32 {
        let need = self.kinds[member.archetype as usize].needs[3];
        let factor = self.gains.keen[usize::from(member.is(flag::KEEN))];
        need * factor / (1.0 - need + need * factor)
    }

    /// Whether a member is on their first active days, and has come to take part and not to advertise.
    pub fn is_new(&self, member: &Member) -> bool {
        let kind = &self.kinds[member.archetype as usize];
        member.active_days <= kind.experience.saturating_add(NEW_FOR) && !kind.is_spammer()
    }

    /// Effort a gate costs after which a share exp(−φ·effort/(.25 + fit)) still comes in.
    pub fn passes(&self, kind: u8, fit: f32, sensitivity: f32, cost: f32) -> f32 {
        let resolve = self.kinds[kind as usize].resolve;
        exp_fast(-sensitivity / resolve * cost / (0.25 + fit))
    }
}

/// Groups that an ordinary member is in: what the model's other values hold for.
const ORDINARY_GROUPS: f64 = 16.0;

/// What is expected of a visit where a place has promised so much, among all else that people could open.
fn expected(promise: f64, audience: &Audience) -> f64 {
    let groups = audience.competing_groups.max(1.0);
    let more = audience.competition * libm::log(groups / ORDINARY_GROUPS);
    (promise + more).clamp(0.0, 1.0)
}

fn mix_of(kinds: &[Kind], factor: impl Fn(&Kind) -> f32) -> Vec<f32> {
    let weights: Vec<f32> = kinds.iter().map(|kind| kind.share * factor(kind)).collect();
    let sum: f32 = weights.iter().sum();
    let mut reached = 0.0;
    weights
        .iter()
        .map(|weight| {
            reached += if sum > 0.0 { weight / sum } else { 1.0 };
            reached
        })
        .collect()
}

pub(in crate::model) fn pick(cumulative: &[f32], draw: f32) -> usize {
    cumulative
        .iter()
        .position(|reached| draw < *reached)
        .unwrap_or(cumulative.len() - 1)
}
