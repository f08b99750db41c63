//! The reference: every parameter with its unit, defaults, range and source, from the schema.

use crate::scenario::form::shape::{Field, Shape, TableShape, scenario, words};
use crate::scenario::form::wording::plain;
use crate::scenario::layers::presets;
use crate::scenario::layers::stack;
use crate::scenario::messages::source::Origin;
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table, Value};
use serde::Serialize;
use std::fmt::Write as _;

/// How well a default is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Measured on logs of real communities.
    Measured,
    /// Taken from a publication.
    Literature,
    /// Assumed: nobody has measured it. Try other values.
    Assumed,
    /// Not a quantity of the model (a name, a day, a switch).
    Setting,
}

impl Provenance {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Literature => "literature",
            Self::Assumed => "assumed",
            Self::Setting => "setting",
        }
    }
}

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
    /// The unit, where there is one.
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

    /// The last step of the path.
    pub fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

/// A table or list of tables of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its path; empty for the top of the file.
    pub path: String,
    /// How it is opened: `[operator.threshold]`, `[[archetype]]`.
    pub heading: String,
    /// What it is for.
    pub description: String,
    /// Whether leaving it out means doing without it (a strategy).
    pub optional: bool,
}

/// Every parameter, in the order of the file.
pub fn parameters() -> Vec<Parameter> {
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
    collect(scenario(), "", &here, &mut parameters);
    parameters
}

fn collect(
    table: &TableShape,
    path: &str,
    trees: &[(&str, Option<&Node>)],
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
            Shape::Table(table) => collect(table, &path, &inner, parameters),
            Shape::Map(item) => {
                if let Shape::Table(table) = &**item {
                    collect(table, &format!("{path}.METRIC"), &[], parameters);
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
                    collect(table, &format!("{path}.{step}"), &first, parameters);
                }
            }
            shape => parameters.push(parameter(field, shape, path, &inner)),
        }
    }
}

fn parameter(
    field: &Field,
    shape: &Shape,
    path: String,
    trees: &[(&str, Option<&Node>)],
) -> Parameter {
    let own = || {
        let default = field
            .default
            .as_ref()
            .and_then(|default| Node::from_json(default, Origin::DEFAULT));
        default.map_or_else(
            || if field.required { "–" } else { "none" }.to_owned(),
            |node| show(&node),
        )
    };
    let by_medium: Vec<(String, String)> = trees
        .iter()
        .filter_map(|(medium, node)| Some(((*medium).to_owned(), show((*node)?))))
        .collect();
    let default = if path.starts_with("archetype.NAME.") {
        by_archetype(&field.key).unwrap_or_else(own)
    } else if by_medium.is_empty() || field.key == "medium" {
        own()
    } else {
        together(&by_medium)
    };
    let written = field.provenance.as_deref().unwrap_or_default();
    let (word, source) = written.split_once(": ").unwrap_or((written, ""));
    let provenance = match word {
        "measured" => Provenance::Measured,
        "literature" => Provenance::Literature,
        "assumed" => Provenance::Assumed,
        _ => Provenance::Setting,
    };
    let choices = match shape {
        Shape::Choice(choices) => choices
            .iter()
            .map(|choice| (choice.word.clone(), choice.description.replace('\n', " ")))
            .collect(),
        _ => Vec::new(),
    };
    let prior = super::priors::prior(&path).map_or_else(String::new, super::priors::Prior::text);
    Parameter {
        path,
        unit: field.unit.clone().filter(|unit| unit != "–"),
        default,
        range: range(shape),
        bounds: bounds(shape),
        provenance,
        source: source.to_owned(),
        more: field.more.clone().unwrap_or_default(),
        prior,
        description: field.description.replace('\n', " "),
        choices,
    }
}

/// The defaults of an archetype's key in the library: `kol 0.9, core 0.8, …`.
fn by_archetype(key: &str) -> Option<String> {
    let archetypes: Vec<(String, String)> = presets::archetypes()
        .filter_map(|archetype| {
            let by_medium: Vec<(String, String)> = presets::media()
                .filter_map(|medium| {
                    let table = presets::library(archetype, medium)?;
                    Some((medium.to_owned(), show(table.get(key)?)))
                })
                .collect();
            (!by_medium.is_empty()).then(|| (archetype.to_owned(), together(&by_medium)))
        })
        .collect();
    if archetypes.is_empty() {
        return None;
    }
    let complete = archetypes.len() == presets::archetypes().count();
    if complete && archetypes.windows(2).all(|pair| pair[0].1 == pair[1].1) {
        return archetypes.into_iter().next().map(|(_, value)| value);
    }
    let own = scenario()
        .field("archetype")
        .and_then(|field| field.shape.named_items())
        .and_then(|table| table.field(key)?.default.as_ref())
        .and_then(|default| Node::from_json(default, Origin::DEFAULT));
    let mut parts: Vec<String> = archetypes
        .into_iter()
        .map(|(archetype, value)| {
            if value.contains(", ") {
                format!("{archetype} ({value})")
            } else {
                format!("{archetype} {value}")
            }
        })
        .collect();
    if let Some(own) = own {
        parts.push(format!("others {}", show(&own)));
    }
    Some(parts.join(", "))
}

/// `0.15` if all agree, else `chat 0.15, forum 0`.
fn together(values: &[(String, String)]) -> String {
    match values.first() {
        Some((_, first))
            if values.iter().all(|(_, value)| value == first)
                && values.len() == presets::media().count() =>
        {
            first.clone()
        }
        _ => {
            let parts: Vec<String> = values
                .iter()
                .map(|(name, value)| format!("{name} {value}"))
                .collect();
            parts.join(", ")
        }
    }
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Whole(whole) => plain(*whole as f64),
        Value::Number(number) => plain(*number),
        _ => node.to_toml().to_string(),
    }
}

fn range(shape: &Shape) -> String {
    match shape {
        Shape::Number(range) | Shape::Whole(range) if !range.is_bounded() => shape.expected(),
        Shape::Number(range) => format!("{} to {}", plain(range.least), plain(range.most)),
        Shape::Whole(range) => format!("{} to {}, whole", plain(range.least), plain(range.most)),
        Shape::List { item, longest, .. } => format!("at most {longest} of {}", self::range(item)),
        Shape::Choice(choices) => words(choices),
        other => other.expected(),
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

/// Every table of a scenario.
pub fn sections() -> Vec<Section> {
    let mut sections = Vec::new();
    collect_sections(scenario(), "", &mut sections);
    sections
}

fn collect_sections(table: &TableShape, path: &str, sections: &mut Vec<Section>) {
    for field in &table.fields {
        let path = join(path, &field.key);
        let (heading, inner) = match &field.shape {
            Shape::Table(table) => (format!("[{path}]"), Some(table)),
            Shape::List { item, .. } => match &**item {
                Shape::Table(table) => (format!("[[{path}]]"), Some(table)),
                _ => continue,
            },
            Shape::Map(_) => (format!("[{path}]"), None),
            _ => continue,
        };
        let own = inner
            .map(|table| table.description.as_str())
            .filter(|own| *own != field.description);
        let description = match own {
            // The table says again, at greater length, what the list says in one sentence.
            Some(own) if own.starts_with(field.description.trim_end_matches('.')) => own.to_owned(),
            Some(own) => format!("{} {own}", field.description),
            None => field.description.clone(),
        };
        sections.push(Section {
            path: path.clone(),
            heading,
            description: description.replace('\n', " ").replace("  ", " "),
            optional: field.optional,
        });
        if let Some(table) = inner {
            collect_sections(table, &path, sections);
        }
    }
}

/// The table that a path of the reference is written in: without the steps that stand for a name or a place.
pub fn table_of(path: &str) -> String {
    let table = path.rsplit_once('.').map_or("", |(table, _)| table);
    let steps = table.split('.');
    let named = steps.filter(|step| !matches!(*step, "NAME" | "INDEX" | "METRIC"));
    named.collect::<Vec<_>>().join(".")
}

/// The reference as Markdown tables, one for each table of a scenario.
pub fn markdown() -> String {
    let parameters = parameters();
    let mut out = String::new();
    let mut sections = vec![Section {
        path: String::new(),
        heading: "top of the file".to_owned(),
        description: String::new(),
        optional: false,
    }];
    sections.extend(self::sections());
    for section in &sections {
        let of_section = |parameter: &&Parameter| table_of(&parameter.path) == section.path;
        let rows: Vec<&Parameter> = parameters.iter().filter(of_section).collect();
        if rows.is_empty() {
            continue;
        }
        let title = if section.path.is_empty() {
            "Top of the file".to_owned()
        } else {
            format!("`{}`", section.heading)
        };
        let _ = write!(out, "### {title}\n\n");
        if !section.description.is_empty() {
            let _ = write!(out, "{}\n\n", section.description);
        }
        out.push_str("| key | meaning | unit | default | permitted | known from | in possible worlds |\n|---|---|---|---|---|---|---|\n");
        for row in rows {
            let known = match (row.provenance, row.source.as_str()) {
                (Provenance::Setting, _) => "–".to_owned(),
                (provenance, "") => format!("*{}*", provenance.word()),
                (provenance, source) => format!("*{}*: {source}", provenance.word()),
            };
            let prior = if row.prior.is_empty() {
                "–".to_owned()
            } else {
                row.prior.clone()
            };
            let cells = [
                &format!("`{}`", row.key()),
                &row.description,
                row.unit.as_deref().unwrap_or("–"),
                &row.default,
                &row.range,
                &known,
                &prior,
            ];
            for cell in cells {
                let _ = write!(out, "| {} ", cell.replace('|', "\\|"));
            }
            out.push_str("|\n");
        }
        out.push('\n');
    }
    out
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
        for path in ["operator.kol.home.quotas", "kol.quota", "operator.prizes.home.quota"] {
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

    #[test]
    fn the_markdown_has_a_row_for_each_parameter() {
        let markdown = markdown();
        let rows = markdown
            .lines()
            .filter(|line| line.starts_with("| `"))
            .count();
        assert_eq!(rows, parameters().len());
    }
}
