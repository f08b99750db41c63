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

use super::summary::{mean, quantiles};
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
    let [judged] = judged(deviates, options, seed, [&gains]);
    known(judged, everything)
}

fn known(judged: Vec<Judged>, everything: f64) -> Vec<Knowing> {
    let one = |judged: Judged| Knowing {
        value: judged.net,
        share: if everything > 0.0 {
            (judged.net / everything).clamp(0.0, 1.0)
        } else {
            0.0
        },
        clear: judged.clear && everything > 0.0,
    };
    judged.into_iter().map(one).collect()
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
    let [judged] = judged(deviates, &[difference.to_vec()], seed, [&variances]);
    hung(judged, deviates, difference, ignorance)
}

fn hung(
    judged: Vec<Judged>,
    deviates: &[Vec<f64>],
    difference: &[f64],
    ignorance: f64,
) -> Vec<Hanging> {
    let one = |(deviates, judged): (&Vec<f64>, Judged)| Hanging {
        share: if ignorance > 0.0 {
            (judged.net / ignorance).clamp(0.0, 1.0)
        } else {
            0.0
        },
        slope: super::regression::least_squares(deviates, difference)
            .map_or(0.0, |line| line.slope),
        clear: judged.clear,
    };
    deviates.iter().zip(judged).map(one).collect()
}

/// [`knowing`] of a single option and [`hanging`] of it, at the price of one.
pub fn learning(
    deviates: &[Vec<f64>],
    difference: &[f64],
    (everything, ignorance): (f64, f64),
    seed: u64,
) -> Vec<(Knowing, Hanging)> {
    let options = [difference.to_vec()];
    let [gains, variances] = judged(deviates, &options, seed, [&gains, &variances]);
    let hung = hung(variances, deviates, difference, ignorance);
    known(gains, everything).into_iter().zip(hung).collect()
}

/// A statistic of each assumption, from what is expected of each option in each world: rows of worlds, as in [`Bases`].
type Statistic<'s> = &'s dyn Fn(&[Vec<f64>], usize) -> Vec<f64>;

/// [`gain`] by each assumption.
fn gains(fits: &[Vec<f64>], assumptions: usize) -> Vec<f64> {
    let worlds = fits.first().map_or(0, Vec::len) / assumptions;
    let mut best = vec![0.0; assumptions];
    let mut most = vec![0.0; assumptions];
    for world in 0..worlds {
        most.fill(0.0);
        for fit in fits {
            let row = &fit[world * assumptions..][..assumptions];
            for (most, it) in most.iter_mut().zip(row) {
                *most = f64::max(*most, *it);
            }
        }
        for (best, most) in best.iter_mut().zip(&most) {
            *best += most;
        }
    }
    let mut one = vec![0.0; assumptions];
    for fit in fits {
        for (one, mean) in one.iter_mut().zip(means(fit, assumptions)) {
            *one = f64::max(*one, mean);
        }
    }
    let worlds = worlds.max(1) as f64;
    best.iter()
        .zip(one)
        .map(|(best, one)| best / worlds - one)
        .collect()
}

/// Variance over worlds by each assumption.
fn variances(fits: &[Vec<f64>], assumptions: usize) -> Vec<f64> {
    let fit = fits.first().map_or(&[][..], Vec::as_slice);
    let centres = means(fit, assumptions);
    let mut squares = vec![0.0; assumptions];
    for row in fit.chunks_exact(assumptions) {
        for ((square, it), centre) in squares.iter_mut().zip(row).zip(&centres) {
            *square += (it - centre).powi(2);
        }
    }
    let others = (fit.len() / assumptions) as f64 - 1.0;
    let variance = |square: f64| {
        if others > 0.0 {
            square / others
        } else {
            f64::NAN
        }
    };
    squares.into_iter().map(variance).collect()
}

/// Means over worlds by each assumption.
fn means(fit: &[f64], assumptions: usize) -> Vec<f64> {
    let mut sums = vec![0.0; assumptions];
    for row in fit.chunks_exact(assumptions) {
        for (sum, it) in sums.iter_mut().zip(row) {
            *sum += it;
        }
    }
    let worlds = (fit.len() / assumptions) as f64;
    sums.into_iter().map(|sum| sum / worlds).collect()
}

/// A statistic of an assumption, without what chance gives.
struct Judged {
    net: f64,
    clear: bool,
}

fn judged<const N: usize>(
    deviates: &[Vec<f64>],
    options: &[Vec<f64>],
    seed: u64,
    statistics: [Statistic<'_>; N],
) -> [Vec<Judged>; N] {
    let count = deviates.len();
    if count == 0 {
        return std::array::from_fn(|_| Vec::new());
    }
    let worlds = options.first().map_or(0, Vec::len);
    let bases = Bases::new(deviates);
    let mut fits: Vec<Vec<f64>> = vec![Vec::new(); options.len()];
    let mut found_in = |order: &[usize]| {
        for (option, fit) in options.iter().zip(&mut fits) {
            bases.fit(option, order, fit);
        }
        statistics.map(|statistic| statistic(&fits, count))
    };
    let as_they_are: Vec<usize> = (0..worlds).collect();
    let found = found_in(&as_they_are);
    let mut by_chance: [Vec<f64>; N] = std::array::from_fn(|_| vec![0.0; count]);
    let mut best: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for permutation in 0..PERMUTATIONS {
        let values = found_in(&shuffled(worlds, seed, permutation));
        for ((values, by_chance), best) in values.iter().zip(&mut by_chance).zip(&mut best) {
            for (value, by_chance) in values.iter().zip(by_chance) {
                *by_chance += value / f64::from(PERMUTATIONS);
            }
            best.push(
                values
                    .iter()
                    .fold(0.0, |most, value| f64::max(most, *value)),
            );
        }
    }
    std::array::from_fn(|which| {
        let bar = quantiles(&best[which], &[SURE])[0];
        let pairs = found[which].iter().zip(&by_chance[which]);
        let judged = pairs.map(|(found, by_chance)| Judged {
            net: (found - by_chance).max(0.0),
            clear: *found > bar && found - by_chance > 0.0,
        });
        judged.collect()
    })
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

/// Powers of an assumption in its regression.
const POWERS: usize = 3;

/// The powers of all assumptions: in each table a row a world and in each row a number an assumption, so that all
/// assumptions are worked out together. A column that is missing is 0.
struct Bases {
    assumptions: usize,
    powers: [Vec<f64>; POWERS],
}

impl Bases {
    fn new(deviates: &[Vec<f64>]) -> Self {
        let columns: Vec<Vec<Vec<f64>>> = deviates.iter().map(|it| orthonormal(it)).collect();
        let worlds = deviates.first().map_or(0, Vec::len);
        let table = |power: usize| {
            let row = |world: usize| {
                let of = move |columns: &Vec<Vec<f64>>| {
                    columns.get(power).map_or(0.0, |column| column[world])
                };
                columns.iter().map(of)
            };
            (0..worlds).flat_map(row).collect()
        };
        Self {
            assumptions: deviates.len(),
            powers: std::array::from_fn(table),
        }
    }

    /// The regression of `values`, taken in `order`, on each assumption.
    fn fit(&self, values: &[f64], order: &[usize], fitted: &mut Vec<f64>) {
        fitted.clear();
        fitted.resize(order.len() * self.assumptions, mean(values));
        let mut along = vec![0.0; self.assumptions];
        for table in &self.powers {
            along.fill(0.0);
            let rows = || table.chunks_exact(self.assumptions);
            for (row, at) in rows().zip(order) {
                for (along, it) in along.iter_mut().zip(row) {
                    *along += it * values[*at];
                }
            }
            for (fitted, row) in fitted.chunks_exact_mut(self.assumptions).zip(rows()) {
                for ((fitted, it), along) in fitted.iter_mut().zip(row).zip(&along) {
                    *fitted += along * it;
                }
            }
        }
    }
}

/// Orthonormal columns: the first powers of an assumption, without the constant.
fn orthonormal(deviates: &[f64]) -> Vec<Vec<f64>> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for power in 1..=POWERS as i32 {
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
    columns
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
    use super::super::summary::variance;
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
        assert_eq!(orthonormal(&switch).len(), 1);
        assert!(orthonormal(&[1.0; 20]).is_empty());
    }
}
