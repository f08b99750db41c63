//! Checks what was written against the shape of a scenario: keys, types, ranges, words, lengths.
//!
//! The same walk serves the file, where everything may be given once, and what is laid over it
//! (`[strategy.NAME]`, `--set`, sweeps), where elements of lists are addressed by name.

use super::path::{join, quoted};
use super::problem::{Code, Problem};
use super::shape::{Field, Range, Shape, TableShape, words};
use super::source::{Origin, Sources};
use super::suggest;
use super::tree::{Entry, Node, Table, Value};
use std::collections::BTreeSet;

/// Longest name or title, in characters.
const LONGEST_TEXT: usize = 200;

/// Problems after which the check stops: a file with more of them is not a scenario.
const MOST_PROBLEMS: usize = 500;

/// Collects what is wrong with a tree.
pub(crate) struct Checker<'a> {
    sources: &'a Sources,
    problems: Vec<Problem>,
    /// Whether the tree is laid over another one.
    overlay: bool,
    /// Where the problems are, so that the rest can be looked at without them.
    bad: Vec<Origin>,
    /// The tables at the top in which something is wrong; empty text for what cannot be said.
    broken: BTreeSet<String>,
}

/// What a check has found.
pub(crate) struct Found {
    pub(crate) problems: Vec<Problem>,
    pub(crate) bad: Vec<Origin>,
    pub(crate) broken: BTreeSet<String>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(sources: &'a Sources, overlay: bool) -> Self {
        Self {
            sources,
            problems: Vec::new(),
            overlay,
            bad: Vec::new(),
            broken: BTreeSet::new(),
        }
    }

    pub(crate) fn finish(self) -> Found {
        Found {
            problems: self.problems,
            bad: self.bad,
            broken: self.broken,
        }
    }

    fn push(&mut self, problem: Problem, origin: Origin) {
        self.problems.push(problem);
        self.bad.push(origin);
    }

    /// Checks a table; `base` is what it is laid over, if anything.
    pub(crate) fn table(
        &mut self,
        table: &Table,
        origin: Origin,
        shape: &TableShape,
        path: &str,
        base: Option<&Node>,
    ) {
        for entry in table.iter() {
            if self.problems.len() >= MOST_PROBLEMS {
                return;
            }
            let before = self.problems.len();
            if let Some(field) = shape.field(&entry.key) {
                let inner = base
                    .and_then(|base| base.table())
                    .and_then(|table| table.get(&entry.key));
                self.field(&entry.node, field, &join(path, &entry.key), inner);
                if path.is_empty() && self.problems.len() > before {
                    self.broken.insert(entry.key.clone());
                }
            } else {
                self.unknown_key(entry, shape, path);
            }
        }
        for field in shape.fields.iter().filter(|field| field.required) {
            if table.get(&field.key).is_none() {
                self.push(
                    Problem::error(
                        Code::Missing,
                        format!("`{}` is missing", join(path, &field.key)),
                    )
                    .labelled(self.sources, origin, format!("needs `{}`", field.key))
                    .help(first_sentence(&field.description)),
                    origin,
                );
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry, shape: &TableShape, path: &str) {
        let (help, replacement) = suggest::for_key(&entry.key, shape, path);
        if path.is_empty() {
            self.broken.insert(replacement.clone().unwrap_or_default());
        }
        let place = if path.is_empty() {
            String::new()
        } else {
            format!(" in `{path}`")
        };
        // What is laid over a scenario is often written as a path: then the whole path helps.
        let help = match &replacement {
            Some(near) if self.overlay => format!("did you mean `{}`?", join(path, near)),
            _ => help,
        };
        let problem = Problem::error(
            Code::UnknownKey,
            format!("unknown key `{}`{place}", shorten(&entry.key)),
        )
        .labelled(self.sources, entry.key_origin, "no such key")
        .help(help)
        .replacement(replacement);
        self.push(problem, entry.key_origin);
    }

    fn field(&mut self, node: &Node, field: &Field, path: &str, base: Option<&Node>) {
        if self.overlay
            && field.optional
            && matches!(field.shape, Shape::Table(_))
            && matches!(node.value, Value::Boolean(_))
        {
            return;
        }
        if field.key == "name" && matches!(&node.value, Value::Text(name) if name.trim().is_empty())
        {
            self.push(
                Problem::error(Code::WrongLength, format!("`{path}` is empty"))
                    .at(self.sources, node.origin)
                    .help("give it a name; results are listed by it"),
                node.origin,
            );
            return;
        }
        self.value(node, &field.shape, path, field.unit.as_deref(), base);
    }

    /// Checks one value.
    pub(crate) fn value(
        &mut self,
        node: &Node,
        shape: &Shape,
        path: &str,
        unit: Option<&str>,
        base: Option<&Node>,
    ) {
        match (shape, &node.value) {
            (Shape::Table(shape), Value::Table(table)) => {
                self.table(table, node.origin, shape, path, base)
            }
            (Shape::Map(inner), Value::Table(table)) => {
                for entry in table.iter() {
                    let path = join(path, &entry.key);
                    if entry.node.table().is_some() {
                        self.value(&entry.node, inner, &path, None, None);
                    } else {
                        let problem = Problem::error(
                            Code::WrongType,
                            format!("`{path}` must be a table, not {}", entry.node.value.kind()),
                        );
                        let problem = problem.at(self.sources, entry.node.origin).help(format!(
                            "write {} = {{ above = 0.2 }}, or below, or both",
                            quoted(&entry.key)
                        ));
                        self.push(problem, entry.node.origin);
                    }
                }
            }
            (Shape::List { .. }, Value::Table(table))
                if self.overlay && shape.named_items().is_some() =>
            {
                self.elements_by_name(table, shape, path, base);
            }
            (
                Shape::List {
                    item,
                    shortest,
                    longest,
                },
                Value::List(list),
            ) => {
                if matches!(**item, Shape::Table(_))
                    && list.iter().any(|element| element.table().is_none())
                {
                    return self.wrong_type(node, shape, path);
                }
                // Elements laid over others are only some of them.
                let shortest = if self.overlay && shape.named_items().is_some() {
                    0
                } else {
                    *shortest
                };
                if list.len() < shortest || list.len() > *longest {
                    self.length(node, list.len(), shortest, *longest, path);
                }
                for (index, element) in list.iter().take(*longest).enumerate() {
                    self.value(
                        element,
                        item,
                        &join(path, &step(element, index)),
                        unit,
                        None,
                    );
                }
            }
            (Shape::Number(range), Value::Number(number)) => {
                self.number(node, *number, *range, path, unit)
            }
            (Shape::Number(range), Value::Whole(whole)) => {
                self.number(node, *whole as f64, *range, path, unit)
            }
            (Shape::Whole(range), Value::Whole(whole)) => {
                self.number(node, *whole as f64, *range, path, unit)
            }
            (Shape::Text, Value::Text(text)) => self.text(node, text, path),
            (Shape::Date, Value::Text(text) | Value::Date(text)) => self.date(node, text, path),
            (Shape::Choice(choices), Value::Text(text)) => {
                if !choices.iter().any(|choice| choice.word == *text) {
                    let near =
                        suggest::nearest(text, choices.iter().map(|choice| choice.word.as_str()));
                    let help = match near {
                        Some(near) => {
                            format!("did you mean \"{near}\"? permitted: {}", words(choices))
                        }
                        None => format!("permitted: {}", words(choices)),
                    };
                    self.push(
                        Problem::error(
                            Code::BadChoice,
                            format!("`{path}` cannot be \"{}\"", shorten(text)),
                        )
                        .at(self.sources, node.origin)
                        .help(help)
                        .replacement(near.map(|near| format!("\"{near}\""))),
                        node.origin,
                    );
                }
            }
            (Shape::Boolean, Value::Boolean(_)) => {}
            _ => self.wrong_type(node, shape, path),
        }
    }

    /// `[strategy.x.archetype.lurker]`: each key is the name (or index) of an element of the list below.
    fn elements_by_name(&mut self, table: &Table, shape: &Shape, path: &str, base: Option<&Node>) {
        let Some(item) = shape.named_items() else {
            return;
        };
        let elements = base.and_then(Node::list).unwrap_or_default();
        for entry in table.iter() {
            let Some(element) = element(elements, &entry.key) else {
                let names: Vec<&str> = elements
                    .iter()
                    .filter_map(|element| element.table().and_then(|table| table.text("name")))
                    .collect();
                let near = suggest::nearest(&entry.key, names.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{}`?", join(path, near)),
                    None if names.is_empty() => format!("there is no `{path}` in this scenario"),
                    None => format!("there are {}", list_names(&names)),
                };
                self.push(
                    Problem::error(
                        Code::UnknownName,
                        format!("no `{path}` is named `{}`", shorten(&entry.key)),
                    )
                    .labelled(self.sources, entry.key_origin, "no such name")
                    .help(help)
                    .replacement(near.map(quoted)),
                    entry.key_origin,
                );
                continue;
            };
            let path = join(path, &entry.key);
            match entry.node.table() {
                Some(table) => {
                    self.table(table, entry.node.origin, item, &path, elements.get(element))
                }
                None => self.wrong_type(&entry.node, &Shape::Table(item.clone()), &path),
            }
        }
    }

    fn number(&mut self, node: &Node, number: f64, range: Range, path: &str, unit: Option<&str>) {
        let problem = if number.is_finite() && (range.least..=range.most).contains(&number) {
            return;
        } else if number.is_finite() {
            let side = if number < range.least {
                format!("below the least permitted value, {}", plain(range.least))
            } else {
                format!("above the greatest permitted value, {}", plain(range.most))
            };
            Problem::error(
                Code::OutOfRange,
                format!("`{path}` is {}, {side}", self.sources.quote(node.origin)),
            )
        } else {
            Problem::error(
                Code::OutOfRange,
                format!(
                    "`{path}` must be an ordinary number, not {}",
                    self.sources.quote(node.origin)
                ),
            )
        };
        self.push(
            problem
                .at(self.sources, node.origin)
                .maybe_help(permitted(range, unit).map(|permitted| {
                    permitted + &meant_as_percent(number, range, unit).unwrap_or_default()
                })),
            node.origin,
        );
    }

    fn text(&mut self, node: &Node, text: &str, path: &str) {
        if text.chars().count() > LONGEST_TEXT {
            self.push(
                Problem::error(
                    Code::WrongLength,
                    format!(
                        "`{path}` is {} characters long; {LONGEST_TEXT} fit into tables and charts",
                        text.chars().count()
                    ),
                )
                .at(self.sources, node.origin),
                node.origin,
            );
        } else if let Some(character) = text.chars().find(|character| character.is_control()) {
            self.push(
                Problem::error(
                    Code::Encoding,
                    format!(
                        "`{path}` holds the control character U+{:04X}, which tables and charts cannot show",
                        u32::from(character)
                    ),
                )
                .at(self.sources, node.origin)
                .help("write it on one line, without tabs and escapes"), node.origin);
        }
    }

    fn date(&mut self, node: &Node, text: &str, path: &str) {
        if text.parse::<jiff::civil::Date>().is_err() || text.len() != "2016-02-01".len() {
            self.push(
                Problem::error(
                    Code::OutOfRange,
                    format!("`{path}` is no date of the calendar: \"{}\"", shorten(text)),
                )
                .at(self.sources, node.origin)
                .help("write year, month and day: \"2016-02-01\""),
                node.origin,
            );
        }
    }

    fn length(&mut self, node: &Node, length: usize, shortest: usize, longest: usize, path: &str) {
        let (message, help) = if length < shortest {
            (
                format!("`{path}` is empty"),
                format!("give at least {shortest}, or leave `{path}` out to get the default"),
            )
        } else {
            (
                format!("`{path}` has {length} elements, more than {longest}"),
                format!("at most {longest} are permitted"),
            )
        };
        self.push(
            Problem::error(Code::WrongLength, message)
                .at(self.sources, node.origin)
                .help(help),
            node.origin,
        );
    }

    fn wrong_type(&mut self, node: &Node, shape: &Shape, path: &str) {
        let quote = self.sources.quote(node.origin);
        let help = match (shape, &node.value) {
            (Shape::List { item, .. }, _) if matches!(**item, Shape::Table(_)) => Some(format!(
                "write `[[{path}]]` with two brackets, once for each element of the list"
            )),
            (Shape::List { .. }, _) => Some("write a list such as [1, 2, 3]".to_owned()),
            (Shape::Table(table), _) if self.overlay => Some(format!(
                "name one of its keys: {}",
                list_names(
                    &table
                        .fields
                        .iter()
                        .map(|field| field.key.as_str())
                        .collect::<Vec<_>>()
                )
            )),
            (Shape::Table(_), Value::List(_)) => Some(format!(
                "there is only one `{path}`: write `[{path}]` with single brackets"
            )),
            (Shape::Table(_), Value::Boolean(true)) => Some(format!(
                "write `[{path}]` on a line of its own; its keys all have defaults"
            )),
            (Shape::Table(_), Value::Boolean(false)) => {
                Some(format!("leave `{path}` out to do without it"))
            }
            (Shape::Table(_) | Shape::Map(_), _) => {
                Some(format!("write `[{path}]` and its keys on the lines below"))
            }
            (Shape::Whole(_), Value::Number(number)) if number.fract() == 0.0 => {
                Some(format!("write {number}"))
            }
            (Shape::Whole(_), Value::Number(number)) if number.is_finite() => {
                Some(format!("write {} or {}", number.floor(), number.ceil()))
            }
            (Shape::Number(_) | Shape::Whole(_), Value::Text(text)) => {
                Some(match text.trim().parse::<f64>() {
                    Ok(_) => format!("write {} without quotes", text.trim()),
                    Err(_) if text.trim().ends_with('%') => percent(text),
                    Err(_) => "write digits without quotes and units".to_owned(),
                })
            }
            (Shape::Boolean, Value::Text(text)) if text == "true" || text == "false" => {
                Some(format!("write {text} without quotes"))
            }
            (Shape::Boolean, _) => Some("write true or false".to_owned()),
            (
                Shape::Text,
                Value::Whole(_) | Value::Number(_) | Value::Boolean(_) | Value::Date(_),
            ) => Some(format!("put it in quotes: \"{quote}\"")),
            _ => None,
        };
        self.push(
            Problem::error(
                Code::WrongType,
                format!(
                    "`{path}` must be {}, not {}",
                    shape.expected(),
                    node.value.kind()
                ),
            )
            .labelled(
                self.sources,
                node.origin,
                format!("this is {}", node.value.kind()),
            )
            .maybe_help(help),
            node.origin,
        );
    }
}

/// The step of a path that leads to an element: its name, or its index if it has none.
pub(crate) fn step(element: &Node, index: usize) -> String {
    let name = element.table().and_then(|table| table.text("name"));
    let name = name.filter(|name| !name.trim().is_empty());
    name.map_or_else(|| index.to_string(), str::to_owned)
}

/// The index of the element that a step of a path names.
pub(crate) fn element(elements: &[Node], step: &str) -> Option<usize> {
    elements
        .iter()
        .position(|element| element.table().and_then(|table| table.text("name")) == Some(step))
        .or_else(|| {
            step.parse()
                .ok()
                .filter(|&index: &usize| index < elements.len())
        })
}

/// `permitted: 0 to 1,000,000 money`.
fn permitted(range: Range, unit: Option<&str>) -> Option<String> {
    if range.least == f64::MIN || range.most == f64::MAX {
        return None;
    }
    let unit = unit
        .filter(|&unit| unit != "–")
        .map(|unit| format!(" ({unit})"))
        .unwrap_or_default();
    Some(format!(
        "permitted: {} to {}{unit}",
        plain(range.least),
        plain(range.most)
    ))
}

/// A share of 40 is meant as 40 per cent.
fn meant_as_percent(number: f64, range: Range, unit: Option<&str>) -> Option<String> {
    let is_share =
        unit.is_some_and(|unit| unit.starts_with("share") || unit.starts_with("probability"));
    (is_share && range.most <= 1.0 && (2.0..=100.0).contains(&number))
        .then(|| format!("; {number} per cent is written {}", number / 100.0))
}

/// A number as people write it: no exponent, thousands set apart.
pub(crate) fn plain(number: f64) -> String {
    let text = format!("{number}");
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{fraction}")
    }
}

/// `"40%"` is meant as 0.4.
fn percent(text: &str) -> String {
    match text.trim().trim_end_matches('%').trim().parse::<f64>() {
        Ok(percent) => format!("write {} for {}", percent / 100.0, text.trim()),
        Err(_) => "write digits without quotes and units".to_owned(),
    }
}

pub(crate) fn first_sentence(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.find(". ") {
        Some(end) => line[..=end].to_owned(),
        None => line,
    }
}

/// A word from the file, cut so that a message stays readable.
pub(crate) fn shorten(word: &str) -> String {
    if word.chars().count() > 60 {
        word.chars().take(59).chain(['…']).collect()
    } else {
        word.to_owned()
    }
}

/// `a`, `b` and `c`, with "and n more" after ten.
pub(crate) fn list_names(names: &[&str]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(10)
        .map(|name| format!("`{}`", shorten(name)))
        .collect();
    if names.len() > 10 {
        format!("{} and {} more", shown.join(", "), names.len() - 10)
    } else {
        shown.join(", ")
    }
}
