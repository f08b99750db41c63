//! A backtest from start to end, and its tables.

use super::baselines::Baseline;
use super::forecast::{Future, actual, ensemble};
use super::score::{ranked_probability, weighted_error};
use crate::calibrate::arrivals::MONTH;
use crate::calibrate::{CalibrateError, Calibration, Options, calibrate};
use crate::files::spreadsheet::text_cell;
use crate::observe::activity::ActivityLog;
use crate::stats::summary::{median, quantile};
use std::fmt::Write as _;

/// Scores of one way of forecasting one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Weighted absolute percentage error of the medians over the first twelve months, and to the end.
    pub error: [f64; 2],
    /// Mean continuous ranked probability score relative to the mean of what happened, likewise.
    pub ranked: [f64; 2],
    /// Share of months inside the 80 % interval, likewise.
    pub covered: [f64; 2],
}

impl Scores {
    /// Scores point forecasts and ensembles, a month each.
    pub fn new(points: &[f64], ensembles: &[Vec<f64>], actual: &[f64]) -> Self {
        let until = [actual.len().min(12), actual.len()];
        let ranked = |months: usize| {
            let sum: f64 = (0..months)
                .map(|month| ranked_probability(&ensembles[month], actual[month]))
                .sum();
            sum / actual[..months].iter().sum::<f64>()
        };
        let covered = |months: usize| {
            let inside = (0..months).filter(|month| {
                let bound = |share: f64| quantile(&ensembles[*month], share);
                bound(0.1) <= actual[*month] && actual[*month] <= bound(0.9)
            });
            inside.count() as f64 / months as f64
        };
        Self {
            error: until.map(|months| weighted_error(&points[..months], &actual[..months])),
            ranked: until.map(ranked),
            covered: until.map(covered),
        }
    }
}

/// What was foretold of the members who were there, and what became of them within a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Fates {
    /// Members who might still have been there.
    pub members: usize,
    /// How many were expected to write again, and did.
    pub active: [f64; 2],
    /// Active days expected of all, and seen.
    pub days: [f64; 2],
    /// Brier score of each member's chance of writing again.
    pub brier: f64,
    /// The same if everybody had the mean chance.
    pub brier_of_mean: f64,
    /// Mean absolute error of each member's active days.
    pub days_error: f64,
}

/// The backtest of one log.
#[derive(Debug, Clone)]
pub struct Backtest {
    /// Name of the community.
    pub name: String,
    /// What was fitted.
    pub calibration: Calibration,
    /// Months forecast.
    pub months: u32,
    /// Scores for monthly active members: the model's first, then those of [`Baseline::ALL`].
    pub active: Vec<Scores>,
    /// Scores for monthly messages, likewise.
    pub posts: Vec<Scores>,
    /// Newcomers' return within 30 days: expected, its 80 % interval, seen.
    pub return_30: [f64; 4],
    /// Newcomers' activity 90 to 180 days on: expected, its 80 % interval, seen.
    pub alive_90_180: [f64; 4],
    /// The fate of those who were there.
    pub fates: Fates,
    /// What was foretold and seen month by month.
    pub path: Vec<PathPoint>,
}

/// A month of a forecast series.
#[derive(Debug, Clone, PartialEq)]
pub struct PathPoint {
    /// Which series: `active`, `posts` or `newcomers`.
    pub series: &'static str,
    /// Months after the split, 1 for the first; 0 and below for what was known.
    pub month: i32,
    /// The model's tenth, fiftieth and ninetieth percentile; `None` before the split.
    pub foretold: Option<[f64; 3]>,
    /// What was seen.
    pub seen: f64,
}

/// Months before the split that a path shows.
const KNOWN_MONTHS: usize = 24;

/// Name of the model among the methods.
const MODEL: &str = "qun";

/// Calibrates to the first part of a log and compares forecasts of the rest with what happened.
///
/// # Errors
///
/// [`CalibrateError`] if there is too little to fit.
pub fn backtest(
    name: &str,
    log: &ActivityLog,
    options: &Options,
    replicates: u32,
    seed: u64,
) -> Result<Backtest, CalibrateError> {
    let calibration = calibrate(log, options)?;
    let happened = actual(log, &calibration);
    // Days are counted in 16 bits, with a gap's length to spare.
    let months = (happened.active.len() as u32).min(2100);
    let runs = ensemble(&calibration, months, replicates, seed);
    let split_months = calibration.split / MONTH;
    let per_month = |of: &dyn Fn(u32, u32) -> f64| -> Vec<f64> {
        (0..split_months)
            .map(|month| of(month * MONTH, (month + 1) * MONTH))
            .collect()
    };
    let active = calibration
        .arrivals
        .active
        .iter()
        .map(|count| f64::from(*count))
        .collect::<Vec<_>>();
    let posts = per_month(&|from, to| {
        log.within(from..to)
            .map(|(_, events)| f64::from(events))
            .sum()
    });
    let series = |of: fn(&Future) -> &Vec<f64>, history: &[f64]| {
        let truth = of(&happened);
        let ensembles: Vec<Vec<f64>> = (0..truth.len())
            .map(|month| runs.iter().map(|run| of(run)[month]).collect())
            .collect();
        let points: Vec<f64> = ensembles.iter().map(|ensemble| median(ensemble)).collect();
        let mut scores = vec![Scores::new(&points, &ensembles, truth)];
        for baseline in Baseline::ALL {
            scores.push(Scores::new(
                &baseline.forecast(history, truth.len()),
                &baseline.ensemble(history, truth.len()),
                truth,
            ));
        }
        scores
    };
    let share = |of: fn(&Future) -> f64| {
        let found: Vec<f64> = runs
            .iter()
            .map(of)
            .filter(|share| share.is_finite())
            .collect();
        [
            median(&found),
            quantile(&found, 0.1),
            quantile(&found, 0.9),
            of(&happened),
        ]
    };
    let newcomers: Vec<f64> = calibration
        .arrivals
        .counts
        .iter()
        .map(|count| f64::from(*count))
        .collect();
    let mut path = Vec::new();
    for (series, history, of) in [
        (
            "active",
            &active,
            (|future| &future.active) as fn(&Future) -> &Vec<f64>,
        ),
        ("posts", &posts, |future| &future.posts),
        ("newcomers", &newcomers, |future| &future.newcomers),
    ] {
        let known = history.iter().rev().take(KNOWN_MONTHS).rev();
        let first = 1 - history.len().min(KNOWN_MONTHS) as i32;
        path.extend(known.zip(first..).map(|(seen, month)| PathPoint {
            series,
            month,
            foretold: None,
            seen: *seen,
        }));
        path.extend(of(&happened).iter().enumerate().map(|(month, seen)| {
            let ensemble: Vec<f64> = runs.iter().map(|run| of(run)[month]).collect();
            PathPoint {
                series,
                month: month as i32 + 1,
                foretold: Some([0.1, 0.5, 0.9].map(|share| quantile(&ensemble, share))),
                seen: *seen,
            }
        }));
    }
    Ok(Backtest {
        path,
        name: name.to_owned(),
        months,
        active: series(|future| &future.active, &active),
        posts: series(|future| &future.posts, &posts),
        return_30: share(|future| future.return_30),
        alive_90_180: share(|future| future.alive_90_180),
        fates: fates(&runs, &happened),
        calibration,
    })
}

fn fates(runs: &[Future], happened: &Future) -> Fates {
    let members = happened.fates.len();
    let count = runs.len() as f64;
    let chance =
        |member: usize| runs.iter().filter(|run| run.fates[member] > 0).count() as f64 / count;
    let days = |member: usize| {
        runs.iter()
            .map(|run| f64::from(run.fates[member]))
            .sum::<f64>()
            / count
    };
    let wrote = |member: usize| f64::from(u8::from(happened.fates[member] > 0));
    let over = |of: &dyn Fn(usize) -> f64| (0..members).map(of).sum::<f64>();
    let active = [over(&chance), over(&wrote)];
    let each = members.max(1) as f64;
    let mean = active[1] / each;
    Fates {
        members,
        active,
        days: [
            over(&days),
            over(&|member| f64::from(happened.fates[member])),
        ],
        brier: over(&|member| (chance(member) - wrote(member)).powi(2)) / each,
        brier_of_mean: mean * (1.0 - mean),
        days_error: over(&|member| (days(member) - f64::from(happened.fates[member])).abs()) / each,
    }
}

/// The name of a community as a field: it comes from a log that anybody may have written.
fn name_field(name: &str) -> String {
    let name = text_cell(name);
    if name.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.into_owned()
    }
}

/// The paths of several backtests as a tidy table.
pub fn paths_csv(backtests: &[Backtest]) -> String {
    let mut text = String::from("community,series,month,p10,p50,p90,seen\n");
    for backtest in backtests {
        for point in &backtest.path {
            let foretold = point.foretold.map_or_else(
                || ",,".to_owned(),
                |bounds| bounds.map(|bound| bound.to_string()).join(","),
            );
            let _ = writeln!(
                text,
                "{},{},{},{foretold},{}",
                name_field(&backtest.name),
                point.series,
                point.month,
                point.seen
            );
        }
    }
    text
}

/// The tables of several backtests, as Markdown.
pub fn markdown(backtests: &[Backtest], replicates: u32) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "Forecasts from the split to the end of each log, {replicates} replicates. Error: weighted absolute error of the \
         medians. CRPS: continuous ranked probability score relative to the mean; for the simple methods, ensembles of \
         their own past errors. Each cell: first 12 months / to the end. Bold: the best of the row. Inside: share of \
         months inside Qun's 80 % interval.\n"
    );
    for (title, of) in [
        ("Monthly active members", true),
        ("Messages a month", false),
    ] {
        let scores = |backtest: &Backtest| {
            if of {
                backtest.active.clone()
            } else {
                backtest.posts.clone()
            }
        };
        for (measure, pick) in [("error", true), ("CRPS", false)] {
            let cells = |backtest: &Backtest| -> Vec<[f64; 2]> {
                scores(backtest)
                    .iter()
                    .map(|scores| if pick { scores.error } else { scores.ranked })
                    .collect()
            };
            let _ = writeln!(text, "**{title}: {measure}**\n");
            table(&mut text, backtests, &cells, &|backtest| {
                scores(backtest)[0].covered
            });
        }
    }
    let _ = writeln!(
        text,
        "**Newcomers and members who were there** (expected [80 % interval] / seen; members: expected / seen within a year)\n"
    );
    let _ = writeln!(
        text,
        "| log | return within 30 days | active on days 90–180 | members | write again | active days | Brier (constant) | error of days |\n|---|---|---|---|---|---|---|---|"
    );
    for backtest in backtests {
        let share = |[expected, low, high, seen]: [f64; 4]| {
            format!("{expected:.2} [{low:.2}, {high:.2}] / {seen:.2}")
        };
        let fates = &backtest.fates;
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.0} / {:.0} | {:.0} / {:.0} | {:.3} ({:.3}) | {:.1} |",
            backtest.name,
            share(backtest.return_30),
            share(backtest.alive_90_180),
            fates.members,
            fates.active[0],
            fates.active[1],
            fates.days[0],
            fates.days[1],
            fates.brier,
            fates.brier_of_mean,
            fates.days_error
        );
    }
    text
}

fn table(
    text: &mut String,
    backtests: &[Backtest],
    cells: &dyn Fn(&Backtest) -> Vec<[f64; 2]>,
    covered: &dyn Fn(&Backtest) -> [f64; 2],
) {
    let names: Vec<&str> = std::iter::once(MODEL)
        .chain(Baseline::ALL.map(Baseline::name))
        .collect();
    let _ = writeln!(
        text,
        "| log | {} | inside |\n|---|{}---|",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    let mut columns: Vec<[Vec<f64>; 2]> = vec![[Vec::new(), Vec::new()]; names.len()];
    for backtest in backtests {
        let row = cells(backtest);
        let best = [0, 1].map(|until| {
            row.iter()
                .map(|cell| cell[until])
                .fold(f64::INFINITY, f64::min)
        });
        let shown: Vec<String> = row.iter().map(|cell| both(cell, &best)).collect();
        for (column, cell) in columns.iter_mut().zip(&row) {
            column[0].push(cell[0]);
            column[1].push(cell[1]);
        }
        let [first, end] = covered(backtest);
        let _ = writeln!(
            text,
            "| {} | {} | {first:.2} / {end:.2} |",
            backtest.name,
            shown.join(" | ")
        );
    }
    if backtests.len() > 1 {
        let medians: Vec<[f64; 2]> = columns
            .iter()
            .map(|column| [median(&column[0]), median(&column[1])])
            .collect();
        let best = [0, 1].map(|until| {
            medians
                .iter()
                .map(|cell| cell[until])
                .fold(f64::INFINITY, f64::min)
        });
        let shown: Vec<String> = medians.iter().map(|cell| both(cell, &best)).collect();
        let inside = |until: usize| {
            let shares: Vec<f64> = backtests
                .iter()
                .map(|backtest| covered(backtest)[until])
                .collect();
            shares.iter().sum::<f64>() / shares.len() as f64
        };
        let _ = writeln!(
            text,
            "| median (inside: mean) | {} | {:.2} / {:.2} |",
            shown.join(" | "),
            inside(0),
            inside(1)
        );
        let lower: Vec<String> = (1..names.len())
            .map(|method| {
                let won = |until: usize| {
                    columns[0][until]
                        .iter()
                        .zip(&columns[method][until])
                        .filter(|(own, other)| own < other)
                        .count()
                };
                format!("{} / {}", won(0), won(1))
            })
            .collect();
        let _ = writeln!(
            text,
            "| logs where Qun is lower | | {} | |",
            lower.join(" | ")
        );
    }
    text.push('\n');
}

fn both(cell: &[f64; 2], best: &[f64; 2]) -> String {
    let shown = |until: usize| {
        if cell[until] <= best[until] {
            format!("**{:.2}**", cell[until])
        } else {
            format!("{:.2}", cell[until])
        }
    };
    format!("{} / {}", shown(0), shown(1))
}
