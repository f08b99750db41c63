//! Parquet, the columns of a plain table.

use super::super::gather::Gather;
use super::super::lines::Row;
use super::super::problems::Problem;
use super::plain;
use super::sheet;
use ::parquet::basic::{LogicalType, TimeUnit};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use jiff::civil::DateTime;

/// Times of a column: what it counts since 1970, and whether in universal time; otherwise of the clock on
/// the wall.
#[derive(Clone, Copy)]
struct Times {
    /// How many of them are a second.
    in_a_second: i64,
    universal: bool,
}

/// Memory that reading takes, in sizes of the file: a group of rows is unpacked at a time.
pub(in super::super) const TIMES: u64 = 8;

/// Reads the messages of a Parquet file.
pub(in super::super) fn read(bytes: Vec<u8>, gather: &mut Gather) {
    let damaged = |error: &dyn std::fmt::Display| {
        Problem::of_file(format!("the Parquet file is damaged: {error}"))
            .help("was it copied whole?")
    };
    let reader = match SerializedFileReader::new(bytes::Bytes::from(bytes)) {
        Ok(reader) => reader,
        Err(error) => return gather.problems.add(damaged(&error)),
    };
    let schema = reader.metadata().file_metadata().schema_descr();
    let fields = schema.root_schema().get_fields();
    let header: Vec<String> = fields
        .iter()
        .map(|field| field.name().to_lowercase())
        .collect();
    let times: Vec<Option<Times>> = fields
        .iter()
        .map(|field| times(field.get_basic_info().logical_type_ref()))
        .collect();
    let rows = match reader.get_row_iter(None) {
        Ok(rows) => rows,
        Err(error) => return gather.problems.add(damaged(&error)),
    };
    let known = ["time", "author"]
        .into_iter()
        .zip([&plain::TIME[..], &plain::AUTHOR[..]])
        .filter(|(_, names)| !sheet::has_one(&header, names));
    for (what, names) in known.collect::<Vec<_>>() {
        gather.problems.add(
            Problem::of_file(format!("no column of the {what}"))
                .help(format!("name one {}", names[..3].join(", or "))),
        );
    }
    let mut broken = None;
    let rows = rows.enumerate().map_while(|(index, found)| {
        let number = index as u64 + 1;
        let found = found
            .map_err(|error| broken = Some((number, error.to_string())))
            .ok()?;
        let mut row = Row::default();
        row.start(number);
        for ((_, field), times) in found.get_column_iter().zip(&times) {
            row.push(&text(field, *times));
        }
        Some(row)
    });
    sheet::read_rows(header, rows, &plain::COLUMNS, gather);
    // A file that ends early would look like a community that did.
    if let Some((number, error)) = broken {
        gather.problems.add(
            Problem::of_line(
                number,
                format!("the Parquet file is damaged from this row on: {error}"),
            )
            .help("was it copied whole?"),
        );
    }
}

fn times(logical: Option<&LogicalType>) -> Option<Times> {
    let Some(LogicalType::Timestamp(of)) = logical else {
        return None;
    };
    let in_a_second = match of.unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    };
    Some(Times {
        in_a_second,
        universal: of.is_adjusted_to_u_t_c,
    })
}

/// A time as it would be written.
fn written(second: i64, universal: bool) -> String {
    let start = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let time = jiff::Span::new()
        .try_seconds(second)
        .and_then(|span| start.checked_add(span));
    match time {
        Ok(time) if universal => format!("{time}Z"),
        Ok(time) => time.to_string(),
        Err(_) => second.to_string(),
    }
}

fn text(field: &Field, times: Option<Times>) -> String {
    let count = match field {
        Field::TimestampMillis(count) | Field::TimestampMicros(count) | Field::Long(count) => {
            Some(*count)
        }
        _ => None,
    };
    if let (Some(times), Some(count)) = (times, count) {
        return written(count.div_euclid(times.in_a_second), times.universal);
    }
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        // Times of old writers have no logical type; they are universal.
        Field::TimestampMillis(count) => written(count.div_euclid(1_000), true),
        Field::TimestampMicros(count) => written(count.div_euclid(1_000_000), true),
        Field::Date(days) => written(i64::from(*days) * 86_400, false),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Long(number) => number.to_string(),
        Field::Int(number) => number.to_string(),
        other => other.to_string(),
    }
}
