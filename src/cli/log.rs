//! `qun log`: what is in the log of a real community, in words, as a chart and as a table without
//! names.

use super::failure::Failure;
use super::output::{Format, Output};
use super::publish::Publisher;
use crate::log::{Community, DayOrder, LogReader, TooFew, singled_out, table_csv};
use crate::show::folder::Folder;
use crate::show::log::{chart, words};
use crate::show::outcome::Outcome;
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

/// The table of who wrote on which day.
const TABLE: &str = "members_days.csv";

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
    /// Folder for members_days.csv, which has no names, and charts/activity.svg
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
        let folder = Folder::named(self.out.as_deref(), self.force)?;
        if let Some(folder) = &folder {
            folder.guard(&self.files, self.force)?;
        }
        let publisher = Publisher::new(folder.as_ref(), output.languages(), self.format, false);
        let outcome = self.outcome(&community, &warnings)?;
        if folder.is_some() {
            for warning in &warnings {
                output.say(&format!("warning: in {TABLE}, {}", warning.words()));
            }
            if !warnings.is_empty() && self.shift_days == 0 {
                output.say("hint: think before passing it on; --shift-days moves its dates");
            }
        }
        for remark in &community.remarks {
            output.say(&format!("note: {remark}"));
        }
        publisher.publish("log", &outcome, output)
    }

    fn outcome<'a>(
        &self,
        community: &'a Community,
        warnings: &[TooFew],
    ) -> Result<Outcome<'a>, Failure> {
        let log = &community.log;
        let document = json!({
            "community": community.name,
            "formats": community.formats,
            "first_day": community.first_day.map(|day| day.to_string()),
            "days": log.span(),
            "members": log.posters(),
            "messages": log.total_events(),
            "replies": log.has_replies(),
            "messages_by_hour_of_week": community.rhythm,
            "remarks": community.remarks,
            "warnings": warnings.iter().map(TooFew::words).collect::<Vec<_>>(),
        });
        let mut outcome = Outcome::new(document, 0, |language| words(community, language));
        // The folder is for handing on: it holds no names and no day that was moved.
        outcome.kept_as = None;
        let shift = i64::from(self.shift_days);
        let table = table_csv("community", log, community.first_day, shift);
        outcome.file(TABLE, table);
        outcome.chart(chart(community, shift)?);
        Ok(outcome)
    }
}
