//! The words that the page uses, each with its meaning.

use crate::show::page::report::Report;
use crate::show::page::said::{Said, both, fixed};
use crate::words::{self, Entry, Kind, Phrase};
use maud::{Markup, html};

/// Terms that every page uses.
const ALWAYS: [&str; 6] = [
    "replicate",
    "interval",
    "band",
    "engaged",
    "churn",
    "retention",
];
/// Terms of a comparison.
const COMPARED: [&str; 3] = ["paired_difference", "wins", "base"];

/// The whole part.
pub(crate) fn all(report: &Report) -> Markup {
    let mut entries: Vec<&'static Entry> = Vec::new();
    let rows = report.figures.iter().flat_map(|table| &table.rows);
    let metrics = rows.filter_map(|row| words::metric(row.key.as_deref()?));
    let compared = COMPARED.iter().filter(|_| report.study == "compare");
    let terms = ALWAYS.iter().chain(compared);
    let terms = terms.filter_map(|word| {
        let meant = words::meant(word);
        // A column or a chart may have the same name.
        let term = meant.iter().find(|entry| entry.kind == Kind::Term);
        term.or(meant.first()).copied()
    });
    for entry in metrics.chain(terms) {
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    html! {
        @if !entries.is_empty() {
            dl {
                @for entry in &entries {
                    dt { (both(&Phrase::from(entry.name))) " " code { (Said(entry.key)) } }
                    dd { (fixed(entry.meaning)) }
                }
            }
        }
    }
}
