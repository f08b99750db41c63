//! What members do, and how much of it.

use super::term;
use crate::words::entries;

entries! {
    /// Terms of activity.
    TERMS;
    VISIT = term("visit")
        .name("Visit", "来访")
        .meaning(
            "A member looks into the room on a day.",
            "成员某天打开群看了看。",
        )
        .also(&["打开群", "look in"]);
    VISITORS = term("visitors")
        .name("Visitors", "来访人数")
        .meaning(
            "Members who looked in, whether they wrote or not; `dau` counts those of a day.",
            "来过的成员，不论是否发言；`dau` 是当天的人数。",
        )
        .also(&["all who look in"]);
    SPEAKERS = term("speakers")
        .name("Speakers", "发言人数")
        .meaning(
            "Members who wrote; `speakers` counts those of a day.",
            "发过言的成员；指标 `speakers` 是当天的人数。",
        );
    POST = term("post")
        .name("Post", "发言")
        .meaning(
            "Something a member has written in a room.",
            "成员在群里写的一条消息。",
        )
        .also(&["消息", "message"]);
    REPLY = term("reply")
        .name("Reply", "回复")
        .meaning(
            "A post that answers another member.",
            "回应其他成员的发言。",
        )
        .also(&["answer"]);
    ACTIVE_MEMBERS = term("active_members")
        .name("Active members", "活跃成员数")
        .meaning(
            "Members who looked in during a day, a week, 28 or 30 days. In Chinese practice the daily figure often counts only those who spoke.",
            "在一天、一周、28 日或 30 日内来过的成员。实务中的“日活”常常只算发过言的人。",
        )
        .also(&["28 日活", "28-day active"]);
    ACTIVE_SPEAKERS = term("active_speakers")
        .name("Members who spoke in a week or month", "周发言人数与月发言人数")
        .meaning(
            "Members who wrote at least once in the last 7, 28 or 30 days.",
            "近 7、28 或 30 日至少发过一次言的成员。",
        )
        .also(&["周发言人数", "月发言人数", "weekly active who spoke", "monthly active who spoke"]);
    SPEAKING_RATE = term("speaking_rate")
        .name("Speaking rate", "发言率")
        .meaning(
            "Speakers as a share of the members, or of the visitors.",
            "发言人数占成员数的比例，或占来访人数的比例。",
        );
    MESSAGE_DENSITY = term("message_density")
        .name("Message density", "消息密度")
        .meaning(
            "Messages a member and day.",
            "平均每名成员每天的消息数。",
        )
        .also(&["人均日消息数"]);
    STICKINESS = term("stickiness")
        .name("Stickiness", "黏性")
        .meaning(
            "DAU over MAU: on what share of a month's days an active member looks in.",
            "日活除以月活：活跃成员在一个月里有多大比例的日子会来。",
        );
    ENGAGED_MEMBERS = term("engaged_members")
        .name("Engaged members", "稳定参与成员")
        .meaning(
            "Members who keep taking part; `engaged_end` counts them at the end.",
            "持续参与的成员；`engaged_end` 是期末的人数。",
        )
        .also(&["engaged member"]);
    OVERLOAD = term("overload")
        .name("Overload", "信息过载")
        .meaning(
            "More unread messages than a member takes in: it leads to muting, longer gaps and quitting.",
            "未读消息多到看不过来，于是免打扰、来得更少，直至离开。",
        )
        .also(&["information overload"]);
    SMALL_TALK = term("small_talk")
        .name("Small talk", "闲聊")
        .meaning(
            "Talk that is not about the subject of the community.",
            "与社群主题无关的聊天。",
        )
        .also(&["水", "灌水"]);
    CONCENTRATION = term("concentration")
        .name("Concentration", "发言集中度")
        .meaning(
            "How much of all posts comes from the most active few.",
            "发言有多少出自最活跃的少数人。",
        )
        .also(&["concentration of posting"]);
    ACTIVATION = term("activation")
        .name("Activation", "激活")
        .meaning(
            "A newcomer writes for the first time.",
            "新成员第一次发言。",
        )
        .also(&["新人首次发言"]);
    TIME_TO_FIRST_POST = term("time_to_first_post")
        .name("Time to first post", "首次发言用时")
        .meaning(
            "Days from joining to the first post.",
            "从加入到第一次发言过了几天。",
        );
    FIRST_RESPONSE = term("first_response")
        .name("First response", "首次响应")
        .meaning(
            "The first answer to a post, and how long it takes.",
            "一条发言得到的第一次回应，以及用了多久。",
        )
        .also(&["首响", "time to first reply"]);
    UNANSWERED = term("unanswered")
        .name("Unanswered", "无人回应")
        .meaning(
            "A post that nobody answers.",
            "没有任何人回应的发言。",
        )
        .also(&["未回复率"]);
    HABITUATION = term("habituation")
        .name("Habituation", "习以为常")
        .meaning(
            "Expectation follows what one gets, so that lasting pleasures wear off and their end hurts.",
            "期望会追上所得：长久的好处渐渐无感，一旦停掉却会难受。",
        )
        .also(&["适应"]);
    TIE = term("tie")
        .name("Tie", "关系")
        .meaning(
            "Bond between two members that grows with each answer and fades in weeks without.",
            "两名成员之间的联系：每次回复使它加深，数周不来往就会淡去。",
        )
        .also(&["bond"]);
    ABSENCE_FACTOR = term("absence_factor")
        .name("Absence factor", "缺席系数")
        .meaning(
            "Fewest members who together wrote half of all messages.",
            "最少几个人合起来写了全部发言的一半。",
        );
    GINI_COEFFICIENT = term("gini_coefficient")
        .name("Gini coefficient", "基尼系数")
        .meaning(
            "Inequality from 0 (all the same) to 1 (one has everything).",
            "不平等程度，从 0（人人一样）到 1（一人独占）。",
        )
        .also(&["gini"]);
}
