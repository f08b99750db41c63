//! The tables of a comparison, and its effects as documents.

use super::{field, number, table};
use crate::stats::difference::PairedDifference;
use crate::stats::interval::Interval;
use crate::study::compare::{Counted, Effect};
use crate::study::over_time::OverTime;
use crate::words::less_is_better;
use serde_json::{Value, json};

/// `comparison.csv`: how each strategy differs from the base, pair by pair.
///
/// # Errors
/// If the table cannot be built.
pub fn comparison(effects: &[Effect]) -> Result<Vec<u8>, csv::Error> {
    let header = [
        "strategy",
        "against",
        "metric",
        "base_mean",
        "mean",
        "difference",
        "low",
        "high",
        "p10",
        "p90",
        "wins",
        "ties",
        "losses",
        "pairs",
        "counted",
        "left_out",
        "relative",
        "relative_low",
        "relative_high",
        "variance_reduction",
        "p_value",
        "p_corrected",
    ];
    let rows = effects.iter().map(|effect| {
        let mut row = vec![
            effect.strategy.clone(),
            effect.against.clone(),
            effect.metric.clone(),
        ];
        row.extend([effect.base, effect.mean].map(field));
        match &effect.difference {
            Some(found) => {
                let [low, high] = found.ends();
                let spread = [low, high, found.spread.low, found.spread.high];
                row.push(field(found.mean));
                row.extend(spread.map(field));
                let score = found.score(less_is_better(&effect.metric));
                row.extend([score.wins, score.ties, score.losses].map(|count| count.to_string()));
                row.push(found.pairs.to_string());
                row.push(counted(effect).to_owned());
                row.push(found.left_out.to_string());
                let relative = effect.relative();
                row.extend(relative_fields(relative).map(field));
                row.extend([found.variance_reduction, found.p_value, effect.corrected].map(field));
            }
            None => row.resize(header.len(), String::new()),
        }
        row
    });
    table(&header, rows)
}

/// `over_time.csv`: what the comparison says at a quarter, at half and at the end of the run, in the
/// metric that decides.
///
/// # Errors
/// If the table cannot be built.
pub fn over_time(courses: &[OverTime]) -> Result<Vec<u8>, csv::Error> {
    let rows = courses.iter().flat_map(|course| {
        course.moments.iter().map(|moment| {
            let read = |value: &dyn Fn(&PairedDifference) -> f64| {
                field(moment.difference.as_ref().map_or(f64::NAN, value))
            };
            vec![
                course.strategy.clone(),
                course.against.clone(),
                course.metric.clone(),
                moment.day.to_string(),
                read(&|found| found.mean),
                read(&|found| found.ends()[0]),
                read(&|found| found.ends()[1]),
                moment.verdict.key().to_owned(),
                course.turns.map_or_else(String::new, |day| day.to_string()),
            ]
        })
    });
    table(
        &[
            "strategy",
            "against",
            "metric",
            "day",
            "difference",
            "low",
            "high",
            "verdict",
            "turns_on_day",
        ],
        rows,
    )
}

/// A relative difference with the ends of its interval; not a number where it says nothing.
fn relative_fields(relative: Option<(f64, Interval)>) -> [f64; 3] {
    relative.map_or([f64::NAN; 3], |(share, interval)| {
        [share, interval.low, interval.high]
    })
}

/// One effect as JSON.
pub fn effect(effect: &Effect) -> Value {
    let difference = effect.difference.as_ref();
    let read = |value: &dyn Fn(&PairedDifference) -> f64| {
        difference.map_or(Value::Null, |difference| number(value(difference)))
    };
    let score = difference.map(|difference| difference.score(less_is_better(&effect.metric)));
    let relative = relative_fields(effect.relative());
    json!({
        "strategy": effect.strategy,
        "against": effect.against,
        "metric": effect.metric,
        "base_mean": number(effect.base),
        "mean": number(effect.mean),
        "difference": read(&|found| found.mean),
        "low": read(&|found| found.ends()[0]),
        "high": read(&|found| found.ends()[1]),
        "p10": read(&|found| found.spread.low),
        "p90": read(&|found| found.spread.high),
        "wins": score.map(|score| score.wins),
        "ties": score.map(|score| score.ties),
        "losses": score.map(|score| score.losses),
        "pairs": difference.map_or(0, |found| found.pairs),
        "counted": counted(effect),
        "left_out": difference.map_or(0, |found| found.left_out),
        "relative": number(relative[0]),
        "relative_low": number(relative[1]),
        "relative_high": number(relative[2]),
        "variance_reduction": read(&|found| found.variance_reduction),
        "p_value": read(&|found| found.p_value),
        "p_corrected": number(effect.corrected),
    })
}

/// What the pairs of a comparison are.
fn counted(effect: &Effect) -> &'static str {
    match effect.counted {
        Counted::Runs => "runs",
        Counted::Worlds => "worlds",
    }
}
