//! Parquet, the columns of a plain table.

use super::super::gather::Gather;
use super::super::lines::Row;
use super::super::problems::Problem;
use super::plain;
use super::sheet;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;

/// Memory that reading takes, in sizes of the file: a group of rows is unpacked at a time.
pub(in super::super) const TIMES: u64 = 8;

/// Reads the messages of a Parquet file.
pub(in super::super) fn read(bytes: Vec<u8>, gather: &mut Gather) {
    let damaged = |error: &dyn std::fmt::Display| {
        Problem::of_file(format!("the Parquet file is damaged: {error}"))
    };
    let opened = SerializedFileReader::new(bytes::Bytes::from(bytes));
    let reader = match opened {
        Ok(reader) => reader,
        Err(error) => return gather.problems.add(damaged(&error)),
    };
    let header: Vec<String> = reader
        .metadata()
        .file_metadata()
        .schema_descr()
        .root_schema()
        .get_fields()
        .iter()
        .map(|field| field.name().to_lowercase())
        .collect();
    let rows = match reader.get_row_iter(None) {
        Ok(rows) => rows,
        Err(error) => return gather.problems.add(damaged(&error)),
    };
    let rows = rows.enumerate().map_while(|(index, found)| {
        let mut row = Row::default();
        row.start(index as u64 + 1);
        for (_, field) in found.ok()?.get_column_iter() {
            row.push(&text(field));
        }
        Some(row)
    });
    sheet::read_rows(header, rows, &plain::COLUMNS, gather);
}

fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::TimestampMillis(time) => time.to_string(),
        Field::TimestampMicros(time) => time.div_euclid(1_000).to_string(),
        Field::Long(number) => number.to_string(),
        Field::Int(number) => number.to_string(),
        other => other.to_string(),
    }
}
