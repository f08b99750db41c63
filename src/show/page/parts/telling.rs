//! What the page says in sentences: what is missing, the answer, how sure it is, and the story.

use crate::show::page::report::{Chapter, Report};
use crate::show::page::said::{both, fixed};
use crate::show::strategies::called;
use crate::words::{Phrase, page};
use maud::{Markup, html};

/// What is missing from the folder.
pub(crate) fn faults(faults: &[Phrase]) -> Markup {
    html! {
        @if !faults.is_empty() {
            section.faults id="faults" {
                h2 { (fixed(page::FAULTS)) }
                ul { @for fault in faults { li { (both(fault)) } } }
                p { (fixed(page::REST_SHOWN)) }
            }
        }
    }
}

/// The answer, with how sure it is.
pub(crate) fn answer(report: &Report) -> Markup {
    html! {
        @if !report.answer.is_empty() {
            section.answer id="answer" {
                h2 { (fixed(page::ANSWER)) }
                @for sentence in &report.answer { p { (both(sentence)) } }
                @if !report.certainty.is_empty() {
                    h3 { (fixed(page::SURE)) }
                    ul { @for sentence in &report.certainty { li { (both(sentence)) } } }
                }
            }
        }
    }
}

/// What happened, and why.
pub(crate) fn story(report: &Report) -> Markup {
    /// Chapters that somebody reads one after the other; more are there for whoever looks for one.
    const READ: usize = 10;
    let (read, more) = report.story.split_at(READ.min(report.story.len()));
    html! {
        @for chapter in read { (told(chapter)) }
        @if !more.is_empty() {
            details {
                summary { (both(&page::MORE_CHAPTERS.fill(&[("n", &more.len())]))) }
                @for chapter in more { (told(chapter)) }
            }
        }
    }
}

fn told(chapter: &Chapter) -> Markup {
    html! {
        @if let Some(about) = &chapter.about { h3 { (both(&called(about))) } }
        ul.story { @for sentence in &chapter.sentences { li { (both(sentence)) } } }
    }
}
