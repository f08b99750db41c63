//! How two series move together, and how evenly events are spread in time.

use super::summary::mean;

/// Pearson correlation; `NaN` for slices of different length, fewer than two values or a side
/// that does not vary.
pub fn pearson(first: &[f64], second: &[f64]) -> f64 {
    if first.len() != second.len() || first.len() < 2 {
        return f64::NAN;
    }
    let (centre_first, centre_second) = (mean(first), mean(second));
    let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
    for (left, right) in first.iter().zip(second) {
        let (left, right) = (left - centre_first, right - centre_second);
        both += left * right;
        one += left * left;
        other += right * right;
    }
    if one == 0.0 || other == 0.0 {
        return f64::NAN;
    }
    (both / (one.sqrt() * other.sqrt())).clamp(-1.0, 1.0)
}

/// Spearman's rank correlation: [`pearson`] of the [`ranks`].
pub fn spearman(first: &[f64], second: &[f64]) -> f64 {
    pearson(&ranks(first), &ranks(second))
}

/// Ranks from 1; equal values share the mean of their ranks.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&left, &right| values[left].total_cmp(&values[right]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for group in order.chunk_by(|&left, &right| values[left] == values[right]) {
        let shared = before as f64 + f64::midpoint(group.len() as f64, 1.0);
        for &index in group {
            ranks[index] = shared;
        }
        before += group.len();
    }
    ranks
}

/// Burstiness (σ − μ)/(σ + μ) of the gaps between events (Goh & Barabási 2008): −1 for a clock, 0
/// for chance alone, towards 1 for bursts. σ has the divisor n. `NaN` of nothing or where all gaps
/// are 0.
pub fn burstiness(gaps: &[f64]) -> f64 {
    let squares: f64 = gaps.iter().map(|gap| gap * gap).sum();
    burstiness_of_sums(gaps.len() as f64, gaps.iter().sum(), squares)
}

/// [`burstiness`] from the number of gaps, their sum and the sum of their squares.
pub fn burstiness_of_sums(count: f64, sum: f64, squares: f64) -> f64 {
    let centre = sum / count;
    let deviation = (squares / count - centre * centre).max(0.0).sqrt();
    (deviation - centre) / (deviation + centre)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn a_clock_and_a_burst() {
        assert_eq!(burstiness(&[2.0, 2.0, 2.0]), -1.0);
        let mut gaps = vec![0.0; 9_999];
        gaps.push(1.0);
        assert!(burstiness(&gaps) > 0.97);
        assert!(burstiness(&[]).is_nan());
    }

    #[test]
    fn what_does_not_vary_has_no_correlation() {
        assert!(pearson(&[1.0, 1.0], &[1.0, 2.0]).is_nan());
        assert!(pearson(&[1.0, 2.0], &[1.0]).is_nan());
    }

    proptest! {
        #[test]
        fn rank_correlation_ignores_any_rising_change_of_scale(
            pairs in prop::collection::vec((0.1..9.0_f64, 0.1..9.0_f64), 3..30),
        ) {
            let (first, second): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let bent: Vec<f64> = second.iter().map(|value| value.exp()).collect();
            let (plain, changed) = (spearman(&first, &second), spearman(&first, &bent));
            prop_assert!((plain - changed).abs() < 1e-12 || plain.is_nan());
        }
    }
}
