//! Full factorial, Latin hypercube and quasi-random designs.

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

/// Every combination of levels, as indices from 0: `levels` gives their number for each factor and
/// the last factor varies fastest. Empty if a factor has no level; one empty point without factors.
pub fn full_factorial(levels: &[usize]) -> Vec<Vec<usize>> {
    let mut points = vec![Vec::new()];
    for &count in levels {
        points = points
            .iter()
            .flat_map(|point: &Vec<usize>| {
                (0..count).map(move |level| {
                    let mut longer = point.clone();
                    longer.push(level);
                    longer
                })
            })
            .collect();
    }
    points
}

/// A Latin hypercube (`McKay`, Beckman & Conover 1979): each of the `points` equal slices of every
/// coordinate holds exactly one point, at a uniform place in it. Equal `seed`, equal design.
pub fn latin_hypercube(points: usize, dimensions: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut design = vec![Vec::with_capacity(dimensions); points];
    let mut slices: Vec<usize> = (0..points).collect();
    for _ in 0..dimensions {
        slices.shuffle(&mut random);
        for (point, &slice) in design.iter_mut().zip(&slices) {
            point.push((slice as f64 + random.random::<f64>()) / points as f64);
        }
    }
    design
}

/// Points of a scrambled Sobol sequence (Burley 2020) in the unit cube; coordinates beyond the
/// generator's 256 repeat earlier ones. Equal `seed`, equal design.
pub fn quasi_random(points: usize, dimensions: usize, seed: u32) -> Vec<Vec<f64>> {
    (0..points as u32)
        .map(|row| {
            (0..dimensions as u32)
                .map(|column| {
                    f64::from(sobol_burley::sample(
                        row,
                        column % sobol_burley::NUM_DIMENSIONS,
                        seed,
                    ))
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_factor_varies_fastest() {
        assert_eq!(
            full_factorial(&[2, 3]),
            [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
        );
        assert!(full_factorial(&[2, 0]).is_empty());
        assert_eq!(full_factorial(&[]), [[0; 0]]);
    }

    proptest! {
        #[test]
        fn every_slice_holds_one_point(points in 1..60_usize, dimensions in 0..6_usize, seed: u64) {
            let design = latin_hypercube(points, dimensions, seed);
            prop_assert_eq!(design.len(), points);
            for coordinate in 0..dimensions {
                let mut slices: Vec<usize> = design
                    .iter()
                    .map(|point| (point[coordinate] * points as f64) as usize)
                    .collect();
                slices.sort_unstable();
                prop_assert_eq!(slices, (0..points).collect::<Vec<_>>());
            }
            prop_assert_eq!(design, latin_hypercube(points, dimensions, seed));
        }
    }
}
