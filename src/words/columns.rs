//! Columns of the tables in the output folder.

use super::{Entry, Kind, Unit, entries};

const fn column(key: &'static str) -> Entry {
    Entry::new(Kind::Column, key)
}

entries! {
    /// Every column.
    COLUMNS;
    DAY = column("day").unit(Unit::Day)
        .name("Day", "天数")
        .meaning("Day of the simulation; the first one is day 0.", "模拟的第几天；首日为第 0 天。");
    METRIC = column("metric")
        .name("Metric", "指标")
        .meaning("Name of the quantity in the row; `qun list metrics` has all.", "该行是哪个量；`qun list metrics` 列出全部。");
    MEAN = column("mean")
        .name("Mean", "均值")
        .meaning("Mean over replicates.", "各次模拟的平均值。")
        .also(&["平均值"]);
    P10 = column("p10")
        .name("Tenth percentile", "第 10 百分位")
        .meaning("Tenth percentile over replicates: one run in ten is below.", "各次模拟的第 10 百分位：十次中有一次更低。");
    P25 = column("p25")
        .name("First quartile", "第 25 百分位")
        .meaning("First quartile over replicates.", "各次模拟的下四分位。");
    P50 = column("p50")
        .name("Median", "中位数")
        .meaning("Median over replicates.", "各次模拟的中位数。");
    P75 = column("p75")
        .name("Third quartile", "第 75 百分位")
        .meaning("Third quartile over replicates.", "各次模拟的上四分位。");
    P90 = column("p90")
        .name("Ninetieth percentile", "第 90 百分位")
        .meaning("Ninetieth percentile over replicates: one run in ten is above.", "各次模拟的第 90 百分位：十次中有一次更高。");
    REPLICATE = column("replicate")
        .name("Replicate", "第几次模拟")
        .meaning(
            "Number of the run; replicates differ in people and luck, not in the scenario.",
            "模拟的编号；各次模拟的人与运气不同，方案相同。",
        );
    SEED = column("seed")
        .name("Seed", "随机种子")
        .meaning(
            "Seed of all luck; the same seed and replicate give the row again.",
            "决定全部运气；种子与编号相同，就得到同一行。",
        );
    COHORT_DAY = column("cohort_day").unit(Unit::Day)
        .name("First day of the cohort", "同期群首日")
        .meaning("First day on which the members of the cohort joined.", "该同期群成员开始加入的那一天。");
    UNIT_DAYS = column("unit_days").unit(Unit::Days)
        .name("Days in a step", "每格天数")
        .meaning(
            "Days in one step of a cohort table: members who joined within it form a cohort.",
            "同期群表中一格有几天；在同一格内加入的成员为一个同期群。",
        );
    AGE_DAYS = column("age_days").unit(Unit::Days)
        .name("Days since joining", "加入后天数")
        .meaning("Days since joining.", "加入后过了几天。");
    JOINED = column("joined").unit(Unit::Members)
        .name("Joined", "加入人数")
        .meaning("Members of the cohort, summed over replicates.", "该同期群的成员数，各次模拟合计。");
    ACTIVE = column("active").unit(Unit::Members)
        .name("Active", "来访人数")
        .meaning(
            "Members of the cohort who looked in at that age, summed over replicates.",
            "该同期群中在加入后这段时间来过的成员数，各次模拟合计。",
        );
    SHARE = column("share").unit(Unit::Share)
        .name("Share", "占比")
        .meaning("Active members of the cohort as a share of those who joined.", "来访成员占该同期群加入人数的比例。");
    CAUSE = column("cause")
        .name("Cause", "原因")
        .meaning("Reason that weighed most in an exit; `qun list causes` has all.", "离开时起主要作用的原因；`qun list causes` 列出全部。");
    WAY = column("way")
        .name("Way of going", "离开方式")
        .meaning("How a member went: fell silent, left the list, or was removed.", "怎样离开：不再来访、主动退群，或被清理。");
    ARCHETYPE = column("archetype")
        .name("Kind of member", "成员类型")
        .meaning("Kind of member.", "属于哪一类成员。");
    COUNT = column("count")
        .name("Count", "数量")
        .meaning("How many, as a mean over replicates.", "有多少，为各次模拟的平均值。");
    STRATEGY = column("strategy")
        .name("Strategy", "策略")
        .meaning("Name of the variation, as in `[strategy.NAME]`.", "变体的名字，与 `[strategy.NAME]` 一致。");
    BASE_MEAN = column("base_mean")
        .name("Mean of the base", "对照均值")
        .meaning("Mean of the scenario without the variation.", "不采用该策略时的平均值。");
    DIFFERENCE = column("difference")
        .name("Difference", "差值")
        .meaning(
            "Mean of the paired differences: the variation minus the base, on the same people and luck.",
            "配对差值的平均：同一批人、同样的运气下，采用策略减去对照。",
        );
    LOW = column("low")
        .name("Lower end", "区间下限")
        .meaning("Lower end of the 95% interval.", "95% 置信区间的下限。");
    HIGH = column("high")
        .name("Upper end", "区间上限")
        .meaning("Upper end of the 95% interval.", "95% 置信区间的上限。");
    WINS = column("wins")
        .name("Wins", "胜")
        .meaning("Pairs in which the variation was better than the base; for costs and the like, lower.", "采用策略后更好的配对次数；成本一类的指标以低为好。");
    TIES = column("ties")
        .name("Ties", "平")
        .meaning("Pairs in which there was no difference at all.", "两种做法毫无差别的配对次数。");
    LOSSES = column("losses")
        .name("Losses", "负")
        .meaning("Pairs in which the variation was worse than the base.", "采用策略后更差的配对次数。");
    PAIRS = column("pairs")
        .name("Pairs", "配对次数")
        .meaning("Number of replicates that were run both ways.", "两种做法都跑过的模拟次数。");
    VARIANCE_REDUCTION = column("variance_reduction")
        .name("Gain of pairing", "配对增益")
        .meaning(
            "Factor by which pairing has shrunk the variance of the difference.",
            "配对使差值的方差缩小到几分之一。",
        );
    P_VALUE = column("p_value")
        .name("p value", "p 值")
        .meaning(
            "Probability of a difference as large by luck alone, if there were none.",
            "假如本无差别，仅凭运气出现这么大差值的概率。",
        );
    AGAINST = column("against")
        .name("Held against", "对比方")
        .meaning("What the strategy is held against, mostly the base.", "与之相比的做法，一般是对照。");
    P_CORRECTED = column("p_corrected")
        .name("p value, corrected", "校正后的 p 值")
        .meaning(
            "The p value after Holm's correction for the number of comparisons.",
            "按比较次数做 Holm 校正后的 p 值。",
        );
    DATE = column("date")
        .name("Date", "日期")
        .meaning("Date of the day, where the scenario says when it starts.", "该天的日期；方案写明开始日期时才有。");
    CELL = column("cell")
        .name("Cell", "单元")
        .meaning("Number of the setting that was run.", "所跑的取值组合的编号。");
    REPLICATES = column("replicates")
        .name("Replicates", "模拟次数")
        .meaning("How many runs stand behind the row.", "该行依据多少次模拟。");
    IS_BEST = column("best")
        .name("Is the best", "是否最优")
        .meaning("Whether no other has a better mean.", "均值是否优于其余各组。");
    IS_PLATEAU = column("plateau")
        .name("As good as best", "是否与最优不分伯仲")
        .meaning("Whether it cannot be told from the best.", "是否与最优分不出高下。");
    ERROR = column("error")
        .name("Error", "错误")
        .meaning("Why there is no result.", "没有结果的原因。");
    RACE = column("race")
        .name("Rounds survived", "通过的轮数")
        .meaning("How far the candidate came in the race.", "该候选在筛选中走到第几轮。");
    FEASIBLE = column("feasible")
        .name("Keeps the bounds", "是否满足约束")
        .meaning("Whether all bounds are kept on average.", "平均而言是否满足全部约束。");
    WINNER = column("winner")
        .name("Winner", "是否胜出")
        .meaning("Whether it won the search.", "是否在寻优中胜出。");
    PARAMETER = column("parameter")
        .name("Parameter", "参数")
        .meaning("Path of the value that was varied.", "变动的参数的路径。");
    INDEX = column("index")
        .name("Index", "敏感度指数")
        .meaning("Which measure of influence the row holds.", "该行是哪一种影响力的度量。");
    ESTIMATE = column("estimate")
        .name("Estimate", "估计值")
        .meaning("Best guess; its 95% interval stands in `low` and `high`.", "最佳估计；95% 置信区间见 `low` 与 `high`。");
    RELATIVE = column("relative")
        .name("As a share of the base", "是否相对对照")
        .meaning("Whether the numbers are shares of the base's mean.", "数值是否为对照均值的比例。");
    PANEL = column("panel")
        .name("Panel", "分图")
        .meaning("Value of a further parameter, for which the chart has a panel of its own.", "另一个参数的取值，图中每个值一幅分图。");
    VALUE = column("value")
        .name("Value", "数值")
        .meaning("The number itself.", "数值本身。");
    STATE = column("state")
        .name("State", "成员状态")
        .meaning("State that members are in.", "成员所处的状态。");
    STAGE = column("stage")
        .name("Stage", "生命阶段")
        .meaning("Stage of the community's life.", "社群所处的生命阶段。");
    DAYS_SINCE_JOINING = column("days_since_joining").unit(Unit::Days)
        .name("Days after joining", "距加入的天数")
        .meaning("Days since joining.", "加入后过了几天。");
    RUN = column("run")
        .name("Run by name", "模拟名称")
        .meaning("Typical, lucky or unlucky run, or a percentile of all runs.", "典型、走运或不走运的一次，或全部模拟的百分位。");
    PART = column("part")
        .name("Part", "部分")
        .meaning("Which part of a chart or of a pattern the row belongs to.", "该行属于图或规律的哪一部分。");
    FLOW = column("flow")
        .name("Flow", "进出")
        .meaning("Who comes, or how members go.", "谁加入，或怎样离开。");
    X = column("x_value")
        .name("Value across", "横轴取值")
        .meaning("Value of the parameter on the horizontal axis.", "横轴上参数的取值。");
    Y = column("y_value")
        .name("Value upward", "纵轴取值")
        .meaning("Value of the parameter on the vertical axis.", "纵轴上参数的取值。");
    POINT = column("point")
        .name("Point", "点")
        .meaning("Number of the point of the design.", "取值点的编号。");
    PATTERN = column("pattern")
        .name("Pattern of real communities", "规律编号")
        .meaning("Number of the pattern of real communities.", "真实社群规律的编号。");
    PRESET = column("preset")
        .name("Preset", "预设")
        .meaning("The preset that was held against the pattern.", "与规律相对照的预设。");
    BAND_LOW = column("band_low")
        .name("Lower end of the band", "范围下限")
        .meaning("Lower end of what was found in real communities.", "真实社群中所见范围的下限。");
    BAND_HIGH = column("band_high")
        .name("Upper end of the band", "范围上限")
        .meaning("Upper end of what was found in real communities.", "真实社群中所见范围的上限。");
    CASES = column("cases")
        .name("Cases", "样本数")
        .meaning("How many cases the number rests on.", "该数值依据多少个样本。");
    VERDICT = column("verdict")
        .name("Verdict", "判定")
        .meaning("Whether the number lies where it should.", "该数值是否落在应在的范围。");
    FILE = column("file")
        .name("File", "文件")
        .meaning("Name of a table of this folder; a star stands for what differs between its like.", "本文件夹中表格的名字；星号代表同类表格之间不同的部分。");
    COLUMN = column("column")
        .name("Column", "字段")
        .meaning("Name of the column.", "字段的名字。");
    UNIT = column("unit")
        .name("Unit", "单位")
        .meaning("What its numbers count.", "数值的单位。");
    MEANING_EN = column("meaning_en")
        .name("Meaning, in English", "英文含义")
        .meaning("What it means, in English.", "用英文说明的含义。");
    MEANING_ZH = column("meaning_zh")
        .name("Meaning, in Chinese", "中文含义")
        .meaning("What it means, in Chinese.", "用中文说明的含义。");
}
