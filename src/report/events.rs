//! What the operator did: thin vertical lines with names above the panel.

use super::axes::Panel;
use super::data::Event;
use super::error::ChartError;
use super::font;
use super::sheet::{Sheet, Type, fit};
use super::theme::{self, size};
use super::words::{self, Language};

/// Height of one row of names.
pub(super) const ROW_HEIGHT: f64 = 15.0;
const MOST_ROWS: usize = 3;
const LONGEST: f64 = 170.0;
const GAP: f64 = 10.0;
/// Lines nearer than this share one name.
const TOGETHER: f64 = 4.0;

/// One line with its name, if there was room for it.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    x: f64,
    row: Option<usize>,
    text: String,
    /// How many events a name that found no room would have named.
    count: usize,
}

/// Events laid out in rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    placed: Vec<Placed>,
    pub rows: usize,
}

/// Lays out names from left to right, each in the highest row where it neither covers another
/// name nor is crossed by a later line. `taken` is where the first row's free space begins.
pub(super) fn lay_out(
    events: &[Event],
    place: impl Fn(f64) -> Option<f64>,
    taken: f64,
    right_edge: f64,
    language: Language,
) -> Layout {
    let mut free_from = [taken, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut placed = Vec::new();
    for (x, names) in group(events, place, language) {
        let count = names.len();
        let text = join(&names);
        if text.is_empty() {
            placed.push(Placed {
                x,
                row: None,
                text,
                count,
            });
            continue;
        }
        let room = (right_edge - x - 4.0).min(LONGEST);
        let text = fit(&text, size::SMALL, room);
        let end = x + 4.0 + font::width(&text, size::SMALL) + GAP;
        let row = (0..MOST_ROWS).find(|row| free_from[*row..].iter().all(|free| *free <= x));
        if let Some(row) = row {
            free_from[row] = end;
        }
        placed.push(Placed {
            x,
            row,
            text,
            count,
        });
    }
    let rows = placed
        .iter()
        .filter_map(|event| event.row)
        .max()
        .map_or(0, |row| row + 1);
    Layout { placed, rows }
}

/// Events at nearly one place become one; a name that repeats is written once, with how often.
fn group(
    events: &[Event],
    place: impl Fn(f64) -> Option<f64>,
    language: Language,
) -> Vec<(f64, Vec<String>)> {
    let mut places: Vec<(f64, &str)> = events
        .iter()
        .filter_map(|event| Some((place(event.day)?, event.label.text(language))))
        .collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    let mut groups: Vec<(f64, Vec<String>)> = Vec::new();
    for (index, (x, label)) in places.iter().enumerate() {
        let earlier = places[..index].iter().any(|(_, other)| other == label);
        let times = places[index..]
            .iter()
            .filter(|(_, other)| other == label)
            .count();
        let name = match (earlier, times) {
            (true, _) => None,
            (false, 1) => Some((*label).to_owned()),
            (false, _) => Some(format!("{label} ×{times}")),
        };
        match groups.last_mut() {
            Some((start, names)) if x - *start < TOGETHER => names.extend(name),
            _ => groups.push((*x, name.into_iter().collect())),
        }
    }
    groups
}

fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} · {two}"),
        [one, rest @ ..] => format!("{one} +{}", rest.len()),
    }
}

impl Layout {
    /// Draws lines and names; the first row is at `top`.
    pub(super) fn draw(&self, panel: &Panel, top: f64) -> Result<(), ChartError> {
        let sheet: &Sheet = panel.sheet;
        for event in &self.placed {
            let start = event.row.map_or(panel.frame.top, |row| {
                top + row as f64 * ROW_HEIGHT - ROW_HEIGHT / 2.0
            });
            let ends = ((event.x, start), (event.x, panel.frame.bottom));
            sheet.line(ends.0, ends.1, theme::EVENT, 0.8)?;
        }
        for event in &self.placed {
            if let Some(row) = event.row {
                let at = (event.x + 4.0, top + row as f64 * ROW_HEIGHT);
                sheet.text(&event.text, at, Type::new(size::SMALL, theme::MUTED))?;
            }
        }
        let unnamed: usize = self
            .placed
            .iter()
            .filter(|event| event.row.is_none())
            .map(|event| event.count)
            .sum();
        if unnamed > 0 {
            sheet.note(words::unlabelled(unnamed, sheet.language));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layout(events: &[Event]) -> Layout {
        lay_out(events, Some, 60.0, 900.0, Language::English)
    }

    proptest! {
        #[test]
        fn names_never_overlap_nor_are_crossed(days in prop::collection::vec(60.0..800.0f64, 0..40)) {
            let events: Vec<_> = days
                .iter()
                .enumerate()
                .map(|(index, day)| Event::new(*day, format!("event number {index}")))
                .collect();
            let layout = layout(&events);
            for (index, name) in layout.placed.iter().enumerate() {
                let Some(row) = name.row else { continue };
                let end = name.x + 4.0 + font::width(&name.text, size::SMALL);
                for later in &layout.placed[index + 1..] {
                    if let Some(later_row) = later.row {
                        prop_assert!(later.x > end || later_row > row);
                    }
                }
            }
        }
    }

    #[test]
    fn a_name_that_repeats_is_written_once() {
        let events: Vec<_> = (1..8)
            .map(|n| Event::new(f64::from(n) * 100.0, "purge"))
            .collect();
        let layout = layout(&events);
        let names: Vec<_> = layout
            .placed
            .iter()
            .map(|event| event.text.as_str())
            .collect();
        assert_eq!(names, ["purge ×7", "", "", "", "", "", ""]);
        assert_eq!(
            layout.placed.iter().map(|event| event.count).sum::<usize>(),
            1
        );
    }

    #[test]
    fn events_on_one_day_share_a_name() {
        let events = [
            Event::new(100.0, "b"),
            Event::new(100.0, "a"),
            Event::new(101.0, "c"),
        ];
        let layout = layout(&events);
        assert_eq!(layout.placed.len(), 1);
        assert_eq!(layout.placed[0].text, "a +2");
    }
}
