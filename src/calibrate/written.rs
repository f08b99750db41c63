//! A calibration as a scenario file, with a comment on every fitted value.

use super::optimise::Maximum;
use super::{Calibration, class_name};
use crate::stats::linear::invert;
use crate::words::forecasts::MODEL_ALONE;
use std::fmt::Write as _;

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

impl Calibration {
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
        for line in self.not_identified() {
            let _ = writeln!(text, "# - {}", line.en);
        }
        let _ = writeln!(text, "# Of the forecasts: {}.", MODEL_ALONE.en);
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
            "\n[demand]\nweekday = [{}] # {}",
            list(&mut demand.weekday.iter().map(|level| number(*level))),
            match &scenario.start {
                _ if demand.weekday.is_empty() => "no weekly rhythm is seen",
                Some(_) => "from Monday",
                None => "from the weekday of day 0",
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
