//! The page of a validation: which patterns of real communities hold, and which do not.

use super::super::report::{Cell, Figures, Report, Row, Sign};
use crate::show::validation::{bands, interval_text, value_text};
use crate::validate::{PatternResult, Validation, Verdict};
use crate::words::{Language, Phrase, chinese, page};

/// The page of a validation.
pub fn report(found: &Validation, language: Language) -> Report {
    let settings = found.settings;
    let presets: Vec<&str> = found.presets.iter().map(|preset| preset.name()).collect();
    let count = |verdict: Verdict| {
        let those = found.patterns.iter().filter(|it| it.verdict == verdict);
        those.count()
    };
    Report {
        title: page::TITLE_VALIDATION.text(language).to_owned(),
        asked: page::STUDY_VALIDATE.fill(&[
            ("presets", &presets.join(", ")),
            ("n", &settings.replicates),
            ("days", &settings.days),
        ]),
        answer: vec![page::VALIDATED.fill(&[
            ("held", &count(Verdict::Pass)),
            (
                "all",
                &(found.patterns.len() - count(Verdict::NotApplicable) - count(Verdict::Told)),
            ),
            ("failed", &count(Verdict::Fail)),
            (
                "open",
                &(count(Verdict::NotMeasured) + count(Verdict::NotExpressible)),
            ),
        ])],
        certainty: vec![page::VALIDATED_SURE.into()],
        figures: vec![overview(found), numbers(found)],
        made: [
            (page::MADE_VERSION, env!("CARGO_PKG_VERSION").to_owned()),
            (page::MADE_COMMAND, "qun validate".to_owned()),
            (page::MADE_SEED, settings.seed.to_string()),
            (page::MADE_DAYS, settings.days.to_string()),
            (page::MADE_RUNS, settings.replicates.to_string()),
        ]
        .map(|(what, value)| (Phrase::from(what), value))
        .to_vec(),
        ..Report::blank("validate", language)
    }
}

/// Whether each pattern holds.
fn overview(found: &Validation) -> Figures {
    // What does not apply comes last.
    let applies = |result: &&PatternResult| result.verdict != Verdict::NotApplicable;
    let first = found.patterns.iter().filter(applies);
    let last = found.patterns.iter().filter(|result| !applies(result));
    let rows = first.chain(last).map(|result| {
        let (verdict, sign) = said(result.verdict);
        let reason = result.reason.map(Phrase::from);
        Row {
            name: name_of(result),
            key: Some(result.pattern.id.to_string()),
            cells: vec![Cell {
                text: verdict,
                sign,
                more: reason,
            }],
        }
    });
    Figures {
        title: page::PATTERNS.into(),
        note: page::PATTERNS_NOTE.into(),
        columns: vec![page::PATTERN.into(), page::VERDICT.into()],
        rows: rows.collect(),
    }
}

/// Every number that was held against a band.
fn numbers(found: &Validation) -> Figures {
    let rows = found.patterns.iter().flat_map(|result| {
        result.parts.iter().map(|part| {
            let value = part.finding.as_ref().and_then(|finding| finding.value);
            let (verdict, sign) = said(part.verdict);
            Row {
                name: Phrase::new(
                    format!("{}: {}", result.pattern.name.en, part.part.meaning),
                    format!(
                        "{}：{}",
                        result.pattern.name.zh,
                        chinese::told(part.part.meaning, Language::Chinese)
                    ),
                ),
                key: Some(part.part.key.to_owned()),
                cells: vec![
                    Cell::new(part.preset.name()),
                    Cell::new(value_text(value, part.part.unit)),
                    Cell::new(interval_text(part)),
                    Cell::new(bands(result.pattern, part.part)),
                    Cell {
                        text: verdict,
                        sign,
                        more: None,
                    },
                ],
            }
        })
    });
    Figures {
        title: page::PATTERN_NUMBERS.into(),
        note: page::PATTERN_NUMBERS_NOTE.into(),
        columns: [
            page::PATTERN,
            page::PRESET,
            page::VALUE,
            page::RUN_INTERVAL,
            page::EXPECTED,
            page::VERDICT,
        ]
        .map(Phrase::from)
        .to_vec(),
        rows: rows.collect(),
    }
}

fn name_of(result: &PatternResult) -> Phrase {
    Phrase::new(result.pattern.name.en, result.pattern.name.zh)
}

/// A verdict in both languages.
fn said(verdict: Verdict) -> (Phrase, Option<Sign>) {
    match verdict {
        Verdict::Pass => (page::HOLDS.into(), Some(Sign::Better)),
        Verdict::Fail => (page::FAILS.into(), Some(Sign::Worse)),
        Verdict::NotMeasured => (page::NOT_MEASURED.into(), None),
        Verdict::NotExpressible => (page::NOT_EXPRESSIBLE.into(), None),
        Verdict::NotApplicable => (page::NOT_APPLICABLE.into(), None),
        Verdict::Told => (page::TOLD.into(), None),
    }
}
