//! What is to be said of a dial: that it does nothing, too much, or first one thing and then the other.

use super::{MOST, Response};
use crate::operator::Kind;
use crate::stats::difference::{LEVEL, paired};
use crate::stats::multiplicity::holm;

/// What is to be said of a dial.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "findings that do not exclude one another"
)]
pub struct Judgement {
    /// Its doses do not differ in any size beyond luck.
    pub is_dead: bool,
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

/// What is to be said of a dial that is one of so many `dials`.
pub(super) fn judge(kind: &Kind, responses: &[Vec<Response>], dials: usize) -> Judgement {
    let mut steps = Vec::new();
    for (size, doses) in responses.iter().enumerate() {
        for (place, high) in doses.iter().enumerate() {
            for low in &doses[..place] {
                let found = paired(&high.values, &low.values);
                let p = found.as_ref().map_or(1.0, |it| it.p_value);
                let p = if p.is_finite() { p } else { 1.0 };
                steps.push((size, found.map_or(0.0, |it| it.mean), p));
            }
        }
    }
    // Thirty comparisons are made of a dial; one in twenty of those of a dead one would look clear.
    let corrected = holm(&steps.iter().map(|step| step.2).collect::<Vec<_>>());
    let beyond = |size: usize, sign: f64, luck: f64| {
        steps
            .iter()
            .zip(&corrected)
            .any(|(step, p)| step.0 == size && step.1 * sign > 0.0 && *p < luck)
    };
    let clear = |size: usize, sign: f64| beyond(size, sign, 1.0 - LEVEL);
    let sure = |size: usize, sign: f64| beyond(size, sign, (1.0 - LEVEL) / dials.max(1) as f64);
    let sizes = 0..responses.len();
    let rises = sizes.clone().any(|it| clear(it, 1.0));
    let falls = sizes.clone().any(|it| clear(it, -1.0));
    let is_dead = !rises && !falls;
    let is_inert = responses.iter().all(|doses| {
        doses
            .windows(2)
            .all(|pair| pair[0].values == pair[1].values)
    });
    let excessive = responses
        .iter()
        .flatten()
        .any(|it| it.ratio > MOST || it.ratio < 1.0 / MOST);
    Judgement {
        is_dead,
        is_inert,
        is_implausible: excessive && !kind.keeps_out,
        rises,
        falls,
        surely_rises: sizes.clone().any(|it| sure(it, 1.0)),
        surely_falls: sizes.clone().any(|it| sure(it, -1.0)),
        turns: sizes
            .into_iter()
            .any(|it| clear(it, 1.0) && clear(it, -1.0)),
    }
}
