//! What is wrong with a scenario and where, independent of how it is shown.

use crate::scenario::messages::source::{Layer, Origin, Sources, floor_boundary};
use serde::Serialize;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// The scenario can be run, but probably does not mean what it says.
    Warning,
}

/// The kind of a problem. Its name (`unknown-key`) is stable and meant for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file cannot be read at all.
    Unreadable,
    /// The file is larger than any scenario.
    TooLarge,
    /// The file is not text in UTF-8.
    Encoding,
    /// The file holds nothing.
    Empty,
    /// The text is not TOML.
    Syntax,
    /// A key that does not exist.
    UnknownKey,
    /// A name (of an archetype, a room, a topic, a metric …) that does not exist.
    UnknownName,
    /// A value of another type than the key takes.
    WrongType,
    /// A number outside the permitted range, or not a number at all.
    OutOfRange,
    /// A word that is not one of the permitted ones.
    BadChoice,
    /// A list or text that is too long or too short.
    WrongLength,
    /// A key that must be given and is not.
    Missing,
    /// Shares that do not sum to 1.
    SharesSum,
    /// Two things of one name.
    DuplicateName,
    /// Values that contradict each other.
    Contradiction,
    /// A value that has no effect.
    NoEffect,
    /// A path that leads nowhere, or a value that a path cannot take.
    BadPath,
    /// Something that should not be possible.
    Internal,
}

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, or the flag, that holds the text.
    pub file: String,
    /// First byte, from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line of the first byte, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Column of the first byte in characters, from 1; 0 for the file as a whole.
    pub column: usize,
    /// What is to be read at this place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(skip)]
    pub(crate) source: u32,
    #[serde(skip)]
    pub(crate) layer: Layer,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of problem.
    pub code: Code,
    /// What is wrong, as a fragment that fits "failed to load: …".
    pub message: String,
    /// Where it is, if it is anywhere: the first place is the problem's own, the others belong to it.
    pub places: Vec<Place>,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What to put in place of the first place's text, if one thing is likely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
}

impl Problem {
    pub(crate) fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            places: Vec::new(),
            help: None,
            replacement: None,
        }
    }

    pub(crate) fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Adds a place; the first one added is the problem's own.
    pub(crate) fn at(self, sources: &Sources, origin: Origin) -> Self {
        self.place(sources, origin, None)
    }

    /// Adds a place with words for it.
    pub(crate) fn labelled(
        self,
        sources: &Sources,
        origin: Origin,
        label: impl Into<String>,
    ) -> Self {
        self.place(sources, origin, Some(label.into()))
    }

    fn place(mut self, sources: &Sources, origin: Origin, label: Option<String>) -> Self {
        let source = sources.get(origin.source);
        if source.text.is_empty() {
            return self;
        }
        let start = floor_boundary(&source.text, origin.start as usize);
        let end = floor_boundary(&source.text, origin.end as usize).max(start);
        let (line, column) = sources.position(origin.source, start as u32);
        self.places.push(Place {
            file: source.name.clone(),
            start,
            end,
            line,
            column,
            label,
            source: origin.source,
            layer: origin.layer,
        });
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        if help.is_some() {
            self.help = help;
        }
        self
    }

    pub(crate) fn replacement(mut self, replacement: Option<String>) -> Self {
        self.replacement = replacement;
        self
    }
}
