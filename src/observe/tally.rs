//! What visits and messages add up to.
//!
//! Every number here is a whole one to which each visit adds by itself: a large community is counted in parts, by several
//! threads and in whatever order, and what comes out is the same.

use super::concentration::Histogram;
use super::habit::Engaged;
use super::life::Life;
use super::record::Cohorts;
use super::retention::Joiners;
use crate::model::chunk::{Chunk, fetch};
use crate::model::lanes::BLOCK;
use crate::model::member::NEVER;
use crate::model::rules::Rules;
use crate::model::visit::{Visit, mark};
use crate::model::who::Who;

/// Days of a month: the window of MAU, lurkers and sleepers.
pub(super) const MONTH: usize = 30;

/// What does not depend on who looks in.
#[derive(Clone, Copy)]
pub(super) struct Watch<'a> {
    /// Today.
    pub day: u16,
    /// What does not change.
    pub rules: &'a Rules,
    /// Who is what, by archetype.
    pub who: &'a [Who],
}

/// What has been counted since the run began, and of today.
#[derive(Clone)]
pub(super) struct Tally {
    /// Members by day of their last visit: those on the list, those taking part.
    pub listed: Vec<i32>,
    pub present: Vec<i32>,
    /// Members on the list by day of their last message.
    pub wrote: Vec<i32>,
    pub engaged: Engaged,
    pub speaking: Engaged,
    pub posts: Histogram,
    pub joiners: Joiners,
    stays: Stays,
    pub today: Today,
}

/// What is counted of one day.
#[derive(Debug, Clone, Default)]
pub(super) struct Today {
    pub visitors: u32,
    pub new: u32,
    pub resurrected: u32,
    /// Members who muted the room.
    pub muted: u32,
    pub speakers: u32,
    /// Those of them who were answered.
    pub answered: u32,
    /// Members who wrote for the first time.
    pub first_posts: u32,
    pub posts: u64,
    /// Messages of spammers, and of the operator's own people.
    pub spam: u64,
    pub guests: u64,
    /// Messages of members and the answers to them, by room.
    pub rooms: Vec<(u64, u64)>,
}

impl Tally {
    /// Nothing yet, in a run of so many days.
    pub(super) fn new(rules: &Rules, unit: u16) -> Self {
        let days = usize::from(rules.days);
        Self {
            listed: vec![0; days],
            present: vec![0; days],
            wrote: vec![0; days],
            engaged: Engaged::new(rules.days),
            speaking: Engaged::new(rules.days),
            posts: Histogram::default(),
            joiners: Joiners::new(
                rules.days,
                rules.audience.channel.len() + 1,
                rules.audience.members.len() as u32 + rules.audience.founders,
            ),
            stays: Stays::new(rules.days, unit),
            today: Today::default(),
        }
    }

    /// Nothing yet, to count a part of what this one counts today.
    pub(super) fn empty(&self, rules: &Rules) -> Self {
        let mut part = Self::new(rules, self.stays.unit);
        part.begin(self.today.rooms.len());
        part
    }

    /// Nothing of today yet, in a community of so many rooms.
    pub(super) fn begin(&mut self, rooms: usize) {
        let mut counts = std::mem::take(&mut self.today.rooms);
        counts.clear();
        counts.resize(rooms, (0, 0));
        self.today = Today {
            rooms: counts,
            ..Today::default()
        };
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, other: &Self) {
        let sums = [
            (&mut self.listed, &other.listed),
            (&mut self.present, &other.present),
            (&mut self.wrote, &other.wrote),
        ];
        for (sums, more) in sums {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
        self.engaged.merge(&other.engaged);
        self.speaking.merge(&other.speaking);
        self.posts.merge(&other.posts);
        self.joiners.merge(&other.joiners);
        self.stays.merge(&other.stays);
        self.today.merge(&other.today);
    }

    /// Counts those of a chunk who look in today, and what they write. `lives` are those of its members.
    pub(super) fn count(&mut self, watch: &Watch<'_>, chunk: &Chunk, lives: &mut [Life]) {
        for block in chunk.visits.chunks(BLOCK) {
            fetch(lives, block.iter().map(Visit::place), |life| {
                u64::from(life.first_post)
            });
            for visit in block {
                if watch.who[usize::from(visit.archetype)] == Who::Member {
                    let place = visit.place();
                    // A member's own record is far away by now, and seldom asked for.
                    let channel = || chunk.members[place].channel;
                    self.looked_in(watch, visit, &mut lives[place], channel);
                }
            }
        }
        for visit in chunk.writing() {
            match watch.who[usize::from(visit.archetype)] {
                Who::Spammer => self.today.spam += u64::from(visit.messages),
                Who::Staff => self.today.guests += u64::from(visit.messages),
                Who::Member => self.spoke(watch, visit, &mut lives[visit.place()]),
            }
        }
    }

    /// How joiners stay.
    pub(super) fn cohorts(&self) -> Cohorts {
        let unit = self.stays.unit;
        Cohorts {
            unit,
            joined: self.joiners.joined_by(unit),
            active: self.stays.rows(),
        }
    }

    #[inline(always)]
    fn looked_in(
        &mut self,
        watch: &Watch<'_>,
        visit: &Visit,
        life: &mut Life,
        channel: impl FnOnce() -> u8,
    ) {
        let (day, past) = (watch.day, &watch.rules.audience.members);
        let first = visit.previous == NEVER;
        let since = if first { 0 } else { day - visit.previous };
        // The first rows of the table of members with a history are the first members.
        let known = past.get(visit.member as usize);
        let today = &mut self.today;
        today.visitors += 1;
        today.muted += u32::from(visit.is(mark::MUTED));
        if first {
            match known {
                Some(past) => {
                    let silence = i32::from(day) - past.last_day;
                    today.resurrected += u32::from(silence > MONTH as i32);
                }
                None => today.new += 1,
            }
        } else {
            self.listed[usize::from(visit.previous)] -= 1;
            self.present[usize::from(visit.previous)] -= 1;
            today.resurrected += u32::from(usize::from(since) > MONTH);
        }
        let after = life.visits.then(since);
        self.engaged
            .did(visit.joined, day, since, life.visits, after);
        life.visits = after;
        if known.is_none() {
            let age = day - visit.joined;
            self.joiners.visited(visit.member, age, channel);
            self.stays
                .visited(visit.joined, age, (!first).then_some(since));
        }
    }

    #[inline(always)]
    fn spoke(&mut self, watch: &Watch<'_>, visit: &Visit, life: &mut Life) {
        let day = watch.day;
        let messages = u64::from(visit.messages);
        let today = &mut self.today;
        today.speakers += 1;
        today.answered += u32::from(visit.answers > 0);
        today.posts += messages;
        let room = &mut today.rooms[usize::from(visit.room)];
        room.0 += messages;
        room.1 += u64::from(visit.answers);
        // On the first day everybody has been entered with all they had ever written.
        if day > 0 {
            let before = visit.posts_before;
            self.posts.rise(before, before + u32::from(visit.messages));
        }
        let since = if visit.previous_post == NEVER {
            0
        } else {
            self.wrote[usize::from(visit.previous_post)] -= 1;
            day - visit.previous_post
        };
        self.wrote[usize::from(day)] += 1;
        let after = life.posts.then(since);
        self.speaking
            .did(visit.joined, day, since, life.posts, after);
        life.posts = after;
        if (visit.member as usize) < watch.rules.audience.members.len() {
            return;
        }
        if life.first_post == NEVER {
            life.first_post = day;
            self.today.first_posts += 1;
            self.joiners.first_wrote(visit.joined, day);
        }
        if visit.answers > 0 && !life.answered {
            life.answered = true;
            self.joiners.first_answered(day, day - life.first_post);
        }
    }
}

impl Today {
    fn merge(&mut self, other: &Self) {
        self.visitors += other.visitors;
        self.new += other.new;
        self.resurrected += other.resurrected;
        self.muted += other.muted;
        self.speakers += other.speakers;
        self.answered += other.answered;
        self.first_posts += other.first_posts;
        self.posts += other.posts;
        self.spam += other.spam;
        self.guests += other.guests;
        for (room, more) in self.rooms.iter_mut().zip(&other.rooms) {
            room.0 += more.0;
            room.1 += more.1;
        }
    }
}

/// In which units of time after joining the joiners of each unit of time looked in.
#[derive(Clone)]
struct Stays {
    /// Days in a unit.
    unit: u16,
    /// Which unit a day belongs to.
    units: Vec<u16>,
    /// Where the row of each cohort begins: a cell for each unit that is left to it.
    begins: Vec<usize>,
    cells: Vec<u32>,
}

impl Stays {
    fn new(days: u16, unit: u16) -> Self {
        let units = usize::from(days.div_ceil(unit));
        let lengths = (0..units).map(|cohort| units - cohort);
        let begins = lengths.scan(0, |end, length| {
            let begin = *end;
            *end += length;
            Some(begin)
        });
        Self {
            unit,
            units: (0..days).map(|day| day / unit).collect(),
            begins: begins.collect(),
            cells: vec![0; units * (units + 1) / 2],
        }
    }

    /// Somebody who joined on a day looked in at this age, so many days after the last time if it was not the first.
    #[inline(always)]
    fn visited(&mut self, joined: u16, age: u16, since: Option<u16>) {
        let unit = |days: u16| usize::from(self.units[usize::from(days)]);
        let now = unit(age);
        let again = since.is_some() & (unit(age - since.unwrap_or(0)) == now);
        self.cells[self.begins[unit(joined)] + now] += u32::from(!again);
    }

    fn merge(&mut self, other: &Self) {
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            *cell += more;
        }
    }

    /// A row a cohort.
    fn rows(&self) -> Vec<Vec<u32>> {
        let ends = self.begins.iter().skip(1).copied();
        let ends = ends.chain([self.cells.len()]);
        let rows = self.begins.iter().zip(ends);
        rows.map(|(begin, end)| self.cells[*begin..end].to_vec())
            .collect()
    }
}
