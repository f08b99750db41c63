//! What each strategy changes: effects with their intervals.

use super::sweep_axis::{columns, split};
use crate::draw::axes::{Axis, Panel};
use crate::draw::chart::Chart;
use crate::draw::data::{About, Estimate, Label};
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::fit;
use crate::draw::font;
use crate::draw::key::{self, Entry, Mark};
use crate::draw::numbers::{Format, Unit};
use crate::draw::sheet::{Align, Frame, Sheet, Type};
use crate::draw::table::{ESTIMATE, Table};
use crate::draw::theme::{self, size};
use crate::words::{self, Good, Language, labels};

/// The effect of one strategy on one metric.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Effect {
    /// Key of the metric.
    pub metric: String,
    /// Name of the strategy.
    pub strategy: Label,
    /// Strategy minus base, with its 95% interval; as a share of the base where
    /// [`Forest::relative`] says so.
    pub effect: Estimate,
    /// Whether it is told from none, where many comparisons are judged together; by its own interval
    /// where that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear: Option<bool>,
}

/// Effects of strategies compared with the base.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Forest {
    /// What stands around the chart.
    pub about: About,
    /// Name of what the strategies are compared with.
    pub base: Label,
    /// Effects are relative to the base's value (0.1 is ten percent more). All metrics then share
    /// one axis; otherwise every metric has a panel of its own.
    pub relative: bool,
    /// Effects, in the order they should appear.
    pub effects: Vec<Effect>,
}

const ROW: f64 = 25.0;
const AXIS_HEIGHT: f64 = 26.0;
const TITLE_HEIGHT: f64 = 26.0;
const KEY_HEIGHT: f64 = 34.0;
const LONGEST_NAME: f64 = 190.0;

/// One line of a panel.
struct Row {
    name: String,
    /// `None` for a heading.
    effect: Option<Estimate>,
    clear: Option<bool>,
}

/// Effects on one axis.
struct Group {
    title: String,
    /// Which way the rows should go; either where they are of several metrics or it depends.
    wished: Good,
    unit: Unit,
    rows: Vec<Row>,
}

impl Forest {
    /// The chart, named `forest`.
    ///
    /// # Errors
    /// As [`super::OverTime::chart`].
    pub fn chart(self) -> Result<Chart, ChartError> {
        Chart::new(self)
    }

    fn metrics(&self) -> Vec<&str> {
        let mut metrics: Vec<&str> = Vec::new();
        for effect in &self.effects {
            if !metrics.contains(&effect.metric.as_str()) {
                metrics.push(&effect.metric);
            }
        }
        metrics
    }

    fn strategies(&self) -> Vec<&Label> {
        let mut strategies: Vec<&Label> = Vec::new();
        for effect in &self.effects {
            if !strategies.contains(&&effect.strategy) {
                strategies.push(&effect.strategy);
            }
        }
        strategies
    }

    fn find(&self, metric: &str, strategy: &Label) -> Option<&Effect> {
        self.effects
            .iter()
            .find(|effect| effect.metric == metric && effect.strategy == *strategy)
    }

    fn groups(&self, language: Language) -> Vec<Group> {
        let (mut metrics, strategies) = (self.metrics(), self.strategies());
        // A metric of which nothing is known is no panel.
        let known = |metric: &&str| {
            let mut effects = self.effects.iter().filter(|it| it.metric == *metric);
            effects.any(|it| it.effect.estimate.is_finite())
        };
        metrics.retain(known);
        let row = |metric: &str, strategy: &Label| {
            let found = self.find(metric, strategy);
            Row {
                name: strategy.text(language).to_owned(),
                effect: Some(
                    found.map_or(Estimate::new(f64::NAN, f64::NAN, f64::NAN), |it| it.effect),
                ),
                clear: found.and_then(|it| it.clear),
            }
        };
        let rows_of = |metric: &str| {
            let known = |strategy: &&&Label| self.find(metric, strategy).is_some();
            strategies
                .iter()
                .filter(known)
                .map(|strategy| row(metric, strategy))
                .collect::<Vec<_>>()
        };
        if !self.relative {
            let all_rows = |metric: &str| {
                strategies
                    .iter()
                    .map(|strategy| row(metric, strategy))
                    .collect()
            };
            return metrics
                .iter()
                .map(|metric| Group {
                    title: words::metric_name(metric, language),
                    wished: words::wished(metric),
                    unit: words::unit(metric),
                    rows: all_rows(metric),
                })
                .collect();
        }
        let mut rows = Vec::new();
        for metric in &metrics {
            let name = words::metric_name(metric, language);
            let mut own = rows_of(metric);
            if strategies.len() == 1 {
                for row in &mut own {
                    row.name.clone_from(&name);
                }
            } else {
                rows.push(Row {
                    name,
                    effect: None,
                    clear: None,
                });
            }
            rows.extend(own);
        }
        vec![Group {
            title: words::sentences::relative(&strategies, language),
            wished: match metrics.as_slice() {
                [metric] => words::wished(metric),
                _ => Good::Either,
            },
            unit: Unit::Share,
            rows,
        }]
    }

    fn draw_group(
        sheet: &Sheet,
        frame: Frame,
        group: &Group,
        with_names: bool,
        with_numbers: bool,
    ) -> Result<(), ChartError> {
        let language = sheet.language;
        let values = group.rows.iter().filter_map(|row| row.effect);
        let values = values.flat_map(|effect| effect.columns());
        let most = (frame.width() / 48.0).clamp(2.0, 9.0) as usize;
        let x = Axis::of_differences(values, group.unit, most, language);
        let y = Axis::of_rows(group.rows.len());
        let panel = Panel::new(sheet, frame, &x, &y);
        panel.vertical_grid(&x)?;
        panel.bottom_labels(&x)?;
        for (index, row) in group.rows.iter().enumerate() {
            let middle = panel.at(0.0, index as f64).1;
            let Some(effect) = row.effect else {
                let left = sheet_left(frame, with_names);
                let name = fit(&row.name, size::LABEL, LONGEST_NAME);
                sheet.text(
                    &name,
                    (left, middle + 4.0),
                    Type::new(size::LABEL, theme::MUTED),
                )?;
                continue;
            };
            if with_names {
                let look = Type::new(size::LABEL, theme::INK).align(Align::Right);
                let name = fit(&row.name, size::LABEL, LONGEST_NAME);
                sheet.text(&name, (frame.left - 14.0, middle), look)?;
            }
            Self::draw_effect(
                &panel,
                effect,
                mark_of(effect, row.clear, group.wished),
                index,
            )?;
            if with_numbers && effect.estimate.is_finite() {
                let text = interval_text(group.unit, effect, language);
                let look = Type::new(size::TICK, theme::MUTED);
                sheet.text(&text, (frame.right + 16.0, middle), look)?;
            }
        }
        Ok(())
    }

    fn draw_effect(
        panel: &Panel,
        effect: Estimate,
        mark: Mark,
        row: usize,
    ) -> Result<(), ChartError> {
        let Estimate {
            estimate,
            low,
            high,
        } = effect;
        if !estimate.is_finite() {
            return Ok(());
        }
        let (Mark::Up(colour) | Mark::Down(colour) | Mark::Ring(colour)) = mark else {
            return Ok(());
        };
        if low.is_finite() && high.is_finite() {
            let ends = (panel.at(low, row as f64), panel.at(high, row as f64));
            panel.sheet.line(ends.0, ends.1, colour, 2.2)?;
        }
        mark.draw(panel.sheet, panel.at(estimate, row as f64))
    }
}

/// Left end of a row's names.
fn sheet_left(frame: Frame, with_names: bool) -> f64 {
    if with_names {
        theme::MARGIN
    } else {
        frame.left
    }
}

/// Direction by shape; whether it is a good one by colour.
fn mark_of(effect: Estimate, clear: Option<bool>, wished: Good) -> Mark {
    let colour = |up: bool| match wished {
        Good::Either => theme::INK,
        good if up == (good == Good::More) => theme::ACCENT,
        Good::More | Good::Less => theme::HIGHLIGHT,
    };
    let covers_nothing = effect.low > 0.0 || effect.high < 0.0;
    if !clear.unwrap_or(covers_nothing) {
        Mark::Ring(theme::MUTED)
    } else if effect.estimate > 0.0 {
        Mark::Up(colour(true))
    } else {
        Mark::Down(colour(false))
    }
}

fn interval_text(unit: Unit, effect: Estimate, language: Language) -> String {
    let width = (effect.high - effect.low).abs();
    let largest = effect
        .columns()
        .into_iter()
        .map(f64::abs)
        .fold(0.0, f64::max);
    let step = if width.is_finite() && width > 0.0 {
        width
    } else {
        largest
    };
    let format = Format::for_interval(unit, largest, step, language);
    let [estimate, low, high] = effect.columns().map(|value| format.write(value));
    if width.is_finite() {
        format!("{estimate}  [{low}, {high}]")
    } else {
        estimate
    }
}

impl Figure for Forest {
    fn name(&self) -> &'static str {
        "forest"
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn title(&self, language: Language) -> String {
        words::sentences::forest_title(&self.base, language)
    }

    fn explanation(&self, language: Language) -> String {
        words::sentences::paired(self.about.replicates, language)
    }

    fn height(&self) -> f64 {
        let groups = self.groups(Language::English);
        let lines = groups.len().div_ceil(columns(groups.len())) as f64;
        let rows = groups
            .iter()
            .map(|group| group.rows.len())
            .max()
            .unwrap_or(0) as f64;
        118.0 + KEY_HEIGHT + lines * (TITLE_HEIGHT + rows * ROW + AXIS_HEIGHT + 10.0)
    }

    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError> {
        let language = sheet.language;
        let groups = self.groups(language);
        let entries = [
            Entry::new(Mark::Up(theme::INK), labels::INCREASE.text(language)),
            Entry::new(Mark::Down(theme::INK), labels::DECREASE.text(language)),
            Entry::new(Mark::Area(theme::ACCENT), labels::BETTER.text(language)),
            Entry::new(Mark::Area(theme::HIGHLIGHT), labels::WORSE.text(language)),
            Entry::new(Mark::Ring(theme::MUTED), labels::UNCLEAR.text(language)),
        ];
        key::draw_row(sheet, (body.left, body.top + 6.0), body.right, &entries)?;
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let names = rows()
            .map(|row| font::width(&row.name, size::LABEL).min(LONGEST_NAME))
            .fold(0.0, f64::max);
        let alone = groups.len() == 1;
        let numbers = groups.iter().flat_map(|group| {
            let texts = group.rows.iter().filter_map(|row| row.effect);
            texts
                .map(|effect| font::width(&interval_text(group.unit, effect, language), size::TICK))
        });
        let numbers = if alone {
            numbers.fold(0.0, f64::max) + 24.0
        } else {
            12.0
        };
        let grid = Frame {
            left: body.left + names + 22.0,
            top: body.top + KEY_HEIGHT,
            right: body.right - numbers,
            bottom: body.bottom,
        };
        let across = columns(groups.len());
        for (index, (group, mut frame)) in groups
            .iter()
            .zip(split(grid, groups.len(), (34.0, 10.0)))
            .enumerate()
        {
            let title = fit(&group.title, size::LABEL, frame.width() + 20.0);
            let at = (frame.left, frame.top + 8.0);
            sheet.text(&title, at, Type::new(size::LABEL, theme::INK))?;
            frame.top += TITLE_HEIGHT - 4.0;
            frame.bottom -= AXIS_HEIGHT;
            Self::draw_group(sheet, frame, group, index % across == 0, alone)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&["strategy", "metric", "relative"], &ESTIMATE]);
        for effect in &self.effects {
            let names = [
                &effect.strategy.en,
                &effect.metric,
                &self.relative.to_string(),
            ];
            table.row(&names.map(String::as_str), &effect.effect.columns());
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_shows_in_the_shape() {
        let effect = |low, high| Estimate::new(f64::midpoint(low, high), low, high);
        let wished = |low, high, wished| mark_of(effect(low, high), None, wished);
        let shape = |low, high| wished(low, high, Good::Either);
        assert_eq!(wished(1.0, 2.0, Good::More), Mark::Up(theme::ACCENT));
        assert_eq!(wished(1.0, 2.0, Good::Less), Mark::Up(theme::HIGHLIGHT));
        assert_eq!(wished(-2.0, -1.0, Good::Less), Mark::Down(theme::ACCENT));
        // Of many comparisons judged together, an interval that covers zero alone says too much.
        let judged = |clear| mark_of(effect(-2.0, -1.0), Some(clear), Good::More);
        assert_eq!(judged(true), Mark::Down(theme::HIGHLIGHT));
        assert_eq!(judged(false), Mark::Ring(theme::MUTED));
        assert!(matches!(shape(1.0, 2.0), Mark::Up(_)));
        assert!(matches!(shape(-2.0, -1.0), Mark::Down(_)));
        assert!(matches!(shape(-1.0, 1.0), Mark::Ring(_)));
        assert!(matches!(shape(0.0, 1.0), Mark::Ring(_)));
        assert!(matches!(shape(f64::NAN, f64::NAN), Mark::Ring(_)));
    }

    #[test]
    fn intervals_are_written_with_equal_decimals() {
        let text = interval_text(
            Unit::Share,
            Estimate::new(0.123, -0.01, 0.25),
            Language::English,
        );
        assert_eq!(text, "+12%  [−1%, +25%]");
    }
}
