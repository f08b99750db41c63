//! Who comes, month by month: a damped local trend with season, fitted to the counts of newcomers.
//!
//! Months are 30 days, counted back from the split. The log rate of month t is level + season, the
//! level follows a damped local linear trend (Gardner & McKenzie 1985; Durbin & Koopman 2012, "Time
//! Series Analysis by State Space Methods", sections 3.2 and 10.6), and counts are Poisson around
//! the rate times a log-normal noise of the month. The posterior of the path is found by iterated
//! Kalman filtering and smoothing of the working response, hyperparameters by the marginal
//! likelihood with weak priors.

use super::optimise::climb;

/// Days in a month here.
pub const MONTH: u32 = 30;
/// Months in a year of the season; a season of 365 days in steps of 365/12.
pub const SEASONS: usize = 12;

/// What the future of arrivals starts from, in the terms of the model's `demand.wander`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Log of arrivals a day at the split, without season.
    pub level: f64,
    /// Its standard deviation.
    pub level_sd: f64,
    /// Growth of the log per month at the split.
    pub growth: f64,
    /// Its standard deviation.
    pub growth_sd: f64,
    /// Correlation of both.
    pub correlation: f64,
    /// Share of its growth that a month keeps.
    pub damping: f64,
    /// Standard deviation of a month's step of growth.
    pub growth_step: f64,
    /// Standard deviation of a month's step of the level.
    pub level_step: f64,
    /// Standard deviation of a month's own noise.
    pub noise: f64,
}

/// The fitted arrivals.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrivals {
    /// The trend at the split.
    pub trend: Trend,
    /// Factors of the twelve parts of the year that begins at the split; mean 1.
    pub season: [f64; SEASONS],
    /// Standard deviation of the log of a factor.
    pub season_sd: f64,
    /// The monthly counts that were fitted.
    pub counts: Vec<u32>,
}

/// What is known of the ways of communities in general: prior median and log standard deviation of
/// the level's step, growth's step and noise, and the damping. Found on the first half of the
/// archives, never on what is forecast (`docs/validation.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Habits {
    /// Median of the level's step.
    pub level_step: f64,
    /// Median of growth's step.
    pub growth_step: f64,
    /// Median of the noise.
    pub noise: f64,
    /// Standard deviation of the log of these three.
    pub spread: f64,
    /// Share of its growth that a month keeps.
    pub damping: f64,
    /// Standard deviation of growth before anything is seen.
    pub growth_sd: f64,
}

impl Default for Habits {
    fn default() -> Self {
        Self { level_step: 0.08, growth_step: 0.006, noise: 0.1, spread: 0.7, damping: 0.98, growth_sd: 0.02 }
    }
}

/// Mean and covariance of level and growth.
#[derive(Clone, Copy)]
struct State {
    level: f64,
    growth: f64,
    level_variance: f64,
    covariance: f64,
    growth_variance: f64,
}

/// Fits the trend to monthly counts, the last of which ends at the split.
pub fn fit(counts: &[u32], habits: &Habits) -> Arrivals {
    let mut season = [0.0; SEASONS];
    let mut season_sd = 0.0;
    let medians = [habits.level_step, habits.growth_step, habits.noise];
    let mut at = [0.0; 3];
    let steps = |at: &[f64]| -> [f64; 3] { std::array::from_fn(|index| medians[index] * at[index].clamp(-3.0, 3.0).exp()) };
    let mut filtered = filter(counts, &season, &steps(&at), habits);
    for _ in 0..2 {
        let value = |at: &[f64]| {
            let prior: f64 = at.iter().map(|log| -0.5 * (log / habits.spread).powi(2)).sum();
            prior + filter(counts, &season, &steps(at), habits).log_likelihood
        };
        let found = climb(&at, 0.01, &value).0;
        at = [found[0], found[1], found[2]];
        filtered = filter(counts, &season, &steps(&at), habits);
        (season, season_sd) = fit_season(counts, &filtered.smoothed, steps(&at)[2]);
    }
    let [level_step, growth_step, noise] = steps(&at);
    let last = filtered.last;
    let trend = Trend {
        level: last.level - f64::from(MONTH).ln(),
        level_sd: last.level_variance.sqrt(),
        growth: last.growth,
        growth_sd: last.growth_variance.sqrt(),
        correlation: (last.covariance / (last.level_variance * last.growth_variance).sqrt()).clamp(-0.999, 0.999),
        damping: habits.damping,
        growth_step,
        level_step,
        noise,
    };
    Arrivals { trend, season: season.map(f64::exp), season_sd, counts: counts.to_vec() }
}

struct Filtered {
    log_likelihood: f64,
    smoothed: Vec<f64>,
    last: State,
}

/// Part of the year of a month that lies `before` months before the split, counting forward from the split.
fn part_of_year(before: usize) -> usize {
    let middle = -(before as f64 - 0.5) * f64::from(MONTH);
    ((middle.rem_euclid(365.0)) / 365.0 * SEASONS as f64) as usize % SEASONS
}

/// The iterated filter and smoother: working responses are taken at the smoothed path until it rests.
fn filter(counts: &[u32], season: &[f64; SEASONS], steps: &[f64; 3], habits: &Habits) -> Filtered {
    let months = counts.len();
    let seasonal: Vec<f64> = (0..months).map(|month| season[part_of_year(months - month)]).collect();
    let mean = counts.iter().map(|count| f64::from(*count)).sum::<f64>() / months.max(1) as f64;
    // A moving average is a safe place to start from.
    let mut path: Vec<f64> = (0..months)
        .map(|month| {
            let around = month.saturating_sub(2)..(month + 3).min(months);
            let length = around.len() as f64;
            let sum: f64 = counts[around].iter().map(|count| f64::from(*count)).sum();
            ((sum + 0.5 * mean.min(1.0) + 0.05) / length).ln()
        })
        .collect();
    let mut result = None;
    for _ in 0..8 {
        let round = smooth(counts, &seasonal, &path, steps, habits);
        let moved = path.iter().zip(&round.smoothed).map(|(old, new)| (old - new).abs()).fold(0.0, f64::max);
        for (old, new) in path.iter_mut().zip(&round.smoothed) {
            *old += (new - *old).clamp(-1.0, 1.0);
        }
        result = Some(round);
        if moved < 1e-4 {
            break;
        }
    }
    result.unwrap_or(Filtered {
        log_likelihood: 0.0,
        smoothed: Vec::new(),
        last: State {
            level: 0.05_f64.ln(),
            growth: 0.0,
            level_variance: 1.0,
            covariance: 0.0,
            growth_variance: habits.growth_sd * habits.growth_sd,
        },
    })
}

fn smooth(counts: &[u32], seasonal: &[f64], path: &[f64], steps: &[f64; 3], habits: &Habits) -> Filtered {
    let months = counts.len();
    let damping = habits.damping;
    let [level_step, growth_step, noise] = steps.map(|step| step * step);
    let mut state = State {
        level: path.first().copied().unwrap_or(0.0),
        growth: 0.0,
        level_variance: 4.0,
        covariance: 0.0,
        growth_variance: habits.growth_sd * habits.growth_sd,
    };
    let mut log_likelihood = 0.0;
    let mut predicted = Vec::with_capacity(months);
    let mut updated = Vec::with_capacity(months);
    for month in 0..months {
        if month > 0 {
            let growth = damping * state.growth;
            let growth_variance = damping * damping * state.growth_variance + growth_step;
            let carried = damping * state.covariance;
            state = State {
                level: state.level + growth,
                growth,
                level_variance: state.level_variance + 2.0 * carried + growth_variance + level_step,
                covariance: carried + growth_variance,
                growth_variance,
            };
        }
        predicted.push(state);
        let signal = path[month] + seasonal[month];
        let rate = signal.exp();
        let response = path[month] + (f64::from(counts[month]) - rate) / rate;
        let variance = 1.0 / rate + noise;
        let total = state.level_variance + variance;
        let surprise = response - state.level;
        log_likelihood += -0.5 * (total.ln() + surprise * surprise / total);
        // The working response is as informative as the count: its density is put back on the counts' scale.
        log_likelihood += 0.5 * variance.ln() + 0.5 * (response - path[month]).powi(2) / variance
            + count_log_chance(counts[month], signal, noise);
        let (level_gain, growth_gain) = (state.level_variance / total, state.covariance / total);
        state = State {
            level: state.level + level_gain * surprise,
            growth: state.growth + growth_gain * surprise,
            level_variance: state.level_variance * (1.0 - level_gain),
            covariance: state.covariance * (1.0 - level_gain),
            growth_variance: state.growth_variance - growth_gain * state.covariance,
        };
        updated.push(state);
    }
    // Backwards (Rauch, Tung & Striebel).
    let mut smoothed = vec![0.0; months];
    let mut later: Option<(f64, f64)> = None;
    for month in (0..months).rev() {
        let here = updated[month];
        let (level, growth) = match later {
            None => (here.level, here.growth),
            Some((next_level, next_growth)) => {
                let ahead = predicted[month + 1];
                let determinant = (ahead.level_variance * ahead.growth_variance - ahead.covariance * ahead.covariance).max(1e-18);
                let off = [next_level - ahead.level, next_growth - ahead.growth];
                let solved = [
                    (ahead.growth_variance * off[0] - ahead.covariance * off[1]) / determinant,
                    (ahead.level_variance * off[1] - ahead.covariance * off[0]) / determinant,
                ];
                // Covariance of this month's state with next month's.
                let level_ahead = here.level_variance + damping * here.covariance;
                let growth_ahead = here.covariance + damping * here.growth_variance;
                (
                    here.level + level_ahead * solved[0] + damping * here.covariance * solved[1],
                    here.growth + growth_ahead * solved[0] + damping * here.growth_variance * solved[1],
                )
            }
        };
        smoothed[month] = level;
        later = Some((level, growth));
    }
    Filtered { log_likelihood, smoothed, last: state }
}

/// Log chance of a count given the log rate, the month's noise taken into account to second order:
/// negative binomial with the same mean and variance.
fn count_log_chance(count: u32, signal: f64, noise: f64) -> f64 {
    let (count, rate) = (f64::from(count), signal.exp());
    let shape = 1.0 / noise.max(1e-6);
    libm::lgamma(count + shape) - libm::lgamma(shape) - libm::lgamma(count + 1.0)
        + shape * (shape / (shape + rate)).ln()
        + count * (rate / (shape + rate)).ln()
}

/// Log factors of the parts of the year from what the smoothed level leaves, shrunk by how much of
/// their spread is noise (empirical Bayes). Nothing is claimed before three years are seen.
fn fit_season(counts: &[u32], smoothed: &[f64], noise: f64) -> ([f64; SEASONS], f64) {
    let months = counts.len();
    if months < 37 {
        return ([0.0; SEASONS], 0.0);
    }
    let mut observed = [0.0; SEASONS];
    let mut expected = [0.0; SEASONS];
    let mut seen = [0.0; SEASONS];
    for month in 0..months {
        let part = part_of_year(months - month);
        observed[part] += f64::from(counts[month]);
        expected[part] += smoothed[month].exp();
        seen[part] += 1.0;
    }
    let raw: Vec<f64> = (0..SEASONS).map(|part| ((observed[part] + 0.5) / (expected[part] + 0.5)).ln()).collect();
    let error: Vec<f64> = (0..SEASONS)
        .map(|part| 1.0 / (expected[part] + 0.5) + noise * noise / f64::max(seen[part], 1.0))
        .collect();
    let count = SEASONS as f64;
    let mean = raw.iter().sum::<f64>() / count;
    let spread = raw.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let between = (spread - error.iter().sum::<f64>() / count).max(0.0);
    let mut season = [0.0; SEASONS];
    for part in 0..SEASONS {
        season[part] = (raw[part] - mean) * between / (between + error[part]);
    }
    let centre = (season.iter().map(|log| log.exp()).sum::<f64>() / count).ln();
    for log in &mut season {
        *log -= centre;
    }
    let sd = error.iter().map(|error| between * error / (between + error).max(1e-12)).sum::<f64>() / count;
    (season, sd.sqrt())
}
