//! What the operator did: thin vertical lines with names above the panel.

use crate::draw::axes::Panel;
use crate::draw::data::Event;
use crate::draw::error::ChartError;
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::sheet::Type;
use crate::draw::theme::{self, size};
use crate::words::{self, Language};

/// Height of one row of names.
pub(super) const ROW_HEIGHT: f64 = 15.0;
const MOST_ROWS: usize = 3;
const LONGEST: f64 = 190.0;
const GAP: f64 = 10.0;
/// Lines nearer than this share one name.
const TOGETHER: f64 = 4.0;

/// One line with its name, if it has one and there was room for it.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    x: f64,
    name: Option<(usize, String)>,
}

/// Events laid out in rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    placed: Vec<Placed>,
    unnamed: usize,
    top: f64,
    pub rows: usize,
}

/// Lays out names from left to right, each in the highest row where it neither covers another
/// name nor is crossed by a later line. A name that repeats is written once, at the first line
/// where there is room. The first row is at `top`; its free space begins at `taken`.
pub(super) fn lay_out(
    events: &[Event],
    place: impl Fn(f64) -> Option<f64>,
    top: f64,
    taken: f64,
    right_edge: f64,
    language: Language,
) -> Layout {
    let mut free_from = [taken, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut placed = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    let groups = group(events, place, language);
    let times = |label: &str| {
        let all = groups.iter().flat_map(|(_, labels)| labels);
        all.filter(|other| **other == label).count()
    };
    for (x, labels) in &groups {
        let mut fresh: Vec<&str> = Vec::new();
        for label in labels {
            if !done.contains(label) && !fresh.contains(label) {
                fresh.push(label);
            }
        }
        let names: Vec<String> = fresh
            .iter()
            .map(|label| match times(label) {
                1 => (*label).to_owned(),
                times => format!("{label} ×{times}"),
            })
            .collect();
        let row = (0..MOST_ROWS).find(|row| free_from[*row..].iter().all(|free| free <= x));
        let name = row.filter(|_| !names.is_empty()).map(|row| {
            let room = (right_edge - x - 4.0).min(LONGEST);
            let text = fit(&join(&names), size::SMALL, room);
            free_from[row] = x + 4.0 + font::width(&text, size::SMALL) + GAP;
            done.append(&mut fresh);
            (row, text)
        });
        placed.push(Placed { x: *x, name });
    }
    let rows = placed.iter().filter_map(|event| event.name.as_ref());
    let rows = rows.map(|(row, _)| row + 1).max().unwrap_or(0);
    let unnamed = groups.iter().flat_map(|(_, labels)| labels);
    let unnamed = unnamed.filter(|label| !done.contains(label)).count();
    Layout {
        placed,
        unnamed,
        top,
        rows,
    }
}

/// Events from left to right; those at nearly one place stand together.
fn group(
    events: &[Event],
    place: impl Fn(f64) -> Option<f64>,
    language: Language,
) -> Vec<(f64, Vec<&str>)> {
    let mut places: Vec<(f64, &str)> = events
        .iter()
        .filter_map(|event| Some((place(event.day)?, event.label.text(language))))
        .collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    let mut groups: Vec<(f64, Vec<&str>)> = Vec::new();
    for (x, label) in places {
        match groups.last_mut() {
            Some((start, labels)) if x - *start < TOGETHER => labels.push(label),
            _ => groups.push((x, vec![label])),
        }
    }
    groups
}

fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, rest @ ..] => format!("{one} +{}", rest.len()),
    }
}

impl Layout {
    /// Draws lines and names: over areas, under lines of data.
    pub(super) fn draw(&self, panel: &Panel) -> Result<(), ChartError> {
        let sheet = panel.sheet;
        for event in &self.placed {
            let start = event.name.as_ref().map_or(panel.frame.top, |(row, _)| {
                self.top + *row as f64 * ROW_HEIGHT - ROW_HEIGHT / 2.0
            });
            let ends = ((event.x, start), (event.x, panel.frame.bottom));
            sheet.line(ends.0, ends.1, theme::EVENT, 0.8)?;
        }
        let look = Type::new(size::SMALL, theme::MUTED);
        for event in &self.placed {
            if let Some((row, text)) = &event.name {
                let at = (event.x + 4.0, self.top + *row as f64 * ROW_HEIGHT);
                sheet.text(text, at, look)?;
            }
        }
        if self.unnamed > 0 {
            sheet.note(words::sentences::unlabelled(self.unnamed, sheet.language));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layout(events: &[Event]) -> Layout {
        lay_out(events, Some, 10.0, 60.0, 900.0, Language::English)
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
            let names: Vec<_> = layout
                .placed
                .iter()
                .filter_map(|event| event.name.as_ref().map(|(row, text)| (event.x, *row, text)))
                .collect();
            for (index, (x, row, text)) in names.iter().enumerate() {
                let end = x + 4.0 + font::width(text, size::SMALL);
                for (later_x, later_row, _) in &names[index + 1..] {
                    prop_assert!(*later_x > end || later_row > row);
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
        assert_eq!(layout.placed[0].name, Some((0, "purge ×7".to_owned())));
        assert!(layout.placed[1..].iter().all(|event| event.name.is_none()));
        assert_eq!(layout.unnamed, 0);
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
        assert_eq!(layout.placed[0].name, Some((0, "a +2".to_owned())));
    }

    #[test]
    fn a_name_without_room_waits_for_its_next_event() {
        let crowd = (0..4).map(|n| Event::new(100.0 + 5.0 * f64::from(n), format!("{n} and long")));
        let purges = [Event::new(121.0, "purge"), Event::new(500.0, "purge")];
        let events: Vec<_> = crowd.chain(purges).collect();
        let layout = layout(&events);
        let last = layout.placed.last().and_then(|event| event.name.clone());
        assert_eq!(last, Some((0, "purge ×2".to_owned())));
        assert_eq!(layout.unnamed, 1);
    }
}
