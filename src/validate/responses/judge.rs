//! What is to be said of a dial: that it does nothing, too much, or first one thing and then the other.

use super::{ENGAGED, MOST, MOVED, Response, column};
use crate::observe::metrics::Run;
use crate::operator::Kind;
use crate::stats::difference::{LEVEL, paired};
use crate::stats::multiplicity::holm;

/// What is to be said of a dial.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "findings that do not exclude one another"
)]
pub struct Judgement {
    /// What it moves beyond luck, between some doses of some size.
    pub moves: Vec<Run>,
    /// Every run is the same whatever the dose.
    pub is_inert: bool,
    /// Some dose does more than [`MOST`] in a strategy that is not there for that.
    pub is_implausible: bool,
    /// More of it means clearly more engaged members, in some size and between some doses.
    pub rises: bool,
    /// More of it means clearly fewer.
    pub falls: bool,
    /// The same where it is one of all the dials that are tried: one of twenty that do nothing would look clear by itself.
    pub surely_rises: bool,
    /// The same of falling.
    pub surely_falls: bool,
    /// It clearly rises and clearly falls in one size.
    pub turns: bool,
}

/// Two doses on one size: how much more engaged, or more of something else, the higher one makes.
struct Step {
    size: usize,
    difference: f64,
    /// Corrected for all steps of the dial.
    p_value: f64,
}

/// The p-value of the difference between two doses, pair by pair. Where every pair differs by the same, as hours
/// do, luck would have to put each of them on the same side.
fn p_value(high: &[f64], low: &[f64]) -> f64 {
    let found = paired(high, low).map_or(f64::NAN, |it| it.p_value);
    if found.is_finite() {
        return found;
    }
    let mut differences = high.iter().zip(low).map(|(high, low)| high - low);
    let first = differences.next().unwrap_or_default();
    if first != 0.0 && differences.all(|it| it * first > 0.0) {
        libm::exp2(1.0 - high.len() as f64)
    } else {
        1.0
    }
}

/// All steps of a dial in one number of [`MOVED`].
fn steps(responses: &[Vec<Response>], part: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for (size, doses) in responses.iter().enumerate() {
        let values: Vec<Vec<f64>> = doses.iter().map(|it| column(&it.runs, part)).collect();
        for (place, high) in values.iter().enumerate() {
            for low in &values[..place] {
                let known = high.iter().zip(low).filter(|(high, low)| {
                    let difference = *high - *low;
                    difference.is_finite()
                });
                let differences: Vec<f64> = known.map(|(high, low)| high - low).collect();
                let count = differences.len().max(1) as f64;
                steps.push(Step {
                    size,
                    difference: differences.iter().sum::<f64>() / count,
                    p_value: p_value(high, low),
                });
            }
        }
    }
    // Thirty comparisons are made of a dial; one in twenty of those of a dead one would look clear.
    let corrected = holm(&steps.iter().map(|step| step.p_value).collect::<Vec<_>>());
    for (step, p_value) in steps.iter_mut().zip(corrected) {
        step.p_value = p_value;
    }
    steps
}

/// What is to be said of a dial that is one of so many `dials`.
pub(super) fn judge(kind: &Kind, responses: &[Vec<Response>], dials: usize) -> Judgement {
    let engaged = steps(responses, ENGAGED);
    let beyond = |size: usize, sign: f64, luck: f64| {
        engaged
            .iter()
            .any(|step| step.size == size && step.difference * sign > 0.0 && step.p_value < luck)
    };
    let luck = 1.0 - LEVEL;
    let clear = |size: usize, sign: f64| beyond(size, sign, luck);
    let sure = |size: usize, sign: f64| beyond(size, sign, luck / dials.max(1) as f64);
    let sizes = 0..responses.len();
    // One of twelve numbers of a dial that moves none of them is clear by itself more often than one is.
    let moved = |part: usize| {
        if part == ENGAGED {
            return engaged.iter().any(|step| step.p_value < luck);
        }
        let luck = luck / MOVED.len() as f64;
        steps(responses, part)
            .iter()
            .any(|step| step.p_value < luck)
    };
    let moves = MOVED.iter().enumerate().filter(|(part, _)| moved(*part));
    let is_inert = responses
        .iter()
        .all(|doses| doses.windows(2).all(|pair| alike(&pair[0], &pair[1])));
    let excessive = responses
        .iter()
        .flatten()
        .any(|it| it.ratio > MOST || it.ratio < 1.0 / MOST);
    Judgement {
        moves: moves.map(|(_, metric)| *metric).collect(),
        is_inert,
        is_implausible: excessive && !kind.keeps_out,
        rises: sizes.clone().any(|it| clear(it, 1.0)),
        falls: sizes.clone().any(|it| clear(it, -1.0)),
        surely_rises: sizes.clone().any(|it| sure(it, 1.0)),
        surely_falls: sizes.clone().any(|it| sure(it, -1.0)),
        turns: sizes
            .into_iter()
            .any(|it| clear(it, 1.0) && clear(it, -1.0)),
    }
}

/// Whether every run of two doses came to the same in every number.
fn alike(one: &Response, other: &Response) -> bool {
    one.runs.iter().zip(&other.runs).all(|(one, other)| {
        one.iter()
            .zip(other)
            .all(|(one, other)| one.total_cmp(other).is_eq())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_in_every_pair_is_no_luck_and_what_never_differs_no_effect() {
        let (none, thirty) = (vec![0.0; 24], vec![30.0; 24]);
        assert!(p_value(&thirty, &none) < 1e-6);
        assert!((p_value(&none, &none) - 1.0).abs() < 1e-12);
    }
}
