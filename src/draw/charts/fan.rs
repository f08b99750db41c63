//! The fan of outcomes: how far runs go apart, and three of them that one can look at.

use plotters::prelude::RGBColor;

use super::over_time::extent;
use super::stack::same_length;
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, Label, Spread, average, by_day, days_per_point};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// One run by name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NamedRun {
    /// What kind of run it is: typical, lucky, unlucky.
    pub name: Label,
    /// Its number.
    pub replicate: u32,
    /// Its values, one a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub values: Vec<f64>,
}

/// A metric over time in all runs, as bands of 10–90% and 25–75%, with some runs by name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Fan {
    /// What stands around the chart.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// Its values in all runs, one a day.
    pub values: Vec<Spread>,
    /// The runs by name.
    pub runs: Vec<NamedRun>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl Fan {
    const NAME: &'static str = "fan";

    /// The chart, named `fan`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless each run has as many days as all; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// A run alone jumps from day to day; its weeks show where it goes.
    fn days_per_point(&self) -> usize {
        const LONG: usize = 60;
        let days = self.values.len();
        let least = if days > LONG { 7 } else { 1 };
        days_per_point(days).max(least)
    }

    fn colour(index: usize) -> RGBColor {
        theme::named_run(index)
    }
}

impl Figure for Fan {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for run in &self.runs {
            same_length(
                Self::NAME,
                &run.name.en,
                self.values.len(),
                run.values.len(),
            )?;
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        let shown = words::sentences::fan(self.about.replicates, self.about.drawn, language);
        words::sentences::averaged(&shown, self.days_per_point(), language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let runs = self.runs.iter().enumerate().map(|(index, run)| {
            Line::new(&run.name.en, run.name.text(language), Self::colour(index))
        });
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "run",
            value: "value",
            band: None,
            shares: words::unit(&self.metric) == Unit::Share,
            panels: None,
            lines: runs.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let (_, last) = extent([(0, self.values.len())].into_iter());
        let width = self.days_per_point();
        // On the first day every founder looks in: what comes after would be crushed.
        let skipped = usize::from(self.values.len() > 1);
        let bands = self.values[skipped..]
            .iter()
            .map(|it| [it.p10, it.p25, it.p75, it.p90]);
        let bands = average(skipped as u32, bands, width);
        let lines: Vec<Vec<(f64, f64)>> = self
            .runs
            .iter()
            .map(|run| {
                let values = run.values[skipped..].iter().map(|it| [*it]);
                let points = average(skipped as u32, values, width).into_iter();
                points.map(|(day, [value])| (day, value)).collect()
            })
            .collect();
        let all = bands.iter().flat_map(|(_, it)| [it[0], it[3]]);
        let own = lines.iter().flatten().map(|(_, value)| *value);
        let unit = words::unit(&self.metric);
        let mut key: Vec<Entry> = self
            .runs
            .iter()
            .zip(&lines)
            .enumerate()
            .map(|(index, (run, line))| {
                let end = line.iter().rev().map(|it| it.1).find(|it| it.is_finite());
                Entry::new(Mark::Line(Self::colour(index)), run.name.text(language)).beside(end)
            })
            .collect();
        key.push(Entry::new(
            Mark::Area(theme::FAN),
            labels::ALL_RUNS.text(language),
        ));
        let plot = Plot {
            x: Axis::of_days(0.0, last, MOST_DAYS, language).titled(labels::DAY.text(language)),
            y: Axis::of_values(all.chain(own), unit, Range::WithZero, MOST_VALUES, language)
                .titled(words::metric_name(&self.metric, language)),
            key,
            events: &self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        let wide: Vec<_> = bands.iter().map(|(day, it)| (*day, it[0], it[3])).collect();
        let narrow: Vec<_> = bands.iter().map(|(day, it)| (*day, it[1], it[2])).collect();
        panel.band(&wide, theme::FAN, 0.35)?;
        panel.band(&narrow, theme::FAN, 0.6)?;
        events.draw(&panel)?;
        for (index, line) in lines.iter().enumerate() {
            panel.line(line, Self::colour(index), 1.8)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["run", "replicate", "day", "metric", "value"]]);
        for run in &self.runs {
            for (day, value) in by_day(0, &run.values) {
                let number = run.replicate.to_string();
                let names = [&run.name.en, &number, &number_text(day), &self.metric];
                table.row(&names.map(String::as_str), &[value]);
            }
        }
        for (place, name) in ["p10", "p25", "p50", "p75", "p90"].into_iter().enumerate() {
            for (day, spread) in by_day(0, &self.values) {
                // The first of the columns is the mean.
                let value = spread.columns()[place + 1];
                table.row(&[name, "", &number_text(day), &self.metric], &[value]);
            }
        }
        table
    }
}
