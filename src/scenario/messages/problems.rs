//! All problems of a scenario at once, in the order of the text, each said once.

use crate::scenario::messages::problem::{Place, Problem, Severity};
use crate::scenario::messages::render::render;
use crate::scenario::messages::source::{Layer, Sources};
use crate::words::Language;
use crate::words::visible::{visible, visible_in_colour};
use std::fmt;

/// Every problem of a scenario, with the texts they are in.
#[derive(Clone)]
pub struct Problems {
    list: Vec<Problem>,
    sources: Sources,
    /// Errors that are counted, and not in the list.
    more: usize,
}

impl Problems {
    /// Sorts problems by place and drops repeated ones.
    pub(crate) fn new(mut list: Vec<Problem>, sources: Sources) -> Self {
        list.sort_by_key(|problem| {
            problem
                .places
                .first()
                .map_or((0, 0, 0), |place| (place.source, place.start, place.end))
        });
        list.dedup_by(|next, kept| {
            next.code == kept.code
                && next.message == kept.message
                && next.places.first() == kept.places.first()
        });
        Self {
            list,
            sources,
            more: 0,
        }
    }

    /// The same with errors that are counted, and not in the list.
    pub(crate) fn and_more(self, more: usize) -> Self {
        Self { more, ..self }
    }

    /// A problem with a file as a whole.
    pub(crate) fn of_file(mut problem: Problem, file: &str) -> Self {
        problem.places.push(Place {
            file: file.to_owned(),
            start: 0,
            end: 0,
            line: 0,
            column: 0,
            label: None,
            source: 0,
            layer: Layer::File,
        });
        Self {
            list: vec![problem],
            sources: Sources::new(),
            more: 0,
        }
    }

    /// The problems, in the order of the text; of very many the first.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// How many of them are errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error) + self.more
    }

    /// How many of them are warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.list
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// `2 errors, 1 warning`.
    pub fn summary(&self) -> String {
        let count = |number: usize, word: &str| match number {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{number} {word}s")),
        };
        let parts: Vec<String> = [
            count(self.errors(), "error"),
            count(self.warnings(), "warning"),
        ]
        .into_iter()
        .flatten()
        .collect();
        parts.join(", ")
    }

    /// Whether every error is in what was given as a flag, so that the file is not to blame.
    pub fn only_in_flags(&self) -> bool {
        self.errors() > 0
            && self
                .list
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .all(|problem| {
                    problem
                        .places
                        .first()
                        .is_some_and(|place| place.layer == Layer::Flag)
                })
    }

    /// The problems as people read them: each with its line underlined. `colour` adds ANSI
    /// colours, which never carry meaning of their own. What a terminal would act upon is shown instead.
    pub fn render(&self, colour: bool) -> String {
        self.render_in(Language::English, colour)
    }

    /// The same in a language.
    pub fn render_in(&self, language: Language, colour: bool) -> String {
        let text = render(&self.list, self.more, &self.sources, language, colour);
        let shown = if colour {
            visible_in_colour(&text)
        } else {
            visible(&text)
        };
        shown.into_owned()
    }

    /// The problems for scripts: a list of objects with `severity`, `code`, `message`, `places`, `help`.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(&self.list).unwrap_or_default()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.render(false).trim_end())
    }
}

impl fmt::Debug for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Problems {}
