//! Maximum of a smooth function of a few parameters, and the curvature there.

use crate::stats::linear::invert;
use rayon::prelude::*;

/// Where a function is largest and how sharply it is curved there.
#[derive(Debug, Clone, PartialEq)]
pub struct Maximum {
    /// The parameters.
    pub at: Vec<f64>,
    /// The value.
    pub value: f64,
    /// Inverse of the negative Hessian, row by row: the covariance of the estimates when the
    /// function is a log posterior.
    pub covariance: Vec<Vec<f64>>,
    /// Whether this is a top: the Hessian is negative definite, and a Newton step would gain
    /// next to nothing. Where it is not, `covariance` belongs to a Hessian made definite by a
    /// ridge, and nothing should be concluded from it.
    pub settled: bool,
}

impl Maximum {
    /// The same for some neighbouring parameters only, the others being unknown too.
    #[must_use]
    pub fn part(&self, places: std::ops::Range<usize>) -> Self {
        Self {
            at: self.at[places.clone()].to_vec(),
            value: self.value,
            covariance: self.covariance[places.clone()]
                .iter()
                .map(|row| row[places.clone()].to_vec())
                .collect(),
            settled: self.settled,
        }
    }

    /// Standard deviation of one parameter.
    pub fn deviation(&self, place: usize) -> f64 {
        self.covariance[place][place].sqrt()
    }
}

const MOST_ROUNDS: usize = 200;
const MOST_NEWTON_STEPS: usize = 8;
/// A Newton step that promises less than this gain of a log likelihood is not worth taking.
const RESTED: f64 = 1e-3;
/// Step of the numerical gradient. Parameters are logs, log odds or exponents.
const STEP: f64 = 1e-4;
/// Steps of the numerical Hessian are chosen so that the function falls by about this much, as
/// it does one standard deviation from the top: far above rounding, and at the scale that
/// intervals are about.
const FALL: f64 = 0.5;
/// The longest such step.
const LONGEST_STEP: f64 = 1.0;

/// Climbs from `start` (Broyden–Fletcher–Goldfarb–Shanno with a numerical gradient; Nocedal &
/// Wright 2006, "Numerical Optimization", chapter 6) until a round from a fresh start of the
/// approximation gains less than `enough`.
pub fn climb(
    start: &[f64],
    enough: f64,
    value_at: &(impl Fn(&[f64]) -> f64 + Sync),
) -> (Vec<f64>, f64) {
    let mut at = start.to_vec();
    let mut value = value_at(&at);
    let mut slope = gradient(&at, value_at);
    // Approximates the inverse of the negative Hessian; begins with its diagonal.
    let mut inverse = diagonal(&at, value, value_at);
    let mut fresh = true;
    for _ in 0..MOST_ROUNDS {
        let mut direction = times(&inverse, &slope);
        if dot(&direction, &slope) <= 0.0 {
            (inverse, fresh) = (diagonal(&at, value, value_at), true);
            direction = times(&inverse, &slope);
        }
        let Some((next, reached)) = search(&at, value, &slope, &direction, value_at) else {
            if fresh {
                break;
            }
            (inverse, fresh) = (diagonal(&at, value, value_at), true);
            continue;
        };
        let next_slope = gradient(&next, value_at);
        let moved: Vec<f64> = next.iter().zip(&at).map(|(new, old)| new - old).collect();
        let bent: Vec<f64> = slope
            .iter()
            .zip(&next_slope)
            .map(|(old, new)| old - new)
            .collect();
        update(&mut inverse, &moved, &bent);
        let gained = reached - value;
        (at, value, slope) = (next, reached, next_slope);
        // A small step may be the fault of the approximation: only one from a fresh start is the last.
        if gained >= enough {
            fresh = false;
        } else if fresh {
            break;
        } else {
            (inverse, fresh) = (diagonal(&at, value, value_at), true);
        }
    }
    (at, value)
}

/// A step along an ascending direction that gains a fair share of what the slope promises, no
/// parameter moving by more than 1.
fn search(
    at: &[f64],
    value: f64,
    slope: &[f64],
    direction: &[f64],
    value_at: &impl Fn(&[f64]) -> f64,
) -> Option<(Vec<f64>, f64)> {
    let longest = direction
        .iter()
        .fold(0.0_f64, |most, step| most.max(step.abs()));
    let mut stride = (1.0 / longest.max(1e-12)).min(1.0);
    let promised = dot(direction, slope);
    (0..30).find_map(|_| {
        let next: Vec<f64> = at
            .iter()
            .zip(direction)
            .map(|(from, step)| from + stride * step)
            .collect();
        let reached = value_at(&next);
        if reached.is_finite() && reached >= value + 1e-4 * stride * promised {
            return Some((next, reached));
        }
        stride *= 0.4;
        None
    })
}

/// [`climb`], then Newton steps until they promise nothing more, with the curvature at the top.
pub fn maximise(start: &[f64], enough: f64, value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Maximum {
    let (mut at, mut value) = climb(start, enough, value_at);
    let mut covariance = Vec::new();
    let mut settled = false;
    for _ in 0..MOST_NEWTON_STEPS {
        let definite;
        (covariance, definite) = inverse_hessian(&at, value, value_at);
        let slope = gradient(&at, value_at);
        let direction = times(&covariance, &slope);
        settled = definite && dot(&direction, &slope) < 2.0 * RESTED;
        if settled {
            break;
        }
        let Some(next) = search(&at, value, &slope, &direction, value_at) else {
            break;
        };
        (at, value) = next;
    }
    Maximum {
        at,
        value,
        covariance,
        settled,
    }
}

/// Slope by central differences.
pub(super) fn gradient(at: &[f64], value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Vec<f64> {
    (0..at.len())
        .into_par_iter()
        .with_max_len(1)
        .map(|index| {
            (beside(at, &[(index, STEP)], value_at) - beside(at, &[(index, -STEP)], value_at))
                / (2.0 * STEP)
        })
        .collect()
}

/// The value with some parameters moved.
fn beside(at: &[f64], moves: &[(usize, f64)], value_at: &impl Fn(&[f64]) -> f64) -> f64 {
    let mut moved = at.to_vec();
    for (index, step) in moves {
        moved[*index] += step;
    }
    value_at(&moved)
}

/// For each parameter the step over which the function falls by about [`FALL`], and the negative
/// second derivative over that step.
fn bends(at: &[f64], value: f64, value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Vec<(f64, f64)> {
    (0..at.len())
        .into_par_iter()
        .with_max_len(1)
        .map(|index| {
            let mut step: f64 = 0.02;
            let mut fall = 0.0;
            for _ in 0..8 {
                fall = value
                    - 0.5
                        * (beside(at, &[(index, step)], value_at)
                            + beside(at, &[(index, -step)], value_at));
                let wanted =
                    (step * (FALL / fall.max(1e-9)).sqrt().clamp(0.05, 10.0)).min(LONGEST_STEP);
                if (0.4 * FALL..2.5 * FALL).contains(&fall) || (wanted / step - 1.0).abs() < 1e-6 {
                    break;
                }
                step = wanted;
            }
            (step, 2.0 * fall / (step * step))
        })
        .collect()
}

/// Inverse of the negative Hessian by central differences, and whether it was positive definite
/// without help.
fn inverse_hessian(
    at: &[f64],
    value: f64,
    value_at: &(impl Fn(&[f64]) -> f64 + Sync),
) -> (Vec<Vec<f64>>, bool) {
    let count = at.len();
    let diagonal = bends(at, value, value_at);
    let pairs: Vec<(usize, usize)> = (0..count)
        .flat_map(|row| (0..row).map(move |column| (row, column)))
        .collect();
    let crossed: Vec<f64> = pairs
        .par_iter()
        .with_max_len(1)
        .map(|&(row, column)| {
            let (one, other) = (diagonal[row].0, diagonal[column].0);
            let at_corner =
                |one: f64, other: f64| beside(at, &[(row, one), (column, other)], value_at);
            let same = at_corner(one, other) + at_corner(-one, -other);
            let opposite = at_corner(one, -other) + at_corner(-one, other);
            (opposite - same) / (4.0 * one * other)
        })
        .collect();
    let mut hessian = vec![vec![0.0; count]; count];
    for (&(row, column), bend) in pairs.iter().zip(crossed) {
        hessian[row][column] = bend;
        hessian[column][row] = bend;
    }
    for (row, (_, bend)) in diagonal.iter().enumerate() {
        hessian[row][row] = *bend;
    }
    if let Some(inverse) = invert(&hessian) {
        return (inverse, true);
    }
    // A saddle is made a top by strengthening the diagonal, each parameter on its own scale.
    let mut extra = 1e-3;
    loop {
        let mut ridged = hessian.clone();
        for (row, (_, bend)) in diagonal.iter().enumerate() {
            ridged[row][row] += extra * (bend.abs() + 1.0);
        }
        if let Some(inverse) = invert(&ridged) {
            return (inverse, false);
        }
        extra *= 4.0;
    }
}

/// Inverse of the diagonal of the negative Hessian.
fn diagonal(at: &[f64], value: f64, value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Vec<Vec<f64>> {
    let bends = bends(at, value, value_at);
    (0..at.len())
        .map(|row| {
            let mut line = vec![0.0; at.len()];
            line[row] = bends[row].1.abs().max(1e-2).recip();
            line
        })
        .collect()
}

fn update(inverse: &mut [Vec<f64>], moved: &[f64], bent: &[f64]) {
    let along = dot(moved, bent);
    if along <= 1e-12 {
        return;
    }
    let turned = times(inverse, bent);
    let weight = (1.0 + dot(bent, &turned) / along) / along;
    for row in 0..moved.len() {
        for column in 0..moved.len() {
            inverse[row][column] += weight * moved[row] * moved[column]
                - (turned[row] * moved[column] + moved[row] * turned[column]) / along;
        }
    }
}

pub(super) fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_normal_density_is_its_mean_and_the_curvature_its_covariance() {
        let log_density = |at: &[f64]| {
            let (x, y) = (at[0] - 1.0, at[1] + 2.0);
            -0.5 * (2.0 * x * x + 2.0 * x * y + 3.0 * y * y) * 50.0
        };
        let found = maximise(&[0.0, 0.0], 1e-9, &log_density);
        assert!((found.at[0] - 1.0).abs() < 1e-4 && (found.at[1] + 2.0).abs() < 1e-4);
        let inverse = [[0.6 / 50.0, -0.2 / 50.0], [-0.2 / 50.0, 0.4 / 50.0]];
        for (row, expected) in found.covariance.iter().zip(inverse) {
            for (value, expected) in row.iter().zip(expected) {
                assert!((value - expected).abs() < 3e-5, "{value} {expected}");
            }
        }
    }
}
