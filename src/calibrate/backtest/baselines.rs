//! Simple forecasts of a monthly series, and how sure their own past errors make them.

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
        let first = (count / 2).max(12).min(count.saturating_sub(9));
        let mut errors: Vec<Vec<f64>> = vec![Vec::new(); count];
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

/// Exponential smoothing of logs with a damped trend, and seasons if asked for. Weights are found
/// on a grid by one-step squared errors after the first year.
fn smoothed(history: &[f64], months: usize, seasonal: bool) -> Vec<f64> {
    let logs: Vec<f64> = history.iter().map(|value| (value + 1.0).ln()).collect();
    let mut best = (f64::INFINITY, Vec::new());
    let season_weights: &[f64] = if seasonal { &[0.05, 0.15, 0.4] } else { &[0.0] };
    for level_weight in [0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8] {
        for trend_weight in [0.01, 0.05, 0.1, 0.2, 0.4] {
            for damping in [0.8, 0.9, 0.95, 0.98] {
                for &season_weight in season_weights {
                    let weights = [level_weight, trend_weight, damping, season_weight];
                    let (error, forecast) = smooth(&logs, months, seasonal, weights);
                    if error < best.0 {
                        best = (error, forecast);
                    }
                }
            }
        }
    }
    best.1
        .iter()
        .map(|log| (log.exp() - 1.0).max(0.0))
        .collect()
}

fn smooth(logs: &[f64], months: usize, seasonal: bool, weights: [f64; 4]) -> (f64, Vec<f64>) {
    let [level_weight, trend_weight, damping, season_weight] = weights;
    let year = logs.len().min(12);
    let first = logs[..year].iter().sum::<f64>() / year.max(1) as f64;
    let mut level = if seasonal {
        first
    } else {
        logs.first().copied().unwrap_or(0.0)
    };
    let mut trend = 0.0;
    let mut season = [0.0; 12];
    if seasonal {
        for (part, log) in season.iter_mut().zip(logs) {
            *part = log - first;
        }
    }
    let mut error = 0.0;
    for (month, log) in logs.iter().enumerate() {
        let part = season[month % 12];
        let expected = level + damping * trend + part;
        if month >= year {
            error += (log - expected).powi(2);
        }
        let before = level;
        level = level_weight * (log - part) + (1.0 - level_weight) * (level + damping * trend);
        trend = trend_weight * (level - before) + (1.0 - trend_weight) * damping * trend;
        if seasonal {
            season[month % 12] = season_weight * (log - level) + (1.0 - season_weight) * part;
        }
    }
    let mut kept = 0.0;
    let mut share = 1.0;
    let forecast = (0..months)
        .map(|month| {
            share *= damping;
            kept += share;
            level + kept * trend + season[(logs.len() + month) % 12]
        })
        .collect();
    (error, forecast)
}
