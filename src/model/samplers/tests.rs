// Exact values are what these tests are about.
#![allow(clippy::float_cmp)]

use super::*;
use crate::random::{Luck, Purpose, Stream, mix};

/// Evenly spaced numbers in (0, 1), each the middle of its share.
fn even_numbers(count: u32) -> impl Iterator<Item = f32> {
    (0..count).map(move |index| (index as f32 + 0.5) / count as f32)
}

fn stream(who: u64) -> Stream {
    Luck::new(1, 0).of(who, 0).stream(Purpose::Volume)
}

/// The standard score of a chi-square statistic (Wilson & Hilferty 1931).
fn chi_square_score(statistic: f64, degrees: f64) -> f64 {
    let spread = 2.0 / (9.0 * degrees);
    ((statistic / degrees).cbrt() - (1.0 - spread)) / spread.sqrt()
}

/// Rows of `tests/fixtures/distributions.csv`: first and second parameter, u, quantile.
fn fixture(distribution: &str) -> Vec<[f64; 4]> {
    let rows: Vec<[f64; 4]> = include_str!("../../../tests/fixtures/distributions.csv")
        .lines()
        .filter_map(|line| line.strip_prefix(distribution)?.strip_prefix(','))
        .map(|line| {
            let fields: Vec<f64> = line
                .split(',')
                .map(|field| field.parse().unwrap())
                .collect();
            fields.try_into().unwrap()
        })
        .collect();
    assert!(rows.len() > 100, "the fixture has rows for {distribution}");
    rows
}

#[test]
fn exponential_agrees_with_libm() {
    let mut last = 0.0;
    for step in 0..2_000_000 {
        let x = -87.0 + step as f32 * (175.0 / 2e6);
        let (fast, exact) = (exp_fast(x), libm::exp(f64::from(x)));
        let error = (f64::from(fast) / exact - 1.0).abs();
        assert!(error < 3e-7, "relative error {error:e} at {x}");
        assert!(fast >= last * (1.0 - 2e-7), "falls at {x}");
        last = fast;
    }
    assert_eq!(exp_fast(0.0), 1.0);
}

#[test]
fn logarithm_agrees_with_libm() {
    let mut checked = 0;
    for bits in (f32::MIN_POSITIVE.to_bits()..f32::MAX.to_bits()).step_by(1009) {
        let x = f32::from_bits(bits);
        let (fast, exact) = (f64::from(ln_fast(x)), libm::log(f64::from(x)));
        let error = (fast - exact).abs() / exact.abs().max(1e-30);
        assert!(error < 3e-7, "relative error {error:e} at {x:e}");
        checked += 1;
    }
    assert!(checked > 1_000_000);
    assert_eq!(ln_fast(1.0), 0.0);
}

#[test]
fn functions_are_defined_for_every_number() {
    for x in [
        0.0,
        -0.0,
        1e-45,
        -3.0,
        f32::MAX,
        f32::MIN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::NAN,
    ] {
        assert!(
            exp_fast(x).is_finite() && exp_fast(x) > 0.0,
            "exp_fast({x})"
        );
        assert!(ln_fast(x).is_finite(), "ln_fast({x})");
        assert!((0.0..=1.0).contains(&logistic(x)), "logistic({x})");
    }
    assert_eq!(logistic(0.0), 0.5);
    assert!((logistic(2.0) + logistic(-2.0) - 1.0).abs() < 2e-7);
}

#[test]
fn gaps_follow_the_zeta_law() {
    let table = ZetaGaps::shared();
    let draws = 200_000;
    for hundredths in [80_u16, 100, 127, 150, 200, 300] {
        let alpha = f64::from(hundredths) / 100.0;
        let weights: Vec<f64> = (1..=365).map(|gap| f64::from(gap).powf(-alpha)).collect();
        let total: f64 = weights.iter().sum();
        let mut counts = [0_u32; 366];
        let mut stream = stream(hundredths.into());
        for _ in 0..draws {
            counts[table.gap(alpha as f32, stream.uniform()) as usize] += 1;
        }
        assert_eq!(counts[0], 0);
        // Gaps rarer than twenty expected draws share one last class.
        let (mut statistic, mut degrees) = (0.0, -1.0);
        let (mut rare, mut rare_expected) = (0.0, 0.0);
        for (index, weight) in weights.iter().enumerate() {
            let expected = f64::from(draws) * weight / total;
            let observed = f64::from(counts[index + 1]);
            if expected < 20.0 {
                rare += observed;
                rare_expected += expected;
            } else {
                statistic += (observed - expected).powi(2) / expected;
                degrees += 1.0;
            }
        }
        if rare_expected > 0.0 {
            statistic += (rare - rare_expected).powi(2) / rare_expected;
            degrees += 1.0;
        }
        let score = chi_square_score(statistic, degrees);
        assert!(score.abs() < 4.0, "score {score} at exponent {alpha}");
    }
}

#[test]
fn gaps_rise_with_the_number_and_fall_with_the_exponent() {
    let table = ZetaGaps::shared();
    let numbers: Vec<f32> = even_numbers(3001)
        .chain([0.0, 1.0 - f32::EPSILON / 2.0])
        .collect();
    for &u in &numbers {
        let mut last = u16::MAX;
        for hundredths in 80..=300_u16 {
            let gap = table.gap(f32::from(hundredths) / 100.0, u);
            assert!((1..=last).contains(&gap), "exponent {hundredths}, u {u}");
            last = gap;
        }
    }
    for hundredths in 80..=300_u16 {
        let alpha = f32::from(hundredths) / 100.0;
        let mut last = 0;
        for u in even_numbers(10_007) {
            let gap = table.gap(alpha, u);
            assert!(gap >= last);
            last = gap;
        }
    }
}

#[test]
fn gaps_take_any_exponent_and_number() {
    let table = ZetaGaps::shared();
    let beyond = [
        f32::NAN,
        f32::NEG_INFINITY,
        f32::INFINITY,
        -1.0,
        0.0,
        1.0,
        7.0,
    ];
    for alpha in beyond {
        for u in beyond {
            assert!((1..=365).contains(&table.gap(alpha, u)));
        }
    }
    assert_eq!(table.gap(9.0, 0.999), table.gap(3.0, 0.999));
    assert_eq!(table.gap(0.1, 0.999), table.gap(0.8, 0.999));
}

#[test]
fn normal_table_has_mean_zero_and_variance_one() {
    let table = NormalQuantiles::shared();
    let values: Vec<f64> = (0..4096_u64)
        .map(|index| f64::from(table.of_word(index << 52)))
        .collect();
    assert_eq!(values.iter().sum::<f64>(), 0.0);
    let variance = values.iter().map(|value| value * value).sum::<f64>() / 4096.0;
    assert!((variance - 1.0).abs() < 1e-7, "variance {variance}");
    let fourth = values.iter().map(|value| value.powi(4)).sum::<f64>() / 4096.0;
    assert!((fourth - 3.0).abs() < 0.02, "fourth moment {fourth}");
    assert!(values.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(table.at(0.75), table.of_word(3 << 62));
    assert_eq!(table.at(2.0), table.at(0.999_999));
}

#[test]
fn normal_quantile_inverts_the_distribution_function() {
    for index in 1..4000 {
        let z = f64::from(index) / 4000.0 * 16.0 - 8.0;
        let below = 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
        if z < 0.0 {
            assert!(
                (normal_quantile(below) - z).abs() < 1e-12 * z.abs().max(1.0),
                "{z}"
            );
            assert!(
                (normal_quantile(1.0 - below) + z).abs() < 1e-4 + 1e-12 / below,
                "{z}"
            );
        }
    }
    assert_eq!(normal_quantile(0.5), 0.0);
    assert!(normal_quantile(0.0).is_finite() && normal_quantile(1.0).is_finite());
}

#[test]
fn beta_quantiles_agree_with_scipy() {
    for [a, b, u, value] in fixture("beta") {
        let ours = f64::from(BetaQuantiles::new(a, b).sample(u as f32));
        // Relative near either end: quantiles of 10⁻⁶⁰ are 0 as far as a probability is concerned.
        let error = (ours - value).abs();
        let scale = value.min(1.0 - value).max(1e-30);
        assert!(
            error < 1e-6 * value + 1e-3 * scale,
            "a {a}, b {b}, u {u}: {ours:e} against {value:e}"
        );
    }
}

#[test]
fn beta_table_has_the_right_mean_and_variance() {
    for (a, b) in [
        (0.1, 0.1),
        (0.1, 3.0),
        (0.1, 100.0),
        (0.57, 0.43),
        (0.9, 1.3),
        (5.0, 2.0),
        (100.0, 100.0),
    ] {
        let table = BetaQuantiles::new(a, b);
        let count = 1 << 20;
        let (mut sum, mut squares, mut last) = (0.0, 0.0, 0.0);
        for u in even_numbers(count) {
            let x = table.sample(u);
            assert!((0.0..=1.0).contains(&x) && x >= last, "a {a}, b {b}, u {u}");
            last = x;
            sum += f64::from(x);
            squares += f64::from(x) * f64::from(x);
        }
        let mean = sum / f64::from(count);
        let variance = squares / f64::from(count) - mean * mean;
        let exact_mean = a / (a + b);
        let exact_variance = a * b / ((a + b).powi(2) * (a + b + 1.0));
        assert!(
            (mean / exact_mean - 1.0).abs() < 2e-4,
            "mean {mean}, a {a}, b {b}"
        );
        assert!(
            (variance / exact_variance - 1.0).abs() < 1e-3,
            "variance {variance} against {exact_variance}, a {a}, b {b}"
        );
    }
}

#[test]
fn beta_tables_take_any_parameters() {
    for a in [f64::NAN, 0.0, 1e-3, 0.01, 1.0, 1e4, f64::INFINITY] {
        for b in [f64::NAN, 0.0, 1e-3, 0.01, 1.0, 1e4, f64::INFINITY] {
            let table = BetaQuantiles::new(a, b);
            let mut last = 0.0;
            for u in even_numbers(5000).chain([1.0 - f32::EPSILON / 2.0, 1.0]) {
                let x = table.sample(u);
                assert!(
                    (last..=1.0).contains(&x),
                    "a {a}, b {b}, u {u}: {x} after {last}"
                );
                last = x;
            }
        }
    }
}

#[test]
fn poisson_quantiles_agree_with_scipy() {
    for [mean, _, u, value] in fixture("poisson") {
        let ours = super::poisson::at_quantile(mean as f32, u);
        // The expansion may step over a whole number within 10⁻⁴ of the target probability.
        let tolerance = if mean <= 12.0 { 0.0 } else { 1.0 };
        assert!(
            (f64::from(ours) - value).abs() <= tolerance,
            "mean {mean}, u {u}: {ours} against {value}"
        );
    }
}

#[test]
fn poisson_counts_follow_the_law() {
    let draws = 100_000;
    for mean in [0.05_f32, 0.3, 1.0, 4.0, 11.9, 12.1, 30.0, 200.0] {
        let mut stream = stream(mean.to_bits().into());
        let mut counts = vec![0_u32; 500];
        for _ in 0..draws {
            counts[poisson(mean, &mut stream) as usize] += 1;
        }
        let exact_mean = f64::from(mean);
        let (mut statistic, mut degrees) = (0.0, -1.0);
        let (mut rare, mut rare_expected) = (0.0, f64::from(draws));
        for (count, &observed) in counts.iter().enumerate() {
            let count = count as f64;
            let log_probability = count * exact_mean.ln() - exact_mean - libm::lgamma(count + 1.0);
            let expected = f64::from(draws) * log_probability.exp();
            if expected < 20.0 {
                rare += f64::from(observed);
            } else {
                rare_expected -= expected;
                statistic += (f64::from(observed) - expected).powi(2) / expected;
                degrees += 1.0;
            }
        }
        statistic += (rare - rare_expected).powi(2) / rare_expected;
        let score = chi_square_score(statistic, degrees + 1.0);
        assert!(score < 4.0, "score {score} at mean {mean}");
    }
}

#[test]
fn poisson_counts_rise_with_the_number_and_the_mean() {
    for mean in [0.01_f32, 0.5, 3.0, 11.99, 12.01, 13.0, 50.0, 1e4] {
        let mut last = 0;
        for index in 0..200_000 {
            let count = super::poisson::at_quantile(mean, f64::from(index) / 200_000.0);
            assert!(count >= last, "mean {mean}");
            last = count;
        }
        for tail in 1..52 {
            let count = super::poisson::at_quantile(mean, 1.0 - 0.5_f64.powi(tail));
            assert!(count <= super::poisson::at_quantile(mean, 1.0 - 0.5_f64.powi(tail + 1)));
        }
    }
    for u in even_numbers(500) {
        let mut last = 0;
        for tenths in 0..1000_u16 {
            let count = super::poisson::at_quantile(f32::from(tenths) / 10.0, u.into());
            assert!(count >= last, "u {u}, mean {tenths}/10");
            last = count;
        }
    }
}

#[test]
fn poisson_takes_any_mean() {
    let mut stream = stream(9);
    for mean in [f32::NAN, f32::NEG_INFINITY, -1.0, 0.0] {
        assert_eq!(poisson(mean, &mut stream), 0);
    }
    let large = poisson(f32::INFINITY, &mut stream);
    assert!((900_000..1_100_000).contains(&large));
}

/// Values fixed for ever: a change here changes every result.
#[test]
fn bits_are_fixed() {
    let beta = BetaQuantiles::new(0.57, 0.43);
    let mut digest = 0_u64;
    let mut add = |bits: u32| digest = mix(digest ^ u64::from(bits));
    for index in 0..10_000 {
        let u = (mix(index) >> 40) as f32 / 16_777_216.0;
        let other = (mix(!index) >> 40) as f32 / 16_777_216.0;
        add(ZetaGaps::shared().gap(0.8 + 2.2 * other, u).into());
        add(NormalQuantiles::shared().at(u).to_bits());
        add(beta.sample(u).to_bits());
        add(super::poisson::at_quantile(20.0 * u, other.into()));
        add(exp_fast(100.0 * u - 50.0).to_bits());
        add(ln_fast(u).to_bits());
        add(logistic(20.0 * u - 10.0).to_bits());
    }
    assert_eq!(digest, 6_331_361_827_629_645_631);
}

#[test]
fn the_exponential_of_small_means_is_exact() {
    for thousandth in 0..=12_000 {
        let x = f64::from(thousandth) / 1000.0;
        let exact = libm::exp(-x);
        assert!(
            (super::poisson::exp_minus(x) / exact - 1.0).abs() < 1e-12,
            "{x}"
        );
    }
}
