//! How a difference is said: in the metric's own unit, and relative to the base where that means
//! anything.

use crate::cli::show;
use crate::stats::relative::share_of;
use crate::words::Unit;

/// Worlds below which neither what would turn a verdict nor what to find out is asked.
pub const ENOUGH: usize = 20;

/// A share of worlds as a number of 100; all or none of them only where nothing is left to doubt.
pub fn hundredths(share: f64) -> String {
    let number = (100.0 * share).round();
    let number = if share > 0.0 && share < 1.0 {
        number.clamp(1.0, 99.0)
    } else {
        number
    };
    format!("{number:.0}")
}

/// A name inside a sentence; abbreviations keep their capitals.
pub(crate) fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// How a difference is said: in the metric's own unit, and relative to the base where that means
/// anything.
pub(crate) struct Change {
    pub(crate) base: f64,
    pub(crate) unit: Unit,
}

impl Change {
    /// Relative to the base; `None` where that is next to nothing.
    pub(crate) fn relative(&self, difference: f64) -> Option<String> {
        share_of(self.base, difference).map(percent)
    }

    /// In the metric's own unit.
    pub(crate) fn own(&self, difference: f64) -> String {
        format!(
            "{}{}",
            sign(difference),
            show::number(difference.abs(), self.unit)
        )
    }
}

/// The sign of a difference, as it is printed.
pub(crate) fn sign(difference: f64) -> &'static str {
    if difference < 0.0 { "−" } else { "+" }
}

/// A share as a signed percentage.
pub(crate) fn percent(share: f64) -> String {
    let percent = 100.0 * share.abs();
    let decimals = usize::from(percent < 9.95);
    format!("{}{percent:.decimals$}%", sign(share))
}
