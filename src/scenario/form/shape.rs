//! What a scenario file may hold, read from the schema that is derived from the settings structs.

use crate::scenario::text::tree::{Entry, Table};
use schemars::Schema;
use serde_json::Value as Json;
use std::sync::{Arc, LazyLock};

/// What a value may be.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Table(TableShape),
    /// Free keys, all with values of one shape.
    Map(Box<Shape>),
    /// Values for keys of other tables, by their paths.
    Changes,
    List {
        item: Box<Shape>,
        shortest: usize,
        longest: usize,
    },
    Number(Range),
    Whole(Range),
    Boolean,
    Text,
    /// A calendar date.
    Date,
    Choice(Vec<Choice>),
}

/// A table with fixed keys.
#[derive(Debug, Clone)]
pub(crate) struct TableShape {
    pub(crate) description: String,
    pub(crate) fields: Vec<Field>,
    /// What a table in it is under a name of one's own: an instance, with the same keys.
    pub(crate) instance: Option<Arc<Field>>,
}

/// One key.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) description: String,
    pub(crate) unit: Option<String>,
    pub(crate) provenance: Option<String>,
    /// What more of it should do, and why: of a dial of a strategy.
    pub(crate) more: Option<String>,
    pub(crate) default: Option<Json>,
    pub(crate) required: bool,
    /// May be absent altogether, such as a strategy.
    pub(crate) optional: bool,
    pub(crate) shape: Shape,
}

/// Least and largest permitted number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Range {
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Range {
    /// Any number.
    pub(crate) const ANY: Self = Self {
        least: f64::MIN,
        most: f64::MAX,
    };

    /// Whether both ends were given in the schema.
    pub(crate) fn is_bounded(self) -> bool {
        self.least > f64::MIN && self.most < f64::MAX
    }
}

/// One of several permitted words.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) word: String,
    pub(crate) description: String,
}

impl TableShape {
    pub(crate) fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What stands at a key: one of its own, or an instance of that name.
    pub(crate) fn at(&self, key: &str) -> Option<&Field> {
        self.field(key).or(self.instance.as_deref())
    }

    /// Whether a table of this shape holds nothing but named instances.
    pub(crate) fn only_instances(&self, table: &Table) -> bool {
        self.instance.is_some()
            && !table.is_empty()
            && table.iter().all(|entry| self.field(&entry.key).is_none())
    }

    /// The instances with names in a table of this shape.
    pub(crate) fn instances<'t>(&self, table: &'t Table) -> impl Iterator<Item = &'t Entry> {
        table
            .iter()
            .filter(|entry| self.instance.is_some() && self.field(&entry.key).is_none())
    }
}

impl Shape {
    /// The shape of the elements, if this is a list of tables with names.
    pub(crate) fn named_items(&self) -> Option<&TableShape> {
        match self {
            Self::List { item, .. } => match &**item {
                Self::Table(table) if table.field("name").is_some() => Some(table),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is expected here, for messages.
    pub(crate) fn expected(&self) -> String {
        match self {
            Self::Table(_) | Self::Map(_) | Self::Changes => "a table".to_owned(),
            Self::List { item, .. } if matches!(**item, Self::Table(_)) => {
                "a list of tables".to_owned()
            }
            Self::List { .. } => "a list of numbers".to_owned(),
            Self::Number(_) => "a number".to_owned(),
            Self::Whole(_) => "a whole number".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Text => "text in quotes".to_owned(),
            Self::Date => "a date such as \"2016-02-01\"".to_owned(),
            Self::Choice(choices) => format!("one of {}", words(choices)),
        }
    }
}

/// `"a", "b" or "c"`.
pub(crate) fn words(choices: &[Choice]) -> String {
    let quoted: Vec<String> = choices
        .iter()
        .map(|choice| format!("\"{}\"", choice.word))
        .collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The shape of a scenario, without the tables that describe variations of it.
pub(crate) fn scenario() -> &'static TableShape {
    static SHAPE: LazyLock<TableShape> = LazyLock::new(|| {
        let schema: Schema = schemars::schema_for!(crate::scenario::form::settings::Scenario);
        let root = schema.as_value();
        table(root, &root["$defs"])
    });
    &SHAPE
}

/// The same as the shape of a value, to be looked at and not copied: it has hundreds of fields.
pub(crate) fn whole() -> &'static Shape {
    static WHOLE: LazyLock<Shape> = LazyLock::new(|| Shape::Table(scenario().clone()));
    &WHOLE
}

fn table(schema: &Json, definitions: &Json) -> TableShape {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect();
    let fields = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, property)| {
            let text = |name: &str| property[name].as_str().map(str::to_owned);
            Field {
                key: key.clone(),
                description: text("description").unwrap_or_default(),
                unit: text("x-unit"),
                provenance: text("x-source"),
                more: text("x-more"),
                default: property
                    .get("default")
                    .filter(|default| !default.is_null())
                    .cloned(),
                required: required.contains(&key.as_str()),
                optional: property.get("anyOf").is_some()
                    || property["type"]
                        .as_array()
                        .is_some_and(|types| types.iter().any(|kind| kind == "null")),
                shape: shape(property, definitions),
            }
        })
        .collect();
    let description = schema["description"].as_str().unwrap_or_default();
    let instance = schema["additionalProperties"].is_object().then(|| {
        Arc::new(Field {
            key: "NAME".to_owned(),
            description: description.to_owned(),
            unit: None,
            provenance: None,
            more: None,
            default: None,
            required: false,
            optional: true,
            shape: shape(&schema["additionalProperties"], definitions),
        })
    });
    TableShape {
        description: description.to_owned(),
        fields,
        instance,
    }
}

fn shape(schema: &Json, definitions: &Json) -> Shape {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return shape(&definitions[name], definitions);
    }
    if schema["x-changes"] == true {
        return Shape::Changes;
    }
    if let Some(variants) = schema["anyOf"].as_array() {
        let present = variants.iter().find(|variant| variant["type"] != "null");
        return present.map_or(Shape::Text, |variant| shape(variant, definitions));
    }
    if let Some(variants) = schema["oneOf"].as_array() {
        return Shape::Choice(variants.iter().flat_map(choices).collect());
    }
    if schema.get("enum").is_some() {
        return Shape::Choice(choices(schema));
    }
    let kind = match &schema["type"] {
        Json::Array(kinds) => kinds
            .iter()
            .find_map(|kind| kind.as_str().filter(|&kind| kind != "null")),
        kind => kind.as_str(),
    };
    let range = || Range {
        least: schema["minimum"].as_f64().unwrap_or(f64::MIN),
        most: schema["maximum"].as_f64().unwrap_or(f64::MAX),
    };
    match kind {
        Some("object")
            if schema["additionalProperties"].is_object() && schema["properties"].is_null() =>
        {
            Shape::Map(Box::new(shape(
                &schema["additionalProperties"],
                definitions,
            )))
        }
        Some("object") => Shape::Table(table(schema, definitions)),
        Some("array") => Shape::List {
            item: Box::new(shape(&schema["items"], definitions)),
            shortest: schema["minItems"].as_u64().unwrap_or(0) as usize,
            longest: schema["maxItems"].as_u64().unwrap_or(100_000) as usize,
        },
        Some("number") => Shape::Number(range()),
        Some("integer") => Shape::Whole(range()),
        Some("boolean") => Shape::Boolean,
        _ if schema["format"] == "date" => Shape::Date,
        _ => Shape::Text,
    }
}

fn choices(schema: &Json) -> Vec<Choice> {
    let description = schema["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let word = |word: &Json| Choice {
        word: word.as_str().unwrap_or_default().to_owned(),
        description: description.clone(),
    };
    match schema["enum"].as_array() {
        Some(list) => list.iter().map(word).collect(),
        None => vec![word(&schema["const"])],
    }
}
