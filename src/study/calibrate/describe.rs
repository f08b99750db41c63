//! A calibration as a table of estimates and as a scenario file with a comment on every fitted value.

use super::kernel::BASE_EXPONENT;
use super::optimise::{Maximum, invert};
use super::{Calibration, class_name};
use crate::stats::interval::normal_quantile;
use std::fmt::Write as _;

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// What it is, as a path of the scenario or in words.
    pub name: String,
    /// The best value.
    pub value: f64,
    /// Its 90 % interval; `None` where none is claimed.
    pub interval: Option<(f64, f64)>,
    /// How it was found.
    pub method: &'static str,
}

/// What no log of messages can tell, and what the scenario assumes instead.
pub const NOT_IDENTIFIED: [&str; 6] = [
    "those who only read: a log shows writers (archetypes here are writers; every visit is a day with messages)",
    "churn contagion and ties lost: shared circumstances give the same pattern (interactions.ties_lost keeps its prior)",
    "overload, audience, hostility, satisfaction, habituation and all other interaction gains: they keep their priors and are switched off, because the fitted laws already hold what they did on average",
    "whether being answered makes people stay or those who stay are answered more: interactions.answered is an association",
    "word of mouth against other ways of coming: both make arrivals follow activity (audience.word_of_mouth stays 0, the wandering level holds both)",
    "how long a drift of habits goes on (demand.ageing.years is assumed)",
];

impl Calibration {
    /// All estimates with 90 % intervals.
    pub fn estimates(&self) -> Vec<Estimate> {
        let classes = self.kernel.classes();
        let count = classes.len();
        let reach = normal_quantile(0.95);
        let around = |maximum: &Maximum, place: usize, map: &dyn Fn(f64) -> f64| {
            let (at, sd) = (maximum.at[place], maximum.covariance[place][place].sqrt());
            (map(at), Some((map(at - reach * sd), map(at + reach * sd))))
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
                let share = if class == 0 {
                    (laws.share, None)
                } else {
                    let others: f64 =
                        classes.iter().map(|other| other.share).sum::<f64>() - laws.share;
                    let place = count * 4 + class - 1;
                    let base = kernel.at[place];
                    around(kernel, place, &|odds| {
                        let weight = laws.share * (odds - base).exp();
                        weight / (weight + others)
                    })
                };
                add(path("share"), share, likelihood);
            }
            add(
                path("quit_a"),
                around(kernel, class * 4, &f64::exp),
                likelihood,
            );
            add(
                path("quit_b"),
                around(kernel, class * 4 + 1, &f64::exp),
                likelihood,
            );
            add(
                path("gap"),
                around(kernel, class * 4 + 2, &|exponent| exponent - BASE_EXPONENT),
                likelihood,
            );
            add(
                path("gap_growth"),
                around(kernel, class * 4 + 3, &f64::exp),
                likelihood,
            );
            let volume = &self.volumes[class].maximum;
            add(path("messages"), around(volume, 0, &f64::exp), likelihood);
            add(
                path("messages_between"),
                around(volume, 1, &f64::exp),
                likelihood,
            );
            add(
                path("messages_within"),
                around(volume, 2, &f64::exp),
                likelihood,
            );
            add(
                path("messages_growth"),
                around(volume, 3, &|growth| growth.max(0.0)),
                likelihood,
            );
        }
        add(
            "archetype.*.quit_floor".to_owned(),
            around(kernel, kernel.at.len() - 1, &f64::exp),
            likelihood,
        );
        add(
            "demand.ageing.quit".to_owned(),
            around(&self.kernel.drift, 0, &|pace| pace),
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
            (
                trend.growth,
                Some((
                    trend.growth - reach * trend.growth_sd,
                    trend.growth + reach * trend.growth_sd,
                )),
            ),
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
            let interval = (sd > 0.0).then(|| (odds(-reach * sd), odds(reach * sd)));
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

    /// The scenario file. `table` is the name of the members' table beside it; `title` names the community.
    pub fn scenario_text(&self, title: &str, table: &str, days: u16) -> String {
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
            let _ = writeln!(text, "# - {line}");
        }
        let _ = writeln!(text, "title = {}", toml::Value::String(title.to_owned()));
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
            "founders = 0\nmembers_from = {} # {} members who may still be there",
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
            number(wander.level_sd),
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
        let _ = writeln!(
            text,
            "\n[interactions]\non = false # switch on to let strategies act through them, with priors: the level then shifts"
        );
        self.beliefs(&mut text);
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
