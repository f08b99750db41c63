//! The estimators against numpy, scipy, lifelines, statsmodels and `SALib`: see
//! `tests/oracles/stats.py`, which made the fixture.

use super::association::{pearson, spearman};
use super::difference::paired;
use super::fit::{log_normal, weibull, zeta_exponent};
use super::forecast::crps;
use super::inequality::{absence_factor, gini, top_share};
use super::interval::{SkewedMean, student_interval, student_quantile};
use super::multiplicity::holm;
use super::regression::{Line, Trials, least_squares, log_linear, logistic};
use super::sensitivity::morris::elementary_effects;
use super::sensitivity::sobol::sobol_indices;
use super::summary::{mean, quantiles, variance};
use super::survival::{Lifetime, kaplan_meier};
use serde_json::Value;

fn fixture(name: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("../../tests/oracles/stats.json")).unwrap();
    all[name].clone()
}

fn cases(name: &str) -> Vec<Value> {
    fixture(name).as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    let apart = (found - expected).abs();
    assert!(
        apart <= tolerance * (1.0 + expected.abs()),
        "{found} instead of {expected}"
    );
}

#[track_caller]
fn all_near(found: &[f64], expected: &Value, tolerance: f64) {
    let expected = list(expected);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        near(*found, expected, tolerance);
    }
}

#[test]
fn summaries_are_those_of_numpy_and_scipy() {
    for case in cases("summaries") {
        let values = list(&case["values"]);
        near(mean(&values), number(&case["mean"]), 1e-12);
        near(variance(&values), number(&case["variance"]), 1e-12);
        near(
            SkewedMean::of(&values).unwrap().standard_error(),
            number(&case["standard_error"]),
            1e-12,
        );
        all_near(
            &quantiles(&values, &list(&case["probabilities"])),
            &case["quantiles"],
            1e-12,
        );
        let interval = student_interval(&values, 0.95).unwrap().interval;
        all_near(&[interval.low, interval.high], &case["interval"], 1e-8);
        let skewed = SkewedMean::of(&values).unwrap();
        let interval = skewed.interval(0.95);
        all_near(
            &[interval.low, interval.high],
            &case["skewed_interval"],
            1e-7,
        );
        near(skewed.p_value(), number(&case["skewed_p_value"]), 1e-9);
    }
}

#[test]
fn student_quantiles_are_those_of_scipy() {
    for case in cases("student") {
        let found = student_quantile(number(&case["probability"]), number(&case["freedom"]));
        near(found, number(&case["quantile"]), 1e-6);
    }
}

#[test]
fn differences_are_those_of_scipy() {
    for case in cases("differences") {
        let (first, second) = (list(&case["first"]), list(&case["second"]));
        let found = paired(&first, &second).unwrap();
        near(found.mean, number(&case["mean"]), 1e-12);
        all_near(&found.ends(), &case["interval"], 1e-8);
        near(found.p_value, number(&case["p_value"]), 1e-9);
        let won = (found.above as f64 + found.equal as f64 / 2.0) / found.pairs as f64;
        near(won, number(&case["won"]), 1e-12);
        all_near(
            &[found.spread.low, found.spread.high],
            &case["spread"],
            1e-12,
        );
        near(
            found.variance_reduction,
            number(&case["variance_reduction"]),
            1e-9,
        );
    }
}

#[test]
fn corrections_are_those_of_statsmodels() {
    let case = fixture("multiplicity");
    let p_values = list(&case["p_values"]);
    all_near(&holm(&p_values), &case["holm"], 1e-12);
}

#[test]
fn survival_is_that_of_lifelines() {
    for case in cases("survival") {
        let lifetimes: Vec<Lifetime> = list(&case["durations"])
            .into_iter()
            .zip(case["ended"].as_array().unwrap())
            .map(|(duration, ended)| Lifetime {
                duration,
                ended: ended.as_bool().unwrap(),
            })
            .collect();
        let curve = kaplan_meier(&lifetimes, 0.95).unwrap();
        let column = |read: fn(&super::survival::SurvivalStep) -> f64| -> Vec<f64> {
            curve.steps.iter().map(read).collect()
        };
        all_near(&column(|step| step.time), &case["times"], 0.0);
        all_near(&column(|step| step.at_risk as f64), &case["at_risk"], 0.0);
        all_near(&column(|step| step.survival), &case["survival"], 1e-9);
        all_near(&column(|step| step.interval.low), &case["low"], 1e-6);
        all_near(&column(|step| step.interval.high), &case["high"], 1e-6);
        assert_eq!(curve.median(), case["median"].as_f64());
        let law = weibull(&lifetimes).unwrap();
        near(law.shape, number(&case["weibull_shape"]), 1e-4);
        near(law.scale, number(&case["weibull_scale"]), 1e-4);
    }
}

#[test]
fn inequality_is_what_all_pairs_give() {
    for case in cases("inequality") {
        let values = list(&case["values"]);
        near(gini(&values), number(&case["gini"]), 1e-12);
        near(top_share(&values, 0.1), number(&case["top_tenth"]), 1e-12);
        assert_eq!(
            Some(absence_factor(&values) as u64),
            case["absence_factor"].as_u64()
        );
    }
}

#[test]
fn associations_and_lines_are_those_of_scipy_and_statsmodels() {
    let case = fixture("association");
    let (first, second) = (list(&case["first"]), list(&case["second"]));
    near(pearson(&first, &second), number(&case["pearson"]), 1e-12);
    near(spearman(&first, &second), number(&case["spearman"]), 1e-12);
    let line = least_squares(&first, &second).unwrap();
    near(line.slope, number(&case["slope"]), 1e-12);
    near(line.intercept, number(&case["intercept"]), 1e-12);
    near(line.slope_error, number(&case["slope_error"]), 1e-12);

    let case = fixture("regressions");
    let (tried, succeeded) = (list(&case["tried"]), list(&case["succeeded"]));
    let groups: Vec<Trials> = list(&case["at"])
        .into_iter()
        .zip(tried.into_iter().zip(succeeded))
        .map(|(at, (tried, succeeded))| Trials {
            at,
            tried,
            succeeded,
        })
        .collect();
    let numbers = |line: Line| [line.intercept, line.slope, line.slope_error];
    all_near(
        &numbers(logistic(&groups).unwrap()),
        &case["logistic"],
        1e-7,
    );
    all_near(
        &numbers(log_linear(&groups).unwrap()),
        &case["log_linear"],
        1e-7,
    );
}

#[test]
fn fitted_laws_are_those_of_scipy() {
    for case in cases("power_laws") {
        let histogram: Vec<u64> = list(&case["histogram"])
            .iter()
            .map(|&count| count as u64)
            .collect();
        near(zeta_exponent(&histogram), number(&case["exponent"]), 1e-6);
    }
    let case = &fixture("forecasts")["log_normal"];
    let law = log_normal(&list(&case["values"])).unwrap();
    near(law.location, number(&case["location"]), 1e-6);
    near(law.scale, number(&case["scale"]), 1e-6);
}

#[test]
fn scores_are_what_all_pairs_give() {
    for case in fixture("forecasts")["ensembles"].as_array().unwrap() {
        let found = crps(&list(&case["ensemble"]), number(&case["observed"]));
        near(found, number(&case["crps"]), 1e-12);
    }
}

#[test]
fn sensitivity_is_that_of_salib() {
    let fixture = fixture("sensitivity");
    let case = &fixture["sobol"];
    let found = sobol_indices(&list(&case["outputs"]), 3, 2_000, 0.95, 1).unwrap();
    let column = |read: fn(&super::sensitivity::sobol::SobolIndices) -> f64| -> Vec<f64> {
        found.iter().map(read).collect()
    };
    all_near(&column(|indices| indices.first), &case["first"], 1e-9);
    all_near(&column(|indices| indices.total), &case["total"], 1e-9);
    // Percentiles there, a normal approximation here: alike, not equal.
    all_near(
        &column(|indices| indices.first_interval.half_width()),
        &case["first_half_width"],
        0.03,
    );
    all_near(
        &column(|indices| indices.total_interval.half_width()),
        &case["total_half_width"],
        0.03,
    );

    let case = &fixture["morris"];
    let points: Vec<Vec<f64>> = case["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(list)
        .collect();
    let found = elementary_effects(&points, &list(&case["outputs"]), 0.95, 1).unwrap();
    let column = |read: fn(&super::sensitivity::morris::ElementaryEffects) -> f64| -> Vec<f64> {
        found.iter().map(read).collect()
    };
    all_near(&column(|effects| effects.mean), &case["mean"], 1e-9);
    all_near(
        &column(|effects| effects.mean_absolute),
        &case["mean_absolute"],
        1e-9,
    );
    all_near(
        &column(|effects| effects.deviation),
        &case["deviation"],
        1e-9,
    );
}
