//! `qun list`: what there is.

use super::output::{Format, Output};
use super::templates;
use crate::observe::metrics::{self, Span};
use crate::observe::patterns::CATALOGUE;
use crate::scenario::reference;
use crate::words::{self, Entry, Language, Text, chinese};
use crate::{operator, scenario};
use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::json;

/// Flags of `qun list`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun list strategies\n  qun list metrics --format json\n  qun list parameters"
)]
pub struct List {
    /// What to list
    #[arg(value_enum)]
    pub what: What,
    /// How to write the list
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the list [default: the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// Ready-made scenarios, for `qun new --from`
    Scenarios,
    /// What an operator can do
    Strategies,
    /// What is measured
    Metrics,
    /// What is drawn
    Charts,
    /// Every key of a scenario with its default
    Parameters,
    /// The library of kinds of member
    Archetypes,
    /// The media that defaults come from
    Presets,
    /// Why members leave
    Causes,
    /// Stages of a community's life
    Stages,
    /// Columns of the tables in the output folder
    Columns,
    /// Terms of the field
    Terms,
    /// Patterns of real communities that `qun validate` looks for
    Patterns,
}

/// A list with headings, for people and for scripts.
struct Listing {
    headings: Vec<Text>,
    rows: Vec<Vec<String>>,
    document: serde_json::Value,
}

impl List {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If stdout cannot be written to.
    pub fn run(&self, output: &Output) -> super::Result {
        let language = wanted(self.language.as_deref(), output);
        let listing = listing(self.what, language);
        match self.format {
            Format::Json => output.json(&listing.document)?,
            Format::Table => output.data(&draw(&listing, language))?,
        }
        Ok(())
    }
}

fn draw(listing: &Listing, language: Language) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(
        listing
            .headings
            .iter()
            .map(|heading| heading.text(language).to_uppercase()),
    );
    for row in &listing.rows {
        table.add_row(row);
    }
    let lines = super::width::fitted([table]).to_string();
    let trimmed: Vec<&str> = lines.lines().map(str::trim_end).collect();
    format!(
        "{}
",
        trimmed.join(
            "
"
        )
    )
}

fn entries(entries: impl Iterator<Item = &'static Entry>, language: Language) -> Listing {
    let entries: Vec<&Entry> = entries.collect();
    let row = |entry: &&Entry| -> Vec<String> {
        let own = [
            entry.key,
            entry.text(language),
            entry.meaning.text(language),
        ];
        own.map(str::to_owned).to_vec()
    };
    Listing {
        headings: vec![heading::WORD, heading::NAME, heading::MEANING],
        rows: entries.iter().map(row).collect(),
        document: entries
            .iter()
            .map(|entry| document(entry, language))
            .collect(),
    }
}

/// An entry as scripts read it.
fn document(entry: &Entry, language: Language) -> serde_json::Value {
    json!({
        "word": entry.key,
        "name": entry.text(language),
        "meaning": entry.meaning.text(language),
        "aliases": entry.aliases,
    })
}

/// The language asked for by a flag, or the one that is spoken.
pub(super) fn wanted(flag: Option<&str>, output: &Output) -> Language {
    flag.and_then(Language::from_tag)
        .unwrap_or(output.language())
}

/// Headings of lists.
mod heading {
    use crate::words::Text;

    pub(super) const WORD: Text = Text::new("word", "词");
    pub(super) const NAME: Text = Text::new("name", "名称");
    pub(super) const MEANING: Text = Text::new("meaning", "含义");
    pub(super) const DESCRIPTION: Text = Text::new("description", "说明");
    pub(super) const METRIC: Text = Text::new("metric", "指标");
    pub(super) const UNIT: Text = Text::new("unit", "单位");
    pub(super) const TAKEN: Text = Text::new("taken", "何时取值");
    pub(super) const PATH: Text = Text::new("path", "路径");
    pub(super) const DEFAULT: Text = Text::new("default", "默认值");
    pub(super) const PERMITTED: Text = Text::new("permitted", "允许范围");
    pub(super) const MEDIUM: Text = Text::new("medium", "媒介");
    pub(super) const PATTERN: Text = Text::new("pattern", "规律");
    pub(super) const NUMBERS: Text = Text::new("numbers", "数值");
    pub(super) const SOURCE: Text = Text::new("source", "来源");
    pub(super) const STRATEGY: Text = Text::new("strategy", "策略");
    pub(super) const TABLE: Text = Text::new("table", "表");
    pub(super) const ARCHETYPE: Text = Text::new("archetype", "成员类型");
}

fn listing(what: What, language: Language) -> Listing {
    match what {
        What::Scenarios => Listing {
            headings: vec![heading::NAME, heading::DESCRIPTION],
            rows: templates::TEMPLATES
                .iter()
                .map(|template| {
                    vec![
                        template.name.to_owned(),
                        template.description.text(language).to_owned(),
                    ]
                })
                .collect(),
            document: templates::TEMPLATES
                .iter()
                .map(|template| {
                    json!({
                        "name": template.name,
                        "description": template.description.text(language),
                    })
                })
                .collect(),
        },
        What::Strategies => strategies(language),
        What::Metrics => Listing {
            headings: vec![
                heading::METRIC,
                heading::NAME,
                heading::UNIT,
                heading::TAKEN,
                heading::MEANING,
            ],
            rows: metrics::all()
                .map(|metric| {
                    let own = [
                        metric.key,
                        metric.words.text(language),
                        metric.words.unit.name().text(language),
                        taken(metric.span).text(language),
                        metric.words.meaning.text(language),
                    ];
                    own.map(str::to_owned).to_vec()
                })
                .collect(),
            document: metrics::all()
                .map(|metric| {
                    json!({
                        "metric": metric.key,
                        "name": metric.words.text(language),
                        "unit": metric.words.unit.key(),
                        "taken": taken(metric.span).en,
                        "better": metric.words.good,
                        "meaning": metric.words.meaning.text(language),
                        "aliases": metric.words.aliases,
                    })
                })
                .collect(),
        },
        What::Parameters => {
            let parameters = reference::parameters_in(language);
            Listing {
                headings: vec![
                    heading::PATH,
                    heading::DEFAULT,
                    heading::PERMITTED,
                    heading::UNIT,
                ],
                rows: parameters
                    .iter()
                    .map(|parameter| {
                        vec![
                            parameter.path.clone(),
                            parameter.default.clone(),
                            parameter.range.clone(),
                            parameter.unit.clone().unwrap_or_default(),
                        ]
                    })
                    .collect(),
                document: json!(parameters),
            }
        }
        What::Archetypes => described(
            ("archetype", heading::ARCHETYPE),
            scenario::archetypes().map(|name| (name, scenario::archetype_description(name))),
            language,
        ),
        What::Presets => described(
            ("medium", heading::MEDIUM),
            scenario::media().map(|medium| (medium, scenario::preset_description(medium))),
            language,
        ),
        What::Charts => entries(words::charts::CHARTS.iter(), language),
        What::Causes => entries(words::causes::CAUSES.iter(), language),
        What::Stages => entries(words::stages::STAGES.iter(), language),
        What::Terms => entries(words::terms::all(), language),
        What::Columns => entries(words::columns::COLUMNS.iter(), language),
        What::Patterns => Listing {
            headings: vec![
                heading::PATTERN,
                heading::NAME,
                heading::NUMBERS,
                heading::SOURCE,
            ],
            rows: CATALOGUE
                .iter()
                .map(|pattern| {
                    let name = |part| pattern.name_of(part, language);
                    let parts: Vec<String> = pattern.parts.iter().map(name).collect();
                    vec![
                        pattern.id.to_owned(),
                        language.choose(pattern.name.en, pattern.name.zh).to_owned(),
                        parts.join(language.choose(", ", "、")),
                        chinese::told(pattern.source, language),
                    ]
                })
                .collect(),
            document: CATALOGUE
                .iter()
                .map(crate::show::validation::pattern_document)
                .collect(),
        },
    }
}

/// When a metric is taken.
pub(super) const fn taken(span: Span) -> Text {
    match span {
        Span::Daily => Text::new("daily", "每日"),
        Span::Run => Text::new("once a run", "每次模拟一个"),
    }
}

fn strategies(language: Language) -> Listing {
    let path = |kind: &operator::Kind| format!("operator.{}", kind.key);
    Listing {
        headings: vec![
            heading::STRATEGY,
            heading::NAME,
            heading::TABLE,
            heading::DESCRIPTION,
        ],
        rows: operator::KINDS
            .iter()
            .map(|kind| {
                vec![
                    kind.key.to_owned(),
                    kind.name.text(language).to_owned(),
                    format!("[{}]", path(kind)),
                    kind.about.text(language).to_owned(),
                ]
            })
            .collect(),
        document: operator::KINDS
            .iter()
            .map(|kind| {
                json!({
                    "strategy": kind.key,
                    "name": kind.name.text(language),
                    "path": path(kind),
                    "description": kind.about.text(language),
                })
            })
            .collect(),
    }
}

/// Words of the scenario with what each stands for.
fn described<'w>(
    (key, name): (&str, Text),
    words: impl Iterator<Item = (&'w str, Option<String>)>,
    language: Language,
) -> Listing {
    let found: Vec<(&str, String)> = words
        .map(|(word, meaning)| (word, chinese::told(&meaning.unwrap_or_default(), language)))
        .collect();
    let rows = found.iter();
    Listing {
        headings: vec![name, heading::DESCRIPTION],
        rows: rows
            .clone()
            .map(|(word, meaning)| vec![(*word).to_owned(), meaning.clone()])
            .collect(),
        document: rows
            .map(|(word, meaning)| json!({ key: word, "description": meaning }))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_listed_with_the_way_that_it_should_go() {
        let listed = listing(What::Metrics, Language::English).document;
        let better = |key: &str| {
            let mut metrics = listed.as_array().expect("a list").iter();
            let found = metrics.find(|it| it["metric"] == key).expect(key);
            found["better"].as_str().expect("a direction").to_owned()
        };
        assert_eq!(better("engaged_end"), "more");
        assert_eq!(better("churn_7d"), "less");
        assert_eq!(better("members"), "either");
    }
}
