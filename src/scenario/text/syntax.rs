//! Syntax errors in words that help someone who does not know TOML.

use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Origin, Sources, floor_boundary};
use crate::words::wide::half_width;

/// What a syntax error spoils besides its own line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spoils {
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
        return (duplicate(sources, origin), Spoils::Line);
    }
    let text = sources.get(origin.source).text.as_str();
    let start = floor_boundary(text, origin.start as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let word = sources.quote(origin);
    let (message, help) = reword(message, line, word.trim());
    let spoils = if message.contains("list")
        || message.contains("nested")
        || message.contains("over several lines")
    {
        Spoils::Rest
    } else if line.trim_start().starts_with('[') {
        Spoils::Table
    } else {
        Spoils::Line
    };
    let problem = Problem::error(Code::Syntax, message)
        .at(sources, origin)
        .maybe_help(help);
    (problem, spoils)
}

/// The parser's message in plainer words, and what to do.
fn reword(message: &str, line: &str, word: &str) -> (String, Option<String>) {
    if let Some((message, help)) = about_the_line(message, line, word) {
        return (message.to_owned(), Some(help));
    }
    let known = REWORDED
        .iter()
        .find(|(parts, ..)| parts.iter().all(|part| message.contains(part)));
    match known {
        Some((_, message, help)) => ((*message).to_owned(), Some((*help).to_owned())),
        None => (message.replace('`', "'"), None),
    }
}

/// What is said where these words are all in the parser's message, and the hint.
const REWORDED: &[(&[&str], &str, &str)] = &[
    (
        &["invalid unquoted key"],
        "a key holds a character that keys cannot have",
        "put the key in quotes",
    ),
    (
        &["key with no value"],
        "a line holds a key without a value",
        "write key = value",
    ),
    (
        &["invalid key-value pair"],
        "a key is missing before the value",
        "write key = value",
    ),
    (
        &["unexpected key or value"],
        "there is more on the line after the value",
        "write one key = value on a line",
    ),
    (
        &["recurse"],
        "brackets are nested more than 80 deep",
        "a scenario needs three levels",
    ),
    (
        &["unclosed", "table"],
        "a heading is not closed",
        "write [table] or [[list]]",
    ),
    (
        &["inline table"],
        "a table in braces is not closed, or a comma is missing in it",
        "write { key = value, key = value }",
    ),
    (
        &["array"],
        "a list is not closed, or a comma is missing in it",
        "close the list with `]` before the next key",
    ),
    (
        &["multi-line"],
        "a text over several lines is not closed",
        "write \"\"\" at its end",
    ),
    (
        &["basic string", "expected '\"'"],
        "a text is not closed",
        "put a quote at its end, on the same line",
    ),
    (
        &["literal string"],
        "a text is not closed",
        "put a quote at its end, on the same line",
    ),
];

/// What can be said from the words on the line.
fn about_the_line(message: &str, line: &str, word: &str) -> Option<(&'static str, String)> {
    let typographic = ['“', '”', '‘', '’', '＂', '＝', '，', '【', '】', '［', '］'];
    if line.contains(typographic) {
        return Some((
            "quotes, brackets, commas and equals signs must be the plain ones",
            "write \" [ ] , = as on an English keyboard".to_owned(),
        ));
    }
    if let Some(half) = half_width(word) {
        return Some((
            "digits must be the plain ones",
            format!("write {half} for {word}"),
        ));
    }
    if message.contains("string values must be quoted") || message.contains("invalid boolean") {
        let percent = word
            .strip_suffix('%')
            .and_then(|number| number.parse::<f64>().ok());
        return Some(if word.is_empty() {
            (
                "a value is missing after `=`",
                "give the key a value, or take the line out".to_owned(),
            )
        } else if let Some(percent) = percent {
            (
                "shares are written without a percent sign",
                format!("write {} for {word}", percent / 100.0),
            )
        } else {
            (
                "a word must be in quotes",
                format!("write \"{word}\"; without quotes stand numbers, true and false"),
            )
        });
    }
    if message.contains("invalid unquoted key") && line.contains(':') && !line.contains('=') {
        return Some((
            "a key and its value are joined by `=`, not by `:`",
            "write key = value".to_owned(),
        ));
    }
    if message.contains("invalid unquoted key") && !word.is_ascii() {
        return Some((
            "a key that is not made of English letters and digits must be in quotes",
            format!("write \"{word}\""),
        ));
    }
    if message.contains("unexpected key or value") {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (_, value) = line.split_once('=')?;
        let (whole, fraction) = value.trim().split_once(',')?;
        let (whole, fraction) = (whole.trim(), fraction.trim());
        if digits(whole) && digits(fraction) {
            return Some((
                "decimals are written with a point",
                format!("write {whole}.{fraction}"),
            ));
        }
    }
    None
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
