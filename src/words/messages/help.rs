//! Help: what commands and flags are for.

super::messages! {
    // Commands.
    "Simulate the life of an online community, member by member, before anyone launches it", "在上线之前，逐个成员地模拟一个线上社群的一生";
    "Simulate the life of an online community, member by member, before anyone launches it.", "在上线之前，逐个成员地模拟一个线上社群的一生。";
    "Write what the community is and what its operator will do in a TOML file; qun runs it many times,", "用 TOML 文件写明社群是什么样、运营者要做什么；qun 反复模拟，";
    "shows activity and churn with their uncertainty, and says which of two strategies is better.", "给出活跃与流失及其不确定性，并说明两种策略哪个更好。";
    "Live a scenario through many times", "把一个方案反复模拟多次";
    "Compare strategies on the same people and the same luck", "用同一批人、同样的运气比较各策略";
    "Try many values, and say which are best", "试许多取值，说明哪些最好";
    "Find the best values with few runs", "用较少的模拟找出最好的取值";
    "Find out which of the things nobody knows matter", "找出哪些不确定的因素要紧";
    "Put the parts of a sweep together that ran apart", "合并分开跑的各部分扫描";
    "Say what is in the log of a real community", "说明真实社群的日志里有什么";
    "Fit a scenario to the log of a real community, or backtest it", "按真实社群的日志拟合方案，或做回测";
    "Hold the presets, or a real log, against the patterns of real communities", "用真实社群的规律检验预设或真实日志";
    "Live one run of a batch again, in full", "把批次中的一次模拟完整重跑";
    "Make the page of a study again, from its folder", "由结果文件夹重新生成网页";
    "Show the page of a study", "打开一项研究的网页";
    "Write a commented scenario to start from", "写一个带注释的方案，从它改起";
    "Find everything that is wrong with scenario files", "找出方案文件里的全部问题";
    "List scenarios, strategies, metrics, parameters …", "列出方案、策略、指标、参数……";
    "Explain a word: a key, a strategy, a metric, a cause, a column", "解释一个词：键、策略、指标、原因、列名";
    "Print the JSON schema of a scenario file, for editors", "输出方案文件的 JSON schema，供编辑器使用";
    "Print completions for a shell", "输出 shell 的命令补全";
    "Write the page of a lesson: a question, a guess, and what the model answers", "写出一课的网页：先提问，先猜，再看模型的回答";

    // Examples.
    "write a commented scenario, camp.toml", "写一个带注释的方案 camp.toml";
    "find everything that is wrong with it", "找出其中的全部问题";
    "the whole scenario, and where each value comes from", "完整方案，以及每个值从哪里来";
    "what an operator can do", "运营者能做什么";
    "what a word means", "一个词的意思";
    "writes camp.toml", "写出 camp.toml";
    "a forum instead of a chat group", "论坛，而不是聊天群";
    "one of the kinds of community that people run", "常见社群类型之一";
    "all templates", "全部模板";
    "say where the page is, open nothing", "只说网页在哪里，不打开";
    "writes output/camp/report.html again", "重新写出 output/camp/report.html";
    "shows it", "打开它";
    "after qun compare", "用在 qun compare 之后";
    "after qun run", "用在 qun run 之后";
    "what its [sweep] says", "按文件里的 [sweep]";
    "what its [uncertainty] says", "按文件里的 [uncertainty]";
    "what the advantage of a strategy hangs on", "一个策略的优势取决于什么";
    "then: qun merge parts/* --out output/camp", "之后：qun merge parts/* --out output/camp";
    "after parts that shared one folder", "各部分共用一个文件夹之后";
    "fit to the first 60 % of the log", "用日志的前 60% 拟合";
    "fit to all of it, to look ahead", "用全部日志拟合，以便预测";
    "forecasts of the rest against what happened", "用其余部分检验预测";
    "what is in it", "里面有什么";
    "all files of a folder as one community", "把文件夹里的全部文件当作一个社群";
    "a table without names, and a chart", "不含姓名的表和一幅图";
    "all presets against all patterns", "全部预设对全部规律";
    "one preset, less sure", "一个预设，不那么确定";
    "the same numbers of a real log", "真实日志的同样数字";
    "all lessons", "全部课程";
    "of all that died or declined", "所有死去或衰退的社群";
    "of one", "其中一个";
    "the whole book, in a few minutes", "整本书，几分钟";
    "two claims, with more worlds", "两条说法，用更多世界";
    "all contested advice, for scripts", "全部有争议的建议，供脚本使用";
    "and as the first line of a scenario, for completion in editors:", "并写在方案第一行，供编辑器补全：";

    // Flags that many commands have.
    "When to use colours (`NO_COLOR` is honoured too)", "何时使用颜色（也遵守 `NO_COLOR`）";
    "Print help", "显示帮助";
    "Print help (see more with '--help')", "显示帮助（'--help' 更详细）";
    "Print help (see a summary with '-h')", "显示帮助（'-h' 为摘要）";
    "Print version", "显示版本";
    "How many times to simulate, with other people and other luck [default: the scenario's]", "模拟多少次，每次换一批人、换运气 [默认：方案所写]";
    "How many days to simulate [default: the scenario's]", "模拟多少天 [默认：方案所写]";
    "Seed of all luck; the same seed gives the same bytes [default: the scenario's]", "全部运气的种子；种子相同，结果逐字节相同 [默认：方案所写]";
    "Seed of all luck; the same seed gives the same bytes", "全部运气的种子；种子相同，结果逐字节相同";
    "Threads to use; results never depend on it [default: all cores]", "使用多少线程；结果与此无关 [默认：全部核心]";
    "Change a value: --set operator.threshold.fee=49 (may be repeated)", "改一个值：--set operator.threshold.fee=49（可重复）";
    "Change a value first: --set operator.threshold.fee=49 (may be repeated)", "先改一个值：--set operator.threshold.fee=49（可重复）";
    "Folder for the results [default: output/NAME]", "结果文件夹 [默认：output/NAME]";
    "How to write the summary", "摘要的格式";
    "How to write the result", "结果的格式";
    "How to write the answer", "答案的格式";
    "How to write the list", "列表的格式";
    "How to write the estimates", "估计值的格式";
    "How to write what was found", "所得结果的格式";
    "For people", "给人看";
    "For scripts: one JSON document", "给脚本用：一份 JSON";
    "Add replicates until the main metric is this sure: 2% is a 95% interval of ±2%", "增加模拟次数，直到主要指标达到这个精度：2% 即 95% 置信区间为 ±2%";
    "Write into a folder that is not qun's; what stands in the way is kept as NAME~", "写进不是 qun 建的文件夹；挡路的保留为 NAME~";
    "Draw what the file does not say from what is known of it, or keep to the file: drawn or fixed [default: drawn; fixed for sensitivity, and for a run with [expect]]", "文件没写明的，按已知范围抽取（drawn）或照文件不变（fixed）[默认：drawn；敏感性分析与带 [expect] 的 run 为 fixed]";
    "In communities that could be real", "在各种可能的社群里";
    "All in the scenario as written", "全部照方案所写";
    "Do not draw charts", "不画图";
    "Say nothing but errors", "除错误外什么也不说";
    "Print the answer only", "只输出结论";
    "Show no progress bar", "不显示进度条";
    "Go on where an interrupted command has stopped", "从上次中断处继续";
    "Language of tables and charts [default: the scenario's]", "图表的语言 [默认：方案所写]";
    "Scenario file", "方案文件";
    "Scenario files", "方案文件";
    "On a terminal, unless `NO_COLOR` is set", "在终端上使用，除非设了 `NO_COLOR`";
    "Always", "总是";
    "Never", "从不";

    // run, compare.
    "Also write every join, visit and exit into this table, to count anything anew (docs/metrics.md)", "另把每次加入、来访与离开写进这张表，便于自己重新计数（docs/metrics.md）";
    "Scenario file with [strategy.NAME] tables", "带有 [strategy.NAME] 的方案文件";
    "Strategies to compare with the base [default: all]", "与对照比较的策略 [默认：全部]";
    "Metrics to compare, the deciding one first; daily ones are read on the last day [default: the usual ones]", "要比较的指标，决定性的写在最前；逐日指标取最后一天 [默认：常用的几个]";
    "Compare every two strategies, not only each with the base", "两两比较，不只与对照比较";
    "Put all strategies at the cost of the dearest: what one saves buys people in the channels that have a price", "让各策略花同样的钱（以最贵的为准）：省下的钱用来从有价的渠道买人";
    "Live the strategy of this name instead of the base", "不跑对照，改跑这个名字的策略";

    // sweep, optimize, sensitivity.
    "What to vary: PATH=v1,v2,… or PATH=from..to:steps, with :log for a log scale; `strategy=a,b` varies the strategy (may be repeated) [default: the file's [sweep]]", "变动什么：PATH=v1,v2,… 或 PATH=from..to:steps，加 :log 用对数刻度；`strategy=a,b` 变动策略（可重复）[默认：文件里的 [sweep]]";
    "How to lay out the cells", "格子怎样排布";
    "How many cells a design other than the grid has", "网格以外的设计有多少格";
    "The metric that says which cell is best", "用哪个指标判断最优";
    "The metric that says which cell is best [default: the sweep's]", "用哪个指标判断最优 [默认：扫描所用]";
    "Less of the metric is better", "指标越小越好";
    "Less of the metric is better [default: the sweep's]", "指标越小越好 [默认：扫描所用]";
    "Further metrics in cells.csv [default: the usual ones]", "cells.csv 里另加的指标 [默认：常用的几个]";
    "Do part I of N only; read from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX where they are set", "只做 N 份中的第 I 份；设有 SLURM_ARRAY_TASK_ID 或 JOB_COMPLETION_INDEX 时从中读取";
    "Say what it would take, and do nothing", "只说需要多少资源，不运行";
    "What may be changed: PATH=from..to for everything in between, PATH=v1,v2,… or PATH=from..to:steps for these values only (may be repeated) [default: the file's [sweep]]", "可以改什么：PATH=from..to 取其间任意值，PATH=v1,v2,… 或 PATH=from..to:steps 只取这些值（可重复）[默认：文件里的 [sweep]]";
    "The metric to make as large as possible", "要尽量大的指标";
    "The metric to make as small as possible", "要尽量小的指标";
    "What must hold of the mean: 'cost_total <= 5000' (may be repeated)", "均值必须满足的约束：'cost_total <= 5000'（可重复）";
    "Runs that the search may take, validation included [default: 18 times the replicates]", "寻优最多用多少次模拟，含验证 [默认：模拟次数的 18 倍]";
    "Further inputs: PATH=from..to or PATH=v1,v2,… (may be repeated)", "另加的因素：PATH=from..to 或 PATH=v1,v2,…（可重复）";
    "How to measure influence", "怎样衡量影响";
    "Trajectories (morris) or base points (sobol) [default: 20 or 64]", "轨迹数（morris）或基点数（sobol）[默认：20 或 64]";
    "The metric whose dependence is asked for", "要问哪个指标取决于什么";
    "Ask what a difference depends on, over worlds that are drawn: a strategy against the base, or A-B", "问差异在各种可能情形中取决于什么：一个策略对对照，或 A-B";
    "Folders that `qun sweep --shard` has written into", "`qun sweep --shard` 写过的文件夹";
    "Folder for the whole", "合并结果的文件夹";
    "Folder of a run, a comparison or a sweep", "run、compare 或 sweep 的结果文件夹";
    "Number of the cell, or name of the strategy", "格子编号或策略名";
    "Number of the replicate", "第几次模拟";
    "Folder for the results [default: replays/CELL-N in the folder]", "结果文件夹 [默认：该文件夹里的 replays/CELL-N]";

    // Pages, scenarios, words.
    "Folder of a study", "一项研究的文件夹";
    "Only print where the page is", "只输出网页的位置";
    "Write a page that somebody has changed again; the changed one is kept as report.html~", "网页被人改过时仍重写；改过的保留为 report.html~";
    "Name of the scenario; .toml is added", "方案的名字；会加上 .toml";
    "What to start from", "从什么开始";
    "Language of its names and comments, where it is there in both [default: the system's]", "名称与注释的语言（有两种语言时）[默认：系统的]";
    "Print the whole scenario, and where each value comes from", "输出完整方案，以及每个值从哪里来";
    "A key or its path, a strategy, metric, cause, stage, column, archetype or term", "键或路径、策略、指标、原因、阶段、列名、成员类型或术语";
    "Language of the answer [default: that of the word if it is Chinese, else the system's]", "答案的语言 [默认：词是中文就用中文，否则用系统的]";
    "What to list", "列出什么";
    "Language of the list [default: the system's]", "列表的语言 [默认：系统的]";
    "The shell", "哪种 shell";
    "Name of the lesson [default: a list of them]", "课程的名字 [默认：列出全部]";
    "Folder for its page [default: lessons]", "网页所在的文件夹 [默认：lessons]";
    "Language in which the page opens [default: the system's]", "网页打开时的语言 [默认：系统的]";

    // Logs.
    "Cut days at midnight in this time zone, such as Asia/Shanghai or +08:00 [default: as each time is written]", "按这个时区的午夜划分日子，如 Asia/Shanghai 或 +08:00 [默认：按各时间所写]";
    "Order of dates such as 5/1/24 [default: the only one that fits the file]", "5/1/24 这类日期的次序 [默认：唯一与文件相符的那种]";
    "Exports as the platform gives them: files, archives or folders, all of one community", "平台给出的导出：文件、压缩包或文件夹，同属一个社群";
    "Folder for members_days.csv, which has no names, and activity.svg", "放 members_days.csv（不含姓名）与 activity.svg 的文件夹";
    "Move all dates of the table by so many days, so that they do not tell who wrote when", "把表中日期整体移动这么多天，以免看出谁何时写过";
    "Exports of messages as the platform gives them, or tables of community,member_id,day,events[,replies_received]; several are one community, with --backtest several communities", "平台给出的消息导出，或 community,member_id,day,events[,replies_received] 表；多个文件算一个社群，加 --backtest 则各算一个";
    "Share of the log's months to fit to; the rest is for the backtest", "用日志前多大比例的月份拟合；其余用于回测";
    "Scenario file to write, the members' table beside it; a folder for tables with --backtest and --recovery", "要写出的方案文件，成员表在旁边；用 --backtest 与 --recovery 时为放表的文件夹";
    "Look at this first share of the log only, as if it ended there: for choosing settings without seeing the end", "只看日志的前这么大比例，当作到此为止：便于不看结尾就选定设置";
    "Days the scenario runs [default: as long as the log goes on after the split, at least 365]", "方案跑多少天 [默认：与分割点之后的日志等长，至少 365]";
    "Compare forecasts of the rest of the log with what happened, as Markdown tables", "把对其余日志的预测与实际相比，输出 Markdown 表";
    "Simulate so many logs with known parameters instead, and count how often the intervals hold them", "改为用已知参数模拟这么多份日志，数一数区间有多少次包含真值";
    "Replicates of the backtest", "回测的模拟次数";
    "Seed of the backtest's luck", "回测运气的种子";
    "Kinds of members to tell apart at most", "最多分几类成员";
    "Write over files, or into a folder, that are not qun's; what stands in the way is kept as NAME~", "覆盖不是 qun 写的文件或写进这样的文件夹；挡路的保留为 NAME~";
    "Preset to hold against the patterns: chat, forum or wechat (may be repeated) [default: all]", "用规律检验哪个预设：chat、forum 或 wechat（可重复）[默认：全部]";
    "Measure a real log instead: an export of messages, a folder of them, or a table of community,member_id,day,events[,replies_received]", "改为测量真实日志：消息导出、其文件夹，或 community,member_id,day,events[,replies_received] 表";
    "What kind of place the log is from; some bands depend on it", "日志来自哪类社群；有些范围与此有关";
    "Who was seen in the place, writing or not: community,member_id,day,joins,leaves", "谁来过（不论是否发言）：community,member_id,day,joins,leaves";
    "Say where the log lies among so many possible worlds of its medium", "说明日志处在这么多种可能情形中的什么位置";
    "Replicates of each experiment", "每个实验的模拟次数";
    "Days of each simulated history", "每段模拟历史的天数";
    "Folder for validation.json and patterns.csv, or for responses.csv", "放 validation.json 与 patterns.csv，或 responses.csv 的文件夹";
    "Page to write with everything that was found, as docs/validation.md or docs/responses.md; what other commands put there is kept", "把所得全部写进这个页面，如 docs/validation.md 或 docs/responses.md；其他命令写的内容保留";
    "Write into a folder, or over a page, that is not qun's; what stands in the way is kept as NAME~", "写进不是 qun 建的文件夹或覆盖这样的页面；挡路的保留为 NAME~";

    // Exit codes.
    "done", "完成";
    "something unexpected", "意外情况";
    "the command line makes no sense", "命令行不成立";
    "the scenario or the input data is invalid", "方案或输入数据有误";
    "some cells failed, the others are kept", "有些格子失败，其余保留";
    "an [expect] did not hold", "有 [expect] 未达到";
    "interrupted, what was done is kept", "中断，已完成的保留";

    // Claims, autopsies, lives.
    "Print the answer alone, and nothing else but errors", "只输出结论，除错误外什么也不说";
    "Try every dial of every strategy instead, at five doses on three sizes of community", "改为试遍每种策略的每个旋钮：三种规模的社群，各五个剂量";
    "Live through published experiments instead: members of a simulated community are assigned by their own luck", "改为重做已发表的实验：模拟社群的成员按各自的运气分组";
    "Hold what people say of communities against the model, claim by claim", "把关于社群的各种说法逐条与模型对照";
    "Few worlds: enough to notice that a verdict has turned", "世界数较少：足以看出结论是否变了";
    "Possible worlds of each claim", "每条说法用多少个可能的世界";
    "Folder for report.html, claims.json and claims.csv", "放 report.html、claims.json 和 claims.csv 的文件夹";
    "Page to write with what is kept, as docs/claims.md", "写出所保存内容的页面，如 docs/claims.md";
    "{file} is not a page of the claims book", "{file} 不是说法手册的页面";
    "name another file, or move that one away", "换一个文件名，或把那个文件移开";
    "File to keep what was found in, as scenarios/claims/verdicts.json", "保存结论的文件，如 scenarios/claims/verdicts.json";
    "Language of the table [default: the system's]", "表格的语言 [默认：系统语言]";
    "Say why communities died or declined, and what would still have saved them", "说明社群为什么死亡或衰落，当时还有什么办法能救";
    "Number of one replicate [default: the first eight that died or declined]", "某一次模拟的编号 [默认：最先死亡或衰落的八次]";
    "Strategies to try as remedies [default: all that the operator does not have yet]", "拿来补救的策略 [默认：运营还没用的全部]";
    "Language of the letter [default: the system's]", "说明的语言 [默认：系统语言]";
    "Tell the story of one member of a run", "讲述某次模拟里一位成员的经历";
    "Number of the member: founders first, then in the order of joining", "成员编号：先是元老，再按入群先后";
    "How to write the story", "故事以何种形式写出";
    "Language of the story [default: the system's]", "故事的语言 [默认：系统语言]";
}
