//! What the operator neither controls nor knows, drawn once a world: `[uncertainty]`, and everything
//! that nobody has written down ([`crate::scenario::priors`]).
//!
//! The draws are keyed by the seed, the number of the world and the path alone. World 7 is therefore
//! the same under every strategy and in every cell of a sweep, and a belief that is added to a
//! scenario leaves the draws of the others as they were.

use crate::model::samplers::normal_quantile;
use crate::random::{Luck, Purpose, mix};
use crate::scenario::settings::Scenario;
use crate::scenario::{Distribution, Open, Uncertain, Worlds};
use crate::stats::summary::{finite, mean};
use serde_json::Value as Json;

/// Bits of a key that no other key below 2⁴⁶ shares luck with.
const KEY_BITS: u32 = 46;

/// What the common length of lives is keyed by: no path.
const LIFE: &str = "length of lives";
/// Before the path of a prior, where the elements of a list share a draw.
const SHARED: &str = "shared by kinds: ";
/// Before the path of a prior, for whether it is there at all.
const THERE: &str = "whether there: ";

/// The beliefs of one world: a value for each, to be laid over a scenario.
pub fn draw(beliefs: &[Uncertain], seed: u64, world: u32) -> Vec<(String, toml::Value)> {
    let luck = Luck::new(seed, world);
    beliefs
        .iter()
        .map(|belief| {
            (
                belief.path.clone(),
                value_at(belief, uniform(luck, key(&[&belief.path]))),
            )
        })
        .collect()
}

/// How far from its median each belief lies in a world, in standard deviations.
pub fn deviates(beliefs: &[Uncertain], seed: u64, world: u32) -> Vec<f64> {
    let luck = Luck::new(seed, world);
    beliefs
        .iter()
        .map(|belief| standard(luck, key(&[&belief.path])))
        .collect()
}

/// Means of the finite values of each world, in the order of `numbered` values, which are told by
/// their replicates: one for a single world, from which nothing is to be told of others.
pub fn means(numbered: &[(u32, f64)], worlds: Worlds) -> Vec<f64> {
    if worlds.runs_a_world() == 1 {
        return numbered.iter().map(|it| it.1).collect();
    }
    let groups = numbered.chunk_by(|one, other| worlds.of(one.0) == worlds.of(other.0));
    groups
        .map(|group| mean(&finite(group.iter().map(|it| it.1))))
        .collect()
}

/// Two series of values, replicate by replicate from `first` on, as they are compared: the means of
/// each world over the runs in which both have a value. In a single world it is its runs that are compared.
pub fn paired_means(one: &[f64], other: &[f64], first: u32, worlds: Worlds) -> [Vec<f64>; 2] {
    let both = one.iter().zip(other).zip(first..);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for ((one, other), replicate) in both {
        let known = worlds.runs_a_world() == 1 || one.is_finite() && other.is_finite();
        left.push((replicate, if known { *one } else { f64::NAN }));
        right.push((replicate, if known { *other } else { f64::NAN }));
    }
    let found = [&left, &right].map(|values| means(values, worlds));
    let known = |(one, other): &(&f64, &f64)| one.is_finite() && other.is_finite();
    if found[0].iter().zip(&found[1]).filter(known).count() < 2 {
        return [left, right].map(|values| values.into_iter().map(|it| it.1).collect());
    }
    found
}

fn uniform(luck: Luck, key: u64) -> f64 {
    luck.of(key, 0).stream(Purpose::World).uniform_f64()
}

fn standard(luck: Luck, key: u64) -> f64 {
    // The least that a draw of 53 bits can be is 0, where the quantile has no end.
    normal_quantile(uniform(luck, key).max(1e-16))
}

/// What the draws of an open value are keyed by: hashed once for all worlds.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    there: u64,
    shared: u64,
    own: u64,
}

impl Keys {
    /// Those of an open value.
    pub fn of(open: &Open) -> Self {
        let prior = &open.prior.path;
        Self {
            there: key(&[THERE, prior]),
            shared: key(&[SHARED, prior]),
            own: key(&[&open.path]),
        }
    }
}

/// How far from its median one open value lies in a world, in standard deviations; `None` where it
/// is off.
pub fn deviate(open: &Open, keys: &Keys, seed: u64, world: u32) -> Option<f64> {
    let luck = Luck::new(seed, world);
    let prior = open.prior;
    if prior.off > 0.0 && uniform(luck, keys.there) < prior.off {
        return None;
    }
    let mixed = |one: f64, share: f64, other: f64| {
        libm::sqrt(share) * one + libm::sqrt(1.0 - share) * other
    };
    let mut shared = standard(luck, keys.shared);
    if prior.life > 0.0 {
        shared = mixed(
            standard(luck, key(&[LIFE])),
            prior.life * prior.life,
            shared,
        );
    }
    if prior.kinds >= 1.0 {
        return Some(shared);
    }
    Some(mixed(shared, prior.kinds, standard(luck, keys.own)))
}

/// A scenario in a world: `written` (as JSON, of `scenario`) with a draw of everything `open`, each with its keys.
/// `None` if that is no scenario, which would be an error in the table of priors.
pub fn lay_over(
    scenario: &Scenario,
    written: &Json,
    open: &[Open],
    keys: &[Keys],
    world: u32,
) -> Option<Scenario> {
    let mut drawn = written.clone();
    let mut values: Vec<f64> = open
        .iter()
        .zip(keys)
        .map(|(open, keys)| {
            deviate(open, keys, scenario.seed, world)
                .map_or_else(|| open.when_off(), |deviate| open.at_deviate(deviate))
        })
        .collect();
    shares_sum_to_one(open, &mut values);
    for (open, value) in open.iter().zip(&values) {
        let place = drawn.pointer_mut(&open.pointer)?;
        *place = match place {
            Json::Bool(_) => Json::Bool(*value > 0.5),
            _ if open.whole => Json::from(*value as i64),
            _ => Json::from(*value),
        };
    }
    let mut drawn: Scenario = serde_json::from_value(drawn).ok()?;
    drawn.audience.members = scenario.audience.members.clone();
    // Whoever is there has heard of it.
    let there = drawn.audience.founders as usize + drawn.audience.members.len();
    drawn.audience.size = drawn
        .audience
        .size
        .max(u32::try_from(there).unwrap_or(u32::MAX));
    Some(drawn)
}

/// Shares that are drawn together hold together what they hold as written.
fn shares_sum_to_one(open: &[Open], values: &mut [f64]) {
    let is_share = |open: &&Open| open.prior.path == "archetype.NAME.share";
    let written: f64 = open.iter().filter(is_share).map(|open| open.value).sum();
    let drawn: f64 = open
        .iter()
        .zip(values.iter())
        .filter(|(open, _)| is_share(open))
        .map(|(_, value)| value)
        .sum();
    if drawn > 0.0 {
        let shares = open.iter().zip(values).filter(|(open, _)| is_share(open));
        for (_, value) in shares {
            *value *= written / drawn;
        }
    }
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

/// The key of a path, which may be given in parts.
fn key(path: &[&str]) -> u64 {
    let bytes = path.iter().flat_map(|part| part.bytes());
    let hash = bytes.fold(0, |hash, byte| mix(hash ^ u64::from(byte)));
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
    fn one_world_is_one_value_and_two_arms_in_it_are_compared_run_by_run() {
        let runs = [(0, 1.0), (1, 3.0), (2, 5.0), (3, f64::NAN)];
        assert_eq!(means(&runs[..2], Worlds::Paired), [2.0]);
        assert_eq!(means(&runs, Worlds::Paired), [2.0, 5.0]);
        assert_eq!(means(&runs[..2], Worlds::Fixed), [1.0, 3.0]);
        let [left, right] = paired_means(&[1.0, 3.0], &[2.0, 2.0], 0, Worlds::Paired);
        assert_eq!((left, right), (vec![1.0, 3.0], vec![2.0, 2.0]));
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
