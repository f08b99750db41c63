//! What lines belong to that could not be understood: nothing can be said for certain of it.

use crate::scenario::form::shape::scenario;
use crate::scenario::form::suggest;
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Sources};
use crate::scenario::text::path;
use crate::scenario::text::read::Parsed;
use std::collections::BTreeSet;

/// Tables at the top that are no part of what is lived.
const BESIDE: [&str; 4] = ["strategy", "sweep", "uncertainty", "claim"];

/// What is spoilt by lines that could not be understood.
pub(crate) struct Spoilt<'t> {
    text: &'t str,
    parsed: &'t Parsed,
    /// The keys at the top under which something is spoilt; an empty one stands for all.
    pub(crate) tables: BTreeSet<String>,
    /// The variations in which something is spoilt; an empty one stands for all.
    pub(crate) variations: BTreeSet<String>,
}

impl<'t> Spoilt<'t> {
    pub(crate) fn of(parsed: &'t Parsed, text: &'t str) -> Self {
        let (mut tables, mut variations) = (BTreeSet::new(), BTreeSet::new());
        for [first, second] in touched(text, |line| parsed.is_spoilt(line, line)) {
            match first.as_str() {
                "strategy" => {
                    variations.insert(second);
                }
                // A value that is varied anyway is not doubted.
                "sweep" | "uncertainty" => {
                    tables.insert("operator".to_owned());
                }
                _ => {
                    tables.insert(first);
                }
            }
        }
        Self {
            text,
            parsed,
            tables,
            variations,
        }
    }

    /// Whether a problem of the file may only follow from a line that could not be understood.
    pub(crate) fn explains(&self, problem: &Problem, sources: &Sources) -> bool {
        let Some(place) = problem.places.first() else {
            return true;
        };
        if place.layer < Layer::File || place.layer > Layer::Strategy {
            return false;
        }
        let (last, _) = sources.position(place.source, place.end as u32);
        // What is missing in a table, or that it is empty, hangs on all of its lines.
        let end = match problem.code {
            Code::Missing | Code::NoEffect => self.end_of_table(place.line).max(last),
            _ => last,
        };
        self.parsed.is_spoilt(place.line, end)
    }

    /// The line of the next heading; for a line that is no heading itself and stands below one, that line.
    fn end_of_table(&self, line: usize) -> usize {
        let is_heading = |line: &str| line.trim_start().starts_with('[');
        let mut lines = self.text.lines().skip(line - 1);
        if line > 1 && !lines.next().is_some_and(is_heading) {
            return line;
        }
        let below = self.text.lines().skip(line).position(is_heading);
        below.map_or(usize::MAX, |below| line + 1 + below)
    }

    /// Whether a name is not known, and the lines that might have given it could not be understood.
    pub(crate) fn has_lost_the_name(&self, problem: &Problem) -> bool {
        let path = problem.message.split('`').nth(1).unwrap_or_default();
        let first = path.split('.').next().unwrap_or_default();
        matches!(problem.code, Code::UnknownName | Code::BadPath)
            && (self.tables.contains(first) || self.tables.contains(""))
    }
}

/// The paths, of one step or two, of what the lines that `is_spoilt` belong to. A line of which
/// nobody can say what it belongs to gives an empty step.
pub(crate) fn touched(text: &str, is_spoilt: impl Fn(usize) -> bool) -> Vec<[String; 2]> {
    let mut touched = Vec::new();
    let mut heading: Vec<String> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let spoilt = is_spoilt(index + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with(['[', '［', '【']) {
            let steps = steps(line);
            let known = steps.first().and_then(|first| top(first));
            if spoilt {
                // The keys under a heading that is not understood are read as those of the table above.
                touched.extend(pair(&heading).filter(|_| !heading.is_empty()));
                touched.extend(pair(&steps));
            }
            // A line of a list over several lines begins with a bracket too.
            if spoilt || known.is_some() {
                heading = steps;
            }
        } else if spoilt {
            let mut path = heading.clone();
            path.extend(steps(line));
            touched.extend(pair(&path));
        }
    }
    touched
}

/// The first two steps; nothing for a word that stands for no key.
fn pair(steps: &[String]) -> Option<[String; 2]> {
    let first = steps.first().map(String::as_str).unwrap_or_default();
    let second = steps.get(1).cloned().unwrap_or_default();
    let is_word = |word: &str| {
        let sign = |sign: char| sign.is_ascii_alphanumeric() || "-_".contains(sign);
        word.starts_with(|first: char| first.is_ascii_alphabetic()) && word.chars().all(sign)
    };
    match top(first) {
        Some(top) => Some([top, second]),
        None if is_word(first) => None,
        None => Some([String::new(), second]),
    }
}

/// The key at the top that a word is, or stands for.
fn top(word: &str) -> Option<String> {
    if word.is_empty() {
        return None;
    }
    if scenario().field(word).is_some() || BESIDE.contains(&word) {
        return Some(word.to_owned());
    }
    let near = suggest::nearest(word, BESIDE);
    let near = near.map(str::to_owned);
    near.or_else(|| suggest::meant(word, scenario(), "").top)
}

/// The steps of the path with which a line begins, as far as they can be told.
fn steps(line: &str) -> Vec<String> {
    let line = line.trim_start_matches(['[', '［', '【', ' ']);
    let end = line.find([']', '］', '】', '=', '＝', ':', '：', '#']);
    let key = line[..end.unwrap_or(line.len())].trim();
    // `days 30`: what is meant for the value is no part of the key.
    let quoted = key.starts_with(['"', '\'']);
    let key = key.split([' ', '\t']).next().filter(|_| !quoted);
    let key = key.unwrap_or(&line[..end.unwrap_or(line.len())]).trim();
    if let Ok(steps) = path::parse(key) {
        return steps.into_iter().map(|step| step.key).collect();
    }
    let plain = |step: &str| {
        let marks = |sign: char| "\"'“”‘’＂ ".contains(sign);
        step.trim_matches(marks).to_owned()
    };
    key.split('.').map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_to_the_table_they_stand_in() {
        let text = "title = 3\ndays 30\nfoo 1\n= 3\n[audience]\nfounders 3\n[[archetype\nname = 1\n\
                    [strategy.a]\noperator.x 3\n[strategy]\n\"b\".operator 3\n[sweep]\nx = [\n[1,2],\n";
        let of = |line: usize| {
            let touched = touched(text, |number| number == line);
            let joined: Vec<String> = touched.iter().map(|pair| pair.join("/")).collect();
            joined.join(" ")
        };
        assert_eq!(of(1), "title/");
        assert_eq!(of(2), "days/");
        assert_eq!(of(3), "");
        assert_eq!(of(4), "/");
        assert_eq!(of(6), "audience/founders");
        assert_eq!(of(7), "audience/ archetype/");
        assert_eq!(of(8), "archetype/name");
        assert_eq!(of(10), "strategy/a");
        assert_eq!(of(12), "strategy/b");
        assert_eq!(of(14), "sweep/x");
    }
}
