//! What a comparison says in the course of a run, and at what cost.

use super::Text;

/// Of one strategy: what stands at a quarter, at half and at the end.
pub const OVER_TIME: Text = Text::new(
    "{strategy} against {against} over time: {quarter} at a quarter (day {first}), {half} at half (day {middle}), {end} \
     at the end",
    "{strategy} 相对 {against} 随时间：四分之一处（第 {first} 天）{quarter}，一半处（第 {middle} 天）{half}，期末{end}",
);
/// The day on which it turns.
pub const TURNS: Text = Text::new("; it turns on day {day}", "；第 {day} 天起逆转");
/// Better beyond luck.
pub const BETTER: Text = Text::new("better ({difference})", "更好（{difference}）");
/// Worse beyond luck.
pub const WORSE: Text = Text::new("worse ({difference})", "更差（{difference}）");
/// Not to be told apart.
pub const OPEN: Text = Text::new(
    "not to be told apart ({difference})",
    "难分高下（{difference}）",
);
/// Nothing to compare as yet.
pub const UNKNOWN: Text = Text::new("nothing known yet", "尚无数据");

/// An arm that spends more so as to cost as much as the dearest.
pub const EQUAL_COST: Text = Text::new(
    "at equal cost: {arm} cost {before} and now costs {after}, for {now} instead of {was} applicants a day through its \
     priced channels",
    "同等成本：{arm} 原花费 {before}，现花费 {after}，有价渠道每天带来的申请人由 {was} 名变为 {now} 名",
);
/// An arm that is the dearest, or costs as much.
pub const DEAREST: Text = Text::new(
    "at equal cost: {arm} costs {after}, as before",
    "同等成本：{arm} 花费 {after}，不变",
);
/// A difference between two shares.
pub const POINTS: Text = Text::new("{n} points", "{n} 个百分点");
