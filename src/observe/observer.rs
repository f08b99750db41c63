//! Watches a community day by day and keeps a record of it.
//!
//! Members are those who came for what the community offers. Spammers and the operator's own people
//! have series of their own and count nowhere else.

mod evening;

use super::life::{Life, UNBORN};
use super::metrics::Daily;
use super::network;
use super::record::{ExitCount, Happening, Hours, Record};
use super::summing_up::{Ends, sum_up};
use super::tally::{Tally, Today, Watch};
use super::turnover::{Gone, WEEK};
use crate::model::chunk::CHUNK;
use crate::model::community::Community;
use crate::model::log::{Exit, Way, Woken};
use crate::model::member::{NEVER, State, flag};
use crate::model::rules::Rules;
use crate::model::who::Who;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The end of a time that has not ended.
const OPEN: u16 = u16::MAX;
/// Days between two looks at the concentration of messages.
const CENSUS: u16 = 7;
/// Days between two counts of ties.
const TIES: u16 = 28;

/// People by what they are.
#[derive(Debug, Clone, Copy, Default)]
struct Others {
    spammers: u32,
    staff: u32,
}

/// Watches one run.
#[derive(Clone)]
pub struct Observer {
    days: usize,
    daily: Vec<f32>,
    who: Vec<Who>,
    lives: Vec<Life>,
    /// Members with a history are the first of all members.
    past: usize,
    /// What visits and messages add up to.
    tally: Tally,
    members: u32,
    members_on: Vec<u32>,
    /// Members who joined and have not looked in yet count as taking part.
    taking_part: u32,
    taking_part_on: Vec<u32>,
    muted: u32,
    paying: u32,
    others: Others,
    churn: Gone,
    /// Of those whose silence began on another day than that of their last visit: when. A call that annoys can do it.
    silenced_later: BTreeMap<u32, u16>,
    /// When those who came back after a silence were there: from a day up to another, and since the last.
    there: BTreeMap<u32, Vec<(u16, u16)>>,
    removed: Gone,
    leaves: Gone,
    ends: Ends,
    exits: Vec<ExitCount>,
    /// Cause, way and archetype of each of today's.
    going: Vec<(u8, u8, u8)>,
    happenings: Vec<Happening>,
    hour_cost: f64,
    hours: Hours,
    /// Whether what takes long to count is counted on the last day only.
    sparing: bool,
}

impl Observer {
    /// An observer of a community under `rules`; `hour_cost` is what an hour of the operator costs.
    pub fn new(rules: &Rules, hour_cost: f64) -> Self {
        let days = rules.days as usize;
        let unit = match days {
            0..=400 => 7,
            401..=5600 => 28,
            _ => 364,
        };
        Self {
            days,
            daily: vec![f32::NAN; Daily::ALL.len() * days],
            who: (0..rules.kinds.len())
                .map(|archetype| rules.who(archetype as u8))
                .collect(),
            lives: Vec::new(),
            past: rules.audience.members.len(),
            tally: Tally::new(rules, unit),
            members: 0,
            members_on: vec![0; days],
            taking_part: 0,
            taking_part_on: vec![0; days],
            muted: 0,
            paying: 0,
            others: Others::default(),
            churn: Gone::new(rules.days),
            silenced_later: BTreeMap::new(),
            there: BTreeMap::new(),
            removed: Gone::new(rules.days),
            leaves: Gone::new(rules.days),
            ends: Ends::default(),
            exits: Vec::new(),
            going: Vec::new(),
            happenings: Vec::new(),
            hour_cost,
            hours: Hours::default(),
            sparing: false,
        }
    }

    /// The same, `sparing` for somebody who asks for no series, but for the metrics of the run and of its last day alone:
    /// ties and the concentration of messages are then counted on that day only.
    #[must_use]
    pub fn sparing(self, sparing: bool) -> Self {
        Self { sparing, ..self }
    }

    /// Writes down a finished day, before it is closed.
    pub fn observe(&mut self, community: &Community<'_>) {
        let day = community.day();
        self.joins(community);
        self.woken(community);
        self.visits(community);
        self.unmuted(community);
        self.exits(community);
        self.standing(day);
        self.windows(day);
        self.desk(community);
        let last = day as usize + 1 == self.days;
        let due = |every: u16| last || !self.sparing && day % every == every - 1;
        let (census, ties) = (due(CENSUS), due(TIES));
        if census {
            self.census(day);
        }
        if ties {
            self.set(day, Daily::Ties, network::ties(community) as f64);
        }
        self.ends.watch(community);
        let happened = community.log().events.iter().map(|event| Happening {
            day,
            strategy: event.strategy.to_string(),
            label: event.label.clone(),
        });
        self.happenings.extend(happened);
    }

    fn set(&mut self, day: u16, metric: Daily, value: f64) {
        self.daily[metric as usize * self.days + day as usize] = value as f32;
    }

    fn set_all(&mut self, day: u16, values: impl IntoIterator<Item = (Daily, f64)>) {
        for (metric, value) in values {
            self.set(day, metric, value);
        }
    }

    fn is_member(&self, archetype: u8) -> bool {
        self.who[archetype as usize] == Who::Member
    }

    /// Who joined.
    fn joins(&mut self, community: &Community<'_>) {
        let day = community.day();
        self.lives.resize(community.ever() as usize, UNBORN);
        self.tally.joiners.applied(&community.log().applied);
        let mut joins = 0;
        for join in &community.log().joins {
            match self.who[join.archetype as usize] {
                Who::Spammer => {
                    self.others.spammers += 1;
                    self.ends.spammers += 1;
                    continue;
                }
                Who::Staff => {
                    self.others.staff += 1;
                    continue;
                }
                Who::Member => {}
            }
            joins += 1;
            self.members += 1;
            let member = community.member(join.member);
            // Some of those with a history had fallen silent for good before anybody looked.
            let silent = member.state == State::Silent && member.last_visit == NEVER;
            self.taking_part += u32::from(!silent);
            if join.member as usize >= self.past {
                self.tally.joiners.joined(join, day);
            }
        }
        for number in &community.log().payers {
            let first = !self.lives[*number as usize].pays;
            if first && self.is_member(community.member(*number).archetype) {
                self.lives[*number as usize].pays = true;
                self.paying += 1;
            }
        }
        self.set(day, Daily::Joins, f64::from(joins));
    }

    /// Who had muted the talk and went where nobody talks.
    fn unmuted(&mut self, community: &Community<'_>) {
        let gone = community.log().unmuted.iter();
        let members = gone.filter(|number| self.is_member(community.member(**number).archetype));
        self.muted -= members.count() as u32;
    }

    /// Who had fallen silent for good and takes part again.
    fn woken(&mut self, community: &Community<'_>) {
        for woken in &community.log().woken {
            if !self.is_member(community.member(woken.member).archetype) {
                continue;
            }
            self.taking_part += 1;
            self.muted += u32::from(woken.muted);
            if woken.last_visit != NEVER {
                self.tally.present[woken.last_visit as usize] += 1;
            }
            self.back_again(woken, community);
        }
    }

    /// Whoever is back has not gone, and will go from this day on and no earlier one.
    fn back_again(&mut self, woken: &Woken, community: &Community<'_>) {
        let (number, day) = (woken.member, community.day());
        // Most fall silent with a visit: the last one.
        let later = self.silenced_later.remove(&number);
        let went = later.unwrap_or(woken.last_visit);
        let joined = community.member(number).joined;
        let there = self
            .there
            .entry(number)
            .or_insert_with(|| Vec::from_iter((went != NEVER).then_some((joined, went))));
        self.churn.came_back(there, day);
        there.retain(|(_, until)| until.saturating_add(WEEK) > day);
        there.push((day, OPEN));
    }

    /// Whoever takes part no longer has gone.
    fn gone_again(&mut self, exit: &Exit, day: u16) {
        match self.there.get_mut(&exit.member) {
            Some(there) => {
                if let Some((_, until)) = there.last_mut() {
                    *until = day;
                }
                self.churn.absent(there, day);
            }
            None => self.churn.went(exit.joined, day),
        }
    }

    /// Who looked in, who wrote, and who was answered.
    fn visits(&mut self, community: &Community<'_>) {
        let day = community.day();
        if day == 0 {
            // Members with a history have written before they were ever observed.
            for (_, member) in community.all() {
                if self.is_member(member.archetype) {
                    self.tally.posts.enter(member.posts);
                }
            }
        }
        self.tally.begin(community.rooms().len());
        let watch = Watch {
            day,
            rules: community.rules(),
            who: &self.who,
        };
        let chunks = community.chunks();
        if community.is_worth_threads() {
            let parts = chunks.par_iter().zip(self.lives.par_chunks_mut(CHUNK));
            let part = || self.tally.empty(watch.rules);
            let parts = parts.fold(part, |mut part, (chunk, lives)| {
                part.count(&watch, chunk, lives);
                part
            });
            let parts: Vec<Tally> = parts.collect();
            for part in &parts {
                self.tally.add(part);
            }
        } else {
            for (chunk, lives) in chunks.iter().zip(self.lives.chunks_mut(CHUNK)) {
                self.tally.count(&watch, chunk, lives);
            }
        }
        let Today { visitors, .. } = self.tally.today;
        self.tally.listed[day as usize] += visitors as i32;
        self.tally.present[day as usize] += visitors as i32;
        self.muted += self.tally.today.muted;
        self.today(community);
    }

    /// Who fell silent, left or was removed.
    fn exits(&mut self, community: &Community<'_>) {
        let day = community.day();
        let (mut leaves, mut removals, mut silenced, mut spammers) = (0_u32, 0_u32, 0_u32, 0_u32);
        for exit in &community.log().exits {
            let off_the_list = exit.way != Way::Silent;
            match self.who[exit.archetype as usize] {
                Who::Spammer => {
                    self.others.spammers -= u32::from(off_the_list);
                    spammers += u32::from(matches!(exit.way, Way::Removed | Way::RemovedSilent));
                    continue;
                }
                Who::Staff => {
                    self.others.staff -= u32::from(off_the_list);
                    continue;
                }
                Who::Member => {}
            }
            match exit.way {
                Way::Silent => silenced += 1,
                Way::Left | Way::LeftSilent => leaves += 1,
                Way::Removed | Way::RemovedSilent => removals += 1,
            }
            if !matches!(exit.way, Way::RemovedSilent | Way::LeftSilent) {
                self.taking_part -= 1;
                if exit.last_visit != NEVER {
                    self.tally.present[exit.last_visit as usize] -= 1;
                }
                self.muted -= u32::from(community.member(exit.member).is(flag::MUTED));
            }
            if off_the_list {
                self.off_the_list(community, exit);
            }
            match exit.way {
                Way::Silent => {
                    self.gone_again(exit, day);
                    if exit.last_visit != day {
                        self.silenced_later.insert(exit.member, day);
                    }
                }
                Way::Left => {
                    self.gone_again(exit, day);
                    self.leaves.went(exit.joined, day);
                }
                // They had gone before, and only now leave the list.
                Way::LeftSilent => self.leaves.went(exit.joined, day),
                Way::Removed | Way::RemovedSilent => self.removed.went(exit.joined, day),
            }
            let way = ExitCount::way_number(exit.way);
            self.going.push((exit.cause as u8, way, exit.archetype));
        }
        self.going.sort_unstable();
        let alike = self.going.chunk_by(|one, other| one == other);
        self.exits.extend(alike.map(|alike| {
            let (cause, way, archetype) = alike[0];
            ExitCount {
                day,
                cause,
                way,
                archetype,
                count: alike.len() as u32,
            }
        }));
        self.going.clear();
        self.set_all(
            day,
            [
                (Daily::Leaves, leaves),
                (Daily::Removals, removals),
                (Daily::Silenced, silenced),
                (Daily::SpammersRemoved, spammers),
            ]
            .map(|(metric, number)| (metric, f64::from(number))),
        );
    }

    /// A member is no longer on the list.
    fn off_the_list(&mut self, community: &Community<'_>, exit: &Exit) {
        let day = community.day();
        self.members -= 1;
        let life = self.lives[exit.member as usize];
        self.paying -= u32::from(life.pays);
        if exit.last_visit != NEVER {
            self.tally.listed[exit.last_visit as usize] -= 1;
            self.tally
                .engaged
                .gone(exit.joined, day, exit.last_visit, life.visits);
        }
        let last_post = community.member(exit.member).last_post;
        if last_post != NEVER {
            self.tally.wrote[last_post as usize] -= 1;
            self.tally
                .speaking
                .gone(exit.joined, day, last_post, life.posts);
        }
        if exit.member as usize >= self.past {
            self.tally.joiners.gone(exit.joined, day);
        }
    }

    /// Ends the observation. `community` has lived all its days.
    pub fn finish(self, community: &Community<'_>, replicate: u32) -> Record {
        let record = Record {
            replicate,
            days: self.days as u16,
            run: Vec::new(),
            survival: Vec::new(),
            retention: self
                .tally
                .joiners
                .retention()
                .into_iter()
                .map(|it| it as f32)
                .collect(),
            stages: Vec::new(),
            exits: self.exits,
            daily: self.daily,
            cohorts: self.tally.cohorts(),
            channels: Vec::new(),
            days_active: Vec::new(),
            happenings: self.happenings,
            own: Vec::new(),
            hours: self.hours,
        };
        sum_up(
            record,
            community,
            self.tally.joiners,
            &self.ends,
            &self.lives,
        )
    }
}
