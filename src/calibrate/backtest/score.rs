//! How good a forecast was.

use crate::stats::summary::quantile;

/// Scores of one way of forecasting one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Weighted absolute percentage error of the medians over the first twelve months, and to the end.
    pub error: [f64; 2],
    /// Mean continuous ranked probability score relative to the mean of what happened, likewise.
    pub ranked: [f64; 2],
    /// Share of months inside the 80 % interval, likewise.
    pub covered: [f64; 2],
}

impl Scores {
    /// Scores point forecasts and ensembles, a month each.
    pub fn new(points: &[f64], ensembles: &[Vec<f64>], actual: &[f64]) -> Self {
        let until = [actual.len().min(12), actual.len()];
        let ranked = |months: usize| {
            let sum: f64 = (0..months)
                .map(|month| ranked_probability(&ensembles[month], actual[month]))
                .sum();
            sum / whole(&actual[..months])
        };
        let covered = |months: usize| {
            let inside = (0..months).filter(|month| {
                let bound = |share: f64| quantile(&ensembles[*month], share);
                bound(0.1) <= actual[*month] && actual[*month] <= bound(0.9)
            });
            inside.count() as f64 / months as f64
        };
        Self {
            error: until.map(|months| weighted_error(&points[..months], &actual[..months])),
            ranked: until.map(ranked),
            covered: until.map(covered),
        }
    }
}

/// What errors are held against: the sum of what happened, and one where nothing did.
fn whole(actual: &[f64]) -> f64 {
    actual.iter().sum::<f64>().max(1.0)
}

/// Weighted absolute percentage error: absolute errors over the sum of what happened.
pub fn weighted_error(forecast: &[f64], actual: &[f64]) -> f64 {
    let missed: f64 = forecast
        .iter()
        .zip(actual)
        .map(|(one, other)| (one - other).abs())
        .sum();
    missed / whole(actual)
}

/// Continuous ranked probability score of an ensemble for one value, in units of the value: mean
/// distance to the truth less half the mean distance between members (Gneiting & Raftery 2007,
/// "Strictly proper scoring rules, prediction, and estimation").
pub fn ranked_probability(ensemble: &[f64], actual: f64) -> f64 {
    let mut sorted = ensemble.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let away = sorted
        .iter()
        .map(|value| (value - actual).abs())
        .sum::<f64>()
        / count;
    let spread: f64 = sorted
        .iter()
        .enumerate()
        .map(|(rank, value)| (2.0 * rank as f64 + 1.0 - count) * value)
        .sum();
    away - spread / (count * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_in_which_nothing_happened_is_scored_all_the_same() {
        let scores = Scores::new(&[2.0, 1.0], &[vec![2.0], vec![1.0]], &[0.0, 0.0]);
        assert_eq!(scores.error, [3.0; 2]);
        assert_eq!(scores.ranked, [3.0; 2]);
    }

    #[test]
    fn errors_are_weighted_by_what_happened() {
        assert!((weighted_error(&[1.0, 5.0], &[2.0, 2.0]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_score_of_one_value_is_its_distance_and_of_a_uniform_ensemble_the_known_integral() {
        assert!((ranked_probability(&[3.0], 5.0) - 2.0).abs() < 1e-12);
        let uniform: Vec<f64> = (0..2000)
            .map(|step| (f64::from(step) + 0.5) / 2000.0)
            .collect();
        // ∫₀^½ x² dx + ∫_½^1 (1 − x)² dx = 1/12 for the truth ½.
        assert!((ranked_probability(&uniform, 0.5) - 1.0 / 12.0).abs() < 1e-5);
    }
}
