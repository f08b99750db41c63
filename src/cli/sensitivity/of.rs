//! `qun sensitivity --of`: which assumptions the difference between two strategies hangs on.

use super::Sensitivity;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::job::Job;
use crate::cli::metric;
use crate::cli::options::WorldsFlag;
use crate::cli::output::Output;
use crate::cli::show;
use crate::cli::sweep::keep_plan_of;
use crate::cli::width;
use crate::run::cells::Cell;
use crate::run::replicates::Course;
use crate::scenario::{Axis, BASE, Loaded, STRATEGY};
use crate::show::outcome::Outcome;
use crate::show::verdicts as report;
use crate::study::assumptions::Assumption;
use crate::study::compare::run_variations;
use crate::study::verdict::{Learn, Verdict, learn};
use crate::words::{Language, Text, less_is_better};

/// Assumptions shown in the table.
const SHOWN: usize = 12;

const HANGS: Text = Text::new(
    "the difference hangs most on {name}: {share} of what is not known about it",
    "差异最取决于{name}：占未知部分的 {share}",
);
const NOTHING: Text = Text::new(
    "no single assumption is told from chance: more --replicates would show more",
    "没有哪个假定能与偶然区分：增加 --replicates 可以看得更清",
);

impl Sensitivity {
    /// Lives both strategies in the same drawn worlds and asks what their difference hangs on.
    pub(super) fn run_of(&self, difference: &str, output: &Output) -> crate::cli::Result {
        let mut flags = self.common.clone();
        if flags.worlds == Some(WorldsFlag::Fixed) {
            return Err(Failure::usage(
                "--of asks what a difference hangs on over worlds, and --worlds fixed has only one",
                "leave --worlds out",
            ));
        }
        flags = flags.drawn_unless_said();
        let job = Job::prepare(&self.file, &flags, Some(&[]), output)?;
        let output = &output.hushed(job.options.quiet);
        let main = metric::named("--metric", &self.metric, output)?;
        let (strategy, against) = names(&job.loaded, difference)?;
        let cell = |name: &str| Cell {
            strategy: (name != BASE).then(|| name.to_owned()),
            values: Vec::new(),
        };
        let cells = [cell(&against), cell(&strategy)];
        let axis = Axis {
            path: STRATEGY.to_owned(),
            values: vec![against.as_str().into(), strategy.as_str().into()],
        };
        keep_plan_of(&job, &self.file, &cells, &[axis], output)?;
        let settings = job.settings([&against, &strategy], &cells)?;
        let shelf = job.shelf(settings.iter().map(|(_, setting)| setting), output)?;
        let replicates = job.loaded.base.replicates;
        let bar = job.progress(2 * u64::from(replicates), output);
        let variations = job.pool.install(|| {
            let course = Course {
                stop: job.stop(),
                finished: &|_| bar.inc(1),
                shelf: Some(&shelf),
            };
            run_variations(&settings, replicates, None, &course, &|_| ())
        })?;
        bar.finish_and_clear();
        job.put_away(&shelf, output);
        let done: usize = variations.iter().map(|it| it.records.len()).sum();
        job.interrupted(output, done, 2 * u64::from(replicates))?;
        let [base, other] = variations.as_slice() else {
            return Err(Failure::Reported(exit::INTERRUPTED));
        };
        let found = Verdict::of(base, other, main.key, less_is_better(main.key));
        let mut verdict = found.ok_or_else(|| {
            Failure::data(
                format!("{} is known in too few worlds", main.key),
                "choose another --metric, or more --replicates",
            )
        })?;
        let assumptions = Assumption::of(&[&settings[0].1, &settings[1].1]);
        let seed = job.loaded.base.seed;
        learn(&mut verdict, &assumptions, seed);
        let verdicts = [verdict];
        let [verdict] = &verdicts;
        let document = report::verdict(verdict);
        let mut outcome = Outcome::new(document, done, |language| shown(verdict, language));
        outcome.table("worlds.csv", report::worlds(&verdicts))?;
        outcome.table("assumptions.csv", report::assumptions(&verdicts))?;
        outcome.detail("strategy", strategy);
        outcome.detail("against", against);
        job.publish("sensitivity", &outcome, output)?;
        job.clear(&shelf, output);
        Ok(())
    }
}

/// The two strategies of `A`, `A-B`: names may hold dashes themselves.
fn names(loaded: &Loaded, text: &str) -> Result<(String, String), Failure> {
    let known = |name: &str| {
        name == BASE
            || loaded
                .strategies
                .iter()
                .any(|(strategy, _)| strategy == name)
    };
    if known(text) && text != BASE {
        return Ok((text.to_owned(), BASE.to_owned()));
    }
    let parts = text
        .match_indices('-')
        .map(|(at, _)| (&text[..at], &text[at + 1..]));
    let mut found = parts.filter(|(one, other)| one != other && known(one) && known(other));
    if let Some((one, other)) = found.next() {
        return Ok((one.to_owned(), other.to_owned()));
    }
    let all: Vec<&str> = loaded.strategies.iter().map(|it| it.0.as_str()).collect();
    Err(Failure::usage(
        format!("--of {text} names no difference"),
        if all.is_empty() {
            "add a table like [strategy.strict.operator.threshold] with what changes".to_owned()
        } else {
            format!("name a strategy, or two as A-B: {}", all.join(", "))
        },
    ))
}

/// The assumptions, the one that most hangs on first.
fn shown(verdict: &Verdict, language: Language) -> String {
    let header: &[&str] = match language {
        Language::English => &[
            "assumption",
            "share of variance",
            "one sd up",
            "above chance",
            "share of doubt",
        ],
        Language::Chinese => &["假定", "方差占比", "升高一个标准差", "超出偶然", "疑问占比"],
    };
    let (_, unit) = show::metric(&verdict.metric, language);
    let mut table = show::table(header, 1);
    let mut sorted: Vec<&Learn> = verdict.learn.iter().collect();
    sorted.sort_by(|one, other| other.hanging.share.total_cmp(&one.hanging.share));
    let sign = if verdict.less_is_better { -1.0 } else { 1.0 };
    let yes = |is: bool| match (is, language) {
        (true, Language::English) => "yes",
        (true, Language::Chinese) => "是",
        (false, _) => "–",
    };
    for learn in sorted.iter().take(SHOWN) {
        table.add_row(vec![
            learn.path.clone(),
            format!("{:.0}%", 100.0 * learn.hanging.share),
            show::number(sign * learn.hanging.slope, unit),
            yes(learn.hanging.clear).to_owned(),
            if learn.knowing.clear {
                format!("{:.0}%", 100.0 * learn.knowing.share)
            } else {
                "–".to_owned()
            },
        ]);
    }
    let table = width::fitted([table]);
    let sentence = match sorted.first().filter(|it| it.hanging.clear) {
        Some(first) => HANGS.with(
            language,
            &[
                ("name", &first.name.text(language)),
                ("share", &format!("{:.0}%", 100.0 * first.hanging.share)),
            ],
        ),
        // Where nothing differs, nothing can hang on anything.
        None if verdict.lived.is_nothing() => String::new(),
        None => NOTHING.text(language).to_owned(),
    };
    let said = crate::cli::compare::possible::sentences(verdict, language);
    format!("{table}\n\n{}\n", format!("{said}\n{sentence}").trim_end())
}
