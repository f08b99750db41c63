//! How cells are laid out over axes.

use super::{Cell, number};
use crate::scenario::{Axis, Loaded, readable};
use crate::stats::sensitivity::design::{full_factorial, latin_hypercube, quasi_random};

/// More cells than anybody waits for.
pub const MOST_CELLS: usize = 65_536;

/// An axis as a stretch of values: what a design that is no grid fills.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The path, and the values at its ends and between them.
    pub axis: Axis,
    /// Whether numbers between the values are values too.
    pub between: bool,
    /// Whether these must be whole.
    pub whole: bool,
}

impl Span {
    /// The span of an axis: its numbers and all between them, or its words.
    pub fn of(loaded: &Loaded, axis: Axis) -> Self {
        let whole = must_be_whole(loaded, &axis);
        Self {
            axis,
            between: true,
            whole,
        }
    }

    /// How many values there are; `None` where there is one between any two.
    pub fn levels(&self) -> Option<usize> {
        let numbers = self.axis.values.iter().all(|value| number(value).is_some());
        (!(self.between && numbers) || self.axis.values.len() == 1)
            .then_some(self.axis.values.len())
    }

    /// The value at a place from 0 to 1: between two neighbouring values where they are numbers, one
    /// of the values otherwise.
    pub fn value(&self, at: f64) -> toml::Value {
        let values = &self.axis.values;
        let numbers: Option<Vec<f64>> = values.iter().map(number).collect();
        let Some(numbers) = numbers.filter(|_| self.between) else {
            let place = (at * values.len() as f64) as usize;
            return values[place.min(values.len() - 1)].clone();
        };
        let along = at.clamp(0.0, 1.0) * (numbers.len() - 1) as f64;
        let low = along.floor() as usize;
        let high = (low + 1).min(numbers.len() - 1);
        let value = numbers[low] + (numbers[high] - numbers[low]) * (along - low as f64);
        if self.whole {
            toml::Value::Integer(value.round() as i64)
        } else {
            // To a two-thousandth of the stretch it lies in: finer than anybody sets a fee.
            let fineness = (numbers[high] - numbers[low]).abs() / 2000.0;
            toml::Value::Float(readable(value, fineness))
        }
    }
}

/// How cells are laid out over the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Every combination of the values.
    Grid,
    /// A Latin hypercube of so many cells: each axis cut into as many slices, one cell in each.
    LatinHypercube(usize),
    /// So many points of a Sobol sequence.
    Sobol(usize),
}

/// Why cells cannot be laid out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// No axis.
    #[error("there is nothing to vary")]
    NoAxis,
    /// No cell.
    #[error("the design has no cells")]
    Empty,
    /// More cells than anybody waits for.
    #[error("the design has {cells} cells, and {MOST_CELLS} is the most")]
    TooMany {
        /// How many.
        cells: u128,
    },
    /// One path on two axes.
    #[error("`{path}` is varied twice")]
    Twice {
        /// The path.
        path: String,
    },
}

/// Lays out the cells; `seed` decides about designs that draw.
///
/// # Errors
/// [`LayoutError`].
pub fn lay_out(spans: &[Span], design: Design, seed: u64) -> Result<Vec<Cell>, LayoutError> {
    if spans.is_empty() {
        return Err(LayoutError::NoAxis);
    }
    let axes: Vec<&Axis> = spans.iter().map(|span| &span.axis).collect();
    for (index, axis) in axes.iter().enumerate() {
        if axes[..index].iter().any(|other| other.path == axis.path) {
            return Err(LayoutError::Twice {
                path: axis.path.clone(),
            });
        }
    }
    let cells = match design {
        Design::Grid => axes.iter().fold(1_u128, |cells, axis| {
            cells.saturating_mul(axis.values.len() as u128)
        }),
        Design::LatinHypercube(cells) | Design::Sobol(cells) => cells as u128,
    };
    if cells == 0 {
        return Err(LayoutError::Empty);
    }
    if cells > MOST_CELLS as u128 {
        return Err(LayoutError::TooMany { cells });
    }
    let within = |points: Vec<Vec<f64>>| -> Vec<Cell> {
        points
            .iter()
            .map(|point| cell_within(spans, point))
            .collect()
    };
    Ok(match design {
        Design::Grid => {
            let levels: Vec<usize> = axes.iter().map(|axis| axis.values.len()).collect();
            let places = full_factorial(&levels);
            let at = |place: &Vec<usize>| {
                let chosen = axes.iter().zip(place);
                Cell::at(
                    chosen.map(|(axis, level)| (axis.path.as_str(), axis.values[*level].clone())),
                )
            };
            places.iter().map(at).collect()
        }
        Design::LatinHypercube(cells) => within(latin_hypercube(cells, axes.len(), seed)),
        Design::Sobol(cells) => within(quasi_random(cells, axes.len(), seed as u32)),
    })
}

/// The cell at a point of the unit cube that the spans make up.
pub(crate) fn cell_within(spans: &[Span], point: &[f64]) -> Cell {
    let places = spans.iter().zip(point);
    Cell::at(places.map(|(span, at)| (span.axis.path.as_str(), span.value(*at))))
}

/// Whether values between those of an axis must be whole: where a broken number is not permitted.
pub(super) fn must_be_whole(loaded: &Loaded, axis: &Axis) -> bool {
    let all_whole = axis.values.iter().all(toml::Value::is_integer);
    all_whole
        && axis.values.iter().find_map(number).is_some_and(|value| {
            let broken = toml::Value::Float(value + 0.5);
            let below = toml::Value::Float(value - 0.5);
            [broken, below]
                .into_iter()
                .all(|value| loaded.with(&[(axis.path.clone(), value)]).is_err())
        })
}
