//! People, and the places they meet in.

use super::term;
use crate::words::entries;

entries! {
    /// Terms of people and places.
    TERMS;
    MEMBER = term("member")
        .name("Member", "成员")
        .meaning(
            "Somebody on the list of the community, whether they look in or not.",
            "名单上的人，来不来都算。",
        )
        .also(&["群友"]);
    FOUNDER = term("founder")
        .name("Founder", "创始成员")
        .meaning(
            "Member who is there on day 0.",
            "第 0 天就在的成员。",
        )
        .also(&["种子用户", "seed user"]);
    NEWCOMER = term("newcomer")
        .name("Newcomer", "新成员")
        .meaning(
            "Member who has joined a short time ago.",
            "刚加入不久的成员。",
        )
        .also(&["新人", "joiner"]);
    OPERATOR = term("operator")
        .name("Operator", "运营者")
        .meaning(
            "Whoever runs the community, with limited hours and money.",
            "负责运营社群的人，工时与预算都有限。",
        )
        .also(&["运营", "群主", "管理员", "admin", "owner"]);
    HELPER = term("helper")
        .name("Helper", "小助手")
        .meaning(
            "Member who shares the operator's work.",
            "分担运营工作的成员。",
        )
        .also(&["副群主", "助理"]);
    OPINION_LEADER = term("opinion_leader")
        .name("Opinion leader (KOL)", "意见领袖（KOL）")
        .meaning(
            "One of the few whose messages draw many times the attention.",
            "少数人之一，发言引来的关注是常人的许多倍。",
        )
        .also(&["KOL", "意见领袖", "大咖", "key opinion leader"]);
    HOME_GROWN_KOL = term("home_grown_kol")
        .name("Home-grown KOL", "自培 KOL")
        .meaning(
            "Opinion leader whom the operator has made out of an ordinary member.",
            "运营者从普通成员中培养出来的意见领袖。",
        )
        .also(&["自培意见领袖"]);
    GUEST = term("guest")
        .name("Guest", "特邀嘉宾")
        .meaning(
            "Opinion leader from outside who is paid to come for a time.",
            "花钱请来、待一段时间的意见领袖。",
        )
        .also(&["嘉宾", "invited expert"]);
    CORE = term("core")
        .name("Core", "核心成员")
        .meaning(
            "The few members who write most and whom the others come for.",
            "发言最多、别人冲着他们来的少数成员。",
        )
        .also(&["铁粉", "core members"]);
    REGULAR = term("regular")
        .name("Regular", "活跃成员")
        .meaning(
            "Member who looks in and writes often.",
            "经常来、也经常发言的成员。",
        )
        .also(&["regular member"]);
    LURKER = term("lurker")
        .name("Lurker", "潜水成员")
        .meaning(
            "Member who reads and hardly ever writes.",
            "只看、几乎不发言的成员。",
        )
        .also(&["潜水", "潜水党", "吃瓜群众"]);
    SPAMMER = term("spammer")
        .name("Spammer", "广告党")
        .meaning(
            "Member who comes to advertise.",
            "为了发广告而来的成员。",
        )
        .also(&["发广告的", "advertiser"]);
    IDLE_CHATTERER = term("idle_chatterer")
        .name("Idle chatterer", "水群党")
        .meaning(
            "Member who writes a great deal that concerns nobody in particular.",
            "话很多、但大多与谁都不相干的成员。",
        )
        .also(&["话痨"]);
    EXPERT = term("expert")
        .name("Expert", "行家")
        .meaning(
            "Member who knows the subject and is asked about it.",
            "懂行、常被请教的成员。",
        )
        .also(&["达人"]);
    TAKER = term("taker")
        .name("Taker", "伸手党")
        .meaning(
            "Member who asks and takes and gives nothing back.",
            "只问只拿、从不回馈的成员。",
        )
        .also(&["free rider"]);
    ROOM = term("room")
        .name("Room", "群")
        .meaning(
            "A place in which members read and write, with a number of places.",
            "成员看消息、发言的地方，人数有上限。",
        )
        .also(&["房间", "子群"]);
    CHAT_ROOM = term("chat_room")
        .name("Chat room", "可聊群")
        .meaning(
            "Room in which everybody may write.",
            "人人可以发言的群。",
        );
    QUIET_ROOM = term("quiet_room")
        .name("Quiet room", "禁聊群")
        .meaning(
            "Room in which only the operator writes.",
            "只有运营者发言的群。",
        )
        .also(&["announcement room"]);
    WAITING_LIST = term("waiting_list")
        .name("Waiting list", "排队名单")
        .meaning(
            "Those who want to join and wait for a place.",
            "想加入、正在等名额的人。",
        )
        .also(&["候补", "queue", "候补名单"]);
    CAPACITY = term("capacity")
        .name("Capacity", "人数上限")
        .meaning(
            "Number of places in a room.",
            "一个群最多能有多少人。",
        )
        .also(&["群上限", "cap"]);
    AUDIENCE = term("audience")
        .name("Audience", "潜在人群")
        .meaning(
            "All who could ever hear of the community.",
            "有可能听说这个社群的所有人。",
        );
    CHANNEL = term("channel")
        .name("Channel", "渠道")
        .meaning(
            "A way on which people hear of the community.",
            "人们得知社群的途径。",
        )
        .also(&["引流渠道"]);
    WORD_OF_MOUTH = term("word_of_mouth")
        .name("Word of mouth", "口碑传播")
        .meaning(
            "Newcomers whom active members bring.",
            "由活跃成员带来的新人。",
        )
        .also(&["口碑"]);
    FISSION = term("fission")
        .name("Fission", "裂变")
        .meaning(
            "Members bring members, often for a reward.",
            "老成员带新成员，常有奖励。",
        )
        .also(&["老带新", "referral"]);
    INNER_CIRCLE = term("inner_circle")
        .name("Inner circle", "核心群")
        .meaning(
            "A room of its own for the core.",
            "专给核心成员的小群。",
        );
}
