//! The reference: every parameter with its unit, defaults, range and source, from the schema, in
//! either language.

mod defaults;
mod sections;

use crate::scenario::form::shape::{Choice, Field, Range, Shape, TableShape, scenario};
use crate::scenario::form::wording::plain;
use crate::scenario::layers::presets;
use crate::scenario::layers::stack;
use crate::scenario::messages::source::Origin;
use crate::scenario::provenance::{self, split};
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table, Value};
use crate::words::reference::{AT_MOST, BETWEEN, EITHER, NONE, WHOLE};
use crate::words::{Language, Text, chinese, messages};
use serde::Serialize;
use std::sync::LazyLock;

pub use super::provenance::Provenance;
use defaults::{by_archetype, show, together};
pub use sections::{Section, sections, sections_in, table_of};

/// The steps of a path; a name in quotation marks is one.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    path.split(move |sign| {
        quoted ^= sign == '"';
        sign == '.' && !quoted
    })
}

/// Which numbers a parameter may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least of them.
    pub least: f64,
    /// The greatest of them.
    pub most: f64,
    /// Whether it may be whole numbers only.
    pub whole: bool,
}

/// One parameter of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// Its path, with `NAME` for the name of an element of a list, `INDEX` for its place in a list
    /// without names, and `METRIC` for the name of a metric.
    pub path: String,
    /// The unit, where there is one. This and all that follows is in the language asked for.
    pub unit: Option<String>,
    /// What holds where nothing is written: one value, or one for each medium or archetype.
    pub default: String,
    /// What is permitted.
    pub range: String,
    /// The ends of that, of a number that has two.
    #[serde(skip)]
    pub bounds: Option<Bounds>,
    /// How well the default is known.
    pub provenance: Provenance,
    /// Where the default comes from; empty if that is all there is to say.
    pub source: String,
    /// What more of it should do to the number of those who stay, and why: `raises: …`, `lowers: …`, `either: …` or
    /// `nothing: …`; empty for what is no dial of a strategy.
    #[serde(skip)]
    pub more: String,
    /// What is believed of it where nobody has written it down; empty for what is no quantity.
    pub prior: String,
    /// What it means.
    pub description: String,
    /// The permitted words, each with its meaning, if the value is one of several words.
    pub choices: Vec<(String, String)>,
}

impl Parameter {
    /// Whether a path is one of those that this one stands for, with `NAME`, `INDEX` or `METRIC` in it, or the same key
    /// of a strategy under a name of its own: `operator.kol.home.quota`.
    pub fn is_at(&self, path: &str) -> bool {
        let any = |step: &str| ["NAME", "INDEX", "METRIC"].contains(&step);
        let fits = |step: &str, other: &str| step == other || any(step);
        // Nearly all are told apart by their last letters.
        let last = self.key();
        if !any(last) && !path.ends_with(last) {
            return false;
        }
        let pattern: Vec<&str> = steps(&self.path).collect();
        let path: Vec<&str> = steps(path).collect();
        let same = |pattern: &[&str], path: &[&str]| {
            let mut pairs = pattern.iter().zip(path);
            pattern.len() == path.len() && pairs.all(|(step, other)| fits(step, other))
        };
        let is_named = pattern.len() > 2 && path.len() > 3 && pattern[0] == "operator";
        same(&pattern, &path)
            || is_named && same(&pattern[..2], &path[..2]) && same(&pattern[2..], &path[3..])
    }

    /// How well its default is known and where it comes from; empty for what is no quantity.
    pub fn known(&self, language: Language) -> String {
        provenance::known_from(self.provenance, &self.source, language)
    }

    /// The last step of the path.
    pub fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

/// Every parameter in English, in the order of the file.
pub fn parameters() -> Vec<Parameter> {
    static ENGLISH: LazyLock<Vec<Parameter>> = LazyLock::new(|| parameters_in(Language::English));
    ENGLISH.clone()
}

/// Every parameter in a language, in the order of the file.
pub fn parameters_in(language: Language) -> Vec<Parameter> {
    let trees: Vec<(&str, Node)> = presets::media()
        .map(|medium| {
            let mut file = Node::empty_table(Origin::DEFAULT);
            let mut community = Table::default();
            let text = Node::new(Value::Text(medium.to_owned()), Origin::DEFAULT);
            community.push("medium", Origin::DEFAULT, text);
            if let Some(table) = file.table_mut() {
                let community = Node::new(Value::Table(community), Origin::DEFAULT);
                table.push("community", Origin::DEFAULT, community);
            }
            (medium, stack::resolve(&file, &[]))
        })
        .collect();
    let here: Vec<(&str, Option<&Node>)> = trees
        .iter()
        .map(|(medium, tree)| (*medium, Some(tree)))
        .collect();
    let mut parameters = Vec::new();
    collect(scenario(), "", &here, language, &mut parameters);
    parameters
}

fn collect(
    table: &TableShape,
    path: &str,
    trees: &[(&str, Option<&Node>)],
    language: Language,
    parameters: &mut Vec<Parameter>,
) {
    for field in &table.fields {
        let path = join(path, &field.key);
        let inner: Vec<(&str, Option<&Node>)> = trees
            .iter()
            .map(|(medium, node)| {
                (
                    *medium,
                    node.and_then(Node::table)
                        .and_then(|table| table.get(&field.key)),
                )
            })
            .collect();
        match &field.shape {
            Shape::Table(table) => collect(table, &path, &inner, language, parameters),
            Shape::Map(item) => {
                if let Shape::Table(table) = &**item {
                    collect(table, &format!("{path}.METRIC"), &[], language, parameters);
                }
            }
            Shape::List { item, .. } if matches!(**item, Shape::Table(_)) => {
                if let Shape::Table(table) = &**item {
                    let step = if field.shape.named_items().is_some() {
                        "NAME"
                    } else {
                        "INDEX"
                    };
                    let first: Vec<(&str, Option<&Node>)> = inner
                        .iter()
                        .map(|(medium, node)| {
                            (*medium, node.and_then(Node::list).and_then(<[Node]>::first))
                        })
                        .collect();
                    let first = if path == "archetype" {
                        Vec::new()
                    } else {
                        first
                    };
                    collect(
                        table,
                        &format!("{path}.{step}"),
                        &first,
                        language,
                        parameters,
                    );
                }
            }
            shape => parameters.push(parameter(field, shape, path, &inner, language)),
        }
    }
}

fn parameter(
    field: &Field,
    shape: &Shape,
    path: String,
    trees: &[(&str, Option<&Node>)],
    language: Language,
) -> Parameter {
    let own = || {
        let default = field
            .default
            .as_ref()
            .and_then(|default| Node::from_json(default, Origin::DEFAULT));
        default.map_or_else(
            || {
                if field.required {
                    "–"
                } else {
                    NONE.text(language)
                }
                .to_owned()
            },
            |node| show(&node),
        )
    };
    let by_medium: Vec<(String, String)> = trees
        .iter()
        .filter_map(|(medium, node)| Some(((*medium).to_owned(), show((*node)?))))
        .collect();
    let default = if path.starts_with("archetype.NAME.") {
        by_archetype(&field.key, language).unwrap_or_else(own)
    } else if by_medium.is_empty() || field.key == "medium" {
        own()
    } else {
        together(&by_medium, language)
    };
    let (provenance, source) = split(field.provenance.as_deref().unwrap_or_default());
    let choices = match shape {
        Shape::Choice(choices) => choices
            .iter()
            .map(|choice| {
                (
                    choice.word.clone(),
                    chinese::told(&choice.description, language),
                )
            })
            .collect(),
        _ => Vec::new(),
    };
    let prior = super::priors::prior(&path).map(|prior| prior.text(language));
    let unit = field.unit.as_deref().filter(|unit| *unit != "–");
    Parameter {
        path,
        unit: unit.map(|unit| chinese::told(unit, language)),
        default,
        range: range(shape, language),
        bounds: bounds(shape),
        provenance,
        source: chinese::told(source, language),
        more: chinese::told(field.more.as_deref().unwrap_or_default(), language),
        prior: prior.unwrap_or_default(),
        description: chinese::told(&field.description, language),
        choices,
    }
}

fn range(shape: &Shape, language: Language) -> String {
    let between = |text: Text, range: &Range| {
        let (least, most) = (plain(range.least), plain(range.most));
        text.with(language, &[("least", &least), ("most", &most)])
    };
    match shape {
        Shape::Number(range) if range.is_bounded() => between(BETWEEN, range),
        Shape::Whole(range) if range.is_bounded() => between(WHOLE, range),
        Shape::List { item, longest, .. } => {
            let range = self::range(item, language);
            AT_MOST.with(language, &[("n", longest), ("range", &range)])
        }
        Shape::Choice(choices) => words(choices, language),
        other => messages::said(&other.expected(), language).into_owned(),
    }
}

/// `"a", "b" or "c"`.
fn words(choices: &[Choice], language: Language) -> String {
    let quoted = choices.iter().map(|choice| format!("\"{}\"", choice.word));
    let quoted: Vec<String> = quoted.collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            let rest = rest.join(language.choose(", ", "、"));
            EITHER.with(language, &[("rest", &rest), ("last", last)])
        }
        _ => quoted.concat(),
    }
}

fn bounds(shape: &Shape) -> Option<Bounds> {
    let (range, whole) = match shape {
        Shape::Number(range) => (range, false),
        Shape::Whole(range) => (range, true),
        _ => return None,
    };
    range.is_bounded().then_some(Bounds {
        least: range.least,
        most: range.most,
        whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strategy_under_a_name_of_its_own_has_the_keys_of_its_kind() {
        let all = parameters();
        let found = |path: &str| all.iter().find(|it| it.is_at(path)).map(|it| &*it.path);
        for path in ["operator.kol.quota", "operator.kol.home.quota"] {
            assert_eq!(found(path), Some("operator.kol.quota"));
        }
        let who = "operator.reactivate.month.who.joined_within";
        assert_eq!(found(who), Some("operator.reactivate.who.joined_within"));
        assert_eq!(found("archetype.core.post"), Some("archetype.NAME.post"));
        for path in [
            "operator.kol.home.quotas",
            "kol.quota",
            "operator.prizes.home.quota",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }

    #[test]
    fn every_quantity_says_how_well_it_is_known() {
        for parameter in parameters() {
            assert!(!parameter.description.is_empty(), "{}", parameter.path);
            assert!(!parameter.range.is_empty(), "{}", parameter.path);
            let is_share = parameter.unit.is_some() && parameter.unit.as_deref() != Some("day");
            let is_run_length = ["days", "replicates"].contains(&parameter.path.as_str());
            if is_share && !is_run_length {
                assert_ne!(
                    parameter.provenance,
                    Provenance::Setting,
                    "{} has no x-source",
                    parameter.path
                );
            }
        }
    }

    #[test]
    fn defaults_differ_by_medium_and_by_archetype() {
        let default = |path: &str| {
            let parameters = parameters();
            let found = parameters.iter().find(|parameter| parameter.path == path);
            found
                .map(|parameter| parameter.default.clone())
                .unwrap_or_default()
        };
        assert!(default("community.mute").contains("forum 0, "));
        assert_eq!(default("days"), "180");
        assert!(default("archetype.NAME.quit_a").contains("regular (chat 0."));
        assert_eq!(default("operator.threshold.fee_scale"), "50");
    }

    #[test]
    fn no_preset_sets_what_cannot_be_written_as_absent() {
        // `to_toml` leaves absent values out; a preset that gave them would bring them back.
        for parameter in parameters()
            .iter()
            .filter(|parameter| parameter.path.starts_with("operator."))
        {
            let table = parameter
                .path
                .rsplit_once('.')
                .map_or("", |(table, _)| table);
            for medium in presets::media() {
                let keys: Vec<&str> = table.split('.').collect();
                assert!(
                    presets::preset(medium).at(&keys).is_none(),
                    "{table} in {medium}"
                );
            }
        }
    }
}
