//! Arms of a comparison at equal cost: what a cheaper one saves buys people.
//!
//! A strategy that costs money is only worth it if the same money does not do more elsewhere. The
//! other thing that money can buy for every community is people: what an arm costs less than the
//! dearest goes into the channels that have a price.

use crate::run::cells::{Cell, Setting};
use crate::run::replicates::{Course, Stop, run_setting};
use crate::scenario::settings::Scenario;
use crate::scenario::{Loaded, Problems};

/// Replicates from which costs are read.
const PILOT: u32 = 30;
/// How often the spending is put right after a look at what it came to.
const ROUNDS: usize = 3;
/// Costs that differ by less, as a share of the dearest, are equal.
const ENOUGH: f64 = 0.01;
/// No arm gets more than this many times the people its channels bring, and as many a day.
const MOST_A_DAY: f64 = 100_000.0;

/// An arm put at the cost of the dearest.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// What it now sets.
    pub cell: Cell,
    /// Its cost before.
    pub before: f64,
    /// Its cost now.
    pub after: f64,
    /// Applicants a day that its priced channels bring, before and now.
    pub people: (f64, f64),
}

/// Why arms cannot be put at equal cost.
#[derive(Debug, thiserror::Error)]
pub enum EqualCostError {
    /// No channel has a price.
    #[error("{arm} has nothing to spend money on: none of its channels has a price")]
    NothingToBuy {
        /// The arm.
        arm: String,
    },
    /// What was to be spent contradicts the rest of the scenario.
    #[error("the scenario does not fit the money")]
    Problems(Problems),
}

impl From<Problems> for EqualCostError {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

/// Puts all cells at the cost of the dearest, within one in a hundred or as near as three tries come.
///
/// # Errors
/// [`EqualCostError`].
pub fn equalise(
    loaded: &Loaded,
    cells: &[(String, Cell)],
    stop: &Stop,
) -> Result<Vec<Arm>, EqualCostError> {
    let mut arms = Vec::new();
    for (_, cell) in cells {
        let cost = cost_of(loaded, cell, stop)?;
        arms.push(Arm {
            cell: cell.clone(),
            before: cost,
            after: cost,
            people: (0.0, 0.0),
        });
    }
    let target = arms.iter().map(|arm| arm.before).fold(0.0, f64::max);
    for ((name, cell), arm) in cells.iter().zip(&mut arms) {
        let scenario = Setting::new(loaded, cell.clone())?.scenario().clone();
        let bought: f64 = priced(&scenario).map(|(_, per_day, _)| per_day).sum();
        arm.people = (bought, bought);
        let near = |cost: f64| (target - cost).abs() <= ENOUGH * target;
        if near(arm.before) {
            continue;
        }
        if priced(&scenario).next().is_none() {
            return Err(EqualCostError::NothingToBuy { arm: name.clone() });
        }
        // What an applicant a day costs in all: at first by the price, then by what it came to.
        let days = f64::from(scenario.days);
        let price = |scenario: &Scenario| {
            let days_of = |from: u16, to: u16| {
                (f64::from(to.saturating_add(1)).min(days) - f64::from(from)).max(0.0)
            };
            let channels = priced(scenario)
                .map(|(_, _, channel)| channel.cost * days_of(channel.from_day, channel.to_day));
            channels.sum::<f64>() / priced(scenario).count() as f64
        };
        let mut worth = price(&scenario).max(f64::MIN_POSITIVE);
        let mut people = bought;
        for _ in 0..ROUNDS {
            if stop.is_asked() || near(arm.after) {
                break;
            }
            let before = (people, arm.after);
            people = (people + (target - arm.after) / worth).clamp(bought, MOST_A_DAY);
            arm.cell = with_people(cell, &scenario, bought, people);
            arm.after = cost_of(loaded, &arm.cell, stop)?;
            arm.people.1 = people;
            let slope = (arm.after - before.1) / (people - before.0);
            if !(slope.is_finite() && slope > 0.0) {
                break;
            }
            worth = slope;
        }
    }
    Ok(arms)
}

/// Channels that have a price: their place, what they bring, and themselves.
fn priced(
    scenario: &Scenario,
) -> impl Iterator<Item = (usize, f64, &crate::model::settings::Channel)> {
    let channels = scenario.audience.channel.iter().enumerate();
    channels
        .filter(|(_, channel)| channel.cost > 0.0)
        .map(|(place, channel)| (place, channel.per_day, channel))
}

/// The cell with so many applicants a day through its priced channels, each in its proportion.
fn with_people(cell: &Cell, scenario: &Scenario, bought: f64, people: f64) -> Cell {
    let mut with = cell.clone();
    let count = priced(scenario).count() as f64;
    for (_, per_day, channel) in priced(scenario) {
        let part = if bought > 0.0 {
            per_day / bought
        } else {
            1.0 / count
        };
        let path = format!("audience.channel.{}.per_day", channel.name);
        with.values.retain(|(known, _)| *known != path);
        // Whole hundredths read better, and are as good.
        let value = (100.0 * part * people).round() / 100.0;
        with.values.push((path, toml::Value::Float(value)));
    }
    with
}

/// What a cell costs on the mean.
fn cost_of(loaded: &Loaded, cell: &Cell, stop: &Stop) -> Result<f64, Problems> {
    let setting = Setting::new(loaded, cell.clone())?;
    let replicates = setting.scenario().replicates.min(PILOT);
    let records = run_setting(&setting, 0..replicates, &Course::new(stop, &|_| ()))?;
    let costs = records
        .iter()
        .map(|record| record.value(crate::observe::metrics::Run::CostTotal));
    Ok(costs.sum::<f64>() / records.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, parse_str};

    fn arms(text: &str) -> Result<Vec<Arm>, EqualCostError> {
        let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
        let cell = |strategy: Option<&str>| Cell {
            strategy: strategy.map(str::to_owned),
            values: Vec::new(),
        };
        let cells = [
            ("base".to_owned(), cell(None)),
            ("guests".to_owned(), cell(Some("guests"))),
        ];
        equalise(&loaded, &cells, &Stop::new())
    }

    const GUESTS: &str = "days = 60\nreplicates = 10\n[[audience.channel]]\nname = \"ads\"\nper_day = 2.0\ncost = COST\n\
        [strategy.guests.operator.kol]\nhome_grown = false\ncount = 2\npay = 10.0\n";

    #[test]
    fn what_the_cheaper_arm_saves_buys_people() {
        let arms = arms(&GUESTS.replace("COST", "3.0")).expect("arms");
        let [base, guests] = &arms[..] else {
            panic!("{arms:?}");
        };
        assert!(guests.before > 1.3 * base.before, "{arms:?}");
        assert!((base.after / guests.after - 1.0).abs() < 0.05, "{arms:?}");
        assert!(base.people.1 > base.people.0);
        assert_eq!(guests.people.1, guests.people.0);
        assert_eq!(base.cell.values.len(), 1);
        assert!(guests.cell.values.is_empty());
    }

    #[test]
    fn without_a_price_money_buys_nothing() {
        let found = arms(&GUESTS.replace("COST", "0.0"));
        assert!(matches!(found, Err(EqualCostError::NothingToBuy { arm }) if arm == "base"));
    }
}
