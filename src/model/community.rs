//! The community: its members and its rooms. What an operator can do to them is in `levers`.

use super::accounts::Accounts;
use super::applicant::{Applicant, bit_of};
use super::chunk::{CHUNK, CHUNK_WORDS, Chunk};
use super::conditions::Conditions;
use super::log::{DayLog, Event, Join, NOBODY};
use super::member::{Member, NEVER, State, flag};
use super::room::Room;
use super::rules::{Rules, TOPICS};
use super::scene::Worksheet;
use super::settings::RoomKind;
use super::ties::{LAST_MEMBER, Ties};
use super::visit::{Board, Found, Visit};
use super::wander::{in_step, shared, wander};
use crate::random::{Day, Luck, Purpose};
use std::collections::VecDeque;

/// A community on one day of its life. A copy of it lives on as this one does, until something else is
/// done to it.
#[derive(Clone)]
pub struct Community<'r> {
    /// What does not change.
    pub(super) rules: &'r Rules,
    /// All its luck.
    pub(super) luck: Luck,
    /// Today.
    pub(super) day: u16,
    /// Its members.
    pub(super) chunks: Vec<Chunk>,
    /// Its rooms.
    pub(super) rooms: Vec<Room>,
    /// What happened today.
    pub(super) log: DayLog,
    /// Applicants who wait for a place, first come first.
    pub(super) waiting: VecDeque<Applicant>,
    /// People of the audience who have applied so far.
    pub(super) reached: u64,
    /// Reward handed to each of today's visitors.
    pub(super) reward: f32,
    /// Log of what opinion leaders multiply arrivals with.
    pub(super) pull: f32,
    /// The same for tomorrow, as far as it is known.
    pub(super) pull_tomorrow: f32,
    /// What the operator's rules make of today.
    pub(super) conditions: Conditions,
    /// Entry n: information on the noticeboard after n days, of which the first is the eve of day 0.
    pub(super) board: Vec<Board>,
    /// One bit a member: writes today.
    pub(super) writing: Vec<u64>,
    /// One bit a member: will not come back.
    pub(super) gone: Vec<u64>,
    /// What this replicate's arrivals are multiplied with, for each 30 days.
    pub(super) wander: Vec<f32>,
    /// What members' own demand is multiplied with for that reason, for each 30 days.
    shared: Vec<f32>,
    /// Whether chunks may be worked on in parallel.
    pub(super) parallel: bool,
    /// Where visits are worked out by a single thread.
    pub(super) sheet: Box<Worksheet>,
    members: u32,
    /// Prospects of a reward that strategies show members: the place of each strategy that has shown any, with its own.
    pub(super) prospects: Vec<(u8, Accounts<f32>)>,
    /// Rooms opened since day 0 in which people talk, and whether newcomers enter them.
    pub(super) opened: Vec<(u8, bool)>,
    /// Those who have agreed to come in again, and apply tomorrow.
    pub(super) returning: Vec<Applicant>,
    /// For each member who has come in again the number they have now, and one more; 0 for all others.
    pub(super) successors: Accounts<u32>,
    /// Those who left fulfilled and go on speaking of the place.
    pub(super) alumni: Vec<Alumnus>,
    /// Members' trust in the operator; empty unless a strategy asks for it.
    pub(super) trust: Accounts<f32>,
}

/// Somebody who left because they had found what they came for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alumnus {
    pub(super) member: u32,
    /// As many visits a day as they made in their time, less what has been forgotten since.
    pub(super) visits: f32,
}

/// The moving parts of a community, for an engine that checks this one. Strategies never see them.
pub struct Workings<'c> {
    /// Its members.
    pub chunks: &'c mut [Chunk],
    /// Its rooms.
    pub rooms: &'c mut [Room],
    /// What happened today.
    pub log: &'c mut DayLog,
    /// One bit a member: will not come back.
    pub gone: &'c mut [u64],
    /// For each day, information on the noticeboard.
    pub board: &'c [Board],
    /// What the operator's rules make of today.
    pub conditions: Conditions,
    /// Reward handed to each of today's visitors.
    pub reward: f32,
}

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
            .map(|room| {
                let mut place = Room::new(room.capacity, rules.days);
                place.talks = room.kind == RoomKind::Chat;
                place
            })
            .collect();
        let wander = wander(rules, luck);
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
            pull_tomorrow: 0.0,
            conditions: Conditions::default(),
            board: vec![[0.0; TOPICS]; 2],
            writing: Vec::new(),
            gone: Vec::new(),
            shared: shared(rules, &wander),
            wander,
            parallel,
            sheet: Box::default(),
            members: 0,
            prospects: Vec::new(),
            opened: Vec::new(),
            returning: Vec::new(),
            successors: Accounts::default(),
            alumni: Vec::new(),
            trust: Accounts::default(),
        }
    }

    /// What does not change.
    pub fn rules(&self) -> &'r Rules {
        self.rules
    }

    /// All its luck.
    pub fn luck(&self) -> Luck {
        self.luck
    }

    /// Today.
    pub fn day(&self) -> u16 {
        self.day
    }

    /// Its members, a chunk at a time.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// Its rooms.
    pub fn rooms(&self) -> &[Room] {
        &self.rooms
    }

    /// What happened today.
    pub fn log(&self) -> &DayLog {
        &self.log
    }

    /// Writes a line into the day's log that charts show.
    pub fn note(&mut self, event: Event) {
        self.log.events.push(event);
    }

    /// How many applicants wait for a place.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// People of the audience who have applied so far.
    pub fn reached(&self) -> u64 {
        self.reached
    }

    /// One bit a member: will not come back.
    pub fn gone(&self) -> &[u64] {
        &self.gone
    }

    /// Has what strategies have shown and agreed be theirs at other places among all: pairs of the place
    /// so far and the next one.
    pub fn move_strategies(&mut self, moves: &[(u8, u8)]) {
        for (place, _) in &mut self.prospects {
            if let Some((_, to)) = moves.iter().find(|(from, _)| from == place) {
                *place = *to;
            }
        }
        for applicant in self.waiting.iter_mut().chain(&mut self.returning) {
            let agreed = applicant.agreed;
            let moved = moves.iter().filter(|(from, _)| agreed & bit_of(*from) != 0);
            applicant.agreed = moved.fold(0, |bits, (_, to)| bits | bit_of(*to));
        }
    }

    /// Whether chunks may be worked on in parallel, and are so many that several threads are faster than one, for they
    /// have to be woken and waited for.
    pub fn is_worth_threads(&self) -> bool {
        const MANY: usize = 4;
        self.parallel && self.chunks.len() >= MANY
    }

    /// What another engine needs to live a day in the place of [`day::live`](super::day::live).
    pub fn workings(&mut self) -> Workings<'_> {
        Workings {
            chunks: &mut self.chunks,
            rooms: &mut self.rooms,
            log: &mut self.log,
            gone: &mut self.gone,
            board: &self.board,
            conditions: self.conditions,
            reward: self.reward,
        }
    }

    /// Demand of members on this day; 1 is ordinary.
    pub fn demand(&self) -> f32 {
        self.rules.season(self.day) * in_step(&self.shared, self.day)
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

    /// Today's visits with what was found on them, in the order of the members' numbers.
    pub fn finds(&self) -> impl Iterator<Item = (&Visit, Found)> {
        self.chunks.iter().flat_map(|chunk| {
            let visits = chunk.visits.iter().enumerate();
            visits.map(|(at, visit)| (visit, chunk.found(at)))
        })
    }

    /// Today's visits of those who write, in the order of the members' numbers.
    pub fn writing_visits(&self) -> impl Iterator<Item = &Visit> {
        self.chunks.iter().flat_map(Chunk::writing)
    }

    /// The rooms in which people talk: those of the scenario, then those opened since.
    pub fn talking_rooms(&self) -> impl Iterator<Item = u8> {
        let later = self.opened.iter().map(|(room, _)| *room);
        self.rules.chat_rooms.iter().copied().chain(later)
    }

    /// Writers a day of late in all rooms in which people talk: what somebody who thinks of joining them gets to see.
    pub(super) fn writers_of_late(&self) -> f32 {
        let rooms = self.talking_rooms();
        rooms
            .map(|room| self.rooms[room as usize].writers_of_late)
            .sum()
    }

    /// The chat room a newcomer enters: the first with a free place. None is open once there are as
    /// many members as ties can point to.
    pub fn open_room(&self) -> Option<u8> {
        if self.members > LAST_MEMBER {
            return None;
        }
        let first = self.rules.chat_rooms.iter().copied();
        let later = self.opened.iter().filter(|(_, enter)| *enter);
        first
            .chain(later.map(|(room, _)| *room))
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
            asked: 0.0,
            posts: 0,
            call_worth: 0.0,
            settled: f32::from(kind.experience),
            missing: 0.0,
            joined: self.day,
            last_visit: NEVER,
            last_post: NEVER,
            resume: NEVER,
            faded: self.day,
            visits: kind.experience,
            active_days: kind.experience,
            archetype: applicant.archetype,
            room,
            channel: applicant.channel,
            state: State::Present,
            flags: taste(rules, traits),
            warnings: 0,
        };
        let number = self.add(member, applicant.inviter, self.day);
        if applicant.before != NOBODY {
            self.carry_over_from(applicant.before, number);
        }
        number
    }

    /// Adds a member with whatever history, who was invited by `inviter` and looks in next on `next_day`.
    pub(super) fn add(&mut self, member: Member, inviter: u32, next_day: u16) -> u32 {
        let number = self.members;
        if (number as usize).is_multiple_of(CHUNK) {
            // The second chunk and those after it are likely to be filled: they grow without leaving holes.
            let audience = &self.rules.audience;
            let expected = match number {
                0 => audience.members.len() + audience.founders as usize,
                _ => CHUNK,
            };
            let rooms = self.rooms.len();
            self.chunks.push(Chunk::new(number, rooms, expected));
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
}
