//! Charts, by the names of their files. The name is the title of the chart where it has a fixed one.

use super::{Entry, Kind, entries};

const fn chart(key: &'static str) -> Entry {
    Entry::new(Kind::Chart, key)
}

entries! {
    /// Every chart.
    CHARTS;
    ACTIVITY = chart("activity")
        .name("Members active each day, week and month", "日活、周活与月活")
        .meaning(
            "Daily, weekly and monthly active members.",
            "每日、每周与每月的活跃成员数。",
        )
        .also(&["activity chart", "活跃度图"]);
    CHURN_BY_CAUSE = chart("churn_by_cause")
        .name("Who leaves, and why", "成员流失及原因")
        .meaning(
            "Who leaves and why, week by week, removals below the line.",
            "每周有谁流失、因为什么；被清理的画在横线以下。",
        )
        .also(&["流失原因图"]);
    CONCENTRATION = chart("concentration")
        .name("How concentrated posting is", "发言集中度")
        .meaning(
            "How unequally members post: the shares of the most active 1% and 10% of those who write, over time.",
            "发言有多集中：发言者中最活跃的 1% 与 10% 的发言占比随时间的变化。",
        )
        .also(&["集中度图"]);
    DIFFERENCE_OVER_TIME = chart("difference_over_time")
        .name("Difference over time", "差值随时间的变化")
        .meaning(
            "What a strategy changes, day by day.",
            "策略带来的变化，逐日显示。",
        )
        .also(&["差值图"]);
    DOSE_RESPONSE = chart("dose_response")
        .name("What each dial does", "各个可调项的作用")
        .meaning(
            "What every dial of a strategy does at each of its doses, in communities of several sizes.",
            "策略的每个可调项在各档用量下、在不同规模的社群中起什么作用。",
        )
        .also(&["dose–response", "剂量反应图"]);
    FAN = chart("fan")
        .name("How far runs go apart", "各次模拟相差多远")
        .meaning(
            "The same scenario again and again, with other luck and, unless worlds are fixed, other assumptions where nobody knows: all runs as bands, and a typical, a good and a bad one by name.",
            "同一方案反复模拟，运气不同；除非固定情形，没人知道的假定也不同：全部模拟画成区间，并标出典型、较好与较差的各一次。",
        )
        .also(&["fan chart", "扇形图"]);
    FOREST = chart("forest")
        .name("What each strategy changes", "各策略的效果")
        .meaning(
            "What each strategy changes, with the intervals.",
            "每个策略改变了什么，附置信区间。",
        )
        .also(&["forest plot", "森林图"]);
    GROWTH_ACCOUNTING = chart("growth_accounting")
        .name("Active members gained, kept and lost", "活跃成员的新增、回流与沉寂")
        .meaning(
            "Who is new, stays and returns, and below the line who goes quiet.",
            "新增、持续与回流的活跃成员；转为沉寂的画在横线以下。",
        )
        .also(&["增长构成图"]);
    HEAT_MAP = chart("heat_map")
        .name("Heat map of a sweep", "参数扫描热力图")
        .meaning(
            "How a metric depends on two parameters of a sweep.",
            "指标如何随扫描中的两个参数变化。",
        )
        .also(&["heatmap", "热力图"]);
    HOURS_AND_NEED = chart("hours_and_need")
        .name("Operator hours against need", "运营工时：够不够用")
        .meaning(
            "Hours a day that the operator has, that the work asks for, and that are worked.",
            "运营者每天有多少工时、工作要多少、实际用了多少。",
        )
        .also(&["operator hours chart", "工时图"]);
    INDIVIDUAL_LIVES = chart("individual_lives")
        .name("Individual lives", "一个个成员的日子")
        .meaning(
            "Some members of one run, a line each: when they came, looked in, wrote and went.",
            "一次模拟中的若干成员，每人一行：何时加入、来访、发言、离开。",
        )
        .also(&["raster of members", "成员日历图"]);
    LORENZ = chart("lorenz")
        .name("Who writes the messages", "消息是谁写的")
        .meaning(
            "The Lorenz curve of one run: which share of the messages is written by which share of those who write.",
            "一次模拟的洛伦兹曲线：多大比例的发言者写了多大比例的消息。",
        )
        .also(&["lorenz curve", "洛伦兹曲线"]);
    MEMBERS_BY_STATE = chart("members_by_state")
        .name("What members are doing", "成员状态构成")
        .meaning(
            "What members are doing: active in the last 7 or 30 days, asleep, silent for good.",
            "成员都在什么状态：近 7 日或 30 日活跃、沉睡、已流失但未退群。",
        )
        .also(&["状态构成图"]);
    POWER_USER_CURVE = chart("power_user_curve")
        .name("On how many days members look in", "成员一个月来几天")
        .meaning(
            "The power-user curve: members at the end by the number of days on which they looked in, of the last 28.",
            "活跃天数分布：期末成员按最近 28 天来过几天分布。",
        )
        .also(&["days active chart", "L28", "活跃天数图"]);
    RETENTION = chart("retention")
        .name("How long newcomers stay", "新成员留存曲线")
        .meaning(
            "How long newcomers stay, by three definitions: seen on exactly the n-th day after joining, seen then or later, still on the list. Of several strategies the first.",
            "新成员能留多久，三种口径：加入后恰好第 n 天来过、当天或以后来过、仍在名单上。比较多个策略时只画第一种。",
        )
        .also(&["retention curve", "留存曲线"]);
    RETENTION_TRIANGLE = chart("retention_triangle")
        .name("Who stays, cohort by cohort", "各批新成员的留存")
        .meaning(
            "The retention triangle: of those who joined in the same week, the percentage that looked in during each later week.",
            "留存三角：同一周加入的人，之后每周来过的百分比。",
        )
        .also(&["cohort chart", "留存三角"]);
    ROOMS_OVER_TIME = chart("rooms_over_time")
        .name("How much is said in the rooms, and who finds too much", "各群的消息量与信息过载")
        .meaning(
            "Messages a day in each room of one run, and the share of visits that find more than the visitor can take in.",
            "一次模拟中各群每天的消息数，以及来访时消息多得看不完的占比。",
        )
        .also(&["rooms chart", "群消息量图"]);
    SEEN = chart("seen")
        .name("What the operator sees, and what is so", "运营者看到的与真实的")
        .meaning(
            "What a playbook watched, beside what no operator sees: who takes part, and who reads.",
            "规则所看的数字，与运营者看不到的：谁还在、谁在看。",
        );
    SIDE_BY_SIDE = chart("side_by_side")
        .name("Strategies side by side", "各策略并排")
        .meaning(
            "What became of the community under each strategy, metric by metric.",
            "在每种策略之下社群变成了什么样，逐个指标显示。",
        )
        .also(&["small multiples", "并排图"]);
    STAGES = chart("stages")
        .name("Stages of life", "生命阶段")
        .meaning(
            "Which share of the runs is in which stage of life, day by day.",
            "每天有多少模拟处于哪个生命阶段。",
        )
        .also(&["stage ribbon", "阶段图"]);
    STAY_BY_ARCHETYPE = chart("stay_by_archetype")
        .name("How long each kind of member stays", "各类成员能留多久")
        .meaning(
            "Of each archetype in one run, the share still taking part so many days after joining (Kaplan–Meier), with 95% intervals.",
            "一次模拟中各类人群加入若干天后仍在参与的占比（Kaplan–Meier），附 95% 置信区间。",
        )
        .also(&["Kaplan–Meier by archetype", "survival by archetype", "生存曲线"]);
    STOCK_AND_FLOW = chart("stock_and_flow")
        .name("Who comes, who goes, who is there", "进、出与在群")
        .meaning(
            "Members who take part, and those who join, fall silent, leave or are removed.",
            "仍在参与的成员，以及加入、不再来访、退群与被清理的人数。",
        )
        .also(&["进出图"]);
    SWEEP_LINE = chart("sweep_line")
        .name("A metric by one parameter", "指标随一个参数的变化")
        .meaning(
            "How a metric depends on one parameter of a sweep.",
            "指标如何随扫描中的一个参数变化。",
        );
    SWEEP_POINTS = chart("sweep_points")
        .name("A metric by several parameters", "指标随多个参数的变化")
        .meaning(
            "How a metric depends on each parameter of a Latin hypercube, a Sobol sequence or a search.",
            "指标如何随拉丁超立方、Sobol 序列或寻优中的每个参数变化。",
        );
    TORNADO = chart("tornado")
        .name("What a metric depends on most", "指标对哪些因素最敏感")
        .meaning("What a metric depends on most.", "指标最取决于哪些因素。")
        .also(&["tornado chart", "龙卷风图"]);
    TWO_BY_TWO = chart("two_by_two")
        .name("Two strategies, alone and together", "两个策略：单用与同用")
        .meaning(
            "What two strategies do alone and together, and what both would do if their effects added up.",
            "两个策略单独用与一起用的效果，以及两者效果简单相加应有的结果。",
        )
        .also(&["interaction", "2x2", "交互作用图"]);
    WHO_TALKS_TO_WHOM = chart("who_talks_to_whom")
        .name("Who talks to whom", "谁与谁来往")
        .meaning(
            "The ties between members on some evenings: the core that half of them go through, and the bridges, without whom others would be cut off.",
            "若干天晚上成员之间的联系：占了一半联系的核心，以及少了就会有人断线的桥梁成员。",
        )
        .also(&["network", "network of ties", "关系网"]);
    WORLD_MAP = chart("world_map")
        .name("Where the verdict holds", "结论在哪些情形下成立")
        .meaning(
            "A mark for each possible world, over the two assumptions on which a verdict hangs most: where the strategy is better, and where worse.",
            "每个可能情形一个标记，横纵轴是对结论影响最大的两个假定：策略在哪里更好、在哪里更差。",
        )
        .also(&["map of worlds", "情形地图"]);
}
