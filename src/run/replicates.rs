//! Many replicates of one scenario, in parallel, in an order that never changes.

use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::fork::live_together;
use crate::run::shelf::Shelf;
use crate::run::simulate::{LARGE, Prepared};
use crate::scenario::Problems;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;
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
/// # Errors
/// As [`run_settings`].
pub fn run_setting(
    setting: &Setting<'_>,
    range: Range<u32>,
    course: &Course<'_>,
) -> Result<Vec<Record>, Problems> {
    let mut records = run_settings(&[(setting, range)], course)?;
    Ok(records.pop().unwrap_or_default())
}

/// Runs the replicates of a range of each setting, and returns for each setting its records in the order
/// of their numbers. What several settings have in common in a replicate is lived once.
///
/// Replicates run in parallel in the current rayon pool; a large community with fewer replicates
/// than threads is worked on by several threads itself. When the study is stopped, the records are
/// those of the replicates that were finished, still in order.
///
/// # Errors
/// If what was drawn for a replicate contradicts the rest of the scenario.
pub fn run_settings(
    settings: &[(&Setting<'_>, Range<u32>)],
    course: &Course<'_>,
) -> Result<Vec<Vec<Record>>, Problems> {
    let fingerprints: Vec<Option<&str>> = settings
        .iter()
        .map(|(setting, _)| course.shelf.map(|_| setting.fingerprint()))
        .collect();
    let first = settings.iter().map(|it| it.1.start).min().unwrap_or(0);
    let end = settings.iter().map(|it| it.1.end).max().unwrap_or(0);
    let range = first..end.max(first);
    let founders = settings.iter().map(|it| it.0.scenario().audience.founders);
    let large = founders.max() >= Some(LARGE);
    let within = range.len() < rayon::current_num_threads() && large;
    let one = |replicate: u32| -> Result<Vec<(usize, Record)>, Problems> {
        let mut found = Vec::new();
        let mut missing = Vec::new();
        for (number, (setting, range)) in settings.iter().enumerate() {
            if !range.contains(&replicate) {
                continue;
            }
            let shelf = course.shelf.zip(fingerprints[number]);
            match shelf.and_then(|(shelf, it)| shelf.take(it, replicate)) {
                Some(record) if is_of(setting, &record) => {
                    (course.finished)(&record);
                    found.push((number, record));
                }
                _ => missing.push(number),
            }
        }
        if course.stop.is_asked() {
            return Ok(found);
        }
        let ready = missing
            .iter()
            .map(|number| settings[*number].0.prepared(replicate));
        let ready: Vec<Arc<Prepared<'_>>> = ready.collect::<Result<_, _>>()?;
        let arms: Vec<&Prepared<'_>> = ready.iter().map(AsRef::as_ref).collect();
        live_together(&arms, replicate, within, &mut |arm, record| {
            let number = missing[arm];
            if let Some((shelf, it)) = course.shelf.zip(fingerprints[number]) {
                shelf.keep(it, &record);
            }
            (course.finished)(&record);
            found.push((number, record));
            !course.stop.is_asked()
        });
        Ok(found)
    };
    let lived: Result<Vec<Vec<(usize, Record)>>, Problems> = if within {
        range.map(one).collect()
    } else {
        range.into_par_iter().with_max_len(1).map(one).collect()
    };
    let mut records: Vec<Vec<Record>> = settings.iter().map(|_| Vec::new()).collect();
    for (number, record) in lived?.into_iter().flatten() {
        records[number].push(record);
    }
    Ok(records)
}

/// Lives through one replicate of each of these settings, what they have in common once.
pub fn live(
    settings: &[&Setting<'_>],
    replicate: u32,
    parallel: bool,
) -> Vec<Result<Record, Problems>> {
    let ready = settings.iter().map(|it| it.prepared(replicate));
    let ready: Vec<Result<Arc<Prepared<'_>>, Problems>> = ready.collect();
    let whole = ready.iter().filter_map(|it| it.as_ref().ok());
    let arms: Vec<&Prepared<'_>> = whole.map(AsRef::as_ref).collect();
    let mut records: Vec<Option<Record>> = arms.iter().map(|_| None).collect();
    live_together(&arms, replicate, parallel, &mut |arm, record| {
        records[arm] = Some(record);
        true
    });
    let mut records = records.into_iter().flatten();
    let lived = ready.into_iter().filter_map(|it| match it {
        Ok(_) => records.next().map(Ok),
        Err(problems) => Some(Err(problems)),
    });
    lived.collect()
}

/// Whether a record can be one of this setting.
fn is_of(setting: &Setting<'_>, record: &Record) -> bool {
    let scenario = setting.scenario();
    let kinds = scenario.archetype.len() + scenario.operator.archetypes().len();
    record.is_of(scenario.days, kinds)
}
