//! Why a log could not be read.

use super::problems::{self, Problem, Problems};
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
    /// Several files are wrong, each in its way.
    #[error("{} files cannot be read:\n{}", errors.len(), listed_errors(errors))]
    Several {
        /// What is wrong with each.
        errors: Vec<LogError>,
    },
}

/// An error a paragraph.
fn listed_errors(errors: &[LogError]) -> String {
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    texts.join("\n")
}

impl LogError {
    /// Problems listed before only their number is given.
    pub const MOST_PROBLEMS: usize = 20;
}

pub(super) fn unreadable(path: &Path, source: std::io::Error) -> LogError {
    LogError::Unreadable {
        path: path.to_path_buf(),
        source,
    }
}

pub(super) fn invalid(path: &Path, problems: Problems) -> LogError {
    let (problems, more) = problems.into_parts();
    LogError::Invalid {
        path: path.to_path_buf(),
        problems,
        more,
    }
}

pub(super) fn finish<T>(path: &Path, value: Option<T>, problems: Problems) -> Result<T, LogError> {
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(invalid(path, problems)),
    }
}
