//! Overlays: what `[strategy.NAME]`, `--set` and the cells of a sweep lay over a scenario.

use crate::scenario::form::check::Checker;
use crate::scenario::form::shape::{Shape, scenario};
use crate::scenario::form::wording::shorten;
use crate::scenario::layers::stack::{Overlay, check_without};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin, Sources};
use crate::scenario::text::path::{self, Step};
use crate::scenario::text::read;
use crate::scenario::text::tree::{Entry, Node, Table, Value};

/// Reads `PATH=VALUE`. The problems point into the argument.
pub(crate) fn assignment(
    name: &str,
    text: &str,
    layer: Layer,
    sources: &mut Sources,
) -> Result<Overlay, Problem> {
    let source = sources.add(name, text);
    let origin = |start: usize, end: usize| Origin {
        layer,
        source,
        start: start as u32,
        end: end as u32,
    };
    let whole = origin(0, text.len());
    let Some(equals) = equals_sign(text) else {
        return Err(Problem::error(
            Code::BadPath,
            format!("{name} needs PATH=VALUE, not `{}`", shorten(text)),
        )
        .at(sources, whole)
        .help(format!("for example {name} operator.hours_per_day=4")));
    };
    let steps = path::parse(&text[..equals]).map_err(|(at, why)| {
        Problem::error(Code::BadPath, why)
            .at(sources, origin(at, equals.max(at)))
            .help("write a path such as archetype.lurker.share")
    })?;
    if matches!(steps[0].key.as_str(), "strategy" | "sweep" | "uncertainty") && steps.len() > 1 {
        return Err(Problem::error(
            Code::BadPath,
            format!(
                "`{}` cannot be set from outside the file",
                shorten(&steps[0].key)
            ),
        )
        .at(sources, origin(steps[0].start, steps[0].end))
        .help("set the key itself: it then holds for the base and for every strategy"));
    }
    let written = &text[equals + 1..];
    let start = equals + 1 + written.len() - written.trim_start().len();
    let value_origin = origin(start, (start + written.trim().len()).max(start));
    if written.trim().is_empty() {
        return Err(
            Problem::error(Code::BadPath, format!("{name} gives no value after `=`"))
                .at(sources, origin(equals, equals + 1))
                .help("an empty text is written \"\""),
        );
    }
    let value = read::value(written.trim(), start, value_origin);
    let mut tree = Node::empty_table(whole);
    insert(
        &mut tree,
        &steps,
        |step| origin(step.start, step.end),
        value,
    );
    Ok(Overlay {
        without: Vec::new(),
        tree,
    })
}

/// The first `=` that is not inside quotes.
fn equals_sign(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'=') => return Some(index),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Puts a value at a path, making tables on the way.
fn insert(tree: &mut Node, steps: &[Step], origin: impl Fn(&Step) -> Origin, value: Node) {
    let Some((last, ways)) = steps.split_last() else {
        return;
    };
    let mut node = tree;
    for step in ways {
        let here = origin(step);
        let Some(table) = node.table_mut() else {
            return;
        };
        if table.get(&step.key).is_none() {
            table.push(&step.key, here, Node::empty_table(here));
        }
        let Some(next) = table.get_mut(&step.key) else {
            return;
        };
        node = next;
    }
    if let Some(table) = node.table_mut() {
        table.set(&last.key, origin(last), value);
    }
}

/// An overlay that puts `value` at the path which the key of an entry spells.
pub(crate) fn at_path(steps: &[Step], key_origin: Origin, value: Node) -> Overlay {
    let mut tree = Node::empty_table(key_origin);
    insert(&mut tree, steps, |_| key_origin, value);
    Overlay {
        without: Vec::new(),
        tree,
    }
}

/// Reads the table of one `[strategy.NAME]`. `base` is the scenario it is laid over.
pub(crate) fn strategy(
    entry: &Entry,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Overlay> {
    let table = entry.node.table()?;
    let mut tree = Node::empty_table(entry.node.origin);
    let mut without = Vec::new();
    for inner in table.iter() {
        if inner.key == "without" {
            without = read_without(&inner.node, base, sources, problems);
        } else if scenario().field(&inner.key).is_none() && inner.key.contains('.') {
            match path::parse(&inner.key) {
                Ok(steps) => insert(&mut tree, &steps, |_| inner.key_origin, inner.node.clone()),
                Err((_, why)) => {
                    problems.push(Problem::error(Code::BadPath, why).at(sources, inner.key_origin));
                }
            }
        } else if let Some(into) = tree.table_mut() {
            into.set(&inner.key, inner.key_origin, inner.node.clone());
        }
    }
    tree.visit_origins(&mut |origin| origin.layer = Layer::Strategy);
    Some(Overlay { without, tree })
}

fn read_without(
    node: &Node,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<String>> {
    let Some(list) = node.list() else {
        problems.push(
            Problem::error(
                Code::WrongType,
                format!(
                    "`without` must be a list of paths, not {}",
                    node.value.kind()
                ),
            )
            .at(sources, node.origin)
            .help("write without = [\"operator.purge\"]"),
        );
        return Vec::new();
    };
    let mut without = Vec::new();
    for item in list {
        let Value::Text(path) = &item.value else {
            problems.push(
                Problem::error(
                    Code::WrongType,
                    format!(
                        "`without` holds {}; it takes paths in quotes",
                        item.value.kind()
                    ),
                )
                .at(sources, item.origin),
            );
            continue;
        };
        match path::parse(path) {
            Ok(steps) => {
                let steps: Vec<String> = steps.into_iter().map(|step| step.key).collect();
                match check_without(base, &steps, path, item.origin, sources) {
                    Some(problem) => problems.push(problem),
                    None => without.push(steps),
                }
            }
            Err((_, why)) => {
                problems.push(Problem::error(Code::BadPath, why).at(sources, item.origin));
            }
        }
    }
    without
}

/// Checks an overlay against the scenario it is laid over.
pub(crate) fn check(overlay: &Overlay, base: &Node, sources: &Sources) -> Vec<Problem> {
    let mut checker = Checker::new(sources, true);
    if let Some(table) = overlay.tree.table() {
        checker.table(table, overlay.tree.origin, scenario(), "", Some(base));
    }
    checker.finish().problems
}

/// The shape of the value at a path and its unit; `None` where the path leads nowhere.
pub(crate) fn shape_at(steps: &[Step]) -> Option<(Shape, Option<String>)> {
    let mut shape = Shape::Table(scenario().clone());
    let mut unit = None;
    for step in steps {
        shape = match shape {
            Shape::Table(table) => {
                let field = table.field(&step.key)?;
                unit.clone_from(&field.unit);
                field.shape.clone()
            }
            Shape::List { item, .. } if matches!(*item, Shape::Table(_)) => *item,
            Shape::Map(inner) => *inner,
            _ => return None,
        };
    }
    Some((shape, unit))
}

/// Whether a path leads to a single value, so that a table there can only describe values.
fn leads_to_value(steps: &[Step]) -> bool {
    shape_at(steps).is_some_and(|(shape, _)| {
        !matches!(shape, Shape::Table(_) | Shape::Map(_) | Shape::List { .. })
    })
}

/// A key of `[sweep]` or `[uncertainty]`: its path, and what stands there.
pub(crate) struct Keyed<'a> {
    pub(crate) path: String,
    pub(crate) steps: Vec<Step>,
    pub(crate) key_origin: Origin,
    pub(crate) node: &'a Node,
}

/// The entries of `[sweep]` or `[uncertainty]`, with paths in quotes or as dotted keys.
/// `is_value` tells the tables that are values from those that are only steps of a path.
pub(crate) fn keyed<'a>(
    table: &'a Table,
    sources: &Sources,
    problems: &mut Vec<Problem>,
    is_value: impl Fn(&Table) -> bool,
) -> Vec<Keyed<'a>> {
    let mut found = Vec::new();
    collect(
        table,
        &mut Vec::new(),
        None,
        sources,
        problems,
        &is_value,
        &mut found,
    );
    found
}

fn collect<'a>(
    table: &'a Table,
    before: &mut Vec<Step>,
    first_origin: Option<Origin>,
    sources: &Sources,
    problems: &mut Vec<Problem>,
    is_value: &dyn Fn(&Table) -> bool,
    found: &mut Vec<Keyed<'a>>,
) {
    for entry in table.iter() {
        // `"a.b" = …` is a path; `a.b = …` has been split by TOML, and its keys may hold dots.
        let steps = if before.is_empty() {
            match path::parse(&entry.key) {
                Ok(steps) => steps,
                Err((_, why)) => {
                    problems.push(Problem::error(Code::BadPath, why).at(sources, entry.key_origin));
                    continue;
                }
            }
        } else {
            vec![Step {
                key: entry.key.clone(),
                start: 0,
                end: 0,
            }]
        };
        let length = before.len();
        before.extend(steps);
        let key_origin = match first_origin {
            Some(first) if first.end <= entry.key_origin.start => Origin {
                start: first.start,
                ..entry.key_origin
            },
            _ => entry.key_origin,
        };
        match entry.node.table() {
            Some(inner) if !is_value(inner) && !inner.is_empty() && !leads_to_value(before) => {
                collect(
                    inner,
                    before,
                    Some(key_origin),
                    sources,
                    problems,
                    is_value,
                    found,
                );
            }
            _ => found.push(Keyed {
                path: before
                    .iter()
                    .fold(String::new(), |path, step| path::join(&path, &step.key)),
                steps: before.clone(),
                key_origin,
                node: &entry.node,
            }),
        }
        before.truncate(length);
    }
}
