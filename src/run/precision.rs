//! Replicates until an answer is sure enough.

use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::replicates::{Course, run_setting};
use crate::scenario::Problems;
use crate::stats::interval::mean_interval;

/// Never more than this many times the replicates one began with, however unsure the answer.
const MOST: u32 = 100;

/// How sure a mean is: half of its 95 % interval as a share of the mean. `None` for fewer than two
/// values or a mean of 0.
pub fn uncertainty(records: &[Record], metric: &str) -> Option<f64> {
    let values: Vec<f64> = records
        .iter()
        .filter_map(|record| record.read(metric, None))
        .filter(|value| value.is_finite())
        .collect();
    let estimate = mean_interval(&values, 0.95)?;
    let half = estimate.interval.half_width();
    (estimate.mean != 0.0).then(|| half / estimate.mean.abs())
}

/// Replicates that would make a mean as sure as `wanted`, given how sure `replicates` made it: the
/// width of an interval falls with the square root of their number.
pub fn replicates_for(replicates: usize, found: f64, wanted: f64) -> u32 {
    (replicates as f64 * (found / wanted).powi(2))
        .ceil()
        .min(f64::from(u32::MAX)) as u32
}

/// Runs at least `replicates`, and then more until half of the 95 % interval of the mean of `metric`
/// is within `wanted` of the mean, up to a hundred times as many.
///
/// # Errors
/// As [`run_setting`].
pub fn run_until_sure(
    setting: &Setting<'_>,
    replicates: u32,
    metric: &str,
    wanted: Option<f64>,
    course: &Course<'_>,
    planned: &dyn Fn(u32),
) -> Result<Vec<Record>, Problems> {
    let mut records = run_setting(setting, 0..replicates, course)?;
    let Some(wanted) = wanted else {
        return Ok(records);
    };
    let most = replicates.saturating_mul(MOST);
    loop {
        let done = records.len() as u32;
        let found = uncertainty(&records, metric).unwrap_or(0.0);
        if found <= wanted || done >= most || course.stop.is_asked() {
            return Ok(records);
        }
        // A tenth more than it seems to take, as the spread is itself an estimate.
        let target = replicates_for(records.len(), found, wanted);
        let target = (target + target / 10).clamp(done + 1, most.min(done.saturating_mul(4)));
        planned(target);
        records.extend(run_setting(setting, done..target, course)?);
    }
}
