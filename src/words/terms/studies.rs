//! Studies, and how sure they are.

use super::term;
use crate::words::entries;

entries! {
    /// Terms of studies.
    TERMS;
    SCENARIO = term("scenario")
        .name("Scenario", "方案")
        .meaning(
            "The file that describes a community.",
            "描述一个社群的文件。",
        )
        .also(&["场景文件"]);
    STRATEGY = term("strategy")
        .name("Strategy", "策略")
        .meaning(
            "Something the operator does; also a variation of the scenario that is compared with it.",
            "运营者采取的做法；也指与原方案对比的另一种安排。",
        );
    BASE = term("base")
        .name("Base", "对照")
        .meaning(
            "The scenario as it is, without the variation.",
            "不加改动的原方案。",
        )
        .also(&["现状", "baseline"]);
    COMPARISON = term("comparison")
        .name("Comparison", "对比")
        .meaning(
            "Strategies run on the same people with the same luck.",
            "让各策略作用于同一批人、同样的运气。",
        )
        .also(&["compare"]);
    SWEEP = term("sweep")
        .name("Sweep", "参数扫描")
        .meaning(
            "One run of the study for each value of some parameters.",
            "对若干参数的每个取值各模拟一遍。",
        )
        .also(&["扫描"]);
    SENSITIVITY = term("sensitivity")
        .name("Sensitivity analysis", "敏感性分析")
        .meaning(
            "Which assumptions a result depends on most.",
            "结果最取决于哪些假定。",
        );
    UNCERTAINTY = term("uncertainty")
        .name("Uncertainty", "不确定性")
        .meaning(
            "What is not known of the parameters, drawn anew for each replicate.",
            "参数中不知道的部分，每次模拟重新抽取。",
        );
    OPTIMISATION = term("optimisation")
        .name("Optimisation", "寻优")
        .meaning(
            "Searching for the best values of some parameters.",
            "寻找若干参数的最佳取值。",
        )
        .also(&["optimization", "optimise"]);
    REPLICATE = term("replicate")
        .name("Replicate", "一次模拟")
        .meaning(
            "One run of the scenario with its own people and luck. Many of them show what is typical and what is chance.",
            "同一方案的一次运行，人与运气各不相同。跑得多了，才分得清什么是常态、什么是偶然。",
        )
        .also(&["run"]);
    COMMON_RANDOM_NUMBERS = term("common_random_numbers")
        .name("Common random numbers", "同一批人、同样的运气")
        .meaning(
            "Two strategies are run on the same people with the same luck, so that their difference is due to the strategy.",
            "两种策略作用于同一批人、同样的运气，差别便只来自策略。",
        )
        .also(&["same people, same luck", "共同随机数"]);
    WORLD = term("world")
        .name("World", "可能情形")
        .meaning(
            "One community that could be real: one draw of all that is not known, the same for every strategy.",
            "一个可能存在的社群：未知参数的一种可能取法，对各策略都一样。",
        )
        .also(&["参数情形", "possible world"]);
    LUCK_AND_IGNORANCE = term("luck_and_ignorance")
        .name("Luck and ignorance", "运气与所知有限")
        .meaning(
            "The two reasons why runs differ: chance within one world, and not knowing which world it is. More runs take away neither; knowing more takes away the second.",
            "模拟结果不同的两个原因：同一可能情形中的偶然，以及不知道身处哪种情形。多跑不能消除它们，多了解能减少后者。",
        );
    REVERSAL = term("reversal")
        .name("What would turn it", "什么情况下结论会反转")
        .meaning(
            "The values of an assumption at which the answer changes.",
            "某个假定取什么值，结论就会反过来。",
        )
        .also(&["结论反转"]);
    FIND_OUT_FIRST = term("find_out_first")
        .name("Find out first", "最值得先弄清的事")
        .meaning(
            "The assumption that is worth most to be known better.",
            "弄清它最能改变结论把握的那个假定。",
        );
    PAIRED_DIFFERENCE = term("paired_difference")
        .name("Paired difference", "配对差值")
        .meaning(
            "Difference of two strategies in the same replicate; its spread is much smaller than that of either.",
            "两种策略在同一次模拟中的差；它的波动远小于各自的波动。",
        );
    MEDIAN = term("median")
        .name("Median", "中位数")
        .meaning(
            "Half of the runs lie below, half above.",
            "一半的模拟更低，一半更高。",
        );
    BAND = term("band")
        .name("10–90% band", "第 10–90 百分位区间")
        .meaning(
            "Eight runs in ten lie within it.",
            "十次模拟中有八次落在其中。",
        )
        .also(&["10–90% 区间"]);
    INTERVAL = term("interval")
        .name("95% interval", "95% 置信区间")
        .meaning(
            "Confidence interval of the mean: with other seeds, intervals made like this one hold the true mean 95 times in 100.",
            "均值的置信区间：换别的种子，这样得到的区间 100 次中有 95 次包含真正的均值。",
        )
        .also(&["置信区间", "confidence interval"]);
    WIN = term("win")
        .name("Wins, ties, losses", "胜、平、负")
        .meaning(
            "In how many paired runs a strategy did better, the same, worse.",
            "配对模拟中该策略更好、一样、更差的次数。",
        )
        .also(&["wins", "ties and losses"]);
    BEST = term("best")
        .name("Best", "最优")
        .meaning(
            "The highest, or for costs the lowest, of what was tried.",
            "试过的当中最高的（成本类为最低的）。",
        )
        .also(&["winner"]);
    AS_GOOD_AS_BEST = term("as_good_as_best")
        .name("As good as best", "不分伯仲")
        .meaning(
            "Not distinguishable from the best with the runs there are.",
            "凭现有的模拟次数，分不出它与最优的高下。",
        )
        .also(&["与最优不分伯仲"]);
    WINNERS_CURSE = term("winners_curse")
        .name("Winner's curse", "赢家诅咒")
        .meaning(
            "The best of many looks better than it is, because luck helped to choose it.",
            "从许多当中挑出的最优，看上去比实际更好：被选中也有运气的成分。",
        );
    PRECISION = term("precision")
        .name("Precision", "精度")
        .meaning(
            "Half-width of the 95% interval as a share of the mean.",
            "95% 置信区间的半宽占均值的比例。",
        );
    CLAIM = term("claim")
        .name("Claim", "说法")
        .meaning(
            "A sentence about communities that a study can support or not.",
            "关于社群的一句话，可由研究检验成立与否。",
        )
        .also(&["检验的说法"]);
    SUPPORTED = term("supported")
        .name("Supported", "成立")
        .meaning(
            "The claim holds in nearly all worlds.",
            "这个说法在几乎所有可能情形中都成立。",
        );
    OPPOSITE = term("opposite")
        .name("Opposite", "相反")
        .meaning(
            "The contrary of the claim holds.",
            "与这个说法相反的才成立。",
        );
    NO_EFFECT = term("no_effect")
        .name("No effect worth naming", "无明显效果")
        .meaning(
            "Whatever difference there is would change no decision.",
            "即使有差别，也小到不影响决定。",
        );
    DEPENDS = term("depends")
        .name("Depends", "视情况而定")
        .meaning(
            "The claim holds in some worlds and not in others.",
            "在一些可能情形中成立，在另一些中不成立。",
        )
        .also(&["it depends"]);
    UNDECIDED = term("undecided")
        .name("Undecided", "尚无定论")
        .meaning(
            "The runs there are do not tell.",
            "凭现有的模拟次数还看不出来。",
        );
    MEASURED = term("measured")
        .name("Measured", "实测")
        .meaning(
            "The value comes from data that were measured.",
            "数值来自实际测量的数据。",
        );
    LITERATURE = term("literature")
        .name("Literature", "文献")
        .meaning(
            "The value comes from a publication.",
            "数值来自公开发表的文献。",
        );
    ASSUMED = term("assumed")
        .name("Assumed", "假定")
        .meaning(
            "The value is nobody's measurement.",
            "数值没有任何测量依据。",
        );
    CALIBRATION = term("calibration")
        .name("Calibration", "校准")
        .meaning(
            "Fitting parameters to a log of a real community.",
            "用真实社群的记录拟合参数。",
        )
        .also(&["calibrate"]);
    BACKTEST = term("backtest")
        .name("Backtest", "回测")
        .meaning(
            "Forecasting a part of a log that the fit has not seen.",
            "预测拟合时没有见过的那段记录。",
        );
    FORECAST = term("forecast")
        .name("Forecast", "预测")
        .meaning(
            "What will come, with how sure that is.",
            "接下来会怎样，以及有多大把握。",
        );
    PATTERN = term("pattern")
        .name("Pattern", "规律")
        .meaning(
            "A regularity that real communities have in common.",
            "真实社群共有的规律。",
        )
        .also(&["真实社群的共性"]);
    AUTOPSY = term("autopsy")
        .name("Autopsy", "复盘")
        .meaning(
            "Looking back at what a community died of.",
            "回头看一个社群是怎么死的。",
        )
        .also(&["死因分析"]);
    MEMBERS_LIFE = term("members_life")
        .name("A member's life", "成员故事")
        .meaning(
            "What happened to one member, day by day.",
            "一名成员逐日的经历。",
        );
    LESSON = term("lesson")
        .name("Lesson", "教学案例")
        .meaning(
            "A scenario with a question, a prediction and a surprise.",
            "带着问题、预测与意外的方案。",
        );
    REPORT = term("report")
        .name("Report", "报告")
        .meaning(
            "The page that answers: what happened, why, how sure.",
            "一页说清：发生了什么、为什么、有多大把握。",
        );
    COLUMN = term("column")
        .name("Column", "字段")
        .meaning(
            "A column of a table.",
            "表格中的一列。",
        );
    UNIT = term("unit")
        .name("Unit", "单位")
        .meaning(
            "What a number counts in.",
            "数字以什么来计。",
        );
    SEED = term("seed")
        .name("Seed", "随机种子")
        .meaning(
            "Number from which all luck is drawn.",
            "全部运气由它而来的那个数。",
        );
}
