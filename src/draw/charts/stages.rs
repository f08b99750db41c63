//! The stages of life that runs go through: which share of them is in which, day by day.

use super::over_time::extent;
use super::stack::{area, layers, same_length, visible};
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, by_day};
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

/// The share of runs in one stage, day by day.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StageShares {
    /// Key of the stage; [`words::stage`] knows six.
    pub stage: String,
    /// Share of the runs, one value a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub shares: Vec<f64>,
}

/// Stages over time, as a ribbon that is as wide as all runs together.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Stages {
    /// What stands around the chart.
    pub about: About,
    /// The stages, in the order of a life.
    pub stages: Vec<StageShares>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl Stages {
    const NAME: &'static str = "stages";

    /// The chart, named `stages`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless all stages have equally many days; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn days(&self) -> usize {
        self.stages.first().map_or(0, |stage| stage.shares.len())
    }

    fn name_of(stage: &StageShares, language: Language) -> String {
        words::name_or_key(words::stage(&stage.stage), &stage.stage, language)
    }
}

impl Figure for Stages {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for stage in &self.stages {
            same_length(Self::NAME, &stage.stage, self.days(), stage.shares.len())?;
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::shares_of_runs(self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        360.0
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let stages = self.stages.iter().enumerate();
        let shown = stages.filter(|(_, stage)| visible(&stage.shares));
        let lines = shown.map(|(index, stage)| {
            Line::new(
                &stage.stage,
                Self::name_of(stage, language),
                theme::stage(index),
            )
        });
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "stage",
            value: "share",
            band: None,
            shares: true,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let (first, last) = extent([(0, self.days())].into_iter());
        let series: Vec<&[f64]> = self.stages.iter().map(|it| &it.shares[..]).collect();
        let layers = layers(&series);
        let heights = layers.iter().flatten().map(|(_, high)| *high);
        let entries = self.stages.iter().enumerate().rev();
        let entries = entries.filter(|(_, stage)| visible(&stage.shares));
        let key = entries.map(|(index, stage)| {
            let name = Self::name_of(stage, language);
            Entry::new(Mark::Area(theme::stage(index)), name)
        });
        let y = Axis::of_values(heights, Unit::Share, Range::WithZero, MOST_VALUES, language);
        let plot = Plot {
            x: Axis::of_days(first, last, MOST_DAYS, language).titled(labels::DAY.text(language)),
            y: y.titled(labels::SHARE_OF_RUNS.text(language)),
            key: key.collect(),
            events: &self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        let all: Vec<usize> = (0..self.days()).collect();
        for (index, layer) in layers.iter().enumerate() {
            if visible(&self.stages[index].shares) {
                area(&panel, 0.0, &all, layer, theme::stage(index))?;
            }
        }
        events.draw(&panel)?;
        panel.base_line(&plot.y)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["day", "stage", "share"]]);
        for stage in &self.stages {
            for (day, share) in by_day(0, &stage.shares) {
                table.row(&[&number_text(day), &stage.stage], &[share]);
            }
        }
        table
    }
}
