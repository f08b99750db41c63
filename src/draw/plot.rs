//! One panel with everything around it: grid, axes, months, events and key.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::draw::axes::{Axis, Panel};
use crate::draw::data::Event;
use crate::draw::error::ChartError;
use crate::draw::events::{self, Layout, ROW_HEIGHT};
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::key::{self, Entry};
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::theme::{self, size};
use crate::words;

/// Most labels on an axis of days.
pub(super) const MOST_DAYS: usize = 10;
/// Most labels on an axis of values.
pub(super) const MOST_VALUES: usize = 6;

const TICK_ROW: f64 = 23.0;
const MONTH_ROW: f64 = 18.0;
/// A title of the x axis no longer than this may stand left of its first number.
const SHORT_TITLE: f64 = 34.0;
const TITLE_ROW: f64 = 18.0;

/// What surrounds the data of a panel.
pub(super) struct Plot<'a> {
    pub x: Axis,
    pub y: Axis,
    pub key: Vec<Entry>,
    pub events: &'a [Event],
    /// Calendar date of day 0, where the x axis counts days of the calendar.
    pub start_date: Option<Date>,
}

impl Plot<'_> {
    /// A plot without key, events or months.
    pub(super) fn new(x: Axis, y: Axis) -> Self {
        Self {
            x,
            y,
            key: Vec::new(),
            events: &[],
            start_date: None,
        }
    }

    /// Draws everything that lies under the data and beside it. The data come next, and between
    /// areas and lines the events.
    pub(super) fn open<'s, 'a>(
        &self,
        sheet: &'s Sheet<'a>,
        body: Frame,
    ) -> Result<(Panel<'s, 'a>, Layout), ChartError> {
        self.open_over(sheet, body, |_| Ok(()))
    }

    /// Like [`Self::open`], with room for the key but without the key itself: that of another panel
    /// stands there.
    pub(super) fn open_without_key<'s, 'a>(
        &self,
        sheet: &'s Sheet<'a>,
        body: Frame,
    ) -> Result<(Panel<'s, 'a>, Layout), ChartError> {
        self.opened(sheet, body, false, |_| Ok(()))
    }

    /// Like [`Self::open`], over a `ground` that is drawn even before the grid.
    pub(super) fn open_over<'s, 'a>(
        &self,
        sheet: &'s Sheet<'a>,
        body: Frame,
        ground: impl FnOnce(&Panel) -> Result<(), ChartError>,
    ) -> Result<(Panel<'s, 'a>, Layout), ChartError> {
        self.opened(sheet, body, true, ground)
    }

    fn opened<'s, 'a>(
        &self,
        sheet: &'s Sheet<'a>,
        body: Frame,
        with_key: bool,
        ground: impl FnOnce(&Panel) -> Result<(), ChartError>,
    ) -> Result<(Panel<'s, 'a>, Layout), ChartError> {
        let title_width = font::width(&self.x.title, size::TICK);
        let title_in_gutter = title_width <= SHORT_TITLE;
        let gutter = if title_in_gutter {
            title_width + 4.0
        } else {
            0.0
        };
        let left = body.left + self.y.label_width().max(gutter) + 8.0;
        let last_label = self
            .x
            .ticks
            .last()
            .map_or(0.0, |tick| font::width(&tick.label, size::TICK) / 2.0);
        let right = body.right - key::width(&self.key).max(last_label);

        let title_row = if self.x.title.is_empty() || title_in_gutter {
            0.0
        } else {
            TITLE_ROW
        };
        let month_row = if self.start_date.is_some() {
            MONTH_ROW
        } else {
            0.0
        };
        let bottom = body.bottom - TICK_ROW - month_row - title_row;

        let title_end = body.left + font::width(&self.y.title, size::LABEL) + 12.0;
        let x_range = (self.x.low, self.x.high);
        let place = |day: f64| {
            let inside = (x_range.0..=x_range.1).contains(&day);
            inside.then(|| left + (day - x_range.0) / (x_range.1 - x_range.0) * (right - left))
        };
        let first_row = body.top + ROW_HEIGHT / 2.0;
        let layout = events::lay_out(
            self.events,
            place,
            first_row,
            title_end,
            body.right,
            sheet.language,
        );
        let top = body.top + ROW_HEIGHT * layout.rows.max(1) as f64 + 11.0;
        let frame = Frame {
            left,
            top,
            right,
            bottom,
        };

        let panel = Panel::new(sheet, frame, &self.x, &self.y);
        ground(&panel)?;
        panel.value_grid(&self.y)?;
        panel.base_line(&self.y)?;
        panel.bottom_labels(&self.x)?;

        let look = Type::new(size::LABEL, theme::MUTED);
        let title = fit(&self.y.title, size::LABEL, body.right - body.left);
        sheet.text(&title, (body.left, first_row), look)?;
        self.draw_x_title(&panel, title_in_gutter, bottom + TICK_ROW + month_row)?;
        if let Some(date) = self.start_date {
            self.months(&panel, date)?;
        }
        if with_key {
            key::draw(sheet, frame, &self.key, |value| panel.at(0.0, value).1)?;
        }
        Ok((panel, layout))
    }

    fn draw_x_title(&self, panel: &Panel, in_gutter: bool, below: f64) -> Result<(), ChartError> {
        let frame = panel.frame;
        let look = Type::new(size::TICK, theme::MUTED).align(Align::Right);
        if in_gutter {
            let at = (frame.left - 10.0, frame.bottom + 14.0);
            return panel.sheet.text(&self.x.title, at, look);
        }
        let title = fit(&self.x.title, size::TICK, frame.width());
        let at = (frame.right, below + TITLE_ROW / 2.0);
        panel.sheet.text(&title, at, look)
    }

    /// Names of months under the days, as many as fit.
    fn months(&self, panel: &Panel, start: Date) -> Result<(), ChartError> {
        let language = panel.sheet.language;
        let starts = month_starts(start, self.x.low, self.x.high);
        let (row, look) = (
            panel.frame.bottom + TICK_ROW + 7.0,
            Type::new(size::TICK, theme::MUTED),
        );
        let widest =
            font::width(&words::sentences::month(start, true, language), size::TICK) + 14.0;
        let per_month =
            panel.frame.width() / ((self.x.high - self.x.low) / 30.44).max(f64::MIN_POSITIVE);
        let every = [1, 2, 3, 6, 12, 24, 60, 120]
            .into_iter()
            .find(|every| f64::from(*every) * per_month >= widest)
            .unwrap_or(120);
        let mut first = true;
        for (day, date) in &starts {
            let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
            let is_start = date.day() == 1;
            if is_start && months % every != 0 {
                continue;
            }
            let x = panel.at(*day, 0.0).0;
            if !is_start
                && starts
                    .iter()
                    .any(|(next, _)| next > day && panel.at(*next, 0.0).0 - x < widest)
            {
                continue;
            }
            let name = words::sentences::month(*date, first || date.month() == 1, language);
            let end = x + 5.0 + font::width(&name, size::TICK);
            if end > panel.frame.right + 24.0 {
                continue;
            }
            if is_start {
                let ends = ((x, row - 6.0), (x, row + 6.0));
                panel.sheet.line(ends.0, ends.1, theme::AXIS, 1.0)?;
            }
            panel.sheet.text(&name, (x + 5.0, row), look)?;
            first = false;
        }
        Ok(())
    }
}

/// The first shown day and the first day of every month up to the last, with their dates.
fn month_starts(start: Date, low: f64, high: f64) -> Vec<(f64, Date)> {
    let date_of = |day: f64| start.checked_add((day as i64).clamp(-4_000_000, 4_000_000).days());
    let Ok(mut date) = date_of(low.ceil()) else {
        return Vec::new();
    };
    let mut day = low.ceil();
    let mut starts = Vec::new();
    while day <= high && starts.len() < 2_000 {
        starts.push((day, date));
        let days_left = f64::from(date.days_in_month()) - f64::from(date.day()) + 1.0;
        day += days_left;
        let Ok(next) = date_of(day) else { break };
        date = next;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_start_where_the_calendar_says() {
        let starts = month_starts(date(2026, 9, 21), 0.0, 50.0);
        let expected = [
            (0.0, date(2026, 9, 21)),
            (10.0, date(2026, 10, 1)),
            (41.0, date(2026, 11, 1)),
        ];
        assert_eq!(starts, expected);
    }

    #[test]
    fn dates_beyond_the_calendar_are_left_out() {
        assert!(month_starts(Date::MAX, 0.0, 100.0).len() <= 1);
    }
}
