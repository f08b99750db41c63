//! Dates and clocks as people write them: which number and word is what.

use super::words::{AFTER_NOON, BEFORE_NOON, NIGHT, NOON, Token, month};
use super::{DAY, DayOrder, Half, Moment, days, second_of, whole_year};
use crate::words::weekdays;

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

pub(super) fn written(list: &[Token<'_>]) -> Option<Moment> {
    let mut parts = Parts::default();
    let mut place = 0;
    while place < list.len() {
        match list[place] {
            Token::Number(hour, _)
                if parts.clock.is_none()
                    && matches!(
                        list.get(place + 1),
                        Some(Token::Sign(':' | '：' | '时' | '時' | '点' | '點' | '시'))
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
                if !"-/.年月日号號년월일,،[]".contains(sign) {
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
    if let (Some(Token::Sign(':' | '：' | '分' | '분')), Some(&Token::Number(value, _))) =
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
    if matches!(list.get(next), Some(Token::Sign('分' | '秒' | '분' | '초'))) {
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
        if let Some(half) = [(NOON, Half::Noon), (NIGHT, Half::Night)]
            .into_iter()
            .find_map(|(name, half)| (name == word).then_some(half))
        {
            parts.half = Some(half);
            return Some(next);
        }
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
    weekdays::is_one(word).then_some(next)
}

/// The year that was written: four digits are the whole of it, be they 0001.
fn written_year((year, digits): (u16, usize)) -> Option<u16> {
    if digits == 4 {
        (year > 0).then_some(year)
    } else {
        whole_year(year)
    }
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
        return Some(known(days(written_year(year)?, month, day.0)?));
    }
    if parts.count != 3 {
        return None;
    }
    let values = [first.0, middle.0, last.0];
    if first.1 == 4 || parts.sign == Some('年') {
        return Some(known(days(written_year(first)?, middle.0, last.0)?));
    }
    if first.1 > 2 || middle.1 > 2 || ![2, 4].contains(&last.1) && parts.sign != Some('/') {
        return None;
    }
    // Which of the numbers is the year 1 is not waited for: no message is that old.
    let is_early = |part: (u16, usize)| part.1 == 4 && part.0 < 1_000;
    if last.1 == 3 || last.0 == 0 && first.0 == 0 || is_early(last) {
        return None;
    }
    // Where dots stand between the numbers, the day comes first.
    if parts.sign == Some('.') && last.1 >= 2 {
        return Some(known(days(written_year(last)?, middle.0, first.0)?));
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
