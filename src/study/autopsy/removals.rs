//! Whom the operator took off the list, by what, and what would have become of them without it.

use super::{Body, Fate};
use crate::model::cause::Cause;
use crate::model::log::Way;
use crate::observe::metrics::Run;
use crate::observe::record::{ExitCount, Record};
use crate::operator::{Instance, Operator, Removing};
use crate::run::cells::Setting;
use crate::run::replicates::Stop;
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::stats::summary::mean;
use rayon::prelude::*;
use std::borrow::Cow;

/// Share of those who went from which on doing without what removed them is tried as a remedy.
const NOTABLE: f64 = 0.1;

/// Members who were taken off the list while they still took part, by one thing that the operator does.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// The cause under which they went.
    pub cause: Cause,
    /// The strategy that did it: its name below `operator`, and how it does it.
    pub by: Option<(String, Removing)>,
    /// How many they were.
    pub count: u32,
    /// The first day on which it removed somebody, and the last.
    pub days: [u16; 2],
}

/// What came of doing without something that removed members, from the first day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// The strategy: its name below `operator`, and how it removes members.
    pub by: (String, Removing),
    /// Whether it saved each community.
    pub saved: Vec<bool>,
    /// What it costs more than doing it: money, with hours at their cost.
    pub price: f64,
    /// Hours of the operator that it takes more.
    pub hours: f64,
}

impl Without {
    /// How many communities it would have saved.
    pub fn count(&self) -> usize {
        self.saved.iter().filter(|it| **it).count()
    }

    /// Whether it would have saved at least half of them.
    pub fn saves(&self) -> bool {
        2 * self.count() >= self.saved.len().max(1)
    }
}

/// Who was removed up to a day, most first. Members who had fallen silent for good have gone before.
pub(super) fn removals(record: &Record, operator: &Operator, last: usize) -> Vec<Removal> {
    let mut found: Vec<(Removal, f64)> = Vec::new();
    let removed = ExitCount::way_number(Way::Removed);
    let mut exits: Vec<&ExitCount> = record
        .exits
        .iter()
        .filter(|it| it.way == removed && usize::from(it.day) <= last)
        .collect();
    exits.sort_by_key(|it| it.day);
    for exit in exits {
        for (instance, share) in shares(record, operator, exit) {
            let by = instance.and_then(|it| Some((it.full_name(), it.kind().removes?)));
            let known = found
                .iter_mut()
                .find(|(known, _)| known.cause == exit.cause() && known.by == by);
            let count = share * f64::from(exit.count);
            if let Some((known, sum)) = known {
                *sum += count;
                known.days[1] = exit.day;
            } else {
                let removal = Removal {
                    cause: exit.cause(),
                    by,
                    count: 0,
                    days: [exit.day; 2],
                };
                found.push((removal, count));
            }
        }
    }
    let mut found: Vec<Removal> = found
        .into_iter()
        .map(|(removal, sum)| Removal {
            count: sum.round() as u32,
            ..removal
        })
        .filter(|it| it.count > 0)
        .collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.count));
    found
}

/// Which strategies removed those of an exit, and what share of them: all by the one that can have, and where
/// several can, in the ratio of what they counted themselves that day; the rest by those that count nothing.
fn shares<'o>(
    record: &Record,
    operator: &'o Operator,
    exit: &ExitCount,
) -> Vec<(Option<&'o Instance>, f64)> {
    let strategies = operator.strategies.iter();
    let able: Vec<(&Instance, Removing)> = strategies
        .filter_map(|it| Some((it, it.kind().removes?)))
        .filter(|(_, removes)| removes.cause == exit.cause())
        .collect();
    let counted = |(instance, removes): &(&Instance, Removing)| {
        let metric = format!("{}.{}", instance.full_name(), removes.counted?);
        let series = record.own.iter().find(|it| it.metric == metric)?;
        let value = series.values.get(usize::from(exit.day))?;
        (*value > 0.0).then(|| f64::from(*value))
    };
    if able.len() > 1 {
        let seen: Vec<_> = able
            .iter()
            .filter_map(|it| Some((it.0, counted(it)?)))
            .collect();
        let all: f64 = seen.iter().map(|it| it.1).sum();
        if all > 0.0 {
            return seen.iter().map(|it| (Some(it.0), it.1 / all)).collect();
        }
    }
    let silent = able.iter().find(|it| it.1.counted.is_none());
    vec![(silent.or(able.first()).map(|it| it.0), 1.0)]
}

/// What removed a notable share of those who went, of the strategies of `wanted` alone if it names any: names
/// below `operator`, and how they remove members.
pub fn removers(bodies: &[(Body, Record)], wanted: &[String]) -> Vec<(String, Removing)> {
    let went: u32 = bodies.iter().map(|it| it.0.went).sum();
    let mut found: Vec<((String, Removing), u32)> = Vec::new();
    for removal in bodies.iter().flat_map(|it| &it.0.removals) {
        let Some(by) = &removal.by else { continue };
        match found.iter_mut().find(|it| it.0 == *by) {
            Some(known) => known.1 += removal.count,
            None => found.push((by.clone(), removal.count)),
        }
    }
    found.retain(|((name, _), count)| {
        let kind = name.split('.').next().unwrap_or_default();
        (wanted.is_empty() || wanted.iter().any(|it| it == kind))
            && f64::from(*count) >= NOTABLE * f64::from(went)
    });
    found.sort_by_key(|it| std::cmp::Reverse(it.1));
    found.into_iter().map(|it| it.0).collect()
}

/// Lives through the communities again without what removed members, one thing after the other.
///
/// # Errors
/// As [`Setting::in_world`].
pub fn try_without(
    setting: &Setting<'_>,
    bodies: &[(Body, Record)],
    removers: &[(String, Removing)],
    stop: &Stop,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Without>, Problems> {
    let live = |name: &str, (body, record): &(Body, Record)| -> Result<_, Problems> {
        if stop.is_asked() {
            return Ok(None);
        }
        let mut scenario = setting.in_world(record.replicate)?.into_owned();
        spare(&mut scenario.operator, name);
        let after = Prepared::of(Cow::Owned(scenario)).run(record.replicate, false);
        lived();
        let more = |metric: Run| after.value(metric) - record.value(metric);
        let saved = Fate::of(&after).is_saved_from(body.fate);
        Ok(Some((saved, more(Run::CostTotal), more(Run::HoursTotal))))
    };
    let each = removers.iter().map(|by| {
        let lives: Result<Vec<_>, Problems> = bodies
            .par_iter()
            .with_max_len(1)
            .map(|body| live(&by.0, body))
            .collect();
        let lives: Vec<(bool, f64, f64)> = lives?.into_iter().flatten().collect();
        Ok(Without {
            by: by.clone(),
            saved: lives.iter().map(|it| it.0).collect(),
            price: mean(&lives.iter().map(|it| it.1).collect::<Vec<_>>()),
            hours: mean(&lives.iter().map(|it| it.2).collect::<Vec<_>>()),
        })
    });
    let found: Result<Vec<Without>, Problems> = each.collect();
    found.map(|found| if stop.is_asked() { Vec::new() } else { found })
}

/// Has an operator do without what a strategy does to remove members, also where a rule would bring it back.
fn spare(operator: &mut Operator, name: &str) {
    let strategies = operator.strategies.iter_mut();
    let Some(instance) = strategies.into_iter().find(|it| it.full_name() == name) else {
        return;
    };
    let Some(sparing) = instance.sparing() else {
        operator.strategies.retain(|it| it.full_name() != name);
        return;
    };
    let (before, after) = (instance.json(), sparing.json());
    let keys = before.as_object().into_iter().flatten();
    let changed: Vec<String> = keys
        .filter(|(key, value)| after.get(key) != Some(value))
        .map(|(key, _)| format!("{name}.{key}"))
        .collect();
    *instance = sparing;
    for rule in &mut operator.playbook {
        for changes in std::iter::once(&mut rule.then).chain(&mut rule.otherwise) {
            changes.0.retain(|path, _| !changed.contains(path));
        }
    }
}
