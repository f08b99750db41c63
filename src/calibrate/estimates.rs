//! A calibration as a table of estimates.

use super::kernel::{DRIFT_PRIOR, OF_A_CLASS as LAWS, PRIOR, SHARE_PRIOR_SD};
use super::laws::BASE_EXPONENT;
use super::optimise::Maximum;
use super::volume::{self, Volume};
use super::{Calibration, class_name};
use crate::stats::interval::normal_quantile;
use crate::words::Text;

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// What it is, as a path of the scenario or in words.
    pub name: String,
    /// The best value.
    pub value: f64,
    /// Its 90 % interval; `None` where none is claimed: the log says little of it.
    pub interval: Option<(f64, f64)>,
    /// How it was found.
    pub method: &'static str,
}

/// What no log of messages can tell, and what the scenario assumes instead.
pub const NOT_IDENTIFIED: [Text; 6] = [
    Text::new(
        "those who only read: a log shows writers (archetypes here are writers; every visit is a day with messages)",
        "只看不说的人：记录里只有发言的人（这里的成员类型都是发言者，每次到访就是有消息的一天）",
    ),
    Text::new(
        "churn contagion and ties lost: shared circumstances give the same pattern (interactions.ties_lost keeps its prior)",
        "流失的传染与断掉的交情：共同的处境也会造成同样的样子（interactions.ties_lost 保留先验值）",
    ),
    Text::new(
        "overload, audience, hostility, satisfaction, habituation and all other interaction gains: they keep their priors. The fitted laws hold what they did on average, so interactions.balance takes that out again",
        "过载、受众、敌意、满足、习惯化等其他相互作用的强度：都保留先验值。拟合出的规律已含它们的平均作用，因此由 interactions.balance 再扣除",
    ),
    Text::new(
        "whether being answered makes people stay or those who stay are answered more: interactions.answered is an association",
        "是得到回应让人留下，还是留下的人得到更多回应：interactions.answered 只是相关",
    ),
    Text::new(
        "word of mouth against other ways of coming: both make arrivals follow activity (audience.word_of_mouth stays 0, the wandering level holds both)",
        "口碑与其他来路：两者都让新人数随活跃度起伏（audience.word_of_mouth 保持 0，两者都含在游走的水平里）",
    ),
    Text::new(
        "how long a drift of habits goes on (demand.ageing.years is assumed)",
        "习惯的漂移会持续多久（demand.ageing.years 是假设）",
    ),
];

/// What a log may leave open of the week.
const NO_RHYTHM: Text = Text::new(
    "a weekly rhythm: the weekdays on which members came back differ no more than by chance, so none is livelier than another here (demand.weekday is empty)",
    "一周的节律：成员回来的日子在星期几上的差别没有超出偶然，所以这里各天一样热闹（demand.weekday 为空）",
);
const FEW_RETURNS: Text = Text::new(
    "a weekly rhythm: too few members came back, or in too few weeks, so no weekday is livelier than another here (demand.weekday is empty)",
    "一周的节律：回来的成员太少，或者集中在很少几周里，所以这里各天一样热闹（demand.weekday 为空）",
);
const BEYOND: Text = Text::new(
    "how much its busiest writer writes: a member who writes far more than all others, as a bot does, is beyond the law of messages; runs have fewer messages than the log (leave such an account out)",
    "最能写的账号写多少：像机器人那样远多于其他人的成员超出了消息数的分布，模拟的消息会少于记录（请去掉这样的账号）",
);
const NEWCOMERS_BY_WEEKDAY: Text = Text::new(
    "newcomers' own weekdays: they came by weekday, and come evenly over the week here",
    "新人自己的星期几：记录里他们来得有星期几之别，这里则在一周里均匀地来",
);
const MADE_UP_FOR: Text = Text::new(
    "newcomers' own weekdays: they came by weekday, and come evenly over the week here; the levels of the others (demand.weekday) make up for it",
    "新人自己的星期几：记录里他们来得有星期几之别，这里则在一周里均匀地来，由其他成员的水平（demand.weekday）补上",
);

/// Whether a log says enough of a parameter: at least three quarters of the variance that was
/// believed before it was seen are gone.
fn is_identified(sd: f64, prior_sd: f64) -> bool {
    sd <= 0.5 * prior_sd
}

impl Calibration {
    /// What the log cannot tell, in general and in this case.
    pub fn not_identified(&self) -> Vec<Text> {
        let kernel = &self.kernel;
        let mut texts = NOT_IDENTIFIED.to_vec();
        if !kernel.has_weekdays() {
            texts.push(match kernel.rhythm.returns {
                Some(_) => NO_RHYTHM,
                None => FEW_RETURNS,
            });
        }
        if self.volumes.iter().any(Volume::is_beyond) {
            texts.push(BEYOND);
        }
        if kernel.rhythm.of_newcomers() {
            texts.push(if kernel.has_weekdays() {
                MADE_UP_FOR
            } else {
                NEWCOMERS_BY_WEEKDAY
            });
        }
        texts
    }

    /// All estimates with 90 % intervals.
    pub fn estimates(&self) -> Vec<Estimate> {
        let classes = self.kernel.classes();
        let count = classes.len();
        let reach = normal_quantile(0.95);
        // What the log says little of is left as it was believed before, and said to be.
        let around = |maximum: &Maximum, place: usize, prior_sd: f64, map: &dyn Fn(f64) -> f64| {
            let (at, sd) = (maximum.at[place], maximum.deviation(place));
            let interval = maximum.settled && is_identified(sd, prior_sd);
            (
                map(at),
                interval.then(|| (map(at - reach * sd), map(at + reach * sd))),
            )
        };
        let kernel = &self.kernel.maximum;
        let likelihood = "maximum likelihood";
        let followed = "maximum likelihood, followed for 60 days";
        let prior = "likelihood and prior: the log says little of it";
        let mut estimates = Vec::new();
        let mut add = |name: String, (value, interval): (f64, Option<(f64, f64)>), method| {
            let method = match interval {
                None if method == likelihood || method == followed => prior,
                _ => method,
            };
            estimates.push(Estimate {
                name,
                value,
                interval,
                method,
            });
        };
        for (class, laws) in classes.iter().enumerate() {
            let name = class_name(class, count);
            let path = |key: &str| format!("archetype.{name}.{key}");
            if count > 1 {
                let last = count * LAWS + class.max(1) - 1;
                let base = kernel.at[last];
                let others = classes[class.max(1)].share;
                // The first class is what the others leave; with two it has their interval.
                let share = around(kernel, last, SHARE_PRIOR_SD, &|odds| {
                    let weight = others * (odds - base).exp();
                    let share = weight / (weight + 1.0 - others);
                    if class == 0 { 1.0 - share } else { share }
                });
                let share = match share {
                    (_, interval) if class == 0 => (
                        laws.share,
                        interval
                            .filter(|_| count == 2)
                            .map(|(low, high)| (high, low)),
                    ),
                    other => other,
                };
                add(path("share"), share, likelihood);
            }
            let exponent = |exponent: f64| exponent - BASE_EXPONENT;
            let keys: [(&str, &dyn Fn(f64) -> f64); LAWS] = [
                ("quit_a", &f64::exp),
                ("quit_b", &f64::exp),
                ("gap", &exponent),
                ("gap_growth", &f64::exp),
            ];
            for (place, (key, map)) in keys.into_iter().enumerate() {
                let known = around(kernel, class * LAWS + place, PRIOR[place].1, map);
                // Of several kinds the likelihood of quit_b is flat on its far side.
                let known = match known {
                    (value, _) if key == "quit_b" && count > 1 => (value, None),
                    known => known,
                };
                add(path(key), known, likelihood);
            }
            let volume = &self.volumes[class];
            let positive = |growth: f64| growth.max(0.0);
            let keys: [(&str, &dyn Fn(f64) -> f64); 4] = [
                ("messages", &f64::exp),
                ("messages_between", &f64::exp),
                ("messages_within", &f64::exp),
                ("messages_growth", &positive),
            ];
            for (place, (key, map)) in keys.into_iter().enumerate() {
                let (value, interval) = around(&volume.maximum, place, volume::PRIOR[place].1, map);
                if volume.spared && key == "messages_within" {
                    add(path(key), (value, None), "the mean that was seen");
                } else {
                    add(path(key), (value, interval), likelihood);
                }
            }
        }
        add(
            "archetype.*.quit_floor".to_owned(),
            (classes[0].quit_floor, None),
            "likelihood and prior: hardly told apart from k0",
        );
        add(
            "demand.ageing.quit".to_owned(),
            match around(&self.kernel.drift, 0, DRIFT_PRIOR.1, &|pace| pace) {
                // Of several kinds the mixture shifts as well, and the two are confused.
                (pace, _) if count > 1 => (pace, None),
                known => known,
            },
            followed,
        );
        let trend = &self.arrivals.trend;
        let level = |sign: f64| (trend.level + sign * reach * trend.level_sd).exp();
        add(
            "audience.channel.newcomers.per_day".to_owned(),
            (trend.level.exp(), Some((level(-1.0), level(1.0)))),
            "state-space model",
        );
        add(
            "demand.wander.growth".to_owned(),
            (trend.growth, None),
            "state-space model",
        );
        if self.kernel.has_weekdays() {
            let levels = self.kernel.weekday.iter();
            for (day, (level, interval)) in levels.zip(self.kernel.weekday_interval).enumerate() {
                add(
                    format!("demand.weekday, day {day} of the log and every 7th after"),
                    (*level, interval),
                    match interval {
                        Some(_) => "counted by weekday, what moves on told from what is planned",
                        None => "the busiest weekday, to which the others are held",
                    },
                );
            }
        } else {
            add(
                "demand.weekday".to_owned(),
                (1.0, None),
                "no weekly rhythm is seen: all alike",
            );
        }
        if let Some(replies) = &self.replies {
            add(
                "interactions.answered (association)".to_owned(),
                (replies.answered, Some(replies.interval)),
                "logistic regression",
            );
            add(
                "share of early active days answered".to_owned(),
                (replies.share, None),
                "counted",
            );
        }
        estimates
    }
}
