//! Text of somebody else's, made safe to show: what a terminal would act upon is shown instead.

use std::borrow::Cow;

/// Whether a terminal or a reader is led astray by a character: controls other than the end of a
/// line and the tabulator, and marks that turn the direction of writing.
pub fn is_unsafe(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{061C}' => true,
        _ => character.is_control(),
    }
}

/// The text with every such character replaced by a picture or a number of it: `␛`, `<U+202E>`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        push(&mut shown, character);
    }
    Cow::Owned(shown)
}

fn push(shown: &mut String, character: char) {
    match character {
        _ if !is_unsafe(character) => shown.push(character),
        '\u{0}'..='\u{1F}' => {
            shown.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{FFFD}'));
        }
        '\u{7F}' => shown.push('\u{2421}'),
        _ => shown.push_str(&format!("<U+{:04X}>", character as u32)),
    }
}

/// The same for text that is coloured: what sets colours and weights stays.
pub fn visible_in_colour(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(length) = colour(rest) {
            shown.push_str(&rest[..length]);
            rest = &rest[length..];
        } else {
            push(&mut shown, character);
            rest = &rest[character.len_utf8()..];
        }
    }
    Cow::Owned(shown)
}

/// The length of the colour that a text begins with. Concealed text (8) is none.
fn colour(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\u{1b}[")?;
    let end = inner.find(|character: char| !character.is_ascii_digit() && character != ';')?;
    let conceals = inner[..end]
        .split(';')
        .any(|code| code == "8" || code == "08");
    (inner[end..].starts_with('m') && !conceals).then_some(2 + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_upon_is_left() {
        let text = "a\u{1b}]0;owned\u{7}b\u{9b}31m\u{202e}c\r\u{7f}\n\t群";
        assert_eq!(visible(text), "a␛]0;owned␇b<U+009B>31m<U+202E>c␍␡\n\t群");
        assert!(matches!(visible("plain 群\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn colours_stay_and_nothing_else() {
        let text = "\u{1b}[1;31merror\u{1b}[0m: \u{1b}[2J\u{1b}[8mhidden\u{1b}[";
        assert_eq!(
            visible_in_colour(text),
            "\u{1b}[1;31merror\u{1b}[0m: ␛[2J␛[8mhidden␛["
        );
    }
}
