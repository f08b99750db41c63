//! What the page of a study says: its headings, its notes, and the sentences of its story.

use super::Text;

/// Texts with a constant each, and the list of them.
macro_rules! texts {
    ($($name:ident = $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("“", $en, "”.")]
            pub const $name: Text = Text::new($en, $zh);
        )*
        /// Every text.
        pub const TEXTS: &[Text] = &[$($name),*];
    };
}

texts! {
    // Headings.
    ANSWER = "The answer", "结论";
    SURE = "How sure", "有多确定";
    STORY = "What happened, and why", "发生了什么，为什么";
    CHARTS = "Charts", "图表";
    RESTS = "What it rests on", "结论建立在什么之上";
    SCENARIO = "The scenario", "方案";
    GLOSSARY = "Words", "术语";
    MANIFEST = "How it was made", "怎样得到的";
    FAULTS = "What is missing from this folder", "这个文件夹缺了什么";

    // Controls.
    SAVE_DATA = "Save data (CSV)", "保存数据（CSV）";
    SAVE_PICTURE = "Save picture (PNG)", "保存图片（PNG）";
    SAVE_DRAWING = "Save drawing (SVG)", "保存矢量图（SVG）";
    WHOLE_TIME = "Whole time", "全部时间";
    IN_NUMBERS = "In numbers", "看数字";
    SERIES = "Show and hide", "显示与隐藏";
    ROWS_LEFT_OUT = "{shown} of {all} rows; the saved file has all.", "共 {all} 行，此处列 {shown} 行；保存的文件里有全部。";
    KEYS = "Arrow keys read values, + and − zoom in time, Esc shows the whole time; or drag over the days.",
        "方向键读数，+ 与 − 缩放时间，Esc 看全部时间；也可以在图上拖选一段日子。";

    // Lessons.
    GUESS = "Choose before you read on: the answer is shown then.", "请先选一个：选了才显示答案。";
    MODEL_SAYS = "What the runs show:", "模拟的结果：";
    SURPRISE = "What surprises in it", "意外之处";
    DOUBT = "Where the model could be wrong", "模型可能错在哪里";
    EXERCISE = "Try it", "动手试试";

    // Study lines.
    STUDY_RUN = "{n} {n:run|runs} of {days} {days:day|days}, each with other people and other luck", "{n} 次模拟，每次 {days} 天，人与运气各不相同";
    STUDY_RUN_DRAWN = "{n} {n:run|runs} of {days} {days:day|days}, each with other people and other luck, in communities that differ in what nobody knows of this one",
        "{n} 次模拟，每次 {days} 天，人与运气各不相同，对社群尚不清楚之处也各有取值";
    STUDY_COMPARE = "{strategies} {strategies:strategy|strategies} against the base, {n} paired {n:run|runs} each of {days} {days:day|days}: the same people, the same luck",
        "{strategies} 个策略与对照相比，各 {n} 次配对模拟，每次 {days} 天：同一批人、同样的运气";

    STUDY_SWEEP = "{cells} {cells:setting|settings}, {runs} {runs:run|runs} of {days} {days:day|days}", "{cells} 组取值，共 {runs} 次模拟，每次 {days} 天";
    STUDY_SEARCH = "{cells} {cells:candidate|candidates} tried, {runs} {runs:run|runs} of {days} {days:day|days}", "试过 {cells} 个候选，共 {runs} 次模拟，每次 {days} 天";
    STUDY_SENSITIVITY = "{inputs} things that nobody knows, moved together in {cells} {cells:setting|settings}; {runs} {runs:run|runs} of {days} {days:day|days}",
        "{inputs} 个不确定的因素一起变动，共 {cells} 组取值、{runs} 次模拟，每次 {days} 天";
    STUDY_VALIDATE = "The presets {presets} held against what is known of real communities: {n} runs of each experiment, histories of {days} days",
        "把预设 {presets} 与真实社群的已知规律相对照：每个实验 {n} 次模拟，每段历史 {days} 天";
    MORE_CHAPTERS = "And {n} more {n:strategy|strategies}", "另有 {n} 个策略";
    STUDY_CALIBRATE = "Fitted to the {days} days before the forecast; {members} members may still be there; who quits and how often they come is taken from the last {window} days",
        "用预测开始前 {days} 天的记录拟合；可能仍在的成员 {members} 人；谁会离开、多久来一次取自最后 {window} 天";
    CALIBRATED_SURE = "The intervals hold what chance and what the log leaves open can do. What comes from outside the community (another platform, a new owner) is in none of them. --backtest shows how well such forecasts did.",
        "区间包含偶然与记录没有说清的部分；社群之外的变故（换平台、换群主）不在其中。--backtest 显示这类预测以往有多准。";
    FORETOLD = "What is foretold", "预测";
    FORETOLD_NOTE = "In a month of 30 days, so many months after the forecast begins: one time in ten it is less than the low number, one time in ten more than the high one.",
        "预测开始若干个月后的一个月（30 天）里：十次中有一次低于下限，有一次高于上限。";
    FORETOLD_WHAT = "In a month", "某一个月";
    FORETOLD_MEMBERS = "Members who write, month {n}", "发言的人，第 {n} 个月";
    FORETOLD_MESSAGES = "Messages, month {n}", "消息，第 {n} 个月";
    FORETOLD_LOW = "Low", "下限";
    FORETOLD_MIDDLE = "Middle", "居中";
    FORETOLD_HIGH = "High", "上限";
    FITTED = "What was fitted", "拟合出的值";
    FITTED_NOTE = "With 90% intervals; none where the log says too little, and the value is mostly what was believed before.",
        "附 90% 区间；记录说得太少、取值主要来自先前所知的，不附区间。";
    FITTED_WHAT = "Estimate", "估计";
    FITTED_BY = "By", "方法";
    INTERVAL_90 = "90% interval", "90% 区间";
    TITLE_CLAIMS = "What people say of communities, held against the model", "人们怎么说社群：逐条对照模型";
    TITLE_VALIDATION = "The model, held against what is known of real communities", "模型与真实社群的已知规律相对照";
    VALIDATED = "Of the {all} patterns of real communities that apply here, {held} hold, {failed} do not, {open} are not known.",
        "在此适用的 {all} 条真实社群规律中，{held} 条成立，{failed} 条不成立，{open} 条尚不清楚。";
    VALIDATED_SURE = "A pattern that holds shows that the model can express it, not that it was foretold: the presets were fitted with these bands in sight.",
        "规律成立只说明模型能表现它，不说明模型预言了它：校准预设时已经看过这些范围。";

    STUDY_CLAIMS = "{n} {n:claim|claims}, each lived through in {worlds} possible {worlds:world|worlds}, two runs a variation in each",
        "{n} 条说法，每条经历 {worlds} 种可能情形，每种策略在每种情形里模拟两次";
    CLAIMS_SURE = "A verdict is one of the model, not of the world: what is known from outside stands beside it. p-values are corrected for all claims together (Holm).",
        "结论是模型的，不是现实的：外部证据列在旁边。p 值按全部说法一并校正（Holm）。";

    // Tables.
    CLAIMS = "The claims", "各条说法";
    CLAIMS_NOTE = "Beside a verdict that agrees, what evidence says; beside one that does not, why the model disagrees.", "一致时附外部证据；不一致时附模型为何不同意。";
    CLAIM_NUMBERS = "All differences", "全部差异";
    CLAIM_NUMBERS_NOTE = "How many times as much the first variation has as the second, over worlds that count the same, with the 95% interval.",
        "前一策略相对后一策略的倍数变化，各种可能情形权重相同，附 95% 区间。";
    CLAIM = "Claim", "说法";
    PATTERNS = "The patterns", "各条规律";
    PATTERNS_NOTE = "A pattern holds if every part of it holds for every preset it applies to.", "一条规律在它适用的每个预设下，各部分都成立才算成立。";
    PATTERN_NUMBERS = "All numbers", "全部数字";
    PATTERN_NUMBERS_NOTE = "The value is the median over the runs, with the middle 80% of them; the band is what was found in real communities.",
        "数值为各次模拟的中位数，附中间 80%；范围来自真实社群。";
    PATTERN = "Pattern", "规律";
    PRESET = "Preset", "预设";
    VERDICT = "Verdict", "判定";
    EXPECTED = "Band", "应在范围";
    RUN_INTERVAL = "Middle 80%", "中间 80%";
    HOLDS = "holds", "成立";
    FAILS = "does not hold", "不成立";
    NOT_APPLICABLE = "does not apply", "不适用";
    NOT_MEASURED = "not measured", "未测得";
    NOT_EXPRESSIBLE = "cannot be expressed yet", "目前无法表达";
    TOLD = "told, not judged", "仅供参考";
    CELLS = "What was tried", "试过的取值";
    CELLS_NOTE = "The best first where there are many; the file has all.", "取值很多时只列最好的；文件里有全部。";
    CANDIDATES = "Candidates", "候选";
    CANDIDATES_NOTE = "Those that came furthest first; `·` is the value as written.", "走得最远的在前；`·` 为原方案的值。";
    INFLUENCES = "What it depends on", "取决于哪些因素";
    INFLUENCES_NOTE = "The most influential first.", "影响最大的在前。";
    KEY_FIGURES = "Key figures", "关键数字";
    KEY_FIGURES_NOTE = "Means over the runs with their 95% intervals; one run in ten lies below the 10–90% band, one above.",
        "各次模拟的平均值与 95% 置信区间；十次模拟中有一次低于第 10 百分位，一次高于第 90 百分位。";
    METRIC = "Metric", "指标";
    MEAN = "Mean", "均值";
    INTERVAL = "95% interval", "95% 置信区间";
    BAND = "10–90% of runs", "第 10–90 百分位";
    WISHED = "Wished for", "希望";
    MORE = "more", "多";
    LESS = "less", "少";
    MONEY = "Money and work", "钱与工时";
    MONEY_NOTE = "Over the whole time, in the currency of the scenario. What falls to each engaged member is the mean of the row over the mean number of engaged members at the end: members on the list who joined at least 28 days before and looked in on two or more of the last 28 days (in runs under 56 days, half of the run takes the place of 28 days).",
        "整个期间合计，货币与方案相同。摊到每名稳定参与成员的，是该行均值除以期末稳定参与成员的平均人数：名单上加入满 28 日、且最后 28 日中有两天以上来过的成员（不足 56 天的模拟以半程代替 28 日）。";
    PER_ENGAGED = "For each engaged member", "摊到每名稳定参与成员";
    BASE = "Base", "对照";
    STRATEGY = "Strategy", "策略";
    DIFFERENCES = "What each strategy changes", "各策略改变了什么";
    DIFFERENCES_NOTE = "The mean with the strategy, and how it differs from the base: ▲ better, ▼ worse, ≈ no clear difference (after Holm's correction for the number of comparisons); ◆ different, where nobody can say which is better. Best first.",
        "采用策略后的均值，以及与对照的差：▲ 更好，▼ 更差，≈ 无明显差别（已按比较次数做 Holm 校正）；◆ 有差别，但难说哪个更好。最好的在前。";
    BETTER = "better", "更好";
    WORSE = "worse", "更差";
    UNCLEAR = "no clear difference", "无明显差别";
    DIFFERENT = "different", "有差别";

    // What it rests on.
    RESTS_COUNT = "Of the {all} values of this scenario, {own} were set for it; the other {rest} are defaults that nobody has touched: {measured} measured on logs of real communities, {literature} from publications, {assumed} assumed.",
        "这个方案共有 {all} 个参数，其中 {own} 个是专门设定的；其余 {rest} 个是没有改过的默认值：{measured} 个来自真实社群日志的实测，{literature} 个来自文献，{assumed} 个是假定。";
    RESTS_ARRIVALS = "Who comes, and what newcomers are like, decides much of any result. These defaults about them were not touched:",
        "来多少人、来什么人，对任何结果都影响很大。这些有关的默认值没有改过：";
    RESTS_ASSUMED = "All assumed defaults", "全部假定的默认值";
    RESTS_BELIEFS = "Not known, and drawn anew for each run:", "不确定、每次模拟重新抽取：";
    DRAWN_WORLDS = "The assumptions that nobody has written down were drawn anew for each possible world, from what is known of each; `--worlds fixed` lives in the scenario as written.",
        "没有写明的假定，都按已知的范围为每个可能情形重新抽取；`--worlds fixed` 则只按方案所写模拟。";
    NOT_TURNED = "Whether other plausible assumptions would turn the answer was not tried; `qun sensitivity` finds which of them matter, and `[uncertainty]` draws them anew for each run.",
        "换一套同样说得通的假定，结论会不会反转，这里没有试过；`qun sensitivity` 可以找出哪些假定要紧，`[uncertainty]` 可以让每次模拟重新抽取。";
    DRAWN = "Every run lives in its own draw of the {n} assumptions that the scenario calls uncertain: the spread of the runs includes not knowing them.",
        "方案标为不确定的 {n} 个假定，每次模拟都重新抽取：各次模拟之间的差异已经包含了对它们的不了解。";
    PARAMETER = "Parameter", "参数";
    VALUE = "Value", "取值";
    KNOWN = "How well known", "依据";
    SOURCE = "Source", "来源";
    FROM = "Where it stands", "出处";
    MEASURED = "measured", "实测";
    LITERATURE = "literature", "文献";
    ASSUMED = "assumed", "假定";
    SETTING = "setting", "设定";

    // The scenario.
    CHANGED = "What differs from the defaults", "与默认值不同之处";
    CHANGED_BY = "What `{name}` changes", "“{name}”改了什么";
    WHOLE = "The whole scenario, every value written out", "完整方案，写出每一个值";

    // The manifest.
    MADE_VERSION = "Version of qun", "qun 版本";
    MADE_COMMAND = "Command", "命令";
    MADE_FILE = "Scenario file", "方案文件";
    MADE_SEED = "Seed", "随机种子";
    MADE_RUNS = "Runs", "模拟次数";
    MADE_DAYS = "Days", "天数";
    MADE_DIGEST = "SHA-256 of the resolved scenario", "完整方案的 SHA-256";
    MADE_CUT = "Interrupted: it rests on {done} of {planned} runs.", "中途停止：只跑了 {planned} 次中的 {done} 次。";
    MADE_AGAIN = "The same version, scenario and seed give the same numbers again, on any machine.", "版本、方案与种子相同，在任何机器上都得到同样的数字。";

    COLUMN_PLACE = "Place of the value of `{path}` along its range, from 0 to 1.", "`{path}` 的取值在其范围中的位置，从 0 到 1。";
    COLUMN_VARIED = "Value of `{path}`, which was varied.", "变动的参数 `{path}` 的取值。";

    COLUMN_RULE = "1 on the days on which the rule `{path}` changed something, 0 on the others.", "规则 `{path}` 当天有所改变为 1，否则为 0。";
    COLUMN_ALL_MEMBERS = "Members on the lists of all groups of the operator together.", "运营者名下各群名单上的成员总数。";
    COLUMN_ALL_HOURS = "Hours that the operator worked in all groups together.", "运营者在各群工作的总小时数。";
    COLUMN_IS = "Probability that the member is of the archetype `{path}`.", "该成员属于原型 `{path}` 的概率。";

    // Faults.
    FAULT_MISSING = "{file} is missing", "缺少 {file}";
    FAULT_CHANGED = "{file} has been changed since qun wrote it", "{file} 在 qun 写出之后被改过";
    FAULT_DAMAGED = "{file} cannot be read: {why}", "{file} 无法读取：{why}";
    FAULT_PART = "the part `{part}` of {file} cannot be read", "{file} 的“{part}”部分无法读取";
    FAULT_NEWER = "{file} was written by another version of qun; what this one does not know is left out", "{file} 由另一版本的 qun 写出；本版本不认识的部分略去";
    FAULT_CHART = "chart {number} of {file} cannot be drawn: {why}", "{file} 的第 {number} 幅图画不出来：{why}";
    REST_SHOWN = "The rest of the page shows what is there.", "页面其余部分只显示现有的内容。";
}

/// Answer of a run: its deciding metric.
pub const RUN_MEASURE: Text = Text::new(
    "{metric}: {mean} on average ({low} to {high} in 8 of 10 runs).",
    "{metric}：平均 {mean}（十次中有八次在 {low} 到 {high} 之间）。",
);
/// Answer of a run of one replicate.
pub const RUN_MEASURE_ONCE: Text = Text::new(
    "{metric}: {mean} in this one run.",
    "{metric}：这一次模拟为 {mean}。",
);
/// Answer of a run whose deciding metric has no value.
pub const RUN_NO_VALUE: Text = Text::new(
    "{metric}: no value in {n} {n:run|runs} of {days} {days:day|days}.",
    "{metric}：{n} 次模拟（每次 {days} 天）都没有数值。",
);
/// Answer of several runs of which a single one has a value of the deciding metric.
pub const RUN_MEASURE_ALONE: Text = Text::new(
    "{metric}: {mean} in the one of {n} runs that has a value.",
    "{metric}：{n} 次模拟中只有一次有数值，为 {mean}。",
);
/// Answer of a run: the peak of activity.
pub const RUN_PEAK: Text = Text::new(
    "Daily activity is highest in the week around day {day}, at {peak} members on average, and stands at {end} in the last week.",
    "日活在第 {day} 天前后的一周最高，平均约 {peak} 人，最后一周为 {end} 人。",
);
/// Answer of a run whose activity never fell.
pub const RUN_RISING: Text = Text::new(
    "Daily activity is highest at the end: {end} members on average in the last week.",
    "日活在期末最高：最后一周平均 {end} 人。",
);
/// Answer of a run: how it ends.
pub const RUN_STAGES: Text =
    Text::new("How it ends: {stages} of the runs.", "期末状态：{stages}。");
/// Answer of a run: death.
pub const RUN_DIED: Text = Text::new(
    "In {share} of the runs the community dies.",
    "{share} 的模拟中社群死去。",
);

/// Answer of a comparison by a metric of which neither more nor less is better: all in all.
pub const COMPARED_EITHER: Text = Text::new(
    "Of {all} strategies held against {base} for {metric}: {different} different, {unclear} not to be told apart.",
    "就{metric}而言，{all} 个策略与 {base} 相比：{different} 个有差别，{unclear} 个分不出差别。",
);
/// Answer of a comparison: all in all.
pub const COMPARED: Text = Text::new(
    "Of {all} strategies held against {base} for {metric}: {better} better, {worse} worse, {unclear} not to be told apart.",
    "以{metric}衡量，{all} 个策略与 {base} 相比：{better} 个更好，{worse} 个更差，{unclear} 个分不出高下。",
);

/// Story: the founders and all who joined.
pub const STORY_JOINED: Text = Text::new(
    "{joined} {joined:person joins|people join} in {days} {days:day|days}.",
    "{days} 天里有 {joined} 人加入。",
);
/// Story: where the joiners are at the end.
pub const STORY_LEFT: Text = Text::new(
    "Of all members, {silent} {silent:falls|fall} silent for good without leaving the list, {left} {left:leaves|leave}, and {removed} {removed:is|are} removed.",
    "所有成员中，{silent} 人不再来访但没有退群，{left} 人退群，{removed} 人被清理。",
);
/// Story: a full room.
pub const STORY_FULL: Text = Text::new(
    "It fills up in {share} of the runs, on day {day} on average: {turned} {turned:is|are} turned away in a run, and {waiting} {waiting:waits|wait} for a place at the end.",
    "{share} 的模拟中群会满员，平均在第 {day} 天：每次模拟有 {turned} 人被拒之门外，期末 {waiting} 人在排队。",
);
/// Story: the gate.
pub const STORY_GATE: Text = Text::new(
    "{applied} {applied:applies|apply}, {rejected} {rejected:is|are} rejected at the gate.",
    "{applied} 人申请，{rejected} 人被门槛拒绝。",
);
/// Story: the main cause.
pub const STORY_CAUSE: Text = Text::new(
    "Most who go of their own accord do so for this reason: {cause} ({share}){second}.",
    "主动流失最主要的原因是{cause}（占 {share}）{second}。",
);
/// Story: the next cause.
pub const STORY_SECOND: Text = Text::new(", then {cause} ({share})", "，其次是{cause}（{share}）");
/// Story: when most go.
pub const STORY_EARLY: Text = Text::new(
    "{d1} of newcomers look in again the day after joining, {d30} on day 30: most of the loss is in the first days.",
    "新成员次日再来的有 {d1}，第 30 天还来的有 {d30}：流失主要发生在头几天。",
);
/// Story: an act of the operator.
pub const STORY_ACT: Text = Text::new(
    "{name}: {times} {times:time|times} a run, first on day {day}.",
    "{name}：每次模拟约 {times} 次，首次在第 {day} 天。",
);
/// Story: an act that happens once a run.
pub const STORY_ACT_ONCE: Text = Text::new(
    "{name}: {what}, on day {day}.",
    "{name}：{what}（第 {day} 天）。",
);
/// A strategy with a name of its own.
pub const NAMED_STRATEGY: Text = Text::new("{name} ({own})", "{name}（{own}）");
/// Story: the purge.
pub const STORY_PURGE: Text = Text::new(
    "The purges remove {all} {all:member|members}, {per_month} a month; {awake} of them {awake:was|were} still taking part.",
    "清理共移出 {all} 人，每月 {per_month} 人；其中 {awake} 人当时仍在参与。",
);
/// Story: concentration.
pub const STORY_TOP: Text = Text::new(
    "At the end the most active 1% write {top1} of all messages, and of those who write on a day {answered} get an answer.",
    "期末最活跃的 1% 写了 {top1} 的消息；当天发言的人中，{answered} 得到过回复。",
);

/// Story of a strategy: what stands behind its effect.
pub const STORY_BEHIND: Text = Text::new("Behind it: {parts}.", "其中的缘由：{parts}。");
/// A count that is larger.
pub const STORY_MORE: Text = Text::new("{n} more {what}", "{what}多 {n}");
/// A count that is smaller.
pub const STORY_FEWER: Text = Text::new("{n} fewer {what}", "{what}少 {n}");
/// Nothing behind it.
pub const STORY_NOTHING: Text = Text::new(
    "Nothing that is counted differs clearly.",
    "计数的各项都没有明显差别。",
);

/// What is counted behind an effect.
pub const COUNTED: [(&str, Text); 6] = [
    ("joins_total", Text::new("join", "加入的人")),
    (
        "turned_away",
        Text::new("are turned away", "被拒之门外的人"),
    ),
    ("rejections", Text::new("are rejected", "被门槛拒绝的人")),
    ("leaves_total", Text::new("leave", "退群的人")),
    ("removals_total", Text::new("are removed", "被清理的人")),
    ("silenced", Text::new("fall silent", "不再来访的人")),
];
/// Exits for a cause, as counted behind an effect.
pub const COUNTED_CAUSE: Text = Text::new("go for this reason: {cause}", "因{cause}流失的人");
