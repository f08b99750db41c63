//! Reading the logs of real communities from disk.
//!
//! Two kinds of file are understood, plain, packed by gzip or in a zip archive:
//!
//! * **tables**: `community,member_id,day,events[,replies_received]`, one row a member and day,
//!   sorted by day. Days are whole numbers from the start of the log, or dates.
//! * **exports** of messages as platforms write them, recognised from their content: one small
//!   file each in `formats`. Several files, or a folder, are one community.
//!
//! Exports are read as a stream. Names of members become numbers in the order of their first
//! message and never leave the [`LogReader`].

mod csv_table;
mod date_order;
mod error;
mod finish;
mod formats;
mod gather;
mod identifiers;
mod input;
mod left_out;
mod lines;
mod out_of_place;
mod people;
mod privacy;
mod problems;
mod room;
mod source;
mod timestamps;

pub use error::LogError;
pub use privacy::{TooFew, singled_out, table_csv};
pub use problems::Problem;
pub use timestamps::DayOrder;

use crate::observe::activity::ActivityLog;
use crate::observe::presence::PresenceLog;
use error::{finish, invalid, unreadable};
use gather::Gather;
use input::{Source, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use problems::Problems;
use source::Sheet;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A log with what the file says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// Name from the `community` column, or the file's.
    pub name: String,
    /// Date of day 0, where the file has dates.
    pub first_day: Option<Date>,
    /// Who was active when.
    pub log: ActivityLog,
    /// The formats of the files, in words.
    pub formats: Vec<String>,
    /// What was left out, and what was read in one of several ways: a sentence each.
    pub remarks: Vec<String>,
    /// Messages by hour of the week from Monday, midnight, where the files have times.
    pub rhythm: Option<Vec<u64>>,
}

/// Reads the files of one community, so that a member has one number in all of them.
#[derive(Debug, Clone, Default)]
pub struct LogReader {
    time_zone: Option<TimeZone>,
    day_order: Option<DayOrder>,
    numbers: MemberNumbers,
    first_day: Option<Date>,
    taken: u64,
}

impl LogReader {
    /// A reader that takes every time as its file writes it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cuts days at midnight in `time_zone`. Applies to times that tell their distance from
    /// universal time; without a zone these fall on the day that they were written with.
    #[must_use]
    pub fn with_time_zone(mut self, time_zone: TimeZone) -> Self {
        self.time_zone = Some(time_zone);
        self
    }

    /// Reads dates such as 5/1/24 in this order, whatever the file suggests.
    #[must_use]
    pub fn with_day_order(mut self, order: DayOrder) -> Self {
        self.day_order = Some(order);
        self
    }

    /// Bytes of memory that the log read last took, by the count that refuses what does not fit.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Reads a table, or an export: a file, an archive or a folder.
    ///
    /// # Errors
    ///
    /// [`LogError`], with all problems of a file at once up to a cap.
    pub fn read_log(&mut self, path: &Path) -> Result<Community, LogError> {
        self.read_logs(&[path.to_path_buf()])
    }

    /// Reads several files as one community.
    ///
    /// # Errors
    ///
    /// [`LogError`], with all problems of a file at once up to a cap.
    pub fn read_logs(&mut self, paths: &[PathBuf]) -> Result<Community, LogError> {
        let mut files = Vec::new();
        for path in paths {
            let found = input::sources(path).map_err(|source| unreadable(path, source))?;
            let alone = paths.len() == 1 && !path.is_dir();
            files.extend(found.into_iter().map(|file| (file, alone)));
        }
        let opened = files.into_iter().map(|(path, alone)| {
            input::open(&path, alone).map_err(|source| unreadable(&path, source))
        });
        let path = paths.first().map_or_else(PathBuf::new, Clone::clone);
        self.gather(opened, &path)
    }

    /// Understands the `bytes` of a table or an export; `path` names it in errors, names the
    /// community if nothing else does, and is not opened.
    ///
    /// # Errors
    ///
    /// [`LogError::Invalid`], with all problems of the file at once up to a cap.
    pub fn parse_log(&mut self, bytes: &[u8], path: &Path) -> Result<Community, LogError> {
        self.gather(std::iter::once(Ok(Source::of_bytes(path, bytes))), path)
    }

    fn gather(
        &mut self,
        opened: impl Iterator<Item = Result<Source, LogError>>,
        path: &Path,
    ) -> Result<Community, LogError> {
        let name = community_name(path);
        let mut gather = Gather::new(self.time_zone.clone());
        let mut unknown = Vec::new();
        // All files are looked at: whoever mends one should know of the others.
        let mut errors = Vec::new();
        for source in opened {
            let mut source = match source {
                Ok(source) => source,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            let is_archive = match input::is_archive(&mut source) {
                Ok(is) => is,
                Err(problem) => {
                    let mut problems = Problems::default();
                    problems.add(problem);
                    errors.push(invalid(&source.path, problems));
                    continue;
                }
            };
            if !is_archive {
                match self.part(source, &mut gather, &name, &mut unknown) {
                    Ok(Some(community)) => return Ok(community),
                    Ok(None) => {}
                    Err(error) => errors.push(error),
                }
                continue;
            }
            let place = source.path.clone();
            let mut archive = match input::Archive::open(&mut source) {
                Ok(archive) => archive,
                Err(problem) => {
                    let mut problems = Problems::default();
                    problems.add(problem);
                    errors.push(invalid(&place, problems));
                    continue;
                }
            };
            while let Some(part) = archive.next() {
                let read = match part {
                    Ok(part) => self.part(part, &mut gather, &name, &mut unknown),
                    Err(problem) => {
                        let mut problems = Problems::default();
                        problems.add(problem);
                        // What comes after a damaged part cannot be told from damage.
                        errors.push(invalid(&place, problems));
                        break;
                    }
                };
                match read {
                    Ok(Some(community)) => return Ok(community),
                    Ok(None) => {}
                    Err(error) => errors.push(error),
                }
            }
        }
        if errors.len() > 1 {
            return Err(LogError::Several { errors });
        }
        if let Some(error) = errors.pop() {
            return Err(error);
        }
        if gather.is_empty() && !unknown.is_empty() {
            let mut problems = Problems::default();
            problems.add(
                Problem::of_file("no file in it holds messages that can be read")
                    .help("see docs/logs.md for the exports that are read"),
            );
            return finish(path, None, problems);
        }
        if let [first, rest @ ..] = &unknown[..] {
            gather.remarks.push(format!(
                "left out: {}, such as {}",
                if rest.is_empty() {
                    "1 file that holds no messages".to_owned()
                } else {
                    format!("{} files that hold no messages", unknown.len())
                },
                first.display()
            ));
        }
        match gather.finish(self, name) {
            Ok(community) => Ok(community),
            Err(problems) => finish(path, None, problems),
        }
    }

    /// Reads one file; a community if it is a table of one.
    fn part(
        &mut self,
        mut source: Source,
        gather: &mut Gather,
        name: &str,
        unknown: &mut Vec<PathBuf>,
    ) -> Result<Option<Community>, LogError> {
        match self.one(&mut source, gather, name)? {
            Read::Table(community) => return Ok(Some(*community)),
            Read::Messages => {}
            Read::Unknown => unknown.push(source.path.clone()),
        }
        let found = std::mem::take(&mut gather.problems);
        if found.is_empty() {
            Ok(None)
        } else {
            finish(&source.path, None, found)
        }
    }

    /// Reads one file, which may be a table of members and days only if it comes alone.
    fn one(
        &mut self,
        source: &mut Source,
        gather: &mut Gather,
        name: &str,
    ) -> Result<Read, LogError> {
        let path = source.path.clone();
        let failed = |error: std::io::Error| unreadable(&path, error);
        let extension = path
            .extension()
            .and_then(|name| name.to_str())
            .unwrap_or("")
            .to_lowercase();
        let magic = source.magic().map_err(failed)?;
        if formats::is_spreadsheet(&magic, &extension) {
            gather.file(&path, "spreadsheet");
            formats::read_spreadsheet(source.bytes(formats::SPREADSHEET).map_err(failed)?, gather);
            return Ok(Read::Messages);
        }
        #[cfg(feature = "parquet")]
        if magic.starts_with(b"PAR1") {
            gather.file(&path, "Parquet");
            formats::read_parquet(source.bytes(formats::PARQUET).map_err(failed)?, gather);
            return Ok(Read::Messages);
        }
        let alone = source.alone;
        if let Some((what, help)) = formats::what_else(&magic, &extension) {
            if !alone {
                return Ok(Read::Unknown);
            }
            gather
                .problems
                .add(Problem::of_file(format!("this is {what}, which is not read")).help(help));
            return Ok(Read::Messages);
        }
        let text = match source.text() {
            Ok(text) => Text {
                reader: gather.room.until_full(text.reader),
                ..text
            },
            Err(problem) => {
                gather.problems.add(problem);
                return Ok(Read::Messages);
            }
        };
        let header = source::header_of(&text.head);
        let head = formats::Head {
            text: &text.head,
            header: &header,
        };
        let is_table = csv_table::COLUMNS
            .iter()
            .all(|name| header.iter().any(|column| column == name));
        let format = if is_table {
            None
        } else {
            formats::recognise(&head)
        };
        if let Some(format) = format {
            gather.file(&path, format.name);
            note_encoding(&text, &path, gather);
            (format.read)(text, &path, gather).map_err(|error| unreadable(&path, error))?;
            return Ok(Read::Messages);
        }
        if !alone {
            return Ok(if is_table {
                refuse_table(gather)
            } else {
                Read::Unknown
            });
        }
        let mut problems = Problems::default();
        if !is_table && formats::is_json(&text.head) {
            problems.add(
                Problem::of_file("this JSON is of no platform known")
                    .help("see docs/logs.md for the exports that are read"),
            );
            return finish(&path, None, problems);
        }
        let community = Sheet::open(text, &mut problems).and_then(|mut sheet| {
            if sheet.looks_like(&["timestamp", "author"], &csv_table::COLUMNS) {
                // Both are told, with what they may have been meant by.
                let _ = sheet.required("timestamp", &mut problems);
                let _ = sheet.required("author", &mut problems);
                None
            } else {
                csv_table::read(&mut sheet, self, name, &mut problems)
            }
        });
        finish(&path, community, problems).map(|community| Read::Table(Box::new(community)))
    }

    /// Reads a presence file, `community,member_id,day,joins,leaves`, that goes with a log read
    /// before. Days before that log's first day are left out.
    ///
    /// # Errors
    ///
    /// [`LogError`], with all problems of the file at once up to a cap.
    pub fn read_presence(&mut self, path: &Path) -> Result<PresenceLog, LogError> {
        let mut source = input::open(path, true).map_err(|source| unreadable(path, source))?;
        let mut problems = Problems::default();
        let sheet = match source.text() {
            Ok(text) => Sheet::open(text, &mut problems),
            Err(problem) => {
                problems.add(problem);
                None
            }
        };
        let presence =
            sheet.and_then(|mut sheet| csv_table::read_presence(&mut sheet, self, &mut problems));
        finish(path, presence, problems)
    }
}

/// A table of members and days has numbers of its own, which mean nothing beside other files.
fn refuse_table(gather: &mut Gather) -> Read {
    gather.problems.add(
        Problem::of_file("a table of members and days among several files")
            .help("give it alone: numbers of members mean nothing outside their own table"),
    );
    Read::Messages
}

/// What came of one file.
enum Read {
    Table(Box<Community>),
    Messages,
    Unknown,
}

/// Name of the community whose log a file is named after.
pub fn community_name(path: &Path) -> String {
    path.file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| name.split('.').find(|part| !part.is_empty()))
        .unwrap_or("community")
        .to_owned()
}

/// Says how a text that is not plain UTF-8 was read.
fn note_encoding(text: &Text<'_>, path: &Path, gather: &mut Gather) {
    if let Some((line, count)) = text.flaws {
        gather.remarks.push(format!(
            "{}:{line}: {count} characters that are not UTF-8 are read as \u{fffd}",
            path.display()
        ));
    } else if text.encoding != "UTF-8" {
        gather
            .remarks
            .push(format!("{}: read as {}", path.display(), text.encoding));
    }
}

/// Numbers for names, in order of first appearance.
#[derive(Debug, Clone, Default)]
struct MemberNumbers {
    numbers: BTreeMap<String, u32>,
}

impl MemberNumbers {
    fn len(&self) -> usize {
        self.numbers.len()
    }

    fn of(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

#[cfg(test)]
mod archives;
#[cfg(test)]
mod doubtful;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
