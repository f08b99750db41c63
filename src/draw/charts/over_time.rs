//! Any metrics over time: means with their 10–90% bands.

use plotters::prelude::RGBColor;

use crate::draw::axes::{Axis, Panel, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, Label, MetricSeries, average, by_day, days_per_point};
use crate::draw::error::ChartError;
use crate::draw::events::Layout;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{SPREAD, Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// Any metrics of one unit over time, as means with 10–90% bands.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct OverTime {
    /// What stands around the chart.
    pub about: About,
    /// Name for files, such as `replies_over_time`.
    pub name: String,
    /// The chart's title.
    pub title: Label,
    /// Title of the vertical axis.
    pub quantity: Label,
    /// The metrics; all must have the unit of the first.
    pub metrics: Vec<MetricSeries>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl OverTime {
    /// The chart.
    ///
    /// # Errors
    /// [`ChartError::Empty`] without one finite number, [`ChartError::TooLarge`] beyond ±1e15.
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// First and last day of all series.
    fn days(&self) -> (f64, f64) {
        extent(
            self.metrics
                .iter()
                .map(|series| (series.first_day, series.values.len())),
        )
    }

    fn days_per_point(&self) -> usize {
        let (first, last) = self.days();
        days_per_point((last - first) as usize + 1)
    }

    fn unit(&self) -> Unit {
        self.metrics
            .first()
            .map(|series| words::unit(&series.metric))
            .unwrap_or_default()
    }
}

/// Draws lines with their bands from points of (x, [low, middle, high]), each in its colour.
pub(super) fn bands_and_lines(
    panel: &Panel,
    events: &Layout,
    series: &[Vec<(f64, [f64; 3])>],
    colours: &[RGBColor],
) -> Result<(), ChartError> {
    for (points, colour) in series.iter().zip(colours) {
        let band = points.iter().map(|(x, [low, _, high])| (*x, *low, *high));
        let band: Vec<_> = band.collect();
        panel.band(&band, *colour, theme::BAND)?;
    }
    events.draw(panel)?;
    for (points, colour) in series.iter().zip(colours) {
        let line = points.iter().map(|(x, [_, middle, _])| (*x, *middle));
        let line: Vec<_> = line.collect();
        panel.line(&line, *colour, 2.0)?;
    }
    Ok(())
}

/// First and last day covered by series of (first day, number of values).
pub(super) fn extent(series: impl Iterator<Item = (u32, usize)>) -> (f64, f64) {
    let (first, last) = series.filter(|(_, count)| *count > 0).fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(low, high), (first, count)| {
            let first = f64::from(first);
            (low.min(first), high.max(first + count as f64 - 1.0))
        },
    );
    if first <= last {
        (first, last)
    } else {
        (0.0, 0.0)
    }
}

impl Figure for OverTime {
    fn name(&self) -> &str {
        &self.name
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn title(&self, language: Language) -> String {
        self.title.text(language).to_owned()
    }

    fn explanation(&self, language: Language) -> String {
        let shown = words::sentences::mean_and_band(self.about.replicates, language);
        words::sentences::averaged(&shown, self.days_per_point(), language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.metrics.iter().enumerate().map(|(index, series)| {
            let name = words::metric_name(&series.metric, language);
            Line::new(&series.metric, name, theme::series(index))
        });
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "metric",
            value: "mean",
            band: Some(("p10", "p90")),
            shares: self.unit() == Unit::Share,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let (first, last) = self.days();
        // Who begins on day 1 leaves out the first day, not what the operator did on it.
        let days = (if first <= 1.0 { 0.0 } else { first }, last);
        let values = self.metrics.iter().flat_map(|series| {
            series
                .values
                .iter()
                .flat_map(|spread| [spread.p10, spread.mean, spread.p90])
        });
        let y = Axis::of_values(values, self.unit(), Range::WithZero, MOST_VALUES, language);
        let key = self.metrics.iter().enumerate().map(|(index, series)| {
            let name = words::metric_name(&series.metric, language);
            let last = series.values.iter().rev().map(|spread| spread.mean);
            Entry::new(Mark::Line(theme::series(index)), name)
                .beside(last.into_iter().find(|value| value.is_finite()))
        });
        let plot = Plot {
            x: Axis::of_days(days.0, days.1, MOST_DAYS, language)
                .titled(labels::DAY.text(language)),
            y: y.titled(self.quantity.text(language)),
            key: key.collect(),
            events: &self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        let lines: Vec<_> = self
            .metrics
            .iter()
            .map(|series| {
                let values = series.values.iter();
                let values = values.map(|spread| [spread.p10, spread.mean, spread.p90]);
                average(series.first_day, values, self.days_per_point())
            })
            .collect();
        let colours: Vec<RGBColor> = (0..lines.len()).map(theme::series).collect();
        bands_and_lines(&panel, &events, &lines, &colours)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["day", "metric"], &SPREAD]);
        for series in &self.metrics {
            for (day, spread) in by_day(series.first_day, &series.values) {
                table.row(&[&number_text(day), &series.metric], &spread.columns());
            }
        }
        table
    }
}
