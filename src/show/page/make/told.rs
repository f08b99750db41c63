//! The page of a study whose answer is told in sentences and one table: a sweep, a search, an
//! analysis of sensitivity.

use super::Frame;
use crate::draw::Chart;
use crate::show::page::report::{Figures, Report};
use crate::words::{Language, Phrase};

/// What such a study found.
pub struct Told {
    /// What was asked, in a line.
    pub asked: Phrase,
    /// The answer.
    pub answer: Vec<Phrase>,
    /// How sure it is.
    pub certainty: Phrase,
    /// Its tables.
    pub figures: Vec<Figures>,
    /// Its charts.
    pub charts: Vec<Chart>,
}

/// The page of such a study.
pub fn report(frame: &Frame<'_>, told: Told) -> Report {
    let mut report = frame.report();
    report.asked = told.asked;
    report.answer = told.answer;
    report.certainty.insert(0, told.certainty);
    report.figures = told.figures;
    report.charts = told.charts;
    report
}

/// Sentences that are made in one language at a time, as many in each.
pub fn in_both(say: impl Fn(Language) -> Vec<String>) -> Vec<Phrase> {
    let english = say(Language::English).into_iter();
    let both = english.zip(say(Language::Chinese));
    both.map(|(en, zh)| Phrase { en, zh }).collect()
}
