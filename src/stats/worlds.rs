//! In how many of the worlds that are possible a difference has the wanted sign, with the luck of
//! single runs taken out.
//!
//! The differences d of the pairs of a world scatter around what is expected there, δ, by luck; the
//! δ scatter around their mean μ with a standard deviation τ, by ignorance. The variance of luck in
//! a world is moderated towards what is usual for a difference of its size (Smyth 2004, "Linear
//! models and empirical Bayes methods"): two pairs alone hardly show it. μ has a flat prior and τ a
//! uniform one (Gelman 2006, "Prior distributions for variance parameters in hierarchical models"),
//! so that few worlds and much luck give a share near one half and a wide interval. The worlds
//! themselves are a sample: they are weighted at random (Rubin 1981, "The Bayesian bootstrap"), with
//! half a world of either sign added (Jeffreys), so that 100 of 100 is not certainty.

use super::interval::Interval;
use super::summary::{self, mean, quantiles, variance};
use crate::random::{Luck, Purpose, Stream};
use statrs::function::erf::erfc;

/// Draws from the posterior.
const DRAWS: usize = 500;
/// Points of the grid over τ.
const GRID: usize = 60;
/// Coverage of the intervals.
const TAILS: [f64; 2] = [0.025, 0.975];
/// Worlds below which nothing is said.
pub const FEWEST: usize = 4;

/// The pairs of one world.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The difference in each pair.
    pub differences: Vec<f64>,
    /// Size of what is compared: luck is larger in a larger community.
    pub size: f64,
}

/// What the pairs of many worlds say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Worlds behind it.
    pub worlds: usize,
    /// Pairs behind it.
    pub pairs: usize,
    /// Share of possible worlds in which the expected difference is above 0.
    pub above: f64,
    /// 95 % interval of that share.
    pub interval: Interval,
    /// The 10 and 90 % quantiles of the expected difference over worlds: what is not known.
    pub ignorance: Interval,
    /// Standard deviation of a single pair within its world: luck.
    pub luck: f64,
    /// Each world's expected difference, drawn towards the mean by as much as it may be luck.
    pub expected: Vec<f64>,
}

/// The share of worlds above 0; `None` for fewer than [`FEWEST`] worlds, or where no world has two
/// pairs. Differences that are not finite are left out. `seed` keys the draws.
pub fn share(worlds: &[World], seed: u64) -> Option<Share> {
    let known: Vec<World> = worlds.iter().filter_map(finite).collect();
    if known.iter().all(|world| world.differences.len() < 2) {
        return None;
    }
    let luck = moderated(&known);
    share_of(&known, &luck, seed)
}

/// As [`share`], for worlds of a single pair each, where the standard deviation of luck is known from
/// elsewhere.
pub fn share_with_luck(worlds: &[World], luck: f64, seed: u64) -> Option<Share> {
    let known: Vec<World> = worlds.iter().filter_map(finite).collect();
    let luck = vec![luck * luck; known.len()];
    share_of(&known, &luck, seed)
}

fn share_of(known: &[World], luck: &[f64], seed: u64) -> Option<Share> {
    let pairs = known.iter().map(|world| world.differences.len()).sum();
    if known.len() < FEWEST {
        return None;
    }
    let means: Vec<f64> = known.iter().map(|it| mean(&it.differences)).collect();
    // Variance of the mean of a world's pairs that is luck; where there is none at all, hardly any.
    let largest = means.iter().fold(0.0_f64, |most, it| most.max(it.abs()));
    let least = (1e-9 * (1.0 + largest)).powi(2);
    let noise: Vec<f64> = known
        .iter()
        .zip(luck)
        .map(|(world, luck)| luck / world.differences.len() as f64 + least)
        .collect();
    let model = Model::new(&means, &noise);
    let mut stream = Luck::new(seed, 0)
        .of(known.len() as u64, 0)
        .stream(Purpose::World);
    let mut shares = Vec::with_capacity(DRAWS);
    let mut scatter = Vec::with_capacity(DRAWS * 2);
    let mut expected = vec![0.0; known.len()];
    for _ in 0..DRAWS {
        let (centre, deviation) = model.draw(&mut stream);
        // Half a world of either sign: gamma of shape one half is half a squared normal number.
        let (mut above, mut all) = (0.5 * normal(&mut stream).powi(2), 0.0);
        all += above + 0.5 * normal(&mut stream).powi(2);
        for (index, (value, noise)) in means.iter().zip(&noise).enumerate() {
            let weight = -stream.uniform_f64().max(1e-16).ln();
            let (at, spread) = posterior(*value, *noise, centre, deviation);
            expected[index] += at / DRAWS as f64;
            // One guess at the sign in each world: that it is a guess is part of what is not known.
            let chance = chance_above(at, spread, &known[index]);
            if stream.uniform_f64() < chance {
                above += weight;
            }
            all += weight;
        }
        let one = (stream.uniform_f64() * known.len() as f64) as usize % known.len();
        for index in [one, (one + known.len() / 2) % known.len()] {
            let (at, spread) = posterior(means[index], noise[index], centre, deviation);
            scatter.push(at + spread * normal(&mut stream));
        }
        shares.push(above / all);
    }
    let ends = |values: &[f64], tails: &[f64; 2]| {
        let ends = quantiles(values, tails);
        Interval {
            low: ends[0],
            high: ends[1],
        }
    };
    Some(Share {
        worlds: known.len(),
        pairs,
        above: mean(&shares),
        interval: ends(&shares, &TAILS),
        ignorance: ends(&scatter, &[0.1, 0.9]),
        luck: mean(luck).sqrt(),
        expected,
    })
}

fn finite(world: &World) -> Option<World> {
    let differences = summary::finite(world.differences.iter().copied());
    (!differences.is_empty()).then_some(World {
        differences,
        size: world.size,
    })
}

/// The chance that a world's expected difference is above 0. A world in which nothing differs at
/// all, pair by pair, counts half.
fn chance_above(at: f64, spread: f64, world: &World) -> f64 {
    if world.differences.iter().all(|it| *it == 0.0) {
        return 0.5;
    }
    // Beyond, the chance differs from 0 or 1 by less than 10⁻⁸.
    if spread > 0.0 && at.abs() < 6.0 * spread {
        0.5 * erfc(-at / spread / std::f64::consts::SQRT_2)
    } else {
        0.5 * (1.0 + at.signum())
    }
}

/// Mean and standard deviation of a world's δ, given μ and τ.
fn posterior(value: f64, noise: f64, centre: f64, deviation: f64) -> (f64, f64) {
    let between = deviation * deviation;
    if noise + between <= 0.0 {
        return (value, 0.0);
    }
    let kept = between / (between + noise);
    (centre + kept * (value - centre), (kept * noise).sqrt())
}

/// The variance of luck in each world: what its pairs show, drawn towards what is usual for its size
/// as strongly as the variances of all worlds agree on it.
fn moderated(worlds: &[World]) -> Vec<f64> {
    let size = |world: &World| world.size.abs().max(1e-12).ln();
    let mut at = Vec::new();
    let mut logs = Vec::new();
    let mut raw = 0.0;
    let mut freedom = 0.0;
    for world in worlds.iter().filter(|it| it.differences.len() > 1) {
        let found = variance(&world.differences);
        let degrees = (world.differences.len() - 1) as f64;
        raw += found * degrees;
        freedom += degrees;
        if found > 0.0 {
            at.push(size(world));
            // A log of a χ² of one degree of freedom is −1.27 in the mean; of more, nearly −1/d.
            logs.push(found.ln() - log_bias(degrees));
        }
    }
    let pooled = raw / freedom;
    let Some(line) = super::regression::least_squares(&at, &logs).filter(|_| at.len() >= 8) else {
        return vec![pooled; worlds.len()];
    };
    // Only a slope that is more than its own error is worth bending for.
    let slope = if line.slope.abs() > 2.0 * line.slope_error {
        line.slope.clamp(-2.0, 2.0)
    } else {
        0.0
    };
    let shape: Vec<f64> = worlds.iter().map(|it| (slope * size(it)).exp()).collect();
    let with_pairs = worlds
        .iter()
        .zip(&shape)
        .filter(|(it, _)| it.differences.len() > 1);
    let (mut scaled, mut degrees) = (0.0, 0.0);
    for (world, shape) in with_pairs {
        let own = (world.differences.len() - 1) as f64;
        scaled += own * variance(&world.differences) / shape;
        degrees += own;
    }
    let usual = scaled / degrees;
    shape
        .iter()
        .zip(worlds)
        .map(|(shape, world)| {
            let prior = usual * shape;
            let own = world.differences.len() as f64 - 1.0;
            if own < 1.0 {
                return prior;
            }
            // Four degrees of freedom's worth of what is usual.
            (4.0 * prior + own * variance(&world.differences)) / (4.0 + own)
        })
        .collect()
}

fn log_bias(degrees: f64) -> f64 {
    statrs::function::gamma::digamma(degrees / 2.0) - (degrees / 2.0).ln()
}

/// The posterior of μ and τ on a grid over τ.
struct Model {
    /// τ, the mean and the standard deviation of μ given it, and the weight up to here.
    points: Vec<(f64, f64, f64, f64)>,
}

impl Model {
    fn new(means: &[f64], noise: &[f64]) -> Self {
        let top = 3.0 * variance(means).sqrt().max(1e-300);
        let mut points: Vec<(f64, f64, f64, f64)> = (0..GRID)
            .map(|step| {
                let deviation = top * ((step as f64 + 0.5) / GRID as f64).powi(2);
                let (mut weights, mut sum, mut log) = (0.0, 0.0, 0.0);
                for (value, noise) in means.iter().zip(noise) {
                    let total = noise + deviation * deviation;
                    weights += 1.0 / total;
                    sum += value / total;
                    log -= 0.5 * total.ln();
                }
                let centre = sum / weights;
                for (value, noise) in means.iter().zip(noise) {
                    log -= 0.5 * (value - centre).powi(2) / (noise + deviation * deviation);
                }
                log -= 0.5 * weights.ln();
                // The grid is denser near 0: its step stands for the uniform prior.
                log += (2.0 * (step as f64 + 0.5)).ln();
                (deviation, centre, weights.recip().sqrt(), log)
            })
            .collect();
        let highest = points
            .iter()
            .map(|it| it.3)
            .fold(f64::NEG_INFINITY, f64::max);
        let mut reached = 0.0;
        for point in &mut points {
            let weight = (point.3 - highest).exp();
            reached += if weight.is_finite() { weight } else { 0.0 };
            point.3 = reached;
        }
        Self { points }
    }

    /// One draw of μ and τ.
    fn draw(&self, stream: &mut Stream) -> (f64, f64) {
        let total = self.points.last().map_or(0.0, |it| it.3);
        let at = stream.uniform_f64() * total;
        let point = self.points.iter().find(|it| it.3 > at);
        let &(deviation, centre, error, _) = point
            .or(self.points.last())
            .unwrap_or(&(0.0, 0.0, 0.0, 0.0));
        (centre + error * normal(stream), deviation)
    }
}

fn normal(stream: &mut Stream) -> f64 {
    // Box and Muller 1958: one of the two numbers is enough here.
    let radius = (-2.0 * stream.uniform_f64().max(1e-16).ln()).sqrt();
    radius * (std::f64::consts::TAU * stream.uniform_f64()).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worlds with given expected differences and normal luck, two pairs each.
    fn worlds(expected: &[f64], luck: f64, seed: u64) -> Vec<World> {
        let mut stream = Luck::new(seed, 9).of(1, 0).stream(Purpose::Operator);
        expected
            .iter()
            .map(|expected| World {
                differences: (0..2)
                    .map(|_| expected + luck * normal(&mut stream))
                    .collect(),
                size: 10.0,
            })
            .collect()
    }

    #[test]
    fn clear_worlds_are_counted() {
        let expected: Vec<f64> = (0..100)
            .map(|it| if it < 87 { 5.0 } else { -5.0 })
            .collect();
        let found = share(&worlds(&expected, 0.5, 1), 1).expect("a share");
        assert!((found.above - 0.87).abs() < 0.01, "{found:?}");
        assert!(
            found.interval.low > 0.77 && found.interval.high < 0.94,
            "{found:?}"
        );
        assert!((found.luck - 0.5).abs() < 0.1, "{found:?}");
        assert!(found.ignorance.low < -4.0 && found.ignorance.high > 4.5);
    }

    #[test]
    fn all_worlds_of_one_sign_are_not_certainty() {
        let found = share(&worlds(&[3.0; 100], 0.5, 2), 1).expect("a share");
        assert!(found.above > 0.98 && found.interval.low > 0.96);
        assert!(found.interval.high < 1.0 && found.above < 1.0);
    }

    #[test]
    fn luck_is_not_mistaken_for_worlds_that_differ() {
        // Counting pairs would say 60 to 70 of 100; all worlds are alike and better.
        let found = share(&worlds(&[1.0; 100], 3.0, 3), 1).expect("a share");
        assert!(found.above > 0.85, "{found:?}");
        // And where nothing is known, nothing is said to be sure.
        let found = share(&worlds(&[0.0; 30], 3.0, 4), 1).expect("a share");
        assert!(found.interval.half_width() > 0.25, "{found:?}");
    }

    #[test]
    fn what_makes_no_difference_is_neither_better_nor_worse() {
        let none = vec![
            World {
                differences: vec![0.0, 0.0],
                size: 5.0
            };
            20
        ];
        let found = share(&none, 1).expect("a share");
        assert!((found.above - 0.5).abs() < 1e-2, "{found:?}");
        assert!(share(&none[..3], 1).is_none());
        let single: Vec<World> = none
            .iter()
            .map(|it| World {
                differences: vec![it.differences[0]],
                size: 1.0,
            })
            .collect();
        assert!(share(&single, 1).is_none());
    }

    /// Of 500 decisions about made-up strategies, those that are said to be 80 to 90 % sure are right
    /// in 75 to 95 of 100 cases, whatever the shape of what is not known.
    #[test]
    fn shares_mean_what_they_say() {
        let mut stream = Luck::new(7, 7).of(7, 0).stream(Purpose::Operator);
        let (mut said, mut right, mut promised) = (0.0, 0.0, 0.0);
        for decision in 0..500_u64 {
            let centre = 1.5 * normal(&mut stream);
            let luck = (0.2 + 2.0 * stream.uniform_f64()).powi(2);
            let shape = decision % 3;
            let mut expected = |_: usize| {
                let one = normal(&mut stream);
                match shape {
                    0 => centre + one,
                    // A heavy tail on one side.
                    1 => centre + (0.8 * one).exp() - 1.0,
                    // Two kinds of world.
                    _ => {
                        centre
                            + if stream.uniform_f64() < 0.2 {
                                -2.0
                            } else {
                                0.5
                            }
                            + 0.3 * one
                    }
                }
            };
            let lived: Vec<f64> = (0..60).map(&mut expected).collect();
            let real = expected(0);
            let found = share(&worlds(&lived, luck, decision), decision).expect("a share");
            let sure = found.above.max(1.0 - found.above);
            if (0.8..0.9).contains(&sure) {
                said += 1.0;
                promised += sure;
                right += f64::from(u8::from((real > 0.0) == (found.above > 0.5)));
            }
        }
        let (right, promised) = (right / said, promised / said);
        assert!(said > 40.0, "{said}");
        assert!(
            (0.75..=0.95).contains(&right),
            "{right} of {said}, said {promised}"
        );
    }
}
