//! The cells of a study: variations of one scenario, laid out over axes.

mod design;
mod setting;

pub(crate) use design::cell_within;
pub use design::{Design, LayoutError, MOST_CELLS, Span, lay_out};
pub use setting::Setting;

use crate::scenario::{Axis, BASE, STRATEGY};

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
    pub(crate) fn at<'a>(places: impl IntoIterator<Item = (&'a str, toml::Value)>) -> Self {
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

#[cfg(test)]
mod tests {
    use super::design::must_be_whole;
    use super::*;
    use crate::scenario::{Loaded, Overrides, parse_str};

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
                threshold
                    .as_ref()
                    .map_or("none".to_owned(), |it| format!("{:.0}", it.fee))
            };
            (0..3).map(fee).collect()
        };
        let loaded = load(Overrides::default());
        assert!(
            fees(&loaded, None)
                .iter()
                .all(|fee| fee == "8" || fee == "9")
        );
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
