//! Lines through data: least squares, logistic and log-linear, each with one explaining variable.

/// A fitted line on the scale of its kind: the value itself, the log odds or the log rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Value at 0.
    pub intercept: f64,
    /// Change for each unit of the explaining variable.
    pub slope: f64,
    /// Standard error of the slope; `NaN` where too few points leave none.
    pub slope_error: f64,
}

/// Ordinary least squares of `values` on `at`.
///
/// `None` for slices of different length, fewer than two points, or points all at one place.
pub fn least_squares(at: &[f64], values: &[f64]) -> Option<Line> {
    if at.len() != values.len() || at.len() < 2 {
        return None;
    }
    let count = at.len() as f64;
    let (centre, level) = (
        at.iter().sum::<f64>() / count,
        values.iter().sum::<f64>() / count,
    );
    let (mut width, mut both) = (0.0, 0.0);
    for (place, value) in at.iter().zip(values) {
        width += (place - centre).powi(2);
        both += (place - centre) * (value - level);
    }
    if width.is_nan() || width <= 0.0 {
        return None;
    }
    let slope = both / width;
    let intercept = level - slope * centre;
    let residual: f64 = at
        .iter()
        .zip(values)
        .map(|(place, value)| (value - intercept - slope * place).powi(2))
        .sum();
    let slope_error = if at.len() > 2 {
        (residual / (count - 2.0) / width).sqrt()
    } else {
        f64::NAN
    };
    Some(Line {
        intercept,
        slope,
        slope_error,
    })
}

/// One group of trials: where it is, how many were tried, how many succeeded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trials {
    /// Value of the explaining variable.
    pub at: f64,
    /// Number of trials, or the exposure of a rate.
    pub tried: f64,
    /// Number of successes, or of events.
    pub succeeded: f64,
}

/// Logistic regression by maximum likelihood: log odds of success = intercept + slope · at.
///
/// `None` where no finite maximum exists (all or none succeed, perfect separation, one place).
pub fn logistic(groups: &[Trials]) -> Option<Line> {
    reweighted(groups, |predictor| {
        let chance = 1.0 / (1.0 + (-predictor).exp());
        (chance, chance * (1.0 - chance))
    })
}

/// Log-linear Poisson regression by maximum likelihood: ln(succeeded / tried) = intercept + slope ·
/// at. With `at` = ln k the slope is that of a power law, and groups without a success count too.
///
/// `None` where no finite maximum exists.
pub fn log_linear(groups: &[Trials]) -> Option<Line> {
    reweighted(groups, |predictor| {
        let rate = predictor.exp();
        (rate, rate)
    })
}

/// Newton's method on the likelihood of a one-variable model with canonical link, whose `curve`
/// gives mean and variance of a trial for a linear predictor.
fn reweighted(groups: &[Trials], curve: impl Fn(f64) -> (f64, f64)) -> Option<Line> {
    const ENOUGH: f64 = 1e-12;
    // Far beyond any slope that data could show: the maximum is at infinity.
    const RUNAWAY: f64 = 1e3;
    let tried: f64 = groups.iter().map(|group| group.tried).sum();
    let succeeded: f64 = groups.iter().map(|group| group.succeeded).sum();
    let share = succeeded / tried;
    if share.is_nan() || share <= 0.0 {
        return None;
    }
    // The share as a log rate is a start below the maximum for either link.
    let (mut intercept, mut slope) = (share.min(0.5).ln(), 0.0);
    for _ in 0..200 {
        let (mut score, mut score_at) = (0.0, 0.0);
        let (mut weight, mut weight_at, mut weight_at_at) = (0.0, 0.0, 0.0);
        for group in groups {
            let (expected, spread) = curve(intercept + slope * group.at);
            let surplus = group.succeeded - group.tried * expected;
            let information = group.tried * spread;
            score += surplus;
            score_at += surplus * group.at;
            weight += information;
            weight_at += information * group.at;
            weight_at_at += information * group.at * group.at;
        }
        let determinant = weight * weight_at_at - weight_at * weight_at;
        if determinant.is_nan() || determinant <= 1e-12 * weight * weight_at_at {
            return None;
        }
        // A step of at most 2 keeps a far start from overshooting into overflow.
        let step = ((weight_at_at * score - weight_at * score_at) / determinant).clamp(-2.0, 2.0);
        let step_at = ((weight * score_at - weight_at * score) / determinant).clamp(-2.0, 2.0);
        intercept += step;
        slope += step_at;
        if !(slope.abs() < RUNAWAY && intercept.abs() < RUNAWAY) {
            return None;
        }
        if step.abs() <= ENOUGH * (1.0 + intercept.abs())
            && step_at.abs() <= ENOUGH * (1.0 + slope.abs())
        {
            return Some(Line {
                intercept,
                slope,
                slope_error: (weight / determinant).sqrt(),
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(rows: &[(f64, f64, f64)]) -> Vec<Trials> {
        rows.iter()
            .map(|&(at, tried, succeeded)| Trials {
                at,
                tried,
                succeeded,
            })
            .collect()
    }

    #[test]
    fn a_straight_line_is_found_exactly() {
        let line = least_squares(&[0.0, 1.0, 2.0], &[1.0, 3.0, 5.0]).unwrap();
        assert!((line.slope - 2.0).abs() < 1e-12 && (line.intercept - 1.0).abs() < 1e-12);
        assert!(line.slope_error < 1e-12);
        assert!(least_squares(&[1.0, 1.0], &[1.0, 2.0]).is_none());
        assert!(least_squares(&[1.0], &[1.0]).is_none());
    }

    #[test]
    fn two_groups_give_the_log_odds_ratio_and_the_log_rate_ratio() {
        let two = groups(&[(0.0, 100.0, 20.0), (1.0, 50.0, 30.0)]);
        let odds = logistic(&two).unwrap();
        let log_odds = |share: f64| (share / (1.0 - share)).ln();
        assert!((odds.slope - (log_odds(0.6) - log_odds(0.2))).abs() < 1e-9);
        let expected_error = (1.0 / 20.0 + 1.0 / 80.0 + 1.0 / 30.0 + 1.0 / 20.0_f64).sqrt();
        assert!((odds.slope_error - expected_error).abs() < 1e-9);
        let rate = log_linear(&two).unwrap();
        assert!((rate.slope - 3.0_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn a_maximum_at_infinity_is_not_reported() {
        assert!(logistic(&groups(&[(0.0, 10.0, 0.0), (1.0, 10.0, 10.0)])).is_none());
        assert!(logistic(&groups(&[(0.0, 10.0, 10.0), (1.0, 10.0, 10.0)])).is_none());
        assert!(log_linear(&groups(&[(0.0, 10.0, 0.0)])).is_none());
        assert!(log_linear(&groups(&[(2.0, 10.0, 3.0), (2.0, 10.0, 4.0)])).is_none());
        assert!(log_linear(&[]).is_none());
    }

    #[test]
    fn a_power_law_keeps_its_slope_through_empty_groups() {
        let rows: Vec<Trials> = (1..=50)
            .map(|k| {
                let tried = 1_000.0;
                Trials {
                    at: f64::from(k).ln(),
                    tried,
                    succeeded: tried * 0.4 / f64::from(k),
                }
            })
            .collect();
        assert!((log_linear(&rows).unwrap().slope + 1.0).abs() < 1e-9);
    }
}
