//! A backtest from start to end.

use super::baselines::Baseline;
use super::forecast::{Future, actual, ensemble};
use super::score::Scores;
use crate::calibrate::arrivals::MONTH;
use crate::calibrate::balance::balanced;
use crate::calibrate::combination::Course;
use crate::calibrate::fates::{Recency, combined};
use crate::calibrate::{CalibrateError, Calibration, Options, calibrate};
use crate::observe::activity::ActivityLog;
use crate::stats::summary::{finite, median, quantile};

/// A way of forecasting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Qun's forecast: the model's runs combined with the course of the series.
    Forecast,
    /// The model's runs alone, interactions off, as the laws were fitted.
    Model,
    /// The model's runs with the interactions on and balanced.
    Interactions,
    /// What a statistician would do instead.
    Simple(Baseline),
}

impl Method {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Forecast, Self::Model, Self::Interactions]
            .into_iter()
            .chain(Baseline::ALL.map(Self::Simple))
    }

    /// Name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forecast => "qun",
            Self::Model => "model alone",
            Self::Interactions => "with interactions",
            Self::Simple(baseline) => baseline.name(),
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
    /// The same of the model's chance alone.
    pub brier_of_model: f64,
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
    /// Scores for monthly active members, one for each of [`Method::all`]; `None` where there is no
    /// such forecast.
    pub active: Vec<Option<Scores>>,
    /// Scores for monthly messages, likewise.
    pub posts: Vec<Option<Scores>>,
    /// Newcomers' return within 30 days: expected, its 80 % interval, seen.
    pub return_30: [f64; 4],
    /// Newcomers' activity 90 to 180 days on: expected, its 80 % interval, seen.
    pub alive_90_180: [f64; 4],
    /// The fate of those who were there.
    pub fates: Fates,
    /// What was foretold and seen month by month.
    pub path: Vec<PathPoint>,
}

impl Backtest {
    /// Scores of Qun's forecast of active members.
    pub fn forecast(&self) -> Option<&Scores> {
        self.active.first().and_then(Option::as_ref)
    }
}

/// A log in a table: its backtest, or why it has none.
#[derive(Debug, Clone)]
pub enum Row {
    /// It was scored.
    Scored(Box<Backtest>),
    /// It could not be.
    Unscored {
        /// Name of the community.
        name: String,
        /// Why: a fragment without capital or full stop.
        reason: String,
    },
}

/// A month of a forecast series.
#[derive(Debug, Clone, PartialEq)]
pub struct PathPoint {
    /// Which series: `active`, `posts` or `newcomers`.
    pub series: &'static str,
    /// Who foretold it.
    pub method: Method,
    /// Months after the split, 1 for the first; 0 and below for what was known.
    pub month: i32,
    /// The tenth, fiftieth and ninetieth percentile; `None` before the split.
    pub foretold: Option<[f64; 3]>,
    /// What was seen.
    pub seen: f64,
}

/// Months before the split that a path shows.
const KNOWN_MONTHS: usize = 24;
/// Days are counted in 16 bits, with a gap's length to spare.
const MOST_MONTHS: usize = 2_100;

/// Monthly series of a log before the split.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    /// Members who wrote.
    pub active: Vec<f64>,
    /// Messages.
    pub posts: Vec<f64>,
    /// Newcomers.
    pub newcomers: Vec<f64>,
}

impl Histories {
    /// The series that a calibration was fitted to.
    pub fn of(log: &ActivityLog, calibration: &Calibration) -> Self {
        let counts = |counts: &[u32]| counts.iter().map(|count| f64::from(*count)).collect();
        let posts = (0..calibration.split / MONTH).map(|month| {
            log.within(month * MONTH..(month + 1) * MONTH)
                .map(|(_, events)| f64::from(events))
                .sum()
        });
        Self {
            active: counts(&calibration.arrivals.active),
            posts: posts.collect(),
            newcomers: counts(&calibration.arrivals.counts),
        }
    }
}

/// Values of one series by month and run.
pub fn by_month(runs: &[Future], months: usize, of: fn(&Future) -> &Vec<f64>) -> Vec<Vec<f64>> {
    (0..months)
        .map(|month| runs.iter().map(|run| of(run)[month]).collect())
        .collect()
}

/// Qun's forecast of active members and of messages from the model's runs and what was seen before.
pub fn forecast(runs: &[Future], months: usize, known: &Histories) -> [Vec<Vec<f64>>; 2] {
    let active = Course::of_active(&known.active, months);
    let posts = Course::of_messages(&known.posts, &known.active, &active);
    let active = active.combined(&by_month(runs, months, |run| &run.active));
    let mut posts = posts.combined(&by_month(runs, months, |run| &run.posts));
    // Whoever is active in a month has written something in it.
    for (posts, active) in posts.iter_mut().zip(&active) {
        for (posts, active) in posts.iter_mut().zip(active) {
            *posts = posts.max(*active);
        }
    }
    [active, posts]
}

/// Calibrates to the first part of a log and compares forecasts of the rest with what happened.
///
/// # Errors
///
/// [`CalibrateError`] if there is too little to fit, or nothing after the split.
pub fn backtest(
    name: &str,
    log: &ActivityLog,
    options: &Options,
    replicates: u32,
    seed: u64,
) -> Result<Backtest, CalibrateError> {
    let calibration = calibrate(log, options)?;
    let ahead = log.span() - calibration.split;
    if ahead < MONTH {
        return Err(CalibrateError::NothingAhead { days: ahead });
    }
    let happened = actual(log, &calibration);
    let months = happened.active.len().min(MOST_MONTHS);
    if months == 0 {
        return Err(CalibrateError::NothingAhead { days: ahead });
    }
    let count = months as u32;
    let runs = ensemble(&calibration, None, count, replicates, seed);
    let lively = balanced(&calibration, name, (count * MONTH) as u16)
        .ok()
        .and_then(|(scenario, balance)| balance.map(|_| scenario))
        .map(|scenario| ensemble(&calibration, Some(&scenario), count, replicates, seed));
    let known = Histories::of(log, &calibration);
    let [active, posts] = forecast(&runs, months, &known);
    let score = |of: fn(&Future) -> &Vec<f64>, forecast: &[Vec<f64>], history: &[f64]| {
        let truth = &of(&happened)[..months];
        let of_values = |values: &[Vec<f64>]| {
            let points: Vec<f64> = values.iter().map(|month| median(month)).collect();
            Some(Scores::new(&points, values, truth))
        };
        let score = |method: Method| match method {
            Method::Forecast => of_values(forecast),
            Method::Model => of_values(&by_month(&runs, months, of)),
            Method::Interactions => {
                let lively = lively.as_ref()?;
                of_values(&by_month(lively, months, of))
            }
            Method::Simple(baseline) => Some(Scores::new(
                &baseline.forecast(history, months),
                &baseline.ensemble(history, months),
                truth,
            )),
        };
        Method::all().map(score).collect::<Vec<_>>()
    };
    let share = |of: fn(&Future) -> f64| {
        let found = finite(runs.iter().map(of));
        [
            median(&found),
            quantile(&found, 0.1),
            quantile(&found, 0.9),
            of(&happened),
        ]
    };
    let model = |of: fn(&Future) -> &Vec<f64>| by_month(&runs, months, of);
    let paths = [
        (
            "active",
            Method::Forecast,
            &known.active,
            active.clone(),
            &happened.active,
        ),
        (
            "posts",
            Method::Forecast,
            &known.posts,
            posts.clone(),
            &happened.posts,
        ),
        (
            "active",
            Method::Model,
            &known.active,
            model(|run| &run.active),
            &happened.active,
        ),
        (
            "posts",
            Method::Model,
            &known.posts,
            model(|run| &run.posts),
            &happened.posts,
        ),
        (
            "newcomers",
            Method::Model,
            &known.newcomers,
            model(|run| &run.newcomers),
            &happened.newcomers,
        ),
    ];
    Ok(Backtest {
        path: paths
            .into_iter()
            .flat_map(|(series, method, history, foretold, seen)| {
                path(series, method, history, &foretold, seen)
            })
            .collect(),
        name: name.to_owned(),
        months: count,
        active: score(|future| &future.active, &active, &known.active),
        posts: score(|future| &future.posts, &posts, &known.posts),
        return_30: share(|future| future.return_30),
        alive_90_180: share(|future| future.alive_90_180),
        fates: fates(log, &calibration, &runs, &happened),
        calibration,
    })
}

/// The last known months of a series, and what was foretold and seen of those after them.
fn path(
    series: &'static str,
    method: Method,
    history: &[f64],
    foretold: &[Vec<f64>],
    seen: &[f64],
) -> Vec<PathPoint> {
    let point = |month, foretold, seen: &f64| PathPoint {
        series,
        method,
        month,
        foretold,
        seen: *seen,
    };
    let known = &history[history.len().saturating_sub(KNOWN_MONTHS)..];
    let first = 1 - known.len() as i32;
    let before = known.iter().zip(first..);
    let after = foretold.iter().zip(seen).zip(1..);
    before
        .map(|(seen, month)| point(month, None, seen))
        .chain(after.map(|((values, seen), month)| {
            let bounds = [0.1, 0.5, 0.9].map(|share| quantile(values, share));
            point(month, Some(bounds), seen)
        }))
        .collect()
}

fn fates(
    log: &ActivityLog,
    calibration: &Calibration,
    runs: &[Future],
    happened: &Future,
) -> Fates {
    let members = happened.fates.len();
    let count = runs.len() as f64;
    let recency = Recency::fit(log, calibration.split);
    let model: Vec<f64> = (0..members)
        .map(|member| runs.iter().filter(|run| run.fates[member] > 0).count() as f64 / count)
        .collect();
    let chance: Vec<f64> = model
        .iter()
        .zip(&calibration.member_numbers)
        .map(|(model, member)| {
            let other = recency
                .as_ref()
                .and_then(|recency| recency.chance(log.member(*member).days, calibration.split));
            combined(*model, runs.len(), other)
        })
        .collect();
    let days = |member: usize| {
        runs.iter()
            .map(|run| f64::from(run.fates[member]))
            .sum::<f64>()
            / count
    };
    let wrote = |member: usize| f64::from(u8::from(happened.fates[member] > 0));
    let over = |of: &dyn Fn(usize) -> f64| (0..members).map(of).sum::<f64>();
    let active = [over(&|member| chance[member]), over(&wrote)];
    let each = members.max(1) as f64;
    let mean = active[1] / each;
    let brier = |chance: &[f64]| over(&|member| (chance[member] - wrote(member)).powi(2)) / each;
    Fates {
        members,
        active,
        days: [
            over(&days),
            over(&|member| f64::from(happened.fates[member])),
        ],
        brier: brier(&chance),
        brier_of_model: brier(&model),
        brier_of_mean: mean * (1.0 - mean),
        days_error: over(&|member| (days(member) - f64::from(happened.fates[member])).abs()) / each,
    }
}
