//! Syntax errors in words that help someone who does not know TOML.

use super::problem::{Code, Problem};
use super::source::{Origin, Sources, floor_boundary};

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
    let say = |message: &str, help: &str| (message.to_owned(), Some(help.to_owned()));
    if line.contains(['“', '”', '‘', '’', '＂', '＝', '，', '【', '】', '［', '］'])
    {
        return say(
            "quotes, brackets, commas and equals signs must be the plain ones",
            "write \" [ ] , = as on an English keyboard",
        );
    }
    if message.contains("string values must be quoted") || message.contains("invalid boolean") {
        if word.is_empty() {
            return say(
                "a value is missing after `=`",
                "give the key a value, or take the line out",
            );
        }
        if let Some(Ok(percent)) = word.strip_suffix('%').map(str::parse::<f64>) {
            return (
                "shares are written without a percent sign".to_owned(),
                Some(format!("write {} for {word}", percent / 100.0)),
            );
        }
        return (
            "a word must be in quotes".to_owned(),
            Some(format!(
                "write \"{word}\"; without quotes stand numbers, true and false"
            )),
        );
    }
    if message.contains("invalid unquoted key") {
        if line.contains(':') && !line.contains('=') {
            return say(
                "a key and its value are joined by `=`, not by `:`",
                "write key = value",
            );
        }
        if !word.is_ascii() {
            let quoted = format!("write \"{word}\"");
            return (
                "a key that is not made of English letters and digits must be in quotes".to_owned(),
                Some(quoted),
            );
        }
    }
    if message.contains("key with no value") {
        return say("a line holds a key without a value", "write key = value");
    }
    if message.contains("invalid key-value pair") {
        return say("a key is missing before the value", "write key = value");
    }
    if message.contains("unexpected key or value") {
        let comma = line
            .split_once('=')
            .and_then(|(_, value)| value.trim().split_once(','))
            .filter(|(whole, fraction)| {
                let digits = |text: &str| {
                    !text.trim().is_empty() && text.trim().bytes().all(|byte| byte.is_ascii_digit())
                };
                digits(whole) && digits(fraction)
            });
        if let Some((whole, fraction)) = comma {
            return (
                "decimals are written with a point".to_owned(),
                Some(format!("write {}.{}", whole.trim(), fraction.trim())),
            );
        }
        return say(
            "there is more on the line after the value",
            "write one key = value on a line",
        );
    }
    if message.contains("recurse") {
        return say(
            "brackets are nested more than 80 deep",
            "a scenario needs three levels",
        );
    }
    if message.contains("array") {
        return say(
            "a list is not closed, or a comma is missing in it",
            "close the list with `]` before the next key",
        );
    }
    if message.contains("multi-line") {
        return say(
            "a text over several lines is not closed",
            "write \"\"\" at its end",
        );
    }
    if message.contains("string") && message.ends_with("expected '\"'")
        || message.contains("literal string")
    {
        return say(
            "a text is not closed",
            "put a quote at its end, on the same line",
        );
    }
    if message.contains("unclosed table") || message.contains("unclosed array table") {
        return say("a heading is not closed", "write [table] or [[list]]");
    }
    if message.contains("inline table") {
        return say(
            "a table in braces is not closed, or a comma is missing in it",
            "write { key = value, key = value }",
        );
    }
    (message.replace('`', "'"), None)
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
