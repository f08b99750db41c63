//! A difference as a share of what is compared with: of a mean, or pair by pair.

/// A difference of more than this many times what it is a share of says that this is next to nothing.
pub const MOST: f64 = 9.0;

/// A difference as a share of the mean it was measured from. `None` where that is next to nothing: such a
/// share says nothing.
pub fn share_of(base: f64, difference: f64) -> Option<f64> {
    let share = difference / base.abs();
    (share.is_finite() && share.abs() <= MOST).then_some(share)
}

/// The difference of one pair as a share of the mean of the two, in [−2, 2] for what is never below 0: the
/// same both ways, so that means over pairs are, too, and finite where one side is nothing. 0 where both are.
pub fn of_pair(value: f64, other: f64) -> f64 {
    let size = value.abs() + other.abs();
    if size > 0.0 {
        2.0 * (value - other) / size
    } else {
        value - other
    }
}

/// How many times as much the one is as the other, less 1, where [`of_pair`] is `value`; `None` where
/// the other is nothing.
pub fn times(value: f64) -> Option<f64> {
    let value = value.clamp(-2.0, 2.0);
    (value < 2.0).then(|| (2.0 + value) / (2.0 - value) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_next_to_nothing_is_none() {
        assert_eq!(share_of(-2.0, 1.0), Some(0.5));
        assert_eq!(share_of(1.0, -9.0), Some(-9.0));
        assert_eq!(share_of(1.0, 9.1), None);
        assert_eq!(share_of(0.0, 1.0), None);
        assert_eq!(share_of(0.0, 0.0), None);
        assert_eq!(share_of(f64::NAN, 1.0), None);
    }

    #[test]
    fn the_difference_of_a_pair_is_bounded_and_the_same_both_ways() {
        assert!((of_pair(3.0, 1.0) - 1.0).abs() < 1e-12);
        assert!((of_pair(1.0, 3.0) + 1.0).abs() < 1e-12);
        assert!((of_pair(5.0, 0.0) - 2.0).abs() < 1e-12);
        assert_eq!(of_pair(0.0, 0.0), 0.0);
        assert!(of_pair(f64::NAN, 1.0).is_nan());
        assert!(of_pair(f64::INFINITY, 1.0).is_nan());
        assert!((times(of_pair(3.0, 1.0)).expect("a number") - 2.0).abs() < 1e-12);
        assert!((times(of_pair(1.0, 4.0)).expect("a number") + 0.75).abs() < 1e-12);
        assert_eq!(times(2.0), None);
    }
}
