//! What the operator did, at its mean over replicates and not as it happened to go in one of them.

use crate::observe::record::{Happening, Record};
use crate::words::{Phrase, Text};
use std::collections::BTreeMap;

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
/// over those in which it happened, and in how many it did unless in all.
pub fn usual(records: &[Record]) -> Vec<Happening> {
    let mut found: BTreeMap<(u16, String, String, String), (f64, u32)> = BTreeMap::new();
    for happening in records.iter().flat_map(|record| &record.happenings) {
        let (en, number) = split(&happening.label.en);
        let (zh, _) = split(&happening.label.zh);
        let entry = found
            .entry((happening.day, happening.strategy.clone(), en, zh))
            .or_default();
        entry.0 += number.unwrap_or(0.0);
        entry.1 += 1;
    }
    let happenings = found
        .into_iter()
        .map(|((day, strategy, en, zh), (sum, times))| {
            let mean = written(sum / f64::from(times));
            let label = Phrase::new(en.replace(NUMBER, &mean), zh.replace(NUMBER, &mean));
            let share = 100.0 * f64::from(times) / records.len() as f64;
            let label = if times as usize >= records.len() {
                label
            } else {
                let share = format!("{:.0}", share.max(1.0));
                Phrase::new(
                    SOMETIMES.fill(&[("what", &label.en), ("share", &share)]).en,
                    SOMETIMES.fill(&[("what", &label.zh), ("share", &share)]).zh,
                )
            };
            Happening {
                day,
                strategy,
                label,
            }
        });
    happenings.collect()
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
}
