//! Threads to work on, the bar that shows how far they are, and Ctrl-C, which asks them to stop.

use super::failure::Failure;
use super::output::Output;
use crate::run::replicates::Stop;
use crate::words::Text;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::ThreadPool;
use std::num::NonZeroUsize;

/// What the names of threads that simulate begin with.
pub const WORKER: &str = "qun-worker-";

/// The work of this process; Ctrl-C asks it to stop.
static STOP: Stop = Stop::new();

/// What Ctrl-C asks, once it is listened to.
pub fn stop() -> &'static Stop {
    &STOP
}

/// Listens to Ctrl-C from now on.
pub fn listen() -> &'static Stop {
    // Only the first of a process can set the handler, and one is enough.
    let _ = ctrlc::set_handler(|| STOP.ask());
    &STOP
}

/// So many threads.
///
/// # Errors
/// If the system does not give them.
pub fn pool(threads: NonZeroUsize) -> Result<ThreadPool, Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .thread_name(|number| format!("{WORKER}{number}"))
        .build();
    Ok(pool.map_err(|error| anyhow::anyhow!("failed to start threads: {error}"))?)
}

/// A bar over `total` steps, which looks as `template` says; hidden where it is not wanted, or nobody
/// would see it.
pub fn bar(total: u64, wanted: bool, template: Text, output: &Output) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if !wanted || !output.progress() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template(template.text(output.language()));
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
