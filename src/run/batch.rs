//! Runs the blocks of many cells, keeps each as soon as it is done, and lives with failures.

mod bundle;

use crate::files::memory::Free;
use crate::observe::record::Record;
use crate::run::cells::{Cell, Setting};
use crate::run::failure::CellFailure;
use crate::run::plan::blocks;
use crate::run::replicates::Stop;
use crate::run::store::{Found, Store, StoreError};
use crate::scenario::{Loaded, Problems, Worlds};
use bundle::Outcome;
use rayon::prelude::*;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// Some replicates of one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Number of the cell.
    pub cell: usize,
    /// The replicates.
    pub range: Range<u32>,
}

/// Something that happened on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// So many runs were finished.
    Ran(u32),
    /// So many runs were there already.
    Kept(u32),
    /// A file is not what was once written, and will be made again.
    Damaged(PathBuf, &'static str),
}

/// Lives through one replicate of each of these settings, in their order; the last argument lets one run
/// use several threads.
pub type Live<'a> =
    &'a (dyn Fn(&[&Setting<'_>], u32, bool) -> Vec<Result<Record, Problems>> + Sync);

/// Many cells and where their results are kept.
pub struct Batch<'a> {
    loaded: &'a Loaded,
    cells: &'a [Cell],
    store: &'a Store,
    first: u32,
    block: u32,
    memory: Option<Free>,
    live: Live<'a>,
    fingerprints: Vec<Result<String, CellFailure>>,
    /// What cells have in common that live their first days together.
    grounds: Vec<Option<String>>,
}

/// A batch that cannot go on, with what was finished kept.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A result could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A result that was there is gone.
    #[error("{} is missing or damaged: somebody else has changed the folder", .0.display())]
    Gone(PathBuf),
}

impl<'a> Batch<'a> {
    /// Prepares the cells. `block` replicates are kept together; cells that need more than
    /// the `memory` that is free fail.
    pub fn new(
        loaded: &'a Loaded,
        cells: &'a [Cell],
        store: &'a Store,
        block: u32,
        memory: Option<Free>,
        live: Live<'a>,
    ) -> Self {
        let look = |(number, cell): (usize, &Cell)| match Setting::new(loaded, cell.clone()) {
            Ok(setting) => (Ok(setting.fingerprint().to_owned()), setting.ground()),
            Err(problems) => {
                let failure = CellFailure {
                    cell: number,
                    replicate: None,
                    seed: loaded.base.seed,
                    message: in_a_line(&problems),
                };
                (Err(failure), None)
            }
        };
        let (fingerprints, grounds) = cells.par_iter().enumerate().map(look).unzip();
        Self {
            loaded,
            cells,
            store,
            first: 0,
            block,
            memory,
            live,
            fingerprints,
            grounds,
        }
    }

    /// The same with replicates that count from another number than 0.
    #[must_use]
    pub fn beginning_at(self, first: u32) -> Self {
        Self { first, ..self }
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// In which worlds replicates live.
    pub fn worlds(&self) -> Worlds {
        self.loaded.worlds
    }

    /// Replicates in a block.
    pub fn block(&self) -> u32 {
        self.block
    }

    /// Where results are kept.
    pub fn store(&self) -> &Store {
        self.store
    }

    /// The tasks that give cell c `targets[c]` replicates: the first block of every cell, then
    /// every second one, so that a batch that is cut short has something of each.
    pub fn tasks(&self, targets: &[u32]) -> Vec<Task> {
        let of_cell = |(cell, target): (usize, &u32)| {
            let runnable = self.fingerprints[cell].is_ok();
            let target = if runnable { *target } else { 0 };
            self.blocks(target).map(move |range| Task { cell, range })
        };
        let mut tasks: Vec<Task> = targets.iter().enumerate().flat_map(of_cell).collect();
        tasks.sort_by_key(|task| (task.range.start, task.cell));
        tasks
    }

    fn blocks(&self, replicates: u32) -> impl Iterator<Item = Range<u32>> + use<> {
        let first = self.first;
        let shifted = move |range: Range<u32>| first + range.start..first + range.end;
        blocks(replicates, self.block).map(shifted)
    }

    /// Name of a task's block; `None` if the cell cannot be run.
    pub fn key(&self, task: &Task) -> Option<String> {
        let fingerprint = self.fingerprints.get(task.cell)?.as_ref().ok()?;
        Some(Store::key(fingerprint, &task.range))
    }

    /// Does the tasks whose results are not there yet. When `stop` is asked, blocks under way are
    /// dropped and those that are done stay.
    ///
    /// # Errors
    /// If a result cannot be kept: a disk that is full. What is kept stays.
    pub fn run(
        &self,
        tasks: &[Task],
        stop: &Stop,
        events: &(dyn Fn(Event) + Sync),
    ) -> Result<(), BatchError> {
        let given_up = AtomicBool::new(false);
        let bundles = self.bundles(tasks);
        let one = |bundle: &Vec<&Task>| {
            if given_up.load(Ordering::Relaxed) {
                return Ok(());
            }
            let done = self.perform(bundle, bundles.len(), stop, events);
            if done.is_err() {
                given_up.store(true, Ordering::Relaxed);
            }
            done
        };
        // Few tasks leave threads for the replicates within one, or for the members of a community.
        if bundles.len() < 2 * rayon::current_num_threads() {
            bundles.iter().try_for_each(one)
        } else {
            // One at a time, so that no thread ends with several while the others have none left.
            bundles.par_iter().with_max_len(1).try_for_each(one)
        }
    }

    fn perform(
        &self,
        bundle: &[&Task],
        bundles: usize,
        stop: &Stop,
        events: &(dyn Fn(Event) + Sync),
    ) -> Result<(), BatchError> {
        let mut missing = Vec::new();
        for task in bundle {
            let Some(key) = self.key(task) else {
                continue;
            };
            match self.store.read(&key, &task.range)? {
                Found::Whole(_) => {
                    events(Event::Kept(task.range.len() as u32));
                    continue;
                }
                Found::Damaged(why) => events(Event::Damaged(self.store.path(&key), why)),
                Found::Nothing => {}
            }
            missing.push((*task, key));
        }
        let tasks: Vec<&Task> = missing.iter().map(|it| it.0).collect();
        let outcomes = self.live_through(&tasks, bundles, stop, events);
        for ((_, key), outcome) in missing.iter().zip(outcomes) {
            match outcome {
                Outcome::Stopped => {}
                Outcome::Done(block) => {
                    self.store.write(key, &block)?;
                    self.store.forgive(key)?;
                }
                Outcome::Failed(failure) => self.store.accuse(key, &failure)?,
            }
        }
        Ok(())
    }

    /// How many of the first `target` replicates of a cell are there without a gap.
    pub fn done(&self, cell: usize, target: u32) -> u32 {
        let is_there = |range: &Range<u32>| {
            let task = Task {
                cell,
                range: range.clone(),
            };
            self.key(&task).is_some_and(|key| self.store.has(&key))
        };
        let last = self.blocks(target).take_while(is_there).last();
        last.map_or(0, |range| range.end - self.first)
    }

    /// Reads what `metrics` (places in a row) were in the first `replicates` of a cell, metric by
    /// metric; `None` for a cell that failed or is not finished.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn values(
        &self,
        cell: usize,
        metrics: &[usize],
        replicates: u32,
    ) -> Result<Option<Vec<Vec<f64>>>, BatchError> {
        let mut values = vec![Vec::new(); metrics.len()];
        if self.fingerprints[cell].is_err() || replicates == 0 {
            return Ok(None);
        }
        for range in self.blocks(replicates) {
            let task = Task { cell, range };
            let Some(key) = self.key(&task) else {
                return Ok(None);
            };
            let Found::Whole(block) = self.store.read(&key, &task.range)? else {
                return Ok(None);
            };
            for row in block.rows {
                for (values, metric) in values.iter_mut().zip(metrics) {
                    values.push(row[*metric]);
                }
            }
        }
        Ok(Some(values))
    }

    /// Cells that failed among the `tasks`, each with its first failure.
    ///
    /// # Errors
    /// If the notes of failures cannot be read.
    pub fn failures(&self, tasks: &[Task]) -> Result<Vec<CellFailure>, BatchError> {
        let never = self
            .fingerprints
            .iter()
            .filter_map(|it| it.as_ref().err().cloned());
        let mut failures: Vec<CellFailure> = never.collect();
        for task in tasks {
            if let Some(key) = self.key(task)
                && !self.store.has(&key)
                && let Some(failure) = self.store.accusation(&key)?
            {
                // Another study may have left the note, and numbers its cells in its own way.
                failures.push(CellFailure {
                    cell: task.cell,
                    ..failure
                });
            }
        }
        failures.sort_by_key(|failure| (failure.cell, failure.replicate));
        failures.dedup_by_key(|failure| failure.cell);
        Ok(failures)
    }
}

/// The errors of a scenario in one line.
pub fn in_a_line(problems: &Problems) -> String {
    let messages: Vec<&str> = problems
        .list()
        .iter()
        .filter(|problem| problem.severity == crate::scenario::Severity::Error)
        .map(|problem| problem.message.as_str())
        .collect();
    messages.join("; ")
}
