//! Spreadsheets: Excel and OpenDocument, the first sheet that has a header of messages.

use super::super::gather::Gather;
use super::super::lines::Row;
use super::super::problems::Problem;
use super::plain;
use super::sheet::{self, has_one};
use calamine::{Cell, Data, DataRef, Range, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Whether a file with these first bytes and this ending is a spreadsheet.
pub(in super::super) fn is_spreadsheet(magic: &[u8], extension: &str) -> bool {
    let packed = magic.starts_with(b"PK\x03\x04") || magic.starts_with(b"\xd0\xcf\x11\xe0");
    packed && ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension)
}

/// Memory that reading takes, in sizes of the file: texts that several cells share are unpacked at once.
pub(in super::super) const TIMES: u64 = 12;

/// Reads the messages of a spreadsheet.
pub(in super::super) fn read(bytes: Vec<u8>, gather: &mut Gather) {
    let damaged = |error: &dyn std::fmt::Display| {
        Problem::of_file(format!("the spreadsheet is damaged: {error}"))
            .help("open it and save it again, or save it as CSV")
    };
    let mut book = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            gather.problems.add(damaged(&error));
            return;
        }
    };
    for name in book.sheet_names() {
        // Two cells at opposite ends make a table that fits nowhere: rows are read one by one where
        // the format permits it.
        let read = match &mut book {
            Sheets::Xlsx(book) => match book.worksheet_cells_reader(&name) {
                Ok(mut cells) => {
                    let next = || cells.next_cell().map_err(|error| error.to_string());
                    read_sheet(&mut by_row(next), gather)
                }
                Err(error) => Err(error.to_string()),
            },
            Sheets::Xlsb(book) => match book.worksheet_cells_reader(&name) {
                Ok(mut cells) => {
                    let next = || cells.next_cell().map_err(|error| error.to_string());
                    read_sheet(&mut by_row(next), gather)
                }
                Err(error) => Err(error.to_string()),
            },
            other => match other.worksheet_range(&name) {
                Ok(cells) => read_sheet(&mut of_range(&cells), gather),
                Err(error) => Err(error.to_string()),
            },
        };
        match read {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => return gather.problems.add(damaged(&error)),
        }
    }
    gather.problems.add(
        Problem::of_file("no sheet has a header with a time and an author")
            .help("name the columns `timestamp` and `author` in the first row"),
    );
}

/// Reads a sheet; whether it is one of messages.
fn read_sheet(
    rows: &mut dyn Iterator<Item = Result<Row, String>>,
    gather: &mut Gather,
) -> Result<bool, String> {
    let Some(first) = rows.next() else {
        return Ok(false);
    };
    let header = sheet::header(&first?);
    let columns = [&plain::COLUMNS, &super::feishu::COLUMNS]
        .into_iter()
        .find(|columns| has_one(&header, columns.time) && has_one(&header, columns.author));
    let Some(columns) = columns else {
        return Ok(false);
    };
    let mut failed = None;
    let width = header.len();
    // A sheet leaves out cells that are empty, and may have notes beside its table.
    let fitted = |row: Row| {
        let mut fitted = Row::default();
        fitted.start(row.line);
        (0..width).for_each(|column| fitted.push(row.get(column)));
        fitted
    };
    let whole = rows.map_while(|row| row.map(fitted).map_err(|error| failed = Some(error)).ok());
    sheet::read_rows(
        header,
        whole.filter(|row| row.cells().any(|cell| !cell.is_empty())),
        columns,
        gather,
    );
    failed.map_or(Ok(true), Err)
}

/// The rows of a table in memory.
fn of_range(cells: &Range<Data>) -> impl Iterator<Item = Result<Row, String>> {
    cells.rows().enumerate().map(|(index, cells)| {
        let mut row = Row::default();
        row.start(index as u64 + 1);
        for cell in cells {
            row.push(&text(cell));
        }
        Ok(row)
    })
}

/// The rows that cells given one by one, each with its place, make together.
fn by_row<'book>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'book>>>, String>,
) -> impl Iterator<Item = Result<Row, String>> {
    let mut waiting: Option<Cell<DataRef<'book>>> = None;
    let mut ended = false;
    std::iter::from_fn(move || {
        let mut row: Option<(u32, Row)> = None;
        while !ended {
            let cell = match waiting.take() {
                Some(cell) => cell,
                None => match next() {
                    Ok(Some(cell)) => cell,
                    Ok(None) => {
                        ended = true;
                        break;
                    }
                    Err(error) => {
                        ended = true;
                        return Some(Err(error));
                    }
                },
            };
            let (line, column) = cell.get_position();
            let (here, cells) = row.get_or_insert_with(|| {
                let mut cells = Row::default();
                cells.start(u64::from(line) + 1);
                (line, cells)
            });
            if *here != line {
                waiting = Some(cell);
                break;
            }
            while cells.len() < column as usize {
                cells.push("");
            }
            cells.push(&text(&Data::from(cell.get_value().clone())));
        }
        row.map(|(_, row)| Ok(row))
    })
}

fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[(u32, u32, &'static str)]) -> Vec<Vec<String>> {
        let mut cells = cells.iter();
        let next = || {
            Ok(cells
                .next()
                .map(|&(row, column, text)| Cell::new((row, column), DataRef::SharedString(text))))
        };
        by_row(next)
            .map(|row| {
                let row = row.expect("a row");
                let cells = row.cells().map(str::to_owned);
                std::iter::once(row.line.to_string()).chain(cells).collect()
            })
            .collect()
    }

    #[test]
    fn cells_given_one_by_one_make_rows() {
        let found = rows(&[(0, 0, "a"), (0, 2, "b"), (3, 1, "c"), (1_048_575, 0, "d")]);
        let expected: [&[&str]; 3] = [&["1", "a", "", "b"], &["4", "", "c"], &["1048576", "d"]];
        assert_eq!(found, expected);
        assert!(rows(&[]).is_empty());
    }

    #[test]
    fn rows_are_as_wide_as_the_header() {
        let mut gather = Gather::new(None);
        gather.file(std::path::Path::new("a.xlsx"), "spreadsheet");
        let row = |line: u64, cells: &[&str]| {
            let mut row = Row::default();
            row.start(line);
            for cell in cells {
                row.push(cell);
            }
            Ok(row)
        };
        let mut rows = [
            row(1, &["timestamp", "author", "reply_to"]),
            row(2, &["2024-01-01 10:00", "ann"]),
            row(3, &["2024-01-01 11:00", "ben", "", "", "a note"]),
        ]
        .into_iter();
        assert_eq!(read_sheet(&mut rows, &mut gather), Ok(true));
        assert!(gather.problems.is_empty() && !gather.is_empty());
    }
}
