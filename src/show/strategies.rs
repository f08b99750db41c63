//! What a strategy of a comparison is called: as its file names it, and in Chinese by what it is where that is known.

use crate::operator::kind;
use crate::scenario::BASE;
use crate::words::Phrase;

/// Names in shipped scenarios and lessons that are no strategy's key.
const NAMES: &[(&str, &str)] = &[
    (BASE, "对照"),
    ("answered", "有内容回应"),
    ("crowd", "拉来一大批"),
    ("crowd-that-fits", "一大批对口的人"),
    ("fee", "收费"),
    ("fee-no-queue", "收费·不排队"),
    ("fee-no-queue-purge", "收费·不排队·清理"),
    ("fee-purge", "收费·清理"),
    ("free", "不设门槛"),
    ("guests", "外请嘉宾"),
    ("half-empty", "半空的群"),
    ("half-empty-purge", "半空的群·清理"),
    ("home-grown", "自己培养"),
    ("honest", "如实介绍"),
    ("hundred", "一百人"),
    ("invitation", "邀请制"),
    ("larger", "更大的群"),
    ("mesh", "网状"),
    ("mesh-stays", "网状·群主不走"),
    ("no-queue", "不排队"),
    ("no-queue-purge", "不排队·清理"),
    ("nobody-minds", "老手不嫌烦"),
    ("packets", "发红包"),
    ("paid", "付费"),
    ("passes", "需求过去"),
    ("questionnaire", "问卷"),
    ("small", "小群"),
    ("star-stays", "星形·群主不走"),
    ("thirty", "三十人"),
];

/// What a strategy of this name is called in both languages. A name that nobody has translated stays as it is
/// written.
pub fn called(name: &str) -> Phrase {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    let chinese = known.map(|(_, chinese)| *chinese);
    let of_kind = || kind(&name.replace('-', "_")).map(|it| it.name.zh);
    Phrase::new(name, chinese.or_else(of_kind).unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lessons::LESSONS;

    #[test]
    fn a_strategy_is_called_in_chinese_what_it_is() {
        let zh = |name: &str| called(name).zh;
        assert_eq!(zh("base"), "对照");
        assert_eq!(
            zh("red-packets"),
            kind("red_packets").expect("a kind").name.zh
        );
        assert_eq!(zh("我的办法"), "我的办法");
        assert_eq!(zh("strict"), "strict");
        assert_eq!(called("base").en, "base");
    }

    #[test]
    fn every_strategy_of_a_lesson_has_a_chinese_name() {
        for lesson in LESSONS {
            let names = lesson.scenario.lines().filter_map(|line| {
                let path = line.strip_prefix("[strategy.")?;
                path.split([']', '.']).next()
            });
            for name in names {
                assert_ne!(called(name).zh, name, "{}", lesson.key);
            }
        }
    }
}
