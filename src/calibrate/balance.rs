//! Interactions on top of fitted laws, at the level that the laws have without them.
//!
//! The fitted laws hold what the interactions did on average. With the interactions on, members
//! would be counted twice: `interactions.balance` takes the average out again. It is found by
//! simulation (one moment, one parameter): visits over a year are as many as with them off.

use crate::model::community::Community as Life;
use crate::run::simulate::Prepared;
use crate::scenario::Scenario;
use rayon::prelude::*;

/// Runs that a level is the mean of, the same people and luck every time.
const RUNS: u32 = 24;
/// Days over which visits are counted.
const DAYS: u16 = 365;
/// The widest that the balance can be.
const WIDEST: f64 = 3.0;
/// Halvings of the interval: to a two-hundredth of a log odd.
const HALVINGS: usize = 10;

/// The balance with which the interactions leave the number of visits over a year as it is
/// without them; `None` if none does.
pub fn balance(scenario: &Scenario) -> Option<f64> {
    let wanted = level(scenario, None);
    let at = |balance: f64| level(scenario, Some(balance));
    let (mut low, mut high) = (-WIDEST, WIDEST);
    // A higher balance means more quits and fewer visits.
    if at(low) < wanted || at(high) > wanted {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if at(middle) > wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// Visits over a year with the interactions off, or on with a balance.
fn level(scenario: &Scenario, balance: Option<f64>) -> u64 {
    let mut scenario = scenario.clone();
    scenario.days = scenario.days.min(DAYS);
    scenario.interactions.on = balance.is_some();
    scenario.interactions.balance = balance.unwrap_or(0.0);
    let prepared = Prepared::new(&scenario);
    (0..RUNS)
        .into_par_iter()
        .map(|replicate| {
            let mut visits = 0;
            prepared.run_watched(replicate, false, |life: &Life<'_>| {
                visits += life.visits().filter(|visit| visit.messages > 0).count() as u64;
            });
            visits
        })
        .sum()
}
