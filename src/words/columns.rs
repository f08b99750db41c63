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
        .meaning("Name of the variation, as in `[strategy.NAME]`.", "策略的名字，与 `[strategy.NAME]` 一致。");
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
        .meaning("How many runs, or worlds, were lived both ways; a column `counted` says which, and without one it is runs.", "两种做法都模拟过的次数或可能情形数：有 `counted` 一列时见该列，没有则为模拟次数。");
    COUNTED = column("counted")
        .name("Counted", "计数单位")
        .meaning(
            "What a pair is: `runs`, or `worlds` where two runs share one.",
            "一对是什么：`runs` 为模拟；`worlds` 为可能情形，两次模拟同属一种。",
        );
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
    WORLDS = column("worlds")
        .name("Worlds", "可能情形数")
        .meaning("Possible communities that were drawn and lived.", "抽取并模拟过的可能社群的个数。");
    BETTER = column("better")
        .name("Better in worlds", "更好的情形")
        .meaning(
            "Share of possible worlds in which the strategy is expected to be better, luck taken out; empty where nothing \
             differs in any.",
            "除去运气后，预期采用策略更好的可能情形所占的比例；若各情形都没有差别，则为空。",
        );
    BETTER_LOW = column("better_low")
        .name("Lower end of better", "更好的情形下限")
        .meaning("Lower end of the 95% interval of that share.", "该比例 95% 置信区间的下限。");
    BETTER_HIGH = column("better_high")
        .name("Upper end of better", "更好的情形上限")
        .meaning("Upper end of the 95% interval of that share.", "该比例 95% 置信区间的上限。");
    LUCK = column("luck")
        .name("Luck", "运气")
        .meaning(
            "Standard deviation of the difference between two runs within one world.",
            "同一可能情形中单次配对差值的标准差。",
        );
    ASSUMPTION = column("assumption")
        .name("Assumption", "假定")
        .meaning(
            "A parameter that nobody has written down, and worlds differ in.",
            "没有写明、因可能情形而异的参数。",
        );
    VALUE_OF_KNOWING = column("value_of_knowing")
        .name("Value of knowing", "弄清的价值")
        .meaning(
            "What the decision gains on average if this were known before it is made.",
            "决策前若能弄清这一点，平均能多得多少。",
        );
    SHARE_OF_DOUBT = column("share_of_doubt")
        .name("Share of doubt", "疑问占比")
        .meaning(
            "That as a share of what knowing everything would gain.",
            "它占弄清一切所能多得的比例。",
        );
    WORTH_KNOWING = column("worth_knowing")
        .name("Worth knowing", "值得弄清")
        .meaning("Whether that is above what chance gives.", "是否超出偶然。");
    SHARE_OF_VARIANCE = column("share_of_variance")
        .name("Share of variance", "方差占比")
        .meaning(
            "How much of what differs between worlds hangs on this assumption.",
            "可能情形之间的差别有多少取决于这一假定。",
        );
    SLOPE = column("slope")
        .name("Slope", "斜率")
        .meaning(
            "Change of the difference when the assumption rises by one standard deviation.",
            "假定升高一个标准差时差异的变化。",
        );
    MATTERS = column("matters")
        .name("Matters", "有影响")
        .meaning("Whether that share is above what chance gives.", "该占比是否超出偶然。");
    P_CORRECTED = column("p_corrected")
        .name("Corrected p-value", "校正后的 p 值")
        .meaning(
            "p-value corrected after Holm for all comparisons made together; below 0.05 is no accident.",
            "按 Holm 法对全部比较一并校正的 p 值；低于 0.05 不是偶然。",
        );
    LEFT_OUT = column("left_out")
        .name("Pairs left out", "未计入的配对数")
        .meaning(
            "Pairs in which one side has no value; they count in nothing else of the row.",
            "有一方没有数值的配对；该行其余各列都不计入。",
        );
    RELATIVE = column("relative").unit(Unit::Share)
        .name("Relative difference", "相对差异")
        .meaning(
            "The difference as a share of the base; empty where the base is next to nothing.",
            "差异占对照的比例；对照接近零时为空。",
        );
    RELATIVE_LOW = column("relative_low").unit(Unit::Share)
        .name("Lower end of the relative difference", "相对差异的下限")
        .meaning("Lower end of the 95% interval of `relative`.", "`relative` 的 95% 区间的下限。");
    RELATIVE_HIGH = column("relative_high").unit(Unit::Share)
        .name("Upper end of the relative difference", "相对差异的上限")
        .meaning("Upper end of the 95% interval of `relative`.", "`relative` 的 95% 区间的上限。");
    CLAIM = column("claim")
        .name("Claim", "说法")
        .meaning(
            "Id of a claim of the claims book: M mechanisms, C cases, N more mechanisms, L contested advice.",
            "说法集中的编号：M 为机制，C 为案例，N 为补充机制，L 为有争议的建议。",
        );
    WANTED = column("wanted")
        .name("Claimed", "断言方向")
        .meaning(
            "Which way the first variation is claimed to differ: more, less or the same.",
            "断言前一策略相对后一策略：more 更多、less 更少、same 相同。",
        );
    EFFECT = column("effect")
        .name("Effect", "影响")
        .meaning(
            "Difference as measured; where it is relative, twice the difference over the sum of both, averaged over worlds.",
            "测得的差异；相对差异为两者之差的两倍除以两者之和，再对各种可能情形取平均。",
        );
    WORLDS_BETTER = column("worlds_better").unit(Unit::Share)
        .name("Worlds as claimed", "符合说法的可能情形")
        .meaning(
            "Share of possible worlds in which the difference goes the way that is claimed.",
            "差异方向与说法一致的可能情形占比。",
        );
    ASSUMED_SHARE = column("assumed_share").unit(Unit::Share)
        .name("Put in", "直接写入的占比")
        .meaning(
            "Share of the effect that is gone without the parameters that put it in.",
            "去掉直接写入该效果的参数后消失的影响占比。",
        );
    VERDICT = column("verdict")
        .name("Verdict", "判断")
        .meaning(
            "What the comparison says up to the day: better, worse, open (not to be told apart) or unknown; of a claim: supported, assumed, depends, no_effect, opposite, undecided.",
            "截至该日的比较结果：better 更好、worse 更差、open 难分高下、unknown 尚无数据；对说法：supported 成立、assumed 由假定而来、depends 视情况、no_effect 无明显效果、opposite 相反、undecided 未定。",
        );
    TURNS_ON_DAY = column("turns_on_day").unit(Unit::Day)
        .name("Turns on day", "逆转日（第几天）")
        .meaning(
            "Day from which on nothing clear says the opposite of the verdict at the end, where something did before.",
            "从这天起，不再有明确的相反结果；此前有过。",
        );
    DAYS_ACTIVE = column("days_active").unit(Unit::Days)
        .name("Days active", "活跃天数")
        .meaning(
            "Days of the last 28 on which a member looked in: the power-user curve.",
            "最后 28 日中来过的天数，即高频用户曲线。",
        );
    CHANNEL = column("channel")
        .name("Channel", "渠道")
        .meaning(
            "Where applicants come from; `word_of_mouth` for word of mouth and invitations. Founders come through none.",
            "申请人从哪里来；`word_of_mouth` 是口碑与邀请。创始成员不经过渠道。",
        );
    PER_DAY = column("per_day")
        .name("Applicants a day", "每天申请人数")
        .meaning(
            "People who apply through the channel on a day, on average.",
            "平均每天经该渠道申请的人数。",
        );
    APPLIED = column("applied")
        .name("Applicants", "申请人数")
        .meaning("People who applied through the channel.", "经该渠道申请的人数。");
    ADMITTED = column("admitted").unit(Unit::Share)
        .name("Admitted", "入群率")
        .meaning(
            "Share of a channel's applicants who joined as members.",
            "该渠道的申请人中作为成员加入的占比。",
        );
    STAYED = column("stayed").unit(Unit::Members)
        .name("Still on the list", "期末仍在名单上")
        .meaning(
            "Members of a channel who are on the list at the end.",
            "该渠道来的成员中期末仍在名单上的人数。",
        );
    AGAINST = column("against")
        .name("Held against", "对比方")
        .meaning("What the strategy is held against, mostly the base.", "与之相比的做法，一般是对照。");
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
