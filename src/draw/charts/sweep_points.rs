//! How a metric depends on each of several parameters that were varied together.

use plotters::prelude::RGBColor;

use super::stack::same_length;
use super::sweep_axis::{SweepAxis, SweepValues, columns, split};
use crate::draw::axes::{Axis, Panel, Range, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_VALUES, Plot};
use crate::draw::sheet::{Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// The result at one point of a design.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SweepPoint {
    /// Mean over replicates with its 95% interval.
    pub estimate: Estimate,
    /// The best of all points.
    pub best: bool,
    /// Not distinguishable from the best.
    pub plateau: bool,
}

impl SweepPoint {
    fn colour(&self) -> RGBColor {
        if self.plateau || self.best {
            theme::HIGHLIGHT
        } else {
            theme::ACCENT
        }
    }
}

/// A metric at points scattered over the space of several parameters (a Latin hypercube, a Sobol
/// sequence, a search): a panel for each parameter, with all points in each.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SweepPoints {
    /// What stands around the chart; its replicates are the fewest of a point.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// The parameters, each with its value at every point, in the order of the points. Names that
    /// stand more than once are one value.
    pub axes: Vec<SweepAxis>,
    /// The points.
    pub points: Vec<SweepPoint>,
}

const PANEL_HEIGHT: f64 = 270.0;
const KEY_HEIGHT: f64 = 28.0;
const TITLE_HEIGHT: f64 = 20.0;
/// Longest name of a value.
const LONGEST_NAME: f64 = 150.0;
/// Of a whisker beneath its point, so that many together stay readable.
const FAINT: f64 = 0.45;

/// Where each point lies on one axis, and the values it is labelled with if they are names.
struct Across {
    places: Vec<f64>,
    names: Vec<String>,
}

impl Across {
    fn of(axis: &SweepAxis, language: Language) -> Self {
        if let SweepValues::Numbers(values, _) = &axis.values {
            return Self {
                places: values.clone(),
                names: Vec::new(),
            };
        }
        let mut names: Vec<String> = Vec::new();
        let places = (0..axis.len()).map(|index| {
            let name = axis.label(index, language);
            let known = names.iter().position(|known| *known == name);
            known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            }) as f64
        });
        Self {
            places: places.collect(),
            names,
        }
    }

    fn axis(&self, language: Language, room: f64) -> Axis {
        if self.names.is_empty() {
            let values = self.places.iter().copied();
            return Axis::of_values(values, Unit::Number, Range::OfData, 5, language);
        }
        let room = (room / self.names.len() as f64).min(LONGEST_NAME);
        let ticks = (0_u32..).zip(&self.names).map(|(index, name)| Tick {
            at: f64::from(index),
            label: fit(name, size::TICK, room),
        });
        Axis {
            low: -0.5,
            high: self.names.len() as f64 - 0.5,
            ticks: ticks.collect(),
            title: String::new(),
        }
    }
}

impl SweepPoints {
    const NAME: &'static str = "sweep_points";

    /// The chart, named `sweep_points`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless every parameter has one value a point; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn draw_points(&self, panel: &Panel, places: &[f64]) -> Result<(), ChartError> {
        let sheet = panel.sheet;
        let known = || {
            places
                .iter()
                .zip(&self.points)
                .filter(|(place, point)| place.is_finite() && point.estimate.estimate.is_finite())
        };
        for (x, point) in known() {
            let Estimate { low, high, .. } = point.estimate;
            if low.is_finite() && high.is_finite() {
                let (bottom, top) = (panel.at(*x, low), panel.at(*x, high));
                let thin = Frame {
                    left: bottom.0 - 0.6,
                    right: bottom.0 + 0.6,
                    top: top.1,
                    bottom: bottom.1,
                };
                sheet.rectangle(thin, point.colour(), FAINT)?;
            }
        }
        // The best last, so that nothing lies over it.
        for (x, point) in known().filter(|(_, point)| !point.best) {
            let centre = panel.at(*x, point.estimate.estimate);
            sheet.circle(centre, 3.2, point.colour())?;
        }
        for (x, point) in known().filter(|(_, point)| point.best) {
            let centre = panel.at(*x, point.estimate.estimate);
            Mark::Diamond(theme::HIGHLIGHT).draw(sheet, centre)?;
        }
        Ok(())
    }
}

impl Figure for SweepPoints {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for axis in &self.axes {
            let what = &axis.parameter.en;
            same_length(Self::NAME, what, self.points.len(), axis.len())?;
        }
        Ok(())
    }

    fn title(&self, language: Language) -> String {
        let metric = words::metric_name(&self.metric, language);
        let names: Vec<String> = self.axes.iter().map(|axis| axis.spoken(language)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        words::sentences::sweep_title(&metric, &names, language)
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::points(self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        let rows = self.axes.len().div_ceil(columns(self.axes.len()).max(1));
        let needed = 118.0 + KEY_HEIGHT + TITLE_HEIGHT + rows as f64 * PANEL_HEIGHT;
        needed.max(theme::HEIGHT)
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let entries = [
            Entry::new(Mark::Diamond(theme::HIGHLIGHT), labels::BEST.text(language)),
            Entry::new(Mark::Dot(theme::HIGHLIGHT), labels::PLATEAU.text(language)),
            Entry::new(Mark::Dot(theme::ACCENT), labels::BEHIND.text(language)),
        ];
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)?;
        let body = Frame {
            top: body.top + KEY_HEIGHT,
            ..body
        };
        let values = self
            .points
            .iter()
            .flat_map(|point| point.estimate.columns());
        let unit = words::unit(&self.metric);
        let y = Axis::of_values(values, unit, Range::OfData, MOST_VALUES, language);
        let look = Type::new(size::LABEL, theme::MUTED);
        let title = fit(
            &words::metric_name(&self.metric, language),
            size::LABEL,
            body.width(),
        );
        sheet.text(&title, (body.left, body.top + 6.0), look)?;
        let below = Frame {
            top: body.top + TITLE_HEIGHT,
            ..body
        };
        let frames = split(below, self.axes.len(), (28.0, 8.0));
        for (axis, frame) in self.axes.iter().zip(frames) {
            let across = Across::of(axis, language);
            let x = across.axis(language, frame.width() - 90.0);
            // The title of a panel stands where a plot has that of its values.
            let plot = Plot::new(x, y.clone().titled(axis.title(language)));
            let (open, _) = plot.open(sheet, frame)?;
            self.draw_points(&open, &across.places)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let names: &[&[&str]] = &[
            &["point", "parameter", "value", "metric", "best", "plateau"],
            &ESTIMATE,
        ];
        let mut table = Table::new(names);
        for (number, point) in self.points.iter().enumerate() {
            let name = number.to_string();
            for axis in &self.axes {
                let names = [
                    name.as_str(),
                    &axis.parameter.en,
                    &axis.key(number),
                    &self.metric,
                    &point.best.to_string(),
                    &point.plateau.to_string(),
                ];
                table.row(&names, &point.estimate.columns());
            }
        }
        table
    }
}
