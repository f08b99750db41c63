//! States a member can be in, from lively to gone.

use super::{Entry, Kind, entries};

const fn state(key: &'static str) -> Entry {
    Entry::new(Kind::State, key)
}

entries! {
    /// Every state that charts know by name.
    STATES;
    ACTIVE_7D = state("active_7d")
        .name("Active in the last 7 days", "近 7 日活跃")
        .meaning(
            "On the list and looked in during the last 7 days.",
            "在名单上，近 7 日来过。",
        );
    ACTIVE_30D = state("active_30d")
        .name("Last seen 8 to 30 days ago", "8–30 日前来过")
        .meaning(
            "On the list and last looked in 8 to 30 days ago.",
            "在名单上，最近一次来访在 8 至 30 日前。",
        );
    QUIET = state("quiet")
        .name("Quiet for over 30 days", "超过 30 日未活跃")
        .meaning(
            "On the list and not seen for more than 30 days.",
            "仍在名单上，超过 30 日没有来过。",
        );
    MUTED = state("muted")
        .name("Muted", "免打扰")
        .meaning(
            "Takes part and has muted the room: looks in less often.",
            "仍在参与，但把群设成了免打扰，来得更少。",
        )
        .also(&["屏蔽群消息", "mute"]);
    ASLEEP = state("asleep")
        .name("Asleep over 30 days", "沉睡超过 30 日")
        .meaning(
            "Takes part and will look in again, but has not for more than 30 days.",
            "还会再来，但已超过 30 日没有来过。",
        )
        .also(&["沉睡成员", "sleeper"]);
    SILENT = state("silent")
        .name("Gone, silent over 30 days", "已流失，超过 30 日没来")
        .meaning(
            "Still on the list and not seen for 30 days, and gone in fact: will not look in again.",
            "还在名单上，近 30 日没有来过，实际上已经流失，不会再来。",
        )
        .also(&["永久沉默", "僵尸粉", "僵尸"]);
}
