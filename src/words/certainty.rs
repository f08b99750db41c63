//! How sure a result is, and which flag would make it surer.

use super::Text;

/// A run of too few replicates.
pub const RUN_TOO_FEW: Text = Text::new(
    "{n} replicates do not show how sure {metric} is: try --replicates {more}",
    "只有 {n} 次模拟，看不出{metric}有多确定：可用 --replicates {more}",
);
/// A run that is sure enough.
pub const RUN: Text = Text::new(
    "{metric}: known to {found} from {n} replicates",
    "{n} 次模拟得到的{metric}精确到 {found}",
);
/// A run that could be surer.
pub const RUN_SURER: Text = Text::new(
    "{metric}: known to {found} from {n} replicates; --replicates {more} would make it {aim}",
    "{n} 次模拟得到的{metric}精确到 {found}；用 --replicates {more} 可达 {aim}",
);

/// One run lived again.
pub const REPLAY: Text = Text::new(
    "this is run {replicate} alone: other luck would have given other numbers",
    "这只是第 {replicate} 次模拟：换一种运气，数字会不同",
);

/// A comparison that is sure enough.
pub const COMPARISON: Text = Text::new(
    "differences in {metric} are known to {found} of the base from {n} paired runs",
    "{n} 次配对模拟得到的{metric}差值精确到对照的 {found}",
);
/// A comparison of which nothing says how sure it is.
pub const COMPARISON_UNKNOWN: Text = Text::new(
    "{n} paired runs do not show how sure the differences in {metric} are: try --replicates {more}",
    "{n} 次配对模拟看不出{metric}的差值有多确定：可用 --replicates {more}",
);
/// A comparison that could be surer.
pub const COMPARISON_SURER: Text = Text::new(
    "differences in {metric} are known to {found} of the base from {n} paired runs; --replicates {more} would make it \
     {aim}, or --precision {precision}%",
    "{n} 次配对模拟得到的{metric}差值精确到对照的 {found}；用 --replicates {more} 可达 {aim}，也可用 --precision {precision}%",
);

/// A sweep of too few replicates.
pub const SWEEP_TOO_FEW: Text = Text::new(
    "{n} replicates do not show how sure this is: try --replicates {more}",
    "只有 {n} 次模拟，看不出结果有多确定：可用 --replicates {more}",
);
/// A sweep that is sure enough.
pub const SWEEP: Text = Text::new(
    "differences from the best in {metric} are known to {found} or better, from up to {n} replicates a cell",
    "与最优的{metric}差值精确到 {found} 以内，每格至多 {n} 次模拟",
);
/// A sweep that could be surer.
pub const SWEEP_SURER: Text = Text::new(
    "differences from the best in {metric} are known to {found} or better from {n} replicates a cell; --precision \
     {half}% would halve that where it matters, --replicates {more} everywhere",
    "与最优的{metric}差值精确到 {found} 以内，每格 {n} 次模拟；用 --precision {half}% 可在关键处减半，用 --replicates {more} 可处处减半",
);

/// A search that gained nothing.
pub const SEARCH_NOTHING: Text = Text::new(
    "what was tried gains nothing in {metric}",
    "试过的方案都没有提高{metric}",
);
/// A search whose gain was checked too few times.
pub const SEARCH_TOO_FEW: Text = Text::new(
    "{n} replicates do not show how sure the gain in {metric} is",
    "只有 {n} 次模拟，看不出{metric}的提高有多确定",
);
/// A search whose gain is known as a share.
pub const SEARCH_SHARE: Text = Text::new(
    "the gain in {metric} is known to ±{found}% of the scenario as written",
    "{metric}的提高精确到原方案的 ±{found}%",
);
/// A search whose gain is known in its own unit.
pub const SEARCH_OWN: Text = Text::new(
    "the gain in {metric} is known to ±{found}",
    "{metric}的提高精确到 ±{found}",
);
/// What a search rests on, and what would carry it further.
pub const SEARCH_FURTHER: Text = Text::new(
    ", from {n} fresh replicates and {runs} runs in all; --replicates {more} would halve that, --budget {budget} would \
     search on",
    "，依据 {n} 次全新模拟，共 {runs} 次；用 --replicates {more} 可减半，用 --budget {budget} 可继续寻找",
);

/// An analysis of sensitivity of one replicate a point.
pub const SENSITIVITY_TOO_FEW: Text = Text::new(
    "one replicate a point does not show how much of this is luck: try --replicates {more}; --points {points} would \
     halve the intervals",
    "每点只有一次模拟，看不出其中有多少是运气：可用 --replicates {more}；用 --points {points} 可使区间减半",
);
/// How much of an analysis of sensitivity is luck.
pub const SENSITIVITY: Text = Text::new(
    "{luck} of the variance between points is the luck of {n} replicates a point: --replicates {more} would halve it; \
     --points {points} would halve the intervals",
    "各点之间的方差有 {luck} 来自每点 {n} 次模拟的运气：用 --replicates {more} 可减半；用 --points {points} 可使区间减半",
);
/// Less than can be said with one decimal.
pub const NEXT_TO_NOTHING: Text = Text::new("less than 0.1%", "不到 0.1%");
