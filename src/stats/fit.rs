//! Distributions fitted by maximum likelihood.

use super::root::falling_root;
use super::survival::Lifetime;

/// Exponent α of a discrete power law p(x) ∝ x^−α on 1, 2, …, `histogram.len()`, where
/// `histogram[x − 1]` counts the x: a zeta distribution truncated at the length (Clauset, Shalizi &
/// Newman 2009, with a finite sum for the zeta function).
///
/// `NaN` for fewer than two counts or where all values sit at one end, which puts the maximum at
/// infinity.
pub fn zeta_exponent(histogram: &[u64]) -> f64 {
    const STEEPEST: f64 = 50.0;
    let logs: Vec<f64> = (1..=histogram.len())
        .map(|value| (value as f64).ln())
        .collect();
    let total: u64 = histogram.iter().sum();
    let sum: f64 = histogram
        .iter()
        .zip(&logs)
        .map(|(&count, log)| count as f64 * log)
        .sum();
    let observed = sum / total as f64;
    let least = histogram.iter().position(|&count| count > 0);
    let most = histogram.iter().rposition(|&count| count > 0);
    let at_one_end =
        least == most && (most == Some(0) || least == Some(histogram.len().wrapping_sub(1)));
    if total < 2 || at_one_end {
        return f64::NAN;
    }
    // The mean logarithm of a truncated zeta falls as the exponent rises.
    falling_root(
        |exponent| {
            let (mut weights, mut weighted) = (0.0, 0.0);
            for log in &logs {
                let weight = (-exponent * log).exp();
                weights += weight;
                weighted += weight * log;
            }
            weighted / weights - observed
        },
        -STEEPEST,
        STEEPEST,
    )
}

/// A Weibull law: S(t) = exp(−(t/scale)^shape).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weibull {
    /// Below 1: the longer it lasted, the likelier it goes on.
    pub shape: f64,
    /// The time by which 1 − 1/e have ended.
    pub scale: f64,
}

/// Weibull law of right-censored lives by maximum likelihood; lives of duration 0 or less and
/// durations that are not finite are left out.
///
/// `None` for fewer than two ended lives or where no life ended before the longest.
pub fn weibull(lifetimes: &[Lifetime]) -> Option<Weibull> {
    let usable: Vec<(f64, bool)> = lifetimes
        .iter()
        .filter(|life| life.duration > 0.0 && life.duration.is_finite())
        .map(|life| (life.duration.ln(), life.ended))
        .collect();
    let ended = usable.iter().filter(|life| life.1).count() as f64;
    let longest = usable.iter().map(|life| life.0).max_by(f64::total_cmp)?;
    // With every end at the longest life the likelihood rises with the shape for ever.
    if ended < 2.0 || usable.iter().all(|&(log, ended)| log == longest || !ended) {
        return None;
    }
    let mean_log = usable
        .iter()
        .filter(|life| life.1)
        .map(|life| life.0)
        .sum::<f64>()
        / ended;
    // Σ t^k in units of the longest life, which neither overflows nor changes the equation.
    let powers = |shape: f64| {
        let (mut plain, mut logged) = (0.0, 0.0);
        for (log, _) in &usable {
            let power = (shape * (log - longest)).exp();
            plain += power;
            logged += power * log;
        }
        (plain, logged)
    };
    let shape = falling_root(
        |shape| {
            let (plain, logged) = powers(shape);
            1.0 / shape + mean_log - logged / plain
        },
        1e-6,
        1e3,
    );
    let scale = (longest + (powers(shape).0 / ended).ln() / shape).exp();
    Some(Weibull { shape, scale })
}

/// A log-normal law.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    /// Mean of the logarithm; its exponential is the median.
    pub location: f64,
    /// Standard deviation of the logarithm (divisor n, as maximum likelihood has it).
    pub scale: f64,
}

/// Log-normal law by maximum likelihood; values of 0 or less are left out. `None` of nothing.
pub fn log_normal(values: &[f64]) -> Option<LogNormal> {
    let logs: Vec<f64> = values
        .iter()
        .filter(|&&value| value > 0.0)
        .map(|value| value.ln())
        .collect();
    if logs.is_empty() {
        return None;
    }
    let count = logs.len() as f64;
    let location = logs.iter().sum::<f64>() / count;
    let squares: f64 = logs.iter().map(|log| (log - location).powi(2)).sum();
    Some(LogNormal {
        location,
        scale: (squares / count).sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_made_from_an_exponent_gives_it_back() {
        for exponent in [-0.5, 0.7, 1.27, 1.8, 3.0] {
            let histogram: Vec<u64> = (1..=365)
                .map(|gap| (1e12 * f64::from(gap).powf(-exponent)) as u64)
                .collect();
            assert!((zeta_exponent(&histogram) - exponent).abs() < 1e-3);
        }
    }

    #[test]
    fn one_value_has_no_exponent() {
        assert!(zeta_exponent(&[]).is_nan());
        assert!(zeta_exponent(&[9, 0, 0]).is_nan());
        assert!(zeta_exponent(&[0, 0, 9]).is_nan());
        assert!(zeta_exponent(&[1, 0, 0]).is_nan());
    }

    #[test]
    fn weibull_quantiles_give_the_law_back() {
        for (shape, scale) in [(0.3, 20.0), (1.0, 5.0), (4.0, 100.0)] {
            let lives: Vec<Lifetime> = (1..2_000)
                .map(|step| {
                    let share = f64::from(step) / 2_000.0;
                    let time = scale * (-share.ln()).powf(1.0 / shape);
                    // Everything beyond the scale is censored there.
                    Lifetime {
                        duration: time.min(scale),
                        ended: time <= scale,
                    }
                })
                .collect();
            let found = weibull(&lives).unwrap();
            assert!((found.shape / shape - 1.0).abs() < 0.01, "{found:?}");
            assert!((found.scale / scale - 1.0).abs() < 0.02, "{found:?}");
        }
    }

    #[test]
    fn equal_lives_have_no_shape() {
        let life = Lifetime {
            duration: 3.0,
            ended: true,
        };
        assert!(weibull(&[life, life]).is_none());
        assert!(weibull(&[life]).is_none());
        assert!(weibull(&[]).is_none());
    }

    #[test]
    fn log_normal_of_powers_of_e() {
        let found = log_normal(&[1.0_f64.exp(), 3.0_f64.exp(), 0.0]).unwrap();
        assert!((found.location - 2.0).abs() < 1e-12 && (found.scale - 1.0).abs() < 1e-12);
        assert!(log_normal(&[0.0]).is_none());
    }
}
