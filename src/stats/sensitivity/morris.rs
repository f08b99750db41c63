//! Screening by elementary effects (Morris 1991; Campolongo, Cariboni & Saltelli 2007): which of
//! many inputs matter at all, at the price of a few runs for each.

use crate::stats::interval::{Interval, bootstrap_interval};
use crate::stats::summary::{mean, standard_deviation};
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

/// `count` trajectories through a grid of `levels` values on each of `dimensions` coordinates: one
/// after the other, `dimensions` + 1 points each, every point differing from the one before in a
/// single coordinate by levels/(2·(levels − 1)).
///
/// Coordinates run from 0 to 1, both included. `None` unless `levels` is even and at least 2.
pub fn trajectories(
    count: usize,
    dimensions: usize,
    levels: usize,
    seed: u64,
) -> Option<Vec<Vec<f64>>> {
    if levels < 2 || !levels.is_multiple_of(2) {
        return None;
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let step = levels / 2;
    let place = |level: usize| level as f64 / (levels - 1) as f64;
    let mut points = Vec::with_capacity(count * (dimensions + 1));
    let mut order: Vec<usize> = (0..dimensions).collect();
    for _ in 0..count {
        // From the lower half a step leads up, from the upper half down: never off the grid.
        let mut at: Vec<usize> = (0..dimensions)
            .map(|_| random.random_range(0..levels))
            .collect();
        order.shuffle(&mut random);
        points.push(at.iter().map(|&level| place(level)).collect());
        for &coordinate in &order {
            let level = &mut at[coordinate];
            *level = if *level < step {
                *level + step
            } else {
                *level - step
            };
            points.push(at.iter().map(|&level| place(level)).collect());
        }
    }
    Some(points)
}

/// What moving one input does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ElementaryEffects {
    /// μ: mean change of the output for a change of the input by its whole range.
    pub mean: f64,
    /// μ*: mean absolute change; the ranking of inputs.
    pub mean_absolute: f64,
    /// Bootstrap interval of μ* over trajectories.
    pub interval: Interval,
    /// σ: how much the change differs from place to place, by curvature or interaction; `NaN` for
    /// one trajectory.
    pub deviation: f64,
}

/// Elementary effects of each coordinate from the `points` of [`trajectories`] and the model's
/// `outputs` at them, with bootstrap intervals of coverage `level`.
///
/// `None` if the lengths do not fit, there are no points, or two neighbours in a trajectory do not
/// differ in exactly one coordinate.
pub fn elementary_effects(
    points: &[Vec<f64>],
    outputs: &[f64],
    level: f64,
    seed: u64,
) -> Option<Vec<ElementaryEffects>> {
    const RESAMPLES: usize = 1_000;
    let dimensions = points.first()?.len();
    let length = dimensions + 1;
    if points.len() != outputs.len() || !points.len().is_multiple_of(length) {
        return None;
    }
    let mut effects = vec![Vec::new(); dimensions];
    for (trajectory, values) in points.chunks(length).zip(outputs.chunks(length)) {
        for (pair, change) in trajectory.windows(2).zip(values.windows(2)) {
            let mut moved = (0..dimensions).filter(|&index| pair[0][index] != pair[1][index]);
            let coordinate = moved.next()?;
            if moved.next().is_some() {
                return None;
            }
            let distance = pair[1][coordinate] - pair[0][coordinate];
            effects[coordinate].push((change[1] - change[0]) / distance);
        }
    }
    effects
        .iter()
        .zip(seed..)
        .map(|(effects, seed)| {
            let absolute: Vec<f64> = effects.iter().map(|effect: &f64| effect.abs()).collect();
            Some(ElementaryEffects {
                mean: mean(effects),
                mean_absolute: mean(&absolute),
                interval: bootstrap_interval(&absolute, mean, RESAMPLES, level, seed)?,
                deviation: standard_deviation(effects),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_plane_has_its_slopes_and_no_spread() {
        let points = trajectories(10, 3, 4, 1).unwrap();
        let outputs: Vec<f64> = points
            .iter()
            .map(|point| 2.0 * point[0] - 5.0 * point[2])
            .collect();
        let found = elementary_effects(&points, &outputs, 0.95, 1).unwrap();
        for (effects, slope) in found.iter().zip([2.0, 0.0, -5.0]) {
            assert!((effects.mean - slope).abs() < 1e-9);
            assert!((effects.mean_absolute - slope.abs()).abs() < 1e-9);
            assert!(effects.deviation < 1e-9);
        }
    }

    #[test]
    fn what_is_no_trajectory_is_refused() {
        assert!(trajectories(1, 2, 3, 1).is_none());
        let points = trajectories(1, 2, 4, 1).unwrap();
        assert!(elementary_effects(&points, &[0.0; 2], 0.95, 1).is_none());
        let still = vec![vec![0.0, 0.0]; 3];
        assert!(elementary_effects(&still, &[0.0; 3], 0.95, 1).is_none());
        assert!(elementary_effects(&[], &[], 0.95, 1).is_none());
    }

    proptest! {
        #[test]
        fn every_coordinate_moves_once_and_stays_on_the_grid(
            dimensions in 1..8_usize,
            half in 1..5_usize,
            seed: u64,
        ) {
            let levels = 2 * half;
            let points = trajectories(3, dimensions, levels, seed).unwrap();
            prop_assert_eq!(points.len(), 3 * (dimensions + 1));
            let step = half as f64 / (levels - 1) as f64;
            for trajectory in points.chunks(dimensions + 1) {
                for coordinate in 0..dimensions {
                    let moves: Vec<f64> = trajectory
                        .windows(2)
                        .map(|pair| (pair[1][coordinate] - pair[0][coordinate]).abs())
                        .filter(|&distance| distance > 0.0)
                        .collect();
                    prop_assert_eq!(moves.len(), 1);
                    prop_assert!((moves[0] - step).abs() < 1e-12);
                }
                prop_assert!(trajectory.iter().flatten().all(|&at| (0.0..=1.0).contains(&at)));
            }
        }
    }
}
