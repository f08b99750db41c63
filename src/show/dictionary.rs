//! `columns.csv`: what every column of every table of a folder means.

use super::tables::table;
use crate::operator;
use crate::operator::playbook::seen::SIGHTS;
use crate::scenario::reference::{Parameter, parameters};
use crate::words::chart_columns::CHART_COLUMNS;
use crate::words::{self, Text, Unit, chinese, page};
use std::collections::{BTreeMap, BTreeSet};

/// Name of the file.
pub const FILE: &str = "columns.csv";

/// The columns of the tables of a folder, by the names of their files. Files of several strategies
/// or replicates with the same name are one.
#[derive(Debug, Default)]
pub struct Dictionary(BTreeMap<String, BTreeSet<(usize, String)>>);

impl Dictionary {
    /// Takes in a file that was written, if it is a table.
    pub fn note(&mut self, name: &str, bytes: &[u8]) {
        if !name.ends_with(".csv") || name == FILE {
            return;
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(bytes);
        let Some(Ok(header)) = reader.records().next() else {
            return;
        };
        let columns = self.0.entry(pattern(name)).or_default();
        columns.extend(header.iter().map(str::to_owned).enumerate());
    }

    /// The file.
    ///
    /// # Errors
    /// If the table cannot be built.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let known = parameters();
        let own = ["file", "column", "unit", "meaning_en", "meaning_zh"];
        let own = own.iter().map(|column| (FILE, *column));
        let files = self.0.iter().flat_map(|(file, columns)| {
            let columns = columns.iter();
            columns.map(move |(_, column)| (file.as_str(), column.as_str()))
        });
        let rows = own.chain(files).map(|(file, column)| {
            let (unit, en, zh) = meaning(file, column, &known);
            vec![file.to_owned(), column.to_owned(), unit, en, zh]
        });
        table(
            &["file", "column", "unit", "meaning_en", "meaning_zh"],
            rows,
        )
    }
}

/// The name of a file with a star for what differs between its like.
fn pattern(name: &str) -> String {
    let steps: Vec<&str> = name.split('/').collect();
    match steps.as_slice() {
        ["strategies", _, file] => format!("strategies/*/{file}"),
        [file] if file.contains(".members") => "*.members.csv".to_owned(),
        [file] if file.starts_with("members-") => "members-*.csv".to_owned(),
        ["strategies", _, rest @ ..] => format!("strategies/*/{}", rest.join("/")),
        _ => name.to_owned(),
    }
}

/// Whether a column is none of those that a study varies: what it means is written down.
pub fn is_known(column: &str) -> bool {
    told(column).is_some()
}

fn said(unit: Unit, text: Text) -> (String, String, String) {
    // Most columns without a unit hold names, or numbers of the metric in the row.
    let unit = match unit {
        Unit::Number => "",
        unit => unit.key(),
    };
    (unit.to_owned(), text.en.to_owned(), text.zh.to_owned())
}

/// Unit and meaning of a column of which they are written down.
fn told(column: &str) -> Option<(String, String, String)> {
    let mut entries = words::columns::COLUMNS.iter().chain(CHART_COLUMNS);
    let entry = entries.find(|entry| entry.key == column);
    if let Some(entry) = entry.or_else(|| words::metric(column)) {
        return Some(said(entry.unit, entry.meaning));
    }
    if let Some(series) = operator::series(column) {
        return Some(said(series.unit, series.meaning));
    }
    let seen = column.strip_prefix(words::SEEN);
    if let Some(sight) = seen.and_then(|key| SIGHTS.iter().find(|it| it.key == key)) {
        return Some(said(words::unit(column), sight.meaning));
    }
    let made = |text: Text, name: &str| Some(filled(text, name));
    let (before, name) = column.split_once(['.', ':']).unwrap_or_default();
    match (before, name) {
        _ if column.ends_with("@place") => {
            made(page::COLUMN_PLACE, column.trim_end_matches("@place"))
        }
        ("portfolio", "members") => made(page::COLUMN_ALL_MEMBERS, name),
        ("portfolio", "hours") => made(page::COLUMN_ALL_HOURS, name),
        ("playbook", rule) => made(page::COLUMN_RULE, rule),
        ("is", archetype) => made(page::COLUMN_IS, archetype),
        _ => None,
    }
}

/// Unit and meaning of a column, in both languages.
fn meaning(file: &str, column: &str, known: &[Parameter]) -> (String, String, String) {
    // The columns of this table are metrics, some of which share their key with a column of others.
    let of_metrics = file.ends_with("replicates.csv");
    let metric = words::metric(column).filter(|_| of_metrics);
    if let Some(metric) = metric {
        return said(metric.unit, metric.meaning);
    }
    if let Some(told) = told(column) {
        return told;
    }
    let mut parameters = known.iter();
    let parameter = parameters.find(|it| it.is_at(column));
    let unit = parameter.and_then(|it| it.unit.clone()).unwrap_or_default();
    let (_, en, zh) = filled(page::COLUMN_VARIED, column);
    match parameter.map(|it| chinese::both(&it.description)) {
        Some(meaning) => (unit, format!("{en} {}", meaning.en), zh + &meaning.zh),
        None => (unit, en, zh),
    }
}

fn filled(text: Text, path: &str) -> (String, String, String) {
    let said = text.fill(&[("path", &path)]);
    (String::new(), said.en, said.zh)
}
