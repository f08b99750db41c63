//! A visit, first half: a member looks in, reads, and perhaps writes. The second half is in `answers` and `feel`.

use super::chunk::{BLOCK, CHUNK};
use super::experts::{burden, expertise, novice};
use super::lanes::{columns, one_if};
use super::member::{Member, NEVER, flag};
use super::place::Place;
use super::room::{Room, days_before};
use super::rules::{Gains, Rules};
use super::samplers::{ln_fast, logistic};
use super::traffic::Traffic;
use crate::random::{Day, Luck, Purpose};

/// What happened on a visit, one bit each in [`Visit::marks`].
pub mod mark {
    /// The first visit.
    pub const FIRST: u8 = 1;
    /// The operator called for it.
    pub const CALLED: u8 = 2;
    /// The operator took care of the member.
    pub const CARED: u8 = 4;
    /// A message was removed or the member warned.
    pub const REJECTED: u8 = 8;
    /// The member muted the room.
    pub const MUTED: u8 = 16;
    /// It was the last visit.
    pub const QUIT: u8 = 32;
    /// … and the member left the list.
    pub const LEFT: u8 = 64;
    /// An explained rejection stings half as much.
    pub const EXPLAINED: u8 = 128;
}

/// One visit of one member: what was written, what came of it. What was found stands beside it in [`Found`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visit {
    /// All its luck.
    pub luck: Day,
    /// Number of the member.
    pub member: u32,
    /// Messages the member wrote before today.
    pub posts_before: u32,
    /// Day of the visit before; [`NEVER`] for the first.
    pub previous: u16,
    /// Day of the last message before today; [`NEVER`] without one.
    pub previous_post: u16,
    /// Day of joining.
    pub joined: u16,
    /// Messages written.
    pub messages: u16,
    /// Answers received.
    pub answers: u16,
    /// Number of the room.
    pub room: u8,
    /// Number of the archetype.
    pub archetype: u8,
    /// Bits of [`mark`].
    pub marks: u8,
    /// Number of the [`Cause`](super::cause::Cause) if it was the last visit.
    pub cause: u8,
}

impl Visit {
    /// Its place, and its member's, in their chunk.
    #[inline]
    pub const fn place(&self) -> usize {
        self.member as usize % CHUNK
    }

    /// Whether a mark is set.
    #[inline]
    pub const fn is(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }
}

impl Found {
    /// Log of the pace over what a visitor can take in; 0 while it is not more.
    #[inline(always)]
    pub fn overload(&self, capacity: f32) -> f32 {
        overload(self.pace, capacity)
    }
}

/// Log of a pace over what a visitor can take in; 0 while it is not more.
#[inline(always)]
fn overload(pace: f32, capacity: f32) -> f32 {
    let load = pace / capacity;
    if load > 1.0 { ln_fast(load) } else { 0.0 }
}

/// Information on the noticeboard: the quiet room and the operator's own content, read at no cost.
pub type Board = [f64; super::rules::TOPICS];

columns! {
    /// What was found on a visit, and what came back for what was written.
    Found, Finds {
        /// Messages waiting to be read.
        unread,
        /// Messages a day since the visit before: nobody feels obliged to a backlog of weeks, but everybody notices the pace.
        pace,
        /// Information found, in messages of ordinary quality.
        information,
        /// Share of the messages that concern the member.
        on_topic,
        /// Small talk among the unread messages.
        small_talk,
        /// Share of advertisements among the unread messages.
        ads,
        /// Share of members removed in purges since the visit before.
        purged,
        /// Calls of the operator since the visit before.
        calls,
        /// Days of writing by others since the visit before.
        heard,
        /// 1 for a writer who was attacked in a quarrel, otherwise 0.
        attacked,
        /// Share of the member's ties that were to people now gone.
        ties_lost,
        /// Log odds of quitting that follow from having been answered or not; 0 for those who only read.
        answered,
    }
}

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
        attacked: 0.0,
        ties_lost: 0.0,
        answered: 0.0,
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
fn drawn(rules: &Rules, member: &Member) -> f32 {
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
