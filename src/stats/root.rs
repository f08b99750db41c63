//! Where a falling function is 0.

/// Root of a falling function between `low` and `high` by bisection, to the last digit; an end where the
/// function does not change sign between them.
pub(super) fn falling_root(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if function(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// Root of a falling function that costs much, to `within`: after Chandrupatla (1997), who takes the inverse
/// parabola through three points where it can be trusted and halves the interval where not. Looks between −1
/// and 1 first and up to `widest` on either side; `None` where the function does not change sign there.
pub fn costly_falling_root(function: impl Fn(f64) -> f64, widest: f64, within: f64) -> Option<f64> {
    /// More values than this are asked for by no function that falls.
    const MOST: usize = 60;
    let end = |near: f64, far: f64, is_beyond: &dyn Fn(f64) -> bool| {
        let mut ends = [near, far].into_iter().map(|at| (at, function(at)));
        ends.find(|found| is_beyond(found.1))
    };
    let near = widest.min(1.0);
    // The newest point, and the end on the other side of the root.
    let mut new = end(-near, -widest, &|value| value >= 0.0)?;
    let mut other = end(near, widest, &|value| value <= 0.0)?;
    if let Some(root) = [new, other].into_iter().find(|it| it.1 == 0.0) {
        return Some(root.0);
    }
    let mut part = 0.5;
    for _ in 0..MOST {
        let at = new.0 + part * (other.0 - new.0);
        let found = (at, function(at));
        let old = if (found.1 > 0.0) == (new.1 > 0.0) {
            new
        } else {
            std::mem::replace(&mut other, new)
        };
        new = found;
        let width = (other.0 - new.0).abs();
        if width <= within || new.1 == 0.0 {
            break;
        }
        let along = (new.0 - other.0) / (old.0 - other.0);
        let up = (new.1 - other.1) / (old.1 - other.1);
        part = if up.powi(2) < along && (1.0 - up).powi(2) < 1.0 - along {
            new.1 / (other.1 - new.1) * old.1 / (other.1 - old.1)
                + (old.0 - new.0) / (other.0 - new.0) * new.1 / (old.1 - new.1) * other.1
                    / (old.1 - other.1)
        } else {
            0.5
        };
        let least = within / (2.0 * width);
        part = part.clamp(least, 1.0 - least);
    }
    let nearer = if new.1.abs() < other.1.abs() {
        new
    } else {
        other
    };
    Some(nearer.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_costly_root_is_found_in_few_values() {
        for root in [-2.3, -0.4, 0.0, 0.07, 1.0, 2.9] {
            for bend in [0.2, 1.0, 3.0] {
                let asked = Cell::new(0);
                let falls = |at: f64| {
                    asked.set(asked.get() + 1);
                    (-bend * at).exp() - (-bend * root).exp()
                };
                let found = costly_falling_root(falls, 3.0, 0.01).expect("a root");
                assert!((found - root).abs() <= 0.01, "{root}, {bend}: {found}");
                let exact = falling_root(|at| root - at, -3.0, 3.0);
                assert!((exact - root).abs() < 1e-12);
                assert!(asked.get() <= 16, "{root}, {bend}: {}", asked.get());
            }
        }
        let ordinary = Cell::new(0);
        let falls = |at: f64| {
            ordinary.set(ordinary.get() + 1);
            (-at).exp() - 1.2
        };
        assert!(costly_falling_root(falls, 3.0, 0.01).is_some());
        assert!(ordinary.get() <= 9, "{}", ordinary.get());
    }

    #[test]
    fn a_root_at_an_end_is_found_there() {
        for end in [-1.0, 1.0, -3.0, 3.0] {
            assert_eq!(costly_falling_root(|at| end - at, 3.0, 0.01), Some(end));
        }
    }

    #[test]
    fn what_does_not_change_sign_has_no_root() {
        assert_eq!(costly_falling_root(|_| 1.0, 3.0, 0.01), None);
        assert_eq!(costly_falling_root(|_| -1.0, 3.0, 0.01), None);
        assert_eq!(costly_falling_root(|_| f64::NAN, 3.0, 0.01), None);
        assert_eq!(costly_falling_root(|at| -3.5 - at, 3.0, 0.01), None);
    }
}
