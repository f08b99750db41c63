//! From bytes to a tree: size, encoding, TOML syntax.

use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin, Sources};
use crate::scenario::text::place::is_heading;
use crate::scenario::text::syntax::Spoils;
use crate::scenario::text::tree::{Node, Value};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Largest scenario file, in bytes. The largest sensible one is a thousand times smaller.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Most steps of a dotted key. Deeper ones would overflow the stack, and no key is deeper than five.
pub(crate) const DEEPEST: usize = 40;

/// Syntax errors that are looked at; lines with more of them are counted.
const MOST_ERRORS: usize = 100;

/// Times that a text is read with ever more of its lines blank, until the rest is TOML.
const MOST_TRIES: usize = 6;

/// Reads a scenario file as text.
///
/// # Errors
///
/// What keeps it from being read: it does not exist, is too large, or is not UTF-8.
pub(crate) fn file(path: &Path) -> Result<String, Problem> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(
            Problem::error(Code::Unreadable, "this is a folder, not a scenario file")
                .help("name a file: FOLDER/scenario.toml"),
        );
    }
    if metadata.len() > LARGEST {
        return Err(too_large(Some(metadata.len())));
    }
    let mut bytes = Vec::new();
    // The size of a pipe or a device is not known before it is read.
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(None));
    }
    decode(bytes)
}

fn unreadable(error: &std::io::Error) -> Problem {
    let problem = Problem::error(
        Code::Unreadable,
        format!("cannot be read: {}", describe(error)),
    );
    if error.kind() == std::io::ErrorKind::NotFound {
        problem.help(
            "`qun new NAME` writes a new scenario; `qun list scenarios` shows the ready-made ones",
        )
    } else {
        problem
    }
}

/// An error of the operating system in words that do not depend on the system.
fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn too_large(size: Option<u64>) -> Problem {
    let size = size.map_or_else(
        || "more than 8 MB".to_owned(),
        |size| format!("{:.1} MB", size as f64 / (1024.0 * 1024.0)),
    );
    Problem::error(
        Code::TooLarge,
        format!("the file is {size} large; a scenario is at most 8 MB"),
    )
    .help("is this the right file? activity logs go to `qun calibrate`")
}

/// Bytes as text, without a byte order mark.
fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(
            Problem::error(Code::Encoding, "the file is UTF-16, not UTF-8")
                .help("save it again as UTF-8"),
        );
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            return Err(not_utf8(error.as_bytes(), offset));
        }
    };
    if let Some(offset) = text.find('\0') {
        let line = text[..offset].matches('\n').count() + 1;
        return Err(Problem::error(
            Code::Encoding,
            format!("the file holds a NUL byte: byte {offset} (line {line})"),
        )
        .help("a scenario is a text file; save it again as UTF-8"));
    }
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn not_utf8(bytes: &[u8], offset: usize) -> Problem {
    let line = bytes[..offset].split(|&byte| byte == b'\n').count();
    let problem = Problem::error(
        Code::Encoding,
        format!("the file is not UTF-8 text: byte {offset} (line {line}) does not fit"),
    );
    if bytes.contains(&0) {
        return problem.help("this looks like a binary file; a scenario is a text file");
    }
    let (decoded, _, errors) = encoding_rs::GB18030.decode(bytes);
    let chinese = |character: char| ('\u{4E00}'..='\u{9FFF}').contains(&character);
    if !errors
        && decoded
            .chars()
            .filter(|&character| chinese(character))
            .count()
            >= 2
    {
        problem.help("this looks like GB18030 (GBK): save the file again as UTF-8 (另存为 UTF-8)")
    } else {
        problem.help("save the file again as UTF-8")
    }
}

/// A parsed text: what could be understood of it, and what could not.
pub(crate) struct Parsed {
    pub(crate) tree: Node,
    pub(crate) problems: Vec<Problem>,
    /// Lines with errors beside these.
    pub(crate) more: usize,
    /// Stretches of lines (from 1, both included) in which nothing can be said for certain.
    pub(crate) spoilt: Vec<(usize, usize)>,
}

/// Parses a text that is already in `sources`.
pub(crate) fn parse(sources: &Sources, source: u32, layer: Layer) -> Parsed {
    let text = &sources.get(source).text;
    let whole = Origin {
        layer,
        source,
        start: 0,
        end: 0,
    };
    let at = |start: usize, end: usize| Origin {
        start: start as u32,
        end: end as u32,
        ..whole
    };
    let hopeless = |problem: Problem| Parsed {
        tree: Node::empty_table(whole),
        problems: vec![problem],
        more: 0,
        spoilt: vec![(1, usize::MAX)],
    };
    if let Some((start, end)) = too_deep(text) {
        let problem = Problem::error(Code::Syntax, format!("a key has more than {DEEPEST} steps"));
        let problem = problem.at(sources, at(start, end.min(start + 60)));
        return hopeless(problem.help("no key of a scenario is deeper than five"));
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if let (Some(error), Some(format)) = (
        errors.first(),
        crate::scenario::text::syntax::other_format(text),
    ) {
        let span = error.span().unwrap_or(0..0);
        let problem = Problem::error(
            Code::Syntax,
            format!("this looks like {format}; a scenario is TOML"),
        );
        let problem = problem.at(sources, at(span.start, span.end));
        return hopeless(problem.help("`qun new NAME` writes one to start from"));
    }
    let mut parsed = Parsed {
        tree: Node::from_toml_table(table.get_ref(), whole),
        problems: Vec::new(),
        more: 0,
        spoilt: Vec::new(),
    };
    let mut blank = parsed.take(&errors, true, sources, whole);
    // The parser gives up the table with the first key that has no value: what could not be
    // understood is blanked out, so that the rest is read all the same.
    let mut left = text.clone();
    for _ in 0..MOST_TRIES {
        if blank.is_empty() {
            return parsed;
        }
        // Half a bracket that is blanked out makes errors of what belongs to it.
        let (blanked, is_whole) = blanked(&left, &blank);
        left = blanked;
        let (table, errors) = DeTable::parse_recoverable(&left);
        parsed.tree = Node::from_toml_table(table.get_ref(), whole);
        blank = parsed.take(&errors, is_whole, sources, whole);
    }
    parsed.tree = Node::empty_table(whole);
    parsed.spoilt.push((1, usize::MAX));
    parsed
}

impl Parsed {
    /// Takes up the errors of the parser, and tells them where they are `told`. Gives the stretches
    /// of lines that are not understood.
    fn take(
        &mut self,
        errors: &[toml::de::Error],
        told: bool,
        sources: &Sources,
        whole: Origin,
    ) -> Vec<(usize, usize)> {
        let text = &sources.get(whole.source).text;
        let mut blank = Vec::new();
        for error in errors.iter().take(MOST_ERRORS) {
            let span = error.span().unwrap_or(0..0);
            let start = crate::scenario::messages::source::floor_boundary(text, span.start);
            let end_of_line = text[start..]
                .find('\n')
                .map_or(text.len(), |newline| start + newline);
            let (line, _) = sources.position(whole.source, start as u32);
            let place = Origin {
                start: start as u32,
                end: span.end.clamp(start, end_of_line) as u32,
                ..whole
            };
            let (problem, spoils) =
                crate::scenario::text::syntax::problem(error.message(), sources, place);
            let (first, last) = match spoils {
                Spoils::Nothing | Spoils::Line => (line, line),
                Spoils::Rest => (line_of_opening(text, start).min(line), usize::MAX),
                Spoils::Table => {
                    let heading = text[end_of_line..]
                        .find("\n[")
                        .map(|found| end_of_line + found);
                    let last = heading.map_or(usize::MAX, |heading| {
                        sources.position(whole.source, heading as u32).0
                    });
                    (line, last)
                }
            };
            // An unclosed quote or bracket upsets what follows it: the first message is the useful one.
            let is_known = self.is_spoilt(line, line);
            if told && !is_known {
                self.problems.push(problem);
            }
            if spoils != Spoils::Nothing {
                blank.push((first, last));
            }
            if !is_known || spoils != Spoils::Nothing {
                self.spoilt.push((first, last));
            }
        }
        let rest = errors.iter().skip(MOST_ERRORS);
        let starts: BTreeSet<usize> = rest.filter_map(|it| Some(it.span()?.start)).collect();
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let lines = starts
            .iter()
            .map(|start| ends.partition_point(|end| end < start) + 1);
        let lines: BTreeSet<usize> = lines.filter(|line| !self.is_spoilt(*line, *line)).collect();
        self.more += lines.len();
        // Nothing behind so many errors is looked at.
        let behind = lines.first().map(|first| (*first, usize::MAX));
        self.spoilt.extend(behind);
        blank.extend(behind);
        blank
    }
}

/// A text with the lines of some stretches blank, and whether all brackets and quotes over several
/// lines that are gone are gone as a pair.
fn blanked(text: &str, stretches: &[(usize, usize)]) -> (String, bool) {
    let mut left = String::with_capacity(text.len());
    let mut is_whole = true;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_in = |&(first, last): &(usize, usize)| (first..=last).contains(&(index + 1));
        if !stretches.iter().any(is_in) {
            left.push_str(line);
            continue;
        }
        // What is blank to the end is blank from where it opens.
        let to_the_end = |&(first, last): &(usize, usize)| first <= index + 1 && last == usize::MAX;
        let content = line.trim_end_matches('\n');
        left.extend(std::iter::repeat_n(' ', content.len()));
        left.push_str(&line[content.len()..]);
        if is_heading(line) || stretches.iter().any(to_the_end) {
            continue;
        }
        let count = |sign: &str| line.matches(sign).count();
        is_whole &= count("[") == count("]")
            && count("{") == count("}")
            && count("\"\"\"") % 2 == 0
            && count("'''") % 2 == 0;
    }
    (left, is_whole)
}

/// The line of the key whose value is not closed before `byte`.
fn line_of_opening(text: &str, byte: usize) -> usize {
    let opens = |line: &str| {
        line.split_once('=').is_some_and(|(_, value)| {
            let signs = ["[", "{", "\"\"\"", "'''"];
            signs
                .iter()
                .any(|sign| value.trim_start().starts_with(sign))
        })
    };
    let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
    let before = text[..end].split('\n').enumerate();
    before
        .filter(|(_, line)| opens(line))
        .last()
        .map_or(usize::MAX, |(index, _)| index + 1)
}

impl Parsed {
    /// Whether any line of a stretch is one in which nothing can be said for certain.
    pub(crate) fn is_spoilt(&self, first: usize, last: usize) -> bool {
        self.spoilt
            .iter()
            .any(|&(from, to)| first <= to && from <= last)
    }
}

/// Reads the value of an assignment, which begins at byte `start` of its source. What is not a
/// TOML value is taken as text, so that words need no quotes in a shell.
pub(crate) fn value(text: &str, start: usize, origin: Origin) -> Node {
    let as_text = || Node::new(Value::Text(text.to_owned()), origin);
    if too_deep(text).is_some() {
        return as_text();
    }
    match DeValue::parse(text) {
        Ok(value) => {
            let mut node =
                Node::from_toml(value.get_ref(), 0..text.len(), origin.layer, origin.source);
            node.visit_origins(&mut |place| {
                place.start += start as u32;
                place.end += start as u32;
            });
            node
        }
        Err(_) => as_text(),
    }
}

/// The first dotted key with more steps than [`DEEPEST`]. Counts dots between separators and does
/// not look at quotes, so that no malformed text can hide a deep key.
fn too_deep(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    let mut dots = 0;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'.' => {
                // Dots in a row are an ellipsis.
                if index == 0 || text.as_bytes()[index - 1] != b'.' {
                    dots += 1;
                }
                if dots >= DEEPEST {
                    return Some((start, index));
                }
            }
            b'\n' | b'=' | b',' | b'{' | b'}' | b'[' | b']' => {
                start = index + 1;
                dots = 0;
            }
            _ => {}
        }
    }
    None
}
