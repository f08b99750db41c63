//! `qun compare`: strategies against the base, on the same people and the same luck.

pub mod change;
mod course;
pub mod possible;
mod table;
pub mod verdicts;
pub mod words;

use super::exit;
use super::failure::Failure;
use super::job::Job;
use super::metric;
use super::options::CommonFlags;
use super::output::Output;
use super::sweep::keep_plan_of;
use crate::files::writing::safe_name;
use crate::model::cause::Cause;
use crate::observe::metrics::Metric;
use crate::run::cells::{Cell, Design, Span, lay_out};
use crate::run::drivers::Drivers;
use crate::run::replicates::Course;
use crate::run::summary::Summary;
use crate::scenario::{Axis, BASE, STRATEGY};
use crate::show::folder::FolderError;
use crate::show::outcome::Outcome;
use crate::show::{figures, page, tables, verdicts as report};
use crate::study::compare::{Effect, Sureness, Variation, correct, effect, run_variations};
use crate::study::equal_cost::{Arm, EqualCostError, equalise};
use crate::study::over_time::OverTime;
use crate::study::verdict::Verdict;
use crate::words::{Language, Phrase};
use rayon::prelude::*;
use serde_json::Value;
use std::path::PathBuf;

/// Flags of `qun compare`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun compare camp.toml\n  qun compare camp.toml --strategies strict,no-gate --metrics dau_end,retention_d30"
)]
pub struct Compare {
    /// Scenario file with [strategy.NAME] tables
    #[arg(value_name = "FILE", value_parser = super::options::scenario_file())]
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
    /// Put all strategies at the cost of the dearest: what one saves buys people in the channels that have a price
    #[arg(long)]
    pub equal_cost: bool,
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
        let flags = self.common.drawn_unless_said();
        let job = Job::prepare(&self.file, &flags, Some(&self.strategies), output)?;
        let output = &output.hushed(job.options.quiet);
        let mut metrics = self.wanted_metrics(output)?;
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
        let mut cells = lay_out(&[span], Design::Grid, 0)?;
        let arms = if self.equal_cost {
            equal_cost(&job, &names, &mut cells)?
        } else {
            Vec::new()
        };
        keep_plan_of(&job, &self.file, &cells, &[axis], output)?;
        let settings = job.settings(&names, &cells)?;
        let replicates = job.loaded.base.replicates;
        let shelf = job.shelf(settings.iter().map(|(_, setting)| setting), output)?;
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
        if self.metrics.is_empty() && complete.iter().any(is_closed_on_purpose) {
            // What is over at the end is judged by what it was while it lasted.
            let days = metric::named("", "engaged_days", output)?;
            metrics.retain(|metric| metric.key != days.key);
            metrics.insert(0, days);
        }
        let effects = self.effects(&complete, &metrics);
        let verdicts = job.pool.install(|| {
            let course = Course {
                stop: job.stop(),
                finished: &|_| (),
                shelf: Some(&shelf),
            };
            verdicts::of(&effects, &complete, &settings, &course)
        })?;
        job.put_away(&shelf, output);
        let over_time = |it| OverTime::of(&complete[0], it, metrics[0].key);
        let courses: Vec<OverTime> = job.pool.install(|| {
            let others = complete[1..].par_iter().with_max_len(1);
            others.filter_map(over_time).collect()
        });
        let (summaries, drivers): (Vec<Summary>, Vec<Drivers>) = job.pool.install(|| {
            let by_itself = complete.par_iter().with_max_len(1).map(|it| {
                let summary = Summary::in_worlds(&it.scenario, &it.records, it.worlds);
                let drivers = Drivers::of(&it.scenario, &it.records, &summary);
                (summary, drivers)
            });
            by_itself.unzip()
        });
        let mut outcome = Outcome::new(document(&effects, &verdicts), done, |language| {
            let shown = words::shown(&effects, &verdicts, self.all_pairs, language);
            let courses = course::over_time(&courses, language);
            let costs = course::costs(&names, &arms, language);
            let drives = course::drives(&complete, &drivers, language);
            format!("{shown}{courses}{costs}{drives}")
        });
        let files: Result<Vec<Vec<Named>>, FolderError> = job.pool.install(|| {
            let arms = complete.par_iter().zip(&summaries).zip(&drivers);
            arms.with_max_len(1)
                .map(|((variation, summary), drivers)| {
                    let mut files = tables_of(variation, summary, drivers)?;
                    let own = settings.iter().find(|it| it.0 == variation.name);
                    let resolved = own.map(|(_, setting)| setting.resolved().into());
                    files.extend(resolved.map(|it| (place(&variation.name, "scenario.toml"), it)));
                    Ok(files)
                })
                .collect()
        });
        for (name, bytes) in files?.into_iter().flatten() {
            outcome.file(name, bytes);
        }
        outcome.table("comparison.csv", tables::comparison::comparison(&effects))?;
        outcome.table("over_time.csv", tables::comparison::over_time(&courses))?;
        verdicts::add(&verdicts, &mut outcome)?;
        let charts = job.charts(|| {
            let drawn = figures::of_comparison(&complete, &summaries, &effects, &verdicts);
            Ok(drawn?)
        })?;
        outcome.certainty = words::certainty(&effects, job.loaded.base.days, job.options.precision);
        let scenarios = complete.iter().map(|it| (it.name.as_str(), &it.scenario));
        let frame = job.frame("compare", done, planned, scenarios.collect());
        let found = page::make::comparison::Found {
            variations: &complete,
            effects: &effects,
            sentences: &|effect| said(effect, &verdicts),
            certainty: outcome.certainty.clone(),
            charts,
        };
        let page = job
            .pool
            .install(|| page::make::comparison::report(&frame, found));
        outcome.report = Some(page);
        let compared: Vec<&str> = complete.iter().map(|it| it.name.as_str()).collect();
        outcome.detail("variations", compared);
        job.publish("compare", &outcome, output)?;
        job.rests_on(output, done, planned)?;
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
                metric::USUAL,
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
}

/// The place of a strategy's file.
fn place(strategy: &str, file: &str) -> String {
    format!("strategies/{}/{file}", safe_name(strategy))
}

/// A file with its name.
type Named = (String, Vec<u8>);

/// The tables of one strategy by itself, with their names.
fn tables_of(
    variation: &Variation,
    summary: &Summary,
    drivers: &Drivers,
) -> Result<Vec<Named>, FolderError> {
    let place = |file: &str| place(&variation.name, file);
    let scenario = &variation.scenario;
    let start = scenario.start_date();
    let replicates = tables::run::replicates(scenario.seed, &variation.records);
    let mut files = vec![
        (place("daily.csv"), tables::run::daily(summary, start)?),
        (place("replicates.csv"), replicates?),
        (place("exits.csv"), tables::run::exits(summary, start)?),
        (place("channels.csv"), tables::run::channels(drivers)?),
    ];
    if let Some((name, members)) = crate::scenario::members_table(scenario) {
        files.push((place(&name), members.into()));
    }
    Ok(files)
}

/// What is said of an effect: in worlds, where they were drawn.
fn said(effect: &Effect, verdicts: &[Verdict]) -> Vec<Phrase> {
    let Some(verdict) = verdicts::find(verdicts, effect) else {
        return words::in_both(effect).into_iter().collect();
    };
    let [english, chinese] = Language::ALL.map(|language| possible::said(verdict, language));
    let both = english.into_iter().zip(chinese);
    both.map(|(en, zh)| Phrase { en, zh }).collect()
}

/// Each effect, with what it comes to over worlds where they were drawn.
fn document(effects: &[Effect], verdicts: &[Verdict]) -> Value {
    let one = |effect: &Effect| {
        let mut one = tables::comparison::effect(effect);
        if let Some(verdict) = verdicts::find(verdicts, effect) {
            one["worlds"] = report::verdict(verdict);
        }
        one
    };
    Value::Array(effects.iter().map(one).collect())
}

/// Whether somebody went because a community was closed as planned.
fn is_closed_on_purpose(variation: &Variation) -> bool {
    let mut exits = variation.records.iter().flat_map(|record| &record.exits);
    exits.any(|exit| exit.cause() == Cause::Closed)
}

/// Puts the cells at the cost of the dearest.
fn equal_cost(job: &Job, names: &[String], cells: &mut [Cell]) -> Result<Vec<Arm>, Failure> {
    let named: Vec<(String, Cell)> = names.iter().cloned().zip(cells.to_vec()).collect();
    let found = job
        .pool
        .install(|| equalise(&job.loaded, &named, job.stop()));
    let arms = found.map_err(|error| match error {
        EqualCostError::Problems(problems) => Failure::from(problems),
        error @ EqualCostError::NothingToBuy { .. } => Failure::usage(
            format!("--equal-cost: {error}"),
            "say what an applicant costs: --set audience.channel.NAME.cost=5",
        ),
    })?;
    for (cell, arm) in cells.iter_mut().zip(&arms) {
        cell.clone_from(&arm.cell);
    }
    Ok(arms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::record::{ExitCount, Record};

    #[test]
    fn a_community_is_closed_on_purpose_if_somebody_went_for_that() {
        let with = |cause: Cause| Variation {
            name: "camp".to_owned(),
            scenario: crate::scenario::settings::Scenario::default(),
            worlds: crate::scenario::Worlds::Fixed,
            records: vec![Record {
                exits: vec![ExitCount {
                    day: 30,
                    cause: cause as u8,
                    way: 2,
                    archetype: 0,
                    count: 4,
                }],
                ..Record::default()
            }],
        };
        assert!(is_closed_on_purpose(&with(Cause::Closed)));
        assert!(!is_closed_on_purpose(&with(Cause::Removed)));
    }
}
