//! Intervals for a mean or any other statistic.

use super::summary::{mean, quantile_of_sorted, variance};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use statrs::distribution::{ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// A range of numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Half the distance between the ends.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether `value` lies between the ends.
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A mean with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
    /// The interval at the level asked for.
    pub interval: Interval,
}

/// Quantile of Student's t distribution; `NaN` outside probabilities (0, 1) or degrees of freedom
/// above 0. Infinite degrees of freedom give the normal quantile.
pub fn student_quantile(probability: f64, degrees_of_freedom: f64) -> f64 {
    if !(probability > 0.0 && probability < 1.0) || degrees_of_freedom.is_nan() {
        return f64::NAN;
    }
    // Beyond this the two differ by less than 1e-6, and the normal one is exact.
    if degrees_of_freedom > 1e6 {
        return normal_quantile(probability);
    }
    StudentsT::new(0.0, 1.0, degrees_of_freedom).map_or(f64::NAN, |distribution| {
        distribution.inverse_cdf(probability)
    })
}

/// Two-sided p-value of a t statistic: P(|T| ≥ |t|).
pub fn student_p_value(t: f64, degrees_of_freedom: f64) -> f64 {
    if t.is_nan() {
        return f64::NAN;
    }
    StudentsT::new(0.0, 1.0, degrees_of_freedom).map_or(f64::NAN, |distribution| {
        (2.0 * distribution.cdf(-t.abs())).min(1.0)
    })
}

/// P-value of an F statistic: P(F ≥ f).
pub fn fisher_p_value(f: f64, between: f64, within: f64) -> f64 {
    if f.is_nan() {
        return f64::NAN;
    }
    FisherSnedecor::new(between, within)
        .map_or(f64::NAN, |distribution| distribution.sf(f.max(0.0)))
}

/// Quantile of the standard normal distribution; `NaN` outside probabilities (0, 1).
pub fn normal_quantile(probability: f64) -> f64 {
    if !(probability > 0.0 && probability < 1.0) {
        return f64::NAN;
    }
    Normal::standard().inverse_cdf(probability)
}

/// Interval of the mean of shares, which lies within 0 and 1 as they do.
///
/// Wilson's (1927) score interval of a proportion, for as many trials as would scatter like the
/// values: m · (1 − m)/s² each, with Student's quantile. For values that are all 0 or 1 it is Wilson's own,
/// also where all are the same; other values that are all the same have no width. `None` for fewer than
/// two values or a level outside (0, 1).
pub fn share_interval(values: &[f64], level: f64) -> Option<Interval> {
    if values.len() < 2 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let count = values.len() as f64;
    let centre = mean(values);
    let spread = variance(values) * (count - 1.0) / count;
    let whole = |value: &f64| *value == 0.0 || *value == 1.0;
    let trials = if values.iter().all(whole) {
        count
    } else if spread > 0.0 {
        count * centre * (1.0 - centre) / (spread * count / (count - 1.0))
    } else {
        f64::INFINITY
    };
    if trials.is_infinite() {
        return Some(Interval {
            low: centre,
            high: centre,
        });
    }
    let quantile = student_quantile(f64::midpoint(1.0, level), count - 1.0);
    let square = quantile * quantile / trials;
    let middle = (centre + square / 2.0) / (1.0 + square);
    let reach = quantile / (1.0 + square)
        * (centre * (1.0 - centre) / trials + square / (4.0 * trials)).sqrt();
    Some(Interval {
        low: (middle - reach).clamp(0.0, centre.max(0.0)),
        high: (middle + reach).clamp(centre.min(1.0), 1.0),
    })
}

/// Interval of a ratio of sums Σa/Σb over pairs (a, b): the jackknife's, with Student's quantile. Where all b are
/// alike it is Student's interval of the mean.
///
/// `None` for fewer than two pairs, a level outside (0, 1), or where a ratio without one of them is not finite.
pub fn ratio_interval(pairs: &[(f64, f64)], level: f64) -> Option<Interval> {
    if pairs.len() < 2 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let count = pairs.len() as f64;
    let (over, under) = pairs
        .iter()
        .fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let without: Vec<f64> = pairs
        .iter()
        .map(|pair| (over - pair.0) / (under - pair.1))
        .collect();
    let error = (variance(&without) * (count - 1.0) * (count - 1.0) / count).sqrt();
    let reach = student_quantile(f64::midpoint(1.0, level), count - 1.0) * error;
    let ratio = over / under;
    (ratio.is_finite() && reach.is_finite()).then_some(Interval {
        low: ratio - reach,
        high: ratio + reach,
    })
}

/// So many values that are all the same say that they always are; fewer say nothing.
pub const ENOUGH_ALIKE: usize = 20;

/// So many values have to lie apart from the most frequent one before their mean has an interval.
pub const ENOUGH_APART: usize = 8;

/// Whether a mean hangs on a few values that have come up by luck: of twenty or more, most are the same and
/// fewer than [`ENOUGH_APART`] differ, or none does and all are 0, as what hardly ever happens is in most runs.
/// How often the others come, and how far away, is not to be told from so few; no interval holds.
pub fn hangs_on_few(values: &[f64]) -> bool {
    if values.len() < ENOUGH_ALIKE {
        return false;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let runs = sorted.chunk_by(|one, other| one.total_cmp(other).is_eq());
    let Some(most) = runs.max_by_key(|run| run.len()) else {
        return false;
    };
    match values.len() - most.len() {
        0 => most[0] == 0.0,
        apart => apart < ENOUGH_APART && most.len() > apart,
    }
}

/// Whether a mean [hangs on a few](hangs_on_few) values that differ from all the others: what it is, luck has decided.
pub fn rests_on_few(values: &[f64]) -> bool {
    hangs_on_few(values) && values.iter().any(|value| *value != values[0])
}

/// Values from which their skewness is worth estimating.
const ENOUGH_FOR_SKEWNESS: usize = 10;

/// A mean and how it scatters, with the skewness of the values accounted for: Student's t after
/// Hall's (1992) monotone cubic transformation, which takes the first-order effect of skewness out
/// of the t statistic. Without skewness, and below ten values, it is Student's t.
///
/// A community of a few members has metrics that are far from normal: now and then somebody writes
/// a hundred times as much as all others. The plain t interval is then too short on that side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkewedMean {
    mean: f64,
    deviation: f64,
    count: usize,
    /// A third of the skewness.
    bend: f64,
}

impl SkewedMean {
    /// The mean of some values; `None` for fewer than two.
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() < 2 {
            return None;
        }
        let squares = variance(values);
        // The mean of what is always the same is that, whatever the last digit of their sum is.
        let centre = if squares == 0.0 {
            values[0]
        } else {
            mean(values)
        };
        let count = values.len() as f64;
        let spread = squares * (count - 1.0) / count;
        let third = values
            .iter()
            .map(|value| (value - centre).powi(3))
            .sum::<f64>()
            / count;
        let skewness = if spread > 0.0 && values.len() >= ENOUGH_FOR_SKEWNESS {
            third / spread.powf(1.5)
        } else {
            0.0
        };
        Some(Self {
            mean: centre,
            deviation: squares.sqrt(),
            count: values.len(),
            bend: skewness / 3.0,
        })
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Standard error of the mean.
    pub fn standard_error(&self) -> f64 {
        self.deviation / (self.count as f64).sqrt()
    }

    fn degrees_of_freedom(&self) -> f64 {
        (self.count - 1) as f64
    }

    /// What the transformation adds to every distance: the bias of the t statistic.
    fn shift(&self) -> f64 {
        self.bend / (2.0 * self.count as f64)
    }

    /// The interval with coverage `level` in (0, 1).
    pub fn interval(&self, level: f64) -> Interval {
        let reach = student_quantile(f64::midpoint(1.0, level), self.degrees_of_freedom());
        let root = (self.count as f64).sqrt();
        // Standard deviations from the mean at which the transformed statistic is `at`.
        let distance = |at: f64| {
            let straight = at / root - self.shift();
            if self.bend.abs() < 1e-9 {
                at / root
            } else {
                (libm::cbrt(1.0 + 3.0 * self.bend * straight) - 1.0) / self.bend
            }
        };
        Interval {
            low: self.mean - self.deviation * distance(reach),
            high: self.mean - self.deviation * distance(-reach),
        }
    }

    /// Two-sided p-value of the mean being 0: below 1 − level exactly where the interval of that
    /// level leaves 0 out. Where all values are equal, what a sign test says of so many: 1 where all
    /// are 0, otherwise 2/2ⁿ, as two or three that happen to agree prove nothing.
    pub fn p_value(&self) -> f64 {
        if self.deviation == 0.0 {
            return if self.mean == 0.0 {
                1.0
            } else {
                2.0 * 0.5_f64.powf(self.count as f64)
            };
        }
        let distance = self.mean / self.deviation;
        let bent = distance
            + self.bend * distance.powi(2)
            + self.bend.powi(2) * distance.powi(3) / 3.0
            + self.shift();
        student_p_value((self.count as f64).sqrt() * bent, self.degrees_of_freedom())
    }
}

/// The interval of a mean with coverage `level` in (0, 1), fit for skewed values: see [`SkewedMean`].
///
/// `None` for fewer than two values or a level outside (0, 1).
pub fn mean_interval(values: &[f64], level: f64) -> Option<Estimate> {
    let found = SkewedMean::of(values).filter(|_| level > 0.0 && level < 1.0)?;
    Some(Estimate {
        mean: found.mean(),
        standard_error: found.standard_error(),
        interval: found.interval(level),
    })
}

/// Percentile bootstrap interval (Efron 1979) of any statistic: the quantiles of the statistic
/// over `resamples` samples drawn with replacement.
///
/// Equal `seed` gives an equal interval. Resamples for which the statistic is `NaN` are left
/// out. `None` for no values, no usable resample or a level outside (0, 1).
pub fn bootstrap_interval(
    values: &[f64],
    statistic: impl Fn(&[f64]) -> f64,
    resamples: usize,
    level: f64,
    seed: u64,
) -> Option<Interval> {
    if values.is_empty() {
        return None;
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut sample = vec![0.0; values.len()];
    let found = (0..resamples)
        .map(|_| {
            for slot in &mut sample {
                *slot = values[random.random_range(0..values.len())];
            }
            statistic(&sample)
        })
        .collect();
    percentile_interval(found, level)
}

/// The central `level` of a set of resampled statistics; `NaN`s are left out.
pub fn percentile_interval(mut found: Vec<f64>, level: f64) -> Option<Interval> {
    if !(level > 0.0 && level < 1.0) {
        return None;
    }
    found.retain(|value| !value.is_nan());
    if found.is_empty() {
        return None;
    }
    found.sort_unstable_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    Some(Interval {
        low: quantile_of_sorted(&found, tail),
        high: quantile_of_sorted(&found, 1.0 - tail),
    })
}

/// Student's t interval of the mean, mean ± t · s/√n, with coverage `level` in (0, 1).
///
/// `None` for fewer than two values or a level outside (0, 1).
#[cfg(test)]
pub(super) fn student_interval(values: &[f64], level: f64) -> Option<Estimate> {
    if values.len() < 2 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let centre = mean(values);
    let error = (variance(values) / values.len() as f64).sqrt();
    let reach = student_quantile(f64::midpoint(1.0, level), (values.len() - 1) as f64) * error;
    Some(Estimate {
        mean: centre,
        standard_error: error,
        interval: Interval {
            low: centre - reach,
            high: centre + reach,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_that_hangs_on_few_values_is_told() {
        let some = |apart: usize| -> Vec<f64> {
            (0..60)
                .map(|n| 80.0 - f64::from(u8::from(n < apart)) * n as f64)
                .collect()
        };
        assert!(hangs_on_few(&some(3)) && !hangs_on_few(&some(30)));
        assert!(!hangs_on_few(&[100.0; 60]), "a fixed price is what it is");
        assert!(hangs_on_few(&[0.0; 60]), "what has not happened may yet");
        assert!(!hangs_on_few(&[0.0; 5]) && !hangs_on_few(&[1.0, 1.0, 2.0]));
        let all_differ: Vec<f64> = (0..20).map(f64::from).collect();
        assert!(!hangs_on_few(&all_differ));
        assert!(rests_on_few(&some(3)) && !rests_on_few(&[0.0; 60]));
    }

    #[test]
    fn the_t_interval_of_a_textbook_sample() {
        // scipy.stats.t.interval(.95, 4, loc=3, scale=scipy.stats.sem([1,2,3,4,5]))
        let found = student_interval(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.95).unwrap();
        assert!((found.interval.low - 1.036_756_838_522_439).abs() < 1e-9);
        assert!((found.interval.high - 4.963_243_161_477_561).abs() < 1e-9);
    }

    #[test]
    fn even_values_have_the_t_interval_and_skewed_ones_reach_further_to_their_tail() {
        let even: Vec<f64> = (0..21).map(f64::from).collect();
        let (one, other) = (
            student_interval(&even, 0.95).unwrap().interval,
            mean_interval(&even, 0.95).unwrap().interval,
        );
        assert!((one.low - other.low).abs() < 1e-9 && (one.high - other.high).abs() < 1e-9);
        let skewed: Vec<f64> = even.iter().map(|value| (value / 4.0).exp()).collect();
        let (plain, bent) = (
            student_interval(&skewed, 0.95).unwrap().interval,
            mean_interval(&skewed, 0.95).unwrap().interval,
        );
        assert!(bent.high > plain.high && bent.low > plain.low);
        let few = &skewed[12..];
        assert_eq!(
            mean_interval(few, 0.9).map(|it| it.mean),
            student_interval(few, 0.9).map(|it| it.mean)
        );
    }

    #[test]
    fn what_is_always_the_same_has_no_spread_whatever_its_last_digit() {
        let found = SkewedMean::of(&[0.1; 3]).expect("three values");
        assert_eq!((found.mean(), found.standard_error()), (0.1, 0.0));
        assert_eq!(found.p_value(), 0.25, "three that happen to agree");
        assert_eq!(found.interval(0.95).half_width(), 0.0);
    }

    #[test]
    fn the_interval_of_the_mean_of_log_normal_values_holds_it_more_often() {
        use rand_distr::{Distribution, LogNormal};
        let law = LogNormal::new(0.0, 1.0).unwrap();
        let truth = 0.5_f64.exp();
        let mut random = Xoshiro256PlusPlus::seed_from_u64(5);
        let (mut plain, mut bent) = (0, 0);
        for _ in 0..2_000 {
            let values: Vec<f64> = (0..40).map(|_| law.sample(&mut random)).collect();
            plain += u32::from(
                student_interval(&values, 0.95)
                    .unwrap()
                    .interval
                    .contains(truth),
            );
            bent += u32::from(
                mean_interval(&values, 0.95)
                    .unwrap()
                    .interval
                    .contains(truth),
            );
        }
        // .89 and .93 in a separate experiment of 6,000 samples in another language.
        assert!((1_740..1_820).contains(&plain), "{plain}");
        assert!((1_820..1_900).contains(&bent), "{bent}");
    }

    #[test]
    fn a_few_that_agree_prove_nothing() {
        let p_value = |count: usize| {
            let found = SkewedMean::of(&vec![3.0; count]).expect("a mean");
            found.p_value()
        };
        assert_eq!(p_value(2), 0.5);
        assert!(p_value(5) > 0.05 && p_value(6) < 0.05 && p_value(30) < 1e-8);
    }

    #[test]
    fn impossible_requests_are_refused() {
        assert!(student_interval(&[1.0], 0.95).is_none());
        assert!(mean_interval(&[1.0], 0.95).is_none() && mean_interval(&[1.0, 2.0], 0.0).is_none());
        assert!(student_interval(&[1.0, 2.0], 1.0).is_none());
        assert!(bootstrap_interval(&[], mean, 10, 0.9, 1).is_none());
        assert!(student_quantile(1.0, 3.0).is_nan());
        assert!(student_quantile(0.5, -1.0).is_nan());
    }

    #[test]
    fn one_seed_gives_one_bootstrap_interval_near_the_t_interval() {
        let values: Vec<f64> = (0..200).map(|index| f64::from(index * 37 % 101)).collect();
        let first = bootstrap_interval(&values, mean, 2_000, 0.95, 5).unwrap();
        assert_eq!(
            bootstrap_interval(&values, mean, 2_000, 0.95, 5),
            Some(first)
        );
        assert_ne!(
            bootstrap_interval(&values, mean, 2_000, 0.95, 6),
            Some(first)
        );
        let student = student_interval(&values, 0.95).unwrap().interval;
        assert!((first.half_width() / student.half_width() - 1.0).abs() < 0.1);
    }

    #[test]
    fn a_ratio_of_sums_over_equal_wholes_is_a_mean() {
        let values = [0.2, 0.5, 0.1, 0.9];
        let pairs = values.map(|value| (3.0 * value, 3.0));
        let mean = student_interval(&values, 0.95).unwrap().interval;
        let ratio = ratio_interval(&pairs, 0.95).unwrap();
        assert!((mean.low - ratio.low).abs() < 1e-12 && (mean.high - ratio.high).abs() < 1e-12);
        // Two of a hundred against one of one: the sums say 3 in 101, the mean of the shares would say a half.
        let uneven = ratio_interval(&[(2.0, 100.0), (1.0, 1.0)], 0.95).unwrap();
        assert!((f64::midpoint(uneven.low, uneven.high) - 3.0 / 101.0).abs() < 1e-12);
        assert_eq!(ratio_interval(&[(1.0, 0.0), (0.0, 0.0)], 0.95), None);
        assert_eq!(ratio_interval(&[(1.0, 1.0)], 0.95), None);
    }
}
