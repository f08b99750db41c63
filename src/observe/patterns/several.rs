//! What only several communities together can show: P19 pooled, P30.

use super::departures::{add, departures};
use super::{MONTH, Measured, Options, Sheet};
use crate::observe::activity::ActivityLog;
use crate::stats::association::spearman;
use crate::stats::regression::least_squares;
use crate::words::Text;

/// Communities below which a correlation over them says nothing.
const LEAST_COMMUNITIES: usize = 5;
/// Communities below which chance alone often makes the largest of six correlations strong.
const LEAST_FOR_VERDICT: usize = 30;
/// A month counts to the life of a community if it has this share of its best month's posters.
const ALIVE: f64 = 0.1;

/// Measures the patterns that take several communities, or several replicates of one: P19 with the
/// departures of all, and P30. The medium of `options` decides which bands apply.
pub fn measure_several(logs: &[&ActivityLog], options: &Options) -> Vec<Measured> {
    let mut sheet = Sheet::new(options);
    let ratios: Vec<f64> = logs
        .iter()
        .flat_map(|log| departures(log, options))
        .collect();
    add(&ratios, &mut sheet);

    let outcomes: Vec<[f64; 4]> = logs
        .iter()
        .map(|log| success(log, options))
        .filter(|outcome| outcome.iter().all(|value| value.is_finite()))
        .collect();
    sheet.add_from(
        "P30",
        "strongest correlation",
        strongest_correlation(&outcomes),
        outcomes.len(),
        LEAST_COMMUNITIES,
    );
    if outcomes.len() < LEAST_FOR_VERDICT
        && let Some(last) = sheet.rows.last_mut()
    {
        last.pass = None;
    }
    sheet.rows
}

/// Names of the four measures of [`success`], in order.
pub const SUCCESS: [Text; 4] = [
    Text::new("growth", "增长"),
    Text::new("retention", "留存"),
    Text::new("survival", "存活"),
    Text::new("volume", "消息量"),
];

/// Rank correlation of each pair of the measures of [`success`] over communities: the places of the
/// two, and the correlation, which is `NaN` where one of them does not vary.
pub fn correlations(outcomes: &[[f64; 4]]) -> Vec<(usize, usize, f64)> {
    let column =
        |index: usize| -> Vec<f64> { outcomes.iter().map(|outcome| outcome[index]).collect() };
    (0..4)
        .flat_map(|right| (0..right).map(move |left| (left, right)))
        .map(|(left, right)| (left, right, spearman(&column(left), &column(right))))
        .collect()
}

/// Largest absolute value of [`correlations`]; `NaN` where none of them can be computed.
pub fn strongest_correlation(outcomes: &[[f64; 4]]) -> f64 {
    correlations(outcomes)
        .into_iter()
        .map(|(.., correlation)| correlation.abs())
        .filter(|correlation| correlation.is_finite())
        .max_by(f64::total_cmp)
        .unwrap_or(f64::NAN)
}

/// Growth (log-linear slope of monthly posters), retention (month to month), survival of the
/// community (share of the log up to its last month alive) and volume (events per poster-month).
///
/// Not finite where the log does not show one of them.
pub fn success(log: &ActivityLog, options: &Options) -> [f64; 4] {
    let retention = super::measure(log, options)
        .iter()
        .find(|row| row.id == "P11" && row.part == "all")
        .and_then(|row| row.value)
        .unwrap_or(f64::NAN);
    let posters: Vec<f64> = log
        .trailing_posters(MONTH)
        .chunks_exact(MONTH as usize)
        .map(|month| f64::from(month[month.len() - 1]))
        .collect();
    // The logarithm of one more than the number lets a month without posters count.
    let sizes: Vec<f64> = posters.iter().map(|count| (count + 1.0).ln()).collect();
    let months: Vec<f64> = (0..sizes.len()).map(|month| month as f64).collect();
    let growth = least_squares(&months, &sizes).map_or(f64::NAN, |line| line.slope);
    let best = posters.iter().copied().fold(0.0, f64::max);
    let last_alive = posters.iter().rposition(|&count| count >= ALIVE * best);
    let survival = last_alive.map_or(f64::NAN, |month| (month + 1) as f64 / posters.len() as f64);
    let volume = log.total_events() as f64 / posters.iter().sum::<f64>();
    [growth, retention, survival, volume]
}
