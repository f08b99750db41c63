//! Words and titles that stand in charts as they are.

use super::Language;
use crate::report::data::Label;

/// A fixed word or title of the charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Word {
    Activity,
    MembersByState,
    ChurnByCause,
    Retention,
    Concentration,
    GrowthAccounting,
    Day,
    DaysSinceJoining,
    Members,
    MembersPerWeek,
    MembersPerMonth,
    MembersPerDay,
    ShareOfJoiners,
    ShareOrIndex,
    Increase,
    Decrease,
    Unclear,
    Best,
    Plateau,
    Behind,
    Unknown,
    Difference,
}

impl Word {
    /// The word in `language`.
    pub(in crate::report) fn text(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::Activity => (
                "Members active each day, week and month",
                "日活、周活与月活",
            ),
            Self::MembersByState => ("What members are doing", "成员状态构成"),
            Self::ChurnByCause => ("Who leaves, and why", "成员流失及原因"),
            Self::Retention => ("How long newcomers stay", "新成员留存曲线"),
            Self::Concentration => ("How concentrated posting is", "发言集中度"),
            Self::GrowthAccounting => (
                "Active members gained, kept and lost",
                "活跃成员的新增、回流与沉寂",
            ),
            Self::Day => ("Day", "天数"),
            Self::DaysSinceJoining => ("Days since joining", "加入后天数"),
            Self::Members => ("Members", "人数"),
            Self::MembersPerWeek => ("Members per week", "每周人数"),
            Self::MembersPerMonth => ("Members per 30 days", "每 30 天人数"),
            Self::MembersPerDay => ("Members per day", "每日人数"),

            Self::ShareOfJoiners => ("Share of joiners still seen", "仍活跃的新成员占比"),
            Self::ShareOrIndex => ("Gini coefficient, share of posts", "基尼系数、发言占比"),
            Self::Increase => ("Increase", "提高"),
            Self::Decrease => ("Decrease", "降低"),
            Self::Unclear => ("Interval covers zero", "区间包含零"),
            Self::Best => ("Best", "最优"),
            Self::Plateau => ("Not distinguishable from the best", "与最优无显著差异"),
            Self::Behind => ("Behind the best", "落后于最优"),
            Self::Unknown => ("Not known", "无数据"),
            Self::Difference => ("Difference", "差值"),
        };
        language.choose(english, chinese)
    }

    /// The word in both languages.
    pub(in crate::report) fn label(self) -> Label {
        Label::new(self.text(Language::English), self.text(Language::Chinese))
    }
}

/// All of them.
/// All of them.
#[cfg(test)]
pub(super) const WORDS: [Word; 22] = [
    Word::Activity,
    Word::MembersByState,
    Word::ChurnByCause,
    Word::Retention,
    Word::Concentration,
    Word::GrowthAccounting,
    Word::Day,
    Word::DaysSinceJoining,
    Word::Members,
    Word::MembersPerWeek,
    Word::MembersPerMonth,
    Word::MembersPerDay,
    Word::ShareOfJoiners,
    Word::ShareOrIndex,
    Word::Increase,
    Word::Decrease,
    Word::Unclear,
    Word::Best,
    Word::Plateau,
    Word::Behind,
    Word::Unknown,
    Word::Difference,
];
