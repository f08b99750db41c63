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
    STILL_TAKING_PART = "Still taking part: seen that day or later", "仍在参与：当天或以后来过";
    ON_THAT_DAY = "Seen on exactly that day", "恰在当天来过";
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
    SHARE_OF_JOINERS = "Share of joiners seen on the day", "当日来过的新成员占比";
    WITHOUT_DAY_0 = "Day 0, on which founders come all at once, is left out", "不含创始成员同时到来的第 0 天";
    INCREASE = "Increase", "提高";
    DECREASE = "Decrease", "降低";
    UNCLEAR = "Interval covers zero", "区间包含零";
    BEST = "Best", "最优";
    PLATEAU = "Not distinguishable from the best", "与最优不分伯仲";
    BEHIND = "Behind the best", "落后于最优";
    UNKNOWN = "Not known", "无数据";
    DIFFERENCE = "Difference", "差值";
}
