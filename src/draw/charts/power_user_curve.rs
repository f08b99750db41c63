//! On how many of the last days members look in: the power-user curve.

use crate::draw::axes::{Axis, Range, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Spread};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{SPREAD, Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// Members on the list at the end by the number of days on which they looked in, of the last ones.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PowerUserCurve {
    /// What stands around the chart.
    pub about: About,
    /// Members who looked in on no day, on one, two and so on, over replicates.
    pub members: Vec<Spread>,
    /// Days from which a member counts as a power user.
    pub power: usize,
}

impl PowerUserCurve {
    const NAME: &'static str = "power_user_curve";

    /// The chart, named `power_user_curve`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// Those who looked in, by the number of days.
    fn active(&self) -> impl Iterator<Item = (usize, &Spread)> {
        self.members.iter().enumerate().skip(1)
    }
}

impl Figure for PowerUserCurve {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::mean_and_band(self.about.replicates, language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let name = labels::MEMBERS.text(language);
        Some(Reading {
            across: "days_active",
            place: Some(labels::DAYS_ACTIVE.text(language).to_owned()),
            step: 1,
            logarithmic: false,
            series: "metric",
            value: "mean",
            band: Some(("p10", "p90")),
            shares: false,
            panels: None,
            lines: vec![Line::new("members", name, theme::state(1))],
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let window = self.members.len().saturating_sub(1);
        let values = self.active().flat_map(|(_, it)| [it.mean, it.p90]);
        let ticks = (1..=window).map(|days| Tick {
            at: days as f64,
            label: days.to_string(),
        });
        let title = labels::DAYS_ACTIVE_OF.with(language, &[("n", &window)]);
        let plot = Plot {
            key: vec![
                Entry::new(
                    Mark::Area(theme::state(0)),
                    labels::POWER_USERS.with(language, &[("n", &self.power)]),
                ),
                Entry::new(
                    Mark::Area(theme::state(1)),
                    labels::OTHER_MEMBERS.text(language),
                ),
            ],
            ..Plot::new(
                Axis {
                    low: 0.4,
                    high: window as f64 + 0.6,
                    ticks: ticks.collect(),
                    title,
                },
                Axis::of_values(
                    values,
                    Unit::Members,
                    Range::WithZero,
                    MOST_VALUES,
                    language,
                )
                .titled(labels::MEMBERS.text(language)),
            )
        };
        let (panel, _) = plot.open(sheet, body)?;
        for (days, spread) in self.active().filter(|(_, it)| it.mean.is_finite()) {
            let x = days as f64;
            let bar = panel.between((x - 0.38, x + 0.38), (0.0, spread.mean));
            let colour = theme::state(usize::from(days < self.power));
            if bar.height() > 0.0 {
                sheet.rectangle(bar, colour, 1.0)?;
            }
            if self.about.replicates > 1 && spread.p90 > spread.p10 {
                let ends = (panel.at(x, spread.p10), panel.at(x, spread.p90));
                sheet.line(ends.0, ends.1, theme::AXIS, 1.6)?;
            }
        }
        panel.base_line(&plot.y)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["days_active", "metric"], &SPREAD]);
        for (days, spread) in self.members.iter().enumerate() {
            table.row(&[&number_text(days as f64), "members"], &spread.columns());
        }
        table
    }
}
