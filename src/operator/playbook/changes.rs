//! What a rule changes: values for keys below `operator`, and what each of them leads to.

use crate::operator::{Instance, Operator};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value for each path below `operator`. In a file `{ "a.b" = 1 }` and `{ a.b = 1 }` say the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Changes(pub BTreeMap<String, Json>);

impl<'de> Deserialize<'de> for Changes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut flat = BTreeMap::new();
        flatten(&Map::deserialize(deserializer)?, "", &mut flat).map_err(D::Error::custom)?;
        Ok(Self(flat))
    }
}

fn flatten(
    table: &Map<String, Json>,
    path: &str,
    flat: &mut BTreeMap<String, Json>,
) -> Result<(), String> {
    for (key, value) in table {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        match value {
            Json::Object(table) => flatten(table, &path, flat)?,
            Json::Array(_) | Json::Null => return Err(format!("`{path}` has no plain value")),
            value => {
                flat.insert(path, value.clone());
            }
        }
    }
    Ok(())
}

impl JsonSchema for Changes {
    fn schema_name() -> Cow<'static, str> {
        "Changes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A value for each key below `operator`.",
            "type": "object",
            "x-changes": true,
        })
    }
}

/// A change of a number by an amount or a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relative {
    /// So much more; below nought so much less.
    By(f64),
    /// So many times as much.
    Times(f64),
}

impl Relative {
    /// Reads `+5`, `-5`, `x1.5`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = |text: &str| text.trim().parse().ok().filter(|it: &f64| it.is_finite());
        match text.chars().next()? {
            '+' | '-' => number(text.strip_prefix('+').unwrap_or(text)).map(Self::By),
            'x' | '×' | '*' => {
                let factor = number(text.trim_start_matches(['x', '×', '*']))?;
                (factor >= 0.0).then_some(Self::Times(factor))
            }
            _ => None,
        }
    }

    /// The number after it.
    pub fn of(self, number: f64) -> f64 {
        match self {
            Self::By(amount) => number + amount,
            Self::Times(factor) => number * factor,
        }
    }
}

/// What a path of a change leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The operator's hours a day.
    Hours,
    /// The strategy at this place, as a whole: on or off.
    Switch(usize),
    /// A key of the strategy at this place.
    Key(usize, String),
}

impl Target {
    /// What a path below `operator` leads to, if to anything that can change while a community lives.
    pub fn of(path: &str, operator: &Operator) -> Option<Self> {
        if path == "hours_per_day" {
            return Some(Self::Hours);
        }
        let mut strategies = operator.strategies.iter().enumerate();
        strategies.find_map(|(place, instance)| Self::within(path, place, instance))
    }

    fn within(path: &str, place: usize, instance: &Instance) -> Option<Self> {
        let rest = path.strip_prefix(&instance.full_name())?;
        if rest.is_empty() {
            return Some(Self::Switch(place));
        }
        let key = rest.strip_prefix('.')?;
        let known = instance.kind().keys().iter().any(|known| known == key);
        known.then(|| Self::Key(place, key.to_owned()))
    }

    /// The place of the strategy that it belongs to.
    pub fn place(&self) -> Option<usize> {
        match self {
            Self::Hours => None,
            Self::Switch(place) | Self::Key(place, _) => Some(*place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_changes_are_read_and_nothing_else_is() {
        let read = |text| Relative::read(text);
        assert_eq!(read("+5"), Some(Relative::By(5.0)));
        assert_eq!(read("-2.5"), Some(Relative::By(-2.5)));
        assert_eq!(read("x 1.5"), Some(Relative::Times(1.5)));
        for text in ["", "5", "xx", "+", "x-1", "x", "+inf", "any"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn nested_tables_and_quoted_paths_say_the_same() {
        let flat: Changes = serde_json::from_str(r#"{"a.b": 1}"#).expect("changes");
        let nested: Changes = serde_json::from_str(r#"{"a": {"b": 1}}"#).expect("changes");
        assert_eq!(flat, nested);
        assert!(serde_json::from_str::<Changes>(r#"{"a": [1]}"#).is_err());
    }
}
