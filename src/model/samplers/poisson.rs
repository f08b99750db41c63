//! Counts: the Poisson distribution from one random word.

use super::normal::normal_quantile;
use crate::random::Stream;

/// Up to this mean the probabilities are summed one by one.
const SUMMED: f64 = 12.0;
/// No summed count exceeds this: P(count > 80) is below 10⁻³⁹ at a mean of 12.
const LARGEST: usize = 80;
/// The largest mean: a million messages a day from one source is beyond any community here.
const HIGHEST: f64 = 1e6;

/// 1/k; entry 0 is never used.
const INVERSE: [f64; LARGEST + 1] = {
    let mut inverse = [0.0; LARGEST + 1];
    let mut count = 1;
    while count <= LARGEST {
        inverse[count] = 1.0 / count as f64;
        count += 1;
    }
    inverse
};

/// Steps a unit of the table of e^−x.
const STEPS: usize = 16;

/// e^(−k/16) for k = 0, 1, ….
static EXPONENTIALS: [f64; SUMMED as usize * STEPS + 1] = {
    let mut table = [1.0; SUMMED as usize * STEPS + 1];
    let mut step = 1;
    while step < table.len() {
        // Powers by squaring of e^(−1/16): every entry is right to 10⁻¹⁵.
        let (mut factor, mut power) = (0.939_413_062_813_475_8, step);
        while power > 0 {
            if power % 2 == 1 {
                table[step] *= factor;
            }
            factor *= factor;
            power /= 2;
        }
        step += 1;
    }
    table
};

/// e^−x for x in [0, 12], with a relative error below 10⁻¹²: the nearest entry of the table times a
/// Taylor series around it, in a third of the time of a general exponential.
#[inline]
pub(super) fn exp_minus(x: f64) -> f64 {
    let nearest = ((x * STEPS as f64 + 0.5) as usize).min(EXPONENTIALS.len() - 1);
    let rest = nearest as f64 / STEPS as f64 - x;
    let series = 1.0 / 120.0 + rest * (1.0 / 720.0);
    let series = 1.0 / 24.0 + rest * series;
    let series = 1.0 / 6.0 + rest * series;
    let series = 0.5 + rest * series;
    EXPONENTIALS[nearest] * (1.0 + rest * (1.0 + rest * series))
}

/// A Poisson count with the given mean, from one word of `stream`.
///
/// The count never falls when the word rises: it is the inverse of the distribution function, by
/// summation up to a mean of 12 and above that by the expansion of Giles 2016 ("Algorithm 955:
/// approximation of the inverse Poisson cumulative distribution function", `ACM TOMS` 42, equation
/// for the normal asymptotics), whose error in a probability is below 10⁻⁴. A mean that is not
/// positive (or not a number) gives 0; means above a million count as a million.
#[inline]
pub fn poisson(mean: f32, stream: &mut Stream) -> u32 {
    at_quantile(mean, stream.uniform_f64())
}

/// The count at quantile `u` in [0, 1).
#[inline]
pub(super) fn at_quantile(mean: f32, u: f64) -> u32 {
    let mean = f64::from(mean);
    if mean <= SUMMED {
        return summed(mean, u);
    }
    if mean > SUMMED {
        expanded(mean.min(HIGHEST), u)
    } else {
        0
    }
}

#[inline]
fn summed(mean: f64, u: f64) -> u32 {
    if mean <= 0.0 {
        return 0;
    }
    let mut probability = exp_minus(mean);
    let mut sum = probability;
    let mut count = 0;
    while sum <= u && count < LARGEST {
        count += 1;
        probability *= mean * INVERSE[count];
        sum += probability;
    }
    count as u32
}

/// Beyond six standard deviations the expansion would bend back at small means; one draw in a
/// thousand million lies there.
fn expanded(mean: f64, u: f64) -> u32 {
    let w = normal_quantile(u).clamp(-6.0, 6.0);
    let square = w * w;
    let root = libm::sqrt(mean);
    let value = mean + root * w + (1.0 / 3.0 + square / 6.0)
        - w * (1.0 / 36.0 + square / 72.0) / root
        + (-8.0 / 405.0 + square * (7.0 / 810.0) + square * square / 270.0) / mean;
    value.max(0.0) as u32
}
