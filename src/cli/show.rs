//! Results as words and tables on the terminal.

use crate::cli::width;
use crate::model::settings::Audience;
use crate::observe::stage::{COMPANY, QUIET, Stage};
use crate::run::drivers::{Channel, Drivers};
use crate::run::precision::replicates_for;
use crate::run::summary::{Measured, Summary};
use crate::scenario::settings::Scenario;
use crate::show::page::report::{Cell, Figures, Row};
use crate::words::certainty::{RUN, RUN_SURER, RUN_TOO_FEW};
pub use crate::words::number::{grouped, number};
use crate::words::verdicts::APART;
use crate::words::{self, Language, Phrase, Text, Unit, inner_name};
use comfy_table::{CellAlignment, Table, presets};

/// The metrics of a run's summary table, in order.
pub const HEADLINES: &[&str] = &[
    "engaged_quarter",
    "engaged_half",
    "engaged_end",
    "speaking_end",
    "dau_end",
    "returning_end",
    "speakers_end",
    "posts_end",
    "members",
    "mau",
    "speaking_rate",
    "dau_mau",
    "retention_d1",
    "retention_d7",
    "retention_d30",
    "rolling_d30",
    "listed_d30",
    "median_lifetime",
    "activation",
    "newcomers_answered",
    "churn_7d",
    "leave_rate",
    "removed_7d",
    "silent_share",
    "answered_share",
    "lurker_share",
    "muted_share",
    "asleep_share",
    "ads_share",
    "gini_posts",
    "top1_share",
    "joins_total",
    "leaves_total",
    "removals_total",
    "spammers_total",
    "spam_posts_total",
    "cost_total",
    "revenue_total",
    "profit_total",
    "hours_total",
    "cost_per_engaged",
    "renewal_rate",
    "died",
];

/// A difference as people read it: shares differ by points, which no percentage of something is taken
/// for.
pub fn change(value: f64, unit: Unit, language: Language) -> String {
    if unit == Unit::Share && value.is_finite() {
        let points = format!("{:.1}", 100.0 * value);
        return words::comparison::POINTS.with(language, &[("n", &points)]);
    }
    number(value, unit)
}

/// Name and unit of a metric.
pub fn metric(key: &str, language: Language) -> (String, Unit) {
    (words::metric_name(key, language), words::unit(key))
}

/// A table with right-aligned numbers after its first columns.
pub fn table(header: &[&str], names: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header.to_vec());
    for (number, column) in table.column_iter_mut().enumerate() {
        if number >= names {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The summary of a run.
pub fn run(summary: &Summary, drivers: &Drivers, language: Language) -> String {
    let header = match language {
        Language::English => [
            "",
            "key",
            "mean",
            "95% interval of the mean",
            "10–90% of runs",
        ],
        Language::Chinese => ["", "键名", "均值", "均值的 95% 区间", "10–90% 的模拟"],
    };
    let rows: Vec<[String; 5]> = headlines(summary)
        .map(|measured| {
            let (name, unit) = metric(measured.metric, language);
            let show = |value| number(value, unit);
            let interval = measured.interval.map_or_else(String::new, |interval| {
                format!("{} – {}", show(interval.low), show(interval.high))
            });
            let band = &measured.band;
            [
                name,
                measured.metric.to_owned(),
                show(band.mean),
                interval,
                format!("{} – {}", show(band.p10), show(band.p90)),
            ]
        })
        .collect();
    // Where there is no room for both, the name is for people, and the key stands in every file.
    let table = width::fitted([true, false].map(|keys| {
        let kept = |column: &usize| keys || *column != 1;
        let header: Vec<&str> = (0..5).filter(kept).map(|column| header[column]).collect();
        let mut table = table(&header, if keys { 2 } else { 1 });
        for row in &rows {
            table.add_row((0..5).filter(kept).map(|column| row[column].as_str()));
        }
        table
    }));
    let apart = summary
        .measured(super::metric::MAIN)
        .and_then(|it| apart(it, language))
        .unwrap_or_default();
    format!(
        "{table}\n\n{}{apart}{}",
        sentences(summary, language),
        what_drives(drivers, language)
    )
}

/// How much of the spread between runs is luck, and how much is what is not known.
fn apart(measured: &Measured, language: Language) -> Option<String> {
    let found = measured.apart?;
    let (name, unit) = metric(measured.metric, language);
    let said = APART.with(
        language,
        &[
            ("metric", &name),
            ("luck", &number(found.luck, unit)),
            ("ignorance", &number(found.ignorance, unit)),
        ],
    );
    Some(format!("{said}\n"))
}

/// How sure the mean of a metric is from so many replicates, and which number of them would make it surer; `found` is half
/// of its 95 % interval as a share of it, and `wanted` what `--precision` asks for.
pub fn known_to(metric: &str, count: usize, found: Option<f64>, wanted: Option<f64>) -> Phrase {
    let name = [("metric", &inner_name(metric))];
    let Some(found) = found else {
        let more = count.saturating_mul(10).max(20);
        return RUN_TOO_FEW.fill_named(&name, &[("n", &count), ("more", &more)]);
    };
    let percent = |share: f64| format!("±{:.1}%", 100.0 * share);
    let aim = wanted.unwrap_or(found / 2.0);
    // Where all runs are the same, more of them show nothing more.
    let text = if found == 0.0 || wanted.is_some_and(|wanted| found <= wanted) {
        RUN
    } else {
        RUN_SURER
    };
    text.fill_named(
        &name,
        &[
            ("n", &count),
            ("found", &percent(found)),
            ("more", &replicates_for(count, found, aim)),
            ("aim", &percent(aim)),
        ],
    )
}

/// What drives the outcome, a line each.
pub fn what_drives(drivers: &Drivers, language: Language) -> String {
    use words::drivers as say;
    let round = |value: f64| number(value, Unit::Number);
    let people = |value: f64| grouped(value);
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    let mut lines = vec![say::FOUNDERS.with(language, &[("n", &drivers.founders)])];
    let channel = |it: &Channel| {
        let text = match (it.per_day, it.by_default) {
            (None, _) => say::WORD_OF_MOUTH,
            (Some(_), true) => say::BY_DEFAULT,
            (Some(_), false) => say::CHANNEL,
        };
        text.with(
            language,
            &[
                ("name", &it.channel),
                ("a_day", &round(it.per_day.unwrap_or(0.0))),
                ("applied", &people(it.applied)),
                ("joined", &people(it.joined)),
                ("stayed", &people(it.stayed)),
            ],
        )
    };
    let comes = |it: &&Channel| it.applied > 0.0;
    let before = lines.len();
    lines.extend(drivers.channels.iter().filter(comes).map(channel));
    if lines.len() == before {
        lines.push(say::NOBODY_COMES.text(language).to_owned());
    }
    if let Some(day) = drivers.full_on_day {
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("day", &format!("{day:.0}")),
            ("share", &percent(drivers.full)),
            ("turned_away", &people(drivers.turned_away)),
        ];
        lines.push(say::FULL.with(language, &values));
    }
    if drivers.rejected > 0.0 {
        lines.push(say::REJECTED.with(language, &[("n", &people(drivers.rejected))]));
    }
    if drivers.spammers > 0.0 {
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("n", &people(drivers.spammers)),
            ("share", &percent(drivers.spam)),
        ];
        lines.push(say::SPAM.with(language, &values));
    }
    let hours = drivers.hours;
    if hours.asked > 0.0 {
        let text = if hours.are_enough() {
            say::HOURS
        } else {
            say::HOURS_SHORT
        };
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("used", &round(hours.worked)),
            ("there", &round(hours.there)),
            ("asked", &round(hours.asked)),
            ("share", &percent(hours.short)),
        ];
        lines.push(text.with(language, &values));
    }
    if drivers.free_founders > 0 {
        lines.push(say::FREE.with(language, &[("n", &drivers.free_founders)]));
    }
    let lines = lines.iter().map(|line| format!("  {line}\n"));
    format!(
        "{}\n{}",
        say::HEADING.text(language),
        lines.collect::<String>()
    )
}

/// What drives the outcome of one strategy among several, in a line.
pub fn drives_in_short(name: &str, drivers: &Drivers, language: Language) -> String {
    let people = |value: f64| grouped(value);
    let sum = |of: &dyn Fn(&Channel) -> f64| drivers.channels.iter().map(of).sum::<f64>();
    let hours = [drivers.hours.worked, drivers.hours.there].map(|it| number(it, Unit::Number));
    words::drivers::IN_SHORT.with(
        language,
        &[
            ("name", &name),
            ("applied", &people(sum(&|it| it.applied))),
            ("joined", &people(sum(&|it| it.joined))),
            ("rejected", &people(drivers.rejected)),
            ("turned_away", &people(drivers.turned_away)),
            ("spammers", &people(drivers.spammers)),
            ("spam", &format!("{:.0}", 100.0 * drivers.spam)),
            ("hours", &hours[0]),
            ("there", &hours[1]),
        ],
    )
}

/// What a scenario does that nobody wrote into it, a line each; nothing where there is nothing.
pub fn what_is_hidden(scenario: &Scenario, language: Language) -> String {
    let mut lines = String::new();
    let audience = &scenario.audience;
    if audience.channel == Audience::default().channel {
        for channel in &audience.channel {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("name", &channel.name),
                ("a_day", &number(channel.per_day, Unit::Number)),
            ];
            lines += &words::drivers::HIDDEN_CHANNEL.with(language, &values);
            lines.push('\n');
        }
    }
    let founders = u64::from(audience.founders) + audience.members.len() as u64;
    if founders > 0 && scenario.operator.founders_are_free() {
        lines += &words::drivers::FREE.with(language, &[("n", &founders)]);
        lines.push('\n');
    }
    lines
}

/// The rows of a run's summary table.
pub fn headlines(summary: &Summary) -> impl Iterator<Item = &Measured> {
    let rows = HEADLINES.iter().filter_map(|key| summary.measured(key));
    rows.filter(|measured| worth_a_line(measured))
}

/// Metrics of things that did not happen are left out.
fn worth_a_line(measured: &Measured) -> bool {
    let quiet = [
        "ads_share",
        "muted_share",
        "removals_total",
        "removed_7d",
        "spammers_total",
        "spam_posts_total",
        "cost_total",
        "revenue_total",
        "profit_total",
        "hours_total",
        "cost_per_engaged",
        "died",
    ];
    measured.band.count > 0
        && !(quiet.contains(&measured.metric)
            && measured.band.p10 == 0.0
            && measured.band.mean == 0.0)
}

/// How the runs ended, and what members went for.
fn sentences(summary: &Summary, language: Language) -> String {
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    let stages = Stage::ALL.iter().zip(&summary.stages);
    let stages: Vec<String> = stages
        .filter(|(_, share)| **share > 0.0)
        .map(|(stage, share)| {
            let name = words::stage(stage.key()).map_or(stage.key(), |term| term.text(language));
            format!("{name} {}", percent(*share))
        })
        .collect();
    let causes: Vec<String> = summary
        .causes()
        .into_iter()
        .filter(|(_, share)| *share >= 0.005)
        .map(|(key, share)| {
            let name = words::cause(key).map_or(key, |term| term.text(language));
            format!("{name} {}", percent(share))
        })
        .collect();
    let (end, gone, comma) = match language {
        Language::English => ("at the end: ", "gone because of: ", ", "),
        Language::Chinese => ("结束时：", "流失原因：", "，"),
    };
    let line = |heading: &str, parts: &[String]| {
        let parts = parts.join(comma);
        if language == Language::English {
            format!("{heading}{}\n", parts.to_lowercase())
        } else {
            format!("{heading}{parts}\n")
        }
    };
    let mut said = line(end, &stages);
    if summary.stages[Stage::Dead as usize] > 0.0 {
        let few = format!("{COMPANY:.0}");
        let rule = words::drivers::DEATH.with(language, &[("days", &QUIET), ("few", &few)]);
        said.push_str(&rule);
        said.push('\n');
    }
    if !causes.is_empty() {
        said.push_str(&line(gone, &causes));
    }
    said
}

/// A table of the terminal as one of the page: the same rows, in both languages.
pub fn on_page(title: Text, note: Text, table: impl Fn(Language) -> Table) -> Figures {
    let read = |language: Language| -> Vec<Vec<String>> {
        let table = table(language);
        let header = table.header().into_iter();
        let rows = header.chain(table.row_iter());
        rows.map(|row| row.cell_iter().map(comfy_table::Cell::content).collect())
            .collect()
    };
    let (english, chinese) = (read(Language::English), read(Language::Chinese));
    let both = english.into_iter().zip(chinese).map(|(en, zh)| {
        let cells = en.into_iter().zip(zh).map(|(en, zh)| Phrase { en, zh });
        cells.collect::<Vec<Phrase>>()
    });
    let mut rows = both.collect::<Vec<_>>().into_iter();
    Figures {
        title: title.into(),
        note: note.into(),
        columns: rows.next().unwrap_or_default(),
        rows: rows.map(row_of).collect(),
    }
}

fn row_of(mut cells: Vec<Phrase>) -> Row {
    let rest = cells.split_off(1.min(cells.len()));
    Row {
        name: cells.pop().unwrap_or_else(|| Phrase::from("")),
        key: None,
        cells: rest.into_iter().map(Cell::new).collect(),
    }
}
