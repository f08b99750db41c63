//! What a search for the best values says of what it has found.

use super::Text;

/// Heading of the numbers of candidates.
pub const CANDIDATE: Text = Text::new("candidate", "候选");
/// Heading of how often each was lived through.
pub const REPLICATES: Text = Text::new("replicates", "模拟次数");

/// Remark: it has won.
pub const WINNER: Text = Text::new("winner", "胜出");
/// Remark: nothing has won, and it comes nearest.
pub const NEAREST: Text = Text::new("comes nearest", "最接近");
/// Remark: the scenario itself.
pub const WRITTEN: Text = Text::new("as written", "原方案");
/// Remark: it breaks a bound.
pub const BREAKS: Text = Text::new("breaks a bound", "超出约束");

/// The scenario itself, in a sentence.
pub const AS_WRITTEN: Text = Text::new("the scenario as written", "原方案");
/// Nothing keeps every bound.
pub const NO_WINNER: Text = Text::new(
    "no winner: nothing tried keeps every bound on fresh luck; {place} comes nearest, with {name} {worth}",
    "没有胜出者：所试方案在全新的随机数上都不满足全部约束；最接近的是 {place}，{name}为 {worth}",
);
/// What counts has no value.
pub const NO_VALUE: Text = Text::new(
    "no winner: {name} has no value in most runs of {place}",
    "没有胜出者：{place} 的多数模拟中{name}没有数值",
);
/// The scenario itself is best.
pub const NOTHING_BETTER: Text = Text::new(
    "nothing tried is better than the scenario as written: {name} {worth} on fresh luck",
    "所试方案都不优于原方案：在全新的随机数上{name}为 {worth}",
);
/// Something else is best.
pub const BEST: Text = Text::new(
    "best: {place}: {name} on fresh luck{against}",
    "最优：{place}；换一批全新的运气，{name}{against}",
);
/// … and by how much.
pub const AGAINST: Text = Text::new(
    ", {worth} against {base} as written: {gain}{interval}",
    "为 {worth}，原方案为 {base}：相差 {gain}{interval}",
);
/// … and how sure that is.
pub const INTERVAL: Text = Text::new(" (95%: {low} – {high})", "（95%：{low} – {high}）");

/// A bound that is kept.
pub const BOUND: Text = Text::new(
    "bound: {name} {value} on average ({sign} {bound}), kept in {held}% of fresh runs",
    "约束：{name}平均 {value}（{sign} {bound}），在 {held}% 的新模拟中满足",
);
/// A bound that is broken.
pub const BOUND_BROKEN: Text = Text::new(
    "bound: {name} {value} on average ({sign} {bound}), kept in {held}% of fresh runs: the bound is broken",
    "约束：{name}平均 {value}（{sign} {bound}），在 {held}% 的新模拟中满足：超出约束",
);

/// How much of the gain was luck: the winner's curse.
pub const LUCK: Text = Text::new(
    "the search had promised a gain of {promised}: {lost}% of it was luck (the winner's curse)",
    "搜索时许诺的增益为 {promised}：其中 {lost}% 是运气（赢家诅咒）",
);
/// Too little is known of the gain to say how much of it was.
pub const LUCK_UNKNOWN: Text = Text::new(
    "the search had promised a gain of {promised}: how much of it was luck, so few fresh replicates do not show",
    "搜索时许诺的增益为 {promised}：全新模拟次数太少，看不出其中有多少是运气",
);
/// None of it was.
pub const NO_LUCK: Text = Text::new(
    "the search had promised a gain of {promised}: none of it was luck",
    "搜索时许诺的增益为 {promised}：没有运气成分",
);
