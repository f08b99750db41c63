//! The operator as a table of a scenario.

use super::{Instance, KINDS, Kind, Operator, Rule, kind};
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
    /// Groups of this kind, with other people, that the operator runs with these hours and this budget; one of them is observed. Every day another group has the first call on the hours.
    #[schemars(range(min = 1, max = 10), extend("x-unit" = "groups", "x-source" = "literature: one full-time operator runs two or three groups well"))]
    groups: u8,
    /// When and how the operator changes what they do.
    #[schemars(length(max = 64))]
    playbook: Vec<Rule>,
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
            groups: operator.groups,
            playbook: operator.playbook.clone(),
        }
    }
}

impl Serialize for Operator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("hours_per_day", &self.hours_per_day)?;
        map.serialize_entry("cost_per_hour", &self.cost_per_hour)?;
        map.serialize_entry("budget", &self.budget)?;
        map.serialize_entry("groups", &self.groups)?;
        if !self.playbook.is_empty() {
            map.serialize_entry("playbook", &self.playbook)?;
        }
        let mut kinds: Vec<&str> = Vec::new();
        for instance in &self.strategies {
            if !kinds.contains(&instance.kind().key) {
                kinds.push(instance.kind().key);
            }
        }
        for key in kinds {
            map.serialize_entry(key, &self.table_of(key))?;
        }
        map.end()
    }
}

impl Operator {
    /// All instances of a kind as one table: the keys of the one without a name, then the others.
    fn table_of(&self, key: &str) -> Json {
        let of_kind = self.strategies.iter().filter(|one| one.kind().key == key);
        let (named, plain): (Vec<&Instance>, Vec<&Instance>) =
            of_kind.partition(|one| one.name().is_some());
        let mut table = plain.first().map_or(json!({}), |plain| written(plain));
        for instance in named {
            table[instance.name().unwrap_or_default()] = written(instance);
        }
        table
    }
}

/// The settings as they are written: a key without a value is left out.
fn written(instance: &Instance) -> Json {
    let mut settings = instance.json();
    if let Some(table) = settings.as_object_mut() {
        table.retain(|_, value| !value.is_null());
    }
    settings
}

/// The instances in the table of a kind.
fn instances(kind: &'static Kind, table: Json) -> Result<Vec<Instance>, serde_json::Error> {
    let Json::Object(table) = table else {
        return Ok(vec![kind.read(None, table)?]);
    };
    let own = kind.keys();
    let (named, plain): (Map<_, _>, Map<_, _>) = table
        .into_iter()
        .partition(|(key, value)| value.is_object() && !own.contains(key));
    let mut found = Vec::new();
    if named.is_empty() || !plain.is_empty() {
        found.push(kind.read(None, Json::Object(plain))?);
    }
    for (name, settings) in named {
        found.push(kind.read(Some(name), settings)?);
    }
    Ok(found)
}

impl<'de> Deserialize<'de> for Operator {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = Map::<String, Json>::deserialize(deserializer)?;
        let mut means = Map::new();
        let mut strategies = Vec::new();
        for (key, value) in table {
            match kind(&key) {
                Some(_) if value.is_null() => {}
                Some(kind) => strategies.extend(instances(kind, value).map_err(D::Error::custom)?),
                None => {
                    means.insert(key, value);
                }
            }
        }
        let means: Means = serde_json::from_value(Json::Object(means)).map_err(D::Error::custom)?;
        Ok(Self {
            hours_per_day: means.hours_per_day,
            cost_per_hour: means.cost_per_hour,
            budget: means.budget,
            groups: means.groups,
            playbook: means.playbook,
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
            // Beside its own keys a table may hold tables with the same keys, under any other name.
            let (mut settings, instance) = kind.schema(generator);
            settings.insert("additionalProperties".to_owned(), instance.to_value());
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
