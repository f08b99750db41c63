//! Lessons on what holds members, what does not, and what is seen of it.

use super::{Lesson, Shows, scenario};
use crate::words::Text;

/// `packet-hangover`.
pub(super) const PACKET_HANGOVER: Lesson = Lesson {
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
};

/// `the-purge`.
pub(super) const THE_PURGE: Lesson = Lesson {
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
};

/// `star-or-mesh`.
pub(super) const STAR_OR_MESH: Lesson = Lesson {
    key: "star-or-mesh",
    scenario: scenario!("star-or-mesh"),
    title: Text::new("Star or mesh", "星形还是网状"),
    question: Text::new(
        "Two groups of 60, alike but for this: in one the members know the owner and nobody else, in the other they know one another. In both the owner answers for up to two hours a day, and goes on day 60. Three months later, which has lost more by it?",
        "两个 60 人的群，只有一点不同：一个群里大家只认识群主，另一个群里成员彼此认识。两边的群主每天都花最多两小时回复大家，第 60 天都离开。三个月后，哪个群因此损失更大？",
    ),
    guesses: [
        Text::new(
            "The star: with the owner goes all that held it together",
            "星形：群主一走，就没有东西维系了",
        ),
        Text::new(
            "The star a little; the mesh hardly notices",
            "星形略有损失；网状几乎没感觉",
        ),
        Text::new("Both, and about as much", "都有损失，而且差不多"),
    ],
    right: 2,
    surprise: Text::new(
        "What goes with the owner is their answers, and both groups lived on them. Whom people knew at the start is long faded by then: ties that nobody renews are no ties.",
        "群主带走的是每天的回复，两个群都靠它。开头谁认识谁，到那时早已淡了：没人续上的关系就不再是关系。",
    ),
    doubt: Text::new(
        "Members who know one another may agree to carry on, meet elsewhere, or name a new owner. In the model a tie brings answers and company, and no plans.",
        "彼此认识的成员可能会商量着继续、另起一处，或推举新群主。模型里的关系只带来回复与陪伴，不带来打算。",
    ),
    exercise: Text::new(
        "Let the owner spend half an hour a day on bringing members together: --set operator.weaving.introductions=6. Does the star lose less?",
        "让群主每天花半小时给成员牵线：--set operator.weaving.introductions=6。星形的损失会变小吗？",
    ),
    metrics: &["engaged_end", "posts_end", "dau_end", "newcomers_answered"],
    shows: &[
        Shows::More("engaged_end", "star-stays", "base"),
        Shows::More("engaged_end", "mesh-stays", "mesh"),
        Shows::Level("engaged_end", "mesh", "base"),
    ],
};

/// `moving-needs`.
pub(super) const MOVING_NEEDS: Lesson = Lesson {
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
};

/// `what-the-operator-sees`.
pub(super) const WHAT_THE_OPERATOR_SEES: Lesson = Lesson {
    key: "what-the-operator-sees",
    scenario: scenario!("what-the-operator-sees"),
    title: Text::new("What the operator sees", "运营者看到了什么"),
    question: Text::new(
        "A group of 200 is full, and others wait at its door. After day 90 what people came for is over. What does the operator see on the list of members three months later?",
        "一个 200 人的群满员，门口还有人等。第 90 天后，大家为之而来的事过去了。三个月后，运营者在成员名单上会看到什么？",
    ),
    guesses: [
        Text::new("About half have left", "大约一半人退群了"),
        Text::new(
            "Somewhat fewer members, and clearly more who leave",
            "成员少了一些，退群明显变多",
        ),
        Text::new(
            "Nothing: it is as full as ever, and nobody leaves who would not have left",
            "什么也看不到：一样满员，退群也没有变多",
        ),
    ],
    right: 2,
    surprise: Text::new(
        "Half of those who took part have stopped. They do not leave: they no longer look in, and the list stays full because others take the few places that come free. Whoever watches the list learns nothing; the number of those who write in a week more than halves.",
        "参与的人已经少了一半。他们并不退群，只是不再打开；偶尔空出的名额马上有人补上，名单一直是满的。只盯名单的人什么也看不出；一周内发言的人数却少了一半以上。",
    ),
    doubt: Text::new(
        "Few leave a chat group of their own accord; how few is taken from groups of which this is known. In places where leaving is announced, or costs a fee each month, the list tells more.",
        "聊天群里主动退群的人很少；究竟多少，取自有记录的群。若退群会公告，或每月要缴费，名单就能说明更多。",
    ),
    exercise: Text::new(
        "Give the operator a rule that watches who writes: see `qun explain playbook` and the chart of what is seen against what is so. On which day does it notice?",
        "给运营者加一条看发言人数的规则：见 `qun explain playbook` 与“看到的与真实的”一图。它在第几天察觉？",
    ),
    metrics: &[
        "engaged_end",
        "members",
        "leaves_total",
        "speaking_end",
        "dau_end",
    ],
    shows: &[
        Shows::More("engaged_end", "base", "passes"),
        Shows::More("speaking_end", "base", "passes"),
        Shows::Level("members", "passes", "base"),
        Shows::Level("leaves_total", "passes", "base"),
    ],
};
