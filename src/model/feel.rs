//! A visit, second half: how it felt, whether to stay, and when to look in again.

use super::cause::Cause;
use super::experts::burden;
use super::member::{Member, NEVER, State, flag};
use super::place::Place;
use super::rules::Rules;
use super::samplers::{exp_fast, ln_fast, logistic};
use super::visit::{Visit, mark};
use crate::random::{Day, Purpose, Stream};

/// Gains with diminishing returns: information, company, recognition.
pub const DIMINISHING: usize = 3;

/// The exponents x of the gains 1 − e^x. The exponentials are taken for many visits at once.
#[inline]
pub fn diminishing(rules: &Rules, member: &Member, visit: &Visit) -> [f32; DIMINISHING] {
    let gains = &rules.gains;
    let company = gains.company_ties * member.ties.total()
        + gains.company_talk * visit.small_talk
        + gains.company_care * cared(visit);
    [
        -visit.found * gains.information_rate,
        -company,
        -member.recognition,
    ]
}

/// 1 for a visitor whom the operator took care of, otherwise 0.
#[inline]
fn cared(visit: &Visit) -> f32 {
    f32::from(u8::from(visit.is(mark::CARED)))
}

/// A visitor who has received the day's answers feels and decides whether to stay. `left` are the
/// exponentials of the [`diminishing`] gains. Returns the day of the next visit, [`NEVER`] after the last.
#[inline]
pub fn feel_and_decide(
    rules: &Rules,
    place: &Place,
    left: [f32; DIMINISHING],
    member: &mut Member,
    visit: &mut Visit,
) -> u16 {
    if member.state != State::Present {
        // Removed while looking in: there is nothing left to decide.
        return NEVER;
    }
    let draws = visit.luck;
    let overload = if rules.gains.on {
        let capacity = rules.kinds[member.archetype as usize].capacity;
        let heard = if member.is(flag::MUTED) {
            rules.gains.muted_overload
        } else {
            1.0
        };
        heard * visit.overload(capacity)
    } else {
        0.0
    };
    let (gain, surplus) = feel(rules, place, left, member, visit);
    decide_to_mute(rules, draws, place, gain, overload, member, visit);

    if member.is(flag::CALLED) {
        member.call_worth += rules.gains.call_weight * (surplus - member.call_worth);
    }
    let stays = decide_to_stay(rules, draws, place, overload, member, visit);
    member.asked *= 1.0 - rules.gains.impression;
    let [missed, ..] = left;
    if rules.gains.on {
        member.settled += if visit.is(mark::CARED) {
            1.0
        } else {
            1.0 - missed / (1.0 + visit.heard)
        };
    }
    let called = member.is(flag::CALLED);
    member.flags &= !(flag::CALLED | flag::REJECTED | flag::PROMPTED);
    if !stays {
        return NEVER;
    }
    if called {
        return after_a_call(rules, draws, place, member);
    }
    next_visit(rules, draws, place, overload, member)
}

/// What the visit was worth, and how far that is above expectation; updates what is usual and satisfaction.
#[inline]
fn feel(
    rules: &Rules,
    place: &Place,
    left: [f32; DIMINISHING],
    member: &mut Member,
    visit: &Visit,
) -> (f32, f32) {
    let gains = &rules.gains;
    if !gains.on {
        member.reward = 0.0;
        return (0.0, 0.0);
    }
    let kind = &rules.kinds[member.archetype as usize];
    let cared = cared(visit);
    let [missed, lonely, unseen] = left;
    let promise = rules.community.promise as f32;
    // What a room for reading does not promise is not missed there.
    let (company, recognition) = if place.talks {
        (1.0 - lonely, 1.0 - unseen)
    } else {
        (promise, promise)
    };
    // Somebody who is told what there is to find has found some of it.
    let information = (member.fit * place.season * (1.0 - missed))
        .max(gains.told * cared * member.fit * place.season);
    let reward = member.reward + place.reward;
    member.reward = 0.0;
    let pleasure = if reward == 0.0 {
        0.0
    } else {
        reward / (1.0 + reward)
    };
    let read = visit.unread.min(3.0 * kind.capacity);
    let cost = gains.reading_cost * (read * (1.0 / 40.0)) / visit.on_topic.max(0.1);
    let [for_information, for_company, for_recognition, _] = kind.needs;
    let gain =
        for_information * information + for_company * company + for_recognition * recognition
            - cost.min(gains.most_reading_cost);
    let gain = if pleasure == 0.0 {
        gain
    } else {
        gain + rules.need_of_gain(member) * pleasure
    };
    let expected = promise + gains.habituation * (member.usual - promise);
    // A first impression counts in full.
    let weight = gains.satisfaction_weight
        + (1.0 - gains.satisfaction_weight) * member.newness(gains.settling);
    member.satisfaction += weight * (gain - expected - member.satisfaction);
    member.usual += gains.usual_weight * (gain - member.usual);
    (gain, gain - expected)
}

/// In the first two days a newcomer may mute the room: overload against what it gives. Later, calls
/// make some do so.
#[inline]
fn decide_to_mute(
    rules: &Rules,
    draws: Day,
    place: &Place,
    gain: f32,
    overload: f32,
    member: &mut Member,
    visit: &mut Visit,
) {
    let base = rules.community.mute as f32;
    let new = f32::from(place.day - member.joined) <= rules.gains.mute_days;
    if !rules.gains.on
        || base <= 0.0
        || !place.talks
        || member.is(flag::MUTED)
        || !new && visit.calls == 0.0
    {
        return;
    }
    let mut probability = rules.gains.call_mute * visit.calls;
    if new {
        let promise = rules.community.promise as f32;
        let wish = ln_fast(base / (1.0 - base.min(0.999))) + rules.gains.mute_overload * overload
            - rules.gains.mute_gain * (gain - promise);
        probability += logistic(wish);
    }
    if draws.uniform(Purpose::Mute) < probability {
        member.flags |= flag::MUTED;
        visit.marks |= mark::MUTED;
    }
}

/// Decides whether this visit was the last, and if so names the cause that weighed most.
#[inline]
fn decide_to_stay(
    rules: &Rules,
    draws: Day,
    place: &Place,
    overload: f32,
    member: &mut Member,
    visit: &mut Visit,
) -> bool {
    let gains = &rules.gains;
    let kind = &rules.kinds[member.archetype as usize];
    let own = member.quit * kind.quit_visit;
    let kernel = own + kind.quit_floor * (1.0 - own);
    let draw = draws.uniform(Purpose::Quit);
    let aged = rules.ageing.quit as f32 * place.aged;
    let mut odds_ratio = if aged == 0.0 { 1.0 } else { exp_fast(aged) };
    let mut reasons = [0.0_f32; REASONS];
    if gains.on {
        let days = f32::from(place.day - member.joined);
        let dissatisfaction = gains.satisfaction * member.satisfaction;
        // Advertisements are nobody's topic.
        let by_focus = dissatisfaction > 0.0
            && visit.on_topic < 0.2 * (1.0 - visit.ads)
            && visit.unread >= 5.0;
        let neglect = neglected(rules, member).min(dissatisfaction.max(0.0));
        let dissatisfaction = dissatisfaction - neglect;
        let corrected = member.warnings > 0;
        let worn_off =
            dissatisfaction > 0.0 && !by_focus && member.usual > rules.community.promise as f32;
        let quiet = if place.talks {
            gains.quiet * member.newness(gains.settling) * gains.quiet_writers
                / (gains.quiet_writers + visit.heard)
        } else {
            0.0
        };
        let split = |condition: bool| if condition { dissatisfaction } else { 0.0 };
        reasons = [
            split(by_focus),
            gains.ties_lost * visit.ties_lost,
            split(!by_focus && !worn_off) + quiet,
            visit.answered
                + gains.recognition * (member.recognition - 1.0)
                + if corrected { 0.0 } else { neglect },
            stung(rules, member, visit)
                + gains.rejection * visit.purged
                + if corrected { neglect } else { 0.0 },
            called_too_often(rules, place, member, visit)
                + gains.hostility * place.conflict
                + gains.attacked * visit.attacked
                + gains.ads * visit.ads,
            split(worn_off),
            gains.overload * overload + gains.worn_out * burden(rules, place, member, member.asked),
            place.need_over,
        ];
        let sunk = if member.sunk_cost == 0.0 {
            0.0
        } else {
            let hold = member.sunk_cost / (1.0 + member.sunk_cost);
            gains.sunk_cost * hold * exp_fast(-days / gains.sunk_cost_days)
        };
        let identity = member.identity();
        // What a ritual lends for the day is a part of what is missing.
        let belonging = identity + (1.0 - place.belonging_lacked) * (1.0 - identity);
        let damped = 1.0 - gains.identity * belonging;
        let mut sum = gains.balance + sunk + aged;
        for reason in &mut reasons {
            // Times 1 leaves a number as it is, and no branch has to be guessed.
            *reason *= if *reason > 0.0 { damped } else { 1.0 };
            sum += *reason;
        }
        // Most members are far from going: with less than the bound's odds ratio, 21 > e³, they stay.
        if sum <= 3.0 && draw >= kernel * 21.0 {
            return true;
        }
        odds_ratio = exp_fast(sum);
    }
    let quit = kernel * odds_ratio / (1.0 + kernel * (odds_ratio - 1.0));
    if draw >= quit {
        return true;
    }
    let floor = kind.quit_floor / kernel.max(1e-9);
    let cause = attribute(rules, draws, &reasons, floor, member.satisfaction);
    visit.cause = cause as u8;
    visit.marks |= mark::QUIT;
    member.state = State::Silent;
    let slammed = matches!(cause, Cause::Tyranny | Cause::Harassment);
    let open = rules.community.open_leave as f32
        * if slammed {
            rules.community.driven_out as f32
        } else {
            1.0
        };
    if draws.uniform(Purpose::Leave) < open {
        visit.marks |= mark::LEFT;
        member.state = State::Left;
    }
    false
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

/// What dissatisfaction owes to being hardly answered, for somebody who writes: about so much of the gain
/// of a visit is missing.
#[inline]
fn neglected(rules: &Rules, member: &Member) -> f32 {
    if member.recognition >= 1.0 || !member.is(flag::WRITER) {
        return 0.0;
    }
    let [_, _, need, _] = rules.kinds[member.archetype as usize].needs;
    -rules.gains.satisfaction * need * NOBODY_ANSWERS * (1.0 - member.recognition)
}

/// What the operator's calls since the visit before add to the log odds of quitting; the muted hear none.
#[inline]
fn called_too_often(rules: &Rules, place: &Place, member: &Member, visit: &Visit) -> f32 {
    if visit.calls == 0.0 || member.is(flag::MUTED) {
        return 0.0;
    }
    let since = if visit.previous == NEVER {
        1
    } else {
        (place.day - visit.previous).max(1)
    };
    let a_week = visit.calls * 7.0 / f32::from(since.max(7));
    rules.gains.call_annoyance * ln_fast(1.0 + a_week / rules.gains.call_fatigue)
}

/// The gain of ordinary recognition, 1 − 1/e, for somebody who needs nothing else.
const NOBODY_ANSWERS: f32 = 0.632_12;

/// How many terms of the quit odds can be the cause of an exit.
const REASONS: usize = 9;

/// The causes that the terms of the quit odds stand for, in their order.
const CAUSES: [Cause; REASONS] = [
    Cause::LostFocus,
    Cause::Evaporation,
    Cause::Boredom,
    Cause::NoLeader,
    Cause::Tyranny,
    Cause::Harassment,
    Cause::Staleness,
    Cause::Overload,
    Cause::NeedOver,
];

/// Which cause an exit is put down to. The attributable fraction of epidemiology: of those who go
/// while reasons raise their odds by the factor r over the ordinary, a share 1 − 1/r would have
/// stayed without; theirs is one of the reasons, each as often as it weighs. A negative balance is what
/// reasons weigh in an ordinary community. The others would have gone anyway: of the share `floor` of them who move on in life
/// the need is over; the rest had got what they hoped for, or less.
fn attribute(
    rules: &Rules,
    draws: Day,
    reasons: &[f32; REASONS],
    floor: f32,
    satisfaction: f32,
) -> Cause {
    let sum: f32 = reasons.iter().filter(|reason| **reason > 0.0).sum();
    let against = (sum + rules.gains.balance.min(0.0)).max(0.0);
    let mut stream = draws.stream(Purpose::Cause);
    if stream.uniform() >= exp_fast(-against) {
        let mut point = stream.uniform() * sum;
        for (reason, cause) in reasons.iter().zip(CAUSES) {
            point -= reason.max(0.0);
            if point < 0.0 {
                return cause;
            }
        }
    }
    if !rules.gains.on || stream.uniform() < floor {
        Cause::NeedOver
    } else if satisfaction >= 0.0 {
        Cause::Fulfilled
    } else {
        Cause::Disappointment
    }
}

/// A called visit is an extra one: the member's own rhythm goes on as it was. Some look in once more on the
/// day after a call to all, which is an extra visit as well.
#[inline]
fn after_a_call(rules: &Rules, draws: Day, place: &Place, member: &mut Member) -> u16 {
    let tomorrow = place.day + 1;
    let own = member.resume.max(tomorrow);
    if !place.called || own == tomorrow || draws.uniform(Purpose::Gap) >= rules.gains.call_echo {
        return own;
    }
    member.flags |= flag::CALLED;
    tomorrow
}

/// Days to the next visit: a discrete power law whose exponent grows with experience.
#[inline]
fn next_visit(rules: &Rules, draws: Day, place: &Place, overload: f32, member: &Member) -> u16 {
    let day = place.day;
    if member.is(flag::GUEST) {
        return day + 7;
    }
    let kind = &rules.kinds[member.archetype as usize];
    let mut exponent = kind.gap_exponent(member.visits) + rules.ageing.gap as f32 * place.aged;
    if rules.gains.on {
        exponent += place.need_visits;
        exponent += rules.gains.gap_satisfaction * member.satisfaction
            - rules.gains.gap_overload * overload.min(3.0);
    }
    if member.is(flag::MUTED) {
        exponent += rules.community.muted_gap as f32;
    }
    let mut stream = draws.stream(Purpose::Gap);
    let gap = rules.gaps.gap(exponent, stream.uniform());
    move_on(rules, day + gap, &mut stream)
}

/// A visit planned for a slow weekday moves on, a day at a time, to a livelier one.
#[inline]
pub(super) fn move_on(rules: &Rules, planned: u16, stream: &mut Stream) -> u16 {
    let mut next = planned;
    for _ in 0..rules.slow_days {
        let level = rules.weekday[rules.weekday_of(next)];
        if level >= 1.0 || stream.uniform() < level {
            break;
        }
        next += 1;
    }
    next
}
