//! The languages that Qun speaks.

/// A language of words. Numbers and names given by users stay as they are.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese, in the words of those who run communities.
    Chinese,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The tag used in file names and in HTML: `en` or `zh`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language with this tag; regions and scripts (`zh-CN`, `zh_CN.UTF-8`) do not matter.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|known| known.tag() == language)
    }

    /// The language in which something is written: Chinese if there is a Chinese character in it.
    pub fn of(text: &str) -> Self {
        if text.chars().any(is_chinese) {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// The one of two texts that is in this language.
    pub fn choose<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}

/// Whether a character is a Chinese one (not a Latin letter, a digit or a sign).
pub fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(Language::from_tag("zh_CN"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("fr"), None);
        assert_eq!(Language::from_tag("C.UTF-8"), None);
    }

    #[test]
    fn one_chinese_character_makes_a_chinese_question() {
        assert_eq!(Language::of("30 日留存"), Language::Chinese);
        assert_eq!(Language::of("day-30 retention"), Language::English);
    }
}
