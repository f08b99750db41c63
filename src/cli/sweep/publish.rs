//! What a finished sweep leaves: tables, a document, a chart, and a few sentences.

use crate::cli::batch::keep_failures;
use crate::cli::failure::Failure;
use crate::cli::job::Job;
use crate::cli::output::Output;
use crate::cli::{metric, rests, show, width};
use crate::observe::habit::least_days;
use crate::observe::metrics::Metric;
use crate::run::batch::Batch;
use crate::run::cells::{Cell, Setting, number, short_names, value_text};
use crate::run::summary::Measured;
use crate::scenario::Axis;
use crate::show::outcome::Outcome;
use crate::show::page::make::told::in_both;
use crate::show::{page, sweeps, verdicts};
use crate::study::assumptions::Assumption;
use crate::study::ranking::{Goal, Standing};
use crate::study::rests::{self as study, Rests};
use crate::study::sweep::{Swept, tabulate};
use crate::words::Language;
use crate::words::Phrase;
use crate::words::certainty::{SWEEP, SWEEP_SAME, SWEEP_SURER, SWEEP_TOO_FEW, no_value, precision};
use crate::words::drivers::ACROSS_CELLS;
use crate::words::page::{CELLS, CELLS_NOTE, STUDY_SWEEP};
use std::collections::BTreeMap;

/// Most cells of the table on the terminal.
const MOST_ROWS: usize = 24;

/// A sweep to be shown.
pub struct Publication<'a> {
    /// The command behind it.
    pub job: &'a Job,
    /// What was varied.
    pub axes: &'a [Axis],
    /// Whether the cells are a grid.
    pub grid: bool,
    /// The cells.
    pub cells: &'a [Cell],
    /// Where their results are.
    pub batch: &'a Batch<'a>,
    /// How they stand.
    pub swept: &'a Swept,
    /// Runs that were asked for.
    pub planned: u64,
    /// What decides.
    pub goal: Goal,
    /// The metrics of the table, the deciding one first.
    pub metrics: &'a [Metric],
}

impl Publication<'_> {
    /// Writes the output folder and shows the result.
    ///
    /// # Errors
    /// If a file cannot be written or a result cannot be read.
    pub fn publish(&self, output: &Output) -> super::super::Result {
        let job = self.job;
        let mut measured: Vec<Option<Measured>> = vec![None; self.cells.len()];
        let mut rows = sweeps::CellTable::new(self.axes);
        let mut drives = Drives::default();
        tabulate(
            self.batch,
            self.swept,
            self.metrics,
            &mut |number, standing, it| {
                let best = self.swept.ranking.best == Some(number);
                rows.add(self.axes, number, &self.cells[number], best, standing, &it);
                drives.add(&it);
                if it.metric == self.goal.metric.key {
                    measured[number] = Some(it);
                }
            },
        )?;
        let failures = &self.swept.failures;
        keep_failures(&job.folder, self.axes, self.cells, failures)?;
        let shown = sweeps::Shown {
            scenario: &job.loaded.base,
            axes: self.axes,
            grid: self.grid,
            cells: self.cells,
            goal: self.goal,
            swept: self.swept,
            measured: &measured,
        };
        let mut document = sweeps::summary(&shown);
        let rests = self.rests();
        if let Some(rests) = &rests {
            let of_cell = |cell: usize| sweeps::values(self.axes, &self.cells[cell]);
            document["rests_on"] = verdicts::rests(rests, &of_cell);
        }
        let mut outcome = Outcome::new(document, self.swept.runs(), |language| {
            let words = self.words(&measured, rests.as_ref(), language);
            words + &drives.sentence(language)
        });
        outcome.table("cells.csv", rows.csv())?;
        let charts = job.charts(|| Ok(sweeps::charts(&shown)?))?;
        let sure = self.sure(&measured, job.options.precision);
        let frame = job.frame("sweep", self.swept.runs(), self.planned, Vec::new());
        let told = page::make::told::Told {
            asked: STUDY_SWEEP.fill(&[
                ("cells", &self.cells.len()),
                ("runs", &self.swept.runs()),
                ("days", &job.loaded.base.days),
            ]),
            answer: in_both(|language| {
                let said = self.sentences(&measured, language);
                said.lines().map(str::to_owned).collect()
            }),
            certainty: sure.clone(),
            figures: vec![show::on_page(CELLS, CELLS_NOTE, |language| {
                self.table(&measured, language)
            })],
            charts,
        };
        outcome.report = Some(page::make::told::report(&frame, told));
        outcome.certainty = Some(sure);
        outcome.detail("cells", self.cells.len());
        outcome.detail("failed", failures.len());
        job.publish("sweep", &outcome, output)
    }

    /// The result for people: a table and what it means.
    fn words(
        &self,
        measured: &[Option<Measured>],
        rests: Option<&Rests>,
        language: Language,
    ) -> String {
        let describe = |cell: usize| self.cells[cell].describe(self.axes);
        let mut resting = String::new();
        if self.cells.len() > 1 {
            for line in rests::sentences(rests, self.batch.worlds(), &describe, language) {
                resting.push_str(&line);
                resting.push('\n');
            }
        }
        format!(
            "{}\n\n{}{resting}{}",
            width::fitted([self.table(measured, language)]),
            self.sentences(measured, language),
            show::what_is_hidden(&self.job.loaded.base, language)
        )
    }

    /// What it rests on that the best cell is best.
    fn rests(&self) -> Option<Rests> {
        let best = self.swept.ranking.best?;
        let loaded = &self.job.loaded;
        let setting = Setting::new(loaded, self.cells[best].clone()).ok()?;
        study::rests(
            self.cells,
            &self.swept.values,
            best,
            self.goal,
            self.batch.worlds(),
            &Assumption::of(&[&setting]),
            loaded.base.seed,
        )
    }

    fn table(&self, measured: &[Option<Measured>], language: Language) -> comfy_table::Table {
        let (name, unit) = show::metric(self.goal.metric.key, language);
        let names = short_names(self.axes);
        let texts = match language {
            Language::English => [
                "cell",
                "95% interval",
                "10–90% of runs",
                "behind the best",
                "",
            ],
            Language::Chinese => ["组", "95% 区间", "10–90% 的模拟", "落后最优", ""],
        };
        let mut header = vec![texts[0]];
        header.extend(names.iter().map(String::as_str));
        header.extend([name.as_str(), texts[1], texts[2], texts[3], texts[4]]);
        let mut table = show::table(&header, 1 + names.len());
        for cell in self.rows() {
            let (Some(it), Some(standing)) = (&measured[cell], &self.swept.ranking.standings[cell])
            else {
                continue;
            };
            let show = |value| show::number(value, unit).replace('-', "−");
            let range = |low, high| format!("{} – {}", show(low), show(high));
            let mut row = vec![cell.to_string()];
            let parameter =
                |axis: &Axis| self.cells[cell].value(&axis.path).as_ref().map(value_text);
            row.extend(
                self.axes
                    .iter()
                    .map(|axis| parameter(axis).unwrap_or_default()),
            );
            row.push(show(it.band.mean));
            row.push(
                it.interval
                    .map_or_else(String::new, |interval| range(interval.low, interval.high)),
            );
            row.push(range(it.band.p10, it.band.p90));
            let behind = standing.behind.as_ref();
            row.push(behind.map_or_else(String::new, |behind| {
                let sign = if self.goal.minimize { -1.0 } else { 1.0 };
                let [one, other] = behind.ends().map(|end| sign * end);
                let mean = show(sign * behind.mean);
                if behind.interval.is_none() {
                    return mean;
                }
                format!("{mean} ({})", range(one.min(other), one.max(other)))
            }));
            let best = self.swept.ranking.best == Some(cell);
            row.push(mark(best, standing.plateau, language).to_owned());
            table.add_row(row);
        }
        table
    }

    /// The cells of the table: all of them, or the best ones.
    fn rows(&self) -> Vec<usize> {
        let standings = &self.swept.ranking.standings;
        let mut cells: Vec<usize> = (0..standings.len())
            .filter(|cell| standings[*cell].is_some())
            .collect();
        if cells.len() > MOST_ROWS {
            let score = |cell: &usize| {
                standings[*cell]
                    .as_ref()
                    .map_or(f64::NEG_INFINITY, |it| self.goal.score(it.mean))
            };
            cells.sort_by(|one, other| score(other).total_cmp(&score(one)));
            cells.truncate(MOST_ROWS);
        }
        cells
    }

    fn sentences(&self, measured: &[Option<Measured>], language: Language) -> String {
        let ranking = &self.swept.ranking;
        let Some((best, it)) = ranking
            .best
            .and_then(|best| Some((best, measured[best].as_ref()?)))
        else {
            return match language {
                Language::English => "no cell has a result\n".to_owned(),
                Language::Chinese => "没有一组得出结果\n".to_owned(),
            };
        };
        let (name, unit) = show::metric(self.goal.metric.key, language);
        let show = |value| show::number(value, unit);
        let place = self.cells[best].describe(self.axes);
        let interval = it.interval.map_or_else(String::new, |interval| {
            let (low, high) = (show(interval.low), show(interval.high));
            match language {
                Language::English => format!(" (95%: {low} – {high})"),
                Language::Chinese => format!("（95%：{low} – {high}）"),
            }
        });
        let mean = show(it.band.mean);
        let others: Vec<usize> = ranking.plateau().filter(|cell| *cell != best).collect();
        let stretch = self.stretch().map_or_else(String::new, |stretch| {
            format!("{}{stretch}", language.choose(": ", "："))
        });
        let listed = self.rows().len();
        let finished = ranking.standings.iter().flatten().count();
        let mut lines = vec![match language {
            Language::English => format!("best: {place}: {name} {mean}{interval}"),
            Language::Chinese => format!("最优：{place}：{name} {mean}{interval}"),
        }];
        // Of one cell there is nothing to say that it is as good as.
        let rest = finished - 1;
        if rest > 0 {
            lines.push(match (others.len(), language) {
                (0, Language::English) => {
                    format!("as good as best: no other of the {finished} cells comes near")
                }
                (count, Language::English) => {
                    let cells = if rest == 1 { "cell" } else { "cells" };
                    format!(
                        "as good as best: {count} of {rest} other {cells} cannot be told from it{stretch}"
                    )
                }
                (0, Language::Chinese) => {
                    format!("不分伯仲：{finished} 组取值中没有别的能与之相比")
                }
                (count, Language::Chinese) => format!(
                    "不分伯仲：其余 {rest} 组取值中有 {count} 组与它分不出高下{stretch}"
                ),
            });
        }
        if listed < finished {
            lines.push(match language {
                Language::English => format!(
                    "the table shows the best {listed} of {finished} cells; cells.csv has all"
                ),
                Language::Chinese => {
                    format!("表中只列出 {finished} 组取值中最好的 {listed} 组；全部见 cells.csv")
                }
            });
        }
        lines.join("\n") + "\n"
    }

    /// From where to where the plateau reaches, if one number is varied.
    fn stretch(&self) -> Option<String> {
        let [axis] = self.axes else { return None };
        let cells: Vec<usize> = self.swept.ranking.plateau().collect();
        let values: Option<Vec<f64>> = cells
            .iter()
            .map(|cell| number(&self.cells[*cell].value(&axis.path)?))
            .collect();
        let values = values?;
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Some(format!("{} {low} – {high}", short_names(self.axes)[0]))
    }

    /// How sure the ranking is, and which flag would make it surer.
    fn sure(&self, measured: &[Option<Measured>], wanted: Option<f64>) -> Phrase {
        let key = self.goal.metric.key;
        let name = [("metric", &crate::words::inner_name(key))];
        let targets = &self.swept.targets;
        let most = targets.iter().copied().max().unwrap_or(0);
        let mut cells = measured.iter().flatten();
        if self.swept.ranking.best.is_none() && cells.all(|it| it.band.count == 0) {
            return no_value(key, self.job.loaded.base.days, least_days(key));
        }
        if let [Some(only)] = measured {
            return alone(only, most, wanted);
        }
        // Where a few runs make the whole difference of a cell, the others do not say how sure it is.
        let hangs = |it: &Standing| {
            let behind = it.behind.as_ref();
            behind.is_some_and(|it| it.interval.is_none() && !it.is_nothing())
        };
        let standings = self.swept.ranking.standings.iter().flatten();
        let open = standings.filter(|it| it.plateau).any(hangs);
        let known = |blur: &f64| *blur > 0.0 || !open;
        let Some(blur) = self.swept.ranking.blur().filter(known) else {
            let few = targets.iter().copied().min().unwrap_or(0);
            return SWEEP_TOO_FEW.fill(&[("n", &few), ("more", &few.saturating_mul(10).max(20))]);
        };
        if blur == 0.0 {
            return SWEEP_SAME.fill_named(&name, &[("n", &most)]);
        }
        let enough = wanted.is_some_and(|wanted| blur <= wanted);
        let half = precision(50.0 * blur).filter(|_| !enough);
        let text = if half.is_some() { SWEEP_SURER } else { SWEEP };
        text.fill_named(
            &name,
            &[
                ("n", &most),
                ("found", &format!("±{:.1}%", 100.0 * blur)),
                ("half", &half.unwrap_or_default()),
                ("more", &most.saturating_mul(4)),
            ],
        )
    }
}

/// How sure the one cell is that there is: there is nothing that it could be behind.
fn alone(it: &Measured, replicates: u32, wanted: Option<f64>) -> Phrase {
    let centre = it.band.mean.abs();
    let found = it.interval.filter(|_| centre > 0.0).map(|interval| {
        let half = interval.half_width().max(interval.high - it.band.mean);
        half / centre
    });
    show::known_to(it.metric, replicates as usize, found, wanted)
}

/// From where to where what drives the cells reaches over them.
#[derive(Default)]
struct Drives(BTreeMap<&'static str, (f64, f64)>);

impl Drives {
    /// The mean of one metric in one cell.
    fn add(&mut self, measured: &Measured) {
        let mean = measured.band.mean;
        if mean.is_finite() && metric::DRIVERS.contains(&measured.metric) {
            let (low, high) = self.0.entry(measured.metric).or_insert((mean, mean));
            *low = low.min(mean);
            *high = high.max(mean);
        }
    }

    /// A line on what drives the cells, each from its least to its most; nothing where it is 0 in all.
    fn sentence(&self, language: Language) -> String {
        let known = metric::DRIVERS.iter().filter_map(|key| {
            let (low, high) = *self.0.get(key)?;
            let (name, unit) = show::metric(key, language);
            let [low, high] = [low, high].map(|value| show::number(value, unit));
            let range = if low == high {
                low
            } else {
                format!("{low} – {high}")
            };
            (range != "0").then(|| format!("{name} {range}"))
        });
        let said: Vec<String> = known.collect();
        if said.is_empty() {
            return String::new();
        }
        let said = said.join(language.choose("; ", "；"));
        ACROSS_CELLS.with(language, &[("drivers", &said)]) + "\n"
    }
}

fn mark(best: bool, plateau: bool, language: Language) -> &'static str {
    match (best, plateau, language) {
        (true, _, Language::English) => "best",
        (true, _, Language::Chinese) => "最优",
        (_, true, Language::English) => "as good as best",
        (_, true, Language::Chinese) => "不分伯仲",
        _ => "",
    }
}

/// The metrics of the tables: the deciding one, then those that a flag or a plan names, or the usual ones and what
/// drives the cells.
///
/// # Errors
/// If a name is none of a metric.
pub fn metrics(
    main: Metric,
    named_by: &str,
    keys: &[String],
    output: &Output,
) -> Result<Vec<Metric>, Failure> {
    let usual = [metric::USUAL, metric::DRIVERS].concat();
    metric::table(main, named_by, keys, &usual, output)
}
