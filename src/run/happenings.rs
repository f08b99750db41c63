//! What the operator did, at its mean over replicates with its spread, and not as it happened to go in
//! one of them.

use crate::observe::record::{Happening, Record};
use crate::stats::summary::{mean, quantiles};
use crate::words::{Language, Phrase, Text};
use std::collections::BTreeMap;
use std::fmt::Display;

/// Added to a mean number: where the middle four in five of the replicates lie.
const SPREAD: Text = Text::new("{what} ({low}–{high})", "{what}（{low}–{high}）");
/// Added to what happened in some replicates only.
const SOMETIMES: Text = Text::new(
    "{what} (in {share}% of runs)",
    "{what}（{share}% 的模拟中）",
);

/// What stands in the place of a label's number.
const NUMBER: char = '\u{1}';

/// Splits a label into its first number and the rest, with a mark in the number's place.
fn split(text: &str) -> (String, Option<f64>) {
    let Some(start) = text.find(|it: char| it.is_ascii_digit()) else {
        return (text.to_owned(), None);
    };
    let rest = &text[start..];
    let end = rest
        .find(|it: char| !it.is_ascii_digit())
        .unwrap_or(rest.len());
    let form = format!("{}{NUMBER}{}", &text[..start], &rest[end..]);
    (form, rest[..end].parse().ok())
}

/// A mean with as many digits as mean something.
fn written(mean: f64) -> String {
    if mean >= 10.0 || mean.fract() == 0.0 {
        format!("{mean:.0}")
    } else {
        format!("{mean:.1}")
    }
}

/// What happened in the replicates: the same thing on the same day once, with the mean of its number
/// over those in which it happened, from where to where the middle four in five of them go, and in how
/// many it happened unless in all.
pub fn usual(records: &[Record]) -> Vec<Happening> {
    let mut found: BTreeMap<(u16, &str, String, String), Vec<f64>> = BTreeMap::new();
    for happening in records.iter().flat_map(|record| &record.happenings) {
        let (en, number) = split(&happening.label.en);
        let (zh, _) = split(&happening.label.zh);
        let key = (happening.day, happening.strategy.as_str(), en, zh);
        let numbers = found.entry(key).or_default();
        numbers.push(number.unwrap_or(0.0));
    }
    let happenings = found
        .into_iter()
        .map(|((day, strategy, en, zh), numbers)| Happening {
            day,
            strategy: strategy.to_owned(),
            label: label(&en, &zh, &numbers, records.len()),
        });
    happenings.collect()
}

/// What is written of something that happened with these numbers, in as many replicates out of all.
fn label(en: &str, zh: &str, numbers: &[f64], all: usize) -> Phrase {
    let centre = written(mean(numbers));
    let mut label = Phrase::new(en.replace(NUMBER, &centre), zh.replace(NUMBER, &centre));
    let ends = quantiles(numbers, &[0.1, 0.9]);
    let (low, high) = (ends[0].round(), ends[1].round());
    if low < high {
        label = added(&label, SPREAD, &[("low", &low), ("high", &high)]);
    }
    if numbers.len() < all {
        let share = (100.0 * numbers.len() as f64 / all as f64).max(1.0).round();
        label = added(&label, SOMETIMES, &[("share", &share)]);
    }
    label
}

/// A label with more said of it.
fn added(label: &Phrase, text: Text, more: &[(&str, &dyn Display)]) -> Phrase {
    let with = |what: &str, language: Language| {
        let mut values: Vec<(&str, &dyn Display)> = vec![("what", &what)];
        values.extend(more);
        text.with(language, &values)
    };
    Phrase::new(
        with(&label.en, Language::English),
        with(&label.zh, Language::Chinese),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_of_a_label_is_its_number() {
        assert_eq!(
            split("12 removed"),
            ("\u{1} removed".to_owned(), Some(12.0))
        );
        assert_eq!(split("清理 7 人"), ("清理 \u{1} 人".to_owned(), Some(7.0)));
        assert_eq!(split("packets begin"), ("packets begin".to_owned(), None));
        assert_eq!(
            (written(54.4), written(3.0), written(3.25)),
            ("54".to_owned(), "3".to_owned(), "3.2".to_owned())
        );
    }

    #[test]
    fn a_label_says_the_mean_and_its_spread_and_not_one_run() {
        let said = |numbers: &[f64], all| label("\u{1} removed", "清理 \u{1} 人", numbers, all);
        let spread: Vec<f64> = (0..=10).map(|it| 40.0 + 3.0 * f64::from(it)).collect();
        assert_eq!(said(&spread, 11).en, "55 removed (43–67)");
        assert_eq!(said(&spread, 11).zh, "清理 55 人（43–67）");
        assert_eq!(said(&[7.0; 3], 3).en, "7 removed");
        assert_eq!(said(&[7.0; 3], 4).en, "7 removed (in 75% of runs)");
        assert_eq!(
            label("packets begin", "开始发红包", &[0.0; 9], 9).en,
            "packets begin"
        );
    }
}
