//! Simple forecasts of a monthly series, and how sure their own past errors make them.

use crate::stats::smoothing;

/// A simple way to forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Baseline {
    /// The mean of the last three months, for ever.
    Persistence,
    /// A straight line through the logs of the last twelve months.
    Trend,
    /// Holt's linear trend on logs, damped; weights by least squared one-step errors.
    DampedTrend,
    /// The same month of the last year.
    SeasonalNaive,
    /// Holt–Winters on logs with a damped trend and twelve seasons.
    HoltWinters,
}

impl Baseline {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Persistence,
        Self::Trend,
        Self::DampedTrend,
        Self::SeasonalNaive,
        Self::HoltWinters,
    ];

    /// Name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Persistence => "persistence",
            Self::Trend => "trend",
            Self::DampedTrend => "damped trend",
            Self::SeasonalNaive => "seasonal naive",
            Self::HoltWinters => "Holt–Winters",
        }
    }

    /// Forecasts `months` further values.
    pub fn forecast(self, history: &[f64], months: usize) -> Vec<f64> {
        let count = history.len();
        if count == 0 {
            return vec![0.0; months];
        }
        match self {
            Self::Persistence => {
                let last = &history[count.saturating_sub(3)..];
                vec![last.iter().sum::<f64>() / last.len().max(1) as f64; months]
            }
            Self::Trend => {
                let last = &history[count.saturating_sub(12)..];
                let logs: Vec<f64> = last.iter().map(|value| value.max(1.0).ln()).collect();
                let middle = (logs.len() as f64 - 1.0) / 2.0;
                let mean = logs.iter().sum::<f64>() / logs.len() as f64;
                let (mut with, mut square) = (0.0, 0.0);
                for (at, log) in logs.iter().enumerate() {
                    with += (at as f64 - middle) * (log - mean);
                    square += (at as f64 - middle).powi(2);
                }
                let slope = if square > 0.0 { with / square } else { 0.0 };
                (0..months)
                    .map(|month| (mean + slope * (logs.len() as f64 + month as f64 - middle)).exp())
                    .collect()
            }
            Self::SeasonalNaive => (0..months)
                .map(|month| history[(count - count.min(12)) + month % count.min(12)])
                .collect(),
            Self::DampedTrend => smoothed(history, months, false),
            Self::HoltWinters => smoothed(history, months, count >= 24),
        }
    }

    /// The forecast as an ensemble: shifted by the errors, on the log scale, that the same way of
    /// forecasting made at each distance from earlier origins of the same history, both ways.
    /// Distances for which fewer than eight errors are known borrow those of the longest known one,
    /// growing with the square root of the distance.
    pub fn ensemble(self, history: &[f64], months: usize) -> Vec<Vec<f64>> {
        let count = history.len();
        // No way of forecasting knows anything before the first month.
        let first = (count / 2).max(12).min(count.saturating_sub(9)).max(1);
        let mut errors: Vec<Vec<f64>> = vec![Vec::new(); count.max(1)];
        for origin in first..count {
            let ahead = self.forecast(&history[..origin], count - origin);
            for (distance, (forecast, actual)) in ahead.iter().zip(&history[origin..]).enumerate() {
                errors[distance].push(((actual + 1.0) / (forecast + 1.0)).ln());
            }
        }
        let known = errors
            .iter()
            .take_while(|errors| errors.len() >= 8)
            .count()
            .max(1);
        self.forecast(history, months)
            .iter()
            .enumerate()
            .map(|(distance, forecast)| {
                let from = distance.min(known - 1);
                let growth = ((distance + 1) as f64 / (from + 1) as f64).sqrt();
                let shifted = errors[from]
                    .iter()
                    .flat_map(|error| [error * growth, -error * growth]);
                shifted
                    .map(|shift| ((forecast + 1.0) * shift.exp() - 1.0).max(0.0))
                    .collect()
            })
            .collect()
    }
}

/// Counts by exponential smoothing of their logs.
fn smoothed(history: &[f64], months: usize, seasonal: bool) -> Vec<f64> {
    let logs: Vec<f64> = history.iter().map(|value| value.ln_1p()).collect();
    smoothing::damped_trend(&logs, months, seasonal)
        .iter()
        .map(|log| log.exp_m1().max(0.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_forecasting_copes_with_the_shortest_histories() {
        for count in 0..40 {
            let history: Vec<f64> = (0..count).map(|month| f64::from(month % 7)).collect();
            for baseline in Baseline::ALL {
                let forecast = baseline.forecast(&history, 30);
                assert_eq!(forecast.len(), 30);
                assert!(
                    forecast
                        .iter()
                        .all(|value| value.is_finite() && *value >= 0.0)
                );
                let ensemble = baseline.ensemble(&history, 30);
                assert_eq!(ensemble.len(), 30);
                let values = ensemble.iter().flatten();
                assert!(values.copied().all(|value: f64| value >= 0.0));
                assert_eq!(ensemble[0].is_empty(), count < 2, "{count}: {baseline:?}");
            }
        }
    }
}
