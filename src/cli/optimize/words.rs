//! The result of a search in words.

use crate::cli::{show, width};
use crate::run::cells::value_text;
use crate::scenario::Axis;
use crate::study::optimize::{Constraint, Optimum};
use crate::study::ranking::Goal;
use crate::words::Language;
use crate::words::Phrase;
use crate::words::certainty::{
    SEARCH_FURTHER, SEARCH_NOTHING, SEARCH_OWN, SEARCH_SHARE, SEARCH_TOO_FEW,
};

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
    let texts = match language {
        Language::English => ["candidate", "replicates", ""],
        Language::Chinese => ["候选", "模拟次数", ""],
    };
    let bounds: Vec<String> = constraints
        .iter()
        .map(|it| show::metric(it.metric.key, language).0)
        .collect();
    let mut header = vec![texts[0]];
    header.extend(names.iter().map(String::as_str));
    header.extend([texts[1], goal_name.as_str()]);
    header.extend(bounds.iter().map(String::as_str));
    header.push(texts[2]);
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
    match (first && won, number == 0, feasible, language) {
        (true, _, _, Language::English) => "winner",
        (true, _, _, Language::Chinese) => "胜出",
        _ if first && number != 0 => match language {
            Language::English => "comes nearest",
            Language::Chinese => "最接近",
        },
        (_, true, _, Language::English) => "as written",
        (_, true, _, Language::Chinese) => "原方案",
        (_, _, false, Language::English) => "breaks a bound",
        (_, _, false, Language::Chinese) => "超出约束",
        _ => "",
    }
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
    let place = match (found.winner, language) {
        (0, Language::English) => "the scenario as written".to_owned(),
        (0, Language::Chinese) => "原方案".to_owned(),
        _ => winner.cell.describe(axes),
    };
    let fresh = &found.validated;
    let mut lines = Vec::new();
    if !found.won(constraints) {
        let known = fresh.winner.is_finite();
        lines.push(match (known, language) {
            (true, Language::English) => format!(
                "no winner: nothing tried keeps every bound on fresh luck; {place} comes nearest, with {name} {}",
                show(fresh.winner)
            ),
            (true, Language::Chinese) => format!(
                "没有胜出者：所试方案在全新的随机数上都不满足全部约束；最接近的是 {place}，{name}为 {}",
                show(fresh.winner)
            ),
            (false, Language::English) => {
                format!("no winner: {name} has no value in most runs of {place}")
            }
            (false, Language::Chinese) => {
                format!("没有胜出者：{place} 的多数模拟中{name}没有数值")
            }
        });
    } else if found.winner == 0 {
        lines.push(match language {
            Language::English => format!(
                "nothing tried is better than the scenario as written: {name} {} on fresh luck",
                show(fresh.winner)
            ),
            Language::Chinese => format!(
                "所试方案都不优于原方案：在全新的随机数上{name}为 {}",
                show(fresh.winner)
            ),
        });
    } else {
        let against = fresh
            .difference
            .map_or_else(String::new, |gain| match language {
                Language::English => format!(
                    ", {} against {} as written: {}{}",
                    show(fresh.winner),
                    show(fresh.base),
                    show(gain.mean),
                    gain.interval.map_or_else(String::new, |it| format!(
                        " (95%: {} – {})",
                        show(it.low),
                        show(it.high)
                    ))
                ),
                Language::Chinese => format!(
                    "为 {}，原方案为 {}：相差 {}{}",
                    show(fresh.winner),
                    show(fresh.base),
                    show(gain.mean),
                    gain.interval.map_or_else(String::new, |it| format!(
                        "（95%：{} – {}）",
                        show(it.low),
                        show(it.high)
                    ))
                ),
            });
        lines.push(match language {
            Language::English => format!("best: {place}: {name} on fresh luck{against}"),
            Language::Chinese => format!("最优：{place}；换一批全新的运气，{name}{against}"),
        });
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
        let broken = if constraint.holds(*mean) {
            ""
        } else {
            match language {
                Language::English => ": the bound is broken",
                Language::Chinese => "：超出约束",
            }
        };
        lines.push(match language {
            Language::English => format!("bound: {bound_name} {value} on average ({sign} {bound}), kept in {held:.0}% of fresh runs{broken}"),
            Language::Chinese => format!("约束：{bound_name}平均 {value}（{sign} {bound}），在 {held:.0}% 的新模拟中满足{broken}"),
        });
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
    Some(match (lost > 0.0, language) {
        (true, Language::English) => format!(
            "the search had promised a gain of {}: {lost:.0}% of it was luck (the winner's curse)",
            show(promised.mean)
        ),
        (true, Language::Chinese) => format!(
            "搜索时许诺的增益为 {}：其中 {lost:.0}% 是运气（赢家诅咒）",
            show(promised.mean)
        ),
        (false, Language::English) => format!(
            "the search had promised a gain of {}: none of it was luck",
            show(promised.mean)
        ),
        (false, Language::Chinese) => {
            format!("搜索时许诺的增益为 {}：没有运气成分", show(promised.mean))
        }
    })
}

/// How sure the gain is, and which flag would make it surer.
pub(super) fn certainty(found: &Optimum, goal: Goal, replicates: u32, budget: u64) -> Phrase {
    let metric = [("metric", &crate::words::inner_name(goal.metric.key))];
    let known = if found.winner == 0 {
        SEARCH_NOTHING.fill_named(&metric, &[])
    } else if let Some(interval) = found.validated.difference.and_then(|it| it.interval) {
        let half = interval.half_width();
        if found.validated.base == 0.0 || !(half / found.validated.base).is_finite() {
            SEARCH_OWN.fill_named(&metric, &[("found", &format!("{half:.3}"))])
        } else {
            let percent = 100.0 * half / found.validated.base.abs();
            SEARCH_SHARE.fill_named(&metric, &[("found", &format!("{percent:.1}"))])
        }
    } else {
        SEARCH_TOO_FEW.fill_named(&metric, &[("n", &replicates)])
    };
    known
        + SEARCH_FURTHER.fill(&[
            ("n", &replicates),
            ("runs", &found.runs),
            ("more", &replicates.saturating_mul(4)),
            ("budget", &budget.saturating_mul(4)),
        ])
}
