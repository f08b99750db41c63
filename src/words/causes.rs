//! Why members go: the reason that weighed most when they decided to. The first seven are the ways
//! in which communities die.

use super::{Entry, Kind, entries};

const fn cause(key: &'static str) -> Entry {
    Entry::new(Kind::Cause, key)
}

entries! {
    /// Every cause, in the order of their numbers.
    CAUSES;
    LOST_FOCUS = cause("lost_focus")
        .name("Lost focus", "失焦")
        .meaning(
            "Too little of what is said concerns the member: the talk has drifted away from what they came for.",
            "群里聊的与成员关心的越来越不相干，话题跑偏了。",
        )
        .also(&["话题跑偏", "off topic"]);
    EVAPORATION = cause("evaporation")
        .name("Evaporation", "核心成员流失")
        .meaning(
            "The best have gone, and those who are tied to them follow.",
            "优秀的人先走了，与他们相熟的成员跟着离开。",
        )
        .also(&["蒸发", "精华蒸发", "loss of the core"]);
    BOREDOM = cause("boredom")
        .name("Boredom", "无聊")
        .meaning(
            "Too little happens: visits bring less than the member expects.",
            "群里太冷清，每次打开得到的都少于预期。",
        )
        .also(&["冷清"]);
    NO_LEADER = cause("no_leader")
        .name("No leader", "无人带头")
        .meaning(
            "What the member says stays unanswered, and nobody takes care of them.",
            "说了话没人回应，也没有人带头、照应。",
        )
        .also(&["无首", "群龙无首"]);
    TYRANNY = cause("tyranny")
        .name("Tyranny", "管理过严")
        .meaning(
            "The member was rejected or warned, or a purge made them feel watched.",
            "被拒绝、被警告，或因清理他人而觉得处处受管。",
        )
        .also(&["暴政", "strict rule"]);
    HARASSMENT = cause("harassment")
        .name("Harassment", "骚扰")
        .meaning(
            "Advertisements, quarrels or too many calls have made visits unpleasant.",
            "广告、争吵或频繁的召唤让人不想再打开。",
        )
        .also(&["广告谩骂"]);
    STALENESS = cause("staleness")
        .name("Staleness", "一成不变")
        .meaning(
            "Nothing is worse than at first, but what was a pleasure has become usual.",
            "并没有变差，只是起初的新鲜感变成了习以为常。",
        )
        .also(&["陈旧", "新鲜感消失"]);
    OVERLOAD = cause("overload")
        .name("Overload", "消息过多")
        .meaning(
            "More is said than the member can follow.",
            "消息多得看不过来。",
        )
        .also(&["刷屏", "flood of messages"]);
    DISAPPOINTMENT = cause("disappointment")
        .name("Disappointment", "失望")
        .meaning(
            "Visits gave less than the member hoped for, but nothing in particular drove them away.",
            "打开群得到的不如期望，但也没有特别的事把人赶走。",
        )
        .also(&["不如预期"]);
    FULFILLED = cause("fulfilled")
        .name("Found what they came for", "已得所需")
        .meaning(
            "Visits gave what the member hoped for, and that was enough: a good end.",
            "得到了想要的，也就够了：好聚好散。",
        )
        .also(&["满意而去", "good exit"]);
    NEED_OVER = cause("need_over")
        .name("Need over", "需求已过")
        .meaning(
            "The need that brought the member has passed, by itself or with the season.",
            "当初入群的需求已经过去，可能是自然结束，也可能是过了季节。",
        )
        .also(&["需求结束"]);
    FEE = cause("fee")
        .name("Fee", "不愿续费")
        .meaning(
            "The fee fell due again and was not worth it.",
            "到了续费的时候，成员觉得不值。",
        )
        .also(&["不续费"]);
    REMOVED = cause("removed")
        .name("Removed", "被清理")
        .meaning("The operator removed the member.", "被运营者移出。")
        .also(&["被移除", "被踢"]);
    CLOSED = cause("closed")
        .name("Community closed", "社群解散")
        .meaning("The community was closed as planned.", "社群按计划解散。")
        .also(&["解散社群"]);
}
