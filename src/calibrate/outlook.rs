//! What is to come after the days that a community was fitted to.

use super::Calibration;
use super::arrivals::MONTH;
use super::backtest::forecast::ensemble;
use super::backtest::report::{Histories, forecast};
use crate::observe::activity::ActivityLog;
use crate::stats::summary::quantile;
use crate::words::forecasts::{Counted, Foretold};

/// Months ahead that are told.
pub const MONTHS: [usize; 4] = [1, 6, 12, 24];

/// Visits that all replicates together live through, about: a second or two. A large community needs few
/// replicates, for its luck evens out.
const VISITS: f64 = 3e6;
/// Fewer replicates say too little of what is not known.
const FEWEST: f64 = 10.0;

/// The forecast of active members and messages at some months ahead.
pub fn outlook(
    calibration: &Calibration,
    log: &ActivityLog,
    replicates: u32,
    seed: u64,
) -> Vec<(Counted, Foretold)> {
    let months = MONTHS.into_iter().max().unwrap_or(1);
    let each = calibration.visitors_per_day.max(1.0) * f64::from(MONTH) * months as f64;
    let affordable = (VISITS / each).max(FEWEST) as u32;
    let replicates = replicates.min(affordable);
    let runs = ensemble(calibration, None, months as u32, replicates, seed);
    let [active, posts] = forecast(&runs, months, &Histories::of(log, calibration));
    [(Counted::Members, active), (Counted::Messages, posts)]
        .into_iter()
        .flat_map(|(counted, values)| {
            MONTHS.map(|month| {
                let [low, median, high] =
                    [0.1, 0.5, 0.9].map(|share| quantile(&values[month - 1], share));
                let foretold = Foretold {
                    month,
                    median,
                    low,
                    high,
                };
                (counted, foretold)
            })
        })
        .collect()
}
