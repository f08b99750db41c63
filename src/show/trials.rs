//! What came of published experiments, lived through again: as words and as JSON.

use crate::show::tables::number;
use crate::validate::Settings;
use crate::validate::trials::{INEXPRESSIBLE, Outcome};
use crate::words::{Language, Text};
use serde_json::{Value, json};
use std::fmt::Write as _;

fn signed(value: f64) -> String {
    crate::words::number::signed(value, 3)
}

/// With as many digits as it takes not to look like an end of the band that it is not.
fn clear_of(band: [f64; 2], value: f64) -> String {
    let hidden = |end: &f64| signed(*end) == signed(value) && *end != value;
    let digits = if band.iter().any(hidden) { 4 } else { 3 };
    crate::words::number::signed(value, digits)
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

/// The value with its interval.
fn measured(outcome: &Outcome) -> String {
    match (outcome.value, outcome.interval) {
        (Some(value), Some(interval)) => format!(
            "{} ({} – {})",
            clear_of(outcome.expected.band, value),
            signed(interval.low),
            signed(interval.high)
        ),
        (Some(value), None) => clear_of(outcome.expected.band, value),
        _ => "–".to_owned(),
    }
}

/// Of the experiments that were made, those of which every part holds, and how many there are.
pub fn held(found: &[Outcome]) -> (usize, usize) {
    let mut ids: Vec<(&str, bool)> = Vec::new();
    for outcome in found {
        match ids.iter_mut().find(|(id, _)| *id == outcome.expected.id) {
            Some((_, holds)) => *holds &= outcome.holds(),
            None => ids.push((outcome.expected.id, outcome.holds())),
        }
    }
    (ids.iter().filter(|it| it.1).count(), ids.len())
}

/// The part of `docs/validation.md` that tells of them.
pub fn page(found: &[Outcome], settings: &Settings) -> String {
    let (whole, made) = held(found);
    let parts = found.iter().filter(|it| it.holds()).count();
    let mut text = format!(
        "\n{made} of {} published experiments and patterns are lived through, in {} communities each; **{whole} lie in their bands \
         with every part, {parts} of {} parts do**. Members are assigned by their own luck, the same in every run; an effect is \
         taken on the same people and the same luck with the treatment and without it. The interval is of 95 %.\n\n\
         | id | what is measured | found | band | holds | source |\n|---|---|---|---|---|---|\n",
        made + INEXPRESSIBLE.len(),
        settings.replicates,
        found.len()
    );
    for outcome in found {
        let expected = outcome.expected;
        let [low, high] = expected.band.map(signed);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {low} – {high} | {} | {} |",
            expected.id,
            expected.part.en,
            measured(outcome),
            verdict(outcome, Language::English),
            expected.source
        );
    }
    text.push_str("\nWhat lies outside, and why:\n\n");
    for outcome in found.iter().filter(|it| !it.holds()) {
        let expected = outcome.expected;
        let _ = writeln!(
            text,
            "* **{}**, {}. {}",
            expected.id, expected.part.en, expected.why
        );
    }
    text.push_str("\nNot to be expressed:\n\n");
    for (id, reason) in INEXPRESSIBLE {
        let _ = writeln!(text, "* **{id}**: {reason}.");
    }
    text
}

/// A line for each part.
pub fn terminal(found: &[Outcome], language: Language) -> String {
    let mut text = String::new();
    for outcome in found {
        let expected = outcome.expected;
        let [low, high] = expected.band.map(signed);
        let _ = writeln!(
            text,
            "{:4} {}: {}; {} {low} – {high}: {}",
            expected.id,
            expected.part.text(language),
            measured(outcome),
            Text::new("evidence allows", "证据允许").text(language),
            verdict(outcome, language)
        );
    }
    let parts = found.iter().filter(|it| it.holds()).count();
    let (whole, made) = held(found);
    let sum = Text::new(
        "{parts} of {all} parts hold; {whole} of {made} experiments hold with every part",
        "{all} 项中 {parts} 项符合；{made} 个实验中 {whole} 个全部符合",
    );
    let numbers: [(&str, &dyn std::fmt::Display); 4] = [
        ("parts", &parts),
        ("all", &found.len()),
        ("whole", &whole),
        ("made", &made),
    ];
    text.push_str(&sum.with(language, &numbers));
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
            "effect": expected.is_effect,
            "holds": outcome.holds(),
            "why_not": (!outcome.holds()).then_some(expected.why),
            "interval_meets_band": outcome.is_possible(),
        })
    });
    let missing = INEXPRESSIBLE.map(|(id, reason)| json!({ "id": id, "reason": reason }));
    json!({ "experiments": parts.collect::<Vec<_>>(), "not_expressible": missing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_just_outside_does_not_look_as_if_it_lay_inside() {
        assert_eq!(clear_of([-0.1, -0.02], -0.0197), "−0.0197");
        assert_eq!(clear_of([-0.1, -0.02], -0.02), "−0.020");
        assert_eq!(clear_of([-0.1, -0.02], 0.5), "+0.500");
    }
}
