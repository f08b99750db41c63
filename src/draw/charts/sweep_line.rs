//! How a metric depends on one parameter.

use super::stack::same_length;
use super::sweep_axis::{SweepAxis, SweepValues, columns, split};
use crate::draw::axes::{Axis, Panel, Range, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::plot::{MOST_VALUES, Plot};
use crate::draw::sheet::{Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// The result at one value of the parameter.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SweepCell {
    /// Mean over replicates with its 95% interval.
    pub estimate: Estimate,
    /// 10% of replicates lie below.
    #[serde(with = "crate::draw::written::known")]
    pub p10: f64,
    /// 90% of replicates lie below.
    #[serde(with = "crate::draw::written::known")]
    pub p90: f64,
    /// The best of all cells.
    pub best: bool,
    /// Not distinguishable from the best.
    pub plateau: bool,
}

/// One line: all of them together, or those for one value of a second parameter.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SweepPanel {
    /// Title, such as "fee = 49"; needed where there are several panels.
    pub title: Option<Label>,
    /// One cell a value of the parameter.
    pub cells: Vec<SweepCell>,
}

/// A metric over the values of one parameter; further panels for a second one.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SweepLine {
    /// What stands around the chart; its replicates are those of one cell.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// What was varied.
    pub axis: SweepAxis,
    /// One panel, or small multiples.
    pub panels: Vec<SweepPanel>,
}

const TITLE_HEIGHT: f64 = 24.0;
const PANEL_HEIGHT: f64 = 270.0;
const KEY_HEIGHT: f64 = 28.0;

impl SweepLine {
    const NAME: &'static str = "sweep_line";

    /// The chart, named `sweep_line`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless every panel has one cell a value; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn rows(&self) -> usize {
        self.panels.len().div_ceil(columns(self.panels.len()))
    }

    fn x_axis(&self, language: Language) -> Axis {
        let places = self.axis.places();
        let (low, high) = places
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), place| {
                (low.min(*place), high.max(*place))
            });
        let room = if high > low { (high - low) * 0.04 } else { 0.5 };
        let most = if self.panels.len() > 1 { 6 } else { 10 };
        let own = Axis {
            low: low - room,
            high: high + room,
            ticks: places
                .iter()
                .enumerate()
                .map(|(index, place)| Tick {
                    at: *place,
                    label: fit(&self.axis.label(index, language), size::TICK, 90.0),
                })
                .collect(),
            title: self.axis.title(language),
        };
        match &self.axis.values {
            SweepValues::Numbers(values, unit) if values.len() > most => {
                let round =
                    Axis::of_values(places.into_iter(), *unit, Range::OfData, most, language);
                Axis {
                    ticks: round
                        .ticks
                        .into_iter()
                        .filter(|tick| (own.low..=own.high).contains(&tick.at))
                        .collect(),
                    ..own
                }
            }
            _ => own,
        }
    }

    /// Shades the values that cannot be told from the best: those that were run, not what lies
    /// between them or beyond.
    fn shade_plateau(&self, panel: &Panel, cells: &[SweepCell]) -> Result<(), ChartError> {
        const HALF: f64 = 9.0;
        let places = self.axis.places();
        let close = cells
            .iter()
            .zip(places)
            .filter(|(cell, _)| cell.plateau || cell.best);
        for (_, place) in close {
            let middle = panel.at(place, 0.0).0;
            let shade = Frame {
                left: (middle - HALF).max(panel.frame.left),
                right: (middle + HALF).min(panel.frame.right),
                ..panel.frame
            };
            panel.sheet.rectangle(shade, theme::PLATEAU, 0.75)?;
        }
        Ok(())
    }

    fn draw_cells(&self, panel: &Panel, cells: &[SweepCell]) -> Result<(), ChartError> {
        let (sheet, places) = (panel.sheet, self.axis.places());
        let pairs = || places.iter().copied().zip(cells);
        let band: Vec<_> = pairs().map(|(x, cell)| (x, cell.p10, cell.p90)).collect();
        let line: Vec<_> = pairs()
            .map(|(x, cell)| (x, cell.estimate.estimate))
            .collect();
        panel.band(&band, theme::ACCENT, theme::BAND)?;
        panel.line(&line, theme::ACCENT, 1.6)?;
        for (x, cell) in pairs().filter(|(_, cell)| cell.estimate.estimate.is_finite()) {
            let Estimate {
                estimate,
                low,
                high,
            } = cell.estimate;
            if low.is_finite() && high.is_finite() {
                let (bottom, top) = (panel.at(x, low), panel.at(x, high));
                sheet.line(bottom, top, theme::ACCENT, 1.6)?;
                for (x, y) in [bottom, top] {
                    sheet.line((x - 3.5, y), (x + 3.5, y), theme::ACCENT, 1.6)?;
                }
            }
            let centre = panel.at(x, estimate);
            if cell.best {
                Mark::Diamond(theme::HIGHLIGHT).draw(sheet, centre)?;
            } else {
                sheet.circle(centre, 3.6, theme::ACCENT)?;
            }
        }
        Ok(())
    }
}

impl Figure for SweepLine {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for panel in &self.panels {
            same_length(Self::NAME, "a panel", self.axis.len(), panel.cells.len())?;
        }
        Ok(())
    }

    fn title(&self, language: Language) -> String {
        let metric = words::metric_name(&self.metric, language);
        words::sentences::sweep_title(&metric, &[&self.axis.spoken(language)], language)
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::mean_interval_band(self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        let needed = 118.0 + KEY_HEIGHT + self.rows() as f64 * PANEL_HEIGHT;
        needed.max(theme::HEIGHT)
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let entries = [
            Entry::new(Mark::Diamond(theme::HIGHLIGHT), labels::BEST.text(language)),
            Entry::new(Mark::Area(theme::PLATEAU), labels::PLATEAU.text(language)),
        ];
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)?;
        let body = Frame {
            top: body.top + KEY_HEIGHT,
            ..body
        };
        let values = self.panels.iter().flat_map(|panel| {
            panel.cells.iter().flat_map(|cell| {
                let [estimate, low, high] = cell.estimate.columns();
                [estimate, low, high, cell.p10, cell.p90]
            })
        });
        let unit = words::unit(&self.metric);
        let y = Axis::of_values(values, unit, Range::WithZero, MOST_VALUES, language)
            .titled(words::metric_name(&self.metric, language));
        let frames = split(body, self.panels.len(), (28.0, 8.0));
        for (index, (panel, mut frame)) in self.panels.iter().zip(frames).enumerate() {
            if let Some(title) = &panel.title {
                let title = fit(title.text(language), size::LABEL, frame.width());
                let at = (frame.left, frame.top + 8.0);
                sheet.text(&title, at, Type::new(size::LABEL, theme::INK))?;
                frame.top += TITLE_HEIGHT;
            }
            let mut plot = Plot::new(self.x_axis(language), y.clone());
            if index % columns(self.panels.len()) > 0 {
                plot.y.title.clear();
            }
            let (open, _) =
                plot.open_over(sheet, frame, |open| self.shade_plateau(open, &panel.cells))?;
            self.draw_cells(&open, &panel.cells)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let names: &[&[&str]] = &[
            &["panel", "parameter", "value", "metric", "best", "plateau"],
            &ESTIMATE,
            &["p10", "p90"],
        ];
        let mut table = Table::new(names);
        for panel in &self.panels {
            let title = panel.title.as_ref().map_or("", |title| &title.en);
            for (index, cell) in panel.cells.iter().enumerate() {
                let names = [
                    title,
                    &self.axis.parameter.en,
                    &self.axis.key(index),
                    &self.metric,
                    &cell.best.to_string(),
                    &cell.plateau.to_string(),
                ];
                let [estimate, low, high] = cell.estimate.columns();
                table.row(&names, &[estimate, low, high, cell.p10, cell.p90]);
            }
        }
        table
    }
}
