//! `qun replay`: one run of a batch again, in full.

use super::again::Again;
use super::failure::Failure;
use super::job::Job;
use super::options::{CommonFlags, WorkFlags};
use super::output::{Format, Output};
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
use crate::show::folder::FolderError;
use crate::show::{figures, page, tables};
use crate::words::certainty::REPLAY;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Flags of `qun replay`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun replay output/camp --cell 12 --replicate 7\n  qun replay output/camp --cell strict --replicate 7     after qun compare\n  \
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
    /// How to write the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Do not draw charts
    #[arg(long)]
    pub no_charts: bool,
    /// Write into a folder that is not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl Replay {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the folder holds no batch, there is no such cell, or the run differs from what was kept.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.quiet);
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
        let flags = CommonFlags {
            out: Some(self.out.clone().unwrap_or(place)),
            no_charts: self.no_charts,
            force: self.force,
            work: WorkFlags {
                quiet: self.quiet,
                ..WorkFlags::default()
            },
            ..CommonFlags::default()
        };
        let job = Job::again(loaded.clone(), flags.options()?, Path::new(&plan.file))?;
        let record = job
            .pool
            .install(|| Prepared::new(&scenario).run(self.replicate, true));
        let records = [record];
        let summary = Summary::of(&scenario, &records);
        let drivers = Drivers::of(&scenario, &records, &summary);
        let folder = &job.folder;
        let table = |name: &str, bytes: Result<Vec<u8>, csv::Error>| -> super::Result {
            folder.write(name, &bytes.map_err(FolderError::from)?)?;
            Ok(())
        };
        table("daily.csv", tables::daily(&summary, scenario.start_date()))?;
        table(
            "replicates.csv",
            tables::replicates(scenario.seed, &records),
        )?;
        table(
            "cohorts.csv",
            tables::cohorts(&summary, scenario.start_date()),
        )?;
        table("exits.csv", tables::exits(&summary, scenario.start_date()))?;
        table("retention.csv", tables::retention(&summary))?;
        table("days_active.csv", tables::days_active(&summary))?;
        table("channels.csv", tables::channels(&drivers))?;
        let document = tables::summary(&scenario.title, scenario.seed, &summary, &drivers);
        folder.write("summary.json", &tables::json_bytes(&document))?;
        let mut charts = Vec::new();
        if job.options.charts {
            let close = job
                .pool
                .install(|| CloseLook::of(&scenario, self.replicate));
            charts = figures::of_run(&scenario, &summary, &records, Some(&close))
                .map_err(anyhow::Error::from)?;
            job.pool
                .install(|| folder.write_charts(&charts, job.languages()))?;
        }
        let frame = job.frame("replay", 1, 1, Vec::new());
        let found = page::make::run::Found {
            main: super::metric::MAIN,
            summary: &summary,
            records: &records,
            headlines: show::headlines(&summary).collect(),
            certainty: REPLAY.fill(&[("replicate", &self.replicate)]),
            charts,
        };
        page::write(folder, &page::make::run::report(&frame, found))?;
        job.finish(
            "replay",
            1,
            json!({ "cell": number, "replicate": self.replicate }),
            output,
        )?;
        // Over the scenario that the batch began with: the one that this run lived in.
        folder.write("scenario.toml", portable(&scenario).as_bytes())?;
        folder.tidy()?;
        match self.format {
            Format::Json => output.json(&document)?,
            Format::Table => {
                output
                    .data(&job.in_languages(|language| show::run(&summary, &drivers, language)))?;
            }
        }
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
        output.say(&format!("results: {}", folder.path().display()));
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
