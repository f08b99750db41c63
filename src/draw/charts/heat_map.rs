//! How a metric depends on two parameters, and on a third in small multiples.

use plotters::prelude::RGBColor;

use super::stack::same_length;
use super::sweep_axis::{SweepAxis, columns, split};
use crate::draw::axes::{Axis, Panel, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::marks::outline;
use crate::draw::numbers::Format;
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// The result for one pair of values.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct HeatCell {
    /// Mean over replicates with its 95% interval.
    pub estimate: Estimate,
    /// The best of all cells of all panels.
    pub best: bool,
    /// Not distinguishable from the best.
    pub plateau: bool,
}

/// All pairs of values, for one value of a third parameter if there is one.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct HeatPanel {
    /// Title, such as "fee = 49"; needed where there are several panels.
    pub title: Option<Label>,
    /// Cells row by row: all x values for the first y value, then for the second, …
    pub cells: Vec<HeatCell>,
}

/// A metric over all pairs of values of two parameters, as coloured cells. The first y value is
/// the lowest row. Cells that cannot be told from the best are outlined.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct HeatMap {
    /// What stands around the chart; its replicates are those of one cell.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// The parameter across.
    pub x: SweepAxis,
    /// The parameter upwards.
    pub y: SweepAxis,
    /// One panel, or small multiples.
    pub panels: Vec<HeatPanel>,
}

const TITLE_HEIGHT: f64 = 24.0;
const AXIS_HEIGHT: f64 = 22.0;
const KEY_HEIGHT: f64 = 30.0;
const SCALE_WIDTH: f64 = 82.0;
const ROW_LABELS: f64 = 110.0;

/// Position of a value between the smallest and the largest.
struct Shades {
    low: f64,
    high: f64,
    format: Format,
}

impl Shades {
    fn colour(&self, value: f64) -> RGBColor {
        if self.high > self.low {
            theme::heat((value - self.low) / (self.high - self.low))
        } else {
            theme::heat(0.5)
        }
    }
}

impl HeatMap {
    const NAME: &'static str = "heat_map";

    /// The chart, named `heat_map`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless every panel has one cell a pair of values; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn shades(&self, language: Language) -> Shades {
        let (low, high) = self
            .panels
            .iter()
            .flat_map(|panel| &panel.cells)
            .map(|cell| cell.estimate.estimate)
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        let largest = low.abs().max(high.abs());
        let format = Format::for_value(words::unit(&self.metric), largest, language);
        Shades { low, high, format }
    }

    fn axis(axis: &SweepAxis, language: Language, room: f64) -> Axis {
        let count = axis.len();
        Axis {
            low: -0.5,
            high: count as f64 - 0.5,
            ticks: (0..count)
                .map(|index| Tick {
                    at: index as f64,
                    label: fit(&axis.label(index, language), size::TICK, room),
                })
                .collect(),
            title: axis.title(language),
        }
    }

    fn draw_panel(
        &self,
        panel: &Panel,
        cells: &[HeatCell],
        shades: &Shades,
    ) -> Result<(), ChartError> {
        let (sheet, wide) = (panel.sheet, self.x.len());

        let place = |index: usize| ((index % wide) as f64, (index / wide) as f64);
        let frame = |index: usize| {
            let (x, y) = place(index);
            panel.between((x - 0.5, x + 0.5), (y - 0.5, y + 0.5))
        };
        let known = cells.iter().map(|cell| cell.estimate.estimate);
        let widest = known
            .filter(|value| value.is_finite())
            .map(|value| font::width(&shades.format.write(value), size::TICK))
            .fold(0.0, f64::max);
        for (index, cell) in cells.iter().enumerate() {
            let outer = frame(index);
            let inner = Frame {
                left: outer.left + 0.7,
                top: outer.top + 0.7,
                right: outer.right - 0.7,
                bottom: outer.bottom - 0.7,
            };
            let value = cell.estimate.estimate;
            if !value.is_finite() {
                sheet.hatched(inner, theme::EVENT)?;
                continue;
            }
            let paper = shades.colour(value);
            sheet.rectangle(inner, paper, 1.0)?;
            let text = shades.format.write(value);

            let centre = panel.at(place(index).0, place(index).1);
            if widest + 2.0 <= inner.width() && inner.height() >= 15.0 {
                let look = Type::new(size::TICK, theme::ink_on(paper)).align(Align::Center);
                sheet.text(&text, centre, look)?;
            }
        }
        self.outline_plateau(panel, cells)?;
        if let Some(best) = cells.iter().position(|cell| cell.best) {
            let outer = frame(best);
            outline(sheet, outer, theme::PAPER, 5.0)?;
            outline(sheet, outer, theme::HIGHLIGHT, 3.4)?;
        }
        Ok(())
    }

    /// A line around cells that cannot be told from the best, not between them.
    fn outline_plateau(&self, panel: &Panel, cells: &[HeatCell]) -> Result<(), ChartError> {
        let (wide, high) = (self.x.len() as i64, self.y.len() as i64);
        let inside = |x: i64, y: i64| {
            (0..wide).contains(&x)
                && (0..high).contains(&y)
                && cells
                    .get((y * wide + x) as usize)
                    .is_some_and(|cell| cell.plateau || cell.best)
        };
        for (x, y) in (0..high).flat_map(|y| (0..wide).map(move |x| (x, y))) {
            if !inside(x, y) {
                continue;
            }
            let (left, low) = (x as f64 - 0.5, y as f64 - 0.5);
            let (right, top) = (left + 1.0, low + 1.0);
            let edges = [
                (inside(x - 1, y), (left, low), (left, top)),
                (inside(x + 1, y), (right, low), (right, top)),
                (inside(x, y - 1), (left, low), (right, low)),
                (inside(x, y + 1), (left, top), (right, top)),
            ];
            for (shared, start, end) in edges {
                if !shared {
                    let ends = (panel.at(start.0, start.1), panel.at(end.0, end.1));
                    panel.sheet.line(ends.0, ends.1, theme::HIGHLIGHT, 1.6)?;
                }
            }
        }
        Ok(())
    }

    /// The scale of colours at the right.
    fn draw_scale(sheet: &Sheet, right: f64, top: f64, shades: &Shades) -> Result<(), ChartError> {
        const STEPS: usize = 48;
        const HEIGHT: f64 = 180.0;

        let left = right - SCALE_WIDTH + 22.0;
        for step in 0..STEPS {
            let level = 1.0 - (step as f64 + 0.5) / STEPS as f64;
            let block = Frame {
                left,
                top: top + HEIGHT * step as f64 / STEPS as f64,
                right: left + 12.0,
                // A little overlap, or the paper shines through between the blocks.
                bottom: top + HEIGHT * ((step + 1) as f64 / STEPS as f64) + 0.5,
            };
            sheet.rectangle(block, theme::heat(level), 1.0)?;
        }
        let look = Type::new(size::TICK, theme::MUTED);
        let levels: &[f64] = if shades.high > shades.low {
            &[0.0, 0.5, 1.0]
        } else {
            &[0.5]
        };
        for level in levels {
            let value = shades.low + level * (shades.high - shades.low);
            let at = (left + 18.0, top + HEIGHT * (1.0 - level));
            sheet.text(&shades.format.write(value), at, look)?;
        }
        Ok(())
    }

    fn draw_key(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let mut entries = vec![Entry::new(
            Mark::Outline(theme::HIGHLIGHT),
            labels::PLATEAU.text(language),
        )];
        entries.insert(
            0,
            Entry::new(Mark::Thick(theme::HIGHLIGHT), labels::BEST.text(language)),
        );
        let cells = || self.panels.iter().flat_map(|panel| &panel.cells);
        if cells().any(|cell| !cell.estimate.estimate.is_finite()) {
            entries.push(Entry::new(
                Mark::Hatched(theme::EVENT),
                labels::UNKNOWN.text(language),
            ));
        }
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)
    }
}

impl Figure for HeatMap {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        let cells = self.x.len() * self.y.len();
        for panel in &self.panels {
            same_length(Self::NAME, "a panel", cells, panel.cells.len())?;
        }
        Ok(())
    }

    fn title(&self, language: Language) -> String {
        let metric = words::metric_name(&self.metric, language);
        let [x, y] = [&self.x, &self.y].map(|axis| axis.spoken(language));
        words::sentences::sweep_title(&metric, &[&x, &y], language)
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::mean_per_cell(self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        let rows = self.panels.len().div_ceil(columns(self.panels.len())) as f64;
        let cells = (self.y.len() as f64 * 24.0).max(130.0);
        let needed = 118.0 + KEY_HEIGHT + 24.0 + rows * (cells + AXIS_HEIGHT + TITLE_HEIGHT + 8.0);
        needed.max(theme::HEIGHT)
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        self.draw_key(sheet, body)?;
        let shades = self.shades(language);
        let y = Self::axis(&self.y, language, ROW_LABELS);
        let labels = y.label_width() + 8.0;
        let grid = Frame {
            left: body.left + labels,
            top: body.top + KEY_HEIGHT + 20.0,
            right: body.right - SCALE_WIDTH,
            bottom: body.bottom - 20.0,
        };
        let look = Type::new(size::LABEL, theme::MUTED);
        let title = fit(&y.title, size::LABEL, grid.width());
        sheet.text(&title, (body.left, body.top + KEY_HEIGHT + 6.0), look)?;
        let frames = split(grid, self.panels.len(), (18.0, 8.0));
        for (index, (cells, mut frame)) in self.panels.iter().zip(frames).enumerate() {
            if let Some(title) = &cells.title {
                let title = fit(title.text(language), size::LABEL, frame.width());
                let at = (frame.left, frame.top + 10.0);
                sheet.text(&title, at, Type::new(size::LABEL, theme::INK))?;
                frame.top += TITLE_HEIGHT;
            }
            frame.bottom -= AXIS_HEIGHT;
            let room = (frame.width() / self.x.len().max(1) as f64).max(36.0) - 4.0;
            let x = Self::axis(&self.x, language, room);
            let panel = Panel::new(sheet, frame, &x, &y);
            panel.bottom_labels(&x)?;
            if index % columns(self.panels.len()) == 0 {
                panel.left_labels(&y)?;
            }
            self.draw_panel(&panel, &cells.cells, &shades)?;
        }
        let look = Type::new(size::LABEL, theme::MUTED).align(Align::Right);
        let title = fit(&self.x.title(language), size::LABEL, grid.width());
        sheet.text(&title, (grid.right, body.bottom - 8.0), look)?;
        Self::draw_scale(sheet, body.right, grid.top + 24.0, &shades)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[
            &[
                "panel",
                "x_parameter",
                "x",
                "y_parameter",
                "y",
                "metric",
                "best",
                "plateau",
            ],
            &ESTIMATE,
        ]);
        for panel in &self.panels {
            let title = panel.title.as_ref().map_or("", |title| &title.en);
            for (index, cell) in panel.cells.iter().enumerate() {
                let wide = self.x.len().max(1);
                let names = [
                    title,
                    &self.x.parameter.en,
                    &self.x.key(index % wide),
                    &self.y.parameter.en,
                    &self.y.key(index / wide),
                    &self.metric,
                    &cell.best.to_string(),
                    &cell.plateau.to_string(),
                ];
                table.row(&names, &cell.estimate.columns());
            }
        }
        table
    }
}
