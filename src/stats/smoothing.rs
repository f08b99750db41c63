//! Exponential smoothing of a monthly series.

/// The `months` values after a monthly series by exponential smoothing with a damped trend (Gardner & McKenzie 1985),
/// and with twelve seasons if asked for (Holt–Winters). Weights are found on a grid by one-step squared errors after
/// the first year; a series without any values goes on at 0.
pub fn damped_trend(series: &[f64], months: usize, seasonal: bool) -> Vec<f64> {
    let mut best = (f64::INFINITY, Vec::new());
    let season_weights: &[f64] = if seasonal { &[0.05, 0.15, 0.4] } else { &[0.0] };
    for level_weight in [0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8] {
        for trend_weight in [0.01, 0.05, 0.1, 0.2, 0.4] {
            for damping in [0.8, 0.9, 0.95, 0.98] {
                for &season_weight in season_weights {
                    let weights = [level_weight, trend_weight, damping, season_weight];
                    let (error, forecast) = smooth(series, months, seasonal, weights);
                    if error < best.0 {
                        best = (error, forecast);
                    }
                }
            }
        }
    }
    best.1
}

/// Sum of the squared one-step errors with these weights, and what they forecast.
fn smooth(series: &[f64], months: usize, seasonal: bool, weights: [f64; 4]) -> (f64, Vec<f64>) {
    let [level_weight, trend_weight, damping, season_weight] = weights;
    let year = series.len().min(12);
    let first = series[..year].iter().sum::<f64>() / year.max(1) as f64;
    let mut level = if seasonal {
        first
    } else {
        series.first().copied().unwrap_or(0.0)
    };
    let mut trend = 0.0;
    let mut season = [0.0; 12];
    if seasonal {
        for (part, value) in season.iter_mut().zip(series) {
            *part = value - first;
        }
    }
    let mut error = 0.0;
    for (month, value) in series.iter().enumerate() {
        let part = season[month % 12];
        let expected = level + damping * trend + part;
        if month >= year {
            error += (value - expected).powi(2);
        }
        let before = level;
        level = level_weight * (value - part) + (1.0 - level_weight) * (level + damping * trend);
        trend = trend_weight * (level - before) + (1.0 - trend_weight) * damping * trend;
        if seasonal {
            season[month % 12] = season_weight * (value - level) + (1.0 - season_weight) * part;
        }
    }
    let mut kept = 0.0;
    let mut share = 1.0;
    let forecast = (0..months)
        .map(|month| {
            share *= damping;
            kept += share;
            level + kept * trend + season[(series.len() + month) % 12]
        })
        .collect();
    (error, forecast)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_goes_on_and_a_rise_fades() {
        let level = damped_trend(&[4.0; 30], 12, false);
        assert!(
            level.iter().all(|value| (value - 4.0).abs() < 1e-9),
            "{level:?}"
        );
        let rising: Vec<f64> = (0..40).map(|month| 0.1 * f64::from(month)).collect();
        let ahead = damped_trend(&rising, 60, false);
        let (first, last) = (ahead[1] - ahead[0], ahead[59] - ahead[58]);
        assert!(
            first > 0.05 && last > 0.0 && last < first / 2.0,
            "{first} {last}"
        );
    }

    #[test]
    fn seasons_come_back() {
        let summers: Vec<f64> = (0..72)
            .map(|month| f64::from(u8::from(month % 12 < 3)))
            .collect();
        let ahead = damped_trend(&summers, 12, true);
        assert!(ahead[1] - ahead[6] > 0.8, "{ahead:?}");
    }
}
