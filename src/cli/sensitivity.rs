//! `qun sensitivity`: which of the things nobody knows a result depends on.

mod of;

use super::batch::{keep_failures, report_failures, silence_workers, told};
use super::exit;
use super::failure::Failure;
use super::job::Job;
use super::metric;
use super::options::CommonFlags;
use super::output::Output;
use super::show;
use super::sweep::{axes, keep_plan, plan};
use super::width;
use crate::files::memory;
use crate::run::cells::{Design, Span};
use crate::run::plan::{Plan, View};
use crate::run::store::{self, Store};
use crate::scenario::Axis;
use crate::show::outcome::Outcome;
use crate::show::page::make::told::in_both;
use crate::show::{page, sensitivity as report};
use crate::stats::interval::Interval;
use crate::study::sensitivity::{
    Influence, Input, Method, cells, influences, is_constant, outputs,
};
use crate::words::Language;
use crate::words::Phrase;
use crate::words::certainty::{
    NEXT_TO_NOTHING, SENSITIVITY, SENSITIVITY_OUTSIDE, SENSITIVITY_TOO_FEW, SENSITIVITY_UNSETTLED,
};
use crate::words::page::{INFLUENCES, INFLUENCES_NOTE, STUDY_SENSITIVITY};
use std::path::PathBuf;

/// Replicates of a point unless the command line says otherwise: the points themselves repeat.
const REPLICATES: u32 = 20;

/// How influence is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MethodFlag {
    /// Elementary effects: which of many inputs matter at all, for few runs.
    #[default]
    Morris,
    /// Shares of the variance, alone and with interactions, for many runs.
    Sobol,
}

/// Flags of `qun sensitivity`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun sensitivity camp.toml                                   what its [uncertainty] says\n  \
        qun sensitivity camp.toml --method sobol --points 128 --metric retention_d30\n  \
        qun sensitivity camp.toml --vary audience.word_of_mouth=0..0.05 --vary archetype.spammer.share=0..0.2\n  \
        qun sensitivity camp.toml --of strict                       what the advantage of a strategy hangs on"
)]
pub struct Sensitivity {
    /// Scenario file
    #[arg(value_name = "FILE", value_parser = super::options::scenario_file())]
    pub file: PathBuf,
    /// Further inputs: PATH=from..to or PATH=v1,v2,… (may be repeated)
    #[arg(long, value_name = "PATH=RANGE")]
    pub vary: Vec<String>,
    /// How to measure influence
    #[arg(long, value_enum, default_value_t)]
    pub method: MethodFlag,
    /// Trajectories (morris) or base points (sobol) [default: 20 or 64]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub points: Option<u32>,
    /// The metric whose dependence is asked for
    #[arg(long, value_name = "KEY", default_value = "engaged_end")]
    pub metric: String,
    /// Ask what a difference depends on, over worlds that are drawn: a strategy against the base, or A-B
    #[arg(long, value_name = "STRATEGY", conflicts_with_all = ["vary", "method", "points"])]
    pub of: Option<String>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub common: CommonFlags,
}

impl Sensitivity {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If nothing is uncertain, a path leads nowhere, or a point has no result.
    pub fn run(&self, output: &Output) -> super::Result {
        if let Some(difference) = &self.of {
            return self.run_of(difference, output);
        }
        let mut flags = self.common.clone();
        flags.replicates.get_or_insert(REPLICATES);
        let (loaded, options) = Job::load(&self.file, &flags, output)?;
        let output = &output.hushed(options.quiet);
        let main = metric::named("--metric", &self.metric, output)?;
        let ranges: Vec<Span> = if self.vary.is_empty() {
            Vec::new()
        } else {
            axes::spans(&loaded, &self.vary, false)?
        };
        let mut inputs: Vec<Input> = loaded
            .uncertainty
            .iter()
            .cloned()
            .map(Input::Belief)
            .collect();
        inputs.retain(|input| ranges.iter().all(|span| span.axis.path != input.path()));
        inputs.extend(ranges.into_iter().map(Input::Range));
        if inputs.is_empty() {
            return Err(Failure::usage(
                "nothing is uncertain",
                "add [uncertainty] to the file, or name a range: --vary audience.word_of_mouth=0..0.05",
            ));
        }
        let method = match self.method {
            MethodFlag::Morris => Method::Morris(self.points.unwrap_or(20) as usize),
            MethodFlag::Sobol => Method::Sobol(self.points.unwrap_or(64) as usize),
        };
        let seed = loaded.base.seed;
        let points = method.design(inputs.len(), seed).ok_or_else(|| {
            Failure::usage(
                format!("there is no design of {} points for {} inputs", self.points.unwrap_or(0), inputs.len()),
                "--points must be 1 at least, and 65536 at most for sobol, which takes up to 128 inputs",
            )
        })?;
        let cells = cells(&inputs, &points);
        let replicates = loaded.base.replicates;
        // Listed for the tables; their values are those of the cells.
        let columns: Vec<Axis> = inputs
            .iter()
            .map(|input| Axis {
                path: input.path().to_owned(),
                values: vec![input.value(0.0), input.value(1.0)],
            })
            .collect();
        let plan = Plan {
            view: View {
                metric: main.key.to_owned(),
                ..View::default()
            },
            axes: Plan::planned_axes(&columns),
            cells: Plan::planned_cells(&cells),
            ..plan(&loaded, &options, &self.file, Design::Sobol(points.len()))
        };
        let resume = options.resume;
        let job = Job::open(loaded, options, &self.file)?;
        keep_plan(&job, &plan, resume, output)?;
        silence_workers();
        let store = Store::new(job.folder.path());
        let batch = job.batch(&cells, &store, plan.block, memory::free());
        let tasks = batch.tasks(&vec![replicates; cells.len()]);
        let planned = cells.len() as u64 * u64::from(replicates);
        let bar = job.progress(planned, output);
        let ran = job
            .pool
            .install(|| batch.run(&tasks, job.stop(), &told(&bar, output)));
        let done = bar.position() as usize;
        bar.finish_and_clear();
        ran?;
        job.interrupted(output, done, planned)?;
        let failures = batch.failures(&tasks)?;
        let describe = |cell: usize| cells[cell].describe(&columns);
        keep_failures(&job.folder, &columns, &cells, &failures)?;
        report_failures(&failures, job.folder.path(), &describe, output);
        if !failures.is_empty() {
            output.error(
                "without these points there are no indices",
                Some("narrow the ranges so that all values can stand together"),
            );
            return Err(Failure::Reported(exit::PARTIAL));
        }
        let place = store::place(main.key).unwrap_or(0);
        let outputs = outputs(&batch, place, replicates)?.map_err(|cell| Failure::Data {
            message: format!("{} has no value at {}", main.key, describe(cell)),
            hint: Some("choose another --metric, or more --replicates".to_owned()),
        })?;
        let found =
            influences(&inputs, method, &points, &outputs.means, seed).ok_or_else(|| {
                Failure::Data {
                    message: format!("nothing can be told of {}", main.key),
                    hint: Some("choose another --metric, or more --points".to_owned()),
                }
            })?;
        let document = report::document(
            &job.loaded.base,
            main.key,
            method,
            &found,
            replicates,
            cells.len(),
            outputs.luck,
        );
        let mut outcome = Outcome::new(document, done, |language| {
            let said = shown(method, &found, main.key, language);
            said + &show::what_is_hidden(&job.loaded.base, language)
        });
        let design = report::design(&columns, &cells, &points, main.key, &outputs.means);
        outcome.table("design.csv", design)?;
        outcome.table("indices.csv", report::indices(method, &found, main.key))?;
        let charts = job.charts(|| {
            let runs = cells.len() * replicates as usize;
            let base = &job.loaded.base;
            Ok(report::charts(base, main.key, method, &found, runs)?)
        })?;
        let sure = certainty(outputs.luck, replicates, method);
        let frame = job.frame("sensitivity", done, planned, Vec::new());
        let told = page::make::told::Told {
            asked: STUDY_SENSITIVITY.fill(&[
                ("inputs", &inputs.len()),
                ("cells", &cells.len()),
                ("runs", &done),
                ("days", &job.loaded.base.days),
            ]),
            answer: in_both(|language| sentences(method, &found, main.key, language)),
            certainty: sure.clone(),
            figures: vec![show::on_page(INFLUENCES, INFLUENCES_NOTE, |language| {
                indices(method, &found, main.key, language)
            })],
            charts,
        };
        outcome.report = Some(page::make::told::report(&frame, told));
        outcome.detail("points", points.len());
        outcome.certainty = (!is_constant(&outputs.means)).then_some(sure);
        job.publish("sensitivity", &outcome, output)
    }
}

/// The indices as a table, the most influential input first, and a sentence.
fn shown(method: Method, found: &[Influence], metric: &str, language: Language) -> String {
    format!(
        "{}\n\n{}\n",
        width::fitted([indices(method, found, metric, language)]),
        sentences(method, found, metric, language).join("\n")
    )
}

/// The index by which inputs are ordered, with its interval: mean effects, or shares with interactions.
fn leading(method: Method, of: &Influence) -> (f64, Option<Interval>) {
    match method {
        Method::Morris(_) => of.indices[0],
        Method::Sobol(_) => of.indices[method.indices().len() - 1],
    }
}

/// Inputs, the most influential first.
fn sorted(method: Method, found: &[Influence]) -> Vec<&Influence> {
    let mut sorted: Vec<&Influence> = found.iter().collect();
    let rank = |it: &Influence| leading(method, it).0;
    sorted.sort_by(|one, other| rank(other).total_cmp(&rank(one)));
    sorted
}

/// What depends most on what, as far as the intervals tell, and whether any share is none.
fn sentences(method: Method, found: &[Influence], metric: &str, language: Language) -> Vec<String> {
    let name = show::metric(metric, language).0;
    let sorted = sorted(method, found);
    let all = || found.iter().flat_map(|it| &it.indices);
    let Some(first) = sorted.first().filter(|_| all().any(|it| it.0 != 0.0)) else {
        return vec![match language {
            Language::English => {
                format!("{name} is the same at every point: it depends on none of these")
            }
            Language::Chinese => format!("{name}在每个点上都一样：与这些都无关"),
        }];
    };
    let reaches = |of: &Influence, end: fn(Interval) -> f64| {
        let (value, interval) = leading(method, of);
        interval.map_or(value, end)
    };
    let second = sorted
        .get(1)
        .filter(|it| reaches(first, |it| it.low) < reaches(it, |it| it.high));
    let mut lines = vec![match (second, language) {
        (Some(second), _) => SENSITIVITY_UNSETTLED.with(
            language,
            &[
                ("metric", &name),
                ("first", &first.path),
                ("second", &second.path),
            ],
        ),
        (None, Language::English) => format!("{name} depends most on {}", first.path),
        (None, Language::Chinese) => format!("{name}最取决于 {}", first.path),
    }];
    let is_share = matches!(method, Method::Sobol(_));
    if is_share && all().any(|it| !(0.0..=1.0).contains(&it.0)) {
        lines.push(SENSITIVITY_OUTSIDE.text(language).to_owned());
    }
    lines
}

/// The indices as a table.
fn indices(
    method: Method,
    found: &[Influence],
    metric: &str,
    language: Language,
) -> comfy_table::Table {
    let (_, unit) = show::metric(metric, language);
    let header: &[&str] = match (method, language) {
        (Method::Morris(_), Language::English) => &["input", "μ*", "95% interval", "μ", "σ"],
        (Method::Morris(_), Language::Chinese) => &["输入", "μ*", "95% 区间", "μ", "σ"],
        (Method::Sobol(_), Language::English) => &[
            "input",
            "alone",
            "95% interval",
            "with interactions",
            "95% interval",
        ],
        (Method::Sobol(_), Language::Chinese) => {
            &["输入", "单独", "95% 区间", "含交互", "95% 区间"]
        }
    };
    let mut table = show::table(header, 1);
    let write = |value: f64| match method {
        Method::Morris(_) => show::number(value, unit),
        Method::Sobol(_) => format!("{value:.2}"),
    };
    for it in sorted(method, found) {
        let mut row = vec![it.path.clone()];
        for (value, interval) in &it.indices {
            row.push(write(*value));
            if let Some(interval) = interval {
                row.push(format!(
                    "{} – {}",
                    write(interval.low),
                    write(interval.high)
                ));
            }
        }
        table.add_row(row);
    }
    table
}

/// How much of what was measured is luck, and which flag lowers it.
fn certainty(luck: f64, replicates: u32, method: Method) -> Phrase {
    let (Method::Morris(count) | Method::Sobol(count)) = method;
    let points = count * 4;
    if !luck.is_finite() {
        let more = replicates * 10;
        return SENSITIVITY_TOO_FEW.fill(&[("more", &more), ("points", &points)]);
    }
    let percent = 100.0 * luck;
    let luck = if percent < 0.1 {
        Phrase::from(NEXT_TO_NOTHING)
    } else {
        Phrase::from(format!("{percent:.1}%"))
    };
    let said = |luck: &str| {
        SENSITIVITY.fill(&[
            ("luck", &luck),
            ("n", &replicates),
            ("more", &(replicates * 2)),
            ("points", &points),
        ])
    };
    Phrase::new(said(&luck.en).en, said(&luck.zh).zh)
}
