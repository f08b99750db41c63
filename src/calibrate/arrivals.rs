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
    /// Growth that every community comes back to.
    pub long_run: f64,
    /// Share of what its growth is off the long run that a month keeps.
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
    /// The monthly counts of newcomers that were fitted.
    pub counts: Vec<u32>,
    /// The monthly counts of active members.
    pub active: Vec<u32>,
}

/// What is known of the ways of communities in general: prior median and log standard deviation of
/// the level's step, growth's step and noise, and the damping. Chosen on the first 60 % of the
/// archives, never on what is forecast (`docs/calibration.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Habits {
    /// Median of the level's step.
    pub level_step: f64,
    /// Median of growth's step.
    pub growth_step: f64,
    /// Median of the noise.
    pub noise: f64,
    /// Median of the step of the level of active members.
    pub active_level_step: f64,
    /// Median of the noise of active members.
    pub active_noise: f64,
    /// Standard deviation of the log of these five.
    pub spread: f64,
    /// Growth that every community comes back to.
    pub long_run: f64,
    /// Share of what its growth is off the long run that a month keeps.
    pub damping: f64,
    /// Standard deviation of growth before anything is seen.
    pub growth_sd: f64,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            level_step: 0.15,
            growth_step: 0.003,
            noise: 0.1,
            active_level_step: 0.03,
            active_noise: 0.06,
            spread: 0.5,
            long_run: -0.007,
            damping: 0.9,
            growth_sd: 0.02,
        }
    }
}

/// Months after which active members say something of growth: a community that begins with nobody
/// gathers members for a while even if arrivals do not grow.
const RIPE: usize = 24;

/// Places in the state: log arrivals, log of active members, growth of both.
const ARRIVALS: usize = 0;
const ACTIVE: usize = 1;
const GROWTH: usize = 2;
const STATES: usize = 3;

type Vector = [f64; STATES];
type Matrix = [[f64; STATES]; STATES];

#[derive(Clone, Copy)]
struct State {
    mean: Vector,
    variance: Matrix,
}

/// The unknown sizes of steps and noises.
#[derive(Clone, Copy)]
struct Steps {
    level: f64,
    growth: f64,
    noise: f64,
    active_level: f64,
    active_noise: f64,
}

/// Fits the trend to monthly counts of newcomers and of active members, the last of which end at
/// the split. Both share their growth: a community that loses its members loses its newcomers too,
/// and the count of members says so with less noise.
pub fn fit(counts: &[u32], active: &[u32], habits: &Habits) -> Arrivals {
    let mut season = [0.0; SEASONS];
    let mut season_sd = 0.0;
    let medians = [
        habits.level_step,
        habits.growth_step,
        habits.noise,
        habits.active_level_step,
        habits.active_noise,
    ];
    let steps = |at: &[f64]| {
        let size = |index: usize| medians[index] * at[index].clamp(-3.0, 3.0).exp();
        Steps {
            level: size(0),
            growth: size(1),
            noise: size(2),
            active_level: size(3),
            active_noise: size(4),
        }
    };
    let mut at = vec![0.0; medians.len()];
    let mut filtered = filter(counts, active, &season, &steps(&at), habits);
    for _ in 0..2 {
        let value = |at: &[f64]| {
            let prior: f64 = at
                .iter()
                .map(|log| -0.5 * (log / habits.spread).powi(2))
                .sum();
            prior + filter(counts, active, &season, &steps(at), habits).log_likelihood
        };
        at = climb(&at, 0.01, &value).0;
        filtered = filter(counts, active, &season, &steps(&at), habits);
        (season, season_sd) = fit_season(counts, &filtered.smoothed, steps(&at).noise);
    }
    let steps = steps(&at);
    let State { mean, variance } = filtered.last;
    let trend = Trend {
        level: mean[ARRIVALS] - f64::from(MONTH).ln(),
        level_sd: variance[ARRIVALS][ARRIVALS].sqrt(),
        growth: mean[GROWTH],
        growth_sd: variance[GROWTH][GROWTH].sqrt(),
        correlation: (variance[ARRIVALS][GROWTH]
            / (variance[ARRIVALS][ARRIVALS] * variance[GROWTH][GROWTH]).sqrt())
        .clamp(-0.999, 0.999),
        long_run: habits.long_run,
        damping: habits.damping,
        growth_step: steps.growth,
        level_step: steps.level,
        noise: steps.noise,
    };
    Arrivals {
        trend,
        season: season.map(f64::exp),
        season_sd,
        counts: counts.to_vec(),
        active: active.to_vec(),
    }
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
fn filter(
    counts: &[u32],
    active: &[u32],
    season: &[f64; SEASONS],
    steps: &Steps,
    habits: &Habits,
) -> Filtered {
    let months = counts.len();
    let seasonal: Vec<f64> = (0..months)
        .map(|month| season[part_of_year(months - month)])
        .collect();
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
    let mut round = smooth(counts, active, &seasonal, &path, steps, habits);
    for _ in 0..8 {
        let moved = path
            .iter()
            .zip(&round.smoothed)
            .map(|(old, new)| (old - new).abs())
            .fold(0.0, f64::max);
        if moved < 1e-4 {
            break;
        }
        for (old, new) in path.iter_mut().zip(&round.smoothed) {
            *old += (new - *old).clamp(-1.0, 1.0);
        }
        round = smooth(counts, active, &seasonal, &path, steps, habits);
    }
    round
}

/// Takes in an observation of one place of the state. Returns its log density.
fn observe(state: &mut State, place: usize, value: f64, variance: f64) -> f64 {
    let total = state.variance[place][place] + variance;
    let surprise = value - state.mean[place];
    let column: Vector = std::array::from_fn(|row| state.variance[row][place]);
    for row in 0..STATES {
        state.mean[row] += column[row] / total * surprise;
        for other in 0..STATES {
            state.variance[row][other] -= column[row] * column[other] / total;
        }
    }
    -0.5 * (total.ln() + surprise * surprise / total)
}

fn smooth(
    counts: &[u32],
    active: &[u32],
    seasonal: &[f64],
    path: &[f64],
    steps: &Steps,
    habits: &Habits,
) -> Filtered {
    let months = counts.len();
    let damping = habits.damping;
    let passage: Matrix = [
        [1.0, 0.0, damping],
        [0.0, 1.0, damping],
        [0.0, 0.0, damping],
    ];
    let (level, growth, active_level) = (
        steps.level.powi(2),
        steps.growth.powi(2),
        steps.active_level.powi(2),
    );
    // The same step of growth moves both levels.
    let step: Matrix = [
        [level + growth, growth, growth],
        [growth, active_level + growth, growth],
        [growth; STATES],
    ];
    let first_active = active
        .first()
        .map_or(0.0, |count| (f64::from(*count) + 0.5).ln());
    let mut state = State {
        mean: [path.first().copied().unwrap_or(-3.0), first_active, 0.0],
        variance: [
            [4.0, 0.0, 0.0],
            [0.0, 4.0, 0.0],
            [0.0, 0.0, habits.growth_sd.powi(2)],
        ],
    };
    let mut log_likelihood = 0.0;
    let mut predicted = Vec::with_capacity(months);
    let mut updated = Vec::with_capacity(months);
    for month in 0..months {
        if month > 0 {
            let pulled = (1.0 - damping) * habits.long_run;
            let mean = apply(&passage, &state.mean).map(|value| value + pulled);
            state = State {
                mean,
                variance: carried(&passage, &state.variance, &step),
            };
        }
        predicted.push(state);
        let signal = path[month] + seasonal[month];
        let rate = signal.exp();
        let response = path[month] + (f64::from(counts[month]) - rate) / rate;
        let variance = 1.0 / rate + steps.noise.powi(2);
        log_likelihood += observe(&mut state, ARRIVALS, response, variance);
        // The working response is as informative as the count: its density is put back on the counts' scale.
        log_likelihood += 0.5 * variance.ln()
            + 0.5 * (response - path[month]).powi(2) / variance
            + count_log_chance(counts[month], signal, steps.noise.powi(2));
        if month >= RIPE.min(months / 2) {
            let members = f64::from(active[month]) + 0.5;
            let variance = 0.25 / members + steps.active_noise.powi(2);
            log_likelihood += observe(&mut state, ACTIVE, members.ln(), variance);
        }
        updated.push(state);
    }
    let last = state;
    // Backwards (Rauch, Tung & Striebel).
    let mut smoothed = vec![0.0; months];
    let mut later: Option<Vector> = None;
    for month in (0..months).rev() {
        let here = &updated[month];
        let mean = match later {
            None => here.mean,
            Some(next) => {
                let ahead: &State = &predicted[month + 1];
                let off: Vector = std::array::from_fn(|row| next[row] - ahead.mean[row]);
                let weighted = apply(&inverse(&ahead.variance), &off);
                // Covariance of this month's state with next month's.
                let across: Matrix = std::array::from_fn(|row| {
                    std::array::from_fn(|column| {
                        (0..STATES)
                            .map(|inner| here.variance[row][inner] * passage[column][inner])
                            .sum()
                    })
                });
                let shift = apply(&across, &weighted);
                std::array::from_fn(|row| here.mean[row] + shift[row])
            }
        };
        smoothed[month] = mean[ARRIVALS];
        later = Some(mean);
    }
    Filtered {
        log_likelihood,
        smoothed,
        last,
    }
}

fn apply(matrix: &Matrix, vector: &Vector) -> Vector {
    std::array::from_fn(|row| {
        (0..STATES)
            .map(|column| matrix[row][column] * vector[column])
            .sum()
    })
}

/// The variance a step later.
fn carried(passage: &Matrix, variance: &Matrix, step: &Matrix) -> Matrix {
    std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            let mut sum = step[row][column];
            for (one, line) in variance.iter().enumerate() {
                for (other, covariance) in line.iter().enumerate() {
                    sum += passage[row][one] * covariance * passage[column][other];
                }
            }
            sum
        })
    })
}

/// Inverse of a symmetric matrix by cofactors, kept from being singular.
fn inverse(matrix: &Matrix) -> Matrix {
    let mut matrix = *matrix;
    for (row, line) in matrix.iter_mut().enumerate() {
        line[row] *= 1.0 + 1e-9;
        line[row] += 1e-12;
    }
    let minor = |row: usize, column: usize| {
        let (r1, r2) = ((row + 1) % 3, (row + 2) % 3);
        let (c1, c2) = ((column + 1) % 3, (column + 2) % 3);
        matrix[r1][c1] * matrix[r2][c2] - matrix[r1][c2] * matrix[r2][c1]
    };
    let determinant: f64 = (0..3)
        .map(|column| matrix[0][column] * minor(0, column))
        .sum();
    std::array::from_fn(|row| std::array::from_fn(|column| minor(column, row) / determinant))
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
    let raw: Vec<f64> = (0..SEASONS)
        .map(|part| ((observed[part] + 0.5) / (expected[part] + 0.5)).ln())
        .collect();
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
    let sd = error
        .iter()
        .map(|error| between * error / (between + error).max(1e-12))
        .sum::<f64>()
        / count;
    (season, sd.sqrt())
}
