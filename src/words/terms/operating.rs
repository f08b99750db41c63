//! What operators do.

use super::term;
use crate::words::entries;

entries! {
    /// Terms of what operators do.
    TERMS;
    ENTRY_THRESHOLD = term("entry_threshold")
        .name("Entry threshold", "入群门槛")
        .meaning(
            "What newcomers must do or pay to get in.",
            "入群要做什么、付多少。",
        )
        .also(&["gate", "门槛"]);
    QUESTIONNAIRE = term("questionnaire")
        .name("Questionnaire", "入群问卷")
        .meaning(
            "A gate of questions.",
            "要回答问题才能入群。",
        );
    INVITATION = term("invitation")
        .name("Invitation only", "邀请制")
        .meaning(
            "A gate that opens to those whom members invite.",
            "有成员邀请才能入群。",
        );
    PROOF = term("proof")
        .name("Proof of qualification", "资质审核")
        .meaning(
            "A gate that asks for proof.",
            "提供资质证明才能入群。",
        );
    TASK = term("task")
        .name("Entry task", "任务门槛")
        .meaning(
            "A gate that asks for a task to be done.",
            "完成任务才能入群。",
        )
        .also(&["任务"]);
    SCARCITY = term("scarcity")
        .name("Scarcity", "围城效应")
        .meaning(
            "What is hard to get into is wanted more.",
            "越难进，越想进。",
        )
        .also(&["稀缺感"]);
    SUNK_COST = term("sunk_cost")
        .name("Sunk cost", "沉没成本")
        .meaning(
            "What was paid at the gate holds members, until it is forgotten.",
            "入群时付出的会让人舍不得走，直到淡忘。",
        );
    RENEWAL = term("renewal")
        .name("Renewal", "续费")
        .meaning(
            "The fee falls due again.",
            "费用到期再付。",
        );
    REFUND = term("refund")
        .name("Refund", "退款")
        .meaning(
            "Money given back to members who leave.",
            "把钱退还给离开的成员。",
        );
    MEMBERSHIP = term("membership")
        .name("Membership", "会员制")
        .meaning(
            "Members pay for a time and get what is promised for it.",
            "成员按期付费，享有承诺的权益。",
        );
    YEARLY_FEE = term("yearly_fee")
        .name("Yearly fee", "年费")
        .meaning(
            "Fee for a year.",
            "一年一交的费用。",
        );
    LIABILITY = term("liability")
        .name("Liability", "未交付的承诺")
        .meaning(
            "What has been paid for and not yet given.",
            "钱已收、东西还没交付的部分。",
        )
        .also(&["预收负债"]);
    CONTENT_PROGRAMME = term("content_programme")
        .name("Content programme", "内容栏目")
        .meaning(
            "Content of the operator's own, on fixed days.",
            "运营者自己出品、按固定日子推出的内容。",
        )
        .also(&["栏目"]);
    CONTENT_LAYERS = term("content_layers")
        .name("Layers of content", "内容分层")
        .meaning(
            "Content by where it comes from: professional, shared with partners, the main thread, events, the unexpected.",
            "按来源划分的内容：专业内容、合作内容、主线内容、活动内容、意外内容。",
        )
        .also(&["专业内容", "合作内容", "主线内容", "活动内容", "意外内容"]);
    RHYTHM = term("rhythm")
        .name("Rhythm", "固定节奏")
        .meaning(
            "Fixed days on which something happens.",
            "在固定的日子有固定的事。",
        )
        .also(&["节奏"]);
    MODERATION = term("moderation")
        .name("Moderation", "群规管理")
        .meaning(
            "Removing advertisements and spammers, warning, mediating quarrels.",
            "清理广告与广告党、警告、调解争吵。",
        )
        .also(&["群规"]);
    REMOVAL_OF_ADS = term("removal_of_ads")
        .name("Removal of ads", "清理广告")
        .meaning(
            "Deleting advertisements by hand.",
            "人工删除广告。",
        );
    AD_WINDOW = term("ad_window")
        .name("Ad window", "广告时间")
        .meaning(
            "Hours in which advertising is allowed.",
            "允许发广告的时间段。",
        );
    MEDIATION = term("mediation")
        .name("Mediation", "调解")
        .meaning(
            "Settling a quarrel between members.",
            "平息成员之间的争吵。",
        );
    STRICTNESS = term("strictness")
        .name("Strictness", "严格程度")
        .meaning(
            "How readily the operator warns and removes.",
            "运营者多容易警告和移出成员。",
        );
    ICE_BREAKING = term("ice_breaking")
        .name("Ice-breaking", "破冰")
        .meaning(
            "Getting newcomers to talk to each other.",
            "让新成员彼此说上话。",
        );
    WELCOME_RITUAL = term("welcome_ritual")
        .name("Welcome ritual", "入群仪式")
        .meaning(
            "What happens to everybody who joins.",
            "每个新人入群时都有的环节。",
        );
    NEWCOMER_FOLLOW_UP = term("newcomer_follow_up")
        .name("Newcomer follow-up", "新人跟进")
        .meaning(
            "Caring for newcomers one by one during their first days.",
            "在最初几天逐个照应新成员。",
        )
        .also(&["follow-up"]);
    ONE_TO_ONE = term("one_to_one")
        .name("One-to-one", "私聊")
        .meaning(
            "Writing to a member alone.",
            "单独给某个成员发消息。",
        )
        .also(&["private message"]);
    REACTIVATION = term("reactivation")
        .name("Reactivation", "促活")
        .meaning(
            "Bringing those back who have not looked in for long.",
            "把许久没来的成员叫回来。",
        )
        .also(&["唤醒", "召回", "win-back"]);
    PURGE = term("purge")
        .name("Purge", "清理僵尸")
        .meaning(
            "Removing members who have been silent for long.",
            "移出长期没有动静的成员。",
        )
        .also(&["清人"]);
    RED_PACKET = term("red_packet")
        .name("Red packet", "红包")
        .meaning(
            "Money given to whoever looks in.",
            "给打开群的人发钱。",
        )
        .also(&["red envelope", "hongbao"]);
    RED_PACKET_RAIN = term("red_packet_rain")
        .name("Red-packet rain", "红包雨")
        .meaning(
            "Many small red packets within minutes.",
            "几分钟内连发许多小红包。",
        );
    RISING_ROUNDS = term("rising_rounds")
        .name("Rising rounds", "递进红包")
        .meaning(
            "Red packets that grow from round to round.",
            "一轮比一轮大的红包。",
        );
    LUCKY_DRAW = term("lucky_draw")
        .name("Lucky draw", "抽奖")
        .meaning(
            "A prize drawn by lot.",
            "抽签决定谁得奖。",
        );
    RANKED_PRIZE = term("ranked_prize")
        .name("Ranked prizes", "排行奖励")
        .meaning(
            "Prizes for those who write most in a period.",
            "奖励一段时间内发言最多的人。",
        )
        .also(&["排行榜奖励"]);
    POINTS = term("points")
        .name("Points", "积分")
        .meaning(
            "What members collect by taking part.",
            "参与即可累积的分数。",
        )
        .also(&["score"]);
    LEVEL = term("level")
        .name("Level", "等级")
        .meaning(
            "Step reached with points.",
            "凭积分升到的级别。",
        );
    TITLE = term("title")
        .name("Title", "头衔")
        .meaning(
            "A name that shows what a member has done.",
            "表明成员贡献的称号。",
        );
    BADGE = term("badge")
        .name("Badge", "勋章")
        .meaning(
            "A sign for something achieved.",
            "达成某事后得到的标志。",
        );
    PRIVILEGE = term("privilege")
        .name("Privilege", "特权")
        .meaning(
            "Something only some members may do.",
            "只有部分成员能做的事。",
        );
    CHECK_IN_CHALLENGE = term("check_in_challenge")
        .name("Check-in challenge", "打卡挑战")
        .meaning(
            "Members promise to check in every day, often with a deposit.",
            "成员约定每日打卡，常常交押金。",
        )
        .also(&["押金打卡"]);
    STREAK = term("streak")
        .name("Streak", "连续打卡")
        .meaning(
            "Days in a row.",
            "连续坚持的天数。",
        );
    DEPOSIT = term("deposit")
        .name("Deposit", "押金")
        .meaning(
            "Money that comes back to those who keep their promise.",
            "做到就退还的钱。",
        );
    TEAM_COMPETITION = term("team_competition")
        .name("Team competition", "分组 PK")
        .meaning(
            "Members compete in teams.",
            "成员分组比赛。",
        )
        .also(&["阵营赛"]);
    BENEFITS_IN_KIND = term("benefits_in_kind")
        .name("Benefits in kind", "实物福利")
        .meaning(
            "Gifts instead of money.",
            "不发钱，发东西。",
        )
        .also(&["周边", "门票"]);
    PAID_QUESTION = term("paid_question")
        .name("Paid question", "红包提问")
        .meaning(
            "A question with money for the answer.",
            "提问时出钱，谁答归谁。",
        )
        .also(&["悬赏提问"]);
    SPLITTING = term("splitting")
        .name("Splitting", "分群")
        .meaning(
            "Making two rooms out of one.",
            "一个群拆成两个。",
        );
    MERGING = term("merging")
        .name("Merging", "合群")
        .meaning(
            "Making one room out of two.",
            "两个群并成一个。",
        );
    CLOSING = term("closing")
        .name("Closing", "解散")
        .meaning(
            "Ending a community as planned.",
            "按计划结束社群。",
        )
        .also(&["收尾"]);
    INTRODUCTIONS = term("introductions")
        .name("Introductions", "牵线")
        .meaning(
            "Bringing two members together who have something to say to each other.",
            "把有话可聊的两名成员拉到一起。",
        )
        .also(&["@ 引荐"]);
    ENDORSEMENT = term("endorsement")
        .name("Endorsement", "背书")
        .meaning(
            "Somebody trusted speaks for something.",
            "由受信任的人出面担保。",
        );
    DIGEST = term("digest")
        .name("Digest", "精华汇总")
        .meaning(
            "The best of the talk, summed up for those who missed it.",
            "把聊天精华整理给没看到的人。",
        )
        .also(&["精华"]);
    SPOTLIGHT = term("spotlight")
        .name("Spotlight", "每日一晒")
        .meaning(
            "One member's work or story shown each day.",
            "每天展示一名成员的作品或故事。",
        );
    OFFLINE_MEETING = term("offline_meeting")
        .name("Offline meeting", "线下聚会")
        .meaning(
            "Members meet in person.",
            "成员线下见面。",
        )
        .also(&["面基"]);
    PRE_FILLING = term("pre_filling")
        .name("Pre-filling", "预置内容")
        .meaning(
            "Content put in before the first newcomers come.",
            "在新人到来之前先放好内容。",
        )
        .also(&["seeding"]);
    CLOSED_BETA = term("closed_beta")
        .name("Closed beta", "内测")
        .meaning(
            "A small group tries the community before it opens.",
            "开放之前先由一小批人试用。",
        );
    SELLING = term("selling")
        .name("Selling", "转化")
        .meaning(
            "Selling something to members.",
            "向成员卖东西。",
        )
        .also(&["卖货"]);
    HARD_SELL = term("hard_sell")
        .name("Hard sell", "硬推")
        .meaning(
            "Selling without regard for what members want.",
            "不顾成员意愿地推销。",
        );
    TRUST = term("trust")
        .name("Trust", "信任")
        .meaning(
            "What selling and promises live on, and may use up.",
            "销售与承诺靠它，也会消耗它。",
        );
    SURVEY = term("survey")
        .name("Survey", "问卷调研")
        .meaning(
            "Asking members what they want.",
            "询问成员的想法。",
        )
        .also(&["调研"]);
    PLAYBOOK = term("playbook")
        .name("Playbook", "应对预案")
        .meaning(
            "Rules of what to do when something happens.",
            "事先写好的规则：出现什么情况，就做什么。",
        )
        .also(&["预案"]);
    PORTFOLIO = term("portfolio")
        .name("Portfolio", "多群运营")
        .meaning(
            "Running several communities with the same people.",
            "同一批人运营多个社群。",
        );
    HOURS = term("hours")
        .name("Operator's hours", "工时")
        .meaning(
            "Time the operator has each day.",
            "运营者每天能投入的时间。",
        );
    BUDGET = term("budget")
        .name("Budget", "预算")
        .meaning(
            "All the money there is for strategies.",
            "可用于各项策略的全部资金。",
        );
}
