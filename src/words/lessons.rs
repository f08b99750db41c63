//! Lessons: a question, a guess, and what the model answers.

use super::Text;

/// A lesson.
#[derive(Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its name on the command line.
    pub key: &'static str,
    /// Its scenario, a file of `scenarios/teach`.
    pub scenario: &'static str,
    /// What it is called.
    pub title: Text,
    /// What is asked.
    pub question: Text,
    /// What may be guessed.
    pub guesses: [Text; 3],
    /// The guess that its runs bear out.
    pub right: usize,
    /// What surprises in it.
    pub surprise: Text,
    /// Where the model could be wrong.
    pub doubt: Text,
    /// What to try next.
    pub exercise: Text,
    /// The metrics of its tables, the deciding one first.
    pub metrics: &'static [&'static str],
    /// What its runs show, so that the answer is no mere claim.
    pub shows: &'static [Shows],
}

/// What a comparison shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// A metric is clearly larger under one strategy than under another.
    More(&'static str, &'static str, &'static str),
    /// A metric is not clearly different under two strategies.
    Level(&'static str, &'static str, &'static str),
}

/// The lesson of that name.
pub fn find(key: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|lesson| lesson.key == key)
}

macro_rules! scenario {
    ($name:literal) => {
        include_str!(concat!("../../scenarios/teach/", $name, ".toml"))
    };
}

/// All lessons, in the order in which they are best taken.
pub const LESSONS: &[Lesson] = &[
    Lesson {
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
    },
    Lesson {
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
    },
    Lesson {
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
    },
    Lesson {
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
    },
    Lesson {
        key: "packet-hangover",
        scenario: scenario!("packet-hangover"),
        title: Text::new("The packet hangover", "红包停发以后"),
        question: Text::new(
            "Every day from day 20 to day 60 the operator gives a red packet. Two months after the last one, what is left of it?",
            "从第 20 天到第 60 天，运营者天天发红包。停发两个月后还剩下什么？",
        ),
        guesses: [
            Text::new(
                "More engaged members: the habit stays",
                "稳定参与成员更多：习惯留下了",
            ),
            Text::new(
                "As many engaged members, and more who muted the group",
                "稳定参与成员一样多，设免打扰的更多",
            ),
            Text::new(
                "Far fewer engaged members: they are spoilt",
                "稳定参与成员少得多：被惯坏了",
            ),
        ],
        right: 1,
        surprise: Text::new(
            "The packets did bring people while they lasted. What they brought was messages to wade through, and people mute for good.",
            "发的时候确实有人来。但来的多半是刷屏，而免打扰设了就很少再关。",
        ),
        doubt: Text::new(
            "Gifts can begin habits and quarrels that the model does not know; what is measured of red packets is measured within days.",
            "红包可能养成习惯，也可能引起争执，模型都没有；现有的实测只到几天之内。",
        ),
        exercise: Text::new(
            "Give a packet once a week instead. Do as many mute?",
            "改成每周发一次，设免打扰的还这么多吗？",
        ),
        metrics: &["engaged_end", "dau_end", "muted_share", "cost_total"],
        shows: &[
            Shows::Level("engaged_end", "packets", "base"),
            Shows::More("muted_share", "packets", "base"),
        ],
    },
    Lesson {
        key: "the-purge",
        scenario: scenario!("the-purge"),
        title: Text::new(
            "The purge that helps and the one that harms",
            "有用的清理与有害的清理",
        ),
        question: Text::new(
            "Once a month, everybody is removed who has been silent for 30 days: in a full room with people at its door, and in one with places to spare. Where does it help?",
            "每月清理一次 30 天没来的人：一个群满员、门口有人等，另一个群还有很多空位。哪里有用？",
        ),
        guesses: [
            Text::new("In both: who is left is active", "都有用：留下的都活跃"),
            Text::new("In neither", "都没用"),
            Text::new(
                "In the full room; in the other it harms",
                "满员的群有用，另一个反而有害",
            ),
        ],
        right: 2,
        surprise: Text::new(
            "In the full room a purge makes places, and places bring newcomers. Where there are places anyway it only loses those who would have come back.",
            "满员的群清理出名额，名额带来新人。本来就有空位的群，只是赶走了会回来的人。",
        ),
        doubt: Text::new(
            "Those who are removed seldom tell others in this model, and those who stay do not become more careful. No controlled study of purges is known.",
            "模型里被清理的人很少对外抱怨，留下的人也不会因此更上心。没有清理的对照研究。",
        ),
        exercise: Text::new(
            "Wait 60 days instead of 30 before removing anybody. Which of the two rooms gains by it?",
            "改成 60 天没来才清理，哪个群更好？",
        ),
        metrics: &[
            "dau_end",
            "engaged_end",
            "members",
            "joins_total",
            "removals_total",
        ],
        shows: &[
            Shows::More("dau_end", "purge", "base"),
            Shows::More("engaged_end", "half-empty", "half-empty-purge"),
            Shows::More("dau_end", "half-empty", "half-empty-purge"),
        ],
    },
    Lesson {
        key: "moving-needs",
        scenario: scenario!("moving-needs"),
        title: Text::new("Moving needs", "需求会过去"),
        question: Text::new(
            "The season for which people came ends after day 90. From the start the operator has a programme of content, three pieces a week. How much of what the season takes does it save?",
            "大家为之而来的那一季在第 90 天后过去。运营者从一开始就做内容，每周三篇。季节带走的，内容能保住多少？",
        ),
        guesses: [
            Text::new("Nearly all of it", "几乎全部"),
            Text::new("About half", "大约一半"),
            Text::new("Hardly any", "几乎没有"),
        ],
        right: 2,
        surprise: Text::new(
            "People come with a need; when it is met or over, they go, and it is nobody's fault. The fall looks like a failure of the operator and is none.",
            "人是带着需求来的；需求满足了或过去了就走，不怪谁。看上去像运营失误，其实不是。",
        ),
        doubt: Text::new(
            "Content that meets the next need, rather than the passing one, may keep people: the model's content is of the same topics.",
            "如果内容满足的是下一个需求，也许留得住人：这里的内容还是原来的话题。",
        ),
        exercise: Text::new(
            "Give the season a second rise after day 150. How many of those who were there come back?",
            "让需求在第 150 天后再起来一次：老成员回来多少？",
        ),
        metrics: &["engaged_end", "dau_end", "members", "joins_total"],
        shows: &[
            Shows::More("engaged_end", "base", "passes"),
            Shows::More("engaged_end", "base", "answered"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_chinese;

    #[test]
    fn every_lesson_is_whole_in_both_languages() {
        for lesson in LESSONS {
            assert!(lesson.right < lesson.guesses.len(), "{}", lesson.key);
            assert!(
                !lesson.shows.is_empty() && !lesson.metrics.is_empty(),
                "{}",
                lesson.key
            );
            let texts = [
                lesson.title,
                lesson.question,
                lesson.surprise,
                lesson.doubt,
                lesson.exercise,
            ];
            for text in texts.into_iter().chain(lesson.guesses) {
                assert!(text.zh.chars().any(is_chinese), "{text:?}");
                assert!(!text.en.chars().any(is_chinese), "{text:?}");
            }
            assert!(find(lesson.key).is_some_and(|found| found == lesson));
        }
    }
}
