//! Checks what was written against the shape of a scenario: keys, types, ranges, words, lengths.
//!
//! The same walk serves the file, where everything may be given once, and what is laid over it
//! (`[strategy.NAME]`, `--set`, sweeps), where elements of lists are addressed by name.

use super::path::{join, quoted};
use super::problem::{Code, Problem};
use super::shape::{Field, Range, Shape, TableShape, words};
use super::source::{Origin, Sources};
use super::suggest;
use super::tree::{Node, Table, Value};

/// Longest name or title, in characters.
const LONGEST_TEXT: usize = 200;

/// Collects what is wrong with a tree.
pub(crate) struct Checker<'a> {
    sources: &'a Sources,
    problems: Vec<Problem>,
    /// Whether the tree is laid over another one.
    overlay: bool,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(sources: &'a Sources, overlay: bool) -> Self {
        Self {
            sources,
            problems: Vec::new(),
            overlay,
        }
    }

    pub(crate) fn finish(self) -> Vec<Problem> {
        self.problems
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
            let Some(field) = shape.field(&entry.key) else {
                let (help, replacement) = suggest::for_key(&entry.key, shape, path);
                let place = if path.is_empty() {
                    String::new()
                } else {
                    format!(" in `{path}`")
                };
                self.problems.push(
                    Problem::error(
                        Code::UnknownKey,
                        format!("unknown key `{}`{place}", shorten(&entry.key)),
                    )
                    .labelled(self.sources, entry.key_origin, "not a key of this table")
                    .help(help)
                    .replacement(replacement),
                );
                continue;
            };
            let inner = base
                .and_then(|base| base.table())
                .and_then(|table| table.get(&entry.key));
            self.field(&entry.node, field, &join(path, &entry.key), inner);
        }
        for field in shape.fields.iter().filter(|field| field.required) {
            if table.get(&field.key).is_none() {
                self.problems.push(
                    Problem::error(
                        Code::Missing,
                        format!("`{}` is missing", join(path, &field.key)),
                    )
                    .labelled(self.sources, origin, format!("needs `{}`", field.key))
                    .help(first_sentence(&field.description)),
                );
            }
        }
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
            self.problems.push(
                Problem::error(Code::WrongLength, format!("`{path}` is empty"))
                    .at(self.sources, node.origin)
                    .help("give it a name; results are listed by it"),
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
                    self.value(&entry.node, inner, &join(path, &entry.key), None, None);
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
                    let name = element.table().and_then(|table| table.text("name"));
                    let step = name.map_or_else(|| index.to_string(), str::to_owned);
                    self.value(element, item, &join(path, &step), unit, None);
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
                    self.problems.push(
                        Problem::error(
                            Code::BadChoice,
                            format!("`{path}` cannot be \"{}\"", shorten(text)),
                        )
                        .at(self.sources, node.origin)
                        .help(help)
                        .replacement(near.map(|near| format!("\"{near}\""))),
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
                self.problems.push(
                    Problem::error(
                        Code::UnknownName,
                        format!("no `{path}` is named `{}`", shorten(&entry.key)),
                    )
                    .labelled(self.sources, entry.key_origin, "no such name")
                    .help(help)
                    .replacement(near.map(quoted)),
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
        self.problems.push(
            problem
                .at(self.sources, node.origin)
                .maybe_help(permitted(range, unit)),
        );
    }

    fn text(&mut self, node: &Node, text: &str, path: &str) {
        if text.chars().count() > LONGEST_TEXT {
            self.problems.push(
                Problem::error(
                    Code::WrongLength,
                    format!(
                        "`{path}` is {} characters long; {LONGEST_TEXT} fit into tables and charts",
                        text.chars().count()
                    ),
                )
                .at(self.sources, node.origin),
            );
        } else if let Some(character) = text.chars().find(|character| character.is_control()) {
            self.problems.push(
                Problem::error(
                    Code::Encoding,
                    format!(
                        "`{path}` holds the control character U+{:04X}, which tables and charts cannot show",
                        u32::from(character)
                    ),
                )
                .at(self.sources, node.origin)
                .help("write it on one line, without tabs and escapes"),
            );
        }
    }

    fn date(&mut self, node: &Node, text: &str, path: &str) {
        if text.parse::<jiff::civil::Date>().is_err() || text.len() != "2016-02-01".len() {
            self.problems.push(
                Problem::error(
                    Code::OutOfRange,
                    format!("`{path}` is no date of the calendar: \"{}\"", shorten(text)),
                )
                .at(self.sources, node.origin)
                .help("write year, month and day: \"2016-02-01\""),
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
        self.problems.push(
            Problem::error(Code::WrongLength, message)
                .at(self.sources, node.origin)
                .help(help),
        );
    }

    fn wrong_type(&mut self, node: &Node, shape: &Shape, path: &str) {
        let quote = self.sources.quote(node.origin);
        let help = match (shape, &node.value) {
            (Shape::List { .. }, Value::Table(_)) if shape.named_items().is_some() => Some(
                format!("write `[[{path}]]` with two brackets, once for each element of the list"),
            ),
            (Shape::List { .. }, Value::Table(_)) => {
                Some(format!("write a list: `[[{path}]]` or [ … ]"))
            }
            (Shape::Table(_), Value::List(_)) => Some(format!(
                "there is only one `{path}`: write `[{path}]` with single brackets"
            )),
            (Shape::Table(_), Value::Boolean(true)) => Some(format!(
                "write `[{path}]` on a line of its own; its keys all have defaults"
            )),
            (Shape::Table(_), Value::Boolean(false)) => {
                Some(format!("leave `{path}` out to do without it"))
            }
            (Shape::Table(_), _) => {
                Some(format!("write `[{path}]` and its keys on the lines below"))
            }
            (Shape::Map(_), _) => Some(format!("write `[{path}]` and its keys on the lines below")),
            (Shape::Whole(range), Value::Number(number))
                if number.is_finite() && in_range(number.round(), *range) =>
            {
                Some(format!("write {}", number.round()))
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
                Shape::Text | Shape::Choice(_),
                Value::Whole(_) | Value::Number(_) | Value::Boolean(_) | Value::Date(_),
            ) => Some(format!("put it in quotes: \"{quote}\"")),
            _ => None,
        };
        self.problems.push(
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
        );
    }
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

fn in_range(number: f64, range: Range) -> bool {
    (range.least..=range.most).contains(&number)
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
