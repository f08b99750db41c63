//! Corrections for many comparisons: adjusted p-values, to be held against the level one would
//! use for a single test. The input order is kept; a `NaN` stays `NaN` and counts as no test.

/// Bonferroni: p · m, at most 1. Bounds the chance of any false alarm.
pub fn bonferroni(p_values: &[f64]) -> Vec<f64> {
    let tests = p_values.iter().filter(|value| !value.is_nan()).count() as f64;
    p_values
        .iter()
        .map(|value| {
            if value.is_nan() {
                f64::NAN
            } else {
                (value * tests).min(1.0)
            }
        })
        .collect()
}

/// Holm 1979: as safe as [`bonferroni`] and never less able to find a difference.
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

/// Benjamini & Hochberg 1995: bounds the expected share of false alarms among the alarms.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let mut adjusted = vec![f64::NAN; p_values.len()];
    let mut running = 1.0_f64;
    for (rank, &index) in order.iter().enumerate().rev() {
        running = running.min(p_values[index] * order.len() as f64 / (rank + 1) as f64);
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
        fn corrections_are_ordered(p_values in prop::collection::vec(0.0..1.0_f64, 1..20)) {
            let (strict, step, rate) =
                (bonferroni(&p_values), holm(&p_values), benjamini_hochberg(&p_values));
            for index in 0..p_values.len() {
                prop_assert!(p_values[index] <= rate[index] + 1e-15);
                prop_assert!(rate[index] <= step[index] + 1e-15);
                prop_assert!(step[index] <= strict[index] + 1e-15);
            }
        }
    }
}
