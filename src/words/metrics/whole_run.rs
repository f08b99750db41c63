//! Every metric with one value for the run.

use super::metric;
use crate::words::{Unit, entries};

entries! {
    /// Every metric with one value for the run.
    WHOLE_RUN;
    ENGAGED_END = metric("engaged_end", Unit::Members)
        .name("Engaged members at the end", "期末稳定参与成员")
        .meaning(
            "What decides: members on the list at the end who joined at least 28 days before and looked in on two or more of the last 28 days; in runs under 56 days, half of the run takes the place of 28 days. Turnover alone cannot raise it.",
            "判定指标：期末名单上加入满 28 日、且最后 28 日中有两天以上来过的成员；不足 56 天的模拟以半程代替 28 日。只靠换人抬不高它。",
        )
        .also(&["retained"])
        .wanted();
    SPEAKING_END = metric("speaking_end", Unit::Members)
        .name("Engaged speakers at the end", "期末稳定发言成员")
        .meaning(
            "Members on the list at the end who joined at least 28 days before and wrote on two or more of the last 28 days; in runs under 56 days, half of the run takes the place of 28 days.",
            "期末名单上加入满 28 日、且最后 28 日中有两天以上发言的成员；不足 56 天的模拟以半程代替 28 日。",
        )
        .wanted();
    ENGAGED_QUARTER = metric("engaged_quarter", Unit::Members)
        .name("Engaged members at a quarter", "四分之一处的稳定参与成员")
        .meaning(
            "Engaged members when a quarter of the run is over; empty where the window is not full by then.",
            "模拟过四分之一时的稳定参与成员；窗口未满时为空。",
        )
        .wanted();
    ENGAGED_HALF = metric("engaged_half", Unit::Members)
        .name("Engaged members at half", "半程时的稳定参与成员")
        .meaning(
            "Engaged members when half of the run is over; empty where the window is not full by then.",
            "模拟过半时的稳定参与成员；窗口未满时为空。",
        )
        .wanted();
    ENGAGED_DAYS = metric("engaged_days", Unit::MemberDays)
        .name("Engaged member-days", "稳定参与人日")
        .meaning(
            "Engaged members, summed over the days: what a community that is closed on purpose is judged by.",
            "稳定参与成员逐日相加之和；有意解散的社群以此评判。",
        )
        .wanted();
    POWER_USERS = metric("power_users", Unit::Members)
        .name("Power users", "高频用户")
        .meaning(
            "Members on the list at the end who looked in on 21 or more of the last 28 days.",
            "期末名单上最后 28 日中有 21 天以上来过的成员。",
        )
        .also(&["高频用户数"])
        .wanted();
    DAU_END = metric("dau_end", Unit::Members)
        .name("Daily active, last 4 weeks", "最后四周日活")
        .meaning(
            "Mean daily active members over the last 28 days.",
            "最后 28 日的平均日活。",
        )
        .wanted();
    RETURNING_END = metric("returning_end", Unit::Members)
        .name("Returning visits a day, last 4 weeks", "最后四周日均再次来访")
        .meaning(
            "Mean members a day who looked in and had been there before, over the last 28 days.",
            "最后 28 日平均每天再次来访的成员。",
        )
        .wanted();
    SPEAKERS_END = metric("speakers_end", Unit::Members)
        .name("Speakers a day, last 4 weeks", "最后四周日均发言人数")
        .meaning(
            "Mean speakers a day over the last 28 days.",
            "最后 28 日平均每天的发言人数。",
        )
        .wanted();
    POSTS_END = metric("posts_end", Unit::Messages)
        .name("Posts a day, last 4 weeks", "最后四周日发言条数")
        .meaning("Mean messages a day over the last 28 days.", "最后 28 日平均每天的发言条数。")
        .wanted();
    DAU_PEAK = metric("dau_peak", Unit::Members)
        .name("Peak of daily active", "日活峰值")
        .meaning("Highest 7-day mean of daily active members.", "日活 7 日均值的最高值。")
        .wanted();
    DAU_PEAK_DAY = metric("dau_peak_day", Unit::Day)
        .name("Day of the peak", "日活峰值日（第几天）")
        .meaning("Day in the middle of the week with the highest mean of daily active members.", "日活均值最高的那一周的中间一天。");
    RETENTION_D1 = metric("retention_d1", Unit::Share)
        .name("Day-1 retention", "次日留存率")
        .meaning(
            "Share of joiners who looked in on exactly the 1st day after joining; of those who joined early enough.",
            "加入后恰好第 1 天来过的成员占比（当日口径）；只算加入够早的。",
        )
        .also(&["retained_d1", "次日留存", "1 日留存率"])
        .wanted();
    RETENTION_D7 = metric("retention_d7", Unit::Share)
        .name("Day-7 retention", "7 日留存率")
        .meaning(
            "Share of joiners who looked in on exactly the 7th day after joining; of those who joined early enough.",
            "加入后恰好第 7 天来过的成员占比（当日口径）；只算加入够早的。",
        )
        .also(&["retained_d7", "7 日留存"])
        .wanted();
    RETENTION_D30 = metric("retention_d30", Unit::Share)
        .name("Day-30 retention", "30 日留存率")
        .meaning(
            "Share of joiners who looked in on exactly the 30th day after joining; of those who joined early enough.",
            "加入后恰好第 30 天来过的成员占比（当日口径）；只算加入够早的。",
        )
        .also(&["retention", "retained_d30", "30 日留存"])
        .wanted();
    RETENTION_D90 = metric("retention_d90", Unit::Share)
        .name("Day-90 retention", "90 日留存率")
        .meaning(
            "Share of joiners who looked in on exactly the 90th day after joining; of those who joined early enough.",
            "加入后恰好第 90 天来过的成员占比（当日口径）；只算加入够早的。",
        )
        .also(&["retained_d90", "90 日留存"])
        .wanted();
    ROLLING_D1 = metric("rolling_d1", Unit::Share)
        .name("Rolling day-1 retention", "1 日滚动留存率")
        .meaning(
            "Share of joiners who looked in on the 1st day after joining or on any later day of the run; of those who joined early enough.",
            "加入后第 1 天或之后任何一天来过的成员占比；只算加入够早的。",
        )
        .wanted();
    ROLLING_D7 = metric("rolling_d7", Unit::Share)
        .name("Rolling day-7 retention", "7 日滚动留存率")
        .meaning(
            "Share of joiners who looked in on the 7th day after joining or on any later day of the run; of those who joined early enough.",
            "加入后第 7 天或之后任何一天来过的成员占比；只算加入够早的。",
        )
        .wanted();
    ROLLING_D30 = metric("rolling_d30", Unit::Share)
        .name("Rolling day-30 retention", "30 日滚动留存率")
        .meaning(
            "Share of joiners who looked in on the 30th day after joining or on any later day of the run; of those who joined early enough.",
            "加入后第 30 天或之后任何一天来过的成员占比；只算加入够早的。",
        )
        .wanted();
    ROLLING_D90 = metric("rolling_d90", Unit::Share)
        .name("Rolling day-90 retention", "90 日滚动留存率")
        .meaning(
            "Share of joiners who looked in on the 90th day after joining or on any later day of the run; of those who joined early enough.",
            "加入后第 90 天或之后任何一天来过的成员占比；只算加入够早的。",
        )
        .wanted();
    LISTED_D1 = metric("listed_d1", Unit::Share)
        .name("Still on the list after 1 day", "1 日留群率")
        .meaning(
            "Share of joiners still on the list 1 day after joining, whether they look in or not; of those who joined early enough.",
            "加入 1 天后仍在名单上的成员占比，无论是否来过；只算加入够早的。",
        );
    LISTED_D7 = metric("listed_d7", Unit::Share)
        .name("Still on the list after 7 days", "7 日留群率")
        .meaning(
            "Share of joiners still on the list 7 days after joining, whether they look in or not; of those who joined early enough.",
            "加入 7 天后仍在名单上的成员占比，无论是否来过；只算加入够早的。",
        );
    LISTED_D15 = metric("listed_d15", Unit::Share)
        .name("Still on the list after 15 days", "15 日留群率")
        .meaning(
            "Share of joiners still on the list 15 days after joining, whether they look in or not; of those who joined early enough.",
            "加入 15 天后仍在名单上的成员占比，无论是否来过；只算加入够早的。",
        );
    LISTED_D30 = metric("listed_d30", Unit::Share)
        .name("Still on the list after 30 days", "30 日留群率")
        .meaning(
            "Share of joiners still on the list 30 days after joining, whether they look in or not; of those who joined early enough.",
            "加入 30 天后仍在名单上的成员占比，无论是否来过；只算加入够早的。",
        );
    MEDIAN_LIFETIME = metric("median_lifetime", Unit::Days)
        .name("Median lifetime (days)", "成员生命周期中位数（天）")
        .meaning("Kaplan–Meier median of the days from joining to the last visit; empty while more than half still take part.", "从加入到最后一次来访的天数的中位数（Kaplan–Meier）；仍有半数以上在参与时为空。")
        .also(&["生命周期中位数", "lifetime"])
        .wanted();
    ACTIVATION = metric("activation", Unit::Share)
        .name("Activation", "激活率")
        .meaning(
            "Share of joiners who wrote within three days, the day of joining included; of those who joined early enough.",
            "加入当天起三天内发过言的成员占比；只算加入够早的。",
        )
        .also(&["激活"])
        .wanted();
    TIME_TO_FIRST_POST = metric("time_to_first_post", Unit::Days)
        .name("Time to first post", "首次发言用时")
        .meaning(
            "Median days from joining to the first message, of joiners who wrote.",
            "发过言的成员从加入到首次发言的天数的中位数。",
        );
    NEWCOMERS_ANSWERED = metric("newcomers_answered", Unit::Share)
        .name("Newcomers answered", "新人获回复率")
        .meaning(
            "Of the joiners who wrote for the first time, the share answered within 7 days; of those who wrote early enough.",
            "首次发言的新成员中，7 日内得到回复的占比；只算发言够早的。",
        )
        .also(&["share of newcomers answered"])
        .wanted();
    TIME_TO_FIRST_ANSWER = metric("time_to_first_answer", Unit::Days)
        .name("Time to first answer", "首次响应用时")
        .meaning(
            "Median days from the first message to the first answer, of joiners who were answered.",
            "得到过回复的成员从首次发言到首次得到回复的天数的中位数。",
        )
        .also(&["first response", "首次响应"])
        .unwanted();
    INVITEES_PER_MEMBER = metric("invitees_per_member", Unit::Number)
        .name("Invitees a member", "裂变系数")
        .meaning(
            "Members who joined on another member's invitation, for each member who ever was on the list.",
            "由成员邀请而加入的人数，除以名单上有过的全部成员。",
        );
    APPLICATIONS_TOTAL = metric("applications_total", Unit::People)
        .name("Applications in all", "累计申请人数")
        .meaning(
            "People who wanted to join, spammers among them.",
            "想加入的总人数，含广告党。",
        );
    REJECTIONS_TOTAL = metric("rejections_total", Unit::People)
        .name("Rejections in all", "累计申请未通过人数")
        .meaning(
            "Applicants whom the entry gate kept out.",
            "被入群门槛挡在外面的总人数。",
        )
        .unwanted();
    TURNED_AWAY_TOTAL = metric("turned_away_total", Unit::People)
        .name("Turned away in all", "累计因满员被拒人数")
        .meaning(
            "Applicants for whom there was neither a place nor a place in the queue.",
            "既没有名额、也排不进候补的总人数。",
        )
        .unwanted();
    FULL_ON_DAY = metric("full_on_day", Unit::Day)
        .name("Full for the first time", "首次满员日（第几天）")
        .meaning(
            "First day at whose end no chat room had a free place; empty if there always was one.",
            "可聊群首次全部满员的那一天；一直有空位时为空。",
        );
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
        .meaning("Messages that members wrote.", "成员的发言总条数。");
    REPLIES_TOTAL = metric("replies_total", Unit::Messages)
        .name("Replies in all", "累计回复条数")
        .meaning("Answers that members' messages received.", "成员发言得到的回复总数。");
    SPAMMERS_TOTAL = metric("spammers_total", Unit::People)
        .name("Spammers in all", "累计广告党人数")
        .meaning(
            "Spammers who came in.",
            "进来过的广告党总人数。",
        )
        .unwanted();
    SPAM_POSTS_TOTAL = metric("spam_posts_total", Unit::Messages)
        .name("Posts by spammers in all", "累计广告党发言条数")
        .meaning(
            "Messages that spammers wrote.",
            "广告党的发言总条数。",
        )
        .unwanted();
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
        .also(&["total_revenue"])
        .wanted();
    PROFIT_TOTAL = metric("profit_total", Unit::Money)
        .name("Profit in all", "总利润")
        .meaning(
            "Money taken in less money spent, with the operator's hours at their cost.",
            "全部收入减去全部支出（含运营工时的成本）。",
        )
        .wanted();
    HOURS_TOTAL = metric("hours_total", Unit::Hours)
        .name("Operator hours in all", "总运营工时")
        .meaning("Hours the operator worked.", "运营者花的总小时数。")
        .also(&["total_hours"])
        .unwanted();
    COST_PER_ENGAGED = metric("cost_per_engaged", Unit::MoneyPerMember)
        .name("Cost per engaged member", "单个稳定参与成员成本")
        .meaning(
            "Money spent for each engaged member at the end; empty when there is none.",
            "总支出除以期末稳定参与成员；没有时为空。",
        )
        .also(&["cost_per_retained"])
        .unwanted();
    ARPU = metric("arpu", Unit::MoneyPerMember)
        .name("Revenue per member (ARPU)", "每用户收入（ARPU）")
        .meaning(
            "Money taken in over the last 28 days for each member on the list.",
            "最后 28 日的收入除以名单成员数。",
        );
    LTV = metric("ltv", Unit::MoneyPerMember)
        .name("Lifetime value (LTV)", "用户终身价值（LTV）")
        .meaning(
            "Money taken in over the run for each member who joined: what members have been worth so far.",
            "全程收入除以加入过的成员数，即到期末为止每个成员带来的收入。",
        )
        .wanted();
    CAC = metric("cac", Unit::MoneyPerMember)
        .name("Acquisition cost (CAC)", "获客成本（CAC）")
        .meaning(
            "Money spent on advertising in channels for each member who joined.",
            "渠道投放的支出除以加入过的成员数。",
        )
        .unwanted();
    RENEWAL_RATE = metric("renewal_rate", Unit::Share)
        .name("Renewal rate", "续费率")
        .meaning(
            "Of the fees that fell due again, the share that was paid.",
            "到期应续的费用中续缴的占比。",
        )
        .wanted();
    STAGE = metric("stage", Unit::Number)
        .name("Stage", "所处阶段")
        .meaning(
            "Stage of life at the end: 0 cold start, 1 growth, 2 plateau, 3 decline, 4 dead, 5 revived; by returning members.",
            "期末所处阶段：0 冷启动、1 增长期、2 平台期、3 衰退期、4 死群、5 复活；以再次来访的成员计。",
        );
    DIED_ON_DAY = metric("died_on_day", Unit::Day)
        .name("Day of death", "死亡日（第几天）")
        .meaning(
            "First of the days without a sign of life that lasted to the end (see `died`); empty for those alive.",
            "持续到期末的无声息的第一天（见 `died`）；仍活着的为空。",
        );
    DIED = metric("died", Unit::Share)
        .name("Death rate", "死亡率")
        .meaning(
            "Whether the community is dead at the end (1) or not (0): fourteen days in a row with fewer than two returning members and nothing written by members, and no seven days of life out of fourteen since. Its mean is the share of runs that died.",
            "期末是否为死群（1 是，0 否）：连续十四天再次来访的成员不到两人、成员也没有任何发言，此后十四天里也不曾有七天恢复。均值即死亡的模拟占比。",
        )
        .also(&["死亡占比", "share that died"])
        .unwanted();
}
