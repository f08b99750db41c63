//! Variance-based indices (Sobol 1993; Saltelli et al. 2010): how much of the output's variance
//! each input explains alone and together with others.

use crate::stats::interval::{Interval, percentile_interval};
use crate::stats::summary::mean;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// Longest sequence of base points that the generator of quasi-random numbers has.
pub const MOST_BASE_POINTS: usize = 1 << 16;

/// The design: for each of `base` quasi-random points A, with partner B, the rows A, A with each
/// coordinate in turn from B, and B; `dimensions` + 2 rows each.
///
/// `base` is best a power of two. `None` unless it lies within 1 and [`MOST_BASE_POINTS`] and
/// `dimensions` within 1 and 128.
pub fn saltelli(base: usize, dimensions: usize, seed: u32) -> Option<Vec<Vec<f64>>> {
    let most_dimensions = sobol_burley::NUM_DIMENSIONS as usize / 2;
    if !(1..=MOST_BASE_POINTS).contains(&base) || !(1..=most_dimensions).contains(&dimensions) {
        return None;
    }
    let mut points = Vec::with_capacity(base * (dimensions + 2));
    for row in 0..base as u32 {
        let draw = |offset: usize| -> Vec<f64> {
            (offset..offset + dimensions)
                .map(|column| f64::from(sobol_burley::sample(row, column as u32, seed)))
                .collect()
        };
        let (first, second) = (draw(0), draw(dimensions));
        points.push(first.clone());
        for coordinate in 0..dimensions {
            let mut mixed = first.clone();
            mixed[coordinate] = second[coordinate];
            points.push(mixed);
        }
        points.push(second);
    }
    Some(points)
}

/// The indices of one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SobolIndices {
    /// Share of the variance that knowing this input alone would remove.
    pub first: f64,
    /// Bootstrap interval of `first`.
    pub first_interval: Interval,
    /// Share of the variance left if all inputs but this were known: its effect with all its
    /// interactions.
    pub total: f64,
    /// Bootstrap interval of `total`.
    pub total_interval: Interval,
}

/// Indices of each input from the `outputs` of the model at the points of [`saltelli`], with
/// percentile intervals of coverage `level` from `resamples` bootstrap samples of base points.
///
/// First order: Saltelli et al. 2010, equation (b) of table 2; total: Jansen 1999. `None` if the
/// length does not fit, an output is not finite, or the output does not vary.
pub fn sobol_indices(
    outputs: &[f64],
    dimensions: usize,
    resamples: usize,
    level: f64,
    seed: u64,
) -> Option<Vec<SobolIndices>> {
    let width = dimensions + 2;
    if dimensions == 0 || outputs.is_empty() || !outputs.len().is_multiple_of(width) {
        return None;
    }
    if outputs.iter().any(|output| !output.is_finite()) {
        return None;
    }
    // The estimators are unstable far from 0, and a shift changes no variance.
    let centre = mean(outputs);
    let rows: Vec<Vec<f64>> = outputs
        .chunks(width)
        .map(|row| row.iter().map(|output| output - centre).collect())
        .collect();
    let everything: Vec<usize> = (0..rows.len()).collect();
    let estimates = indices_of(&rows, &everything, dimensions);
    if estimates.iter().any(|estimate| estimate.0.is_nan()) {
        return None;
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut spread = vec![(Vec::new(), Vec::new()); dimensions];
    for _ in 0..resamples {
        let chosen: Vec<usize> = (0..rows.len())
            .map(|_| random.random_range(0..rows.len()))
            .collect();
        for (found, (first, total)) in spread
            .iter_mut()
            .zip(indices_of(&rows, &chosen, dimensions))
        {
            found.0.push(first);
            found.1.push(total);
        }
    }
    estimates
        .into_iter()
        .zip(spread)
        .map(|((first, total), (firsts, totals))| {
            Some(SobolIndices {
                first,
                first_interval: percentile_interval(firsts, level)?,
                total,
                total_interval: percentile_interval(totals, level)?,
            })
        })
        .collect()
}

/// First and total index of each input over the chosen base points; `NaN` without variance.
fn indices_of(rows: &[Vec<f64>], chosen: &[usize], dimensions: usize) -> Vec<(f64, f64)> {
    let count = chosen.len() as f64;
    let last = dimensions + 1;
    let (mut sum, mut squares) = (0.0, 0.0);
    for &index in chosen {
        let row = &rows[index];
        sum += row[0] + row[last];
        squares += row[0] * row[0] + row[last] * row[last];
    }
    let centre = sum / (2.0 * count);
    let variance = squares / (2.0 * count) - centre * centre;
    (1..last)
        .map(|column| {
            if variance <= 0.0 {
                return (f64::NAN, f64::NAN);
            }
            let (mut first, mut total) = (0.0, 0.0);
            for &index in chosen {
                let row = &rows[index];
                let change = row[column] - row[0];
                first += row[last] * change;
                total += change * change;
            }
            (first / count / variance, total / (2.0 * count) / variance)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// Ishigami & Homma 1990 with a = 7, b = 0.1 over the unit cube.
    fn ishigami(point: &[f64]) -> f64 {
        let at = |index: usize| PI * (2.0 * point[index] - 1.0);
        at(0).sin() + 7.0 * at(1).sin().powi(2) + 0.1 * at(2).powi(4) * at(0).sin()
    }

    #[test]
    fn the_known_indices_of_ishigami_lie_in_the_intervals() {
        let points = saltelli(2_048, 3, 7).unwrap();
        let outputs: Vec<f64> = points.iter().map(|point| ishigami(point)).collect();
        let found = sobol_indices(&outputs, 3, 200, 0.99, 1).unwrap();
        let known = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
        for (indices, (first, total)) in found.iter().zip(known) {
            assert!((indices.first - first).abs() < 0.02, "{indices:?}");
            assert!((indices.total - total).abs() < 0.02, "{indices:?}");
            assert!(
                indices.first_interval.contains(first) && indices.total_interval.contains(total)
            );
        }
        assert_eq!(found, sobol_indices(&outputs, 3, 200, 0.99, 1).unwrap());
    }

    #[test]
    fn rows_mix_the_two_points_one_coordinate_at_a_time() {
        let points = saltelli(4, 2, 0).unwrap();
        assert_eq!(points.len(), 16);
        for group in points.chunks(4) {
            assert_eq!(group[1], [group[3][0], group[0][1]]);
            assert_eq!(group[2], [group[0][0], group[3][1]]);
        }
        assert!(points.iter().flatten().all(|&at| (0.0..1.0).contains(&at)));
    }

    #[test]
    fn impossible_designs_and_outputs_are_refused() {
        assert!(saltelli(0, 2, 0).is_none() && saltelli(4, 0, 0).is_none());
        assert!(saltelli(4, 129, 0).is_none() && saltelli(MOST_BASE_POINTS + 1, 2, 0).is_none());
        assert!(sobol_indices(&[1.0; 8], 2, 10, 0.9, 1).is_none());
        assert!(sobol_indices(&[1.0, 2.0, f64::NAN, 4.0], 2, 10, 0.9, 1).is_none());
        assert!(sobol_indices(&[1.0; 7], 2, 10, 0.9, 1).is_none());
    }
}
