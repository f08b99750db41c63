//! The JSON schema of a scenario *file*, for editors: the schema of a scenario, with the tables
//! that describe variations of it.

use crate::scenario::form::settings::Scenario;
use serde_json::{Value as Json, json};

/// The schema of a scenario file (JSON Schema 2020-12).
pub fn schema() -> Json {
    let mut root = schemars::schema_for!(Scenario).to_value();
    let overlay = overlay(&root);
    root["title"] = json!("Qun scenario");
    root["description"] = json!(
        "A scenario of Qun: what the community is, what its operator does, and how to vary it."
    );
    if let Some(properties) = root["properties"].as_object_mut() {
        // `"#:schema"` comments need no key; the tables below exist in files only.
        properties.insert("strategy".to_owned(), json!({
            "description": "Named variations. Each is laid over everything above: tables merge, elements of lists merge by name.",
            "type": "object",
            "additionalProperties": { "$ref": "#/$defs/Variation" },
        }));
        properties.insert("sweep".to_owned(), json!({
            "description": "Paths, each with the values it takes: a list, or { from, to, steps }, with scale = \"log\" if wanted. Every combination is run.",
            "type": "object",
            "additionalProperties": { "anyOf": [
                { "type": "array", "minItems": 1, "maxItems": 1000 },
                { "$ref": "#/$defs/SweepRange" },
                { "type": "object" },
            ] },
        }));
        properties.insert("uncertainty".to_owned(), json!({
            "description": "Paths to what nobody knows, each with a belief: \"0.4 to 0.8\", { normal = [mean, sd] }, { log_normal = [median, sigma] }, { triangular = [low, mode, high] }, { choice = [ … ] }.",
            "type": "object",
            "additionalProperties": { "anyOf": [
                { "type": "string", "pattern": "^\\s*\\S+\\s+to\\s+\\S+\\s*$" },
                { "$ref": "#/$defs/Belief" },
                { "type": "object" },
            ] },
        }));
    }
    if let Some(definitions) = root["$defs"].as_object_mut() {
        definitions.insert("Variation".to_owned(), overlay);
        definitions.insert("SweepRange".to_owned(), json!({
            "description": "Evenly spaced values, both ends included.",
            "type": "object",
            "properties": {
                "from": { "description": "The first value.", "type": "number" },
                "to": { "description": "The last value.", "type": "number" },
                "steps": { "description": "How many values.", "type": "integer", "minimum": 2, "maximum": 1000 },
                "scale": { "description": "Even steps (linear) or even factors (log).", "enum": ["linear", "log"], "default": "linear" },
            },
            "required": ["from", "to", "steps"],
            "additionalProperties": false,
        }));
        let numbers = |count: usize, text: &str| json!({ "description": text, "type": "array", "items": { "type": "number" }, "minItems": count, "maxItems": count });
        definitions.insert("Belief".to_owned(), json!({
            "description": "How likely each value is.",
            "type": "object",
            "properties": {
                "uniform": numbers(2, "Least and greatest value; all between are as likely."),
                "normal": numbers(2, "Mean and standard deviation."),
                "log_normal": numbers(2, "Median and standard deviation of the logarithm."),
                "triangular": numbers(3, "Least, most likely and greatest value."),
                "choice": { "description": "Values that are all as likely.", "type": "array", "minItems": 1 },
            },
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
        }));
    }
    root
}

/// The keys of a variation: those of a scenario, `without`, and lists addressed by name.
fn overlay(root: &Json) -> Json {
    let mut properties = root["properties"].clone();
    if let Some(properties) = properties.as_object_mut() {
        for property in properties.values_mut() {
            if let Some(property) = property.as_object_mut() {
                property.remove("default");
            }
        }
        if let Some(archetype) = properties.get_mut("archetype") {
            let list = archetype.clone();
            *archetype = json!({
                "description": "Archetypes to change, by name, or to add.",
                "anyOf": [list, { "type": "object", "additionalProperties": { "$ref": "#/$defs/Archetype" } }],
            });
        }
        // Inside a variation the lists of rooms and channels may be addressed by name, which the
        // schema of a complete scenario does not know; the loader checks these tables.
        for key in ["community", "audience", "operator"] {
            if let Some(property) = properties.get_mut(key) {
                *property = json!({ "description": property["description"], "type": "object" });
            }
        }
        properties.insert(
            "without".to_owned(),
            json!({
                "description": "Paths to leave out: strategies, elements of lists, expectations.",
                "type": "array",
                "items": { "type": "string" },
                "examples": [["operator.purge"]],
            }),
        );
    }
    json!({
        "description": "A named variation of the scenario.",
        "type": "object",
        "properties": properties,
    })
}
