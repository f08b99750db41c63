//! `qun compare`: strategies against the base, on the same people and the same luck.

use super::exit;
use super::failure::Failure;
use super::job::Job;
use super::options::CommonFlags;
use super::output::{Format, Output};
use super::show;
use crate::observe::metrics;
use crate::report::folder::FolderError;
use crate::report::{Language, figures, tables};
use crate::study::compare::{Effect, Variation, effect, run_variations};
use crate::study::summary::Summary;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The metrics compared unless `--metrics` names others.
const METRICS: &[&str] = &[
    "dau_end", "engaged_end", "posts_end", "members", "retention_d30", "gini_posts", "removals_total",
    "cost_total", "revenue_total",
];

/// Flags of `qun compare`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun compare camp.toml\n  qun compare camp.toml --strategies strict,no-purge --metrics dau_end,retention_d30"
)]
pub struct Compare {
    /// Scenario file with [strategy.NAME] tables
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Strategies to compare with the base [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub strategies: Vec<String>,
    /// Metrics to compare; daily ones are read on the last day [default: the usual ones]
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub metrics: Vec<String>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub common: CommonFlags,
}

impl Compare {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the scenario is invalid, has no strategies, or does not fit.
    pub fn run(&self, output: &Output) -> super::Result {
        let job = Job::prepare(&self.file, &self.common, output)?;
        let metrics = self.wanted_metrics()?;
        let mut variations = job.loaded.select(&self.strategies)?;
        if variations.first().is_none_or(|(name, _)| name != "base") {
            variations.insert(0, ("base".to_owned(), job.loaded.base.clone()));
        }
        if variations.len() < 2 {
            return Err(Failure::Data {
                message: format!("{} has nothing to compare", self.file.display()),
                hint: Some("add a table like [strategy.strict.operator.threshold] with what changes".to_owned()),
            });
        }
        let replicates = job.loaded.base.replicates;
        let planned = u64::from(replicates) * variations.len() as u64;
        let bar = job.progress(planned, output);
        let finished = |_: &_| bar.inc(1);
        let variations = job
            .pool
            .install(|| run_variations(variations, replicates, job.stop(), &finished));
        bar.finish_and_clear();
        let done: usize = variations.iter().map(|variation| variation.records.len()).sum();
        let complete: Vec<Variation> = variations
            .into_iter()
            .filter(|variation| !variation.records.is_empty())
            .collect();
        let Some((base, others)) = complete.split_first() else {
            return Err(Failure::Reported(exit::INTERRUPTED));
        };
        let effects: Vec<Effect> = others
            .iter()
            .flat_map(|strategy| metrics.iter().map(|metric| effect(base, strategy, metric, None)))
            .collect();
        self.write(&job, &complete, &effects, done)?;
        match job.options.format {
            Format::Json => output.json(&document(&effects))?,
            Format::Table => output.data(&shown(&effects, job.languages()[0]))?,
        }
        if !job.options.quiet {
            output.say(&format!("results: {}", job.folder.path().display()));
        }
        job.interrupted(output, done, planned)
    }

    fn wanted_metrics(&self) -> Result<Vec<String>, Failure> {
        if self.metrics.is_empty() {
            return Ok(METRICS.iter().map(|metric| (*metric).to_owned()).collect());
        }
        for key in &self.metrics {
            if metrics::find(key).is_none() {
                return Err(Failure::usage(
                    format!("there is no metric `{key}`"),
                    "`qun list metrics` names them all",
                ));
            }
        }
        Ok(self.metrics.clone())
    }

    fn write(&self, job: &Job, variations: &[Variation], effects: &[Effect], runs: usize) -> super::Result {
        let summaries: Vec<Summary> = variations
            .iter()
            .map(|variation| Summary::of(&variation.scenario, &variation.records))
            .collect();
        let folder = &job.folder;
        let table = |name: String, bytes: Result<Vec<u8>, csv::Error>| -> super::Result {
            folder.write(&name, &bytes.map_err(FolderError::from)?)?;
            Ok(())
        };
        for (variation, summary) in variations.iter().zip(&summaries) {
            let place = |file: &str| format!("{}/{file}", variation.name);
            table(place("daily.csv"), tables::daily(summary))?;
            table(place("replicates.csv"), tables::replicates(variation.scenario.seed, &variation.records))?;
            table(place("exits.csv"), tables::exits(summary))?;
            let resolved = crate::scenario::to_toml(&variation.scenario);
            folder.write(&place("scenario.toml"), resolved.as_bytes())?;
        }
        table("comparison.csv".to_owned(), tables::comparison(effects))?;
        folder.write("summary.json", &tables::json_bytes(&document(effects)))?;
        if job.options.charts {
            let charts = figures::of_comparison(variations, &summaries, effects).map_err(anyhow::Error::from)?;
            job.pool.install(|| folder.write_charts(&charts, job.languages()))?;
        }
        let names: Vec<&str> = variations.iter().map(|variation| variation.name.as_str()).collect();
        job.finish("compare", runs, json!({ "variations": names }))
    }
}

fn document(effects: &[Effect]) -> Value {
    Value::Array(effects.iter().map(tables::effect).collect())
}

/// The comparison as a table and a sentence a strategy.
fn shown(effects: &[Effect], language: Language) -> String {
    let header = match language {
        Language::English => ["strategy", "metric", "base", "with it", "difference", "95% interval", "won", "pairing gains"],
        Language::Chinese => ["策略", "指标", "基准", "采用后", "差异", "95% 区间", "胜率", "配对增益"],
    };
    let mut table = show::table(&header, 2);
    for effect in effects.iter().filter(|effect| effect.base.is_finite() || effect.mean.is_finite()) {
        let (name, unit) = show::metric(&effect.metric, language);
        let show = |value| show::number(value, unit);
        let (difference, interval, won, gain) = effect.difference.as_ref().map_or_else(
            || ("–".to_owned(), String::new(), String::new(), String::new()),
            |difference| {
                let interval = difference.interval;
                (
                    show(difference.mean),
                    format!("{} – {}", show(interval.low), show(interval.high)),
                    format!("{:.0}%", 100.0 * difference.won),
                    gain(difference.variance_reduction),
                )
            },
        );
        let row = [effect.strategy.clone(), name, show(effect.base), show(effect.mean), difference, interval, won, gain];
        table.add_row(row);
    }
    format!("{table}\n")
}

/// The factor by which pairing reduced the variance.
fn gain(factor: f64) -> String {
    if factor.is_nan() || factor.is_infinite() { "–".to_owned() } else { format!("×{factor:.1}") }
}
