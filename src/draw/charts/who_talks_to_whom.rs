//! Who is tied to whom, on some evenings: the core that most ties go through, and the bridges.

use crate::draw::chart::Chart;
use crate::draw::data::{About, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::sheet::{Frame, Point, Sheet, Type};
use crate::draw::table::Table;
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels};

/// One member of a net.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TiedMember {
    /// Number of the member.
    pub member: u32,
    /// Where they stand, in thousandths of the way from the middle to the rim.
    pub at: (i16, i16),
    /// Whether they belong to the core.
    pub core: bool,
    /// Whether others would be cut off without them.
    pub bridge: bool,
}

/// The ties on the evening of one day of a run.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TiesOfDay {
    /// Which run it is.
    pub run: Label,
    /// Its number.
    pub replicate: u32,
    /// The day.
    pub day: u32,
    /// Members who take part.
    pub taking_part: usize,
    /// Those of them who are tied to another.
    pub tied: usize,
    /// Those of them in the core.
    pub core: usize,
    /// Those of them who are bridges.
    pub bridges: usize,
    /// The members who are drawn.
    pub members: Vec<TiedMember>,
    /// The ties that are drawn: places in the list of members, and the strength in answers.
    pub ties: Vec<(u32, u32, f32)>,
}

/// Nets of ties.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct WhoTalksToWhom {
    /// What stands around the chart.
    pub about: About,
    /// Who holds so many others to the rest is a bridge.
    pub held: usize,
    /// The nets.
    pub days: Vec<TiesOfDay>,
}

const PANEL: f64 = 430.0;
const TITLE: f64 = 40.0;
const KEY: f64 = 26.0;
/// Nets beside each other: in more nobody could be told apart.
const ACROSS: usize = 2;
/// Members up to whom dots may be large.
const FEW: usize = 120;

impl WhoTalksToWhom {
    const NAME: &'static str = "who_talks_to_whom";

    /// The chart, named `who_talks_to_whom`.
    ///
    /// # Errors
    /// [`ChartError::Length`] where a tie leads to a member who is not there; otherwise as
    /// [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn rows(&self) -> usize {
        self.days.len().div_ceil(ACROSS).max(1)
    }

    /// Where the net of so many stands within what there is for all.
    fn frame(&self, grid: Frame, index: usize) -> Frame {
        const GAP: (f64, f64) = (24.0, 12.0);
        let (row, column) = ((index / ACROSS) as f64, (index % ACROSS) as f64);
        let width = (grid.width() - GAP.0 * (ACROSS - 1) as f64) / ACROSS as f64;
        let height = grid.height() / self.rows() as f64;
        let (left, top) = (
            grid.left + column * (width + GAP.0),
            grid.top + row * height,
        );
        Frame {
            left,
            top,
            right: left + width,
            bottom: top + height - GAP.1,
        }
    }

    fn draw_day(sheet: &Sheet, frame: Frame, day: &TiesOfDay) -> Result<(), ChartError> {
        let language = sheet.language;
        let title = words::sentences::run_and_day(day.run.text(language), day.day, language);
        let counts = words::sentences::ties_of_day(
            [day.taking_part, day.tied, day.core, day.bridges],
            language,
        );
        for (row, (text, size, colour)) in [
            (title, size::LABEL, theme::INK),
            (counts, size::TICK, theme::MUTED),
        ]
        .into_iter()
        .enumerate()
        {
            let text = fit(&text, size, frame.width());
            let at = (frame.left, frame.top + 8.0 + 17.0 * row as f64);
            sheet.text(&text, at, Type::new(size, colour))?;
        }
        let top = frame.top + TITLE;
        let reach = (frame.width().min(frame.bottom - top) / 2.0 - 6.0).max(1.0);
        let middle = (
            f64::midpoint(frame.left, frame.right),
            f64::midpoint(top, frame.bottom),
        );
        let place = |member: &TiedMember| -> Point {
            let along = |part: i16| reach * f64::from(part) / 1000.0;
            (middle.0 + along(member.at.0), middle.1 + along(member.at.1))
        };
        let places: Vec<Point> = day.members.iter().map(place).collect();
        let ties: Vec<(Point, Point)> = day
            .ties
            .iter()
            .filter_map(|(one, other, _)| {
                Some((*places.get(*one as usize)?, *places.get(*other as usize)?))
            })
            .collect();
        let dot = if day.members.len() <= FEW { 7.0 } else { 5.0 };
        let those = |wanted: fn(&TiedMember) -> bool| -> Vec<Point> {
            let found = day.members.iter().zip(&places);
            found.filter(|(it, _)| wanted(it)).map(|it| *it.1).collect()
        };
        sheet.segments(&ties, theme::EVENT, 0.9, 0.6);
        sheet.dots(&those(|it| !it.core && !it.bridge), theme::state(1), dot);
        // A ring around those who hold others, of whatever colour they are.
        sheet.dots(&those(|it| it.bridge && !it.core), theme::INK, dot + 4.0);
        sheet.dots(&those(|it| it.bridge && !it.core), theme::state(1), dot);
        sheet.dots(
            &those(|it| it.bridge && it.core),
            theme::INK,
            dot * 1.5 + 4.0,
        );
        sheet.dots(&those(|it| it.core), theme::HIGHLIGHT, dot * 1.5);
        Ok(())
    }
}

impl Figure for WhoTalksToWhom {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        for day in &self.days {
            let ends = day.ties.iter().map(|(one, other, _)| one.max(other));
            let furthest = ends.max().map_or(0, |it| *it as usize + 1);
            if furthest > day.members.len() {
                return Err(ChartError::Length {
                    chart: Self::NAME,
                    what: day.run.en.clone(),
                    expected: day.members.len(),
                    found: furthest,
                });
            }
        }
        Ok(())
    }

    fn explanation(&self, language: Language) -> String {
        labels::TIES_ARE.text(language).to_owned()
    }

    fn height(&self) -> f64 {
        118.0 + KEY + self.rows() as f64 * (PANEL + TITLE + 12.0)
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let key = [
            (Mark::Dot(theme::HIGHLIGHT), labels::CORE_OF_TIES),
            (Mark::Dot(theme::state(1)), labels::OTHERS_TIED),
            (Mark::Ring(theme::INK), labels::BRIDGE),
            (Mark::Line(theme::EVENT), labels::TIE),
        ];
        let key: Vec<Entry> = key
            .into_iter()
            .map(|(mark, name)| Entry::new(mark, name.with(language, &[("n", &self.held)])))
            .collect();
        key::draw_row(sheet, (body.left, body.top + 4.0), body.right, &key)?;
        let grid = Frame {
            top: body.top + KEY,
            ..body
        };
        for (index, day) in self.days.iter().enumerate() {
            Self::draw_day(sheet, self.frame(grid, index), day)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let header = [
            "run",
            "replicate",
            "day",
            "member",
            "other",
            "member_is",
            "other_is",
        ];
        let mut table = Table::new(&[&header, &["answers"]]);
        for day in &self.days {
            let (replicate, on) = (day.replicate.to_string(), day.day.to_string());
            for (one, other, strength) in &day.ties {
                let ends = [one, other].map(|it| day.members.get(*it as usize));
                let [Some(one), Some(other)] = ends else {
                    continue;
                };
                let names = [
                    &day.run.en,
                    &replicate,
                    &on,
                    &one.member.to_string(),
                    &other.member.to_string(),
                    role(one),
                    role(other),
                ];
                table.row(&names, &[f64::from(*strength)]);
            }
        }
        table
    }
}

/// What a member is in a net, as tables have it.
const fn role(member: &TiedMember) -> &'static str {
    match (member.core, member.bridge) {
        (true, true) => "core bridge",
        (true, false) => "core",
        (false, true) => "bridge",
        (false, false) => "tied",
    }
}
