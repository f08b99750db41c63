//! Spreadsheets: Excel and OpenDocument, the first sheet that has a header of messages.

use super::super::gather::Gather;
use super::super::lines::Row;
use super::super::problems::Problem;
use super::plain;
use super::sheet::{self, has_one};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Whether a file with these first bytes and this ending is a spreadsheet.
pub(in super::super) fn is_spreadsheet(magic: &[u8], extension: &str) -> bool {
    let packed = magic.starts_with(b"PK\x03\x04") || magic.starts_with(b"\xd0\xcf\x11\xe0");
    packed && ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension)
}

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
        let cells = match book.worksheet_range(&name) {
            Ok(cells) => cells,
            Err(error) => {
                gather.problems.add(damaged(&error));
                return;
            }
        };
        let mut rows = cells.rows().enumerate().map(|(index, cells)| {
            let mut row = Row::default();
            row.start(index as u64 + 1);
            for cell in cells {
                row.push(&text(cell));
            }
            row
        });
        let Some(first) = rows.next() else {
            continue;
        };
        let header = sheet::header(&first);
        if has_one(&header, &plain::TIME) && has_one(&header, &plain::AUTHOR) {
            sheet::read_rows(
                header,
                rows.filter(|row| row.cells().any(|cell| !cell.is_empty())),
                &plain::COLUMNS,
                gather,
            );
            return;
        }
        let chinese = super::feishu::COLUMNS;
        if has_one(&header, chinese.time) && has_one(&header, chinese.author) {
            sheet::read_rows(
                header,
                rows.filter(|row| row.cells().any(|cell| !cell.is_empty())),
                &chinese,
                gather,
            );
            return;
        }
    }
    gather.problems.add(
        Problem::of_file("no sheet has a header with a time and an author")
            .help("name the columns `timestamp` and `author` in the first row"),
    );
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
