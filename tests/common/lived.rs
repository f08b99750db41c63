//! Scenarios lived through.

use super::common::scenario;
use qun::observe::record::Record;
use qun::run::simulate::Prepared;

/// What the first so many replicates of a scenario were.
pub fn records(text: &str, replicates: u32) -> Vec<Record> {
    let scenario = scenario(text);
    let prepared = Prepared::new(&scenario);
    let each = (0..replicates).map(|replicate| prepared.run(replicate, false));
    each.collect()
}
