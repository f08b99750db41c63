//! What a strategy of a comparison is called: as its file names it, and in Chinese by the same word where a lesson uses it.

use crate::scenario::BASE;
use crate::words::Phrase;

/// Names in lessons, word for word: what somebody else's strategy of that name does, only they know.
const NAMES: &[(&str, &str)] = &[
    (BASE, "对照"),
    ("answered", "有内容回应"),
    ("crowd", "拉来一大批"),
    ("crowd-that-fits", "一大批对口的人"),
    ("half-empty", "半空的群"),
    ("half-empty-purge", "半空的群·清理"),
    ("hundred", "一百人"),
    ("larger", "更大的群"),
    ("mesh", "网状"),
    ("mesh-stays", "网状·群主不走"),
    ("nobody-minds", "老手不嫌烦"),
    ("packets", "发红包"),
    ("paid", "付费"),
    ("passes", "需求过去"),
    ("purge", "清理"),
    ("small", "小群"),
    ("star-stays", "星形·群主不走"),
    ("thirty", "三十人"),
];

/// What a strategy of this name is called in both languages. A name that nobody has translated stays as it is
/// written.
pub fn called(name: &str) -> Phrase {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    let chinese = known.map(|(_, chinese)| *chinese);
    Phrase::new(name, chinese.unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lessons::LESSONS;

    #[test]
    fn a_strategy_is_called_what_its_file_calls_it() {
        let zh = |name: &str| called(name).zh;
        assert_eq!(zh("base"), "对照");
        // What it does is for whoever named it to say.
        assert_eq!(zh("moderation"), "moderation");
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
