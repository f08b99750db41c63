//! The levels of the weekdays.

use super::laws::Class;
use super::likelihood::{Cells, log_likelihood_of};
use super::optimise::climb;

/// Log odds of a weekday's level before the log is seen: near 1, and hardly below .1.
pub(super) const WEEKDAY_PRIOR: (f64, f64) = (2.0, 1.5);

/// The levels of the weekdays against the busiest one, as log odds.
pub(super) struct Week {
    visits: [usize; 7],
    busiest: usize,
}

impl Week {
    pub(super) fn new(visits: [usize; 7]) -> Self {
        let busiest = (0..7).max_by_key(|day| visits[*day]).unwrap_or(0);
        Self { visits, busiest }
    }

    pub(super) fn others(&self) -> impl Iterator<Item = usize> {
        let busiest = self.busiest;
        (0..7).filter(move |day| *day != busiest)
    }

    pub(super) fn levels(&self, odds: &[f64]) -> [f64; 7] {
        let mut levels = [1.0; 7];
        for (day, odds) in self.others().zip(odds) {
            levels[day] = 1.0 / (1.0 + (-odds).exp());
        }
        levels
    }

    /// Log odds to start from: of what was found already, or of the counts.
    pub(super) fn odds(&self, levels: &[f64; 7]) -> Vec<f64> {
        self.others()
            .map(|day| {
                let level = if levels[day] < 1.0 {
                    levels[day]
                } else {
                    self.visits[day] as f64 / self.visits[self.busiest].max(1) as f64
                };
                let level = level.clamp(0.05, 0.98);
                (level / (1.0 - level)).ln()
            })
            .collect()
    }

    pub(super) fn log_prior(odds: &[f64]) -> f64 {
        let (mean, sd) = WEEKDAY_PRIOR;
        odds.iter()
            .map(|odds| -0.5 * ((odds - mean) / sd).powi(2))
            .sum()
    }

    /// Levels given the laws.
    pub(super) fn fit(&self, cells: &Cells, classes: &[Class], now: &[f64; 7]) -> [f64; 7] {
        let value = |at: &[f64]| {
            log_likelihood_of(cells, classes, 0.0, &self.levels(at)) + Self::log_prior(at)
        };
        self.levels(&climb(&self.odds(now), 0.05, &value).0)
    }
}
