//! Interactions on top of fitted laws, at the level that the laws have without them.
//!
//! The fitted laws hold what the interactions did on average. With the interactions on, members
//! would be counted twice: `interactions.balance` takes the average out again. It is found by
//! simulation (one moment, one parameter): visits over a year are as many as with them off.

use super::Calibration;
use crate::model::community::Community as Life;
use crate::run::simulate::Prepared;
use crate::scenario::{self, Overrides, Problems, Scenario, members_csv};
use crate::stats::root::costly_falling_root;
use rayon::prelude::*;

/// Runs that a level is the mean of, the same people and luck every time: so many at most, and so few at least.
const RUNS: [u32; 2] = [4, 24];
/// Visits in all runs of a level, about: the luck of a large community evens out in few runs.
const VISITS: u64 = 1_500_000;
/// Days over which visits are counted.
const DAYS: u16 = 365;
/// The widest that the balance can be.
const WIDEST: f64 = 3.0;
/// How near the balance has to be, in log odds.
const WITHIN: f64 = 0.01;

/// The balance with which the interactions leave the number of visits over a year as it is
/// without them; `None` if none does.
pub fn balance(scenario: &Scenario) -> Option<f64> {
    let once = level(scenario, None, 1);
    let runs = (VISITS / once.max(1)).clamp(u64::from(RUNS[0]), u64::from(RUNS[1])) as u32;
    let wanted = level(scenario, None, runs);
    // A higher balance means more quits and fewer visits.
    costly_falling_root(
        |balance| level(scenario, Some(balance), runs) as f64 / wanted.max(1) as f64 - 1.0,
        WIDEST,
        WITHIN,
    )
}

/// Why a written scenario could not be read back.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// A file could not be written.
    #[error(transparent)]
    Unwritten(#[from] std::io::Error),
    /// What was written is no scenario.
    #[error("the scenario that was written cannot be read: {0:?}")]
    Unread(Box<Problems>),
}

/// The scenario as it will be read, on top of what the file leaves to the preset of its medium, with
/// the interactions on and their balance; the balance is `None` where there is none, and the interactions
/// are as the scenario has them.
///
/// # Errors
///
/// [`TrialError`] if it cannot be written and read.
pub fn balanced(
    calibration: &Calibration,
    name: &str,
    days: u16,
) -> Result<(Scenario, Option<f64>), TrialError> {
    let archetypes: Vec<String> = calibration
        .scenario(days)
        .archetype
        .iter()
        .map(|archetype| archetype.name.clone())
        .collect();
    let trial = tempfile::tempdir()?;
    let file = trial.path().join("trial.toml");
    std::fs::write(
        trial.path().join("members.csv"),
        members_csv(&calibration.members, &archetypes),
    )?;
    std::fs::write(
        &file,
        calibration.scenario_text(name, "members.csv", days, Some(0.0)),
    )?;
    let read = scenario::load(&file, &Overrides::default())
        .map_err(|problems| TrialError::Unread(Box::new(problems)))?;
    let mut scenario = read.base;
    let found = balance(&scenario);
    if let Some(found) = found {
        scenario.interactions.on = true;
        scenario.interactions.balance = found;
    }
    Ok((scenario, found))
}

/// Visits over a year of so many runs with the interactions off, or on with a balance.
fn level(scenario: &Scenario, balance: Option<f64>, runs: u32) -> u64 {
    let mut scenario = scenario.clone();
    scenario.days = scenario.days.min(DAYS);
    scenario.interactions.on = balance.is_some();
    scenario.interactions.balance = balance.unwrap_or(0.0);
    let prepared = Prepared::new(&scenario);
    (0..runs)
        .into_par_iter()
        .with_max_len(1)
        .map(|replicate| {
            let mut visits = 0;
            prepared.run_watched(replicate, false, |life: &Life<'_>| {
                visits += life.visits().filter(|visit| visit.messages > 0).count() as u64;
            });
            visits
        })
        .sum()
}
