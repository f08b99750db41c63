//! The best values of a few settings, found with few runs and checked on fresh luck.
//!
//! Candidates start as a Latin hypercube and race: each round the better half goes on with twice the
//! replicates (successive halving, Karnin, Koren & Somekh 2013), all on the same people and luck.
//! New candidates are then drawn around the leaders, closer and closer. What wins was chosen for
//! being lucky too; so the winner and the scenario as written live through replicates that nobody
//! has seen, and only those count.

mod race;

use crate::observe::metrics::Metric;
use crate::run::batch::{BatchError, Event, Live};
use crate::run::cells::{Cell, Span};
use crate::run::failure::CellFailure;
use crate::run::replicates::Stop;
use crate::run::store::Store;
use crate::run::world;
use crate::scenario::{Loaded, Worlds};
use crate::stats::difference::PairedDifference;
use crate::study::ranking::{Goal, mean_of_known};
use race::Race;

/// Replicates from here on are for the validation alone.
pub const FRESH: u32 = 1 << 30;
/// Candidates that are still in the race at its end.
const FINALISTS: usize = 3;
/// Rounds of a race after the first.
const HALVINGS: u32 = 3;
/// Half-widths of the boxes around the leaders from which new candidates are drawn.
const BOXES: [f64; 2] = [0.2, 0.07];
/// Share of the budget for the first race; the others share the rest.
const FIRST_RACE: f64 = 0.45;

/// A bound that the mean of a metric must keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constraint {
    /// The metric.
    pub metric: Metric,
    /// Whether the bound is the greatest permitted value (or the least).
    pub at_most: bool,
    /// The bound.
    pub bound: f64,
}

impl Constraint {
    /// How far a value lies beyond the bound, as a share of it; 0 inside.
    fn violation(self, value: f64) -> f64 {
        let beyond = if self.at_most {
            value - self.bound
        } else {
            self.bound - value
        };
        if value.is_nan() {
            f64::INFINITY
        } else {
            beyond.max(0.0) / self.bound.abs().max(1e-9)
        }
    }

    /// Whether a value keeps the bound.
    pub fn holds(self, value: f64) -> bool {
        self.violation(value) == 0.0
    }
}

/// What is to be optimised.
pub struct Search<'a> {
    /// The scenario file.
    pub loaded: &'a Loaded,
    /// What may be changed.
    pub spans: &'a [Span],
    /// What is to be large or small.
    pub goal: Goal,
    /// What must hold.
    pub constraints: &'a [Constraint],
    /// Replicates of the finalists and of the validation.
    pub replicates: u32,
    /// Runs that the search may take, validation included.
    pub budget: u64,
    /// Most replicates kept together.
    pub longest_block: u32,
    /// Where results are kept.
    pub store: &'a Store,
    /// Bytes of memory that are free.
    pub memory: Option<crate::files::memory::Free>,
    /// Lives through one replicate.
    pub live: Live<'a>,
}

/// One candidate and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What it sets.
    pub cell: Cell,
    /// Where it lies in the unit cube of the spans.
    pub point: Vec<f64>,
    /// The race in which it first ran.
    pub race: usize,
    /// Replicates it has lived through.
    pub lived: u32,
    /// The goal's metric in the replicates it was last judged by.
    pub values: Vec<f64>,
    /// Mean of each constraint's metric.
    pub bounds: Vec<f64>,
    /// Why it has no result.
    pub failure: Option<CellFailure>,
}

impl Candidate {
    /// Mean of the goal's metric.
    pub fn mean(&self) -> f64 {
        mean_of_known(&self.values)
    }

    /// Whether it keeps every bound.
    pub fn is_feasible(&self, constraints: &[Constraint]) -> bool {
        constraints
            .iter()
            .zip(&self.bounds)
            .all(|(it, value)| it.holds(*value))
    }

    /// Orders candidates: those that keep the bounds by the goal, the others by how far they miss.
    fn worth(&self, goal: Goal, constraints: &[Constraint]) -> (f64, f64) {
        let missed: f64 = constraints
            .iter()
            .zip(&self.bounds)
            .map(|(it, value)| it.violation(*value))
            .sum();
        let score = goal.score(self.mean());
        (
            -missed,
            if score.is_finite() {
                score
            } else {
                f64::NEG_INFINITY
            },
        )
    }
}

/// Gain of the winner over the scenario as written, pair by pair (in the metric's own direction).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain {
    /// Mean of the scenario as written.
    pub base: f64,
    /// Mean of the winner.
    pub winner: f64,
    /// Winner minus base.
    pub difference: Option<PairedDifference>,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Optimum {
    /// All candidates in the order in which they were tried; the scenario as written comes first.
    pub candidates: Vec<Candidate>,
    /// What came out first; whether it has won is for [`Optimum::won`] to say.
    pub winner: usize,
    /// Its gain on the luck on which it was chosen.
    pub promised: Gain,
    /// Its gain on fresh luck.
    pub validated: Gain,
    /// The winner's bounds on fresh luck: mean and share of runs in which each holds.
    pub bounds: Vec<(f64, f64)>,
    /// The goal's metric on fresh luck.
    pub fresh: Fresh,
    /// In which worlds replicates live.
    pub worlds: Worlds,
    /// Runs of the search and the validation.
    pub runs: u64,
}

impl Optimum {
    /// Whether there is a winner: what came out first has a value on fresh luck, and keeps every bound
    /// there.
    pub fn won(&self, constraints: &[Constraint]) -> bool {
        let mut bounds = constraints.iter().zip(&self.bounds);
        self.validated.winner.is_finite() && bounds.all(|(it, (mean, _))| it.holds(*mean))
    }
}

/// The goal's metric in replicates that nobody has chosen anything by.
#[derive(Debug, Clone, PartialEq)]
pub struct Fresh {
    /// The first of these replicates.
    pub first: u32,
    /// The scenario as written.
    pub base: Vec<f64>,
    /// The winner.
    pub winner: Vec<f64>,
}

/// Why a search has no result.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A result could not be kept or read.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// Somebody asked to stop.
    #[error("interrupted")]
    Stopped,
    /// No candidate has a result.
    #[error("not one candidate has a result: {0}")]
    Nothing(String),
}

impl Search<'_> {
    /// Replicates kept together: no more than a race begins with, so that none is run twice.
    pub fn block(&self) -> u32 {
        self.longest_block
            .min(self.replicates >> (HALVINGS + 1))
            .max(1)
    }

    /// Searches, then validates. `planned` hears of the number of runs as it becomes known.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn run(
        &self,
        stop: &Stop,
        events: &(dyn Fn(Event) + Sync),
    ) -> Result<Optimum, SearchError> {
        let mut race = Race {
            search: self,
            stop,
            events,
            all: Vec::new(),
            runs: 0,
        };
        race.add(Cell::default(), vec![0.5; self.spans.len()], 0);
        let validation = 3 * u64::from(self.replicates);
        let finals = (FINALISTS as u64 + 1) * u64::from(self.replicates);
        let budget = self.budget.saturating_sub(validation + finals).max(16);
        let first = (budget as f64 * FIRST_RACE) as u64;
        let mut leaders = race.first(first)?;
        for (number, half) in BOXES.iter().enumerate() {
            let share = (budget - first) / BOXES.len() as u64;
            leaders = race.refine(&leaders, *half, share, number + 1)?;
        }
        leaders.push(0);
        leaders.sort_unstable();
        leaders.dedup();
        race.live(&leaders, self.replicates)?;
        let winner = race.best(&leaders, 1)[0];
        race.validate(winner)
    }
}

fn gain(goal: Goal, base: &[f64], winner: &[f64], first: u32, worlds: Worlds) -> Gain {
    let [after, before] = world::paired_means(winner, base, first, worlds);
    Gain {
        base: mean_of_known(base),
        winner: mean_of_known(winner),
        difference: goal.metric.compared(&after, &before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::{Run, find};
    use crate::observe::record::Record;
    use crate::run::cells::{Setting, number};
    use crate::run::simulate::Prepared;
    use crate::scenario::{Axis, Overrides, parse_str};
    use std::sync::LazyLock;

    /// A record whose `dau_end` is a hill over the founders with its top at 70, under luck that all
    /// cells share and luck of their own; `cost_total` are the founders.
    fn hill(setting: &Setting<'_>, replicate: u32) -> Record {
        static BLANK: LazyLock<Record> = LazyLock::new(|| {
            let text = "days = 1\n[audience]\nfounders = 1\n";
            let loaded = parse_str("t", text, &Overrides::default()).expect("a scenario");
            Prepared::new(&loaded.base).run(0, false)
        });
        let mut record = BLANK.clone();
        let founders = f64::from(setting.scenario().audience.founders);
        let mut luck = crate::random::Luck::new(1, replicate)
            .of(founders as u64, 0)
            .stream(crate::random::Purpose::Operator);
        let own: f64 = (0..12).map(|_| luck.uniform_f64()).sum::<f64>() - 6.0;
        let shared = f64::from(replicate % 101 * 37 % 101) / 10.0;
        record.run[Run::DauEnd as usize] = 50.0 - ((founders - 70.0) / 10.0).powi(2) + shared + own;
        record.run[Run::CostTotal as usize] = founders;
        record
    }

    fn search(constraints: &[Constraint]) -> (Optimum, f64) {
        let text = "title = \"t\"\n[audience]\nfounders = 10\n";
        let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
        let folder = tempfile::tempdir().expect("a folder");
        let path = "audience.founders".to_owned();
        let axis = Axis {
            path: path.clone(),
            values: vec![10.into(), 200.into()],
        };
        let search = Search {
            loaded: &loaded,
            spans: &[Span::of(&loaded, axis)],
            goal: Goal {
                metric: find("dau_end").expect("a metric"),
                minimize: false,
            },
            constraints,
            replicates: 64,
            budget: 64 * 18,
            longest_block: 50,
            store: &Store::new(folder.path()),
            memory: None,
            live: &|settings, replicate, _| {
                let hills = settings.iter().map(|it| Ok(hill(it, replicate)));
                hills.collect()
            },
        };
        let found = search.run(&Stop::new(), &|_| ()).expect("an optimum");
        let founders = found.candidates[found.winner]
            .cell
            .value(&path)
            .as_ref()
            .and_then(number);
        (found, founders.unwrap_or(10.0))
    }

    #[test]
    fn it_finds_the_top_of_a_hill_within_its_budget_and_admits_luck() {
        let (found, founders) = search(&[]);
        assert!((founders - 70.0).abs() <= 6.0, "{founders}");
        assert!(found.runs <= 64 * 18, "{} runs", found.runs);
        let gain = found.validated.difference.expect("pairs");
        assert!((gain.mean - 36.0).abs() < 1.0, "{gain:?}");
        let promised = found.promised.difference.expect("pairs");
        assert!(promised.mean >= gain.mean - 1.0);
    }

    #[test]
    fn bounds_are_kept() {
        let cost = find("cost_total").expect("a metric");
        let bound = Constraint {
            metric: cost,
            at_most: true,
            bound: 40.0,
        };
        let (found, founders) = search(&[bound]);
        assert!((35.0..=40.0).contains(&founders), "{founders}");
        assert_eq!(found.bounds, [(founders, 1.0)]);
        let impossible = Constraint {
            at_most: false,
            bound: 1e6,
            ..bound
        };
        let (found, founders) = search(&[impossible]);
        assert!(
            founders > 150.0,
            "what cannot be kept is missed by as little as possible: {founders}"
        );
        assert!(!found.candidates[found.winner].is_feasible(&[impossible]));
        assert!(!found.won(&[impossible]));
    }
}
