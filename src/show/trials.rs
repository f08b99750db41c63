//! What came of published experiments, lived through again: as words and as JSON.

use crate::show::tables::number;
use crate::validate::trials::Outcome;
use crate::words::{Language, Text};
use serde_json::{Value, json};
use std::fmt::Write as _;

fn signed(value: f64) -> String {
    crate::words::number::signed(value, 3)
}

/// Whether a part holds, in a word.
pub fn verdict(outcome: &Outcome, language: Language) -> &'static str {
    match (outcome.value, outcome.holds(), outcome.is_possible()) {
        (None, _, _) => Text::new("not measured", "未测得"),
        (_, true, _) => Text::new("holds", "符合"),
        (_, false, true) => Text::new("outside, its interval inside", "在区间外，但置信区间相交"),
        (_, false, false) => Text::new("does not hold", "不符合"),
    }
    .text(language)
}

/// A line for each part.
pub fn terminal(found: &[Outcome], language: Language) -> String {
    let mut text = String::new();
    for outcome in found {
        let expected = outcome.expected;
        let [low, high] = expected.band.map(signed);
        let measured = match (outcome.value, outcome.interval) {
            (Some(value), Some(interval)) => format!(
                "{} ({} – {})",
                signed(value),
                signed(interval.low),
                signed(interval.high)
            ),
            (Some(value), None) => signed(value),
            _ => "–".to_owned(),
        };
        let _ = writeln!(
            text,
            "{:4} {}: {measured}; {} {low} – {high}: {}",
            expected.id,
            expected.part.text(language),
            Text::new("evidence allows", "证据允许").text(language),
            verdict(outcome, language)
        );
    }
    let held = found.iter().filter(|it| it.holds()).count();
    let sum = Text::new("{held} of {all} parts hold", "{all} 项中 {held} 项符合");
    text.push_str(&sum.with(language, &[("held", &held), ("all", &found.len())]));
    text.push('\n');
    text
}

/// Everything that was found, for scripts.
pub fn document(found: &[Outcome]) -> Value {
    let parts = found.iter().map(|outcome| {
        let expected = outcome.expected;
        json!({
            "id": expected.id,
            "part": { "en": expected.part.en, "zh": expected.part.zh },
            "source": expected.source,
            "band": expected.band,
            "value": outcome.value.map(number),
            "interval": outcome.interval.map(|it| [number(it.low), number(it.high)]),
            "communities": outcome.communities,
            "holds": outcome.holds(),
            "interval_meets_band": outcome.is_possible(),
        })
    });
    json!({ "experiments": parts.collect::<Vec<_>>() })
}
