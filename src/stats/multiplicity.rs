//! Corrections for many comparisons: adjusted p-values, to be held against the level one would
//! use for a single test. The input order is kept; a `NaN` stays `NaN` and counts as no test.

/// Holm 1979: as safe as to multiply each by how many there are (Bonferroni) and never less able to find a difference.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let mut adjusted = vec![f64::NAN; p_values.len()];
    let mut running = 0.0_f64;
    for (rank, &index) in order.iter().enumerate() {
        running = running
            .max(p_values[index] * (order.len() - rank) as f64)
            .min(1.0);
        adjusted[index] = running;
    }
    adjusted
}

fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len())
        .filter(|&index| !p_values[index].is_nan())
        .collect();
    order.sort_by(|&left, &right| p_values[left].total_cmp(&p_values[right]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_missing_test_costs_nothing() {
        let found = holm(&[0.01, f64::NAN, 0.04]);
        assert_eq!(found[0], 0.02);
        assert!(found[1].is_nan());
        assert_eq!(found[2], 0.04);
    }

    proptest! {
        #[test]
        fn a_correction_costs_something_and_never_more_than_all_tests_together(
            p_values in prop::collection::vec(0.0..1.0_f64, 1..20),
        ) {
            let most = p_values.len() as f64;
            for (value, corrected) in p_values.iter().zip(holm(&p_values)) {
                prop_assert!(*value <= corrected + 1e-15);
                prop_assert!(corrected <= (value * most).min(1.0) + 1e-15);
            }
        }
    }
}
