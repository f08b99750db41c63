//! What is said of a decision over possible worlds: how sure, what would turn it, how much, what to
//! find out first.

use super::Text;

/// How sure it is that a strategy is better.
pub const BETTER: Text = Text::new(
    "{strategy} is better than {against} in {n} of 100 worlds that we hold possible ({low} to {high})",
    "在 100 种可能情形中，{strategy} 有 {n} 种胜过 {against}（{low} 至 {high}）",
);
/// How sure it is that a strategy is worse.
pub const WORSE: Text = Text::new(
    "{strategy} is worse than {against} in {n} of 100 worlds that we hold possible ({low} to {high})",
    "在 100 种可能情形中，{strategy} 有 {n} 种不如 {against}（{low} 至 {high}）",
);
/// It cannot be said whether a strategy is better or worse.
pub const OPEN: Text = Text::new(
    "whether {strategy} is better than {against} is open: it is in {n} of 100 worlds that we hold possible ({low} to {high})",
    "{strategy} 与 {against} 孰优孰劣尚无定论：在 100 种可能情形中，它有 {n} 种胜出（{low} 至 {high}）",
);
/// A strategy without any effect.
pub const NEITHER: Text = Text::new(
    "{strategy} makes no difference to {against} in any world that was lived",
    "在模拟过的所有可能情形中，{strategy} 与 {against} 没有差别",
);
/// What would turn a verdict.
pub const TURNED: Text = Text::new(
    "not if {name} is {condition}: then the opposite holds in {n} of 100 worlds ({worlds} fresh ones)",
    "若{name}{condition}，结论会反转：那时 100 种可能情形中有 {n} 种相反（另行模拟 {worlds} 种）",
);
/// What would make a strategy the better one where it is open whether it is.
pub const BETTER_WHERE: Text = Text::new(
    "it is better if {name} is {condition}: then in {n} of 100 worlds ({worlds} fresh ones)",
    "若{name}{condition}，则它更好：那时 100 种可能情形中有 {n} 种胜出（另行模拟 {worlds} 种）",
);
/// What would make it the worse one.
pub const WORSE_WHERE: Text = Text::new(
    "it is worse if {name} is {condition}: then in {n} of 100 worlds ({worlds} fresh ones)",
    "若{name}{condition}，则它更差：那时 100 种可能情形中有 {n} 种落后（另行模拟 {worlds} 种）",
);
/// Nothing was found that would.
pub const UNTURNED: Text = Text::new(
    "no single assumption was found that turns this",
    "没有发现哪一个假定能单独反转这一结论",
);
/// Something may, but there were too few runs to see.
pub const UNCHECKED: Text = Text::new(
    "what may turn this could not be held against enough fresh worlds: more --replicates would show it",
    "可能反转这一结论的条件未能在足够多的新情形中检验：增加 --replicates 可以看清",
);
/// Too few worlds for what comes after the share.
pub const TOO_FEW: Text = Text::new(
    "{n} worlds are too few to say what would turn this, or what to find out first: --replicates {more} lives through \
     {enough}",
    "仅 {n} 种可能情形，不足以说明什么情况下结论会反转、最值得先弄清什么：用 --replicates {more} 可模拟 {enough} 种",
);
/// How much, with luck and ignorance apart.
pub const SIZE: Text = Text::new(
    "{metric} {mean} on average over worlds ({relative}{interval}); worlds differ from {p10} to {p90} (10–90%), luck moves one run by ±{luck}",
    "{metric} 各种可能情形平均 {mean}（{relative}{interval}）；不同情形为 {p10} 至 {p90}（10–90%），单次模拟因运气偏差 ±{luck}",
);
/// The interval of the mean over worlds.
pub const INTERVAL: Text = Text::new(
    "95% interval {low} to {high}",
    "95% 置信区间 {low} 至 {high}",
);
/// Too few worlds differ for one.
pub const NO_INTERVAL: Text = Text::new(
    "without an interval, as it hangs on a few worlds",
    "取决于少数几种情形，给不出置信区间",
);
/// What to find out first.
pub const FIRST: Text = Text::new(
    "find out first {name}: knowing it settles {share} of the doubt",
    "最值得先弄清{name}：它能消除 {share} 的疑问",
);
/// Nothing is worth finding out before the rest.
pub const UNDECIDED: Text = Text::new(
    "what to find out first is undecided: no assumption is worth more than chance gives",
    "最值得先弄清什么尚无定论：没有哪个假定的价值超出偶然",
);
/// So few worlds that nothing is said about the others.
pub const FEW_WORLDS: Text = Text::new(
    "this is what happened in {runs} pairs of runs in {worlds}, too few to say in how many of 100 possible worlds it \
     would: --replicates {more} lives through {enough}",
    "以上只是{worlds}里 {runs} 次配对模拟的结果，不足以说明 100 种可能情形中有多少种如此：用 --replicates {more} \
     可模拟 {enough} 种",
);
/// One world.
pub const ONE_WORLD: Text = Text::new("one world", "一种可能情形");
/// Several worlds.
pub const SOME_WORLDS: Text = Text::new("{n} worlds", " {n} 种可能情形");

/// An assumption that a recommended value rests on.
pub const RESTS: Text = Text::new(
    "this rests on {name}: where that is lower, best is {low}; where it is higher, {high} (one standard deviation)",
    "这取决于{name}：若偏低，最优为 {low}；若偏高，则为 {high}（相差一个标准差）",
);
/// An assumption that matters for the choice without moving the best value by one step.
pub const RESTS_STILL: Text = Text::new(
    "this rests on {name}, though one standard deviation of it leaves the same value best",
    "这取决于{name}，但相差一个标准差时最优值不变",
);
/// Nothing is known that would move it.
pub const RESTS_ON_NOTHING: Text = Text::new(
    "no single assumption is known to move the best value, over {n} worlds",
    "在 {n} 种可能情形中，没有发现哪一个假定会移动最优值",
);
/// Too few worlds to tell.
pub const RESTS_TOO_FEW: Text = Text::new(
    "too few worlds to say which assumptions this rests on: --replicates {more} lives through {enough}",
    "可能情形太少，不足以说明这取决于哪些假定：用 --replicates {more} 可模拟 {enough} 种",
);
/// The other side of a recommendation.
pub const AS_WRITTEN: Text = Text::new("the scenario as written", "原方案");

/// Where the spread between runs comes from.
pub const APART: Text = Text::new(
    "{metric}: luck moves one run by ±{luck}, what is not known of the community by ±{ignorance} (standard deviations); \
     --worlds fixed keeps to the luck",
    "{metric}：单次模拟因运气偏差 ±{luck}，因对社群所知有限偏差 ±{ignorance}（标准差）；--worlds fixed 只留运气",
);
