//! Tables as Parquet: columns of whole numbers, numbers or text, for programs that read many of them.

use csv::StringRecord;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::io;
use std::sync::Arc;

/// Cells of a column; empty ones are not known.
enum Cells {
    Whole(Vec<Option<i64>>),
    Numbers(Vec<Option<f64>>),
    Text(Vec<Option<String>>),
}

impl Cells {
    /// The narrowest kind that holds every cell as it is written.
    fn of(cells: &[&str]) -> Self {
        fn all<T>(cells: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
            let one = |cell: &&str| match *cell {
                "" => Some(None),
                written => read(written).map(Some),
            };
            cells.iter().map(one).collect()
        }
        let known = cells.iter().any(|cell| !cell.is_empty());
        let whole = all(cells, |cell| cell.parse().ok()).filter(|_| known);
        let numbers = || all(cells, |cell| cell.parse().ok()).filter(|_| known);
        match whole {
            Some(whole) => Self::Whole(whole),
            None => numbers().map_or_else(
                || Self::Text(all(cells, |cell| Some(cell.to_owned())).unwrap_or_default()),
                Self::Numbers,
            ),
        }
    }

    fn column(&self, name: &str) -> Result<Type, ParquetError> {
        let (physical, logical) = match self {
            Self::Whole(_) => (Physical::INT64, None),
            Self::Numbers(_) => (Physical::DOUBLE, None),
            Self::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
    }

    fn write(self, group: &mut SerializedRowGroupWriter<'_, Vec<u8>>) -> Result<(), ParquetError> {
        match self {
            Self::Whole(cells) => put::<Int64Type>(group, cells),
            Self::Numbers(cells) => put::<DoubleType>(group, cells),
            Self::Text(cells) => {
                let bytes = cells
                    .into_iter()
                    .map(|it| it.map(|it| ByteArray::from(it.into_bytes())));
                put::<ByteArrayType>(group, bytes.collect())
            }
        }
    }
}

fn put<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: Vec<Option<T::T>>,
) -> Result<(), ParquetError> {
    let known: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    if let Some(mut column) = group.next_column()? {
        column
            .typed::<T>()
            .write_batch(&values, Some(&known), None)?;
        column.close()?;
    }
    Ok(())
}

/// A table of comma-separated values as Parquet, with the same columns and rows in the same order. A column whose cells are
/// all whole numbers is one of those, else of numbers, else of text; an empty cell is null.
///
/// # Errors
/// If it is no such table, or cannot be written.
pub fn of_csv(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut table = csv::Reader::from_reader(bytes);
    let names = table.headers()?.clone();
    let rows: Vec<StringRecord> = table.records().collect::<Result<_, _>>()?;
    let columns = names.iter().enumerate().map(|(place, name)| {
        let cells: Vec<&str> = rows
            .iter()
            .map(|row| row.get(place).unwrap_or(""))
            .collect();
        (name, Cells::of(&cells))
    });
    written(columns.collect()).map_err(io::Error::other)
}

fn written(columns: Vec<(&str, Cells)>) -> Result<Vec<u8>, ParquetError> {
    let fields = columns
        .iter()
        .map(|(name, cells)| Ok(Arc::new(cells.column(name)?)))
        .collect::<Result<Vec<_>, ParquetError>>()?;
    let schema = Type::group_type_builder("table")
        .with_fields(fields)
        .build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("qun ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for (_, cells) in columns {
        cells.write(&mut group)?;
    }
    group.close()?;
    file.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    #[test]
    fn a_table_comes_back_with_its_columns_its_numbers_and_its_gaps() {
        let table = "day,engaged,share,strategy\n0,12,0.5,base\n1,,0.25,\"更, 严\"\n2,-3,,base\n";
        let bytes = of_csv(table.as_bytes()).expect("a table");
        assert_eq!(bytes, of_csv(table.as_bytes()).expect("the same again"));
        let file = SerializedFileReader::new(Bytes::from(bytes)).expect("Parquet");
        let rows: Vec<Vec<Field>> = file
            .get_row_iter(None)
            .expect("rows")
            .map(|row| {
                row.expect("a row")
                    .get_column_iter()
                    .map(|(_, it)| it.clone())
                    .collect()
            })
            .collect();
        let text = |text: &str| Field::Str(text.to_owned());
        assert_eq!(
            rows,
            [
                vec![
                    Field::Long(0),
                    Field::Long(12),
                    Field::Double(0.5),
                    text("base")
                ],
                vec![
                    Field::Long(1),
                    Field::Null,
                    Field::Double(0.25),
                    text("更, 严")
                ],
                vec![Field::Long(2), Field::Long(-3), Field::Null, text("base")],
            ]
        );
    }
}
