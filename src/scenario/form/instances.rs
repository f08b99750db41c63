//! Named instances of a table: `[operator.red_packets.fridays]` beside `[operator.red_packets]`.

use crate::scenario::form::check::Checker;
use crate::scenario::form::shape::{self, Field, Shape, TableShape};
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{list_names, shorten};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::Layer;
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Entry, Node, Table, Value};

/// Longest name of an instance, in characters.
const LONGEST_NAME: usize = 40;

/// Whether an entry was written as a path: those say what they change, and bring nothing into being.
fn is_path(entry: &Entry) -> bool {
    !matches!(entry.key_origin.layer, Layer::Strategy | Layer::Cell)
}

impl Checker<'_> {
    /// The shape of an entry that is no key of the table, if it can be an instance.
    pub(in crate::scenario) fn instance<'s>(
        &self,
        entry: &Entry,
        shape: &'s TableShape,
    ) -> Option<&'s Field> {
        let switched = self.overlay && matches!(entry.node.value, Value::Boolean(_));
        let stands_for_one = entry.node.table().is_some() || switched;
        shape.instance.as_deref().filter(|_| stands_for_one)
    }

    /// Whether an instance may be called that; what is laid over a scenario by its path must be there.
    pub(in crate::scenario) fn may_be_named(
        &mut self,
        entry: &Entry,
        shape: &TableShape,
        path: &str,
        base: Option<&Node>,
    ) -> bool {
        let name = shorten(&entry.key);
        let plain = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
        let length = entry.key.chars().count();
        if length == 0 || length > LONGEST_NAME || !entry.key.chars().all(plain) {
            let problem = Problem::error(
                Code::BadPath,
                format!(
                    "`{}` cannot name an instance of `{path}`",
                    name.escape_debug()
                ),
            );
            let problem = problem.at(self.sources, entry.key_origin).help(format!(
                "a name has letters, digits, `-` and `_`, at most {LONGEST_NAME} of them"
            ));
            self.push(problem, entry.key_origin);
            return false;
        }
        let here = base.and_then(Node::table);
        let there = here.is_some_and(|table| table.get(&entry.key).is_some());
        let added = matches!(entry.node.value, Value::Boolean(true));
        if there || added || !self.overlay || !is_path(entry) {
            return true;
        }
        let names: Vec<&str> = here
            .into_iter()
            .flat_map(|table| shape.instances(table))
            .map(|entry| entry.key.as_str())
            .collect();
        let near = suggest::nearest(&entry.key, names.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{}`?", join(path, near)),
            None if names.is_empty() => format!("write `[{path}.{name}]` in the file"),
            None => format!("there are {}", list_names(&names)),
        };
        let problem = Problem::error(Code::UnknownName, format!("no `{path}` is named `{name}`"));
        let problem = problem
            .labelled(self.sources, entry.key_origin, "no such name")
            .help(help)
            .replacement(near.map(str::to_owned));
        self.push(problem, entry.key_origin);
        false
    }

    /// Whether a key may be set: a name is free where it is none of the keys, and what is laid over
    /// named instances by its path says which of them it means.
    pub(in crate::scenario) fn may_set(
        &mut self,
        entry: &Entry,
        shape: &TableShape,
        path: &str,
        base: Option<&Node>,
    ) -> bool {
        if shape.instance.is_none() {
            return true;
        }
        let key = &entry.key;
        let holds_a_table = shape
            .field(key)
            .is_some_and(|field| matches!(field.shape, Shape::Table(_)));
        if entry.node.table().is_some() && !holds_a_table {
            let problem = Problem::error(
                Code::BadPath,
                format!("no instance of `{path}` can be named `{key}`: it is one of its keys"),
            );
            let help = format!("give it another name, such as `[{path}.my-{key}]`");
            self.push(
                problem.at(self.sources, entry.key_origin).help(help),
                entry.key_origin,
            );
            return false;
        }
        let here = base.and_then(Node::table);
        let named_only = here.filter(|table| shape.only_instances(table));
        let Some(here) = named_only.filter(|_| self.overlay && is_path(entry)) else {
            return true;
        };
        let paths: Vec<String> = here
            .iter()
            .map(|entry| join(&join(path, &entry.key), key))
            .collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let problem = Problem::error(
            Code::UnknownName,
            format!("every `{path}` of this scenario has a name of its own"),
        );
        let problem = problem
            .labelled(self.sources, entry.key_origin, "of which one?")
            .help(format!("name one: {}", list_names(&paths)));
        self.push(problem, entry.key_origin);
        false
    }
}

/// The strategies of a scenario in the order in which they act: that of the file, then what was laid over.
pub(crate) fn order_of(scenario: &Node) -> Vec<(String, Option<String>)> {
    let Some(Shape::Table(shape)) = shape::scenario()
        .field("operator")
        .map(|field| &field.shape)
    else {
        return Vec::new();
    };
    let operator = scenario.at(&["operator"]).and_then(Node::table);
    operator.map_or_else(Vec::new, |operator| order(operator, shape))
}

/// Where the instances in a table stand, each as the key of its kind and its own name.
fn order(operator: &Table, shape: &TableShape) -> Vec<(String, Option<String>)> {
    let place = |entry: &Entry| {
        let origin = entry.key_origin;
        (origin.layer, origin.source, origin.start)
    };
    let mut found = Vec::new();
    for entry in operator.iter() {
        let (Some(Shape::Table(kind)), Some(table)) = (
            shape.field(&entry.key).map(|field| &field.shape),
            entry.node.table(),
        ) else {
            continue;
        };
        if kind.instance.is_none() {
            continue;
        }
        for instance in kind.instances(table) {
            let name = instance.key.clone();
            found.push((place(instance), entry.key.clone(), Some(name)));
        }
        if !kind.only_instances(table) {
            // The instance without a name stands where its first key is written.
            let written = table
                .iter()
                .filter(|own| kind.field(&own.key).is_some())
                .filter(|own| own.key_origin.layer >= Layer::File)
                .map(place)
                .min();
            found.push((written.unwrap_or(place(entry)), entry.key.clone(), None));
        }
    }
    found.sort();
    found
        .into_iter()
        .map(|(_, kind, name)| (kind, name))
        .collect()
}
