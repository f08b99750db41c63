//! Staying and going.

use super::term;
use crate::words::entries;

entries! {
    /// Terms of staying and going.
    TERMS;
    RETENTION = term("retention")
        .name("Retention", "留存率")
        .meaning(
            "Share of joiners who are still seen after a time: on an exact day, within a window from that day, or then and later. `retention_d7` and its like count the exact day, `rolling_d7` and its like that day and later ones.",
            "新成员在一段时间之后仍然来访的占比：可按当日、按从该日起的窗口，或按该日及以后来算。`retention_d7` 等按当日计，`rolling_d7` 等按该日及以后计。",
        )
        .also(&["留存"]);
    EXACT_DAY_RETENTION = term("exact_day_retention")
        .name("Exact-day retention", "当日口径留存率")
        .meaning(
            "Share of joiners who look in on exactly the n-th day after joining.",
            "恰好在加入后第 N 日来访的成员占比。",
        )
        .also(&["当日留存"]);
    ROLLING_RETENTION = term("rolling_retention")
        .name("Rolling retention", "滚动留存率")
        .meaning(
            "Share of joiners who look in on the n-th day after joining or on any later one.",
            "在加入后第 N 日或之后任何一天来访过的成员占比。",
        )
        .also(&["滚动留存", "on or after"]);
    LIST_RETENTION = term("list_retention")
        .name("Still on the list", "留群率")
        .meaning(
            "Share of joiners who have neither left nor been removed, whether they look in or not.",
            "没有退群也没有被清理的成员占比，来不来访都算。",
        );
    CHURN = term("churn")
        .name("Churn", "流失")
        .meaning(
            "Members who were active and are not any more.",
            "曾经活跃、如今不再来的成员。",
        )
        .also(&["attrition"]);
    LEAVE_RATE = term("leave_rate")
        .name("Leave rate", "退群率")
        .meaning(
            "Members who left of their own accord in a time, as a share of the members.",
            "一段时间内主动退群的人数占成员数的比例。",
        );
    NET_GROWTH = term("net_growth")
        .name("Net growth", "净增")
        .meaning(
            "Joins minus leaves and removals.",
            "加入人数减去退群与被清理人数。",
        )
        .also(&["净增人数"]);
    SILENT_SHARE = term("silent_share")
        .name("Silent share", "沉默用户比")
        .meaning(
            "Share of the members who have not written for 7 days.",
            "近 7 日没有发言的成员占比。",
        )
        .also(&["沉默用户"]);
    LIFETIME = term("lifetime")
        .name("Lifetime", "生命周期")
        .meaning(
            "Days from joining to the last visit.",
            "从加入到最后一次来访的天数。",
        );
    SURVIVAL = term("survival")
        .name("Survival curve", "存续曲线")
        .meaning(
            "Share of joiners still taking part so many days after joining, those not yet gone allowed for (Kaplan–Meier).",
            "加入若干天后仍在参与的占比，并计入尚未离开者（Kaplan–Meier）。",
        );
    COHORT = term("cohort")
        .name("Cohort", "同期群")
        .meaning(
            "Those who joined in the same week; compared by their age, not by the calendar.",
            "同一周加入的成员；按入群时长而非日历比较。",
        )
        .also(&["同批加入者"]);
    POWER_USERS = term("power_users")
        .name("Power users", "高频用户")
        .meaning(
            "On how many of the last 28 days members looked in.",
            "成员在近 28 日中来了多少天的分布。",
        )
        .also(&["power-user curve", "28 日活跃天数分布"]);
    DEATH = term("death")
        .name("Death of a community", "社群死亡")
        .meaning(
            "Next to nobody looks in any more; `died` tells in which share of the runs.",
            "几乎没有人再来；`died` 给出发生在多大占比的模拟中。",
        );
    NEED_FULFILLED = term("need_fulfilled")
        .name("Need fulfilled", "目标达成")
        .meaning(
            "A member has got what they came for, and goes content.",
            "成员得到了想要的，满意地离开。",
        )
        .also(&["好聚好散"]);
    PROMISE_NOT_KEPT = term("promise_not_kept")
        .name("Promise not kept", "未达预期")
        .meaning(
            "What was promised when the member joined did not come.",
            "入群时承诺的东西没有兑现。",
        );
    HAZARD = term("hazard")
        .name("Hazard", "流失风险率")
        .meaning(
            "Probability of quitting at a moment, for those who have not quit before.",
            "此前没有离开的成员在某一时刻离开的概率。",
        )
        .also(&["hazard rate"]);
    KERNEL = term("kernel")
        .name("Kernel", "基本规律")
        .meaning(
            "The measured law of posting lives: quitting, gaps and volume without any interaction between members.",
            "由实测得到的发言生涯规律：不考虑成员互动时的离开、间隔与发言量。",
        )
        .also(&["law of posting lives"]);
}
