//! Tables, document and chart of a sensitivity study.

use super::{about, findings};
use crate::draw::charts::{Sensitivity, Tornado};
use crate::draw::{About, Chart, ChartError, Estimate, Label};
use crate::run::cells::{Cell, value_text};
use crate::scenario::Axis;
use crate::scenario::settings::Scenario;
use crate::show::tables::{field, number, table};
use crate::study::sensitivity::{Influence, Method};
use crate::words::{self, Language, labels};
use serde_json::{Value, json};

/// `design.csv`: where the scenario was run, and what came out. `PATH@place` is the place of a value
/// from 0 to 1 along its input.
///
/// # Errors
/// If the table cannot be built.
pub fn design(
    columns: &[Axis],
    cells: &[Cell],
    points: &[Vec<f64>],
    metric: &str,
    outputs: &[f64],
) -> Result<Vec<u8>, csv::Error> {
    let mut header = vec!["cell".to_owned()];
    header.extend(columns.iter().map(|axis| axis.path.clone()));
    header.extend(columns.iter().map(|axis| format!("{}@place", axis.path)));
    header.push(metric.to_owned());
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let rows = cells.iter().zip(points).zip(outputs).enumerate().map(
        |(number, ((cell, point), output))| {
            let mut row = vec![number.to_string()];
            let text = |axis: &Axis| {
                cell.value(&axis.path)
                    .map_or_else(String::new, |value| value_text(&value))
            };
            row.extend(columns.iter().map(text));
            row.extend(point.iter().copied().map(field));
            row.push(field(*output));
            row
        },
    );
    table(&header, rows)
}

/// `indices.csv`: every index of every input.
///
/// # Errors
/// If the table cannot be built.
pub fn indices(method: Method, found: &[Influence], metric: &str) -> Result<Vec<u8>, csv::Error> {
    let rows = found.iter().flat_map(|it| {
        method
            .indices()
            .iter()
            .zip(&it.indices)
            .map(move |(name, (value, interval))| {
                let ends = interval.map_or([f64::NAN; 2], |interval| [interval.low, interval.high]);
                let mut row = vec![it.path.clone(), (*name).to_owned(), metric.to_owned()];
                row.extend([*value, ends[0], ends[1]].map(field));
                row
            })
    });
    table(
        &["parameter", "index", "metric", "estimate", "low", "high"],
        rows,
    )
}

/// `summary.json` of a sensitivity study.
pub fn document(
    scenario: &Scenario,
    metric: &str,
    method: Method,
    found: &[Influence],
    replicates: u32,
    points: usize,
    luck: f64,
) -> Value {
    let name = match method {
        Method::Morris(_) => "morris",
        Method::Sobol(_) => "sobol",
    };
    let index =
        |(name, (value, interval)): (&&str, &(f64, Option<crate::stats::interval::Interval>))| {
            json!({
                "index": name,
                "estimate": number(*value),
                "low": interval.map_or(Value::Null, |interval| number(interval.low)),
                "high": interval.map_or(Value::Null, |interval| number(interval.high)),
            })
        };
    let inputs = found.iter().map(|it| {
        let indices: Vec<Value> = method
            .indices()
            .iter()
            .zip(&it.indices)
            .map(index)
            .collect();
        json!({ "parameter": it.path, "indices": indices })
    });
    json!({
        "title": scenario.title,
        "seed": scenario.seed,
        "days": scenario.days,
        "metric": metric,
        "method": name,
        "points": points,
        "replicates": replicates,
        "luck": number(luck),
        "inputs": inputs.collect::<Vec<_>>(),
    })
}

/// What the indices of a method measure.
fn quantity(method: Method, metric: &str) -> Label {
    match method {
        Method::Sobol(_) => labels::SHARE_OF_VARIANCE.into(),
        Method::Morris(_) => {
            let name = |language| words::metric_name(metric, language);
            let text = |language| {
                let name = words::sentences::inner(&name(language), language);
                labels::MEAN_EFFECT.with(language, &[("metric", &name)])
            };
            Label::new(text(Language::English), text(Language::Chinese))
        }
    }
}

/// The tornado of a sensitivity study.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn charts(
    scenario: &Scenario,
    metric: &str,
    method: Method,
    found: &[Influence],
    runs: usize,
) -> Result<Vec<Chart>, ChartError> {
    // μ and σ are for the table: bars of three kinds of number hide the ranking.
    let shown: Vec<Label> = match method {
        Method::Morris(_) => vec![Label::new(
            "Mean absolute elementary effect (μ*)",
            "平均绝对基本效应（μ*）",
        )],
        Method::Sobol(_) => vec![
            Label::new("First-order Sobol index", "一阶 Sobol 指数"),
            Label::new("Total Sobol index", "总 Sobol 指数"),
        ],
    };
    let count = shown.len();
    let parameters = found.iter().map(|it| Sensitivity {
        parameter: Label::from(it.path.as_str()),
        name: about::parameter_name(&it.path),
        values: it.indices[..count]
            .iter()
            .map(|(value, interval)| {
                let ends = interval.map_or((f64::NAN, f64::NAN), |interval| {
                    (interval.low, interval.high)
                });
                Estimate::new(*value, ends.0, ends.1)
            })
            .collect(),
    });
    let chart = Tornado {
        about: About {
            finding: findings::depends(metric, found, count),
            ..about::about(scenario, runs)
        },
        metric: metric.to_owned(),
        quantity: quantity(method, metric),
        indices: shown,
        parameters: parameters.collect(),
    };
    match chart.chart() {
        Err(ChartError::Empty { .. }) => Ok(Vec::new()),
        chart => chart.map(|chart| vec![chart]),
    }
}
