//! Which strategies of a comparison are drawn: of more than one can tell apart, those that matter.

use super::strategies::called;
use crate::draw::Label;
use crate::run::summary::Summary;
use crate::study::compare::{Effect, Variation};
use crate::words::{inner_name, labels, less_is_better};

/// A strategy with what its runs say together.
pub(super) type Arm<'a> = (&'a Variation, &'a Summary);

/// Lines in one drawing, the base among them: of more, colours repeat and nobody finds their own.
const LINES: usize = 8;
/// Of those, strategies that do worst.
const WORST: usize = 2;
/// Rows of a chart of effects: of more, nobody sees all.
const ROWS: usize = 130;
/// Metrics that are told of any number of strategies.
const METRICS: usize = 3;

/// The strategies of a comparison, the base first.
pub(super) struct Arms<'a> {
    /// Those that have a line of their own, in the order of the file.
    pub lines: Vec<Arm<'a>>,
    /// What is said below drawings that leave some out.
    pub footer: Option<Label>,
}

/// All strategies; of many the base, those that do best for the deciding metric and those that do worst.
pub(super) fn arms<'a>(
    variations: &'a [Variation],
    summaries: &'a [Summary],
    effects: &[Effect],
) -> Arms<'a> {
    let all = variations.iter().zip(summaries);
    let Some(base) = variations.first().filter(|_| variations.len() > LINES) else {
        return Arms {
            lines: all.collect(),
            footer: None,
        };
    };
    let ranked = ranked(effects, &base.name);
    let best = LINES - 1 - WORST;
    let shown: Vec<&str> = ranked
        .iter()
        .enumerate()
        .filter(|(place, _)| *place < best || *place + WORST >= ranked.len())
        .map(|(_, effect)| effect.strategy.as_str())
        .collect();
    let is_shown = |it: &Arm<'_>| it.0.name == base.name || shown.contains(&it.0.name.as_str());
    let footer = ranked.first().map(|first| {
        let metric = inner_name(&first.metric);
        let counts: [(&str, &dyn std::fmt::Display); 3] =
            [("all", &ranked.len()), ("best", &best), ("worst", &WORST)];
        let names = [("metric", &metric), ("base", &called(&base.name))];
        labels::FEW_ARMS.fill_named(&names, &counts)
    });
    Arms {
        lines: all.filter(is_shown).collect(),
        footer,
    }
}

/// How many of so many metrics a chart of the effects of so many strategies has room for.
pub(super) fn metrics_of(strategies: usize) -> usize {
    (ROWS / strategies.max(1)).max(METRICS)
}

/// The effects on the deciding metric, the one that gains most first.
pub(crate) fn ranked<'e>(effects: &'e [Effect], base: &str) -> Vec<&'e Effect> {
    let of_base = || effects.iter().filter(|it| it.against == base);
    let Some(first) = of_base().next() else {
        return Vec::new();
    };
    let mut decided: Vec<&Effect> = of_base().filter(|it| it.metric == first.metric).collect();
    decided.sort_by(|one, other| gain(other).total_cmp(&gain(one)));
    decided
}

/// How much a strategy changes a metric for the better; what is not known gains least.
pub(crate) fn gain(effect: &Effect) -> f64 {
    let mean = effect.difference.as_ref().map_or(f64::NEG_INFINITY, |it| {
        if less_is_better(&effect.metric) {
            -it.mean
        } else {
            it.mean
        }
    });
    if mean.is_nan() {
        f64::NEG_INFINITY
    } else {
        mean
    }
}
