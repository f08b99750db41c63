//! Every metric with a value each day.

use super::metric;
use crate::words::{Unit, entries};

entries! {
    /// Every metric with a value each day.
    DAILY;
    MEMBERS = metric("members", Unit::Members)
        .name("Members", "成员数")
        .meaning(
            "Members on the list at the end of the day, asleep or not; spammers and the operator's guests are counted apart, here and everywhere.",
            "当天结束时名单上的成员，含沉睡成员；广告党与特邀嘉宾另计，处处如此。",
        )
        .also(&["群人数", "size"]);
    JOINS = metric("joins", Unit::Members)
        .name("Joins", "新加入人数")
        .meaning(
            "Members who joined on the day (founders on day 0).",
            "当天加入的成员（创始成员计在第 0 天）。",
        )
        .also(&["入群人数"]);
    NET_GROWTH = metric("net_growth", Unit::Members)
        .name("Net growth", "净增")
        .meaning(
            "Members who joined on the day less those who left or were removed.",
            "当天加入的成员减去主动退群与被清理的成员。",
        );
    APPLICATIONS = metric("applications", Unit::People)
        .name("Applications", "申请人数")
        .meaning(
            "People who wanted to join on the day, spammers among them.",
            "当天想加入的人数，含广告党。",
        );
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
        .also(&["daily active", "daily active members", "日活"])
        .wanted();
    WAU = metric("wau", Unit::Members)
        .name("Weekly active (WAU)", "周活（WAU）")
        .meaning(
            "Weekly active: members on the list at the end of the day who looked in during the last 7 days. Begins on day 7.",
            "周活：当天结束时名单上近 7 日来过的成员。从第 7 天算起。",
        )
        .also(&["weekly active", "周活"]);
    ACTIVE_28D = metric("active_28d", Unit::Members)
        .name("28-day active", "28 日活")
        .meaning(
            "Members on the list at the end of the day who looked in during the last 28 days. Begins on day 28.",
            "当天结束时名单上近 28 日来过的成员。从第 28 天算起。",
        )
        .also(&["28-day active members"]);
    MAU = metric("mau", Unit::Members)
        .name("Monthly active (MAU)", "月活（MAU）")
        .meaning(
            "Monthly active: members on the list at the end of the day who looked in during the last 30 days. Begins on day 30.",
            "月活：当天结束时名单上近 30 日来过的成员。从第 30 天算起。",
        )
        .also(&["monthly active", "月活"]);
    DAU_MAU = metric("dau_mau", Unit::Share)
        .name("Stickiness (DAU/MAU)", "黏性（DAU/MAU）")
        .meaning(
            "Stickiness: of the monthly active members, the share who looked in on the day. Begins on day 30.",
            "黏性：月活成员中当天来过的占比。从第 30 天算起。",
        )
        .also(&["DAU/MAU"])
        .wanted();
    NEW = metric("new", Unit::Members)
        .name("First visits", "首次来访")
        .meaning(
            "Members who looked in on the day for the first time.",
            "当天首次来访的成员。",
        );
    RETURNING = metric("returning", Unit::Members)
        .name("Returning visits", "再次来访")
        .meaning(
            "Members who looked in on the day and had been there before: a crowd that changes every day has none.",
            "当天来过、此前也来过的成员；天天换人的群没有这样的人。",
        )
        .also(&["returning visitors"])
        .wanted();
    CURRENT = metric("current", Unit::Members)
        .name("Current", "持续活跃")
        .meaning("Of the day's active members, those last seen at most 30 days ago.", "当天活跃成员中，上次来访不超过 30 日的。");
    RESURRECTED = metric("resurrected", Unit::Members)
        .name("Resurrected", "回流")
        .meaning("Of the day's active members, those back after more than 30 days.", "当天活跃成员中，隔了 30 日以上又回来的。");
    DORMANT = metric("dormant", Unit::Members)
        .name("Gone dormant", "转为沉寂")
        .meaning(
            "Members on the list whose last visit was 31 days ago: those who turn dormant on the day.",
            "名单上最近一次来访恰在 31 日前的成员，即当天转为沉寂的。",
        )
        .unwanted();
    READERS = metric("readers", Unit::Members)
        .name("Looked in, wrote nothing", "只看不说人数")
        .meaning(
            "Members who looked in on the day and wrote nothing; all who looked in are `dau`.",
            "当天来过但没有发言的成员；来过的全部成员是 `dau`。",
        )
        .also(&["只看未发言人数"]);
    SPEAKERS = metric("speakers", Unit::Members)
        .name("Speakers", "日发言人数")
        .meaning(
            "Daily active who spoke: members who wrote on the day.",
            "当天发过言的成员，即「发言口径」的日活。",
        )
        .also(&["posters", "daily active who spoke", "发言人数"])
        .wanted();
    SPEAKERS_7D = metric("speakers_7d", Unit::Members)
        .name("Weekly speakers", "周发言人数")
        .meaning(
            "Members on the list who wrote during the last 7 days. Begins on day 7.",
            "名单上近 7 日发过言的成员。从第 7 天算起。",
        );
    SPEAKERS_28D = metric("speakers_28d", Unit::Members)
        .name("28-day speakers", "28 日发言人数")
        .meaning(
            "Members on the list who wrote during the last 28 days. Begins on day 28.",
            "名单上近 28 日发过言的成员。从第 28 天算起。",
        );
    SPEAKERS_30D = metric("speakers_30d", Unit::Members)
        .name("Monthly speakers", "月发言人数")
        .meaning(
            "Members on the list who wrote during the last 30 days. Begins on day 30.",
            "名单上近 30 日发过言的成员。从第 30 天算起。",
        );
    FIRST_POSTS = metric("first_posts", Unit::Members)
        .name("First-time speakers", "首次发言人数")
        .meaning(
            "Joiners who wrote on the day for the first time.",
            "加入后当天第一次发言的成员。",
        );
    SPEAKING_RATE = metric("speaking_rate", Unit::Share)
        .name("Speaking rate", "发言率")
        .meaning(
            "The day's speakers as a share of the members who were on the list that day.",
            "当天发言人数占当天名单上成员的比例。",
        );
    SPEAKING_VISITORS = metric("speaking_visitors", Unit::Share)
        .name("Speaking rate of visitors", "来访者发言率")
        .meaning(
            "The day's speakers as a share of those who looked in.",
            "当天发言人数占来访人数的比例。",
        );
    SILENT_SHARE = metric("silent_share", Unit::Share)
        .name("Silent for 7 days", "沉默用户比")
        .meaning(
            "Share of the members on the list who have written nothing for 7 days. Begins on day 7.",
            "名单上近 7 日没有发言的成员占比。从第 7 天算起。",
        )
        .unwanted();
    MESSAGE_DENSITY = metric("message_density", Unit::Number)
        .name("Message density", "消息密度")
        .meaning(
            "Messages of the day for each member on the list.",
            "当天人均消息数：消息条数除以名单成员数。",
        );
    POSTS = metric("posts", Unit::Messages)
        .name("Posts", "发言条数")
        .meaning(
            "Messages that members wrote on the day; those of spammers are `spam_posts`, those of guests `guest_posts`.",
            "成员当天的发言条数；广告党的是 `spam_posts`，嘉宾的是 `guest_posts`。",
        )
        .also(&["messages", "消息数"]);
    REPLIES = metric("replies", Unit::Messages)
        .name("Replies", "回复条数")
        .meaning(
            "Those of the day's messages that answer another member; one that answers several counts once.",
            "当天发言中回复其他成员的条数；一条同时回复多人的只计一次。",
        );
    ANSWERED_SHARE = metric("answered_share", Unit::Share)
        .name("Share of speakers answered", "发言者获回复率")
        .meaning("Share of the day's speakers who got at least one answer.", "当天发言的成员中，至少得到一次回复的占比。")
        .also(&["获回复率"])
        .wanted();
    ADS_SHARE = metric("ads_share", Unit::Share)
        .name("Share of ads among messages", "广告占比")
        .meaning(
            "Of all messages of the day that were left standing, whoever wrote them, the share of advertisements.",
            "当天留下来的全部消息（无论谁写的）中广告的占比。",
        )
        .unwanted();
    MUTED_SHARE = metric("muted_share", Unit::Share)
        .name("Share of members who muted", "免打扰成员占比")
        .meaning("Share of the members who take part and have muted the room.", "仍在参与的成员中设了免打扰的占比。")
        .unwanted();
    ASLEEP_SHARE = metric("asleep_share", Unit::Share)
        .name("Not seen for 30 days", "30 日未来访占比")
        .meaning(
            "Share of the members on the list who have not looked in for 30 days: those asleep and those silent for good. Begins on day 30.",
            "名单上近 30 日没有来过的成员占比：沉睡的与已流失但未退群的都算。从第 30 天算起。",
        )
        .unwanted();
    LURKER_SHARE = metric("lurker_share", Unit::Share)
        .name("Share of lurkers", "潜水成员占比")
        .meaning(
            "Share of the monthly active members who wrote nothing in the last 30 days. Begins on day 30.",
            "月活成员中近 30 日没有发言的占比。从第 30 天算起。",
        )
        .also(&["潜水率"]);
    TAKING_PART = metric("taking_part", Unit::Members)
        .name("Taking part", "仍会参与的成员")
        .meaning("Members who take part and will look in again, asleep or not.", "还会再来的成员，含沉睡成员。")
        .wanted();
    SLEEPERS = metric("sleepers", Unit::Members)
        .name("Sleeping members", "沉睡人数")
        .meaning(
            "Members who take part and have not looked in for 30 days. Begins on day 30.",
            "还会再来、但近 30 日没有来过的成员。从第 30 天算起。",
        );
    SILENT = metric("silent", Unit::Members)
        .name("Silent for good", "已流失但未退群")
        .meaning("Members on the list who have fallen silent for good.", "名单上已经流失、不会再来的成员。")
        .unwanted();
    ENGAGED = metric("engaged", Unit::Members)
        .name("Engaged members", "稳定参与成员")
        .meaning(
            "Members on the list who joined at least 28 days ago and looked in on two or more of the last 28 days (in runs under 56 days: half the run instead of 28 days). Begins when the window is full.",
            "名单上加入满 28 日、且近 28 日中有两天以上来过的成员（不足 56 天的模拟以半程代替 28 日）。窗口满后才有数。",
        )
        .wanted();
    ENGAGED_SPEAKERS = metric("engaged_speakers", Unit::Members)
        .name("Engaged speakers", "稳定发言成员")
        .meaning(
            "Members on the list who joined at least 28 days ago and wrote on two or more of the last 28 days (in runs under 56 days: half the run instead of 28 days). Begins when the window is full.",
            "名单上加入满 28 日、且近 28 日中有两天以上发言的成员（不足 56 天的模拟以半程代替 28 日）。窗口满后才有数。",
        )
        .wanted();
    CHURN_7D = metric("churn_7d", Unit::Share)
        .name("7-day churn", "7 日流失率")
        .meaning(
            "Of the members who took part 7 days ago, the share who have since left or fallen silent for good; removals are `removed_7d`. Begins on day 7.",
            "7 日前仍在参与的成员中，此后主动退群或不再来访的占比；被清理的见 `removed_7d`。从第 7 天算起。",
        )
        .also(&["流失率", "churn rate"])
        .unwanted();
    REMOVED_7D = metric("removed_7d", Unit::Share)
        .name("Removed within 7 days", "7 日清理率")
        .meaning(
            "Of the members on the list 7 days ago, the share who have since been removed. Begins on day 7.",
            "7 日前名单上的成员中，此后被清理的占比。从第 7 天算起。",
        )
        .unwanted();
    LEAVE_RATE = metric("leave_rate", Unit::Share)
        .name("7-day leave rate", "退群率")
        .meaning(
            "Of the members on the list 7 days ago, the share who have since left of their own accord. Begins on day 7.",
            "7 日前名单上的成员中，此后主动退群的占比。从第 7 天算起。",
        )
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
    PAYING_MEMBERS = metric("paying_members", Unit::Members)
        .name("Paying members", "付费成员")
        .meaning(
            "Members on the list who have paid a fee.",
            "名单上付过费的成员。",
        )
        .also(&["付费人数"]);
    COST = metric("cost", Unit::Money)
        .name("Cost", "成本")
        .meaning("Money spent on the day, with the operator's hours at their cost.", "当天的支出，含运营工时的成本。")
        .unwanted();
    REVENUE = metric("revenue", Unit::Money)
        .name("Revenue", "收入")
        .meaning("Money taken in on the day.", "当天的收入。")
        .wanted();
    PROFIT = metric("profit", Unit::Money)
        .name("Profit", "利润")
        .meaning(
            "Money taken in on the day less money spent, with the operator's hours at their cost.",
            "当天收入减去支出（含运营工时的成本）。",
        )
        .wanted();
    OPERATOR_HOURS = metric("operator_hours", Unit::Hours)
        .name("Operator hours", "运营工时")
        .meaning("Hours the operator worked on the day.", "当天运营者花的小时数。")
        .unwanted();
    SPAMMERS = metric("spammers", Unit::People)
        .name("Spammers", "广告党人数")
        .meaning(
            "Spammers on the list at the end of the day; they count as nobody else's activity.",
            "当天结束时名单上的广告党；不计入任何成员指标。",
        )
        .unwanted();
    SPAMMERS_REMOVED = metric("spammers_removed", Unit::People)
        .name("Spammers removed", "清理的广告党")
        .meaning(
            "Spammers taken off the list by the operator on the day.",
            "当天被运营者移出的广告党。",
        );
    SPAM_POSTS = metric("spam_posts", Unit::Messages)
        .name("Posts by spammers", "广告党发言条数")
        .meaning(
            "Messages that spammers wrote on the day.",
            "广告党当天的发言条数。",
        )
        .unwanted();
    GUESTS = metric("guests", Unit::People)
        .name("Guests", "特邀嘉宾人数")
        .meaning(
            "Guests and others whom the operator brought in, on the list at the end of the day.",
            "当天结束时名单上由运营者请来的嘉宾等人。",
        );
    GUEST_POSTS = metric("guest_posts", Unit::Messages)
        .name("Posts by guests", "嘉宾发言条数")
        .meaning(
            "Messages that the operator's guests wrote on the day.",
            "运营者请来的嘉宾当天的发言条数。",
        );
}
