//! Checks what was written against the shape of a scenario: keys, types, ranges, words, lengths.
//!
//! The same walk serves the file, where everything may be given once, and what is laid over it
//! (`[strategy.NAME]`, `--set`, sweeps), where elements of lists are addressed by name.

use crate::scenario::form::former;
use crate::scenario::form::shape::{Field, Range, Shape, TableShape, words};
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{
    first_sentence, list_names, meant_as_percent, permitted, plain, shorten,
};
use crate::scenario::messages::problem::{Code, Problem, Severity};
use crate::scenario::messages::source::{Origin, Sources};
use crate::scenario::text::path::{join, quoted};
use crate::scenario::text::tree::{Entry, Node, Table, Value};
use std::collections::BTreeSet;

/// Longest name or title, in characters.
const LONGEST_TEXT: usize = 200;

/// Problems that are told; more are counted, for a file with more of them is not a scenario.
const MOST_PROBLEMS: usize = 500;

/// Collects what is wrong with a tree.
pub(crate) struct Checker<'a> {
    pub(in crate::scenario) sources: &'a Sources,
    problems: Vec<Problem>,
    /// Errors beside these.
    more: usize,
    /// Whether the tree is laid over another one.
    pub(in crate::scenario) overlay: bool,
    /// Where the problems are, so that the rest can be looked at without them.
    bad: Vec<Origin>,
    /// The keys at the top under which something is wrong.
    broken: BTreeSet<String>,
}

/// What a check has found.
pub(crate) struct Found {
    pub(crate) problems: Vec<Problem>,
    /// Errors beside these.
    pub(crate) more: usize,
    pub(crate) bad: Vec<Origin>,
    pub(crate) broken: BTreeSet<String>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(sources: &'a Sources, overlay: bool) -> Self {
        Self {
            sources,
            problems: Vec::new(),
            more: 0,
            overlay,
            bad: Vec::new(),
            broken: BTreeSet::new(),
        }
    }

    pub(crate) fn finish(self) -> Found {
        Found {
            problems: self.problems,
            more: self.more,
            bad: self.bad,
            broken: self.broken,
        }
    }

    pub(in crate::scenario) fn push(&mut self, problem: Problem, origin: Origin) {
        if self.is_full() {
            self.more += usize::from(problem.severity == Severity::Error);
            return;
        }
        self.problems.push(problem);
        self.bad.push(origin);
    }

    fn is_full(&self) -> bool {
        self.problems.len() >= MOST_PROBLEMS
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
            let (before, more) = (self.problems.len(), self.more);
            if let Some(field) = shape.field(&entry.key) {
                let inner = base
                    .and_then(|base| base.table())
                    .and_then(|table| table.get(&entry.key));
                if self.may_set(entry, shape, path, base) {
                    self.field(&entry.node, field, &join(path, &entry.key), inner);
                }
                let fails = |problem: &Problem| problem.severity == Severity::Error;
                let failed = self.more > more || self.problems[before..].iter().any(fails);
                if path.is_empty() && failed {
                    self.broken.insert(entry.key.clone());
                }
            } else if let Some(instance) = self.instance(entry, shape) {
                let inner = base
                    .and_then(|base| base.table())
                    .and_then(|table| table.get(&entry.key));
                if self.may_be_named(entry, shape, path, base) {
                    self.field(&entry.node, instance, &join(path, &entry.key), inner);
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
        if self.is_full() {
            // What each of them may mean would take long to find out.
            self.more += 1;
            return;
        }
        if let Some(former) = former::key(&join(path, &entry.key)) {
            let message = format!("`{}` {}", former.path, former.change);
            // What is laid over a scenario is meant for this run: there it is an error.
            let problem = if self.overlay || !former.can_be_left_out {
                Problem::error(Code::UnknownKey, message)
            } else {
                Problem::warning(Code::NoEffect, message)
            };
            let problem = problem
                .labelled(self.sources, entry.key_origin, "no such key any more")
                .help(former.now);
            self.push(problem, entry.key_origin);
            return;
        }
        let suggest::Meant {
            hint: help,
            replacement,
            top,
        } = suggest::meant(&entry.key, shape, path);
        // What is meant is missing where it belongs; a key that means nothing spoils nothing.
        self.broken.extend(top);
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
                self.table(table, node.origin, shape, path, base);
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
            (Shape::Changes, Value::Table(table)) => self.changes(table, path),
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
                self.number(node, *number, *range, path, unit);
            }
            (Shape::Number(range) | Shape::Whole(range), Value::Whole(whole)) => {
                self.number(node, *whole as f64, *range, path, unit);
            }
            // `1e99` for a number of days: what is permitted helps more than how it is written.
            (Shape::Whole(range), Value::Number(number))
                if !(range.least..=range.most).contains(number) =>
            {
                self.number(node, *number, *range, path, unit);
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

    /// Values for keys of other tables: plain ones. Whether they fit there is seen when all is together.
    fn changes(&mut self, table: &Table, path: &str) {
        for entry in table.iter() {
            let path = join(path, &entry.key);
            match &entry.node.value {
                Value::Table(table) => self.changes(table, &path),
                Value::List(_) => self.wrong_type(&entry.node, &Shape::Number(Range::ANY), &path),
                _ => {}
            }
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
                    self.table(table, entry.node.origin, item, &path, elements.get(element));
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
