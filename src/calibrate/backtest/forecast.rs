//! What the calibrated model says about the time after the split: an ensemble of engine runs.

use crate::calibrate::Calibration;
use crate::calibrate::arrivals::MONTH;
use crate::calibrate::fates::FATE_DAYS;
use crate::calibrate::spells::{LONGEST, spells};
use crate::model::community::Community;
use crate::model::settings::Archetype;
use crate::observe::activity::ActivityLog;
use crate::run::simulate::Prepared;
use crate::scenario::Scenario;
use rayon::prelude::*;

/// What happened after the split, really or in one replicate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Future {
    /// Members who wrote in each 30-day month.
    pub active: Vec<f64>,
    /// Messages in each month.
    pub posts: Vec<f64>,
    /// Newcomers in each month.
    pub newcomers: Vec<f64>,
    /// Share of newcomers who wrote again on one of the 30 days after their first.
    pub return_30: f64,
    /// Share of newcomers who wrote on one of the days 90 to 180 after their first.
    pub alive_90_180: f64,
    /// For each member of the state, active days within [`FATE_DAYS`].
    pub fates: Vec<u16>,
}

/// Counts a future day by day.
struct Counter {
    days: u32,
    existing: usize,
    future: Future,
    /// By member: first day, last month counted, flags of return.
    seen: Vec<Seen>,
}

#[derive(Clone, Copy)]
struct Seen {
    first: u32,
    month: u32,
    returned: bool,
    alive: bool,
}

const NOBODY: u32 = u32::MAX;

impl Counter {
    fn new(months: u32, existing: usize) -> Self {
        let zeros = vec![0.0; months as usize];
        Self {
            days: months * MONTH,
            existing,
            future: Future {
                active: zeros.clone(),
                posts: zeros.clone(),
                newcomers: zeros,
                fates: vec![0; existing],
                ..Future::default()
            },
            seen: Vec::new(),
        }
    }

    fn count(&mut self, day: u32, person: usize, messages: u32) {
        if day >= self.days {
            return;
        }
        if person >= self.seen.len() {
            self.seen.resize(
                person + 1,
                Seen {
                    first: NOBODY,
                    month: NOBODY,
                    returned: false,
                    alive: false,
                },
            );
        }
        let month = (day / MONTH) as usize;
        self.future.posts[month] += f64::from(messages);
        let seen = &mut self.seen[person];
        if person >= self.existing {
            if seen.first == NOBODY {
                seen.first = day;
                self.future.newcomers[month] += 1.0;
            } else {
                let age = day - seen.first;
                seen.returned |= age <= 30;
                seen.alive |= (90..=180).contains(&age);
            }
        } else if day < FATE_DAYS {
            self.future.fates[person] += 1;
        }
        if seen.month != month as u32 {
            seen.month = month as u32;
            self.future.active[month] += 1.0;
        }
    }

    fn finish(mut self) -> Future {
        let newcomers = self.seen.iter().skip(self.existing);
        let share = |wait: u32, kept: fn(&Seen) -> bool| {
            let followed: Vec<&Seen> = newcomers
                .clone()
                .filter(|seen| seen.first != NOBODY && seen.first + wait < self.days)
                .collect();
            let stayed = followed.iter().filter(|seen| kept(seen)).count();
            stayed as f64 / followed.len() as f64
        };
        let (return_30, alive_90_180) = (
            share(30, |seen| seen.returned),
            share(180, |seen| seen.alive),
        );
        self.future.return_30 = return_30;
        self.future.alive_90_180 = alive_90_180;
        self.future
    }
}

/// What really happened in the whole months after the split. Whoever was silent for a year comes
/// back as somebody new, as in the model.
pub fn actual(log: &ActivityLog, calibration: &Calibration) -> Future {
    let split = calibration.split;
    let months = (log.span() - split) / MONTH;
    let existing = calibration.member_numbers.len();
    let mut counter = Counter::new(months, existing);
    let mut number_of = std::collections::BTreeMap::new();
    for (number, member) in calibration.member_numbers.iter().enumerate() {
        number_of.insert(*member, number);
    }
    // A number for each spell that begins after the split.
    let mut next = existing;
    let mut person_of: Vec<(u32, u32, usize)> = Vec::new();
    for spell in spells(log, log.span(), LONGEST) {
        if spell.last_day < split {
            continue;
        }
        let person = if spell.first_day < split {
            number_of.get(&spell.member).copied()
        } else {
            None
        };
        let person = person.unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        let days = log.member(spell.member);
        for (day, events) in days.days.iter().zip(days.events) {
            if (spell.first_day.max(split)..=spell.last_day).contains(day) {
                person_of.push((day - split, *events, person));
            }
        }
    }
    person_of.sort_unstable();
    for (day, events, person) in person_of {
        counter.count(day, person, events);
    }
    let mut future = counter.finish();
    // A return after more than a year of silence is a return all the same: the model must answer for it.
    for (fate, member) in future.fates.iter_mut().zip(&calibration.member_numbers) {
        let days = log.member(*member).days;
        let until = |day: u32| days.partition_point(|active| *active < day);
        *fate = (until(split + FATE_DAYS) - until(split)) as u16;
    }
    future
}

/// The ensemble: each replicate draws its parameters, its arrivals and its luck. With `lively`, a
/// scenario of the same community whose interactions are on, the draws go into that.
pub fn ensemble(
    calibration: &Calibration,
    lively: Option<&Scenario>,
    months: u32,
    replicates: u32,
    seed: u64,
) -> Vec<Future> {
    let days = (months * MONTH) as u16;
    (0..replicates)
        .into_par_iter()
        .with_max_len(1)
        .map(|replicate| {
            let drawn = calibration.drawn(days, seed, replicate);
            let scenario = match lively {
                Some(lively) => with_laws_of(lively, &drawn),
                None => drawn,
            };
            let prepared = Prepared::new(&scenario);
            let mut counter = Counter::new(months, calibration.members.len());
            prepared.run_watched(replicate, false, |community: &Community<'_>| {
                for visit in community.visits().filter(|visit| visit.messages > 0) {
                    counter.count(
                        u32::from(community.day()),
                        visit.member as usize,
                        u32::from(visit.messages),
                    );
                }
            });
            counter.finish()
        })
        .collect()
}

/// A scenario with the fitted laws of another.
fn with_laws_of(scenario: &Scenario, drawn: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    for (archetype, law) in scenario.archetype.iter_mut().zip(&drawn.archetype) {
        *archetype = Archetype {
            share: law.share,
            quit_a: law.quit_a,
            quit_b: law.quit_b,
            quit_floor: law.quit_floor,
            gap: law.gap,
            gap_growth: law.gap_growth,
            messages: law.messages,
            messages_between: law.messages_between,
            messages_within: law.messages_within,
            messages_growth: law.messages_growth,
            ..archetype.clone()
        };
    }
    scenario.days = drawn.days;
    scenario.demand.ageing = drawn.demand.ageing;
    scenario.seed = drawn.seed;
    scenario
}
