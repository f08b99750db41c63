//! `columns.csv`: what every column of every table of a folder means.

use super::tables::table;
use crate::scenario::reference::{Parameter, parameters};
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
            let (unit, en, zh) = meaning(column, &known);
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
        ["strategies", _, rest @ ..] => format!("strategies/*/{}", rest.join("/")),
        _ => name.to_owned(),
    }
}

/// Unit and meaning of a column, in both languages.
fn meaning(column: &str, known: &[Parameter]) -> (String, String, String) {
    let said = |unit: &str, text: Text| (unit.to_owned(), text.en.to_owned(), text.zh.to_owned());
    let entries = words::columns::COLUMNS.iter();
    let mut entries = entries.filter(|entry| entry.key == column);
    if let Some(entry) = entries.next().or_else(|| words::metric(column)) {
        // Most columns without a unit hold names, or numbers of the metric in the row.
        let unit = match entry.unit {
            Unit::Number => "",
            unit => unit.key(),
        };
        return said(unit, entry.meaning);
    }
    if let Some(path) = column.strip_suffix("@place") {
        let (_, en, zh) = filled(page::COLUMN_PLACE, path);
        return (String::new(), en, zh);
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
