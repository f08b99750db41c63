//! What would still have saved a community, until when, and at what price.

use super::{Body, Fate};
use crate::observe::metrics::Run;
use crate::observe::record::Record;
use crate::operator::{KINDS, Operator};
use crate::run::cells::{Cell, Setting};
use crate::run::replicates::Stop;
use crate::scenario::reference::parameters;
use crate::scenario::{Loaded, Problems};
use crate::stats::summary::mean;
use rayon::prelude::*;

/// Share of the weeks up to the latest in which it must have saved the community: once may be luck.
const MOSTLY: f64 = 2.0 / 3.0;

/// What came of one remedy.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// Key of the strategy.
    pub key: &'static str,
    /// First days on which it was begun, a week apart.
    pub begun: Vec<u16>,
    /// Share of the communities that it saved, by the day on which it was begun.
    pub saved: Vec<f64>,
    /// Last of these days on which it was not too late.
    pub latest: Option<u16>,
    /// What it costs more than doing without, begun on that day: money, with hours at their cost.
    pub price: f64,
    /// Hours of the operator that it takes more.
    pub hours: f64,
}

/// Strategies that an operator does not have yet and that can begin on a day; those of `wanted` alone
/// if it names any.
pub fn fitting(operator: &Operator, wanted: &[String]) -> Vec<&'static str> {
    let parameters = parameters();
    let keys = KINDS.iter().map(|kind| kind.key);
    keys.filter(|key| wanted.is_empty() || wanted.iter().any(|it| it == key))
        .filter(|key| {
            let path = format!("operator.{key}.from_day");
            parameters.iter().any(|it| it.is_at(&path))
        })
        .filter(|key| operator.strategies.iter().all(|it| it.kind().key != *key))
        .collect()
}

/// Lives through the communities again with each remedy begun in each week.
///
/// # Errors
/// If a remedy cannot be laid over the scenario.
pub fn try_all(
    loaded: &Loaded,
    cell: &Cell,
    bodies: &[(Body, Record)],
    keys: &[&'static str],
    stop: &Stop,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Remedy>, Problems> {
    let last = bodies.iter().filter_map(|it| it.0.fate.day()).max();
    let begun: Vec<u16> = (0..last.unwrap_or(0)).step_by(7).collect();
    let tasks: Vec<(usize, usize)> = (0..keys.len())
        .flat_map(|key| (0..begun.len()).map(move |week| (key, week)))
        .collect();
    let one = |(key, week): &(usize, usize)| -> Result<Vec<Record>, Problems> {
        let path = format!("operator.{}.from_day", keys[*key]);
        let mut cell = cell.clone();
        cell.values
            .push((path, toml::Value::Integer(begun[*week].into())));
        let setting = Setting::new(loaded, cell)?;
        let mut records = Vec::new();
        for (body, _) in bodies {
            if stop.is_asked() {
                break;
            }
            records.push(setting.run(body.replicate, false)?);
            lived();
        }
        Ok(records)
    };
    let found: Result<Vec<Vec<Record>>, Problems> = tasks.par_iter().map(one).collect();
    let found = found?;
    if stop.is_asked() {
        return Ok(Vec::new());
    }
    Ok(keys
        .iter()
        .enumerate()
        .map(|(number, key)| {
            let weeks = &found[number * begun.len()..(number + 1) * begun.len()];
            remedy(key, &begun, weeks, bodies)
        })
        .collect())
}

fn remedy(
    key: &'static str,
    begun: &[u16],
    weeks: &[Vec<Record>],
    bodies: &[(Body, Record)],
) -> Remedy {
    let saved: Vec<f64> = weeks
        .iter()
        .zip(begun)
        .map(|(records, day)| {
            let pairs = bodies.iter().zip(records);
            // Of those that were not over by then.
            let open = pairs.filter(|((body, _), _)| body.fate.day().is_some_and(|it| it > *day));
            let saved: Vec<f64> = open
                .map(|((body, _), record)| {
                    f64::from(u8::from(Fate::of(record).is_saved_from(body.fate)))
                })
                .collect();
            mean(&saved)
        })
        .collect();
    let place = latest(&saved);
    let more = |metric: Run| {
        let Some(place) = place else { return f64::NAN };
        let differences: Vec<f64> = bodies
            .iter()
            .zip(&weeks[place])
            .map(|((_, before), after)| after.value(metric) - before.value(metric))
            .collect();
        mean(&differences)
    };
    Remedy {
        key,
        begun: begun.to_vec(),
        latest: place.map(|it| begun[it]),
        price: more(Run::CostTotal),
        hours: more(Run::HoursTotal),
        saved,
    }
}

/// The last week in which it saved at least half of the communities, if it did so in most of the weeks
/// up to then.
fn latest(saved: &[f64]) -> Option<usize> {
    let works: Vec<bool> = saved.iter().map(|it| *it >= 0.5).collect();
    (0..works.len()).rev().find(|last| {
        let up_to = &works[..=*last];
        let count = up_to.iter().filter(|it| **it).count() as f64;
        works[*last] && count >= MOSTLY * up_to.len() as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_lucky_week_is_no_remedy() {
        assert_eq!(latest(&[0.0, 0.0, 1.0, 0.0]), None);
        assert_eq!(latest(&[1.0, 1.0, 0.0, 1.0, 0.0]), Some(3));
        assert_eq!(latest(&[1.0, 0.0, 0.0, 1.0]), Some(0));
        assert_eq!(latest(&[]), None);
    }

    #[test]
    fn remedies_are_what_the_operator_does_not_do_yet() {
        let loaded = crate::scenario::parse_str(
            "t.toml",
            "[operator.moderation]\nhours = 1\n",
            &crate::scenario::Overrides::default(),
        )
        .expect("a scenario");
        let all = fitting(&loaded.base.operator, &[]);
        assert!(!all.contains(&"moderation") && all.contains(&"content"));
        let some = fitting(&loaded.base.operator, &["purge".to_owned()]);
        assert_eq!(some, ["purge"]);
    }
}
