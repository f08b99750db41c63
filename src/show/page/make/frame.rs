//! What every page has, whatever the study: its scenario, what it rests on, how it was made.

use super::assumptions::rests;
use crate::scenario::{Loaded, Scenario, flat};
use crate::show::page::report::{Change, Question, Report, VERSION, Written};
use crate::words::lessons::Lesson;
use crate::words::{Language, Phrase, page};
use std::collections::BTreeMap;

/// A study without its findings.
pub struct Frame<'a> {
    /// The command: `run`, `compare` …
    pub study: &'a str,
    /// The scenario.
    pub loaded: &'a Loaded,
    /// Name of the scenario's file.
    pub file: String,
    /// The language in which the page opens.
    pub language: Language,
    /// Runs that were finished.
    pub runs: usize,
    /// Runs that were asked for.
    pub planned: u64,
    /// The variations, by their names; the first is what the others are held against.
    pub variations: Vec<(&'a str, &'a Scenario)>,
    /// The lesson that the study is for.
    pub lesson: Option<&'static Lesson>,
}

impl Frame<'_> {
    /// The page of the study, before anything is found.
    pub fn report(&self) -> Report {
        let base = &self.loaded.base;
        Report {
            version: VERSION,
            study: self.study.to_owned(),
            language: self.language,
            title: base.title.clone(),
            lesson: self.lesson.map(Question::from),
            asked: Phrase::from(""),
            answer: Vec::new(),
            certainty: self.certainty(),
            story: Vec::new(),
            figures: Vec::new(),
            rests: rests(self.loaded),
            charts: Vec::new(),
            scenario: self.written(),
            made: self.made(),
        }
    }

    /// What the study itself says of how far it can be trusted.
    fn certainty(&self) -> Vec<Phrase> {
        let mut said = Vec::new();
        if (self.runs as u64) < self.planned {
            said.push(page::MADE_CUT.fill(&[("done", &self.runs), ("planned", &self.planned)]));
        }
        let beliefs = self.loaded.uncertainty.len();
        // An analysis of sensitivity is what else would be proposed.
        if self.study != "sensitivity" {
            said.push(if !self.loaded.worlds.is_fixed() {
                page::DRAWN_WORLDS.into()
            } else if beliefs > 0 {
                page::DRAWN.fill(&[("n", &beliefs)])
            } else {
                page::NOT_TURNED.into()
            });
        }
        said
    }

    fn written(&self) -> Written {
        let touched = self.loaded.values().into_iter();
        let touched = touched.filter(|value| !super::assumptions::is_default(&value.source));
        let Some(((_, first), others)) = self.variations.split_first() else {
            return Written {
                changed: touched.map(change).collect(),
                strategies: Vec::new(),
                whole: self.loaded.resolved(),
            };
        };
        let before = flat(first);
        let strategies = others.iter().map(|(name, scenario)| {
            let after = flat(scenario);
            ((*name).to_owned(), differences(&before, &after))
        });
        Written {
            changed: touched.map(change).collect(),
            strategies: strategies.collect(),
            whole: self.loaded.resolved(),
        }
    }

    fn made(&self) -> Vec<(Phrase, String)> {
        let base = &self.loaded.base;
        let digest = crate::files::digest::hash(&self.loaded.resolved());
        [
            (page::MADE_VERSION, env!("CARGO_PKG_VERSION").to_owned()),
            (page::MADE_COMMAND, format!("qun {}", self.study)),
            (page::MADE_FILE, self.file.clone()),
            (page::MADE_SEED, base.seed.to_string()),
            (page::MADE_DAYS, base.days.to_string()),
            (page::MADE_RUNS, self.runs.to_string()),
            (page::MADE_DIGEST, digest),
        ]
        .into_iter()
        .map(|(what, value)| (what.into(), value))
        .collect()
    }
}

fn change(value: crate::scenario::Shown) -> Change {
    // A path on somebody's disk is nobody else's business.
    let from = match value.source.rsplit_once(['/', '\\']) {
        Some((_, name)) if !value.source.starts_with("--") => name.to_owned(),
        _ => value.source,
    };
    Change {
        path: value.path,
        value: value.value,
        from,
    }
}

/// What differs, with what it was before.
fn differences(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<Change> {
    const NONE: &str = "–";
    let mut paths: Vec<&String> = before.keys().chain(after.keys()).collect();
    paths.sort();
    paths.dedup();
    let differ = paths.into_iter().filter_map(|path| {
        let read = |map: &BTreeMap<String, String>| map.get(path).cloned();
        let (former, latter) = (read(before), read(after));
        (former != latter).then(|| Change {
            path: path.clone(),
            value: latter.unwrap_or_else(|| NONE.to_owned()),
            from: former.unwrap_or_else(|| NONE.to_owned()),
        })
    });
    differ.collect()
}
