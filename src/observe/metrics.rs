//! Every metric by name: what it counts, in which unit, and from when on it can be read.

use serde::Serialize;

/// Whether a metric has a value each day or one for the whole run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// One value a day.
    Daily,
    /// One value for the run.
    Run,
}

/// One metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Metric {
    /// Name in files.
    pub key: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Daily or for the run.
    pub span: Span,
    /// What it is, in one sentence.
    pub description: &'static str,
}

macro_rules! metrics {
    ($(#[$doc:meta])* $name:ident, $span:expr; $($variant:ident, $key:literal, $unit:literal, $description:literal;)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum $name {
            $(#[doc = $description] $variant,)*
        }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Name, unit and meaning.
            pub const fn metric(self) -> Metric {
                match self {
                    $(Self::$variant => Metric {
                        key: $key,
                        unit: $unit,
                        span: $span,
                        description: $description,
                    },)*
                }
            }

            /// The metric of that name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|metric| metric.metric().key == key)
            }
        }
    };
}

metrics! {
    /// Metrics with a value each day.
    Daily, Span::Daily;
    Members, "members", "members", "Members on the list at the end of the day, asleep or not.";
    Joins, "joins", "members", "Members who joined on the day (founders on day 0).";
    Applications, "applications", "people", "People who wanted to join on the day.";
    Rejections, "rejections", "people", "Applicants whom the entry gate kept out.";
    TurnedAway, "turned_away", "people", "Applicants for whom there was neither a place nor a place in the queue.";
    Waiting, "waiting", "people", "Applicants waiting for a place at the end of the day.";
    Leaves, "leaves", "members", "Members who left the list of their own accord on the day.";
    Removals, "removals", "members", "Members taken off the list by the operator on the day.";
    Silenced, "silenced", "members", "Members who fell silent for good on the day and stay on the list.";
    Dau, "dau", "members", "Daily active: members who looked in on the day.";
    Wau, "wau", "members", "Weekly active: members who looked in during the last 7 days.";
    Mau, "mau", "members", "Monthly active: members who looked in during the last 30 days.";
    DauMau, "dau_mau", "share", "Stickiness: the day's active members as a share of the month's.";
    Visitors, "visitors", "members", "Members who looked in on the day and wrote nothing.";
    Posters, "posters", "members", "Members who wrote on the day.";
    Posts, "posts", "messages", "Messages written on the day.";
    Replies, "replies", "messages", "Those of the day's messages that answer another member.";
    AnsweredShare, "answered_share", "share", "Share of the day's posters who got at least one answer.";
    AdsShare, "ads_share", "share", "Share of the day's messages that are advertisements.";
    MutedShare, "muted_share", "share", "Share of the members who take part and have muted the room.";
    AsleepShare, "asleep_share", "share", "Share of the members on the list who have not looked in for 30 days.";
    LurkerShare, "lurker_share", "share", "Share of the month's active members who wrote nothing in the last 30 days.";
    TakingPart, "taking_part", "members", "Members who take part and will look in again, asleep or not.";
    Awake7d, "awake_7d", "members", "Members who take part and looked in during the last 7 days.";
    Awake30d, "awake_30d", "members", "Members who take part and looked in during the last 30 days.";
    Silent, "silent", "members", "Members on the list who have fallen silent for good.";
    Churn7d, "churn_7d", "share", "Members who fell silent for good, left or were removed in the last 7 days, as a share of those taking part 7 days ago.";
    New, "new", "members", "Of the day's active members, those on their first visit.";
    Current, "current", "members", "Of the day's active members, those last seen at most 30 days ago.";
    Resurrected, "resurrected", "members", "Of the day's active members, those back after more than 30 days.";
    Dormant, "dormant", "members", "Members on the list whose last visit was 31 days ago: those who turn dormant on the day.";
    GiniPosts, "gini_posts", "index", "Gini index of the messages of all who ever wrote (measured weekly).";
    Top1Share, "top1_share", "share", "Share of all messages written by the most active 1 % of those who ever wrote (measured weekly).";
    Top10Share, "top10_share", "share", "Share of all messages written by the most active 10 % of those who ever wrote (measured weekly).";
    AbsenceFactor, "absence_factor", "members", "Fewest members who wrote half of all messages (measured weekly).";
    Ties, "ties", "ties", "Ties between members who take part: answers remembered, fading over weeks (measured every 28 days).";
    Cost, "cost", "money", "Money spent on the day, with the operator's hours at their cost.";
    Revenue, "revenue", "money", "Money taken in on the day.";
    OperatorHours, "operator_hours", "hours", "Hours the operator worked on the day.";
}

metrics! {
    /// Metrics with one value for the run.
    Run, Span::Run;
    RetentionD1, "retention_d1", "share", "Share of joiners who looked in on the day after joining.";
    RetentionD7, "retention_d7", "share", "Share of joiners who looked in on some day from the 7th to the 13th after joining.";
    RetentionD30, "retention_d30", "share", "Share of joiners who looked in on some day from the 30th to the 36th after joining.";
    RetentionD90, "retention_d90", "share", "Share of joiners who looked in on some day from the 90th to the 96th after joining.";
    MedianLifetime, "median_lifetime", "days", "Kaplan–Meier median of the days from joining to the last visit; empty while more than half still take part.";
    EngagedEnd, "engaged_end", "members", "Members on the list who looked in during the last 30 days of the run, spammers not counted.";
    DauEnd, "dau_end", "members", "Mean daily active members over the last 28 days.";
    PostsEnd, "posts_end", "messages", "Mean messages a day over the last 28 days.";
    DauPeak, "dau_peak", "members", "Highest 7-day mean of daily active members.";
    DauPeakDay, "dau_peak_day", "day", "Day in the middle of the week with the highest mean of daily active members.";
    JoinsTotal, "joins_total", "members", "Members who joined, founders included.";
    LeavesTotal, "leaves_total", "members", "Members who left the list of their own accord.";
    RemovalsTotal, "removals_total", "members", "Members taken off the list by the operator.";
    PostsTotal, "posts_total", "messages", "Messages written.";
    RepliesTotal, "replies_total", "messages", "Messages that answer another member.";
    ActiveDays, "active_days", "member-days", "Visits of all members on all days.";
    MemberDays, "member_days", "member-days", "Members on the list, summed over the days.";
    Cliques, "cliques", "triangles", "Groups of three members tied to each other at the end; empty above 50,000 members.";
    CostTotal, "cost_total", "money", "Money spent, with the operator's hours at their cost.";
    RevenueTotal, "revenue_total", "money", "Money taken in.";
    HoursTotal, "hours_total", "hours", "Hours the operator worked.";
    CostPerRetained, "cost_per_retained", "money per member", "Money spent for each member active in the last 30 days; empty when there is none.";
    Stage, "stage", "number", "Stage of life at the end: 0 cold start, 1 growth, 2 plateau, 3 decline, 4 dead, 5 revived.";
    DiedOnDay, "died_on_day", "day", "First day of the death that lasted to the end; empty for those alive.";
    Died, "died", "share", "Whether the community is dead at the end (1) or not (0); its mean is the share that died.";
}

/// All metrics: daily ones first.
pub fn all() -> impl Iterator<Item = Metric> {
    let daily = Daily::ALL.iter().map(|metric| metric.metric());
    daily.chain(Run::ALL.iter().map(|metric| metric.metric()))
}

/// The metric of that name.
pub fn find(key: &str) -> Option<Metric> {
    all().find(|metric| metric.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_unique_and_found() {
        let keys: BTreeSet<&str> = all().map(|metric| metric.key).collect();
        assert_eq!(keys.len(), all().count());
        assert_eq!(Daily::from_key("dau"), Some(Daily::Dau));
        assert_eq!(Run::from_key("dau"), None);
        assert!(find("retention_d30").is_some_and(|metric| metric.span == Span::Run));
    }
}
