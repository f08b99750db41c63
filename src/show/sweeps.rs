//! Tables, documents and charts of many cells.

use super::{about, findings};
use crate::draw::charts::{
    HeatCell, HeatMap, HeatPanel, SweepAxis, SweepCell, SweepLine, SweepPanel, SweepPoint,
    SweepPoints, SweepValues,
};
use crate::draw::{About, Chart, ChartError, Estimate, Label};
use crate::observe::metrics::Metric;
use crate::run::cells::{self, Cell, short_names, value_text};
use crate::run::failure::CellFailure;
use crate::run::summary::Measured;
use crate::scenario::Axis;
use crate::scenario::settings::Scenario;
use crate::show::tables::{field, number, table};
use crate::study::ranking::{Goal, Standing};
use crate::study::sweep::Swept;
use crate::words::Unit;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Most small multiples of one chart.
const MOST_PANELS: usize = 9;

/// What a sweep was about and what came out, ready to be shown.
pub struct Shown<'a> {
    /// The scenario at the heart of the sweep.
    pub scenario: &'a Scenario,
    /// What was varied.
    pub axes: &'a [Axis],
    /// Whether the cells are all combinations of the axes' values, in the order of a grid.
    pub grid: bool,
    /// The cells.
    pub cells: &'a [Cell],
    /// What decides.
    pub goal: Goal,
    /// How the cells stand.
    pub swept: &'a Swept,
    /// The deciding metric of each finished cell.
    pub measured: &'a [Option<Measured>],
}

/// The rows of `cells.csv`, added cell by cell.
pub struct CellTable {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl CellTable {
    /// An empty table with a column for each axis.
    pub fn new(axes: &[Axis]) -> Self {
        let mut header = vec!["cell".to_owned()];
        header.extend(axes.iter().map(|axis| axis.path.clone()));
        let rest = [
            "metric",
            "replicates",
            "mean",
            "low",
            "high",
            "p10",
            "p50",
            "p90",
            "best",
            "plateau",
        ];
        header.extend(rest.map(str::to_owned));
        Self {
            header,
            rows: Vec::new(),
        }
    }

    /// Adds one metric of one cell.
    pub fn add(
        &mut self,
        axes: &[Axis],
        number: usize,
        cell: &Cell,
        best: bool,
        standing: &Standing,
        it: &Measured,
    ) {
        let mut row = vec![number.to_string()];
        row.extend(axes.iter().map(|axis| parameter(cell, axis)));
        row.push(it.metric.to_owned());
        row.push(it.band.count.to_string());
        let interval = it
            .interval
            .map_or([f64::NAN; 2], |interval| [interval.low, interval.high]);
        let numbers = [
            it.band.mean,
            interval[0],
            interval[1],
            it.band.p10,
            it.band.p50,
            it.band.p90,
        ];
        row.extend(numbers.map(field));
        row.push(best.to_string());
        row.push(standing.plateau.to_string());
        self.rows.push(row);
    }

    /// The table as CSV.
    ///
    /// # Errors
    /// If the table cannot be built.
    pub fn csv(self) -> Result<Vec<u8>, csv::Error> {
        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        table(&header, self.rows)
    }
}

fn parameter(cell: &Cell, axis: &Axis) -> String {
    cell.value(&axis.path)
        .map_or_else(String::new, |value| value_text(&value))
}

/// `failures.csv`: cells without a result, with what it takes to see the failure again.
///
/// # Errors
/// If the table cannot be built.
pub fn failures(
    axes: &[Axis],
    cells: &[Cell],
    failures: &[CellFailure],
) -> Result<Vec<u8>, csv::Error> {
    let mut header = vec!["cell"];
    header.extend(axes.iter().map(|axis| axis.path.as_str()));
    header.extend(["replicate", "seed", "error"]);
    let rows = failures.iter().map(|failure| {
        let mut row = vec![failure.cell.to_string()];
        row.extend(
            axes.iter()
                .map(|axis| parameter(&cells[failure.cell], axis)),
        );
        row.push(
            failure
                .replicate
                .map_or_else(String::new, |replicate| replicate.to_string()),
        );
        row.push(failure.seed.to_string());
        row.push(failure.message.clone());
        row
    });
    table(&header, rows)
}

/// The values of a cell as JSON.
pub fn values(axes: &[Axis], cell: &Cell) -> Value {
    let json_of = |value: toml::Value| match value {
        toml::Value::Integer(whole) => json!(whole),
        toml::Value::Float(broken) => number(broken),
        toml::Value::Boolean(yes) => json!(yes),
        other => json!(value_text(&other)),
    };
    let pairs = axes.iter().filter_map(|axis| {
        let value = cell.value(&axis.path)?;
        Some((axis.path.clone(), json_of(value)))
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// `summary.json` of a sweep.
pub fn summary(shown: &Shown<'_>) -> Value {
    let swept = shown.swept;
    let of_cell = |cell: usize| -> Option<Value> {
        let standing = swept.ranking.standings[cell].as_ref()?;
        let it = shown.measured[cell].as_ref()?;
        let behind = standing.behind.as_ref();
        let read = |value: Option<f64>| value.map_or(Value::Null, number);
        Some(json!({
            "cell": cell,
            "values": values(shown.axes, &shown.cells[cell]),
            "replicates": standing.replicates,
            "mean": number(it.band.mean),
            "low": read(it.interval.map(|interval| interval.low)),
            "high": read(it.interval.map(|interval| interval.high)),
            "p10": number(it.band.p10),
            "p50": number(it.band.p50),
            "p90": number(it.band.p90),
            "best_minus_this": read(behind.map(|found| found.mean)),
            "best_minus_this_low": read(behind.map(|found| found.ends()[0])),
            "best_minus_this_high": read(behind.map(|found| found.ends()[1])),
            "variance_reduction": read(behind.map(|found| found.variance_reduction)),
            "best": swept.ranking.best == Some(cell),
            "plateau": standing.plateau,
        }))
    };
    json!({
        "title": shown.scenario.title,
        "seed": shown.scenario.seed,
        "days": shown.scenario.days,
        "metric": shown.goal.metric.key,
        "unit": shown.goal.metric.words.unit.key(),
        "minimize": shown.goal.minimize,
        "runs": swept.runs(),
        "best": swept.ranking.best.and_then(of_cell),
        "plateau": swept.ranking.plateau().collect::<Vec<_>>(),
        "cells": (0..shown.cells.len()).filter_map(of_cell).collect::<Vec<_>>(),
        "failures": swept.failures,
    })
}

/// The chart of a sweep: a line for one axis, a heat map for two, small multiples for more. Designs
/// that are no grid have a chart only for one axis.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn charts(shown: &Shown<'_>) -> Result<Vec<Chart>, ChartError> {
    let chart = match shown.axes {
        [axis] => line(shown, axis).chart(),
        [across, upwards, rest @ ..] if shown.grid => {
            heat_map(shown, across, upwards, rest).chart()
        }
        _ => points(shown).chart(),
    };
    match chart {
        Err(ChartError::Empty { .. }) => Ok(Vec::new()),
        chart => chart.map(|chart| vec![chart]),
    }
}

fn about(shown: &Shown<'_>) -> About {
    let standings = shown.swept.ranking.standings.iter().flatten();
    let fewest = standings
        .map(|standing| standing.replicates)
        .min()
        .unwrap_or(0);
    let best = shown.swept.ranking.best;
    let found = best.and_then(|best| {
        let mean = shown.measured[best].as_ref()?.band.mean;
        let cell = (&shown.cells[best], shown.axes);
        let metric = shown.goal.metric.key;
        Some(findings::best_cell(
            crate::words::findings::CELL,
            metric,
            cell,
            mean,
        ))
    });
    About {
        finding: found,
        ..about::about(shown.scenario, fewest)
    }
}

fn estimate(shown: &Shown<'_>, cell: usize) -> Option<Estimate> {
    let it = shown.measured[cell].as_ref()?;
    let (low, high) = it.interval.map_or((f64::NAN, f64::NAN), |interval| {
        (interval.low, interval.high)
    });
    Some(Estimate::new(it.band.mean, low, high))
}

fn marks(shown: &Shown<'_>, cell: usize) -> (bool, bool) {
    let ranking = &shown.swept.ranking;
    let plateau = ranking.standings[cell]
        .as_ref()
        .is_some_and(|standing| standing.plateau);
    (ranking.best == Some(cell), plateau)
}

const UNKNOWN: Estimate = Estimate::new(f64::NAN, f64::NAN, f64::NAN);

fn line(shown: &Shown<'_>, axis: &Axis) -> SweepLine {
    let mut order: Vec<usize> = (0..shown.cells.len()).collect();
    let place = |cell: &usize| {
        shown.cells[*cell]
            .value(&axis.path)
            .as_ref()
            .and_then(cells::number)
    };
    if order.iter().all(|cell| place(cell).is_some()) {
        order.sort_by(|one, other| {
            let places = (place(one).unwrap_or(0.0), place(other).unwrap_or(0.0));
            places.0.total_cmp(&places.1)
        });
    }
    let along: Vec<toml::Value> = order
        .iter()
        .filter_map(|cell| shown.cells[*cell].value(&axis.path))
        .collect();
    let cells = order.iter().map(|cell| {
        let (best, plateau) = marks(shown, *cell);
        let band = shown.measured[*cell].as_ref().map(|it| it.band);
        SweepCell {
            estimate: estimate(shown, *cell).unwrap_or(UNKNOWN),
            p10: band.map_or(f64::NAN, |band| band.p10),
            p90: band.map_or(f64::NAN, |band| band.p90),
            best,
            plateau,
        }
    });
    SweepLine {
        about: about(shown),
        metric: shown.goal.metric.key.to_owned(),
        axis: sweep_axis(axis, &along),
        panels: vec![SweepPanel {
            title: None,
            cells: cells.collect(),
        }],
    }
}

/// A panel for each axis, with every cell in each.
fn points(shown: &Shown<'_>) -> SweepPoints {
    let at = |cell: usize| {
        let (best, plateau) = marks(shown, cell);
        SweepPoint {
            estimate: estimate(shown, cell).unwrap_or(UNKNOWN),
            best,
            plateau,
        }
    };
    SweepPoints {
        about: about(shown),
        metric: shown.goal.metric.key.to_owned(),
        axes: scattered(shown.axes, shown.cells),
        points: (0..shown.cells.len()).map(at).collect(),
    }
}

/// The values of each axis at every cell; a cell that does not say has none.
pub fn scattered(axes: &[Axis], cells: &[Cell]) -> Vec<SweepAxis> {
    let along = |axis: &Axis| -> SweepAxis {
        let values: Vec<Option<toml::Value>> =
            cells.iter().map(|cell| cell.value(&axis.path)).collect();
        let is_number = |value: &toml::Value| cells::number(value).is_some();
        let place = |value: &Option<toml::Value>| value.as_ref().and_then(cells::number);
        let name =
            |value: &Option<toml::Value>| value.as_ref().map_or_else(String::new, value_text);
        SweepAxis {
            parameter: Label::from(axis.path.as_str()),
            name: about::parameter_name(&axis.path),
            values: if values.iter().flatten().all(is_number) {
                let places = values.iter().map(|value| place(value).unwrap_or(f64::NAN));
                SweepValues::Numbers(places.collect(), Unit::Number)
            } else {
                SweepValues::Names(
                    values
                        .iter()
                        .map(|value| Label::from(name(value)))
                        .collect(),
                )
            },
        }
    };
    axes.iter().map(along).collect()
}

fn sweep_axis(axis: &Axis, along: &[toml::Value]) -> SweepAxis {
    let numbers: Option<Vec<f64>> = along.iter().map(cells::number).collect();
    let names = || {
        along
            .iter()
            .map(|value| Label::from(value_text(value)))
            .collect()
    };
    SweepAxis {
        parameter: Label::from(axis.path.as_str()),
        name: about::parameter_name(&axis.path),
        values: numbers.map_or_else(
            || SweepValues::Names(names()),
            |numbers| SweepValues::Numbers(numbers, Unit::Number),
        ),
    }
}

/// Places of an axis' values in rising order, where they are numbers.
fn rising(axis: &Axis) -> Vec<usize> {
    let mut places: Vec<usize> = (0..axis.values.len()).collect();
    let numbers: Option<Vec<f64>> = axis.values.iter().map(cells::number).collect();
    if let Some(numbers) = numbers {
        places.sort_by(|one, other| numbers[*one].total_cmp(&numbers[*other]));
    }
    places
}

/// A panel for each value of the third axis; further axes stand where the best cell has them.
fn heat_map(shown: &Shown<'_>, across: &Axis, upwards: &Axis, rest: &[Axis]) -> HeatMap {
    let best = shown.swept.ranking.best.unwrap_or(0);
    let (columns, rows) = (rising(across), rising(upwards));
    let stride = |place: usize| stride(shown.axes, place);
    let level = |cell: usize, place: usize| cell / stride(place) % shown.axes[place].values.len();
    let names = short_names(shown.axes);
    let panels: Vec<Option<usize>> = match rest.first() {
        None => vec![None],
        Some(axis) => chosen(rising(axis), level(best, 2))
            .into_iter()
            .map(Some)
            .collect(),
    };
    let panel = |third: &Option<usize>| {
        let fixed: usize = (2..shown.axes.len())
            .map(|place| {
                let at = if place == 2 {
                    third.unwrap_or(0)
                } else {
                    level(best, place)
                };
                at * stride(place)
            })
            .sum();
        let cells = rows.iter().flat_map(|row| {
            columns.iter().map(move |column| {
                let cell = column * stride(0) + row * stride(1) + fixed;
                let (best, plateau) = marks(shown, cell);
                HeatCell {
                    estimate: estimate(shown, cell).unwrap_or(UNKNOWN),
                    best,
                    plateau,
                }
            })
        });
        let title = third.zip(rest.first()).map(|(third_level, axis)| {
            let mut title = format!("{} = {}", names[2], value_text(&axis.values[third_level]));
            for (place, axis) in shown.axes.iter().enumerate().skip(3) {
                let value = value_text(&axis.values[level(best, place)]);
                let _ = write!(title, ", {} = {value}", names[place]);
            }
            Label::from(title)
        });
        HeatPanel {
            title,
            cells: cells.collect(),
        }
    };
    let along = |axis: &Axis, places: &[usize]| -> SweepAxis {
        let values: Vec<toml::Value> = places
            .iter()
            .map(|place| axis.values[*place].clone())
            .collect();
        sweep_axis(axis, &values)
    };
    HeatMap {
        about: about(shown),
        metric: shown.goal.metric.key.to_owned(),
        x: along(across, &columns),
        y: along(upwards, &rows),
        panels: panels.iter().map(panel).collect(),
    }
}

/// How far apart in a grid two cells lie that differ by one step on an axis: the last axis runs
/// fastest.
fn stride(axes: &[Axis], place: usize) -> usize {
    axes[place + 1..]
        .iter()
        .map(|axis| axis.values.len())
        .product()
}

/// At most [`MOST_PANELS`] of many levels, evenly spread, the best cell's among them.
fn chosen(levels: Vec<usize>, best: usize) -> Vec<usize> {
    if levels.len() <= MOST_PANELS {
        return levels;
    }
    let at = |panel: usize| panel * (levels.len() - 1) / (MOST_PANELS - 1);
    let mut places: Vec<usize> = (0..MOST_PANELS).map(at).collect();
    let place = levels.iter().position(|level| *level == best).unwrap_or(0);
    if let Some(nearest) = places.iter_mut().min_by_key(|it| it.abs_diff(place)) {
        *nearest = place;
    }
    places.into_iter().map(|place| levels[place]).collect()
}

/// The metrics' names of a table, as a list for a plan.
pub fn keys(metrics: &[Metric]) -> Vec<String> {
    metrics.iter().map(|metric| metric.key.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_multiples_are_few_and_hold_the_best() {
        assert_eq!(chosen(vec![2, 0, 1], 1), [2, 0, 1]);
        let many = chosen((0..40).collect(), 17);
        assert_eq!(many.len(), MOST_PANELS);
        assert!(many.contains(&17) && many.is_sorted());
    }
}
