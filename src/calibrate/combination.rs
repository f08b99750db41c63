//! The forecast of a monthly series: the model's runs, combined with the course that the series
//! takes by itself.
//!
//! The model knows who is there and how habits drift; it does not know where a community is heading
//! for reasons outside it. What is known of that is the course: the level of the last three months,
//! and a slope, drawn towards none the shorter the history is, less the loss
//! that communities suffer one way or another, all of it fading over eight years; months of the year
//! differ as they did. Slopes over three years and over six, believed readily and slowly, are averaged:
//! which of them is best hangs on the community, and eight logs cannot tell it of a ninth. Over the first three
//! years a damped trend is mixed in: it knows less of where things go and more of where they stand. The course has an interval of its own, wider below than above: ends come more
//! often than revivals. Model and course are combined quantile by quantile on the log scale. The model's
//! weight rises from none to two fifths over the first years: it is what is known of a year that the next
//! months resemble most.
//!
//! Messages follow their own course and that of the active members, halves of each.
//!
//! ## Where the constants come from
//!
//! Those of slope and loss are the middle of a range, which forecasts a log left out better than the best
//! constants of the seven others do. The weight of the damped trend costs a hundredth on the eight logs at hand, and
//! is there for those that are not: on twelve others a course of this kind gained a tenth at twelve months by a mixture
//! that begins at a half. The rest were chosen on eight logs, forecast from many origins over
//! their whole length, and rounded (`tests/oracles/forecast.py`; `docs/forecast.md` has the tables).

use crate::stats::interval::normal_quantile;
use crate::stats::smoothing::damped_trend;
use crate::stats::summary::median;

/// Months whose mean log is the level. Chosen among 1, 3, 6, 12 and exponential weights.
const LEVEL_MONTHS: usize = 3;
/// Months over which a slope is taken: one and the other, as long as half of the communities would have it
/// short and half long.
const SLOPE_MONTHS: [usize; 2] = [36, 72];
/// How much there would have to be known of time, in squared months, for half of a slope to be
/// believed: the squared distances of 23 and of 36 months from their middle.
const SLOPE_DOUBTS: [f64; 2] = [1000.0, 4000.0];
/// What communities lose a month on top of their slope, as a log: the middle of 0 and .016, which is where
/// scores are best for those that grow and for those that end.
const LOSS: f64 = 0.008;
/// Months after which a slope has lost all but 1/e. Chosen among 12 to 96.
const FADING_MONTHS: f64 = 96.0;
/// The farthest a course rises above its level, as a log: sevenfold, as with arrivals.
const CEILING: f64 = 2.0;

/// Weight of a damped trend in the course of active members at first.
const TREND_WEIGHT: f64 = 0.4;
/// Months over which that weight falls to none.
const TREND_MONTHS: f64 = 36.0;

/// Months before which nothing is said of the time of year.
const SEASON_NEEDS: usize = 37;
/// Months on either side of one that say what it is compared with.
const HALF_YEAR: usize = 6;
const PARTS: usize = 12;

/// The model's weight after a long time. Between 0 and .5 errors change by a fiftieth.
const MODEL_WEIGHT: f64 = 0.4;
/// Months after which all but 1/e of it is reached.
const MODEL_MONTHS: f64 = 24.0;

/// Weight of the active members' course in that of messages.
const ACTIVE_WEIGHT: f64 = 0.5;
/// Months whose messages to a member are taken to go on.
const PACE_MONTHS: usize = 6;
/// Change of the log of messages with that of active members: the most active stay longest in a
/// growing community, and a shrinking one loses them too. Chosen among .9 to 1.5.
const ELASTICITY: f64 = 1.2;

/// How far a series strays from its course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Of the noise of the series' own months, how much is there again.
    pub noise: f64,
    /// Standard deviation that a month adds independently.
    pub walk: f64,
    /// Standard deviation that a month adds in the same direction as those before.
    pub drift: f64,
    /// How many times wider the interval is below than above is the inverse square of this.
    pub upward: f64,
    /// Standard deviation at a level of one: counts vary with their root.
    pub counting: f64,
}

/// Spread of monthly active members: the smallest ranked probability score with four months in five
/// inside the 80 % interval.
pub const ACTIVE_SPREAD: Spread = Spread {
    noise: 0.43,
    walk: 0.04,
    drift: 0.009,
    upward: 0.7,
    counting: 1.13,
};

/// Spread of monthly messages, chosen likewise.
pub const MESSAGE_SPREAD: Spread = Spread {
    noise: 1.4,
    walk: 0.07,
    drift: 0.0135,
    upward: 0.47,
    counting: 1.95,
};

/// Where a monthly series goes by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Median of each month to come, as the log of one more than the count.
    pub logs: Vec<f64>,
    noise: f64,
    spread: Spread,
}

impl Course {
    /// The course of active members over so many months after their history.
    pub fn of_active(history: &[f64], months: usize) -> Self {
        let past = logs(history);
        Self {
            logs: with_trend(&past, ahead(&past, months)),
            noise: noise(&past),
            spread: ACTIVE_SPREAD,
        }
    }

    /// The course of messages beside that of the active members who write them.
    pub fn of_messages(history: &[f64], active_history: &[f64], active: &Self) -> Self {
        let past = logs(history);
        let own = ahead(&past, active.logs.len());
        let recent = |past: &[f64]| mean(&past[past.len().saturating_sub(PACE_MONTHS)..]);
        let (messages, members) = (recent(&past), recent(&logs(active_history)));
        let both = own.iter().zip(&active.logs).map(|(own, active)| {
            let written = messages + ELASTICITY * (active - members);
            (1.0 - ACTIVE_WEIGHT) * own + ACTIVE_WEIGHT * written.max(0.0)
        });
        Self {
            logs: both.collect(),
            noise: noise(&past),
            spread: MESSAGE_SPREAD,
        }
    }

    /// The quantile of a month, `normal` standard deviations from its median.
    fn at(&self, month: usize, normal: f64) -> f64 {
        let log = self.logs[month];
        let passed = month as f64 + 1.0;
        let spread = &self.spread;
        let variance = (spread.noise * self.noise).powi(2)
            + spread.walk.powi(2) * passed
            + (spread.drift * passed).powi(2)
            + spread.counting.powi(2) / log.exp().max(0.5);
        let side = if normal > 0.0 {
            spread.upward
        } else {
            1.0 / spread.upward
        };
        log + variance.sqrt() * side * normal
    }

    /// The forecast: for each month as many equally likely values as there are runs of the model,
    /// in order. `runs` holds the model's values month by month.
    pub fn combined(&self, runs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        runs.iter()
            .take(self.logs.len())
            .enumerate()
            .map(|(month, values)| {
                let weight = MODEL_WEIGHT * -(-(month as f64 + 1.0) / MODEL_MONTHS).exp_m1();
                let mut sorted = logs(values);
                sorted.sort_by(f64::total_cmp);
                let count = sorted.len() as f64;
                sorted
                    .iter()
                    .enumerate()
                    .map(|(rank, model)| {
                        let normal = normal_quantile((rank as f64 + 0.5) / count);
                        let log = (1.0 - weight) * self.at(month, normal) + weight * model;
                        (log.exp() - 1.0).max(0.0)
                    })
                    .collect()
            })
            .collect()
    }
}

/// Logs of one more than the counts.
fn logs(counts: &[f64]) -> Vec<f64> {
    counts.iter().map(|count| count.max(0.0).ln_1p()).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The slope a month, the mean of those over several windows and with several doubts.
fn slope(past: &[f64]) -> f64 {
    let slopes =
        SLOPE_MONTHS.map(|window| SLOPE_DOUBTS.map(|doubt| slope_over(past, window, doubt)));
    mean(slopes.as_flattened())
}

/// The slope of the last months, drawn towards none.
fn slope_over(past: &[f64], window: usize, doubt: f64) -> f64 {
    let recent = &past[past.len().saturating_sub(window)..];
    let middle = (recent.len() as f64 - 1.0) / 2.0;
    let level = mean(recent);
    let (mut with, mut square) = (0.0, 0.0);
    for (at, log) in recent.iter().enumerate() {
        let from_middle = at as f64 - middle;
        with += from_middle * (log - level);
        square += from_middle * from_middle;
    }
    with / (square + doubt)
}

/// The months after `past`, on the log scale.
fn ahead(past: &[f64], months: usize) -> Vec<f64> {
    let seasons = SLOPE_MONTHS.map(|window| season(past, window));
    let season: [f64; PARTS] = std::array::from_fn(|part| mean(&seasons.map(|it| it[part])));
    let count = past.len();
    let first = count.saturating_sub(LEVEL_MONTHS);
    let usual: Vec<f64> = (first..count)
        .map(|month| past[month] - season[part_of_year(month)])
        .collect();
    let level = mean(&usual);
    let heading = slope(past) - LOSS;
    (0..months)
        .map(|month| {
            let kept = -(-(month as f64 + 1.0) / FADING_MONTHS).exp_m1();
            let way = (heading * FADING_MONTHS * kept).min(CEILING);
            (level + way + season[part_of_year(count + month)]).max(0.0)
        })
        .collect()
}

/// A course with a damped trend mixed in, whose weight falls to none.
fn with_trend(past: &[f64], course: Vec<f64>) -> Vec<f64> {
    let trend = damped_trend(past, course.len(), false);
    (1..)
        .zip(course)
        .zip(trend)
        .map(|((month, course), trend)| {
            let weight = TREND_WEIGHT * (1.0 - f64::from(month) / TREND_MONTHS).max(0.0);
            (1.0 - weight) * course + weight * trend.max(0.0)
        })
        .collect()
}

/// Standard deviation of a month around its neighbours over the last three years, whatever a few odd
/// months did.
fn noise(past: &[f64]) -> f64 {
    let recent = &past[past.len().saturating_sub(37)..];
    let steps: Vec<f64> = recent.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if steps.is_empty() {
        return 0.0;
    }
    let usual = median(&steps);
    let off: Vec<f64> = steps.iter().map(|step| (step - usual).abs()).collect();
    // The median distance of a normal variable is .6745 standard deviations; a step has two noises.
    median(&off) / 0.6745 / std::f64::consts::SQRT_2
}

/// Which twelfth of the year a month of thirty days lies in, counted from the first month.
fn part_of_year(month: usize) -> usize {
    let middle = (month as f64 + 0.5) * 30.0;
    ((middle % 365.0) / 365.0 * PARTS as f64) as usize % PARTS
}

/// What the parts of the year add to the log: means of the distances over the last months from the year around
/// each month, drawn towards none by how much of their spread is noise (empirical Bayes).
fn season(past: &[f64], window: usize) -> [f64; PARTS] {
    let mut season = [0.0; PARTS];
    let count = past.len();
    if count < SEASON_NEEDS {
        return season;
    }
    let mut found: [Vec<f64>; PARTS] = Default::default();
    let first = count.saturating_sub(window).max(HALF_YEAR);
    for month in first..count - HALF_YEAR {
        let around = mean(&past[month - HALF_YEAR..=month + HALF_YEAR]);
        found[part_of_year(month)].push(past[month] - around);
    }
    let means: Vec<f64> = found.iter().map(|part| mean(part)).collect();
    let seen: usize = found.iter().map(Vec::len).sum();
    let within: f64 = found
        .iter()
        .zip(&means)
        .flat_map(|(part, mean)| part.iter().map(move |off| (off - mean).powi(2)))
        .sum::<f64>()
        / seen.saturating_sub(PARTS).max(1) as f64;
    let errors: Vec<f64> = found
        .iter()
        .map(|part| within / part.len().max(1) as f64)
        .collect();
    let centre = mean(&means);
    let spread = means
        .iter()
        .map(|mean| (mean - centre).powi(2))
        .sum::<f64>()
        / (PARTS as f64 - 1.0);
    let between = (spread - mean(&errors)).max(0.0);
    for part in 0..PARTS {
        let whole = between + errors[part];
        if whole > 0.0 {
            season[part] = (means[part] - centre) * between / whole;
        }
    }
    season
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::summary::quantile_of_sorted;
    use proptest::prelude::*;

    fn steady(count: f64, months: usize) -> Vec<f64> {
        vec![count; months]
    }

    #[test]
    fn a_steady_series_loses_what_communities_lose() {
        let logs = ahead(&logs(&steady(100.0, 60)), 96);
        let lost = logs[0] - logs[95];
        let wanted = LOSS * FADING_MONTHS * ((-1.0 / 96.0_f64).exp() - (-1.0_f64).exp());
        assert!((lost - wanted).abs() < 1e-9, "{lost} {wanted}");
    }

    #[test]
    fn a_damped_trend_has_its_weight_and_loses_it() {
        let mixed = with_trend(&[4.0; 60], vec![3.0; 48]);
        let wanted = |month: usize| 3.0 + 0.4 * (1.0 - (month as f64 + 1.0) / 36.0).max(0.0);
        assert!(
            mixed
                .iter()
                .enumerate()
                .all(|(month, log)| (log - wanted(month)).abs() < 1e-9)
        );
        assert_eq!(with_trend(&[0.0; 3], vec![1.0; 2]).len(), 2);
    }

    #[test]
    fn half_of_a_slope_is_believed_after_two_or_three_years() {
        let rising = |months: i32| -> Vec<f64> {
            (0..months).map(|month| f64::from(month) * 0.05).collect()
        };
        for (months, doubt) in [(23, SLOPE_DOUBTS[0]), (36, SLOPE_DOUBTS[1])] {
            let found = slope_over(&rising(months), 72, doubt);
            assert!((found - 0.025).abs() < 0.0005, "{months} {found}");
        }
        let wanted = [
            (36.0, 1000.0),
            (36.0, 4000.0),
            (72.0, 1000.0),
            (72.0, 4000.0),
        ]
        .map(|(months, doubt): (f64, f64)| {
            let square = months * (months * months - 1.0) / 12.0;
            0.05 * square / (square + doubt)
        });
        assert!((slope(&rising(100)) - mean(&wanted)).abs() < 1e-9);
        assert_eq!(slope(&[3.0]), 0.0);
    }

    #[test]
    fn a_season_comes_back_and_noise_is_no_season() {
        let summer = |month: usize| f64::from(u8::from(part_of_year(month) < 3));
        let past: Vec<f64> = (0..72).map(|month| 4.0 + 0.4 * summer(month)).collect();
        let season = season(&past, 72);
        assert!(season[1] - season[7] > 0.35, "{season:?}");
        let noisy: Vec<f64> = (0..72_u32)
            .map(|month| 4.0 + f64::from(month * 7919 % 101) / 250.0)
            .collect();
        let found = super::season(&noisy, 72);
        assert!(found.iter().all(|part| part.abs() < 0.08), "{found:?}");
    }

    #[test]
    fn the_course_widens_and_more_so_downwards() {
        let course = Course::of_active(&steady(200.0, 48), 60);
        let width =
            |month: usize, normal: f64| (course.at(month, normal) - course.logs[month]).abs();
        assert!(width(59, 1.0) > 2.0 * width(0, 1.0));
        assert!(width(30, -1.0) > 1.5 * width(30, 1.0));
    }

    #[test]
    fn the_model_is_heard_more_the_farther_ahead() {
        let course = Course::of_active(&steady(100.0, 60), 120);
        let runs = vec![vec![1000.0; 9]; 120];
        let combined = course.combined(&runs);
        let above = |month: usize| (combined[month][4] + 1.0).ln() - course.logs[month];
        assert!(
            above(0) < 0.05 && above(119) > 0.8,
            "{} {}",
            above(0),
            above(119)
        );
    }

    #[test]
    fn messages_follow_those_who_write_them() {
        let falling: Vec<f64> = (0..60)
            .map(|month| 300.0 * (-0.03 * f64::from(month)).exp())
            .collect();
        let active = Course::of_active(&falling, 24);
        let talkative = Course::of_messages(&steady(5000.0, 60), &falling, &active);
        let alone = ahead(&logs(&steady(5000.0, 60)), 24);
        assert!(talkative.logs[23] < alone[23] - 0.1);
    }

    proptest! {
        #[test]
        fn any_history_has_a_forecast_in_order(
            history in prop::collection::vec(0_u16..3000, 1..150),
            collapsed in prop::bool::ANY,
            runs in prop::collection::vec(prop::collection::vec(0_u16..2000, 2..12), 1..40),
        ) {
            let mut history: Vec<f64> = history.into_iter().map(f64::from).collect();
            if collapsed {
                history.extend([0.0; 8]);
            }
            let runs: Vec<Vec<f64>> = runs
                .into_iter()
                .map(|month| month.into_iter().map(f64::from).collect())
                .collect();
            let active = Course::of_active(&history, runs.len());
            for course in [Course::of_messages(&history, &history, &active), active] {
                for (month, values) in course.combined(&runs).iter().enumerate() {
                    prop_assert_eq!(values.len(), runs[month].len());
                    prop_assert!(values.iter().all(|value| value.is_finite() && *value >= 0.0));
                    prop_assert!(values.is_sorted());
                    prop_assert!(quantile_of_sorted(values, 0.9) >= quantile_of_sorted(values, 0.1));
                }
            }
        }
    }
}
