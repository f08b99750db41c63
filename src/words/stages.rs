//! Stages of a community's life. They are detected from daily active members, never scripted.

use super::{Entry, Kind, entries};

const fn stage(key: &'static str) -> Entry {
    Entry::new(Kind::Stage, key)
}

entries! {
    /// Every stage, in the order of their numbers.
    STAGES;
    COLD_START = stage("cold_start")
        .name("Cold start", "冷启动")
        .meaning(
            "Activity has not yet risen clearly since the start.",
            "活跃度还没有比开局时明显提高。",
        )
        .also(&["启动期"]);
    GROWTH = stage("growth")
        .name("Growth", "增长期")
        .meaning(
            "The week's activity is at least 15% above that of four weeks before.",
            "本周活跃度比四周前高出 15% 以上。",
        )
        .also(&["增长"]);
    PLATEAU = stage("plateau")
        .name("Plateau", "平台期")
        .meaning(
            "The week's activity is within 15% of that of four weeks before.",
            "本周活跃度与四周前相差不到 15%。",
        )
        .also(&["稳定期"]);
    DECLINE = stage("decline")
        .name("Decline", "衰退期")
        .meaning(
            "The week's activity is at least 15% below that of four weeks before.",
            "本周活跃度比四周前低 15% 以上。",
        )
        .also(&["衰退"]);
    DEAD = stage("dead")
        .name("Dead", "死群")
        .meaning(
            "The week's activity is below 5% of its peak, or below one member a day.",
            "本周活跃度不到峰值的 5%，或平均每天不到一人打开群。",
        )
        .also(&["死亡", "僵尸群"]);
    REVIVED = stage("revived")
        .name("Revived", "复活")
        .meaning(
            "Activity has come back after it had died.",
            "曾经沉寂成死群，后来又活跃起来。",
        )
        .also(&["起死回生"]);
}
