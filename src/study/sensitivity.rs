//! Which of the things nobody knows a result depends on: Morris' screening and Sobol's indices of a
//! whole scenario.

use crate::run::batch::{Batch, BatchError};
use crate::run::cells::{Cell, Span};
use crate::run::world::value_at;
use crate::scenario::{Distribution, Uncertain};
use crate::stats::interval::Interval;
use crate::stats::sensitivity::morris::{elementary_effects, trajectories};
use crate::stats::sensitivity::sobol::{saltelli, sobol_indices};
use crate::stats::summary::{finite, mean, variance};

/// Levels of Morris' grid.
const LEVELS: usize = 4;
/// Bootstrap samples behind an interval.
const RESAMPLES: usize = 1_000;
/// Coverage of the intervals.
const LEVEL: f64 = 0.95;
/// Distributions without an end are cut off here on either side.
const TAIL: f64 = 0.005;

/// Something whose influence is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A belief of `[uncertainty]`: places from 0 to 1 are its quantiles.
    Belief(Uncertain),
    /// A range or list of values.
    Range(Span),
}

impl Input {
    /// Its path.
    pub fn path(&self) -> &str {
        match self {
            Self::Belief(belief) => &belief.path,
            Self::Range(span) => &span.axis.path,
        }
    }

    /// Its value at a place from 0 to 1.
    pub fn value(&self, at: f64) -> toml::Value {
        match self {
            Self::Belief(belief) => {
                let endless = matches!(
                    belief.distribution,
                    Distribution::Normal { .. } | Distribution::LogNormal { .. }
                );
                let at = if endless {
                    TAIL + at * (1.0 - 2.0 * TAIL)
                } else {
                    at
                };
                value_at(belief, at)
            }
            Self::Range(span) => span.value(at),
        }
    }
}

/// How influence is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// So many trajectories of elementary effects.
    Morris(usize),
    /// Variance-based indices from so many base points.
    Sobol(usize),
}

impl Method {
    /// Names of the indices it gives, in the order of [`Influence::indices`].
    pub fn indices(self) -> &'static [&'static str] {
        match self {
            Self::Morris(_) => &["mu_star", "mu", "sigma"],
            Self::Sobol(_) => &["first", "total"],
        }
    }

    /// The points at which the scenario is run; `None` for an impossible design.
    pub fn design(self, inputs: usize, seed: u64) -> Option<Vec<Vec<f64>>> {
        match self {
            Self::Morris(count) => {
                trajectories(count, inputs, LEVELS, seed).filter(|it| !it.is_empty())
            }
            Self::Sobol(base) => saltelli(base, inputs, seed as u32),
        }
    }
}

/// The cells at the points of a design.
pub fn cells(inputs: &[Input], points: &[Vec<f64>]) -> Vec<Cell> {
    let at = |point: &Vec<f64>| {
        Cell::at(
            inputs
                .iter()
                .zip(point)
                .map(|(input, at)| (input.path(), input.value(*at))),
        )
    };
    points.iter().map(at).collect()
}

/// What the cells of a design came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outputs {
    /// Mean of the metric over the replicates of each cell.
    pub means: Vec<f64>,
    /// Share of the variance of these means that is the luck of too few replicates.
    pub luck: f64,
}

/// Reads the outputs; `Err` within names the first cell that has none.
///
/// # Errors
/// If a result cannot be read.
pub fn outputs(
    batch: &Batch<'_>,
    metric: usize,
    replicates: u32,
) -> Result<Result<Outputs, usize>, BatchError> {
    let mut means = Vec::with_capacity(batch.len());
    let mut noise = Noise::new(replicates as usize);
    for cell in 0..batch.len() {
        let values = batch
            .values(cell, &[metric], replicates)?
            .and_then(|mut values| values.pop());
        let values = values.unwrap_or_default();
        let known = finite(values.iter().copied());
        if known.is_empty() {
            return Ok(Err(cell));
        }
        means.push(mean(&known));
        noise.add(&values);
    }
    // An estimate may lie above the whole where there is hardly anything but luck.
    let luck = (noise.of_a_mean() / variance(&means)).min(1.0);
    Ok(Ok(Outputs { means, luck }))
}

/// The luck that points do not share. What a replicate does to all points alike moves no index; the
/// rest is the residual of a two-way layout of points and replicates.
struct Noise {
    points: f64,
    of_replicates: Vec<f64>,
    of_points: f64,
    squares: f64,
}

impl Noise {
    fn new(replicates: usize) -> Self {
        Self {
            points: 0.0,
            of_replicates: vec![0.0; replicates],
            of_points: 0.0,
            squares: 0.0,
        }
    }

    fn add(&mut self, values: &[f64]) {
        let sum: f64 = values.iter().sum();
        self.points += 1.0;
        self.of_points += sum * sum;
        self.squares += values.iter().map(|value| value * value).sum::<f64>();
        for (total, value) in self.of_replicates.iter_mut().zip(values) {
            *total += value;
        }
    }

    /// Variance of a point's mean that is luck of its own; NaN where replicates have no value, or
    /// there is but one.
    fn of_a_mean(&self) -> f64 {
        let replicates = self.of_replicates.len() as f64;
        let total: f64 = self.of_replicates.iter().sum();
        let centre = total * total / (self.points * replicates);
        let by_replicate: f64 = self.of_replicates.iter().map(|it| it * it).sum();
        let residual =
            self.squares - self.of_points / replicates - by_replicate / self.points + centre;
        residual.max(0.0) / ((self.points - 1.0) * (replicates - 1.0)) / replicates
    }
}

/// Whether the outputs are the same at every point.
pub fn is_constant(outputs: &[f64]) -> bool {
    outputs.windows(2).all(|pair| pair[0] == pair[1])
}

/// How much the metric depends on one input.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// Path of the input.
    pub path: String,
    /// The indices in the order of [`Method::indices`], each with its 95 % interval where it has one.
    pub indices: Vec<(f64, Option<Interval>)>,
}

/// The influence of each input, in their order; `None` if it cannot be told. An output that is the same
/// at every point depends on nothing: every index is 0, and there is nothing to be unsure of.
pub fn influences(
    inputs: &[Input],
    method: Method,
    points: &[Vec<f64>],
    outputs: &[f64],
    seed: u64,
) -> Option<Vec<Influence>> {
    if is_constant(outputs) {
        let nothing = Interval {
            low: 0.0,
            high: 0.0,
        };
        let indices = method.indices();
        let of = |input: &Input| Influence {
            path: input.path().to_owned(),
            indices: indices.iter().map(|_| (0.0, Some(nothing))).collect(),
        };
        return Some(inputs.iter().map(of).collect());
    }
    let indices: Vec<Vec<(f64, Option<Interval>)>> = match method {
        Method::Morris(_) => elementary_effects(points, outputs, LEVEL, seed)?
            .into_iter()
            .map(|it| {
                vec![
                    (it.mean_absolute, Some(it.interval)),
                    (it.mean, None),
                    (it.deviation, None),
                ]
            })
            .collect(),
        Method::Sobol(_) => sobol_indices(outputs, inputs.len(), RESAMPLES, LEVEL, seed)?
            .into_iter()
            .map(|it| {
                vec![
                    (it.first, Some(it.first_interval)),
                    (it.total, Some(it.total_interval)),
                ]
            })
            .collect(),
    };
    let named = inputs.iter().zip(indices);
    Some(
        named
            .map(|(input, indices)| Influence {
                path: input.path().to_owned(),
                indices,
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Axis;

    fn inputs() -> Vec<Input> {
        let belief = |path: &str, distribution| {
            Input::Belief(Uncertain {
                path: path.to_owned(),
                distribution,
                least: f64::MIN,
                most: f64::MAX,
                whole: false,
            })
        };
        vec![
            belief(
                "a",
                Distribution::Uniform {
                    low: 0.0,
                    high: 10.0,
                },
            ),
            belief("b", Distribution::Normal { mean: 5.0, sd: 1.0 }),
            Input::Range(Span {
                axis: Axis {
                    path: "c".to_owned(),
                    values: vec![1.into(), 9.into()],
                },
                between: true,
                whole: true,
            }),
        ]
    }

    #[test]
    fn places_become_values() {
        let inputs = inputs();
        assert_eq!(inputs[0].value(0.3), toml::Value::Float(3.0));
        assert!(
            inputs[1]
                .value(1.0)
                .as_float()
                .is_some_and(|value| (7.0..8.0).contains(&value))
        );
        assert_eq!(inputs[2].value(0.5), toml::Value::Integer(5));
        let points = Method::Morris(3).design(3, 1).expect("a design");
        let cells = cells(&inputs, &points);
        assert_eq!(cells.len(), 12);
        assert!(cells.iter().all(|cell| cell.values.len() == 3));
    }

    #[test]
    fn an_output_that_never_changes_depends_on_nothing() {
        let inputs = inputs();
        for method in [Method::Morris(4), Method::Sobol(8)] {
            let points = method.design(inputs.len(), 1).expect("a design");
            let found = influences(&inputs, method, &points, &vec![7.5; points.len()], 1);
            let found = found.expect("indices");
            assert_eq!(found.len(), inputs.len());
            for (value, interval) in found.iter().flat_map(|it| &it.indices) {
                assert_eq!(*value, 0.0);
                assert!(interval.is_some_and(|it| it.low == 0.0 && it.high == 0.0));
            }
        }
    }

    #[test]
    fn luck_that_all_points_share_is_no_noise() {
        let own = |point: usize, replicate: usize| ((point * 7 + replicate * 13) % 5) as f64;
        let noise = |own: &dyn Fn(usize, usize) -> f64| {
            let mut noise = Noise::new(10);
            for point in 0..20 {
                let shared = |replicate: usize| 100.0 * replicate as f64;
                let values = (0..10).map(|it| point as f64 + shared(it) + own(point, it));
                noise.add(&values.collect::<Vec<_>>());
            }
            noise.of_a_mean()
        };
        assert!(noise(&|_, _| 0.0) < 1e-6);
        let found = noise(&own);
        assert!(
            (0.15..0.3).contains(&found),
            "variance 2 of {{0, 1, 2, 3, 4}} over 10 replicates: {found}"
        );
        assert!(Noise::new(1).of_a_mean().is_nan());
    }

    #[test]
    fn what_matters_is_found_by_both_methods() {
        let inputs = inputs();
        for method in [Method::Morris(20), Method::Sobol(256)] {
            let points = method.design(3, 1).expect("a design");
            let outputs: Vec<f64> = points
                .iter()
                .map(|point| 4.0 * point[0] + point[2])
                .collect();
            let found = influences(&inputs, method, &points, &outputs, 1).expect("indices");
            let first: Vec<f64> = found.iter().map(|it| it.indices[0].0).collect();
            assert!(
                first[0] > first[2] && first[2] > first[1] && first[1].abs() < 1e-9,
                "{first:?}"
            );
            assert!(
                found
                    .iter()
                    .all(|it| it.indices.len() == method.indices().len())
            );
        }
        assert!(Method::Sobol(0).design(3, 1).is_none());
        assert!(Method::Morris(0).design(3, 1).is_none());
    }
}
