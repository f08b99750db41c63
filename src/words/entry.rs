//! One word of the house with all that is said about it.

use super::{Language, Text, Unit};

/// What kind of thing a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A quantity that is measured.
    Metric,
    /// A reason for which members go.
    Cause,
    /// A stage of a community's life.
    Stage,
    /// A state a member can be in.
    State,
    /// A column of a table.
    Column,
    /// A chart.
    Chart,
    /// A strategy of the operator.
    Strategy,
    /// A term of the field.
    Term,
}

impl Kind {
    /// The kind in words.
    pub const fn name(self) -> Text {
        match self {
            Self::Metric => Text::new("metric", "指标"),
            Self::Cause => Text::new("cause of exit", "流失原因"),
            Self::Stage => Text::new("stage of life", "生命阶段"),
            Self::State => Text::new("state of a member", "成员状态"),
            Self::Column => Text::new("column", "字段"),
            Self::Chart => Text::new("chart", "图表"),
            Self::Strategy => Text::new("strategy", "策略"),
            Self::Term => Text::new("term", "术语"),
        }
    }
}

/// Which way a metric should go, as far as everybody would agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Good {
    /// More is better.
    More,
    /// Less is better.
    Less,
    /// Neither is better by itself: it depends.
    Either,
}

/// One word of the house: its key in files, its name, its meaning, its unit, and the other names
/// under which people look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// What kind of thing it names.
    pub kind: Kind,
    /// The word in files: lower case, with underscores.
    pub key: &'static str,
    /// The name in tables and charts.
    pub name: Text,
    /// What it means, in a sentence or two.
    pub meaning: Text,
    /// What its numbers count.
    pub unit: Unit,
    /// Which way it should go.
    pub good: Good,
    /// Other names in either language. None of them names anything else.
    pub aliases: &'static [&'static str],
}

impl Entry {
    /// An entry of this kind, without words as yet.
    pub const fn new(kind: Kind, key: &'static str) -> Self {
        Self {
            kind,
            key,
            name: Text::new("", ""),
            meaning: Text::new("", ""),
            unit: Unit::Number,
            good: Good::Either,
            aliases: &[],
        }
    }

    /// With its name in both languages.
    #[must_use]
    pub const fn name(self, en: &'static str, zh: &'static str) -> Self {
        Self {
            name: Text::new(en, zh),
            ..self
        }
    }

    /// With its meaning in both languages.
    #[must_use]
    pub const fn meaning(self, en: &'static str, zh: &'static str) -> Self {
        Self {
            meaning: Text::new(en, zh),
            ..self
        }
    }

    /// With its unit.
    #[must_use]
    pub const fn unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// More of it is better.
    #[must_use]
    pub const fn wanted(self) -> Self {
        Self {
            good: Good::More,
            ..self
        }
    }

    /// Less of it is better.
    #[must_use]
    pub const fn unwanted(self) -> Self {
        Self {
            good: Good::Less,
            ..self
        }
    }

    /// With the other names under which people look for it.
    #[must_use]
    pub const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// Its name in `language`.
    pub const fn text(&self, language: Language) -> &'static str {
        self.name.text(language)
    }

    /// Whether somebody who writes `word` may mean this: its key, its name in either language, or
    /// one of its other names; case, blanks, hyphens and underscores do not matter.
    pub fn is_called(&self, word: &str) -> bool {
        let wanted = plain(word);
        self.names().any(|name| plain(name) == wanted)
    }

    /// All its names: key, names, other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let own = [self.key, self.name.en, self.name.zh];
        own.into_iter().chain(self.aliases.iter().copied())
    }
}

/// A word as it is compared: lower case, without quotation marks, and with one sign for blanks,
/// hyphens and underscores. Blanks beside Chinese characters fall away; full-width signs count as
/// their narrow ones.
pub fn plain(word: &str) -> String {
    let narrow = word.trim().chars().map(|character| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' | '-' | '_' => ' ',
        other => other,
    });
    let narrow: String = narrow.collect::<String>().to_lowercase();
    let narrow = narrow.trim_matches(['`', '"', '\'', '[', ']', '“', '”', '「', '」']);
    let mut plain = String::with_capacity(narrow.len());
    let mut characters = narrow.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ' ' {
            let beside = plain.chars().next_back().is_none_or(super::is_chinese)
                || characters.peek().copied().is_none_or(super::is_chinese);
            if !beside && !plain.ends_with('_') {
                plain.push('_');
            }
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_as_people_mean_them() {
        assert_eq!(plain(" Day-30  Retention"), "day_30_retention");
        assert_eq!(plain("30 日留存率"), plain("30日留存率"));
        assert_eq!(plain("ＤＡＵ／ＭＡＵ"), "dau/mau");
        assert_eq!(plain("`[operator.purge]`"), "operator.purge");
        assert_eq!(plain("「潜水」"), "潜水");
    }
}
