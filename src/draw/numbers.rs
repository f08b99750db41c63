//! Numbers as people write them: 12K or 1.2万, 35%, −4.

use libm::{log10, pow};

use crate::words::Language;
pub(super) use crate::words::Unit;

/// The way all numbers of one axis, or one number alone, are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    divisor: f64,
    suffix: &'static str,
    decimals: usize,
    grouped: bool,
    signed: bool,
}

impl Format {
    /// For the ticks of an axis that are `step` apart and reach `largest`.
    pub(super) fn for_ticks(unit: Unit, largest: f64, step: f64, language: Language) -> Self {
        let (divisor, suffix) = scale(unit, largest.abs(), language);
        Self {
            divisor,
            suffix,
            decimals: decimals(step / divisor),
            grouped: language == Language::English,
            signed: false,
        }
    }

    /// For a number that stands alone: three significant digits.
    pub(super) fn for_value(unit: Unit, value: f64, language: Language) -> Self {
        let (divisor, suffix) = scale(unit, value.abs(), language);
        let digits = if value == 0.0 {
            0.0
        } else {
            log10(value.abs() / divisor).floor()
        };
        Self {
            divisor,
            suffix,
            decimals: (2.0 - digits).clamp(0.0, 6.0) as usize,
            grouped: language == Language::English,
            signed: false,
        }
    }

    /// For an estimate with an interval that is `width` wide: two digits of the width, signed.
    pub(super) fn for_interval(unit: Unit, largest: f64, width: f64, language: Language) -> Self {
        let (divisor, suffix) = scale(unit, largest.abs(), language);
        let digits = if width > 0.0 {
            log10(width / divisor).floor()
        } else {
            0.0
        };
        Self {
            divisor,
            suffix,
            decimals: (1.0 - digits).clamp(0.0, 6.0) as usize,
            grouped: language == Language::English,
            signed: true,
        }
    }

    /// Writes + before positive numbers, for differences.
    pub(super) fn signed(self) -> Self {
        Self {
            signed: true,
            ..self
        }
    }

    /// The number as text, with a true minus sign.
    pub(super) fn write(&self, value: f64) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let digits = format!("{:.*}", self.decimals, (value / self.divisor).abs());
        let zero = digits.chars().all(|digit| matches!(digit, '0' | '.'));
        if value == 0.0 {
            return if self.suffix == "%" { "0%" } else { "0" }.to_owned();
        }
        if zero && value.abs() / self.divisor < 1e-6 {
            return format!("{value:.0e}{}", self.suffix).replace('-', "−");
        }
        let sign = match (zero, value < 0.0) {
            (false, true) => "−",
            (false, false) if self.signed => "+",
            _ => "",
        };
        let digits = if self.grouped { group(&digits) } else { digits };
        format!("{sign}{digits}{}", self.suffix)
    }

    /// Like [`Self::write`], without zeros at the end of the decimals.
    pub(super) fn write_short(&self, value: f64) -> String {
        let text = self.write(value);
        let body = text.strip_suffix(self.suffix).unwrap_or(&text);
        if body.contains('.') {
            let body = body.trim_end_matches('0').trim_end_matches('.');
            format!("{body}{}", self.suffix)
        } else {
            text
        }
    }
}

/// One number alone, three significant digits.
pub(super) fn value(unit: Unit, number: f64, language: Language) -> String {
    Format::for_value(unit, number, language).write_short(number)
}

/// Evenly spaced round numbers inside `low..=high`, at most `most` + 1 of them, and their step.
pub(super) fn round_steps(low: f64, high: f64, most: usize) -> (Vec<f64>, f64) {
    let rough = (high - low) / most.max(1) as f64;
    if !rough.is_finite() || rough <= 0.0 {
        return (vec![low], 1.0);
    }
    let magnitude = pow(10.0, log10(rough).floor());
    // Two and a half of something countable looks odd on an axis; twenty-five does not.
    let quarter = if magnitude < 5.0 && magnitude > 0.5 {
        2.0
    } else {
        2.5
    };
    let step = [1.0, 2.0, quarter, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * magnitude);
    (multiples(low, high, step), step)
}

/// Multiples of `step` inside `low..=high` (with a little tolerance for rounding).
pub(super) fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step - 1e-6).ceil();
    let last = (high / step + 1e-6).floor();
    let count = (last - first + 1.0).clamp(0.0, 1000.0) as usize;
    (0..count)
        .map(|index| (first + index as f64) * step)
        .collect()
}

fn scale(unit: Unit, largest: f64, language: Language) -> (f64, &'static str) {
    match (unit, language) {
        // A million percent is no share any more.
        (Unit::Share, _) if largest < 1e4 => (0.01, "%"),
        (_, Language::English) => match largest {
            size if size >= 1e12 => (1e12, "T"),
            size if size >= 1e9 => (1e9, "B"),
            size if size >= 1e6 => (1e6, "M"),
            size if size >= 1e4 => (1e3, "K"),
            _ => (1.0, ""),
        },
        (_, Language::Chinese) => match largest {
            size if size >= 1e12 => (1e12, "万亿"),
            size if size >= 1e8 => (1e8, "亿"),
            size if size >= 1e4 => (1e4, "万"),
            _ => (1.0, ""),
        },
    }
}

/// Decimals needed to tell numbers apart that are `step` apart.
fn decimals(step: f64) -> usize {
    (0..8)
        .find(|places| {
            let scaled = step * pow(10.0, f64::from(*places));
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-6) && scaled.round() >= 1.0
        })
        .unwrap_or(8) as usize
}

/// Commas between groups of three digits.
fn group(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    crate::words::thousands(whole) + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Chinese, English};

    #[test]
    fn single_numbers_have_three_significant_digits() {
        let written = |number| value(Unit::Number, number, English);
        assert_eq!(written(0.0), "0");
        assert_eq!(written(0.012_34), "0.0123");
        assert_eq!(written(-4.0), "−4");
        assert_eq!(written(1234.0), "1,234");
        assert_eq!(written(2e-12), "2e−12");
        assert_eq!(value(Unit::Share, 1.2e6, Chinese), "120万");
        assert_eq!(written(12_000.0), "12K");
        assert_eq!(written(1_200_000.0), "1.2M");
        assert_eq!(value(Unit::Number, 1_200_000.0, Chinese), "120万");
        assert_eq!(value(Unit::Number, 3.4e8, Chinese), "3.4亿");
        assert_eq!(value(Unit::Share, 0.256, Chinese), "25.6%");
        assert_eq!(written(f64::NAN), "–");
    }

    #[test]
    fn ticks_of_one_axis_share_their_decimals() {
        let format = Format::for_ticks(Unit::Share, 0.5, 0.1, English);
        assert_eq!(format.write(0.3), "30%");
        let format = Format::for_ticks(Unit::Number, 25_000.0, 2_500.0, English);
        assert_eq!(format.write(7_500.0), "7.5K");
        let format = Format::for_ticks(Unit::Number, 3.0, 0.5, Chinese).signed();
        assert_eq!(format.write(1.5), "+1.5");
        assert_eq!(format.write(0.0), "0");
        assert_eq!(format.write(-0.5), "−0.5");
    }

    #[test]
    fn steps_are_round_and_inside() {
        assert_eq!(round_steps(0.0, 1.0, 5), (multiples(0.0, 1.0, 0.2), 0.2));
        assert_eq!(round_steps(0.0, 97.0, 5).0, [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(round_steps(-12.0, 30.0, 4).0, [0.0, 20.0]);
        assert_eq!(round_steps(3.0, 3.0, 5).0, [3.0]);
        assert!(round_steps(0.0, 1e15, 6).0.len() <= 7);
    }
}
