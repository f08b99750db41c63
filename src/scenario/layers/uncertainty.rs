//! `[uncertainty]`: beliefs about what the operator neither controls nor knows.

use crate::scenario::form::shape::{Range, Shape};
use crate::scenario::layers::overlay::{self, Keyed};
use crate::scenario::layers::sweep::sound;
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Origin, Sources};
use crate::scenario::priors;
use crate::scenario::text::tree::{Node, Table, Value};
use std::collections::BTreeSet;

/// A value that the operator neither controls nor knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The path, as it may be given to [`Loaded::with`](crate::scenario::Loaded::with).
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

impl Uncertain {
    /// The values at the ends of what may be drawn, as far as it has ends; every one of a choice.
    pub(crate) fn ends(&self) -> Vec<toml::Value> {
        let (low, high) = match &self.distribution {
            Distribution::Choice(values) => return values.clone(),
            Distribution::Uniform { low, high } | Distribution::Triangular { low, high, .. } => {
                (*low, *high)
            }
            Distribution::Normal { .. } | Distribution::LogNormal { .. } => return Vec::new(),
        };
        let value = |number: f64| {
            let number = number.clamp(self.least, self.most);
            if self.whole {
                toml::Value::Integer(number.round() as i64)
            } else {
                toml::Value::Float(number)
            }
        };
        vec![value(low), value(high)]
    }

    /// The belief as a line of the table.
    pub fn line(&self) -> String {
        let form = match &self.distribution {
            Distribution::Uniform { low, high } => format!("{{ uniform = [{low:?}, {high:?}] }}"),
            Distribution::Normal { mean, sd } => format!("{{ normal = [{mean:?}, {sd:?}] }}"),
            Distribution::LogNormal { median, sigma } => {
                format!("{{ log_normal = [{median:?}, {sigma:?}] }}")
            }
            Distribution::Triangular { low, mode, high } => {
                format!("{{ triangular = [{low:?}, {mode:?}, {high:?}] }}")
            }
            Distribution::Choice(values) => {
                let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                format!("{{ choice = [{}] }}", values.join(", "))
            }
        };
        format!("{} = {form}\n", toml::Value::from(self.path.as_str()))
    }
}

/// Reads the whole table `[uncertainty]`: the beliefs, each with where it stands.
pub(crate) fn uncertainty(
    table: &Table,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Beliefs {
    let is_distribution = |table: &Table| FORMS.iter().any(|(form, _)| table.get(form).is_some());
    let keyed = overlay::keyed(table, sources, problems, is_distribution);
    let (open, believed): (Vec<&Keyed<'_>>, Vec<&Keyed<'_>>) =
        keyed.iter().partition(|keyed| is_left_open(keyed));
    Beliefs {
        beliefs: believed
            .into_iter()
            .filter_map(|keyed| {
                Some((
                    uncertain(keyed, base, sources, problems)?,
                    keyed.node.origin,
                ))
            })
            .collect(),
        open: open
            .into_iter()
            .filter_map(|keyed| left_open(keyed, base, sources, problems))
            .collect(),
    }
}

/// What `[uncertainty]` says.
#[derive(Default)]
pub(crate) struct Beliefs {
    /// The beliefs, each with where it stands.
    pub beliefs: Vec<(Uncertain, Origin)>,
    /// Paths of values that are drawn from their prior although they are written.
    pub open: BTreeSet<String>,
}

/// What stands for the prior of a parameter.
pub(crate) const PRIOR: &str = "prior";

fn is_left_open(keyed: &Keyed<'_>) -> bool {
    matches!(&keyed.node.value, Value::Text(text) if text.trim() == PRIOR)
}

/// The path of a value that is left to its prior.
fn left_open(
    keyed: &Keyed<'_>,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    if priors::is_drawn(base, &keyed.path) {
        return Some(keyed.path.clone());
    }
    problems.push(
        Problem::error(
            Code::NoEffect,
            format!("`{}` has no prior to be drawn from", keyed.path),
        )
        .at(sources, keyed.node.origin)
        .help("say what is believed of it: write \"0.4 to 0.8\", or see `qun explain` for what is drawn"),
    );
    None
}

/// The ways to write a distribution, each with how many numbers it takes.
const FORMS: [(&str, usize); 5] = [
    ("uniform", 2),
    ("normal", 2),
    ("log_normal", 2),
    ("triangular", 3),
    ("choice", 0),
];

/// What a study is, rather than what the community is.
const OF_THE_STUDY: [&str; 3] = ["days", "replicates", "seed"];

const FORMS_HINT: &str = "write \"0.4 to 0.8\", \"prior\", { normal = [mean, sd] }, { log_normal = [median, sigma] }, { triangular = [low, mode, high] } or { choice = [ … ] }";

fn uncertain(
    keyed: &Keyed<'_>,
    base: &Node,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Option<Uncertain> {
    let path = &keyed.path;
    if OF_THE_STUDY.contains(&path.as_str()) {
        problems.push(
            Problem::error(
                Code::Contradiction,
                format!("`{path}` is chosen for the study, so nobody can be unsure of it"),
            )
            .at(sources, keyed.node.origin)
            .help(format!(
                "write `{path}` at the top of the file, or vary it with `qun sweep --vary {path}=…`"
            )),
        );
        return None;
    }
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
    let distribution = match distribution(form, &numbers) {
        Ok(distribution) => distribution,
        Err(right) => {
            let quote = sources.quote(node.origin);
            let message = format!("the uncertainty of `{path}` makes no sense: {quote}");
            problems.push(
                Problem::error(Code::OutOfRange, message)
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
        Some((shape, _)) => {
            problems.push(
                Problem::error(
                    Code::WrongType,
                    format!(
                        "`{path}` takes {}, so no number can be drawn for it",
                        shape.expected()
                    ),
                )
                .at(sources, keyed.node.origin)
                .help("write { choice = [ …, … ] } with the values it may have"),
            );
            return None;
        }
        _ => {
            // Reports the step at which the path goes wrong.
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

/// The distribution of a form with its numbers, or what would be right.
fn distribution(form: &str, numbers: &[f64]) -> Result<Distribution, &'static str> {
    match (form, numbers) {
        ("uniform", &[low, high]) if low < high => Ok(Distribution::Uniform { low, high }),
        ("uniform", _) => Err("the first number must be below the second"),
        ("normal", &[mean, sd]) if sd > 0.0 => Ok(Distribution::Normal { mean, sd }),
        ("normal", _) => Err("normal takes [mean, sd], with sd above 0"),
        ("log_normal", &[median, sigma]) if median > 0.0 && sigma > 0.0 => {
            Ok(Distribution::LogNormal { median, sigma })
        }
        ("log_normal", _) => Err("log_normal takes [median, sigma], both above 0"),
        (_, &[low, mode, high]) if low <= mode && mode <= high && low < high => {
            Ok(Distribution::Triangular { low, mode, high })
        }
        _ => Err("triangular takes [low, mode, high] in rising order"),
    }
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
