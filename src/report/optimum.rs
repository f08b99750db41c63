//! Tables and document of a search for the best values.

use super::sweeps::values;
use super::tables::{field, number, table};
use crate::scenario::Axis;
use crate::scenario::settings::Scenario;
use crate::study::cells::value_text;
use crate::study::optimize::{Constraint, Gain, Optimum};
use crate::study::sweep::Goal;
use serde_json::{Value, json};

/// `candidates.csv`: everything tried, in the order of trying; the first is the scenario as written.
///
/// # Errors
/// If the table cannot be built.
pub fn candidates(
    axes: &[Axis],
    found: &Optimum,
    constraints: &[Constraint],
    goal: Goal,
) -> Result<Vec<u8>, csv::Error> {
    let mut header = vec!["cell", "race"];
    header.extend(axes.iter().map(|axis| axis.path.as_str()));
    header.extend(["replicates", goal.metric.key]);
    header.extend(constraints.iter().map(|it| it.metric.key));
    header.extend(["feasible", "winner"]);
    let rows = found.candidates.iter().enumerate().map(|(cell, it)| {
        let mut row = vec![cell.to_string(), it.race.to_string()];
        let text = |axis: &Axis| {
            it.cell
                .value(&axis.path)
                .as_ref()
                .map_or_else(String::new, value_text)
        };
        row.extend(axes.iter().map(text));
        row.push(it.values.len().to_string());
        row.push(field(it.mean()));
        row.extend(
            (0..constraints.len())
                .map(|index| field(it.bounds.get(index).copied().unwrap_or(f64::NAN))),
        );
        row.push(it.is_feasible(constraints).to_string());
        row.push((cell == found.winner).to_string());
        row
    });
    table(&header, rows)
}

fn gain(gain: &Gain) -> Value {
    let difference = gain.difference.as_ref();
    let read = |value: Option<f64>| value.map_or(Value::Null, number);
    json!({
        "as_written": number(gain.base),
        "winner": number(gain.winner),
        "gain": read(difference.map(|it| it.mean)),
        "low": read(difference.map(|it| it.interval.low)),
        "high": read(difference.map(|it| it.interval.high)),
        "won": read(difference.map(|it| it.won)),
        "pairs": difference.map_or(0, |it| it.pairs),
    })
}

/// `summary.json` of a search.
pub fn document(
    scenario: &Scenario,
    axes: &[Axis],
    found: &Optimum,
    constraints: &[Constraint],
    goal: Goal,
) -> Value {
    let winner = &found.candidates[found.winner];
    let bounds = constraints
        .iter()
        .zip(&found.bounds)
        .map(|(it, (mean, share))| {
            json!({
                "metric": it.metric.key,
                "at_most": it.at_most,
                "bound": number(it.bound),
                "mean": number(*mean),
                "kept_in": number(*share),
            })
        });
    json!({
        "title": scenario.title,
        "seed": scenario.seed,
        "days": scenario.days,
        "metric": goal.metric.key,
        "unit": goal.metric.unit,
        "minimize": goal.minimize,
        "winner": { "cell": found.winner, "values": values(axes, &winner.cell) },
        "promised": gain(&found.promised),
        "validated": gain(&found.validated),
        "bounds": bounds.collect::<Vec<_>>(),
        "candidates": found.candidates.len(),
        "runs": found.runs,
    })
}
