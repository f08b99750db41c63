//! One run of a batch, lived again in full.

use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::plan::{Plan, blocks};
use crate::run::store::{Found, Store, row};
use serde_json::Value;
use std::ops::Range;
use std::path::Path;

/// How a run compares with what was kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every number is the same.
    Same,
    /// This metric has another value.
    Differs(&'static str),
    /// Nothing was kept of this run.
    Unknown,
}

/// Holds a run against what the folder has kept of it.
///
/// # Errors
/// If a file cannot be read.
pub fn verdict(
    plan: &Plan,
    setting: &Setting<'_>,
    store: &Store,
    record: &Record,
) -> Result<Verdict, crate::run::store::StoreError> {
    let fingerprint = setting.fingerprint();
    for range in candidates(plan, record.replicate) {
        let key = Store::key(fingerprint, &range);
        let Found::Whole(block) = store.read(&key, &range)? else {
            continue;
        };
        let kept = &block.rows[(record.replicate - range.start) as usize];
        let same = |one: f64, other: f64| {
            one.to_bits() == other.to_bits() || (one.is_nan() && other.is_nan())
        };
        let lived = row(record);
        let differing = (0..lived.len()).find(|place| !same(lived[*place], kept[*place]));
        let name = differing.and_then(|place| crate::run::store::kept().nth(place));
        return Ok(name.map_or(Verdict::Same, |metric| Verdict::Differs(metric.key)));
    }
    Ok(Verdict::Unknown)
}

/// The blocks that may hold a replicate: that of the plan, and the full one of a batch that grew.
fn candidates(plan: &Plan, replicate: u32) -> Vec<Range<u32>> {
    let holds = |range: &Range<u32>| range.contains(&replicate);
    let planned = blocks(plan.replicates, plan.block).find(holds);
    let start = replicate / plan.block.max(1) * plan.block.max(1);
    let full = start..start.saturating_add(plan.block.max(1));
    let full = Some(full).filter(|full| planned.as_ref() != Some(full));
    planned.into_iter().chain(full).collect()
}

/// How many replicates a cell of the batch in a folder has: as many as planned, or more where it went
/// on until it was sure enough.
pub fn replicates(plan: &Plan, folder: &Path) -> u32 {
    let manifest = std::fs::read(folder.join("manifest.json")).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let number = |key: &str| manifest.as_ref()?.get(key)?.as_u64();
    // Each strategy of a comparison lives through as many.
    let mean = number("runs").map_or(0, |runs| runs.div_ceil(plan.cells.len().max(1) as u64));
    let done = number("replicates").unwrap_or(0).max(mean);
    plan.replicates.max(done.try_into().unwrap_or(u32::MAX))
}

/// Whether the store holds a block with this replicate: one cell of a sweep may have more than others.
pub fn is_kept(plan: &Plan, setting: &Setting<'_>, store: &Store, replicate: u32) -> bool {
    let fingerprint = setting.fingerprint();
    let mut blocks = candidates(plan, replicate).into_iter();
    blocks.any(|range| store.has(&Store::key(fingerprint, &range)))
}

/// The cell that a word names: its number, or a strategy.
pub fn find_cell(plan: &Plan, word: &str) -> Option<usize> {
    let number = word
        .parse()
        .ok()
        .filter(|number| *number < plan.cells.len());
    number.or_else(|| {
        plan.cells.iter().position(|cell| {
            cell.values.is_empty()
                && cell.strategy.as_deref().unwrap_or(crate::scenario::BASE) == word
        })
    })
}
