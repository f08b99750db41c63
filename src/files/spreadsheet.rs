//! Cells of tables as a spreadsheet may safely read them.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula; the last four are the wide forms that
/// some programs take for the first four.
const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell of text that no spreadsheet takes for a formula: names come from scenarios and logs that
/// somebody else may have written. One that begins like a formula gets an apostrophe before it, which
/// spreadsheets take for "this is text". Numbers stay as they are, negative ones too.
pub fn text_cell(text: &str) -> Cow<'_, str> {
    // Most cells are words and numbers.
    let first = text.as_bytes().first();
    if first.is_none_or(u8::is_ascii_alphanumeric) {
        return Cow::Borrowed(text);
    }
    let begins = text.trim_start_matches(' ').starts_with(BEGINS_FORMULA);
    if begins && text.parse::<f64>().is_err() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A number as `to_string` writes it, only faster: tables are mostly numbers.
pub fn number_cell(value: f64) -> String {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format(value);
    let text = text.strip_suffix(".0").unwrap_or(text);
    // What is very large or very small, or no number, it writes otherwise.
    let plain = !text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let decimals = text.find('.').map_or(0, |point| text.len() - point - 1);
    // Halfway between two texts that are short enough `to_string` takes the upper one: where the one
    // decimal that is left out is the last of all, and so a 5.
    if plain && decimals as i32 + 1 != all_decimals(value) {
        text.to_owned()
    } else {
        value.to_string()
    }
}

/// How many decimals a number has if all are written: as many as it has binary ones.
fn all_decimals(value: f64) -> i32 {
    let bits = value.to_bits();
    let exponent = ((bits >> (f64::MANTISSA_DIGITS - 1)) & 0x7FF) as i32;
    let mantissa = bits & ((1 << (f64::MANTISSA_DIGITS - 1)) - 1);
    let hidden = 1 << (f64::MANTISSA_DIGITS - 1);
    1075 - exponent - (mantissa | hidden).trailing_zeros() as i32
}

#[cfg(test)]
mod tests {
    use super::{number_cell, text_cell};
    use crate::random::{Luck, Purpose};

    #[test]
    fn numbers_are_written_as_ever() {
        let mut stream = Luck::new(1, 0).of(0, 0).stream(Purpose::Gap);
        let mut numbers = vec![
            0.0, -0.0, 1.0, -1.0, 1e15, 1e16, 1e17, 1e-4, 1e-5, 1e-6, 1e21,
        ];
        numbers.extend([
            f64::NAN,
            f64::INFINITY,
            -f64::INFINITY,
            f64::MAX,
            f64::MIN_POSITIVE,
        ]);
        numbers.extend([0.1 + 0.2, 1.0 / 3.0, 2.0_f64.powi(53), 5e-324]);
        numbers.extend((1..60).map(|places| 3.0 * 0.5_f64.powi(places)));
        for _ in 0..20_000 {
            let word = stream.word();
            numbers.push(f64::from_bits(word));
            numbers.push(f64::from(f32::from_bits(word as u32)));
            numbers.push((word >> 44) as f64 / 200.0);
            numbers.push((word >> 20) as f64 / 2.0_f64.powi(20 + (word & 31) as i32));
            numbers.push((word >> 11) as f64 / 2.0_f64.powi(53));
        }
        for number in numbers {
            assert_eq!(number_cell(number), number.to_string(), "{number:e}");
        }
    }

    #[test]
    fn formulas_are_text_and_numbers_are_numbers() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "＝1",
            "-",
            "--5",
        ] {
            assert_eq!(text_cell(formula), format!("'{formula}"));
        }
        for harmless in [
            "-1", "-0.5", "+3", "-1e-7", "", "a=b", "strict", "群", "'", "1-2",
        ] {
            assert_eq!(text_cell(harmless), harmless);
        }
    }
}
