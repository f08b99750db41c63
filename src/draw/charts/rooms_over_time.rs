//! The rooms of one run: how much is said in each, and how many of its visitors find too much.

use super::stack::same_length;
use super::sweep_axis::split;
use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::Plot;
use crate::draw::reading::{Line, Reading};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::{Table, number_text};
use crate::draw::theme::{self, size};
use crate::words::{self, Language, Text, labels};

/// One room, a value a period.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RoomSeries {
    /// Its name, or that of several together.
    pub room: Label,
    /// Messages a day.
    #[serde(with = "crate::draw::written::all_known")]
    pub messages: Vec<f64>,
    /// Share of the visits that found more than the visitor can take in.
    #[serde(with = "crate::draw::written::all_known")]
    pub overloaded: Vec<f64>,
}

/// Rooms side by side.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RoomsOverTime {
    /// What stands around the chart.
    pub about: About,
    /// Which replicate it is.
    pub replicate: u32,
    /// Days of a period, over which values are averaged.
    pub period_days: u32,
    /// The rooms.
    pub rooms: Vec<RoomSeries>,
}

const KEY_ROW: f64 = 22.0;
/// Names in a row of the key.
const IN_A_ROW: usize = 4;

impl RoomsOverTime {
    const NAME: &'static str = "rooms_over_time";

    /// The chart, named `rooms_over_time`.
    ///
    /// # Errors
    /// [`ChartError::Length`] unless all rooms have equally many values; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn day(&self, period: usize) -> f64 {
        period as f64 * f64::from(self.period_days)
    }

    fn periods(&self) -> usize {
        self.rooms.first().map_or(0, |room| room.messages.len())
    }

    fn key_height(&self) -> f64 {
        self.rooms.len().div_ceil(IN_A_ROW) as f64 * KEY_ROW + 10.0
    }
}

/// What one of the two panels shows.
type Measure = (&'static str, Text, Unit, fn(&RoomSeries) -> &[f64]);

const MEASURES: [Measure; 2] = [
    ("messages", labels::MESSAGES_A_DAY, Unit::Messages, |it| {
        &it.messages
    }),
    ("overloaded", labels::OVERLOADED_VISITS, Unit::Share, |it| {
        &it.overloaded
    }),
];

impl Figure for RoomsOverTime {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for room in &self.rooms {
            for (_, _, _, read) in MEASURES {
                same_length(Self::NAME, &room.room.en, self.periods(), read(room).len())?;
            }
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        let shown = words::sentences::of_run(self.replicate, self.about.replicates, language);
        words::sentences::averaged(&shown, self.period_days as usize, language)
    }

    fn reading(&self, language: Language) -> Option<Reading> {
        let lines = self.rooms.iter().enumerate().map(|(index, it)| {
            Line::new(&it.room.en, it.room.text(language), theme::series(index))
        });
        Some(Reading {
            across: "day",
            place: None,
            step: 1,
            logarithmic: false,
            series: "room",
            value: "value",
            band: None,
            shares: false,
            panels: Some((
                "measure",
                MEASURES.iter().map(|it| it.0.to_owned()).collect(),
            )),
            lines: lines.collect(),
        })
    }

    fn height(&self) -> f64 {
        118.0 + self.key_height() + 330.0
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let width = body.width() / IN_A_ROW as f64;
        for (index, room) in self.rooms.iter().enumerate() {
            let left = body.left + width * (index % IN_A_ROW) as f64;
            let y = body.top + 6.0 + KEY_ROW * (index / IN_A_ROW) as f64;
            let mark = Mark::Line(theme::series(index));
            let entry = Entry::new(mark, room.room.text(language));
            key::draw_row(sheet, (left, y), left + width, &[entry])?;
        }
        let grid = Frame {
            top: body.top + self.key_height(),
            ..body
        };
        let last = self.day(self.periods().saturating_sub(1));
        for ((_, title, unit, read), frame) in
            MEASURES
                .iter()
                .zip(split(grid, MEASURES.len(), (34.0, 8.0)))
        {
            let values = self.rooms.iter().flat_map(read).copied();
            let title = fit(title.text(language), size::LABEL, frame.width());
            let plot = Plot::new(
                Axis::of_days(0.0, last, 6, language).titled(labels::DAY.text(language)),
                Axis::of_values(values, *unit, Range::WithZero, 4, language).titled(title),
            );
            let (panel, _) = plot.open(sheet, frame)?;
            for (index, room) in self.rooms.iter().enumerate() {
                let line = read(room).iter().enumerate();
                let line: Vec<_> = line.map(|(at, it)| (self.day(at), *it)).collect();
                panel.line(&line, theme::series(index), 2.0)?;
            }
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["measure", "room", "day", "value"]]);
        for (key, _, _, read) in MEASURES {
            for room in &self.rooms {
                for (period, value) in read(room).iter().enumerate() {
                    let day = number_text(self.day(period));
                    table.row(&[key, &room.room.en, &day], &[*value]);
                }
            }
        }
        table
    }
}
