//! A visit, between its halves: what has become of one's ties, and what came back for one's messages.

use super::member::Member;
use super::place::Place;
use super::rules::Rules;
use super::samplers::poisson;
use super::visit::{Losses, Visit, mark};
use super::write::attention;
use crate::random::{Purpose, Stream};

/// At most this many different people are remembered for answering on one day.
pub(super) const REMEMBERED: u32 = 4;

/// What a member can see of the others: who writes today and who is gone.
#[derive(Clone, Copy)]
pub struct Others<'a> {
    /// One bit a member: writes today.
    pub writing: &'a [u64],
    /// One bit a member: will not come back.
    pub gone: &'a [u64],
    /// Members who write in the same room today.
    pub writers: &'a [u32],
}

/// The bit of `number`: 1 or 0.
#[inline]
pub fn bit(bits: &[u64], number: u32) -> u32 {
    (bits[(number >> 6) as usize] >> (number & 63)) as u32 & 1
}

/// A visitor's ties have faded since the last visit. Returns whether any are left.
#[inline(always)]
pub(super) fn let_ties_fade(rules: &Rules, place: &Place, member: &mut Member) -> bool {
    let Member { ties, faded, .. } = member;
    ties.fade(faded, place.day, &rules.fading);
    member.missing *= 1.0 - rules.gains.missing_weight;
    !member.ties.is_empty()
}

/// A visitor's ties to people who are gone are lost.
#[inline(always)]
pub(super) fn miss_the_gone(gone: &[u64], member: &mut Member, visit: &mut Visit) {
    let (held, lost) = member.ties.forget(|tie| bit(gone, tie));
    visit.ties = Losses::of(lost, held);
    member.missing += visit.ties.share();
}

/// A visitor's ties have faded since the last visit, and those to people who are gone are lost.
pub fn look_around(
    rules: &Rules,
    place: &Place,
    others: Others<'_>,
    member: &mut Member,
    visit: &mut Visit,
) {
    if let_ties_fade(rules, place, member) {
        miss_the_gone(others.gone, member, visit);
    }
}

/// Up to so many messages of one day are looked at one by one for answers.
const FEW: u16 = 4;

/// Answers to `messages`, `each` on average. What nobody has answered yet is answered first, so
/// a few messages share evenly: each gets `each` answers, rounded down or up. In forums fewer than
/// a quarter of single first messages go unanswered at .8 answers a message, where independent
/// answers would leave out almost half. For many messages the difference does not show.
#[inline(always)]
fn answers_to(messages: u16, each: f32, stream: &mut Stream) -> u32 {
    if messages > FEW {
        return poisson(f32::from(messages) * each, stream);
    }
    let certain = each as u32;
    let chance = each - certain as f32;
    (0..messages)
        .map(|_| certain + u32::from(stream.chance(chance)))
        .sum()
}

/// Draws the answers to the day's messages. Returns how many of them are remembered.
#[inline(always)]
pub(super) fn draw_answers(
    rules: &Rules,
    place: &Place,
    member: &Member,
    visit: &mut Visit,
) -> u32 {
    let by_others = place.messages - f32::from(visit.messages);
    if by_others >= 1.0 {
        let each = place.answer_rate * attention(rules, member);
        let mut stream = visit.luck.stream(Purpose::Answers);
        let answers = answers_to(visit.messages, each, &mut stream) as f32;
        visit.answers = answers.min(by_others) as u16;
    }
    u32::from(visit.answers).min(REMEMBERED)
}

/// A writer remembers who gave the answer with this number.
#[inline(always)]
pub(super) fn remember(
    rules: &Rules,
    others: Others<'_>,
    number: u32,
    member: &mut Member,
    visit: &Visit,
) {
    // Two words of luck an answer.
    let mut stream = visit.luck.stream(Purpose::Replier).after(2 * number);
    let count = others.writers.len() as u32;
    let point = stream.uniform();
    let choice = stream.below(count);
    let known = member
        .ties
        .choose(point, rules.gains.tie_preference, count, |tie| {
            bit(others.writing, tie)
        });
    let replier = known.unwrap_or_else(|| {
        let anybody = others.writers[choice as usize];
        if anybody == visit.member {
            others.writers[((choice + 1) % count) as usize]
        } else {
            anybody
        }
    });
    if replier != visit.member {
        member.ties.strengthen(replier);
    }
}

/// What being answered, or not, makes of a writer. Returns the log odds of quitting that follow.
#[inline(always)]
pub(super) fn respond(
    rules: &Rules,
    place: &Place,
    others: Others<'_>,
    member: &mut Member,
    visit: &mut Visit,
) -> f32 {
    let written = f32::from(visit.messages);
    let answers = f32::from(visit.answers).max(if visit.is(mark::CARED) {
        written.min(2.0)
    } else {
        0.0
    });
    if place.conflict > 0.0 && rules.gains.on {
        // One person is attacked for each unit of conflict.
        let chance = place.conflict / others.writers.len().max(1) as f32;
        visit.attacked = visit.luck.uniform(Purpose::Attack) < chance;
    }
    let recognition = (answers / written / rules.gains.ordinary).min(rules.gains.most_recognition);
    member.recognition += rules.gains.recognition_weight * (recognition - member.recognition);
    // Centred on the ordinary share of answered days, so that the kernel holds on average.
    let got = if answers > 0.0 { 1.0 } else { 0.0 };
    let fading = 1.0 / (1.0 + f32::from(member.active_days) * rules.gains.answered_rate);
    rules.gains.answered * fading * (got - 0.75)
}

/// Draws the answers to the day's messages and remembers who gave them. Returns the log odds of quitting that follow
/// from having been answered or not.
pub fn receive_answers(
    rules: &Rules,
    place: &Place,
    others: Others<'_>,
    member: &mut Member,
    visit: &mut Visit,
) -> f32 {
    for number in 0..draw_answers(rules, place, member, visit) {
        remember(rules, others, number, member, visit);
    }
    respond(rules, place, others, member, visit)
}
