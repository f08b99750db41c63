//! Numbers as cells of tables and as parts of sentences.

use crate::run::summary::Measured;
use crate::show::page::report::{Cell, Row};
use crate::stats::difference::PairedDifference;
use crate::words::comparison::POINTS;
use crate::words::number::number;
use crate::words::{self, Good, Language, Phrase, Unit, page};

/// The name of a metric in both languages.
pub(crate) fn name(key: &str) -> Phrase {
    Phrase::new(
        words::metric_name(key, Language::English),
        words::metric_name(key, Language::Chinese),
    )
}

/// A metric over runs: name, mean, interval, band, and what is wished for.
pub(crate) fn row(measured: &Measured) -> Row {
    let unit = words::unit(measured.metric);
    let show = |value: f64| number(value, unit);
    let interval = measured.interval.map_or_else(
        || "–".to_owned(),
        |it| format!("{} – {}", show(it.low), show(it.high)),
    );
    let band = &measured.band;
    let wished = match words::wished(measured.metric) {
        Good::More => page::MORE.into(),
        Good::Less => page::LESS.into(),
        Good::Either => Phrase::from(""),
    };
    Row {
        name: name(measured.metric),
        key: Some(measured.metric.to_owned()),
        cells: vec![
            Cell::new(show(band.mean)),
            Cell::new(interval),
            Cell::new(format!("{} – {}", show(band.p10), show(band.p90))),
            Cell::new(wished),
        ],
    }
}

/// Columns of [`row`].
pub(crate) fn columns() -> Vec<Phrase> {
    let columns = [
        page::METRIC,
        page::MEAN,
        page::INTERVAL,
        page::BAND,
        page::WISHED,
    ];
    columns.map(Phrase::from).to_vec()
}

/// A difference with its sign: `+23.4`, `−1.02`; of shares in points, which no percentage of something is
/// taken for.
pub(crate) fn signed(value: f64, unit: Unit) -> Phrase {
    let is_share = unit == Unit::Share && value.is_finite();
    let size = if is_share {
        format!("{:.1}", 100.0 * value.abs())
    } else {
        number(value.abs(), unit)
    };
    // What is too little to be written has no direction.
    let is_nothing = value.is_finite() && !size.contains(|sign| matches!(sign, '1'..='9'));
    let sign = match value < 0.0 {
        _ if is_nothing => "±",
        true => "−",
        false => "+",
    };
    let text = format!("{sign}{size}");
    if is_share {
        POINTS.fill(&[("n", &text)])
    } else {
        text.into()
    }
}

/// A difference with its interval, where it has one.
pub(crate) fn with_interval(found: &PairedDifference, unit: Unit) -> Phrase {
    let mean = signed(found.mean, unit);
    if found.interval.is_none() {
        return mean;
    }
    let [low, high] = found.ends().map(|value| signed(value, unit));
    Phrase::new(
        format!("{} [{}, {}]", mean.en, low.en, high.en),
        format!("{} [{}, {}]", mean.zh, low.zh, high.zh),
    )
}

/// A share in whole percent.
pub(crate) fn percent(share: f64) -> String {
    match 100.0 * share {
        share if share > 0.0 && share < 1.0 => "<1%".to_owned(),
        share => format!("{share:.0}%"),
    }
}

/// A number of people or things, whole.
pub(crate) fn whole(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value.abs() < 10.0 && (value - value.round()).abs() > 0.05 {
        return format!("{value:.1}");
    }
    words::thousands(&format!("{:.0}", value.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_the_sign_that_its_digits_show() {
        for (value, unit, told) in [
            (-0.001, Unit::Members, "±0.00"),
            (0.0, Unit::Members, "±0"),
            (-3.4, Unit::Members, "−3.40"),
            (0.0002, Unit::Share, "±0.0"),
            (0.012, Unit::Share, "+1.2"),
        ] {
            let found = signed(value, unit);
            assert!(found.en.starts_with(told), "{value}: {}", found.en);
        }
    }
}
