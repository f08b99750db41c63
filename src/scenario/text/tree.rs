//! The values of a scenario before they have types: a tree in which everything knows where it was written.

use crate::scenario::messages::source::{Layer, Origin};
use toml::de::{DeTable, DeValue};

/// A value and where it was written.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) origin: Origin,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Boolean(bool),
    /// Whole numbers too large for the type are kept as the largest, which no range permits.
    Whole(i128),
    Number(f64),
    Text(String),
    /// A date or time without quotes.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// Keys and values in the order in which they were written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_origin: Origin,
    pub(crate) node: Node,
}

impl Table {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries
            .iter_mut()
            .find(|entry| entry.key == key)
            .map(|entry| &mut entry.node)
    }

    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    pub(crate) fn nodes_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.entries.iter_mut().map(|entry| &mut entry.node)
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }

    /// Puts a value at a key, in the place of an older one if there is one.
    pub(crate) fn set(&mut self, key: &str, key_origin: Origin, node: Node) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            entry.key_origin = key_origin;
            entry.node = node;
        } else {
            self.push(key, key_origin, node);
        }
    }

    /// Adds a key that is known to be new.
    pub(crate) fn push(&mut self, key: &str, key_origin: Origin, node: Node) {
        self.entries.push(Entry {
            key: key.to_owned(),
            key_origin,
            node,
        });
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.value.number()
    }
}

impl Value {
    /// What this is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Boolean(_) => "true or false",
            Self::Whole(_) => "a whole number",
            Self::Number(number) if number.is_finite() => "a number with a decimal point",
            Self::Number(number) if number.is_nan() => "`nan`",
            Self::Number(_) => "infinity",
            Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::List(list)
                if !list.is_empty() && list.iter().all(|node| node.table().is_some()) =>
            {
                "a list of tables"
            }
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Whole(whole) => Some(*whole as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Node {
    pub(crate) fn new(value: Value, origin: Origin) -> Self {
        Self { value, origin }
    }

    pub(crate) fn empty_table(origin: Origin) -> Self {
        Self::new(Value::Table(Table::default()), origin)
    }

    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub(crate) fn list_mut(&mut self) -> Option<&mut Vec<Node>> {
        match &mut self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The node at a path of keys, none of which leads into a list.
    pub(crate) fn at(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(self, |node, key| {
            node.table().and_then(|table| table.get(key))
        })
    }

    /// The list at a path of keys; empty if there is none.
    pub(crate) fn list_at(&self, keys: &[&str]) -> &[Node] {
        self.at(keys).and_then(Node::list).unwrap_or_default()
    }

    /// Visits every origin in the tree.
    pub(crate) fn visit_origins(&mut self, visit: &mut impl FnMut(&mut Origin)) {
        visit(&mut self.origin);
        match &mut self.value {
            Value::List(list) => list.iter_mut().for_each(|node| node.visit_origins(visit)),
            Value::Table(table) => {
                for entry in &mut table.entries {
                    visit(&mut entry.key_origin);
                    entry.node.visit_origins(visit);
                }
            }
            _ => {}
        }
    }

    /// Takes out every entry and element that was written at one of the places.
    pub(crate) fn prune(&mut self, bad: &[Origin]) {
        match &mut self.value {
            Value::List(list) => {
                list.retain(|node| !bad.contains(&node.origin));
                for node in list {
                    node.prune(bad);
                }
            }
            Value::Table(table) => {
                table.entries.retain(|entry| {
                    !bad.contains(&entry.key_origin) && !bad.contains(&entry.node.origin)
                });
                for entry in &mut table.entries {
                    entry.node.prune(bad);
                }
            }
            _ => {}
        }
    }

    /// Makes a tree of what `toml` has read.
    pub(crate) fn from_toml(
        value: &DeValue<'_>,
        span: std::ops::Range<usize>,
        layer: Layer,
        source: u32,
    ) -> Self {
        let origin = origin(span, layer, source);
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(whole) => Value::Whole(
                i128::from_str_radix(whole.as_str(), whole.radix()).unwrap_or(i128::MAX),
            ),
            DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(boolean) => Value::Boolean(*boolean),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(list) => Value::List(
                list.iter()
                    .map(|item| Self::from_toml(item.get_ref(), item.span(), layer, source))
                    .collect(),
            ),
            DeValue::Table(table) => return Self::from_toml_table(table, origin),
        };
        Self::new(value, origin)
    }

    /// Makes a tree of a table that `toml` has read.
    pub(crate) fn from_toml_table(table: &DeTable<'_>, table_origin: Origin) -> Self {
        let (layer, source) = (table_origin.layer, table_origin.source);
        let entries = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_origin: origin(key.span(), layer, source),
                node: Self::from_toml(value.get_ref(), value.span(), layer, source),
            })
            .collect();
        Self::new(Value::Table(Table { entries }), table_origin)
    }

    /// Makes a tree of a default in the schema; null is left out.
    pub(crate) fn from_json(json: &serde_json::Value, origin: Origin) -> Option<Self> {
        let value = match json {
            serde_json::Value::Null => return None,
            serde_json::Value::Bool(boolean) => Value::Boolean(*boolean),
            serde_json::Value::Number(number) => match number.as_i128() {
                Some(whole) => Value::Whole(whole),
                None => Value::Number(number.as_f64()?),
            },
            serde_json::Value::String(text) => Value::Text(text.clone()),
            serde_json::Value::Array(list) => Value::List(
                list.iter()
                    .filter_map(|item| Self::from_json(item, origin))
                    .collect(),
            ),
            serde_json::Value::Object(object) => {
                let mut table = Table::default();
                for (key, value) in object {
                    if let Some(node) = Self::from_json(value, origin) {
                        table.push(key, origin, node);
                    }
                }
                Value::Table(table)
            }
        };
        Some(Self::new(value, origin))
    }

    /// The tree without origins, to be given to serde.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Boolean(boolean) => (*boolean).into(),
            Value::Whole(whole) => i64::try_from(*whole).unwrap_or(i64::MAX).into(),
            Value::Number(number) => (*number).into(),
            Value::Text(text) | Value::Date(text) => text.clone().into(),
            Value::List(list) => list.iter().map(Self::to_json).collect(),
            Value::Table(table) => serde_json::Value::Object(
                table
                    .iter()
                    .map(|entry| (entry.key.clone(), entry.node.to_json()))
                    .collect(),
            ),
        }
    }

    /// The tree as a plain TOML value.
    pub(crate) fn to_toml(&self) -> toml::Value {
        match &self.value {
            Value::Boolean(boolean) => (*boolean).into(),
            Value::Whole(whole) => i64::try_from(*whole).unwrap_or(i64::MAX).into(),
            Value::Number(number) => (*number).into(),
            Value::Text(text) | Value::Date(text) => text.clone().into(),
            Value::List(list) => toml::Value::Array(list.iter().map(Self::to_toml).collect()),
            Value::Table(table) => toml::Value::Table(
                table
                    .iter()
                    .map(|entry| (entry.key.clone(), entry.node.to_toml()))
                    .collect(),
            ),
        }
    }
}

fn origin(span: std::ops::Range<usize>, layer: Layer, source: u32) -> Origin {
    Origin {
        layer,
        source,
        start: span.start as u32,
        end: span.end as u32,
    }
}
