//! The ways exports write a time.

mod calendar;
mod digits;
mod words;

use calendar::written;
use digits::digits;
use jiff::civil::{Date, DateTime};
use words::{MOST, Token, tokens};

/// What to write instead.
pub(super) const HELP: &str = "write it such as 2024-01-05T13:02:11+08:00, 2024-01-05 13:02:11, 2024/1/5 13:02, 5 Jan 2024 1:02 PM or in Unix seconds";
const DAY: i64 = 86_400;

/// A time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// Seconds of the clock on the wall since 1970, and by how many this is ahead of universal
    /// time where that is told.
    Known {
        /// Seconds of the clock on the wall.
        local: i64,
        /// Seconds ahead of universal time.
        ahead: Option<i64>,
    },
    /// Three numbers of which only the whole file tells which is the day.
    Numbers {
        /// The numbers as written.
        parts: [u16; 3],
        /// Seconds after midnight.
        second: u32,
    },
}

/// Which number of a date is what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DayOrder {
    /// Day, month, year.
    DayMonthYear,
    /// Month, day, year.
    MonthDayYear,
    /// Year, month, day.
    YearMonthDay,
}

impl DayOrder {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::DayMonthYear, Self::MonthDayYear, Self::YearMonthDay];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::DayMonthYear => "day, month, year",
            Self::MonthDayYear => "month, day, year",
            Self::YearMonthDay => "year, month, day",
        }
    }

    /// Days since 1970 of three numbers in this order, if there is such a day.
    pub(super) fn day(self, parts: [u16; 3]) -> Option<i64> {
        let [day, month, year] = match self {
            Self::DayMonthYear => parts,
            Self::MonthDayYear => [parts[1], parts[0], parts[2]],
            Self::YearMonthDay => [parts[2], parts[1], parts[0]],
        };
        days(whole_year(year)?, month, day)
    }
}

/// Two digits count from 1970 to 2069.
fn whole_year(year: u16) -> Option<u16> {
    match year {
        0..=69 => Some(2000 + year),
        70..=99 => Some(1900 + year),
        1000..=9999 => Some(year),
        _ => None,
    }
}

fn days(year: u16, month: u16, day: u16) -> Option<i64> {
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    Some(day_number(date))
}

/// Days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i64 {
    date.since(Date::constant(1970, 1, 1))
        .map_or(0, |span| i64::from(span.get_days()))
}

/// The date that is so many days after 1970-01-01.
pub(super) fn date_of(day: i64) -> Option<Date> {
    let time = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    time.checked_add(jiff::Span::new().try_days(day).ok()?)
        .ok()
        .map(DateTime::date)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
    /// Around noon: from ten in the morning on.
    Noon,
    /// From the evening to the hour behind midnight.
    Night,
}

fn second_of([hour, minute, second]: [u32; 3], half: Option<Half>) -> Option<u32> {
    let hour = match half {
        Some(_) if hour > 23 => return None,
        // Some clocks write 下午13:02.
        Some(_) if hour > 12 => hour,
        Some(Half::Before) => hour % 12,
        Some(Half::Night) if hour == 12 => 0,
        Some(Half::After | Half::Night) => hour % 12 + 12,
        Some(Half::Noon) if hour < 10 => hour + 12,
        Some(Half::Noon) | None => hour,
    };
    (hour < 24 && minute < 60 && second <= 60).then(|| hour * 3_600 + minute * 60 + second.min(59))
}

/// Reads a time; `None` if it is none.
pub(super) fn read(cell: &str) -> Option<Moment> {
    let cell = cell.trim();
    if cell.len() > 120 || cell.is_empty() {
        return None;
    }
    if cell.as_bytes()[0].is_ascii_digit()
        && cell
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && let Some(moment) = digits(cell)
    {
        return Some(moment);
    }
    let lower;
    let plain = if cell.is_ascii() && !cell.bytes().any(|byte| byte.is_ascii_uppercase()) {
        cell
    } else {
        lower = super::people::visible(cell).to_lowercase();
        lower.trim()
    };
    let mut list = [Token::Sign(' '); MOST];
    let count = tokens(plain, &mut list)?;
    written(&list[..count])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(cell: &str) -> Option<(String, Option<i64>)> {
        match read(cell)? {
            Moment::Known { local, ahead } => {
                let date = date_of(local.div_euclid(DAY))?;
                let second = local.rem_euclid(DAY);
                let clock = format!(
                    "{:02}:{:02}:{:02}",
                    second / 3_600,
                    second / 60 % 60,
                    second % 60
                );
                Some((format!("{date} {clock}"), ahead))
            }
            Moment::Numbers { .. } => None,
        }
    }

    #[test]
    fn every_form_is_understood() {
        let utc = Some(0);
        let china = Some(28_800);
        for (cell, ahead) in [
            ("2024-01-05T13:02:11Z", utc),
            ("2024-01-05 13:02:11 UTC", utc),
            ("2024-01-05 13:02:11 +0800", china),
            ("2024-01-05T13:02:11.1230000+08:00", china),
            ("2024-01-05 13:02:11.250", None),
            ("2024/1/5 13:02:11", None),
            ("05.01.2024 13:02:11", None),
            ("5.1.2024, 13:02:11", None),
            ("05.01.24, 13:02:11", None),
            ("2024年1月5日 13:02:11", None),
            ("2024年1月5日 下午1:02:11", None),
            ("2024/1/5 下午1:02:11", None),
            ("2024/1/5 中午1:02:11", None),
            ("2024年1月5日 星期五 13时02分11秒", None),
            ("2024年1月5日 金曜日 13時02分11秒", None),
            ("2024년 1월 5일 금요일 오후 1:02:11", None),
            ("2024년 1월 5일 오후 1시 2분 11초", None),
            ("2024/1/5 中午13:02:11", None),
            ("05-Jan-24 01:02:11 PM", None),
            ("Jan 5, 2024 1:02:11 p.m.", None),
            ("Fri Jan 05 13:02:11 2024", None),
            ("Fri, 5 Jan 2024 13:02:11 +0800 (CST)", china),
            ("Fri Jan 5 13:02:11 2024 +0800", china),
            ("1704459731", utc),
            ("1704459731000", utc),
            ("1704459731.25", utc),
            ("20240105130211", None),
            ("\u{200e}2024-01-05\u{202f}1:02:11\u{a0}PM", None),
        ] {
            assert_eq!(
                known(cell),
                Some(("2024-01-05 13:02:11".to_owned(), ahead)),
                "{cell}"
            );
        }
        assert_eq!(
            known("2024-01-05 12:02 AM").map(|found| found.0),
            Some("2024-01-05 00:02:00".to_owned())
        );
        assert_eq!(
            known("20240105").map(|found| found.0),
            Some("2024-01-05 00:00:00".to_owned())
        );
        assert_eq!(
            known("2024年1月5日 晚上12:30").map(|found| found.0),
            Some("2024-01-05 00:30:00".to_owned())
        );
        // Around noon is before it and after.
        for (written, clock) in [("11:30", "11:30"), ("12:05", "12:05"), ("1:00", "13:00")] {
            let found = known(&format!("2024年1月5日 中午{written}")).map(|found| found.0);
            assert_eq!(found, Some(format!("2024-01-05 {clock}:00")), "{written}");
        }
        // A date of nothing is not one of our days.
        assert_eq!(
            known("0001-01-01 00:00:00").map(|found| found.0),
            Some("0001-01-01 00:00:00".to_owned())
        );
        assert_eq!(read("01/01/0001 10:00"), None);
        assert_eq!(read("0000-01-01"), None);
    }

    #[test]
    fn three_numbers_wait_for_the_file() {
        assert_eq!(
            read("1/5/2024 13:02"),
            Some(Moment::Numbers {
                parts: [1, 5, 2024],
                second: 46_920
            })
        );
        assert_eq!(DayOrder::DayMonthYear.day([5, 1, 24]), days(2024, 1, 5));
        assert_eq!(DayOrder::MonthDayYear.day([13, 1, 24]), None);
    }

    #[test]
    fn what_is_no_time_or_could_be_two_is_refused() {
        for cell in [
            "",
            "yesterday",
            "2024-13-05 13:02",
            "2024-02-30",
            "-1704430931",
            "99999999999999999999",
            "1 May 2024 4000000:00",
            "2024010513",
            "2024",
            "13:02",
            "1.5",
            "may 5",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_a_time_or_none(cell in "[0-9:/. ,年月日apmAPMTZ+-]{0,24}|\\PC{0,20}") {
            let _ = read(&cell);
        }
    }
}
