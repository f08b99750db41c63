//! The settings of a scenario, compiled into what the engine reads while it runs.

use super::member::{Member, flag};
use super::samplers::{BetaQuantiles, NormalQuantiles, ZetaGaps, exp_fast, ln_count, ln_fast};
use super::settings::{
    Ageing, Archetype, Audience, Community, Demand, Interactions, RoomKind, SeasonPoint, Wander,
};
use super::ties::Fading;
use std::sync::Arc;

/// Most topics a community can have.
pub const TOPICS: usize = 8;

/// Active days on which somebody who writes is still new, beyond the experience they brought along.
const NEW_FOR: u16 = 5;

/// An archetype, ready to be drawn from.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Name in tables and charts.
    pub name: String,
    /// Share among ordinary joiners.
    pub share: f32,
    /// Log odds of writing on a visit.
    pub post: f32,
    /// Personal quit probabilities.
    pub quit: Arc<BetaQuantiles>,
    /// Quit odds of a visit relative to an active day.
    pub quit_visit: f32,
    /// Quit probability of every visit whoever it is.
    pub quit_floor: f32,
    /// Added to the gap exponent.
    pub gap: f32,
    /// Slope of the gap exponent over the squared log of experience.
    pub gap_growth: f32,
    /// Parameters of the distribution of quit probabilities.
    pub quit_shape: [f64; 2],
    /// Log of the median number of messages.
    pub messages: f32,
    /// Standard deviation of the log between members.
    pub messages_between: f32,
    /// Standard deviation of the log from day to day.
    pub messages_within: f32,
    /// Growth of the log from the 20th to the 100th active day.
    pub messages_growth: f32,
    /// Attention drawn by a message: the square root of the setting, so that newcomers are not starved of answers.
    pub attention: f32,
    /// Information in a message.
    pub quality: f32,
    /// Share of messages that are advertisements.
    pub ads: f32,
    /// Weights of information, company, recognition, gain; they sum to 1.
    pub needs: [f32; 4],
    /// Active days brought along.
    pub experience: u16,
    /// Messages taken in on a visit before it hurts.
    pub capacity: f32,
    /// Willingness to go through a gate.
    pub resolve: f32,
}

impl Kind {
    fn new(archetype: &Archetype) -> Self {
        let sum = archetype.need_information
            + archetype.need_company
            + archetype.need_recognition
            + archetype.need_gain;
        let weight = |need: f64| if sum > 0.0 { (need / sum) as f32 } else { 0.25 };
        let post = archetype.post.clamp(1e-6, 1.0 - 1e-6);
        Self {
            name: archetype.name.clone(),
            share: archetype.share as f32,
            post: libm::log(post / (1.0 - post)) as f32,
            quit: BetaQuantiles::shared(archetype.quit_a, archetype.quit_b),
            quit_visit: archetype.quit_visit as f32,
            quit_floor: archetype.quit_floor as f32,
            gap: archetype.gap as f32,
            gap_growth: archetype.gap_growth as f32,
            quit_shape: [archetype.quit_a, archetype.quit_b],
            messages: libm::log(archetype.messages) as f32,
            messages_between: archetype.messages_between as f32,
            messages_within: archetype.messages_within as f32,
            messages_growth: archetype.messages_growth as f32,
            attention: libm::sqrt(archetype.attention) as f32,
            quality: archetype.quality as f32,
            ads: archetype.ads as f32,
            needs: [
                weight(archetype.need_information),
                weight(archetype.need_company),
                weight(archetype.need_recognition),
                weight(archetype.need_gain),
            ],
            experience: archetype.experience,
            capacity: archetype.capacity as f32,
            resolve: archetype.resolve as f32,
        }
    }

    /// Exponent of the gap after the given number of visits, under ordinary conditions.
    #[inline]
    pub fn gap_exponent(&self, visits: u16) -> f32 {
        let experience = ln_count(visits.max(1));
        1.27 + self.gap_growth * experience * experience + self.gap
    }

    /// Whether members of this kind write nothing but advertisements.
    pub fn is_spammer(&self) -> bool {
        self.ads > 0.5
    }

    /// Whether members of this kind write more often than not.
    pub fn is_talker(&self) -> bool {
        self.post > -1.0 && !self.is_spammer()
    }
}

/// The gains of the model's channels, as read in the hot loop (see [`Interactions`]).
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // Each field is documented where it is set by the user, in `Interactions`.
pub struct Gains {
    pub on: bool,
    pub balance: f32,
    pub satisfaction: f32,
    pub habituation: f32,
    pub information_rate: f32,
    pub reading_cost: f32,
    pub overload: f32,
    pub answered: f32,
    pub recognition: f32,
    pub audience: f32,
    pub audience_often: f32,
    /// Weights of the newest day in the impression of the audience, and in what has become custom.
    pub audience_weight: f32,
    pub custom_weight: f32,
    pub impression: f32,
    pub quiet: f32,
    pub quiet_writers: f32,
    pub settling: f32,
    pub ties_lost: f32,
    pub rejection: f32,
    pub rejection_veteran: f32,
    pub rejection_recognition: f32,
    pub explained: f32,
    pub hostility: f32,
    pub attacked: f32,
    pub ads: f32,
    pub need_over: f32,
    pub need_visits: f32,
    pub need_shared: f32,
    pub identity: f32,
    pub sunk_cost: f32,
    pub sunk_cost_days: f32,
    pub writing_recognition: f32,
    pub writing_satisfaction: f32,
    pub writing_reward: f32,
    pub writing_out_of_reach: f32,
    pub writing_prompted: f32,
    pub writing_ties_lost: f32,
    pub missing_weight: f32,
    pub leader_attention: f32,
    pub call_memory: f32,
    pub call_fatigue: f32,
    pub call_lesson: f32,
    pub call_mute: f32,
    pub call_annoyance: f32,
    pub call_echo: f32,
    /// Factors on the odds of caring for gain: those who care little for it, and those who care much.
    pub keen: [f32; 2],
    pub keen_share: f32,
    pub tie_preference: f32,
    /// Answers per message when there is one message for each reader.
    pub answers: f32,
    /// Share of messages that is answered then: the ordinary recognition.
    pub ordinary: f32,
    pub first_attention: f32,
    pub conversation: f32,
    pub satisfaction_weight: f32,
    pub usual_weight: f32,
    pub recognition_weight: f32,
    pub most_recognition: f32,
    pub company_ties: f32,
    pub company_talk: f32,
    pub company_care: f32,
    pub told: f32,
    pub most_reading_cost: f32,
    pub scroll: f32,
    pub overload_writing: f32,
    pub mute_days: f32,
    pub mute_overload: f32,
    pub mute_gain: f32,
    pub muted_overload: f32,
    pub gap_satisfaction: f32,
    pub gap_overload: f32,
    pub call_weight: f32,
    /// 1 over the active days after which half is gone.
    pub answered_rate: f32,
    pub cooling: f32,
    pub carried_over: f32,
    pub bearable_novices: f32,
    pub worn_out: f32,
    pub writing_worn_out: f32,
}

impl Gains {
    fn new(settings: &Interactions) -> Self {
        // With the interactions off nothing but the kernel may act: every gain is nought.
        let gain = |value: f64| if settings.on { value as f32 } else { 0.0 };
        let answers = -libm::log(1.0 - settings.answer_share) as f32;
        Self {
            on: settings.on,
            balance: gain(settings.balance),
            satisfaction: gain(settings.satisfaction),
            habituation: settings.habituation as f32,
            information_rate: (1.0 / settings.information_scale) as f32,
            reading_cost: gain(settings.reading_cost),
            overload: gain(settings.overload),
            answered: gain(settings.answered),
            recognition: gain(settings.recognition),
            audience: gain(settings.audience_volume),
            audience_often: settings.audience_often as f32,
            audience_weight: (1.0 / settings.audience_days) as f32,
            custom_weight: (1.0 / settings.custom_days) as f32,
            impression: settings.impression as f32,
            quiet: gain(settings.quiet),
            quiet_writers: settings.quiet_writers as f32,
            settling: settings.settling as f32,
            ties_lost: gain(settings.ties_lost),
            rejection: gain(settings.rejection),
            rejection_veteran: gain(settings.rejection_veteran),
            rejection_recognition: gain(settings.rejection_recognition),
            explained: settings.explained as f32,
            hostility: gain(settings.hostility),
            attacked: gain(settings.attacked),
            ads: gain(settings.ads),
            need_over: gain(settings.need_over),
            need_visits: gain(settings.need_visits),
            need_shared: gain(settings.need_shared),
            identity: gain(settings.identity),
            sunk_cost: gain(settings.sunk_cost),
            sunk_cost_days: settings.sunk_cost_days as f32,
            writing_recognition: gain(settings.writing_recognition),
            writing_satisfaction: gain(settings.writing_satisfaction),
            writing_reward: gain(settings.writing_reward),
            writing_out_of_reach: gain(settings.writing_out_of_reach),
            writing_prompted: gain(settings.writing_prompted),
            writing_ties_lost: gain(settings.writing_ties_lost),
            missing_weight: settings.missing_weight as f32,
            leader_attention: settings.leader_attention as f32,
            call_memory: settings.call_memory as f32,
            call_fatigue: settings.call_fatigue as f32,
            call_lesson: gain(settings.call_lesson),
            call_mute: gain(settings.call_mute),
            call_annoyance: gain(settings.call_annoyance),
            call_echo: gain(settings.call_echo),
            keen: {
                let (share, rest) = (settings.keen_share.max(0.01), settings.keen_rest);
                [rest, (1.0 - (1.0 - share) * rest) / share].map(|factor| factor as f32)
            },
            keen_share: settings.keen_share as f32,
            tie_preference: settings.tie_preference as f32,
            answers,
            ordinary: (1.0 - exp_fast(-answers)).max(0.05),
            first_attention: settings.first_attention as f32,
            conversation: gain(settings.conversation),
            satisfaction_weight: settings.satisfaction_weight as f32,
            usual_weight: settings.usual_weight as f32,
            recognition_weight: settings.recognition_weight as f32,
            most_recognition: settings.most_recognition as f32,
            company_ties: settings.company_ties as f32,
            company_talk: settings.company_talk as f32,
            company_care: settings.company_care as f32,
            told: settings.told as f32,
            most_reading_cost: settings.most_reading_cost as f32,
            scroll: settings.scroll as f32,
            overload_writing: settings.overload_writing as f32,
            mute_days: settings.mute_days as f32,
            mute_overload: settings.mute_overload as f32,
            mute_gain: settings.mute_gain as f32,
            muted_overload: settings.muted_overload as f32,
            gap_satisfaction: settings.gap_satisfaction as f32,
            gap_overload: settings.gap_overload as f32,
            call_weight: settings.call_weight as f32,
            answered_rate: (1.0 / settings.answered_days) as f32,
            cooling: settings.cooling as f32,
            carried_over: settings.carried_over as f32,
            bearable_novices: settings.bearable_novices as f32,
            worn_out: gain(settings.worn_out),
            writing_worn_out: gain(settings.writing_worn_out),
        }
    }
}

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
    /// Whether there is a quiet room.
    pub quiet_room: bool,
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
                .any(|room| room.kind == RoomKind::Quiet),
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
        let years = self.ageing.years;
        (years * -libm::expm1(-f64::from(day) / (365.0 * years))) as f32
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

pub(super) fn pick(cumulative: &[f32], draw: f32) -> usize {
    cumulative
        .iter()
        .position(|reached| draw < *reached)
        .unwrap_or(cumulative.len() - 1)
}

fn cumulative(weights: &[f64]) -> [f32; TOPICS] {
    let sum: f64 = weights.iter().take(TOPICS).sum();
    let mut shares = [1.0; TOPICS];
    let mut reached = 0.0;
    for (share, weight) in shares.iter_mut().zip(weights) {
        reached += if sum > 0.0 {
            weight / sum
        } else {
            1.0 / weights.len() as f64
        };
        *share = reached as f32;
    }
    shares
}

/// Position of `day` between the points at `at`: the number of the later one and how far on the way to it.
fn between(at: &[u16], day: u16) -> (usize, f64) {
    let later = at
        .iter()
        .position(|point| *point >= day)
        .unwrap_or(at.len());
    if later == 0 || later == at.len() {
        return (later, 1.0);
    }
    let (from, to) = (f64::from(at[later - 1]), f64::from(at[later]));
    (later, (f64::from(day) - from) / (to - from))
}

fn level(season: &[SeasonPoint], day: u16) -> f32 {
    if season.is_empty() {
        return 1.0;
    }
    let days: Vec<u16> = season.iter().map(|point| point.day).collect();
    let (later, way) = between(&days, day);
    let earlier = season[later.saturating_sub(1)].level;
    let level = season.get(later).map_or(earlier, |point| {
        if later == 0 {
            point.level
        } else {
            earlier + way * (point.level - earlier)
        }
    });
    level as f32
}

fn interests(demand: &Demand, start: &[f64], day: u16) -> [f32; TOPICS] {
    let points = &demand.interest;
    if points.is_empty() {
        return cumulative(start);
    }
    let days: Vec<u16> = points.iter().map(|point| point.day).collect();
    let (later, way) = between(&days, day);
    let share = |point: &[f64], topic: usize| {
        let sum: f64 = point.iter().sum();
        if sum > 0.0 { point[topic] / sum } else { 0.0 }
    };
    let earlier = &points[later.saturating_sub(1)].weights;
    let next = points.get(later).map_or(earlier, |point| &point.weights);
    let weights: Vec<f64> = (0..start.len().min(earlier.len()).min(next.len()))
        .map(|topic| {
            let (from, to) = (share(earlier, topic), share(next, topic));
            if later == 0 {
                to
            } else {
                from + way * (to - from)
            }
        })
        .collect();
    cumulative(&weights)
}

fn weekdays(levels: &[f64]) -> [f32; 7] {
    let mut weekday = [1.0; 7];
    let highest = levels.iter().copied().fold(0.0, f64::max);
    if highest > 0.0 {
        for (day, level) in weekday.iter_mut().zip(levels) {
            *day = (level / highest) as f32;
        }
    }
    weekday
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_runs_in_straight_lines() {
        let season = [
            SeasonPoint {
                day: 10,
                level: 1.0,
            },
            SeasonPoint {
                day: 20,
                level: 3.0,
            },
        ];
        let at = |day| level(&season, day);
        assert_eq!(
            (at(0), at(10), at(15), at(20), at(99)),
            (1.0, 1.0, 2.0, 3.0, 3.0)
        );
    }

    #[test]
    fn picks_follow_the_weights() {
        let shares = cumulative(&[1.0, 3.0]);
        assert_eq!(pick(&shares[..2], 0.2), 0);
        assert_eq!(pick(&shares[..2], 0.3), 1);
        assert_eq!(pick(&shares[..2], 0.999_999_9), 1);
    }
}
