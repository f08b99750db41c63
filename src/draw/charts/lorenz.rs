//! How unequally messages are spread over those who write, in one run: the Lorenz curve.

use crate::draw::axes::{Axis, Range};
use crate::draw::chart::Chart;
use crate::draw::data::About;
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::key::{Entry, Mark};
use crate::draw::numbers::Unit;
use crate::draw::plot::{MOST_VALUES, Plot};
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::Table;
use crate::draw::theme;
use crate::words::{self, Language, labels};

/// The curve of one run.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Lorenz {
    /// What stands around the chart.
    pub about: About,
    /// Which replicate it is from.
    pub replicate: u32,
    /// How many members wrote.
    pub writers: usize,
    /// Share of those who write least, and their share of all messages, from (0, 0) to (1, 1).
    pub curve: Vec<(f64, f64)>,
}

impl Lorenz {
    const NAME: &'static str = "lorenz";
    /// Most points of a curve: more are not seen.
    const POINTS: usize = 200;
    /// Share of the writers whose part is pointed out.
    const FEW: f64 = 0.1;

    /// The curve of the messages of each member who wrote, fewest first.
    pub fn curve(ascending: &[u32]) -> Vec<(f64, f64)> {
        let all: f64 = ascending.iter().map(|it| f64::from(*it)).sum();
        let count = ascending.len();
        if all <= 0.0 {
            return Vec::new();
        }
        let every = count.div_ceil(Self::POINTS).max(1);
        let mut curve = vec![(0.0, 0.0)];
        let mut sum = 0.0;
        for (place, messages) in ascending.iter().enumerate() {
            sum += f64::from(*messages);
            // The last points matter most: there the few stand who write most.
            let near_the_end = count - 1 - place < every.max(20);
            if (place + 1) % every == 0 || near_the_end {
                curve.push(((place + 1) as f64 / count as f64, sum / all));
            }
        }
        curve
    }

    /// The chart, named `lorenz`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    /// Share of all messages of the writers up to a share of them.
    fn at(&self, share: f64) -> f64 {
        let after = self.curve.partition_point(|(writers, _)| *writers < share);
        match (
            after.checked_sub(1).map(|it| self.curve[it]),
            self.curve.get(after),
        ) {
            (Some(one), Some(other)) if other.0 > one.0 => {
                one.1 + (other.1 - one.1) * (share - one.0) / (other.0 - one.0)
            }
            (_, Some(other)) => other.1,
            _ => f64::NAN,
        }
    }
}

impl Figure for Lorenz {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn check(&self) -> Result<(), ChartError> {
        let mut numbers = self.curve.iter().flat_map(|(one, other)| [one, other]);
        if numbers.all(|number| (0.0..=1.0).contains(number)) {
            return Ok(());
        }
        // A curve of anything but shares is none.
        Err(ChartError::Empty {
            chart: Self::NAME.to_owned(),
        })
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::writers_of_run(
            self.writers,
            self.replicate,
            self.about.replicates,
            language,
        )
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let axis = || {
            let ends = [0.0, 1.0].into_iter();
            Axis::of_values(ends, Unit::Share, Range::WithZero, MOST_VALUES, language)
        };
        let few = 1.0 - Self::FEW;
        let held = self.at(few);
        let key = vec![
            Entry::new(Mark::Line(theme::AXIS), labels::ALL_ALIKE.text(language)),
            Entry::new(Mark::Line(theme::ACCENT), labels::AS_IT_IS.text(language)),
            Entry::new(
                Mark::Area(theme::HIGHLIGHT),
                labels::TENTH_OF_WRITERS.text(language),
            ),
        ];
        let plot = Plot {
            key,
            ..Plot::new(
                axis().titled(labels::SHARE_OF_WRITERS.text(language)),
                axis().titled(labels::SHARE_OF_MESSAGES.text(language)),
            )
        };
        // A share of one as wide as it is high, so that the diagonal is one.
        let square = Frame {
            right: body.right.min(body.left + body.height() + 210.0),
            ..body
        };
        let (panel, _) = plot.open(sheet, square)?;
        panel.line(&[(0.0, 0.0), (1.0, 1.0)], theme::AXIS, 1.4)?;
        panel.line(&self.curve, theme::ACCENT, 2.6)?;
        if held.is_finite() {
            let corner = [(few, held), (few, 1.0), (1.0, 1.0)];
            let corner = corner.map(|(x, y)| panel.at(x, y));
            sheet.path(&corner, theme::HIGHLIGHT, 1.6)?;
            let area = self.curve.iter().filter(|(x, _)| *x > few);
            let mut outline: Vec<_> = area.map(|(x, y)| panel.at(*x, *y)).collect();
            outline.insert(0, panel.at(few, held));
            outline.push(panel.at(few, 1.0));
            sheet.polygon(&outline, theme::HIGHLIGHT, 0.25)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["share_of_writers", "share_of_messages"]]);
        for (writers, messages) in &self.curve {
            table.row(&[], &[*writers, *messages]);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_ends_at_all_and_keeps_the_few() {
        let curve = Lorenz::curve(&[1, 1, 2, 6]);
        let expected = [(0.0, 0.0), (0.25, 0.1), (0.5, 0.2), (0.75, 0.4), (1.0, 1.0)];
        assert_eq!(curve.len(), expected.len());
        for (found, wanted) in curve.iter().zip(expected) {
            assert!((found.0 - wanted.0).abs() < 1e-12 && (found.1 - wanted.1).abs() < 1e-12);
        }
        let many: Vec<u32> = (0..5_000).collect();
        let curve = Lorenz::curve(&many);
        assert!(curve.len() <= Lorenz::POINTS + 45, "{}", curve.len());
        assert_eq!(curve.last(), Some(&(1.0, 1.0)));
        assert!(Lorenz::curve(&[]).is_empty());
        let chart = Lorenz {
            about: About::new("", 1),
            replicate: 0,
            writers: 4,
            curve: Lorenz::curve(&[1, 1, 2, 6]),
        };
        assert!((chart.at(0.9) - 0.76).abs() < 1e-12);
    }
}
