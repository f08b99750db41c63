//! Mean, variance and quantiles.

/// Arithmetic mean; `NaN` of nothing.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Those of some values that are finite, in their order.
pub fn finite(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let values = values.into_iter();
    values.filter(|value| value.is_finite()).collect()
}

/// Sample variance with the divisor n − 1, in two passes; `NaN` of fewer than two values.
pub fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    // What is always the same has none, whatever the last digit of its mean is.
    if values.iter().all(|value| *value == values[0]) {
        return 0.0;
    }
    let centre = mean(values);
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    squares / (values.len() - 1) as f64
}

/// Sample standard deviation, the root of [`variance`].
pub fn standard_deviation(values: &[f64]) -> f64 {
    variance(values).sqrt()
}

/// The `probability` quantile of `values`, type 7 of Hyndman & Fan 1996 ("Sample quantiles in
/// statistical packages"): linear between order statistics, the default of R and numpy.
///
/// `probability` is clamped to [0, 1]. `NaN` of nothing, or where a value is `NaN`.
pub fn quantile(values: &[f64], probability: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile_of_sorted(&sorted, probability)
}

/// Several quantiles of `values` at the price of one sort; see [`quantile`].
pub fn quantiles(values: &[f64], probabilities: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    probabilities
        .iter()
        .map(|&probability| quantile_of_sorted(&sorted, probability))
        .collect()
}

/// [`quantile`] of values that are already in ascending order ([`f64::total_cmp`]).
pub fn quantile_of_sorted(sorted: &[f64], probability: f64) -> f64 {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return f64::NAN;
    };
    // Total order puts a `NaN` at one of the ends, whatever its sign.
    if first.is_nan() || last.is_nan() || probability.is_nan() {
        return f64::NAN;
    }
    let position = probability.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let fraction = position - below as f64;
    if fraction == 0.0 || sorted[below] == sorted[above] {
        return sorted[below];
    }
    sorted[below] + fraction * (sorted[above] - sorted[below])
}

/// The middle value; see [`quantile`].
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn type_seven_is_linear_between_order_statistics() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(quantile(&values, 0.0), 1.0);
        assert_eq!(quantile(&values, 1.0), 4.0);
        assert!((quantile(&values, 0.1) - 1.3).abs() < 1e-12);
        assert_eq!(median(&values), 2.5);
        assert_eq!(quantiles(&values, &[0.0, 0.5]), [1.0, 2.5]);
    }

    #[test]
    fn nothing_and_nan_are_nan() {
        assert!(mean(&[]).is_nan());
        assert!(variance(&[1.0]).is_nan());
        assert!(quantile(&[], 0.5).is_nan());
        assert!(quantile(&[1.0, -f64::NAN, 2.0], 0.5).is_nan());
    }

    #[test]
    fn infinite_values_keep_finite_quantiles_finite() {
        let values = [1.0, 2.0, f64::INFINITY, f64::INFINITY, f64::INFINITY];
        assert_eq!(quantile(&values, 0.25), 2.0);
        assert_eq!(quantile(&values, 0.9), f64::INFINITY);
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_within_the_range(
            values in prop::collection::vec(-1e6..1e6_f64, 1..40),
            low in 0.0..1.0_f64,
            step in 0.0..1.0_f64,
        ) {
            let found = quantiles(&values, &[0.0, low, (low + step).min(1.0), 1.0]);
            prop_assert!(found.windows(2).all(|pair| pair[0] <= pair[1]));
        }

        #[test]
        fn shifting_moves_the_mean_and_leaves_the_variance(
            values in prop::collection::vec(-1e3..1e3_f64, 2..40),
            shift in -1e3..1e3_f64,
        ) {
            let shifted: Vec<f64> = values.iter().map(|value| value + shift).collect();
            prop_assert!((mean(&shifted) - mean(&values) - shift).abs() < 1e-8);
            prop_assert!((variance(&shifted) - variance(&values)).abs() < 1e-6);
        }
    }
}
