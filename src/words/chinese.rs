//! The Chinese of what the reference says: what keys, tables and permitted words mean, their units,
//! and where their defaults come from.
//!
//! The English of it stands where the thing itself is made: in doc comments, presets, the catalogue of
//! patterns. Each Chinese text (`assets/chinese/`) is found by that English as it stands, so that a
//! text that is changed has no Chinese until somebody has looked at it again (`tests/chinese.rs` says
//! so), and what several keys say alike stands once.

use super::{Language, Phrase};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILES: [&str; 10] = [
    include_str!("../../assets/chinese/keys.toml"),
    include_str!("../../assets/chinese/values.toml"),
    include_str!("../../assets/chinese/tables.toml"),
    include_str!("../../assets/chinese/units.toml"),
    include_str!("../../assets/chinese/sources.toml"),
    include_str!("../../assets/chinese/more.toml"),
    include_str!("../../assets/chinese/worlds.toml"),
    include_str!("../../assets/chinese/kinds.toml"),
    include_str!("../../assets/chinese/patterns.toml"),
    include_str!("../../assets/chinese/parts.toml"),
];

static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let file = |text: &&str| toml::from_str::<BTreeMap<String, String>>(text).unwrap_or_default();
    FILES.iter().flat_map(file).collect()
});

/// Every English text that has a Chinese one, with it.
pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let texts: &'static BTreeMap<String, String> = &TEXTS;
    texts.iter().map(|(en, zh)| (en.as_str(), zh.as_str()))
}

/// A text of the reference in one line.
pub fn in_one_line(english: &str) -> Cow<'_, str> {
    if english.contains('\n') {
        Cow::Owned(english.replace('\n', " "))
    } else {
        Cow::Borrowed(english)
    }
}

/// A text of the reference in `language`: in English where it has no Chinese.
pub fn told(english: &str, language: Language) -> String {
    let english = in_one_line(english);
    let chinese = match language {
        Language::English => None,
        Language::Chinese => TEXTS.get(english.as_ref()),
    };
    chinese.cloned().unwrap_or_else(|| english.into_owned())
}

/// A text of the reference in both languages.
pub fn both(english: &str) -> Phrase {
    Phrase::new(
        told(english, Language::English),
        told(english, Language::Chinese),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_chinese;

    #[test]
    fn every_file_is_read_and_no_text_stands_in_two() {
        let files = FILES.map(toml::from_str::<BTreeMap<String, String>>);
        let each: Vec<usize> = files
            .iter()
            .map(|file| file.as_ref().expect("a table of texts").len())
            .collect();
        assert!(each.iter().all(|texts| *texts > 0), "{each:?}");
        assert_eq!(each.iter().sum::<usize>(), texts().count());
    }

    #[test]
    fn chinese_is_set_as_people_set_it() {
        let beside = |one: char, other: char| is_chinese(one) && other.is_ascii_alphanumeric();
        for (english, chinese) in texts() {
            assert!(
                !english.chars().any(is_chinese) || english.contains("简体中文"),
                "{english}"
            );
            assert!(!chinese.contains(['您', '\n']), "{chinese}");
            let signs: Vec<char> = chinese.chars().collect();
            for pair in signs.windows(2) {
                let close = beside(pair[0], pair[1]) || beside(pair[1], pair[0]);
                assert!(!close, "a blank is missing: {chinese}");
                let narrow = is_chinese(pair[0]) && [',', ';', ':', '(', '?'].contains(&pair[1]);
                assert!(!narrow, "a narrow sign: {chinese}");
            }
            // A sentence stays one.
            let sentence = |text: &str| text.ends_with(['.', '。']);
            assert_eq!(sentence(english), sentence(chinese), "{chinese}");
        }
    }

    #[test]
    fn what_has_no_chinese_is_said_as_it_is() {
        assert_eq!(told("not a text", Language::Chinese), "not a text");
        assert_eq!(told("two\nlines", Language::English), "two lines");
        assert_eq!(told("days", Language::Chinese), "天");
    }
}
