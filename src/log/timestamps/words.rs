//! Words of times, and numbers, signs and words apart.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const LONG_MONTHS: [&str; 13] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "sept",
    "september",
    "october",
    "november",
    "december",
    "",
];
pub(super) const BEFORE_NOON: [&str; 8] =
    ["am", "a", "上午", "早上", "午前", "오전", "凌晨", "清晨"];
pub(super) const AFTER_NOON: [&str; 7] = ["pm", "p", "下午", "晚上", "午後", "오후", "中午"];

pub(super) fn month(word: &str) -> Option<u16> {
    let known = MONTHS.iter().position(|name| *name == word).or_else(|| {
        LONG_MONTHS
            .iter()
            .any(|name| *name == word && !name.is_empty())
            .then(|| MONTHS.iter().position(|name| word.starts_with(name)))
            .flatten()
    })?;
    Some(known as u16 + 1)
}

/// A number, with its digits, or a sign or word between numbers.
#[derive(Clone, Copy)]
pub(super) enum Token<'cell> {
    Number(u32, usize),
    Sign(char),
    Word(&'cell str),
}

/// Most tokens of a time; what has more is none.
pub(super) const MOST: usize = 28;

pub(super) fn tokens<'cell>(cell: &'cell str, found: &mut [Token<'cell>; MOST]) -> Option<usize> {
    let mut count = 0;
    let mut rest = cell;
    while let Some(first) = rest.chars().next() {
        let kind = |mark: char| (mark.is_ascii_digit(), mark.is_alphabetic());
        let length = if first.is_ascii_digit() {
            rest.find(|mark: char| !mark.is_ascii_digit())
        } else if first.is_alphabetic() && !"年月日号時时分秒年월일".contains(first) {
            rest.find(|mark: char| !kind(mark).1 || "年月日号時时分秒".contains(mark))
        } else {
            Some(first.len_utf8())
        }
        .unwrap_or(rest.len());
        let text = &rest[..length];
        rest = &rest[length..];
        if count == MOST || length > 12 * 3 {
            return None;
        }
        if first.is_whitespace() {
            continue;
        }
        found[count] = if first.is_ascii_digit() {
            if length > 9 {
                return None;
            }
            Token::Number(text.parse().ok()?, length)
        } else if first.is_alphabetic() && !"年月日号時时分秒".contains(first) {
            Token::Word(text)
        } else {
            Token::Sign(first)
        };
        count += 1;
    }
    Some(count)
}
