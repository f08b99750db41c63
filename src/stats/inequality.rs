//! How unevenly something is shared.
//!
//! Values are shares of a whole (posts per member): at least 0 and finite.

/// Gini coefficient: 0 when all are equal, (n − 1)/n when one has everything.
///
/// G = (2 Σ i·xᵢ) / (n Σ xᵢ) − (n + 1)/n over ascending values (Sen 1973), the plain, not the
/// bias-corrected form. `NaN` of nothing or where the whole is 0.
pub fn gini(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let total: f64 = sorted.iter().sum();
    let ranked: f64 = sorted
        .iter()
        .enumerate()
        .map(|(index, value)| (index + 1) as f64 * value)
        .sum();
    if total > 0.0 {
        2.0 * ranked / (count * total) - (count + 1.0) / count
    } else {
        f64::NAN
    }
}

/// What the top `share` of the values hold of the whole: the largest ⌊share·n⌋, but at least one.
///
/// `NaN` of nothing or where the whole is 0.
pub fn top_share(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(|left, right| right.total_cmp(left));
    // The tolerance keeps 0.1 × 30 from becoming 2.
    let count =
        ((share * sorted.len() as f64 + 1e-9).floor() as usize).clamp(1, sorted.len().max(1));
    let total: f64 = sorted.iter().sum();
    if total > 0.0 {
        sorted.iter().take(count).sum::<f64>() / total
    } else {
        f64::NAN
    }
}

/// What the top `share` of the values hold of the whole, read off the [`lorenz`] curve, which cuts
/// the value at the border in two: for small samples smoother than [`top_share`].
///
/// `share` is clamped to [0, 1]. `NaN` of nothing or where the whole is 0.
pub fn top_share_interpolated(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(|left, right| right.total_cmp(left));
    let exact = share.clamp(0.0, 1.0) * sorted.len() as f64;
    let whole = exact.floor() as usize;
    let total: f64 = sorted.iter().sum();
    if total > 0.0 {
        let cut = sorted
            .get(whole)
            .map_or(0.0, |value| value * (exact - whole as f64));
        (sorted.iter().take(whole).sum::<f64>() + cut) / total
    } else {
        f64::NAN
    }
}

/// The fewest members who together hold at least half of the whole: how many would have to be
/// absent for a community to lose half its posts. 0 where the whole is 0.
pub fn absence_factor(values: &[f64]) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(|left, right| right.total_cmp(left));
    let total: f64 = sorted.iter().sum();
    let mut held = 0.0;
    for (index, value) in sorted.iter().enumerate() {
        if held * 2.0 >= total {
            return index;
        }
        held += value;
    }
    if total > 0.0 { sorted.len() } else { 0 }
}

/// The Lorenz curve: points (share of members, share of the whole) from (0, 0) to (1, 1), poorest
/// first. Empty where the whole is 0.
pub fn lorenz(values: &[f64]) -> Vec<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let total: f64 = sorted.iter().sum();
    if total.is_nan() || total <= 0.0 {
        return Vec::new();
    }
    let count = sorted.len() as f64;
    let mut held = 0.0;
    let mut curve = vec![(0.0, 0.0)];
    for (index, value) in sorted.iter().enumerate() {
        held += value;
        curve.push(((index + 1) as f64 / count, held / total));
    }
    curve
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_extremes() {
        assert!(gini(&[3.0; 7]).abs() < 1e-12);
        assert!((gini(&[0.0, 0.0, 0.0, 5.0]) - 0.75).abs() < 1e-12);
        assert!(gini(&[]).is_nan());
        assert!(gini(&[0.0, 0.0]).is_nan());
        assert_eq!(absence_factor(&[]), 0);
        assert_eq!(absence_factor(&[0.0]), 0);
        assert_eq!(absence_factor(&[1.0; 10]), 5);
        assert_eq!(absence_factor(&[9.0, 1.0, 1.0]), 1);
        assert_eq!(top_share(&[1.0, 1.0, 8.0], 0.01), 0.8);
        assert_eq!(top_share(&[1.0; 30], 0.1), 0.1);
        assert_eq!(top_share_interpolated(&[1.0, 1.0, 6.0], 0.5), 6.5 / 8.0);
        assert_eq!(top_share_interpolated(&[1.0, 1.0, 6.0], 1.0), 1.0);
        assert!(lorenz(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn gini_is_one_minus_twice_the_area_under_the_lorenz_curve(
            values in prop::collection::vec(0.0..1e4_f64, 1..60),
        ) {
            prop_assume!(values.iter().sum::<f64>() > 0.0);
            let area: f64 = lorenz(&values)
                .windows(2)
                .map(|pair| (pair[1].0 - pair[0].0) * f64::midpoint(pair[0].1, pair[1].1))
                .sum();
            prop_assert!((gini(&values) - (1.0 - 2.0 * area)).abs() < 1e-9);
        }

        #[test]
        fn scaling_changes_nothing(
            values in prop::collection::vec(0.1..1e3_f64, 1..40),
            factor in 0.01..100.0_f64,
        ) {
            let scaled: Vec<f64> = values.iter().map(|value| value * factor).collect();
            prop_assert!((gini(&values) - gini(&scaled)).abs() < 1e-9);
            prop_assert!((top_share(&values, 0.2) - top_share(&scaled, 0.2)).abs() < 1e-9);
        }
    }
}
