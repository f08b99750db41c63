//! How long members of each archetype stay, in one run: Kaplan–Meier curves.

use plotters::prelude::RGBColor;

use super::over_time::bands_and_lines;
use super::retention::DayScale;
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_VALUES, Plot};
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// One archetype's curve.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StayCurve {
    /// Name of the archetype.
    pub archetype: Label,
    /// Members behind it.
    pub members: usize,
    /// Share (0 to 1) that takes part for longer than so many days, with its 95% interval, for some
    /// numbers of days in rising order.
    pub values: Vec<(u32, Estimate)>,
}

/// Share of each archetype's members still taking part so many days after joining.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StayByArchetype {
    /// What stands around the chart.
    pub about: About,
    /// Which replicate it is from.
    pub replicate: u32,
    /// The curves.
    pub curves: Vec<StayCurve>,
}

impl StayByArchetype {
    const NAME: &'static str = "stay_by_archetype";
    const SCALE: DayScale = DayScale::Logarithmic;

    /// The chart, named `stay_by_archetype`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }
}

impl Figure for StayByArchetype {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::stays_of_run(self.replicate, self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        /// Room for a name of three lines.
        const NAME: f64 = 56.0;
        theme::HEIGHT.max(160.0 + NAME * self.curves.len() as f64)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.curves.iter().enumerate().map(|(index, curve)| {
            let name = curve.archetype.text(language);
            Line::new(&curve.archetype.en, name, theme::series(index))
        });
        Some(Reading {
            across: "days_since_joining",
            place: Some(labels::DAYS_SINCE_JOINING.text(language).to_owned()),
            step: 1,
            logarithmic: true,
            series: "archetype",
            value: "estimate",
            band: Some(("low", "high")),
            shares: true,
            panels: None,
            lines: lines.collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let ages = self.curves.iter().filter_map(|it| it.values.last());
        let last = ages.map(|(age, _)| f64::from(*age)).fold(0.0, f64::max);
        let known = self.curves.iter().flat_map(|it| &it.values);
        let known = known.flat_map(|(_, it)| it.columns());
        let key = self.curves.iter().enumerate().map(|(index, curve)| {
            let name = labels::NAME_AND_NUMBER.with(
                language,
                &[
                    ("name", &curve.archetype.text(language)),
                    ("n", &curve.members),
                ],
            );
            let end = curve.values.iter().rev().map(|(_, it)| it.estimate);
            Entry::new(Mark::Line(theme::series(index)), name)
                .beside(end.into_iter().find(|it| it.is_finite()))
        });
        let plot = Plot {
            key: key.collect(),
            ..Plot::new(
                Self::SCALE
                    .axis(last, language)
                    .titled(Self::SCALE.title().text(language)),
                Axis::of_values(known, Unit::Share, Range::WithZero, MOST_VALUES, language)
                    .titled(labels::STILL_TAKING_PART.text(language)),
            )
        };
        let (panel, events) = plot.open(sheet, body)?;
        let lines: Vec<Vec<_>> = self
            .curves
            .iter()
            .map(|curve| {
                let values = curve.values.iter();
                values
                    .map(|(age, it)| {
                        let x = Self::SCALE.place(f64::from(*age));
                        (x, [it.low, it.estimate, it.high])
                    })
                    .collect()
            })
            .collect();
        let colours: Vec<RGBColor> = (0..lines.len()).map(theme::series).collect();
        bands_and_lines(&panel, &events, &lines, &colours)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["archetype", "members", "days_since_joining"], &ESTIMATE]);
        for curve in &self.curves {
            for (age, share) in &curve.values {
                let (members, age) = (curve.members.to_string(), age.to_string());
                table.row(&[&curve.archetype.en, &members, &age], &share.columns());
            }
        }
        table
    }
}
