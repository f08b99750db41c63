//! The page as a whole.

use super::parts::{charts, figures, glossary, lesson, made, resting, scenario, telling};
use super::read::Found;
use super::report::Report;
use super::said::{Said, both, fixed};
use crate::words::{Language, page};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing is fetched from anywhere: whoever opens the page is told to no one.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    img-src data: blob:";

/// A part of the page: where it begins, its heading and what stands in it.
type Part = (&'static str, crate::words::Text, Markup);

/// The page of a study, with what could not be read of it.
pub fn document(found: &Found) -> String {
    let Found {
        report,
        faults,
        pictures,
    } = found;
    let tag = match report.language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let parts: Vec<Part> = [
        ("story", page::STORY, telling::story(report)),
        ("figures", page::KEY_FIGURES, figures::all(&report.figures)),
        (
            "charts",
            page::CHARTS,
            charts::all(&report.charts, pictures),
        ),
        ("rests", page::RESTS, resting::all(&report.rests)),
        ("scenario", page::SCENARIO, scenario::all(&report.scenario)),
        ("words", page::GLOSSARY, glossary::all(report)),
        ("made", page::MANIFEST, made::all(&report.made)),
    ]
    .into_iter()
    .filter(|(_, _, content)| !content.0.is_empty())
    .collect();
    html! {
        (DOCTYPE)
        html lang=(tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (Said(&report.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body data-words=(Said(&spoken())) {
                (languages(report.language))
                div.page {
                    header {
                        h1 { bdi { (title(report)) } }
                        p.asked { (both(&report.asked)) }
                        nav aria-label="qun" {
                            @for (place, heading, _) in &parts {
                                a href={ "#" (place) } { (fixed(*heading)) }
                            }
                        }
                    }
                    main {
                        (telling::faults(faults))
                        @if let Some(question) = &report.lesson { (lesson::asked(question)) }
                        (telling::answer(report))
                        @for (place, heading, content) in &parts {
                            section id=(place) {
                                h2 { (fixed(*heading)) }
                                (content)
                            }
                        }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// What the page is called: of a study of its own, which no scenario names, in both languages.
fn title(report: &Report) -> Markup {
    match (report.study.as_str(), &report.lesson) {
        ("claims", _) => fixed(page::TITLE_CLAIMS),
        ("validate", _) => fixed(page::TITLE_VALIDATION),
        (_, Some(lesson)) => both(&lesson.title),
        _ => html! { (Said(&report.title)) },
    }
}

/// The choice of language works without a script: what comes after it looks at which is chosen.
fn languages(first: Language) -> Markup {
    html! {
        @for (id, name, language) in [("say-en", "English", Language::English), ("say-zh", "中文", Language::Chinese)] {
            input.say type="radio" name="language" id=(id) aria-label=(name) checked[language == first];
            label.say for=(id) lang=(if language == Language::English { "en" } else { "zh-Hans" }) { (name) }
        }
    }
}

/// The words of the script, in both languages.
fn spoken() -> String {
    let words = |language: Language| {
        serde_json::json!({
            "png": page::SAVE_PICTURE.text(language),
            "svg": page::SAVE_DRAWING.text(language),
            "whole": page::WHOLE_TIME.text(language),
            "day": crate::words::labels::DAY.text(language),
            "keys": page::KEYS.text(language),
        })
    };
    serde_json::json!({ "en": words(Language::English), "zh": words(Language::Chinese) })
        .to_string()
}
