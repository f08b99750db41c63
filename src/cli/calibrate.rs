//! `qun calibrate`: a scenario fitted to the log of a real community, and how well it foretells.

mod seal;

use super::exit;
use super::failure::Failure;
use super::named_file::{NamedFile, lies_apart};
use super::output::{Format, Output};
use super::publish::Publisher;
use crate::calibrate::arrivals::MONTH;
use crate::calibrate::backtest::report::{Backtest, Row, backtest};
use crate::calibrate::backtest::tables::{markdown, paths_csv, scores_csv};
use crate::calibrate::backtest::words::words;
use crate::calibrate::balance::{TrialError, balanced};
use crate::calibrate::outlook::outlook;
use crate::calibrate::recovery;
use crate::calibrate::{CalibrateError, Calibration, Options, calibrate, log_until, split_day};
use crate::log::{LogError, community_name};
use crate::observe::activity::ActivityLog;
use crate::scenario::{self, members_csv};
use crate::show::calibration::{Fitted, backtests, recovered};
use crate::show::folder::Folder;
use crate::show::outcome::Outcome;
use crate::show::page::make::calibration;
use crate::words::Language;
use seal::{is_sealed, sealed};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Flags of `qun calibrate`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun calibrate log.csv --out camp.toml          fit to the first 60 % of the log\n  \
        qun calibrate log.csv --split 1 --out camp.toml  fit to all of it, to look ahead\n  \
        qun calibrate logs/*.csv.gz --backtest          forecasts of the rest against what happened"
)]
pub struct Calibrate {
    /// Exports of messages as the platform gives them, or tables of community,member_id,day,events[,replies_received]; several are one community, with --backtest several communities
    #[allow(
        rustdoc::broken_intra_doc_links,
        reason = "it is shown as help, as it is written"
    )]
    #[arg(required_unless_present = "recovery", value_name = "LOG")]
    pub logs: Vec<PathBuf>,
    /// How times are understood.
    #[command(flatten)]
    pub times: super::log::LogTimes,
    /// Share of the log's months to fit to; the rest is for the backtest
    #[arg(long, value_name = "SHARE", default_value_t = 0.6)]
    pub split: f64,
    /// Scenario file to write, the members' table beside it; a folder for tables with --backtest and --recovery
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Folder for report.html: what is foretold, what was fitted, and what no log can tell
    #[arg(long, value_name = "DIR", conflicts_with_all = ["backtest", "recovery"])]
    pub report: Option<PathBuf>,
    /// Look at this first share of the log only, as if it ended there: for choosing settings without seeing the end
    #[arg(long, value_name = "SHARE", default_value_t = 1.0)]
    pub until: f64,
    /// Days the scenario runs [default: as long as the log goes on after the split, at least 365]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=36_500))]
    pub days: Option<u16>,
    /// Compare forecasts of the rest of the log with what happened, as Markdown tables
    #[arg(long)]
    pub backtest: bool,
    /// Simulate so many logs with known parameters instead, and count how often the intervals hold them
    #[arg(long, value_name = "LOGS", conflicts_with_all = ["logs", "backtest"], value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub recovery: Option<u32>,
    /// Replicates of the backtest
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    pub replicates: u32,
    /// Seed of the backtest's luck
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Kinds of members to tell apart at most
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub classes: u8,
    /// Write over files, or into a folder, that are not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// How to write the estimates
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Calibrate {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If a log cannot be read or holds too little, or a file cannot be written.
    pub fn run(&self, output: &Output) -> super::Result {
        for (flag, share) in [("--split", self.split), ("--until", self.until)] {
            if !(share > 0.0 && share <= 1.0) {
                return Err(Failure::usage(
                    format!("{flag} must be above 0 and at most 1, not {share}"),
                    "give a share such as 0.6",
                ));
            }
        }
        if let Some(logs) = self.recovery {
            return self.recover(logs, output);
        }
        if self.backtest {
            return self.compare(output);
        }
        let file = self.out.as_deref();
        lies_apart(file, "--out", self.report.as_deref())?;
        let file = NamedFile::if_named(file, "--out", is_sealed, Some(self.force))?;
        let folder = Folder::named(self.report.as_deref(), self.force);
        let folder = folder.map_err(|error| Failure::of_folder(error, "--report"))?;
        let publisher = self.publisher(folder.as_ref(), output);
        let (name, log, options) = self.read(&self.logs, output)?;
        if let Some(folder) = &folder {
            let guarded = folder.guard(&self.logs, self.force);
            guarded.map_err(|error| Failure::of_folder(error, "--report"))?;
        }
        let calibration = calibrate(&log, &options)?;
        let mut scenario = String::new();
        if let Some(file) = &file {
            scenario = self.write(file, &name, &log, &calibration, output)?;
        }
        let fitted = Fitted {
            name: &name,
            split: calibration.split,
            window: calibration.window,
            members: calibration.members.len(),
            at_the_end: log.span() < calibration.split + MONTH,
            estimates: calibration.estimates(),
            not_identified: calibration.not_identified(),
            ahead: outlook(&calibration, &log, self.replicates, self.seed),
        };
        let runs = self.replicates as usize;
        let mut outcome = Outcome::new(fitted.document(), runs, |language| fitted.told(language));
        outcome.report = folder
            .is_some()
            .then(|| calibration::report(&fitted, scenario, output.language()));
        publisher.publish("calibrate", &outcome, output)
    }

    /// Where what is found goes, and how it is told.
    fn publisher<'a>(&self, folder: Option<&'a Folder>, output: &'a Output) -> Publisher<'a> {
        Publisher::new(folder, output.languages(), self.format, false)
    }

    /// Known parameters, found again.
    fn recover(&self, logs: u32, output: &Output) -> super::Result {
        let folder = self.folder()?;
        let publisher = self.publisher(folder.as_ref(), output);
        let found = recovery::recover(logs, recovery::DAYS, self.seed)?;
        let document = recovered(&found, logs);
        let text = recovery::markdown(&found, logs);
        let mut outcome = Outcome::new(document, logs as usize, |_| text.clone());
        outcome.kept_as = Some("recovery.json");
        outcome.file("recovery.md", text.as_str());
        publisher.publish("calibrate", &outcome, output)
    }

    /// Forecasts against what happened.
    fn compare(&self, output: &Output) -> super::Result {
        let folder = self.folder()?;
        let publisher = self.publisher(folder.as_ref(), output);
        if let Some(folder) = folder.as_ref().filter(|_| !self.force) {
            folder.guard(&self.logs, false)?;
        }
        let mut found = Vec::new();
        for path in &self.logs {
            // A pattern such as logs/*.csv.gz takes in the tables of joins and leaves beside the logs.
            if is_presence(path) && self.logs.len() > 1 {
                output.say(&format!(
                    "left out {}: joins and leaves, no messages",
                    path.display()
                ));
                continue;
            }
            match self.backtest_of(path, output) {
                Ok(backtest) => found.push(Row::Scored(Box::new(backtest))),
                // One that cannot be scored is a line among others; alone it is an error.
                Err(failure)
                    if self.logs.len() == 1 || matches!(failure, Failure::Usage { .. }) =>
                {
                    return Err(failure);
                }
                Err(failure) => {
                    let reason = failure.in_a_line();
                    output.say(&format!("not scored: {}: {reason}", path.display()));
                    found.push(Row::Unscored {
                        name: community_name(path),
                        reason,
                    });
                }
            }
        }
        if let Some(folder) = folder.as_ref().filter(|_| self.force) {
            // Now that they are read they may go out of the way.
            folder.guard(&self.logs, true)?;
        }
        let tables = markdown(&found, self.replicates);
        let both = Language::ALL.map(|language| words(&found, language));
        let scored = found.iter().filter(|row| matches!(row, Row::Scored(_)));
        let scored = scored.count();
        let runs = scored * self.replicates as usize;
        let mut outcome = Outcome::new(backtests(&found), runs, |language| {
            format!("{tables}\n{}", words(&found, language))
        });
        outcome.kept_as = Some("backtest.json");
        outcome.file("backtest.md", tables.as_str());
        outcome.file("forecasts.md", both.join("\n"));
        outcome.file("forecasts.csv", paths_csv(&found));
        outcome.file("scores.csv", scores_csv(&found));
        publisher.publish("calibrate", &outcome, output)?;
        if scored > 0 {
            Ok(())
        } else {
            Err(Failure::Reported(exit::INVALID))
        }
    }

    fn backtest_of(&self, path: &PathBuf, output: &Output) -> Result<Backtest, Failure> {
        let (name, log, options) = self.read(std::slice::from_ref(path), output)?;
        output.say(&format!(
            "{name}: {} days, {} members",
            log.span(),
            log.posters()
        ));
        Ok(backtest(&name, &log, &options, self.replicates, self.seed)?)
    }

    /// The folder for the tables, if one was named: better before the work than after.
    fn folder(&self) -> Result<Option<Folder>, Failure> {
        Ok(Folder::named(self.out.as_deref(), self.force)?)
    }

    /// Reads files as one community.
    fn read(
        &self,
        paths: &[PathBuf],
        output: &Output,
    ) -> Result<(String, ActivityLog, Options), Failure> {
        let community = self.times.reader().read_logs(paths)?;
        for remark in &community.remarks {
            output.say(&format!("note: {remark}"));
        }
        let options = Options {
            split: self.split,
            classes: usize::from(self.classes),
            first_day: community.first_day,
            ..Options::default()
        };
        let log = if self.until < 1.0 {
            log_until(&community.log, split_day(&community.log, self.until))
        } else {
            community.log
        };
        Ok((community.name, log, options))
    }

    fn write(
        &self,
        file: &NamedFile,
        name: &str,
        log: &ActivityLog,
        calibration: &Calibration,
        output: &Output,
    ) -> Result<String, Failure> {
        let ahead = (log.span() - calibration.split) / MONTH * MONTH;
        let days = self.days.unwrap_or_else(|| ahead.clamp(365, 36_500) as u16);
        let (read, balance) = balanced(calibration, name, days)?;
        let archetypes: Vec<String> = read
            .archetype
            .iter()
            .map(|archetype| archetype.name.clone())
            .collect();
        let csv = members_csv(&calibration.members, &archetypes);
        let stem = self.out.as_deref().and_then(Path::file_stem);
        let stem = stem.map_or("scenario".into(), OsStr::to_string_lossy);
        let table = scenario::named_by_content(&format!("{stem}.members"), &csv);
        let scenario = calibration.scenario_text(name, &table, days, balance);
        file.beside(&table).write(csv.as_bytes(), output)?;
        file.write(sealed(&scenario).as_bytes(), output)?;
        Ok(scenario)
    }
}

/// Whether a file is named as a table of joins and leaves.
fn is_presence(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| name.split('.').next())
        .is_some_and(|stem| stem.ends_with("_presence"))
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Self::Data {
            message: error.to_string(),
            hint: Some(
                "docs/logs.md lists the exports that are read; a table has the columns community,member_id,day,events or timestamp,author"
                    .to_owned(),
            ),
        }
    }
}

impl From<TrialError> for Failure {
    fn from(error: TrialError) -> Self {
        match error {
            TrialError::Unwritten(error) => error.into(),
            TrialError::Unread(problems) => (*problems).into(),
        }
    }
}

impl From<CalibrateError> for Failure {
    fn from(error: CalibrateError) -> Self {
        match error {
            CalibrateError::Split(_) => {
                Self::usage(error.to_string(), "give --split a share such as 0.6")
            }
            CalibrateError::NothingAhead { .. } => Self::usage(
                error.to_string(),
                "give a smaller --split, such as 0.6, or a longer log",
            ),
            _ => Self::Data {
                message: error.to_string(),
                hint: Some("give a longer log, or a larger --split".to_owned()),
            },
        }
    }
}
