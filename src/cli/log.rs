//! `qun log`: what is in the log of a real community, in words, as a chart and as a table without
//! names.

use super::output::{Format, Output};
use crate::draw::charts::Activity;
use crate::draw::{About, Chart, ChartError, Label, MetricSeries, Spread};
use crate::log::{Community, DayOrder, LogReader, singled_out, table_csv};
use crate::show::folder::FolderError;
use crate::stats::summary::quantiles;
use crate::words::Language;
use crate::words::weekdays::WEEKDAYS;
use jiff::tz::TimeZone;
use serde_json::json;
use std::path::PathBuf;

/// How the times of a log are to be understood.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct LogTimes {
    /// Cut days at midnight in this time zone, such as Asia/Shanghai or +08:00 [default: as each time is written]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub time_zone: Option<TimeZone>,
    /// Order of dates such as 5/1/24 [default: the only one that fits the file]
    #[arg(long, value_enum, value_name = "ORDER")]
    pub day_order: Option<DayOrder>,
}

impl LogTimes {
    /// A reader that understands times so.
    pub fn reader(&self) -> LogReader {
        let mut reader = LogReader::new();
        if let Some(zone) = &self.time_zone {
            reader = reader.with_time_zone(zone.clone());
        }
        if let Some(order) = self.day_order {
            reader = reader.with_day_order(order);
        }
        reader
    }
}

/// A zone by name, or by its distance from universal time.
fn zone(text: &str) -> Result<TimeZone, String> {
    let wrong = || {
        format!(
            "there is no time zone `{text}`; write one such as Asia/Shanghai, Europe/Berlin or +08:00"
        )
    };
    if let Some(rest) = text.strip_prefix(['+', '-']) {
        let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
        let hours: i32 = hours.parse().map_err(|_| wrong())?;
        let minutes: i32 = minutes.parse().map_err(|_| wrong())?;
        let seconds = hours * 3_600 + minutes * 60;
        let signed = if text.starts_with('-') {
            -seconds
        } else {
            seconds
        };
        let offset = jiff::tz::Offset::from_seconds(signed).map_err(|_| wrong())?;
        return Ok(TimeZone::fixed(offset));
    }
    TimeZone::get(text).map_err(|_| wrong())
}

/// Flags of `qun log`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun log export.zip                            what is in it\n  \
        qun log channels/ --time-zone Asia/Shanghai   all files of a folder as one community\n  \
        qun log result.json --out camp                a table without names, and a chart"
)]
pub struct Log {
    /// Exports as the platform gives them: files, archives or folders, all of one community
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How times are understood.
    #[command(flatten)]
    pub times: LogTimes,
    /// Folder for members_days.csv, which has no names, and activity.svg
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write into a folder that is not qun's; what stands in the way is kept as NAME~
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Move all dates of the table by so many days, so that they do not tell who wrote when
    #[arg(long, value_name = "DAYS", default_value_t = 0, allow_negative_numbers = true, requires = "out",
        value_parser = clap::value_parser!(i32).range(-36_500..=36_500))]
    pub shift_days: i32,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Log {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the files cannot be understood, or the folder cannot be written.
    pub fn run(&self, output: &Output) -> super::Result {
        let community = self.times.reader().read_logs(&self.files)?;
        let warnings = singled_out(&community.log, community.rhythm.as_deref());
        if let Some(folder) = &self.out {
            let folder = crate::show::folder::Folder::create(folder, self.force)?;
            let shift = i64::from(self.shift_days);
            let table = table_csv("community", &community.log, community.first_day, shift);
            folder.write("members_days.csv", table.as_bytes())?;
            folder.write(
                "activity.svg",
                chart(&community)
                    .and_then(|chart| chart.svg(Language::English))
                    .map_err(FolderError::from)?
                    .as_bytes(),
            )?;
            for warning in &warnings {
                output.say(&format!(
                    "warning: in members_days.csv, {}",
                    warning.words()
                ));
            }
            if !warnings.is_empty() && shift == 0 {
                output.say("hint: think before passing it on; --shift-days moves its dates");
            }
            output.all_kept_aside(&folder);
            output.say(&format!("results: {}", folder.path().display()));
        }
        for remark in &community.remarks {
            output.say(&format!("note: {remark}"));
        }
        match self.format {
            Format::Json => {
                let log = &community.log;
                Ok(output.json(&json!({
                    "community": community.name,
                    "formats": community.formats,
                    "first_day": community.first_day.map(|day| day.to_string()),
                    "days": log.span(),
                    "members": log.posters(),
                    "messages": log.total_events(),
                    "replies": log.has_replies(),
                    "messages_by_hour_of_week": community.rhythm,
                    "remarks": community.remarks,
                    "warnings": warnings.iter().map(crate::log::TooFew::words).collect::<Vec<_>>(),
                }))?)
            }
            Format::Table => Ok(output.data(&words(&community))?),
        }
    }
}

/// What is in a log.
fn words(community: &Community) -> String {
    let log = &community.log;
    let mut text = format!(
        "{}, read as {}: {}, {}, {}",
        community.name,
        community.formats.join(" and "),
        counted(log.posters() as u64, "member"),
        counted(log.total_events(), "message"),
        counted(u64::from(log.span()), "day"),
    );
    if let Some(first) = community.first_day {
        let last = jiff::Span::new()
            .try_days(i64::from(log.span()) - 1)
            .ok()
            .and_then(|days| first.checked_add(days).ok());
        text.push_str(&match last {
            Some(last) => format!(" from {first} to {last}"),
            None => format!(" from {first}"),
        });
    }
    text.push_str(".\n");
    let daily: Vec<f64> = log
        .posters_by_day()
        .iter()
        .map(|&count| f64::from(count))
        .collect();
    let middle = quantiles(&daily, &[0.1, 0.5, 0.9]);
    text.push_str(&format!(
        "On a middle day {} of them write; on eight days of ten, {:.0} to {:.0}.\n",
        middle[1].round(),
        middle[0],
        middle[2]
    ));
    let once = log
        .each_poster()
        .filter(|poster| poster.days.len() == 1)
        .count();
    text.push_str(&format!(
        "{:.0} % of the members wrote on one day only.\n",
        100.0 * once as f64 / log.posters().max(1) as f64
    ));
    if let Some(hours) = &community.rhythm {
        text.push_str(&rhythm(hours));
    }
    if !log.has_replies() {
        text.push_str("The files do not say which message answers which.\n");
    }
    text
}

/// The busiest and quietest days and hours.
fn rhythm(hours: &[u64]) -> String {
    let by_day: Vec<u64> = hours.chunks(24).map(|day| day.iter().sum()).collect();
    let by_hour: Vec<u64> = (0..24)
        .map(|hour| hours.iter().skip(hour).step_by(24).sum())
        .collect();
    let all: u64 = by_day.iter().sum::<u64>().max(1);
    let most = |counts: &[u64]| {
        (0..counts.len())
            .max_by_key(|&place| counts[place])
            .unwrap_or(0)
    };
    let least = |counts: &[u64]| {
        (0..counts.len())
            .min_by_key(|&place| counts[place])
            .unwrap_or(0)
    };
    let share = |count: u64| 100.0 * count as f64 / all as f64;
    let (busy, quiet) = (most(&by_day), least(&by_day));
    let (peak, low) = (most(&by_hour), least(&by_hour));
    format!(
        "{} brings {:.0} % of the messages, {} {:.0} %; the busiest hour is {peak}:00 ({:.0} %), the quietest {low}:00 ({:.0} %).\n",
        WEEKDAYS[busy].en,
        share(by_day[busy]),
        WEEKDAYS[quiet].en,
        share(by_day[quiet]),
        share(by_hour[peak]),
        share(by_hour[low])
    )
}

fn counted(count: u64, what: &str) -> String {
    let grouped = crate::words::thousands(&count.to_string());
    format!("{grouped} {what}{}", if count == 1 { "" } else { "s" })
}

/// Who wrote on a day, in a week, in a month.
fn chart(community: &Community) -> Result<Chart, ChartError> {
    let log = &community.log;
    let series = |name: &str, counts: Vec<u32>| {
        let values = counts
            .into_iter()
            .map(|count| Spread::certain(f64::from(count)));
        MetricSeries::new(name, 0, values.collect())
    };
    Activity {
        about: About {
            start_date: community.first_day,
            footer: Some(Label::new(
                "Counted from the log: members who wrote. Who only read is not in it.",
                "由聊天记录统计:发过言的成员。只看不说的人不在其中。",
            )),
            ..About::new(community.name.as_str(), 1)
        },
        dau: series("dau", log.posters_by_day()),
        wau: series("wau", log.trailing_posters(7)),
        mau: series("mau", log.trailing_posters(30)),
        events: Vec::new(),
    }
    .chart()
}
