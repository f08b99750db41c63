//! How wide the terminal is, and tables that fit into it.

use comfy_table::{ContentArrangement, Table};
use std::io::IsTerminal;

/// No table can be read in fewer columns.
const FEWEST: usize = 20;

/// Columns that a line has: as `COLUMNS` says, or the terminal. `None` where nobody says so, as of a
/// pipe: whoever reads it wants whole lines.
pub fn columns() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok();
    let said = said.and_then(|text| text.trim().parse::<usize>().ok());
    said.filter(|columns| *columns >= FEWEST).or_else(|| {
        let stdout = std::io::stdout();
        let size = stdout
            .is_terminal()
            .then(|| terminal_size::terminal_size_of(&stdout))?;
        size.map(|(width, _)| usize::from(width.0))
            .filter(|columns| *columns >= FEWEST)
    })
}

/// The first of some tables that fits: the fullest comes first. Where none does, the last one with
/// cells that go on below.
pub fn fitted(tables: impl IntoIterator<Item = Table>) -> Table {
    fitted_to(columns(), tables)
}

fn fitted_to(columns: Option<usize>, tables: impl IntoIterator<Item = Table>) -> Table {
    let mut last = Table::new();
    for table in tables {
        match columns {
            None => return table,
            Some(columns) if natural(&table) <= columns => return table,
            Some(_) => last = table,
        }
    }
    if let Some(columns) = columns {
        last.set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(columns as u16);
    }
    last
}

/// Columns that a table takes where nothing is folded.
fn natural(table: &Table) -> usize {
    let widths = table.column_max_content_widths();
    // A blank stands at both sides of each cell; the last one is cut off by any terminal.
    widths
        .iter()
        .map(|width| usize::from(*width) + 2)
        .sum::<usize>()
        .saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::show::table;

    fn widest(table: &Table) -> usize {
        let lines = table.to_string();
        lines
            .lines()
            .map(|line| line.trim_end().chars().count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn tables_fit_and_what_is_long_goes_on_below() {
        let wide = |columns: usize| {
            let header: Vec<String> = (0..columns).map(|it| format!("column {it}")).collect();
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            let mut table = table(&header, 1);
            table.add_row(vec!["what is said here is rather long"; columns]);
            table
        };
        let whole = fitted_to(None, [wide(6), wide(3)]);
        assert!(widest(&whole) > 150);
        let mut fewer = fitted_to(Some(110), [wide(6), wide(3)]);
        assert_eq!(fewer.column_count(), 3);
        assert!(widest(&fewer) <= 110);
        let folded = fitted_to(Some(60), [wide(6), wide(3)]);
        assert!(widest(&folded) <= 60 && folded.to_string().lines().count() > 2);
        assert!(
            folded
                .to_string()
                .replace(char::is_whitespace, "")
                .contains("long")
        );
    }
}
