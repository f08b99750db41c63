//! What commands over many cells have in common: progress, failures, workers that break in silence.

use super::exit;
use super::failure::Failure;
use super::output::Output;
use super::work::WORKER;
use crate::run::batch::{BatchError, Event};
use crate::run::cells::{Cell, LayoutError};
use crate::run::failure::CellFailure;
use crate::run::plan::{FILE, PlanError};
use crate::scenario::Axis;
use crate::show::folder::{Folder, FolderError};
use crate::show::sweeps;
use indicatif::ProgressBar;
use std::path::Path;
use std::sync::Once;

/// Keeps panics of workers off the terminal: a batch reports them itself, with the cell they are in.
pub fn silence_workers() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let thread = std::thread::current();
            if !thread.name().is_some_and(|name| name.starts_with(WORKER)) {
                usual(panic);
            }
        }));
    });
}

/// Shows what happens in a batch.
pub fn told<'a>(bar: &'a ProgressBar, output: &'a Output) -> impl Fn(Event) + Sync + 'a {
    move |event| match event {
        Event::Ran(runs) | Event::Kept(runs) => bar.inc(u64::from(runs)),
        Event::Damaged(path, why) => bar.suspend(|| {
            output.complain(&format!(
                "warning: {} is damaged ({why}): its runs are done again",
                path.display()
            ));
        }),
    }
}

/// Reports failed cells: the first ones, each with what it takes to see it again.
pub fn report_failures(
    failures: &[CellFailure],
    folder: &Path,
    describe: &dyn Fn(usize) -> String,
    output: &Output,
) {
    const SHOWN: usize = 5;
    for failure in failures.iter().take(SHOWN) {
        let run = failure
            .replicate
            .map_or_else(String::new, |replicate| format!(", replicate {replicate}"));
        let hint = failure.replicate.map(|replicate| {
            format!(
                "see it again with `qun replay {} --cell {} --replicate {replicate}`",
                folder.display(),
                failure.cell
            )
        });
        let message = format!(
            "cell {} ({}{run}, seed {}): {}",
            failure.cell,
            describe(failure.cell),
            failure.seed,
            failure.message
        );
        output.error(&message, hint.as_deref());
    }
    if failures.len() > SHOWN {
        let more = failures.len() - SHOWN;
        output.complain(&format!(
            "… and {more} more: see {}",
            folder.join("failures.csv").display()
        ));
    }
}

/// Writes `failures.csv`, or takes away that of an earlier try.
///
/// # Errors
/// If the folder cannot be written into.
pub fn keep_failures(
    folder: &Folder,
    axes: &[Axis],
    cells: &[Cell],
    failures: &[CellFailure],
) -> super::Result {
    const FILE: &str = "failures.csv";
    if failures.is_empty() {
        folder.remove(FILE)?;
    } else {
        let table = sweeps::failures(axes, cells, failures).map_err(FolderError::from)?;
        folder.write(FILE, &table)?;
    }
    Ok(())
}

/// The exit code of a batch in which cells failed.
///
/// # Errors
/// If any did.
pub fn complete(failures: &[CellFailure]) -> super::Result {
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Failure::Reported(exit::PARTIAL))
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Self {
        Self::Unexpected(error.into())
    }
}

/// What to do where a folder holds no study.
pub(super) const NAME_A_STUDY: &str =
    "name a folder that `qun run`, `qun compare` or another study has written";

/// What to do about a plan that cannot be read.
const WRITE_IT_AGAIN: &str =
    "repeat the command that made the folder, with --force: it writes the file again";

/// The plan of a folder is none that a command writes.
pub(super) fn changed_by_hand() -> Failure {
    Failure::data(format!("{FILE} has been changed by hand"), WRITE_IT_AGAIN)
}

impl From<PlanError> for Failure {
    fn from(error: PlanError) -> Self {
        let hint = match &error {
            PlanError::Missing { .. } => NAME_A_STUDY,
            PlanError::Unreadable { .. } => WRITE_IT_AGAIN,
            PlanError::Engine { .. } => {
                "use that version, or repeat the command that made the folder, with --force"
            }
        };
        Self::data(error.to_string(), hint)
    }
}

impl From<LayoutError> for Failure {
    fn from(error: LayoutError) -> Self {
        let hint = match &error {
            LayoutError::NoAxis => {
                "add [sweep] to the file, or name what to vary: --vary operator.threshold.fee=0,49,99"
            }
            LayoutError::Empty => "--cells must be 1 at least",
            LayoutError::TooMany { .. } => {
                "give the axes fewer values, or fill their space with `--design lhs --cells 500`"
            }
            LayoutError::Twice { .. } => "give one axis all the values: --vary PATH=v1,v2,v3",
        };
        Self::usage(error.to_string(), hint)
    }
}
