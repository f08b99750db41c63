//! Stock and flow: how many take part, and who comes and goes to make it so.

use super::over_time::extent;
use super::periods::{Bars, Part, Period, quantity, sums};
use super::stack::same_length;
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, Spread, by_day};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme;
use crate::words::{Language, Text, labels};

/// Members who take part, and below them, on the same days, those who join, fall silent for good,
/// leave, or are removed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StockAndFlow {
    /// What stands around the chart.
    pub about: About,
    /// Members who take part, one value a day.
    pub stock: Vec<Spread>,
    /// Members who join, a mean a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub joined: Vec<f64>,
    /// Members who fall silent for good, a mean a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub silent: Vec<f64>,
    /// Members who leave, a mean a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub left: Vec<f64>,
    /// Members who are removed while they take part, a mean a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub removed: Vec<f64>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl StockAndFlow {
    const NAME: &'static str = "stock_and_flow";

    /// The chart, named `stock_and_flow`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless stock and flows have equally many days; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn flows(&self) -> [(&'static str, Text, &[f64]); 4] {
        [
            ("joined", labels::FLOW_JOINED, &self.joined),
            ("silent", labels::FLOW_SILENT, &self.silent),
            ("left", labels::FLOW_LEFT, &self.left),
            ("removed", labels::FLOW_REMOVED, &self.removed),
        ]
    }

    fn period(&self) -> usize {
        Period::ByLength.days(self.stock.len())
    }
}

impl Figure for StockAndFlow {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for (key, _, values) in self.flows() {
            same_length(Self::NAME, key, self.stock.len(), values.len())?;
        }
        Ok(())
    }

    fn height(&self) -> f64 {
        680.0
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let flows = self.flows().into_iter();
        let flows =
            flows.map(|(key, name, _)| Line::new(key, name.text(language), theme::flow(key)));
        Some(Reading {
            across: "day",
            place: None,
            step: self.period(),
            logarithmic: false,
            series: "flow",
            value: "mean",
            band: None,
            shares: false,
            panels: Some(("part", vec!["stock".to_owned(), "flow".to_owned()])),
            lines: std::iter::once(Line::new(
                "stock",
                labels::STOCK.text(language),
                theme::series(0),
            ))
            .chain(flows)
            .collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let middle = body.top + body.height() * 0.42;
        let (first, last) = extent([(0, self.stock.len())].into_iter());
        let days = self.period();
        let parts = self.flows().map(|(key, name, values)| Part {
            name: name.text(language).to_owned(),
            colour: theme::flow(key),
            values: sums(values, days),
            below: key != "joined",
        });
        let bars = Bars {
            about: &self.about,
            events: &[],
            first_day: 0.0,
            last_day: last,
            days_per_bar: days,
            quantity: quantity(days, language),
            parts: parts
                .into_iter()
                .filter(|part| super::stack::visible(&part.values))
                .collect(),
        };
        let values = self.stock.iter().flat_map(|it| [it.p10, it.mean, it.p90]);
        let plot = Plot {
            x: Axis::of_days(first, bars.end(), MOST_DAYS, language)
                .titled(labels::DAY.text(language)),
            y: Axis::of_values(values, Unit::Number, Range::WithZero, 4, language)
                .titled(labels::STOCK.text(language)),
            key: bars.entries(),
            events: &self.events,
            start_date: None,
        };
        let upper = Frame {
            bottom: middle,
            ..body
        };
        // The key of the flows is as wide in both parts, so that days stand under days.
        let (panel, events) = plot.open_without_key(sheet, upper)?;
        let band: Vec<_> = by_day(0, &self.stock)
            .map(|(day, it)| (day, it.p10, it.p90))
            .collect();
        panel.band(&band, theme::series(0), theme::BAND)?;
        events.draw(&panel)?;
        let line: Vec<_> = by_day(0, &self.stock)
            .map(|(day, it)| (day, it.mean))
            .collect();
        panel.line(&line, theme::series(0), 2.0)?;
        bars.draw(
            sheet,
            Frame {
                top: middle + 8.0,
                ..body
            },
        )
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["part", "flow", "day", "mean"]]);
        for (day, spread) in by_day(0, &self.stock) {
            if (day as usize).is_multiple_of(self.period()) {
                table.row(&["stock", "stock", &number_text(day)], &[spread.mean]);
            }
        }
        for (key, _, values) in self.flows() {
            for (day, mean) in by_day(0, values) {
                table.row(&["flow", key, &number_text(day)], &[mean]);
            }
        }
        table
    }
}
