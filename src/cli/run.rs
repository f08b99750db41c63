//! `qun run`: live one scenario through many times.

use super::exit;
use super::failure::Failure;
use super::job::Job;
use super::metric::MAIN;
use super::named_file::{NamedFile, lies_apart};
use super::options::CommonFlags;
use super::output::Output;
use super::show;
use crate::observe::habit::least_days;
use crate::observe::record::Record;
use crate::run::cells::{Cell, Setting};
use crate::run::close::CloseLook;
use crate::run::drivers::Drivers;
use crate::run::precision::{run_until_sure, uncertainty};
use crate::run::replicates::Course;
use crate::run::simulate::Prepared;
use crate::run::summary::{Measured, Summary};
use crate::run::visits::Visits;
use crate::scenario::settings::Scenario;
use crate::scenario::{BASE, Worlds};
use crate::show::folder::FolderError;
use crate::show::outcome::Outcome;
use crate::show::{figures, page, tables};
use crate::words::Phrase;
use crate::words::certainty::no_value;
use std::path::PathBuf;

/// The flag that names a table of visits.
const VISITS: &str = "--visits";

/// Flags of `qun run`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun run camp.toml\n  qun run camp.toml --replicates 500 --set operator.threshold.fee=99\n  \
        qun run camp.toml --precision 2% --language zh --out output/camp"
)]
pub struct Run {
    /// Scenario file
    #[arg(value_name = "FILE", value_parser = super::options::scenario_file())]
    pub file: PathBuf,
    /// Live this [strategy.NAME] of the file instead of its base
    #[arg(long, value_name = "NAME")]
    pub strategy: Option<String>,
    /// Also write every join, visit and exit into this table, to count anything anew (docs/metrics.md)
    #[arg(long, value_name = "CSV")]
    pub visits: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub common: CommonFlags,
}

impl Run {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the scenario is invalid, does not fit, or an `[expect]` does not hold.
    pub fn run(&self, output: &Output) -> super::Result {
        let mut flags = self.common.drawn_unless_said();
        let chosen = self.strategy.as_ref().filter(|name| *name != BASE);
        if let (Some(name), None) = (chosen, &flags.out) {
            // The base's own results stay where they are.
            flags.out = Some(Job::place_of(&self.file, name));
            flags.within = Some(PathBuf::new());
        }
        if let Some(file) = &self.visits {
            let place = Job::place(&flags.options()?, &self.file);
            lies_apart(Some(file), VISITS, Some(&place))?;
        }
        let named = chosen.map(std::slice::from_ref);
        let mut job = Job::prepare(&self.file, &flags, named, output)?;
        if let Some(name) = chosen {
            job.loaded = job.loaded.clone().under(name)?;
        }
        let force = Some(self.common.force);
        // Nothing in such a table says whose it is; the mark of the folder knows.
        let known =
            |path: &PathBuf| NamedFile::known(path, VISITS, job.folder.outside(VISITS), force);
        let visits = self.visits.as_ref().map(known).transpose()?;
        if self.common.worlds.is_none() && !job.loaded.base.expect.is_empty() {
            // What is expected is expected of the scenario as written.
            job.loaded.worlds = Worlds::Fixed;
        }
        let scenario = &job.loaded.base;
        let planned = scenario.replicates;
        let setting = Setting::new(&job.loaded, Cell::default())?;
        // The plan holds the file, in which the strategy is one of many.
        let planned_cell = Cell {
            strategy: chosen.cloned(),
            ..Cell::default()
        };
        super::sweep::keep_plan_of(&job, &self.file, &[planned_cell], &[], output)?;
        let shelf = job.shelf([&setting], output)?;
        let bar = job.progress(u64::from(planned), output);
        let course = Course {
            stop: job.stop(),
            finished: &|_| bar.inc(1),
            shelf: Some(&shelf),
        };
        let records = job.pool.install(|| {
            run_until_sure(
                &setting,
                planned,
                MAIN,
                job.options.precision,
                &course,
                &|target| bar.set_length(u64::from(target)),
            )
        })?;
        let planned = bar.length().unwrap_or(u64::from(planned));
        bar.finish_and_clear();
        job.put_away(&shelf, output);
        if records.is_empty() {
            return Err(Failure::Reported(exit::INTERRUPTED));
        }
        let worlds = setting.worlds();
        let summary = job
            .pool
            .install(|| Summary::in_worlds(scenario, &records, worlds))
            .with_beliefs(!setting.is_certain());
        let drivers = Drivers::of(scenario, &records, &summary);
        let sure = certainty(&records, worlds, job.options.precision);
        let mut outcome = outcome(scenario, &summary, &drivers, &records)?;
        outcome.detail("replicates", records.len());
        let charts = job.charts(|| {
            let close = job.pool.install(|| CloseLook::among(&setting, &records))?;
            Ok(figures::of_run(
                scenario,
                &summary,
                &records,
                close.as_ref(),
            )?)
        })?;
        outcome.report = Some(page::make::run::report(
            &job.frame("run", records.len(), planned, Vec::new()),
            page::make::run::Found {
                main: MAIN,
                summary: &summary,
                records: &records,
                headlines: show::headlines(&summary).collect(),
                certainty: sure.clone(),
                charts,
            },
        ));
        outcome.certainty = Some(sure);
        job.keep("run", &outcome, output)?;
        if let Some(file) = &visits {
            let table = all_visits(&setting, &records)?;
            job.folder.note_outside(VISITS, &table)?;
            file.write(&table, output)?;
            job.folder.settle_outside(VISITS)?;
        }
        job.tell(&outcome, output)?;
        job.rests_on(output, records.len(), planned)?;
        job.clear(&shelf, output);
        expectations(scenario, &records, output)
    }
}

/// The tables and the document of a run.
///
/// # Errors
/// If a table cannot be made.
pub(super) fn outcome<'a>(
    scenario: &Scenario,
    summary: &'a Summary,
    drivers: &'a Drivers,
    records: &[Record],
) -> Result<Outcome<'a>, FolderError> {
    let document = tables::run::summary(&scenario.title, scenario.seed, summary, drivers);
    let mut outcome = Outcome::new(document, records.len(), move |language| {
        show::run(summary, drivers, language)
    });
    let start = scenario.start_date();
    outcome.table("daily.csv", tables::run::daily(summary, start))?;
    outcome.table(
        "replicates.csv",
        tables::run::replicates(scenario.seed, records),
    )?;
    outcome.table("cohorts.csv", tables::run::cohorts(summary, start))?;
    outcome.table("exits.csv", tables::run::exits(summary, start))?;
    outcome.table("retention.csv", tables::run::retention(summary))?;
    outcome.table("days_active.csv", tables::run::days_active(summary))?;
    outcome.table("channels.csv", tables::run::channels(drivers))?;
    Ok(outcome)
}

/// Lives through the replicates again, and tells all that happens in them.
fn all_visits(setting: &Setting<'_>, records: &[Record]) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let hour_cost = setting.scenario().operator.cost_per_hour;
    let mut visits = Visits::new(&mut bytes, hour_cost).map_err(anyhow::Error::from)?;
    for record in records {
        let scenario = setting.in_world(record.replicate)?;
        visits.begin(record.replicate);
        Prepared::new(&scenario)
            .run_watched(record.replicate, true, |community| visits.watch(community));
    }
    visits.finish().map_err(anyhow::Error::from)?;
    Ok(bytes)
}

/// How sure the main metric is, and what would make it surer.
fn certainty(records: &[Record], worlds: Worlds, wanted: Option<f64>) -> Phrase {
    let count = records.len();
    let has_value = |record: &Record| record.read(MAIN, None).is_some_and(f64::is_finite);
    if !records.iter().any(has_value) {
        let days = records.first().map_or(0, |it| it.days);
        return no_value(MAIN, days, least_days(MAIN));
    }
    show::known_to(MAIN, count, uncertainty(records, MAIN, worlds), wanted)
}

/// Holds the scenario's expectations against the means of the metrics.
fn expectations(scenario: &Scenario, records: &[Record], output: &Output) -> super::Result {
    let mut failed = false;
    for (key, expectation) in &scenario.expect {
        let Some(measured) = Measured::of(key, records, expectation.on_day) else {
            continue;
        };
        let mean = measured.band.mean;
        let low = expectation
            .above
            .is_some_and(|above| mean.is_nan() || mean <= above);
        let high = expectation
            .below
            .is_some_and(|below| mean.is_nan() || mean >= below);
        if low || high {
            failed = true;
            let bound = if low {
                ("above", expectation.above)
            } else {
                ("below", expectation.below)
            };
            let (word, bound) = (bound.0, bound.1.unwrap_or(f64::NAN));
            output.error(
                &format!("expected {key} {word} {bound}, but its mean is {mean:.4}"),
                None,
            );
        }
    }
    if failed {
        Err(Failure::Reported(exit::UNEXPECTED_RESULT))
    } else {
        Ok(())
    }
}
