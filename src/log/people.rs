//! Who is who: names that look the same are the same; who is no member is left out.

use super::left_out::Reason;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Marks that nobody sees: directions, joiners, byte order marks.
fn is_invisible(mark: char) -> bool {
    matches!(mark, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{ad}' | '\u{180e}' | '\u{fe00}'..='\u{fe0f}')
        || mark.is_control()
}

/// `text` without invisible marks, every blank an ordinary one.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let plain = |mark: char| !is_invisible(mark) && (mark == ' ' || !mark.is_whitespace());
    if text.is_ascii() && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
        || text.chars().all(plain)
    {
        return Cow::Borrowed(text);
    }
    let kept = text
        .chars()
        .filter(|&mark| mark == '\t' || !is_invisible(mark));
    Cow::Owned(
        kept.map(|mark| if mark.is_whitespace() { ' ' } else { mark })
            .collect(),
    )
}

/// A name as it looks.
pub(super) fn same_name(name: &str) -> Cow<'_, str> {
    match visible(name) {
        Cow::Borrowed(text)
            if text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes =>
        {
            Cow::Borrowed(text.trim())
        }
        text => Cow::Owned(text.nfkc().collect::<String>().trim().to_owned()),
    }
}

/// What platforms write for somebody who has gone.
const DELETED: [&str; 8] = [
    "[deleted]",
    "[removed]",
    "deleted user",
    "deleted account",
    "deleted member",
    "已注销",
    "已刪除的帳號",
    "ghost",
];
/// Programs that write under a name everybody knows.
const BOTS: [&str; 8] = [
    "automoderator",
    "github-actions",
    "dependabot",
    "slackbot",
    "system message",
    "系统消息",
    "系統消息",
    "discobot",
];

/// Why somebody of this name is no member, if so.
pub(super) fn no_member(name: &str) -> Option<Reason> {
    if name.len() > 40 {
        return None;
    }
    let lower = name.to_lowercase();
    if DELETED.contains(&lower.as_str()) || lower.starts_with("deleted user ") {
        Some(Reason::Deleted)
    } else if BOTS.contains(&lower.as_str()) || lower.ends_with("[bot]") {
        Some(Reason::Bot)
    } else {
        None
    }
}

/// Whether a spreadsheet has rounded this number.
pub(super) fn is_rounded(id: &str) -> bool {
    let bytes = id.as_bytes();
    let power = id.split_once(['E', 'e']).is_some_and(|(number, power)| {
        number.parse::<f64>().is_ok() && power.starts_with('+') && power.len() < 5
    });
    let digits = bytes.len() >= 17 && bytes.iter().all(u8::is_ascii_digit);
    power || digits && bytes[15..].iter().all(|&digit| digit == b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_are_the_same() {
        for name in [
            "José",
            "\u{200e}José",
            "Jose\u{301}",
            " José\u{a0}",
            "José\u{fe0f}",
        ] {
            assert_eq!(same_name(name), "José", "{name:?}");
        }
        assert_ne!(same_name("Jose"), same_name("José"));
    }

    #[test]
    fn numbers_rounded_by_a_spreadsheet_are_told() {
        assert!(is_rounded("1E+17") && is_rounded("1.00000000000E+17"));
        assert!(is_rounded("100000000000000000"));
        assert!(!is_rounded("100000000000000575") && !is_rounded("wxid_1e+5") && !is_rounded("7"));
    }
}
