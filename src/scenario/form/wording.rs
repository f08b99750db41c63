//! Numbers, ranges and lists of names in words.

use crate::scenario::form::shape::Range;

/// `permitted: 0 to 1,000,000 money`.
pub(crate) fn permitted(range: Range, unit: Option<&str>) -> Option<String> {
    if !range.is_bounded() {
        return None;
    }
    let unit = unit
        .filter(|&unit| unit != "–")
        .map(|unit| format!(" ({unit})"))
        .unwrap_or_default();
    Some(format!(
        "permitted: {} to {}{unit}",
        plain(range.least),
        plain(range.most)
    ))
}

/// A share of 40 is meant as 40 per cent.
pub(crate) fn meant_as_percent(number: f64, range: Range, unit: Option<&str>) -> Option<String> {
    let is_share =
        unit.is_some_and(|unit| unit.starts_with("share") || unit.starts_with("probability"));
    (is_share && range.most <= 1.0 && (2.0..=100.0).contains(&number))
        .then(|| format!("; {number} per cent is written {}", number / 100.0))
}

/// A number as people write it: no exponent, thousands set apart.
pub(crate) fn plain(number: f64) -> String {
    let text = format!("{number}");
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{fraction}")
    }
}

/// `"40%"` is meant as 0.4.
pub(crate) fn percent(text: &str) -> String {
    match text.trim().trim_end_matches('%').trim().parse::<f64>() {
        Ok(percent) => format!("write {} for {}", percent / 100.0, text.trim()),
        Err(_) => "write digits without quotes and units".to_owned(),
    }
}

pub(crate) fn first_sentence(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.find(". ") {
        Some(end) => line[..=end].to_owned(),
        None => line,
    }
}

/// A word from the file, cut so that a message stays readable.
pub(crate) fn shorten(word: &str) -> String {
    if word.chars().count() > 60 {
        word.chars().take(59).chain(['…']).collect()
    } else {
        word.to_owned()
    }
}

/// `a`, `b` and `c`, with "and n more" after ten.
pub(crate) fn list_names(names: &[&str]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(10)
        .map(|name| format!("`{}`", shorten(name)))
        .collect();
    if names.len() > 10 {
        format!("{} and {} more", shown.join(", "), names.len() - 10)
    } else {
        shown.join(", ")
    }
}
