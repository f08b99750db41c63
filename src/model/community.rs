//! The community: its members, its rooms, and everything an operator can do to them.

use super::arrivals;
use super::cause::Cause;
use super::chunk::{CHUNK, CHUNK_WORDS, Chunk};
use super::intervention::Applicant;
use super::log::{DayLog, Event, Exit, Join, NOBODY, Way};
use super::member::{Member, NEVER, State, flag};
use super::room::Room;
use super::rules::{Rules, TOPICS};
use super::samplers::exp_fast;
use super::ties::{LAST_MEMBER, Ties};
use super::visit::{Board, Visit, mark};
use crate::random::{Day, Luck, Purpose};
use crate::words::Phrase;
use std::collections::{BTreeMap, VecDeque};

/// A community on one day of its life.
pub struct Community<'r> {
    /// What does not change.
    pub rules: &'r Rules,
    /// All its luck.
    pub luck: Luck,
    /// Today.
    pub day: u16,
    /// Its members.
    pub chunks: Vec<Chunk>,
    /// Its rooms.
    pub rooms: Vec<Room>,
    /// What happened today.
    pub log: DayLog,
    /// Applicants who wait for a place, first come first.
    pub waiting: VecDeque<Applicant>,
    /// People of the audience who have applied so far.
    pub reached: u64,
    /// Reward handed to each of today's visitors.
    pub reward: f32,
    /// Log of what opinion leaders multiply arrivals with.
    pub pull: f32,
    /// Entry n: information on the noticeboard after n days, of which the first is the eve of day 0.
    pub board: Vec<Board>,
    /// One bit a member: writes today.
    pub writing: Vec<u64>,
    /// One bit a member: will not come back.
    pub gone: Vec<u64>,
    /// What this replicate's arrivals are multiplied with, for each 30 days.
    pub wander: Vec<f32>,
    /// What members' own demand is multiplied with for that reason, for each 30 days.
    shared: Vec<f32>,
    /// Whether chunks may be worked on in parallel.
    pub parallel: bool,
    members: u32,
    hired: u64,
    /// Members by the day on which their fee falls due.
    fees: BTreeMap<u16, Vec<u32>>,
}

/// Sources of keys beside the channels of the audience: founders, people the operator brings in,
/// and rooms and calendars, which have luck too. Sources fit into six bits.
const FOUNDER: u64 = 63;
const HIRED: u64 = 62;
/// Source of the keys of rooms.
pub const ROOMS: u64 = 61;
/// Source of the keys of the operator's calendar.
pub const CALENDAR: u64 = 60;
/// Source of the keys of channels themselves; the person of each is numbered by the channel.
pub const CHANNELS: u64 = 59;
/// Source of the keys of those who were there before day 0.
pub(super) const HISTORY: u64 = 58;
/// Source of the keys of the level of arrivals.
pub(super) const WANDER: u64 = 57;
/// Source of the keys of those whom members invite; numbered by the inviter.
pub(super) const INVITED: u64 = 56;

/// The flag of those who care much for material gain: a trait of the person.
pub(super) fn taste(rules: &Rules, traits: Day) -> u8 {
    if traits.uniform(Purpose::Taste) < rules.gains.keen_share {
        flag::KEEN
    } else {
        0
    }
}

impl<'r> Community<'r> {
    /// A community without members on the morning of day 0.
    pub fn new(rules: &'r Rules, luck: Luck, parallel: bool) -> Self {
        let rooms = rules
            .community
            .room
            .iter()
            .map(|room| Room::new(room.capacity, rules.days))
            .collect();
        let wander = arrivals::wander(rules, luck);
        Self {
            rules,
            luck,
            day: 0,
            chunks: Vec::new(),
            rooms,
            log: DayLog::default(),
            waiting: VecDeque::new(),
            reached: 0,
            reward: 0.0,
            pull: 0.0,
            board: vec![[0.0; TOPICS]; 2],
            writing: Vec::new(),
            gone: Vec::new(),
            shared: arrivals::shared(rules, &wander),
            wander,
            parallel,
            members: 0,
            hired: 0,
            fees: BTreeMap::new(),
        }
    }

    /// Demand of members on this day; 1 is ordinary.
    pub fn demand(&self) -> f32 {
        self.rules.season(self.day) * arrivals::in_step(&self.shared, self.day)
    }

    /// Members who ever joined.
    pub fn ever(&self) -> u32 {
        self.members
    }

    /// Members on the list.
    pub fn on_the_list(&self) -> u32 {
        self.rooms.iter().map(|room| room.members).sum()
    }

    /// A member by number.
    #[inline]
    pub fn member(&self, number: u32) -> &Member {
        &self.chunks[number as usize / CHUNK].members[number as usize % CHUNK]
    }

    /// A member by number, to be changed. For the day's own steps; strategies use the functions below.
    #[inline]
    pub(super) fn member_mut(&mut self, number: u32) -> &mut Member {
        &mut self.chunks[number as usize / CHUNK].members[number as usize % CHUNK]
    }

    /// All members who ever joined, with their numbers.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Member)> {
        self.chunks
            .iter()
            .flat_map(|chunk| &chunk.members)
            .enumerate()
            .map(|(number, member)| (number as u32, member))
    }

    /// Today's visits, in the order of the members' numbers.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.chunks.iter().flat_map(|chunk| &chunk.visits)
    }

    /// Today's visits of those who write, in the order of the members' numbers.
    pub fn writing_visits(&self) -> impl Iterator<Item = &Visit> {
        self.chunks.iter().flat_map(Chunk::writing)
    }

    /// Key of the k-th person who comes through a source on `day`: six bits for the source, sixteen
    /// for the day, twenty-four for k. Keys below 2⁴⁶ share no luck on any two days (see `random`).
    pub fn person(source: u64, day: u16, k: u64) -> u64 {
        source << 40 | u64::from(day) << 24 | k
    }

    /// Whether a key is that of a founder.
    pub const fn is_founder(person: u64) -> bool {
        person >> 40 == FOUNDER
    }

    /// Key of the k-th founder.
    pub fn founder(k: u64) -> u64 {
        Self::person(FOUNDER, 0, k)
    }

    /// The chat room a newcomer enters: the first with a free place. None is open once there are as
    /// many members as ties can point to.
    pub fn open_room(&self) -> Option<u8> {
        if self.members > LAST_MEMBER {
            return None;
        }
        let rooms = self.rules.chat_rooms.iter().copied();
        rooms
            .into_iter()
            .find(|room| self.rooms[*room as usize].has_place())
    }

    /// Lets an applicant in; they look in for the first time on the same day.
    pub(super) fn enter(&mut self, applicant: &Applicant, room: u8) -> u32 {
        let rules = self.rules;
        let kind = &rules.kinds[applicant.archetype as usize];
        // Traits belong to the person, whenever and however they come in.
        let traits = self.luck.of(applicant.person, 0);
        let usual = kind.messages_between
            * rules
                .normal
                .of_word(traits.stream(Purpose::VolumeTrait).word());
        let member = Member {
            person: applicant.person,
            ties: Ties::default(),
            quit: kind.quit.sample(traits.uniform(Purpose::QuitTrait)),
            volume: kind.messages + usual,
            fit: applicant.fit,
            interest: traits.uniform(Purpose::Interest),
            usual: rules.community.promise as f32,
            satisfaction: 0.0,
            recognition: 1.0,
            reward: 0.0,
            prospect: 0.0,
            sunk_cost: applicant.sunk_cost,
            posts: 0,
            call_worth: 0.0,
            settled: f32::from(kind.experience),
            missing: 0.0,
            joined: self.day,
            last_visit: NEVER,
            last_post: NEVER,
            resume: NEVER,
            faded: self.day,
            fee_due: applicant.fee_due(self.day),
            visits: kind.experience,
            active_days: kind.experience,
            archetype: applicant.archetype,
            room,
            channel: applicant.channel,
            state: State::Present,
            flags: taste(rules, traits),
            warnings: 0,
        };
        self.add(member, applicant.inviter, self.day)
    }

    /// Adds a member with whatever history, who was invited by `inviter` and looks in next on `next_day`.
    pub(super) fn add(&mut self, member: Member, inviter: u32, next_day: u16) -> u32 {
        let number = self.members;
        if (number as usize).is_multiple_of(CHUNK) {
            self.chunks.push(Chunk::new(number, self.rooms.len()));
            let words = self.chunks.len() * CHUNK_WORDS;
            self.writing.resize(words, 0);
            self.gone.resize(words, 0);
        }
        self.members += 1;
        self.rooms[member.room as usize].members += 1;
        self.log.joins.push(Join {
            member: number,
            archetype: member.archetype,
            channel: member.channel,
            inviter,
        });
        if member.fee_due != NEVER {
            self.fees.entry(member.fee_due).or_default().push(number);
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.members.push(member);
            chunk.next_day.push(next_day);
        }
        number
    }

    /// Marks a member as gone for others to notice.
    pub(super) fn mark_gone(&mut self, number: u32) {
        self.gone[(number >> 6) as usize] |= 1 << (number & 63);
    }

    // What an operator can do.

    /// Writes a line into the day's log that charts show.
    pub fn note(&mut self, strategy: &'static str, label: impl Into<Phrase>) {
        self.log.events.push(Event {
            strategy,
            label: label.into(),
        });
    }

    /// Puts content worth `worth` ordinary messages on the noticeboard: on one topic, or spread over the community's agenda.
    pub fn publish(&mut self, topic: Option<usize>, worth: f64) {
        let rules = self.rules;
        let board = &mut self.board[self.day as usize + 1];
        if let Some(topic) = topic {
            board[topic] += worth;
            return;
        }
        let mut before = 0.0;
        for (sum, reached) in board.iter_mut().zip(rules.agenda).take(rules.topics) {
            *sum += worth * f64::from(reached - before);
            before = reached;
        }
    }

    /// Calls on everybody to look in today. `appeal` is the probability that somebody comes who was
    /// here yesterday, has not been called of late, and has neither good nor bad experience with calls.
    ///
    /// A call is a channel like any other: the muted hear nothing; those who have been away long, who
    /// have been called often this week, or to whom called visits were worth less than they expected
    /// notice it less; it can annoy, and the visit can be the last. It comes in addition to the member's own
    /// rhythm. With the interactions off nobody notices anything. Strategies that may call on one day
    /// have different numbers as `caller`, so that they have different luck.
    pub fn call(&mut self, caller: u8, appeal: impl Fn(&Member) -> f32) -> u32 {
        let (day, luck, gains) = (self.day, self.luck, &self.rules.gains);
        if !gains.on {
            return 0;
        }
        let of_the_week = self
            .rooms
            .iter()
            .map(|room| room.calls_of_the_week(day))
            .fold(0.0, f32::max);
        for room in &mut self.rooms {
            room.today.said.calls += 1.0;
        }
        let rested = 1.0 / (1.0 + of_the_week / gains.call_fatigue);
        let mut called = 0;
        for chunk in &mut self.chunks {
            for (member, next) in chunk.members.iter_mut().zip(&mut chunk.next_day) {
                if member.state != State::Present || member.is(flag::MUTED) || *next <= day {
                    continue;
                }
                let appeal = appeal(member);
                if appeal <= 0.0 {
                    continue;
                }
                let last = if member.last_visit == NEVER {
                    member.joined
                } else {
                    member.last_visit
                };
                let away = f32::from(day - last);
                let lesson = gains.call_lesson * member.call_worth;
                let probability =
                    appeal * rested * exp_fast(lesson.min(1.0) - away / gains.call_memory);
                let mut stream = luck.of(member.person, day).stream(Purpose::Notice);
                for _ in 0..caller {
                    stream.word();
                }
                if stream.chance(probability) {
                    member.resume = *next;
                    member.flags |= flag::CALLED;
                    *next = day;
                    called += 1;
                }
            }
        }
        called
    }

    /// Hands every visitor of today a reward, in units of the one that gives half the pleasure.
    pub fn reward_visitors(&mut self, units: f32) {
        self.reward += units;
    }

    /// Has opinion leaders draw people in: arrivals are multiplied with the exponential from tomorrow on.
    pub fn draw_arrivals(&mut self, log: f32) {
        self.pull = if self.rules.gains.on { log } else { 0.0 };
    }

    /// Gives one member a reward, felt on the next visit.
    pub fn give(&mut self, number: u32, units: f32) {
        if !self.rules.gains.on {
            return;
        }
        self.member_mut(number).reward += units;
    }

    /// Shows one member the prospect of a reward, from 0 (none) to 1 (as good as won); below 0 that it
    /// is out of reach.
    pub fn promise(&mut self, number: u32, prospect: f32) {
        if !self.rules.gains.on {
            return;
        }
        self.member_mut(number).prospect = prospect;
    }

    /// Takes care of a visitor: the visit counts as answered and as company, and the member is told what there is to find.
    /// `admit` chooses the visits, in order, until it returns `None`.
    ///
    /// With the interactions off nobody feels it, and only the operator's time goes.
    pub fn care(&mut self, mut admit: impl FnMut(&Visit, &Member) -> Option<bool>) {
        let felt = self.rules.gains.on;
        for chunk in &mut self.chunks {
            for visit in &mut chunk.visits {
                let member = &chunk.members[visit.member as usize % CHUNK];
                match admit(visit, member) {
                    Some(true) if felt => visit.marks |= mark::CARED,
                    Some(_) => {}
                    None => return,
                }
            }
        }
    }

    /// Removes messages of today's visitors: `share` of the writer's messages is taken down, unread.
    /// The writer is warned; with `explained` it stings half as much.
    pub fn reject(&mut self, number: u32, share: f64, explained: bool) {
        let chunk = &mut self.chunks[number as usize / CHUNK];
        let member = &mut chunk.members[number as usize % CHUNK];
        let Ok(at) = chunk
            .visits
            .binary_search_by_key(&number, |visit| visit.member)
        else {
            return;
        };
        let visit = &mut chunk.visits[at];
        visit.marks |= mark::REJECTED | if explained { mark::EXPLAINED } else { 0 };
        let gains = &self.rules.gains;
        if gains.on {
            member.flags |= flag::REJECTED;
            let sting = if explained { gains.explained } else { 1.0 };
            member.recognition *= 1.0 - gains.rejection_recognition * sting;
        }
        member.warnings = member.warnings.saturating_add(1);
        let ads =
            f64::from(visit.messages) * f64::from(self.rules.kinds[visit.archetype as usize].ads);
        let said = &mut self.rooms[visit.room as usize].today.said;
        said.messages -= ads * share;
        said.ads -= ads * share;
    }

    /// Lets members see that a share of the list was removed.
    pub fn resent(&mut self, share: f64) {
        for room in &mut self.rooms {
            room.today.said.purged += share;
        }
    }

    /// Calms a room: its level of quarrelling is multiplied by `factor`.
    pub fn mediate(&mut self, room: usize, factor: f32) {
        self.rooms[room].conflict *= factor;
    }

    /// Members whose fee falls due today.
    pub fn fees_due(&mut self) -> Vec<u32> {
        let mut due = self.fees.remove(&self.day).unwrap_or_default();
        due.retain(|number| self.member(*number).state.on_the_list());
        self.log.due.clone_from(&due);
        due
    }

    /// Writes down that a member has paid today.
    pub fn paid(&mut self, number: u32) {
        self.log.payers.push(number);
    }

    /// Writes down that a member has paid until `day`.
    pub fn paid_until(&mut self, number: u32, day: u16) {
        self.member_mut(number).fee_due = day;
        self.fees.entry(day).or_default().push(number);
    }

    /// Takes a member off the list. Returns false for somebody who is not on it.
    pub fn remove(&mut self, number: u32, cause: Cause) -> bool {
        let member = self.member_mut(number);
        let way = match member.state {
            State::Present => Way::Removed,
            State::Silent => Way::RemovedSilent,
            State::Left | State::Removed => return false,
        };
        member.state = State::Removed;
        let exit = Exit {
            member: number,
            archetype: member.archetype,
            cause,
            way,
            joined: member.joined,
            last_visit: member.last_visit,
        };
        let room = member.room as usize;
        self.chunks[number as usize / CHUNK].next_day[number as usize % CHUNK] = NEVER;
        self.rooms[room].members -= 1;
        self.mark_gone(number);
        self.log.exits.push(exit);
        true
    }

    /// Brings in somebody from outside who is there for the operator's reasons, of the given archetype.
    pub fn hire(&mut self, archetype: u8, guest: bool) -> Option<u32> {
        let room = self.open_room()?;
        let applicant = Applicant {
            person: Self::person(HIRED, 0, self.hired),
            archetype,
            channel: self.rules.word_of_mouth() as u8,
            inviter: NOBODY,
            fit: 1.0,
            sunk_cost: 0.0,
            fee: 0.0,
            renew_days: 0,
        };
        self.hired += 1;
        let number = self.enter(&applicant, room);
        if guest {
            self.member_mut(number).flags |= flag::GUEST;
        }
        Some(number)
    }

    /// Makes a member a home-grown opinion leader, or ends it.
    ///
    /// With the interactions off nobody notices, and nothing is changed.
    pub fn promote(&mut self, number: u32, leader: bool) {
        if !self.rules.gains.on {
            return;
        }
        let member = self.member_mut(number);
        if leader {
            member.flags |= flag::PROMOTED;
        } else {
            member.flags &= !flag::PROMOTED;
        }
    }
}
