//! The key at the right of a panel: never over the data, beside the line it names if it can.

use crate::draw::error::ChartError;
use crate::draw::fitting::{fit, wrap_evenly};
use crate::draw::font;
use crate::draw::marks;
pub(super) use crate::draw::marks::Mark;
use crate::draw::sheet::{Frame, Sheet, Type};
use crate::draw::theme::{self, size};

/// Width of the space for words.
const TEXT_WIDTH: f64 = 150.0;
const GAP: f64 = 7.0;
const LINE_HEIGHT: f64 = 16.0;
const SPACING: f64 = 7.0;

/// One name in the key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub mark: Mark,
    pub name: String,
    /// Value on the y axis it should stand beside.
    pub beside: Option<f64>,
}

impl Entry {
    pub(super) fn new(mark: Mark, name: impl Into<String>) -> Self {
        Self {
            mark,
            name: name.into(),
            beside: None,
        }
    }

    pub(super) fn beside(self, value: Option<f64>) -> Self {
        Self {
            beside: value,
            ..self
        }
    }

    fn lines(&self) -> Vec<String> {
        wrap_evenly(&self.name, size::LABEL, TEXT_WIDTH, 3)
    }
}

/// Width that a key takes, with its distance from the panel; 0 for none.
pub(super) fn width(entries: &[Entry]) -> f64 {
    let text = entries
        .iter()
        .flat_map(Entry::lines)
        .map(|line| font::width(&line, size::LABEL))
        .fold(0.0, f64::max);
    if entries.is_empty() {
        0.0
    } else {
        12.0 + marks::WIDTH + GAP + text
    }
}

/// Draws the key right of `panel`; `place` finds the height of a value on the paper.
pub(super) fn draw(
    sheet: &Sheet,
    panel: Frame,
    entries: &[Entry],
    place: impl Fn(f64) -> f64,
) -> Result<(), ChartError> {
    let lines: Vec<Vec<String>> = entries.iter().map(Entry::lines).collect();
    let heights: Vec<f64> = lines
        .iter()
        .map(|lines| lines.len().max(1) as f64 * LINE_HEIGHT)
        .collect();
    let wanted: Vec<Option<f64>> = entries
        .iter()
        .map(|entry| entry.beside.map(&place))
        .collect();
    let tops = stack(&wanted, &heights, panel.top, panel.bottom);
    let left = panel.right + 12.0;
    for ((entry, lines), top) in entries.iter().zip(&lines).zip(tops) {
        let middle = top + LINE_HEIGHT / 2.0;
        entry
            .mark
            .draw(sheet, (left + marks::WIDTH / 2.0, middle))?;
        let indent = marks::WIDTH + GAP;

        for (index, line) in lines.iter().enumerate() {
            let y = middle + index as f64 * LINE_HEIGHT;
            sheet.text(line, (left + indent, y), Type::new(size::LABEL, theme::INK))?;
        }
    }
    Ok(())
}

/// Draws a key in one row from `start` to the right; ends before `right_edge`.
pub(super) fn draw_row(
    sheet: &Sheet,
    start: (f64, f64),
    right_edge: f64,
    entries: &[Entry],
) -> Result<(), ChartError> {
    let (mut x, y) = start;
    let mark = marks::WIDTH + 4.0 * GAP;
    let share = (right_edge - x) / entries.len().max(1) as f64;
    let widths = entries
        .iter()
        .map(|entry| font::width(&entry.name, size::LABEL));
    let whole: f64 = widths.map(|width| width + mark).sum();
    // Where all names fit as they are, one may take what another leaves.
    let room = if whole <= right_edge - x + 3.0 * GAP {
        f64::INFINITY
    } else {
        share - mark + GAP
    };
    for entry in entries {
        entry.mark.draw(sheet, (x + marks::WIDTH / 2.0, y))?;
        x += marks::WIDTH + GAP;
        let name = fit(&entry.name, size::LABEL, room);
        sheet.text(&name, (x, y), Type::new(size::LABEL, theme::INK))?;
        x += font::width(&name, size::LABEL) + 3.0 * GAP;
    }
    Ok(())
}

/// Tops of entries so that none overlap: in order of the wanted middles of their first lines, those
/// without a wish first, at the top in the given order.
fn stack(wanted: &[Option<f64>], heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let wishes: Vec<f64> = wanted
        .iter()
        .map(|wish| wish.map_or(f64::NEG_INFINITY, |middle| middle - LINE_HEIGHT / 2.0))
        .collect();
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|a, b| wishes[*a].total_cmp(&wishes[*b]));
    let mut tops = vec![top; heights.len()];
    let mut free_from = top - LINE_HEIGHT / 2.0;
    for index in &order {
        tops[*index] = wishes[*index].max(free_from);
        free_from = tops[*index] + heights[*index] + SPACING;
    }
    let mut free_to = bottom + LINE_HEIGHT / 2.0;
    for index in order.iter().rev() {
        let highest = free_to - heights[*index];
        if tops[*index] > highest {
            tops[*index] = highest;
        }
        free_to = tops[*index] - SPACING;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_near_each_other_are_moved_apart_in_order() {
        let tops = stack(
            &[Some(50.0), Some(49.0), Some(51.0)],
            &[16.0; 3],
            0.0,
            100.0,
        );
        assert!(tops[1] + 16.0 <= tops[0]);
        assert!(tops[0] + 16.0 <= tops[2]);
    }

    #[test]
    fn entries_wanted_below_the_panel_stay_beside_it() {
        let tops = stack(&[Some(100.0), Some(99.0)], &[16.0; 2], 0.0, 100.0);
        assert!(tops.iter().all(|top| top + 16.0 <= 108.0));
        assert!(tops[1] + 16.0 <= tops[0]);
    }
}
