//! Where in the space of what nobody knows a strategy is better: one mark a world, over the two
//! assumptions that matter most.

use crate::draw::axes::{Axis, Panel, Tick};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::plot::Plot;
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::table::Table;
use crate::draw::theme::{self, size};
use crate::words::{self, Language, labels, sentences};

/// One of the two assumptions.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MapAxis {
    /// Path of the parameter.
    pub path: String,
    /// What it is called.
    pub name: Label,
    /// Values as people write them, with the standard deviations from the median at which they lie.
    pub marks: Vec<(f64, Label)>,
}

/// One world.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MapWorld {
    /// Standard deviations from the median, across.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// By how much the strategy is better in it.
    pub gain: f64,
}

/// A verdict, world by world.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct WorldMap {
    /// What stands around the chart.
    pub about: About,
    /// Key of the metric.
    pub metric: String,
    /// The strategy.
    pub strategy: Label,
    /// What it is held against.
    pub against: Label,
    /// The assumption across.
    pub x: MapAxis,
    /// The assumption upwards.
    pub y: MapAxis,
    /// The worlds.
    pub worlds: Vec<MapWorld>,
}

const KEY_HEIGHT: f64 = 34.0;
/// Least distance of two marks, as a share of half an axis.
const APART: f64 = 0.12;
const LONGEST_MARK: f64 = 90.0;

impl WorldMap {
    const NAME: &'static str = "world_map";

    /// The chart, named `world_map`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// Worlds of a quarter of the map, and those of them in which the strategy is better.
    pub fn quarter(&self, right: bool, upper: bool) -> (usize, usize) {
        let there = self
            .worlds
            .iter()
            .filter(|it| (it.x > 0.0) == right && (it.y > 0.0) == upper);
        let better = there.clone().filter(|it| it.gain > 0.0).count();
        (there.count(), better)
    }

    fn axis(axis: &MapAxis, values: impl Iterator<Item = f64>, language: Language) -> Axis {
        let reach = values.map(f64::abs).filter(|it| it.is_finite());
        let reach = reach.fold(1.0, f64::max) * 1.08;
        let inside = axis.marks.iter().filter(|(at, _)| at.abs() <= reach);
        let mut marks: Vec<&(f64, Label)> = inside.collect();
        marks.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut ticks: Vec<Tick> = Vec::new();
        for (at, label) in marks {
            let room = ticks.last().is_none_or(|last| at - last.at > APART * reach);
            if room {
                let label = fit(label.text(language), size::TICK, LONGEST_MARK);
                ticks.push(Tick { at: *at, label });
            }
        }
        Axis {
            low: -reach,
            high: reach,
            ticks,
            title: axis.name.text(language).to_owned(),
        }
    }

    fn quarters(&self, panel: &Panel) -> Result<(), ChartError> {
        let sheet = panel.sheet;
        let Frame {
            left,
            top,
            right,
            bottom,
        } = panel.frame;
        for (is_right, is_upper) in [(false, false), (false, true), (true, false), (true, true)] {
            let (all, better) = self.quarter(is_right, is_upper);
            if all == 0 {
                continue;
            }
            let text = sentences::better_in(better, all, sheet.language);
            let align = if is_right { Align::Right } else { Align::Left };
            let x = if is_right { right - 8.0 } else { left + 8.0 };
            let y = if is_upper { top + 12.0 } else { bottom - 12.0 };
            let look = Type::new(size::LABEL, theme::INK).align(align);
            sheet.text(&text, (x, y), look)?;
        }
        Ok(())
    }
}

/// The mark of a world: the same signs as in the chart of effects.
fn mark_of(gain: f64) -> Mark {
    if gain > 0.0 {
        Mark::Up(theme::ACCENT)
    } else if gain < 0.0 {
        Mark::Down(theme::HIGHLIGHT)
    } else {
        Mark::Ring(theme::MUTED)
    }
}

impl Figure for WorldMap {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn explanation(&self, language: Language) -> String {
        let metric = words::metric_name(&self.metric, language);
        sentences::a_mark_a_world(self.worlds.len(), &metric, language)
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let of = |mark: Mark| {
            self.worlds
                .iter()
                .filter(|it| mark_of(it.gain) == mark)
                .count()
        };
        let entries: Vec<Entry> = [
            (Mark::Up(theme::ACCENT), labels::BETTER),
            (Mark::Down(theme::HIGHLIGHT), labels::WORSE),
            (Mark::Ring(theme::MUTED), labels::NO_DIFFERENCE),
        ]
        .into_iter()
        .filter(|(mark, _)| of(*mark) > 0)
        .map(|(mark, name)| Entry::new(mark, format!("{} ({})", name.text(language), of(mark))))
        .collect();
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)?;
        let x = Self::axis(&self.x, self.worlds.iter().map(|it| it.x), language);
        let mut y = Self::axis(&self.y, self.worlds.iter().map(|it| it.y), language);
        y.title = fit(&y.title, size::LABEL, body.width());
        let plot = Plot::new(x, y);
        let frame = Frame {
            top: body.top + KEY_HEIGHT,
            ..body
        };
        let (panel, _) = plot.open(sheet, frame)?;
        let middle = panel.at(0.0, 0.0).0;
        let ends = ((middle, panel.frame.top), (middle, panel.frame.bottom));
        sheet.line(ends.0, ends.1, theme::AXIS, 1.0)?;
        let known = self.worlds.iter();
        for world in known.filter(|it| it.x.is_finite() && it.y.is_finite()) {
            mark_of(world.gain).draw(sheet, panel.at(world.x, world.y))?;
        }
        self.quarters(&panel)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&[
            "strategy",
            "against",
            "metric",
            "x_parameter",
            "y_parameter",
            "x",
            "y",
            "gain",
        ]]);
        for world in &self.worlds {
            let names = [
                &self.strategy.en,
                &self.against.en,
                &self.metric,
                &self.x.path,
                &self.y.path,
            ];
            let numbers = [world.x, world.y, world.gain];
            table.row(&names.map(String::as_str), &numbers);
        }
        table
    }
}
