//! Regressions with several explaining variables whose outcome is a yes or no, or a count.

use super::linear::invert;

/// What the outcome is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Family {
    /// A number, on its own scale, with one spread that is estimated too.
    Normal,
    /// 0 or 1, on the scale of log odds.
    Binomial,
    /// A count, on the scale of log rates, with variance m + α m² for a mean of m.
    NegativeBinomial {
        /// How much more the counts spread than those of Poisson; 0 or more.
        alpha: f64,
    },
}

impl Family {
    /// For a linear predictor: the expected outcome, its slope in the predictor, and its variance.
    fn expected(self, predictor: f64) -> [f64; 3] {
        match self {
            Self::Normal => [predictor, 1.0, 1.0],
            Self::Binomial => {
                let chance = 1.0 / (1.0 + (-predictor).exp());
                let spread = chance * (1.0 - chance);
                [chance, spread, spread]
            }
            Self::NegativeBinomial { alpha } => {
                let mean = predictor.exp();
                [mean, mean, mean + alpha * mean * mean]
            }
        }
    }
}

/// A coefficient with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The estimate.
    pub value: f64,
    /// Its standard error, as the model has it: cases independent of each other.
    pub error: f64,
}

/// Cases for a regression with `N` explaining variables, a constant among them where one is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Cases<const N: usize> {
    rows: Vec<([f64; N], f64, f64)>,
}

impl<const N: usize> Default for Cases<N> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<const N: usize> Cases<N> {
    /// Adds a case: its explaining variables, its outcome, and how many cases it stands for.
    pub fn add(&mut self, variables: [f64; N], outcome: f64, weight: f64) {
        self.rows.push((variables, outcome, weight));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The coefficients of the variables `used` by maximum likelihood, in their order (Fisher
    /// scoring); the other variables are left out.
    ///
    /// `None` where there is no finite maximum: all outcomes alike, variables that repeat each other,
    /// perfect separation.
    pub fn fit(&self, family: Family, used: &[usize]) -> Option<Vec<Coefficient>> {
        const ROUNDS: usize = 60;
        const ENOUGH: f64 = 1e-9;
        // Far beyond any effect that data could show: the maximum is at infinity.
        const RUNAWAY: f64 = 50.0;
        let mut at = vec![0.0; used.len()];
        for _ in 0..ROUNDS {
            let (score, information) = self.slopes(family, used, &at);
            let covariance = invert(&information)?;
            let steps: Vec<f64> = covariance
                .iter()
                .map(|row| row.iter().zip(&score).map(|(one, other)| one * other).sum())
                .collect();
            // A far start must not overshoot into overflow.
            let longest = steps
                .iter()
                .fold(0.0_f64, |most, step| most.max(step.abs()));
            let shorter = match family {
                Family::Normal => 1.0,
                _ => (2.0 / longest).min(1.0),
            };
            for (value, step) in at.iter_mut().zip(&steps) {
                *value += shorter * step;
            }
            let runs_away = |value: &f64| {
                !value.is_finite() || family != Family::Normal && value.abs() > RUNAWAY
            };
            if at.iter().any(runs_away) {
                return None;
            }
            if longest < ENOUGH {
                let spread = self.spread(family, used, &at);
                let errors = covariance.iter().enumerate();
                let errors = errors.map(|(place, row)| (spread * row[place]).sqrt());
                return Some(
                    at.into_iter()
                        .zip(errors)
                        .map(|(value, error)| Coefficient { value, error })
                        .collect(),
                );
            }
        }
        None
    }

    /// Linear predictor of a case.
    fn predictor(variables: &[f64; N], used: &[usize], at: &[f64]) -> f64 {
        used.iter()
            .zip(at)
            .map(|(one, at)| variables[*one] * at)
            .sum()
    }

    /// Variance that the family leaves to be estimated; 1 where it leaves none.
    fn spread(&self, family: Family, used: &[usize], at: &[f64]) -> f64 {
        if family != Family::Normal {
            return 1.0;
        }
        let (mut squares, mut cases) = (0.0, 0.0);
        for (variables, outcome, weight) in &self.rows {
            let predictor = Self::predictor(variables, used, at);
            squares += weight * (outcome - predictor).powi(2);
            cases += weight;
        }
        squares / (cases - used.len() as f64)
    }

    /// Slope of the log likelihood and its information matrix.
    fn slopes(&self, family: Family, used: &[usize], at: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let mut score = vec![0.0; used.len()];
        let mut information = vec![vec![0.0; used.len()]; used.len()];
        for (variables, outcome, weight) in &self.rows {
            let predictor = Self::predictor(variables, used, at);
            let [expected, slope, variance] = family.expected(predictor);
            let surplus = weight * (outcome - expected) * slope / variance;
            let known = weight * slope * slope / variance;
            for (row, one) in used.iter().enumerate() {
                score[row] += surplus * variables[*one];
                let scaled = known * variables[*one];
                for (column, other) in used.iter().take(row + 1).enumerate() {
                    information[row][column] += scaled * variables[*other];
                }
            }
        }
        for row in 0..used.len() {
            for column in 0..row {
                information[column][row] = information[row][column];
            }
        }
        (score, information)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forty cases made by rule; the expected numbers are those of statsmodels' `GLM`.
    fn cases(outcome: impl Fn(u32) -> f64) -> Cases<3> {
        let mut cases = Cases::default();
        for case in 0..40_u32 {
            let (one, other) = (f64::from(case % 7) - 3.0, f64::from(case * case % 11) / 5.0);
            cases.add([1.0, one, other], outcome(case), 1.0 + f64::from(case % 3));
        }
        cases
    }

    const LOGISTIC: ([f64; 3], [f64; 3]) = (
        [-0.113_769_008_067, 0.005_651_193_35, 0.049_469_918_644],
        [0.394_236_904_621, 0.117_333_159_566, 0.416_664_331_121],
    );
    const COUNTS: ([f64; 3], [f64; 3]) = (
        [0.837_694_109_154, -0.061_547_252_915, 0.144_898_401_767],
        [0.152_054_626_236, 0.044_978_422_95, 0.155_547_327_89],
    );

    fn near(found: &[Coefficient], values: [f64; 3], errors: [f64; 3]) {
        for ((found, value), error) in found.iter().zip(values).zip(errors) {
            assert!((found.value - value).abs() < 1e-6, "{found:?} for {value}");
            assert!((found.error - error).abs() < 1e-6, "{found:?} for {error}");
        }
    }

    #[test]
    fn coefficients_are_those_of_statsmodels() {
        let logistic = cases(|case| f64::from(u8::from((case * 5 + case % 7) % 9 > 4)));
        let found = logistic.fit(Family::Binomial, &[0, 1, 2]).expect("a fit");
        near(&found, LOGISTIC.0, LOGISTIC.1);
        let counts = cases(|case| f64::from((case * 3 + case % 7 * 2) % 8));
        let family = Family::NegativeBinomial { alpha: 0.2 };
        let found = counts.fit(family, &[0, 1, 2]).expect("a fit");
        near(&found, COUNTS.0, COUNTS.1);
    }

    #[test]
    fn what_has_no_maximum_has_no_fit() {
        assert_eq!(cases(|_| 1.0).fit(Family::Binomial, &[0, 1]), None);
        assert_eq!(
            cases(|case| f64::from(case % 2)).fit(Family::Binomial, &[0, 0]),
            None
        );
        let split = cases(|case| f64::from(u8::from(case % 7 > 3)));
        assert_eq!(split.fit(Family::Binomial, &[0, 1]), None);
        assert_eq!(Cases::<2>::default().fit(Family::Binomial, &[0, 1]), None);
    }
}
