//! Words of times, and numbers, signs and words apart.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const LONG_MONTHS: [&str; 12] = [
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
];
pub(super) const BEFORE_NOON: [&str; 8] =
    ["am", "a", "上午", "早上", "午前", "오전", "凌晨", "清晨"];
pub(super) const AFTER_NOON: [&str; 5] = ["pm", "p", "下午", "午後", "오후"];
/// Around noon: before it and after.
pub(super) const NOON: &str = "中午";
/// From the evening to midnight, the hour behind it included.
pub(super) const NIGHT: &str = "晚上";

pub(super) fn month(word: &str) -> Option<u16> {
    let known = MONTHS.iter().position(|name| *name == word).or_else(|| {
        LONG_MONTHS
            .contains(&word)
            .then(|| MONTHS.iter().position(|name| word.starts_with(name)))
            .flatten()
    })?;
    Some(known as u16 + 1)
}

/// What the numbers of a date and of a clock count, in Chinese, Japanese and Korean.
const COUNTED: &str = "年月日号號时時点點分秒년월일시분초";

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
        // What a number counts stands behind it: 日 behind one is a sign, that of 星期日 is none.
        let behind_number = count > 0 && matches!(found[count - 1], Token::Number(..));
        let is_sign = |mark: char| behind_number && COUNTED.contains(mark);
        let length = if first.is_ascii_digit() {
            rest.find(|mark: char| !mark.is_ascii_digit())
        } else if first.is_alphabetic() && !is_sign(first) {
            rest.find(|mark: char| !mark.is_alphabetic())
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
        } else if first.is_alphabetic() && !is_sign(first) {
            Token::Word(text)
        } else {
            Token::Sign(first)
        };
        count += 1;
    }
    Some(count)
}
