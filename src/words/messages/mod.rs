//! What commands and checks say, in Chinese: a list of messages with places to fill in, in both
//! languages. A message is written in English where it arises and said in the reader's language where
//! it is shown, so that whatever arises below, of the system or of a library too, has one way to be
//! understood.
//!
//! Documents for scripts (JSON, tables) keep the English of messages.

mod commands;
mod help;
mod log;
mod operator;
mod scenario;
mod system;
mod variations;

use super::{Language, Phrase, Text};
use std::borrow::Cow;

/// Messages one after the other, English first.
macro_rules! messages {
    ($($en:literal, $zh:literal;)*) => {
        /// The messages.
        pub(super) const MESSAGES: &[crate::words::Text] = &[$(crate::words::Text::new($en, $zh)),*];
    };
}
use messages;

/// Every message.
pub fn all() -> impl Iterator<Item = &'static Text> {
    [
        help::MESSAGES,
        scenario::MESSAGES,
        variations::MESSAGES,
        commands::MESSAGES,
        operator::MESSAGES,
        system::MESSAGES,
        log::MESSAGES,
    ]
    .into_iter()
    .flatten()
}

/// Messages inside of messages inside of messages go no deeper.
const DEEPEST: usize = 8;

/// A message in `language`: as it is where it is not known.
pub fn said(message: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::English => Cow::Borrowed(message),
        Language::Chinese => in_chinese(message, DEEPEST),
    }
}

/// A message in both languages.
pub fn both(message: &str) -> Phrase {
    Phrase::new(message, said(message, Language::Chinese))
}

/// The same of several lines, each by itself where they are not known together. What stands before
/// two blanks at least is left: examples have an explanation behind them.
pub fn said_by_line(text: &str, language: Language) -> String {
    let lines = text.split('\n').map(|line| {
        let start = line.len() - line.trim_start().len();
        let explained = line[start..].rfind("  ").map_or(start, |at| start + at + 2);
        let (left, words) = line.split_at(explained);
        format!("{left}{}", said(words, language))
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn in_chinese(message: &str, deep: usize) -> Cow<'_, str> {
    // The message with most words of its own is the one that is meant.
    // What is filled in does not go on over the end of a line.
    let lines = message.contains('\n');
    let best = all()
        .filter(|text| !lines || text.en.contains('\n'))
        .filter_map(|text| Some((text, found(text.en, message)?)))
        .max_by_key(|(text, found)| {
            text.en.len() - found.iter().map(|it| it.0.len() + 2).sum::<usize>()
        });
    let Some((text, found)) = best else {
        return in_parts(message, deep);
    };
    let values: Vec<(&str, Cow<'_, str>)> = found
        .into_iter()
        .map(|(place, value)| {
            let value = if deep > 0 {
                in_chinese(value, deep - 1)
            } else {
                Cow::Borrowed(value)
            };
            (place, value)
        })
        .collect();
    let values: Vec<(&str, &dyn std::fmt::Display)> = values
        .iter()
        .map(|(place, value)| (*place, value as &dyn std::fmt::Display))
        .collect();
    Cow::Owned(text.with(Language::Chinese, &values))
}

/// What joins messages, and how it is written in Chinese.
const JOINTS: [(&str, &str); 4] = [("; ", "；"), (": ", "："), (", ", "，"), (". ", "。")];

/// A message that is joined of others, some of which are known.
fn in_parts(message: &str, deep: usize) -> Cow<'_, str> {
    let Some(deeper) = deep.checked_sub(1) else {
        return Cow::Borrowed(message);
    };
    if message.contains('\n') {
        // However many lines there are, none is deeper inside than another.
        let lines = message.split('\n').map(|line| in_a_line(line, deeper));
        return Cow::Owned(lines.collect::<Vec<String>>().join("\n"));
    }
    let joined = JOINTS.iter().find_map(|(joint, chinese)| {
        let (before, after) = message.split_once(joint)?;
        let told = [before, after].map(|part| in_chinese(part, deeper));
        let known = told[0] != before || told[1] != after;
        known.then(|| format!("{}{chinese}{}", told[0], told[1]))
    });
    joined.map_or(Cow::Borrowed(message), Cow::Owned)
}

/// One line of several; one that others follow may end in a colon.
fn in_a_line(line: &str, deep: usize) -> String {
    let head = line
        .strip_suffix(':')
        .map(|head| (head, in_chinese(head, deep)));
    match head {
        Some((head, told)) if told != head => format!("{told}："),
        _ => in_chinese(line, deep).into_owned(),
    }
}

/// A pattern in pieces: what stands before each place, its name, and what stands behind the last.
fn pieces(pattern: &str) -> (Vec<(&str, &str)>, &str) {
    let mut pieces = Vec::new();
    let (mut rest, mut from) = (pattern, 0);
    while let Some(open) = rest[from..].find('{').map(|at| at + from) {
        let name = rest[open + 1..].split('}').next().unwrap_or_default();
        let is_place = rest[open + 1..].contains('}')
            && !name.is_empty()
            && name.chars().all(|it| it.is_ascii_lowercase() || it == '_');
        if is_place {
            pieces.push((&rest[..open], name));
            rest = &rest[open + name.len() + 2..];
            from = 0;
        } else {
            from = open + 1;
        }
    }
    (pieces, rest)
}

/// Whether a place called `n` may hold this: it counts, and is no beginning of a sentence that ends in a count.
fn is_count(value: &str) -> bool {
    !value.contains(' ')
}

/// What stands in the places of a pattern, if the message follows it.
fn found<'m>(pattern: &'static str, message: &'m str) -> Option<Vec<(&'static str, &'m str)>> {
    // Most patterns begin otherwise, which shows before they are taken apart.
    if !message.starts_with(pattern.split('{').next()?) {
        return None;
    }
    let (pieces, end) = pieces(pattern);
    let mut rest = message.strip_suffix(end)?;
    if pieces.is_empty() {
        return rest.is_empty().then(Vec::new);
    }
    let mut values: Vec<(&str, &str)> = Vec::new();
    for (number, (before, name)) in pieces.into_iter().enumerate() {
        if let Some(last) = number.checked_sub(1).and_then(|it| values.get_mut(it)) {
            let at = rest.find(before).filter(|at| *at > 0)?;
            last.1 = &rest[..at];
            rest = &rest[at + before.len()..];
        } else {
            rest = rest.strip_prefix(before)?;
        }
        values.push((name, rest));
    }
    values
        .iter()
        .all(|(place, value)| !value.is_empty() && (*place != "n" || is_count(value)))
        .then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_chinese;
    use std::collections::BTreeSet;

    #[test]
    fn every_message_is_whole_in_both_languages() {
        let mut seen = BTreeSet::new();
        for text in all() {
            assert!(seen.insert(text.en), "twice: {}", text.en);
            assert!(text.zh.chars().any(is_chinese), "{text:?}");
            assert!(
                !text.en.replace("另存为 UTF-8", "").chars().any(is_chinese),
                "{text:?}"
            );
            let places = |text: &'static str| -> BTreeSet<&str> {
                pieces(text).0.into_iter().map(|(_, name)| name).collect()
            };
            assert!(places(text.zh).is_subset(&places(text.en)), "{text:?}");
        }
    }

    #[test]
    fn what_was_filled_in_is_found_again() {
        let say = |message| said(message, Language::Chinese).into_owned();
        assert_eq!(
            say("unknown key `fees` in `operator.threshold`"),
            "`operator.threshold` 里没有键 `fees`"
        );
        assert_eq!(say("unknown key `fees`"), "没有键 `fees`");
        assert_eq!(
            say("`days` must be a whole number, not a list"),
            "`days` 应为整数，不应为列表"
        );
        assert_eq!(say("warning: no such file"), "警告：没有这个文件");
        assert_eq!(
            say(
                "failed to understand a.csv:\nline 1: no column `b` (hint: the header has `c`)\nline 2: is empty"
            ),
            "读不懂 a.csv：\n第 1 行：没有列 `b`（提示：表头有 `c`）\n第 2 行：为空"
        );
        let lines = |number: usize| format!("line {number}: 9 fields, but the header has 12\n");
        let many: String = (2..30).map(lines).collect();
        let many = format!("failed to understand a.csv:\n{many}and 280 more");
        let told = said(&many, Language::Chinese);
        assert!(
            told.starts_with("读不懂 a.csv：\n第 2 行：有 9 个字段，而表头有 12 个\n"),
            "{told}"
        );
        assert!(
            told.ends_with("第 29 行：有 9 个字段，而表头有 12 个\n另有 280 处"),
            "{told}"
        );
        assert_eq!(say("what nobody has said"), "what nobody has said");
        assert_eq!(said("no such file", Language::English), "no such file");
        assert_eq!(
            said_by_line(
                "Examples:\n  qun open output/camp --print  say where the page is, open nothing",
                Language::Chinese
            ),
            "示例：\n  qun open output/camp --print  只说网页在哪里，不打开"
        );
    }
}
