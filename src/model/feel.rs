//! A visit, second half: how it felt, whether to stay, and when to look in again.
//!
//! Feelings and the odds of quitting are arithmetic on what a visit brought: [`feel`] and [`doubt`] are written for
//! one visit, and worked out for a block of visits at once (see [`lanes`](super::lanes)). What befalls few, and what is drawn, is
//! asked of one visit after the other.

use super::cause::Cause;
use super::chunk::BLOCK;
use super::experts::burden;
use super::lanes::{columns, one_if, whole};
use super::member::{Member, NEVER, State, flag};
use super::place::Place;
use super::rules::{Gains, Rules, gap_exponent};
use super::samplers::{exp_fast, ln_fast, logistic};
use super::visit::{Finds, Found, Visit, mark};
use crate::random::{Day, Purpose, Stream};

columns! {
    /// A visitor who has received the day's answers: all that feelings and the odds of quitting follow from. What is
    /// yes or no is 1 or 0.
    Sense, Senses {
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

columns! {
    /// What a visitor makes of it.
    Doubt, Doubts {
        /// Probability that this visit was the last.
        quit,
        /// Exponent of the gap to the next one.
        exponent,
    }
}

impl Sense {
    /// What is known of a visitor and their visit.
    #[inline(always)]
    fn of(rules: &Rules, place: &Place, member: &Member, visit: &Visit) -> Self {
        let gains = &rules.gains;
        let kind = &rules.kinds[member.archetype as usize];
        let [for_information, for_company, for_recognition, _] = kind.needs;
        let own = member.quit * kind.quit_visit;
        Self {
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
struct Terms {
    gains: Gains,
    promise: f32,
    season: f32,
    /// What years of drift add to the log odds of quitting.
    aged: f32,
    /// What drift and demand add to the exponent of gaps.
    slower: f32,
    need_visits: f32,
    need_over: f32,
    belonging_lacked: f32,
}

impl Terms {
    /// Those of a day; in any of its places they are the same.
    #[inline]
    fn of(rules: &Rules, place: &Place) -> Self {
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
fn feel(terms: &Terms, found: &Found, sense: &Sense) -> Feeling {
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
fn unmoved(sense: &Sense) -> Feeling {
    Feeling {
        gain: 0.0,
        surplus: 0.0,
        satisfaction: sense.satisfaction,
        usual: sense.usual,
        settled: sense.settled,
        overload: 0.0,
    }
}

/// How probable it is that the visit was the last, and how soon there is another. `calls` is what those of the
/// operator add to the log odds.
#[inline(always)]
fn doubt(terms: &Terms, found: &Found, sense: &Sense, felt: &Feeling, calls: f32) -> Doubt {
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
fn habit(terms: &Terms, sense: &Sense) -> Doubt {
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
fn reasons(
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
        gains.ties_lost * found.ties_lost,
        split(!by_focus & !worn_off) + quiet,
        found.answered
            + gains.recognition * (sense.recognition - 1.0)
            + if corrected { 0.0 } else { neglect },
        sense.stung + gains.rejection * found.purged + if corrected { neglect } else { 0.0 },
        calls
            + gains.hostility * sense.conflict
            + gains.attacked * found.attacked
            + gains.ads * found.ads,
        split(worn_off),
        gains.overload * felt.overload + gains.worn_out * sense.burden,
        terms.need_over,
    ];
    let identity = (ln_fast(sense.visits + 1.0) * (1.0 / 4.615_12)).min(1.0);
    // What a ritual lends for the day is a part of what is missing.
    let belonging = identity + (1.0 - terms.belonging_lacked) * (1.0 - identity);
    let damped = 1.0 - gains.identity * belonging;
    reasons.map(|reason| reason * if reason > 0.0 { damped } else { 1.0 })
}

/// How much of a newcomer somebody still is, in (0, 1]: half of it is gone after `settling` visits that had
/// something to offer.
#[inline(always)]
fn newness(settling: f32, settled: f32) -> f32 {
    settling / (settling + settled)
}

/// Room for the numbers of a block of visits.
#[derive(Debug, Clone)]
pub(super) struct Evening {
    senses: Senses,
    feelings: Feelings,
    calls: [f32; BLOCK],
    doubts: Doubts,
}

impl Evening {
    /// Room for a block.
    pub(super) const fn new() -> Self {
        Self {
            senses: Senses::new(),
            feelings: Feelings::new(),
            calls: [0.0; BLOCK],
            doubts: Doubts::new(),
        }
    }

    /// A block of visitors who have received the day's answers feel and decide whether to stay. `members` are those
    /// of their chunk, and so are the days on which these look in next.
    #[inline(always)]
    pub(super) fn feel_and_decide(
        &mut self,
        rules: &Rules,
        places: &[Place],
        members: &mut [Member],
        visits: &mut [Visit],
        finds: &Finds,
        next_days: &mut [u16],
    ) {
        // What rooms differ in is among the numbers of each visit.
        let Some(terms) = places.first().map(|place| Terms::of(rules, place)) else {
            return;
        };
        let lanes = whole(visits.len());
        for (lane, visit) in visits.iter().enumerate() {
            let (place, member) = (&places[visit.room as usize], &members[visit.place()]);
            self.senses
                .put(lane, Sense::of(rules, place, member, visit));
        }
        self.feel(&terms, finds, lanes);
        for (lane, visit) in visits.iter_mut().enumerate() {
            let (place, member) = (&places[visit.room as usize], &mut members[visit.place()]);
            let (calls, felt) = (finds.calls[lane], self.feelings.get(lane));
            self.calls[lane] = take_in(rules, place, calls, &felt, member, visit);
        }
        self.doubt(&terms, finds, lanes);
        for (lane, visit) in visits.iter_mut().enumerate() {
            let why = || {
                let (sense, felt) = (self.senses.get(lane), self.feelings.get(lane));
                reasons(&terms, &finds.get(lane), &sense, &felt, self.calls[lane])
            };
            let (place, member) = (&places[visit.room as usize], &mut members[visit.place()]);
            let (kernel, doubt) = (self.senses.kernel[lane], self.doubts.get(lane));
            next_days[visit.place()] = decide(rules, place, kernel, doubt, why, member, visit);
        }
    }

    #[inline(always)]
    fn feel(&mut self, terms: &Terms, finds: &Finds, lanes: usize) {
        let terms = *terms;
        let lanes = lanes.min(BLOCK);
        if terms.gains.on {
            for lane in 0..lanes {
                let felt = feel(&terms, &finds.get(lane), &self.senses.get(lane));
                self.feelings.put(lane, felt);
            }
        } else {
            for lane in 0..lanes {
                self.feelings.put(lane, unmoved(&self.senses.get(lane)));
            }
        }
    }

    #[inline(always)]
    fn doubt(&mut self, terms: &Terms, finds: &Finds, lanes: usize) {
        let terms = *terms;
        let lanes = lanes.min(BLOCK);
        if terms.gains.on {
            for lane in 0..lanes {
                let (sense, felt) = (self.senses.get(lane), self.feelings.get(lane));
                let doubt = doubt(&terms, &finds.get(lane), &sense, &felt, self.calls[lane]);
                self.doubts.put(lane, doubt);
            }
        } else {
            for lane in 0..lanes {
                self.doubts.put(lane, habit(&terms, &self.senses.get(lane)));
            }
        }
    }
}

/// A visitor who has received the day's answers feels and decides whether to stay. Returns the day of the next
/// visit, [`NEVER`] after the last.
#[inline(always)]
pub fn feel_and_decide(
    rules: &Rules,
    place: &Place,
    found: &Found,
    member: &mut Member,
    visit: &mut Visit,
) -> u16 {
    let (on, terms) = (rules.gains.on, Terms::of(rules, place));
    let sense = Sense::of(rules, place, member, visit);
    let felt = if on {
        feel(&terms, found, &sense)
    } else {
        unmoved(&sense)
    };
    let calls = take_in(rules, place, found.calls, &felt, member, visit);
    let doubt = if on {
        doubt(&terms, found, &sense, &felt, calls)
    } else {
        habit(&terms, &sense)
    };
    let why = || reasons(&terms, found, &sense, &felt, calls);
    decide(rules, place, sense.kernel, doubt, why, member, visit)
}

/// A visitor is as satisfied as they feel, and perhaps mutes the room. Returns what so many calls of the operator add
/// to the log odds of quitting.
#[inline(always)]
fn take_in(
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

/// Decides whether this visit was the last, and if so names the cause that weighed most; `why` are the reasons.
/// Returns the day of the next visit, [`NEVER`] after the last.
#[inline(always)]
fn decide(
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
