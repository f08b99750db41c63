//! What would still have saved a community, until when, and at what price.

use super::dials::{Dial, LESS, MORE, dial_of};
use super::{Body, Fate};
use crate::observe::metrics::Run;
use crate::observe::record::Record;
use crate::operator::{KINDS, Operator, kind};
use crate::run::cells::{Cell, Setting};
use crate::run::fork::live_together;
use crate::run::replicates::Stop;
use crate::run::simulate::Prepared;
use crate::scenario::reference::parameters;
use crate::scenario::{Loaded, Problems};
use crate::stats::summary::mean;
use rayon::prelude::*;
use std::sync::Arc;

/// Share of the weeks up to the latest in which it must have saved the community: once may be luck.
const MOSTLY: f64 = 2.0 / 3.0;

/// What came of one remedy: of the strength that saved at the lowest price, or of the usual one where none did.
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
    /// How strongly it was applied; the usual strength where this is not said.
    pub strength: Option<Strength>,
    /// The other strengths that were tried, each a remedy of its own.
    pub others: Vec<Self>,
}

/// A dial turned away from what is usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// What was turned.
    pub dial: &'static Dial,
    /// What to.
    pub value: toml::Value,
    /// How many times the usual that is.
    pub times: f64,
}

impl Remedy {
    /// Whether it would have saved them at less than another would.
    pub fn is_cheaper_than(&self, other: &Self) -> bool {
        match (self.latest, other.latest) {
            (Some(_), None) => true,
            (Some(_), Some(_)) => {
                let order = self.price.total_cmp(&other.price);
                order.then(self.hours.total_cmp(&other.hours)).is_lt()
            }
            (None, _) => false,
        }
    }

    /// The remedy of whatever strength is the cheapest that saves, with the other ones.
    fn cheapest(mut tried: Vec<Self>) -> Option<Self> {
        let mut best = 0;
        for number in 1..tried.len() {
            if tried[number].is_cheaper_than(&tried[best]) {
                best = number;
            }
        }
        (!tried.is_empty()).then(|| {
            let mut found = tried.remove(best);
            found.others = tried;
            found
        })
    }
}

/// What befalls a community is no remedy.
const NO_REMEDY: &str = "departure";

/// Strategies that an operator does not have yet and that can begin on a day; those of `wanted` alone
/// if it names any.
pub fn fitting(operator: &Operator, wanted: &[String]) -> Vec<&'static str> {
    let parameters = parameters();
    let keys = KINDS.iter().map(|kind| kind.key);
    keys.filter(|key| wanted.is_empty() || wanted.iter().any(|it| it == key))
        .filter(|key| *key != NO_REMEDY)
        .filter(|key| {
            let path = format!("operator.{key}.from_day");
            parameters.iter().any(|it| it.is_at(&path))
        })
        .filter(|key| operator.strategies.iter().all(|it| it.kind().key != *key))
        .collect()
}

/// Days on which a remedy is begun.
fn begun(bodies: &[(Body, Record)]) -> Vec<u16> {
    let last = bodies.iter().filter_map(|it| it.0.fate.day()).max();
    (0..last.unwrap_or(0)).step_by(7).collect()
}

/// Communities that are lived through at most to try so many remedies.
pub fn lives(bodies: &[(Body, Record)], keys: &[&'static str]) -> u64 {
    let strengths: usize = keys
        .iter()
        .map(|key| 1 + usize::from(dial_of(key).is_some()))
        .sum();
    (begun(bodies).len() * bodies.len() * strengths) as u64
}

/// Lives through the communities again with each remedy begun in each week: with its usual settings, and,
/// where it has a dial, with half as much if that saves them and with twice as much if it does not.
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
    let usual: Vec<Dose> = keys.iter().map(|key| (*key, None)).collect();
    let usual = try_doses(loaded, cell, bodies, &usual, stop, lived)?;
    let turned: Vec<Dose> = usual
        .iter()
        .filter_map(|remedy| {
            let times = if remedy.latest.is_some() { LESS } else { MORE };
            let dial = dial_of(remedy.key)?;
            let value = dial.turned(times)?;
            Some((remedy.key, Some(Strength { dial, value, times })))
        })
        .collect();
    let turned = try_doses(loaded, cell, bodies, &turned, stop, lived)?;
    Ok(usual
        .into_iter()
        .filter_map(|remedy| {
            let others = turned.iter().filter(|it| it.key == remedy.key).cloned();
            Remedy::cheapest(std::iter::once(remedy.clone()).chain(others).collect())
        })
        .collect())
}

/// The settings with which a strategy begins on a day; one that ends by itself lasts as long as it usually does.
fn days(key: &str, from: u16) -> Vec<(String, toml::Value)> {
    let usual = kind(key).map(|it| it.usual().json());
    let day = |name: &str| {
        usual
            .as_ref()
            .and_then(|it| it.get(name))
            .and_then(serde_json::Value::as_i64)
    };
    let from = i64::from(from);
    let mut days = vec![(
        format!("operator.{key}.from_day"),
        toml::Value::Integer(from),
    )];
    if let (Some(first), Some(last)) = (day("from_day"), day("to_day")) {
        let moved = (last + from - first).min(LATEST_DAY).max(from);
        if last < LATEST_DAY {
            days.push((
                format!("operator.{key}.to_day"),
                toml::Value::Integer(moved),
            ));
        }
    }
    days
}

/// The last day there can be: what goes on until then does not end.
const LATEST_DAY: i64 = 36_500;

/// A strategy, and how strongly it is applied.
type Dose = (&'static str, Option<Strength>);

fn try_doses(
    loaded: &Loaded,
    cell: &Cell,
    bodies: &[(Body, Record)],
    doses: &[Dose],
    stop: &Stop,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Remedy>, Problems> {
    let begun = begun(bodies);
    // The weeks of a remedy have the days before it in common.
    let of_body = |settings: &[Setting<'_>],
                   (body, _): &(Body, Record)|
     -> Result<Vec<Option<Record>>, Problems> {
        let mut records: Vec<Option<Record>> = settings.iter().map(|_| None).collect();
        if stop.is_asked() {
            return Ok(records);
        }
        let ready = settings.iter().map(|it| it.prepared(body.replicate));
        let ready: Vec<Arc<Prepared<'_>>> = ready.collect::<Result<_, _>>()?;
        let arms: Vec<&Prepared<'_>> = ready.iter().map(AsRef::as_ref).collect();
        live_together(&arms, body.replicate, false, &mut |week, record| {
            records[week] = Some(record);
            lived();
            !stop.is_asked()
        });
        Ok(records)
    };
    let of_dose = |dose: &Dose| -> Result<Vec<Vec<Option<Record>>>, Problems> {
        let weeks = begun.iter().map(|day| setting(loaded, cell, dose, *day));
        let settings: Vec<Setting<'_>> = weeks.collect::<Result<_, _>>()?;
        let bodies = bodies.par_iter().with_max_len(1);
        bodies.map(|body| of_body(&settings, body)).collect()
    };
    let found: Result<Vec<Vec<Vec<Option<Record>>>>, Problems> =
        doses.par_iter().with_max_len(1).map(of_dose).collect();
    let found = found?;
    if stop.is_asked() {
        return Ok(Vec::new());
    }
    let remedies = doses.iter().zip(found).map(|(dose, mut lives)| {
        let weeks: Vec<Vec<Record>> = (0..begun.len())
            .map(|week| lives.iter_mut().filter_map(|it| it[week].take()).collect())
            .collect();
        remedy(dose, &begun, &weeks, bodies)
    });
    Ok(remedies.collect())
}

/// The scenario with a remedy that is begun on a day.
fn setting<'l>(
    loaded: &'l Loaded,
    cell: &Cell,
    (key, strength): &Dose,
    day: u16,
) -> Result<Setting<'l>, Problems> {
    let mut cell = cell.clone();
    cell.values.extend(days(key, day));
    if let Some(strength) = strength {
        let path = format!("operator.{key}.{}", strength.dial.key);
        cell.values.push((path, strength.value.clone()));
    }
    Setting::new(loaded, cell)
}

fn remedy(
    (key, strength): &Dose,
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
        strength: strength.clone(),
        others: Vec::new(),
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
    fn the_cheapest_strength_that_saves_is_named() {
        let tried = |latest, price, hours| Remedy {
            key: "moderation",
            begun: vec![0, 7],
            saved: vec![1.0, 1.0],
            latest,
            price,
            hours,
            strength: None,
            others: Vec::new(),
        };
        let (usual, half) = (tried(Some(7), 0.0, 40.0), tried(Some(0), 0.0, 20.0));
        let found = Remedy::cheapest(vec![usual.clone(), half.clone()]).expect("one");
        assert_eq!((found.hours, found.others.len()), (20.0, 1));
        // What does not save is not cheap, whatever it costs.
        let idle = tried(None, f64::NAN, f64::NAN);
        let found = Remedy::cheapest(vec![idle.clone(), usual.clone()]).expect("one");
        assert_eq!(found.hours, 40.0);
        assert!(!idle.is_cheaper_than(&idle) && !idle.is_cheaper_than(&usual));
        assert!(tried(Some(0), 5.0, 1.0).is_cheaper_than(&tried(Some(0), 9.0, 0.0)));
    }

    #[test]
    fn whatever_begins_late_ends_later() {
        for kind in KINDS.iter().filter(|it| it.key != NO_REMEDY) {
            for (path, value) in days(kind.key, 200) {
                let day = value.as_integer().expect("a day");
                assert!(day >= 200, "{path} = {day}");
            }
        }
        let prefill = days("prefill", 28);
        assert_eq!(prefill[1].0, "operator.prefill.to_day");
        assert!(prefill[1].1.as_integer() > Some(28) && prefill[1].1.as_integer() < Some(90));
        assert_eq!(days("moderation", 7).len(), 1);
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
        assert!(!all.contains(&"departure") && all.contains(&"prefill"));
        let some = fitting(&loaded.base.operator, &["purge".to_owned()]);
        assert_eq!(some, ["purge"]);
    }
}
