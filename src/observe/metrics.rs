//! Every metric that is taken, daily or once a run; what each means is said in [`crate::words::metrics`].

use crate::words::{Entry, metrics as words};
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
    /// Daily or for the run.
    pub span: Span,
    /// Its names, meaning and unit.
    pub words: &'static Entry,
}

macro_rules! metrics {
    ($(#[$doc:meta])* $name:ident, $span:expr; $($variant:ident = $entry:ident;)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum $name {
            $(#[doc = concat!("The metric of [`words::", stringify!($entry), "`].")] $variant,)*
        }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Name, span and words.
            pub const fn metric(self) -> Metric {
                let words: &'static Entry = match self {
                    $(Self::$variant => &words::$entry,)*
                };
                Metric {
                    key: words.key,
                    span: $span,
                    words,
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
    Members = MEMBERS;
    Joins = JOINS;
    Applications = APPLICATIONS;
    Rejections = REJECTIONS;
    TurnedAway = TURNED_AWAY;
    Waiting = WAITING;
    Leaves = LEAVES;
    Removals = REMOVALS;
    Silenced = SILENCED;
    Dau = DAU;
    Wau = WAU;
    Mau = MAU;
    DauMau = DAU_MAU;
    Visitors = VISITORS;
    Posters = POSTERS;
    Posts = POSTS;
    Replies = REPLIES;
    AnsweredShare = ANSWERED_SHARE;
    AdsShare = ADS_SHARE;
    MutedShare = MUTED_SHARE;
    AsleepShare = ASLEEP_SHARE;
    LurkerShare = LURKER_SHARE;
    TakingPart = TAKING_PART;
    Awake7d = AWAKE_7D;
    Awake30d = AWAKE_30D;
    Silent = SILENT;
    Churn7d = CHURN_7D;
    New = NEW;
    Current = CURRENT;
    Resurrected = RESURRECTED;
    Dormant = DORMANT;
    GiniPosts = GINI_POSTS;
    Top1Share = TOP1_SHARE;
    Top10Share = TOP10_SHARE;
    AbsenceFactor = ABSENCE_FACTOR;
    Ties = TIES;
    Cost = COST;
    Revenue = REVENUE;
    OperatorHours = OPERATOR_HOURS;
}

metrics! {
    /// Metrics with one value for the run.
    Run, Span::Run;
    RetentionD1 = RETENTION_D1;
    RetentionD7 = RETENTION_D7;
    RetentionD30 = RETENTION_D30;
    RetentionD90 = RETENTION_D90;
    MedianLifetime = MEDIAN_LIFETIME;
    EngagedEnd = ENGAGED_END;
    DauEnd = DAU_END;
    PostsEnd = POSTS_END;
    DauPeak = DAU_PEAK;
    DauPeakDay = DAU_PEAK_DAY;
    JoinsTotal = JOINS_TOTAL;
    LeavesTotal = LEAVES_TOTAL;
    RemovalsTotal = REMOVALS_TOTAL;
    PostsTotal = POSTS_TOTAL;
    RepliesTotal = REPLIES_TOTAL;
    ActiveDays = ACTIVE_DAYS;
    MemberDays = MEMBER_DAYS;
    Cliques = CLIQUES;
    CostTotal = COST_TOTAL;
    RevenueTotal = REVENUE_TOTAL;
    HoursTotal = HOURS_TOTAL;
    CostPerRetained = COST_PER_RETAINED;
    Stage = STAGE;
    DiedOnDay = DIED_ON_DAY;
    Died = DIED;
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
        let entries: BTreeSet<&str> = words::METRICS.iter().map(|entry| entry.key).collect();
        assert_eq!(keys, entries);
        assert_eq!(Daily::from_key("dau"), Some(Daily::Dau));
        assert_eq!(Run::from_key("dau"), None);
        assert!(find("retention_d30").is_some_and(|metric| metric.span == Span::Run));
    }
}
