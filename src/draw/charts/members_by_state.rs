//! What members are doing: stacked areas over time.

use super::over_time::extent;
use super::stack::{area, layers, same_length};

use crate::draw::axes::{Axis, Range, runs};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, Label, by_day};
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

/// Members in one state, day by day.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StateSeries {
    /// Key of the state; [`words::state`] knows some.
    pub state: String,
    /// Name in the chart; `None` takes the known state's name, or its key.
    pub label: Option<Label>,
    /// Mean number of members over replicates, one value a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub mean: Vec<f64>,
}

/// Members by state over time, as stacked areas of means over replicates.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MembersByState {
    /// What stands around the chart.
    pub about: About,
    /// Day of the first value of every state.
    pub first_day: u32,
    /// States that exclude each other, the liveliest first: it is drawn at the bottom.
    pub states: Vec<StateSeries>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl MembersByState {
    const NAME: &'static str = "members_by_state";

    /// The chart, named `members_by_state`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless all states have equally many days; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn name_of(state: &StateSeries, language: Language) -> String {
        match &state.label {
            Some(label) => label.text(language).to_owned(),
            None => words::name_or_key(words::state(&state.state), &state.state, language),
        }
    }

    fn days(&self) -> usize {
        self.states.first().map_or(0, |state| state.mean.len())
    }
}

impl Figure for MembersByState {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        let days = self.days();
        for state in &self.states {
            same_length(Self::NAME, &state.state, days, state.mean.len())?;
        }
        Ok(())
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.states.iter().enumerate().map(|(index, state)| {
            let name = Self::name_of(state, language);
            Line::new(&state.state, name, theme::state(index))
        });
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "state",
            value: "mean",
            band: None,
            shares: false,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let days = extent([(self.first_day, self.days())].into_iter());
        let series: Vec<&[f64]> = self.states.iter().map(|state| &state.mean[..]).collect();
        let layers = layers(&series);
        let heights = layers.iter().flatten().map(|(_, high)| *high);
        let y = Axis::of_values(
            heights,
            Unit::Number,
            Range::WithZero,
            MOST_VALUES,
            language,
        );
        let entries = self.states.iter().enumerate().map(|(index, state)| {
            let name = Self::name_of(state, language);
            let last = layers[index]
                .last()
                .map(|(low, high)| f64::midpoint(*low, *high));
            Entry::new(Mark::Area(theme::state(index)), name).beside(last)
        });
        let plot = Plot {
            x: Axis::of_days(days.0, days.1, MOST_DAYS, language)
                .titled(labels::DAY.text(language)),
            y: y.titled(labels::MEMBERS.text(language)),
            // The topmost area first, so that entries at one height keep the order of the stack.
            key: entries.rev().collect(),
            events: &self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        // Days on which nothing is known leave a gap rather than fall to zero.
        let known = |day: &usize| series.iter().any(|values| values[*day].is_finite());
        let all_days: Vec<usize> = (0..self.days()).collect();
        for run in runs(&all_days, known) {
            for (index, layer) in layers.iter().enumerate() {
                area(
                    &panel,
                    f64::from(self.first_day),
                    run,
                    layer,
                    theme::state(index),
                )?;
            }
        }
        events.draw(&panel)?;
        panel.base_line(&plot.y)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["day", "state", "mean"]]);
        for state in &self.states {
            for (day, mean) in by_day(self.first_day, &state.mean) {
                table.row(&[&number_text(day), &state.state], &[mean]);
            }
        }
        table
    }
}
