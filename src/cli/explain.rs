//! `qun explain`: what a word means.

use super::failure::Failure;
use super::list::taken;
use super::output::{Format, Output};
use super::templates;
use crate::observe::metrics;
use crate::observe::patterns::CATALOGUE;
use crate::operator::playbook::seen::SIGHTS;
use crate::scenario::reference::{self, Parameter};
use crate::show::validation::bands as part_band;
use crate::words::reference::KNOWN;
use crate::words::width::{columns, lines};
use crate::words::{self, Entry, Kind, Language, Text, chinese, plain};
use crate::{operator, scenario};
use serde::Serialize;
use std::fmt::Write as _;

/// Flags of `qun explain`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun explain operator.threshold.fee\n  qun explain fee\n  \
        qun explain purge\n  qun explain retention_d30\n  qun explain \"day-30 retention\"\n  qun explain 潜水"
)]
pub struct Explain {
    /// A key or its path, a strategy, metric, cause, stage, column, archetype or term
    #[arg(required = true, num_args = 1.., value_name = "WORD")]
    pub word: Vec<String>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the answer [default: that of the word if it is Chinese, else the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
}

/// One meaning of a word.
#[derive(Debug, Clone, Serialize)]
struct Meaning {
    /// What kind of word it is.
    kind: &'static str,
    word: String,
    text: String,
    /// Further facts, each with its name.
    facts: Vec<(&'static str, String)>,
}

impl Meaning {
    fn new(kind: &'static str, word: &str, meaning: &str) -> Self {
        Self {
            kind,
            word: word.to_owned(),
            text: meaning.to_owned(),
            facts: Vec::new(),
        }
    }

    fn fact(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((name, value));
        }
        self
    }
}

impl Explain {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the word is not known.
    pub fn run(&self, output: &Output) -> super::Result {
        let word = self.word.join(" ");
        let language = match self.language.as_deref() {
            Some(tag) => Language::from_tag(tag),
            None if Language::of(&word) == Language::Chinese => Some(Language::Chinese),
            None => Some(output.language()),
        }
        .unwrap_or_default();
        let meanings = meanings(&word, language);
        if meanings.is_empty() {
            return Err(unknown(&word));
        }
        match self.format {
            Format::Json => output.json(&meanings)?,
            Format::Table => {
                let texts: Vec<String> = meanings.iter().map(show).collect();
                output.data(&texts.join("\n"))?;
            }
        }
        Ok(())
    }
}

fn show(meaning: &Meaning) -> String {
    let mut text = format!("{} ({})\n", meaning.word, meaning.kind);
    for line in lines(&meaning.text, 88) {
        let _ = writeln!(text, "  {line}");
    }
    let width = meaning
        .facts
        .iter()
        .map(|(name, _)| columns(name))
        .max()
        .unwrap_or(0);
    for (name, value) in &meaning.facts {
        for (index, line) in lines(value, 88 - width).iter().enumerate() {
            let name = if index == 0 { *name } else { "" };
            let gap = " ".repeat(width - columns(name));
            let _ = writeln!(text, "  {name}{gap}  {line}");
        }
    }
    text
}

fn meanings(word: &str, language: Language) -> Vec<Meaning> {
    let wanted = plain(word);
    let is = |candidate: &str| plain(candidate) == wanted;
    let mut found = Vec::new();
    for entry in words::meant(word) {
        found.push(of_entry(entry, language));
    }
    found.extend(counted(&is, language));
    let parameters = reference::parameters_in(language);
    for section in reference::sections_in(language) {
        let key = section.path.rsplit('.').next().unwrap_or_default();
        let strategy = operator::kind(key).filter(|_| section.path.starts_with("operator."));
        let is_name = strategy.is_some_and(|kind| is(kind.name.en) || is(kind.name.zh));
        if !is(&section.path) && !is(key) && !is_name {
            continue;
        }
        let kind = if strategy.is_some() {
            Kind::Strategy.name()
        } else {
            kind::TABLE
        };
        let description = match strategy.filter(|_| language == Language::Chinese) {
            Some(strategy) => strategy.about.zh,
            None => &section.description,
        };
        let keys: Vec<&str> = parameters
            .iter()
            .filter(|parameter| reference::table_of(&parameter.path) == section.path)
            .map(Parameter::key)
            .collect();
        found.push(
            Meaning::new(kind.text(language), &section.path, description)
                .fact(
                    fact::NAME.text(language),
                    strategy.map_or("", |kind| kind.name.text(language)),
                )
                .fact(fact::WRITTEN.text(language), section.heading.clone())
                .fact(
                    fact::KEYS.text(language),
                    keys.join(language.choose(", ", "、")),
                ),
        );
    }
    for parameter in parameters
        .iter()
        .filter(|parameter| names(parameter, &wanted))
    {
        found.push(of_parameter(parameter, language));
    }
    for parameter in &parameters {
        for (choice, meaning) in parameter.choices.iter().filter(|(choice, _)| is(choice)) {
            found.push(
                Meaning::new(kind::VALUE.text(language), choice, meaning)
                    .fact(fact::OF.text(language), parameter.path.clone()),
            );
        }
    }
    for archetype in scenario::archetypes().filter(|archetype| is(archetype)) {
        let description = scenario::archetype_description(archetype).unwrap_or_default();
        let habits = scenario::archetype_habits(archetype).join("\n");
        let description = chinese::told(&description, language);
        found.push(
            Meaning::new(kind::ARCHETYPE.text(language), archetype, &description)
                .fact(fact::HABITS.text(language), habits),
        );
    }
    for pattern in CATALOGUE.iter().filter(|pattern| is(pattern.id)) {
        let name = language.choose(pattern.name.en, pattern.name.zh);
        let mut meaning = Meaning::new(kind::PATTERN.text(language), pattern.id, name);
        for part in pattern.parts {
            let number = EXPECTED.with(
                language,
                &[
                    ("part", &pattern.name_of(part, language)),
                    ("meaning", &chinese::told(part.meaning, language)),
                    ("band", &part_band(pattern, part).text(language)),
                ],
            );
            meaning = meaning.fact(fact::NUMBER.text(language), number);
        }
        let source = chinese::told(pattern.source, language);
        found.push(meaning.fact(fact::SOURCE.text(language), source));
    }
    for template in templates::TEMPLATES
        .iter()
        .filter(|template| is(template.name))
    {
        found.push(
            Meaning::new(
                kind::SCENARIO.text(language),
                template.name,
                template.description.text(language),
            )
            .fact(
                fact::GET_IT.text(language),
                GETTING.with(language, &[("name", &template.name)]),
            ),
        );
    }
    found
}

/// What strategies count themselves, under the name of their kind, and what a rule of a playbook can watch.
fn counted(is: &dyn Fn(&str) -> bool, language: Language) -> Vec<Meaning> {
    let mut found = Vec::new();
    for kind in operator::KINDS {
        for series in kind.series {
            let name = format!("{}.{}", kind.key, series.key);
            if is(&name) {
                let meaning = Meaning::new(
                    kind::SERIES.text(language),
                    &name,
                    series.meaning.text(language),
                );
                let meaning = meaning
                    .fact(fact::NAME.text(language), series.name.text(language))
                    .fact(fact::UNIT.text(language), series.unit.name().text(language));
                found.push(meaning);
            }
        }
    }
    for sight in SIGHTS {
        let series = format!("{}{}", words::SEEN, sight.key);
        if is(sight.key) || is(&series) {
            let meaning = Meaning::new(
                kind::SEEN.text(language),
                &series,
                sight.meaning.text(language),
            );
            let watched = format!("when = {{ metric = \"{}\", … }}", sight.key);
            found.push(
                meaning
                    .fact(fact::WRITTEN.text(language), watched)
                    .fact(fact::REALLY.text(language), sight.truth.unwrap_or_default()),
            );
        }
    }
    found
}

fn of_entry(entry: &Entry, language: Language) -> Meaning {
    let metric = metrics::find(entry.key).filter(|_| entry.kind == Kind::Metric);
    let names: Vec<&str> = entry.aliases.to_vec();
    let mut meaning = Meaning::new(
        entry.kind.name().text(language),
        entry.key,
        entry.meaning.text(language),
    )
    .fact(fact::NAME.text(language), entry.text(language));
    if let Some(metric) = metric {
        meaning = meaning
            .fact(fact::UNIT.text(language), entry.unit.name().text(language))
            .fact(
                fact::TAKEN.text(language),
                taken(metric.span).text(language),
            );
    }
    meaning.fact(
        fact::ALSO.text(language),
        names.join(language.choose(", ", "、")),
    )
}

/// Names of facts.
mod fact {
    use super::Text;

    pub(super) const NAME: Text = Text::new("name", "名称");
    pub(super) const UNIT: Text = Text::new("unit", "单位");
    pub(super) const TAKEN: Text = Text::new("taken", "何时取值");
    pub(super) const ALSO: Text = Text::new("also called", "又称");
    pub(super) const WRITTEN: Text = Text::new("written", "写作");
    pub(super) const KEYS: Text = Text::new("keys", "键");
    pub(super) const OF: Text = Text::new("of", "用于");
    pub(super) const HABITS: Text = Text::new("habits", "习惯");
    pub(super) const NUMBER: Text = Text::new("number", "数值");
    pub(super) const SOURCE: Text = Text::new("source", "来源");
    pub(super) const GET_IT: Text = Text::new("get it", "取用");
    pub(super) const REALLY: Text = Text::new("really", "实为");
    pub(super) const DEFAULT: Text = Text::new("default", "默认值");
    pub(super) const PERMITTED: Text = Text::new("permitted", "允许范围");
    pub(super) const KNOWN_FROM: Text = Text::new("known from", "依据");
    pub(super) const MORE: Text = Text::new("more of it", "调高它");
    pub(super) const IN_WORLDS: Text = Text::new("in worlds", "可能情形");
    pub(super) const VALUE: Text = Text::new("value", "取值");
}

/// Kinds of words that are no entries.
mod kind {
    use super::Text;

    pub(super) const KEY: Text = Text::new("key", "键");
    pub(super) const TABLE: Text = Text::new("table", "表");
    pub(super) const VALUE: Text = Text::new("value", "取值");
    pub(super) const ARCHETYPE: Text = Text::new("archetype", "成员类型");
    pub(super) const PATTERN: Text = Text::new("pattern", "规律");
    pub(super) const SCENARIO: Text = Text::new("scenario", "方案");
    pub(super) const SERIES: Text = Text::new("series", "序列");
    pub(super) const SEEN: Text = Text::new("seen", "看得到的量");
}

const EXPECTED: Text = Text::new(
    "{part}: {meaning}; expected: {band}",
    "{part}：{meaning}；预期：{band}",
);
const GETTING: Text = Text::new("qun new NAME --from {name}", "qun new 名称 --from {name}");

/// Whether a word names a parameter: its key, its path, or its path with real names in it.
fn names(parameter: &Parameter, wanted: &str) -> bool {
    if plain(parameter.key()) == wanted {
        return true;
    }
    let steps: Vec<&str> = parameter.path.split('.').collect();
    let words: Vec<&str> = wanted.split('.').collect();
    let free = |step: &str| matches!(step, "NAME" | "INDEX" | "METRIC");
    let without_names: Vec<&str> = steps.iter().copied().filter(|step| !free(step)).collect();
    let fits = |steps: &[&str]| {
        steps.len() == words.len()
            && steps
                .iter()
                .zip(&words)
                .all(|(step, word)| free(step) || plain(step) == *word)
    };
    fits(&steps) || fits(&without_names)
}

fn of_parameter(parameter: &Parameter, language: Language) -> Meaning {
    let kind = kind::KEY.text(language);
    let mut meaning = Meaning::new(kind, &parameter.path, &parameter.description)
        .fact(
            fact::UNIT.text(language),
            parameter.unit.clone().unwrap_or_default(),
        )
        .fact(fact::DEFAULT.text(language), parameter.default.clone())
        .fact(fact::PERMITTED.text(language), parameter.range.clone())
        .fact(fact::KNOWN_FROM.text(language), parameter.known(language))
        .fact(fact::MORE.text(language), parameter.more.clone())
        .fact(fact::IN_WORLDS.text(language), parameter.prior.clone());
    for (choice, description) in &parameter.choices {
        let quoted = format!("\"{choice}\"");
        let value = KNOWN.with(language, &[("word", &quoted), ("source", description)]);
        meaning = meaning.fact(fact::VALUE.text(language), value);
    }
    meaning
}

fn unknown(word: &str) -> Failure {
    let mut words: Vec<String> = reference::parameters()
        .iter()
        .flat_map(|parameter| [parameter.path.clone(), parameter.key().to_owned()])
        .collect();
    words.extend(
        reference::sections()
            .into_iter()
            .map(|section| section.path),
    );
    words.extend(words::all().flat_map(Entry::names).map(str::to_owned));
    words.extend(operator::KINDS.iter().map(|kind| kind.key.to_owned()));
    words.extend(scenario::archetypes().map(str::to_owned));
    words.extend(CATALOGUE.iter().map(|pattern| pattern.id.to_owned()));
    let known: Vec<&str> = words.iter().map(String::as_str).collect();
    let wanted = plain(word);
    let near = scenario::nearest(&wanted, &known)
        .map(str::to_owned)
        .or_else(|| {
            let inside = |known: &&&str| wanted.chars().count() >= 3 && known.contains(&wanted);
            known.iter().find(inside).map(|known| (*known).to_owned())
        });
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "`qun list parameters`, `qun list metrics` and `qun list strategies` show what there is"
                .to_owned()
        }
    };
    Failure::usage(format!("nothing is known about `{word}`"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_is_listed_can_be_explained() {
        let mut words: Vec<String> = reference::parameters()
            .into_iter()
            .map(|parameter| parameter.path)
            .collect();
        words.extend(
            reference::sections()
                .into_iter()
                .map(|section| section.path),
        );
        words.extend(words::all().flat_map(Entry::names).map(str::to_owned));
        words.extend(scenario::archetypes().map(str::to_owned));
        words.extend(CATALOGUE.iter().map(|pattern| pattern.id.to_owned()));
        words.extend(
            templates::TEMPLATES
                .iter()
                .map(|template| template.name.to_owned()),
        );
        for word in words {
            assert!(!meanings(&word, Language::English).is_empty(), "{word}");
        }
    }

    #[test]
    fn every_name_of_every_word_is_answered_in_the_language_asked_in() {
        for entry in words::all() {
            for name in entry.names() {
                let found = meanings(name, Language::Chinese);
                let own = |meaning: &&Meaning| meaning.word == entry.key;
                let answer = found.iter().find(own).unwrap_or_else(|| panic!("{name}"));
                assert!(answer.text.ends_with('。'), "{name}");
            }
        }
    }

    #[test]
    fn paths_may_hold_real_names_and_words_any_case() {
        let kinds = |word: &str| -> Vec<&str> {
            meanings(word, Language::English)
                .iter()
                .map(|meaning| meaning.kind)
                .collect()
        };
        assert_eq!(kinds("archetype.潜水者.share"), ["key"]);
        assert_eq!(kinds("Retention-D30"), ["metric"]);
        assert_eq!(kinds("operator.purge"), ["strategy"]);
        assert!(kinds("lurker").contains(&"archetype"));
        assert!(kinds("fee").contains(&"cause of exit") && kinds("fee").contains(&"key"));
        assert!(kinds("no such word").is_empty());
    }
}
