//! Values of a wrong type: what was meant, and how it is written.

use crate::scenario::form::check::Checker;
use crate::scenario::form::shape::Shape;
use crate::scenario::form::wording::{list_names, percent};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::text::tree::{Node, Value};

impl Checker<'_> {
    pub(in crate::scenario) fn wrong_type(&mut self, node: &Node, shape: &Shape, path: &str) {
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
            (Shape::Table(_) | Shape::Map(_) | Shape::Changes, _) => {
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
