//! How long newcomers stay.

use super::over_time::{bands_and_lines, extent};
use plotters::prelude::RGBColor;

use crate::draw::axes::{Axis, Range, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Label, Spread, by_day};
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

/// Most values of a line that have a mark each.
const MOST_MARKS: usize = 8;

impl DayScale {
    pub(super) fn place(self, day: f64) -> f64 {
        match self {
            Self::Linear => day,
            Self::Logarithmic => libm::log1p(day),
        }
    }

    pub(super) fn title(self) -> Text {
        match self {
            Self::Linear => labels::DAYS_SINCE_JOINING,
            Self::Logarithmic => labels::DAYS_SINCE_JOINING_UNEVEN,
        }
    }

    pub(super) fn axis(self, last: f64, language: Language) -> Axis {
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
    /// Share of joiners (0 to 1) seen on exactly the day 0, 1, 2, … days after joining.
    pub values: Vec<Spread>,
    /// Share of joiners seen so many days after joining or later, for some days.
    #[serde(default)]
    pub rolling: Vec<(u32, Spread)>,
    /// Share of joiners still on the list so many days after joining, for some days.
    #[serde(default)]
    pub listed: Vec<(u32, Spread)>,
}

/// One definition of being there: its key in tables, its name, its values by days since joining.
type Definition = (&'static str, Text, Vec<(f64, Spread)>);

impl RetentionCurve {
    /// The three definitions, from the strictest to the mildest.
    fn definitions(&self) -> [Definition; 3] {
        let some = |values: &[(u32, Spread)]| -> Vec<(f64, Spread)> {
            let places = values.iter();
            places.map(|(day, it)| (f64::from(*day), *it)).collect()
        };
        [
            (
                "retention",
                labels::ON_THAT_DAY,
                by_day(0, &self.values).collect(),
            ),
            ("rolling", labels::THAT_DAY_OR_LATER, some(&self.rolling)),
            ("listed", labels::STILL_ON_THE_LIST, some(&self.listed)),
        ]
    }
}

/// Share of joiners still there so many days after joining, as means with 10–90% bands: of one
/// strategy by three definitions of being there, of several by the strictest.
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

    /// More bands than this hide each other.
    fn has_bands(&self) -> bool {
        const MOST: usize = 3;
        self.curves.len() <= MOST
    }

    /// Low, middle and high of what is drawn of a spread.
    fn drawn(&self, spread: &Spread) -> [f64; 3] {
        if self.has_bands() {
            [spread.p10, spread.mean, spread.p90]
        } else {
            [spread.mean; 3]
        }
    }

    /// The lines that are drawn: key, name, colour and values.
    fn lines(&self, language: Language) -> Vec<Drawn> {
        if let [alone] = self.curves.as_slice() {
            let known = alone.definitions().into_iter().enumerate();
            let known = known.filter(|(_, (.., values))| !values.is_empty());
            return known
                .map(|(index, (key, name, values))| Drawn {
                    key: key.to_owned(),
                    name: name.text(language).to_owned(),
                    colour: theme::series(index),
                    values,
                })
                .collect();
        }
        let curves = self.curves.iter().enumerate();
        curves
            .map(|(index, curve)| Drawn {
                key: curve.strategy.en.clone(),
                name: curve.strategy.text(language).to_owned(),
                colour: theme::strategy(index),
                values: by_day(0, &curve.values).collect(),
            })
            .collect()
    }
}

/// One line.
struct Drawn {
    key: String,
    name: String,
    colour: RGBColor,
    values: Vec<(f64, Spread)>,
}

impl Figure for Retention {
    fn name(&self) -> &'static str {
        "retention"
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        if self.has_bands() {
            words::sentences::mean_and_band(self.about.replicates, language)
        } else {
            words::sentences::mean(self.about.replicates, language)
        }
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.lines(language).into_iter();
        Some(Reading {
            across: "days_since_joining",
            place: Some(labels::DAYS_SINCE_JOINING.text(language).to_owned()),
            step: 1,
            logarithmic: self.scale == DayScale::Logarithmic,
            series: if self.curves.len() == 1 {
                "metric"
            } else {
                "strategy"
            },
            value: "mean",
            band: Some(("p10", "p90")),
            shares: true,
            panels: None,
            lines: lines
                .map(|line| Line::new(line.key, line.name, line.colour))
                .collect(),
        })
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let lines = self.lines(language);
        let (_, last) = extent(self.curves.iter().map(|curve| (0, curve.values.len())));
        let values = lines.iter().flat_map(|line| {
            let values = line.values.iter();
            values.flat_map(|(_, spread)| self.drawn(spread))
        });
        let y = Axis::of_values(values, Unit::Share, Range::WithZero, MOST_VALUES, language);
        let quantity = if self.curves.len() == 1 {
            labels::SHARE_OF_JOINERS
        } else {
            labels::SHARE_OF_JOINERS_ON_THE_DAY
        };
        let key = lines.iter().map(|line| {
            let end = line.values.iter().rev();
            let end = end.map(|(_, it)| it.mean).find(|it| it.is_finite());
            Entry::new(Mark::Line(line.colour), line.name.clone()).beside(end)
        });
        let plot = Plot {
            key: if lines.len() == 1 {
                Vec::new()
            } else {
                key.collect()
            },
            ..Plot::new(
                self.scale
                    .axis(last, language)
                    .titled(self.scale.title().text(language)),
                y.titled(quantity.text(language)),
            )
        };
        let (panel, events) = plot.open(sheet, body)?;
        let colours: Vec<RGBColor> = lines.iter().map(|line| line.colour).collect();
        let points: Vec<Vec<_>> = lines
            .iter()
            .map(|line| {
                let values = line.values.iter();
                values
                    .map(|(day, it)| (self.scale.place(*day), self.drawn(it)))
                    .collect()
            })
            .collect();
        if self.has_bands() {
            bands_and_lines(&panel, &events, &points, &colours)?;
        } else {
            for (points, colour) in points.iter().zip(&colours) {
                let line: Vec<_> = points.iter().map(|(x, it)| (*x, it[1])).collect();
                panel.line(&line, *colour, 2.0)?;
            }
        }
        // What is known of some days alone has a mark on each.
        for (line, points) in lines.iter().zip(&points) {
            if line.values.len() > MOST_MARKS {
                continue;
            }
            for (x, [_, middle, _]) in points.iter().filter(|(_, it)| it[1].is_finite()) {
                Mark::Dot(line.colour).draw(sheet, panel.at(*x, *middle))?;
            }
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["strategy", "days_since_joining", "metric"], &SPREAD]);
        for curve in &self.curves {
            // Of several strategies the strictest definition alone is drawn.
            let drawn = if self.curves.len() == 1 { 3 } else { 1 };
            for (key, _, values) in curve.definitions().into_iter().take(drawn) {
                for (day, spread) in values {
                    let names = [&curve.strategy.en, &number_text(day), key];
                    table.row(&names, &spread.columns());
                }
            }
        }
        table
    }
}
