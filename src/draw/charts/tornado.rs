//! What a metric depends on most.

use super::stack::same_length;
use crate::draw::axes::{Axis, Panel, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme::{self, size};
use crate::words::{self, Language};

/// How much a metric depends on one parameter.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Sensitivity {
    /// Key of the parameter.
    pub parameter: Label,
    /// What it is, as people say it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
    /// One value with its interval for each of [`Tornado::indices`].
    pub values: Vec<Estimate>,
}

/// Sensitivity indices of many parameters, the largest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Tornado {
    /// What stands around the chart; its replicates are all runs behind the indices.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// What the indices measure: the title of the axis.
    pub quantity: Label,
    /// Names of the indices, such as "First-order Sobol index" and "Total Sobol index".
    pub indices: Vec<Label>,
    /// The parameters, in any order.
    pub parameters: Vec<Sensitivity>,
}

const BAR: f64 = 15.0;
const GAP: f64 = 11.0;
const AXIS_HEIGHT: f64 = 48.0;
const KEY_HEIGHT: f64 = 34.0;
const LONGEST_NAME: f64 = 340.0;

impl Tornado {
    const NAME: &'static str = "tornado";

    /// The chart, named `tornado`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless every parameter has one value an index; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// Parameters from the largest index to the smallest, those not known last.
    fn ranked(&self) -> Vec<&Sensitivity> {
        let weight = |row: &Sensitivity| {
            let sizes = row.values.iter().map(|value| value.estimate.abs());
            sizes.filter(|size| size.is_finite()).fold(-1.0, f64::max)
        };
        let mut rows: Vec<&Sensitivity> = self.parameters.iter().collect();
        rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        rows
    }

    fn row_height(&self) -> f64 {
        self.indices.len().max(1) as f64 * BAR + GAP
    }

    fn draw_bars(panel: &Panel, row: usize, values: &[Estimate]) -> Result<(), ChartError> {
        let sheet = panel.sheet;
        let zero = panel.at(0.0, row as f64);
        let first = zero.1 - BAR * values.len() as f64 / 2.0;
        for (index, value) in values.iter().enumerate() {
            if !value.estimate.is_finite() {
                continue;
            }
            let top = first + index as f64 * BAR + 1.0;
            let end = panel.at(value.estimate, row as f64).0;
            let bar = Frame {
                left: zero.0.min(end),
                top,
                right: zero.0.max(end),
                bottom: top + BAR - 2.0,
            };
            sheet.rectangle(bar, theme::index(index), 1.0)?;
            if value.low.is_finite() && value.high.is_finite() {
                let middle = top + BAR / 2.0 - 1.0;
                let low = panel.at(value.low, row as f64).0;
                let high = panel.at(value.high, row as f64).0;
                sheet.line((low, middle), (high, middle), theme::INK, 1.3)?;
                for x in [low, high] {
                    sheet.line((x, middle - 3.0), (x, middle + 3.0), theme::INK, 1.3)?;
                }
            }
        }
        Ok(())
    }
}

impl Figure for Tornado {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for row in &self.parameters {
            let what = &row.parameter.en;
            same_length(Self::NAME, what, self.indices.len(), row.values.len())?;
        }
        Ok(())
    }

    fn title(&self, language: Language) -> String {
        words::sentences::tornado_title(&words::metric_name(&self.metric, language), language)
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::sensitivity(self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        118.0 + KEY_HEIGHT + AXIS_HEIGHT + self.parameters.len() as f64 * self.row_height()
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let entries: Vec<Entry> = self
            .indices
            .iter()
            .enumerate()
            .map(|(index, name)| Entry::new(Mark::Area(theme::index(index)), name.text(language)))
            .collect();
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)?;
        let rows = self.ranked();
        let name = |row: &Sensitivity| {
            // A name that there is no room for gives way to the key, which is shorter.
            let fits =
                |name: &&Label| font::width(name.text(language), size::LABEL) <= LONGEST_NAME;
            let name = row.name.as_ref().filter(fits).unwrap_or(&row.parameter);
            fit(name.text(language), size::LABEL, LONGEST_NAME)
        };
        let names = rows
            .iter()
            .map(|row| font::width(&name(row), size::LABEL))
            .fold(0.0, f64::max);
        let frame = Frame {
            left: body.left + names + 14.0,
            top: body.top + KEY_HEIGHT,
            right: body.right - 14.0,
            bottom: body.bottom - AXIS_HEIGHT,
        };
        let values = rows
            .iter()
            .flat_map(|row| row.values.iter().flat_map(Estimate::columns));
        let x = Axis::of_values(values, Unit::Number, Range::WithZero, 8, language);
        let panel = Panel::new(sheet, frame, &x, &Axis::of_rows(rows.len()));
        panel.vertical_grid(&x)?;
        panel.bottom_labels(&x)?;
        let title = fit(self.quantity.text(language), size::TICK, frame.width());
        let under = Type::new(size::TICK, theme::MUTED).align(Align::Right);
        sheet.text(&title, (frame.right, frame.bottom + 36.0), under)?;
        let look = Type::new(size::LABEL, theme::INK).align(Align::Right);
        for (index, row) in rows.iter().enumerate() {
            let middle = panel.at(0.0, index as f64).1;
            sheet.text(&name(row), (frame.left - 10.0, middle), look)?;
            Self::draw_bars(&panel, index, &row.values)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["parameter", "index", "metric"], &ESTIMATE]);
        for row in self.ranked() {
            for (index, value) in self.indices.iter().zip(&row.values) {
                let names = [&row.parameter.en, &index.en, &self.metric];
                table.row(&names.map(String::as_str), &value.columns());
            }
        }
        table
    }
}
