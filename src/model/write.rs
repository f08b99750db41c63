//! A visit, first half: a visitor writes.

use super::experts::{expertise, novice};
use super::member::{Member, flag};
use super::place::Place;
use super::read::drawn;
use super::rules::Rules;
use super::samplers::ln_fast;
use super::traffic::Traffic;
use super::visit::{Visit, overload};
use crate::random::Purpose;

/// A visitor who reads at some `pace` will write: the log of how much. Messages of a day are log-normal and grow with
/// experience. Counts the active day in the member's record.
#[inline(always)]
pub fn log_amount(
    rules: &Rules,
    place: &Place,
    member: &mut Member,
    visit: &Visit,
    pace: f32,
) -> f32 {
    let kind = &rules.kinds[member.archetype as usize];
    if !member.is(flag::CALLED) {
        member.active_days = member.active_days.saturating_add(1);
    }
    let growth = kind.messages_growth * seniority(member.active_days);
    let luck = visit.luck.stream(Purpose::Volume).word();
    let spread = kind.messages_within * rules.normal.of_word(luck);
    let overload = overload(pace, kind.capacity);
    let drift = rules.ageing.messages as f32 * place.aged;
    member.volume
        + growth
        + drift
        + spread
        + place.talk
        + place.audience
        + rules.gains.amount_reward * drawn(rules, member)
        - rules.gains.writing_ties_lost * member.missing
        - rules.gains.overload_writing * rules.gains.overload * overload
}

/// A visitor writes: the `amount` is rounded up. Changes the member's record of writing and adds to the room's
/// `traffic`.
#[inline(always)]
pub fn write(
    rules: &Rules,
    place: &Place,
    member: &mut Member,
    visit: &mut Visit,
    amount: f32,
    traffic: &mut Traffic,
) {
    let draws = visit.luck;
    let interest = rules.interest(member.interest, place.day);
    let kind = &rules.kinds[member.archetype as usize];
    // Rounding up is exact wherever it is done.
    let messages = amount.ceil().clamp(1.0, 5000.0);
    visit.messages = messages as u16;

    member.posts = member.posts.saturating_add(u32::from(visit.messages));
    member.last_post = place.day;
    member.flags |= flag::WRITER;

    let mut position = draws.uniform(Purpose::Topic);
    let focus = rules.community.focus as f32;
    let focus = focus + (1.0 - focus) * place.steered;
    let topic = if rules.topics > 1 && position < focus {
        position /= focus;
        put_before(rules, place, position)
    } else {
        interest
    };
    let messages = f64::from(messages);
    let ads = messages * f64::from(kind.ads * place.ads);
    let small_talk = (messages - ads) * rules.community.small_talk;
    traffic.writers += 1;
    traffic.said.writers += f64::from(u8::from(!kind.is_spammer()));
    traffic.said.messages += messages;
    traffic.said.ads += ads;
    traffic.said.small_talk += small_talk;
    traffic.said.information[topic] += (messages - ads - small_talk) * f64::from(kind.quality);
    traffic.attention += messages * f64::from(attention(rules, member));
    if !kind.is_spammer() {
        traffic.novices += novice(rules, member);
        traffic.experts += f64::from(expertise(&rules.gains, member));
    }
}

/// The topic of somebody who writes about the community's subject: the one that is put before it, or one of its own.
#[inline]
fn put_before(rules: &Rules, place: &Place, position: f32) -> usize {
    match place.agenda {
        None => rules.agenda(position),
        Some((topic, share)) if position < share => usize::from(topic),
        Some((_, share)) => rules.agenda((position - share) / (1.0 - share)),
    }
}

/// Attention a member's messages draw.
#[inline]
pub fn attention(rules: &Rules, member: &Member) -> f32 {
    let kind = &rules.kinds[member.archetype as usize];
    let first_day = member.active_days == kind.experience.saturating_add(1);
    let attention = kind.attention
        * if first_day {
            rules.gains.first_attention
        } else {
            1.0
        };
    if member.is(flag::PROMOTED) {
        attention * rules.gains.leader_attention
    } else {
        attention
    }
}

/// How far a member is on the way from the 20th to the 100th active day, on a log scale.
#[inline]
pub(super) fn seniority(active_days: u16) -> f32 {
    if active_days <= 20 {
        return 0.0;
    }
    let way = ln_fast(f32::from(active_days) * (1.0 / 20.0)) * (1.0 / 1.609_438);
    way.min(1.0)
}
