//! `qun list`: what there is.

use super::output::{Format, Output};
use super::{templates, terms};
use crate::observe::metrics::{self, Span};
use crate::observe::patterns::CATALOGUE;
use crate::scenario::reference::{self, in_short};
use crate::{scenario, strategy};
use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
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
    /// Patterns of real communities that `qun validate` looks for
    Patterns,
}

/// A list with headings, for people and for scripts.
struct Listing {
    headings: Vec<&'static str>,
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
        let listing = listing(self.what);
        match self.format {
            Format::Json => output.json(&listing.document)?,
            Format::Table => output.data(&draw(&listing))?,
        }
        Ok(())
    }
}

fn draw(listing: &Listing) -> String {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(
            listing
                .headings
                .iter()
                .map(|heading| heading.to_uppercase()),
        );
    for row in &listing.rows {
        table.add_row(row);
    }
    let lines = table.to_string();
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

fn terms(list: &[terms::Term], heading: &'static str) -> Listing {
    Listing {
        headings: vec![heading, "meaning"],
        rows: list
            .iter()
            .map(|term| vec![term.word.to_owned(), term.meaning.to_owned()])
            .collect(),
        document: json!(list),
    }
}

fn listing(what: What) -> Listing {
    match what {
        What::Scenarios => Listing {
            headings: vec!["name", "description"],
            rows: templates::TEMPLATES
                .iter()
                .map(|template| vec![template.name.to_owned(), template.description.to_owned()])
                .collect(),
            document: json!(templates::TEMPLATES),
        },
        What::Strategies => strategies(),
        What::Metrics => Listing {
            headings: vec!["metric", "unit", "taken", "meaning"],
            rows: metrics::all()
                .map(|metric| {
                    let own = [
                        metric.key,
                        metric.unit,
                        taken(metric.span),
                        metric.description,
                    ];
                    own.map(str::to_owned).to_vec()
                })
                .collect(),
            document: metrics::all()
                .map(|metric| {
                    json!({
                        "metric": metric.key,
                        "unit": metric.unit,
                        "taken": taken(metric.span),
                        "meaning": metric.description,
                    })
                })
                .collect(),
        },
        What::Parameters => {
            let parameters = reference::parameters();
            Listing {
                headings: vec!["path", "default", "permitted", "unit"],
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
        What::Archetypes => archetypes(),
        What::Presets => {
            let presets: Vec<(&str, String)> = scenario::media()
                .map(|medium| {
                    (
                        medium,
                        scenario::preset_text(medium)
                            .map(opening)
                            .unwrap_or_default(),
                    )
                })
                .collect();
            Listing {
                headings: vec!["medium", "description"],
                rows: presets
                    .iter()
                    .map(|(medium, description)| vec![(*medium).to_owned(), description.clone()])
                    .collect(),
                document: presets
                    .iter()
                    .map(|(medium, description)| json!({ "medium": medium, "description": description }))
                    .collect(),
            }
        }
        What::Charts => terms(terms::CHARTS, "chart"),
        What::Causes => terms(terms::CAUSES, "cause"),
        What::Stages => terms(terms::STAGES, "stage"),
        What::Columns => terms(terms::COLUMNS, "column"),
        What::Patterns => Listing {
            headings: vec!["pattern", "name", "numbers", "source"],
            rows: CATALOGUE
                .iter()
                .map(|pattern| {
                    let parts: Vec<&str> = pattern.parts.iter().map(|part| part.key).collect();
                    vec![
                        pattern.id.to_owned(),
                        pattern.name.en.to_owned(),
                        parts.join(", "),
                        pattern.source.to_owned(),
                    ]
                })
                .collect(),
            document: CATALOGUE
                .iter()
                .map(crate::report::validation::pattern_document)
                .collect(),
        },
    }
}

/// When a metric is taken.
pub(super) fn taken(span: Span) -> &'static str {
    match span {
        Span::Daily => "daily",
        Span::Run => "once a run",
    }
}

fn strategies() -> Listing {
    let sections = reference::sections();
    let found: Vec<(&str, String)> = strategy::KEYS
        .iter()
        .map(|key| {
            let path = format!("operator.{key}");
            let section = sections.iter().find(|section| section.path == path);
            (
                *key,
                section
                    .map(|section| in_short(&section.description))
                    .unwrap_or_default(),
            )
        })
        .collect();
    Listing {
        headings: vec!["strategy", "table", "description"],
        rows: found
            .iter()
            .map(|(key, description)| vec![(*key).to_owned(), format!("[operator.{key}]"), description.clone()])
            .collect(),
        document: found
            .iter()
            .map(|(key, description)| json!({ "strategy": key, "path": format!("operator.{key}"), "description": description }))
            .collect(),
    }
}

fn archetypes() -> Listing {
    let found: Vec<(&str, String)> = scenario::archetypes()
        .map(|name| {
            (
                name,
                scenario::archetype_description(name).unwrap_or_default(),
            )
        })
        .collect();
    Listing {
        headings: vec!["archetype", "description"],
        rows: found
            .iter()
            .map(|(name, description)| vec![(*name).to_owned(), description.clone()])
            .collect(),
        document: found
            .iter()
            .map(|(name, description)| json!({ "archetype": name, "description": description }))
            .collect(),
    }
}

/// The comment at the top of a file.
pub(super) fn opening(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    lines.join(" ")
}
