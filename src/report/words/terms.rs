//! Names of metrics, causes, stages and states.

use super::Language;
use crate::report::numbers::Unit;

/// A key of the tables with its name in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The key in files and tables.
    pub key: &'static str,
    /// The English name.
    pub english: &'static str,
    /// The Chinese name.
    pub chinese: &'static str,
    /// How its numbers are written.
    pub unit: Unit,
}

impl Term {
    /// The name in `language`.
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

const fn number(key: &'static str, english: &'static str, chinese: &'static str) -> Term {
    Term {
        key,
        english,
        chinese,
        unit: Unit::Number,
    }
}

const fn share(key: &'static str, english: &'static str, chinese: &'static str) -> Term {
    Term {
        key,
        english,
        chinese,
        unit: Unit::Share,
    }
}

/// Every metric.
pub const METRICS: &[Term] = &[
    number("members", "Members", "成员数"),
    number("joins", "Joins", "新加入人数"),
    number("applications", "Applications", "申请人数"),
    number("rejections", "Rejections", "申请未通过人数"),
    number("leaves", "Leaves", "主动退出人数"),
    number("removals", "Removals", "被移除人数"),
    number("dau", "Daily active (DAU)", "日活（DAU）"),
    number("wau", "Weekly active (WAU)", "周活（WAU）"),
    number("mau", "Monthly active (MAU)", "月活（MAU）"),
    share("dau_mau", "Stickiness (DAU/MAU)", "黏性（DAU/MAU）"),
    number("visitors", "Visitors", "访问人数"),
    number("posters", "Posters", "发言人数"),
    number("posts", "Posts", "发言条数"),
    number("replies", "Replies", "回复条数"),
    share("answered_share", "Share of posts answered", "发言获回复率"),
    share("ads_share", "Share of ads among posts", "广告占比"),
    share(
        "muted_share",
        "Share of members who muted",
        "免打扰成员占比",
    ),
    share("asleep_share", "Share of members asleep", "沉睡成员占比"),
    share("lurker_share", "Share of lurkers", "潜水成员占比"),
    share("churn_7d", "7-day churn", "7 日流失率"),
    share("retention_d1", "Day-1 retention", "次日留存率"),
    share("retention_d7", "Day-7 retention", "7 日留存率"),
    share("retention_d30", "Day-30 retention", "30 日留存率"),
    share("retention_d90", "Day-90 retention", "90 日留存率"),
    share("retention", "Still seen", "留存率"),
    number(
        "median_lifetime",
        "Median lifetime (days)",
        "成员生命周期中位数（天）",
    ),
    number("gini_posts", "Gini of posts", "发言基尼系数"),
    share("top1_share", "Posts by the top 1%", "前 1% 成员发言占比"),
    share("top10_share", "Posts by the top 10%", "前 10% 成员发言占比"),
    number(
        "absence_factor",
        "Members behind half the posts",
        "贡献一半发言的人数",
    ),
    number("new", "New", "新增"),
    number("current", "Current", "持续活跃"),
    number("resurrected", "Resurrected", "回流"),
    number("dormant", "Gone dormant", "转为沉寂"),
    number("ties", "Ties", "关系连接数"),
    number("cliques", "Cliques", "小圈子数"),
    number("cost", "Cost", "成本"),
    number("revenue", "Revenue", "收入"),
    number("operator_hours", "Operator hours", "运营工时"),
    number(
        "cost_per_retained",
        "Cost per retained member",
        "单个留存成员成本",
    ),
    number("stage", "Stage", "所处阶段"),
    number("died_on_day", "Day of death", "死亡日（第几天）"),
    share("died", "Share that died", "死亡占比"),
    number("turned_away", "Turned away", "无空位被拒人数"),
    number("waiting", "Waiting for a place", "排队人数"),
    number("silenced", "Fell silent for good", "转为永久沉默人数"),
    number("taking_part", "Taking part", "仍会参与的成员"),
    number("awake_7d", "Seen in the last 7 days", "近 7 日来过"),
    number("awake_30d", "Seen in the last 30 days", "近 30 日来过"),
    number("silent", "Silent for good", "永久沉默"),
    number("engaged_end", "Monthly active at the end", "期末月活"),
    number("dau_end", "Daily active, last 4 weeks", "最后四周日活"),
    number("posts_end", "Posts a day, last 4 weeks", "最后四周日发言数"),
    number("dau_peak", "Peak of daily active", "日活峰值"),
    number("dau_peak_day", "Day of the peak", "日活峰值日（第几天）"),
    number("joins_total", "Joins in all", "累计加入人数"),
    number("leaves_total", "Leaves in all", "累计退出人数"),
    number("removals_total", "Removals in all", "累计移除人数"),
    number("posts_total", "Posts in all", "累计发言数"),
    number("replies_total", "Replies in all", "累计回复数"),
    number("active_days", "Visits in all", "累计访问人日"),
    number("member_days", "Member-days", "成员日数"),
    number("cost_total", "Cost in all", "总成本"),
    number("revenue_total", "Revenue in all", "总收入"),
    number("hours_total", "Operator hours in all", "总运营工时"),
];

/// Every cause of leaving.
pub const CAUSES: &[Term] = &[
    number("lost_focus", "Lost focus", "失焦"),
    number("evaporation", "Evaporation", "蒸发"),
    number("boredom", "Boredom", "无聊"),
    number("no_leader", "No leader", "无首"),
    number("tyranny", "Tyranny", "暴政"),
    number("harassment", "Harassment", "骚扰"),
    number("staleness", "Staleness", "陈旧"),
    number("need_over", "Need over", "需求结束"),
    number("fee", "Fee", "费用"),
    number("removed", "Removed", "被移除"),
    number("closed", "Community closed", "解散"),
];

/// Every stage of a community's life.
pub const STAGES: &[Term] = &[
    number("cold_start", "Cold start", "冷启动"),
    number("growth", "Growth", "增长"),
    number("plateau", "Plateau", "平台期"),
    number("decline", "Decline", "衰退"),
    number("dead", "Dead", "死亡"),
    number("revived", "Revived", "复活"),
];

/// States a member can be in, from lively to gone.
pub const STATES: &[Term] = &[
    number("active_7d", "Active in the last 7 days", "近 7 日活跃"),
    number("active_30d", "Last seen 8 to 30 days ago", "8–30 日前来过"),
    number("quiet", "Quiet for over 30 days", "超过 30 日未活跃"),
    number("muted", "Muted", "免打扰"),
    number("asleep", "Asleep", "沉睡"),
    number("silent", "Silent for good", "永久沉默"),
];

fn find(table: &'static [Term], key: &str) -> Option<&'static Term> {
    table.iter().find(|term| term.key == key)
}

/// The metric with this key.
pub fn metric(key: &str) -> Option<&'static Term> {
    find(METRICS, key)
}

/// The cause of leaving with this key.
pub fn cause(key: &str) -> Option<&'static Term> {
    find(CAUSES, key)
}

/// The stage of a community's life with this key.
pub fn stage(key: &str) -> Option<&'static Term> {
    find(STAGES, key)
}

/// The state of a member with this key.
pub fn state(key: &str) -> Option<&'static Term> {
    find(STATES, key)
}

/// The name of a term in a chart: the key itself where it is not known here.
pub(in crate::report) fn name(
    term: Option<&'static Term>,
    key: &str,
    language: Language,
) -> String {
    term.map_or(key, |term| term.text(language)).to_owned()
}

/// The unit of a metric.
pub(in crate::report) fn unit(key: &str) -> Unit {
    metric(key).map(|term| term.unit).unwrap_or_default()
}

/// The name of a metric inside an English sentence or a Chinese one.
pub(in crate::report) fn metric_name(key: &str, language: Language) -> String {
    name(metric(key), key, language)
}
