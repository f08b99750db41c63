//! How good a forecast was.

/// Weighted absolute percentage error: absolute errors over the sum of what happened.
pub fn weighted_error(forecast: &[f64], actual: &[f64]) -> f64 {
    let missed: f64 = forecast
        .iter()
        .zip(actual)
        .map(|(one, other)| (one - other).abs())
        .sum();
    missed / actual.iter().sum::<f64>()
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
