//! Axes and panels: from numbers to places on the paper.

use plotters::coord::CoordTranslate;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Cartesian2d, RGBColor};

use crate::draw::error::ChartError;
use crate::draw::font;
use crate::draw::numbers::{Format, Unit, multiples, round_steps};
use crate::draw::sheet::{Align, Frame, Place, Point, Sheet, Type, logical};
use crate::draw::theme::{self, size};
use crate::words::Language;

/// A line and a word at one place of an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub at: f64,
    pub label: String,
}

/// One direction of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<Tick>,
    pub title: String,
}

/// Where an axis of values begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// Zero is always on the axis: lengths can be compared.
    WithZero,
    /// Only as far as the data go.
    OfData,
}

impl Axis {
    /// An axis of a quantity that shows all finite `values`, with about `most` ticks.
    pub(super) fn of_values(
        values: impl Iterator<Item = f64>,
        unit: Unit,
        range: Range,
        most: usize,
        language: Language,
    ) -> Self {
        let (mut low, mut high) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if range == Range::WithZero {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        let whole_share = unit == Unit::Share && high <= 1.0;
        if high - low <= f64::EPSILON * high.abs().max(low.abs()) {
            let room = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
            (low, high) = match range {
                Range::WithZero => (low, high + room),
                Range::OfData => (low - room, high + room),
            };
        } else {
            let room = (high - low) * 0.06;
            let cap = if whole_share {
                high.max(1.0)
            } else {
                f64::INFINITY
            };
            high = if high > 0.0 || range == Range::OfData {
                (high + room).min(cap)
            } else {
                high
            };
            low = if low < 0.0 || range == Range::OfData {
                low - room
            } else {
                low
            };
        }
        let (places, step) = round_steps(low, high, most);
        let format = Format::for_ticks(unit, low.abs().max(high.abs()), step, language);
        Self {
            low,
            high,
            ticks: ticks(&places, |at| format.write(at)),
            title: String::new(),
        }
    }

    /// Like [`Self::of_values`] with zero and a + before positive numbers.
    pub(super) fn of_differences(
        values: impl Iterator<Item = f64>,
        unit: Unit,
        most: usize,
        language: Language,
    ) -> Self {
        let mut axis = Self::of_values(values, unit, Range::WithZero, most, language);
        let (places, step) = round_steps(axis.low, axis.high, most);
        let largest = axis.low.abs().max(axis.high.abs());
        let format = Format::for_ticks(unit, largest, step, language).signed();
        axis.ticks = ticks(&places, |at| format.write(at));
        axis
    }

    /// An axis of days, at round numbers of days; one day alone gets room at both sides.
    pub(super) fn of_days(first: f64, last: f64, most: usize, language: Language) -> Self {
        const STEPS: [f64; 12] = [
            1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1825.0,
        ];
        let (low, high) = if last > first {
            (first, last)
        } else {
            (first - 0.5, first + 0.5)
        };
        let step = STEPS
            .into_iter()
            .find(|step| (high - low) / step <= most as f64)
            .unwrap_or(round_steps(low, high, most).1.max(3650.0));
        let format = Format::for_ticks(Unit::Number, 1.0, 1.0, language);
        Self {
            low,
            high,
            ticks: ticks(&multiples(low, high, step), |at| format.write(at)),
            title: String::new(),
        }
    }

    /// Rows or columns numbered from 0, labelled by the caller; the first row is at the top.
    pub(super) fn of_rows(count: usize) -> Self {
        Self {
            low: count as f64 - 0.5,
            high: -0.5,
            ticks: Vec::new(),
            title: String::new(),
        }
    }

    /// The same axis with a title.
    pub(super) fn titled(self, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..self
        }
    }

    /// Width of the widest label.
    pub(super) fn label_width(&self) -> f64 {
        self.ticks
            .iter()
            .map(|tick| font::width(&tick.label, size::TICK))
            .fold(0.0, f64::max)
    }
}

fn ticks(places: &[f64], label: impl Fn(f64) -> String) -> Vec<Tick> {
    places
        .iter()
        .map(|at| Tick {
            at: *at,
            label: label(*at),
        })
        .collect()
}

/// A rectangle of paper with coordinates.
pub(super) struct Panel<'s, 'a> {
    pub sheet: &'s Sheet<'a>,
    pub frame: Frame,
    coordinates: Cartesian2d<RangedCoordf64, RangedCoordf64>,
}

impl<'s, 'a> Panel<'s, 'a> {
    /// A panel without any lines yet.
    pub(super) fn new(sheet: &'s Sheet<'a>, frame: Frame, x: &Axis, y: &Axis) -> Self {
        sheet.place(Place {
            frame,
            x: (x.low, x.high),
            y: (y.low, y.high),
        });
        Self {
            sheet,
            frame,
            coordinates: Sheet::coordinates(frame, (x.low, x.high), (y.low, y.high)),
        }
    }

    /// Where a data point lies on the paper.
    pub(super) fn at(&self, x: f64, y: f64) -> Point {
        logical(self.coordinates.translate(&(x, y)))
    }

    /// The rectangle between two data points.
    pub(super) fn between(&self, x: (f64, f64), y: (f64, f64)) -> Frame {
        let (first, second) = (self.at(x.0, y.0), self.at(x.1, y.1));
        Frame {
            left: first.0.min(second.0),
            top: first.1.min(second.1),
            right: first.0.max(second.0),
            bottom: first.1.max(second.1),
        }
    }

    /// Horizontal grid lines with numbers at the left; a darker line at zero.
    pub(super) fn value_grid(&self, axis: &Axis) -> Result<(), ChartError> {
        let look = Type::new(size::TICK, theme::MUTED).align(Align::Right);
        for tick in &axis.ticks {
            let y = self.at(0.0, tick.at).1;
            let ends = ((self.frame.left, y), (self.frame.right, y));
            self.sheet.line(ends.0, ends.1, theme::GRID, 1.0)?;
            self.sheet
                .text(&tick.label, (self.frame.left - 8.0, y), look)?;
        }
        Ok(())
    }

    /// The line from which heights are measured: at zero, or at the bottom.
    pub(super) fn base_line(&self, axis: &Axis) -> Result<(), ChartError> {
        let zero = 0f64.clamp(axis.low.min(axis.high), axis.low.max(axis.high));
        let y = self.at(0.0, zero).1;
        let ends = ((self.frame.left, y), (self.frame.right, y));
        self.sheet.line(ends.0, ends.1, theme::AXIS, 1.0)
    }

    /// Names at the left of rows, without lines.
    pub(super) fn left_labels(&self, axis: &Axis) -> Result<(), ChartError> {
        let look = Type::new(size::TICK, theme::MUTED).align(Align::Right);
        let mut free_to = f64::INFINITY;
        for tick in &axis.ticks {
            let y = self.at(0.0, tick.at).1;
            if y + size::TICK / 2.0 <= free_to {
                let at = (self.frame.left - 8.0, y);
                self.sheet.text(&tick.label, at, look)?;
                free_to = y - size::TICK / 2.0;
            }
        }
        Ok(())
    }

    /// Marks and numbers under the panel, with the title below them at the right.
    pub(super) fn bottom_labels(&self, axis: &Axis) -> Result<(), ChartError> {
        let y = self.frame.bottom;
        let look = Type::new(size::TICK, theme::MUTED).align(Align::Center);
        let mut free_from = f64::NEG_INFINITY;
        for tick in &axis.ticks {
            let x = self.at(tick.at, 0.0).0;
            self.sheet.line((x, y), (x, y + 4.0), theme::AXIS, 1.0)?;
            let half = font::width(&tick.label, size::TICK) / 2.0;
            if x - half >= free_from {
                self.sheet.text(&tick.label, (x, y + 14.0), look)?;
                free_from = x + half + 6.0;
            }
        }
        Ok(())
    }

    /// Vertical grid lines, with a darker one at zero.
    pub(super) fn vertical_grid(&self, axis: &Axis) -> Result<(), ChartError> {
        for tick in &axis.ticks {
            let x = self.at(tick.at, 0.0).0;
            let ends = ((x, self.frame.top), (x, self.frame.bottom));
            let colour = if tick.at == 0.0 {
                theme::AXIS
            } else {
                theme::GRID
            };
            self.sheet.line(ends.0, ends.1, colour, 1.0)?;
        }
        Ok(())
    }

    /// A line through the finite points, broken at gaps; a point alone becomes a dot.
    pub(super) fn line(
        &self,
        points: &[(f64, f64)],
        colour: RGBColor,
        width: f64,
    ) -> Result<(), ChartError> {
        for run in runs(points, |(_, y)| y.is_finite()) {
            let places: Vec<Point> = run.iter().map(|(x, y)| self.at(*x, *y)).collect();
            match places.as_slice() {
                [place] => self.sheet.circle(*place, width * 1.6, colour)?,
                _ => self.sheet.path(&places, colour, width)?,
            }
        }
        Ok(())
    }

    /// A shaded band through the points (x, low, high), broken at gaps.
    pub(super) fn band(
        &self,
        points: &[(f64, f64, f64)],
        colour: RGBColor,
        opacity: f64,
    ) -> Result<(), ChartError> {
        for run in runs(points, |(_, low, high)| low.is_finite() && high.is_finite()) {
            if let [(x, low, high)] = run {
                let (bottom, top) = (self.at(*x, *low), self.at(*x, *high));
                self.sheet.line(bottom, top, colour, 1.5)?;
                continue;
            }
            let upper = run.iter().map(|(x, _, high)| self.at(*x, *high));
            let lower = run.iter().rev().map(|(x, low, _)| self.at(*x, *low));
            let outline: Vec<Point> = upper.chain(lower).collect();
            self.sheet.polygon(&outline, colour, opacity)?;
        }
        Ok(())
    }
}

/// The longest stretches of items that all hold.
pub(super) fn runs<T>(items: &[T], holds: impl Fn(&T) -> bool) -> impl Iterator<Item = &[T]> {
    items
        .split(move |item| !holds(item))
        .filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_axis_holds_its_values(
            values in prop::collection::vec(-1e15..1e15f64, 0..20),
            share in any::<bool>(),
            zero in any::<bool>(),
        ) {
            let unit = if share { Unit::Share } else { Unit::Number };
            let range = if zero { Range::WithZero } else { Range::OfData };
            let axis = Axis::of_values(values.iter().copied(), unit, range, 6, Language::English);
            prop_assert!(axis.low < axis.high);
            prop_assert!(values.iter().all(|value| (axis.low..=axis.high).contains(value)));
            prop_assert!(axis.ticks.len() <= 8);
            prop_assert!(!axis.ticks.is_empty());
            let slack = 1e-6 * axis.low.abs().max(axis.high.abs());
            let inside = (axis.low - slack)..=(axis.high + slack);
            prop_assert!(axis.ticks.iter().all(|tick| inside.contains(&tick.at)));
        }
    }

    #[test]
    fn days_fall_on_round_numbers() {
        let places = |last| {
            let axis = Axis::of_days(0.0, last, 8, Language::English);
            axis.ticks
                .into_iter()
                .map(|tick| tick.label)
                .collect::<Vec<_>>()
        };
        assert_eq!(places(0.0), ["0"]);
        assert_eq!(places(180.0), ["0", "30", "60", "90", "120", "150", "180"]);
        assert_eq!(places(3000.0).last().map(String::as_str), Some("2,920"));
    }

    #[test]
    fn gaps_split_runs() {
        let values = [1.0, f64::NAN, 2.0, 3.0, f64::NAN];
        let lengths: Vec<_> = runs(&values, |v| v.is_finite()).map(<[f64]>::len).collect();
        assert_eq!(lengths, [1, 2]);
    }
}
