//! A visit, second half: whether it was the last, and when to look in again.
//!
//! The odds of quitting are arithmetic on what a visit brought: `doubt` is written for one visit, and worked out for a block
//! of visits at once (see [`evening`](super::evening)). What is drawn is asked of one visit after the other.

use super::cause::Cause;
use super::feel::{Feeling, Sense, Terms, newness};
use super::lanes::columns;
use super::member::{Member, NEVER, State, flag, identity};
use super::place::Place;
use super::rules::{Rules, gap_exponent};
use super::samplers::{exp_fast, ln_fast};
use super::visit::{Found, Visit, mark};
use crate::random::{Day, Purpose, Stream};

columns! {
    /// What a visitor makes of it.
    Doubt, Doubts {
        /// Probability that this visit was the last.
        quit,
        /// Exponent of the gap to the next one.
        exponent,
    }
}

/// How probable it is that the visit was the last, and how soon there is another. `calls` is what those of the
/// operator add to the log odds.
#[inline(always)]
pub(super) fn doubt(
    terms: &Terms,
    found: &Found,
    sense: &Sense,
    felt: &Feeling,
    calls: f32,
) -> Doubt {
    let gains = &terms.gains;
    let reasons = reasons(terms, found, sense, felt, calls);
    let balance = gains.balance + sense.sunk + terms.aged;
    let sum = reasons.iter().fold(balance, |sum, reason| sum + reason);
    let exponent = usual_exponent(terms, sense) + terms.need_visits;
    Doubt {
        quit: at_odds(sense.kernel, exp_fast(sum)),
        exponent: exponent
            + (gains.gap_satisfaction * felt.satisfaction
                - gains.gap_overload * felt.overload.min(3.0)),
    }
}

/// The same where nothing but the kernel acts.
#[inline(always)]
pub(super) fn habit(terms: &Terms, sense: &Sense) -> Doubt {
    let odds_ratio = if terms.aged == 0.0 {
        1.0
    } else {
        exp_fast(terms.aged)
    };
    Doubt {
        quit: at_odds(sense.kernel, odds_ratio),
        exponent: usual_exponent(terms, sense),
    }
}

/// The exponent of the gap after so many visits, under ordinary conditions.
#[inline(always)]
fn usual_exponent(terms: &Terms, sense: &Sense) -> f32 {
    let experience = ln_fast(sense.visits.max(1.0));
    gap_exponent(sense.gap, sense.gap_growth, experience) + terms.slower
}

/// A probability whose odds are multiplied.
#[inline(always)]
fn at_odds(probability: f32, ratio: f32) -> f32 {
    probability * ratio / (1.0 + probability * (ratio - 1.0))
}

/// What raises the log odds of quitting, in the order of [`CAUSES`], less what belonging takes from it.
#[inline(always)]
pub(super) fn reasons(
    terms: &Terms,
    found: &Found,
    sense: &Sense,
    felt: &Feeling,
    calls: f32,
) -> [f32; REASONS] {
    let gains = &terms.gains;
    let dissatisfaction = gains.satisfaction * felt.satisfaction;
    // Advertisements are nobody's topic.
    let by_focus = (dissatisfaction > 0.0)
        & (found.on_topic < 0.2 * (1.0 - found.ads))
        & (found.unread >= 5.0);
    // What dissatisfaction owes to being hardly answered, for somebody who writes: about so much of the gain
    // of a visit is missing.
    let missing =
        -gains.satisfaction * sense.for_recognition * NOBODY_ANSWERS * (1.0 - sense.recognition);
    let neglected = (sense.recognition < 1.0) & (sense.writer > 0.0);
    let neglect = if neglected { missing } else { 0.0 }.min(dissatisfaction.max(0.0));
    let dissatisfaction = dissatisfaction - neglect;
    let corrected = sense.warned > 0.0;
    let worn_off = (dissatisfaction > 0.0) & !by_focus & (felt.usual > terms.promise);
    let quiet = gains.quiet * newness(gains.settling, sense.settled) * gains.quiet_writers
        / (gains.quiet_writers + found.heard);
    let quiet = if sense.talks > 0.0 { quiet } else { 0.0 };
    let split = |condition: bool| if condition { dissatisfaction } else { 0.0 };
    let reasons = [
        split(by_focus),
        gains.ties_lost * sense.ties_lost,
        split(!by_focus & !worn_off) + quiet,
        sense.answered
            + gains.recognition * (sense.recognition - 1.0)
            + if corrected { 0.0 } else { neglect },
        sense.stung + gains.rejection * found.purged + if corrected { neglect } else { 0.0 },
        calls
            + gains.hostility * sense.conflict
            + gains.attacked * sense.attacked
            + gains.ads * found.ads,
        split(worn_off),
        gains.overload * felt.overload + gains.worn_out * sense.burden,
        terms.need_over,
    ];
    let identity = identity(ln_fast(sense.visits + 1.0));
    // What a ritual lends for the day is a part of what is missing.
    let belonging = identity + (1.0 - terms.belonging_lacked) * (1.0 - identity);
    let damped = 1.0 - gains.identity * belonging;
    reasons.map(|reason| reason * if reason > 0.0 { damped } else { 1.0 })
}

/// Decides whether this visit was the last, and if so names the cause that weighed most; `why` are the reasons.
/// Returns the day of the next visit, [`NEVER`] after the last.
#[inline(always)]
pub(super) fn decide(
    rules: &Rules,
    place: &Place,
    kernel: f32,
    doubt: Doubt,
    why: impl FnOnce() -> [f32; REASONS],
    member: &mut Member,
    visit: &mut Visit,
) -> u16 {
    if member.state != State::Present {
        return NEVER;
    }
    let draws = visit.luck;
    let called = member.is(flag::CALLED);
    member.flags &= !(flag::CALLED | flag::REJECTED | flag::PROMPTED);
    if draws.uniform(Purpose::Quit) < doubt.quit {
        let reasons = if rules.gains.on {
            why()
        } else {
            [0.0; REASONS]
        };
        quit(rules, kernel, &reasons, member, visit);
        NEVER
    } else if called {
        after_a_call(rules, draws, place, member)
    } else {
        next_visit(rules, draws, place, doubt.exponent, member)
    }
}

/// The visit was the last: the cause that weighed most is named.
#[cold]
fn quit(
    rules: &Rules,
    kernel: f32,
    reasons: &[f32; REASONS],
    member: &mut Member,
    visit: &mut Visit,
) {
    let draws = visit.luck;
    let kind = &rules.kinds[member.archetype as usize];
    let floor = kind.quit_floor / kernel.max(1e-9);
    let cause = attribute(rules, draws, reasons, floor, member.satisfaction);
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

/// Days to the next visit: a discrete power law whose `exponent` grows with experience.
#[inline(always)]
fn next_visit(rules: &Rules, draws: Day, place: &Place, exponent: f32, member: &Member) -> u16 {
    let day = place.day;
    if member.is(flag::GUEST) {
        return day + 7;
    }
    let exponent = if member.is(flag::MUTED) {
        exponent + rules.community.muted_gap as f32
    } else {
        exponent
    };
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
