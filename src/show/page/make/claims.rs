//! The page of claims: what each came to, and what it rests on.

use super::super::report::{Cell, Figures, Report, Row, Sign};
use crate::claims::{Found, Verdict};
use crate::show::claims::{comparison, counts, direction, effect};
use crate::words::{Language, Phrase, page};

/// The page of some claims, lived through in so many worlds each.
pub fn report(found: &[Found], worlds: u32, language: Language) -> Report {
    let verdicts: Vec<Verdict> = found.iter().map(|it| it.verdict).collect();
    Report {
        title: page::TITLE_CLAIMS.text(language).to_owned(),
        asked: page::STUDY_CLAIMS.fill(&[("n", &found.len()), ("worlds", &worlds)]),
        answer: vec![both(|language| counts(&verdicts, language))],
        certainty: vec![page::CLAIMS_SURE.into()],
        figures: vec![overview(found), numbers(found)],
        made: [
            (page::MADE_VERSION, env!("CARGO_PKG_VERSION").to_owned()),
            (page::MADE_COMMAND, "qun claims".to_owned()),
        ]
        .map(|(what, value)| (Phrase::from(what), value))
        .to_vec(),
        ..Report::blank("claims", language)
    }
}

fn both(say: impl Fn(Language) -> String) -> Phrase {
    Phrase::new(say(Language::English), say(Language::Chinese))
}

fn said(verdict: Verdict, more: Option<Phrase>) -> Cell {
    Cell {
        text: both(|language| verdict.name(language).to_owned()),
        sign: match verdict {
            Verdict::Supported => Some(Sign::Better),
            Verdict::Opposite => Some(Sign::Worse),
            Verdict::Depends | Verdict::Assumed => Some(Sign::Different),
            Verdict::NoEffect | Verdict::Undecided => Some(Sign::Unclear),
            Verdict::Inexpressible => None,
        },
        more,
    }
}

/// What each claim came to, with why where the model disagrees.
fn overview(found: &[Found]) -> Figures {
    let rows = found.iter().map(|it| {
        let claim = &it.entry.claim;
        let why = match it.verdict {
            Verdict::Inexpressible => claim.missing.phrase(),
            Verdict::Supported | Verdict::Assumed => claim.evidence.phrase(),
            _ => claim.disagreement.phrase(),
        };
        Row {
            name: claim.sentence.phrase(),
            key: Some(claim.id.clone()),
            cells: vec![said(it.verdict, Some(why).filter(|it| !it.en.is_empty()))],
        }
    });
    Figures {
        title: page::CLAIMS.into(),
        note: page::CLAIMS_NOTE.into(),
        columns: vec![page::CLAIM.into(), page::VERDICT.into()],
        rows: rows.collect(),
    }
}

/// Every difference behind a verdict.
fn numbers(found: &[Found]) -> Figures {
    let rows = found.iter().flat_map(|it| {
        let id = it.entry.claim.id.as_str();
        it.parts
            .iter()
            .zip(&it.entry.claim.parts)
            .map(move |(part, claimed)| {
                let interval = part.interval;
                Row {
                    name: both(|language| {
                        let way = direction(claimed.direction, language);
                        format!("{id}: {} ({way})", comparison(claimed, language))
                    }),
                    key: Some(claimed.metric.clone()),
                    cells: vec![
                        Cell::new(effect(part.effect, claimed)),
                        Cell::new(format!(
                            "{} – {}",
                            effect(interval.low, claimed),
                            effect(interval.high, claimed)
                        )),
                        said(part.verdict, None),
                    ],
                }
            })
    });
    Figures {
        title: page::CLAIM_NUMBERS.into(),
        note: page::CLAIM_NUMBERS_NOTE.into(),
        columns: [page::CLAIM, page::VALUE, page::INTERVAL, page::VERDICT]
            .map(Phrase::from)
            .to_vec(),
        rows: rows.collect(),
    }
}
