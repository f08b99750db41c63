//! The eve of day 0: rooms begin as lively as the people who are there make them.
//!
//! Nothing is lived before day 0, but those who are there know the place: they have been coming and
//! writing at the pace that their own laws give. So the impression of how many come and how much is said,
//! what has become usual, and one day of talk to be found on day 0 follow from the members themselves.

use super::community::Community;
use super::member::{Member, NEVER, State};
use super::room::Eve;
use super::rules::{Kind, Rules};
use super::samplers::exp_fast;
use super::write::seniority;
use std::collections::BTreeMap;

/// Days ahead over which a member's pace is taken.
const AHEAD: usize = 28;

/// Lets every room begin with an ordinary day of those who are there behind it, and their expectations
/// with what it gives them.
pub(super) fn begin(community: &mut Community<'_>) {
    let rules = community.rules;
    let mut paces: BTreeMap<(u8, u16), [f32; AHEAD]> = BTreeMap::new();
    let mut eves = vec![Eve::default(); community.rooms.len()];
    for chunk in &community.chunks {
        for (member, next) in chunk.members.iter().zip(&chunk.next_day) {
            if member.state != State::Present || *next == NEVER {
                continue;
            }
            let kind = &rules.kinds[member.archetype as usize];
            let key = (member.archetype, member.visits);
            let visits = paces
                .entry(key)
                .or_insert_with(|| visits_ahead(rules, kind, member.visits));
            let Some(left) = AHEAD.checked_sub(usize::from(*next) + 1) else {
                continue;
            };
            let daily = f64::from(1.0 + visits[left]) / AHEAD as f64;
            add(rules, kind, member, daily, &mut eves[member.room as usize]);
        }
    }
    for (room, eve) in community.rooms.iter_mut().zip(&eves) {
        room.begin(eve);
    }
    if !rules.gains.on || rules.gains.habituation <= 0.0 {
        return;
    }
    for chunk in &mut community.chunks {
        for member in &mut chunk.members {
            let gain = ordinary_gain(rules, member, &eves[member.room as usize]);
            // So that what they expect is what they get: promise + habituation · (usual − promise).
            let promise = rules.community.promise as f32;
            member.usual = promise + (gain - promise) / rules.gains.habituation;
        }
    }
}

/// What an ordinary day of the room gives to a member who looks in on the next.
fn ordinary_gain(rules: &Rules, member: &Member, eve: &Eve) -> f32 {
    let gains = &rules.gains;
    let kind = &rules.kinds[member.archetype as usize];
    let messages = (eve.said.messages as f32).max(1.0);
    let of_interest = eve.said.information[rules.interest(member.interest, 0)] as f32;
    let read = (gains.scroll * kind.capacity / messages).min(1.0);
    let company = gains.company_ties * member.ties.total()
        + gains.company_talk * eve.said.small_talk as f32 * read;
    let cost = gains.reading_cost * (messages.min(gains.scroll * kind.capacity) / 40.0)
        / (of_interest / messages).clamp(0.1, 1.0);
    let [information, for_company, recognition, _] = kind.needs;
    information * member.fit * (1.0 - exp_fast(-of_interest * read * gains.information_rate))
        + for_company * (1.0 - exp_fast(-company))
        + recognition * (1.0 - exp_fast(-member.recognition))
        - cost.min(gains.most_reading_cost)
}

/// What one member who looks in `daily` times a day adds to an ordinary day.
fn add(rules: &Rules, kind: &Kind, member: &Member, daily: f64, eve: &mut Eve) {
    let writes = daily / (1.0 + f64::from(exp_fast(-kind.post)));
    let growth = kind.messages_growth * seniority(member.active_days);
    let within = kind.messages_within * kind.messages_within;
    // Numbers of messages are rounded up, hence the half.
    let messages = writes * f64::from(exp_fast(member.volume + growth + 0.5 * within) + 0.5);
    let ads = messages * f64::from(kind.ads);
    let small_talk = (messages - ads) * rules.community.small_talk;
    let information = (messages - ads - small_talk) * f64::from(kind.quality);
    if !kind.is_spammer() {
        eve.visitors += daily;
        eve.said.writers += writes;
    }
    eve.said.messages += messages;
    eve.said.ads += ads;
    eve.said.small_talk += small_talk;
    let agenda = if rules.topics > 1 {
        rules.community.focus
    } else {
        0.0
    };
    eve.said.information[rules.interest(member.interest, 0)] += (1.0 - agenda) * information;
    let mut before = 0.0;
    for (sum, reached) in eve
        .said
        .information
        .iter_mut()
        .zip(rules.agenda)
        .take(rules.topics)
    {
        *sum += agenda * information * f64::from(reached - before);
        before = reached;
    }
}

/// Entry d: how often somebody is expected to look in on the d days that follow a visit, the
/// `visits`-th so far or the first after so many brought along.
fn visits_ahead(rules: &Rules, kind: &Kind, visits: u16) -> [f32; AHEAD] {
    let [quits, stays] = kind.quit_shape;
    // From the last visit that can matter back to the first: after the n-th visit with d days to go,
    // `ahead[d]` more are expected.
    let mut ahead = [0.0_f32; AHEAD];
    for number in (0..AHEAD as u16).rev() {
        let so_far = visits.saturating_add(number);
        let own = quits / (quits + stays + f64::from(so_far)) * f64::from(kind.quit_visit);
        let floor = f64::from(kind.quit_floor);
        let comes_back = ((1.0 - own) * (1.0 - floor)) as f32;
        let exponent = kind.gap_exponent(so_far.max(1));
        let mut chances = [0.0_f32; AHEAD];
        let mut before = 0.0;
        for gap in 1..AHEAD {
            let within = rules.gaps.within(exponent, gap as u16);
            chances[gap] = within - before;
            before = within;
        }
        // Gap after gap for all days at once, which are many additions side by side and for each of the days in
        // the same order.
        let mut sums = [0.0_f32; AHEAD];
        for gap in 1..AHEAD {
            for (sum, later) in sums[gap..].iter_mut().zip(&ahead) {
                *sum += chances[gap] * (1.0 + later);
            }
        }
        ahead = sums.map(|sum| comes_back * sum);
    }
    ahead
}
