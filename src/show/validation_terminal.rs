//! What came of holding presets, or a log, against the patterns, for a terminal.

use super::validation::{band_text, interval_text, place, tally, value_text, verdict_of};
use crate::observe::patterns::{Measured, Medium, pattern};
use crate::validate::worlds::Place;
use crate::validate::{Validation, Verdict};
use crate::words::width::{cell, lines};
use crate::words::{Language, Text, chinese};
use std::fmt::Write as _;

/// Columns that a terminal is expected to have.
const WIDTH: usize = 100;

const PART: Text = Text::new("part", "项");
const VALUE: Text = Text::new("value", "数值");
const CASES: Text = Text::new("cases", "例数");
const BAND: Text = Text::new("band", "应在范围");
const VERDICT: Text = Text::new("verdict", "判定");
const PRESET: Text = Text::new("preset", "预设");
const INTERVAL: Text = Text::new("80% interval", "中间 80%");
const SOURCE: Text = Text::new("source: {source}", "来源：{source}");
const HOLD: Text = Text::new(
    "{held} of {all} patterns hold ({presets}): {others}",
    "{all} 条规律中 {held} 条成立（{presets}）：{others}",
);
const ALL: Text = Text::new("all", "全部成立");
const WITHIN: Text = Text::new(
    "{held} of {judged} numbers with a band lie within it",
    "有范围的 {judged} 个数中，{held} 个在范围内",
);
const IN_THE_MIDDLE: Text = Text::new(
    "{held} of {all} numbers lie in the middle 95% of worlds of this medium",
    "{all} 个数中，{held} 个落在这种媒介的可能情形的中间 95%",
);
const ABOVE: Text = Text::new(
    "above {share}% of worlds; their middle 80%: {low} to {high}",
    "高于 {share}% 的情形；中间 80%：{low} 到 {high}",
);
const OUTSIDE: Text = Text::new("  outside", "  在外");
const COUNTS: [(Verdict, Text); 4] = [
    (Verdict::Fail, Text::new("{n} do not", "{n} 条不成立")),
    (
        Verdict::NotMeasured,
        Text::new("{n} could not be measured", "{n} 条未测得"),
    ),
    (
        Verdict::NotExpressible,
        Text::new("{n} cannot be expressed yet", "{n} 条目前无法表达"),
    ),
    (
        Verdict::NotApplicable,
        Text::new("{n} do not apply", "{n} 条不适用"),
    ),
];

/// A text below another one, all of its lines indented.
fn indented(indent: usize, text: &str) -> String {
    let lines = lines(text, WIDTH - indent).into_iter();
    let each = lines.map(|line| format!("{}{line}", " ".repeat(indent)));
    each.collect::<Vec<_>>().join("\n")
}

fn line(cells: &[(&str, usize)]) -> String {
    let cells = cells.iter().map(|(text, width)| cell(text, *width));
    let text = cells.collect::<Vec<_>>().join("  ");
    text.trim_end().to_owned()
}

/// A row of a table, indented.
fn row<const N: usize>(indent: usize, cells: [&str; N], widths: [usize; N]) -> String {
    let cells: Vec<(&str, usize)> = cells.into_iter().zip(widths).collect();
    format!("{}{}\n", " ".repeat(indent), line(&cells))
}

/// The table of a validation for a terminal of a hundred columns.
pub fn terminal(found: &Validation, language: Language) -> String {
    let widths = [6, 25, 8, 16, 18, 14];
    let headings = [PRESET, PART, VALUE, INTERVAL, BAND, VERDICT];
    let mut text = row(2, headings.map(|it| it.text(language)), widths);
    for result in &found.patterns {
        let pattern = result.pattern;
        let name = format!("{:<4} {}", pattern.id, pattern.name.text(language));
        let verdict = result.verdict.words(language);
        let _ = writeln!(text, "{}", line(&[(&name, 83), (verdict, 15)]));
        if let Some(reason) = result.reason {
            let _ = writeln!(text, "{}", indented(5, reason));
        }
        for part in &result.parts {
            let finding = part.finding.as_ref();
            let value = value_text(finding.and_then(|finding| finding.value), part.part.unit);
            let name = pattern.name_of(part.part, language);
            let interval = interval_text(part);
            let band = band_text(part.part, part.preset.medium());
            let cells = [
                part.preset.name(),
                &name,
                &value,
                interval.text(language),
                band.text(language),
                part.verdict.words(language),
            ];
            text.push_str(&row(2, cells, widths));
            if let Some(note) = finding.and_then(|finding| finding.note.as_ref()) {
                let _ = writeln!(text, "{}", indented(10, note.text(language)));
            }
        }
        let source = chinese::told(pattern.source, language);
        let source = SOURCE.with(language, &[("source", &source)]);
        let _ = writeln!(text, "{}", indented(5, &source));
    }
    let _ = writeln!(text, "\n{}", indented(0, &summary(found, language)));
    text
}

/// How many patterns hold, in a sentence.
pub fn summary(found: &Validation, language: Language) -> String {
    let presets: Vec<&str> = found.presets.iter().map(|preset| preset.name()).collect();
    let others = COUNTS.iter().filter_map(|(verdict, words)| {
        let count = found.count(*verdict);
        (count > 0).then(|| words.with(language, &[("n", &count)]))
    });
    let others: Vec<String> = others.collect();
    let others = match others.as_slice() {
        [] => ALL.text(language).to_owned(),
        some => some.join(language.choose(", ", "，")),
    };
    let presets = presets.join(language.choose(", ", "、"));
    let numbers: [(&str, &dyn std::fmt::Display); 4] = [
        ("held", &found.count(Verdict::Pass)),
        ("all", &found.patterns.len()),
        ("presets", &presets),
        ("others", &others),
    ];
    HOLD.with(language, &numbers)
}

/// The table of a real log for a terminal of a hundred columns.
pub fn terminal_of_log(measured: &[Measured], medium: Medium, language: Language) -> String {
    let widths = [28, 9, 8, 27, 14];
    let headings = [PART, VALUE, CASES, BAND, VERDICT];
    let mut text = row(5, headings.map(|it| it.text(language)), widths);
    let mut last = "";
    for (found, (pattern, part)) in measured
        .iter()
        .filter_map(|found| Some((found, place(found)?)))
    {
        if pattern.id != last {
            let name = pattern.name.text(language);
            let _ = writeln!(text, "{:<4} {name}", pattern.id);
            last = pattern.id;
        }
        let verdict = if pattern.applies_to(medium) {
            verdict_of(found)
        } else {
            Verdict::NotApplicable
        };
        let name = pattern.name_of(part, language);
        let value = value_text(found.value, part.unit);
        let cases = found.cases.to_string();
        let band = band_text(part, medium);
        let cells = [
            &name,
            &value,
            &cases,
            band.text(language),
            verdict.words(language),
        ];
        text.push_str(&row(5, cells, widths));
    }
    let (held, judged) = tally(measured);
    let within = WITHIN.with(language, &[("held", &held), ("judged", &judged)]);
    let _ = writeln!(text, "\n{within}");
    text
}

/// Where a log lies among possible worlds, for people.
pub fn places(places: &[Place], language: Language) -> String {
    let inside = places.iter().filter(|it| it.holds).count();
    let numbers: [(&str, &dyn std::fmt::Display); 2] = [("held", &inside), ("all", &places.len())];
    let mut text = format!("\n{}\n", IN_THE_MIDDLE.with(language, &numbers));
    for it in places {
        let found = pattern(it.id).and_then(|found| Some((found, found.part(it.part)?)));
        let name = found.map(|(pattern, part)| pattern.name_of(part, language));
        let above = ABOVE.with(
            language,
            &[
                ("share", &format!("{:>3.0}", 100.0 * it.place)),
                ("low", &format!("{:.3}", it.middle.low)),
                ("high", &format!("{:.3}", it.middle.high)),
            ],
        );
        let mark = if it.holds { "" } else { OUTSIDE.text(language) };
        let name = cell(name.as_deref().unwrap_or(it.part), 32);
        let _ = writeln!(text, "{:<4} {name} {:>8.3}  {above}{mark}", it.id, it.value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::patterns::CATALOGUE;
    use crate::words::is_chinese;
    use crate::words::width::columns;

    #[test]
    fn every_line_of_a_log_is_told_in_chinese_and_fits() {
        let each = CATALOGUE.iter().flat_map(|pattern| {
            pattern.parts.iter().map(|part| Measured {
                id: pattern.id,
                part: part.key,
                value: Some(0.5),
                cases: 12_345,
                band: part.band(Medium::Chat),
                pass: part.band(Medium::Chat).map(|band| band.contains(0.5)),
            })
        });
        let each: Vec<Measured> = each.collect();
        for (language, verdicts) in [
            (Language::Chinese, ["成立", "不成立", "不适用"]),
            (Language::English, ["pass", "FAIL", "not applicable"]),
        ] {
            let told = terminal_of_log(&each, Medium::Chat, language);
            for verdict in verdicts {
                assert!(told.contains(verdict), "{verdict}: {told}");
            }
            for line in told.lines().filter(|line| !line.is_empty()) {
                assert!(columns(line) <= WIDTH, "{line}");
                let is_told = line.chars().any(is_chinese);
                assert_eq!(is_told, language == Language::Chinese, "{line}");
            }
        }
    }
}
