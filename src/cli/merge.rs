//! `qun merge`: the parts of a sweep that ran apart, put together.

use super::batch::{changed_by_hand, complete, report_failures};
use super::failure::Failure;
use super::job::Job;
use super::metric;
use super::options::ResultFlags;
use super::output::Output;
use super::sweep::publish::{Publication, metrics};
use crate::run::merge::{MergeError, common_plan, gather};
use crate::run::plan::{FILE, Plan};
use crate::run::store::Store;
use crate::study::ranking::Goal;
use crate::study::sweep::look;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Flags of `qun merge`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun merge parts/* --out output/camp\n  qun merge output/camp --out output/camp        after parts that shared one folder"
)]
pub struct Merge {
    /// Folders that `qun sweep --shard` has written into
    #[arg(value_name = "DIR", required = true)]
    pub folders: Vec<PathBuf>,
    /// Folder for the whole
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The metric that says which cell is best [default: the sweep's]
    #[arg(long, value_name = "KEY")]
    pub metric: Option<String>,
    /// Less of the metric is better [default: the sweep's]
    #[arg(long)]
    pub minimize: bool,
    /// Threads to use; results never depend on it [default: all cores]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// What becomes of the results.
    #[command(flatten)]
    pub results: ResultFlags,
}

impl Merge {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If parts are missing, contradict each other or belong to different sweeps.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.results.quiet);
        let Some(plan) = common_plan(&self.folders)? else {
            return Err(Failure::usage(
                "there is nothing to merge",
                "name the folders of the parts",
            ));
        };
        let mut flags = self.results.common(self.out.clone());
        flags.work.threads = self.threads;
        let plan = match &self.metric {
            Some(metric) => seen_by(
                plan,
                metric::named("--metric", metric, output)?.key,
                self.minimize,
            ),
            None => plan,
        };
        let loaded = plan.load(self.folders.first().map_or(Path::new(""), PathBuf::as_path))?;
        let (Some(axes), Some(cells)) = (plan.axes(), plan.cells()) else {
            return Err(changed_by_hand());
        };
        let main = metric::named("study.json", &plan.view.metric, output)?;
        let goal = Goal {
            metric: main,
            minimize: plan.view.minimize,
        };
        let metrics = metrics(main, "study.json", &plan.view.metrics, output)?;
        let job = Job::again(
            loaded,
            flags.options()?,
            PathBuf::from(&plan.file).as_path(),
        )?;
        let store = Store::new(job.folder.path());
        let batch = job.batch(&cells, &store, plan.block, None);
        let targets = vec![plan.replicates; cells.len()];
        let mut damaged = |path: &std::path::Path, why: &'static str| {
            output.complain(&format!(
                "warning: {} is damaged ({why}) and left out",
                path.display()
            ));
        };
        gather(&batch, &batch.tasks(&targets), &self.folders, &mut damaged)?;
        job.folder.write_plan(FILE, &plan.bytes())?;
        let swept = look(&batch, &targets, goal)?;
        report_failures(
            &swept.failures,
            job.folder.path(),
            &|cell| cells[cell].describe(&axes),
            output,
        );
        let publication = Publication {
            job: &job,
            axes: &axes,
            grid: plan.design == "grid",
            cells: &cells,
            batch: &batch,
            swept: &swept,
            planned: swept.runs() as u64,
            goal,
            metrics: &metrics,
        };
        publication.publish(output)?;
        complete(&swept.failures)
    }
}

/// The plan with another deciding metric; the sweep's own stays in the table.
fn seen_by(mut plan: Plan, metric: &str, minimize: bool) -> Plan {
    let former = std::mem::replace(&mut plan.view.metric, metric.to_owned());
    plan.view.metrics.insert(0, former);
    plan.view.minimize = minimize;
    plan
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        let hint = match error {
            MergeError::Plan(error) => return error.into(),
            MergeError::Store(error) => return Self::Unexpected(error.into()),
            MergeError::Whole { .. } => {
                "name the folders that `qun sweep --shard` has written into"
            }
            MergeError::Different { .. } => "merge each batch by itself",
            MergeError::Holes { .. } => {
                "run the parts that are missing with `qun sweep … --shard I/N`, and name all folders"
            }
            MergeError::Contradiction { .. } => {
                "the same runs must give the same numbers: were the parts run by the same program? \
                 remove the wrong file and run its part again"
            }
        };
        Self::data(error.to_string(), hint)
    }
}
