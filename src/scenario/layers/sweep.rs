//! `[sweep]`: the axes along which values are varied on purpose.

use crate::scenario::form::shape::Shape;
use crate::scenario::form::suggest;
use crate::scenario::form::wording::shorten;
use crate::scenario::layers::overlay::{self, Keyed};
use crate::scenario::layers::typed_range::TypedRange;
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin, Sources};
use crate::scenario::text::tree::{Entry, Node, Table, Value};

/// Most values of one axis.
const MOST_VALUES: usize = 1000;

/// One axis of a sweep: a path and the values it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The path, as it may be given to [`Loaded::with`](crate::scenario::Loaded::with).
    pub path: String,
    /// The values in the order in which they are swept; never empty.
    pub values: Vec<toml::Value>,
}

/// The path that stands for the strategy itself: its values are names of strategies.
pub const STRATEGY: &str = "strategy";
/// The name of the scenario without any strategy.
pub const BASE: &str = "base";

/// Reads the whole table `[sweep]`. `strategies` are the names that the axis `strategy` may take
/// beside `base`.
pub(crate) fn sweep(
    table: &Table,
    base: &Node,
    strategies: &[&str],
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Axis> {
    overlay::keyed(table, sources, problems, is_range)
        .iter()
        .filter_map(|keyed| match &keyed.steps[..] {
            [only] if only.key == STRATEGY => named(keyed, strategies, sources, problems),
            _ => axis(keyed, base, sources, problems),
        })
        .collect()
}

/// Reads the axis whose values are strategies.
fn named(
    keyed: &Keyed<'_>,
    strategies: &[&str],
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Axis> {
    let example = "write strategy = [\"base\", \"strict\"] with names of [strategy.NAME]";
    let nodes = keyed.node.list().filter(|nodes| !nodes.is_empty());
    let Some(nodes) = nodes else {
        problems.push(
            Problem::error(
                Code::WrongType,
                "the sweep of `strategy` must be a list of names",
            )
            .at(sources, keyed.node.origin)
            .help(example),
        );
        return None;
    };
    let mut values: Vec<toml::Value> = Vec::new();
    let before = problems.len();
    for node in nodes {
        let name = match node.to_toml() {
            toml::Value::String(name) => name,
            other => other.to_string(),
        };
        if name != BASE && !strategies.contains(&name.as_str()) {
            let help = match suggest::nearest(&name, strategies.iter().copied().chain([BASE])) {
                Some(near) => format!("did you mean `{near}`?"),
                None => example.to_owned(),
            };
            problems.push(
                Problem::error(
                    Code::UnknownName,
                    format!("there is no strategy `{}`", shorten(&name)),
                )
                .at(sources, node.origin)
                .help(help),
            );
        }
        let value = toml::Value::String(name);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    (problems.len() == before).then(|| Axis {
        path: STRATEGY.to_owned(),
        values,
    })
}

/// Reads an axis from a flag: `PATH=v1,v2,v3`, `PATH=0..9:4`, `PATH=[v1, v2]` or
/// `PATH={ from = …, to = …, steps = … }`.
pub(crate) fn flag(
    name: &str,
    text: &str,
    base: &Node,
    strategies: &[&str],
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Option<Axis> {
    let overlay = match overlay::assignment(name, text, Layer::Flag, sources) {
        Ok(overlay) => overlay,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let mut tree = overlay.tree;
    let before = problems.len();
    split_at_commas(&mut tree, sources, problems);
    if problems.len() > before {
        return None;
    }
    let table = tree.table()?;
    sweep(table, base, strategies, sources, problems).pop()
}

/// Turns the text `1,2,3` at the end of a path into a list, and `0..9:4` into a range.
fn split_at_commas(node: &mut Node, sources: &Sources, problems: &mut Vec<Problem>) {
    match &mut node.value {
        Value::Table(table) if !is_range(table) => table
            .nodes_mut()
            .for_each(|node| split_at_commas(node, sources, problems)),
        Value::Table(_) | Value::List(_) => {}
        _ => {
            let origin = node.origin;
            let text = sources.text(origin);
            if let Some(range) = TypedRange::read(text) {
                node.value = Value::Table(range_table(range, text, origin));
                if let Some(surplus) = range.surplus {
                    let message = format!("`{}` stands behind the range", shorten(surplus));
                    let help = "after the range stand a number of values and `log`: 1..100:3:log";
                    let problem = Problem::error(Code::BadPath, message);
                    let place = part_of(text, surplus, origin);
                    problems.push(problem.at(sources, place).help(help));
                }
                return;
            }
            let mut offset = 0;
            let mut values = Vec::new();
            for part in text.split(',') {
                let start = origin.start as usize + offset + part.len() - part.trim_start().len();
                let here = Origin {
                    start: start as u32,
                    end: (start + part.trim().len()) as u32,
                    ..origin
                };
                values.push(crate::scenario::text::read::value(part.trim(), start, here));
                offset += part.len() + 1;
            }
            node.value = Value::List(values);
        }
    }
}

/// Where a part of a text was written that stands at `whole`.
fn part_of(text: &str, part: &str, whole: Origin) -> Origin {
    let start = whole.start + (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
    Origin {
        start,
        end: start + part.len() as u32,
        ..whole
    }
}

/// A range that was typed at `origin`, as the table that a file has for it.
fn range_table(range: TypedRange<'_>, text: &str, origin: Origin) -> Table {
    let mut table = Table::default();
    let parts = [
        ("from", Some(range.from)),
        ("to", Some(range.to)),
        ("steps", range.steps),
    ];
    for (key, part) in parts {
        let node = match part {
            Some(part) => {
                let place = part_of(text, part, origin);
                crate::scenario::text::read::value(part, place.start as usize, place)
            }
            // All in between: its ends stand for it.
            None => Node::new(Value::Whole(2), origin),
        };
        table.push(key, node.origin, node);
    }
    if let Some(scale) = range.scale {
        let place = part_of(text, scale, origin);
        table.push(
            "scale",
            place,
            Node::new(Value::Text(scale.to_owned()), place),
        );
    }
    table
}

fn is_range(table: &Table) -> bool {
    ["from", "to", "steps", "scale"]
        .iter()
        .any(|key| table.get(key).is_some())
}

/// Reads one axis.
pub(crate) fn axis(
    keyed: &Keyed<'_>,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Axis> {
    let path = &keyed.path;
    let nodes = match &keyed.node.value {
        Value::List(list) => list.clone(),
        Value::Table(range) => expand(keyed, range, sources, problems)?,
        other => {
            problems.push(
                Problem::error(
                    Code::WrongType,
                    format!(
                        "the sweep of `{path}` must be a list of values, not {}",
                        other.kind()
                    ),
                )
                .at(sources, keyed.node.origin)
                .help("write [1, 2, 4] or { from = 1, to = 10, steps = 4 }"),
            );
            return None;
        }
    };
    if nodes.is_empty() || nodes.len() > MOST_VALUES {
        problems.push(
            Problem::error(
                Code::WrongLength,
                format!("the sweep of `{path}` has {} values", nodes.len()),
            )
            .at(sources, keyed.node.origin)
            .help(format!("give 1 to {MOST_VALUES} values")),
        );
        return None;
    }
    if !sound(keyed, &nodes, base, sources, problems) {
        return None;
    }
    let mut values: Vec<toml::Value> = Vec::new();
    for node in &nodes {
        let value = node.to_toml();
        let known = values.iter().any(|known| same(known, &value));
        if known && matches!(keyed.node.value, Value::List(_)) {
            problems.push(
                Problem::warning(
                    Code::NoEffect,
                    format!("the sweep of `{path}` has the value {value} twice"),
                )
                .at(sources, node.origin),
            );
        } else if !known {
            values.push(value);
        }
    }
    Some(Axis {
        path: path.clone(),
        values,
    })
}

/// Whether two values are one: 1 and 1.0 are.
fn same(one: &toml::Value, other: &toml::Value) -> bool {
    let number = |value: &toml::Value| match value {
        toml::Value::Integer(whole) => Some(*whole as f64),
        toml::Value::Float(number) => Some(*number),
        _ => None,
    };
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}

/// Checks that each value may stand at the path.
pub(crate) fn sound(
    keyed: &Keyed<'_>,
    nodes: &[Node],
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> bool {
    let before = problems.len();
    for node in nodes {
        let overlay = overlay::at_path(&keyed.steps, keyed.key_origin, node.clone());
        let found = overlay::check(&overlay, base, sources);
        let path_is_wrong = found
            .iter()
            .any(|problem| matches!(problem.code, Code::UnknownKey | Code::UnknownName));
        problems.extend(found);
        if path_is_wrong {
            break;
        }
    }
    problems.len() == before
}

/// What `{ from, to, steps, scale }` says.
struct Steps<'a> {
    from: &'a Node,
    to: &'a Node,
    ends: (f64, f64),
    count: usize,
    logarithmic: bool,
}

/// `{ from, to, steps, scale }` as a list of values.
fn expand(
    keyed: &Keyed<'_>,
    range: &Table,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Node>> {
    let shape = overlay::shape_at(&keyed.steps).map(|(shape, _)| shape);
    let no_number =
        |shape: &&Shape| !matches!(shape, Shape::Number(_) | Shape::Whole(_) | Shape::Table(_));
    if let Some(shape) = shape.as_ref().filter(no_number) {
        let message = format!(
            "`{}` takes {}, so it has no range to sweep",
            keyed.path,
            shape.expected()
        );
        problems.push(
            Problem::error(Code::WrongType, message)
                .at(sources, keyed.node.origin)
                .help("list the values: [ …, … ]"),
        );
        return None;
    }
    let steps = match steps(keyed, range, sources) {
        Ok(steps) => steps,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let whole = matches!(shape, Some(Shape::Whole(_)));
    let nodes = (0..steps.count).map(|step| {
        // The ends were written, what lies between them was not.
        let (number, origin) = match step {
            0 => (steps.ends.0, steps.from.origin),
            step if step == steps.count - 1 => (steps.ends.1, steps.to.origin),
            step => (steps.between(step), keyed.node.origin),
        };
        let value = if whole {
            Value::Whole(number.round() as i128)
        } else {
            Value::Number(number)
        };
        Node::new(value, origin)
    });
    Some(nodes.collect())
}

impl Steps<'_> {
    fn between(&self, step: usize) -> f64 {
        let (from, to) = self.ends;
        let along = step as f64 / (self.count - 1) as f64;
        if self.logarithmic {
            // The platform's own logarithm may differ in the last digit between machines.
            let number = libm::exp(libm::log(from) + (libm::log(to) - libm::log(from)) * along);
            format!("{number:.2e}").parse().unwrap_or(number)
        } else {
            let step = (to - from).abs() / (self.count - 1) as f64;
            readable(from + (to - from) * along, step / 20.0)
        }
    }
}

/// A number as a person would write it: with as few decimals as leave it right to within `fineness`.
/// Nobody sets a fee of 18.0909090909.
pub fn readable(value: f64, fineness: f64) -> f64 {
    if fineness <= 0.0 {
        return value;
    }
    let decimals = (0..12)
        .find(|decimals| 0.1_f64.powi(*decimals) <= fineness)
        .unwrap_or(12);
    format!("{value:.*}", decimals as usize)
        .parse()
        .unwrap_or(value)
}

/// Reads the keys of a range.
fn steps<'a>(keyed: &Keyed<'_>, range: &'a Table, sources: &Sources) -> Result<Steps<'a>, Problem> {
    let path = &keyed.path;
    let unknown = |entry: &&Entry| !["from", "to", "steps", "scale"].contains(&entry.key.as_str());
    if let Some(entry) = range.iter().find(unknown) {
        let message = format!(
            "unknown key `{}` in the sweep of `{path}`",
            shorten(&entry.key)
        );
        return Err(Problem::error(Code::UnknownKey, message)
            .at(sources, entry.key_origin)
            .help("a range is { from = 1, to = 10, steps = 4 }, with scale = \"log\" if wanted"));
    }
    let (from, low) = number(keyed, range, "from", sources)?;
    let (to, high) = number(keyed, range, "to", sources)?;
    let (steps, count) = number(keyed, range, "steps", sources)?;
    if count.fract() != 0.0 || !(2.0..=MOST_VALUES as f64).contains(&count) {
        let quote = sources.quote(steps.origin);
        let message = format!("`steps` in the sweep of `{path}` is {quote}");
        return Err(Problem::error(Code::OutOfRange, message)
            .at(sources, steps.origin)
            .help(format!("permitted: whole numbers from 2 to {MOST_VALUES}")));
    }
    let scale = range.get("scale");
    let logarithmic = match scale.map(|node| &node.value) {
        None => false,
        Some(Value::Text(scale)) if scale == "linear" => false,
        Some(Value::Text(scale)) if scale == "log" => true,
        Some(_) => {
            let origin = scale.map_or(keyed.node.origin, |node| node.origin);
            let quote = sources.quote(origin);
            let message = format!("`scale` in the sweep of `{path}` cannot be {quote}");
            return Err(Problem::error(Code::BadChoice, message)
                .at(sources, origin)
                .help("permitted: \"linear\" or \"log\""));
        }
    };
    if logarithmic && (low <= 0.0 || high <= 0.0) {
        let message = format!("the sweep of `{path}` on a log scale must not touch 0");
        return Err(Problem::error(Code::OutOfRange, message)
            .at(sources, keyed.node.origin)
            .help("begin above 0, or use scale = \"linear\""));
    }
    Ok(Steps {
        from,
        to,
        ends: (low, high),
        count: count as usize,
        logarithmic,
    })
}

/// One number of a range.
fn number<'a>(
    keyed: &Keyed<'_>,
    range: &'a Table,
    key: &str,
    sources: &Sources,
) -> Result<(&'a Node, f64), Problem> {
    let path = &keyed.path;
    let Some(node) = range.get(key) else {
        let message = format!("the sweep of `{path}` has no `{key}`");
        let origin = keyed.node.origin;
        let origin = if origin.start == origin.end {
            keyed.key_origin
        } else {
            origin
        };
        return Err(Problem::error(Code::Missing, message)
            .at(sources, origin)
            .help("a range is { from = 1, to = 10, steps = 4 }"));
    };
    match node.value.number().filter(|value| value.is_finite()) {
        Some(number) => Ok((node, number)),
        None => Err(Problem::error(
            Code::WrongType,
            format!(
                "`{key}` in the sweep of `{path}` must be a number, not {}",
                node.value.kind()
            ),
        )
        .at(sources, node.origin)),
    }
}
