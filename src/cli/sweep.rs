//! `qun sweep`: many cells of one scenario, and which of them is best.

pub mod axes;
pub mod publish;
mod trial;

use super::batch::{complete, report_failures, silence_workers, told};
use super::failure::Failure;
use super::job::Job;
use super::metric;
use super::options::{CommonFlags, Options};
use super::output::{Format, Output};
use crate::files::engine::ENGINE;
use crate::files::memory;
use crate::run::cells::{Cell, Design, lay_out};
use crate::run::estimate::likely_member_days;
use crate::run::plan::{FILE, Plan, PlanError, View, block_length};
use crate::run::shard::Shard;
use crate::run::store::Store;
use crate::scenario::{Axis, Loaded};
use crate::show::sweeps::keys;
use crate::study::ranking::Goal;
use crate::study::sweep::{Orders, sweep};
use publish::Publication;
use serde_json::json;
use std::path::{Path, PathBuf};

/// How the cells of a sweep are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum DesignFlag {
    /// Every combination of the values.
    #[default]
    Grid,
    /// A Latin hypercube: --cells points that cover each axis evenly.
    Lhs,
    /// A Sobol sequence: --cells points that cover the whole space evenly.
    Sobol,
}

/// Flags of `qun sweep`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun sweep camp.toml                                          what its [sweep] says\n  \
        qun sweep camp.toml --vary operator.threshold.fee=0,9.9,49,99\n  \
        qun sweep camp.toml --vary operator.threshold.fee=0..99:12 --vary strategy=base,strict\n  \
        qun sweep camp.toml --vary operator.purge.after_days=7..90 --vary audience.founders=10..500:2:log --design lhs --cells 60\n  \
        qun sweep camp.toml --metric retention_d30 --precision 2%\n  \
        qun sweep camp.toml --dry-run\n  \
        qun sweep camp.toml --shard 2/8 --out parts/2                then: qun merge parts/* --out output/camp"
)]
pub struct Sweep {
    /// Scenario file
    #[arg(value_name = "FILE", value_parser = super::options::scenario_file())]
    pub file: PathBuf,
    /// What to vary: PATH=v1,v2,… or PATH=from..to:steps, with :log for a log scale; `strategy=a,b` varies the strategy (may be repeated) [default: the file's [sweep]]
    #[arg(long, value_name = "PATH=VALUES")]
    pub vary: Vec<String>,
    /// How to lay out the cells
    #[arg(long, value_enum, default_value_t)]
    pub design: DesignFlag,
    /// How many cells a design other than the grid has
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub cells: usize,
    /// The metric that says which cell is best
    #[arg(long, value_name = "KEY", default_value = "engaged_end")]
    pub metric: String,
    /// Less of the metric is better
    #[arg(long)]
    pub minimize: bool,
    /// Further metrics in cells.csv [default: the usual ones]
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub metrics: Vec<String>,
    /// Do part I of N only; read from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX where they are set
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
    /// Say what it would take, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub common: CommonFlags,
}

impl Sweep {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the scenario or the axes are invalid, a result cannot be kept, or cells failed.
    pub fn run(&self, output: &Output) -> super::Result {
        let (loaded, options) = Job::load(&self.file, &self.common.drawn_unless_said(), output)?;
        let output = &output.hushed(options.quiet);
        let main = metric::named("--metric", &self.metric, output)?;
        let metrics = publish::metrics(main, "--metrics", &self.metrics, output)?;
        let goal = Goal {
            metric: main,
            minimize: self.minimize,
        };
        let shard = self.part(&options, output)?;
        let design = match self.design {
            DesignFlag::Grid => Design::Grid,
            DesignFlag::Lhs => Design::LatinHypercube(self.cells),
            DesignFlag::Sobol => Design::Sobol(self.cells),
        };
        let spans = axes::spans(&loaded, &self.vary, design == Design::Grid)?;
        let cells = lay_out(&spans, design, loaded.base.seed)?;
        let axes: Vec<Axis> = spans.into_iter().map(|span| span.axis).collect();
        let replicates = loaded.base.replicates;
        if self.dry_run {
            return self.forecast(&loaded, &options, &cells, shard, output);
        }
        let plan = Plan {
            view: View {
                metric: main.key.to_owned(),
                minimize: self.minimize,
                metrics: keys(&metrics[1..]),
            },
            axes: Plan::planned_axes(&axes),
            cells: Plan::planned_cells(&cells),
            ..plan(&loaded, &options, &self.file, design)
        };
        let resume = options.resume;
        let precision = options.precision;
        let job = Job::open(loaded, options, &self.file)?;
        keep_plan(&job, &plan, resume, output)?;
        silence_workers();
        let store = Store::new(job.folder.path());
        let batch = job.batch(&cells, &store, plan.block, memory::free());
        let planned: u32 = shard
            .of(batch.tasks(&vec![replicates; cells.len()]))
            .iter()
            .map(|task| task.range.len() as u32)
            .sum();
        let bar = job.progress(u64::from(planned), output);
        let swept = {
            let told = told(&bar, output);
            let orders = Orders {
                replicates,
                goal,
                precision,
                shard,
            };
            job.pool.install(|| {
                sweep(&batch, &orders, job.stop(), &told, &|total| {
                    bar.set_length(total);
                })
            })
        };
        let planned = bar.length().unwrap_or_default();
        let done = bar.position();
        bar.finish_and_clear();
        let swept = swept?;
        let describe = |cell: usize| cells[cell].describe(&axes);
        report_failures(&swept.failures, job.folder.path(), &describe, output);
        if !shard.is_whole() {
            output.say(&format!(
                "part {shard}: {done} of {planned} runs are done and kept in {}; \
                 when all parts are done: qun merge DIR… --out DIR",
                job.folder.path().display()
            ));
            if job.options.format == Format::Json {
                output.json(&json!({
                    "part": shard.to_string(),
                    "runs_done": done,
                    "runs_planned": planned,
                    "failed": swept.failures.len(),
                    "interrupted": job.stop().is_asked(),
                    "folder": job.folder.path().display().to_string(),
                }))?;
            }
            job.interrupted(output, done as usize, planned)?;
            return complete(&swept.failures);
        }
        if swept.runs() == 0 && job.stop().is_asked() {
            job.interrupted(output, done as usize, planned)?;
        }
        let publication = Publication {
            job: &job,
            axes: &axes,
            grid: design == Design::Grid,
            cells: &cells,
            batch: &batch,
            swept: &swept,
            planned: if job.stop().is_asked() {
                planned
            } else {
                swept.runs() as u64
            },
            goal,
            metrics: &metrics,
        };
        publication.publish(output)?;
        job.rests_on(output, swept.runs(), planned)?;
        complete(&swept.failures)
    }

    /// The part of the work that the flag or the queue names.
    fn part(&self, options: &Options, output: &Output) -> Result<Shard, Failure> {
        let shard = if let Some(text) = &self.shard {
            Shard::parse(text).map_err(|why| {
                Failure::usage(
                    format!("--shard {text} {why}"),
                    "write the part and how many there are: --shard 2/8",
                )
            })?
        } else {
            let variable = |name: &str| std::env::var(name).ok();
            let found = Shard::of_queue(variable).map_err(|why| {
                Failure::usage(
                    why,
                    "name the part with --shard 2/8, or all of it with --shard 1/1",
                )
            })?;
            found.map_or(Shard::WHOLE, |(shard, name)| {
                output.say(&format!(
                    "this is part {shard}, as {name} says; --shard 1/1 does all"
                ));
                shard
            })
        };
        if !shard.is_whole() && options.precision.is_some() {
            return Err(Failure::usage(
                "--precision needs all cells together, and this is one part of them",
                "merge the parts, then run the whole sweep with --precision in the merged folder: it goes on from there",
            ));
        }
        Ok(shard)
    }

    fn forecast(
        &self,
        loaded: &Loaded,
        options: &Options,
        cells: &[Cell],
        shard: Shard,
        output: &Output,
    ) -> super::Result {
        let replicates = loaded.base.replicates;
        let all: Vec<u64> = (0..cells.len() as u64 * u64::from(replicates)).collect();
        let runs = if shard.is_whole() {
            all.len()
        } else {
            shard.of(all).len()
        } as u64;
        let threads = options.threads.get();
        let Some(forecast) = trial::forecast(loaded, cells, replicates, runs, threads) else {
            return Err(Failure::data(
                "not one of the cells tried can be run",
                "`qun check` says what is wrong with the scenario",
            ));
        };
        match self.common.format {
            Format::Json => output.json(&forecast.json())?,
            Format::Table => output.data(&forecast.text())?,
        }
        Ok(())
    }
}

/// The plan of a batch over a scenario file, without its axes and cells.
pub fn plan(loaded: &Loaded, options: &Options, file: &Path, design: Design) -> Plan {
    let replicates = loaded.base.replicates;
    let member_days = likely_member_days(&loaded.base);
    Plan {
        engine: ENGINE.to_owned(),
        file: file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        scenario: loaded.text.clone(),
        assignments: options.overrides.assignments.clone(),
        worlds: loaded.worlds,
        design: match design {
            Design::Grid => "grid".to_owned(),
            Design::LatinHypercube(_) => "lhs".to_owned(),
            Design::Sobol(_) => "sobol".to_owned(),
        },
        axes: Vec::new(),
        replicates,
        block: block_length(member_days, replicates),
        view: View::default(),
        cells: Vec::new(),
        tables: loaded.table_names(),
    }
}

/// Writes the plan of a command whose cells are not kept one by one, so that `qun replay` can live
/// any of its runs again.
///
/// # Errors
/// If the file cannot be written.
pub fn keep_plan_of(
    job: &Job,
    file: &Path,
    cells: &[Cell],
    axes: &[Axis],
    output: &Output,
) -> super::Result {
    let plan = Plan {
        axes: Plan::planned_axes(axes),
        cells: Plan::planned_cells(cells),
        ..plan(&job.loaded, &job.options, file, Design::Grid)
    };
    keep_plan(job, &plan, job.options.resume, output)
}

/// Writes the plan into the output folder. With `resume`, there must be one already, and the same.
///
/// # Errors
/// If the file cannot be written, or there is nothing to resume.
pub fn keep_plan(job: &Job, plan: &Plan, resume: bool, output: &Output) -> super::Result {
    if resume {
        goes_on(job, &begun(job)?, plan, output)?;
    }
    job.folder.write_plan(FILE, &plan.bytes())?;
    job.keep_members()
}

/// As [`keep_plan`] for a search, which lays out its cells on the way: they are no part of what must
/// be the same.
///
/// # Errors
/// As [`keep_plan`].
pub fn begin(job: &Job, plan: &Plan, resume: bool, output: &Output) -> super::Result {
    if !resume {
        return keep_plan(job, plan, false, output);
    }
    let known = begun(job)?;
    let alike = Plan {
        cells: plan.cells.clone(),
        block: plan.block,
        ..known
    };
    goes_on(job, &alike, plan, output)
}

/// The plan of the batch that is to go on.
fn begun(job: &Job) -> Result<Plan, Failure> {
    Plan::read(job.folder.path()).map_err(|error| match error {
        PlanError::Missing { .. } => Failure::data(
            error.to_string(),
            "name a folder that a command of qun has written into, or leave --resume out to begin anew",
        ),
        other => other.into(),
    })
}

/// Says that a batch goes on.
///
/// # Errors
/// If it is another one.
fn goes_on(job: &Job, known: &Plan, plan: &Plan, output: &Output) -> super::Result {
    let folder = job.folder.path().display();
    if let Some(part) = known.differs_in(plan) {
        return Err(Failure::Data {
            message: format!("{folder} holds another batch: {part} differs"),
            hint: Some(
                "repeat the command that began it, or leave --resume out to begin a new one"
                    .to_owned(),
            ),
        });
    }
    output.say(&format!("going on with the batch in {folder}"));
    Ok(())
}
