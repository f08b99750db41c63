//! The line on which the TOML parser has stopped, and what stands around the place.

use crate::scenario::form::wording::shorten;

/// Where the parser has stopped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'t> {
    /// The line.
    pub(crate) line: &'t str,
    /// Byte of the line.
    pub(crate) at: usize,
    /// What the parser points at.
    pub(crate) word: &'t str,
}

impl<'t> Place<'t> {
    /// What stands around the place, between blanks, commas and brackets.
    pub(crate) fn token(self) -> &'t str {
        let ends = |sign: char| " \t,[]{}=#\"".contains(sign);
        let start = self.line[..self.at].rfind(ends).map_or(0, |at| at + 1);
        let end = self.line[self.at..].find(ends);
        let end = end.map_or(self.line.len(), |end| self.at + end);
        self.line[start..end].trim()
    }
}

/// The line without its comment, and without what stands in closed quotes.
pub(crate) fn bare(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['"', '\'', '#']) {
        bare.push_str(&rest[..at]);
        let sign = &rest[at..=at];
        let Some(close) = rest[at + 1..].find(sign).filter(|_| sign != "#") else {
            if sign != "#" {
                bare.push_str(&rest[at..]);
            }
            return bare;
        };
        bare.push_str("\"\"");
        rest = &rest[at + close + 2..];
    }
    bare + rest
}

/// The key of a line and what stands behind its equals sign.
pub(crate) fn halves(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim(), value.trim()))
}

/// Whether a line is a heading, be it right or not, and no list in a list.
pub(crate) fn is_heading(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_matches(['[', ']', ' ']);
    line.starts_with('[')
        && line.ends_with(']')
        && name.starts_with(|first: char| first.is_alphabetic())
        && !name.contains([',', '"', '\'', '{', '='])
}

/// Text to type, cut so that a message stays readable.
pub(crate) fn cut(text: &str) -> String {
    shorten(text.trim())
}
