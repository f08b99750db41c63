//! Many replicates of one scenario, in parallel, in an order that never changes.

use super::simulate::Prepared;
use crate::observe::record::Record;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a study to stop as soon as the runs under way are finished. What is done is kept.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

impl Stop {
    /// A study that nobody has asked to stop.
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Asks the study to stop.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// From this number of members on, one community is worth several threads.
const LARGE: u32 = 50_000;

/// Runs the replicates of `range` and returns their records in the order of their numbers.
///
/// Replicates run in parallel in the current rayon pool; a large community with fewer replicates
/// than threads is worked on by several threads itself. `finished` is called after each replicate
/// from whichever thread ran it. When `stop` is asked, the replicates not yet begun are left out:
/// the records are then those of the replicates that were finished, still in order.
pub fn run_replicates(
    prepared: &Prepared<'_>,
    range: Range<u32>,
    stop: &Stop,
    finished: &(dyn Fn(&Record) + Sync),
) -> Vec<Record> {
    let count = range.end.saturating_sub(range.start) as usize;
    let threads = rayon::current_num_threads();
    let founders = prepared.rules().audience.founders;
    let within = count < threads && founders >= LARGE;
    let one = |replicate: u32| {
        if stop.is_asked() {
            return None;
        }
        let record = prepared.run(replicate, within);
        finished(&record);
        Some(record)
    };
    let records: Vec<Option<Record>> = if within {
        range.map(one).collect()
    } else {
        range.into_par_iter().map(one).collect()
    };
    records.into_iter().flatten().collect()
}
