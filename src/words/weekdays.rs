//! The days of the week, as people write them.

use super::Text;

/// The names of the days, Monday first.
pub const WEEKDAYS: [Text; 7] = [
    Text::new("Monday", "星期一"),
    Text::new("Tuesday", "星期二"),
    Text::new("Wednesday", "星期三"),
    Text::new("Thursday", "星期四"),
    Text::new("Friday", "星期五"),
    Text::new("Saturday", "星期六"),
    Text::new("Sunday", "星期日"),
];

/// What the Chinese names begin with.
const BEGINNINGS: [&str; 3] = ["星期", "周", "礼拜"];

/// What the Japanese and the Korean names end with.
const ENDINGS: [&str; 2] = ["曜日", "요일"];

/// Another name of Sunday's.
const SUNDAY: &str = "天";

/// The day that a word names, Monday 0: "Friday", "fri", "星期五", "周五".
pub fn named(word: &str) -> Option<usize> {
    let short = |name: &str| word.len() == 3 && name[..3].eq_ignore_ascii_case(word);
    let english = |name: &str| name.eq_ignore_ascii_case(word) || short(name);
    WEEKDAYS
        .iter()
        .position(|day| english(day.en))
        .or_else(|| in_chinese(word))
}

fn in_chinese(word: &str) -> Option<usize> {
    let mut rests = BEGINNINGS
        .iter()
        .filter_map(|start| word.strip_prefix(start));
    let rest = rests.next()?;
    let of = |day: &Text| day.zh.strip_prefix(BEGINNINGS[0]) == Some(rest);
    let found = WEEKDAYS.iter().position(of);
    found.or((rest == SUNDAY).then_some(WEEKDAYS.len() - 1))
}

/// Whether a word stands for some day of the week, perhaps with more behind it.
pub fn is_one(word: &str) -> bool {
    named(word).is_some()
        || BEGINNINGS.iter().any(|start| word.starts_with(start))
        || ENDINGS.iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_known_by_all_its_names() {
        let fridays = ["Friday", "friday", "FRI", "星期五", "周五", "礼拜五"];
        assert!(fridays.iter().all(|name| named(name) == Some(4)));
        assert_eq!(named("周天"), Some(6));
        for (place, day) in WEEKDAYS.iter().enumerate() {
            assert_eq!((named(day.en), named(day.zh)), (Some(place), Some(place)));
        }
        for word in ["", "f", "frid", "frday", "周八", "五", "月五"] {
            assert_eq!(named(word), None, "{word}");
        }
        assert!(is_one("周五下午") && !is_one("下午"));
        assert!(is_one("金曜日") && is_one("금요일"));
    }
}
