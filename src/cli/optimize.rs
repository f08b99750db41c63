//! `qun optimize`: the best values of a few settings, with few runs, checked on fresh luck.

mod words;
mod worth;

use super::batch::{keep_failures, report_failures, silence_workers, told};
use super::exit;
use super::failure::Failure;
use super::job::Job;
use super::metric;
use super::options::CommonFlags;
use super::output::Output;
use super::show;
use super::sweep::{axes, begin, keep_plan, plan};
use crate::files::memory;
use crate::run::cells::{Cell, Design, Setting, Span};
use crate::run::failure::CellFailure;
use crate::run::plan::{FILE, Plan, View, block_length};
use crate::run::store::Store;
use crate::scenario::{Axis, Loaded};
use crate::show::outcome::Outcome;
use crate::show::page::make::told::in_both;
use crate::show::{optimum, page, sweeps, verdicts};
use crate::study::optimize::{Constraint, Search, SearchError};
use crate::study::ranking::Goal;
use crate::words::page::{CANDIDATES, CANDIDATES_NOTE, STUDY_SEARCH};
use std::path::PathBuf;
use worth::Worth;

/// Runs of a search unless the command line says otherwise, in replicates of a finalist.
const BUDGET: u64 = 18;
/// The least budget that leaves something for a search.
const LEAST: u64 = 10;

/// Flags of `qun optimize`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun optimize camp.toml --vary operator.threshold.fee=0..199 --maximize engaged_end\n  \
        qun optimize camp.toml --vary operator.purge.after_days=7..90 --vary strategy=base,strict \\\n      \
        --maximize retention_d90 --subject-to 'cost_total <= 5000'"
)]
pub struct Optimize {
    /// Scenario file
    #[arg(value_name = "FILE", value_parser = super::options::scenario_file())]
    pub file: PathBuf,
    /// What may be changed: PATH=from..to for everything in between, PATH=v1,v2,… or PATH=from..to:steps for these values only (may be repeated) [default: the file's [sweep]]
    #[allow(
        rustdoc::broken_intra_doc_links,
        reason = "it is shown as help, as it is written"
    )]
    #[arg(long, value_name = "PATH=RANGE")]
    pub vary: Vec<String>,
    /// The metric to make as large as possible
    #[arg(long, value_name = "KEY", conflicts_with = "minimize")]
    pub maximize: Option<String>,
    /// The metric to make as small as possible
    #[arg(long, value_name = "KEY")]
    pub minimize: Option<String>,
    /// What must hold of the mean: 'cost_total <= 5000' (may be repeated)
    #[arg(long, value_name = "BOUND")]
    pub subject_to: Vec<String>,
    /// Runs that the search may take, validation included [default: 18 times the replicates]
    #[arg(long, value_name = "RUNS", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub budget: Option<u64>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub common: CommonFlags,
}

impl Optimize {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the scenario or what may be changed is invalid, or a result cannot be kept.
    pub fn run(&self, output: &Output) -> super::Result {
        let (loaded, options) = Job::load(&self.file, &self.common.drawn_unless_said(), output)?;
        let output = &output.hushed(options.quiet);
        let goal = self.goal(output)?;
        let constraints = self.constraints(output)?;
        let spans = self.spans(&loaded)?;
        let replicates = loaded.base.replicates;
        let budget = self.budget.unwrap_or(BUDGET * u64::from(replicates));
        if budget < LEAST * u64::from(replicates) {
            return Err(Failure::usage(
                format!(
                    "--budget {budget} leaves nothing for a search with {replicates} replicates a finalist"
                ),
                format!(
                    "give it {} at least, or use fewer --replicates",
                    LEAST * u64::from(replicates)
                ),
            ));
        }
        let columns: Vec<Axis> = spans.iter().map(|span| span.axis.clone()).collect();
        let mut plan = Plan {
            view: View {
                metric: goal.metric.key.to_owned(),
                minimize: goal.minimize,
                ..View::default()
            },
            axes: Plan::planned_axes(&columns),
            ..plan(&loaded, &options, &self.file, Design::LatinHypercube(0))
        };
        let longest_block = block_length(
            crate::run::estimate::likely_member_days(&loaded.base),
            replicates,
        );
        let resume = options.resume;
        let job = Job::open(loaded, options, &self.file)?;
        begin(&job, &plan, resume, output)?;
        silence_workers();
        let store = Store::new(job.folder.path());
        let search = Search {
            loaded: &job.loaded,
            spans: &spans,
            goal,
            constraints: &constraints,
            replicates,
            budget,
            longest_block,
            store: &store,
            memory: memory::free(),
            live: &crate::run::replicates::live,
        };
        let bar = job.progress(budget, output);
        let found = job
            .pool
            .install(|| search.run(job.stop(), &told(&bar, output)));
        let done = bar.position() as usize;
        bar.finish_and_clear();
        let found = match found {
            Ok(found) => found,
            Err(SearchError::Stopped) => {
                job.interrupted(output, done, budget)?;
                return Err(Failure::Reported(exit::INTERRUPTED));
            }
            Err(SearchError::Batch(error)) => return Err(error.into()),
            Err(error @ SearchError::Nothing(_)) => {
                output.error(
                    &error.to_string(),
                    Some("narrow the ranges so that all values can stand together"),
                );
                return Err(Failure::Reported(exit::PARTIAL));
            }
        };
        let cells: Vec<Cell> = found.candidates.iter().map(|it| it.cell.clone()).collect();
        plan.block = search.block();
        plan.cells = Plan::planned_cells(&cells);
        keep_plan(&job, &plan, false, output)?;
        let failures: Vec<CellFailure> = found
            .candidates
            .iter()
            .enumerate()
            .filter_map(|(cell, it)| {
                Some(CellFailure {
                    cell,
                    ..it.failure.clone()?
                })
            })
            .collect();
        let describe = |cell: usize| cells[cell].describe(&columns);
        keep_failures(&job.folder, &columns, &cells, &failures)?;
        report_failures(&failures, job.folder.path(), &describe, output);
        let mut document =
            optimum::document(&job.loaded.base, &columns, &found, &constraints, goal);
        let worth = job
            .pool
            .install(|| Worth::of(&job, &cells, &columns, &found, goal))?;
        if let Some(verdict) = &worth.verdict {
            document["worlds"] = verdicts::verdict(verdict);
        }
        if let Some(rests) = &worth.rests {
            let of_cell = |cell: usize| sweeps::values(&columns, &cells[cell]);
            document["rests_on"] = verdicts::rests(rests, &of_cell);
        }
        let runs = found.runs as usize;
        let mut outcome = Outcome::new(document, runs, |language| {
            let mut shown = words::shown(&columns, &found, &constraints, goal, language);
            for line in worth.sentences(&cells, &columns, found.worlds, language) {
                shown.push_str(&line);
                shown.push('\n');
            }
            shown + &show::what_is_hidden(&job.loaded.base, language)
        });
        let candidates = optimum::candidates(&columns, &found, &constraints, goal);
        outcome.table("candidates.csv", candidates)?;
        let mut listed = format!("{FILE} lists all candidates");
        if found.won(&constraints) {
            let best = Setting::new(&job.loaded, cells[found.winner].clone())?;
            outcome.file("best.toml", best.resolved());
            let is = if found.winner == 0 {
                "best.toml is the scenario as written, "
            } else {
                "best.toml is the winner, "
            };
            listed.insert_str(0, is);
        }
        outcome.of_the_folder = Some(listed);
        let base = &job.loaded.base;
        let charts =
            job.charts(|| Ok(optimum::charts(base, &columns, &found, &constraints, goal)?))?;
        let sure = words::certainty(&found, goal, replicates, budget);
        let told = page::make::told::Told {
            asked: STUDY_SEARCH.fill(&[
                ("cells", &found.candidates.len()),
                ("runs", &found.runs),
                ("days", &base.days),
            ]),
            answer: in_both(|language| {
                words::sentences(&columns, &found, &constraints, goal, language)
            }),
            certainty: sure.clone(),
            figures: vec![show::on_page(CANDIDATES, CANDIDATES_NOTE, |language| {
                words::table(&columns, &found, &constraints, goal, language)
            })],
            charts,
        };
        let frame = job.frame("optimize", runs, found.runs, Vec::new());
        outcome.report = Some(page::make::told::report(&frame, told));
        outcome.certainty = Some(sure);
        outcome.detail("candidates", found.candidates.len());
        outcome.detail("failed", failures.len());
        job.publish("optimize", &outcome, output)?;
        super::batch::complete(&failures)
    }

    fn goal(&self, output: &Output) -> Result<Goal, Failure> {
        match (&self.maximize, &self.minimize) {
            (Some(key), _) => Ok(Goal {
                metric: metric::named("--maximize", key, output)?,
                minimize: false,
            }),
            (None, Some(key)) => Ok(Goal {
                metric: metric::named("--minimize", key, output)?,
                minimize: true,
            }),
            (None, None) => Err(Failure::usage(
                "there is no goal",
                "name a metric: --maximize engaged_end, or --minimize churn_7d",
            )),
        }
    }

    fn constraints(&self, output: &Output) -> Result<Vec<Constraint>, Failure> {
        self.subject_to
            .iter()
            .map(|text| constraint(text, output))
            .collect()
    }

    /// What may be changed. A list, or a range with steps, stands for its values alone.
    fn spans(&self, loaded: &Loaded) -> Result<Vec<Span>, Failure> {
        let mut spans = axes::spans(loaded, &self.vary, false)?;
        for (index, span) in spans.iter_mut().enumerate() {
            span.between = self.vary.get(index).is_some_and(|text| axes::is_open(text));
        }
        if spans.is_empty() {
            return Err(Failure::usage(
                "there is nothing to vary",
                "name what may be changed: --vary operator.threshold.fee=0..199",
            ));
        }
        for (index, span) in spans.iter().enumerate() {
            if spans[..index]
                .iter()
                .any(|other| other.axis.path == span.axis.path)
            {
                return Err(Failure::usage(
                    format!("`{}` is varied twice", span.axis.path),
                    "give one axis all the values: --vary PATH=v1,v2,v3",
                ));
            }
        }
        Ok(spans)
    }
}

/// Reads `cost_total <= 5000`.
fn constraint(text: &str, output: &Output) -> Result<Constraint, Failure> {
    const SIGNS: [(&str, bool); 6] = [
        ("<=", true),
        (">=", false),
        ("≤", true),
        ("≥", false),
        ("<", true),
        (">", false),
    ];
    let found = SIGNS.iter().find_map(|(sign, at_most)| {
        let (key, bound) = text.split_once(sign)?;
        Some((key, *at_most, bound.trim()))
    });
    let parsed = found.and_then(|(key, at_most, bound)| {
        let number = match bound.strip_suffix('%') {
            Some(percent) => percent.trim().parse::<f64>().map(|it| it / 100.0),
            None => bound.parse(),
        };
        Some((key, at_most, number.ok().filter(|it: &f64| it.is_finite())?))
    });
    let Some((key, at_most, bound)) = parsed else {
        return Err(Failure::usage(
            format!("--subject-to {text} is not a bound"),
            "write a metric, <= or >=, and a number: --subject-to 'cost_total <= 5000'",
        ));
    };
    Ok(Constraint {
        metric: metric::named("--subject-to", key, output)?,
        at_most,
        bound,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::Colour;

    #[test]
    fn bounds_are_read_as_people_write_them() {
        let output = Output::new(Colour::Never, true);
        let read = |text: &str| {
            constraint(text, &output)
                .ok()
                .map(|it| (it.metric.key, it.at_most, it.bound))
        };
        assert_eq!(
            read("cost_total <= 5000"),
            Some(("cost_total", true, 5000.0))
        );
        assert_eq!(
            read("retained_d30>=20%"),
            Some(("retention_d30", false, 0.2))
        );
        assert_eq!(read("died < 0.1"), Some(("died", true, 0.1)));
        assert_eq!(read("dau_end ≥ 3"), Some(("dau_end", false, 3.0)));
        for wrong in [
            "cost_total",
            "cost_total = 3",
            "<= 3",
            "cost_total <= many",
            "csot_total <= 3",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
