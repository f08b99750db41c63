//! A visit, first half: a member looks in and reads what is new.
//!
//! What is found, and the wish to write, are arithmetic on what a visitor meets and brings along ([`Sight`]): `look` is
//! written for one visit, and worked out for a block of visits at once.

use super::experts::burden;
use super::lanes::{BLOCK, columns, one_if};
use super::member::{Member, NEVER, flag};
use super::place::Place;
use super::room::{Room, days_before};
use super::rules::{Gains, Rules};
use super::samplers::logistic;
use super::traffic::Traffic;
use super::visit::{Board, Finds, Found, Losses, Visit, mark};
use crate::random::{Luck, Purpose};

columns! {
    /// What a member who looks in meets, and brings along: all that what they find, and their wish to write, follow from.
    Sight, Sights {
        /// Messages since the visit before.
        written,
        /// Information for the member among them.
        of_interest,
        /// Small talk among them.
        small_talk,
        /// Advertisements among them.
        ads,
        /// Information on the noticeboard.
        board,
        /// Days since the visit before, at least one.
        days,
        /// Share of members removed in purges.
        purged,
        /// Calls of the operator.
        calls,
        /// Days of writing by others.
        heard,
        /// Messages taken in on a visit before it hurts.
        capacity,
        /// Log odds of writing under ordinary conditions.
        post,
        /// What the audience and the talk add to the log of how much is written.
        stage,
        /// Quarrelling in the room.
        conflict,
        /// Recognition.
        recognition,
        /// Satisfaction.
        satisfaction,
        /// People whom the member misses.
        missing,
        /// What the prospect of a reward adds to the wish to write.
        hope,
        /// What having been asked adds to it.
        prompted,
        /// What is asked of an expert beyond what is bearable.
        burden,
    }
}

impl Sight {
    /// What a member who looks in on a day meets in their room. `board` holds what the noticeboard has gained after
    /// so many days, the eve of day 0 among them.
    #[inline(always)]
    fn of(rules: &Rules, room: &Room, place: &Place, board: &[Board], member: &Member) -> Self {
        let day = place.day;
        let kind = &rules.kinds[member.archetype as usize];
        let topic = rules.interest(member.interest, day);
        // Newcomers scroll back through one day.
        let seen = days_before(member.last_visit, day);
        let today = usize::from(day) + 1;
        let (now, then) = room.since(member.last_visit, day);
        // Nobody is company to themselves.
        let own = one_if((member.last_post == member.last_visit) & (member.last_post != NEVER));
        Self {
            written: (now.messages - then.messages) as f32,
            of_interest: (now.information[topic] - then.information[topic]) as f32,
            small_talk: (now.small_talk - then.small_talk) as f32,
            ads: (now.ads - then.ads) as f32,
            board: (board[today][topic] - board[seen][topic]) as f32,
            days: (today - seen).max(1) as f32,
            purged: (now.purged - then.purged) as f32,
            calls: (now.calls - then.calls) as f32,
            heard: (now.writers - then.writers) as f32 - own,
            capacity: kind.capacity,
            post: kind.post,
            stage: place.talk + place.audience,
            conflict: place.conflict,
            recognition: member.recognition,
            satisfaction: member.satisfaction,
            missing: member.missing,
            hope: hope(rules, member),
            prompted: prompted(rules, member),
            burden: burden(rules, place, member, 0.0),
        }
    }
}

/// What a visitor finds in what they meet, and with which probability they write.
#[inline(always)]
fn look(gains: &Gains, sorted: f32, sight: &Sight) -> (Found, f32) {
    let Sight {
        written,
        of_interest,
        small_talk,
        capacity,
        ..
    } = *sight;
    // What is sorted out for a reader is not met at all.
    let unread = written - sorted * (written - of_interest - small_talk).max(0.0);
    let of_unread = 1.0 / unread.max(1.0);
    let read_share = (gains.scroll * capacity * of_unread).min(1.0);
    let found = Found {
        unread,
        pace: unread / sight.days,
        information: of_interest * read_share + sight.board,
        on_topic: (of_interest * of_unread).min(1.0),
        small_talk: small_talk * read_share,
        ads: (sight.ads * (1.0 - sorted) * of_unread).min(1.0),
        purged: sight.purged,
        calls: sight.calls,
        heard: sight.heard,
    };
    let wish = sight.post
        + gains.audience_often * sight.stage
        + gains.writing_recognition * (sight.recognition - 1.0)
        + gains.writing_satisfaction * sight.satisfaction
        + sight.hope
        + sight.prompted
        - gains.hostility * sight.conflict
        - gains.audience_often * gains.writing_ties_lost * sight.missing
        - gains.writing_worn_out * sight.burden
        - 0.5 * gains.overload_writing * gains.overload * found.overload(capacity);
    (found, logistic(wish))
}

/// Room for the numbers of a block of visits.
#[derive(Debug, Clone)]
pub(super) struct Morning {
    sights: Sights,
    /// With which probability each visitor writes.
    pub(super) writes: [f32; BLOCK],
    /// How much each of those who write writes, one after the other.
    pub(super) amounts: [f32; BLOCK],
}

impl Morning {
    /// Room for a block.
    pub(super) const fn new() -> Self {
        Self {
            sights: Sights::new(),
            writes: [0.0; BLOCK],
            amounts: [0.0; BLOCK],
        }
    }

    /// Takes down what the visitor in a lane meets.
    #[inline(always)]
    pub(super) fn meet(
        &mut self,
        lane: usize,
        rules: &Rules,
        room: &Room,
        place: &Place,
        board: &[Board],
        member: &Member,
    ) {
        self.sights
            .put(lane, Sight::of(rules, room, place, board, member));
    }

    /// What the visitors in so many lanes find, and with which probability they write.
    #[inline(always)]
    pub(super) fn look(&mut self, rules: &Rules, place: &Place, lanes: usize, finds: &mut Finds) {
        // What rooms differ in is among the numbers of each visit.
        let (gains, sorted) = (rules.gains, place.sorted);
        for lane in 0..lanes.min(BLOCK) {
            let (found, writes) = look(&gains, sorted, &self.sights.get(lane));
            finds.put(lane, found);
            self.writes[lane] = writes;
        }
    }
}

/// A member looks in. Counts the visit in the member's record and in the room's `traffic`; changes nothing else.
#[inline(always)]
pub(super) fn look_in(
    rules: &Rules,
    luck: Luck,
    day: u16,
    number: u32,
    member: &mut Member,
    traffic: &mut Traffic,
) -> Visit {
    if !member.is(flag::CALLED) {
        // A called visit comes in addition: it advances neither the member's rhythm nor its luck.
        member.visits = member.visits.saturating_add(1);
    }
    let mut visit = Visit {
        luck: member.luck_of_visit(luck, day),
        member: number,
        posts_before: member.posts,
        previous: member.last_visit,
        previous_post: member.last_post,
        joined: member.joined,
        messages: 0,
        answers: 0,
        room: member.room,
        archetype: member.archetype,
        marks: 0,
        cause: 0,
        attacked: false,
        ties: Losses::default(),
    };
    if member.last_visit == NEVER {
        visit.marks |= mark::FIRST;
    }
    if member.is(flag::CALLED) {
        visit.marks |= mark::CALLED;
    }
    if member.is(flag::REJECTED) {
        visit.marks |= mark::REJECTED;
    }
    member.last_visit = day;
    // Spammers are nobody's audience.
    let kind = &rules.kinds[member.archetype as usize];
    traffic.visitors += u32::from(!kind.is_spammer());
    visit
}

/// A member looks in and reads what is new. Returns the visit, what was found, and whether the member will write.
///
/// `board` holds what the noticeboard has gained after so many days, the eve of day 0 among them. Counts the visit
/// in the member's record and in the room's `traffic`; changes nothing else.
pub fn read(
    rules: &Rules,
    luck: Luck,
    room: &Room,
    place: &Place,
    board: &[Board],
    number: u32,
    member: &mut Member,
    traffic: &mut Traffic,
) -> (Visit, Found, bool) {
    let sight = Sight::of(rules, room, place, board, member);
    let (found, writes) = look(&rules.gains, place.sorted, &sight);
    let visit = look_in(rules, luck, place.day, number, member, traffic);
    let writes = place.talks && visit.luck.uniform(Purpose::Post) < writes;
    (visit, found, writes)
}

/// What the prospect of a reward adds to the wish to write: much for those who care for it and have
/// it in reach, and a little less than nothing for those who have seen that it is out of reach.
#[inline]
fn hope(rules: &Rules, member: &Member) -> f32 {
    if member.prospect < 0.0 {
        rules.gains.writing_out_of_reach * member.prospect
    } else {
        rules.gains.writing_reward * drawn(rules, member)
    }
}

/// How far the prospect of a reward draws a member on: by how much they care for it and how near it is, from 0 to 1.
#[inline]
pub(super) fn drawn(rules: &Rules, member: &Member) -> f32 {
    if member.prospect > 0.0 {
        rules.need_of_gain(member) * member.prospect
    } else {
        0.0
    }
}

/// What having been asked for a message adds to the wish to write.
#[inline]
fn prompted(rules: &Rules, member: &Member) -> f32 {
    if member.is(flag::PROMPTED) {
        rules.gains.writing_prompted
    } else {
        0.0
    }
}
