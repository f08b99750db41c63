//! The reference as a page: a Markdown table for each table of a scenario.

use super::provenance::Provenance;
use super::reference::{Parameter, Section, parameters_in, sections_in, table_of};
use crate::words::reference::{
    DEFAULT, IN_WORLDS, KEY, KNOWN, KNOWN_FROM, MEANING, PERMITTED, TOP_HEADING, UNIT,
};
use crate::words::{Language, Text};
use std::fmt::Write as _;

const COLUMNS: [Text; 7] = [
    KEY, MEANING, UNIT, DEFAULT, PERMITTED, KNOWN_FROM, IN_WORLDS,
];

/// The reference as Markdown tables, one for each table of a scenario.
pub fn markdown(language: Language) -> String {
    let parameters = parameters_in(language);
    let mut out = String::new();
    let top = Section {
        path: String::new(),
        heading: String::new(),
        description: String::new(),
        optional: false,
    };
    for section in std::iter::once(top).chain(sections_in(language)) {
        let of_section = |parameter: &&Parameter| table_of(&parameter.path) == section.path;
        let rows: Vec<&Parameter> = parameters.iter().filter(of_section).collect();
        if rows.is_empty() {
            continue;
        }
        let title = if section.path.is_empty() {
            TOP_HEADING.text(language).to_owned()
        } else {
            format!("`{}`", section.heading)
        };
        let _ = write!(out, "### {title}\n\n");
        if !section.description.is_empty() {
            let _ = write!(out, "{}\n\n", section.description);
        }
        for column in COLUMNS {
            let _ = write!(out, "| {} ", column.text(language));
        }
        out.push_str("|\n");
        out.push_str(&"|---".repeat(COLUMNS.len()));
        out.push_str("|\n");
        for parameter in rows {
            for cell in cells(parameter, language) {
                let _ = write!(out, "| {} ", cell.replace('|', "\\|"));
            }
            out.push_str("|\n");
        }
        out.push('\n');
    }
    out
}

fn cells(parameter: &Parameter, language: Language) -> [String; COLUMNS.len()] {
    let or_dash = |text: &str| if text.is_empty() { "–" } else { text }.to_owned();
    let word = format!("*{}*", parameter.provenance.text().text(language));
    let known = match (parameter.provenance, parameter.source.as_str()) {
        (Provenance::Setting, _) => or_dash(""),
        (_, "") => word,
        (_, source) => KNOWN.with(language, &[("word", &word), ("source", &source)]),
    };
    [
        format!("`{}`", parameter.key()),
        parameter.description.clone(),
        or_dash(parameter.unit.as_deref().unwrap_or_default()),
        parameter.default.clone(),
        parameter.range.clone(),
        known,
        or_dash(&parameter.prior),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_markdown_has_a_row_for_each_parameter() {
        for language in Language::ALL {
            let markdown = markdown(language);
            let rows = markdown.lines().filter(|line| line.starts_with("| `"));
            assert_eq!(rows.count(), parameters_in(language).len());
        }
    }
}
