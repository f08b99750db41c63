//! `qun compare`: strategies against the base, on the same people and the same luck.

pub mod words;

use super::exit;
use super::failure::Failure;
use super::job::Job;
use super::metric;
use super::options::CommonFlags;
use super::output::{Format, Output};
use super::sweep::keep_plan_of;
use crate::files::writing::safe_name;
use crate::observe::metrics::Metric;
use crate::run::cells::{Design, Setting, Span, lay_out};
use crate::run::replicates::Course;
use crate::run::summary::Summary;
use crate::scenario::{Axis, BASE, Problems, STRATEGY};
use crate::show::folder::FolderError;
use crate::show::{figures, page, tables};
use crate::study::compare::{Effect, Sureness, Variation, correct, effect, run_variations};
use crate::words::Phrase;
use serde_json::{Value, json};
use std::path::PathBuf;

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
    /// Metrics to compare, the deciding one first; daily ones are read on the last day [default: the usual ones]
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub metrics: Vec<String>,
    /// Compare every two strategies, not only each with the base
    #[arg(long)]
    pub all_pairs: bool,
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
        let output = &output.hushed(job.options.quiet);
        let metrics = self.wanted_metrics(output)?;
        let mut names: Vec<String> = job
            .loaded
            .select(&self.strategies)?
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        if names.first().is_none_or(|name| name != BASE) {
            names.retain(|name| name != BASE);
            names.insert(0, BASE.to_owned());
        }
        if names.len() < 2 {
            return Err(Failure::Data {
                message: format!("{} has nothing to compare", self.file.display()),
                hint: Some(
                    "add a table like [strategy.strict.operator.threshold] with what changes"
                        .to_owned(),
                ),
            });
        }
        let axis = Axis {
            path: STRATEGY.to_owned(),
            values: names.iter().map(|name| name.as_str().into()).collect(),
        };
        let span = Span {
            axis: axis.clone(),
            between: false,
            whole: false,
        };
        let cells = lay_out(&[span], Design::Grid, 0)?;
        keep_plan_of(&job, &self.file, &cells, &[axis], output)?;
        let settings: Result<Vec<(String, Setting<'_>)>, Problems> = names
            .iter()
            .zip(&cells)
            .map(|(name, cell)| Ok((name.clone(), Setting::new(&job.loaded, cell.clone())?)))
            .collect();
        let settings = settings?;
        let replicates = job.loaded.base.replicates;
        let fingerprints: Vec<String> = settings
            .iter()
            .map(|(_, setting)| setting.fingerprint())
            .collect();
        let shelf = job.shelf(&fingerprints, output)?;
        let bar = job.progress(u64::from(replicates) * settings.len() as u64, output);
        let sureness = job.options.precision.map(|wanted| Sureness {
            metric: metrics[0].key,
            wanted,
        });
        let variations = job.pool.install(|| {
            let course = Course {
                stop: job.stop(),
                finished: &|_| bar.inc(1),
                shelf: Some(&shelf),
            };
            let planned = |total| bar.set_length(total);
            run_variations(&settings, replicates, sureness, &course, &planned)
        })?;
        let planned = bar.length().unwrap_or_default();
        bar.finish_and_clear();
        let done: usize = variations
            .iter()
            .map(|variation| variation.records.len())
            .sum();
        let complete: Vec<Variation> = variations
            .into_iter()
            .filter(|variation| !variation.records.is_empty())
            .collect();
        job.put_away(&shelf, output);
        if complete.is_empty() {
            return Err(Failure::Reported(exit::INTERRUPTED));
        }
        let effects = self.effects(&complete, &metrics);
        let certainty = words::certainty(&effects, job.options.precision);
        Self::write(
            &job,
            &complete,
            &effects,
            (done, planned),
            certainty.clone(),
            output,
        )?;
        match job.options.format {
            Format::Json => output.json(&document(&effects))?,
            Format::Table => {
                output.data(
                    &job.in_languages(|language| words::shown(&effects, self.all_pairs, language)),
                )?;
            }
        }
        if let Some(certainty) = certainty {
            output.say(&job.in_languages(|language| certainty.text(language).to_owned()));
        }
        output.say(&format!("results: {}", job.folder.path().display()));
        job.interrupted(output, done, planned)?;
        job.clear(&shelf, output);
        Ok(())
    }

    /// All comparisons wanted, corrected together.
    fn effects(&self, variations: &[Variation], metrics: &[Metric]) -> Vec<Effect> {
        let others = if self.all_pairs { variations.len() } else { 1 };
        let pairs = (0..others.min(variations.len()))
            .flat_map(|one| (one + 1..variations.len()).map(move |other| (one, other)));
        let mut effects: Vec<Effect> = pairs
            .flat_map(|(one, other)| {
                metrics.iter().map(move |metric| {
                    effect(&variations[one], &variations[other], metric.key, None)
                })
            })
            .collect();
        if self.metrics.is_empty() {
            // What never happens in this scenario is no comparison, and would only cost certainty.
            effects.retain(|effect| effect.base != 0.0 || effect.mean != 0.0);
        }
        correct(&mut effects);
        effects
    }

    fn wanted_metrics(&self, output: &Output) -> Result<Vec<Metric>, Failure> {
        match self.metrics.split_first() {
            None => metric::table(
                metric::named("", metric::USUAL[0], output)?,
                "--metrics",
                &[],
                output,
            ),
            Some((first, rest)) => {
                let mut metrics = vec![metric::named("--metrics", first, output)?];
                for key in rest {
                    metrics.push(metric::named("--metrics", key, output)?);
                }
                Ok(metrics)
            }
        }
    }

    fn write(
        job: &Job,
        variations: &[Variation],
        effects: &[Effect],
        (runs, planned): (usize, u64),
        certainty: Option<Phrase>,
        output: &Output,
    ) -> super::Result {
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
            let place = |file: &str| format!("strategies/{}/{file}", safe_name(&variation.name));
            table(
                place("daily.csv"),
                tables::daily(summary, variation.scenario.start_date()),
            )?;
            table(
                place("replicates.csv"),
                tables::replicates(variation.scenario.seed, &variation.records),
            )?;
            table(
                place("exits.csv"),
                tables::exits(summary, variation.scenario.start_date()),
            )?;
            if let Some((name, members)) = crate::scenario::members_table(&variation.scenario) {
                folder.write(&place(&name), members.as_bytes())?;
            }
            let resolved = crate::scenario::portable(&variation.scenario);
            folder.write(&place("scenario.toml"), resolved.as_bytes())?;
        }
        table("comparison.csv".to_owned(), tables::comparison(effects))?;
        folder.write("summary.json", &tables::json_bytes(&document(effects)))?;
        let mut charts = Vec::new();
        if job.options.charts {
            charts = figures::of_comparison(variations, &summaries, effects)
                .map_err(anyhow::Error::from)?;
            job.pool
                .install(|| folder.write_charts(&charts, job.languages()))?;
        }
        let scenarios = variations.iter().map(|it| (it.name.as_str(), &it.scenario));
        let frame = job.frame("compare", runs, planned, scenarios.collect());
        let found = page::make::comparison::Found {
            variations,
            effects,
            sentence: &words::in_both,
            certainty,
            charts,
        };
        page::write(folder, &page::make::comparison::report(&frame, found))?;
        let names: Vec<&str> = variations
            .iter()
            .map(|variation| variation.name.as_str())
            .collect();
        job.finish("compare", runs, json!({ "variations": names }), output)
    }
}

fn document(effects: &[Effect]) -> Value {
    Value::Array(effects.iter().map(tables::effect).collect())
}
