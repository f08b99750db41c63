//! What came of holding presets, or a log, against the patterns: as text, as JSON, as CSV.

use crate::observe::patterns::{Band, CATALOGUE, Expected, Measured, Medium, Part, Pattern, Unit};
use crate::show::tables::{field, table};
use crate::validate::worlds::Place;
use crate::validate::{PartResult, PatternResult, Validation, Verdict};
use crate::words::reference::{BETWEEN, NO_BAND, OR_LESS, OR_MORE};
use crate::words::{Language, Phrase, Text};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Columns that a terminal is expected to have.
const WIDTH: usize = 100;

/// A value with as many digits as its unit deserves; a dash for none.
pub fn value_text(value: Option<f64>, unit: Unit) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if unit == Unit::Members => format!("{value:.0}"),
        Some(value) => format!("{value:.3}"),
    }
}

/// A band as it is stated, or the direction that is expected, in a few words.
pub fn band_text(part: &Part, medium: Medium) -> Phrase {
    if let Expected::Direction { words, .. } = part.expected {
        let short = |text: &str, signs: [char; 3]| text.split(signs).next().map(str::to_owned);
        let en = short(words.en, [',', ';', ':']);
        let zh = short(words.zh, ['，', '；', '：']);
        return Phrase::new(en.unwrap_or_default(), zh.unwrap_or_default());
    }
    let band = part.band(medium);
    band.map_or_else(|| NO_BAND.into(), |band| ends(band, part.unit))
}

/// The bands of a part in all media the pattern applies to.
pub fn bands(pattern: &Pattern, part: &Part) -> Phrase {
    const MEDIA: [(Medium, Text); 4] = [
        (Medium::Chat, Text::new("chat", "聊天")),
        (Medium::Forum, Text::new("forum", "论坛")),
        (Medium::Usenet, Text::new("Usenet", "Usenet")),
        (Medium::MessengerGroup, Text::new("messenger group", "群聊")),
    ];
    let found: Vec<(Text, Phrase)> = MEDIA
        .iter()
        .filter(|(medium, _)| pattern.applies_to(*medium))
        .map(|(medium, name)| (*name, band_text(part, *medium)))
        .collect();
    if let Some((_, band)) = found.first()
        && found.iter().all(|(_, other)| other == band)
    {
        return band.clone();
    }
    let each = |language: Language| {
        let each = found
            .iter()
            .map(|(name, band)| format!("{} {}", name.text(language), band.text(language)));
        let each: Vec<String> = each.collect();
        each.join(language.choose("; ", "；"))
    };
    Phrase::new(each(Language::English), each(Language::Chinese))
}

/// A pattern of the catalogue with its numbers and bands, as JSON.
pub fn pattern_document(pattern: &Pattern) -> Value {
    let parts: Vec<Value> = pattern
        .parts
        .iter()
        .map(|part| {
            json!({
                "part": part.key, "meaning": part.meaning, "unit": part.unit, "expected": bands(pattern, part).en,
            })
        })
        .collect();
    json!({
        "pattern": pattern.id, "name": pattern.name, "applies_to": pattern.applies_to, "needs": pattern.needs,
        "provenance": pattern.provenance, "source": pattern.source, "parts": parts,
    })
}

fn ends(band: Band, unit: Unit) -> Phrase {
    let end = |value: f64| match unit {
        Unit::Members => format!("{value:.0}"),
        _ => format!("{value:.*}", usize::from(band.decimals)),
    };
    let (least, most) = (end(band.low), end(band.high));
    match (band.low.is_finite(), band.high.is_finite()) {
        (true, true) if band.low >= band.high => least.into(),
        (true, true) => BETWEEN.fill(&[("least", &least), ("most", &most)]),
        (true, false) => OR_MORE.fill(&[("least", &least)]),
        (false, _) => OR_LESS.fill(&[("most", &most)]),
    }
}

/// The interval of a value; a dash for none.
pub fn interval_text(result: &PartResult) -> String {
    let unit = result.part.unit;
    result
        .finding
        .as_ref()
        .and_then(|finding| finding.interval)
        .map_or_else(
            || "–".to_owned(),
            |interval| {
                format!(
                    "{} to {}",
                    value_text(Some(interval.low), unit),
                    value_text(Some(interval.high), unit)
                )
            },
        )
}

/// One line of text, broken between words, each line after the first indented as the first is.
fn wrapped(indent: usize, text: &str) -> String {
    let mut lines = String::new();
    let mut width = WIDTH;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width + 1 + length > WIDTH {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(&" ".repeat(indent));
            width = indent + length;
        } else {
            lines.push(' ');
            width += 1 + length;
        }
        lines.push_str(word);
    }
    lines
}

/// Pads to a width in characters; what is longer is cut.
fn cell(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length > width {
        let kept: String = text.chars().take(width - 1).collect();
        return format!("{kept}…");
    }
    format!("{text}{}", " ".repeat(width - length))
}

fn line(cells: &[(&str, usize)]) -> String {
    let text: Vec<String> = cells
        .iter()
        .map(|(text, width)| cell(text, *width))
        .collect();
    text.join("  ").trim_end().to_owned()
}

/// The table of a validation for a terminal of a hundred columns.
pub fn terminal(found: &Validation) -> String {
    let mut text = String::new();
    let widths = [6, 25, 8, 16, 18, 14];
    let headings = ["preset", "part", "value", "80% interval", "band", "verdict"];
    let row = |cells: [&str; 6]| {
        let cells: Vec<(&str, usize)> = cells.into_iter().zip(widths).collect();
        format!("  {}\n", line(&cells))
    };
    text.push_str(&row(headings));
    for result in &found.patterns {
        let name = format!("{:<4} {}", result.pattern.id, result.pattern.name.en);
        let _ = writeln!(
            text,
            "{}",
            line(&[(&name, 83), (result.verdict.words(), 15)])
        );
        if let Some(reason) = result.reason {
            let _ = writeln!(text, "{}", wrapped(5, reason));
        }
        for part in &result.parts {
            let finding = part.finding.as_ref();
            let value = value_text(finding.and_then(|finding| finding.value), part.part.unit);
            text.push_str(&row([
                part.preset.name(),
                part.part.key,
                &value,
                &interval_text(part),
                &band_text(part.part, part.preset.medium()).en,
                part.verdict.words(),
            ]));
            if let Some(note) = finding.and_then(|finding| finding.note.as_ref()) {
                let _ = writeln!(text, "{}", wrapped(10, note));
            }
        }
        let _ = writeln!(
            text,
            "{}",
            wrapped(5, &format!("source: {}", result.pattern.source))
        );
    }
    let _ = writeln!(text, "\n{}", wrapped(0, &summary(found)));
    text
}

/// How many patterns hold, in a sentence.
pub fn summary(found: &Validation) -> String {
    let presets: Vec<&str> = found.presets.iter().map(|preset| preset.name()).collect();
    let mut others = Vec::new();
    for (verdict, words) in [
        (Verdict::Fail, "do not"),
        (Verdict::NotMeasured, "could not be measured"),
        (Verdict::NotExpressible, "cannot be expressed yet"),
        (Verdict::NotApplicable, "do not apply"),
    ] {
        let count = found.count(verdict);
        if count > 0 {
            others.push(format!("{count} {words}"));
        }
    }
    format!(
        "{} of {} patterns hold ({}): {}",
        found.count(Verdict::Pass),
        found.patterns.len(),
        presets.join(", "),
        if others.is_empty() {
            "all".to_owned()
        } else {
            others.join(", ")
        }
    )
}

fn number(value: f64) -> Value {
    if value.is_finite() {
        json!(value)
    } else {
        Value::Null
    }
}

fn band_json(band: Option<Band>) -> Value {
    band.map_or(
        Value::Null,
        |band| json!({ "low": number(band.low), "high": number(band.high) }),
    )
}

/// A validation as one JSON document.
pub fn document(found: &Validation) -> Value {
    let patterns: Vec<Value> = found.patterns.iter().map(pattern_json).collect();
    let presets: Vec<&str> = found.presets.iter().map(|preset| preset.name()).collect();
    json!({
        "qun": env!("CARGO_PKG_VERSION"),
        "presets": presets,
        "settings": {
            "replicates": found.settings.replicates, "days": found.settings.days, "seed": found.settings.seed,
        },
        "interval": 0.8,
        "hold": found.count(Verdict::Pass),
        "fail": found.count(Verdict::Fail),
        "not_measured": found.count(Verdict::NotMeasured),
        "not_expressible": found.count(Verdict::NotExpressible),
        "not_applicable": found.count(Verdict::NotApplicable),
        "patterns": patterns,
    })
}

fn pattern_json(result: &PatternResult) -> Value {
    let parts: Vec<Value> = result
        .parts
        .iter()
        .map(|part| {
            let finding = part.finding.as_ref();
            let interval = finding.and_then(|finding| finding.interval);
            json!({
                "preset": part.preset.name(),
                "part": part.part.key,
                "meaning": part.part.meaning,
                "unit": part.part.unit,
                "band": band_json(part.band),
                "expected": band_text(part.part, part.preset.medium()).en,
                "value": finding.and_then(|finding| finding.value),
                "low": interval.map(|interval| interval.low),
                "high": interval.map(|interval| interval.high),
                "cases": finding.map_or(0, |finding| finding.cases),
                "experiment": finding.map(|finding| finding.experiment),
                "note": finding.and_then(|finding| finding.note.as_ref()),
                "verdict": part.verdict,
            })
        })
        .collect();
    json!({
        "pattern": result.pattern.id,
        "name": result.pattern.name,
        "verdict": result.verdict,
        "reason": result.reason,
        "provenance": result.pattern.provenance,
        "source": result.pattern.source,
        "parts": parts,
    })
}

/// `patterns.csv`: one part of one pattern under one preset a row.
///
/// # Errors
/// If the table cannot be built.
pub fn rows(found: &Validation) -> Result<Vec<u8>, csv::Error> {
    let rows = found.patterns.iter().flat_map(|result| {
        result.parts.iter().map(|part| {
            let finding = part.finding.as_ref();
            let interval = finding.and_then(|finding| finding.interval);
            let or_nan = |value: Option<f64>| field(value.unwrap_or(f64::NAN));
            vec![
                result.pattern.id.to_owned(),
                part.part.key.to_owned(),
                part.preset.name().to_owned(),
                or_nan(finding.and_then(|finding| finding.value)),
                or_nan(interval.map(|interval| interval.low)),
                or_nan(interval.map(|interval| interval.high)),
                or_nan(part.band.map(|band| band.low)),
                or_nan(part.band.map(|band| band.high)),
                finding.map_or(0, |finding| finding.cases).to_string(),
                part.verdict.words().to_owned(),
            ]
        })
    });
    table(
        &[
            "pattern",
            "part",
            "preset",
            "value",
            "low",
            "high",
            "band_low",
            "band_high",
            "cases",
            "verdict",
        ],
        rows,
    )
}

/// The pattern and the part of a measured number.
fn place(row: &Measured) -> Option<(&'static Pattern, &'static Part)> {
    let pattern = CATALOGUE.iter().find(|pattern| pattern.id == row.id)?;
    Some((pattern, pattern.part(row.part)?))
}

fn verdict_of(row: &Measured) -> Verdict {
    match (row.pass, row.value, row.band) {
        (Some(true), ..) => Verdict::Pass,
        (Some(false), ..) => Verdict::Fail,
        (None, None, Some(_)) => Verdict::NotMeasured,
        _ => Verdict::Told,
    }
}

/// The table of a real log for a terminal of a hundred columns.
pub fn terminal_of_log(measured: &[Measured], medium: Medium) -> String {
    let widths = [30, 9, 9, 28, 14];
    let row = |cells: [&str; 5]| {
        let cells: Vec<(&str, usize)> = cells.into_iter().zip(widths).collect();
        format!("     {}\n", line(&cells))
    };
    let mut text = row(["part", "value", "cases", "band", "verdict"]);
    let mut last = "";
    for (row_of, (pattern, part)) in measured
        .iter()
        .filter_map(|found| Some((found, place(found)?)))
    {
        if pattern.id != last {
            let _ = writeln!(text, "{:<4} {}", pattern.id, pattern.name.en);
            last = pattern.id;
        }
        let applies = pattern.applies_to(medium);
        let verdict = if applies {
            verdict_of(row_of)
        } else {
            Verdict::NotApplicable
        };
        text.push_str(&row([
            part.key,
            &value_text(row_of.value, part.unit),
            &row_of.cases.to_string(),
            &band_text(part, medium).en,
            verdict.words(),
        ]));
    }
    let (held, judged) = tally(measured);
    let _ = writeln!(
        text,
        "\n{held} of {judged} numbers with a band lie within it"
    );
    text
}

/// How many numbers lie within their bands, of how many that have one.
pub fn tally(measured: &[Measured]) -> (usize, usize) {
    let held = measured.iter().filter(|row| row.pass == Some(true)).count();
    let judged = measured.iter().filter(|row| row.pass.is_some()).count();
    (held, judged)
}

/// What was measured of a real log, as one JSON document.
pub fn document_of_log(measured: &[Measured], medium: Medium, about: &Value) -> Value {
    let (held, judged) = tally(measured);
    let rows: Vec<Value> = measured
        .iter()
        .filter_map(|row| Some((row, place(row)?)))
        .map(|(row, (pattern, part))| {
            json!({
                "pattern": row.id,
                "name": pattern.name,
                "part": row.part,
                "meaning": part.meaning,
                "unit": part.unit,
                "value": row.value,
                "cases": row.cases,
                "band": band_json(row.band),
                "pass": row.pass,
                "source": pattern.source,
            })
        })
        .collect();
    json!({ "log": about, "medium": medium, "within": held, "judged": judged, "patterns": rows })
}
/// Where a log lies among possible worlds, as JSON.
pub fn places_document(places: &[Place]) -> Value {
    let one = |it: &Place| {
        json!({
            "pattern": it.id,
            "part": it.part,
            "value": it.value,
            "worlds_below": it.place,
            "in_middle_95": it.holds,
            "p10": it.middle.low,
            "p90": it.middle.high,
        })
    };
    places.iter().map(one).collect()
}

/// Where a log lies among possible worlds, for people.
pub fn places(places: &[Place]) -> String {
    let inside = places.iter().filter(|it| it.holds).count();
    let mut text = format!(
        "\n{inside} of {} numbers lie in the middle 95% of worlds of this medium\n",
        places.len()
    );
    for it in places {
        let mark = if it.holds { "" } else { "  outside" };
        let _ = writeln!(
            text,
            "{:<4} {:<32} {:>8.3}  above {:>3.0}% of worlds; their middle 80%: {:.3} to {:.3}{mark}",
            it.id,
            it.part,
            it.value,
            100.0 * it.place,
            it.middle.low,
            it.middle.high
        );
    }
    text
}
