//! Tables and document of a search for the best values.

use super::{about, findings};
use crate::draw::charts::{SweepPoint, SweepPoints};
use crate::draw::{About, Chart, ChartError, Estimate};
use crate::observe::metrics::not_below_zero;
use crate::run::cells::{Cell, value_text};
use crate::run::world::{means, paired_means};
use crate::scenario::Axis;
use crate::scenario::settings::Scenario;
use crate::show::sweeps::{scattered, values};
use crate::show::tables::{field, number, table};
use crate::stats::difference::LEVEL;
use crate::study::optimize::{Candidate, Constraint, Gain, Optimum};
use crate::study::ranking::Goal;
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
    let won = found.won(constraints);
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
        row.push((won && cell == found.winner).to_string());
        row
    });
    table(&header, rows)
}

fn gain(gain: &Gain, goal: Goal) -> Value {
    let difference = gain.difference.as_ref();
    let score = difference.map(|difference| difference.score(goal.minimize));
    let read = |value: Option<f64>| value.map_or(Value::Null, number);
    json!({
        "as_written": number(gain.base),
        "winner": number(gain.winner),
        "gain": read(difference.map(|it| it.mean)),
        "low": read(difference.map(|it| it.ends()[0])),
        "high": read(difference.map(|it| it.ends()[1])),
        "wins": score.map(|score| score.wins),
        "ties": score.map(|score| score.ties),
        "losses": score.map(|score| score.losses),
        "pairs": difference.map_or(0, |it| it.pairs),
    })
}

/// All candidates over each setting: how much room there is around the winner.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn charts(
    scenario: &Scenario,
    axes: &[Axis],
    found: &Optimum,
    constraints: &[Constraint],
    goal: Goal,
) -> Result<Vec<Chart>, ChartError> {
    let tried: Vec<(usize, &Candidate)> = found
        .candidates
        .iter()
        .enumerate()
        .filter(|(_, it)| it.failure.is_none())
        .collect();
    let winner = &found.candidates[found.winner];
    let won = found.won(constraints);
    let point = |(number, it): &(usize, &Candidate)| {
        let numbered: Vec<(u32, f64)> = (0..).zip(it.values.iter().copied()).collect();
        let interval = goal.metric.interval(&means(&numbered, found.worlds));
        let interval = interval.map(|ends| not_below_zero(ends, it.values.iter().copied()));
        let (low, high) = interval.map_or((f64::NAN, f64::NAN), |it| (it.low, it.high));
        let [winner, other] = paired_means(&winner.values, &it.values, 0, found.worlds);
        let behind = goal.metric.compared(&winner, &other);
        SweepPoint {
            estimate: Estimate::new(it.mean(), low, high),
            best: won && *number == found.winner,
            plateau: it.is_feasible(constraints)
                && behind.is_none_or(|behind| behind.p_value > 1.0 - LEVEL),
        }
    };
    let fewest = tried.iter().map(|(_, it)| it.values.len()).min();
    let cells: Vec<Cell> = tried.iter().map(|(_, it)| it.cell.clone()).collect();
    let points = SweepPoints {
        about: About {
            finding: Some(findings::best_cell(
                crate::words::findings::SEARCHED,
                goal.metric.key,
                (&winner.cell, axes),
                winner.mean(),
            )),
            ..about::about(scenario, fewest.unwrap_or(0))
        },
        metric: goal.metric.key.to_owned(),
        axes: scattered(axes, &cells),
        points: tried.iter().map(point).collect(),
    };
    match points.chart() {
        Err(ChartError::Empty { .. }) => Ok(Vec::new()),
        chart => chart.map(|chart| vec![chart]),
    }
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
    let first = json!({ "cell": found.winner, "values": values(axes, &winner.cell) });
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
        "unit": goal.metric.words.unit.key(),
        "minimize": goal.minimize,
        "winner": found.won(constraints).then_some(&first),
        "first": first,
        "promised": gain(&found.promised, goal),
        "validated": gain(&found.validated, goal),
        "bounds": bounds.collect::<Vec<_>>(),
        "candidates": found.candidates.len(),
        "runs": found.runs,
    })
}
