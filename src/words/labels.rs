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

labels! {
    DAY = "Day", "天数";
    DAYS_SINCE_JOINING = "Days since joining", "加入后天数";
    MEMBERS = "Members", "人数";
    MEMBERS_PER_WEEK = "Members per week", "每周人数";
    MEMBERS_PER_MONTH = "Members per 30 days", "每 30 天人数";
    MEMBERS_PER_DAY = "Members per day", "每日人数";
    SHARE_OF_JOINERS = "Share of joiners seen on the day", "当日来过的新成员占比";
    SHARE_OR_INDEX = "Gini coefficient, share of posts", "基尼系数、发言占比";
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
