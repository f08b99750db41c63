//! Numbers in tables and sentences.

use super::{Unit, thousands};

/// A number as people read it, with as many digits as mean something.
pub fn number(value: f64, unit: Unit) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if unit == Unit::Share {
        return format!("{:.1}%", 100.0 * value).replace('-', "−");
    }
    let text = match value.abs() {
        0.0 => "0".to_owned(),
        size if size >= 1000.0 => grouped(value),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    text.replace('-', "−")
}

/// A number with so many digits and its sign, also above nought.
pub fn signed(value: f64, digits: usize) -> String {
    format!("{value:+.digits$}").replace('-', "−")
}

/// Thousands set apart.
pub fn grouped(value: f64) -> String {
    let text = thousands(&format!("{:.0}", value.abs()));
    if value < 0.0 {
        format!("−{text}")
    } else {
        text
    }
}
