//! What holds where nothing is written, as a text: one value, or one for each medium or archetype.

use crate::scenario::form::shape::scenario;
use crate::scenario::form::wording::plain;
use crate::scenario::layers::presets;
use crate::scenario::messages::source::Origin;
use crate::scenario::text::tree::{Node, Value};
use crate::words::Language;
use crate::words::reference::{EACH, OTHERS};

/// The defaults of an archetype's key in the library: `kol 0.9, core 0.8, …`.
pub(super) fn by_archetype(key: &str, language: Language) -> Option<String> {
    let archetypes: Vec<(String, String)> = presets::archetypes()
        .filter_map(|archetype| {
            let by_medium: Vec<(String, String)> = presets::media()
                .filter_map(|medium| {
                    let table = presets::library(archetype, medium)?;
                    Some((medium.to_owned(), show(table.get(key)?)))
                })
                .collect();
            (!by_medium.is_empty()).then(|| (archetype.to_owned(), together(&by_medium, language)))
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
    let several = |value: &str| value.contains(joint(language));
    let mut parts: Vec<String> = archetypes
        .into_iter()
        .map(|(archetype, value)| {
            if several(&value) {
                EACH.with(language, &[("name", &archetype), ("values", &value)])
            } else {
                format!("{archetype} {value}")
            }
        })
        .collect();
    if let Some(own) = own {
        parts.push(OTHERS.with(language, &[("value", &show(&own))]));
    }
    Some(parts.join(joint(language)))
}

/// What stands between the parts of a list.
const fn joint(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Chinese => "，",
    }
}

/// `0.15` if all agree, else `chat 0.15, forum 0`.
pub(super) fn together(values: &[(String, String)], language: Language) -> String {
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
            parts.join(joint(language))
        }
    }
}

pub(super) fn show(node: &Node) -> String {
    match &node.value {
        Value::Whole(whole) => plain(*whole as f64),
        Value::Number(number) => plain(*number),
        _ => node.to_toml().to_string(),
    }
}
