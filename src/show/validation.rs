//! What came of holding presets, or a log, against the patterns: as JSON, as CSV, and the words of both.

use crate::observe::patterns::{Band, CATALOGUE, Expected, Measured, Medium, Part, Pattern, Unit};
use crate::show::tables::{field, table};
use crate::validate::worlds::Place;
use crate::validate::{PartResult, PatternResult, Validation, Verdict};
use crate::words::reference::{BETWEEN, NO_BAND, OR_LESS, OR_MORE};
use crate::words::{Language, Phrase, Text};
use serde_json::{Value, json};

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
pub fn interval_text(result: &PartResult) -> Phrase {
    let unit = result.part.unit;
    let finding = result.finding.as_ref();
    let Some(interval) = finding.and_then(|finding| finding.interval) else {
        return "–".into();
    };
    let end = |value: f64| value_text(Some(value), unit);
    BETWEEN.fill(&[("least", &end(interval.low)), ("most", &end(interval.high))])
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
                "note": finding.and_then(|finding| Some(&finding.note.as_ref()?.en)),
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
                part.verdict.words(Language::English).to_owned(),
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
pub(super) fn place(row: &Measured) -> Option<(&'static Pattern, &'static Part)> {
    let pattern = CATALOGUE.iter().find(|pattern| pattern.id == row.id)?;
    Some((pattern, pattern.part(row.part)?))
}

pub(super) fn verdict_of(row: &Measured) -> Verdict {
    match (row.pass, row.value, row.band) {
        (Some(true), ..) => Verdict::Pass,
        (Some(false), ..) => Verdict::Fail,
        (None, None, Some(_)) => Verdict::NotMeasured,
        _ => Verdict::Told,
    }
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
