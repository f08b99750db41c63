//! The scenarios that come with the program. They are the files of the folder `scenarios`.

use super::failure::Failure;
use crate::words::{Language, Text};

/// A ready-made scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a line.
    pub description: Text,
    /// The file.
    text: &'static str,
    /// The same scenario with Chinese names and comments, where there is one.
    chinese: Option<&'static str>,
}

impl Template {
    /// The file, in `language` where there is one in it.
    pub fn text(&self, language: Language) -> &'static str {
        match self.chinese {
            Some(chinese) if language == Language::Chinese => chinese,
            _ => self.text,
        }
    }
}

macro_rules! templates {
    (
        starters { $($start:literal: $start_en:literal, $start_zh:literal;)* }
        chinese { $($only:literal: $only_en:literal, $only_zh:literal;)* }
        cases { $($name:literal: $en:literal, $zh:literal;)* }
        kinds { $($kind:literal: $kind_en:literal, $kind_zh:literal;)* }
    ) => {
        /// All of them: what to start from, cases that show one thing each, and the kinds of community
        /// that people run.
        pub const TEMPLATES: &[Template] = &[$(Template {
            name: $start,
            description: Text::new($start_en, $start_zh),
            text: include_str!(concat!("../../scenarios/", $start, ".toml")),
            chinese: Some(include_str!(concat!("../../scenarios/zh/", $start, ".toml"))),
        },)* $(Template {
            name: $only,
            description: Text::new($only_en, $only_zh),
            text: include_str!(concat!("../../scenarios/", $only, ".toml")),
            chinese: None,
        },)* $(Template {
            name: $name,
            description: Text::new($en, $zh),
            text: include_str!(concat!("../../scenarios/", $name, ".toml")),
            chinese: Some(include_str!(concat!("../../scenarios/zh/", $name, ".toml"))),
        },)* $(Template {
            name: $kind,
            description: Text::new($kind_en, $kind_zh),
            text: include_str!(concat!("../../scenarios/kinds/", $kind, ".toml")),
            chinese: Some(include_str!(concat!("../../scenarios/kinds/zh/", $kind, ".toml"))),
        }),*];
    };
}

templates! {
    starters {
        "quickstart": "The shortest scenario that says something: a chat group, a questionnaire at the door, a variation to compare with.",
            "最短的、能说明问题的方案：一个聊天群，入群问卷，一个对比方案。";
        "chat": "A chat group with most tables, commented.",
            "聊天群，用到大多数表，都有注释。";
        "forum": "A forum: threads that are answered over days, no limit of members.",
            "论坛：帖子几天里陆续有人回，人数不限。";
    }
    chinese {
        "wechat": "A WeChat group of 500 with a waiting list, in Chinese.",
            "五百人微信群，满员排队（中文）。";
    }
    cases {
        "wechat-groups": "Small groups that friends make, growing by invitation: most die young.",
            "朋友拉起来的小群，靠邀请长大：大多活不久。";
        "friends": "A closed group of friends that lives on without newcomers.",
            "不进新人的朋友小群：一直活着。";
        "strategies": "Every strategy an operator has, each as a variation of doing nothing.",
            "运营能用的每种策略，各作为一个对比方案。";
        "two-packets": "Two kinds of red packet and two programmes of content: strategies under names of their own.",
            "两种红包、两套内容：同一种策略可以起名并用几份。";
        "c1-product-managers-2016": "A group for product-manager graduates that rises with the recruiting season and falls with it.",
            "产品经理求职群：随招聘季涨，随招聘季落。";
        "c2-dozen-dead-groups": "A copy of C1 that drew its members by adverts in dead groups: visits fall by two thirds from their peak in spring.",
            "C1 的失败副本：靠十几个死群的广告拉人，来访从春天的高峰跌去三分之二。";
        "c3-paid-leaders-cut": "A question-and-answer app that cut its paid opinion leaders and gathered seed users.",
            "问答社区砍掉付费 KOL，改由种子用户撑起来。";
        "c5-guest-lectures": "A group that is alive on the days of its guest lectures.",
            "嘉宾讲座群：只有讲座那天是活的。";
        "c8-nobody-needs-it": "A teachers' group that nobody needed: told honestly, nine in ten declined.",
            "没人需要的教师群：如实说明之后，十个人里九个不加。";
        "c4-running-club": "A running club of three rooms, most of it asleep, with a talk that begins once 419 have come.",
            "跑步群：三个房间，大多沉睡，满 419 人开讲。";
        "c6-red-packets": "A group that lives on red packets.",
            "靠红包活着的群。";
        "c6-pulled-in": "People merely pulled in and warmed with packets: lively for less than a month.",
            "硬拉来的人，用红包暖场：热闹不到一个月。";
        "c7-check-in-group": "A small check-in group in which everybody is active for two months.",
            "小打卡群：两个月人人活跃。";
        "c7-learning-group": "A learning group of eight hundred with weekly work.",
            "八百人学习群，每周有作业。";
        "c9-free-or-paid": "The same community with the entry fee swept.",
            "同一个社群，扫描入群费。";
        "c10-star-or-mesh": "The owner leaves: a group that knows only its owner, and one whose members know one another.",
            "群主离开之后：只认识群主的群，和成员彼此认识的群。";
        "c11-monthly-renewal": "Monthly renewal: purge, queue and fee, on and off.",
            "按月更新：清理、排队、收费，开与关。";
        "c12-yearly-fee": "A yearly fee: cash at once, a promise for a year, and renewals that follow what was delivered.",
            "年费：钱先到手，服务欠一年，续不续看兑现了多少。";
        "c13-competence-or-fame": "Selling in a group: experts, a celebrity, goods nobody came for, and a pitch every day.",
            "在群里卖东西：懂行的、有名的、不对路的、天天推销的。";
        "rooms": "One room or several: a split, regional and topical rooms, an inner circle.",
            "一个群还是几个群：拆分、地区群、话题群、核心小群。";
        "portfolio": "One operator's hours over one to six groups.",
            "一个运营的工时分给一到六个群。";
        "playbook": "A rule that looks at the queue every evening, against two fixed plans.",
            "每晚看一眼排队人数的规则，对比两种固定做法。";
        "practices": "An agenda that follows the need, sorting for each reader, a robot, approval of every message.",
            "跟着需要走的议题、按人分拣、机器人、先审后发。";
        "next-camp": "A camp that ends as planned, and the next one, to which those who were there are invited.",
            "训练营按计划结营，下一期把老学员请回来。";
        "c14-closed-beta": "From nobody to a community: filled beforehand and tried by a few, against opening empty.",
            "从零开始：先填内容、先小范围内测，对比空着就开门。";
    }
    kinds {
        "writing-camp": "A writing camp with a fee: few come, many stay to the end of term.",
            "收费写作营：来的人少，坚持到期末的人多。";
        "exam-group": "An exam group: everybody needs it until the exam.",
            "考试群：考前人人需要，考后几乎没人需要。";
        "coupon-group": "A coupon group: bargains, hardly any talk, advertisers.",
            "优惠券群：为便宜而来，很少聊天，广告号多。";
        "red-packet-group": "A red-packet group, and what is left when the packets stop.",
            "红包群，以及停发以后还剩下什么。";
        "fan-group": "A fan group: loud, loyal, carried by a few, at times quarrelling.",
            "粉丝群：消息多、归属感强、靠几个人撑着，偶尔争吵。";
        "brand-customers": "A brand's customers: a question, an answer, and no reason to stay.",
            "品牌客户群：问完就没有理由再留下。";
        "paid-circle": "A paid circle of knowledge: a yearly fee for what one author writes.",
            "付费知识圈：按年付费看圈主写的内容。";
        "neighbourhood": "A neighbourhood group: nobody leaves, few write.",
            "业主群：很少有人退群，说话的人不多。";
        "parents": "Parents of a class: a given list, notices, noise.",
            "家长群：名单固定，有通知，也有刷屏。";
        "recruits": "The recruits of one year: one need, one season.",
            "同届求职群：同一个需求，同一个季节。";
        "open-source-chat": "The chat of an open-source project: questions, few who answer.",
            "开源项目聊天室：提问的多，回答的少。";
        "qa-forum": "A forum of questions and answers: most come once.",
            "问答论坛：多数人只来一次。";
        "game-guild": "A game guild: thirty people, most evenings.",
            "游戏公会：三十来个人，晚上一起玩。";
        "subreddit": "A subject forum on a large platform: open, many readers.",
            "大平台上的主题版块：谁都能进，看的人多。";
        "course-cohort": "A course of thirty days: all begin together, nobody comes later.",
            "三十天课程群：一起开始，没有新人。";
        "inner-circle": "An inner circle of the best beside a large group.",
            "大群旁边的核心小群。";
    }
}

/// The template of a name.
///
/// # Errors
///
/// A usage failure with the nearest name.
pub fn find(name: &str) -> Result<&'static Template, Failure> {
    TEMPLATES
        .iter()
        .find(|template| template.name == name)
        .ok_or_else(|| {
            let names: Vec<&str> = TEMPLATES.iter().map(|template| template.name).collect();
            Failure::unknown(
                format!("there is no template `{name}`"),
                name,
                &names,
                || format!("there are {}", names.join(", ")),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Loaded, parse_str};

    #[test]
    fn every_template_is_a_good_scenario_without_warnings() {
        for template in TEMPLATES {
            for language in [Language::English, Language::Chinese] {
                let loaded = loaded(template, language);
                assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
            }
        }
    }

    fn loaded(template: &Template, language: Language) -> Loaded {
        let overrides = super::super::options::overrides(&[]);
        parse_str(template.name, template.text(language), &overrides)
            .unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// Names that stand within the values of a scenario, too.
    const NAMES: [(&str, &str); 30] = [
        ("大群", "main"),
        ("资讯群", "news"),
        ("技法", "technique"),
        ("器材", "equipment"),
        ("初学者", "learner"),
        ("投放", "adverts"),
        // Of the cases.
        ("主群", "main"),
        ("本群", "the group"),
        ("聊天群", "chat"),
        ("聊天一群", "chat 1"),
        ("聊天二群", "chat 2"),
        ("资讯室", "information"),
        ("通知群", "notices"),
        ("一号群", "first"),
        ("二号群", "second"),
        ("三号群", "third"),
        ("甲群", "one"),
        ("乙群", "two"),
        ("讲座群", "lectures"),
        ("教师群", "teachers"),
        ("实习", "internships"),
        ("校招", "campus hiring"),
        ("新城市的生活", "life in a new city"),
        ("学业", "studies"),
        ("求职", "jobs"),
        ("学员", "learner"),
        ("朋友", "friend"),
        ("作者倦了", "the author tires"),
        ("先等着", "wait"),
        ("有人排队", "people queue"),
    ];

    #[test]
    fn a_template_is_the_same_community_in_both_languages() {
        let of_one: Vec<&str> = TEMPLATES
            .iter()
            .filter(|template| template.chinese.is_none())
            .map(|template| template.name)
            .collect();
        assert_eq!(of_one, ["wechat"], "which is Chinese itself");
        for template in TEMPLATES
            .iter()
            .filter(|template| template.chinese.is_some())
        {
            let [english, chinese] = [Language::English, Language::Chinese].map(|language| {
                let loaded = loaded(template, language);
                let variations = loaded.strategies.into_iter().map(|(_, scenario)| scenario);
                std::iter::once(loaded.base)
                    .chain(variations)
                    .map(|mut scenario| {
                        scenario.title.clear();
                        scenario.language = crate::scenario::Scenario::default().language;
                        for channel in &mut scenario.audience.channel {
                            channel.name.clear();
                        }
                        let text = crate::scenario::to_toml(&scenario);
                        let names = NAMES.iter();
                        names.fold(text, |text, (zh, en)| {
                            text.replace(&format!("\"{zh}\""), &format!("\"{en}\""))
                        })
                    })
                    .collect::<Vec<String>>()
            });
            assert_eq!(english, chinese, "{}", template.name);
        }
    }

    #[test]
    fn every_strategy_is_in_the_template_of_strategies() {
        let template = find("strategies").expect("a template");
        for kind in crate::operator::KINDS {
            let table = format!(".operator.{}", kind.key);
            let text = template.text(Language::English);
            assert!(text.contains(&table), "{}", kind.key);
        }
    }
}
