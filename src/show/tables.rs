//! The tables of an output folder: tidy CSV, one observation a row, the same column names everywhere.

pub mod comparison;
pub mod run;

use crate::files::spreadsheet::{number_cell, text_cell};
use serde_json::Value;

/// A number as a table's field: empty when there is none.
pub(super) fn field(value: f64) -> String {
    if value.is_finite() {
        number_cell(value)
    } else {
        String::new()
    }
}

/// Writes rows of fields under a header.
pub(super) fn table<R>(
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, csv::Error>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    let end_of_row = None::<&str>;
    for name in header {
        writer.write_field(text_cell(name).as_bytes())?;
    }
    writer.write_record(end_of_row)?;
    for row in rows {
        for cell in row {
            writer.write_field(text_cell(cell.as_ref()).as_bytes())?;
        }
        writer.write_record(end_of_row)?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// A number in JSON: null when there is none.
pub fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// A JSON document as the bytes of a file.
pub fn json_bytes(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into_bytes()
}
