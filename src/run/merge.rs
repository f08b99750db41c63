//! The parts of a batch that ran apart, put together.

use crate::run::batch::{Batch, Task};
use crate::run::plan::{Plan, PlanError};
use crate::run::store::{Found, Store, StoreError};
use std::path::{Path, PathBuf};

/// Why parts cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// A folder holds no batch, or one of another engine.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Two folders hold different batches.
    #[error("{} and {} are parts of different batches: {part} differs", one.display(), other.display())]
    Different {
        /// One folder.
        one: PathBuf,
        /// The other.
        other: PathBuf,
        /// What differs.
        part: &'static str,
    },
    /// A folder whose study has no parts.
    #[error("{} holds a study that has no parts", folder.display())]
    Whole {
        /// The folder.
        folder: PathBuf,
    },
    /// Results that no folder has.
    #[error(
        "{missing} of {all} blocks are missing, the first of them cell {cell}, replicates {first} to {last}",
        missing = holes.len(), cell = holes[0].cell, first = holes[0].range.start, last = holes[0].range.end - 1
    )]
    Holes {
        /// The missing tasks; never empty.
        holes: Vec<Task>,
        /// How many tasks there are.
        all: usize,
    },
    /// Two folders have different results for the same runs.
    #[error(
        "{} and {} contradict each other in cell {}, replicates {} to {}",
        one.display(), other.display(), task.cell, task.range.start, task.range.end - 1
    )]
    Contradiction {
        /// One file.
        one: PathBuf,
        /// The other.
        other: PathBuf,
        /// Whose results they are.
        task: Task,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The plan that all folders share.
///
/// # Errors
/// If a folder has none, or two differ.
pub fn common_plan(folders: &[PathBuf]) -> Result<Option<Plan>, MergeError> {
    let mut common: Option<Plan> = None;
    for folder in folders {
        let plan = Plan::read(folder)?;
        if !plan.has_parts() {
            return Err(MergeError::Whole {
                folder: folder.clone(),
            });
        }
        if let Some(first) = &common
            && let Some(part) = first.differs_in(&plan)
        {
            return Err(MergeError::Different {
                one: folders[0].clone(),
                other: folder.clone(),
                part,
            });
        }
        common.get_or_insert(plan);
    }
    Ok(common)
}

/// Copies the results of all `tasks` from the folders into the batch's own store. Nothing is
/// written unless all is there and nothing contradicts. Damaged files count as missing;
/// `damaged` hears of them.
///
/// # Errors
/// [`MergeError`].
pub fn gather(
    batch: &Batch<'_>,
    tasks: &[Task],
    folders: &[PathBuf],
    damaged: &mut dyn FnMut(&Path, &'static str),
) -> Result<(), MergeError> {
    let stores: Vec<Store> = folders.iter().map(|folder| Store::new(folder)).collect();
    let mut holes = Vec::new();
    for task in tasks {
        let Some(key) = batch.key(task) else { continue };
        let mut known: Option<(&Store, Vec<u8>)> = None;
        let mut accused = false;
        for store in &stores {
            match store.read(&key, &task.range)? {
                Found::Whole(_) => {
                    let bytes = store.bytes(&key)?;
                    match &known {
                        Some((first, same)) if *same != bytes => {
                            return Err(MergeError::Contradiction {
                                one: first.path(&key),
                                other: store.path(&key),
                                task: task.clone(),
                            });
                        }
                        Some(_) => {}
                        None => known = Some((store, bytes)),
                    }
                }
                Found::Damaged(why) => damaged(&store.path(&key), why),
                Found::Nothing => {}
            }
            accused |= store.accusation(&key)?.is_some();
        }
        if known.is_none() && !accused {
            holes.push(task.clone());
        }
    }
    if !holes.is_empty() {
        return Err(MergeError::Holes {
            holes,
            all: tasks.len(),
        });
    }
    for task in tasks {
        let Some(key) = batch.key(task) else { continue };
        copy(batch.store(), &key, task, &stores)?;
    }
    Ok(())
}

fn copy(into: &Store, key: &str, task: &Task, stores: &[Store]) -> Result<(), MergeError> {
    for store in stores {
        if let Found::Whole(_) = store.read(key, &task.range)? {
            into.write_bytes(key, &store.bytes(key)?)?;
            into.forgive(key)?;
            return Ok(());
        }
    }
    for store in stores {
        if let Some(failure) = store.accusation(key)? {
            into.accuse(key, &failure)?;
            return Ok(());
        }
    }
    Ok(())
}
