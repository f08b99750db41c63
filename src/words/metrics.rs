//! What is measured. A constant here and a line in `observe/metrics.rs` make a metric known
//! everywhere; what it counts is written in `observe`.

use super::{Entry, Kind, Unit, entries};

const fn metric(key: &'static str, unit: Unit) -> Entry {
    Entry::new(Kind::Metric, key).unit(unit)
}

entries! {
    /// Every metric.
    METRICS;
    MEMBERS = metric("members", Unit::Members)
        .name("Members", "成员数")
        .meaning("Members on the list at the end of the day, asleep or not.", "当天结束时名单上的成员，含沉睡成员。")
        .also(&["群人数", "size"]);
    JOINS = metric("joins", Unit::Members)
        .name("Joins", "新加入人数")
        .meaning("Members who joined on the day (founders on day 0).", "当天加入的成员（创始成员计在第 0 天）。")
        .also(&["入群人数"]);
    APPLICATIONS = metric("applications", Unit::People)
        .name("Applications", "申请人数")
        .meaning("People who wanted to join on the day.", "当天想加入的人数。");
    REJECTIONS = metric("rejections", Unit::People)
        .name("Rejections", "申请未通过人数")
        .meaning("Applicants whom the entry gate kept out.", "被入群门槛挡在外面的申请人数。")
        .unwanted();
    TURNED_AWAY = metric("turned_away", Unit::People)
        .name("Turned away", "因满员被拒人数")
        .meaning("Applicants for whom there was neither a place nor a place in the queue.", "既没有名额、也排不进候补的申请人数。")
        .unwanted();
    WAITING = metric("waiting", Unit::People)
        .name("Waiting for a place", "排队人数")
        .meaning("Applicants waiting for a place at the end of the day.", "当天结束时排队等名额的申请人数。")
        .also(&["候补人数"]);
    LEAVES = metric("leaves", Unit::Members)
        .name("Leaves", "主动退群人数")
        .meaning("Members who left the list of their own accord on the day.", "当天主动退群的成员。")
        .also(&["主动退群", "退群人数"])
        .unwanted();
    REMOVALS = metric("removals", Unit::Members)
        .name("Removals", "被清理人数")
        .meaning("Members taken off the list by the operator on the day.", "当天被运营者移出的成员。")
        .also(&["移出人数"])
        .unwanted();
    SILENCED = metric("silenced", Unit::Members)
        .name("Fell silent for good", "流失但未退群人数")
        .meaning("Members who fell silent for good on the day and stay on the list.", "当天起不再来访、但仍留在名单上的成员。")
        .unwanted();
    DAU = metric("dau", Unit::Members)
        .name("Daily active (DAU)", "日活（DAU）")
        .meaning("Daily active: members who looked in on the day, whether they wrote or not.", "当天来过的成员，无论是否发言。")
        .also(&["daily active", "daily active members", "日活"]);
    WAU = metric("wau", Unit::Members)
        .name("Weekly active (WAU)", "周活（WAU）")
        .meaning("Weekly active: members who looked in during the last 7 days.", "近 7 日来过的成员。")
        .also(&["weekly active", "周活"]);
    MAU = metric("mau", Unit::Members)
        .name("Monthly active (MAU)", "月活（MAU）")
        .meaning("Monthly active: members who looked in during the last 30 days.", "近 30 日来过的成员。")
        .also(&["monthly active", "月活"]);
    DAU_MAU = metric("dau_mau", Unit::Share)
        .name("Stickiness (DAU/MAU)", "黏性（DAU/MAU）")
        .meaning("Stickiness: the day's active members as a share of the month's.", "日活占月活的比例。")
        .also(&["DAU/MAU"]);
    VISITORS = metric("visitors", Unit::Members)
        .name("Looked in, wrote nothing", "只看不说人数")
        .meaning("Members who looked in on the day and wrote nothing; all who looked in are `dau`.", "当天来过但没有发言的成员；来过的全部成员是 `dau`。")
        .also(&["只看未发言人数"]);
    POSTERS = metric("posters", Unit::Members)
        .name("Speakers", "发言人数")
        .meaning("Members who wrote on the day.", "当天发过言的成员。")
        .also(&["daily active who spoke", "日发言人数"]);
    POSTS = metric("posts", Unit::Messages)
        .name("Posts", "发言条数")
        .meaning("Messages written on the day.", "当天的发言条数。")
        .also(&["messages", "消息数"]);
    REPLIES = metric("replies", Unit::Messages)
        .name("Replies", "回复条数")
        .meaning("Those of the day's messages that answer another member; one that answers several counts once.", "当天发言中回复其他成员的条数；一条同时回复多人的只计一次。");
    ANSWERED_SHARE = metric("answered_share", Unit::Share)
        .name("Share of speakers answered", "发言者获回复率")
        .meaning("Share of the day's speakers who got at least one answer.", "当天发言的成员中，至少得到一次回复的占比。")
        .also(&["获回复率"]);
    ADS_SHARE = metric("ads_share", Unit::Share)
        .name("Share of ads among posts", "广告占比")
        .meaning("Share of the day's messages that are advertisements.", "当天发言中广告的占比。")
        .unwanted();
    MUTED_SHARE = metric("muted_share", Unit::Share)
        .name("Share of members who muted", "免打扰成员占比")
        .meaning("Share of the members who take part and have muted the room.", "仍在参与的成员中设了免打扰的占比。")
        .unwanted();
    ASLEEP_SHARE = metric("asleep_share", Unit::Share)
        .name("Not seen for 30 days", "30 日未来访占比")
        .meaning(
            "Share of the members on the list who have not looked in for 30 days: those asleep and those silent for good.",
            "名单上近 30 日没有来过的成员占比：沉睡的与已流失但未退群的都算。",
        )
        .unwanted();
    LURKER_SHARE = metric("lurker_share", Unit::Share)
        .name("Share of lurkers", "潜水成员占比")
        .meaning("Share of the month's active members who wrote nothing in the last 30 days.", "月活成员中近 30 日没有发言的占比。")
        .also(&["潜水率"]);
    TAKING_PART = metric("taking_part", Unit::Members)
        .name("Taking part", "仍会参与的成员")
        .meaning("Members who take part and will look in again, asleep or not.", "还会再来的成员，含沉睡成员。");
    AWAKE_7D = metric("awake_7d", Unit::Members)
        .name("Seen in the last 7 days", "近 7 日来过")
        .meaning("Members who take part and looked in during the last 7 days.", "仍在参与且近 7 日来过的成员。");
    AWAKE_30D = metric("awake_30d", Unit::Members)
        .name("Seen in the last 30 days", "近 30 日来过")
        .meaning("Members who take part and looked in during the last 30 days.", "仍在参与且近 30 日来过的成员。");
    SILENT = metric("silent", Unit::Members)
        .name("Silent for good", "已流失但未退群")
        .meaning("Members on the list who have fallen silent for good.", "名单上已经流失、不会再来的成员。")
        .unwanted();
    CHURN_7D = metric("churn_7d", Unit::Share)
        .name("7-day churn", "7 日流失率")
        .meaning(
            "Of those taking part 7 days ago, the share who have since fallen silent for good, left or been removed.",
            "7 日前仍在参与的成员中，此后不再来访、主动退群或被清理的占比。",
        )
        .also(&["流失率", "churn rate"])
        .unwanted();
    NEW = metric("new", Unit::Members)
        .name("New", "新增")
        .meaning("Of the day's active members, those on their first visit.", "当天活跃成员中首次来访的。");
    CURRENT = metric("current", Unit::Members)
        .name("Current", "持续活跃")
        .meaning("Of the day's active members, those last seen at most 30 days ago.", "当天活跃成员中，上次来访不超过 30 日的。");
    RESURRECTED = metric("resurrected", Unit::Members)
        .name("Resurrected", "回流")
        .meaning("Of the day's active members, those back after more than 30 days.", "当天活跃成员中，隔了 30 日以上又回来的。");
    DORMANT = metric("dormant", Unit::Members)
        .name("Gone dormant", "转为沉寂")
        .meaning("Members on the list whose last visit was 31 days ago: those who turn dormant on the day.", "名单上最近一次来访恰在 31 日前的成员，即当天转为沉寂的。")
        .unwanted();
    GINI_POSTS = metric("gini_posts", Unit::Index)
        .name("Gini of posts", "发言基尼系数")
        .meaning("Gini coefficient of the messages of all who ever wrote (measured weekly).", "所有发过言的人的发言条数的基尼系数（每周测一次）。");
    TOP1_SHARE = metric("top1_share", Unit::Share)
        .name("Posts by the top 1%", "前 1% 成员发言占比")
        .meaning("Share of all messages written by the most active 1% of those who ever wrote (measured weekly).", "发过言的人中最活跃的 1% 所写条数的占比（每周测一次）。");
    TOP10_SHARE = metric("top10_share", Unit::Share)
        .name("Posts by the top 10%", "前 10% 成员发言占比")
        .meaning("Share of all messages written by the most active 10% of those who ever wrote (measured weekly).", "发过言的人中最活跃的 10% 所写条数的占比（每周测一次）。");
    ABSENCE_FACTOR = metric("absence_factor", Unit::Members)
        .name("Members behind half the posts", "贡献一半发言的人数")
        .meaning("Absence factor: fewest members who wrote half of all messages (measured weekly).", "最少几个人写了全部发言的一半（每周测一次）。")
        .also(&["bus factor"]);
    TIES = metric("ties", Unit::Ties)
        .name("Ties", "关系连接数")
        .meaning("Ties between members who take part: answers remembered, fading over weeks (measured every 28 days).", "仍在参与的成员之间的关系：由彼此回复积累，数周不来往会淡去（每 28 日测一次）。");
    COST = metric("cost", Unit::Money)
        .name("Cost", "成本")
        .meaning("Money spent on the day, with the operator's hours at their cost.", "当天的支出，含运营工时的成本。")
        .unwanted();
    REVENUE = metric("revenue", Unit::Money)
        .name("Revenue", "收入")
        .meaning("Money taken in on the day.", "当天的收入。");
    OPERATOR_HOURS = metric("operator_hours", Unit::Hours)
        .name("Operator hours", "运营工时")
        .meaning("Hours the operator worked on the day.", "当天运营者花的小时数。")
        .unwanted();
    RETENTION_D1 = metric("retention_d1", Unit::Share)
        .name("Day-1 retention", "次日留存率")
        .meaning("Share of joiners who looked in on the day after joining.", "加入次日来访的成员占比。")
        .also(&["retained_d1", "次日留存", "1 日留存率"]);
    RETENTION_D7 = metric("retention_d7", Unit::Share)
        .name("Day-7 retention", "7 日留存率")
        .meaning("Share of joiners who looked in on some day from the 7th to the 13th after joining.", "加入后第 7 至 13 日内来过的成员占比。")
        .also(&["retained_d7", "7 日留存", "week-one retention"]);
    RETENTION_D30 = metric("retention_d30", Unit::Share)
        .name("Day-30 retention", "30 日留存率")
        .meaning("Share of joiners who looked in on some day from the 30th to the 36th after joining.", "加入后第 30 至 36 日内来过的成员占比。")
        .also(&["retention", "retained_d30", "30 日留存", "month-one retention"]);
    RETENTION_D90 = metric("retention_d90", Unit::Share)
        .name("Day-90 retention", "90 日留存率")
        .meaning("Share of joiners who looked in on some day from the 90th to the 96th after joining.", "加入后第 90 至 96 日内来过的成员占比。")
        .also(&["retained_d90", "90 日留存"]);
    MEDIAN_LIFETIME = metric("median_lifetime", Unit::Days)
        .name("Median lifetime (days)", "成员生命周期中位数（天）")
        .meaning("Kaplan–Meier median of the days from joining to the last visit; empty while more than half still take part.", "从加入到最后一次来访的天数的中位数（Kaplan–Meier）；仍有半数以上在参与时为空。")
        .also(&["生命周期中位数", "lifetime"]);
    ENGAGED_END = metric("engaged_end", Unit::Members)
        .name("Monthly active at the end", "期末月活")
        .meaning("Members on the list who looked in during the last 30 days of the run, spammers not counted.", "最后 30 日来过且仍在名单上的成员，广告党不计。")
        .also(&["retained", "engaged"]);
    DAU_END = metric("dau_end", Unit::Members)
        .name("Daily active, last 4 weeks", "最后四周日活")
        .meaning("Mean daily active members over the last 28 days.", "最后 28 日的平均日活。");
    POSTS_END = metric("posts_end", Unit::Messages)
        .name("Posts a day, last 4 weeks", "最后四周日发言条数")
        .meaning("Mean messages a day over the last 28 days.", "最后 28 日平均每天的发言条数。");
    DAU_PEAK = metric("dau_peak", Unit::Members)
        .name("Peak of daily active", "日活峰值")
        .meaning("Highest 7-day mean of daily active members.", "日活 7 日均值的最高值。");
    DAU_PEAK_DAY = metric("dau_peak_day", Unit::Day)
        .name("Day of the peak", "日活峰值日（第几天）")
        .meaning("Day in the middle of the week with the highest mean of daily active members.", "日活均值最高的那一周的中间一天。");
    JOINS_TOTAL = metric("joins_total", Unit::Members)
        .name("Joins in all", "累计加入人数")
        .meaning("Members who joined, founders included.", "加入过的成员总数，含创始成员。");
    LEAVES_TOTAL = metric("leaves_total", Unit::Members)
        .name("Leaves in all", "累计退群人数")
        .meaning("Members who left the list of their own accord.", "主动退群的成员总数。")
        .unwanted();
    REMOVALS_TOTAL = metric("removals_total", Unit::Members)
        .name("Removals in all", "累计清理人数")
        .meaning("Members taken off the list by the operator.", "被运营者移出的成员总数。")
        .unwanted();
    POSTS_TOTAL = metric("posts_total", Unit::Messages)
        .name("Posts in all", "累计发言条数")
        .meaning("Messages written.", "发言总条数。");
    REPLIES_TOTAL = metric("replies_total", Unit::Messages)
        .name("Replies in all", "累计回复条数")
        .meaning("Messages that answer another member.", "回复其他成员的总条数。");
    ACTIVE_DAYS = metric("active_days", Unit::MemberDays)
        .name("Visits in all", "累计来访人日")
        .meaning("Days with a visit, summed over all members.", "全部成员有来访的天数之和。");
    MEMBER_DAYS = metric("member_days", Unit::MemberDays)
        .name("Member-days", "成员日数")
        .meaning("Members on the list, summed over the days.", "名单人数逐日相加之和。");
    CLIQUES = metric("cliques", Unit::Triangles)
        .name("Triangles of ties", "三人圈数")
        .meaning("Groups of three members tied to each other at the end; empty above 50,000 members.", "期末两两有关系的三人组数；超过 50,000 名成员时为空。")
        .also(&["小圈子数"]);
    COST_TOTAL = metric("cost_total", Unit::Money)
        .name("Cost in all", "总成本")
        .meaning("Money spent, with the operator's hours at their cost.", "全部支出，含运营工时的成本。")
        .also(&["total_cost"])
        .unwanted();
    REVENUE_TOTAL = metric("revenue_total", Unit::Money)
        .name("Revenue in all", "总收入")
        .meaning("Money taken in.", "全部收入。")
        .also(&["total_revenue"]);
    HOURS_TOTAL = metric("hours_total", Unit::Hours)
        .name("Operator hours in all", "总运营工时")
        .meaning("Hours the operator worked.", "运营者花的总小时数。")
        .also(&["total_hours"])
        .unwanted();
    COST_PER_RETAINED = metric("cost_per_retained", Unit::MoneyPerMember)
        .name("Cost per retained member", "单个留存成员成本")
        .meaning("Money spent for each member active in the last 30 days; empty when there is none.", "总支出除以最后 30 日活跃的成员数；无人活跃时为空。")
        .unwanted();
    STAGE = metric("stage", Unit::Number)
        .name("Stage", "所处阶段")
        .meaning("Stage of life at the end: 0 cold start, 1 growth, 2 plateau, 3 decline, 4 dead, 5 revived.", "期末所处阶段：0 冷启动、1 增长期、2 平台期、3 衰退期、4 死群、5 复活。");
    DIED_ON_DAY = metric("died_on_day", Unit::Day)
        .name("Day of death", "死亡日（第几天）")
        .meaning("First day of the death that lasted to the end; empty for those alive.", "持续到期末的死亡从哪天开始；仍活着的为空。");
    DIED = metric("died", Unit::Share)
        .name("Death rate", "死亡率")
        .meaning("Whether the community is dead at the end (1) or not (0); its mean is the share of runs that died.", "期末是否为死群（1 是，0 否）；均值即死亡的模拟占比。")
        .also(&["死亡占比", "share that died"])
        .unwanted();
}
