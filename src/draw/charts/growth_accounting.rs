//! Growth accounting: who is new, stays, returns and goes quiet.

use super::periods::{Bars, Part};
use super::stack::same_length;
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// Active members of each period, split by what they were in the period before: new, current
/// (active in both) and resurrected (back after a pause) above the line; dormant (active before,
/// not now) below it. All are means over replicates and over the days of a period, one a period.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct GrowthAccounting {
    /// What stands around the chart.
    pub about: About,
    /// First day of the first period.
    pub first_day: u32,
    /// Days a period: 1, 7 or 30.
    pub period_days: u32,
    /// Active for the first time.
    #[serde(with = "crate::draw::written::all_known")]
    pub new: Vec<f64>,
    /// Active in this period and the one before.
    #[serde(with = "crate::draw::written::all_known")]
    pub current: Vec<f64>,
    /// Active again after at least one period without.
    #[serde(with = "crate::draw::written::all_known")]
    pub resurrected: Vec<f64>,
    /// Active in the period before, not in this one. Given as a positive number.
    #[serde(with = "crate::draw::written::all_known")]
    pub dormant: Vec<f64>,
    /// What the operator did.
    pub events: Vec<Event>,
}

impl GrowthAccounting {
    const NAME: &'static str = "growth_accounting";

    /// The chart, named `growth_accounting`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless all four lists are equally long; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn quantity(&self, language: Language) -> &'static str {
        if self.period_days > 1 {
            labels::MEMBERS_A_DAY.text(language)
        } else {
            labels::MEMBERS_PER_DAY.text(language)
        }
    }

    fn parts(&self) -> [(&'static str, &[f64]); 4] {
        [
            ("current", &self.current),
            ("resurrected", &self.resurrected),
            ("new", &self.new),
            ("dormant", &self.dormant),
        ]
    }
}

impl Figure for GrowthAccounting {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for (key, values) in self.parts() {
            same_length(Self::NAME, key, self.new.len(), values.len())?;
        }
        Ok(())
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let parts = self.parts().into_iter();
        let lines = parts
            .map(|(key, _)| Line::new(key, words::metric_name(key, language), theme::growth(key)));
        Some(Reading {
            across: "day",
            place: None,
            step: self.period_days.max(1) as usize,
            logarithmic: false,
            series: "metric",
            value: "mean",
            band: None,
            shares: false,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let parts = self.parts().into_iter().map(|(key, values)| Part {
            name: words::metric_name(key, sheet.language),
            colour: theme::growth(key),
            values: values.to_vec(),
            below: key == "dormant",
        });
        Bars {
            about: &self.about,
            events: &self.events,
            first_day: f64::from(self.first_day),
            last_day: f64::from(self.first_day),
            days_per_bar: self.period_days.max(1) as usize,
            quantity: self.quantity(sheet.language),
            parts: parts.collect(),
        }
        .draw(sheet, body)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["day", "metric", "mean"]]);
        for (key, values) in self.parts() {
            for (index, mean) in values.iter().enumerate() {
                let day = f64::from(self.first_day) + index as f64 * f64::from(self.period_days);
                table.row(&[&number_text(day), key], &[*mean]);
            }
        }
        table
    }
}
