//! Many replicates of one scenario, in parallel, in an order that never changes.

use super::cells::Setting;
use super::simulate::Prepared;
use crate::observe::record::Record;
use crate::scenario::Problems;
use rayon::prelude::*;
use std::convert::Infallible;
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
pub(super) const LARGE: u32 = 50_000;

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
    let founders = prepared.rules().audience.founders;
    let one = |replicate, within| Ok::<_, Infallible>(prepared.run(replicate, within));
    match in_order(range, founders, stop, finished, one) {
        Ok(records) => records,
    }
}

/// As [`run_replicates`], each replicate in its own draw of what is uncertain.
///
/// # Errors
/// If what was drawn for a replicate contradicts the rest of the scenario.
pub fn run_setting(
    setting: &Setting<'_>,
    range: Range<u32>,
    stop: &Stop,
    finished: &(dyn Fn(&Record) + Sync),
) -> Result<Vec<Record>, Problems> {
    if setting.is_certain() {
        let prepared = Prepared::new(setting.scenario());
        return Ok(run_replicates(&prepared, range, stop, finished));
    }
    let founders = setting.scenario().audience.founders;
    let one = |replicate, within| setting.run(replicate, within);
    in_order(range, founders, stop, finished, one)
}

fn in_order<E: Send>(
    range: Range<u32>,
    founders: u32,
    stop: &Stop,
    finished: &(dyn Fn(&Record) + Sync),
    live: impl Fn(u32, bool) -> Result<Record, E> + Sync,
) -> Result<Vec<Record>, E> {
    let within = range.len() < rayon::current_num_threads() && founders >= LARGE;
    let one = |replicate: u32| -> Result<Option<Record>, E> {
        if stop.is_asked() {
            return Ok(None);
        }
        let record = live(replicate, within)?;
        finished(&record);
        Ok(Some(record))
    };
    let records: Result<Vec<Option<Record>>, E> = if within {
        range.map(one).collect()
    } else {
        range.into_par_iter().map(one).collect()
    };
    Ok(records?.into_iter().flatten().collect())
}
