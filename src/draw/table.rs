//! Tidy tables: one observation a row, the same column names everywhere.

use crate::draw::error::ChartError;
use crate::files::spreadsheet::text_cell;

/// Column names of a [`super::Spread`].
pub(super) const SPREAD: [&str; 6] = ["mean", "p10", "p25", "p50", "p75", "p90"];

/// Column names of an [`super::Estimate`].
pub(super) const ESTIMATE: [&str; 3] = ["estimate", "low", "high"];

/// A table under construction.
pub(super) struct Table {
    header: Vec<&'static str>,
    rows: Vec<(Vec<String>, Vec<f64>)>,
}

impl Table {
    /// An empty table; `header` holds groups of column names.
    pub(super) fn new(header: &[&[&'static str]]) -> Self {
        Self {
            header: header.concat(),
            rows: Vec::new(),
        }
    }

    /// Adds a row: first the names, then the numbers.
    pub(super) fn row(&mut self, names: &[&str], numbers: &[f64]) {
        let names = names
            .iter()
            .map(|name| text_cell(name).into_owned())
            .collect();
        self.rows.push((names, numbers.to_vec()));
    }

    /// Every number of every row.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        self.rows
            .iter()
            .flat_map(|(_, numbers)| numbers.iter().copied())
    }

    /// The table as CSV text.
    pub(super) fn csv(&self) -> Result<String, ChartError> {
        let failed = |error: String| ChartError::Table(error);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(&self.header)
            .map_err(|error| failed(error.to_string()))?;
        for (names, numbers) in &self.rows {
            let numbers = numbers.iter().map(|number| number_text(*number));
            writer
                .write_record(names.iter().cloned().chain(numbers))
                .map_err(|error| failed(error.to_string()))?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| failed(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
    }
}

/// The shortest text that reads back as the same number; empty when not known.
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        String::new()
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}
