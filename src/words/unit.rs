//! What numbers count.

use super::Text;

/// What a number counts. Decides how it is written, too: shares in percent, the rest as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Without a unit.
    #[default]
    Number,
    /// A share of one, written in percent.
    Share,
    /// An index without unit, from 0 to 1 unless said otherwise.
    Index,
    /// Members.
    Members,
    /// People, members or not.
    People,
    /// Messages.
    Messages,
    /// Ties between two members.
    Ties,
    /// Triangles of ties.
    Triangles,
    /// A number of days.
    Days,
    /// Number of a day.
    Day,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Days of members, one for each member and day.
    MemberDays,
    /// Money, in whatever currency the scenario is written in.
    Money,
    /// Money for each member.
    MoneyPerMember,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Number,
        Self::Share,
        Self::Index,
        Self::Members,
        Self::People,
        Self::Messages,
        Self::Ties,
        Self::Triangles,
        Self::Days,
        Self::Day,
        Self::Hours,
        Self::Minutes,
        Self::MemberDays,
        Self::Money,
        Self::MoneyPerMember,
    ];

    /// The unit in words; the English one stands in files.
    pub const fn name(self) -> Text {
        match self {
            Self::Number => Text::new("number", "数值"),
            Self::Share => Text::new("share", "占比"),
            Self::Index => Text::new("index", "指数"),
            Self::Members => Text::new("members", "人"),
            Self::People => Text::new("people", "人"),
            Self::Messages => Text::new("messages", "条"),
            Self::Ties => Text::new("ties", "条关系"),
            Self::Triangles => Text::new("triangles", "个三人圈"),
            Self::Days => Text::new("days", "天"),
            Self::Day => Text::new("day", "第几天"),
            Self::Hours => Text::new("hours", "小时"),
            Self::Minutes => Text::new("minutes", "分钟"),
            Self::MemberDays => Text::new("member-days", "人日"),
            Self::Money => Text::new("money", "金额"),
            Self::MoneyPerMember => Text::new("money per member", "每人金额"),
        }
    }

    /// The unit as it is written in files.
    pub const fn key(self) -> &'static str {
        self.name().en
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn units_are_told_apart_in_files() {
        let keys: BTreeSet<&str> = Unit::ALL.iter().map(|unit| unit.key()).collect();
        assert_eq!(keys.len(), Unit::ALL.len());
    }
}
