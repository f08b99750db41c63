//! What other tools call the same quantities, and how theirs differ.

/// A quantity of another tool beside ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The tool.
    pub tool: &'static str,
    /// Its name for the quantity.
    pub name: &'static str,
    /// Our metrics that come nearest, separated by commas.
    pub keys: &'static str,
    /// How they differ.
    pub difference: &'static str,
}

const fn of(
    tool: &'static str,
    name: &'static str,
    keys: &'static str,
    difference: &'static str,
) -> Elsewhere {
    Elsewhere {
        tool,
        name,
        keys,
        difference,
    }
}

const AMPLITUDE: &str = "Amplitude";
const DISCORD: &str = "Discord Server Insights";
const WECOM: &str = "WeCom 客户群统计";

/// The quantities that operators bring along from elsewhere.
pub const ELSEWHERE: &[Elsewhere] = &[
    of(
        AMPLITUDE,
        "Daily, weekly, monthly active users",
        "dau, wau, mau",
        "There whoever sent any event, gone or not; here members still on the list, over 7 and 30 days that end with the day.",
    ),
    of(
        AMPLITUDE,
        "N-day retention (Return On)",
        "retention_d1, retention_d7, retention_d30, retention_d90",
        "The same: exactly the n-th day. There days can be 24-hour windows; here they are calendar days.",
    ),
    of(
        AMPLITUDE,
        "Unbounded retention (Return On or After)",
        "rolling_d1, rolling_d7, rolling_d30, rolling_d90",
        "The same; it rises as the run grows longer, there and here.",
    ),
    of(
        AMPLITUDE,
        "Bracket retention",
        "",
        "`cohorts.csv` has whole weeks (or four weeks) after joining; no metric of its own.",
    ),
    of(
        AMPLITUDE,
        "Stickiness",
        "power_users, dau_mau",
        "There the distribution of days active: `days_active.csv`. The quotient of daily and monthly active is `dau_mau`.",
    ),
    of(
        AMPLITUDE,
        "Lifecycle: new, current, resurrected, dormant",
        "new, current, resurrected, dormant",
        "There by the interval of the chart; here always by 30 days without a visit.",
    ),
    of(
        DISCORD,
        "Visitors",
        "dau, wau",
        "The same act, looked in; theirs are counted by the week and may have left since.",
    ),
    of(
        DISCORD,
        "Communicators",
        "speakers, speakers_7d",
        "There voice counts too, and weeks are calendar weeks.",
    ),
    of(
        DISCORD,
        "New member retention (first week)",
        "rolling_d7",
        "There seen again within the second week; here on the 7th day or any later one.",
    ),
    of(
        DISCORD,
        "First day activation",
        "activation",
        "There spoke or visited three channels on the first day; here spoke within three days.",
    ),
    of(
        DISCORD,
        "Joins by source",
        "joins",
        "`channels.csv` has applicants, joiners and retention by channel.",
    ),
    of(
        WECOM,
        "member_total 客户群总人数",
        "members",
        "There everybody in the group, staff and advertisers among them; here members alone.",
    ),
    of(
        WECOM,
        "new_member_cnt 新增群人数",
        "joins, net_growth",
        "There joins of the day, whoever it was.",
    ),
    of(
        WECOM,
        "member_has_msg 发过消息的群成员数",
        "speakers",
        "There whoever has written up to the day in the period asked for; here who wrote on the day.",
    ),
    of(
        WECOM,
        "msg_total 消息总数",
        "posts, posts_total",
        "There all messages; here those of spammers and guests are `spam_posts` and `guest_posts`.",
    ),
    of(
        WECOM,
        "reply_percentage 已回复聊天占比",
        "answered_share, newcomers_answered",
        "There staff answering customers in single chats; here anybody answering in the group.",
    ),
    of(
        WECOM,
        "avg_reply_time 平均首次回复时长",
        "time_to_first_answer",
        "There minutes; here days, as a day is the step of the model.",
    ),
    of(
        "Chinese practice",
        "日活",
        "dau, speakers",
        "Often means who spoke. Both are here, under two names.",
    ),
    of(
        "Chinese practice",
        "留存率",
        "retention_d30, rolling_d30, listed_d30",
        "Three things go by the name: seen on the day (留存率), seen on it or later (滚动留存率), still on the list (留群率).",
    ),
];
