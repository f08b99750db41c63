//! The chain of evidence of one community.

use super::removals::{Removal, removals};
use super::{Fate, had_members};
use crate::model::cause::Cause;
use crate::model::log::Way;
use crate::model::who::Who;
use crate::observe::metrics::{Daily, Run};
use crate::observe::record::{ExitCount, Record};
use crate::observe::stage::{Stage, weekly_means};
use crate::run::simulate::Prepared;

/// Those who wrote most until the best week.
const LEADERS: usize = 3;
/// Last day of the first whole week after the day of founding.
const FIRST: usize = 7;
/// Days that a stage has to last to be told of.
const LASTING: usize = 14;
/// Days before the fall in which its reasons are looked for.
const BEFORE: u16 = 28;

/// One of those who wrote most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leader {
    /// Number of the member.
    pub member: u32,
    /// Share of all that members had written until the best week.
    pub share: f64,
    /// Day on which they went, and why.
    pub gone: Option<(u16, Cause)>,
}

/// How many went for a reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Going {
    /// The reason.
    pub cause: Cause,
    /// Share of those who went until the turn.
    pub before: f64,
    /// Share of those who went after it.
    pub after: f64,
    /// How many went for it after the turn.
    pub count: u32,
}

/// What is found in one community.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Which replicate it is.
    pub replicate: u32,
    /// What became of it.
    pub fate: Fate,
    /// The last day of its best week.
    pub best_day: u16,
    /// Whether it ever had a member.
    pub had_members: bool,
    /// Returning members a day in that week, and in the seven days up to the end or the death.
    pub returning: [f64; 2],
    /// Last day before things turned: that of the best week, or, where the fall came long after it, four
    /// weeks before the fall.
    pub turn: u16,
    /// When a stage began that lasted two weeks or more, while there was somebody to live through it.
    pub stages: Vec<(u16, Stage)>,
    /// Whom the operator removed up to the end or the death, most first.
    pub removals: Vec<Removal>,
    /// How many members stopped taking part up to then, by themselves or removed.
    pub went: u32,
    /// Reasons of those who went of their own accord, most common after the turn first.
    pub going: Vec<Going>,
    /// Members who went in a week, until the turn and after it.
    pub exits: [f64; 2],
    /// Members who joined in a week, until the turn and after it.
    pub joins: [f64; 2],
    /// Day on which all rooms were full.
    pub full: Option<u16>,
    /// People turned away for want of a place.
    pub turned_away: f64,
    /// Share of advertisements in the best week and in the last one with messages.
    pub ads: [f64; 2],
    /// Share of members who muted, then and at the end.
    pub muted: [f64; 2],
    /// Share of members on the list who wrote nothing for a week, then and at the end.
    pub silent: [f64; 2],
    /// Share of writers who were answered, then and at the end.
    pub answered: [f64; 2],
    /// Demand for what the community is about, then and at the end; 1 is ordinary.
    pub demand: [f64; 2],
    /// Those who wrote most.
    pub leaders: Vec<Leader>,
}

/// Lives a run again and looks at what it leaves. `record` is the record of the same run.
pub fn examine(prepared: &Prepared<'_>, record: &Record) -> Body {
    let returning = record.series(Daily::Returning);
    let weeks = weekly_means(returning);
    let fate = Fate::of(record);
    // What happens to a dead community says nothing about how it died.
    let last = match fate {
        Fate::Died(day) => usize::from(day),
        _ => weeks.len().saturating_sub(1),
    };
    // The crowd of the first days is no week of the community's own.
    let best = (FIRST.min(last)..=last.min(weeks.len().saturating_sub(1)))
        .max_by(|one, other| weeks[*one].total_cmp(&weeks[*other]).then(other.cmp(one)))
        .unwrap_or(0);
    let fell = fate.day().unwrap_or(0).saturating_sub(BEFORE);
    let turn = best.max(usize::from(fell)).min(last.saturating_sub(1));
    let mean_until = |metric: Daily, day: usize| {
        let series = record.series(metric);
        let known: Vec<f64> = series[day.saturating_sub(6)..=day.min(series.len() - 1)]
            .iter()
            .map(|value| f64::from(*value))
            .filter(|value| value.is_finite())
            .collect();
        crate::stats::summary::mean(&known)
    };
    let then_and_at_the_end = |metric| [mean_until(metric, best), mean_until(metric, last)];
    let a_week = |metric: Daily| {
        let series = record.series(metric);
        let of = |days: &[f32]| {
            let sum: f64 = days.iter().map(|value| f64::from(*value)).sum();
            7.0 * sum / days.len().max(1) as f64
        };
        // Founders are there, they do not come.
        [
            of(&series[1..=turn]),
            of(&series[(turn + 1).min(last)..=last]),
        ]
    };
    let mut demand = [f64::NAN; 2];
    let mut leaders = Vec::new();
    prepared.run_watched(record.replicate, false, |community| {
        let day = usize::from(community.day());
        if day == best {
            demand[0] = f64::from(community.demand());
            leaders = wrote_most(community);
        }
        if day == last {
            demand[1] = f64::from(community.demand());
        }
        for exit in &community.log().exits {
            let leader = leaders
                .iter_mut()
                .find(|it: &&mut Leader| it.member == exit.member);
            if let Some(leader) = leader.filter(|it| it.gone.is_none()) {
                leader.gone = Some((community.day(), exit.cause));
            }
        }
    });
    // Those who stayed last.
    leaders.sort_by_key(|it| it.gone.map_or((u16::MAX, 0), |gone| (gone.0, it.member)));
    let full = record.value(Run::FullOnDay);
    Body {
        replicate: record.replicate,
        fate,
        had_members: had_members(record),
        best_day: best as u16,
        returning: [weeks[best], weeks[last]],
        turn: turn as u16,
        stages: stages(&record.stages, &weeks, last),
        removals: removals(record, &prepared.scenario().operator, last),
        went: went(record, last),
        going: going(record, turn as u16),
        exits: exits(record, turn, last),
        joins: a_week(Daily::Joins),
        full: full.is_finite().then_some(full as u16),
        turned_away: record.value(Run::TurnedAwayTotal),
        ads: then_and_at_the_end(Daily::AdsShare),
        muted: then_and_at_the_end(Daily::MutedShare),
        silent: then_and_at_the_end(Daily::SilentShare),
        answered: then_and_at_the_end(Daily::AnsweredShare),
        demand,
        leaders,
    }
}

/// The members who have written most so far.
fn wrote_most(community: &crate::model::community::Community<'_>) -> Vec<Leader> {
    let rules = community.rules();
    let mut ranked: Vec<(u32, u32)> = community
        .all()
        .filter(|(_, member)| member.posts > 0 && rules.who(member.archetype) == Who::Member)
        .map(|(number, member)| (member.posts, number))
        .collect();
    let all: f64 = ranked.iter().map(|it| f64::from(it.0)).sum();
    ranked.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    ranked.truncate(LEADERS);
    ranked
        .into_iter()
        .map(|(posts, member)| Leader {
            member,
            share: f64::from(posts) / all,
            gone: None,
        })
        .collect()
}

/// Stages that last, with the day on which they began. Where hardly anybody returns nothing grows, and what
/// follows the end is no stage.
fn stages(days: &[Stage], returning: &[f64], last: usize) -> Vec<(u16, Stage)> {
    let mut found: Vec<(u16, Stage)> = Vec::new();
    let mut day = 0;
    for run in days.chunk_by(|one, other| one == other) {
        let peopled = returning[day..day + run.len()]
            .iter()
            .any(|it| *it >= super::ALONE);
        let lasts = run.len() >= LASTING && (peopled || day == 0) || run[0] == Stage::Dead;
        if lasts && day <= last && found.last().is_none_or(|it| it.1 != run[0]) {
            found.push((day as u16, run[0]));
        }
        day += run.len();
    }
    found
}

/// Whether somebody went of their own accord.
fn own_accord(exit: &ExitCount) -> bool {
    exit.way == ExitCount::way_number(Way::Silent) || exit.way == ExitCount::way_number(Way::Left)
}

/// How many members stopped taking part up to a day.
fn went(record: &Record, last: usize) -> u32 {
    let exits = record.exits.iter();
    exits
        .filter(|it| !it.is_late() && usize::from(it.day) <= last)
        .map(|it| it.count)
        .sum()
}

fn going(record: &Record, turn: u16) -> Vec<Going> {
    let counted = |cause: Cause, after: bool| -> u32 {
        let exits = record.exits.iter().filter(|it| own_accord(it));
        exits
            .filter(|it| it.cause() == cause && (it.day > turn) == after)
            .map(|it| it.count)
            .sum()
    };
    let all = |after| Cause::ALL.iter().map(|it| counted(*it, after)).sum::<u32>();
    let (before, after) = (all(false), all(true));
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let mut found: Vec<Going> = Cause::ALL
        .iter()
        .map(|cause| Going {
            cause: *cause,
            before: share(counted(*cause, false), before),
            after: share(counted(*cause, true), after),
            count: counted(*cause, true),
        })
        .filter(|it| it.count > 0)
        .collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.count));
    found
}

fn exits(record: &Record, turn: usize, last: usize) -> [f64; 2] {
    let counted = |from: usize, to: usize| {
        let days = from..=to;
        let sum: u32 = record
            .exits
            .iter()
            .filter(|it| own_accord(it) && days.contains(&usize::from(it.day)))
            .map(|it| it.count)
            .sum();
        7.0 * f64::from(sum) / (to + 1 - from.min(to)) as f64
    };
    [counted(0, turn), counted((turn + 1).min(last), last)]
}
