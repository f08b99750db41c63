//! What an experiment found for one part of a pattern.

use crate::stats::interval::{Interval, bootstrap_interval, percentile_interval};
use crate::stats::summary::{finite, median};
use crate::words::Phrase;

/// Coverage of the intervals in this module.
pub(super) const LEVEL: f64 = 0.80;
const RESAMPLES: usize = 1000;

/// What an experiment found for one part of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Identifier of the pattern.
    pub id: &'static str,
    /// Key of the part.
    pub part: &'static str,
    /// Key of the experiment.
    pub experiment: &'static str,
    /// The value; `None` where there was too little to measure.
    pub value: Option<f64>,
    /// The middle 80 % of replicates, or a bootstrap interval where the value is of all together.
    pub interval: Option<Interval>,
    /// Replicates (or communities, or departures) with a value.
    pub cases: usize,
    /// What else there is to say.
    pub note: Option<Phrase>,
}

impl Finding {
    /// The median over replicates with the middle 80 % of them. Values that are not finite are
    /// left out; there is no value when most are.
    pub fn over_replicates(
        experiment: &'static str,
        id: &'static str,
        part: &'static str,
        values: &[f64],
    ) -> Self {
        let known = finite(values.iter().copied());
        let enough = known.len() * 2 > values.len();
        Self {
            id,
            part,
            experiment,
            value: enough.then(|| median(&known)),
            interval: percentile_interval(known.clone(), LEVEL).filter(|_| enough),
            cases: known.len(),
            note: None,
        }
    }

    /// A statistic of all cases together, with a percentile bootstrap interval over the cases.
    pub fn of_all(
        experiment: &'static str,
        id: &'static str,
        part: &'static str,
        values: &[f64],
        least: usize,
        seed: u64,
        statistic: impl Fn(&[f64]) -> f64,
    ) -> Self {
        let enough = values.len() >= least.max(1);
        let value = statistic(values);
        Self {
            id,
            part,
            experiment,
            value: Some(value).filter(|value| enough && value.is_finite()),
            interval: bootstrap_interval(values, statistic, RESAMPLES, LEVEL, seed)
                .filter(|_| enough),
            cases: values.len(),
            note: None,
        }
    }

    /// The same with a remark.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<Phrase>) -> Self {
        self.note = Some(note.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::summary::mean;

    #[test]
    fn a_value_needs_most_replicates() {
        let few = Finding::over_replicates("logs", "P1", "gini", &[0.9, f64::NAN, f64::NAN]);
        assert_eq!((few.value, few.interval, few.cases), (None, None, 1));
        let most = Finding::over_replicates("logs", "P1", "gini", &[0.9, 0.8, f64::NAN]);
        assert_eq!(most.cases, 2);
        assert!((most.value.unwrap() - 0.85).abs() < 1e-12);
    }

    #[test]
    fn all_cases_together_give_one_value() {
        let all = Finding::of_all("x", "P19", "drops over half", &[0.0, 1.0], 3, 1, mean);
        assert_eq!((all.value, all.interval), (None, None));
        let all = Finding::of_all(
            "x",
            "P19",
            "drops over half",
            &[0.0, 1.0, 1.0, 0.0],
            3,
            1,
            mean,
        );
        assert_eq!(all.value, Some(0.5));
        assert!(all.interval.unwrap().contains(0.5));
    }
}
