//! The ways exports write a time.

use jiff::civil::{Date, DateTime};

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

/// Unix time, or calendar digits without separators.
fn digits(cell: &str) -> Option<Moment> {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

fn second_of([hour, minute, second]: [u32; 3], half: Option<Half>) -> Option<u32> {
    let hour = match half {
        Some(_) if hour > 23 => return None,
        // Some clocks write 下午13:02.
        Some(_) if hour > 12 => hour,
        Some(Half::Before) => hour % 12,
        Some(Half::After) => hour % 12 + 12,
        None => hour,
    };
    (hour < 24 && minute < 60 && second <= 60)
        .then_some(hour * 3_600 + minute * 60 + second.min(59))
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const LONG_MONTHS: [&str; 13] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "sept",
    "september",
    "october",
    "november",
    "december",
    "",
];
const WEEKDAYS: [&str; 14] = [
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const BEFORE_NOON: [&str; 8] = ["am", "a", "上午", "早上", "午前", "오전", "凌晨", "清晨"];
const AFTER_NOON: [&str; 7] = ["pm", "p", "下午", "晚上", "午後", "오후", "中午"];

fn month(word: &str) -> Option<u16> {
    let known = MONTHS.iter().position(|name| *name == word).or_else(|| {
        LONG_MONTHS
            .iter()
            .any(|name| *name == word && !name.is_empty())
            .then(|| MONTHS.iter().position(|name| word.starts_with(name)))
            .flatten()
    })?;
    Some(known as u16 + 1)
}

/// A number, with its digits, or a sign or word between numbers.
#[derive(Clone, Copy)]
enum Token<'cell> {
    Number(u32, usize),
    Sign(char),
    Word(&'cell str),
}

/// Most tokens of a time; what has more is none.
const MOST: usize = 28;

fn tokens<'cell>(cell: &'cell str, found: &mut [Token<'cell>; MOST]) -> Option<usize> {
    let mut count = 0;
    let mut rest = cell;
    while let Some(first) = rest.chars().next() {
        let kind = |mark: char| (mark.is_ascii_digit(), mark.is_alphabetic());
        let length = if first.is_ascii_digit() {
            rest.find(|mark: char| !mark.is_ascii_digit())
        } else if first.is_alphabetic() && !"年月日号時时分秒年월일".contains(first) {
            rest.find(|mark: char| !kind(mark).1 || "年月日号時时分秒".contains(mark))
        } else {
            Some(first.len_utf8())
        }
        .unwrap_or(rest.len());
        let text = &rest[..length];
        rest = &rest[length..];
        if count == MOST || length > 12 * 3 {
            return None;
        }
        if first.is_whitespace() {
            continue;
        }
        found[count] = if first.is_ascii_digit() {
            if length > 9 {
                return None;
            }
            Token::Number(text.parse().ok()?, length)
        } else if first.is_alphabetic() && !"年月日号時时分秒".contains(first) {
            Token::Word(text)
        } else {
            Token::Sign(first)
        };
        count += 1;
    }
    Some(count)
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

/// What has been found of a time so far.
#[derive(Default)]
struct Parts {
    numbers: [(u16, usize); 3],
    count: usize,
    month: Option<u16>,
    month_place: usize,
    sign: Option<char>,
    clock: Option<[u32; 3]>,
    half: Option<Half>,
    ahead: Option<i64>,
}

fn written(list: &[Token<'_>]) -> Option<Moment> {
    let mut parts = Parts::default();
    let mut place = 0;
    while place < list.len() {
        match list[place] {
            Token::Number(hour, _)
                if parts.clock.is_none()
                    && matches!(
                        list.get(place + 1),
                        Some(Token::Sign(':' | '：' | '时' | '時'))
                    ) =>
            {
                place = clock(list, place, hour, &mut parts)?;
            }
            Token::Number(value, length) => {
                if parts.count == 3 || length > 4 || (parts.count == 2 && parts.month.is_some()) {
                    return None;
                }
                parts.numbers[parts.count] = (u16::try_from(value).ok()?, length);
                parts.count += 1;
                place += 1;
            }
            Token::Sign(sign @ ('+' | '-' | '−')) if parts.clock.is_some() => {
                place = offset(list, place, sign, &mut parts)?;
            }
            // Remarks in brackets: the weekday, the name of the zone.
            Token::Sign('(' | '（') => {
                let closing = list[place..]
                    .iter()
                    .position(|token| matches!(token, Token::Sign(')' | '）')))?;
                place += closing + 1;
            }
            Token::Sign(sign) => {
                if !"-/.年月日号년월일,، 日[]".contains(sign) {
                    return None;
                }
                if parts.sign.is_none() && parts.count == 1 {
                    parts.sign = Some(sign);
                }
                place += 1;
            }
            Token::Word(word) => {
                place = self::word(list, place, word, &mut parts)?;
            }
        }
    }
    finish(&parts)
}

fn clock(list: &[Token<'_>], place: usize, hour: u32, parts: &mut Parts) -> Option<usize> {
    let Some(&Token::Number(minute, _)) = list.get(place + 2) else {
        return None;
    };
    let mut next = place + 3;
    let mut second = 0;
    if let (Some(Token::Sign(':' | '：' | '分')), Some(&Token::Number(value, _))) =
        (list.get(next), list.get(next + 1))
    {
        second = value;
        next += 2;
        if let (Some(Token::Sign('.' | ',')), Some(Token::Number(_, _))) =
            (list.get(next), list.get(next + 1))
        {
            next += 2;
        }
    }
    if matches!(list.get(next), Some(Token::Sign('分' | '秒'))) {
        next += 1;
    }
    parts.clock = Some([hour, minute, second]);
    Some(next)
}

fn offset(list: &[Token<'_>], place: usize, sign: char, parts: &mut Parts) -> Option<usize> {
    let Some(&Token::Number(value, length)) = list.get(place + 1) else {
        return None;
    };
    let mut next = place + 2;
    let (hours, minutes) = match length {
        4 => (value / 100, value % 100),
        1 | 2 => match (list.get(next), list.get(next + 1)) {
            (Some(Token::Sign(':')), Some(&Token::Number(minutes, 2))) => {
                next += 2;
                (value, minutes)
            }
            _ => (value, 0),
        },
        _ => return None,
    };
    if hours > 18 || minutes > 59 {
        return None;
    }
    let ahead = i64::from(hours * 3_600 + minutes * 60);
    parts.ahead = Some(if sign == '+' { ahead } else { -ahead });
    Some(next)
}

fn word(list: &[Token<'_>], place: usize, word: &str, parts: &mut Parts) -> Option<usize> {
    let next = place + 1;
    if word == "t" && parts.count == 3 {
        return Some(next);
    }
    if ["z", "utc", "gmt"].contains(&word) && parts.clock.is_some() {
        parts.ahead = Some(0);
        return Some(next);
    }
    if parts.half.is_none() {
        let before = BEFORE_NOON.contains(&word);
        if before || AFTER_NOON.contains(&word) {
            parts.half = Some(if before { Half::Before } else { Half::After });
            // a.m., p. m.
            let spelt = ["a", "p"].contains(&word);
            return match &list[next..] {
                [Token::Sign('.'), Token::Word("m"), Token::Sign('.'), ..] if spelt => {
                    Some(next + 3)
                }
                [Token::Sign('.'), Token::Word("m"), ..] if spelt => Some(next + 2),
                _ if spelt => None,
                _ => Some(next),
            };
        }
    }
    if parts.month.is_none()
        && let Some(month) = month(word)
    {
        parts.month = Some(month);
        parts.month_place = parts.count;
        return Some(next);
    }
    let weekday = WEEKDAYS.contains(&word) || word.starts_with("星期") || word.starts_with('周');
    weekday.then_some(next)
}

fn finish(parts: &Parts) -> Option<Moment> {
    let second = second_of(parts.clock.unwrap_or([0; 3]), parts.half)?;
    let [first, middle, last] = parts.numbers;
    let known = |day: i64| Moment::Known {
        local: day * DAY + i64::from(second),
        ahead: parts.ahead,
    };
    if let Some(month) = parts.month {
        let (day, year) = if parts.count != 2 {
            return None;
        } else if first.1 == 4 {
            (middle, first)
        } else {
            (first, middle)
        };
        return Some(known(days(whole_year(year.0)?, month, day.0)?));
    }
    if parts.count != 3 {
        return None;
    }
    let values = [first.0, middle.0, last.0];
    if first.1 == 4 || parts.sign == Some('年') {
        return Some(known(days(whole_year(first.0)?, middle.0, last.0)?));
    }
    if first.1 > 2 || middle.1 > 2 || ![2, 4].contains(&last.1) && parts.sign != Some('/') {
        return None;
    }
    if last.1 == 3 || last.0 == 0 && first.0 == 0 {
        return None;
    }
    // Where dots stand between the numbers, the day comes first.
    if parts.sign == Some('.') && last.1 >= 2 {
        return Some(known(days(whole_year(last.0)?, middle.0, first.0)?));
    }
    if parts.ahead.is_some()
        || DayOrder::ALL
            .iter()
            .all(|order| order.day(values).is_none())
    {
        return None;
    }
    Some(Moment::Numbers {
        parts: values,
        second,
    })
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
