//! Lays the layers of a scenario over one another: default, preset, library, file, overlays.

use crate::scenario::form::check::element;
use crate::scenario::form::shape::{Shape, TableShape, scenario, whole};
use crate::scenario::form::suggest;
use crate::scenario::layers::presets;
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin, Sources};
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table, Value};

/// How far the shares of the archetypes may be from 1.
pub(crate) const SHARE_TOLERANCE: f64 = 0.001;

/// Something laid over a scenario.
#[derive(Debug, Clone)]
pub(crate) struct Overlay {
    /// What to leave out first.
    pub(crate) without: Vec<Vec<String>>,
    /// What to lay over the rest.
    pub(crate) tree: Node,
}

impl Overlay {
    /// Whether it gives the value at a path, or takes away what the path leads through.
    pub(crate) fn settles(&self, path: &[&str]) -> bool {
        let removed = |steps: &Vec<String>| {
            steps.len() <= path.len()
                && steps
                    .iter()
                    .zip(path)
                    .all(|(step, of_path)| step == of_path)
        };
        self.without.iter().any(removed) || leads_to_a_value(&self.tree, path)
    }
}

/// Whether a path through tables, and through lists by the names of their elements, ends at something.
fn leads_to_a_value(node: &Node, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return true;
    };
    match &node.value {
        Value::Table(table) => table
            .get(first)
            .is_some_and(|inner| leads_to_a_value(inner, rest)),
        Value::List(list) => {
            element(list, first).is_some_and(|index| leads_to_a_value(&list[index], rest))
        }
        // A plain value in the place of a table was reported when the file was read.
        _ => false,
    }
}

/// The scenario that a file and the overlays upon it describe, with every key filled in.
///
/// Works on whatever is there: what has the wrong type was reported before and is left as it is.
pub(crate) fn resolve(file: &Node, overlays: &[&Overlay]) -> Node {
    let medium = overlays
        .iter()
        .rev()
        .map(|overlay| &overlay.tree)
        .chain([file])
        .find_map(|layer| match &layer.at(&["community", "medium"])?.value {
            Value::Text(medium) => presets::media().find(|known| known == medium),
            _ => None,
        })
        .unwrap_or("chat");
    let root = whole();
    let mut tree = Node::empty_table(Origin::DEFAULT);
    fill(&mut tree, root);
    merge(&mut tree, &presets::preset(medium), root);
    merge(&mut tree, file, root);
    // A table of the file that is empty is an instance too, whatever an overlay adds beside it.
    if let (Some(operator), Some(field)) = (
        tree.table_mut().and_then(|table| table.get_mut("operator")),
        scenario().field("operator"),
    ) {
        fill(operator, &field.shape);
    }
    let mut fewer_archetypes = false;
    for overlay in overlays {
        for steps in &overlay.without {
            remove(&mut tree, steps);
            fewer_archetypes |= steps.first().is_some_and(|step| step == "archetype");
        }
        apply(&mut tree, &overlay.tree, root);
    }
    archetypes(&mut tree, medium, fewer_archetypes);
    fill(&mut tree, root);
    tree
}

/// Lays a complete layer over another: tables merge, everything else (lists too) is replaced.
fn merge(base: &mut Node, over: &Node, shape: &Shape) {
    let (Shape::Table(shape), Some(table)) = (shape, over.table()) else {
        *base = over.clone();
        return;
    };
    base.origin = over.origin;
    let Some(base) = base.table_mut() else { return };
    for entry in table.iter() {
        let Some(field) = shape.at(&entry.key) else {
            continue;
        };
        match base.get_mut(&entry.key) {
            Some(node) if matches!(field.shape, Shape::Table(_)) => {
                merge(node, &entry.node, &field.shape);
            }
            _ => base.set(&entry.key, entry.key_origin, entry.node.clone()),
        }
    }
}

/// Lays a variation over a scenario: tables merge, the elements of lists merge by name.
fn apply(base: &mut Node, over: &Node, shape: &Shape) {
    match (shape, &over.value) {
        (Shape::Table(shape), Value::Table(table)) => apply_table(base, table, over.origin, shape),
        (Shape::Map(inner), Value::Table(table)) => {
            let Some(base) = base.table_mut() else { return };
            for entry in table.iter() {
                match base.get_mut(&entry.key) {
                    Some(node) => apply(node, &entry.node, inner),
                    None => base.push(&entry.key, entry.key_origin, entry.node.clone()),
                }
            }
        }
        (Shape::List { item, .. }, Value::Table(table)) if shape.named_items().is_some() => {
            let Some(elements) = base.list_mut() else {
                return;
            };
            for entry in table.iter() {
                if let Some(index) = element(elements, &entry.key) {
                    apply(&mut elements[index], &entry.node, item);
                }
            }
        }
        (Shape::List { item, .. }, Value::List(list))
            if shape.named_items().is_some() && !list.is_empty() =>
        {
            let Some(elements) = base.list_mut() else {
                return;
            };
            for node in list {
                let name = node.table().and_then(|table| table.text("name"));
                let known = name.and_then(|name| {
                    elements.iter().position(|element| {
                        element.table().and_then(|table| table.text("name")) == Some(name)
                    })
                });
                match known {
                    Some(index) => apply(&mut elements[index], node, item),
                    None => elements.push(node.clone()),
                }
            }
        }
        _ => *base = over.clone(),
    }
}

fn apply_table(base: &mut Node, table: &Table, origin: Origin, shape: &TableShape) {
    if base.table().is_none() {
        *base = Node::empty_table(origin);
    }
    let Some(base) = base.table_mut() else { return };
    for entry in table.iter() {
        let Some(field) = shape.at(&entry.key) else {
            continue;
        };
        match (&field.shape, &entry.node.value) {
            (Shape::Table(_), Value::Boolean(false)) if field.optional => {
                base.remove(&entry.key);
            }
            (Shape::Table(_), Value::Boolean(true)) if field.optional => {
                if base.get(&entry.key).is_none() {
                    base.push(
                        &entry.key,
                        entry.key_origin,
                        Node::empty_table(entry.node.origin),
                    );
                }
            }
            _ => {
                if base.get(&entry.key).is_none() && matches!(field.shape, Shape::Table(_)) {
                    base.push(
                        &entry.key,
                        entry.key_origin,
                        Node::empty_table(entry.node.origin),
                    );
                }
                match base.get_mut(&entry.key) {
                    Some(node) => {
                        apply(node, &entry.node, &field.shape);
                        if is_emptied(node, &entry.node, &field.shape) {
                            base.remove(&entry.key);
                        }
                    }
                    None => base.push(&entry.key, entry.key_origin, entry.node.clone()),
                }
            }
        }
    }
}

/// Whether the last instance has been taken out of a table, so that the table itself must go.
fn is_emptied(node: &Node, over: &Node, shape: &Shape) -> bool {
    let holds_instances = matches!(shape, Shape::Table(table) if table.instance.is_some());
    let empty = |node: &Node| node.table().is_some_and(Table::is_empty);
    holds_instances && empty(node) && !empty(over)
}

/// Takes habits from the library and works out the shares that are left open.
fn archetypes(tree: &mut Node, medium: &str, fewer: bool) {
    let Some(list) = tree
        .table_mut()
        .and_then(|table| table.get_mut("archetype"))
        .and_then(Node::list_mut)
    else {
        return;
    };
    for node in list.iter_mut() {
        let Some(table) = node.table_mut() else {
            continue;
        };
        let like = table
            .text("like")
            .or(table.text("name"))
            .unwrap_or_default();
        let Some(library) = presets::library(like, medium) else {
            continue;
        };
        for entry in library.iter() {
            if table.get(&entry.key).is_none() {
                table.push(&entry.key, entry.key_origin, entry.node.clone());
            }
        }
    }
    shares(list, fewer);
}

/// An archetype without a share gets the rest. If all have one, those that an overlay has not set
/// are scaled so that all sum to 1: `--set archetype.lurker.share=0.8` needs no second flag.
fn shares(list: &mut [Node], fewer: bool) {
    let share = |node: &Node| node.table().and_then(|table| table.number("share"));
    let open: Vec<usize> = (0..list.len())
        .filter(|&index| {
            list[index]
                .table()
                .is_some_and(|table| table.get("share").is_none())
        })
        .collect();
    let given: f64 = list.iter().filter_map(share).sum();
    if let [only] = open[..] {
        let rest = tidy(1.0 - given);
        if (0.0..=1.0).contains(&rest) {
            set_share(&mut list[only], rest);
        }
        return;
    }
    if !open.is_empty() || !given.is_finite() {
        return;
    }
    let overlaid = |node: &Node| {
        node.table()
            .and_then(|table| table.get("share"))
            .is_some_and(|share| share.origin.layer > Layer::File)
    };
    let fixed: f64 = list
        .iter()
        .filter(|node| overlaid(node))
        .filter_map(share)
        .sum();
    let others = given - fixed;
    let changed = fewer || list.iter().any(overlaid);
    if !changed || (given - 1.0).abs() <= 1e-12 || !(0.0..=1.0).contains(&fixed) || others <= 0.0 {
        return;
    }
    let factor = (1.0 - fixed) / others;
    for node in list.iter_mut().filter(|node| !overlaid(node)) {
        if let Some(old) = share(node) {
            set_share(node, tidy(old * factor));
        }
    }
}

fn set_share(node: &mut Node, share: f64) {
    let origin = presets::rest_origin();
    if let Some(table) = node.table_mut() {
        table.set("share", origin, Node::new(Value::Number(share), origin));
    }
}

/// A number without the noise of binary fractions: twelve significant digits.
pub(crate) fn tidy(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}

/// Fills in the defaults of all keys that are not given.
fn fill(node: &mut Node, shape: &Shape) {
    match (shape, &mut node.value) {
        (Shape::Table(shape), Value::Table(table)) => {
            let own = !shape.only_instances(table);
            if let Some(instance) = &shape.instance {
                for entry in table.entries_mut() {
                    if shape.field(&entry.key).is_none() {
                        fill(&mut entry.node, &instance.shape);
                    }
                }
            }
            for field in shape.fields.iter().filter(|_| own) {
                match table.get_mut(&field.key) {
                    Some(inner) => fill(inner, &field.shape),
                    None if field.optional => {}
                    None => {
                        let default = field
                            .default
                            .as_ref()
                            .and_then(|default| Node::from_json(default, Origin::DEFAULT));
                        if let Some(default) = default {
                            table.push(&field.key, Origin::DEFAULT, default);
                        }
                    }
                }
            }
        }
        (Shape::List { item, .. }, Value::List(list)) => {
            for element in list {
                fill(element, item);
            }
        }
        (Shape::Map(inner), Value::Table(table)) => {
            for node in table.nodes_mut() {
                fill(node, inner);
            }
        }
        _ => {}
    }
}

/// Whether `without` may take a path out of a scenario.
pub(crate) fn check_without(
    resolved: &Node,
    steps: &[String],
    path: &str,
    origin: Origin,
    sources: &Sources,
) -> Option<Problem> {
    let mut shape = Shape::Table(scenario().clone());
    let mut optional = false;
    let mut names: Vec<String> = Vec::new();
    let mut node = Some(resolved);
    let mut walked = String::new();
    for step in steps {
        let (inner, may_go, next) = match &shape {
            Shape::Table(table) => {
                let here = node.and_then(Node::table);
                let next = here.and_then(|table| table.get(step));
                let field = if next.is_some() {
                    table.at(step)
                } else {
                    table.field(step)
                };
                let Some(field) = field else {
                    let near = here.and_then(|here| suggest::instance(step, table, here));
                    let help = match near {
                        Some(near) => format!("did you mean `{}`?", join(&walked, near)),
                        None => suggest::for_key(step, table, &walked).0,
                    };
                    return Some(
                        Problem::error(Code::BadPath, format!("there is no `{path}` to leave out"))
                            .at(sources, origin)
                            .help(help),
                    );
                };
                let emptiable = matches!(field.shape, Shape::List { shortest: 0, .. });
                (field.shape.clone(), field.optional || emptiable, next)
            }
            Shape::List { item, .. } => {
                let elements = node.and_then(Node::list).unwrap_or_default();
                names = elements
                    .iter()
                    .filter_map(|element| element.table()?.text("name").map(str::to_owned))
                    .collect();
                let next = element(elements, step).map(|index| &elements[index]);
                ((**item).clone(), true, next)
            }
            Shape::Map(inner) => {
                let next = node.and_then(Node::table).and_then(|table| table.get(step));
                ((**inner).clone(), true, next)
            }
            _ => (Shape::Text, false, None),
        };
        shape = inner;
        optional = may_go;
        node = next;
        walked = join(&walked, step);
    }
    if node.is_none() {
        let problem = Problem::warning(
            Code::NoEffect,
            format!("there is no `{path}` in this scenario to leave out"),
        );
        let near = steps.split_last().and_then(|(last, _)| {
            suggest::nearest(last, names.iter().map(String::as_str)).map(str::to_owned)
        });
        let help = near.map(|near| format!("did you mean `{near}`?"));
        return Some(problem.at(sources, origin).maybe_help(help));
    }
    if !optional {
        return Some(
            Problem::error(Code::BadPath, format!("`{path}` cannot be left out"))
                .at(sources, origin)
                .help("strategies, elements of lists and expectations can be left out; give other keys another value"),
        );
    }
    None
}

fn remove(node: &mut Node, steps: &[String]) {
    let Some((first, rest)) = steps.split_first() else {
        return;
    };
    match &mut node.value {
        Value::Table(table) if rest.is_empty() => match table.get_mut(first) {
            Some(Node {
                value: Value::List(list),
                ..
            }) => list.clear(),
            _ => {
                table.remove(first);
            }
        },
        Value::Table(table) => {
            if let Some(inner) = table.get_mut(first) {
                remove(inner, rest);
                // The last instance takes its table with it.
                if rest.len() == 1 && inner.table().is_some_and(Table::is_empty) {
                    table.remove(first);
                }
            }
        }
        Value::List(list) => {
            if let Some(index) = element(list, first) {
                if rest.is_empty() {
                    list.remove(index);
                } else {
                    remove(&mut list[index], rest);
                }
            }
        }
        _ => {}
    }
}
