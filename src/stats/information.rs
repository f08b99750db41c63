//! What it is worth to know one assumption better, and what a difference depends on, from runs in
//! worlds that were drawn anyway.
//!
//! The expected value of partial perfect information about an assumption is what a decision gains
//! on average if that assumption were known when it is made. Strong, Oakley & Brennan 2014
//! ("Estimating multiparameter partial expected value of perfect information from a probabilistic
//! sensitivity analysis sample: a nonparametric regression approach") regress what each option is
//! worth on the assumption; here on a cubic. A regression on noise promises something too: what it
//! promises on permuted worlds is taken off, and an assumption counts only where it is above what
//! the best of all assumptions reaches on 95 % of permutations.

use super::summary::{mean, quantiles, variance};
use crate::random::{Luck, Purpose};

/// Permutations of the worlds.
const PERMUTATIONS: u32 = 200;
/// Assumptions beyond this many standard deviations are as if there: a cubic runs away.
const FARTHEST: f64 = 2.5;
/// Share of permutations below which an assumption is not told from chance.
const SURE: f64 = 0.95;

/// What is known of one assumption.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knowing {
    /// What knowing it would gain on average, in the metric's unit.
    pub value: f64,
    /// That as a share of what knowing everything would gain.
    pub share: f64,
    /// Whether it is above what permuted worlds give.
    pub clear: bool,
}

/// How much of a difference hangs on one assumption.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hanging {
    /// Share of the variance of the expected difference over worlds.
    pub share: f64,
    /// Mean change of the difference for a step of one standard deviation up.
    pub slope: f64,
    /// Whether it is above what permuted worlds give.
    pub clear: bool,
}

/// The value of knowing each assumption. `deviates` holds, assumption by assumption, where it lies in
/// each world; `options`, option by option, what it is worth in each world beyond doing nothing;
/// `everything`, what knowing everything would gain.
pub fn knowing(
    deviates: &[Vec<f64>],
    options: &[Vec<f64>],
    everything: f64,
    seed: u64,
) -> Vec<Knowing> {
    let gain = |basis: &Basis, order: &[usize]| {
        let fits: Vec<Vec<f64>> = options.iter().map(|it| basis.fit(it, order)).collect();
        gain(&fits)
    };
    judged(deviates, options, seed, &gain)
        .into_iter()
        .map(|judged| Knowing {
            value: judged.net,
            share: if everything > 0.0 {
                (judged.net / everything).clamp(0.0, 1.0)
            } else {
                0.0
            },
            clear: judged.clear && everything > 0.0,
        })
        .collect()
}

/// What choosing the best option in each world gains over choosing one for all.
pub fn gain(options: &[Vec<f64>]) -> f64 {
    let worlds = options.first().map_or(0, Vec::len);
    let best: f64 = (0..worlds)
        .map(|world| options.iter().map(|it| it[world]).fold(0.0, f64::max))
        .sum();
    let one = options.iter().map(|it| mean(it)).fold(0.0, f64::max);
    best / worlds.max(1) as f64 - one
}

/// How much of a difference hangs on each assumption. `ignorance` is the variance of what is
/// expected over worlds: the variance of `difference` without luck.
pub fn hanging(
    deviates: &[Vec<f64>],
    difference: &[f64],
    ignorance: f64,
    seed: u64,
) -> Vec<Hanging> {
    let explained = |basis: &Basis, order: &[usize]| variance(&basis.fit(difference, order));
    let judged = judged(deviates, &[difference.to_vec()], seed, &explained);
    deviates
        .iter()
        .zip(judged)
        .map(|(deviates, judged)| Hanging {
            share: if ignorance > 0.0 {
                (judged.net / ignorance).clamp(0.0, 1.0)
            } else {
                0.0
            },
            slope: super::regression::least_squares(deviates, difference)
                .map_or(0.0, |line| line.slope),
            clear: judged.clear,
        })
        .collect()
}

/// A statistic of an assumption, without what chance gives.
struct Judged {
    net: f64,
    clear: bool,
}

fn judged(
    deviates: &[Vec<f64>],
    options: &[Vec<f64>],
    seed: u64,
    statistic: &dyn Fn(&Basis, &[usize]) -> f64,
) -> Vec<Judged> {
    let worlds = options.first().map_or(0, Vec::len);
    let bases: Vec<Basis> = deviates.iter().map(|it| Basis::new(it)).collect();
    let as_they_are: Vec<usize> = (0..worlds).collect();
    let found: Vec<f64> = bases.iter().map(|it| statistic(it, &as_they_are)).collect();
    let mut by_chance = vec![0.0; bases.len()];
    let mut best = Vec::with_capacity(PERMUTATIONS as usize);
    for permutation in 0..PERMUTATIONS {
        let order = shuffled(worlds, seed, permutation);
        let mut most = 0.0_f64;
        for (basis, by_chance) in bases.iter().zip(&mut by_chance) {
            let value = statistic(basis, &order);
            *by_chance += value / f64::from(PERMUTATIONS);
            most = most.max(value);
        }
        best.push(most);
    }
    let bar = quantiles(&best, &[SURE])[0];
    found
        .iter()
        .zip(by_chance)
        .map(|(found, by_chance)| Judged {
            net: (found - by_chance).max(0.0),
            clear: *found > bar && found - by_chance > 0.0,
        })
        .collect()
}

/// The numbers below `count` in an order of their own (Fisher & Yates).
fn shuffled(count: usize, seed: u64, permutation: u32) -> Vec<usize> {
    let mut stream = Luck::new(seed, permutation).of(1, 0).stream(Purpose::World);
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        let other = (stream.uniform_f64() * (last + 1) as f64) as usize;
        order.swap(last, other.min(last));
    }
    order
}

/// Orthonormal columns: the first three powers of an assumption, without the constant.
struct Basis {
    columns: Vec<Vec<f64>>,
}

impl Basis {
    fn new(deviates: &[f64]) -> Self {
        let mut columns: Vec<Vec<f64>> = Vec::new();
        for power in 1..=3 {
            let mut column: Vec<f64> = deviates
                .iter()
                .map(|it| it.clamp(-FARTHEST, FARTHEST).powi(power))
                .collect();
            let size = norm(&column);
            let centre = mean(&column);
            for it in &mut column {
                *it -= centre;
            }
            for _ in 0..2 {
                for known in &columns {
                    let along = dot(known, &column);
                    let pairs = column.iter_mut().zip(known);
                    pairs.for_each(|(it, known)| *it -= along * known);
                }
            }
            let left = norm(&column);
            // What the lower powers say already, as with a switch, is no column.
            if left > 1e-6 * size {
                for it in &mut column {
                    *it /= left;
                }
                columns.push(column);
            }
        }
        Self { columns }
    }

    /// The regression of `values`, taken in `order`, on the assumption.
    fn fit(&self, values: &[f64], order: &[usize]) -> Vec<f64> {
        let mut fitted = vec![mean(values); order.len()];
        for column in &self.columns {
            let along: f64 = column
                .iter()
                .zip(order)
                .map(|(it, at)| it * values[*at])
                .sum();
            for (fitted, it) in fitted.iter_mut().zip(column) {
                *fitted += along * it;
            }
        }
        fitted
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn norm(column: &[f64]) -> f64 {
    dot(column, column).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::interval::normal_quantile;
    use super::*;

    /// Independent normal columns.
    fn deviates(columns: u64, worlds: usize, seed: u64) -> Vec<Vec<f64>> {
        let column = |column| {
            let mut stream = Luck::new(seed, 3).of(column, 0).stream(Purpose::Operator);
            (0..worlds)
                .map(|_| normal_quantile(stream.uniform_f64().max(1e-12)))
                .collect()
        };
        (0..columns).map(column).collect()
    }

    /// A difference that is a·x + b·y with x, y standard normal has E max(0, d) = s·φ(0) for mean 0:
    /// knowing x alone gains a/√(2π), everything √(a² + b²)/√(2π).
    #[test]
    fn the_value_of_knowing_is_the_known_one() {
        let all = deviates(20, 1000, 1);
        let (a, b) = (3.0, 2.0);
        let difference: Vec<f64> = all[0]
            .iter()
            .zip(&all[1])
            .map(|(x, y)| a * x + b * y)
            .collect();
        let root = std::f64::consts::TAU.sqrt();
        let everything = gain(std::slice::from_ref(&difference));
        let known = 13.0_f64.sqrt() / root;
        assert!(
            (everything / known - 1.0).abs() < 0.1,
            "{everything} {known}"
        );
        let found = knowing(&all, std::slice::from_ref(&difference), everything, 1);
        assert!(
            (found[0].value / (a / root) - 1.0).abs() < 0.1,
            "{:?}",
            found[0]
        );
        assert!(
            (found[1].value / (b / root) - 1.0).abs() < 0.15,
            "{:?}",
            found[1]
        );
        assert!(
            (found[0].share - a / 13.0_f64.sqrt()).abs() < 0.08,
            "{:?}",
            found[0]
        );
        assert!(found[0].clear && found[1].clear);
        assert!(found[2..].iter().all(|it| it.share < 0.1), "{found:?}");
        let clear = found[2..].iter().filter(|it| it.clear).count();
        assert!(clear <= 1, "{clear} of 18 that do nothing");
        // Where the sign is never in doubt, nothing is worth knowing.
        let sure: Vec<f64> = difference.iter().map(|it| it + 100.0).collect();
        let found = knowing(
            &all,
            std::slice::from_ref(&sure),
            gain(std::slice::from_ref(&sure)),
            1,
        );
        assert!(
            found.iter().all(|it| !it.clear && it.value < 1e-9),
            "{found:?}"
        );
    }

    #[test]
    fn variance_is_shared_out() {
        let all = deviates(10, 500, 2);
        let noise = deviates(1, 500, 5).remove(0);
        let pairs = all[0].iter().zip(&all[1]).zip(&noise);
        let difference: Vec<f64> = pairs
            .map(|((x, y), noise)| 2.0 * x + y.clamp(-2.0, 2.0).powi(2) + noise)
            .collect();
        let bent: Vec<f64> = all[1].iter().map(|y| y.clamp(-2.0, 2.0).powi(2)).collect();
        let straight = 4.0 * variance(&all[0]);
        let ignorance = straight + variance(&bent);
        let found = hanging(&all, &difference, ignorance, 1);
        assert!(
            (found[0].share - straight / ignorance).abs() < 0.1,
            "{found:?}"
        );
        assert!(
            (found[1].share - variance(&bent) / ignorance).abs() < 0.1,
            "{found:?}"
        );
        assert!((found[0].slope - 2.0).abs() < 0.25 && found[1].slope.abs() < 0.4);
        assert!(found[0].clear && found[1].clear);
        assert!(found[2..].iter().all(|it| it.share < 0.04));
    }

    #[test]
    fn chance_is_seldom_taken_for_something() {
        let mistaken = (0..100)
            .filter(|seed| {
                let all = deviates(30, 60, 100 + seed);
                let difference = deviates(1, 60, 900 + seed).remove(0);
                let everything = gain(std::slice::from_ref(&difference));
                let found = knowing(&all, &[difference], everything, *seed);
                found.iter().any(|it| it.clear)
            })
            .count();
        assert!(mistaken <= 12, "{mistaken} of 100 studies of nothing");
    }

    #[test]
    fn a_switch_is_no_cubic() {
        let switch: Vec<f64> = (0..50).map(|it| f64::from(u8::from(it % 5 == 0))).collect();
        assert_eq!(Basis::new(&switch).columns.len(), 1);
        assert!(Basis::new(&[1.0; 20]).columns.is_empty());
    }
}
