//! What every dial of a strategy does at each of its doses, in communities of several sizes.

use super::stack::same_length;
use super::sweep_axis::{columns, split};
use crate::draw::axes::{Axis, Panel, Range, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::numbers::{self, Unit};
use crate::draw::plot::Plot;
use crate::draw::sheet::{Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table, number_text};
use crate::draw::theme::{self, size};
use crate::words::{Language, sentences};

/// One dial at its doses.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DosePanel {
    /// Its name, with its unit.
    pub dial: Label,
    /// The doses, rising.
    #[serde(with = "crate::draw::written::all_known")]
    pub doses: Vec<f64>,
    /// For each size what each dose multiplies the outcome by; nothing known for none.
    pub ratios: Vec<Vec<Estimate>>,
}

/// Every dial of a strategy: a panel each, a line for each size of community, all panels on one scale, so that
/// the dials that matter are seen to.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DoseResponse {
    /// What stands around the chart.
    pub about: About,
    /// What is multiplied.
    pub outcome: Label,
    /// Names of the sizes, in the order of the panels' lines.
    pub sizes: Vec<Label>,
    /// The panels.
    pub panels: Vec<DosePanel>,
}

const PANEL_HEIGHT: f64 = 190.0;
const TITLE_HEIGHT: f64 = 20.0;
const KEY_HEIGHT: f64 = 28.0;
/// Shift of a size's marks beside those of the one before, so that intervals do not hide each other.
const BESIDE: f64 = 0.09;

impl DoseResponse {
    const NAME: &'static str = "dose_response";

    /// The chart, named `dose_response`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless every panel has one line a size and one value a dose; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let all = self.panels.iter().flat_map(|panel| panel.ratios.iter());
        all.flatten().flat_map(Estimate::columns).chain([1.0])
    }

    fn x_axis(panel: &DosePanel, language: Language) -> Axis {
        let ticks = panel.doses.iter().enumerate().map(|(place, dose)| Tick {
            at: place as f64,
            label: numbers::value(Unit::Number, *dose, language),
        });
        Axis {
            low: -0.4,
            high: panel.doses.len() as f64 - 0.6,
            ticks: ticks.collect(),
            title: String::new(),
        }
    }

    fn draw_sizes(&self, panel: &Panel, shown: &DosePanel) -> Result<(), ChartError> {
        let sheet = panel.sheet;
        let middle = (self.sizes.len() as f64 - 1.0) / 2.0;
        for (index, ratios) in shown.ratios.iter().enumerate() {
            let colour = theme::strategy(index);
            let place = |dose: usize| dose as f64 + (index as f64 - middle) * BESIDE;
            let known = || {
                let all = ratios.iter().enumerate();
                all.filter(|(_, ratio)| ratio.estimate.is_finite())
            };
            let line: Vec<_> = known()
                .map(|(dose, ratio)| (place(dose), ratio.estimate))
                .collect();
            panel.line(&line, colour, 1.4)?;
            for (dose, ratio) in known() {
                if ratio.low.is_finite() && ratio.high.is_finite() {
                    let ends = [ratio.low, ratio.high].map(|at| panel.at(place(dose), at));
                    sheet.line(ends[0], ends[1], colour, 1.2)?;
                }
                sheet.circle(panel.at(place(dose), ratio.estimate), 2.6, colour)?;
            }
        }
        Ok(())
    }
}

impl Figure for DoseResponse {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for panel in &self.panels {
            same_length(Self::NAME, "a panel", self.sizes.len(), panel.ratios.len())?;
            for ratios in &panel.ratios {
                same_length(Self::NAME, "a size", panel.doses.len(), ratios.len())?;
            }
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        sentences::dose_response(self.outcome.text(language), self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        let rows = self.panels.len().div_ceil(columns(self.panels.len()));
        118.0 + KEY_HEIGHT + rows as f64 * PANEL_HEIGHT
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let names = self.sizes.iter().enumerate().map(|(index, name)| {
            Entry::new(Mark::Line(theme::strategy(index)), name.text(language))
        });
        let at = (body.left, body.top + 6.0);
        key::draw_row(sheet, at, body.right, &names.collect::<Vec<_>>())?;
        let grid = Frame {
            top: body.top + KEY_HEIGHT,
            ..body
        };
        let y = Axis::of_values(self.values(), Unit::Number, Range::OfData, 4, language);
        let frames = split(grid, self.panels.len(), (30.0, 8.0));
        for (shown, mut frame) in self.panels.iter().zip(frames) {
            let title = fit(shown.dial.text(language), size::LABEL, frame.width());
            let at = (frame.left, frame.top + 8.0);
            sheet.text(&title, at, Type::new(size::LABEL, theme::INK))?;
            frame.top += TITLE_HEIGHT;
            let plot = Plot::new(Self::x_axis(shown, language), y.clone());
            let (open, _) = plot.open(sheet, frame)?;
            let (left, right) = (open.frame.left, open.frame.right);
            let one = open.at(0.0, 1.0).1;
            sheet.line((left, one), (right, one), theme::INK, 1.0)?;
            self.draw_sizes(&open, shown)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["dial", "community", "dose"], &ESTIMATE]);
        for panel in &self.panels {
            for (name, ratios) in self.sizes.iter().zip(&panel.ratios) {
                for (dose, ratio) in panel.doses.iter().zip(ratios) {
                    let names = [panel.dial.en.as_str(), &name.en, &number_text(*dose)];
                    table.row(&names, &ratio.columns());
                }
            }
        }
        table
    }
}
