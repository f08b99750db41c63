//! Lives that have their first days in common: lived once, and apart from the day on which they part.
//!
//! Scenarios that differ in nothing but what their operators do have the same days up to the first on which
//! one of those strategies may act ([`Strategy::begins`](crate::operator::Strategy::begins)) that not all of
//! them have. A life here has only those strategies at work that have begun. Each time some begin, the
//! scenarios for which they are not the same go on in lives of their own, one after the other, each a copy of
//! what was lived so far. What comes out is to the last bit what each scenario would have lived alone.

use super::simulate::{LARGE, Lived, Prepared};
use crate::model::levers::Own;
use crate::observe::record::Record;
use crate::operator::{Instance, Operator};
use crate::scenario::settings::Scenario;
use std::collections::BTreeSet;

/// Hears of each record with the number of its scenario, and says whether the others are wanted too.
pub type Done<'a> = &'a mut dyn FnMut(usize, Record) -> bool;

/// Lives through one replicate of each scenario, as long as `done` wants to hear of more. Returns how many
/// days were lived for it.
pub fn live_together(
    arms: &[&Prepared<'_>],
    replicate: u32,
    parallel: bool,
    done: Done<'_>,
) -> u64 {
    let mut days = 0;
    let mut left: Vec<usize> = (0..arms.len()).collect();
    while let Some(first) = left.first().copied() {
        let ground = arms[first].scenario();
        let (same, others): (Vec<usize>, Vec<usize>) = left
            .into_iter()
            .partition(|it| *it == first || is_same_ground(ground, arms[*it].scenario()));
        left = others;
        let mut forks = Forks::new(arms, replicate, parallel, done);
        let goes_on = if same.len() == 1 {
            forks.live_alone(&same)
        } else {
            forks.live(same)
        };
        days += forks.days;
        if !goes_on {
            break;
        }
    }
    days
}

/// How many copies of a life can wait at a time until others that go on from them are over: each day on which
/// something begins that not all have is one on which lives part.
pub fn waiting(scenarios: &[&Scenario]) -> usize {
    if scenarios.len() < 2 || scenarios.iter().any(|it| !may_share(it)) {
        return 0;
    }
    let strategies = scenarios
        .iter()
        .flat_map(|it| &it.operator.strategies)
        .map(Instance::begins);
    strategies.collect::<BTreeSet<u16>>().len()
}

/// Whether a scenario's life can be had twice: a playbook may change any strategy on any day, and of a large
/// community a second one might not fit.
fn may_share(scenario: &Scenario) -> bool {
    scenario.operator.playbook.is_empty() && scenario.audience.founders < LARGE
}

/// Whether two scenarios differ in nothing but the strategies of their operators, and in nothing that
/// those bring along.
fn is_same_ground(one: &Scenario, other: &Scenario) -> bool {
    // Written out, so that whatever is added to a scenario has to be thought of here.
    let Scenario {
        title: _,
        language: _,
        days,
        replicates: _,
        seed,
        start,
        community,
        archetype,
        audience,
        demand,
        interactions,
        operator,
        expect: _,
    } = one;
    let Operator {
        hours_per_day,
        cost_per_hour,
        budget,
        groups,
        strategies: _,
        playbook: _,
    } = operator;
    may_share(one)
        && may_share(other)
        && (days, seed, start) == (&other.days, &other.seed, &other.start)
        && *hours_per_day == other.operator.hours_per_day
        && *cost_per_hour == other.operator.cost_per_hour
        && *budget == other.operator.budget
        && *groups == other.operator.groups
        && *community == other.community
        && *demand == other.demand
        && *interactions == other.interactions
        && *archetype == other.archetype
        && operator.archetypes() == other.operator.archetypes()
        && *audience == other.audience
}

/// A life that waits for those scenarios which go on from it, in groups that part.
type Parting<'a> = (Lived<'a>, Vec<Vec<usize>>);

/// Scenarios on the same ground, in one replicate.
struct Forks<'a, 'd> {
    arms: &'a [&'a Prepared<'a>],
    /// What each strategy of each of them has to itself.
    owns: Vec<Vec<Own>>,
    replicate: u32,
    parallel: bool,
    done: Done<'d>,
    /// Days lived so far.
    days: u64,
}

impl<'a, 'd> Forks<'a, 'd> {
    fn new(arms: &'a [&'a Prepared<'a>], replicate: u32, parallel: bool, done: Done<'d>) -> Self {
        let owns = arms.iter().map(|arm| {
            let begun = arm.scenario().operator.begin(arm.rules());
            begun.iter().map(|acting| acting.own().clone()).collect()
        });
        Self {
            arms,
            owns: owns.collect(),
            replicate,
            parallel,
            done,
            days: 0,
        }
    }

    /// Lives through them all; whether more is wanted.
    fn live(&mut self, same: Vec<usize>) -> bool {
        let ground = self.arms[same[0]];
        let days = ground.scenario().days;
        let begins: BTreeSet<u16> = same
            .iter()
            .flat_map(|arm| &self.arms[*arm].scenario().operator.strategies)
            .map(Instance::begins)
            .filter(|day| (1..days).contains(day))
            .collect();
        let mut lived = Lived::new(ground, self.replicate, self.parallel);
        lived.lay_down();
        // The latest parting is dealt with first: few lives wait at a time.
        let mut partings: Vec<(u16, Parting<'a>)> = vec![(0, (lived, self.parted(same, 0)))];
        while let Some((day, (lived, mut parts))) = partings.pop() {
            let Some(part) = parts.pop() else { continue };
            let mut lived = if parts.is_empty() {
                lived
            } else {
                let copy = lived.copy();
                partings.push((day, (lived, parts)));
                let Some(copy) = copy else {
                    if !self.live_alone(&part) {
                        return false;
                    }
                    continue;
                };
                copy
            };
            self.turn_to(&mut lived, part[0], day);
            let next = begins.range(day + 1..).next().copied();
            for _ in day..next.unwrap_or(days) {
                lived.day(|_| ());
                self.days += 1;
            }
            if let Some(next) = next {
                partings.push((next, (lived, self.parted(part, next))));
            } else if !self.finish(lived, &part, days) {
                return false;
            }
        }
        true
    }

    /// Has a life go on with what has begun of a scenario by this day.
    fn turn_to(&self, lived: &mut Lived<'a>, arm: usize, day: u16) {
        let operator = &self.arms[arm].scenario().operator;
        lived.turn_to(operator, &self.begun(arm, day), day);
    }

    /// The places of those strategies of a scenario that have begun by this day.
    fn begun(&self, arm: usize, day: u16) -> Vec<usize> {
        let strategies = &self.arms[arm].scenario().operator.strategies;
        let places = strategies.iter().enumerate();
        places
            .filter(|(_, instance)| instance.begins() <= day)
            .map(|(place, _)| place)
            .collect()
    }

    /// Whether the same has begun in two scenarios by this day.
    fn is_alike(&self, one: usize, other: usize, day: u16) -> bool {
        let (these, those) = (self.begun(one, day), self.begun(other, day));
        let instance =
            |arm: usize, place: usize| &self.arms[arm].scenario().operator.strategies[place];
        these.len() == those.len()
            && these.iter().zip(&those).all(|(this, that)| {
                self.owns[one][*this].is_like(&self.owns[other][*that])
                    && instance(one, *this) == instance(other, *that)
            })
    }

    /// Scenarios with the same days so far, in groups that have this day in common too.
    fn parted(&self, arms: Vec<usize>, day: u16) -> Vec<Vec<usize>> {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for arm in arms {
            match parts.iter_mut().find(|it| self.is_alike(it[0], arm, day)) {
                Some(part) => part.push(arm),
                None => parts.push(vec![arm]),
            }
        }
        parts
    }

    /// Ends a life that is that of all these scenarios; what they have not begun has counted nothing.
    /// Whether more is wanted.
    fn finish(&mut self, lived: Lived<'a>, part: &[usize], days: u16) -> bool {
        let Some((last, others)) = part.split_last() else {
            return true;
        };
        let go_on = others.iter().all(|arm| match lived.copy() {
            Some(copy) => self.end(copy, *arm, days),
            None => self.live_alone(&[*arm]),
        });
        go_on && self.end(lived, *last, days)
    }

    fn end(&mut self, mut lived: Lived<'a>, arm: usize, days: u16) -> bool {
        let operator = &self.arms[arm].scenario().operator;
        let all: Vec<usize> = (0..operator.strategies.len()).collect();
        lived.turn_to(operator, &all, days);
        (self.done)(arm, lived.finish(self.replicate))
    }

    fn live_alone(&mut self, part: &[usize]) -> bool {
        part.iter().all(|arm| {
            let record = self.arms[*arm].run(self.replicate, self.parallel);
            self.days += u64::from(record.days);
            (self.done)(*arm, record)
        })
    }
}
