//! Every word that people read, in English and in Chinese: one entry for each thing.
//!
//! | family | what it names |
//! |---|---|
//! | [`lessons`] | lessons: questions, guesses, and what surprises |
//! | [`messages`] | what commands and checks say, in Chinese |
//! | [`metrics`] | what is measured |
//! | [`causes`] | why members go |
//! | [`stages`], [`states`] | stages of a community's life, states of a member |
//! | [`columns`] | columns of tables |
//! | [`charts`] | charts, by the names of their files |
//! | [`terms`] | terms of the field |
//! | [`certainty`] | how sure a result is |
//! | [`verdicts`] | what is said of a decision over possible worlds |
//! | [`drivers`] | what drives a result |
//! | [`labels`], [`sentences`] | what charts say: titles, axes, keys, explanations |
//! | [`forecasts`] | what is foretold of a community |
//! | [`page`] | what the page of a study says |
//! | [`chinese`] | the Chinese of keys, tables, units and sources |
//! | [`reference`](mod@reference) | what stands around them in the reference |
//! | [`number`], [`weekdays`] | numbers and days of the week as people write them |
//! | [`Unit`] | what numbers count |
//!
//! A strategy has its [`Text`]s in its own file.

pub mod causes;
pub mod certainty;
pub mod chart_columns;
pub mod charts;
pub mod chinese;
pub mod columns;
pub mod comparison;
pub mod drivers;
pub mod findings;
pub mod forecasts;
pub mod labels;
pub mod lessons;
pub mod messages;
pub mod metrics;
pub mod number;
pub mod page;
pub mod reference;
pub mod search;
pub mod sentences;
pub mod stages;
pub mod states;
pub mod terms;
pub mod verdicts;
pub mod visible;
pub mod weekdays;
pub mod wide;
pub mod width;

mod entry;
mod language;
mod text;
mod unit;

pub use entry::{Entry, Good, Kind, plain};
pub use language::{Language, is_chinese};
pub use text::{Phrase, Text};
pub use unit::Unit;

/// Entries with a constant each, and the list of them.
macro_rules! entries {
    ($(#[$doc:meta])* $list:ident; $($name:ident = $entry:expr;)*) => {
        $(
            #[doc = concat!("The entry `", stringify!($name), "`.")]
            pub const $name: crate::words::Entry = $entry;
        )*
        $(#[$doc])*
        pub const $list: &[crate::words::Entry] = &[$($name),*];
    };
}
use entries;

/// Every family of entries.
pub fn families() -> impl Iterator<Item = &'static [Entry]> {
    [
        metrics::DAILY,
        metrics::WHOLE_RUN,
        causes::CAUSES,
        stages::STAGES,
        states::STATES,
        charts::CHARTS,
        columns::COLUMNS,
    ]
    .into_iter()
    .chain(terms::FAMILIES.iter().copied())
}

/// Every entry.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    families().flatten()
}

/// Every entry that somebody who writes `word` may mean. Those whose key or name it is come first.
pub fn meant(word: &str) -> Vec<&'static Entry> {
    let wanted = plain(word);
    let by_name = |entry: &Entry| {
        [entry.key, entry.name.en, entry.name.zh]
            .iter()
            .any(|name| plain(name) == wanted)
    };
    let mut found: Vec<&'static Entry> = all().filter(|entry| entry.is_called(word)).collect();
    found.sort_by_key(|entry| !by_name(entry));
    found
}

fn find(list: &'static [Entry], key: &str) -> Option<&'static Entry> {
    list.iter().find(|entry| entry.key == key)
}

/// The metric with this key.
pub fn metric(key: &str) -> Option<&'static Entry> {
    find(metrics::DAILY, key).or_else(|| find(metrics::WHOLE_RUN, key))
}

/// The cause of leaving with this key.
pub fn cause(key: &str) -> Option<&'static Entry> {
    find(causes::CAUSES, key)
}

/// The stage of a community's life with this key.
pub fn stage(key: &str) -> Option<&'static Entry> {
    find(stages::STAGES, key)
}

/// The state of a member with this key.
pub fn state(key: &str) -> Option<&'static Entry> {
    find(states::STATES, key)
}

/// The name of an entry: the key itself where there is none.
pub fn name_or_key(entry: Option<&Entry>, key: &str, language: Language) -> String {
    entry.map_or(key, |entry| entry.text(language)).to_owned()
}

/// The name of a metric in tables and charts: the key itself where it is not known.
pub fn metric_name(key: &str, language: Language) -> String {
    match key.strip_prefix(SEEN) {
        Some(whole) => AS_SEEN.with(language, &[("name", &metric_name(whole, language))]),
        None => name_or_key(metric(key), key, language),
    }
}

/// Before the key of a metric, where it is what an operator saw of it.
pub const SEEN: &str = "seen.";
const AS_SEEN: Text = Text::new("{name}, as seen", "{name}（看到的）");

/// The name of a metric in the middle of a sentence, in both languages.
pub fn inner_name(key: &str) -> Phrase {
    let inner = |language| sentences::inner(&metric_name(key, language), language);
    Phrase::new(inner(Language::English), inner(Language::Chinese).trim())
}

/// The unit of a metric.
pub fn unit(key: &str) -> Unit {
    let whole = key.strip_prefix(SEEN).unwrap_or(key);
    metric(whole).map(|entry| entry.unit).unwrap_or_default()
}

/// Whole digits with thousands set apart: `1,234,567`.
pub fn thousands(digits: &str) -> String {
    let mut written = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// Whether less of a metric is better.
pub fn less_is_better(key: &str) -> bool {
    wished(key) == Good::Less
}

/// Which way everybody would wish a metric to go.
pub fn wished(key: &str) -> Good {
    metric(key).map_or(Good::Either, |entry| entry.good)
}

/// Every word there is, to check the font against.
#[cfg(test)]
pub(crate) fn everything() -> Vec<String> {
    use sentences::{
        averaged, difference_title, forest_title, mean, mean_and_band, mean_interval_band,
        mean_per_cell, month, paired, points, relative, sensitivity, sweep_title, tornado_title,
        unlabelled,
    };
    let mut everything = Vec::new();
    let base = Phrase::from("base");
    for language in Language::ALL {
        for entry in all() {
            everything.extend(entry.names().map(str::to_owned));
            everything.push(entry.meaning.text(language).to_owned());
        }
        everything.extend(
            labels::LABELS
                .iter()
                .map(|text| text.text(language).to_owned()),
        );
        everything.extend(
            Unit::ALL
                .iter()
                .map(|unit| unit.name().text(language).to_owned()),
        );
        for number in [1, 200] {
            everything.extend([
                mean_and_band(number, language),
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
        everything.extend([
            difference_title("dau", &base, language),
            forest_title(&base, language),
            sweep_title("dau", &["a", "b"], language),
            tornado_title("dau", language),
            relative(&[&base], language),
            month(jiff::civil::date(2027, 1, 1), true, language),
            month(jiff::civil::date(2027, 9, 1), false, language),
        ]);
    }
    everything
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn a_metric_says_which_way_it_should_go_and_whatever_decides_does() {
        for key in ["engaged_end", "engaged_days", "retention_d30", "profit"] {
            assert_eq!(wished(key), Good::More, "{key}");
        }
        assert_eq!(wished("churn_7d"), Good::Less);
        for key in ["members", "gini_posts", "no_such_metric"] {
            assert_eq!(wished(key), Good::Either, "{key}");
        }
    }

    #[test]
    fn every_entry_is_whole_in_both_languages() {
        for entry in all() {
            let what = format!("{:?} {}", entry.kind, entry.key);
            assert!(
                !entry.name.en.is_empty() && !entry.name.zh.is_empty(),
                "{what}"
            );
            assert!(!entry.name.en.chars().any(is_chinese), "{what}");
            assert!(
                entry.name.zh.chars().any(is_chinese) || entry.name.zh.is_ascii(),
                "{what}"
            );
            assert!(
                entry.meaning.en.ends_with('.'),
                "{what}: {}",
                entry.meaning.en
            );
            assert!(
                entry.meaning.zh.ends_with('。'),
                "{what}: {}",
                entry.meaning.zh
            );
            assert!(!entry.meaning.en.chars().any(is_chinese), "{what}");
        }
    }

    #[test]
    fn keys_are_unique_within_a_kind() {
        let mut seen = BTreeSet::new();
        for entry in all() {
            assert!(seen.insert((entry.kind, entry.key)), "{}", entry.key);
            let signs =
                |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
            assert!(entry.key.chars().all(signs), "{}", entry.key);
        }
    }

    #[test]
    fn no_alias_stands_twice() {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for entry in all() {
            for alias in entry.aliases {
                let here = format!("{:?} {}", entry.kind, entry.key);
                let earlier = seen.insert(plain(alias), here.clone());
                assert_eq!(earlier, None, "{alias} of {here}");
                let own = [entry.key, entry.name.en, entry.name.zh];
                assert!(
                    own.iter().all(|name| plain(name) != plain(alias)),
                    "{alias} of {here}"
                );
                let twin = all().find(|other| {
                    other.kind == entry.kind
                        && [other.key, other.name.en, other.name.zh]
                            .iter()
                            .any(|name| plain(name) == plain(alias))
                });
                assert_eq!(twin.map(|twin| twin.key), None, "{alias} of {here}");
            }
        }
    }

    #[test]
    fn labels_are_whole_in_both_languages() {
        for text in labels::LABELS
            .iter()
            .chain(page::TEXTS)
            .chain(reference::TEXTS)
        {
            let own = text.en.split(['{', '}']).step_by(2).collect::<String>();
            // What is all places and signs between them needs no words.
            let has_words = own.chars().any(char::is_alphabetic);
            assert!(!has_words || text.zh.chars().any(is_chinese), "{text:?}");
            assert!(!text.en.chars().any(is_chinese), "{text:?}");
        }
    }

    #[test]
    fn names_fit_into_sentences() {
        use sentences::sweep_title;
        assert_eq!(
            sweep_title(
                "Day-7 retention",
                &["Entry fee", "DAU goal"],
                Language::English
            ),
            "Day-7 retention by entry fee and DAU goal"
        );
        assert_eq!(
            sweep_title("posts", &["fee", "费用"], Language::Chinese),
            "posts 随 fee 与费用的变化"
        );
    }

    #[test]
    fn words_are_found_by_any_of_their_names() {
        let first = |word: &str| meant(word).first().map(|entry| entry.key);
        assert_eq!(first("day-30 retention"), Some("retention_d30"));
        assert_eq!(first("30日留存率"), Some("retention_d30"));
        assert_eq!(first("潜水"), Some("lurker"));
        assert_eq!(first("蒸发"), Some("evaporation"));
        assert_eq!(first("留存"), Some("retention"));
        assert_eq!(first("no such word"), None);
    }
}
