//! Syntax errors in words that help someone who does not know TOML.

use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Origin, Sources, floor_boundary};
use crate::scenario::text::place::Place;
use crate::scenario::text::reworded::reworded;

/// What a syntax error spoils besides its own line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spoils {
    /// Not even its own line: it says again what was said.
    Nothing,
    /// Nothing.
    Line,
    /// The keys up to the next heading.
    Table,
    /// Everything after it.
    Rest,
}

/// Turns a message of the TOML parser into a problem with a hint.
pub(crate) fn problem(message: &str, sources: &Sources, origin: Origin) -> (Problem, Spoils) {
    if message.starts_with("duplicate key") {
        return (duplicate(sources, origin), Spoils::Nothing);
    }
    let text = sources.get(origin.source).text.as_str();
    let start = floor_boundary(text, origin.start as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].split('\n').next().unwrap_or_default();
    let word = sources.text(origin).lines().next().unwrap_or_default();
    let place = Place {
        line,
        at: start - line_start,
        word: word.trim(),
    };
    let reworded = reworded(message, place);
    let spoils = if reworded.spoils_rest {
        Spoils::Rest
    } else if line.trim_start().starts_with('[') {
        Spoils::Table
    } else {
        Spoils::Line
    };
    let problem = Problem::error(Code::Syntax, reworded.message)
        .at(sources, origin)
        .maybe_help(reworded.help);
    (problem, spoils)
}

/// Another format that a file seems to be in.
pub(crate) fn other_format(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    if text.starts_with('{') {
        Some("JSON")
    } else if text.starts_with("---") {
        Some("YAML")
    } else if text.starts_with("<?xml") || text.starts_with("<!DOCTYPE") {
        Some("XML")
    } else {
        let mut lines = text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        let yaml = |line: &str| line.contains(": ") && !line.contains('=');
        (lines.clone().count() > 1 && lines.all(yaml)).then_some("YAML")
    }
}

/// A key or table that is given twice: shows both places.
fn duplicate(sources: &Sources, origin: Origin) -> Problem {
    let text = &sources.get(origin.source).text;
    let key = sources.quote(origin);
    let start = origin.start as usize;
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let heading = line.trim_start().starts_with('[');
    let name = |line: &str| -> String {
        let line = line.split('#').next().unwrap_or_default().trim();
        line.trim_start_matches('[')
            .trim_end_matches(']')
            .trim()
            .to_owned()
    };
    // The nearest earlier line that begins in the same way: the same heading, or the same key.
    let same = |other: &str| {
        if heading {
            other.trim_start().starts_with('[') && name(other) == name(line)
        } else {
            other
                .trim_start()
                .strip_prefix(key.as_str())
                .is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
        }
    };
    let mut earlier = None;
    let mut offset = 0;
    for candidate in text[..line_start].split_inclusive('\n') {
        if same(candidate) {
            let indent = candidate.len() - candidate.trim_start().len();
            earlier = Some((offset + indent, offset + candidate.trim_end().len()));
        }
        offset += candidate.len();
    }
    let is_list = |line: &str| line.trim_start().starts_with("[[");
    let mixed = earlier.is_some_and(|(from, to)| is_list(&text[from..to]) != is_list(line));
    let (message, help) = if heading && mixed {
        (
            format!("`{key}` is given as a list and as a table"),
            format!("if it is a list, write `[[{}]]` each time", name(line)),
        )
    } else if heading {
        (
            format!("the table `{key}` is given twice"),
            "put all its keys under one heading".to_owned(),
        )
    } else {
        (
            format!("the key `{key}` is given twice in one table"),
            "keep the one that is meant".to_owned(),
        )
    };
    let mut problem =
        Problem::error(Code::Syntax, message).labelled(sources, origin, "given again here");
    if let Some((start, end)) = earlier {
        problem = problem.labelled(
            sources,
            Origin {
                start: start as u32,
                end: end as u32,
                ..origin
            },
            "first given here",
        );
    }
    problem.help(help)
}
