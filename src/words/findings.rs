//! What charts show, in a sentence each: their titles.

use super::Text;

/// Finding of the chart of activity: a peak that has passed.
pub const PEAK: Text = Text::new(
    "Daily activity averages {peak} in its best week, around day {day}, and {end} in the last week",
    "日活在第 {day} 天前后的一周最高，平均 {peak} 人；最后一周 {end} 人",
);
/// Finding of the chart of activity: still rising.
pub const RISING: Text = Text::new(
    "Daily activity rises to {end} in the last week",
    "日活升到最后一周的平均 {end} 人",
);
/// Finding of the chart of activity: level.
pub const LEVEL: Text = Text::new(
    "Daily activity keeps its level: {end} in the last week",
    "日活大体不变：最后一周平均 {end} 人",
);
/// Finding of the chart of states.
pub const STATES: Text = Text::new(
    "Of {members} on the list at the end, {awake} were seen in the last 7 days and {away} were not for 30 days",
    "期末名单上 {members} 人，近 7 日来过的 {awake} 人，已有 30 日没来的 {away} 人",
);
/// Finding of the chart of causes.
pub const CAUSE: Text = Text::new(
    "Of those who go of their own accord, {share} do so for this reason: {cause}",
    "主动流失的人里有 {share} 是因为{cause}",
);
/// Finding of the chart of retention.
pub const RETENTION: Text = Text::new(
    "Of those who joined {age} days before, {exact} look in on the very day, {rolling} on that day or later; {listed} are still on the list",
    "加入 {age} 天后，当天来的有 {exact}，当天或以后来过的有 {rolling}，仍在名单上的有 {listed}",
);
/// Finding of the retention triangle.
pub const TRIANGLE: Text = Text::new(
    "Of those who joined on days {first}–{last}, {share} look in during {when}; of those of days {late_first}–{late_last}, {late}",
    "第 {first}–{last} 天加入的人，{when}来过的有 {share}；第 {late_first}–{late_last} 天加入的，有 {late}",
);
/// Finding of the retention triangle where there is one cohort alone.
pub const TRIANGLE_ALONE: Text = Text::new(
    "Of those who joined on days {first}–{last}, {share} look in during {when}",
    "第 {first}–{last} 天加入的人，{when}来过的有 {share}",
);
/// A stretch of a cohort's age.
pub const TRIANGLE_WHEN: Text =
    Text::new("days {from}–{to} after joining", "加入后第 {from}–{to} 天");
/// Finding of the curves by archetype.
pub const STAYS: Text = Text::new(
    "{age} days after joining {most} of the archetype {longest} still take part, {least} of {shortest}",
    "加入 {age} 天后，仍在参与的：{longest} {most}，{shortest} {least}",
);
/// Finding of the curves by archetype where there is one alone.
pub const STAYS_ALONE: Text = Text::new(
    "{age} days after joining {most} of the archetype {longest} still take part",
    "加入 {age} 天后，{longest}仍在参与的有 {most}",
);
/// Finding of the power-user curve.
pub const POWER: Text = Text::new(
    "Of {awake} {awake:member|members} seen in the last {window} days, {power} came on {least} days or more, {rare} on one or two",
    "最近 {window} 天来过的 {awake} 人里，来了 {least} 天及以上的有 {power} 人，只来了一两天的有 {rare} 人",
);
/// Finding of the ties.
pub const TIES: Text = Text::new(
    "At the end {core} of the {tied} {tied:member|members} with ties take part in half of all ties; bridges to others: {bridges}",
    "期末 {tied} 名有联系的成员中，{core} 人占了一半联系；{bridges} 人是别人与大家相连的桥梁",
);
/// Finding of the chart of concentration.
pub const TOP: Text = Text::new(
    "The most active 10% write {top10} of all messages, the most active 1% {top1}",
    "最活跃的 10% 写了 {top10} 的消息，最活跃的 1% 写了 {top1}",
);
/// Finding of the fan.
pub const FAN: Text = Text::new(
    "With other luck the same scenario has {low} to {high} active members a day in its last four weeks",
    "方案不变、只换运气，最后四周的日活在 {low} 到 {high} 人之间",
);
/// Finding of the fan where assumptions differ from run to run too.
pub const FAN_DRAWN: Text = Text::new(
    "With other luck, and other assumptions where nobody knows, it has {low} to {high} active members a day in its last four weeks",
    "运气不同、没人知道的假定也不同，最后四周的日活在 {low} 到 {high} 人之间",
);
/// Finding of the stages.
pub const STAGE: Text = Text::new(
    "Most often it ends in this stage: {stage}, in {share} of the runs",
    "最常见的结局是{stage}，占模拟的 {share}",
);
/// Finding of stock and flow: growing.
pub const FLOW_UP: Text = Text::new(
    "On days {from}–{to} {joined} join and {gone} go: {net} more take part",
    "第 {from}–{to} 天加入 {joined} 人、流失 {gone} 人：净增 {net} 人",
);
/// Finding of stock and flow: shrinking.
pub const FLOW_DOWN: Text = Text::new(
    "On days {from}–{to} {joined} join and {gone} go: {net} fewer take part",
    "第 {from}–{to} 天加入 {joined} 人、流失 {gone} 人：净减 {net} 人",
);
/// Finding of the operator's hours: there is time for all.
pub const HOURS_ENOUGH: Text = Text::new(
    "There is time for all of the operator's work: {worked} of {there} hours a day",
    "运营的活都做得完：每天 {there} 小时中用 {worked} 小时",
);
/// Finding of the operator's hours: some is left undone on some days, and next to nothing in all.
pub const HOURS_LATE: Text = Text::new(
    "The operator's work, {asked} {asked:hour|hours} a day, gets done but for {share} of the days",
    "运营的活每天 {asked} 小时，做得完，只有 {share} 的日子当天做不完",
);
/// Finding of the operator's hours: some is left undone.
pub const HOURS_SHORT: Text = Text::new(
    "The operator's work asks for {asked} {asked:hour|hours} a day or more and gets {worked}: some is left undone on {share} of the days",
    "运营的活每天至少要 {asked} 小时，只做了 {worked} 小时：有 {share} 的日子做不完",
);
/// Finding of the individual lives.
pub const LIVES: Text = Text::new(
    "{often} of the {stayed} {stayed:member|members} on the list for {least} days or more look in once a week or more; {brief} of {watched} never come back after their first week",
    "在名单上满 {least} 天的 {stayed} 名成员中，平均每周至少来一次的有 {often} 名；{watched} 名里有 {brief} 名第一周后再没来过",
);
/// Finding of the individual lives of a run too short for more.
pub const LIVES_SHORT: Text = Text::new(
    "{brief} of {watched} {watched:member|members} never come back after their first week",
    "{watched} 名成员中有 {brief} 名第一周后再没来过",
);
/// Finding of the Lorenz curve.
pub const LORENZ: Text = Text::new(
    "{few} of the {all} who write are behind half of all messages",
    "{all} 名发言者中，{few} 人写了全部消息的一半",
);
/// Finding of the rooms: nobody finds too much.
pub const ROOMS_CALM: Text = Text::new(
    "The room {room} has {messages} {messages:message|messages} a day; hardly any visit finds more than one can take in",
    "“{room}”每天 {messages} 条消息；来访者几乎都看得完",
);
/// Finding of the rooms: some find too much.
pub const ROOMS_FULL: Text = Text::new(
    "In the room {room}, with {messages} {messages:message|messages} a day, {share} of the visits find more than one can take in",
    "“{room}”每天 {messages} 条消息，{share} 的来访看不完",
);
/// Finding of the map of worlds: one quarter says otherwise.
pub const MAP_TURNS: Text = Text::new(
    "{strategy} is better than {base} in {better} of {all} worlds, but in {few} of {there} where {x} and {y}",
    "{strategy} 在 {all} 种可能情形的 {better} 种中胜过 {base}；但当{x}、{y}时，{there} 种中有 {few} 种",
);
/// Finding of the map of worlds: no quarter says otherwise.
pub const MAP: Text = Text::new(
    "{strategy} is better than {base} in {better} of {all} worlds, whichever way these two assumptions fall",
    "{strategy} 在 {all} 种可能情形的 {better} 种中胜过 {base}，这两个假定偏高偏低都一样",
);
/// An assumption above what is assumed.
pub const MAP_HIGH: Text = Text::new("{name} is high", "{name}偏高");
/// An assumption below what is assumed.
pub const MAP_LOW: Text = Text::new("{name} is low", "{name}偏低");
/// Finding of two strategies: together they do more.
pub const TOGETHER_MORE: Text = Text::new(
    "Together they bring {n} more {metric} than their effects added up",
    "一起用时，{metric}比两者效果相加多 {n}",
);
/// Finding of two strategies: together they do less.
pub const TOGETHER_LESS: Text = Text::new(
    "Together they bring {n} less {metric} than their effects added up",
    "一起用时，{metric}比两者效果相加少 {n}",
);
/// Finding of two strategies: the effects add up.
pub const TOGETHER_ADDED: Text = Text::new(
    "Their effects on {metric} add up, as far as these runs can tell",
    "就这些模拟看，两者对{metric}的效果就是相加",
);
/// Finding of growth accounting.
pub const GROWTH: Text = Text::new(
    "On each of the days {from}–{to}, on average {new} are new, {back} come back and {quiet} go quiet",
    "第 {from}–{to} 天平均每天新增 {new} 人，回流 {back} 人，转为沉寂 {quiet} 人",
);
/// Finding of a difference over time: who is ahead at the end.
pub const AHEAD: Text = Text::new(
    "In the last four weeks {strategy} has {n} more {metric} than {base}",
    "最后四周，{strategy} 的{metric}比 {base} 多 {n}",
);
/// Finding of a difference over time: all are behind.
pub const BEHIND: Text = Text::new(
    "In the last four weeks every strategy drawn here has less {metric} than {base}; least behind is {strategy}, by {n}",
    "最后四周，图中各策略的{metric}都少于 {base}；差得最少的是 {strategy}，少 {n}",
);
/// Finding of the retention of several strategies.
pub const KEEPS: Text = Text::new(
    "On the {age}th day after joining {best} sees {most} of its joiners, {base} {own}",
    "加入后第 {age} 天，{best} 有 {most} 的新成员来过，{base} 为 {own}",
);
/// Finding of strategies side by side.
pub const SIDE: Text = Text::new(
    "In the last four weeks {best} has {most} daily active, {base} {own}",
    "最后四周的日活：{best} 为 {most} 人，{base} 为 {own} 人",
);
/// Finding of a sweep or a search.
pub const CELL: Text = Text::new(
    "Best of what was tried for {metric}: {place}, with {mean}",
    "所试取值中{metric}最好的是 {place}，为 {mean}",
);
/// Finding of an analysis of sensitivity.
pub const DEPENDS: Text = Text::new(
    "Of what was varied, {path} weighs most for {metric}",
    "所变动的因素中，{path} 对{metric}影响最大",
);
/// Finding of a comparison: the best.
pub const BEST: Text = Text::new(
    "{strategy} is best for {metric}: {change}",
    "就{metric}而言，{strategy} 最好：{change}",
);
/// Finding of a comparison: the least bad.
pub const WORST: Text = Text::new(
    "No strategy is better than the base for {metric}; {strategy} costs least: {change}",
    "就{metric}而言，没有策略好过对照；{strategy} 损失最小：{change}",
);
/// Finding of a comparison in which some are worse, and of the others nothing is clear.
pub const SOME_WORSE: Text = Text::new(
    "No strategy is clearly better than the base for {metric}; {n} of {all} are clearly worse",
    "就{metric}而言，没有策略明显好过对照；{all} 个中有 {n} 个明显更差",
);
/// Finding of a comparison where nothing is clear.
pub const NONE: Text = Text::new(
    "No strategy differs clearly from {base} in {metric}",
    "在{metric}上，没有哪个策略与 {base} 有明显差别",
);
/// Finding of a search: what did best while it searched; what that is with fresh luck, the answer says.
pub const SEARCHED: Text = Text::new(
    "In the search this does best for {metric}: {place}, with {mean}",
    "搜索中{metric}最好的是 {place}，为 {mean}",
);
