//! The result of a search in words.

use crate::cli::{show, width};
use crate::run::cells::value_text;
use crate::scenario::Axis;
use crate::study::optimize::{Constraint, Optimum};
use crate::study::ranking::Goal;
use crate::words::certainty::{
    SEARCH_FURTHER, SEARCH_MORE, SEARCH_NOTHING, SEARCH_ON, SEARCH_OWN, SEARCH_SHARE,
    SEARCH_TOO_FEW,
};
use crate::words::{Language, Phrase, Text, search};

/// Most candidates of the table on the terminal.
const MOST_ROWS: usize = 12;

/// The best candidates as a table, and what the winner is worth.
pub(super) fn shown(
    axes: &[Axis],
    found: &Optimum,
    constraints: &[Constraint],
    goal: Goal,
    language: Language,
) -> String {
    format!(
        "{}\n\n{}\n",
        width::fitted([table(axes, found, constraints, goal, language)]),
        sentences(axes, found, constraints, goal, language).join("\n")
    )
}

/// The best candidates.
pub(super) fn table(
    axes: &[Axis],
    found: &Optimum,
    constraints: &[Constraint],
    goal: Goal,
    language: Language,
) -> comfy_table::Table {
    let names = crate::run::cells::short_names(axes);
    let (goal_name, unit) = show::metric(goal.metric.key, language);
    let texts = [search::CANDIDATE, search::REPLICATES].map(|it| it.text(language));
    let bounds: Vec<String> = constraints
        .iter()
        .map(|it| show::metric(it.metric.key, language).0)
        .collect();
    let mut header = vec![texts[0]];
    header.extend(names.iter().map(String::as_str));
    header.extend([texts[1], goal_name.as_str()]);
    header.extend(bounds.iter().map(String::as_str));
    header.push("");
    let mut table = show::table(&header, 1 + names.len());
    let mut order: Vec<usize> = (0..found.candidates.len())
        .filter(|it| found.candidates[*it].lived > 0)
        .collect();
    // Those who came furthest were the best of those who did not.
    order.sort_by(|one, other| {
        let key = |it: &usize| {
            let candidate = &found.candidates[*it];
            (candidate.values.len(), goal.score(candidate.mean()))
        };
        let (one_key, other_key) = (key(one), key(other));
        other_key
            .0
            .cmp(&one_key.0)
            .then(other_key.1.total_cmp(&one_key.1))
    });
    for number in order.into_iter().take(MOST_ROWS) {
        let candidate = &found.candidates[number];
        let mut row = vec![number.to_string()];
        let base = |axis: &Axis| {
            candidate
                .cell
                .value(&axis.path)
                .as_ref()
                .map_or_else(|| "·".to_owned(), value_text)
        };
        row.extend(axes.iter().map(base));
        row.push(candidate.values.len().to_string());
        row.push(show::number(candidate.mean(), unit));
        for (constraint, value) in constraints.iter().zip(&candidate.bounds) {
            row.push(show::number(
                *value,
                show::metric(constraint.metric.key, language).1,
            ));
        }
        row.push(remark(number, found, constraints, language).to_owned());
        table.add_row(row);
    }
    table
}

fn remark(
    number: usize,
    found: &Optimum,
    constraints: &[Constraint],
    language: Language,
) -> &'static str {
    let feasible = found.candidates[number].is_feasible(constraints);
    let first = number == found.winner;
    let won = found.won(constraints);
    let text = match (first, won, number == 0, feasible) {
        // Nothing tried is better.
        (true, true, true, _) => search::WRITTEN,
        (true, true, ..) => search::WINNER,
        (true, false, false, _) => search::NEAREST,
        (_, _, true, _) => search::WRITTEN,
        (_, _, _, false) => search::BREAKS,
        _ => return "",
    };
    text.text(language)
}

/// What the winner is worth.
pub(super) fn sentences(
    axes: &[Axis],
    found: &Optimum,
    constraints: &[Constraint],
    goal: Goal,
    language: Language,
) -> Vec<String> {
    let winner = &found.candidates[found.winner];
    let (name, unit) = show::metric(goal.metric.key, language);
    let show = |value| show::number(value, unit).replace('-', "−");
    let place = if found.winner == 0 {
        search::AS_WRITTEN.text(language).to_owned()
    } else {
        winner.cell.describe(axes)
    };
    let fresh = &found.validated;
    let worth = show(fresh.winner);
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("place", &place), ("name", &name), ("worth", &worth)];
    let mut lines = Vec::new();
    if !found.won(constraints) {
        let text = if fresh.winner.is_finite() {
            search::NO_WINNER
        } else {
            search::NO_VALUE
        };
        lines.push(text.with(language, &values));
    } else if found.winner == 0 {
        lines.push(search::NOTHING_BETTER.with(language, &values));
    } else {
        let against = fresh.difference.map_or_else(String::new, |gain| {
            let interval = gain.interval.map_or_else(String::new, |it| {
                let [low, high] = [it.low, it.high].map(show);
                search::INTERVAL.with(language, &[("low", &low), ("high", &high)])
            });
            let (base, gain) = (show(fresh.base), show(gain.mean));
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("worth", &worth),
                ("base", &base),
                ("gain", &gain),
                ("interval", &interval),
            ];
            search::AGAINST.with(language, &values)
        });
        lines.push(search::BEST.with(
            language,
            &[("place", &place), ("name", &name), ("against", &against)],
        ));
        lines.extend(luck(found, goal, unit, language));
    }
    for (constraint, (mean, share)) in constraints.iter().zip(&found.bounds) {
        let (bound_name, bound_unit) = show::metric(constraint.metric.key, language);
        let (value, bound) = (
            show::number(*mean, bound_unit),
            show::number(constraint.bound, bound_unit),
        );
        let sign = if constraint.at_most { "≤" } else { "≥" };
        let held = 100.0 * share;
        let text = if constraint.holds(*mean) {
            search::BOUND
        } else {
            search::BOUND_BROKEN
        };
        lines.push(text.with(
            language,
            &[
                ("name", &bound_name),
                ("value", &value),
                ("sign", &sign),
                ("bound", &bound),
                ("held", &format!("{held:.0}")),
            ],
        ));
    }
    lines
}

/// How much of the gain was luck: the winner's curse.
fn luck(
    found: &Optimum,
    goal: Goal,
    unit: crate::words::Unit,
    language: Language,
) -> Option<String> {
    let (promised, fresh) = (found.promised.difference?, found.validated.difference?);
    let show = |value| show::number(value, unit);
    let (was, is) = (goal.score(promised.mean), goal.score(fresh.mean));
    if was <= 0.0 {
        return None;
    }
    let lost = 100.0 * (was - is) / was;
    let text = if fresh.interval.is_none_or(|it| it.contains(0.0)) {
        search::LUCK_UNKNOWN
    } else if lost > 0.0 {
        search::LUCK
    } else {
        search::NO_LUCK
    };
    let promised = show(promised.mean);
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("promised", &promised), ("lost", &format!("{lost:.0}"))];
    Some(text.with(language, &values))
}

/// How sure the gain is, and which flag would make it surer.
pub(super) fn certainty(found: &Optimum, goal: Goal, replicates: u32, budget: u64) -> Phrase {
    let metric = [("metric", &crate::words::inner_name(goal.metric.key))];
    let further = |text: Text| {
        text.fill(&[
            ("n", &replicates),
            ("runs", &found.runs),
            ("more", &replicates.saturating_mul(4)),
            ("budget", &budget.saturating_mul(4)),
        ])
    };
    if found.winner == 0 {
        return SEARCH_NOTHING.fill_named(&metric, &[]) + further(SEARCH_ON);
    }
    let Some(interval) = found.validated.difference.and_then(|it| it.interval) else {
        return SEARCH_TOO_FEW.fill_named(&metric, &[("n", &replicates)]) + further(SEARCH_MORE);
    };
    let half = interval.half_width();
    let share = 100.0 * half / found.validated.base.abs();
    let known = if share.is_finite() {
        SEARCH_SHARE.fill_named(&metric, &[("found", &format!("{share:.1}"))])
    } else {
        SEARCH_OWN.fill_named(&metric, &[("found", &format!("{half:.3}"))])
    };
    known + further(SEARCH_FURTHER)
}
