//! How good a forecast was.

use super::interval::Interval;

/// Continuous ranked probability score of an ensemble against what happened: the mean distance to
/// it, less half the mean distance between two different members (Ferro 2014, the fair version,
/// which does not reward small ensembles). In the units of the values; 0 is perfect, and with one
/// member it is the absolute error.
///
/// `NaN` for an empty ensemble.
pub fn crps(ensemble: &[f64], observed: f64) -> f64 {
    let count = ensemble.len() as f64;
    let distance = ensemble
        .iter()
        .map(|value| (value - observed).abs())
        .sum::<f64>()
        / count;
    if ensemble.len() < 2 {
        return distance;
    }
    let mut sorted = ensemble.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    // Σ over pairs of |xᵢ − xⱼ| is Σ (2i − n − 1) xᵢ over ascending values, i from 1.
    let between: f64 = sorted
        .iter()
        .enumerate()
        .map(|(index, value)| (2.0 * (index + 1) as f64 - count - 1.0) * value)
        .sum();
    distance - between / (count * (count - 1.0))
}

/// Share of the observed values that lie in their intervals; `NaN` for slices of different length
/// or of nothing.
pub fn coverage(observed: &[f64], intervals: &[Interval]) -> f64 {
    if observed.len() != intervals.len() {
        return f64::NAN;
    }
    let within = observed
        .iter()
        .zip(intervals)
        .filter(|(value, interval)| interval.contains(**value))
        .count();
    within as f64 / observed.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_certain_and_right_forecast_scores_zero() {
        assert_eq!(crps(&[3.0, 3.0], 3.0), 0.0);
        assert_eq!(crps(&[5.0], 3.0), 2.0);
        assert!(crps(&[], 3.0).is_nan());
    }

    #[test]
    fn ends_count_as_covered() {
        let interval = Interval {
            low: 1.0,
            high: 2.0,
        };
        assert_eq!(coverage(&[1.0, 2.5], &[interval, interval]), 0.5);
        assert!(coverage(&[], &[]).is_nan());
    }

    proptest! {
        #[test]
        fn it_is_what_all_pairs_give(
            ensemble in prop::collection::vec(-50.0..50.0_f64, 2..20),
            observed in -60.0..60.0_f64,
        ) {
            let count = ensemble.len() as f64;
            let distance = ensemble.iter().map(|value| (value - observed).abs()).sum::<f64>() / count;
            let pairs: f64 = ensemble
                .iter()
                .flat_map(|one| ensemble.iter().map(move |other| (one - other).abs()))
                .sum();
            let plain = distance - pairs / (2.0 * count * (count - 1.0));
            prop_assert!((crps(&ensemble, observed) - plain).abs() < 1e-9);
        }
    }
}
