//! What the TOML parser says, in words that help someone who does not know TOML.

use crate::scenario::text::place::{Place, bare, cut, halves, is_heading};
use crate::scenario::text::values;
use crate::words::wide::half_width;

/// A syntax error in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reworded {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Whether nothing behind it can be understood.
    pub(crate) spoils_rest: bool,
}

fn say(message: impl Into<String>, help: impl Into<String>) -> Reworded {
    Reworded {
        message: message.into(),
        help: Some(help.into()),
        spoils_rest: false,
    }
}

/// The parser's message in plainer words, and what to do.
pub(crate) fn reworded(message: &str, place: Place<'_>) -> Reworded {
    let found = signs(message, place)
        .or_else(|| comments(message, place))
        .or_else(|| headings(message, place))
        .or_else(|| keys(message, place))
        .or_else(|| texts(message, place))
        .or_else(|| brackets(message, place))
        .or_else(|| values::values(message, place).map(|(message, help)| say(message, help)))
        .or_else(|| rest(message));
    found.unwrap_or_else(|| say("this is not TOML", "write key = value"))
}

/// Signs that cannot be seen, or only look like those that are meant.
fn signs(message: &str, place: Place<'_>) -> Option<Reworded> {
    if message.contains("carriage return") {
        return Some(say(
            "a line ends in a carriage return alone (U+000D)",
            "save the file with the line ends of Unix or Windows",
        ));
    }
    let here = place
        .line
        .get(place.at..)
        .and_then(|rest| rest.chars().next());
    if let Some(sign) = here.filter(|sign| sign.is_control() && *sign != '\t') {
        return Some(say(
            format!(
                "the line holds the control character U+{:04X}",
                u32::from(sign)
            ),
            "delete it",
        ));
    }
    let bare = bare(place.line);
    let unseen = bare.chars().find_map(|sign| Some((sign, unseen(sign)?)));
    if let Some((sign, (kind, help))) = unseen {
        let code = u32::from(sign);
        return Some(say(
            format!("{kind} (U+{code:04X}) stands on the line, outside of quotes"),
            help,
        ));
    }
    let typographic = ['“', '”', '‘', '’', '＂', '＝', '，', '【', '】', '［', '］'];
    if bare.contains(typographic) {
        return Some(say(
            "quotes, brackets, commas and equals signs must be the plain ones",
            "write \" [ ] , = as on an English keyboard",
        ));
    }
    let half = half_width(place.word)?;
    Some(say(
        "digits must be the plain ones",
        format!("write {half} for {}", place.word),
    ))
}

/// What a sign is that nobody sees, and what to do about it.
fn unseen(sign: char) -> Option<(&'static str, &'static str)> {
    Some(match sign {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => {
            ("a no-break space", "delete it and write an ordinary space")
        }
        '\u{3000}' => ("a wide space", "delete it and write an ordinary space"),
        '\u{200b}' => ("a zero-width space", "delete it"),
        '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{2028}' | '\u{2029}' => {
            ("a character that cannot be seen", "delete it")
        }
        _ => return None,
    })
}

/// Comments as other languages write them.
fn comments(message: &str, place: Place<'_>) -> Option<Reworded> {
    const MARKS: [&str; 4] = ["//", "/*", ";", "--"];
    let line = place.line.trim();
    if let Some(mark) = MARKS.iter().find(|mark| line.starts_with(**mark)) {
        let text = line[mark.len()..].trim_end_matches("*/").trim();
        return Some(say(
            "comments begin with `#`",
            format!("write `# {}`", cut(text)),
        ));
    }
    let is_value =
        message.contains("must be quoted") || message.contains("unexpected key or value");
    let (key, value) = halves(line).filter(|_| is_value)?;
    let (at, mark) = MARKS
        .iter()
        .filter_map(|mark| Some((value.find(mark)?, mark)))
        .min()?;
    let (number, text) = (value[..at].trim(), value[at + mark.len()..].trim());
    if !values::is_value(number) {
        return None;
    }
    let text = text.trim_end_matches("*/").trim();
    Some(if text.is_empty() {
        say(
            format!("`{mark}` stands behind the value"),
            format!("write `{} = {number}`", cut(key)),
        )
    } else {
        say(
            "comments begin with `#`",
            format!("write `{} = {number} # {}`", cut(key), cut(text)),
        )
    })
}

fn headings(message: &str, place: Place<'_>) -> Option<Reworded> {
    let line = place.line.trim();
    if message.contains("missing table open") {
        return Some(say(
            "a bracket is closed that was not opened",
            "write [table] or [[list]]",
        ));
    }
    if !line.starts_with('[') {
        return None;
    }
    let name = bare(line);
    let name = name.trim().trim_start_matches('[');
    let name = name.split(']').next().unwrap_or_default().trim();
    if message.contains("unquoted keys cannot be empty") {
        return Some(empty_step(name, "a heading has no name", |name| {
            format!("[{name}]")
        }));
    }
    if message.contains("unexpected key or value") {
        let opened = line.len() - line.trim_start_matches('[').len();
        let close = line.find(']')?;
        let rest = &line[close..];
        let closed = rest.len() - rest.trim_start_matches(']').len();
        return Some(if closed > opened {
            let (open, close) = ("[".repeat(opened), "]".repeat(opened));
            say(
                "a heading is closed by more brackets than open it",
                format!("write `{open}{}{close}`", cut(name)),
            )
        } else {
            say(
                "there is more on the line after the heading",
                "write it on a line of its own, below the heading",
            )
        });
    }
    if message.contains("unclosed")
        && !message.contains("string")
        && line.contains(']')
        && name.contains(' ')
    {
        let joined: Vec<&str> = name.split_whitespace().collect();
        return Some(say(
            "the name in a heading holds a space",
            format!(
                "write `[{}]`, or put the name in quotes",
                cut(&joined.join("_"))
            ),
        ));
    }
    let unclosed = message.contains("unclosed") && message.contains("table");
    unclosed.then(|| say("a heading is not closed", "write [table] or [[list]]"))
}

/// A name whose steps are not all there.
fn empty_step(name: &str, nameless: &str, written: impl Fn(&str) -> String) -> Reworded {
    let steps: Vec<&str> = name
        .split('.')
        .map(str::trim)
        .filter(|step| !step.is_empty())
        .collect();
    if steps.is_empty() {
        let help = if written("x") == "[x]" {
            "write [table] or [[list]]"
        } else {
            "write key = value"
        };
        return say(nameless, help);
    }
    say(
        "there is nothing on one side of a dot",
        format!("write `{}`", cut(&written(&steps.join(".")))),
    )
}

fn keys(message: &str, place: Place<'_>) -> Option<Reworded> {
    let (line, word) = (place.line.trim(), place.word);
    let bare = bare(line);
    let is_joined_otherwise = || {
        let joints = [":=", "=>", "->", ":"];
        joints.into_iter().find(|joint| {
            let (before, after) = bare.split_once(joint).unwrap_or_default();
            !before.is_empty() && !before.contains('=') && !after.contains('=')
        })
    };
    let is_of_key = ["key with no value", "invalid unquoted key"];
    if is_of_key.iter().any(|part| message.contains(part))
        && let Some(joint) = is_joined_otherwise()
    {
        let (key, value) = line.split_once(joint)?;
        let value = value.trim();
        let help = if values::is_value(value) {
            format!("write `{} = {}`", cut(key), cut(value))
        } else {
            "write key = value".to_owned()
        };
        return Some(say(
            format!("a key and its value are joined by `=`, not by `{joint}`"),
            help,
        ));
    }
    if message.contains("key with no value") {
        return Some(without_value(line));
    }
    if message.contains("must be quoted") && bare.contains("=>") {
        return Some(say(
            "a key and its value are joined by `=`, not by `=>`",
            "write key = value",
        ));
    }
    if message.contains("extra `=`") {
        let (key, value) = halves(line)?;
        let value = value.trim_start_matches(['=', ' ']);
        if key.is_empty() {
            return Some(say("a key is missing before `=`", "write key = value"));
        }
        return Some(say(
            "there are two equals signs",
            format!("write `{} = {}`", cut(key), cut(value)),
        ));
    }
    if message.contains("unquoted keys cannot be empty") {
        let (key, value) = halves(line).unwrap_or((line, ""));
        let in_braces = value.starts_with('{');
        let key = if in_braces { "" } else { key };
        return Some(empty_step(key, "a key is missing before `=`", |key| {
            format!("{key} = {value}")
        }));
    }
    if message.contains("invalid unquoted key") {
        return Some(if word == ":" {
            say(
                "a key and its value are joined by `=`, not by `:`",
                "write key = value",
            )
        } else if !word.is_ascii() {
            say(
                "a key that is not made of English letters and digits must be in quotes",
                format!("write \"{word}\""),
            )
        } else {
            say(
                "a key holds a character that keys cannot have",
                "put the key in quotes",
            )
        });
    }
    None
}

/// A key behind which no equals sign stands.
fn without_value(line: &str) -> Reworded {
    if line.starts_with(['"', '\'']) && line[1..].find(&line[..1]).is_none() {
        return say("a quote is not closed", "close it before the equals sign");
    }
    if let Some((key, _)) = halves(line) {
        let words: Vec<&str> = key.split_whitespace().collect();
        return say(
            "a key holds a space",
            format!(
                "write `{}`, or put the key in quotes",
                cut(&words.join("_"))
            ),
        );
    }
    match line.split_once([' ', '\t']) {
        Some((key, value)) if values::is_value(value.trim()) => say(
            "an equals sign is missing between a key and its value",
            format!("write `{} = {}`", cut(key), cut(value)),
        ),
        _ => say("a line holds a key without a value", "write key = value"),
    }
}

fn texts(message: &str, place: Place<'_>) -> Option<Reworded> {
    let line = place.line;
    if message.contains("missing escaped value") {
        let sign = line.get(place.at..).and_then(|rest| rest.chars().next());
        let sign = sign.map(String::from).unwrap_or_default();
        return Some(say(
            format!("`\\{sign}` means nothing in a text in double quotes"),
            "write \\\\ for a backslash, or put the text in single quotes",
        ));
    }
    if message.contains("too few unicode value digits") {
        return Some(say(
            "the number of a character has too few digits",
            "write two digits behind \\x, four behind \\u, eight behind \\U, or the character itself",
        ));
    }
    if message.contains("unicode hexadecimal value") {
        return Some(say(
            "there is no character of that number",
            "write the character itself",
        ));
    }
    if message.contains("multi-line") {
        let quotes = if message.contains("literal") {
            "'''"
        } else {
            "\"\"\""
        };
        return Some(Reworded {
            spoils_rest: true,
            ..say(
                "a text over several lines is not closed",
                format!("write {quotes} at its end"),
            )
        });
    }
    let (_, value) = halves(line).unwrap_or(("", line));
    if message.contains("literal string, expected `'`") && !line.contains('\'') {
        // What the parser says of a key in braces without a value.
        return Some(say(
            "a key in braces has no value",
            "write { key = value, key = value }",
        ));
    }
    if message.contains("basic string") || message.contains("invalid literal string") {
        return Some(say(
            "a text is not closed",
            "put a quote at its end, on the same line",
        ));
    }
    if message.contains("unexpected key or value") {
        let quote = value.chars().next().filter(|it| ['"', '\''].contains(it))?;
        let (before, behind) = line.split_at(place.at.min(line.len()));
        let goes_on = before.ends_with(quote) && !behind.starts_with([' ', '\t', ',', ';']);
        if goes_on || value.matches(quote).count() % 2 == 1 {
            return Some(say(
                "a text ends at the second of its quotes, and there is more behind it",
                if quote == '"' {
                    "write \\\" for a quote inside of a text"
                } else {
                    "put a text that holds ' in double quotes"
                },
            ));
        }
    }
    None
}

fn brackets(message: &str, place: Place<'_>) -> Option<Reworded> {
    let open = |message: &str, help: &str| {
        Some(Reworded {
            spoils_rest: true,
            ..say(message, help)
        })
    };
    if message.contains("recurse") {
        return open(
            "brackets are nested more than 80 deep",
            "a scenario needs three levels",
        );
    }
    let is_next_key =
        is_heading(place.line) || halves(place.line).is_some_and(|(_, value)| !value.contains('['));
    if message.contains("unclosed array")
        || message.contains("in array")
        || (message.contains("between array elements") && is_next_key)
    {
        if message.contains("extra comma") {
            return Some(say(
                "there is a comma too many in a list",
                "write [1, 2, 3], with one comma between two values",
            ));
        }
        return open(
            "a list is not closed",
            "close the list with `]` before the next key",
        );
    }
    if message.contains("between array elements") {
        return Some(say(
            "a comma is missing in a list",
            "write [1, 2, 3], with a comma between two values",
        ));
    }
    if message.contains("unclosed inline table") {
        return open(
            "a table in braces is not closed",
            "write `}` behind its last value",
        );
    }
    if message.contains("extra comma in inline table") {
        return Some(say(
            "there is a comma too many in a table in braces",
            "write { key = value, key = value }",
        ));
    }
    let in_braces = ["between key-value pairs", "inline table element"];
    if in_braces.iter().any(|part| message.contains(part)) {
        return Some(say(
            "a comma or a value is missing in a table in braces",
            "write { key = value, key = value }",
        ));
    }
    message.contains("invalid key-value pair").then(|| {
        say(
            "a bracket is closed that was not opened, or a key is missing",
            "write key = value",
        )
    })
}

/// What is left when nothing better can be said.
fn rest(message: &str) -> Option<Reworded> {
    message.contains("unexpected key or value").then(|| {
        say(
            "there is more on the line after the value",
            "write one key = value on a line",
        )
    })
}
