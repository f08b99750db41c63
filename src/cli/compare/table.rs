//! A comparison as a table.

use super::change::hundredths;
use super::verdicts;
use crate::cli::show;
use crate::study::compare::Effect;
use crate::study::verdict::Verdict;
use crate::words::{Language, less_is_better};

/// Columns of the table with those that are hidden.
const COLUMNS: usize = 11;

/// A row for each effect that is known, without some of the columns.
pub(super) fn table(
    effects: &[Effect],
    verdicts: &[Verdict],
    all_pairs: bool,
    without: &[usize],
    language: Language,
) -> comfy_table::Table {
    let header = match language {
        Language::English => [
            "strategy",
            "against",
            "metric",
            "without",
            "with it",
            "difference",
            "95% interval",
            "better in worlds",
            "won / tied / lost",
            "p (Holm)",
            "pairing gains",
        ],
        Language::Chinese => [
            "策略",
            "对比",
            "指标",
            "对比方",
            "采用后",
            "差异",
            "95% 区间",
            "更好的情形",
            "胜 / 平 / 负",
            "p（Holm）",
            "配对增益",
        ],
    };
    let hidden = |column: usize| {
        column == 1 && !all_pairs || column == 7 && verdicts.is_empty() || without.contains(&column)
    };
    let keep = |cells: Vec<String>| -> Vec<String> {
        let cells = cells.into_iter().enumerate();
        cells
            .filter(|(column, _)| !hidden(*column))
            .map(|(_, cell)| cell)
            .collect()
    };
    let header = keep(header.map(str::to_owned).to_vec());
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = show::table(&header, if all_pairs { 3 } else { 2 });
    let known = |effect: &&Effect| effect.base.is_finite() || effect.mean.is_finite();
    for effect in effects.iter().filter(known) {
        let (name, unit) = show::metric(&effect.metric, language);
        let show = |value| show::number(value, unit);
        let mut row = vec![
            effect.strategy.clone(),
            effect.against.clone(),
            name,
            show(effect.base),
            show(effect.mean),
        ];
        match &effect.difference {
            Some(found) => row.extend([
                show::change(found.mean, unit, language),
                found.interval.map_or_else(
                    || "–".to_owned(),
                    |interval| {
                        let change = |value| show::change(value, unit, language);
                        format!("{} – {}", change(interval.low), change(interval.high))
                    },
                ),
                verdicts::find(verdicts, effect)
                    .filter(|it| !it.lived.is_nothing())
                    .map_or_else(
                        || "–".to_owned(),
                        |it| format!("{}%", hundredths(it.share.above)),
                    ),
                {
                    let score = found.score(less_is_better(&effect.metric));
                    format!("{} / {} / {}", score.wins, score.ties, score.losses)
                },
                p_value(effect.corrected),
                gain(found.variance_reduction),
            ]),
            None => row.resize(COLUMNS, "–".to_owned()),
        }
        table.add_row(keep(row));
    }
    table
}

fn p_value(value: f64) -> String {
    if value.is_nan() {
        "–".to_owned()
    } else if value < 0.001 {
        "<0.001".to_owned()
    } else {
        format!("{value:.3}")
    }
}

/// The factor by which pairing reduced the variance.
fn gain(factor: f64) -> String {
    if factor.is_finite() {
        format!("×{factor:.1}")
    } else {
        "–".to_owned()
    }
}
