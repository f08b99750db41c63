//! What only several communities together can show: P19 pooled, P30.

use super::departures::{add, departures};
use super::{MONTH, Measured, Options, Sheet};
use crate::observe::activity::ActivityLog;
use crate::stats::association::spearman;
use crate::stats::regression::least_squares;

/// Communities below which a correlation over them says nothing.
const LEAST_COMMUNITIES: usize = 5;

/// Measures the patterns that take several communities, or several replicates of one: P19 with the
/// departures of all, and P30. The medium of `options` decides which bands apply.
pub fn measure_several(logs: &[&ActivityLog], options: &Options) -> Vec<Measured> {
    let mut sheet = Sheet::new(options);
    let ratios: Vec<f64> = logs
        .iter()
        .flat_map(|log| departures(log, options.quit(log)))
        .collect();
    add(&ratios, &mut sheet);

    let outcomes: Vec<[f64; 4]> = logs
        .iter()
        .map(|log| success(log, options))
        .filter(|outcome| outcome.iter().all(|value| value.is_finite()))
        .collect();
    let column =
        |index: usize| -> Vec<f64> { outcomes.iter().map(|outcome| outcome[index]).collect() };
    let strongest = (0..4)
        .flat_map(|left| (0..left).map(move |right| (left, right)))
        .map(|(left, right)| spearman(&column(left), &column(right)).abs())
        .max_by(f64::total_cmp)
        .unwrap_or(f64::NAN);
    sheet.add_from(
        "P30",
        "strongest correlation",
        strongest,
        outcomes.len(),
        LEAST_COMMUNITIES,
    );
    sheet.rows
}

/// Growth (log-linear slope of monthly posters), retention (month to month), survival (newcomers'
/// life spans of 30 days) and volume (events per poster-month) of one community.
fn success(log: &ActivityLog, options: &Options) -> [f64; 4] {
    let of_log = super::measure(log, options);
    let value = |id: &str, key: &str| {
        of_log
            .iter()
            .find(|row| row.id == id && row.part == key)
            .and_then(|row| row.value)
            .unwrap_or(f64::NAN)
    };
    let trailing = log.trailing_posters(MONTH);
    let posters: Vec<f64> = trailing
        .chunks_exact(MONTH as usize)
        .map(|month| f64::from(month[month.len() - 1]))
        .collect();
    // The logarithm of one more than the number lets a month without posters count.
    let logs: Vec<f64> = posters.iter().map(|count| (count + 1.0).ln()).collect();
    let months: Vec<f64> = (0..logs.len()).map(|month| month as f64).collect();
    let growth = least_squares(&months, &logs).map_or(f64::NAN, |line| line.slope);
    let volume = log.total_events() as f64 / posters.iter().sum::<f64>();
    [growth, value("P11", "all"), value("P6", "30 days"), volume]
}
