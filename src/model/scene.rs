//! What the members of one chunk do on a day, a block of visitors at a time.
//!
//! A step is taken by a whole block before the next one: the records of all its visitors are then on
//! their way from memory at the same time, steps that concern only writers go through writers only,
//! and functions that a processor computes for four numbers as fast as for one get them in a row.

use super::answers::{Others, look_around, receive_answers};
use super::chunk::{BLOCK, Block, CHUNK, Chunk, fetch};
use super::feel::{DIMINISHING, diminishing, feel_and_decide};
use super::place::Place;
use super::room::Room;
use super::rules::Rules;
use super::samplers::exp_each;
use super::visit::{Board, Visit, read, write};
use crate::random::Luck;

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

impl Scene<'_> {
    /// Those in a chunk whose day it is look in, read, and perhaps write.
    pub fn wake_read_write(&self, chunk: &mut Chunk) {
        chunk.clear_day();
        let Some(day) = self.places.first().map(|place| place.day) else {
            return;
        };
        chunk.wake(day, |chunk, awake| self.read_and_write(chunk, awake));
    }

    fn read_and_write(&self, chunk: &mut Chunk, awake: &Block) {
        let (members, visits, traffic) =
            (&mut chunk.members, &mut chunk.visits, &mut chunk.traffic);
        let places = awake.places().iter().map(|at| *at as usize);
        fetch(members, places, |member| member.person);
        let mut writing = Block::default();
        for at in awake.places() {
            let member = &mut members[*at as usize];
            let room = member.room as usize;
            let (visit, writes) = read(
                self.rules,
                self.luck,
                &self.rooms[room],
                &self.places[room],
                self.board,
                chunk.first + u32::from(*at),
                member,
                &mut traffic[room],
            );
            writing.add_if(writes, visits.len() as u16);
            visits.push(visit);
        }
        for at in writing.places() {
            let visit = &mut visits[*at as usize];
            let member = &mut members[place_of(visit)];
            let room = visit.room as usize;
            let (place, traffic) = (&self.places[room], &mut traffic[room]);
            write(self.rules, place, member, visit, traffic);
        }
        chunk.writers.extend_from_slice(writing.places());
    }

    /// Those in a chunk who looked in receive answers, feel, and decide when to come back, if at all.
    pub fn answer_feel_decide(&self, chunk: &mut Chunk) {
        let (members, visits) = (&mut chunk.members, &mut chunk.visits);
        let mut writers = &chunk.writers[..];
        let mut exponents = [[0.0; DIMINISHING]; BLOCK];
        for start in (0..visits.len()).step_by(BLOCK) {
            let end = (start + BLOCK).min(visits.len());
            let places = visits[start..end].iter().map(place_of);
            fetch(members, places, |member| {
                member.person ^ u64::from(member.faded)
            });
            for visit in &mut visits[start..end] {
                let (place, others) = self.around(visit);
                let member = &mut members[place_of(visit)];
                look_around(self.rules, place, others, member, visit);
            }
            let here = writers.partition_point(|at| (*at as usize) < end);
            for at in &writers[..here] {
                let visit = &mut visits[*at as usize];
                let (place, others) = self.around(visit);
                let member = &mut members[place_of(visit)];
                receive_answers(self.rules, place, others, member, visit);
            }
            writers = &writers[here..];
            for (visit, exponents) in visits[start..end].iter().zip(&mut exponents) {
                *exponents = diminishing(self.rules, &members[place_of(visit)], visit);
            }
            exp_each(exponents.as_flattened_mut());
            for (visit, left) in visits[start..end].iter_mut().zip(&exponents) {
                let member = &mut members[place_of(visit)];
                let place = &self.places[visit.room as usize];
                chunk.next_day[place_of(visit)] =
                    feel_and_decide(self.rules, place, *left, member, visit);
            }
        }
    }

    fn around(&self, visit: &Visit) -> (&Place, Others<'_>) {
        let others = Others {
            writing: self.writing,
            gone: self.gone,
            writers: &self.rooms[visit.room as usize].writers,
        };
        (&self.places[visit.room as usize], others)
    }
}

/// Place of a visitor's record in its chunk.
#[inline]
fn place_of(visit: &Visit) -> usize {
    visit.member as usize % CHUNK
}
