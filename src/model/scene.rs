//! What the members of one chunk do on a day, a block of visitors at a time.
//!
//! A step is taken by a whole block before the next one: the records of all its visitors are then on
//! their way from memory at the same time, steps that concern only writers go through writers only,
//! and functions that a processor computes for four numbers as fast as for one get them in a row.

use super::answers::{
    Others, REMEMBERED, draw_answers, let_ties_fade, miss_the_gone, remember, respond,
};
use super::chunk::{Block, Chunk, fetch, finds_of};
use super::evening::Evening;
use super::lanes::{BLOCK, whole};
use super::place::Place;
use super::read::{Morning, look_in};
use super::room::Room;
use super::rules::Rules;
use super::samplers::exp_each;
use super::visit::{Board, Visit};
use super::write::{log_amount, write};
use crate::random::{Luck, Purpose};

/// What everybody can see of a day.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What does not change.
    pub rules: &'a Rules,
    /// All luck.
    pub luck: Luck,
    /// What the rooms are like today.
    pub places: &'a [Place],
    /// The rooms.
    pub rooms: &'a [Room],
    /// Information on the noticeboard after so many days, the eve of day 0 among them.
    pub board: &'a [Board],
    /// One bit a member: writes today.
    pub writing: &'a [u64],
    /// One bit a member: will not come back.
    pub gone: &'a [u64],
}

/// Where the numbers of a block of visits are worked out; nothing of it is kept.
#[derive(Debug, Clone)]
pub struct Worksheet {
    /// Places in a chunk of those who look in.
    awake: Vec<u16>,
    morning: Morning,
    evening: Evening,
}

impl Default for Worksheet {
    fn default() -> Self {
        Self {
            awake: Vec::new(),
            morning: Morning::new(),
            evening: Evening::new(),
        }
    }
}

impl Scene<'_> {
    /// Those in a chunk whose day it is look in, read, and perhaps write.
    #[inline(always)]
    pub fn wake_read_write(&self, chunk: &mut Chunk, sheet: &mut Worksheet) {
        chunk.clear_day();
        let Some(day) = self.places.first().map(|place| place.day) else {
            return;
        };
        let Worksheet { awake, morning, .. } = sheet;
        awake.clear();
        chunk.due(day, awake);
        chunk.make_room(awake.len());
        for block in awake.chunks(BLOCK) {
            self.read_and_write(chunk, block, morning);
        }
    }

    #[inline(always)]
    fn read_and_write(&self, chunk: &mut Chunk, awake: &[u16], morning: &mut Morning) {
        let Some(any) = self.places.first() else {
            return;
        };
        let (members, visits, traffic) =
            (&mut chunk.members, &mut chunk.visits, &mut chunk.traffic);
        let places = awake.iter().map(|at| *at as usize);
        fetch(members, places, |member| member.person);
        let before = visits.len();
        let finds = finds_of(&mut chunk.finds, before);
        for (lane, at) in awake.iter().enumerate() {
            let member = &mut members[*at as usize];
            let number = member.room as usize;
            let (room, place) = (&self.rooms[number], &self.places[number]);
            morning.meet(lane, self.rules, room, place, self.board, member);
            let traffic = &mut traffic[number];
            let number = chunk.first + u32::from(*at);
            let visit = look_in(self.rules, self.luck, place.day, number, member, traffic);
            visits.push(visit);
        }
        morning.look(self.rules, any, whole(awake.len()), finds);
        let mut writing = Block::default();
        for (lane, visit) in visits[before..].iter().enumerate() {
            let draw = visit.luck.uniform(Purpose::Post);
            let writes = self.places[visit.room as usize].talks & (draw < morning.writes[lane]);
            writing.add_if(writes, (before + lane) as u16);
        }
        let amounts = &mut morning.amounts;
        for (at, amount) in writing.places().iter().zip(amounts.iter_mut()) {
            let visit = &visits[*at as usize];
            let place = &self.places[visit.room as usize];
            let member = &mut members[visit.place()];
            *amount = log_amount(
                self.rules,
                place,
                member,
                visit,
                finds.pace[*at as usize % BLOCK],
            );
        }
        exp_each(&mut amounts[..whole(writing.places().len())]);
        for (at, amount) in writing.places().iter().zip(amounts) {
            let visit = &mut visits[*at as usize];
            let room = visit.room as usize;
            let (place, traffic) = (&self.places[room], &mut traffic[room]);
            let member = &mut members[visit.place()];
            write(self.rules, place, member, visit, *amount, traffic);
        }
        chunk.writers.extend_from_slice(writing.places());
    }

    /// Those in a chunk who looked in receive answers, feel, and decide when to come back, if at all.
    #[inline(always)]
    pub fn answer_feel_decide(&self, chunk: &mut Chunk, sheet: &mut Worksheet) {
        let (members, visits) = (&mut chunk.members, &mut chunk.visits);
        let mut writers = &chunk.writers[..];
        for (block, finds) in chunk.finds.iter().enumerate() {
            let start = block * BLOCK;
            let end = (start + BLOCK).min(visits.len());
            if start >= end {
                break;
            }
            let places = visits[start..end].iter().map(Visit::place);
            fetch(members, places, |member| {
                member.person ^ u64::from(member.faded)
            });
            let mut holding = Block::default();
            for (lane, visit) in visits[start..end].iter().enumerate() {
                let (place, member) = (
                    &self.places[visit.room as usize],
                    &mut members[visit.place()],
                );
                holding.add_if(let_ties_fade(self.rules, place, member), lane as u16);
            }
            for lane in holding.places() {
                let visit = &mut visits[start + *lane as usize];
                miss_the_gone(self.gone, &mut members[visit.place()], visit);
            }
            let here = writers.partition_point(|at| (*at as usize) < end);
            let mut answers = Answers::default();
            for at in &writers[..here] {
                let visit = &mut visits[*at as usize];
                let (place, member) = (&self.places[visit.room as usize], &members[visit.place()]);
                answers.add(*at, draw_answers(self.rules, place, member, visit));
            }
            for (at, number) in answers.each() {
                let visit = &visits[at as usize];
                let (_, others) = self.around(visit);
                let member = &mut members[visit.place()];
                remember(self.rules, others, number, member, visit);
            }
            // Who only reads expects no answer.
            let answered = sheet.evening.answered();
            answered.fill(0.0);
            for at in &writers[..here] {
                let visit = &mut visits[*at as usize];
                let (place, others) = self.around(visit);
                let member = &mut members[visit.place()];
                answered[*at as usize % BLOCK] = respond(self.rules, place, others, member, visit);
            }
            writers = &writers[here..];
            sheet.evening.feel_and_decide(
                self.rules,
                self.places,
                members,
                &mut visits[start..end],
                finds,
                &mut chunk.next_day,
            );
        }
    }

    #[inline(always)]
    fn around(&self, visit: &Visit) -> (&Place, Others<'_>) {
        let others = Others {
            writing: self.writing,
            gone: self.gone,
            writers: &self.rooms[visit.room as usize].writers,
        };
        (&self.places[visit.room as usize], others)
    }
}

/// The answers that are remembered of a block of visits, one after the other.
struct Answers {
    /// Which of today's visits, and which of its answers.
    each: [(u16, u16); BLOCK * REMEMBERED as usize + REMEMBERED as usize],
    count: usize,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            each: [(0, 0); BLOCK * REMEMBERED as usize + REMEMBERED as usize],
            count: 0,
        }
    }
}

impl Answers {
    /// Adds so many answers of a visit; without a branch, for nobody can predict how many there are.
    #[inline(always)]
    fn add(&mut self, visit: u16, answers: u32) {
        for (number, place) in self.each[self.count..][..REMEMBERED as usize]
            .iter_mut()
            .enumerate()
        {
            *place = (visit, number as u16);
        }
        self.count += answers as usize;
    }

    #[inline(always)]
    fn each(&self) -> impl Iterator<Item = (u16, u32)> {
        let each = self.each[..self.count].iter();
        each.map(|(visit, number)| (*visit, u32::from(*number)))
    }
}
