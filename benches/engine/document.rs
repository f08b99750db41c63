//! The table of `docs/performance.md`, put in the place of the one that is there.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;

const BEGIN: &str = "<!-- measured: begin -->";
const END: &str = "<!-- measured: end -->";
const HEADER: &str = "| | members | million member-days a second | million active days a second | time relative to the baseline | peak bytes a member |
|---|---|---|---|---|---|";

/// A row of the table.
pub struct Measured {
    /// What ran on how many threads.
    pub how: String,
    /// Members at the start of a run.
    pub members: usize,
    /// Speeds, ratio and memory.
    pub rest: [String; 4],
}

/// Writes the table into a file between its marks.
pub fn write(file: &str, measured: &[Measured]) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let marks = || format!("{file} has no `{BEGIN}` with an `{END}` after it");
    let (before, rest) = text.split_once(BEGIN).ok_or_else(marks)?;
    let (_, after) = rest.split_once(END).ok_or_else(marks)?;
    let mut table = String::new();
    for row in measured {
        let members = in_thousands(row.members);
        writeln!(
            table,
            "| {} | {members} | {} |",
            row.how,
            row.rest.join(" | ")
        )?;
    }
    let text = format!("{before}{BEGIN}\n{HEADER}\n{table}{END}{after}");
    Ok(fs::write(file, text)?)
}

/// A number with a comma before every three digits.
fn in_thousands(number: usize) -> String {
    let digits = number.to_string();
    let grouped = digits.char_indices().map(|(place, digit)| {
        let left = digits.len() - place;
        let comma = if place > 0 && left.is_multiple_of(3) {
            ","
        } else {
            ""
        };
        format!("{comma}{digit}")
    });
    grouped.collect()
}
