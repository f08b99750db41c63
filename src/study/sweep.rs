//! Many cells on the same people and the same luck: which is best, and which cannot be told from it.

use crate::observe::metrics::Metric;
use crate::run::batch::{Batch, BatchError, Event};
use crate::run::failure::CellFailure;
use crate::run::replicates::Stop;
use crate::run::shard::Shard;
use crate::run::store;
use crate::run::summary::Measured;
use crate::study::allocate::next_targets;
use crate::study::ranking::{Goal, Ranking, Standing};

/// What a sweep is to do.
#[derive(Debug, Clone, Copy)]
pub struct Orders {
    /// Replicates of each cell to begin with.
    pub replicates: u32,
    /// What decides which cell is best.
    pub goal: Goal,
    /// How sure the decision is to be: the half-width to reach, as a share of the best's mean.
    pub precision: Option<f64>,
    /// Which part of the work to do.
    pub shard: Shard,
}

/// What a sweep found.
#[derive(Debug, Clone)]
pub struct Swept {
    /// Replicates each cell was to have in the end.
    pub targets: Vec<u32>,
    /// How the cells stand.
    pub ranking: Ranking,
    /// Cells that failed.
    pub failures: Vec<CellFailure>,
    /// Cells that were neither finished nor failed: an interrupted sweep, or the parts of others.
    pub open: usize,
}

impl Swept {
    /// Runs of all finished cells.
    pub fn runs(&self) -> usize {
        self.ranking
            .standings
            .iter()
            .flatten()
            .map(|standing| standing.replicates)
            .sum()
    }
}

/// Runs what is not there yet and ranks the cells. With a precision, cells that may be the best get
/// more replicates until it is decided which are; `planned` hears of every new total of runs.
///
/// # Errors
/// If a result cannot be kept or read.
pub fn sweep(
    batch: &Batch<'_>,
    orders: &Orders,
    stop: &Stop,
    events: &(dyn Fn(Event) + Sync),
    planned: &dyn Fn(u64),
) -> Result<Swept, BatchError> {
    let mut targets = vec![orders.replicates; batch.len()];
    loop {
        let tasks = batch.tasks(&targets);
        batch.run(&orders.shard.of(tasks), stop, events)?;
        if stop.is_asked() {
            // What is there is worth a look: as many replicates of each cell as lie side by side.
            let of_cell = |(cell, target): (usize, &u32)| batch.done(cell, *target);
            targets = targets.iter().enumerate().map(of_cell).collect();
        }
        let swept = look(batch, &targets, orders.goal)?;
        let Some(wanted) = orders
            .precision
            .filter(|_| swept.open == 0 && !stop.is_asked())
        else {
            return Ok(swept);
        };
        let next = next_targets(
            &swept.ranking,
            &targets,
            wanted,
            orders.replicates,
            batch.block(),
        );
        match next {
            Some(next) => targets = next,
            None => return Ok(swept),
        }
        planned(targets.iter().map(|target| u64::from(*target)).sum());
    }
}

/// Ranks the cells from what is on disk.
///
/// # Errors
/// If a result cannot be read.
pub fn look(batch: &Batch<'_>, targets: &[u32], goal: Goal) -> Result<Swept, BatchError> {
    let failures = batch.failures(&batch.tasks(targets))?;
    let failed = |cell: usize| {
        failures
            .binary_search_by_key(&cell, |failure| failure.cell)
            .is_ok()
    };
    let place = [goal.place()];
    let mut values = Vec::with_capacity(batch.len());
    for (cell, target) in targets.iter().enumerate() {
        let found = if failed(cell) {
            None
        } else {
            batch.values(cell, &place, *target)?
        };
        values.push(found.and_then(|mut found| found.pop()));
    }
    let open = (0..values.len())
        .filter(|cell| values[*cell].is_none() && !failed(*cell))
        .count();
    Ok(Swept {
        targets: targets.to_vec(),
        ranking: Ranking::of(&values, goal),
        failures,
        open,
    })
}

/// Shows each metric of each finished cell to `show`, cell by cell, holding one cell in memory.
///
/// # Errors
/// If a result cannot be read.
pub fn tabulate(
    batch: &Batch<'_>,
    swept: &Swept,
    metrics: &[Metric],
    show: &mut dyn FnMut(usize, &Standing, Measured),
) -> Result<(), BatchError> {
    let places: Vec<usize> = metrics
        .iter()
        .filter_map(|metric| store::place(metric.key))
        .collect();
    for (cell, standing) in swept.ranking.standings.iter().enumerate() {
        let Some(standing) = standing else { continue };
        let Some(values) = batch.values(cell, &places, swept.targets[cell])? else {
            continue;
        };
        for (metric, values) in metrics.iter().zip(values) {
            show(cell, standing, Measured::of_values(*metric, &values));
        }
    }
    Ok(())
}
