//! The tables of a scenario.

use crate::scenario::form::shape::{Shape, TableShape, scenario};
use crate::scenario::text::path::join;
use crate::words::{Language, chinese};
use serde::Serialize;

/// A table or list of tables of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its path; empty for the top of the file.
    pub path: String,
    /// How it is opened: `[operator.threshold]`, `[[archetype]]`.
    pub heading: String,
    /// What it is for.
    pub description: String,
    /// Whether leaving it out means doing without it (a strategy).
    pub optional: bool,
}

/// Every table of a scenario, in English.
pub fn sections() -> Vec<Section> {
    sections_in(Language::English)
}

/// Every table of a scenario, in a language.
pub fn sections_in(language: Language) -> Vec<Section> {
    let mut sections = Vec::new();
    collect_sections(scenario(), "", language, &mut sections);
    sections
}

fn collect_sections(
    table: &TableShape,
    path: &str,
    language: Language,
    sections: &mut Vec<Section>,
) {
    for field in &table.fields {
        let path = join(path, &field.key);
        let (heading, inner) = match &field.shape {
            Shape::Table(table) => (format!("[{path}]"), Some(table)),
            Shape::List { item, .. } => match &**item {
                Shape::Table(table) => (format!("[[{path}]]"), Some(table)),
                _ => continue,
            },
            Shape::Map(_) => (format!("[{path}]"), None),
            _ => continue,
        };
        let own = inner
            .map(|table| table.description.as_str())
            .filter(|own| *own != field.description);
        let told = |text: &str| chinese::told(text, language).replace("  ", " ");
        let description = match own {
            // The table says again, at greater length, what the list says in one sentence.
            Some(own) if own.starts_with(field.description.trim_end_matches('.')) => told(own),
            Some(own) => {
                let blank = language.choose(" ", "");
                format!("{}{blank}{}", told(&field.description), told(own))
            }
            None => told(&field.description),
        };
        sections.push(Section {
            path: path.clone(),
            heading,
            description,
            optional: field.optional,
        });
        if let Some(table) = inner {
            collect_sections(table, &path, language, sections);
        }
    }
}

/// The table that a path of the reference is written in: without the steps that stand for a name or a place.
pub fn table_of(path: &str) -> String {
    let table = path.rsplit_once('.').map_or("", |(table, _)| table);
    let steps = table.split('.');
    let named = steps.filter(|step| !matches!(*step, "NAME" | "INDEX" | "METRIC"));
    named.collect::<Vec<_>>().join(".")
}
