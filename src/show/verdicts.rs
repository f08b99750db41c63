//! Verdicts over worlds as tables and as JSON.

use super::tables::{field, number, table};
use crate::stats::difference::PairedDifference;
use crate::study::rests::{Rest, Rests};
use crate::study::verdict::{Learn, Turning, Verdict};
use serde_json::{Value, json};

/// `worlds.csv`: in how many possible worlds each strategy is better, and by how much. Differences
/// are those of the metric itself.
///
/// # Errors
/// If the table cannot be built.
pub fn worlds(verdicts: &[Verdict]) -> Result<Vec<u8>, csv::Error> {
    let rows = verdicts.iter().map(|verdict| {
        let size = Size::of(verdict);
        let mut row = vec![
            verdict.strategy.clone(),
            verdict.against.clone(),
            verdict.metric.clone(),
            verdict.share.worlds.to_string(),
            verdict.share.pairs.to_string(),
        ];
        let share = &verdict.share;
        row.extend(better(verdict).map(field));
        row.extend(
            [
                size.mean, size.low, size.high, size.p10, size.p90, share.luck,
            ]
            .map(field),
        );
        row
    });
    table(
        &[
            "strategy",
            "against",
            "metric",
            "worlds",
            "pairs",
            "better",
            "better_low",
            "better_high",
            "difference",
            "low",
            "high",
            "p10",
            "p90",
            "luck",
        ],
        rows,
    )
}

/// `assumptions.csv`: what knowing each assumption is worth for each decision, and how much of the
/// difference hangs on it.
///
/// # Errors
/// If the table cannot be built.
pub fn assumptions(verdicts: &[Verdict]) -> Result<Vec<u8>, csv::Error> {
    let rows = verdicts.iter().flat_map(|verdict| {
        verdict.learn.iter().map(move |learn| {
            vec![
                verdict.strategy.clone(),
                verdict.against.clone(),
                verdict.metric.clone(),
                learn.path.clone(),
                field(learn.knowing.value),
                field(learn.knowing.share),
                learn.knowing.clear.to_string(),
                field(learn.hanging.share),
                field(sign(verdict) * learn.hanging.slope),
                learn.hanging.clear.to_string(),
            ]
        })
    });
    table(
        &[
            "strategy",
            "against",
            "metric",
            "assumption",
            "value_of_knowing",
            "share_of_doubt",
            "worth_knowing",
            "share_of_variance",
            "slope",
            "matters",
        ],
        rows,
    )
}

/// Share of worlds in which the strategy is better, and its interval; not numbers where nothing differs in any, which
/// is neither better nor worse.
fn better(verdict: &Verdict) -> [f64; 3] {
    if verdict.lived.is_nothing() {
        return [f64::NAN; 3];
    }
    let share = &verdict.share;
    [share.above, share.interval.low, share.interval.high]
}

/// Better is above 0 in a verdict; in tables a difference is that of the metric.
fn sign(verdict: &Verdict) -> f64 {
    if verdict.less_is_better { -1.0 } else { 1.0 }
}

/// The difference of the metric itself.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Mean over worlds.
    pub mean: f64,
    /// Lower end of its 95 % interval; not a number where there is none.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The difference expected in the tenth lowest of 100 worlds.
    pub p10: f64,
    /// And in the tenth highest.
    pub p90: f64,
}

impl Size {
    /// The size of a verdict's difference.
    pub fn of(verdict: &Verdict) -> Self {
        let (sign, share) = (sign(verdict), &verdict.share);
        let ordered = |one: f64, other: f64| {
            (
                (sign * one).min(sign * other),
                (sign * one).max(sign * other),
            )
        };
        let difference = verdict.difference.as_ref();
        let [low, high] = difference.map_or([f64::NAN; 2], PairedDifference::ends);
        let (p10, p90) = ordered(share.ignorance.low, share.ignorance.high);
        Self {
            mean: difference.map_or(f64::NAN, |it| it.mean),
            low,
            high,
            p10,
            p90,
        }
    }
}

/// What a recommended value rests on, as JSON; `values` shows the values of a cell.
pub fn rests(rests: &Rests, values: &dyn Fn(usize) -> Value) -> Value {
    let one = |rest: &Rest| {
        json!({
            "assumption": rest.path,
            "value_of_knowing": number(rest.value),
            "best_if_low": values(rest.low),
            "best_if_high": values(rest.high),
        })
    };
    json!({ "worlds": rests.worlds, "on": rests.on.iter().map(one).collect::<Vec<_>>() })
}

/// A verdict as JSON.
pub fn verdict(verdict: &Verdict) -> Value {
    let (share, size) = (&verdict.share, Size::of(verdict));
    let [better, better_low, better_high] = better(verdict).map(number);
    let mut document = json!({
        "worlds": share.worlds,
        "pairs": share.pairs,
        "better": better,
        "better_low": better_low,
        "better_high": better_high,
        "difference": number(size.mean),
        "low": number(size.low),
        "high": number(size.high),
        "p10": number(size.p10),
        "p90": number(size.p90),
        "luck": number(share.luck),
    });
    if !verdict.learn.is_empty() {
        let learn = |learn: &Learn| {
            json!({
                "assumption": learn.path,
                "value_of_knowing": number(learn.knowing.value),
                "share_of_doubt": number(learn.knowing.share),
                "worth_knowing": learn.knowing.clear,
                "share_of_variance": number(learn.hanging.share),
                "slope": number(sign(verdict) * learn.hanging.slope),
                "matters": learn.hanging.clear,
            })
        };
        document["assumptions"] = verdict.learn.iter().map(learn).collect();
        document["learn_first"] = verdict.first().map_or(Value::Null, |it| json!(it.path));
        document["turned_by"] = match &verdict.turn {
            Turning::By(turn) => json!({
                "assumption": turn.path,
                "condition": turn.condition.en,
                "turned": number(turn.turned),
                "fresh_worlds": turn.worlds,
            }),
            _ => Value::Null,
        };
    }
    document
}
