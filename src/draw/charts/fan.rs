//! The fan of outcomes: how far runs go apart, and three of them that one can look at.

use plotters::prelude::RGBColor;

use super::over_time::extent;
use super::stack::same_length;
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::{Chart, Figure};
use crate::draw::data::{About, Event, Label, Spread, by_day};
use crate::draw::error::ChartError;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, charts, labels};

/// One run by name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NamedRun {
    /// What kind of run it is: typical, lucky, unlucky.
    pub name: Label,
    /// Its number.
    pub replicate: u32,
    /// Its values, one a day.
    #[serde(with = "crate::draw::describe::all_known")]
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

    fn title(&self, language: Language) -> String {
        charts::FAN.name.text(language).to_owned()
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::fan(self.about.replicates, language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let runs = self.runs.iter().enumerate().map(|(index, run)| {
            Line::new(&run.name.en, run.name.text(language), Self::colour(index))
        });
        Some(Reading {
            across: "day",
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
        let all = self.values.iter().flat_map(|it| [it.p10, it.p90]);
        let own = self.runs.iter().flat_map(|run| run.values.iter().copied());
        let unit = words::unit(&self.metric);
        let mut key: Vec<Entry> = self
            .runs
            .iter()
            .enumerate()
            .map(|(index, run)| {
                let end = run.values.iter().rev().copied().find(|it| it.is_finite());
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
        let wide: Vec<_> = by_day(0, &self.values)
            .map(|(day, it)| (day, it.p10, it.p90))
            .collect();
        let narrow: Vec<_> = by_day(0, &self.values)
            .map(|(day, it)| (day, it.p25, it.p75))
            .collect();
        panel.band(&wide, theme::FAN, 0.35)?;
        panel.band(&narrow, theme::FAN, 0.6)?;
        events.draw(&panel)?;
        for (index, run) in self.runs.iter().enumerate() {
            let line: Vec<_> = by_day(0, &run.values).collect();
            panel.line(&line, Self::colour(index), 1.8)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["run", "replicate", "day", "metric", "value"]]);
        let quantiles: [(&str, fn(&Spread) -> f64); 5] = [
            ("p10", |it| it.p10),
            ("p25", |it| it.p25),
            ("p50", |it| it.p50),
            ("p75", |it| it.p75),
            ("p90", |it| it.p90),
        ];
        for run in &self.runs {
            for (day, value) in by_day(0, &run.values) {
                let number = run.replicate.to_string();
                let names = [&run.name.en, &number, &number_text(day), &self.metric];
                table.row(&names.map(String::as_str), &[value]);
            }
        }
        for (name, read) in quantiles {
            for (day, spread) in by_day(0, &self.values) {
                table.row(
                    &[name, "", &number_text(day), &self.metric],
                    &[read(&spread)],
                );
            }
        }
        table
    }
}
