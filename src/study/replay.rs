//! One run of a batch, lived again in full.

use super::cells::Setting;
use super::plan::{Plan, blocks};
use super::store::{Found, Store, row};
use crate::observe::record::Record;
use std::ops::Range;

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
) -> Result<Verdict, super::store::StoreError> {
    let fingerprint = setting.fingerprint();
    for range in candidates(plan, record.replicate) {
        let key = Store::key(&fingerprint, &range);
        let Found::Whole(block) = store.read(&key, &range)? else {
            continue;
        };
        let kept = &block.rows[(record.replicate - range.start) as usize];
        let same = |one: f64, other: f64| {
            one.to_bits() == other.to_bits() || (one.is_nan() && other.is_nan())
        };
        let lived = row(record);
        let differing = (0..lived.len()).find(|place| !same(lived[*place], kept[*place]));
        let name = differing.and_then(|place| super::store::kept().nth(place));
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
