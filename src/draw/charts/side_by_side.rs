//! Strategies side by side: what became of the community under each, metric by metric.

use super::stack::same_length;
use super::sweep_axis::{columns, split};
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Label, Spread};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::plot::Plot;
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{SPREAD, Table, number_text};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// One metric under every strategy.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SidePanel {
    /// Key of the metric.
    pub metric: String,
    /// For each strategy its values, one a period.
    pub values: Vec<Vec<Spread>>,
}

/// What became of the community under each strategy: a panel for each metric, a line for each
/// strategy, as means; with few strategies also their 10–90% bands.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SideBySide {
    /// What stands around the chart.
    pub about: About,
    /// Days of a period, over which values are averaged.
    pub period_days: u32,
    /// Names of the strategies, the base first.
    pub strategies: Vec<Label>,
    /// The panels.
    pub panels: Vec<SidePanel>,
}

const PANEL_HEIGHT: f64 = 250.0;
const KEY_ROW: f64 = 22.0;
/// Names in a row of the key.
const IN_A_ROW: usize = 4;
/// More bands than this hide each other.
const MOST_BANDS: usize = 3;

impl SideBySide {
    const NAME: &'static str = "side_by_side";

    /// The chart, named `side_by_side`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless every panel has as many values of as many strategies;
    /// otherwise as [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn periods(&self) -> usize {
        let first = self.panels.first().and_then(|panel| panel.values.first());
        first.map_or(0, Vec::len)
    }

    fn day(&self, period: usize) -> f64 {
        period as f64 * f64::from(self.period_days)
    }

    fn key_height(&self) -> f64 {
        self.strategies.len().div_ceil(IN_A_ROW) as f64 * KEY_ROW + 10.0
    }

    fn draw_key(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let width = body.width() / IN_A_ROW as f64;
        for (index, name) in self.strategies.iter().enumerate() {
            let left = body.left + width * (index % IN_A_ROW) as f64;
            let y = body.top + 6.0 + KEY_ROW * (index / IN_A_ROW) as f64;
            let mark = Mark::Line(theme::strategy(index));
            let entry = Entry::new(mark, name.text(sheet.language));
            key::draw_row(sheet, (left, y), left + width, &[entry])?;
        }
        Ok(())
    }

    fn draw_panel(&self, sheet: &Sheet, frame: Frame, panel: &SidePanel) -> Result<(), ChartError> {
        let language = sheet.language;
        let bands = self.strategies.len() <= MOST_BANDS;
        let all = panel.values.iter().flatten();
        let shown = all.flat_map(|it| {
            if bands {
                [it.p10, it.mean, it.p90]
            } else {
                [it.mean; 3]
            }
        });
        let unit = words::unit(&panel.metric);
        let last = self.day(self.periods().saturating_sub(1));
        let title = words::metric_name(&panel.metric, language);
        let plot = Plot::new(
            Axis::of_days(0.0, last, 6, language).titled(labels::DAY.text(language)),
            Axis::of_values(shown, unit, Range::WithZero, 4, language).titled(fit(
                &title,
                size::LABEL,
                frame.width(),
            )),
        );
        let (open, _) = plot.open(sheet, frame)?;
        for (index, values) in panel.values.iter().enumerate() {
            let colour = theme::strategy(index);
            if bands {
                let band = values.iter().enumerate();
                let band: Vec<_> = band
                    .map(|(at, it)| (self.day(at), it.p10, it.p90))
                    .collect();
                open.band(&band, colour, theme::BAND)?;
            }
            let line = values.iter().enumerate();
            let line: Vec<_> = line.map(|(at, it)| (self.day(at), it.mean)).collect();
            open.line(&line, colour, 2.0)?;
        }
        Ok(())
    }
}

impl Figure for SideBySide {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        let periods = self.periods();
        for panel in &self.panels {
            let what = &panel.metric;
            same_length(Self::NAME, what, self.strategies.len(), panel.values.len())?;
            for values in &panel.values {
                same_length(Self::NAME, what, periods, values.len())?;
            }
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        let shown = if self.strategies.len() <= MOST_BANDS {
            words::sentences::mean_and_band(self.about.replicates, language)
        } else {
            words::sentences::mean(self.about.replicates, language)
        };
        words::sentences::averaged(&shown, self.period_days as usize, language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines =
            self.strategies.iter().enumerate().map(|(index, name)| {
                Line::new(&name.en, name.text(language), theme::strategy(index))
            });
        let metrics = self.panels.iter().map(|panel| panel.metric.clone());
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "strategy",
            value: "mean",
            band: Some(("p10", "p90")),
            shares: false,
            panels: Some(("metric", metrics.collect())),
            lines: lines.collect(),
        })
    }

    fn height(&self) -> f64 {
        let rows = self.panels.len().div_ceil(columns(self.panels.len()));
        118.0 + self.key_height() + rows as f64 * PANEL_HEIGHT
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        self.draw_key(sheet, body)?;
        let grid = Frame {
            top: body.top + self.key_height(),
            ..body
        };
        let frames = split(grid, self.panels.len(), (30.0, 8.0));
        for (panel, frame) in self.panels.iter().zip(frames) {
            self.draw_panel(sheet, frame, panel)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["metric", "strategy", "day"], &SPREAD]);
        for panel in &self.panels {
            for (name, values) in self.strategies.iter().zip(&panel.values) {
                for (period, spread) in values.iter().enumerate() {
                    let day = number_text(self.day(period));
                    table.row(&[&panel.metric, &name.en, &day], &spread.columns());
                }
            }
        }
        table
    }
}
