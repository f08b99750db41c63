//! Lessons on how a community grows, and where it stops growing.

use super::{Lesson, Shows, scenario};
use crate::words::Text;

/// `critical-mass`.
pub(super) const CRITICAL_MASS: Lesson = Lesson {
    key: "critical-mass",
    scenario: scenario!("critical-mass"),
    title: Text::new("Critical mass", "临界规模"),
    question: Text::new(
        "A group grows by word of mouth alone. It begins with 8, 30 or 100 people. Which of the three will most likely still be alive after 120 days?",
        "一个群只靠口碑增长，开始时有 8 人、30 人或 100 人。120 天后，哪几种多半还活着？",
    ),
    guesses: [
        Text::new(
            "All three: good company is enough",
            "三种都活着：氛围好就够了",
        ),
        Text::new(
            "30 and 100: a handful is too few",
            "30 人和 100 人：几个人太少",
        ),
        Text::new(
            "Only 100: even 30 die about every other time",
            "只有 100 人：30 人也有一半左右会死",
        ),
    ],
    right: 2,
    surprise: Text::new(
        "Each of them is the same kind of people in the same kind of group. In a small one there is often nothing new to find, so people look in less, so there is less to find.",
        "三个群的人和条件都一样。人少时，打开群常常没有新东西，来得就少，新东西也更少。",
    ),
    doubt: Text::new(
        "Close friends keep a group of eight alive for years: the model has ordinary members, tied to each other by what they write alone. See `qun new club --from friends`.",
        "八个好朋友的群可以活很多年：这里是普通成员，只靠彼此的发言相连。可看 `qun new club --from friends`。",
    ),
    exercise: Text::new(
        "At 30 founders, what word of mouth keeps the group alive? Try --set audience.word_of_mouth=0.1.",
        "30 名创始成员时，口碑要多强群才活得下去？试试 --set audience.word_of_mouth=0.1。",
    ),
    metrics: &["died", "engaged_end", "dau_end", "members"],
    shows: &[
        Shows::More("died", "base", "hundred"),
        Shows::More("died", "thirty", "hundred"),
        Shows::More("engaged_end", "hundred", "thirty"),
    ],
};

/// `cap-queue-plateau`.
pub(super) const CAP_QUEUE_PLATEAU: Lesson = Lesson {
    key: "cap-queue-plateau",
    scenario: scenario!("cap-queue-plateau"),
    title: Text::new("Cap, queue and plateau", "上限、排队与平台期"),
    question: Text::new(
        "A room for 100 fills within weeks, and others queue for a place. Nobody is removed. What does the room look like after half a year, next to one for 400?",
        "一个限 100 人的群几周就满，外面有人排队，里面不清理。半年后，它和限 400 人的群相比怎样？",
    ),
    guesses: [
        Text::new(
            "Smaller and livelier: a place is worth something",
            "人少但更活跃：名额难得",
        ),
        Text::new("As lively for its size", "按人数算一样活跃"),
        Text::new(
            "A full list with hardly anybody there",
            "名单是满的，却几乎没人",
        ),
    ],
    right: 2,
    surprise: Text::new(
        "Those who fall silent keep their places, so nobody new comes in. Newcomers of both rooms stay equally long; the small one merely has no newcomers.",
        "不再来的人占着名额，新人进不来。两个群的新人留得一样久，只是小群没有新人了。",
    ),
    doubt: Text::new(
        "Scarcity could make people value a place more than the model assumes; how much is not known from any controlled study.",
        "名额稀缺也许比模型假定的更能让人珍惜；究竟多少，没有对照研究可依。",
    ),
    exercise: Text::new(
        "Let the small room remove who has been silent for 30 days: --set operator.purge.after_days=30. Does it catch up?",
        "让小群清理 30 天没来的人：--set operator.purge.after_days=30。追得上吗？",
    ),
    metrics: &[
        "engaged_end",
        "dau_end",
        "members",
        "joins_total",
        "retention_d30",
    ],
    shows: &[
        Shows::More("engaged_end", "larger", "base"),
        Shows::Level("retention_d30", "larger", "base"),
    ],
};

/// `overload`.
pub(super) const OVERLOAD: Lesson = Lesson {
    key: "overload",
    scenario: scenario!("overload"),
    title: Text::new("Overload", "信息过载"),
    question: Text::new(
        "The same kind of group, begun with 400 people or with 100. In which do more of the members mute it?",
        "同样的群，一个从 400 人开始，一个从 100 人开始。哪个群里设免打扰的成员占比更高？",
    ),
    guesses: [
        Text::new("In the small one: there is less to see", "小群：没什么可看"),
        Text::new(
            "In the large one: there is too much to see",
            "大群：消息太多",
        ),
        Text::new("It is the same", "一样"),
    ],
    right: 1,
    surprise: Text::new(
        "The large one has more engaged members in all, and still turns away a larger share of them: what one writes is what another must read.",
        "大群的稳定参与成员总数更多，但吵走的占比也更高：一个人写的，就是另一个人要看的。",
    ),
    doubt: Text::new(
        "Topics, threads and quiet rooms let large groups stay bearable; this one has a single room.",
        "分话题、分楼、设禁聊群都能让大群不那么吵；这里只有一个群。",
    ),
    exercise: Text::new(
        "Split the 400 over four rooms of 100. Does the share that mutes fall?",
        "把 400 人分到四个 100 人的群里，免打扰占比会下降吗？",
    ),
    metrics: &["muted_share", "engaged_end", "dau_end", "posts_end"],
    shows: &[
        Shows::More("muted_share", "base", "small"),
        Shows::More("engaged_end", "base", "small"),
    ],
};

/// `free-or-paid`.
pub(super) const FREE_OR_PAID: Lesson = Lesson {
    key: "free-or-paid",
    scenario: scenario!("free-or-paid"),
    title: Text::new("Free or paid", "免费还是付费"),
    question: Text::new(
        "A group that nobody knows yet asks 49 at the door. How many engaged members has it after 120 days, next to the same group for free?",
        "一个还没有名气的群入群收 49 元。120 天后，它的稳定参与成员和免费时相比怎样？",
    ),
    guesses: [
        Text::new(
            "More: who pays takes it seriously",
            "更多：付了钱的人更认真",
        ),
        Text::new("About half", "大约一半"),
        Text::new("About a tenth", "大约十分之一"),
    ],
    right: 2,
    surprise: Text::new(
        "Nearly all who would have come do not, and those who do look in no more often on their thirtieth day. Money comes in, a community does not.",
        "本来会来的人几乎都不来了；来的人到第 30 天也没有来得更勤。钱收到了，社群没有。",
    ),
    doubt: Text::new(
        "How many pay for a place in an unknown group is taken from sales of goods; people who pay for a promise they want kept (a course, a camp) do stay longer. See `qun new camp --from writing-camp`.",
        "没名气的群有多少人肯付费，用的是商品销售的数字；为明确承诺（课程、训练营）付费的人确实留得更久。可看 `qun new camp --from writing-camp`。",
    ),
    exercise: Text::new(
        "Sweep the fee from 0 to 99. Is there a fee at which more is lost than is earned?",
        "把费用从 0 扫到 99：有没有一个价位，失去的比赚到的多？",
    ),
    metrics: &[
        "engaged_end",
        "joins_total",
        "retention_d30",
        "revenue_total",
    ],
    shows: &[
        Shows::More("engaged_end", "base", "paid"),
        Shows::More("joins_total", "base", "paid"),
        Shows::Level("retention_d30", "paid", "base"),
    ],
};

/// `experts-and-novices`.
pub(super) const EXPERTS_AND_NOVICES: Lesson = Lesson {
    key: "experts-and-novices",
    scenario: scenario!("experts-and-novices"),
    title: Text::new("Experts and novices", "行家与新手"),
    question: Text::new(
        "A forum of 100 people who know their subject grows by one a day. An advertisement brings twelve more a day, whom the subject hardly suits. After half a year, how many engaged members has it?",
        "一个 100 人的论坛，大家都懂行，每天来一个新人。一则广告每天再带来 12 个人，但话题不太适合他们。半年后稳定参与成员会怎样？",
    ),
    guesses: [
        Text::new(
            "Fewer than without it: the experts tire of their questions and go",
            "比不投广告还少：行家被问烦了，走了",
        ),
        Text::new(
            "Many more, but less than half of what twelve suitable ones a day would have brought",
            "多得多，但不到同样多合适的人所能带来的一半",
        ),
        Text::new(
            "As many as twelve suitable ones a day would have brought",
            "和每天 12 个合适的人带来的一样多",
        ),
    ],
    right: 1,
    surprise: Text::new(
        "Experts do tire: where they never do, a few more go on writing. But what the advertisement lacks most is not patience. People whom the subject does not suit find little in it, and stay shorter.",
        "行家确实会累：如果他们从不嫌烦，发言的人会稍多几个。但这则广告最缺的不是耐心：话题不适合的人看不到多少有用的，待得也短。",
    ),
    doubt: Text::new(
        "How many questions an expert bears is assumed, and nobody has measured it across communities. Where experts leave first, others have less to come for, and the loss feeds on itself.",
        "行家受得了多少提问是假定的，还没有跨社群的实测。若行家先走，别人也少了来的理由，损失会越滚越大。",
    ),
    exercise: Text::new(
        "Make experts ten times as impatient: --set interactions.bearable_novices=0.05. Does the crowd still pay?",
        "让行家的耐心只剩十分之一：--set interactions.bearable_novices=0.05。这群新人还划算吗？",
    ),
    metrics: &["engaged_end", "speaking_end", "retention_d30", "members"],
    shows: &[
        Shows::More("engaged_end", "crowd", "base"),
        Shows::More("engaged_end", "crowd-that-fits", "crowd"),
        Shows::More("speaking_end", "nobody-minds", "crowd"),
    ],
};
