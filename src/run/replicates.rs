//! Many replicates of one scenario, in parallel, in an order that never changes.

use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::shelf::Shelf;
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
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
pub(crate) const LARGE: u32 = 50_000;

/// How a study goes on: when it is to stop, who hears of finished runs, and where they are kept.
#[derive(Clone, Copy)]
pub struct Course<'a> {
    /// When asked, the replicates not yet begun are left out.
    pub stop: &'a Stop,
    /// Called after each replicate from whichever thread ran it.
    pub finished: &'a (dyn Fn(&Record) + Sync),
    /// Where finished runs are kept until the study is complete, and found again.
    pub shelf: Option<&'a Shelf>,
}

impl<'a> Course<'a> {
    /// A study that keeps nothing on the way.
    pub fn new(stop: &'a Stop, finished: &'a (dyn Fn(&Record) + Sync)) -> Self {
        Self {
            stop,
            finished,
            shelf: None,
        }
    }
}

/// Runs the replicates of `range`, each in its own draw of what is uncertain, and returns their
/// records in the order of their numbers.
///
/// Replicates run in parallel in the current rayon pool; a large community with fewer replicates
/// than threads is worked on by several threads itself. When the study is stopped, the records are
/// those of the replicates that were finished, still in order.
///
/// # Errors
/// If what was drawn for a replicate contradicts the rest of the scenario.
pub fn run_setting(
    setting: &Setting<'_>,
    range: Range<u32>,
    course: &Course<'_>,
) -> Result<Vec<Record>, Problems> {
    // Made once where every replicate lives in the same world.
    let prepared = setting
        .is_certain()
        .then(|| Prepared::new(setting.scenario()));
    let shelf = course.shelf.map(|shelf| (shelf, setting.fingerprint()));
    let scenario = setting.scenario();
    let kinds = scenario.archetype.len() + scenario.operator.archetypes().len();
    let founders = scenario.audience.founders;
    let within = range.len() < rayon::current_num_threads() && founders >= LARGE;
    let one = |replicate: u32| -> Result<Option<Record>, Problems> {
        if let Some((shelf, fingerprint)) = shelf
            && let Some(record) = shelf.take(fingerprint, replicate)
            && record.is_of(scenario.days, kinds)
        {
            (course.finished)(&record);
            return Ok(Some(record));
        }
        if course.stop.is_asked() {
            return Ok(None);
        }
        let record = match &prepared {
            Some(prepared) => prepared.run(replicate, within),
            None => setting.run(replicate, within)?,
        };
        if let Some((shelf, fingerprint)) = shelf {
            shelf.keep(fingerprint, &record);
        }
        (course.finished)(&record);
        Ok(Some(record))
    };
    let records: Result<Vec<Option<Record>>, Problems> = if within {
        range.map(one).collect()
    } else {
        range.into_par_iter().map(one).collect()
    };
    Ok(records?.into_iter().flatten().collect())
}
