//! The cells of a study: variations of one scenario, laid out over axes.

use super::simulate::Prepared;
use super::world;
use crate::observe::record::Record;
use crate::scenario::settings::Scenario;
use crate::scenario::{Axis, BASE, Loaded, Problems, STRATEGY, Uncertain, to_toml};
use crate::stats::sensitivity::design::{full_factorial, latin_hypercube, quasi_random};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;

/// More cells than anybody waits for.
pub const MOST_CELLS: usize = 65_536;

/// One variation of a scenario.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The `[strategy.NAME]` it builds on; `None` for the base.
    pub strategy: Option<String>,
    /// What it changes: paths and values.
    pub values: Vec<(String, toml::Value)>,
}

impl Cell {
    /// The cell at which each axis has the given value.
    pub(super) fn at<'a>(places: impl IntoIterator<Item = (&'a str, toml::Value)>) -> Self {
        let mut cell = Self::default();
        for (path, value) in places {
            match value {
                toml::Value::String(name) if path == STRATEGY => {
                    cell.strategy = (name != BASE).then_some(name);
                }
                value => cell.values.push((path.to_owned(), value)),
            }
        }
        cell
    }

    /// Its value on the axis of this path.
    pub fn value(&self, path: &str) -> Option<toml::Value> {
        if path == STRATEGY {
            let name = self.strategy.as_deref().unwrap_or(BASE);
            return Some(toml::Value::String(name.to_owned()));
        }
        let found = self.values.iter().find(|(known, _)| known == path);
        found.map(|(_, value)| value.clone())
    }

    /// In words: `fee = 49, after_days = 7`.
    pub fn describe(&self, axes: &[Axis]) -> String {
        let names = short_names(axes);
        let parts = axes.iter().zip(names).filter_map(|(axis, name)| {
            let value = self.value(&axis.path)?;
            Some(format!("{name} = {}", value_text(&value)))
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// A value as people write it: texts without quotes.
pub fn value_text(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Float(number) => number.to_string(),
        other => other.to_string(),
    }
}

/// A value as a number, if it is one.
pub fn number(value: &toml::Value) -> Option<f64> {
    match value {
        toml::Value::Integer(whole) => Some(*whole as f64),
        toml::Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// The shortest ends of the axes' paths that tell them apart.
pub fn short_names(axes: &[Axis]) -> Vec<String> {
    let last = |path: &str, steps: usize| -> String {
        let from = path
            .rmatch_indices('.')
            .nth(steps - 1)
            .map_or(0, |(at, _)| at + 1);
        path[from..].to_owned()
    };
    axes.iter()
        .map(|axis| {
            (1..8)
                .map(|steps| last(&axis.path, steps))
                .find(|name| {
                    let steps = name.matches('.').count() + 1;
                    let same = axes
                        .iter()
                        .filter(|other| last(&other.path, steps) == *name);
                    same.count() == 1
                })
                .unwrap_or_else(|| axis.path.clone())
        })
        .collect()
}

/// An axis as a stretch of values: what a design that is no grid fills.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The path, and the values at its ends and between them.
    pub axis: Axis,
    /// Whether numbers between the values are values too.
    pub between: bool,
    /// Whether these must be whole.
    pub whole: bool,
}

impl Span {
    /// The span of an axis: its numbers and all between them, or its words.
    pub fn of(loaded: &Loaded, axis: Axis) -> Self {
        let whole = must_be_whole(loaded, &axis);
        Self {
            axis,
            between: true,
            whole,
        }
    }

    /// How many values there are; `None` where there is one between any two.
    pub fn levels(&self) -> Option<usize> {
        let numbers = self.axis.values.iter().all(|value| number(value).is_some());
        (!(self.between && numbers) || self.axis.values.len() == 1)
            .then_some(self.axis.values.len())
    }

    /// The value at a place from 0 to 1: between two neighbouring values where they are numbers, one
    /// of the values otherwise.
    pub fn value(&self, at: f64) -> toml::Value {
        let values = &self.axis.values;
        let numbers: Option<Vec<f64>> = values.iter().map(number).collect();
        let Some(numbers) = numbers.filter(|_| self.between) else {
            let place = (at * values.len() as f64) as usize;
            return values[place.min(values.len() - 1)].clone();
        };
        let along = at.clamp(0.0, 1.0) * (numbers.len() - 1) as f64;
        let low = along.floor() as usize;
        let high = (low + 1).min(numbers.len() - 1);
        let value = numbers[low] + (numbers[high] - numbers[low]) * (along - low as f64);
        if self.whole {
            toml::Value::Integer(value.round() as i64)
        } else {
            toml::Value::Float(rounded(value, numbers[high] - numbers[low]))
        }
    }
}

/// A value to a two-thousandth of the stretch it lies in, at least: nobody sets a fee finer than
/// that, and cells stay readable.
fn rounded(value: f64, stretch: f64) -> f64 {
    let step = stretch.abs() / 2000.0;
    if step <= 0.0 {
        return value;
    }
    let decimals = (0..12)
        .find(|decimals| 0.1_f64.powi(*decimals) <= step)
        .unwrap_or(12);
    format!("{value:.*}", decimals as usize)
        .parse()
        .unwrap_or(value)
}

/// How cells are laid out over the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Every combination of the values.
    Grid,
    /// A Latin hypercube of so many cells: each axis cut into as many slices, one cell in each.
    LatinHypercube(usize),
    /// So many points of a Sobol sequence.
    Sobol(usize),
}

/// Why cells cannot be laid out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// No axis.
    #[error("there is nothing to vary")]
    NoAxis,
    /// No cell.
    #[error("the design has no cells")]
    Empty,
    /// More cells than anybody waits for.
    #[error("the design has {cells} cells, and {MOST_CELLS} is the most")]
    TooMany {
        /// How many.
        cells: u128,
    },
    /// One path on two axes.
    #[error("`{path}` is varied twice")]
    Twice {
        /// The path.
        path: String,
    },
}

/// Lays out the cells; `seed` decides about designs that draw.
///
/// # Errors
/// [`LayoutError`].
pub fn lay_out(spans: &[Span], design: Design, seed: u64) -> Result<Vec<Cell>, LayoutError> {
    if spans.is_empty() {
        return Err(LayoutError::NoAxis);
    }
    let axes: Vec<&Axis> = spans.iter().map(|span| &span.axis).collect();
    for (index, axis) in axes.iter().enumerate() {
        if axes[..index].iter().any(|other| other.path == axis.path) {
            return Err(LayoutError::Twice {
                path: axis.path.clone(),
            });
        }
    }
    let cells = match design {
        Design::Grid => axes.iter().map(|axis| axis.values.len() as u128).product(),
        Design::LatinHypercube(cells) | Design::Sobol(cells) => cells as u128,
    };
    if cells == 0 {
        return Err(LayoutError::Empty);
    }
    if cells > MOST_CELLS as u128 {
        return Err(LayoutError::TooMany { cells });
    }
    let within = |points: Vec<Vec<f64>>| -> Vec<Cell> {
        points
            .iter()
            .map(|point| cell_within(spans, point))
            .collect()
    };
    Ok(match design {
        Design::Grid => {
            let levels: Vec<usize> = axes.iter().map(|axis| axis.values.len()).collect();
            let places = full_factorial(&levels);
            let at = |place: &Vec<usize>| {
                let chosen = axes.iter().zip(place);
                Cell::at(
                    chosen.map(|(axis, level)| (axis.path.as_str(), axis.values[*level].clone())),
                )
            };
            places.iter().map(at).collect()
        }
        Design::LatinHypercube(cells) => within(latin_hypercube(cells, axes.len(), seed)),
        Design::Sobol(cells) => within(quasi_random(cells, axes.len(), seed as u32)),
    })
}

/// The cell at a point of the unit cube that the spans make up.
pub fn cell_within(spans: &[Span], point: &[f64]) -> Cell {
    let places = spans.iter().zip(point);
    Cell::at(places.map(|(span, at)| (span.axis.path.as_str(), span.value(*at))))
}

/// Whether values between those of an axis must be whole: where a broken number is not permitted.
fn must_be_whole(loaded: &Loaded, axis: &Axis) -> bool {
    let all_whole = axis.values.iter().all(toml::Value::is_integer);
    all_whole
        && axis.values.iter().find_map(number).is_some_and(|value| {
            let broken = toml::Value::Float(value + 0.5);
            let below = toml::Value::Float(value - 0.5);
            [broken, below]
                .into_iter()
                .all(|value| loaded.with(&[(axis.path.clone(), value)]).is_err())
        })
}

/// A cell made ready: its scenario, and how to come by the scenario of each replicate.
pub struct Setting<'l> {
    loaded: &'l Loaded,
    cell: Cell,
    scenario: Scenario,
}

impl<'l> Setting<'l> {
    /// The setting of a cell of a scenario file.
    ///
    /// # Errors
    /// If the cell's values contradict one another.
    pub fn new(loaded: &'l Loaded, cell: Cell) -> Result<Self, Problems> {
        let scenario = resolve(loaded, &cell, &[])?;
        Ok(Self {
            loaded,
            cell,
            scenario,
        })
    }

    /// The scenario as written, before anything uncertain is drawn.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The cell.
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Whether every replicate lives in the same world.
    pub fn is_certain(&self) -> bool {
        self.open().next().is_none()
    }

    /// What is uncertain about it: what neither the cell nor its strategy nor a flag says.
    fn open(&self) -> impl Iterator<Item = &Uncertain> {
        let strategy = self.cell.strategy.as_deref();
        self.loaded.uncertainty.iter().filter(move |belief| {
            let values = &self.cell.values;
            !values.iter().any(|(path, _)| *path == belief.path)
                && !self.loaded.is_settled(strategy, &belief.path)
        })
    }

    /// The scenario of one replicate: with its draw of everything uncertain.
    ///
    /// # Errors
    /// If what was drawn contradicts the rest.
    pub fn in_world(&self, replicate: u32) -> Result<Cow<'_, Scenario>, Problems> {
        let open: Vec<Uncertain> = self.open().cloned().collect();
        if open.is_empty() {
            return Ok(Cow::Borrowed(&self.scenario));
        }
        let world = world::draw(&open, self.scenario.seed, replicate);
        resolve(self.loaded, &self.cell, &world).map(Cow::Owned)
    }

    /// Lives through one replicate.
    ///
    /// # Errors
    /// As [`Setting::in_world`].
    pub fn run(&self, replicate: u32, parallel: bool) -> Result<Record, Problems> {
        let scenario = self.in_world(replicate)?;
        Ok(Prepared::new(&scenario).run(replicate, parallel))
    }

    /// What its results depend on, as a hash: the scenario without its title, language,
    /// expectations and number of replicates, and everything that is uncertain about it.
    pub fn fingerprint(&self) -> String {
        let blank = Scenario::default();
        let scenario = Scenario {
            title: blank.title,
            language: blank.language,
            replicates: blank.replicates,
            expect: blank.expect,
            ..self.scenario.clone()
        };
        let mut text = to_toml(&scenario);
        if !self.scenario.audience.members.is_empty() {
            // The file names the table of members; what counts is what is in it.
            let _ = writeln!(text, "{:?}", self.scenario.audience.members);
        }
        if !self.is_certain() {
            // What a draw does also depends on which values the file leaves open.
            let _ = write!(
                text,
                "{:?}\n{:?}\n{}",
                self.loaded.uncertainty, self.cell, self.loaded.text
            );
        }
        hash(&text)
    }
}

/// The scenario of a cell in a world.
fn resolve(
    loaded: &Loaded,
    cell: &Cell,
    world: &[(String, toml::Value)],
) -> Result<Scenario, Problems> {
    let values: Vec<(String, toml::Value)> = world.iter().chain(&cell.values).cloned().collect();
    match &cell.strategy {
        Some(name) => loaded.strategy_with(name, &values),
        None => loaded.with(&values),
    }
}

/// SHA-256 of a text, in hexadecimal.
pub fn hash(text: &str) -> String {
    hash_bytes(text.as_bytes())
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing into a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, parse_str};

    fn axis(path: &str, values: Vec<toml::Value>) -> Axis {
        Axis {
            path: path.to_owned(),
            values,
        }
    }

    fn spans(axes: &[Axis], whole: bool) -> Vec<Span> {
        let span = |axis: &Axis| Span {
            axis: axis.clone(),
            between: true,
            whole,
        };
        axes.iter().map(span).collect()
    }

    fn loaded() -> Loaded {
        let text = "[audience]\nfounders = 20\n[strategy.gate.operator.threshold]\ngate = \"questionnaire\"\n\
                    [uncertainty]\n\"audience.word_of_mouth\" = \"0.01 to 0.02\"\n";
        parse_str("test.toml", text, &Overrides::default()).expect("a good scenario")
    }

    #[test]
    fn what_a_strategy_or_a_flag_says_is_not_uncertain() {
        let text = "[audience]\nfounders = 20\n[operator.threshold]\ngate = \"fee\"\nfee = 5\n\
                    [strategy.dear.operator.threshold]\nfee = 50\n\
                    [strategy.open]\nwithout = [\"operator.threshold\"]\n\
                    [uncertainty]\n\"operator.threshold.fee\" = \"8 to 9\"\n\
                    \"archetype.lurker.need_gain\" = \"0.1 to 0.2\"\n";
        let load = |overrides: Overrides| parse_str("test.toml", text, &overrides).expect("good");
        let fees = |loaded: &Loaded, strategy: Option<&str>| -> Vec<String> {
            let cell = Cell {
                strategy: strategy.map(str::to_owned),
                values: Vec::new(),
            };
            let setting = Setting::new(loaded, cell).expect("a setting");
            let fee = |replicate| {
                let scenario = setting.in_world(replicate).expect("a world");
                let threshold = &scenario.operator.threshold;
                threshold.as_ref().map_or("none".to_owned(), |it| format!("{:.0}", it.fee))
            };
            (0..3).map(fee).collect()
        };
        let loaded = load(Overrides::default());
        assert!(fees(&loaded, None).iter().all(|fee| fee == "8" || fee == "9"));
        assert_eq!(fees(&loaded, Some("dear")), ["50"; 3]);
        assert_eq!(fees(&loaded, Some("open")), ["none"; 3]);
        let set = load(Overrides::default().flag("--set", "operator.threshold.fee", 7));
        assert_eq!(fees(&set, None), ["7"; 3]);
        let set = Overrides::default().flag("--set", "archetype.lurker.need_gain", 0.3);
        assert!(load(set).is_settled(None, "archetype.lurker.need_gain"));
        assert!(!loaded.is_settled(Some("dear"), "archetype.lurker.need_gain"));
    }

    #[test]
    fn a_grid_holds_every_combination_and_strategies_are_an_axis() {
        let axes = [
            axis(STRATEGY, vec!["base".into(), "gate".into()]),
            axis("audience.founders", vec![10.into(), 20.into(), 30.into()]),
        ];
        let cells = lay_out(&spans(&axes, false), Design::Grid, 1).expect("cells");
        assert_eq!(cells.len(), 6);
        assert_eq!(cells[0].strategy, None);
        assert_eq!(cells[4].describe(&axes), "strategy = gate, founders = 20");
        let loaded = loaded();
        let setting = Setting::new(&loaded, cells[4].clone()).expect("a scenario");
        assert_eq!(setting.scenario().audience.founders, 20);
        assert!(setting.scenario().operator.threshold.is_some());
    }

    #[test]
    fn designs_fill_the_space_between_the_values() {
        let axes = [
            axis("a", vec![0.into(), 10.into(), 100.into()]),
            axis("b", vec!["x".into(), "y".into()]),
        ];
        for design in [Design::LatinHypercube(20), Design::Sobol(20)] {
            let cells = lay_out(&spans(&axes, true), design, 1).expect("cells");
            assert_eq!(cells.len(), 20);
            let numbers: Vec<f64> = cells
                .iter()
                .filter_map(|cell| number(&cell.value("a")?))
                .collect();
            assert!(
                numbers
                    .iter()
                    .all(|value| value.fract() == 0.0 && (0.0..=100.0).contains(value))
            );
            let low = numbers.iter().filter(|value| **value <= 10.0).count();
            assert!(
                (9..=11).contains(&low),
                "half of the cells lie below the middle value: {low}"
            );
            let xs = cells
                .iter()
                .filter(|cell| cell.value("b") == Some("x".into()))
                .count();
            assert!((9..=11).contains(&xs));
        }
    }

    #[test]
    fn impossible_layouts_are_refused() {
        let three = axis("a", vec![1.into(), 2.into(), 3.into()]);
        let lay = |axes: &[Axis], design| lay_out(&spans(axes, false), design, 1);
        assert_eq!(lay(&[], Design::Grid), Err(LayoutError::NoAxis));
        assert_eq!(
            lay(std::slice::from_ref(&three), Design::Sobol(0)),
            Err(LayoutError::Empty)
        );
        let twice = lay(&[three.clone(), three.clone()], Design::Grid);
        assert!(matches!(twice, Err(LayoutError::Twice { .. })));
        let many: Vec<Axis> = (0..12)
            .map(|index| Axis {
                path: index.to_string(),
                ..three.clone()
            })
            .collect();
        assert_eq!(
            lay(&many, Design::Grid),
            Err(LayoutError::TooMany { cells: 531_441 })
        );
    }

    #[test]
    fn whole_numbers_stay_whole_only_where_they_must() {
        let loaded = loaded();
        assert!(must_be_whole(
            &loaded,
            &axis("audience.founders", vec![10.into(), 20.into()])
        ));
        assert!(!must_be_whole(
            &loaded,
            &axis("audience.channel.media.per_day", vec![1.into(), 9.into()])
        ));
    }

    #[test]
    fn every_cell_meets_the_same_worlds() {
        let loaded = loaded();
        let gate = Cell {
            strategy: Some("gate".to_owned()),
            values: Vec::new(),
        };
        let base = Setting::new(&loaded, Cell::default()).expect("a scenario");
        let gate = Setting::new(&loaded, gate).expect("a scenario");
        let drawn = |setting: &Setting, replicate| {
            setting
                .in_world(replicate)
                .expect("a world")
                .audience
                .word_of_mouth
        };
        assert_eq!(drawn(&base, 3).to_bits(), drawn(&gate, 3).to_bits());
        assert_ne!(drawn(&base, 3).to_bits(), drawn(&base, 4).to_bits());
        let path = "audience.word_of_mouth".to_owned();
        let fixed = Cell {
            strategy: None,
            values: vec![(path, 0.5.into())],
        };
        let fixed = Setting::new(&loaded, fixed).expect("a scenario");
        assert!(
            (drawn(&fixed, 3) - 0.5).abs() < 1e-12,
            "what a cell sets is not uncertain"
        );
    }

    #[test]
    fn names_are_as_short_as_they_can_be() {
        let axes = ["a.b.share", "a.c.share", "d.fee"].map(|path| axis(path, vec![1.into()]));
        assert_eq!(short_names(&axes), ["b.share", "c.share", "fee"]);
    }
}
