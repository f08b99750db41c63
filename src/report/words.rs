//! Every word of the charts, in English and in Chinese, in this one place.

mod fixed;
mod sentences;
mod terms;

pub(super) use fixed::Word;
pub(super) use sentences::*;
pub use terms::{CAUSES, METRICS, STAGES, STATES, Term, cause, metric, stage, state};
pub(super) use terms::{metric_name, name, unit};

#[cfg(test)]
use super::data::Label;
#[cfg(test)]
use fixed::WORDS;

/// The language of a chart's words. Numbers and names given by users stay as they are.
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

    /// The language with this tag; regions and scripts (`zh-CN`, `zh-Hans`) do not matter.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|known| known.tag() == language)
    }

    /// The one of two texts that is in this language.
    pub fn choose<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}

/// Every word of the charts, to check the font against.
#[cfg(test)]
pub(super) fn everything() -> Vec<String> {
    let mut all = Vec::new();
    let base = Label::from("base");
    for language in Language::ALL {
        for table in [METRICS, CAUSES, STAGES, STATES] {
            all.extend(table.iter().map(|term| term.text(language).to_owned()));
        }
        all.extend(WORDS.iter().map(|word| word.text(language).to_owned()));
        for number in [1, 200] {
            all.extend([
                median_and_band(number, language),
                mean(number, language),
                paired(number, language),
                mean_interval_band(number, language),
                mean_per_cell(number, language),
                points(number, language),
                sensitivity(number, language),
                unlabelled(number, language),
                averaged("a", number, language),
            ]);
        }
        all.extend([
            difference_title("dau", &base, language),
            forest_title(&base, language),
            sweep_title("dau", &["a", "b"], language),
            tornado_title("dau", language),
            relative(&[&base], language),
            month(jiff::civil::date(2027, 1, 1), true, language),
            month(jiff::civil::date(2027, 9, 1), false, language),
        ]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_lower_snake_case() {
        for table in [METRICS, CAUSES, STAGES, STATES] {
            let mut keys: Vec<_> = table.iter().map(|term| term.key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), table.len());
            assert!(keys.iter().all(|key| {
                key.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            }));
        }
    }

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(Language::from_tag("zh_CN"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("fr"), None);
    }

    #[test]
    fn names_fit_into_sentences() {
        let title = |metric, names: &[&str], language| sweep_title(metric, names, language);
        assert_eq!(
            title(
                "Day-7 retention",
                &["Entry fee", "DAU goal"],
                Language::English
            ),
            "Day-7 retention by entry fee and DAU goal"
        );
        assert_eq!(
            title("posts", &["fee", "费用"], Language::Chinese),
            "posts 随 fee 与费用的变化"
        );
    }

    #[test]
    fn chinese_words_are_chinese_and_english_ones_are_not() {
        let hanzi = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for word in WORDS {
            assert!(hanzi(word.text(Language::Chinese)), "{word:?}");
            assert!(!hanzi(word.text(Language::English)), "{word:?}");
        }
        for term in METRICS.iter().chain(CAUSES).chain(STAGES).chain(STATES) {
            assert!(hanzi(term.chinese) && !hanzi(term.english), "{term:?}");
        }
    }
}
