//! How long newcomers stay.

use super::over_time::{bands_and_lines, extent};
use plotters::prelude::RGBColor;

use crate::draw::axes::{Axis, Range, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label, Spread, by_day};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{SPREAD, Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, Text, labels};

/// How days since joining are spaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum DayScale {
    /// Every day takes the same room.
    Linear,
    /// The first days take more room than later ones: log(1 + day).
    #[default]
    Logarithmic,
}

impl DayScale {
    fn place(self, day: f64) -> f64 {
        match self {
            Self::Linear => day,
            Self::Logarithmic => libm::log1p(day),
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Linear => labels::DAYS_SINCE_JOINING,
            Self::Logarithmic => labels::DAYS_SINCE_JOINING_UNEVEN,
        }
    }

    fn axis(self, last: f64, language: Language) -> Axis {
        const DAYS: [f64; 12] = [
            0.0, 1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1825.0,
        ];
        let linear = Axis::of_days(0.0, last, MOST_DAYS, language);
        if self == Self::Linear || last <= 0.0 {
            return linear;
        }
        let ticks = DAYS.into_iter().filter(|day| *day <= last).map(|day| Tick {
            at: self.place(day),
            label: number_text(day),
        });
        Axis {
            low: 0.0,
            high: self.place(last),
            ticks: ticks.collect(),
            ..linear
        }
    }
}

/// The retention of one strategy's joiners.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RetentionCurve {
    /// Name of the strategy.
    pub strategy: Label,
    /// Share of joiners (0 to 1) still taking part 0, 1, 2, … days after joining.
    pub values: Vec<Spread>,
    /// Share of joiners seen on exactly that day after joining, for some days: the other definition
    /// of retention.
    #[serde(default)]
    pub exact: Vec<(u32, Estimate)>,
}

/// Share of joiners still seen so many days after joining, as medians with 10–90% bands.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Retention {
    /// What stands around the chart.
    pub about: About,
    /// One curve a strategy, that of the base first; or one alone.
    pub curves: Vec<RetentionCurve>,
    /// How days are spaced.
    pub scale: DayScale,
}

impl Retention {
    /// The chart, named `retention`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn colour(&self, index: usize) -> RGBColor {
        if self.curves.len() > 1 {
            theme::strategy(index)
        } else {
            theme::series(index)
        }
    }
}

impl Figure for Retention {
    fn name(&self) -> &'static str {
        "retention"
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::median_and_band(self.about.replicates, language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.curves.iter().enumerate().map(|(index, curve)| {
            let name = curve.strategy.text(language);
            Line::new(&curve.strategy.en, name, self.colour(index))
        });
        Some(Reading {
            across: "days_since_joining",
            step: 1,
            logarithmic: self.scale == DayScale::Logarithmic,
            series: "strategy",
            value: "p50",
            band: Some(("p10", "p90")),
            shares: true,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let (_, last) = extent(self.curves.iter().map(|curve| (0, curve.values.len())));
        let values = self.curves.iter().flat_map(|curve| {
            curve
                .values
                .iter()
                .flat_map(|spread| [spread.p10, spread.p50, spread.p90])
        });
        let alone = self.curves.iter().filter(|_| self.curves.len() == 1);
        let exact = alone.flat_map(|curve| curve.exact.iter().flat_map(|(_, it)| it.columns()));
        let values = values.chain(exact);
        let y = Axis::of_values(values, Unit::Share, Range::WithZero, MOST_VALUES, language);
        let key = self.curves.iter().enumerate().map(|(index, curve)| {
            let mark = Mark::Line(self.colour(index));
            let end = curve.values.iter().rev().map(|spread| spread.p50);
            let reaches_end = curve.values.len() as f64 > last;
            Entry::new(mark, curve.strategy.text(language))
                .beside(end.into_iter().find(|end| end.is_finite() && reaches_end))
        });
        let plot = Plot {
            key: match self.curves.as_slice() {
                [alone] if alone.exact.is_empty() => Vec::new(),
                [alone] => {
                    let end = alone.values.iter().rev().map(|spread| spread.p50);
                    let last = alone.exact.last().map(|(_, it)| it.estimate);
                    let name = labels::STILL_TAKING_PART.text(language);
                    vec![
                        Entry::new(Mark::Line(self.colour(0)), name)
                            .beside(end.into_iter().find(|end| end.is_finite())),
                        Entry::new(
                            Mark::Dot(theme::HIGHLIGHT),
                            labels::ON_THAT_DAY.text(language),
                        )
                        .beside(last),
                    ]
                }
                _ => key.collect(),
            },
            ..Plot::new(
                self.scale
                    .axis(last, language)
                    .titled(self.scale.title().text(language)),
                y.titled(labels::SHARE_OF_JOINERS.text(language)),
            )
        };
        let colours: Vec<RGBColor> = (0..self.curves.len()).map(|it| self.colour(it)).collect();
        let (panel, events) = plot.open(sheet, body)?;
        let lines: Vec<_> = self
            .curves
            .iter()
            .map(|curve| {
                by_day(0, &curve.values)
                    .map(|(day, spread)| {
                        (self.scale.place(day), [spread.p10, spread.p50, spread.p90])
                    })
                    .collect()
            })
            .collect();
        bands_and_lines(&panel, &events, &lines, &colours)?;
        let exact = self.curves.iter().filter(|_| self.curves.len() == 1);
        for (day, share) in exact.flat_map(|curve| &curve.exact) {
            let x = self.scale.place(f64::from(*day));
            if !share.estimate.is_finite() {
                continue;
            }
            if share.low.is_finite() && share.high.is_finite() {
                let ends = (panel.at(x, share.low), panel.at(x, share.high));
                sheet.line(ends.0, ends.1, theme::HIGHLIGHT, 1.6)?;
            }
            Mark::Dot(theme::HIGHLIGHT).draw(sheet, panel.at(x, share.estimate))?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["strategy", "days_since_joining", "metric"], &SPREAD]);
        for curve in &self.curves {
            for (day, spread) in by_day(0, &curve.values) {
                let names = [&curve.strategy.en, &number_text(day), "retention"];
                table.row(&names, &spread.columns());
            }
            for (day, share) in &curve.exact {
                let day = number_text(f64::from(*day));
                let names = [&curve.strategy.en, &day, "retention_on_day"];
                let Estimate { estimate, .. } = *share;
                table.row(
                    &names,
                    &Spread {
                        mean: estimate,
                        ..Spread::MISSING
                    }
                    .columns(),
                );
            }
        }
        table
    }
}
