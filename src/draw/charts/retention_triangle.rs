//! Who of each cohort of joiners still looks in, unit by unit of their age: the retention triangle.

use crate::draw::axes::{Axis, Panel, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::About;
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::numbers::{Format, Unit};
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::table::{Table, number_text};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// Those who joined in one stretch of days.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct CohortRow {
    /// First day of the stretch.
    pub first: u32,
    /// Its last day.
    pub last: u32,
    /// How many joined, mean over replicates.
    #[serde(with = "crate::draw::written::known")]
    pub joined: f64,
    /// Share (0 to 1) of them who looked in during each unit of age, from the first; one that nobody
    /// has reached yet is not there.
    #[serde(with = "crate::draw::written::all_known")]
    pub shares: Vec<f64>,
}

/// Cohorts of joiners from the first, each with the shares that looked in later.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RetentionTriangle {
    /// What stands around the chart.
    pub about: About,
    /// Days of a unit of age.
    pub unit: u32,
    /// The cohorts.
    pub cohorts: Vec<CohortRow>,
}

const ROW: f64 = 19.0;
const HEAD: f64 = 40.0;
/// Most units of age that have a column; where there are more, some are skipped.
const COLUMNS: usize = 24;
/// Units of age in which most is lost: none of them is skipped.
const EARLY: usize = 9;

impl RetentionTriangle {
    const NAME: &'static str = "retention_triangle";

    /// The chart, named `retention_triangle`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// Units of age that are known of any cohort.
    fn units(&self) -> usize {
        let lengths = self.cohorts.iter().map(|it| it.shares.len());
        lengths.max().unwrap_or(0)
    }

    /// The units of age that have a column: the first ones all, of the later ones as many as fit.
    fn shown(&self) -> Vec<usize> {
        let units = self.units();
        let every = units.saturating_sub(EARLY).div_ceil(COLUMNS - EARLY).max(1);
        let early = 0..units.min(EARLY);
        early.chain((EARLY..units).step_by(every)).collect()
    }

    fn row_name(cohort: &CohortRow) -> String {
        format!("{}–{}", cohort.first, cohort.last)
    }

    /// How dark a share is: of the largest that is not of the first unit, in which nearly all look in.
    fn darkest(&self) -> f64 {
        let later = self.cohorts.iter().flat_map(|it| it.shares.iter().skip(1));
        let largest = later
            .copied()
            .filter(|it| it.is_finite())
            .fold(0.0, f64::max);
        if largest > 0.0 { largest } else { 1.0 }
    }

    fn draw_row(&self, panel: &Panel, row: usize, cohort: &CohortRow) -> Result<(), ChartError> {
        let (sheet, darkest) = (panel.sheet, self.darkest());
        let format = Format::for_value(Unit::Number, 100.0, sheet.language);
        for (column, age) in self.shown().into_iter().enumerate() {
            let Some(share) = cohort.shares.get(age).filter(|it| it.is_finite()) else {
                continue;
            };
            let (x, y) = (column as f64, row as f64);
            let outer = panel.between((x - 0.5, x + 0.5), (y - 0.5, y + 0.5));
            let inner = Frame {
                left: outer.left + 0.6,
                top: outer.top + 0.6,
                right: outer.right - 0.6,
                bottom: outer.bottom - 0.6,
            };
            let paper = theme::heat(share / darkest);
            sheet.rectangle(inner, paper, 1.0)?;
            let text = format.write((100.0 * share).round());
            if font::width(&text, size::SMALL) + 2.0 <= inner.width() {
                let look = Type::new(size::SMALL, theme::ink_on(paper)).align(Align::Center);
                sheet.text(&text, panel.at(x, y), look)?;
            }
        }
        Ok(())
    }
}

impl Figure for RetentionTriangle {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::triangle(self.unit, self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        118.0 + HEAD + (self.cohorts.len() as f64 * ROW).max(60.0) + 10.0
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let rows = Axis {
            ticks: (0..self.cohorts.len())
                .map(|row| Tick {
                    at: row as f64,
                    label: Self::row_name(&self.cohorts[row]),
                })
                .collect(),
            ..Axis::of_rows(self.cohorts.len())
        };
        let joined: Vec<String> = self
            .cohorts
            .iter()
            .map(|it| {
                // A tenth of a joiner is worth telling where there are few.
                let shown = if it.joined < 10.0 {
                    (10.0 * it.joined).round() / 10.0
                } else {
                    it.joined.round()
                };
                Format::for_value(Unit::Number, shown, language).write_short(shown)
            })
            .collect();
        let look = Type::new(size::TICK, theme::MUTED);
        let head = [labels::JOINED_ON, labels::JOINED].map(|it| it.text(language));
        let names = rows.label_width().max(font::width(head[0], size::TICK));
        let counts = joined.iter().map(|it| font::width(it, size::TICK));
        let counts = counts.fold(font::width(head[1], size::TICK), f64::max);
        let frame = Frame {
            left: body.left + names + counts + 26.0,
            top: body.top + HEAD,
            right: body.right,
            bottom: body.top + HEAD + self.cohorts.len() as f64 * ROW,
        };
        let shown = self.shown();
        let x = Axis {
            low: -0.5,
            // Few columns need not be as wide as the paper.
            high: shown.len().max(8) as f64 - 0.5,
            ticks: Vec::new(),
            title: String::new(),
        };
        let panel = Panel::new(sheet, frame, &x, &rows);
        let title = words::sentences::age_in_units(self.unit, language);
        let title = fit(&title, size::LABEL, frame.width());
        sheet.text(
            &title,
            (frame.left, body.top + 8.0),
            Type::new(size::LABEL, theme::MUTED),
        )?;
        for (column, age) in shown.into_iter().enumerate() {
            let at = (panel.at(column as f64, 0.0).0, frame.top - 10.0);
            let text = number_text(age as f64);
            sheet.text(&text, at, look.align(Align::Center))?;
        }
        let middle = body.left + names;
        sheet.text(
            head[0],
            (middle, frame.top - 10.0),
            look.align(Align::Right),
        )?;
        let right = look.align(Align::Right);
        sheet.text(head[1], (frame.left - 10.0, frame.top - 10.0), right)?;
        for (row, cohort) in self.cohorts.iter().enumerate() {
            let y = panel.at(0.0, row as f64).1;
            let name = Self::row_name(cohort);
            sheet.text(&name, (middle, y), right)?;
            sheet.text(&joined[row], (frame.left - 10.0, y), right)?;
            self.draw_row(&panel, row, cohort)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let header = ["first_day", "last_day", "age_days", "joined", "share"];
        let mut table = Table::new(&[&header]);
        for cohort in &self.cohorts {
            let (first, last) = (cohort.first.to_string(), cohort.last.to_string());
            for (age, share) in cohort.shares.iter().enumerate() {
                let age = number_text(age as f64 * f64::from(self.unit));
                table.row(&[&first, &last, &age], &[cohort.joined, *share]);
            }
        }
        table
    }
}
