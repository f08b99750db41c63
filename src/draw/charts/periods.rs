//! Bars of periods above and below a line: who came or went, week by week.

use crate::draw::axes::{Axis, Panel, Range};
use crate::draw::data::{About, Event};
use crate::draw::error::ChartError;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_DAYS, MOST_VALUES, Plot};
use crate::draw::sheet::{Frame, Sheet};
use crate::words::{Language, labels};
use plotters::prelude::RGBColor;

use super::stack::layers;

/// How many days a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Period {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// Thirty days.
    Month,
    /// Days up to a month, weeks up to seven months, months up to two and a half years, then
    /// quarters: never more bars than one can see at once.
    #[default]
    ByLength,
}

impl Period {
    /// Days in a bar for a run of `days`.
    pub fn days(self, days: usize) -> usize {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::ByLength => match days {
                0..=30 => 1,
                31..=217 => 7,
                218..=930 => 30,
                _ => 91,
            },
        }
    }
}

/// What the vertical axis of bars of so many days counts.
pub(super) fn quantity(days: usize, language: Language) -> &'static str {
    match days {
        1 => labels::MEMBERS_PER_DAY,
        7 => labels::MEMBERS_PER_WEEK,
        30 => labels::MEMBERS_PER_MONTH,
        _ => labels::MEMBERS_PER_QUARTER,
    }
    .text(language)
}

/// One part of every bar.
pub(super) struct Part {
    pub name: String,
    pub colour: RGBColor,
    pub values: Vec<f64>,
    /// Drawn below the line, hatched.
    pub below: bool,
}

/// Stacked bars over time.
pub(super) struct Bars<'a> {
    pub about: &'a About,
    pub events: &'a [Event],
    pub first_day: f64,
    /// Day up to which the axis goes at least: that of a panel over the same days, of which the last few may fill no bar.
    pub last_day: f64,
    pub days_per_bar: usize,
    /// What the vertical axis counts.
    pub quantity: &'static str,
    pub parts: Vec<Part>,
}

impl Bars<'_> {
    pub(super) fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let (above, below): (Vec<&Part>, Vec<&Part>) =
            self.parts.iter().partition(|part| !part.below);
        let edges = |parts: &[&Part], sign: f64| -> Vec<Vec<(f64, f64)>> {
            let values: Vec<&[f64]> = parts.iter().map(|part| &part.values[..]).collect();
            let signed = |(low, high): (f64, f64)| (low * sign, high * sign);
            layers(&values)
                .into_iter()
                .map(|layer| layer.into_iter().map(signed).collect())
                .collect()
        };
        let (upper, lower) = (edges(&above, 1.0), edges(&below, -1.0));
        let heights = upper.iter().chain(&lower).flatten().map(|(_, end)| *end);
        let mut y = Axis::of_values(
            heights,
            Unit::Number,
            Range::WithZero,
            MOST_VALUES,
            language,
        );
        // Below the line, too, people are counted: there is no minus.
        for tick in &mut y.ticks {
            tick.label = tick.label.replace('−', "");
        }
        let plot = Plot {
            x: Axis::of_days(self.first_day, self.end(), MOST_DAYS, language)
                .titled(labels::DAY.text(language)),
            y: y.titled(self.quantity),
            key: Self::key(&above, &below, &lower),
            events: self.events,
            start_date: self.about.start_date,
        };
        let (panel, events) = plot.open(sheet, body)?;
        for (part, layer) in above.iter().zip(&upper).chain(below.iter().zip(&lower)) {
            self.draw_part(&panel, part, layer)?;
        }
        events.draw(&panel)?;
        panel.base_line(&plot.y)
    }

    /// Where the axis ends.
    pub(super) fn end(&self) -> f64 {
        let bars = self.parts.first().map_or(0, |part| part.values.len());
        let of_bars = self.first_day + (bars * self.days_per_bar) as f64;
        of_bars.max(self.last_day)
    }

    fn draw_part(
        &self,
        panel: &Panel,
        part: &Part,
        layer: &[(f64, f64)],
    ) -> Result<(), ChartError> {
        let width = self.days_per_bar as f64;
        for (index, edges) in layer.iter().enumerate() {
            let start = self.first_day + index as f64 * width;
            let mut bar = panel.between((start, start + width), *edges);
            if bar.height() <= 0.0 {
                continue;
            }
            let gap = (bar.width() * 0.08).min(2.0);
            bar.left += gap;
            bar.right -= gap;
            if part.below {
                panel.sheet.hatched(bar, part.colour)?;
            } else {
                panel.sheet.rectangle(bar, part.colour, 1.0)?;
            }
        }
        Ok(())
    }

    /// The key, so that another panel can leave as much room for it.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let (above, below): (Vec<&Part>, Vec<&Part>) =
            self.parts.iter().partition(|part| !part.below);
        let nothing = vec![Vec::new(); below.len()];
        Self::key(&above, &below, &nothing)
    }

    /// Names from the top of the stack to its foot, and beside the bars below the line theirs.
    fn key(above: &[&Part], below: &[&Part], lower: &[Vec<(f64, f64)>]) -> Vec<Entry> {
        let above = above.iter().rev();
        let above = above.map(|part| Entry::new(Mark::Area(part.colour), part.name.clone()));
        let below = below.iter().zip(lower).map(|(part, layer)| {
            let deepest = layer.iter().map(|(_, end)| *end).fold(0.0, f64::min);
            Entry::new(Mark::Hatched(part.colour), part.name.clone()).beside(Some(deepest / 2.0))
        });
        above.chain(below).collect()
    }
}

/// Sums of daily values over bars of `days`; a last bar that is not full is kept only if it is
/// the only one, because a short bar would look like a fall.
pub(super) fn sums(values: &[f64], days: usize) -> Vec<f64> {
    let sum = |chunk: &[f64]| {
        let known: Vec<f64> = chunk
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        if known.is_empty() {
            f64::NAN
        } else {
            known.iter().sum()
        }
    };
    let full = values.chunks_exact(days.max(1));
    if full.len() == 0 && !values.is_empty() {
        return vec![sum(values)];
    }
    full.map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_periods_are_summed() {
        assert_eq!(sums(&[1.0; 16], 7), [7.0, 7.0]);
        assert_eq!(sums(&[1.0, f64::NAN, 2.0], 7), [3.0]);
        assert!(sums(&[f64::NAN; 7], 7)[0].is_nan());
        assert_eq!(sums(&[], 7), Vec::<f64>::new());
    }
}
