//! How values are read off a drawing: which columns of the chart's table belong to which lines.

use plotters::prelude::RGBColor;
use serde::Serialize;

/// How values are read off one chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// Column of what runs along the horizontal axis.
    pub across: &'static str,
    /// What stands before a place on it, where that is not a day of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Days that one row of the table stands for.
    pub step: usize,
    /// Whether the axis shows the logarithm of one more.
    pub logarithmic: bool,
    /// Column that tells the lines apart.
    pub series: &'static str,
    /// Column of the value.
    pub value: &'static str,
    /// Columns of the lower and the upper end of its band.
    pub band: Option<(&'static str, &'static str)>,
    /// Whether values are shares, to be read in percent.
    pub shares: bool,
    /// Column that tells the panels apart, and its words in the order of the panels.
    pub panels: Option<(&'static str, Vec<String>)>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line, area or part of bars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its word in the table.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its colour, as it stands in the drawing.
    pub colour: String,
}

impl Line {
    pub(super) fn new(key: impl Into<String>, name: impl Into<String>, colour: RGBColor) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            colour: format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2),
        }
    }
}
