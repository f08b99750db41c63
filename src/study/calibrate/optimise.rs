//! Maximum of a smooth function of a few parameters, and the curvature there.

use rayon::prelude::*;

/// Where a function is largest and how sharply it is curved there.
#[derive(Debug, Clone, PartialEq)]
pub struct Maximum {
    /// The parameters.
    pub at: Vec<f64>,
    /// The value.
    pub value: f64,
    /// Inverse of the negative Hessian, row by row: the covariance of the estimates when the
    /// function is a log likelihood. Directions in which the function is flat get a variance of at
    /// most [`LARGEST_VARIANCE`].
    pub covariance: Vec<Vec<f64>>,
}

/// Parameters are logs, log odds or exponents: a standard deviation beyond 3 means 'not known'.
const LARGEST_VARIANCE: f64 = 9.0;
const MOST_ROUNDS: usize = 200;
/// Step of the numerical derivatives.
const STEP: f64 = 1e-4;

/// Climbs from `start` (Broyden–Fletcher–Goldfarb–Shanno with a numerical gradient; Nocedal &
/// Wright 2006, "Numerical Optimization", chapter 6) until a round gains less than `enough`.
pub fn climb(
    start: &[f64],
    enough: f64,
    value_at: &(impl Fn(&[f64]) -> f64 + Sync),
) -> (Vec<f64>, f64) {
    let count = start.len();
    let mut at = start.to_vec();
    let mut value = value_at(&at);
    let mut slope = gradient(&at, value_at);
    // Approximates the inverse of the negative Hessian.
    let mut inverse = scaled_identity(count, 1.0 / norm(&slope).max(1.0));
    for _ in 0..MOST_ROUNDS {
        let mut direction = times(&inverse, &slope);
        if dot(&direction, &slope) <= 0.0 {
            inverse = scaled_identity(count, 1.0 / norm(&slope).max(1.0));
            direction = times(&inverse, &slope);
        }
        let longest = direction
            .iter()
            .fold(0.0_f64, |most, step| most.max(step.abs()));
        let mut stride = (1.0 / longest.max(1e-12)).min(1.0);
        let promised = dot(&direction, &slope);
        let found = (0..30).find_map(|_| {
            let next: Vec<f64> = at
                .iter()
                .zip(&direction)
                .map(|(from, step)| from + stride * step)
                .collect();
            let reached = value_at(&next);
            if reached.is_finite() && reached >= value + 1e-4 * stride * promised {
                return Some((next, reached));
            }
            stride *= 0.4;
            None
        });
        let Some((next, reached)) = found else { break };
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
        if gained < enough {
            break;
        }
    }
    (at, value)
}

/// [`climb`] with the curvature at the top.
pub fn maximise(start: &[f64], enough: f64, value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Maximum {
    let (at, value) = climb(start, enough, value_at);
    let covariance = covariance(&at, value, value_at);
    Maximum {
        at,
        value,
        covariance,
    }
}

fn gradient(at: &[f64], value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Vec<f64> {
    (0..at.len())
        .into_par_iter()
        .map(|index| {
            let beside = |step: f64| {
                let mut moved = at.to_vec();
                moved[index] += step;
                value_at(&moved)
            };
            (beside(STEP) - beside(-STEP)) / (2.0 * STEP)
        })
        .collect()
}

/// Inverse of the negative Hessian by central differences.
fn covariance(at: &[f64], value: f64, value_at: &(impl Fn(&[f64]) -> f64 + Sync)) -> Vec<Vec<f64>> {
    let count = at.len();
    let step = 10.0 * STEP;
    let beside = |moves: &[(usize, f64)]| {
        let mut moved = at.to_vec();
        for (index, step) in moves {
            moved[*index] += step;
        }
        value_at(&moved)
    };
    let pairs: Vec<(usize, usize)> = (0..count)
        .flat_map(|row| (0..=row).map(move |column| (row, column)))
        .collect();
    let bends: Vec<f64> = pairs
        .par_iter()
        .map(|&(row, column)| {
            if row == column {
                return (2.0 * value - beside(&[(row, step)]) - beside(&[(row, -step)]))
                    / (step * step);
            }
            let same =
                beside(&[(row, step), (column, step)]) + beside(&[(row, -step), (column, -step)]);
            let opposite =
                beside(&[(row, step), (column, -step)]) + beside(&[(row, -step), (column, step)]);
            (opposite - same) / (4.0 * step * step)
        })
        .collect();
    let mut hessian = vec![vec![0.0; count]; count];
    for (&(row, column), bend) in pairs.iter().zip(bends) {
        hessian[row][column] = bend;
        hessian[column][row] = bend;
    }
    for (row, line) in hessian.iter_mut().enumerate() {
        line[row] += 1.0 / LARGEST_VARIANCE;
    }
    // A saddle by rounding is made a top by strengthening the diagonal.
    let mut extra = 1e-6;
    loop {
        if let Some(inverse) = invert(&hessian) {
            return inverse;
        }
        for (row, line) in hessian.iter_mut().enumerate() {
            line[row] += extra;
        }
        extra *= 4.0;
    }
}

/// Lower triangular factor of a positive definite matrix; `None` if it is not one.
pub fn cholesky(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let count = matrix.len();
    let mut factor = vec![vec![0.0; count]; count];
    for row in 0..count {
        for column in 0..=row {
            let known: f64 = (0..column)
                .map(|inner| factor[row][inner] * factor[column][inner])
                .sum();
            let rest = matrix[row][column] - known;
            if row == column {
                if !rest.is_finite() || rest <= 0.0 {
                    return None;
                }
                factor[row][row] = rest.sqrt();
            } else {
                factor[row][column] = rest / factor[column][column];
            }
        }
    }
    Some(factor)
}

/// Inverse of a positive definite matrix; `None` if it is not one.
pub fn invert(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let count = matrix.len();
    let factor = cholesky(matrix)?;
    let mut inverse = vec![vec![0.0; count]; count];
    for column in 0..count {
        let mut forward = vec![0.0; count];
        for row in 0..count {
            let known: f64 = (0..row)
                .map(|inner| factor[row][inner] * forward[inner])
                .sum();
            forward[row] = (f64::from(u8::from(row == column)) - known) / factor[row][row];
        }
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count)
                .map(|inner| factor[inner][row] * inverse[inner][column])
                .sum();
            inverse[row][column] = (forward[row] - known) / factor[row][row];
        }
    }
    Some(inverse)
}

fn scaled_identity(count: usize, scale: f64) -> Vec<Vec<f64>> {
    (0..count)
        .map(|row| {
            (0..count)
                .map(|column| if row == column { scale } else { 0.0 })
                .collect()
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

fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
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
