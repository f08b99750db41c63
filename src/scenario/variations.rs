//! The tables that make many scenarios of one: `[sweep]` and `[uncertainty]`.

use super::check::{Checker, shorten};
use super::layers::tidy;
use super::overlay::{self, Keyed};
use super::problem::{Code, Problem};
use super::shape::{Range, Shape};
use super::source::{Layer, Origin, Sources};
use super::tree::{Node, Table, Value};

/// Most values of one axis.
const MOST_VALUES: usize = 1000;

/// One axis of a sweep: a path and the values it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The path, as it may be given to [`super::Loaded::with`].
    pub path: String,
    /// The values in the order in which they are swept; never empty.
    pub values: Vec<toml::Value>,
}

/// A value that the operator neither controls nor knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The path, as it may be given to [`super::Loaded::with`].
    pub path: String,
    /// How likely each value is.
    pub distribution: Distribution,
    /// Least permitted value; draws are to be clamped to it.
    pub least: f64,
    /// Greatest permitted value; draws are to be clamped to it.
    pub most: f64,
    /// Whether draws are to be rounded to whole numbers.
    pub whole: bool,
}

/// A belief about a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// Every value from `low` to `high` is as likely: `"0.4 to 0.8"`.
    Uniform {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// `{ normal = [mean, sd] }`.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation, above 0.
        sd: f64,
    },
    /// `{ log_normal = [median, sigma] }`.
    LogNormal {
        /// Median, above 0.
        median: f64,
        /// Standard deviation of the logarithm, above 0.
        sigma: f64,
    },
    /// `{ triangular = [low, mode, high] }`.
    Triangular {
        /// Least value.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Greatest value.
        high: f64,
    },
    /// `{ choice = [ … ] }`: each as likely.
    Choice(Vec<toml::Value>),
}

/// Reads the whole table `[sweep]`.
pub(crate) fn sweep(
    table: &Table,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Axis> {
    overlay::keyed(table, sources, problems, is_range)
        .iter()
        .filter_map(|keyed| axis(keyed, base, sources, problems))
        .collect()
}

/// Reads an axis from a flag: `PATH=v1,v2,v3`, `PATH=[v1, v2]` or `PATH={ from = …, to = …, steps = … }`.
pub(crate) fn flag(
    name: &str,
    text: &str,
    base: &Node,
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
    split_at_commas(&mut tree, sources);
    let table = tree.table()?;
    sweep(table, base, sources, problems).pop()
}

/// Turns the text `1,2,3` at the end of a path into a list.
fn split_at_commas(node: &mut Node, sources: &Sources) {
    match &mut node.value {
        Value::Table(table) if !is_range(table) => table
            .nodes_mut()
            .for_each(|node| split_at_commas(node, sources)),
        Value::Table(_) | Value::List(_) => {}
        _ => {
            let origin = node.origin;
            let text = sources.text(origin);
            let mut offset = 0;
            let mut values = Vec::new();
            for part in text.split(',') {
                let start = origin.start as usize + offset + part.len() - part.trim_start().len();
                let here = Origin {
                    start: start as u32,
                    end: (start + part.trim().len()) as u32,
                    ..origin
                };
                values.push(super::read::value(part.trim(), start, here));
                offset += part.len() + 1;
            }
            node.value = Value::List(values);
        }
    }
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
        if values.contains(&value) && matches!(keyed.node.value, Value::List(_)) {
            problems.push(
                Problem::warning(
                    Code::NoEffect,
                    format!("the sweep of `{path}` has the value {value} twice"),
                )
                .at(sources, node.origin),
            );
        } else if !values.contains(&value) {
            values.push(value);
        }
    }
    Some(Axis {
        path: path.clone(),
        values,
    })
}

/// Checks that each value may stand at the path.
fn sound(
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

/// `{ from, to, steps, scale }` as a list of values.
fn expand(
    keyed: &Keyed<'_>,
    range: &Table,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Node>> {
    let path = &keyed.path;
    let origin = keyed.node.origin;
    let mut complain = |problem: Problem| problems.push(problem);
    for entry in range.iter() {
        if !["from", "to", "steps", "scale"].contains(&entry.key.as_str()) {
            complain(
                Problem::error(
                    Code::UnknownKey,
                    format!(
                        "unknown key `{}` in the sweep of `{path}`",
                        shorten(&entry.key)
                    ),
                )
                .at(sources, entry.key_origin)
                .help(
                    "a range is { from = 1, to = 10, steps = 4 }, with scale = \"log\" if wanted",
                ),
            );
            return None;
        }
    }
    let mut numbers = [0.0; 3];
    for (number, key) in numbers.iter_mut().zip(["from", "to", "steps"]) {
        let Some(node) = range.get(key) else {
            complain(
                Problem::error(
                    Code::Missing,
                    format!("the sweep of `{path}` has no `{key}`"),
                )
                .at(
                    sources,
                    if origin.start == origin.end {
                        keyed.key_origin
                    } else {
                        origin
                    },
                )
                .help("a range is { from = 1, to = 10, steps = 4 }"),
            );
            return None;
        };
        let Some(value) = node.value.number().filter(|value| value.is_finite()) else {
            complain(
                Problem::error(
                    Code::WrongType,
                    format!(
                        "`{key}` in the sweep of `{path}` must be a number, not {}",
                        node.value.kind()
                    ),
                )
                .at(sources, node.origin),
            );
            return None;
        };
        *number = value;
    }
    let [from, to, steps] = numbers;
    let steps_origin = range.get("steps").map_or(origin, |node| node.origin);
    if steps.fract() != 0.0 || !(2.0..=MOST_VALUES as f64).contains(&steps) {
        complain(
            Problem::error(
                Code::OutOfRange,
                format!(
                    "`steps` in the sweep of `{path}` is {}",
                    sources.quote(steps_origin)
                ),
            )
            .at(sources, steps_origin)
            .help(format!("permitted: whole numbers from 2 to {MOST_VALUES}")),
        );
        return None;
    }
    let logarithmic = match range.get("scale").map(|node| (&node.value, node.origin)) {
        None => false,
        Some((Value::Text(scale), _)) if scale == "linear" => false,
        Some((Value::Text(scale), _)) if scale == "log" => true,
        Some((_, origin)) => {
            complain(
                Problem::error(
                    Code::BadChoice,
                    format!(
                        "`scale` in the sweep of `{path}` cannot be {}",
                        sources.quote(origin)
                    ),
                )
                .at(sources, origin)
                .help("permitted: \"linear\" or \"log\""),
            );
            return None;
        }
    };
    if logarithmic && (from <= 0.0 || to <= 0.0) {
        complain(
            Problem::error(
                Code::OutOfRange,
                format!("the sweep of `{path}` on a log scale must not touch 0"),
            )
            .at(sources, origin)
            .help("begin above 0, or use scale = \"linear\""),
        );
        return None;
    }
    let shape = overlay::shape_at(&keyed.steps).map(|(shape, _)| shape);
    let whole = matches!(shape, Some(Shape::Whole(_)));
    let count = steps as usize;
    let nodes = (0..count).map(|step| {
        let along = step as f64 / (count - 1) as f64;
        let number = if step == 0 {
            from
        } else if step == count - 1 {
            to
        } else if logarithmic {
            // The platform's own logarithm may differ in the last digit between machines.
            tidy(libm::exp(
                libm::log(from) + (libm::log(to) - libm::log(from)) * along,
            ))
        } else {
            tidy(from + (to - from) * along)
        };
        let value = if whole {
            Value::Whole(number.round() as i128)
        } else {
            Value::Number(number)
        };
        // The ends were written, what lies between them was not.
        let end = match step {
            0 => range.get("from"),
            step if step == count - 1 => range.get("to"),
            _ => None,
        };
        Node::new(value, end.map_or(origin, |node| node.origin))
    });
    Some(nodes.collect())
}

/// Reads the whole table `[uncertainty]`.
pub(crate) fn uncertainty(
    table: &Table,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Uncertain> {
    let is_distribution = |table: &Table| FORMS.iter().any(|(form, _)| table.get(form).is_some());
    overlay::keyed(table, sources, problems, is_distribution)
        .iter()
        .filter_map(|keyed| uncertain(keyed, base, sources, problems))
        .collect()
}

/// The ways to write a distribution, each with how many numbers it takes.
const FORMS: [(&str, usize); 5] = [
    ("uniform", 2),
    ("normal", 2),
    ("log_normal", 2),
    ("triangular", 3),
    ("choice", 0),
];

const FORMS_HINT: &str = "write \"0.4 to 0.8\", { normal = [mean, sd] }, { log_normal = [median, sigma] }, { triangular = [low, mode, high] } or { choice = [ … ] }";

fn uncertain(
    keyed: &Keyed<'_>,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Uncertain> {
    let path = &keyed.path;
    let (form, node) = match &keyed.node.value {
        Value::Text(_) => ("uniform", keyed.node),
        Value::Table(table) if table.iter().count() == 1 => {
            let entry = table.iter().next()?;
            match FORMS.iter().find(|(form, _)| *form == entry.key) {
                Some((form, _)) => (*form, &entry.node),
                None => return unknown_form(keyed, sources, problems),
            }
        }
        _ => return unknown_form(keyed, sources, problems),
    };
    let mut checker = Checker::new(sources, true);
    if form == "choice" {
        let values = node.list().unwrap_or_default();
        if values.is_empty() {
            return unknown_form(keyed, sources, problems);
        }
        return sound(keyed, values, base, sources, problems).then(|| Uncertain {
            path: path.clone(),
            distribution: Distribution::Choice(values.iter().map(Node::to_toml).collect()),
            least: f64::MIN,
            most: f64::MAX,
            whole: false,
        });
    }
    let numbers = match &node.value {
        Value::Text(text) => span_of_text(text),
        Value::List(list) => list.iter().map(|number| number.value.number()).collect(),
        _ => None,
    };
    let Some(numbers) = numbers.filter(|numbers| numbers.iter().all(|number| number.is_finite()))
    else {
        return unknown_form(keyed, sources, problems);
    };
    let distribution = match (form, &numbers[..]) {
        ("uniform", &[low, high]) if low < high => Distribution::Uniform { low, high },
        ("normal", &[mean, sd]) if sd > 0.0 => Distribution::Normal { mean, sd },
        ("log_normal", &[median, sigma]) if median > 0.0 && sigma > 0.0 => {
            Distribution::LogNormal { median, sigma }
        }
        ("triangular", &[low, mode, high]) if low <= mode && mode <= high && low < high => {
            Distribution::Triangular { low, mode, high }
        }
        _ => {
            let right = match form {
                "uniform" => "the first number must be below the second",
                "normal" => "normal takes [mean, sd], with sd above 0",
                "log_normal" => "log_normal takes [median, sigma], both above 0",
                _ => "triangular takes [low, mode, high] in rising order",
            };
            problems.push(
                Problem::error(
                    Code::OutOfRange,
                    format!(
                        "the uncertainty of `{path}` makes no sense: {}",
                        sources.quote(node.origin)
                    ),
                )
                .at(sources, node.origin)
                .help(right),
            );
            return None;
        }
    };
    // The path must lead to a number, and what is likely must be permitted.
    let (range, whole) = match overlay::shape_at(&keyed.steps) {
        Some((Shape::Number(range), _)) => (range, false),
        Some((Shape::Whole(range), _)) => (range, true),
        Some((shape, unit)) if !matches!(shape, Shape::Table(_)) => {
            let number = Node::new(Value::Number(numbers[0]), node.origin);
            checker.value(&number, &shape, path, unit.as_deref(), None);
            problems.extend(checker.finish());
            return None;
        }
        _ => {
            // Reports the step at which the path goes wrong, or that it leads to a table.
            let number = Node::new(Value::Number(numbers[0]), node.origin);
            sound(keyed, &[number], base, sources, problems);
            return None;
        }
    };
    let reach: &[f64] = match &distribution {
        Distribution::Normal { .. } | Distribution::LogNormal { .. } => &numbers[..1],
        _ => &numbers,
    };
    let nodes: Vec<Node> = reach
        .iter()
        .map(|&number| {
            let value = if whole {
                Value::Whole(number.round() as i128)
            } else {
                Value::Number(number)
            };
            Node::new(value, node.origin)
        })
        .collect();
    if !sound(keyed, &nodes, base, sources, problems) {
        return None;
    }
    let Range { least, most } = range;
    Some(Uncertain {
        path: path.clone(),
        distribution,
        least,
        most,
        whole,
    })
}

fn unknown_form(
    keyed: &Keyed<'_>,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Uncertain> {
    problems.push(
        Problem::error(
            Code::WrongType,
            format!("the uncertainty of `{}` is not understood", keyed.path),
        )
        .at(sources, keyed.node.origin)
        .help(FORMS_HINT),
    );
    None
}

/// `"0.4 to 0.8"`.
fn span_of_text(text: &str) -> Option<Vec<f64>> {
    let (low, high) = text.split_once(" to ")?;
    Some(vec![low.trim().parse().ok()?, high.trim().parse().ok()?])
}
