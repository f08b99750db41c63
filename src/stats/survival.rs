//! How long things last when some are still going on: Kaplan & Meier 1958.

use super::interval::{Interval, normal_quantile};

/// One life: how long it was watched, and whether it ended then.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lifetime {
    /// Time from its start to its end or to the end of observation; at least 0.
    pub duration: f64,
    /// True if it ended; false if it was still going on (right-censored).
    pub ended: bool,
}

/// A time at which at least one life ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalStep {
    /// The time.
    pub time: f64,
    /// Lives watched and not ended just before it. Lives censored at this very time count.
    pub at_risk: usize,
    /// Lives that ended at it.
    pub ended: usize,
    /// Share surviving beyond it.
    pub survival: f64,
    /// Interval of that share, from Greenwood's variance on the log(−log) scale, which never
    /// leaves [0, 1]. [0, 0] once nobody is left.
    pub interval: Interval,
}

/// A survival curve: 1 at first, down a step at every time a life ended.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalCurve {
    /// The steps in order of time.
    pub steps: Vec<SurvivalStep>,
    /// The longest time any life was watched; the curve is unknown beyond it unless it is 0.
    pub watched: f64,
}

/// The Kaplan–Meier curve of `lifetimes` with intervals of coverage `level`.
///
/// Lives with a duration that is `NaN` are left out. `None` for no lives or a level outside
/// (0, 1).
pub fn kaplan_meier(lifetimes: &[Lifetime], level: f64) -> Option<SurvivalCurve> {
    let mut sorted: Vec<Lifetime> = lifetimes
        .iter()
        .copied()
        .filter(|life| !life.duration.is_nan())
        .collect();
    let watched = sorted
        .iter()
        .map(|life| life.duration)
        .max_by(f64::total_cmp)?;
    let reach = normal_quantile(f64::midpoint(1.0, level));
    if reach.is_nan() || level <= 0.0 {
        return None;
    }
    sorted.sort_unstable_by(|left, right| left.duration.total_cmp(&right.duration));
    let mut steps = Vec::new();
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let mut at_risk = sorted.len();
    for group in sorted.chunk_by(|left, right| left.duration == right.duration) {
        let ended = group.iter().filter(|life| life.ended).count();
        if ended > 0 {
            survival *= 1.0 - ended as f64 / at_risk as f64;
            greenwood += ended as f64 / (at_risk as f64 * (at_risk - ended) as f64);
            steps.push(SurvivalStep {
                time: group[0].duration,
                at_risk,
                ended,
                survival,
                interval: log_log_interval(survival, greenwood, reach),
            });
        }
        at_risk -= group.len();
    }
    Some(SurvivalCurve { steps, watched })
}

fn log_log_interval(survival: f64, greenwood: f64, reach: f64) -> Interval {
    if survival <= 0.0 {
        return Interval {
            low: 0.0,
            high: 0.0,
        };
    }
    let log = survival.ln();
    let shift = reach * greenwood.sqrt() / log;
    Interval {
        low: survival.powf((-shift).exp()),
        high: survival.powf(shift.exp()),
    }
}

impl SurvivalCurve {
    /// Share surviving beyond `time`.
    pub fn at(&self, time: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.time <= time);
        passed
            .checked_sub(1)
            .map_or(1.0, |index| self.steps[index].survival)
    }

    /// The first time at which at most `share` survive; `None` if observation ended before.
    pub fn time_to(&self, share: f64) -> Option<f64> {
        self.steps
            .iter()
            .find(|step| step.survival <= share + 1e-12)
            .map(|step| step.time)
    }

    /// Median life: [`Self::time_to`] one half.
    pub fn median(&self) -> Option<f64> {
        self.time_to(0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lives(rows: &[(f64, bool)]) -> Vec<Lifetime> {
        rows.iter()
            .map(|&(duration, ended)| Lifetime { duration, ended })
            .collect()
    }

    #[test]
    fn a_curve_by_hand() {
        let rows = [
            (1.0, true),
            (2.0, false),
            (2.0, true),
            (3.0, true),
            (4.0, false),
        ];
        let curve = kaplan_meier(&lives(&rows), 0.95).unwrap();
        let expected = [0.8, 0.8 * 0.75, 0.8 * 0.75 * 0.5];
        for (step, survival) in curve.steps.iter().zip(expected) {
            assert!((step.survival - survival).abs() < 1e-12);
        }
        assert_eq!(curve.at(0.5), 1.0);
        assert_eq!(curve.median(), Some(3.0));
    }

    #[test]
    fn nobody_ends_or_nobody_is_there() {
        let curve = kaplan_meier(&lives(&[(3.0, false)]), 0.95).unwrap();
        assert_eq!((curve.at(9.0), curve.median()), (1.0, None));
        assert!(kaplan_meier(&[], 0.95).is_none());
        assert!(kaplan_meier(&lives(&[(3.0, false)]), 1.0).is_none());
    }

    proptest! {
        #[test]
        fn without_censoring_it_is_the_share_alive(
            durations in prop::collection::vec(0_u16..30, 1..60),
            time in 0_u16..30,
        ) {
            let rows: Vec<_> = durations.iter().map(|&day| (f64::from(day), true)).collect();
            let curve = kaplan_meier(&lives(&rows), 0.95).unwrap();
            let alive = durations.iter().filter(|&&day| day > time).count() as f64;
            prop_assert!((curve.at(f64::from(time)) - alive / durations.len() as f64).abs() < 1e-9);
        }

        #[test]
        fn it_falls_within_its_interval(
            rows in prop::collection::vec((0_u16..30, any::<bool>()), 1..60),
        ) {
            let rows: Vec<_> = rows.iter().map(|&(day, ended)| (f64::from(day), ended)).collect();
            let curve = kaplan_meier(&lives(&rows), 0.95).unwrap();
            prop_assert!(curve.steps.windows(2).all(|pair| pair[0].survival > pair[1].survival));
            prop_assert!(curve.steps.iter().all(|step| step.interval.contains(step.survival)));
        }
    }
}
