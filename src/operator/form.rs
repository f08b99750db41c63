//! The operator as a table of a scenario.

use super::{KINDS, Operator, kind};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;

/// What an operator has, without what they do.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Means {
    /// Hours a day the operator can give to the community. Every manual strategy takes its time from them.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "hours a day", "x-source" = "literature: one full-time operator runs two or three groups well, so about 2.5"))]
    hours_per_day: f64,
    /// What an hour costs.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money per hour", "x-source" = "assumed"))]
    cost_per_hour: f64,
    /// All the money there is for strategies (prizes, pay, advertising; hours not included). When it is spent, what costs money stops.
    #[schemars(range(min = 0.0, max = 1.0e12), extend("x-unit" = "money", "x-source" = "assumed"))]
    budget: f64,
}

impl Default for Means {
    fn default() -> Self {
        Self::of(&Operator::default())
    }
}

impl Means {
    fn of(operator: &Operator) -> Self {
        Self {
            hours_per_day: operator.hours_per_day,
            cost_per_hour: operator.cost_per_hour,
            budget: operator.budget,
        }
    }
}

impl Serialize for Operator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("hours_per_day", &self.hours_per_day)?;
        map.serialize_entry("cost_per_hour", &self.cost_per_hour)?;
        map.serialize_entry("budget", &self.budget)?;
        for instance in &self.strategies {
            map.serialize_entry(instance.kind().key, &instance.json())?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Operator {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = Map::<String, Json>::deserialize(deserializer)?;
        let mut means = Map::new();
        let mut strategies = Vec::new();
        for (key, value) in table {
            match kind(&key) {
                Some(_) if value.is_null() => {}
                Some(kind) => strategies.push(kind.read(None, value).map_err(D::Error::custom)?),
                None => {
                    means.insert(key, value);
                }
            }
        }
        strategies.sort_by_key(|instance| {
            KINDS
                .iter()
                .position(|kind| kind.key == instance.kind().key)
        });
        let means: Means = serde_json::from_value(Json::Object(means)).map_err(D::Error::custom)?;
        Ok(Self {
            hours_per_day: means.hours_per_day,
            cost_per_hour: means.cost_per_hour,
            budget: means.budget,
            strategies,
        })
    }
}

impl JsonSchema for Operator {
    fn schema_name() -> Cow<'static, str> {
        "Operator".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Means::json_schema(generator);
        schema.insert(
            "description".to_owned(),
            json!("The operator: what they have, and what they do with it. Every strategy is optional."),
        );
        for kind in KINDS {
            let settings = kind.schema(generator);
            let table = json!({
                "description": kind.about.en,
                "anyOf": [settings, { "type": "null" }],
            });
            if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
                properties.insert(kind.key.to_owned(), table);
            }
        }
        schema
    }
}
