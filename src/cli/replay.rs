//! `qun replay`: one run of a batch again, in full.

use super::again::Again;
use super::failure::Failure;
use super::job::Job;
use super::options::ResultFlags;
use super::output::Output;
use super::run::outcome;
use super::show;
use crate::files::writing::safe_name;
use crate::run::cells::{Setting, short_names};
use crate::run::close::CloseLook;
use crate::run::drivers::Drivers;
use crate::run::replay::{Verdict, verdict};
use crate::run::simulate::Prepared;
use crate::run::store::Store;
use crate::run::summary::Summary;
use crate::scenario::portable;
use crate::show::{figures, page};
use crate::words::certainty::REPLAY;
use std::path::{Path, PathBuf};

/// Flags of `qun replay`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun replay output/camp --cell 11 --replicate 7\n  qun replay output/camp --cell strict --replicate 7     after qun compare\n  \
        qun replay output/camp --replicate 7                   after qun run"
)]
pub struct Replay {
    /// Folder of a run, a comparison or a sweep
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Number of the cell, or name of the strategy
    #[arg(long, value_name = "CELL", default_value = "0")]
    pub cell: String,
    /// Number of the replicate
    #[arg(long, value_name = "N")]
    pub replicate: u32,
    /// Folder for the results [default: replays/CELL-N in the folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What becomes of the results.
    #[command(flatten)]
    pub results: ResultFlags,
}

impl Replay {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the folder holds no batch, there is no such cell, or the run differs from what was kept.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.results.quiet);
        let again = Again::find(&self.folder, &self.cell)?;
        let (plan, loaded, number) = (&again.plan, &again.loaded, again.number);
        let setting = Setting::new(loaded, again.cell.clone())?;
        again.must_have(&self.folder, &setting, self.replicate)?;
        let scenario = setting.in_world(self.replicate)?.into_owned();
        let place = self.folder.join("replays").join(format!(
            "{}-{}",
            safe_name(&self.cell),
            self.replicate
        ));
        let mut flags = self.results.common(self.out.clone().unwrap_or(place));
        if self.out.is_none() {
            flags.within = Some(self.folder.clone());
        }
        let job = Job::again(loaded.clone(), flags.options()?, Path::new(&plan.file))?;
        let record = job
            .pool
            .install(|| Prepared::new(&scenario).run(self.replicate, true));
        let records = [record];
        let summary = job.pool.install(|| Summary::of(&scenario, &records));
        let drivers = Drivers::of(&scenario, &records, &summary);
        let mut outcome = outcome(&scenario, &summary, &drivers, &records)?;
        outcome.detail("cell", number);
        outcome.detail("replicate", self.replicate);
        let charts = job.charts(|| {
            let close = job
                .pool
                .install(|| CloseLook::of(&scenario, self.replicate));
            Ok(figures::of_run(
                &scenario,
                &summary,
                &records,
                Some(&close),
            )?)
        })?;
        outcome.report = Some(page::make::run::report(
            &job.frame("replay", 1, 1, Vec::new()),
            page::make::run::Found {
                main: super::metric::MAIN,
                summary: &summary,
                records: &records,
                headlines: show::headlines(&summary).collect(),
                certainty: REPLAY.fill(&[("replicate", &self.replicate)]),
                charts,
            },
        ));
        job.keep("replay", &outcome, output)?;
        // Over the scenario that the batch began with: the one that this run lived in.
        job.folder
            .write("scenario.toml", portable(&scenario).as_bytes())?;
        job.folder.tidy()?;
        job.tell(&outcome, output)?;
        let axes = plan.axes().unwrap_or_default();
        let values = setting.cell().describe(&axes);
        let named = if short_names(&axes).is_empty() {
            String::new()
        } else {
            format!(" ({values})")
        };
        output.say(&format!(
            "cell {number}{named}, replicate {}, seed {}",
            self.replicate, scenario.seed
        ));
        let store = Store::new(&self.folder);
        match verdict(plan, &setting, &store, &records[0]).map_err(anyhow::Error::from)? {
            Verdict::Same => output.say("every number is the one that the batch has kept"),
            Verdict::Unknown => {
                output.say("the batch has kept nothing of this run to compare it with");
            }
            Verdict::Differs(metric) => {
                return Err(Failure::Unexpected(anyhow::anyhow!(
                    "{metric} differs from what the batch has kept of this run"
                )));
            }
        }
        Ok(())
    }
}
