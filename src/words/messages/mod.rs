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
mod syntax;
mod system;
mod units;
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
        syntax::MESSAGES,
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
    if is_one_quote(message) {
        return Cow::Borrowed(message);
    }
    // The message with most words of its own is the one that is meant.
    // What is filled in does not go on over the end of a line, and quotes are not torn apart.
    let lines = message.contains('\n');
    let best = all()
        .filter(|text| !lines || text.en.contains('\n'))
        .filter_map(|text| Some((text, found(text.en, message)?)))
        .max_by_key(|(text, found)| {
            let filled = found.iter().map(|it| it.place.len() + 2).sum::<usize>();
            (found.iter().all(Found::is_whole), text.en.len() - filled)
        });
    let Some((text, found)) = best else {
        return in_parts(message, deep);
    };
    let values: Vec<(&str, Cow<'_, str>)> = found
        .into_iter()
        .map(|found| {
            let value = match (found.place, deep.checked_sub(1)) {
                ("unit", _) => units::in_chinese(found.value),
                (_, Some(deeper)) if !found.is_given() => in_chinese(found.value, deeper),
                _ => Cow::Borrowed(found.value),
            };
            (found.place, value)
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

/// Signs between which stands what somebody has written, or has to write.
const QUOTES: [char; 2] = ['`', '"'];

/// Whether a message is nothing but a quote.
fn is_one_quote(message: &str) -> bool {
    let inner = |quote: char| message.strip_prefix(quote)?.strip_suffix(quote);
    QUOTES
        .iter()
        .any(|&quote| inner(quote).is_some_and(|inner| !inner.contains(quote)))
}

/// A message in two where a joint first stands outside of quotes.
fn split_at<'m>(message: &'m str, joint: &str) -> Option<(&'m str, &'m str)> {
    let is_outside = |before: &str| {
        QUOTES
            .iter()
            .all(|&quote| before.matches(quote).count() % 2 == 0)
    };
    let mut places = message.match_indices(joint).map(|(at, _)| at);
    let at = places.find(|&at| is_outside(&message[..at]))?;
    Some((&message[..at], &message[at + joint.len()..]))
}

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
        let (before, after) = split_at(message, joint)?;
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

/// What stands in a place of a pattern.
#[derive(Debug, Clone, Copy)]
struct Found<'m> {
    place: &'static str,
    value: &'m str,
    /// The sign that stands on both sides of the place.
    quote: Option<char>,
}

impl Found<'_> {
    /// Whether it was written by somebody, or has to be: that has no language.
    fn is_given(&self) -> bool {
        let places = [
            "file", "folder", "path", "flag", "word", "near", "key", "given",
        ];
        self.quote.is_some() || places.contains(&self.place)
    }

    /// Whether it may stand in a place of that name.
    fn fits(&self) -> bool {
        let value = self.value;
        (!value.is_empty() || self.quote.is_some())
            && match self.place {
                // It counts, and is no beginning of a sentence that ends in a count.
                "n" | "things" | "first_id" | "last_id" => !value.contains(' '),
                // A list of names begins with one.
                "names" => value.starts_with('`'),
                "option" => value.starts_with('-'),
                "listed" => self.is_list(),
                "words" | "last_word" => value.starts_with('"') && value.ends_with('"'),
                _ => true,
            }
    }

    /// Whether it is a list of names, quoted or not.
    fn is_list(&self) -> bool {
        self.value.starts_with('`') || !self.value.split(", ").any(|name| name.contains(' '))
    }

    /// Whether it holds whole quotes only.
    fn is_whole(&self) -> bool {
        match self.quote {
            Some(quote) => !self.value.contains(quote),
            None => QUOTES
                .iter()
                .all(|&quote| self.value.matches(quote).count() % 2 == 0),
        }
    }
}

/// What stands in the places of a pattern, if the message follows it.
fn found<'m>(pattern: &'static str, message: &'m str) -> Option<Vec<Found<'m>>> {
    // Most patterns begin otherwise, which shows before they are taken apart.
    if !message.starts_with(pattern.split('{').next()?) {
        return None;
    }
    let (pieces, end) = pieces(pattern);
    let mut rest = message.strip_suffix(end)?;
    if pieces.is_empty() {
        return rest.is_empty().then(Vec::new);
    }
    let mut values: Vec<Found<'m>> = Vec::new();
    for (number, (before, place)) in pieces.iter().enumerate() {
        if let Some(last) = number.checked_sub(1).and_then(|it| values.get_mut(it)) {
            let may_be_empty = last.quote.is_some();
            let at = rest.find(before).filter(|at| *at > 0 || may_be_empty)?;
            last.value = &rest[..at];
            rest = &rest[at + before.len()..];
        } else {
            rest = rest.strip_prefix(before)?;
        }
        let behind = pieces.get(number + 1).map_or(end, |(behind, _)| behind);
        let quote = before.chars().next_back();
        values.push(Found {
            place,
            value: rest,
            quote: quote.filter(|quote| "`\"'".contains(*quote) && behind.starts_with(*quote)),
        });
    }
    values.iter().all(Found::fits).then_some(values)
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
    fn what_somebody_wrote_is_never_translated() {
        let say = |message: &str| said(message, Language::Chinese).into_owned();
        assert_eq!(
            say("write \"30 days\"; without quotes stand numbers, true and false"),
            "请写成 \"30 days\"；不加引号的只有数字、true 和 false"
        );
        assert_eq!(
            say("--precision 30 days makes no sense"),
            "--precision 30 days 不成立"
        );
        assert_eq!(
            say("cannot be: `a, b is empty`"),
            "cannot be: `a, b is empty`"
        );
        for text in all() {
            let (pieces, end) = pieces(text.en);
            let mut behind = pieces.iter().skip(1).map(|it| it.0).chain([end]);
            let quoted = pieces.iter().find(|(before, _)| {
                let behind = behind.next().unwrap_or_default();
                ['`', '"', '\'']
                    .iter()
                    .any(|&it| before.ends_with(it) && behind.starts_with(it))
            });
            let Some((_, place)) = quoted else { continue };
            let values: Vec<(&str, &dyn std::fmt::Display)> = pieces
                .iter()
                .map(|(_, name)| match name {
                    _ if name == place => (*name, &"no such file" as &dyn std::fmt::Display),
                    _ => (*name, &"1" as &dyn std::fmt::Display),
                })
                .collect();
            let told = say(&text.with(Language::English, &values));
            assert!(!told.contains("没有这个文件"), "{told}");
        }
    }

    #[test]
    fn sentences_that_look_alike_are_told_apart() {
        let say = |message: &str| said(message, Language::Chinese).into_owned();
        assert_eq!(say("the topics are `a`, `b`"), "现有：`a`, `b`");
        for sentence in [
            "the bands are those of histories of 1825 days or more",
            "the tables are CSV",
            "there are 30 parts",
        ] {
            assert!(!say(sentence).contains("现有"), "{}", say(sentence));
        }
        assert_eq!(say("`language` cannot be \"\""), "`language` 不能是 \"\"");
        assert_eq!(
            say("permitted: \"en\", \"zh\" or \"both\""),
            "可选：\"en\", \"zh\" 或 \"both\""
        );
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
