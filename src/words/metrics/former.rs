//! Metrics that have changed their name or their meaning from one version of the metrics to the next.

/// A metric of an earlier version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Former {
    /// Its key then.
    pub key: &'static str,
    /// What it was.
    pub was: &'static str,
    /// The key that comes nearest now, the same or another; empty where there is none.
    pub now: &'static str,
    /// What has changed.
    pub change: &'static str,
}

const fn of(
    key: &'static str,
    was: &'static str,
    now: &'static str,
    change: &'static str,
) -> Former {
    Former {
        key,
        was,
        now,
        change,
    }
}

/// What changed from version 1 to version 2.
pub const FORMER: &[Former] = &[
    of(
        "members, joins, leaves, removals, silenced, dau, wau, mau, new, current, resurrected, dormant, taking_part, silent, posts, replies",
        "everybody, spammers and the operator's guests among them",
        "",
        "the same keys count members alone; `spammers`, `spammers_removed`, `spam_posts`, `guests` and `guest_posts` count the others",
    ),
    of(
        "engaged_end",
        "looked in once or more in the last 30 days",
        "engaged_end",
        "joined at least 28 days before the end and looked in on two or more of the last 28 days",
    ),
    of(
        "died, died_on_day, stage",
        "dead below one daily active member or 5 % of the peak so far, spammers among them",
        "died",
        "dead after fourteen days in a row with fewer than two returning members and nothing written, whatever the peak was",
    ),
    of(
        "visitors",
        "looked in and wrote nothing",
        "readers",
        "renamed; all who looked in are `dau`",
    ),
    of("posters", "wrote on the day", "speakers", "renamed"),
    of(
        "awake_7d",
        "took part and looked in within 7 days",
        "wau",
        "gone: `wau` counts those on the list",
    ),
    of(
        "awake_30d",
        "took part and looked in within 30 days",
        "sleepers",
        "gone: `sleepers` are those who take part and have not looked in for 30 days",
    ),
    of(
        "wau, mau, dau_mau, asleep_share, lurker_share",
        "counted from day 0 over what there was of the window",
        "mau",
        "begin on the first day on which the window is full",
    ),
    of(
        "retention_d7, retention_d30, retention_d90",
        "looked in on one of seven days from that day on, above `retention_d1` at times",
        "retention_d30",
        "exactly that day; on it or later is `rolling_d30`",
    ),
    of(
        "churn_7d",
        "all who went within 7 days, those who had come meanwhile too, over those taking part 7 days ago: above 1 at times",
        "churn_7d",
        "of those taking part 7 days ago, who left or fell silent since; removals are `removed_7d`",
    ),
    of(
        "answered_share",
        "of all who wrote",
        "answered_share",
        "of the members who wrote",
    ),
    of(
        "replies",
        "messages that answer another member",
        "replies",
        "the same number, said rightly: answers that members' messages received",
    ),
    of(
        "cost_per_retained",
        "by members seen in the last 30 days",
        "cost_per_engaged",
        "by engaged members",
    ),
];

/// What a key that is no more has become, if it is one.
pub fn renamed(key: &str) -> Option<&'static Former> {
    FORMER.iter().find(|former| former.key == key)
}
