//! Every metric that is taken, daily or once a run; what each means is said in [`crate::words::metrics`].

use crate::stats::difference::{PairedDifference, paired};
use crate::stats::interval::{ENOUGH_ALIKE, Interval, hangs_on_few, mean_interval, share_interval};
use crate::stats::summary::finite;
use crate::words::{Entry, Unit, metrics as words};
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

/// The interval of a mean of such values: of what is never below nothing no mean is either.
pub fn not_below_zero(interval: Interval, values: impl IntoIterator<Item = f64>) -> Interval {
    let known = values.into_iter().filter(|value| value.is_finite());
    if interval.high >= 0.0 && known.into_iter().all(|value| value >= 0.0) {
        Interval {
            low: interval.low.max(0.0),
            ..interval
        }
    } else {
        interval
    }
}

impl Metric {
    /// The 95 % interval of the mean of some values of it, one a replicate: within 0 and 1 for shares; that of
    /// trials for what a run [has or has not](Self::is_yes_or_no). Values that are not finite are left out. `None` for fewer than two others, for a few that are
    /// all the same, which do not say how far others would lie apart, and where the mean [hangs on a few](hangs_on_few).
    pub fn interval(self, values: &[f64]) -> Option<Interval> {
        let known = finite(values.iter().copied());
        let alike = known.iter().all(|value| *value == known[0]);
        if self.words.unit == Unit::Share && (self.is_yes_or_no() || !alike) {
            share_interval(&known, 0.95)
        } else if hangs_on_few(&known) {
            None
        } else {
            mean_interval(&known, 0.95).map(|estimate| Interval {
                high: estimate.interval.high.min(self.most()),
                ..estimate.interval
            })
        }
        .filter(|interval| interval.half_width() > 0.0 || known.len() >= ENOUGH_ALIKE)
    }

    /// The most that it can be.
    fn most(self) -> f64 {
        let is_bounded =
            self.words.unit == Unit::Share || self.key == Daily::GiniPosts.metric().key;
        if is_bounded { 1.0 } else { f64::INFINITY }
    }

    /// Whether a run has it or has it not: its mean is a share of runs and not of people, so that runs which all agree
    /// are trials.
    pub fn is_yes_or_no(self) -> bool {
        self.key == Run::Died.metric().key
    }

    /// Compares values of it pair by pair, as [`paired`]; two shares differ by one whole at most, two Gini coefficients
    /// by 1, and the interval of their difference reaches no further.
    pub fn compared(self, first: &[f64], second: &[f64]) -> Option<PairedDifference> {
        let mut found = paired(first, second)?;
        let most = self.most();
        if let Some(interval) = &mut found.interval {
            interval.low = interval.low.clamp(-most, most);
            interval.high = interval.high.clamp(-most, most);
        }
        Some(found)
    }
}

/// Version of the meanings of all metrics together. Results of two versions are not the same
/// quantities, so they never merge.
pub const VERSION: u32 = 2;

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
    NetGrowth = NET_GROWTH;
    Applications = APPLICATIONS;
    Rejections = REJECTIONS;
    TurnedAway = TURNED_AWAY;
    Waiting = WAITING;
    Leaves = LEAVES;
    Removals = REMOVALS;
    Silenced = SILENCED;
    Dau = DAU;
    Wau = WAU;
    Active28d = ACTIVE_28D;
    Mau = MAU;
    DauMau = DAU_MAU;
    New = NEW;
    Returning = RETURNING;
    Current = CURRENT;
    Resurrected = RESURRECTED;
    Dormant = DORMANT;
    Readers = READERS;
    Speakers = SPEAKERS;
    Speakers7d = SPEAKERS_7D;
    Speakers28d = SPEAKERS_28D;
    Speakers30d = SPEAKERS_30D;
    FirstPosts = FIRST_POSTS;
    SpeakingRate = SPEAKING_RATE;
    SpeakingVisitors = SPEAKING_VISITORS;
    SilentShare = SILENT_SHARE;
    MessageDensity = MESSAGE_DENSITY;
    Posts = POSTS;
    Replies = REPLIES;
    AnsweredShare = ANSWERED_SHARE;
    AdsShare = ADS_SHARE;
    MutedShare = MUTED_SHARE;
    AsleepShare = ASLEEP_SHARE;
    LurkerShare = LURKER_SHARE;
    TakingPart = TAKING_PART;
    Sleepers = SLEEPERS;
    Silent = SILENT;
    Engaged = ENGAGED;
    EngagedSpeakers = ENGAGED_SPEAKERS;
    Churn7d = CHURN_7D;
    Removed7d = REMOVED_7D;
    LeaveRate = LEAVE_RATE;
    GiniPosts = GINI_POSTS;
    Top1Share = TOP1_SHARE;
    Top10Share = TOP10_SHARE;
    AbsenceFactor = ABSENCE_FACTOR;
    Ties = TIES;
    PayingMembers = PAYING_MEMBERS;
    Cost = COST;
    Revenue = REVENUE;
    Profit = PROFIT;
    OperatorHours = OPERATOR_HOURS;
    Spammers = SPAMMERS;
    SpammersRemoved = SPAMMERS_REMOVED;
    SpamPosts = SPAM_POSTS;
    Guests = GUESTS;
    GuestPosts = GUEST_POSTS;
}

metrics! {
    /// Metrics with one value for the run.
    Run, Span::Run;
    EngagedEnd = ENGAGED_END;
    SpeakingEnd = SPEAKING_END;
    EngagedQuarter = ENGAGED_QUARTER;
    EngagedHalf = ENGAGED_HALF;
    EngagedDays = ENGAGED_DAYS;
    PowerUsers = POWER_USERS;
    DauEnd = DAU_END;
    ReturningEnd = RETURNING_END;
    SpeakersEnd = SPEAKERS_END;
    PostsEnd = POSTS_END;
    DauPeak = DAU_PEAK;
    DauPeakDay = DAU_PEAK_DAY;
    RetentionD1 = RETENTION_D1;
    RetentionD7 = RETENTION_D7;
    RetentionD30 = RETENTION_D30;
    RetentionD90 = RETENTION_D90;
    RollingD1 = ROLLING_D1;
    RollingD7 = ROLLING_D7;
    RollingD30 = ROLLING_D30;
    RollingD90 = ROLLING_D90;
    ListedD1 = LISTED_D1;
    ListedD7 = LISTED_D7;
    ListedD15 = LISTED_D15;
    ListedD30 = LISTED_D30;
    MedianLifetime = MEDIAN_LIFETIME;
    Activation = ACTIVATION;
    TimeToFirstPost = TIME_TO_FIRST_POST;
    NewcomersAnswered = NEWCOMERS_ANSWERED;
    TimeToFirstAnswer = TIME_TO_FIRST_ANSWER;
    InviteesPerMember = INVITEES_PER_MEMBER;
    ApplicationsTotal = APPLICATIONS_TOTAL;
    RejectionsTotal = REJECTIONS_TOTAL;
    TurnedAwayTotal = TURNED_AWAY_TOTAL;
    FullOnDay = FULL_ON_DAY;
    JoinsTotal = JOINS_TOTAL;
    LeavesTotal = LEAVES_TOTAL;
    RemovalsTotal = REMOVALS_TOTAL;
    PostsTotal = POSTS_TOTAL;
    RepliesTotal = REPLIES_TOTAL;
    SpammersTotal = SPAMMERS_TOTAL;
    SpamPostsTotal = SPAM_POSTS_TOTAL;
    ActiveDays = ACTIVE_DAYS;
    MemberDays = MEMBER_DAYS;
    Cliques = CLIQUES;
    CostTotal = COST_TOTAL;
    RevenueTotal = REVENUE_TOTAL;
    ProfitTotal = PROFIT_TOTAL;
    HoursTotal = HOURS_TOTAL;
    CostPerEngaged = COST_PER_ENGAGED;
    Arpu = ARPU;
    Ltv = LTV;
    Cac = CAC;
    RenewalRate = RENEWAL_RATE;
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
    fn intervals_of_shares_stay_among_shares() {
        let share = find("removed_7d").expect("a metric");
        let mut values = vec![1.0; 19];
        values.push(0.6);
        let interval = share.interval(&values).expect("an interval");
        assert!(interval.low > 0.5 && interval.high <= 1.0, "{interval:?}");
        let compared = |first: &[f64]| {
            let second = vec![0.0; first.len()];
            let found = share.compared(first, &second).expect("pairs");
            (found.interval, found.p_value)
        };
        let (interval, _) = compared(&values[5..]);
        assert!(interval.is_some_and(|it| it.high <= 1.0 && it.low > 0.5));
        // Nineteen of twenty pairs are the same: how far others lie apart is not to be told.
        assert!(matches!(compared(&values), (None, p) if p < 0.001));
        // A few that are all the same do not say how far others would lie apart.
        assert_eq!(share.interval(&[0.3; 5]), None);
        assert_eq!(
            share.interval(&[0.0; 5]),
            None,
            "shares of people are no trials"
        );
        assert_eq!(share.interval(&[1.0; 5]), None);
        assert!(share.interval(&[1.0; 30]).is_some_and(|it| it.low == 1.0));
        assert_eq!(Run::MemberDays.metric().interval(&[80.0; 5]), None);
        // None of five died: that says something.
        let died = Run::Died.metric().interval(&[0.0; 5]);
        assert!(died.is_some_and(|it| it.low == 0.0 && it.high > 0.3));
    }

    #[test]
    fn keys_are_unique_and_found() {
        let keys: BTreeSet<&str> = all().map(|metric| metric.key).collect();
        assert_eq!(keys.len(), all().count());
        let entries: BTreeSet<&str> = words::DAILY
            .iter()
            .chain(words::WHOLE_RUN)
            .map(|entry| entry.key)
            .collect();
        assert_eq!(keys, entries);
        assert_eq!(Daily::from_key("dau"), Some(Daily::Dau));
        assert_eq!(Run::from_key("dau"), None);
        assert!(find("retention_d30").is_some_and(|metric| metric.span == Span::Run));
    }
}
