//! The operator's hours: how many there are, how many the work asks for, how many are worked.

use plotters::prelude::RGBColor;

use super::stack::same_length;
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, Spread};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{SPREAD, Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, Text, labels};

/// Hours of the operator over time: what there are, what the work asks for, what is done.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct HoursAndNeed {
    /// What stands around the chart.
    pub about: About,
    /// Days of a period, over which hours are averaged.
    pub period_days: u32,
    /// Hours worked a day, one value a period.
    pub worked: Vec<Spread>,
    /// Hours a day that there are.
    pub there: Vec<Spread>,
    /// Hours a day that the work asks for, at least.
    pub asked: Vec<Spread>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl HoursAndNeed {
    const NAME: &'static str = "hours_and_need";

    /// The chart, named `hours_and_need`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless the three have equally many values; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn series(&self) -> [(&'static str, Text, RGBColor, &[Spread]); 3] {
        [
            ("asked", labels::HOURS_ASKED, theme::HIGHLIGHT, &self.asked),
            ("there", labels::HOURS_THERE, theme::BASE, &self.there),
            ("worked", labels::HOURS_WORKED, theme::ACCENT, &self.worked),
        ]
    }

    fn day(&self, period: usize) -> f64 {
        period as f64 * f64::from(self.period_days)
    }
}

impl Figure for HoursAndNeed {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for (what, _, _, values) in self.series() {
            same_length(Self::NAME, what, self.worked.len(), values.len())?;
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        let shown = words::sentences::mean(self.about.replicates, language);
        words::sentences::averaged(&shown, self.period_days as usize, language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self
            .series()
            .map(|(key, name, colour, _)| Line::new(key, name.text(language), colour));
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "hours",
            value: "mean",
            band: Some(("p10", "p90")),
            shares: false,
            panels: None,
            lines: lines.into(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let means = self.series().map(|it| it.3).into_iter().flatten();
        let heights = means.map(|it| it.mean);
        let mut key: Vec<Entry> = self
            .series()
            .iter()
            .map(|(_, name, colour, values)| {
                let last = values.iter().rev().map(|it| it.mean);
                Entry::new(Mark::Line(*colour), name.text(language))
                    .beside(last.into_iter().find(|it| it.is_finite()))
            })
            .collect();
        let undone: Vec<(f64, f64, f64)> = self
            .worked
            .iter()
            .zip(&self.asked)
            .enumerate()
            .map(|(period, (worked, asked))| {
                (self.day(period), worked.mean, asked.mean.max(worked.mean))
            })
            .collect();
        let missing = |it: &&(f64, f64, f64)| it.2 - it.1 > 0.01 * it.2;
        if undone.iter().any(|it| missing(&it)) {
            let shade = Mark::Hatched(theme::HIGHLIGHT);
            key.push(Entry::new(shade, labels::HOURS_UNDONE.text(language)));
        }
        let last = self.day(self.worked.len().saturating_sub(1));
        let unit = words::unit("operator_hours");
        let plot = Plot {
            x: Axis::of_days(0.0, last, MOST_DAYS, language).titled(labels::DAY.text(language)),
            y: Axis::of_values(heights, unit, Range::WithZero, MOST_VALUES, language)
                .titled(labels::HOURS_A_DAY.text(language)),
            key,
            events: &self.events,
            start_date: None,
        };
        let (panel, events) = plot.open(sheet, body)?;
        panel.band(&undone, theme::HIGHLIGHT, 0.22)?;
        events.draw(&panel)?;
        for (_, _, colour, values) in self.series() {
            let line = values.iter().enumerate();
            let line: Vec<_> = line.map(|(at, it)| (self.day(at), it.mean)).collect();
            panel.line(&line, colour, 2.2)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["hours", "day"], &SPREAD]);
        for (key, _, _, values) in self.series() {
            for (period, spread) in values.iter().enumerate() {
                table.row(&[key, &number_text(self.day(period))], &spread.columns());
            }
        }
        table
    }
}
