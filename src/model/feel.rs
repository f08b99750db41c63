//! A visit, second half: how it felt.
//!
//! Feelings are arithmetic on what a visit brought and the visitor brings along ([`Sense`]): `feel` is written for one
//! visit, and worked out for a block of visits at once (see [`evening`](super::evening)). What befalls few is asked of one visit
//! after the other.

use super::experts::burden;
use super::lanes::{columns, one_if};
use super::member::{Member, NEVER, State, flag};
use super::place::Place;
use super::rules::{Gains, Rules};
use super::samplers::{exp_fast, ln_fast, logistic};
use super::visit::{Found, Visit, mark};
use crate::random::Purpose;

columns! {
    /// A visitor who has received the day's answers: all that feelings and the odds of quitting follow from. What is
    /// yes or no is 1 or 0.
    Sense, Senses {
        /// Share of the member's ties that were to people now gone.
        ties_lost,
        /// Log odds of quitting that follow from having been answered or not; 0 for those who only read.
        answered,
        /// Whether the member was attacked in a quarrel.
        attacked,
        /// Whether the operator took care of the member.
        cared,
        /// What a rejection adds to the log odds.
        stung,
        /// Strength of all ties.
        ties,
        /// Satisfaction before the visit.
        satisfaction,
        /// What has become usual.
        usual,
        /// Recognition.
        recognition,
        /// How well the subject suits.
        fit,
        /// How far the member has settled in.
        settled,
        /// What a reward is worth to the member.
        pleased,
        /// Factor on what overload is felt.
        hears,
        /// Whether the member has ever written.
        writer,
        /// Whether the member has been warned.
        warned,
        /// Own visits so far.
        visits,

/// What the price paid at the gate holds back of the log odds.
        sunk,
        /// What is asked of an expert beyond what is bearable.
        burden,
        /// Probability of quitting that is the member's own.
        kernel,
        /// Messages taken in on a visit before it hurts.
        capacity,
        /// Weight of information.
        for_information,
        /// Weight of company.
        for_company,
        /// Weight of recognition.
        for_recognition,
        /// Exponent of the gaps of those with no experience.
        gap,
        /// Slope of that exponent.
        gap_growth,
        /// Whether people talk in the room.
        talks,
        /// Quarrelling in the room.
        conflict,
    }
}

columns! {
    /// How a visit felt.
    Feeling, Feelings {
        /// What it was worth.
        gain,
        /// How far that is above expectation.
        surplus,
        /// Satisfaction after it.
        satisfaction,
        /// What has become usual.
        usual,
        /// How far the member has settled in.
        settled,
        /// Log of the pace over what can be taken in, as far as it is heard.
        overload,
    }
}

impl Sense {
    /// What is known of a visitor and their visit.
    #[inline(always)]
    pub(super) fn of(
        rules: &Rules,
        place: &Place,
        answered: f32,
        member: &Member,
        visit: &Visit,
    ) -> Self {
        let gains = &rules.gains;
        let kind = &rules.kinds[member.archetype as usize];
        let [for_information, for_company, for_recognition, _] = kind.needs;
        let own = member.quit * kind.quit_visit;
        Self {
            ties_lost: visit.ties.share(),
            answered,
            attacked: one_if(visit.attacked),
            cared: one_if(visit.is(mark::CARED)),
            stung: stung(rules, member, visit),
            ties: member.ties.total(),
            satisfaction: member.satisfaction,
            usual: member.usual,
            recognition: member.recognition,
            fit: member.fit,
            settled: member.settled,
            pleased: pleased(rules, place, member),
            hears: if member.is(flag::MUTED) {
                gains.muted_overload
            } else {
                1.0
            },
            writer: one_if(member.is(flag::WRITER)),
            warned: one_if(member.warnings > 0),
            visits: f32::from(member.visits),
            sunk: sunk(rules, place, member),
            burden: burden(rules, place, member, member.asked),
            kernel: own + kind.quit_floor * (1.0 - own),
            capacity: kind.capacity,
            for_information,
            for_company,
            for_recognition,
            gap: kind.gap,
            gap_growth: kind.gap_growth,
            talks: one_if(place.talks),
            conflict: place.conflict,
        }
    }
}

/// What is the same for all visitors of a day.
#[derive(Clone, Copy)]
pub(super) struct Terms {
    pub(super) gains: Gains,
    pub(super) promise: f32,
    pub(super) season: f32,
    /// What years of drift add to the log odds of quitting.
    pub(super) aged: f32,
    /// What years of drift add to the exponent of gaps.
    pub(super) slower: f32,
    pub(super) need_visits: f32,
    pub(super) need_over: f32,
    pub(super) belonging_lacked: f32,
}

impl Terms {
    /// Those of a day; in any of its places they are the same.
    #[inline]
    pub(super) fn of(rules: &Rules, place: &Place) -> Self {
        Self {
            gains: rules.gains,
            promise: rules.community.promise as f32,
            season: place.season,
            aged: rules.ageing.quit as f32 * place.aged,
            slower: rules.ageing.gap as f32 * place.aged,
            need_visits: place.need_visits,
            need_over: place.need_over,
            belonging_lacked: place.belonging_lacked,
        }
    }
}

/// What the visit was worth, and how far that is above expectation: what is usual and satisfaction follow.
#[inline(always)]
pub(super) fn feel(terms: &Terms, found: &Found, sense: &Sense) -> Feeling {
    let gains = &terms.gains;
    // Gains with diminishing returns 1 − e^x: information, company, recognition.
    let missed = exp_fast(-found.information * gains.information_rate);
    let lonely = exp_fast(
        -(gains.company_ties * sense.ties
            + gains.company_talk * found.small_talk
            + gains.company_care * sense.cared),
    );
    let unseen = exp_fast(-sense.recognition);
    // What a room for reading does not promise is not missed there.
    let talks = sense.talks > 0.0;
    let company = if talks { 1.0 - lonely } else { terms.promise };
    let recognition = if talks { 1.0 - unseen } else { terms.promise };
    // Somebody who is told what there is to find has found some of it.
    let information = (sense.fit * terms.season * (1.0 - missed))
        .max(gains.told * sense.cared * sense.fit * terms.season);
    let read = found.unread.min(3.0 * sense.capacity);
    let cost = gains.reading_cost * (read * (1.0 / 40.0)) / found.on_topic.max(0.1);
    let gain = sense.for_information * information
        + sense.for_company * company
        + sense.for_recognition * recognition
        - cost.min(gains.most_reading_cost)
        + sense.pleased;
    let expected = terms.promise + gains.habituation * (sense.usual - terms.promise);
    // A first impression counts in full.
    let weight = gains.satisfaction_weight
        + (1.0 - gains.satisfaction_weight) * newness(gains.settling, sense.settled);
    let something = 1.0 - missed / (1.0 + found.heard);
    let something = if sense.cared > 0.0 { 1.0 } else { something };
    Feeling {
        gain,
        surplus: gain - expected,
        satisfaction: sense.satisfaction + weight * (gain - expected - sense.satisfaction),
        usual: sense.usual + gains.usual_weight * (gain - sense.usual),
        settled: sense.settled + something,
        overload: sense.hears * found.overload(sense.capacity),
    }
}

/// How a visit feels where nothing but the kernel acts: as all others.
#[inline(always)]
pub(super) fn unmoved(sense: &Sense) -> Feeling {
    Feeling {
        gain: 0.0,
        surplus: 0.0,
        satisfaction: sense.satisfaction,
        usual: sense.usual,
        settled: sense.settled,
        overload: 0.0,
    }
}

/// How much of a newcomer somebody still is, in (0, 1]: half of it is gone after `settling` visits that had
/// something to offer.
#[inline(always)]
pub(super) fn newness(settling: f32, settled: f32) -> f32 {
    settling / (settling + settled)
}

/// A visitor is as satisfied as they feel, and perhaps mutes the room. Returns what so many calls of the operator add
/// to the log odds of quitting.
#[inline(always)]
pub(super) fn take_in(
    rules: &Rules,
    place: &Place,
    calls: f32,
    felt: &Feeling,
    member: &mut Member,
    visit: &mut Visit,
) -> f32 {
    if member.state != State::Present {
        // Removed while looking in: there is nothing left to feel.
        return 0.0;
    }
    member.satisfaction = felt.satisfaction;
    member.usual = felt.usual;
    member.reward = 0.0;
    decide_to_mute(rules, place, calls, felt, member, visit);
    if member.is(flag::CALLED) {
        member.call_worth += rules.gains.call_weight * (felt.surplus - member.call_worth);
    }
    member.asked *= 1.0 - rules.gains.impression;
    member.settled = felt.settled;
    called_too_often(rules, place, calls, member, visit)
}

/// In the first two days a newcomer may mute the room: overload against what it gives. Later, calls
/// make some do so.
#[inline(always)]
fn decide_to_mute(
    rules: &Rules,
    place: &Place,
    calls: f32,
    felt: &Feeling,
    member: &mut Member,
    visit: &mut Visit,
) {
    let base = rules.community.mute as f32;
    let new = f32::from(place.day - member.joined) <= rules.gains.mute_days;
    if !rules.gains.on
        || base <= 0.0
        || !place.talks
        || member.is(flag::MUTED)
        || !new && calls == 0.0
    {
        return;
    }
    let mut probability = rules.gains.call_mute * calls;
    if new {
        let promise = rules.community.promise as f32;
        let wish = ln_fast(base / (1.0 - base.min(0.999)))
            + rules.gains.mute_overload * felt.overload
            - rules.gains.mute_gain * (felt.gain - promise);
        probability += logistic(wish);
    }
    if visit.luck.uniform(Purpose::Mute) < probability {
        member.flags |= flag::MUTED;
        visit.marks |= mark::MUTED;
    }
}

/// What a reward received since the visit before, or handed to every visitor, is worth to a member.
#[inline]
fn pleased(rules: &Rules, place: &Place, member: &Member) -> f32 {
    let reward = member.reward + place.reward;
    if reward == 0.0 {
        return 0.0;
    }
    rules.need_of_gain(member) * (reward / (1.0 + reward))
}

/// What the price paid at the gate holds back of the log odds of quitting; it wears off.
#[inline]
fn sunk(rules: &Rules, place: &Place, member: &Member) -> f32 {
    if member.sunk_cost == 0.0 {
        return 0.0;
    }
    let gains = &rules.gains;
    let days = f32::from(place.day - member.joined);
    let hold = member.sunk_cost / (1.0 + member.sunk_cost);
    gains.sunk_cost * hold * exp_fast(-days / gains.sunk_cost_days)
}

/// What a rejection since the visit before adds to the log odds of quitting: most for somebody new.
#[inline]
fn stung(rules: &Rules, member: &Member, visit: &Visit) -> f32 {
    if !visit.is(mark::REJECTED) {
        return 0.0;
    }
    let gains = &rules.gains;
    let new = 1.0 / (1.0 + f32::from(member.active_days) * gains.answered_rate);
    let rejection = gains.rejection_veteran + (gains.rejection - gains.rejection_veteran) * new;
    if visit.is(mark::EXPLAINED) {
        rejection * gains.explained
    } else {
        rejection
    }
}

/// What the operator's calls since the visit before add to the log odds of quitting; the muted hear none.
#[inline]
fn called_too_often(
    rules: &Rules,
    place: &Place,
    calls: f32,
    member: &Member,
    visit: &Visit,
) -> f32 {
    if calls == 0.0 || member.is(flag::MUTED) {
        return 0.0;
    }
    let since = if visit.previous == NEVER {
        1
    } else {
        (place.day - visit.previous).max(1)
    };
    let a_week = calls * 7.0 / f32::from(since.max(7));
    rules.gains.call_annoyance * ln_fast(1.0 + a_week / rules.gains.call_fatigue)
}
