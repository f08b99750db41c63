//! Two strategies, each alone, both together and neither: whether they help each other.

use crate::draw::axes::{Axis, Panel, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::numbers::{Format, Unit};
use crate::draw::plot::MOST_VALUES;
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// What became of a metric with neither, the first, the second, and both of two strategies.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TwoByTwo {
    /// What stands around the chart.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// Names of the variations: neither, the first, the second, both.
    pub names: [Label; 4],
    /// Their places in the comparison, which say their colours.
    pub places: [usize; 4],
    /// The metric under each.
    pub means: [Estimate; 4],
    /// What both would have come to if their effects added up.
    #[serde(with = "crate::draw::written::known")]
    pub added: f64,
    /// By how much both differ from that.
    pub interaction: Estimate,
}

const ROW: f64 = 62.0;
const KEY_HEIGHT: f64 = 34.0;
const LONGEST_NAME: f64 = 230.0;

impl TwoByTwo {
    const NAME: &'static str = "two_by_two";
    const PLACES: [&'static str; 4] = ["neither", "first", "second", "both"];

    /// The chart, named `two_by_two`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn unit(&self) -> Unit {
        words::unit(&self.metric)
    }

    fn row(&self, panel: &Panel, row: usize) -> Result<(), ChartError> {
        let (sheet, estimate) = (panel.sheet, self.means[row]);
        let language = sheet.language;
        let at = |value: f64| panel.at(value, row as f64);
        let y = at(0.0).1;
        let name = fit(self.names[row].text(language), size::LABEL, LONGEST_NAME);
        let look = Type::new(size::LABEL, theme::INK).align(Align::Right);
        sheet.text(&name, (panel.frame.left - 14.0, y), look)?;
        let colour = theme::strategy(self.places[row]);
        let bar = Frame {
            left: at(0.0).0.min(at(estimate.estimate).0),
            top: y - 11.0,
            right: at(0.0).0.max(at(estimate.estimate).0),
            bottom: y + 11.0,
        };
        sheet.rectangle(bar, colour, 0.55)?;
        if estimate.low.is_finite() && estimate.high.is_finite() {
            sheet.line(at(estimate.low), at(estimate.high), theme::INK, 2.0)?;
        }
        if row == 3 && self.added.is_finite() {
            let x = at(self.added).0;
            sheet.line((x, y - 18.0), (x, y + 18.0), theme::HIGHLIGHT, 2.6)?;
        }
        let format = Format::for_value(self.unit(), estimate.estimate, language);
        let look = Type::new(size::LABEL, theme::INK);
        let text = format.write_short(estimate.estimate);
        sheet.text(&text, (panel.frame.right + 14.0, y), look)
    }
}

impl Figure for TwoByTwo {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        let metric = words::metric_name(&self.metric, language);
        words::sentences::four_means(&metric, self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        150.0 + KEY_HEIGHT + 4.0 * ROW
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let entries = [
            Entry::new(Mark::Line(theme::INK), labels::INTERVAL_95.text(language)),
            Entry::new(
                Mark::Line(theme::HIGHLIGHT),
                labels::IF_EFFECTS_ADDED.text(language),
            ),
        ];
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)?;
        let ends = self
            .means
            .iter()
            .flat_map(|it| [it.estimate, it.low, it.high]);
        let x = Axis::of_values(
            ends.chain([self.added]),
            self.unit(),
            Range::WithZero,
            MOST_VALUES,
            language,
        );
        let names = self
            .names
            .iter()
            .map(|it| font::width(it.text(language), size::LABEL).min(LONGEST_NAME));
        let frame = Frame {
            left: body.left + names.fold(0.0, f64::max) + 16.0,
            top: body.top + KEY_HEIGHT,
            right: body.right - 70.0,
            bottom: body.bottom - 42.0,
        };
        let panel = Panel::new(sheet, frame, &x, &Axis::of_rows(4));
        panel.vertical_grid(&x)?;
        panel.bottom_labels(&x)?;
        for row in 0..4 {
            self.row(&panel, row)?;
        }
        let look = Type::new(size::TICK, theme::MUTED).align(Align::Right);
        let title = words::metric_name(&self.metric, language);
        let title = fit(&title, size::TICK, frame.width());
        sheet.text(&title, (frame.right, frame.bottom + 32.0), look)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["strategies", "name", "metric"], &ESTIMATE]);
        let rows = Self::PLACES.iter().zip(&self.names).zip(&self.means);
        for ((place, name), mean) in rows {
            table.row(&[place, &name.en, &self.metric], &mean.columns());
        }
        let added = [self.added, f64::NAN, f64::NAN];
        table.row(&["effects_added", "", &self.metric], &added);
        let more = self.interaction.columns();
        table.row(&["interaction", "", &self.metric], &more);
        table
    }
}
