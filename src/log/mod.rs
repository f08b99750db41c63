//! Reading the logs of real communities from disk.
//!
//! Two kinds of file are understood, plain or gzip-compressed, told apart by their header:
//!
//! * **tables**: `community,member_id,day,events[,replies_received]`, one row a member and day,
//!   sorted by day. Days are whole numbers from the start of the log, or ISO dates.
//! * **exports**: `timestamp,author[,reply_to][,id]`, one row a message, in any order.
//!
//! Columns may come in any order and be separated by comma, semicolon or tab; further columns are
//! ignored. Text is UTF-8, with or without byte order mark, UTF-16 with one, or GB18030.
//! Names of members become numbers in the order of their first appearance and never leave the
//! [`LogReader`].

mod export;
mod problems;
mod source;
mod table;
mod timestamps;

pub use problems::Problem;

use crate::observe::activity::ActivityLog;
use crate::observe::presence::PresenceLog;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use problems::Problems;
use source::Sheet;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why a log could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The file could not be opened or read.
    #[error("failed to read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What the file says is wrong, in up to [`LogError::MOST_PROBLEMS`] places.
    #[error("failed to understand {}:{}", path.display(), problems::listed(problems, *more))]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The first problems, in order of their lines.
        problems: Vec<Problem>,
        /// How many further problems there are.
        more: usize,
    },
}

impl LogError {
    /// Problems listed before only their number is given.
    pub const MOST_PROBLEMS: usize = 20;
}

/// A log with what the file says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// Name from the `community` column, or the file's.
    pub name: String,
    /// Date of day 0, where the file has dates.
    pub first_day: Option<Date>,
    /// Who was active when.
    pub log: ActivityLog,
}

/// Which columns of an export hold what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportColumns {
    /// When a message was written.
    pub timestamp: String,
    /// Who wrote it.
    pub author: String,
    /// What or whom it answers; empty cells answer nothing. The column may be missing.
    pub reply_to: String,
    /// Identifier of the message, to which `reply_to` then refers. Without this column `reply_to`
    /// names an author, and the reply goes to that author's latest message before.
    pub id: String,
}

impl Default for ExportColumns {
    fn default() -> Self {
        Self {
            timestamp: "timestamp".into(),
            author: "author".into(),
            reply_to: "reply_to".into(),
            id: "id".into(),
        }
    }
}

/// Reads the files of one community, so that a member has one number in all of them.
#[derive(Debug, Clone)]
pub struct LogReader {
    time_zone: TimeZone,
    columns: ExportColumns,
    numbers: MemberNumbers,
    first_day: Option<Date>,
}

impl Default for LogReader {
    fn default() -> Self {
        Self {
            time_zone: TimeZone::UTC,
            columns: ExportColumns::default(),
            numbers: MemberNumbers::default(),
            first_day: None,
        }
    }
}

impl LogReader {
    /// A reader for days of coordinated universal time and the usual names of columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cuts days at midnight in `time_zone`. Applies to time stamps that name an instant; a time
    /// without zone is taken to be in `time_zone` already.
    #[must_use]
    pub fn with_time_zone(mut self, time_zone: TimeZone) -> Self {
        self.time_zone = time_zone;
        self
    }

    /// Looks for the columns of an export under other names.
    #[must_use]
    pub fn with_columns(mut self, columns: ExportColumns) -> Self {
        self.columns = columns;
        self
    }

    /// Reads a table or an export.
    ///
    /// # Errors
    ///
    /// [`LogError`], with all problems of the file at once up to a cap.
    pub fn read_log(&mut self, path: &Path) -> Result<Community, LogError> {
        let bytes = read(path)?;
        self.parse_log(&bytes, path)
    }

    /// Understands the `bytes` of a table or an export; `path` names it in errors, names the
    /// community if nothing else does, and is not opened.
    ///
    /// # Errors
    ///
    /// [`LogError::Invalid`], with all problems of the file at once up to a cap.
    pub fn parse_log(&mut self, bytes: &[u8], path: &Path) -> Result<Community, LogError> {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.split('.').next())
            .unwrap_or("community");
        let mut problems = Problems::default();
        let community = Sheet::open(bytes, is_packed(path), &mut problems).and_then(|sheet| {
            let export = [
                self.columns.timestamp.as_str(),
                self.columns.author.as_str(),
            ];
            if sheet.looks_like(&export, &table::COLUMNS) {
                export::read(&sheet, self, name, &mut problems)
            } else {
                table::read(&sheet, self, name, &mut problems)
            }
        });
        finish(path, community, problems)
    }

    /// Reads a presence file, `community,member_id,day,joins,leaves`, that goes with a log read
    /// before. Days before that log's first day are left out.
    ///
    /// # Errors
    ///
    /// [`LogError`], with all problems of the file at once up to a cap.
    pub fn read_presence(&mut self, path: &Path) -> Result<PresenceLog, LogError> {
        let bytes = read(path)?;
        let mut problems = Problems::default();
        let presence = Sheet::open(&bytes, is_packed(path), &mut problems)
            .and_then(|sheet| table::read_presence(&sheet, self, &mut problems));
        finish(path, presence, problems)
    }
}

/// Whether the name promises gzip.
fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "gz")
}

fn read(path: &Path) -> Result<Vec<u8>, LogError> {
    std::fs::read(path).map_err(|source| LogError::Unreadable {
        path: path.to_path_buf(),
        source,
    })
}

fn finish<T>(path: &Path, value: Option<T>, problems: Problems) -> Result<T, LogError> {
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => {
            let (problems, more) = problems.into_parts();
            Err(LogError::Invalid {
                path: path.to_path_buf(),
                problems,
                more,
            })
        }
    }
}

/// Numbers for names, in order of first appearance.
#[derive(Debug, Clone, Default)]
struct MemberNumbers {
    numbers: BTreeMap<String, u32>,
}

impl MemberNumbers {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        number
    }

    fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }
}

#[cfg(test)]
mod archives;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
