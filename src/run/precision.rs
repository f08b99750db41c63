//! Replicates until an answer is sure enough.

use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::replicates::{Course, run_setting};
use crate::run::summary::Measured;
use crate::scenario::{Problems, Worlds};

/// Never more than this many times the replicates one began with, however unsure the answer.
pub(crate) const MOST: u32 = 100;
/// … and no more than this many times where nothing says how sure it is.
pub(crate) const MOST_BLIND: u32 = 10;

/// How sure a mean is: half of its 95 % interval as a share of the mean. `None` where nothing says so:
/// for fewer than two values, for a few that are all the same, and for a mean of 0.
pub fn uncertainty(records: &[Record], metric: &str, worlds: Worlds) -> Option<f64> {
    let measured = Measured::in_worlds(metric, records, None, worlds)?;
    let interval = measured.interval?;
    // An interval that is cut off at 0 is half as wide as it is above the mean.
    let half = interval
        .half_width()
        .max(interval.high - measured.band.mean);
    let centre = measured.band.mean.abs();
    (centre > 0.0).then(|| half / centre)
}

/// Replicates that would make a mean as sure as `wanted`, given how sure `replicates` made it: the
/// width of an interval falls with the square root of their number.
pub fn replicates_for(replicates: usize, found: f64, wanted: f64) -> u32 {
    (replicates as f64 * (found / wanted).powi(2))
        .ceil()
        .min(f64::from(u32::MAX)) as u32
}

/// Runs at least `replicates`, and then more until half of the 95 % interval of the mean of `metric`
/// is within `wanted` of the mean, up to a hundred times as many. Where nothing says how sure the mean
/// is, that is no reason to stop: up to ten times as many then.
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
    let blind = replicates.saturating_mul(MOST_BLIND);
    loop {
        let done = records.len() as u32;
        if done >= most || course.stop.is_asked() {
            return Ok(records);
        }
        let target = match uncertainty(&records, metric, setting.worlds()) {
            Some(found) if found <= wanted => return Ok(records),
            // A tenth more than it seems to take, as the spread is itself an estimate.
            Some(found) => {
                let target = replicates_for(records.len(), found, wanted);
                target.saturating_add(target / 10)
            }
            // What has no value in runs so short has none in more of them.
            None if done >= blind || !has_value(&records, metric) => return Ok(records),
            None => blind,
        };
        let target = target.clamp(done + 1, most.min(done.saturating_mul(4)));
        planned(target);
        records.extend(run_setting(setting, done..target, course)?);
    }
}

/// Whether a metric has a value in any of these runs.
fn has_value(records: &[Record], metric: &str) -> bool {
    let mut values = records.iter().filter_map(|it| it.read(metric, None));
    values.any(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::Run;

    fn records(values: &[f64]) -> Vec<Record> {
        let of = |value: &f64| Record {
            run: vec![*value; Run::ALL.len()],
            ..Record::default()
        };
        values.iter().map(of).collect()
    }

    #[test]
    fn what_is_not_known_is_not_known_to_be_perfect() {
        let sure = |values: &[f64]| uncertainty(&records(values), "engaged_end", Worlds::Fixed);
        assert_eq!(sure(&[]), None);
        assert_eq!(sure(&[3.0]), None);
        assert_eq!(sure(&[3.0; 5]), None, "five that are the same");
        assert_eq!(sure(&[f64::NAN; 50]), None);
        assert_eq!(sure(&[0.0; 50]), None);
        assert_eq!(sure(&[3.0; 50]), Some(0.0));
        assert!(sure(&[3.0, 4.0, 5.0]).is_some_and(|it| it > 0.2));
        // None of thirty died: the share is not known to the last digit.
        assert_eq!(
            uncertainty(&records(&[0.0; 30]), "died", Worlds::Fixed),
            None
        );
        assert!(
            uncertainty(&records(&[1.0; 30]), "died", Worlds::Fixed).is_some_and(|it| it > 0.03)
        );
    }
}
