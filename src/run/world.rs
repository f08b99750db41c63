//! What the operator neither controls nor knows, drawn once a replicate: `[uncertainty]`.
//!
//! The draws are keyed by the seed, the replicate and the path alone. Replicate 7 therefore lives
//! in the same world under every strategy and in every cell of a sweep, and a belief that is added
//! to a scenario leaves the draws of the others as they were.

use crate::model::samplers::normal_quantile;
use crate::random::{Luck, Purpose, mix};
use crate::scenario::{Distribution, Uncertain};

/// Bits of a key that no other key below 2⁴⁶ shares luck with.
const KEY_BITS: u32 = 46;

/// The world of one replicate: a value for each belief, to be laid over a scenario.
pub fn draw(beliefs: &[Uncertain], seed: u64, replicate: u32) -> Vec<(String, toml::Value)> {
    let luck = Luck::new(seed, replicate);
    beliefs
        .iter()
        .map(|belief| {
            let day = luck.of(key(&belief.path), 0);
            let at = day.stream(Purpose::World).uniform_f64();
            (belief.path.clone(), value_at(belief, at))
        })
        .collect()
}

/// The value below which a share `at` (from 0 to 1) of the belief lies, clamped to what is
/// permitted; for a choice, the value in that place of the list.
pub fn value_at(belief: &Uncertain, at: f64) -> toml::Value {
    let number = match &belief.distribution {
        Distribution::Choice(values) => {
            let place = (at * values.len() as f64) as usize;
            return values[place.min(values.len() - 1)].clone();
        }
        Distribution::Uniform { low, high } => low + at * (high - low),
        Distribution::Normal { mean, sd } => mean + sd * normal_quantile(at),
        Distribution::LogNormal { median, sigma } => {
            median * libm::exp(sigma * normal_quantile(at))
        }
        Distribution::Triangular { low, mode, high } => triangular(*low, *mode, *high, at),
    };
    let number = number.clamp(belief.least, belief.most);
    if belief.whole {
        toml::Value::Integer(number.round() as i64)
    } else {
        toml::Value::Float(number)
    }
}

fn triangular(low: f64, mode: f64, high: f64, at: f64) -> f64 {
    let rising = (mode - low) / (high - low);
    if at < rising {
        low + libm::sqrt(at * (high - low) * (mode - low))
    } else {
        high - libm::sqrt((1.0 - at) * (high - low) * (high - mode))
    }
}

fn key(path: &str) -> u64 {
    let hash = path
        .bytes()
        .fold(0, |hash, byte| mix(hash ^ u64::from(byte)));
    hash >> (u64::BITS - KEY_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belief(path: &str, distribution: Distribution) -> Uncertain {
        Uncertain {
            path: path.to_owned(),
            distribution,
            least: 0.0,
            most: 10.0,
            whole: false,
        }
    }

    fn numbers(belief: &Uncertain) -> Vec<f64> {
        (0..4000)
            .map(|replicate| {
                draw(std::slice::from_ref(belief), 3, replicate)[0]
                    .1
                    .clone()
            })
            .map(|value| value.as_float().expect("a number"))
            .collect()
    }

    #[test]
    fn draws_follow_their_distributions() {
        let cases = [
            (
                Distribution::Uniform {
                    low: 2.0,
                    high: 4.0,
                },
                3.0,
                0.577,
            ),
            (Distribution::Normal { mean: 5.0, sd: 0.5 }, 5.0, 0.5),
            (
                Distribution::LogNormal {
                    median: 1.0,
                    sigma: 0.25,
                },
                1.0317,
                0.262,
            ),
            (
                Distribution::Triangular {
                    low: 0.0,
                    mode: 1.0,
                    high: 5.0,
                },
                2.0,
                1.0801,
            ),
        ];
        for (distribution, mean, deviation) in cases {
            let values = numbers(&belief("a", distribution.clone()));
            let found = crate::stats::summary::mean(&values);
            let spread = crate::stats::summary::standard_deviation(&values);
            assert!((found - mean).abs() < 0.06, "{distribution:?}: {found}");
            assert!(
                (spread / deviation - 1.0).abs() < 0.05,
                "{distribution:?}: {spread}"
            );
        }
    }

    #[test]
    fn draws_stay_within_what_is_permitted_and_whole_where_they_must() {
        let wide = Uncertain {
            whole: true,
            ..belief(
                "a",
                Distribution::Normal {
                    mean: 5.0,
                    sd: 50.0,
                },
            )
        };
        for replicate in 0..200 {
            let value = draw(std::slice::from_ref(&wide), 1, replicate)[0]
                .1
                .as_integer();
            assert!(value.is_some_and(|value| (0..=10).contains(&value)));
        }
        let words = vec!["a".into(), "b".into()];
        let choice = belief("a", Distribution::Choice(words));
        assert_eq!(value_at(&choice, 0.49).as_str(), Some("a"));
        assert_eq!(value_at(&choice, 1.0).as_str(), Some("b"));
    }

    #[test]
    fn one_more_belief_leaves_the_others_alone() {
        let uniform = Distribution::Uniform {
            low: 0.0,
            high: 1.0,
        };
        let one = belief("a.b", uniform.clone());
        let two = [belief("a.c", uniform), one.clone()];
        let (alone, together) = (draw(&[one], 1, 7), draw(&two, 1, 7));
        assert_eq!(alone[0], together[1]);
        assert_ne!(together[0].1, together[1].1);
    }
}
