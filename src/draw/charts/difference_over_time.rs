//! What a strategy changes, day by day.

use super::over_time::{bands_and_lines, extent};
use plotters::prelude::RGBColor;

use crate::draw::axes::Axis;
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Event, Label, average, by_day, days_per_point};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{ESTIMATE, Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// One strategy's difference from the base, day by day.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Difference {
    /// Name of the strategy.
    pub strategy: Label,
    /// Day of the first value.
    pub first_day: u32,
    /// Mean paired difference (strategy minus base) with its 95% interval, one a day.
    pub values: Vec<Estimate>,
}

/// Paired differences of one metric between strategies and the base, over time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DifferenceOverTime {
    /// What stands around the chart.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// Name of what the strategies are compared with.
    pub base: Label,
    /// One line a strategy.
    pub strategies: Vec<Difference>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl DifferenceOverTime {
    /// The chart, named `difference_over_time`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn days(&self) -> (f64, f64) {
        let strategies = self.strategies.iter();
        extent(strategies.map(|strategy| (strategy.first_day, strategy.values.len())))
    }

    fn days_per_point(&self) -> usize {
        /// From so many days on, the days on which a strategy acts are spikes that hide the rest.
        const LONG: usize = 60;
        let (first, last) = self.days();
        let days = (last - first) as usize + 1;
        let least = if days > LONG { 7 } else { 1 };
        days_per_point(days).max(least)
    }
}

impl Figure for DifferenceOverTime {
    fn name(&self) -> &'static str {
        "difference_over_time"
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn title(&self, language: Language) -> String {
        let metric = words::metric_name(&self.metric, language);
        words::sentences::difference_title(&metric, &self.base, language)
    }

    fn explanation(&self, language: Language) -> String {
        let shown = words::sentences::paired(self.about.replicates, language);
        words::sentences::averaged(&shown, self.days_per_point(), language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.strategies.iter().enumerate().map(|(index, strategy)| {
            let name = strategy.strategy.text(language);
            Line::new(&strategy.strategy.en, name, theme::strategy(index + 1))
        });
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "strategy",
            value: "estimate",
            band: Some(("low", "high")),
            shares: words::unit(&self.metric) == Unit::Share,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let days = self.days();
        let lines: Vec<Vec<(f64, [f64; 3])>> = self
            .strategies
            .iter()
            .map(|strategy| {
                let values = strategy.values.iter();
                let values = values.map(|value| [value.low, value.estimate, value.high]);
                average(strategy.first_day, values, self.days_per_point())
            })
            .collect();
        let values = lines.iter().flatten().flat_map(|(_, ends)| *ends);
        let unit = words::unit(&self.metric);
        let key = self.strategies.iter().enumerate().map(|(index, strategy)| {
            let last = strategy.values.iter().rev().map(|value| value.estimate);
            let mark = Mark::Line(theme::strategy(index + 1));
            Entry::new(mark, strategy.strategy.text(language))
                .beside(last.into_iter().find(|value| value.is_finite()))
        });
        let plot = Plot {
            x: Axis::of_days(days.0, days.1, MOST_DAYS, language)
                .titled(labels::DAY.text(language)),
            y: Axis::of_differences(values, unit, MOST_VALUES, language)
                .titled(labels::DIFFERENCE.text(language)),
            key: key.collect(),
            events: &self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        let colours: Vec<RGBColor> = (1..=lines.len()).map(theme::strategy).collect();
        bands_and_lines(&panel, &events, &lines, &colours)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["strategy", "day", "metric"], &ESTIMATE]);
        for strategy in &self.strategies {
            for (day, value) in by_day(strategy.first_day, &strategy.values) {
                let names = [&strategy.strategy.en, &number_text(day), &self.metric[..]];
                table.row(&names, &value.columns());
            }
        }
        table
    }
}
