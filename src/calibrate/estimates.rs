//! A calibration as a table of estimates and as a scenario file with a comment on every fitted value.

use super::kernel::{DRIFT_PRIOR, OF_A_CLASS as LAWS, PRIOR, SHARE_PRIOR_SD};
use super::laws::BASE_EXPONENT;
use super::optimise::Maximum;
use super::week::WEEKDAY_PRIOR;
use super::{Calibration, class_name, volume};
use crate::stats::interval::normal_quantile;
use crate::stats::linear::invert;
use crate::words::Text;
use std::fmt::Write as _;

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

/// Strategies to try on the community: switched on by taking the marks away.
const EXAMPLES: &str = "
# What if? Take the `# ` away before lines of a table, then `qun compare FILE` holds each strategy
# against doing nothing, from day 0 on: the same members, the same newcomers, the same luck.
# `qun list strategies` names more, `qun explain STRATEGY` every key.
#
# [strategy.purge-90.operator.purge] # removes who has not written for 90 days, once a month
# after_days = 90
#
# [strategy.follow-up.operator.follow_up] # looks after newcomers
#
# [strategy.red-packets.operator.red_packets]
# every = 7
#
# [strategy.questionnaire.operator.threshold] # newcomers answer questions first
# gate = \"questionnaire\"
#
# [sweep] # `qun sweep FILE`
# \"operator.purge.after_days\" = [30, 60, 90, 180]
";

/// Whether a log says enough of a parameter: at least three quarters of the variance that was
/// believed before it was seen are gone.
fn is_identified(sd: f64, prior_sd: f64) -> bool {
    sd <= 0.5 * prior_sd
}

impl Calibration {
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
        let mut estimates = Vec::new();
        let mut add = |name: String, (value, interval): (f64, Option<(f64, f64)>), method| {
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
            "maximum likelihood, followed for 60 days",
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
        for (day, (level, sd)) in self
            .kernel
            .weekday
            .iter()
            .zip(self.kernel.weekday_sd)
            .enumerate()
        {
            let odds = |shift: f64| {
                let at = (level / (1.0 - level).max(1e-9)).ln() + shift;
                1.0 / (1.0 + (-at).exp())
            };
            let interval = (sd > 0.0 && is_identified(sd, WEEKDAY_PRIOR.1))
                .then(|| (odds(-reach * sd), odds(reach * sd)));
            add(
                format!("demand.weekday, day {day} of the log and every 7th after"),
                (*level, interval),
                likelihood,
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

    /// The scenario file. `table` is the name of the members' table beside it; `title` names the
    /// community; `balance` is that of [`super::balance::balance`], if there is one: then the
    /// interactions are on.
    pub fn scenario_text(
        &self,
        title: &str,
        table: &str,
        days: u16,
        balance: Option<f64>,
    ) -> String {
        let scenario = self.scenario(days);
        let mut text = String::new();
        let _ = writeln!(
            text,
            "# Fitted to the {} days of the log before its day {}; day 0 here is that day.\n\
             # Quit and gap laws follow the last {} days ({} member-days). A value in brackets is a 90 % interval.\n\
             # What the log cannot tell:",
            self.split, self.split, self.window, self.kernel.active_days
        );
        for line in NOT_IDENTIFIED {
            let _ = writeln!(text, "# - {}", line.en);
        }
        let _ = writeln!(text, "title = {}", toml::Value::String(plain(title)));
        let _ = writeln!(text, "days = {days}\nreplicates = 200\nseed = 1");
        if let Some(start) = &scenario.start {
            let _ = writeln!(text, "start = \"{start}\"");
        }
        let medium = if scenario.community.medium == crate::model::settings::Medium::Forum {
            "forum"
        } else {
            "chat"
        };
        let _ = writeln!(
            text,
            "\n[community]\nmedium = \"{medium}\" # by the usual number of messages a day"
        );
        let _ = writeln!(text, "mute = 0.0 # muting is in the fitted laws already");
        let _ = writeln!(
            text,
            "expected_visitors = {} # writers a day over the last 90 days",
            number(scenario.community.expected_visitors)
        );
        let estimates = self.estimates();
        let note = |path: &str| {
            estimates
                .iter()
                .find(|estimate| estimate.name == path)
                .and_then(|estimate| estimate.interval)
                .map_or_else(String::new, |(low, high)| {
                    format!(" # [{}, {}]", number(low), number(high))
                })
        };
        for (archetype, laws) in scenario.archetype.iter().zip(self.kernel.classes()) {
            let path = |key: &str| note(&format!("archetype.{}.{key}", archetype.name));
            let _ = writeln!(
                text,
                "\n[[archetype]]\nname = \"{}\"\nlike = \"regular\"",
                archetype.name
            );
            let _ = writeln!(text, "share = {:.6}{}", archetype.share, path("share"));
            let _ = writeln!(text, "post = 1.0 # a log shows days with messages only");
            let _ = writeln!(
                text,
                "quit_a = {}{} c of c/(k + k0); k0 = {}",
                number(archetype.quit_a),
                or_comment(&path("quit_a")),
                number(laws.quit_a + laws.quit_b - 1.0)
            );
            let _ = writeln!(
                text,
                "quit_b = {}{}",
                number(archetype.quit_b),
                path("quit_b")
            );
            let _ = writeln!(text, "quit_visit = 1.0");
            let _ = writeln!(
                text,
                "quit_floor = {}{}",
                number(archetype.quit_floor),
                note("archetype.*.quit_floor")
            );
            for (key, value) in [
                ("gap", archetype.gap),
                ("gap_growth", archetype.gap_growth),
                ("messages", archetype.messages),
                ("messages_between", archetype.messages_between),
                ("messages_within", archetype.messages_within),
                ("messages_growth", archetype.messages_growth),
            ] {
                let _ = writeln!(text, "{key} = {}{}", number(value), path(key));
            }
        }
        let audience = &scenario.audience;
        let _ = writeln!(
            text,
            "\n[audience]\nsize = {} # without limit: saturation is in the trend",
            audience.size
        );
        let _ = writeln!(
            text,
            "founders = 0\nword_of_mouth = 0.0\nsilent_joins = 1.0 # arrivals are counted as they were\nmembers_from = {} # {} members who may still be there",
            toml::Value::String(table.to_owned()),
            self.members.len()
        );
        for channel in &audience.channel {
            let _ = writeln!(
                text,
                "\n[[audience.channel]]\nname = \"{}\" # and those who come back after a year\nper_day = {}{}",
                channel.name,
                number(channel.per_day),
                note("audience.channel.newcomers.per_day")
            );
        }
        let demand = &scenario.demand;
        let list = |values: &mut dyn Iterator<Item = String>| values.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "\n[demand]\nweekday = [{}] # from {}",
            list(&mut demand.weekday.iter().map(|level| number(*level))),
            if scenario.start.is_some() {
                "Monday"
            } else {
                "the weekday of day 0"
            }
        );
        if !demand.season.is_empty() {
            let points = list(&mut demand.season.iter().map(|point| {
                format!("{{ day = {}, level = {} }}", point.day, number(point.level))
            }));
            let _ = writeln!(text, "season = [{points}] # of arrivals");
        }
        let ageing = &demand.ageing;
        let _ = writeln!(
            text,
            "\n[demand.ageing]\nquit = {}{}\nyears = {} # assumed",
            number(ageing.quit),
            note("demand.ageing.quit"),
            number(ageing.years)
        );
        let wander = &demand.wander;
        let _ = writeln!(
            text,
            "\n[demand.wander] # what is not known of future arrivals; every replicate draws its own"
        );
        let _ = writeln!(
            text,
            "level_sd = {}\ngrowth = {}{}",
            number(wander.level_sd.min(WILDEST)),
            number(wander.growth),
            note("demand.wander.growth")
        );
        for (key, value, why) in [
            ("growth_sd", wander.growth_sd, ""),
            ("correlation", wander.correlation, ""),
            (
                "long_run",
                wander.long_run,
                " # assumed: archives' arrivals shrink in the long run",
            ),
            ("damping", wander.damping, " # assumed"),
            ("growth_step", wander.growth_step, ""),
            ("level_step", wander.level_step, ""),
            ("ceiling", wander.ceiling, " # assumed: at most sevenfold"),
            ("noise", wander.noise, ""),
        ] {
            let _ = writeln!(text, "{key} = {}{why}", number(value));
        }
        let interactions = balance.map_or_else(
            || "on = false # no balance keeps the level of the fitted laws: strategies act through who is there and what it costs only".to_owned(),
            |balance| format!(
                "on = true # what strategies act through, with priors; off leaves the fitted laws alone, as in the backtest\n\
                 need_shared = 0.0 # what arrivals and members' own demand share is in the fitted laws and in the drift\n\
                 balance = {} # found by simulation: keeps the fitted laws' number of visits over a year",
                number(balance)
            ),
        );
        let _ = writeln!(text, "\n[interactions]\n{interactions}");
        self.beliefs(&mut text);
        text.push_str(EXAMPLES);
        text
    }

    /// The `[uncertainty]` table: each estimate given the others, because a scenario draws them apart.
    fn beliefs(&self, text: &mut String) {
        let _ = writeln!(text, "\n[uncertainty] # of each estimate given the others");
        let count = self.volumes.len();
        let mut line = |path: String, form: &str, centre: f64, sd: f64| {
            if sd > 1e-4 {
                let _ = writeln!(
                    text,
                    "\"{path}\" = {{ {form} = [{}, {}] }}",
                    number(centre),
                    number(sd)
                );
            }
        };
        let deviations = |maximum: &Maximum| -> Vec<f64> {
            invert(&maximum.covariance).map_or_else(Vec::new, |precision| {
                precision
                    .iter()
                    .enumerate()
                    .map(|(place, row)| row[place].max(1e-12).sqrt().recip())
                    .collect()
            })
        };
        let kernel = deviations(&self.kernel.maximum);
        let archetypes = self.scenario(1).archetype;
        for (class, archetype) in archetypes.iter().enumerate() {
            let name = class_name(class, count);
            let path = |key: &str| format!("archetype.{name}.{key}");
            if let [a, b, gap, growth] = kernel.get(class * 4..class * 4 + 4).unwrap_or_default() {
                line(path("quit_a"), "log_normal", archetype.quit_a, *a);
                line(path("quit_b"), "log_normal", archetype.quit_b, *b);
                line(path("gap"), "normal", archetype.gap, *gap);
                line(
                    path("gap_growth"),
                    "log_normal",
                    archetype.gap_growth,
                    *growth,
                );
            }
            if let [level, ..] = deviations(&self.volumes[class].maximum)[..] {
                line(path("messages"), "log_normal", archetype.messages, level);
            }
        }
        let drift = self.kernel.drift.covariance[0][0].sqrt();
        line(
            "demand.ageing.quit".to_owned(),
            "normal",
            self.kernel.drift.at[0],
            drift,
        );
    }
}

fn or_comment(note: &str) -> String {
    if note.is_empty() {
        " #".to_owned()
    } else {
        note.to_owned()
    }
}

/// A number with six significant digits, as TOML wants a float.
fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0.0".to_owned();
    }
    let digits = (5 - value.abs().log10().floor() as i32).clamp(1, 12) as usize;
    let text = format!("{value:.digits$}");
    let short = text.trim_end_matches('0');
    if short.ends_with('.') {
        format!("{short}0")
    } else {
        short.to_owned()
    }
}
/// The greatest `demand.wander.level_sd` that a scenario may have. A log in which nobody has joined
/// for long leaves the level of arrivals all but unknown.
const WILDEST: f64 = 3.0;

/// A name from a log as a title: one line without characters that no table can show.
fn plain(title: &str) -> String {
    const LONGEST: usize = 200;
    title
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .take(LONGEST)
        .collect()
}
