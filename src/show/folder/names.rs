//! Which names in an output folder are those of results.

use super::FOLDERS;
use crate::files::ownership::{MANIFEST, MARK};
use crate::words::Language;
use crate::words::charts::CHARTS;

/// Files at the top of an output folder, whatever the command.
pub(super) const RESULTS: [&str; 40] = [
    MARK,
    "assumptions.csv",
    "backtest.json",
    "backtest.md",
    "best.toml",
    "candidates.csv",
    "cells.csv",
    "channels.csv",
    "claims.csv",
    "claims.json",
    "cohorts.csv",
    "columns.csv",
    "comparison.csv",
    "daily.csv",
    "days_active.csv",
    "design.csv",
    "exits.csv",
    "experiments.json",
    "failures.csv",
    "forecasts.csv",
    "forecasts.md",
    "indices.csv",
    MANIFEST,
    "members_days.csv",
    "over_time.csv",
    "patterns.csv",
    "recovery.json",
    "recovery.md",
    "replicates.csv",
    "report.html",
    "report.json",
    "responses.csv",
    "responses.json",
    "retention.csv",
    "scenario.toml",
    "scores.csv",
    "study.json",
    "summary.json",
    "validation.json",
    "worlds.csv",
];

/// Files of one strategy.
const OF_A_STRATEGY: [&str; 5] = [
    "channels.csv",
    "daily.csv",
    "exits.csv",
    "replicates.csv",
    "scenario.toml",
];

/// Whether a name in an output folder is that of a result. Folders of results may be folders.
pub(super) fn is_result(name: &str, is_folder: bool) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    match parts[..] {
        [folder] if FOLDERS.contains(&folder) => !is_folder,
        [MARK] => false,
        [file] => RESULTS.contains(&as_table(file).as_str()) || is_table_of_members(file),
        ["charts", file] => is_chart(file),
        // A folder of a strategy has no ending.
        ["strategies", strategy] => !is_folder && !strategy.contains(['.', '~']),
        ["strategies", _, file] => {
            OF_A_STRATEGY.contains(&as_table(file).as_str()) || is_table_of_members(file)
        }
        _ => false,
    }
}

/// A table is written as Parquet too.
fn as_table(file: &str) -> String {
    match file.strip_suffix(".parquet") {
        Some(stem) => format!("{stem}.csv"),
        None => file.to_owned(),
    }
}

/// Whether a file is called as a table of members is, by what it holds.
fn is_table_of_members(file: &str) -> bool {
    let digest = file
        .strip_prefix("members-")
        .and_then(|rest| rest.strip_suffix(".csv"));
    digest.is_some_and(|it| it.len() == 8 && it.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a file is called as a chart or its table is, in one language or in several.
fn is_chart(file: &str) -> bool {
    let Some((stem, ending)) = file.rsplit_once('.') else {
        return false;
    };
    let tagged = stem.rsplit_once('.').filter(|(_, tag)| {
        let mut languages = Language::ALL.iter();
        languages.any(|language| language.tag() == *tag)
    });
    let name = tagged.map_or(stem, |(name, _)| name);
    ["csv", "parquet", "png", "svg"].contains(&ending)
        && CHARTS.iter().any(|chart| chart.key == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_results_are_told_from_names_of_notes() {
        for (name, is_folder, is) in [
            ("daily.csv", false, true),
            ("daily.csv", true, true),
            ("daily.parquet", false, true),
            ("charts", false, true),
            ("charts", true, false),
            ("charts/activity.svg", false, true),
            ("charts/activity.en.png", false, true),
            ("charts/mine.svg", false, false),
            ("strategies/free", false, true),
            ("strategies/free", true, false),
            ("strategies/notes.txt", false, false),
            ("strategies/free/daily.csv", false, true),
            ("strategies/free/notes.csv", false, false),
            ("members-0123abcd.csv", false, true),
            ("daily.csv~", false, false),
            ("notes.md", false, false),
        ] {
            assert_eq!(is_result(name, is_folder), is, "{name}");
        }
    }
}
