//! A scenario as a list of values.

use super::{Scenario, portable};
use std::collections::BTreeMap;

/// Every value of a scenario by its path.
pub fn flat(scenario: &Scenario) -> BTreeMap<String, String> {
    fn walk(path: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    let path = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    walk(&path, value, found);
                }
            }
            toml::Value::Array(list) if list.iter().any(toml::Value::is_table) => {
                for (index, value) in list.iter().enumerate() {
                    let name = value.get("name").and_then(toml::Value::as_str);
                    let step = name.map_or_else(|| index.to_string(), str::to_owned);
                    walk(&format!("{path}.{step}"), value, found);
                }
            }
            value => {
                found.insert(path.to_owned(), value.to_string());
            }
        }
    }
    let mut found = BTreeMap::new();
    if let Ok(table) = portable(scenario).parse::<toml::Table>() {
        walk("", &toml::Value::Table(table), &mut found);
    }
    found
}
