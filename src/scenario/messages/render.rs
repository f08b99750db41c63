//! Problems as people read them: the message, the line underlined, and a hint.

use crate::scenario::messages::problem::{Code, Place, Problem, Severity};
use crate::scenario::messages::source::{Sources, floor_boundary};
use crate::words::Language;
use crate::words::labels::{AND_MORE, ERROR, HINT, WARNING};
use crate::words::messages::said;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write as _;

/// More problems than this are counted, not shown: nobody mends more at a time.
const SHOWN: usize = 40;

/// Lines longer than this many bytes are cut around the place, so that a message stays readable.
const LONGEST_LINE: usize = 400;

/// Longest underline, in bytes.
const LONGEST_UNDERLINE: usize = 200;

pub(crate) fn render(
    problems: &[Problem],
    counted: usize,
    sources: &Sources,
    language: Language,
    colour: bool,
) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for problem in problems.iter().take(SHOWN) {
        out.push_str(&one(problem, sources, language, &renderer));
        out.push_str("\n\n");
    }
    let more = problems.len().saturating_sub(SHOWN) + counted;
    if more > 0 {
        let _ = writeln!(out, "{}\n", AND_MORE.with(language, &[("n", &more)]));
    }
    out
}

fn one(problem: &Problem, sources: &Sources, language: Language, renderer: &Renderer) -> String {
    // In whatever language a message is shown, its labels and its hint are too.
    let mut problem = problem.clone();
    for text in [Some(&mut problem.message), problem.help.as_mut()]
        .into_iter()
        .flatten()
        .chain(
            problem
                .places
                .iter_mut()
                .filter_map(|place| place.label.as_mut()),
        )
    {
        *text = said(text, language).into_owned();
    }
    let problem = &problem;
    let level = match problem.severity {
        Severity::Error => Level::ERROR.with_name(ERROR.text(language)),
        Severity::Warning => Level::WARNING.with_name(WARNING.text(language)),
    };
    let mut group = Group::with_title(
        level
            .primary_title(problem.message.as_str())
            .id(code_name(problem.code)),
    );
    let mut seen: Vec<u32> = Vec::new();
    for place in &problem.places {
        if seen.contains(&place.source) {
            continue;
        }
        seen.push(place.source);
        if place.line == 0 {
            group = group.element(Origin::path(place.file.as_str()));
            continue;
        }
        let here: Vec<&Place> = problem
            .places
            .iter()
            .filter(|other| other.source == place.source)
            .collect();
        let own = problem.places.first();
        group = group.element(snippet(&here, own, sources));
    }
    if let Some(help) = &problem.help {
        group = group.element(
            Level::HELP
                .with_name(HINT.text(language))
                .message(help.as_str()),
        );
    }
    renderer.render(&[group])
}

/// The stretch of text that holds all places of one source.
fn snippet<'a>(
    places: &[&'a Place],
    own: Option<&Place>,
    sources: &'a Sources,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.get(places[0].source).text.as_str();
    // An underline runs to the end of its first line at most: a whole table underlined says nothing.
    let end_of = |place: &Place| {
        let end = place
            .end
            .min(floor_boundary(text, place.start + LONGEST_UNDERLINE));
        let newline = text[place.start..end].find('\n');
        newline.map_or(end, |newline| place.start + newline)
    };
    let first = places.iter().map(|place| place.start).min().unwrap_or(0);
    let last = places.iter().map(|place| end_of(place)).max().unwrap_or(0);
    let line_start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[last..]
        .find('\n')
        .map_or(text.len(), |newline| last + newline);
    let from = if first - line_start > LONGEST_LINE {
        floor_boundary(text, first - LONGEST_LINE / 2)
    } else {
        line_start
    };
    let to = if line_end - last > LONGEST_LINE {
        floor_boundary(text, last + LONGEST_LINE / 2)
    } else {
        line_end
    };
    let line = text[..from].bytes().filter(|&byte| byte == b'\n').count() + 1;
    let annotations = places.iter().map(|&place| {
        let kind = if own.is_some_and(|own| std::ptr::eq(own, place)) {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        kind.span(place.start - from..end_of(place) - from)
            .label(place.label.as_deref())
    });
    Snippet::source(&text[from..to])
        .line_start(line)
        .path(places[0].file.as_str())
        .annotations(annotations)
}

/// The stable name of a kind of problem, as it is shown and as it is in JSON.
fn code_name(code: Code) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
