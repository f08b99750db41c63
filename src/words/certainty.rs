//! How sure a result is, and which flag would make it surer.

use super::Text;

/// What counts has no value in any run, for the runs are too short for it.
pub const TOO_SHORT: Text = Text::new(
    "{metric}: no value in runs of {days} {days:day|days}; it takes at least {least}, and more replicates change nothing",
    "每次模拟只有 {days} 天，{metric}没有数值：至少要 {least} 天，增加次数无济于事",
);
/// What counts has no value in any run, whatever the reason.
pub const NO_VALUE: Text = Text::new(
    "{metric}: no value in any run; more replicates change nothing",
    "各次模拟中{metric}都没有数值：增加次数无济于事",
);
/// A run of too few replicates.
pub const RUN_TOO_FEW: Text = Text::new(
    "{n} {n:replicate does|replicates do} not show how sure {metric} is: try --replicates {more}",
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
/// A comparison of one pair, of which nothing says how sure it is.
pub const COMPARISON_ONE: Text = Text::new(
    "one pair of runs does not show how sure the differences in {metric} are: try --replicates {more}",
    "只有 1 次配对模拟，看不出{metric}的差值有多确定：可用 --replicates {more}",
);
/// A comparison of which every pair gives the same difference, or none.
pub const COMPARISON_SAME: Text = Text::new(
    "differences in {metric} are the same in all {n} paired runs",
    "{n} 次配对模拟中{metric}的差值都一样",
);
/// The difference of one pair of runs.
pub const ONE_PAIR: Text = Text::new(
    "in one pair of runs {strategy} differs from {against} by {change}; one pair shows nothing about how sure that is",
    "唯一一次配对模拟中，{strategy}与{against}相差：{change}；一对看不出有多确定",
);
/// … which is none.
pub const ONE_PAIR_NOTHING: Text = Text::new(
    "in one pair of runs {strategy} does not differ from {against} in {metric}; one pair shows nothing about how sure that is",
    "唯一一次配对模拟中，{strategy}与{against}的{metric}没有差别；一对看不出有多确定",
);
/// … and how many drawn worlds are enough.
pub const ONE_PAIR_WORLDS: Text = Text::new(
    "to say in how many of 100 possible worlds it would be so takes more: --replicates {more} lives through {enough}",
    "要说 100 种可能情形中有多少种如此，还需要更多：用 --replicates {more} 可模拟 {enough} 种",
);
/// A comparison of what differs nowhere.
pub const COMPARISON_NOTHING: Text = Text::new(
    "none of {n} paired runs differs in {metric}",
    "{n} 次配对模拟的{metric}都没有差别",
);
/// A comparison that could be surer.
pub const COMPARISON_SURER: Text = Text::new(
    "differences in {metric} are known to {found} of the base from {n} paired runs; --replicates {more} would make it \
     {aim}, or --precision {precision}%",
    "{n} 次配对模拟得到的{metric}差值精确到对照的 {found}；用 --replicates {more} 可达 {aim}，也可用 --precision {precision}%",
);

/// A sweep of too few replicates.
pub const SWEEP_TOO_FEW: Text = Text::new(
    "{n} {n:replicate does|replicates do} not show how sure the differences from the best are: try --replicates {more}",
    "只有 {n} 次模拟，看不出与最优的差值有多确定：可用 --replicates {more}",
);
/// A sweep of which every replicate gives the same differences, or none.
pub const SWEEP_SAME: Text = Text::new(
    "differences from the best in {metric} are the same in all of up to {n} replicates",
    "至多 {n} 次模拟中，与最优的{metric}差值都一样",
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
    "{n} {n:replicate does|replicates do} not show how sure the gain in {metric} is",
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
/// What a search rests on of whose gain nothing says how sure it is, and what would carry it further.
pub const SEARCH_MORE: Text = Text::new(
    ": try --replicates {more}; it took {runs} {runs:run|runs} in all, and --budget {budget} would search on",
    "：可用 --replicates {more}；共 {runs} 次模拟，用 --budget {budget} 可继续寻找",
);
/// What a search rests on that gained nothing, and what would carry it further.
pub const SEARCH_ON: Text = Text::new(
    ", in {runs} {runs:run|runs} in all; --budget {budget} would search on",
    "，共 {runs} 次模拟；用 --budget {budget} 可继续寻找",
);
/// What a search rests on, and what would carry it further.
pub const SEARCH_FURTHER: Text = Text::new(
    ", from {n} fresh {n:replicate|replicates} and {runs} runs in all; --replicates {more} would halve that, --budget {budget} would \
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
/// Two inputs of which neither is known to matter more.
pub const SENSITIVITY_UNSETTLED: Text = Text::new(
    "{metric} depends most on {first} or {second}: which of them matters more, these points do not show",
    "{metric}最取决于 {first} 或 {second}：这些点看不出哪个更重要",
);
/// Shares of a variance that no share can be.
pub const SENSITIVITY_OUTSIDE: Text = Text::new(
    "a share below 0 or above 1 is the noise of too few points: it stands as it was estimated",
    "小于 0 或大于 1 的份额是点数太少造成的噪声，按估计值照列",
);
/// Less than can be said with one decimal.
pub const NEXT_TO_NOTHING: Text = Text::new("less than 0.1%", "不到 0.1%");

/// Why a metric has no value in runs of so many days.
pub fn no_value(metric: &str, days: u16, least: Option<u16>) -> super::Phrase {
    let name = [("metric", &super::inner_name(metric))];
    match least.filter(|least| days < *least) {
        Some(least) => TOO_SHORT.fill_named(&name, &[("days", &days), ("least", &least)]),
        None => NO_VALUE.fill_named(&name, &[]),
    }
}

/// The least precision that `--precision` takes, in percent.
pub const LEAST_PRECISION: f64 = 0.01;

/// A number of percent as it is proposed for `--precision`; `None` for less than it takes.
pub fn precision(percent: f64) -> Option<String> {
    match percent {
        it if it >= 0.1 => Some(format!("{it:.1}")),
        it if it >= LEAST_PRECISION => Some(format!("{it:.2}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_refuses_is_never_proposed() {
        assert_eq!(precision(0.0), None);
        assert_eq!(precision(0.004), None);
        assert_eq!(precision(f64::NAN), None);
        assert_eq!(precision(0.044).as_deref(), Some("0.04"));
        assert_eq!(precision(2.5).as_deref(), Some("2.5"));
    }

    #[test]
    fn one_replicate_is_no_replicates() {
        let said = |n: usize| SWEEP_TOO_FEW.fill(&[("n", &n), ("more", &20)]).en;
        assert!(said(1).starts_with("1 replicate does not show"));
        assert!(said(20).starts_with("20 replicates do not show"));
        assert_eq!(
            no_value("engaged_end", 1, Some(4)).en,
            "engaged members at the end: no value in runs of 1 day; it takes at least 4, and more replicates change \
             nothing"
        );
        assert!(
            no_value("engaged_end", 90, Some(4))
                .en
                .contains("no value in any run")
        );
    }
}
