//! What was varied, and how panels for a third parameter share the paper.

use crate::draw::data::Label;
use crate::draw::numbers::{self, Unit};
use crate::draw::sheet::Frame;
use crate::draw::table::number_text;
use crate::words::{Language, sentences};

/// A parameter and the values it took.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SweepAxis {
    /// Key of the parameter.
    pub parameter: Label,
    /// What it is, as people say it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
    /// Its values, in the order of the cells.
    pub values: SweepValues,
}

/// The values of a parameter.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum SweepValues {
    /// Numbers, in rising order.
    Numbers(
        #[serde(with = "crate::draw::written::all_known")] Vec<f64>,
        Unit,
    ),
    /// Choices without an order of their own.
    Names(Vec<Label>),
}

impl SweepAxis {
    /// What it is called in the middle of a sentence.
    pub(super) fn spoken(&self, language: Language) -> String {
        match &self.name {
            Some(name) => sentences::quoted(name.text(language), language),
            None => self.parameter.text(language).to_owned(),
        }
    }

    /// What it is called beside an axis: what it is, and its key.
    pub(super) fn title(&self, language: Language) -> String {
        let key = self.parameter.text(language);
        match &self.name {
            Some(name) => sentences::with_key(name.text(language), key, language),
            None => key.to_owned(),
        }
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        match &self.values {
            SweepValues::Numbers(values, _) => values.len(),
            SweepValues::Names(names) => names.len(),
        }
    }

    /// The value in a chart.
    pub(super) fn label(&self, index: usize, language: Language) -> String {
        match &self.values {
            SweepValues::Numbers(values, unit) => values
                .get(index)
                .map(|value| numbers::value(*unit, *value, language)),
            SweepValues::Names(names) => {
                names.get(index).map(|name| name.text(language).to_owned())
            }
        }
        .unwrap_or_default()
    }

    /// The value in a table.
    pub(super) fn key(&self, index: usize) -> String {
        match &self.values {
            SweepValues::Numbers(values, _) => values.get(index).map(|value| number_text(*value)),
            SweepValues::Names(names) => names.get(index).map(|name| name.en.clone()),
        }
        .unwrap_or_default()
    }

    /// Where the values lie on an axis: at their numbers, or evenly spaced.
    pub(super) fn places(&self) -> Vec<f64> {
        match &self.values {
            SweepValues::Numbers(values, _) if values.iter().all(|value| value.is_finite()) => {
                values.clone()
            }
            _ => (0..self.len()).map(|index| index as f64).collect(),
        }
    }
}

/// Columns for so many panels.
pub(super) fn columns(panels: usize) -> usize {
    match panels {
        0..=3 => panels.max(1),
        4 => 2,
        _ => 3,
    }
}

/// Splits `body` into panels, row by row, `gap` apart.
pub(super) fn split(body: Frame, panels: usize, gap: (f64, f64)) -> Vec<Frame> {
    let columns = columns(panels);
    let rows = panels.div_ceil(columns).max(1);
    let width = (body.width() - gap.0 * (columns - 1) as f64) / columns as f64;
    let height = (body.height() - gap.1 * (rows - 1) as f64) / rows as f64;
    (0..panels)
        .map(|panel| {
            let (row, column) = (panel / columns, panel % columns);
            let left = body.left + column as f64 * (width + gap.0);
            let top = body.top + row as f64 * (height + gap.1);
            Frame {
                left,
                top,
                right: left + width,
                bottom: top + height,
            }
        })
        .collect()
}
