//! The rows of the table of speeds and memory.

use std::fmt::Write as _;

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

/// The rows as a table.
pub fn table(measured: &[Measured]) -> String {
    let mut table = format!("{HEADER}\n");
    for row in measured {
        let members = in_thousands(row.members);
        // A text takes whatever is written.
        let _ = writeln!(
            table,
            "| {} | {members} | {} |",
            row.how,
            row.rest.join(" | ")
        );
    }
    table
}

/// A number with a comma before every three digits.
pub fn in_thousands(number: usize) -> String {
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
