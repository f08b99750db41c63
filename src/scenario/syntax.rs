//! Syntax errors in words that help someone who does not know TOML.

use super::problem::{Code, Problem};
use super::source::{Origin, Sources};

/// Turns a message of the TOML parser into a problem with a hint.
pub(crate) fn problem(message: &str, sources: &Sources, origin: Origin) -> Problem {
    let text = &sources.get(origin.source).text;
    if message.starts_with("duplicate key") {
        return duplicate(sources, origin);
    }
    Problem::error(Code::Syntax, message.replace('`', "'"))
        .at(sources, origin)
        .maybe_help(hint(message, text, origin))
}

fn hint(message: &str, text: &str, origin: Origin) -> Option<String> {
    let start = super::source::floor_boundary(text, origin.start as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let _ = message;
    if line.contains(['“', '”', '‘', '’', '＂', '＝', '，', '【', '】', '［', '］'])
    {
        return Some(
            "write ASCII quotes, brackets, commas and equals signs: \" ' [ ] , =".to_owned(),
        );
    }
    None
}

/// A key or table that is given twice: shows both places.
fn duplicate(sources: &Sources, origin: Origin) -> Problem {
    let text = &sources.get(origin.source).text;
    let key = sources.quote(origin);
    let start = origin.start as usize;
    let line_of = |byte: usize| {
        let from = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
        (from, text[from..].lines().next().unwrap_or_default())
    };
    let (line_start, line) = line_of(start);
    let heading = line.trim_start().starts_with('[');
    // The nearest earlier line that begins in the same way: the same heading, or the same key.
    let same = |other: &str| {
        if heading {
            other.split('#').next().unwrap_or_default().trim()
                == line.split('#').next().unwrap_or_default().trim()
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
    let problem = if heading {
        Problem::error(Code::Syntax, format!("the table `{key}` is given twice"))
    } else {
        Problem::error(
            Code::Syntax,
            format!("the key `{key}` is given twice in one table"),
        )
    };
    let mut problem = problem.labelled(sources, origin, "given again here");
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
    problem.help(if heading {
        "put all keys of a table under one heading; the elements of a list are written `[[…]]`"
    } else {
        "keep the one that is meant"
    })
}
