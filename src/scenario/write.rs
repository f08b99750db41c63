//! A resolved scenario as a file, and as a list of values with where each comes from.

use crate::operator::Operator;
use crate::scenario::form::check::step;
use crate::scenario::form::instances::order_of;
use crate::scenario::form::settings::Scenario;
use crate::scenario::form::shape::{Shape, scenario, whole};
use crate::scenario::messages::source::Sources;
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Value};
use crate::words::Language;
use crate::words::messages::said;
use serde::Serialize;
use std::fmt::Write as _;

/// The scenario as a file in which everything is written out. Loading it gives an equal scenario.
pub fn to_toml(scenario: &Scenario) -> String {
    let mut without = scenario.clone();
    let strategies = std::mem::take(&mut without.operator.strategies);
    // Serialising plain structs of numbers and texts into memory has no way to fail.
    let mut text = toml::to_string_pretty(&without).unwrap_or_default();
    // Strategies act in the order in which they are written.
    for instance in strategies {
        let one = Operator {
            strategies: vec![instance],
            ..Operator::default()
        };
        let mut table = toml::Table::try_from(&one).unwrap_or_default();
        table.retain(|_, value| value.is_table());
        let file = toml::Table::from_iter([("operator".to_owned(), table.into())]);
        text.push('\n');
        text.push_str(&toml::to_string_pretty(&file).unwrap_or_default());
    }
    text
}

/// One value of a resolved scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// The path of the value.
    pub path: String,
    /// The value as TOML.
    pub value: String,
    /// Where it comes from: `default`, `preset chat`, `archetype library: lurker`, `camp.toml:7`,
    /// `--set …`.
    pub source: String,
}

/// Every value of a resolved tree, in the order of the reference.
pub(crate) fn list(tree: &Node, sources: &Sources) -> Vec<Shown> {
    let mut shown = Vec::new();
    walk(tree, whole(), "", sources, &mut shown);
    shown
}

fn walk(node: &Node, shape: &Shape, path: &str, sources: &Sources, shown: &mut Vec<Shown>) {
    match (shape, &node.value) {
        (Shape::Table(shape), Value::Table(table)) => {
            for field in &shape.fields {
                if let Some(inner) = table.get(&field.key) {
                    walk(inner, &field.shape, &join(path, &field.key), sources, shown);
                }
            }
            if let Some(instance) = &shape.instance {
                for entry in shape.instances(table) {
                    let path = join(path, &entry.key);
                    walk(&entry.node, &instance.shape, &path, sources, shown);
                }
            }
        }
        (Shape::Map(inner), Value::Table(table)) => {
            for entry in table.iter() {
                walk(&entry.node, inner, &join(path, &entry.key), sources, shown);
            }
        }
        (Shape::List { item, .. }, Value::List(list))
            if matches!(**item, Shape::Table(_)) && !list.is_empty() =>
        {
            for (index, element) in list.iter().enumerate() {
                walk(
                    element,
                    item,
                    &join(path, &step(element, index)),
                    sources,
                    shown,
                );
            }
        }
        _ => shown.push(Shown {
            path: path.to_owned(),
            value: node.to_toml().to_string(),
            source: sources.provenance(node.origin),
        }),
    }
}

/// The resolved tree as a scenario file with a comment behind each value that says where it comes from.
pub(crate) fn commented(tree: &Node, sources: &Sources, language: Language) -> String {
    let mut out = String::new();
    let mut lines: Vec<(String, String)> = Vec::new();
    table(tree, whole(), "", sources, &mut lines);
    strategies(tree, sources, &mut lines);
    let widths = lines.iter().filter(|(_, source)| !source.is_empty());
    let width = widths
        .map(|(text, _)| text.chars().count())
        .filter(|&width| width <= 48)
        .max()
        .unwrap_or(0);
    for (text, source) in lines {
        if source.is_empty() {
            let _ = writeln!(out, "{text}");
        } else {
            let padding = " ".repeat(width.saturating_sub(text.chars().count()));
            let source = said(&source, language);
            let _ = writeln!(out, "{text}{padding}  # {source}");
        }
    }
    out
}

/// The lines of one table: first its values, then the tables in it, as TOML wants it.
fn table(
    node: &Node,
    shape: &Shape,
    path: &str,
    sources: &Sources,
    lines: &mut Vec<(String, String)>,
) {
    let mut inner: Vec<(&Node, &Shape, String)> = Vec::new();
    let Some(entries) = node.table() else { return };
    let fields: Vec<(&str, &Shape)> = match shape {
        Shape::Table(shape) => shape
            .fields
            .iter()
            .map(|field| (field.key.as_str(), &field.shape))
            .collect(),
        Shape::Map(item) => entries
            .iter()
            .map(|entry| (entry.key.as_str(), &**item))
            .collect(),
        Shape::Changes => entries
            .iter()
            .map(|entry| (entry.key.as_str(), shape))
            .collect(),
        _ => Vec::new(),
    };
    for (key, shape) in fields {
        let Some(value) = entries.get(key) else {
            continue;
        };
        let tables = matches!(shape, Shape::List { item, .. } if matches!(**item, Shape::Table(_)));
        match &value.value {
            // Strategies come last, in the order in which they act.
            Value::Table(_) if matches!(shape, Shape::Table(table) if table.instance.is_some()) => {
            }
            Value::Table(_) => inner.push((value, shape, heading(path, key))),
            Value::List(list) if tables && !list.is_empty() => {
                inner.push((value, shape, heading(path, key)));
            }
            _ => lines.push((
                format!("{} = {}", toml_key(key), value.to_toml()),
                sources.provenance(value.origin),
            )),
        }
    }
    for (value, shape, path) in inner {
        lines.push((String::new(), String::new()));
        if let (Value::List(list), Shape::List { item, .. }) = (&value.value, shape) {
            for (index, element) in list.iter().enumerate() {
                if index > 0 {
                    lines.push((String::new(), String::new()));
                }
                lines.push((format!("[[{path}]]"), String::new()));
                table(element, item, &path, sources, lines);
            }
        } else {
            lines.push((format!("[{path}]"), String::new()));
            table(value, shape, &path, sources, lines);
        }
    }
}

/// The lines of the strategies, each under its own heading.
fn strategies(tree: &Node, sources: &Sources, lines: &mut Vec<(String, String)>) {
    let operator = scenario().field("operator").map(|field| &field.shape);
    let Some(Shape::Table(operator)) = operator else {
        return;
    };
    for (kind, name) in order_of(tree) {
        let (Some(field), Some(node)) = (operator.field(&kind), tree.at(&["operator", &kind]))
        else {
            continue;
        };
        let mut path = heading("operator", &kind);
        let (mut node, mut shape) = (node, &field.shape);
        if let Some(name) = &name {
            let (Some(inner), Shape::Table(table)) = (node.at(&[name]), shape) else {
                continue;
            };
            path = heading(&path, name);
            node = inner;
            shape = table.instance.as_deref().map_or(shape, |own| &own.shape);
        }
        lines.push((String::new(), String::new()));
        lines.push((format!("[{path}]"), String::new()));
        table(node, shape, &path, sources, lines);
    }
}

fn heading(path: &str, key: &str) -> String {
    if path.is_empty() {
        toml_key(key)
    } else {
        format!("{path}.{}", toml_key(key))
    }
}

fn toml_key(key: &str) -> String {
    if !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    {
        key.to_owned()
    } else {
        toml::Value::String(key.to_owned()).to_string()
    }
}
