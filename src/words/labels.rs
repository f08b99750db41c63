//! Words of charts that stand as they are: titles of axes, entries of keys.

use super::Text;

/// Labels with a constant each, and the list of them.
macro_rules! labels {
    ($($name:ident = $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("“", $en, "”.")]
            pub const $name: Text = Text::new($en, $zh);
        )*
        /// Every label.
        pub const LABELS: &[Text] = &[$($name),*];
    };
}

/// What stands between a word and what it is about.
pub const COLON: Text = Text::new(": ", "：");

labels! {
    CLAIMS_PROGRESS = "{bar:30} {pos}/{len} claims, {eta} left", "{bar:30} 第 {pos}/{len} 条说法，还需 {eta}";
    PROGRESS = "{bar:30} {pos}/{len} runs, {eta} left", "{bar:30} {pos}/{len} 次模拟，还需 {eta}";
    ERROR = "error", "错误";
    WARNING = "warning", "警告";
    HINT = "hint", "提示";
    AND_MORE = "… and {n} more problems", "……还有 {n} 个问题";
    DAY = "Day", "天数";
    DAYS_SINCE_JOINING = "Days since joining", "加入后天数";
    DAYS_SINCE_JOINING_UNEVEN = "Days since joining (the first ones take more room: logarithmic)", "加入后天数（头几天占的位置更宽：对数刻度）";
    BETTER = "Better", "更好";
    WORSE = "Worse", "更差";
    OTHER_CAUSES = "Other causes", "其他原因";
    MEMBERS_A_DAY = "Members a day, mean of each period", "每日人数（各时段平均）";
    SHARE_OF_POSTS = "Share of posts", "发言占比";
    SHARE_OF_VARIANCE = "Share of the variance that it explains", "能解释的方差占比";
    MEAN_EFFECT = "Mean change of {metric} when it moves", "该因素变动时{metric}的平均变化";
    SHARE_OF_RUNS = "Share of the runs", "模拟占比";
    STILL_TAKING_PART = "Share still taking part", "仍在参与的占比";
    ON_THAT_DAY = "Seen on exactly that day", "恰在当天来过";
    THAT_DAY_OR_LATER = "Seen that day or later (rolling)", "当天或以后来过（滚动口径）";
    STILL_ON_THE_LIST = "Still on the list", "仍在名单上";
    NAME_AND_NUMBER = "{name} ({n})", "{name}（{n} 人）";
    FEW_ARMS = "Drawn are {base} and, of {all} strategies, the {best} that do best for {metric} and the {worst} that do worst; the tables have all of them.",
        "图中为 {base} 与 {all} 个策略中{metric}最好的 {best} 个、最差的 {worst} 个；全部策略见表格。";
    FEW_METRICS = "{n} more metrics stand in the tables.",
        "另有 {n} 个指标见表格。";
    FEW_LEFT_OUT = "Archetypes with fewer than {n} members are left out; a curve ends where fewer than {few} are still watched.", "不足 {n} 人的人群不画；仍在观察的不足 {few} 人时，曲线到此为止。";
    DAYS_ACTIVE = "Days active", "来访天数";
    DAYS_ACTIVE_OF = "Days active, of the last {n}", "最近 {n} 天中的来访天数";
    POWER_USERS = "Power users: {n} days or more", "高频用户：{n} 天及以上";
    OTHER_MEMBERS = "Others who looked in", "其他来过的成员";
    NEVER_LOOKED_IN = "{n} more on the list did not look in at all. Whoever joined in these {window} days cannot have come on all of them.", "另有 {n} 人在名单上但一天也没来。在这 {window} 天里才加入的人，不可能天天都来。";
    JOINED_ON = "Joined on days", "加入于第几天";
    JOINED = "Joined", "人数";
    TIES_ARE = "two members are tied while answers between them are remembered; the strongest ties are drawn", "两人之间有过回应且还记得，就算相连；只画最强的联系";
    CORE_OF_TIES = "Core: the fewest who take part in half of all ties", "核心：占了一半联系的最少几人";
    OTHERS_TIED = "Others with ties", "其他有联系的成员";
    BRIDGE = "Bridge: {n} or more others are tied in by them alone", "桥梁：有 {n} 人以上只靠此人与大家相连";
    TIE = "Tie", "联系";
    MOST_DRAWN = "Drawn are at most {members} members with ties and {ties} ties, the strongest first; the numbers are of all.", "最多画 {members} 名有联系的成员、{ties} 条联系，强的优先；人数按全部计算。";
    ONE_RUN = "Run {n}", "第 {n} 次";
    TRIANGLE_IS = "There is a cell where everybody of the row has had all of its days; the darker, the more look in.", "一行的人都过完了那几天才有格子；颜色越深，来的人越多。";
    ALL_RUNS = "All runs: 10–90%, darker 25–75%", "全部模拟：第 10–90、深色第 25–75 百分位";
    STOCK = "Members who take part", "仍在参与的成员";
    FLOW_JOINED = "Join", "加入";
    FLOW_SILENT = "Fall silent for good", "不再来访";
    FLOW_LEFT = "Leave", "退群";
    FLOW_REMOVED = "Are removed", "被清理";
    TYPICAL_RUN = "Typical: run {n}", "典型：第 {n} 次";
    LUCKY_RUN = "Lucky: run {n}", "走运：第 {n} 次";
    UNLUCKY_RUN = "Unlucky: run {n}", "不走运：第 {n} 次";
    GOOD_RUN = "Good: run {n}", "较好：第 {n} 次";
    BAD_RUN = "Bad: run {n}", "较差：第 {n} 次";
    OPEN_A_RUN = "`qun replay FOLDER --replicate N` lives one of the runs again, in full.", "`qun replay FOLDER --replicate N` 可以把其中一次完整重跑一遍。";
    MEMBERS = "Members", "人数";
    MEMBERS_PER_WEEK = "Members per week", "每周人数";
    MEMBERS_PER_MONTH = "Members per 30 days", "每 30 天人数";
    MEMBERS_PER_QUARTER = "Members per 91 days", "每 91 天人数";
    MEMBERS_PER_DAY = "Members per day", "每日人数";
    SHARE_OF_JOINERS = "Share of joiners", "新成员占比";
    SHARE_OF_JOINERS_ON_THE_DAY = "Share of joiners seen on exactly the day", "恰在当天来过的新成员占比";
    WITHOUT_DAY_0 = "Day 0, on which founders come all at once, is left out", "不含创始成员同时到来的第 0 天";
    INCREASE = "Increase", "提高";
    DECREASE = "Decrease", "降低";
    UNCLEAR = "No clear difference", "分不出差别";
    BEST = "Best", "最优";
    PLATEAU = "Not distinguishable from the best", "与最优不分伯仲";
    BEHIND = "Behind the best", "落后于最优";
    UNKNOWN = "Not known", "无数据";
    DIFFERENCE = "Difference", "差值";
    HOURS_A_DAY = "Hours a day", "每天小时数";
    HOURS_WORKED = "Worked", "实际用的";
    HOURS_THERE = "Available", "总共有的";
    HOURS_ASKED = "The work asks for", "工作需要的";
    HOURS_UNDONE = "Left undone", "没做完的";
    ASKED_AT_LEAST = "What the work asks for is counted up to the first task that there is no time for: at least so much is needed.", "“需要的”只算到当天第一件没时间做的事为止：实际需要至少这么多。";
    LOOKED_IN = "Looked in", "来访";
    WROTE = "Wrote", "发言";
    ON_THE_LIST = "On the list", "在名单上";
    OFF_THE_LIST = "Left, or was removed", "退群或被清理";
    A_LINE_A_MEMBER = "A line a member, in the order of joining", "每行一名成员，按加入先后";
    ALL_ALIKE = "If all wrote alike", "人人写得一样多时";
    AS_IT_IS = "As it is", "实际";
    TENTH_OF_WRITERS = "Part of the most active 10%", "最活跃 10% 的份额";
    SHARE_OF_WRITERS = "Share of those who write, least active first", "发言者累计占比（从最少的起）";
    SHARE_OF_MESSAGES = "Share of messages", "消息累计占比";
    MESSAGES_A_DAY = "Messages a day", "每天消息数";
    OVERLOADED_VISITS = "Share of visits that find too much", "来访时消息多得看不完的占比";
    OTHER_ROOMS = "{n} other rooms", "其余 {n} 个群";
    AS_ASSUMED = "as assumed", "如假定";
    OTHERWISE = "otherwise", "相反";
    NO_DIFFERENCE = "No difference", "没有差别";
    NONE = "none", "没有";
    ODDS = "odds ×{n}", "发生比 ×{n}";
    INTERVAL_95 = "95% interval of the mean", "均值的 95% 置信区间";
    IF_EFFECTS_ADDED = "If both effects added up", "两者效果相加应有的值";
}
