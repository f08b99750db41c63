//! Who leaves, and why: stacked bars a week, removals below the line.

use super::periods::{Bars, Part, Period, quantity, sums};
use super::stack::{same_length, visible};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event, by_day};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// The cause that is drawn apart: the operator's doing, not the member's.
const REMOVED: &str = "removed";

/// Stands for the causes that are drawn as one.
const OTHER: &str = "other";
/// Share of all exits below which a cause is not drawn for itself.
const RARE: f64 = 0.02;

/// Exits for one cause, day by day.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct CauseSeries {
    /// Key of the cause; [`words::cause`] knows eleven.
    pub cause: String,
    /// Mean number of exits over replicates, one value a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub mean: Vec<f64>,
}

/// Exits by cause, as stacked bars; those removed hang below the line.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ChurnByCause {
    /// What stands around the chart.
    pub about: About,
    /// Day of the first value of every cause.
    pub first_day: u32,
    /// Exits by cause. Causes nobody left for are not drawn.
    pub causes: Vec<CauseSeries>,
    /// Days a bar.
    pub period: Period,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl ChurnByCause {
    const NAME: &'static str = "churn_by_cause";

    /// The chart, named `churn_by_cause`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless all causes have equally many days; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn name_of(cause: &CauseSeries, language: Language) -> String {
        words::name_or_key(words::cause(&cause.cause), &cause.cause, language)
    }

    /// Causes of which nobody could see the colour: drawn as one. The table has each.
    fn rare(&self) -> impl Iterator<Item = &CauseSeries> {
        let sum = |cause: &CauseSeries| -> f64 {
            let known = cause.mean.iter().filter(|it| it.is_finite());
            known.filter(|it| **it > 0.0).sum()
        };
        let all: f64 = self.causes.iter().map(sum).sum();
        let rare = move |cause: &&CauseSeries| {
            let own = sum(cause);
            cause.cause != REMOVED && own > 0.0 && own < RARE * all
        };
        let those: Vec<&CauseSeries> = self.causes.iter().filter(rare).collect();
        // One alone keeps its name.
        let those = if those.len() > 1 { those } else { Vec::new() };
        those.into_iter()
    }

    fn days(&self) -> usize {
        self.causes.first().map_or(0, |cause| cause.mean.len())
    }
}

impl Figure for ChurnByCause {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        let days = self.days();
        for cause in &self.causes {
            same_length(Self::NAME, &cause.cause, days, cause.mean.len())?;
        }
        Ok(())
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let causes = self.causes.iter().enumerate();
        let rare: Vec<&CauseSeries> = self.rare().collect();
        let shown = causes.filter(|(_, cause)| visible(&cause.mean) && !rare.contains(cause));
        let lines = shown.map(|(index, cause)| {
            let name = Self::name_of(cause, language);
            Line::new(&cause.cause, name, theme::cause(&cause.cause, index))
        });
        Some(Reading {
            across: "day",
            place: None,
            step: self.period.days(self.days()),
            logarithmic: false,
            series: "cause",
            value: "mean",
            band: None,
            shares: false,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let days_per_bar = self.period.days(self.days());
        let mut parts: Vec<Part> = self
            .causes
            .iter()
            .enumerate()
            .map(|(index, cause)| Part {
                name: Self::name_of(cause, language),
                colour: theme::cause(&cause.cause, index),
                values: sums(&cause.mean, days_per_bar),
                below: cause.cause == REMOVED,
            })
            .collect();
        let rare: Vec<&CauseSeries> = self.rare().collect();
        if !rare.is_empty() {
            let days = 0..self.days();
            let all: Vec<f64> = days
                .map(|day| {
                    rare.iter()
                        .map(|cause| cause.mean[day])
                        .filter(|it| it.is_finite())
                        .sum()
                })
                .collect();
            let names: Vec<String> = rare
                .iter()
                .map(|cause| Self::name_of(cause, language))
                .collect();
            parts.retain(|part| !names.contains(&part.name));
            parts.push(Part {
                name: labels::OTHER_CAUSES.text(language).to_owned(),
                colour: theme::cause(OTHER, 0),
                values: sums(&all, days_per_bar),
                below: false,
            });
        }
        if parts.iter().any(|part| visible(&part.values)) {
            parts.retain(|part| visible(&part.values));
        }
        Bars {
            about: &self.about,
            events: &self.events,
            first_day: f64::from(self.first_day),
            last_day: f64::from(self.first_day),
            days_per_bar,
            quantity: quantity(days_per_bar, language),
            parts,
        }
        .draw(sheet, body)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["day", "cause", "mean"]]);
        for cause in &self.causes {
            for (day, mean) in by_day(self.first_day, &cause.mean) {
                table.row(&[&number_text(day), &cause.cause], &[mean]);
            }
        }
        table
    }
}
