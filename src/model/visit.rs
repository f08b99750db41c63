//! A visit, first half: a member looks in, reads, and perhaps writes. The second half is in `answers` and `feel`.

use super::experts::{burden, expertise, novice};
use super::member::{Member, NEVER, flag};
use super::place::Place;
use super::room::{Room, days_before};
use super::rules::Rules;
use super::samplers::{exp_fast, ln_fast, logistic};
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

/// One visit of one member: what was found, what was written, what came of it.
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
    /// Messages waiting to be read.
    pub unread: f32,
    /// Messages a day since the visit before: nobody feels obliged to a backlog of weeks, but everybody notices the pace.
    pub pace: f32,
    /// Information found, in messages of ordinary quality.
    pub found: f32,
    /// Share of the messages that concern the member.
    pub on_topic: f32,
    /// Small talk among the unread messages.
    pub small_talk: f32,
    /// Share of advertisements among the unread messages.
    pub ads: f32,
    /// Share of members removed in purges since the visit before.
    pub purged: f32,
    /// Calls of the operator since the visit before.
    pub calls: f32,
    /// Days of writing by others since the visit before.
    pub heard: f32,
    /// 1 for a writer who was attacked in a quarrel, otherwise 0.
    pub attacked: f32,
    /// Share of the member's ties that were to people now gone.
    pub ties_lost: f32,
    /// Log odds of quitting that follow from having been answered or not; 0 for those who only read.
    pub answered: f32,
}

impl Visit {
    /// Log of the pace over what a visitor can take in; 0 while it is not more.
    #[inline]
    pub fn overload(&self, capacity: f32) -> f32 {
        let load = self.pace / capacity;
        if load > 1.0 { ln_fast(load) } else { 0.0 }
    }

    /// Whether a mark is set.
    #[inline]
    pub const fn is(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }
}

/// Information on the noticeboard: the quiet room and the operator's own content, read at no cost.
pub type Board = [f64; super::rules::TOPICS];

/// A member looks in and reads what is new. Returns the visit and whether the member will write.
///
/// `board` holds what the noticeboard has gained after so many days, the eve of day 0 among them. Counts the visit
/// in the member's record and in the room's `traffic`; changes nothing else.
#[inline]
pub fn read(
    rules: &Rules,
    luck: Luck,
    room: &Room,
    place: &Place,
    board: &[Board],
    number: u32,
    member: &mut Member,
    traffic: &mut Traffic,
) -> (Visit, bool) {
    let day = place.day;
    let kind = &rules.kinds[member.archetype as usize];
    let gains = &rules.gains;
    let topic = rules.interest(member.interest, day);

    // Newcomers scroll back through one day.
    let seen = days_before(member.last_visit, day);
    let today = usize::from(day) + 1;
    let (now, then) = room.since(member.last_visit, day);
    let written = (now.messages - then.messages) as f32;
    let of_interest = (now.information[topic] - then.information[topic]) as f32;
    let small_talk = (now.small_talk - then.small_talk) as f32;
    // What is sorted out for a reader is not met at all.
    let unread = written - place.sorted * (written - of_interest - small_talk).max(0.0);
    let of_unread = 1.0 / unread.max(1.0);
    let on_topic = (of_interest * of_unread).min(1.0);
    let read_share = (gains.scroll * kind.capacity * of_unread).min(1.0);
    let found = of_interest * read_share + (board[today][topic] - board[seen][topic]) as f32;

    if !member.is(flag::CALLED) {
        // A called visit comes in addition: it advances neither the member's rhythm nor its luck.
        member.visits = member.visits.saturating_add(1);
    }
    // Nobody is company to themselves.
    let own = f32::from(u8::from(
        member.last_post == member.last_visit && member.last_post != NEVER,
    ));
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
        unread,
        pace: unread / (today - seen).max(1) as f32,
        found,
        on_topic,
        small_talk: small_talk * read_share,
        ads: ((now.ads - then.ads) as f32 * (1.0 - place.sorted) * of_unread).min(1.0),
        purged: (now.purged - then.purged) as f32,
        calls: (now.calls - then.calls) as f32,
        heard: (now.writers - then.writers) as f32 - own,
        attacked: 0.0,
        ties_lost: 0.0,
        answered: 0.0,
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

    let wish = kind.post
        + gains.audience_often * (place.talk + place.audience)
        + gains.writing_recognition * (member.recognition - 1.0)
        + gains.writing_satisfaction * member.satisfaction
        + hope(rules, member)
        + prompted(rules, member)
        - gains.hostility * place.conflict
        - gains.audience_often * gains.writing_ties_lost * member.missing
        - gains.writing_worn_out * burden(rules, place, member, 0.0)
        - 0.5 * gains.overload_writing * gains.overload * visit.overload(kind.capacity);
    // Spammers are nobody's audience.
    traffic.visitors += u32::from(!kind.is_spammer());
    let writes = place.talks && visit.luck.uniform(Purpose::Post) < logistic(wish);
    (visit, writes)
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

/// A visitor writes: messages of a day are log-normal, grow with experience, and are rounded up.
/// Changes the member's record of writing and adds to the room's `traffic`.
#[inline]
pub fn write(
    rules: &Rules,
    place: &Place,
    member: &mut Member,
    visit: &mut Visit,
    traffic: &mut Traffic,
) {
    let draws = visit.luck;
    let interest = rules.interest(member.interest, place.day);
    let kind = &rules.kinds[member.archetype as usize];
    if !member.is(flag::CALLED) {
        member.active_days = member.active_days.saturating_add(1);
    }
    let growth = kind.messages_growth * seniority(member.active_days);
    let spread = kind.messages_within * rules.normal.of_word(draws.stream(Purpose::Volume).word());
    let overload = visit.overload(kind.capacity);
    let drift = rules.ageing.messages as f32 * place.aged;
    let log = member.volume
        + growth
        + drift
        + spread
        + place.talk
        + place.audience
        + rules.gains.amount_reward * drawn(rules, member)
        - rules.gains.writing_ties_lost * member.missing
        - rules.gains.overload_writing * rules.gains.overload * overload;
    let messages = libm::ceilf(exp_fast(log)).clamp(1.0, 5000.0);
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
