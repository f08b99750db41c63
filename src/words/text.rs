//! A text in both languages, fixed or filled in.

use super::{Language, is_chinese};
use serde::{Deserialize, Serialize};

/// A text in English and Chinese. Places to fill in are written `{n}`, `{name}`; `{n:person|people}` is the
/// first word where what is filled in at `n` is 1, and the second where it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

impl Text {
    /// A text from its two languages.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }

    /// The text in `language`.
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }

    /// The text with its places filled in, in both languages. A place that is not named in `values`
    /// stays as it is written, and what is filled in is never read as a place.
    pub fn fill(self, values: &[(&str, &dyn std::fmt::Display)]) -> Phrase {
        Phrase {
            en: filled(self.en, values),
            zh: filled(self.zh, values),
        }
    }

    /// The text with places filled in that read differently in each language, and with others that
    /// do not.
    pub fn fill_named(
        self,
        names: &[(&str, &Phrase)],
        values: &[(&str, &dyn std::fmt::Display)],
    ) -> Phrase {
        let fill = |language: Language| {
            let names = names
                .iter()
                .map(|(place, name)| (*place, name.text(language)));
            let names: Vec<(&str, &str)> = names.collect();
            let names = names
                .iter()
                .map(|(place, name)| (*place, name as &dyn std::fmt::Display));
            let all: Vec<(&str, &dyn std::fmt::Display)> =
                names.chain(values.iter().copied()).collect();
            filled(self.text(language), &all)
        };
        Phrase::new(fill(Language::English), fill(Language::Chinese))
    }

    /// The text in `language` with its places filled in.
    pub fn with(self, language: Language, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        filled(self.text(language), values)
    }
}

/// A text in both languages that was made while running: names of users, numbers filled in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phrase {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Phrase {
    /// A phrase from its two languages.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// The phrase in `language`.
    pub fn text(&self, language: Language) -> &str {
        language.choose(&self.en, &self.zh)
    }
}

impl std::ops::Add for Phrase {
    type Output = Self;

    /// One phrase right after the other.
    fn add(self, next: Self) -> Self {
        Self {
            en: self.en + &next.en,
            zh: self.zh + &next.zh,
        }
    }
}

impl From<Text> for Phrase {
    fn from(text: Text) -> Self {
        Self::new(text.en, text.zh)
    }
}

/// One name for both languages: what a user wrote is never translated.
impl From<&str> for Phrase {
    fn from(name: &str) -> Self {
        Self::new(name, name)
    }
}

/// One name for both languages: what a user wrote is never translated.
impl From<String> for Phrase {
    fn from(name: String) -> Self {
        Self::new(name.clone(), name)
    }
}

/// Hanzi stand without a space between them: a place that is set apart for Latin letters closes up where
/// hanzi are filled in.
fn close_up(written: &mut String, value: &str, rest: &str) -> usize {
    let before_space = written
        .strip_suffix(' ')
        .and_then(|it| it.chars().next_back());
    if before_space.is_some_and(is_chinese) && value.chars().next().is_some_and(is_chinese) {
        written.pop();
    }
    written.push_str(value);
    let after_space = rest.strip_prefix(' ').and_then(|it| it.chars().next());
    let closes =
        after_space.is_some_and(is_chinese) && value.chars().next_back().is_some_and(is_chinese);
    usize::from(closes)
}

fn filled(text: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        written.push_str(before);
        let place = after.split_once('}').and_then(|(name, after)| {
            let (name, forms) = match name.split_once(':') {
                Some((name, forms)) => (name, Some(forms.split_once('|')?)),
                None => (name, None),
            };
            let value = values
                .iter()
                .find(|(known, _)| *known == name)?
                .1
                .to_string();
            let value = match forms {
                Some((one, _)) if value == "1" => one.to_owned(),
                Some((_, several)) => several.to_owned(),
                None => value,
            };
            Some((value, after))
        });
        if let Some((value, after)) = place {
            let skipped = close_up(&mut written, &value, after);
            rest = &after[skipped..];
        } else {
            written.push('{');
            rest = after;
        }
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_both_languages() {
        let text = Text::new("{n} removed by {name}", "{name}清理 {n} 人");
        let phrase = text.fill(&[("n", &7), ("name", &"{n}")]);
        assert_eq!(phrase.en, "7 removed by {n}");
        assert_eq!(phrase.zh, "{n}清理 7 人");
        assert_eq!(
            text.with(Language::English, &[("n", &1)]),
            "1 removed by {name}"
        );
        let counted = Text::new("{n} {n:person|people} came", "来了 {n} 人");
        let came = |n: u32| counted.fill(&[("n", &n)]);
        assert_eq!(came(1).en, "1 person came");
        assert_eq!(
            (came(2).en.as_str(), came(2).zh.as_str()),
            ("2 people came", "来了 2 人")
        );
        let apart = Text::new("{name} is better", "与 {name} 相比，{other} 更好");
        let names: [(&str, &dyn std::fmt::Display); 2] = [("name", &"对照"), ("other", &"strict")];
        assert_eq!(apart.fill(&names).zh, "与对照相比，strict 更好");
        let phrase = text.fill_named(&[("name", &Phrase::new("Purge", "清理"))], &[("n", &2)]);
        assert_eq!(
            (phrase.en.as_str(), phrase.zh.as_str()),
            ("2 removed by Purge", "清理清理 2 人")
        );
    }
}
