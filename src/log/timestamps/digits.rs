//! Times that are nothing but digits: Unix time, or a calendar without separators.

use super::{DAY, Moment, days, second_of};

/// Unix time, or calendar digits without separators.
pub(super) fn digits(cell: &str) -> Option<Moment> {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 19 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let calendar = compact(whole);
    match whole.len() {
        8 | 12 | 14 | 17 => calendar,
        // Ten digits that are a day and an hour could be either.
        9 | 10 if calendar.is_none() => Some(instant(number)),
        13 => Some(instant(number.div_euclid(1_000))),
        16 => Some(instant(number.div_euclid(1_000_000))),
        19 => Some(instant(number.div_euclid(1_000_000_000))),
        _ => None,
    }
}

fn instant(local: i64) -> Moment {
    Moment::Known {
        local,
        ahead: Some(0),
    }
}

fn compact(whole: &str) -> Option<Moment> {
    let part = |range: std::ops::Range<usize>| -> Option<u16> {
        whole.get(range).map_or(Some(0), |text| text.parse().ok())
    };
    let year = part(0..4)?;
    if !(1970..2100).contains(&year) || whole.len() < 8 {
        return None;
    }
    let day = days(year, part(4..6)?, part(6..8)?)?;
    let clock = [part(8..10)?, part(10..12)?, part(12..14)?];
    let second = second_of([clock[0].into(), clock[1].into(), clock[2].into()], None)?;
    Some(Moment::Known {
        local: day * DAY + i64::from(second),
        ahead: None,
    })
}
