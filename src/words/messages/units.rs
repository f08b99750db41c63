//! Units of keys in Chinese, as hints of ranges say them.

use std::borrow::Cow;

/// A unit in Chinese: as it is where a word of it is not known.
pub(super) fn in_chinese(unit: &str) -> Cow<'_, str> {
    told(unit).map_or(Cow::Borrowed(unit), Cow::Owned)
}

fn told(unit: &str) -> Option<String> {
    let known = WORDS.iter().find(|(english, _)| *english == unit);
    if let Some((_, chinese)) = known {
        return Some((*chinese).to_owned());
    }
    let joints = [" per ", " for each ", " an ", " a "];
    // What it is counted by stands last.
    let split = joints
        .iter()
        .filter_map(|joint| unit.rfind(joint).map(|at| (at, joint.len())))
        .max();
    if let Some((at, length)) = split {
        let by = told(&unit[at + length..])?;
        return Some(format!("{}/{by}", told(&unit[..at])?));
    }
    if let Some(whole) = unit.strip_prefix("share of ") {
        return Some(format!("占{}的比例", told(whole)?));
    }
    let of = unit.strip_prefix("log ")?;
    Some(format!("{}的对数", told(of)?))
}

/// Words of units.
const WORDS: &[(&str, &str)] = &[
    ("10,000 messages", "一万条发言"),
    ("100 likes", "100 个赞"),
    ("30 days", "30 天"),
    ("40 messages", "40 条发言"),
    ("active days", "活跃天数"),
    ("ads", "广告"),
    ("answers", "回答数"),
    ("applicant", "每名申请人"),
    ("applicants", "申请人"),
    ("arrivals", "来人数"),
    ("as the metric", "与指标相同"),
    ("call", "次召唤"),
    ("calls", "召唤次数"),
    ("camps", "阵营数"),
    ("capacity", "容量"),
    ("claim", "承诺"),
    ("company", "在场人数"),
    ("correlation", "相关系数"),
    ("day", "天"),
    ("days", "天"),
    ("demand", "需求"),
    ("effort", "费力程度"),
    ("elasticity", "弹性"),
    ("expert", "每名行家"),
    ("exponent", "指数"),
    ("factor", "倍数"),
    ("factor on fit", "契合度的倍数"),
    ("fee", "费用"),
    ("fit", "契合度"),
    ("followers", "粉丝数"),
    ("gain", "收获"),
    ("groups", "群数"),
    ("head", "人"),
    ("hour", "小时"),
    ("hours", "小时"),
    ("issue", "期"),
    ("joiners", "加入者"),
    ("letters", "字数"),
    ("level", "水平"),
    ("levels", "级数"),
    ("load", "负荷"),
    ("members", "成员"),
    ("message", "条发言"),
    ("messages", "发言数"),
    ("messages of interest", "感兴趣的发言数"),
    ("minutes", "分钟"),
    ("money", "金额"),
    ("newcomers", "新人"),
    ("novices", "新手"),
    ("odds", "几率"),
    ("pairs", "对数"),
    ("people", "人数"),
    ("pieces", "篇数"),
    ("pitches", "推销次数"),
    ("prizes", "奖品数"),
    ("probability", "概率"),
    ("quarrels", "争吵次数"),
    ("questions", "提问数"),
    ("quitters", "流失成员"),
    ("readiness", "意愿"),
    ("recognition", "认可"),
    ("relative weight", "相对权重"),
    ("replicates", "模拟次数"),
    ("reply", "条回复"),
    ("reproaches", "责备次数"),
    ("rooms", "群数"),
    ("rounds", "轮数"),
    ("share", "比例"),
    ("squared log visits", "来访次数对数的平方"),
    ("the way", "路程"),
    ("their word of mouth", "他们的口碑传播"),
    ("those who see it", "看到的人"),
    ("ties", "关系"),
    ("times", "次数"),
    ("trust", "信任"),
    ("trust, from -1 to 1", "信任，从 -1 到 1"),
    ("unit of conflict", "单位冲突"),
    ("unit of gain", "单位收获"),
    ("unit of overload", "单位过载"),
    ("unit of trust", "单位信任"),
    ("visit", "次来访"),
    ("visitor and day", "每名来访者每天"),
    ("visitors", "来访人数"),
    ("visits", "来访次数"),
    ("warnings", "警告次数"),
    ("week", "周"),
    ("weight", "权重"),
    ("writers", "发言人数"),
    ("writers looked at", "查看的发言者"),
    ("year", "年"),
    ("years", "年"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_chinese;

    fn units(schema: &serde_json::Value, found: &mut Vec<String>) {
        match schema {
            serde_json::Value::Object(object) => {
                found.extend(
                    object
                        .get("x-unit")
                        .and_then(|unit| unit.as_str().map(str::to_owned)),
                );
                object.values().for_each(|value| units(value, found));
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| units(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_unit_of_a_key_is_known() {
        let schema = include_str!("../../../assets/scenario.schema.json");
        let mut found = Vec::new();
        units(&serde_json::from_str(schema).expect("a schema"), &mut found);
        assert!(found.len() > 300, "{}", found.len());
        for unit in found.iter().filter(|unit| *unit != "–") {
            let told = in_chinese(unit);
            let has_english = told.chars().any(|sign| sign.is_ascii_alphabetic());
            assert!(
                told.chars().any(is_chinese) && !has_english,
                "{unit}: {told}"
            );
        }
        assert_eq!(
            in_chinese("log odds per unit of gain"),
            "几率的对数/单位收获"
        );
        assert_eq!(in_chinese("share of joiners"), "占加入者的比例");
        assert_eq!(
            in_chinese("applicants per visitor and day"),
            "申请人/每名来访者每天"
        );
    }
}
