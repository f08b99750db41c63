//! Some members of one run, each on a line of their own: when they came, looked in, wrote and went.

use crate::draw::axes::Axis;
use crate::draw::chart::Chart;
use crate::draw::data::{About, Event};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::plot::{MOST_DAYS, Plot};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// One member, day by day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MemberDays {
    /// Number of the member.
    pub member: u32,
    /// Day of joining.
    pub joined: u16,
    /// Day on which they left or were removed.
    pub off: Option<u16>,
    /// Days with a visit.
    pub visits: Vec<u16>,
    /// Days with a message.
    pub wrote: Vec<u16>,
}

/// A raster of members and days.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct IndividualLives {
    /// What stands around the chart.
    pub about: About,
    /// Which replicate the members are from.
    pub replicate: u32,
    /// Days of the run.
    pub days: u16,
    /// The members, in the order in which they came.
    pub lives: Vec<MemberDays>,
    /// What the operator did.
    pub events: Vec<Event>,
}

/// Height of a member's line.
const ROW: f64 = 8.0;

impl IndividualLives {
    const NAME: &'static str = "individual_lives";

    /// The chart, named `individual_lives`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }
}

/// First and last day of each unbroken run of days.
fn spans(days: &[u16]) -> Vec<(u16, u16)> {
    let runs = days.chunk_by(|one, other| *other == *one + 1);
    runs.filter_map(|run| Some((*run.first()?, *run.last()?)))
        .collect()
}

impl Figure for IndividualLives {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::members_of_run(
            self.lives.len(),
            self.replicate,
            self.about.replicates,
            language,
        )
    }

    fn height(&self) -> f64 {
        190.0 + self.lives.len() as f64 * ROW
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let (rows, days) = (self.lives.len() as f64, f64::from(self.days.max(1)));
        let key = [
            (Mark::Area(theme::state(2)), labels::LOOKED_IN),
            (Mark::Area(theme::ACCENT), labels::WROTE),
            (Mark::Line(theme::GRID), labels::ON_THE_LIST),
            (Mark::Line(theme::HIGHLIGHT), labels::OFF_THE_LIST),
        ];
        let plot = Plot {
            x: Axis::of_days(0.0, days, MOST_DAYS, language).titled(labels::DAY.text(language)),
            y: Axis {
                low: 0.0,
                high: rows.max(1.0),
                ticks: Vec::new(),
                title: labels::A_LINE_A_MEMBER.text(language).to_owned(),
            },
            key: key
                .map(|(mark, name)| Entry::new(mark, name.text(language)))
                .into(),
            events: &self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        events.draw(&panel)?;
        let (mut list, mut seen, mut wrote, mut off) = (vec![], vec![], vec![], vec![]);
        for (row, life) in self.lives.iter().enumerate() {
            let middle = rows - row as f64 - 0.5;
            let stretch = |first: u16, end: f64| {
                (panel.at(f64::from(first), middle), panel.at(end, middle).0)
            };
            list.push(stretch(life.joined, life.off.map_or(days, f64::from)));
            let cells = |days: &[u16]| -> Vec<_> {
                let spans = spans(days).into_iter();
                spans
                    .map(|(first, last)| stretch(first, f64::from(last) + 1.0))
                    .collect()
            };
            seen.extend(cells(&life.visits));
            wrote.extend(cells(&life.wrote));
            off.extend(life.off.map(|day| {
                let (start, _) = stretch(day, f64::from(day));
                (start, start.0 + 3.0)
            }));
        }
        sheet.strokes(&list, theme::GRID, 1.4);
        sheet.strokes(&seen, theme::state(2), ROW * 0.8);
        sheet.strokes(&wrote, theme::ACCENT, ROW * 0.8);
        sheet.strokes(&off, theme::HIGHLIGHT, ROW * 0.95);
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["member", "joined", "off", "day", "wrote"]]);
        for life in &self.lives {
            let (member, joined) = (life.member.to_string(), life.joined.to_string());
            let off = life.off.map_or_else(String::new, |day| day.to_string());
            for day in &life.visits {
                let wrote = f64::from(u8::from(life.wrote.contains(day)));
                let day = number_text(f64::from(*day));
                table.row(&[&member, &joined, &off, &day], &[wrote]);
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_row_are_one_stroke() {
        assert_eq!(spans(&[1, 2, 3, 5, 8, 9]), [(1, 3), (5, 5), (8, 9)]);
        assert!(spans(&[]).is_empty());
    }
}
