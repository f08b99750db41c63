//! How much two samples differ, and how sure that is.

use super::interval::{Interval, SkewedMean, hangs_on_few, student_quantile};
use super::summary::{quantiles, variance};
use statrs::distribution::{Binomial, DiscreteCDF};

/// Coverage of every interval in this module.
pub const LEVEL: f64 = 0.95;

/// Two samples compared pair by pair, as common random numbers allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedDifference {
    /// Pairs compared.
    pub pairs: usize,
    /// Pairs left out because one side is not finite. Not harmless when being undefined has to do
    /// with the outcome (a community that died has no answered share).
    pub left_out: usize,
    /// Mean of first − second.
    pub mean: f64,
    /// Standard error of that mean.
    pub standard_error: f64,
    /// 95% interval of that mean: see [`SkewedMean`]. `None` where the mean [hangs on a few](hangs_on_few)
    /// pairs, or there is no difference in any: what hardly ever happens may yet.
    pub interval: Option<Interval>,
    /// Pairs in which the first is larger.
    pub above: usize,
    /// Pairs in which both are the same.
    pub equal: usize,
    /// The 10% and 90% quantiles of the differences: what a single pair may look like.
    pub spread: Interval,
    /// (var first + var second) / var(first − second): how many times more replicates an unpaired
    /// comparison needs. Infinite where all differences are equal, `NaN` where nothing varies.
    pub variance_reduction: f64,
    /// Two-sided p-value of no difference, below 5% exactly where the interval leaves 0 out. Where all
    /// differences are equal, that of a sign test: see [`SkewedMean::p_value`]. Without an interval, that
    /// of a sign test over the pairs that differ.
    pub p_value: f64,
}

/// How the pairs of a comparison went, in the sense in which better is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Pairs in which the first is better.
    pub wins: usize,
    /// Pairs in which there is no difference at all.
    pub ties: usize,
    /// Pairs in which the first is worse.
    pub losses: usize,
}

impl PairedDifference {
    /// Pairs in which the first is smaller.
    pub fn below(&self) -> usize {
        self.pairs - self.above - self.equal
    }

    /// The ends of the interval; not numbers where there is none.
    pub fn ends(&self) -> [f64; 2] {
        self.interval
            .map_or([f64::NAN; 2], |interval| [interval.low, interval.high])
    }

    /// Whether no pair differs at all.
    pub fn is_nothing(&self) -> bool {
        self.equal == self.pairs
    }

    /// How the pairs went, where more is better, or less.
    pub fn score(&self, less_is_better: bool) -> Score {
        let (wins, losses) = if less_is_better {
            (self.below(), self.above)
        } else {
            (self.above, self.below())
        };
        Score {
            wins,
            ties: self.equal,
            losses,
        }
    }

    /// Pairs needed for the 95% interval of the mean to reach at most `half_width` to either
    /// side, if further pairs vary as these did. `None` unless `half_width` is above 0.
    pub fn replicates_for(&self, half_width: f64) -> Option<usize> {
        let deviation = self.standard_error * (self.pairs as f64).sqrt();
        replicates_needed(deviation, half_width)
    }
}

/// Compares `first` and `second` pair by pair; `None` for fewer than two finite pairs or slices of
/// different length.
pub fn paired(first: &[f64], second: &[f64]) -> Option<PairedDifference> {
    if first.len() != second.len() {
        return None;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (&one, &other) in first.iter().zip(second) {
        if one.is_finite() && other.is_finite() {
            left.push(one);
            right.push(other);
        }
    }
    let pairs = left.len();
    if pairs < 2 {
        return None;
    }
    let differences: Vec<f64> = left
        .iter()
        .zip(&right)
        .map(|(one, other)| one - other)
        .collect();
    let found = SkewedMean::of(&differences)?;
    let count = |is: fn(f64) -> bool| differences.iter().filter(|it| is(**it)).count();
    // Where nothing differs in any pair, nothing says how far others would lie apart.
    let few = hangs_on_few(&differences) || differences.iter().all(|it| *it == 0.0);
    let (above, below) = (count(|it| it > 0.0), count(|it| it < 0.0));
    Some(PairedDifference {
        pairs,
        left_out: first.len() - pairs,
        mean: found.mean(),
        standard_error: found.standard_error(),
        interval: (!few).then(|| found.interval(LEVEL)),
        above,
        equal: count(|difference| difference == 0.0),
        spread: tails(&differences),
        variance_reduction: (variance(&left) + variance(&right)) / variance(&differences),
        p_value: if few {
            sign_test(above, below)
        } else {
            found.p_value()
        },
    })
}

/// Two-sided p-value of a sign test: how likely so uneven a split is where both sides are as likely.
fn sign_test(above: usize, below: usize) -> f64 {
    let (count, least) = ((above + below) as u64, above.min(below) as u64);
    let Ok(coins) = Binomial::new(0.5, count) else {
        return f64::NAN;
    };
    (2.0 * coins.cdf(least)).min(1.0)
}

/// The 10% and 90% quantiles.
fn tails(values: &[f64]) -> Interval {
    let tails = quantiles(values, &[0.1, 0.9]);
    Interval {
        low: tails[0],
        high: tails[1],
    }
}

/// Values needed for the 95% t interval of a mean to reach at most `half_width` to either side
/// when the values have standard deviation `deviation`; at least 2. `None` unless `half_width` is
/// above 0 and `deviation` finite.
pub fn replicates_needed(deviation: f64, half_width: f64) -> Option<usize> {
    if half_width.is_nan() || half_width <= 0.0 || !deviation.is_finite() {
        return None;
    }
    let is_enough = |count: usize| {
        let reach = student_quantile(f64::midpoint(1.0, LEVEL), (count - 1) as f64);
        reach * deviation / (count as f64).sqrt() <= half_width
    };
    // The half-width falls with every value added, so a bracket and a bisection find the least.
    let (mut low, mut high) = (1_usize, 2_usize);
    while !is_enough(high) {
        low = high;
        high = high.checked_mul(2)?;
    }
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if is_enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pairs_that_move_together_need_fewer_replicates() {
        let first: Vec<f64> = (0..50)
            .map(|index| f64::from(index * 13 % 50) + 1.0)
            .collect();
        let second: Vec<f64> = first
            .iter()
            .enumerate()
            .map(|(index, value)| value - 1.0 + (index % 3) as f64 * 0.1)
            .collect();
        let paired = paired(&first, &second).unwrap();
        // What Welch's comparison of the same values would know.
        let apart = ((variance(&first) + variance(&second)) / 50.0).sqrt();
        let paired_half = paired.interval.map(Interval::half_width);
        assert!(paired_half.unwrap() < apart / 25.0);
        assert!(paired.variance_reduction > 1_000.0);
        assert_eq!((paired.above, paired.below()), (paired.pairs, 0));
    }

    #[test]
    fn ties_count_half_and_undefined_pairs_are_counted() {
        let found = paired(&[1.0, 2.0, 3.0, f64::NAN], &[1.0, 1.0, 4.0, 0.0]).unwrap();
        assert_eq!((found.pairs, found.left_out), (3, 1));
        assert_eq!(found.above, found.below());
    }

    #[test]
    fn nothing_that_varies_is_not_an_error() {
        let same = paired(&[2.0, 2.0], &[2.0, 2.0]).unwrap();
        assert_eq!((same.p_value, same.above, same.equal), (1.0, 0, same.pairs));
        assert!(same.variance_reduction.is_nan());
        assert_eq!(same.replicates_for(0.1), Some(2));
        assert_eq!(paired(&[3.0, 3.0], &[2.0, 2.0]).unwrap().p_value, 0.5);
        assert!(paired(&[1.0], &[1.0]).is_none());
    }

    #[test]
    fn what_a_few_pairs_make_is_told_by_their_signs() {
        let of = |differ: &[f64]| {
            let mut first = vec![2.0; 60];
            first[..differ.len()].copy_from_slice(differ);
            paired(&first, &[2.0; 60]).unwrap()
        };
        let few = of(&[7.0, 7.0, 7.0, 7.0, 1.0]);
        assert_eq!((few.interval, few.above, few.below()), (None, 4, 1));
        assert!(few.ends()[0].is_nan() && (few.mean - 19.0 / 60.0).abs() < 1e-12);
        // Five coins, one or none of which falls to the one side: 2 · 6/32.
        assert!((few.p_value - 0.375).abs() < 1e-12);
        let nothing = of(&[]);
        assert_eq!((nothing.interval, nothing.p_value), (None, 1.0));
        assert!(nothing.is_nothing() && of(&[9.0; 12]).interval.is_some());
    }

    #[test]
    fn ties_are_ties_and_better_is_better() {
        // 27 above, 9 below, 364 the same.
        let first: Vec<f64> = (0..400)
            .map(|index| match index {
                0..27 => 6.0,
                27..36 => 4.0,
                _ => 5.0,
            })
            .collect();
        let found = paired(&first, &[5.0; 400]).expect("pairs");
        let score = |wins, losses| Score {
            wins,
            ties: 364,
            losses,
        };
        assert_eq!(found.score(false), score(27, 9));
        assert_eq!(found.score(true), score(9, 27));
    }

    proptest! {
        #[test]
        fn the_number_of_replicates_is_the_least_that_is_enough(
            deviation in 0.01..50.0_f64,
            half_width in 0.05..5.0_f64,
        ) {
            let count = replicates_needed(deviation, half_width).unwrap();
            let reach = |count: usize| {
                student_quantile(0.975, (count - 1) as f64) * deviation / (count as f64).sqrt()
            };
            prop_assert!(reach(count) <= half_width);
            prop_assert!(count == 2 || reach(count - 1) > half_width);
        }

        #[test]
        fn swapping_sides_flips_the_sign(
            pairs in prop::collection::vec((-1e3..1e3_f64, -1e3..1e3_f64), 2..30),
        ) {
            let (first, second): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let forward = paired(&first, &second).unwrap();
            let backward = paired(&second, &first).unwrap();
            prop_assert!((forward.mean + backward.mean).abs() < 1e-9);
            prop_assert_eq!((forward.above, forward.equal), (backward.below(), backward.equal));
            prop_assert_eq!(forward.score(true), backward.score(false));
            prop_assert!((forward.p_value - backward.p_value).abs() < 1e-9);
        }
    }
}
