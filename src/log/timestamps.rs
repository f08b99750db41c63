//! The ways exports write a time.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

/// Forms besides ISO 8601 and Unix time, in the words of `strptime`. Seconds may have a fraction.
const FORMS: [&str; 9] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S%.f",
    "%Y/%m/%d %H:%M",
    "%d.%m.%Y %H:%M:%S%.f",
    "%d.%m.%Y %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%d.%m.%Y, %H:%M",
];
/// The same for days without a time, which count as midnight.
const DATE_FORMS: [&str; 4] = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y年%m月%d日"];
/// Unix times from here on are in milliseconds: as seconds this would be the year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// What to write instead.
pub(super) const HELP: &str = "write it such as 2024-01-05T13:02:11+08:00, 2024-01-05 13:02:11, 2024/1/5 13:02, 05.01.2024 13:02 or in Unix seconds";

/// Reads times, trying first the form that the last one had.
#[derive(Debug, Default)]
pub(super) struct TimeForms {
    last: usize,
}

impl TimeForms {
    /// The local time in `time_zone`; a time without zone is local already.
    pub(super) fn read(&mut self, cell: &str, time_zone: &TimeZone) -> Option<DateTime> {
        if let Some(instant) = unix(cell) {
            return Some(time_zone.to_datetime(instant));
        }
        if let Ok(instant) = cell.parse::<Timestamp>() {
            return Some(time_zone.to_datetime(instant));
        }
        for index in (0..FORMS.len()).map(|step| (self.last + step) % FORMS.len()) {
            let parsed =
                BrokenDownTime::parse(FORMS[index], cell).and_then(|parts| parts.to_datetime());
            if let Ok(time) = parsed {
                self.last = index;
                return Some(time);
            }
        }
        if let Ok(time) = cell.parse::<DateTime>() {
            return Some(time);
        }
        DATE_FORMS.iter().find_map(|form| {
            let date: Date = BrokenDownTime::parse(form, cell)
                .and_then(|parts| parts.to_date())
                .ok()?;
            Some(date.at(0, 0, 0, 0))
        })
    }
}

/// Unix seconds or milliseconds, with or without a fraction. Fewer than nine digits are no time
/// but a year, a day or a row number.
fn unix(cell: &str) -> Option<Timestamp> {
    let whole = cell.split_once('.').map_or(cell, |(whole, fraction)| {
        if fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            whole
        } else {
            ""
        }
    });
    if whole.len() < 9 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    if number >= MILLISECONDS_FROM {
        Timestamp::from_millisecond(number).ok()
    } else {
        Timestamp::from_second(number).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Option<String> {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        TimeForms::default()
            .read(cell, &zone)
            .map(|time| time.to_string())
    }

    #[test]
    fn every_form_is_understood() {
        for cell in [
            "2024-01-05T05:02:11Z",
            "2024-01-05 05:02:11Z",
            "2024-01-05T13:02:11+08:00",
            "2024-01-05T13:02:11",
            "2024-01-05 13:02:11",
            "2024/1/5 13:02:11",
            "2024/01/05 13:02:11",
            "05.01.2024 13:02:11",
            "5.1.2024 13:02:11",
            "2024年1月5日 13:02:11",
            "1704430931",
            "1704430931000",
            "1704430931.25",
        ] {
            assert_eq!(read(cell).as_deref(), Some("2024-01-05T13:02:11"), "{cell}");
        }
        for cell in [
            "2024/1/5 13:02",
            "05.01.2024 13:02",
            "2024-01-05T13:02",
            "2024-01-05 13:02",
            "2024年1月5日 13:02",
        ] {
            assert_eq!(read(cell).as_deref(), Some("2024-01-05T13:02:00"), "{cell}");
        }
        for cell in ["2024-01-05", "2024/1/5", "05.01.2024"] {
            assert_eq!(read(cell).as_deref(), Some("2024-01-05T00:00:00"), "{cell}");
        }
        assert_eq!(
            read("2024-01-05 13:02:11.250").as_deref(),
            Some("2024-01-05T13:02:11.25")
        );
    }

    #[test]
    fn what_is_no_time_or_could_be_two_is_refused() {
        for cell in [
            "",
            "yesterday",
            "1/5/2024 13:02",
            "2024-13-05 13:02",
            "2024-02-30",
            "-1704430931",
            "99999999999999999999",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn an_instant_falls_on_the_day_of_the_zone() {
        assert_eq!(
            read("2024-01-05T17:00:00Z").as_deref(),
            Some("2024-01-06T01:00:00")
        );
    }
}
