//! The page of a calibration: what is foretold, what was fitted, and what no log can tell.

use super::super::report::{Cell, Figures, Report, Rests, Row, Written};
use crate::calibrate::estimates::Estimate;
use crate::scenario::reference::parameters;
use crate::show::calibration::Fitted;
use crate::words::forecasts::{Counted, Foretold, MODEL_ALONE, ahead, ahead_heading};
use crate::words::{Language, Phrase, chinese, messages, page};

/// The page of a calibration, with the scenario that was written.
pub fn report(found: &Fitted<'_>, scenario: String, language: Language) -> Report {
    let told = |wanted: Counted| {
        let mut ahead_of = found.ahead.iter();
        let year = ahead_of.find(|(counted, it)| *counted == wanted && it.month == YEAR);
        year.map(|(counted, foretold)| both(|language| ahead(*counted, *foretold, language)))
    };
    Report {
        title: found.name.to_owned(),
        asked: page::STUDY_CALIBRATE.fill(&[
            ("days", &found.split),
            ("members", &found.members),
            ("window", &found.window),
        ]),
        answer: [Counted::Members, Counted::Messages]
            .into_iter()
            .filter_map(told)
            .collect(),
        certainty: vec![
            both(|language| ahead_heading(found.at_the_end, language).to_owned()),
            page::CALIBRATED_SURE.into(),
            MODEL_ALONE.into(),
        ],
        figures: vec![foretold(&found.ahead), fitted(&found.estimates)],
        rests: Rests {
            sentences: found
                .not_identified
                .iter()
                .copied()
                .map(Phrase::from)
                .collect(),
            ..Rests::default()
        },
        scenario: Written {
            whole: scenario,
            ..Written::default()
        },
        made: [
            (page::MADE_VERSION, env!("CARGO_PKG_VERSION").to_owned()),
            (page::MADE_COMMAND, "qun calibrate".to_owned()),
        ]
        .map(|(what, value)| (Phrase::from(what), value))
        .to_vec(),
        ..Report::blank("calibrate", language)
    }
}

/// The month ahead that an answer tells of.
const YEAR: usize = 12;

fn both(say: impl Fn(Language) -> String) -> Phrase {
    Phrase::new(say(Language::English), say(Language::Chinese))
}

/// Every month that is foretold.
fn foretold(ahead: &[(Counted, Foretold)]) -> Figures {
    let rows = ahead.iter().map(|(counted, it)| Row {
        name: match counted {
            Counted::Members => page::FORETOLD_MEMBERS,
            Counted::Messages => page::FORETOLD_MESSAGES,
        }
        .fill(&[("n", &it.month)]),
        key: None,
        cells: [it.low, it.median, it.high]
            .map(|value| Cell::new(crate::words::thousands(&format!("{value:.0}"))))
            .to_vec(),
    });
    Figures {
        title: page::FORETOLD.into(),
        note: page::FORETOLD_NOTE.into(),
        columns: [
            page::FORETOLD_WHAT,
            page::FORETOLD_LOW,
            page::FORETOLD_MIDDLE,
            page::FORETOLD_HIGH,
        ]
        .map(Phrase::from)
        .to_vec(),
        rows: rows.collect(),
    }
}

/// Every estimate with its interval.
fn fitted(estimates: &[Estimate]) -> Figures {
    let known = parameters();
    let rows = estimates.iter().map(|it| {
        let parameter = known.iter().find(|parameter| parameter.is_at(&it.name));
        let number = |value: f64| format!("{value:.4}").replace('-', "−");
        let interval = it.interval.map_or_else(
            || "–".to_owned(),
            |(low, high)| format!("{} – {}", number(low), number(high)),
        );
        Row {
            name: parameter.map_or_else(
                || messages::both(&it.name),
                |parameter| chinese::both(&parameter.description),
            ),
            key: parameter.map(|_| it.name.clone()),
            cells: vec![
                Cell::new(number(it.value)),
                Cell::new(interval),
                Cell::new(messages::both(it.method)),
            ],
        }
    });
    Figures {
        title: page::FITTED.into(),
        note: page::FITTED_NOTE.into(),
        columns: [
            page::FITTED_WHAT,
            page::VALUE,
            page::INTERVAL_90,
            page::FITTED_BY,
        ]
        .map(Phrase::from)
        .to_vec(),
        rows: rows.collect(),
    }
}
