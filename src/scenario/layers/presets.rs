//! What comes with the program: a preset for each medium, and the archetype library.

use crate::scenario::messages::source::{Layer, Origin, Sources};
use crate::scenario::text::read;
use crate::scenario::text::tree::{Node, Table, Value};
use std::sync::LazyLock;

/// The media, each with the text of its preset.
const MEDIA: [(&str, &str); 3] = [
    ("chat", include_str!("presets/chat.toml")),
    ("forum", include_str!("presets/forum.toml")),
    ("wechat", include_str!("presets/wechat.toml")),
];

const LIBRARY: &str = include_str!("presets/archetypes.toml");

/// Source of the shares that are worked out.
const REST: u32 = 1;
/// Source of the first preset; the others and then the archetypes of the library follow.
const FIRST_PRESET: u32 = 2;

/// The media that have a preset.
pub fn media() -> impl Iterator<Item = &'static str> {
    MEDIA.iter().map(|(name, _)| *name)
}

/// The text of a medium's preset.
fn preset_text(medium: &str) -> Option<&'static str> {
    MEDIA
        .iter()
        .find(|(name, _)| *name == medium)
        .map(|(_, text)| *text)
}

/// What a medium's preset is: the comment at the top of its file.
pub fn preset_description(medium: &str) -> Option<String> {
    preset_text(medium).map(opening)
}

/// The comment at the top of a file, in one line.
fn opening(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    let lines = lines.map(|line| line.trim_start_matches('#').trim());
    lines.collect::<Vec<_>>().join(" ")
}

/// The names in the archetype library.
pub fn archetypes() -> impl Iterator<Item = &'static str> {
    library_table().iter().map(|entry| entry.key.as_str())
}

/// What an archetype of the library is: the comment above its table.
pub fn archetype_description(archetype: &str) -> Option<String> {
    let heading = format!("[{archetype}]");
    let lines: Vec<&str> = LIBRARY.lines().collect();
    let at = lines.iter().position(|line| *line == heading)?;
    let comment: Vec<&str> = lines[..at]
        .iter()
        .rev()
        .take_while(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    Some(comment.into_iter().rev().collect::<Vec<_>>().join(" "))
}

/// What the library says of an archetype, one line for each medium: `chat: post = 0.9, …`.
pub fn archetype_habits(archetype: &str) -> Vec<String> {
    media()
        .filter_map(|medium| {
            let habits: Vec<String> = library(archetype, medium)?
                .iter()
                .map(|entry| format!("{} = {}", entry.key, entry.node.to_toml()))
                .collect();
            Some(format!("{medium}: {}", habits.join(", ")))
        })
        .collect()
}

/// The sources that every scenario begins with: the texts are left out, for nobody can mend them.
pub(crate) fn sources() -> Sources {
    let mut sources = Sources::new();
    sources.add("rest to 1", "");
    for (medium, _) in MEDIA {
        sources.add(format!("preset {medium}"), "");
    }
    for archetype in archetypes() {
        sources.add(format!("archetype library: {archetype}"), "");
    }
    sources
}

/// The origin of a share that was worked out.
pub(crate) fn rest_origin() -> Origin {
    Origin {
        layer: Layer::Derived,
        source: REST,
        ..Origin::DEFAULT
    }
}

/// The preset of a medium.
pub(crate) fn preset(medium: &str) -> Node {
    let index = MEDIA
        .iter()
        .position(|(name, _)| *name == medium)
        .unwrap_or(0);
    let (mut node, _) = parse(MEDIA[index].1);
    stamp(&mut node, Layer::Preset, FIRST_PRESET + index as u32);
    node
}

/// What the library says about an archetype in a medium.
pub(crate) fn library(archetype: &str, medium: &str) -> Option<Table> {
    let index = library_table()
        .iter()
        .position(|entry| entry.key == archetype)?;
    let mut node = library_table().iter().nth(index)?.node.clone();
    stamp(
        &mut node,
        Layer::Library,
        FIRST_PRESET + (MEDIA.len() + index) as u32,
    );
    let Value::Table(mut table) = node.value else {
        return None;
    };
    let mut special = None;
    for (name, _) in MEDIA {
        let entry = table.remove(name);
        if name == medium {
            special = entry;
        }
    }
    if let Some(special) = special.as_ref().and_then(|entry| entry.node.table()) {
        for entry in special.iter() {
            table.set(&entry.key, entry.key_origin, entry.node.clone());
        }
    }
    Some(table)
}

fn library_table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| match parse(LIBRARY).0.value {
        Value::Table(table) => table,
        _ => Table::default(),
    });
    &TABLE
}

fn parse(text: &str) -> (Node, usize) {
    let mut sources = Sources::new();
    let source = sources.add("embedded", text);
    let parsed = read::parse(&sources, source, Layer::Preset);
    (parsed.tree, parsed.problems.len())
}

fn stamp(node: &mut Node, layer: Layer, source: u32) {
    let origin = Origin {
        layer,
        source,
        ..Origin::DEFAULT
    };
    node.visit_origins(&mut |place| *place = origin);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::form::check::Checker;
    use crate::scenario::form::shape::{Shape, scenario};

    #[test]
    fn what_is_embedded_is_sound() {
        let sources = sources();
        for (medium, text) in MEDIA {
            assert_eq!(parse(text).1, 0, "{medium}");
            let node = preset(medium);
            let mut checker = Checker::new(&sources, false);
            checker.value(&node, &Shape::Table(scenario().clone()), "", None, None);
            assert!(checker.finish().problems.is_empty(), "{medium}");
            assert_eq!(
                node.at(&["community", "medium"]).map(Node::to_json),
                Some(medium.into())
            );
        }
        assert_eq!(parse(LIBRARY).1, 0);
        let item = scenario()
            .field("archetype")
            .and_then(|field| field.shape.named_items().cloned());
        let item = Shape::Table(item.expect("archetypes are named"));
        for archetype in archetypes() {
            for medium in media() {
                let table = library(archetype, medium).expect("in the library");
                let node = Node::new(Value::Table(table), Origin::DEFAULT);
                let mut checker = Checker::new(&sources, false);
                checker.value(&node, &item, archetype, None, None);
                assert!(
                    checker.finish().problems.is_empty(),
                    "{archetype} in {medium}"
                );
            }
        }
    }
}
