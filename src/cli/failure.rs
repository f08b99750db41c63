//! How a command fails, and the exit code that says so.

use super::exit;
use super::output::{Output, Unwritten};
use crate::scenario::{Problems, nearest};

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense.
    Usage {
        /// What is wrong with it.
        message: String,
        /// What would be right.
        hint: Option<String>,
    },
    /// A scenario is invalid.
    Scenario(Problems),
    /// Input data is invalid.
    Data {
        /// What is wrong with it.
        message: String,
        /// What would be right.
        hint: Option<String>,
    },
    /// Already reported; only the exit code is left to give.
    Reported(u8),
    /// Anything else.
    Unexpected(anyhow::Error),
}

impl Failure {
    /// A usage error with a hint.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// A word that is none of those known: did somebody mean the nearest? Where none is near, `otherwise` is
    /// the hint.
    pub fn unknown(
        message: impl Into<String>,
        word: &str,
        known: &[&str],
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        let near = nearest(word, known).map(|near| format!("did you mean `{near}`?"));
        Self::usage(message, near.unwrap_or_else(otherwise))
    }

    /// Data that cannot be used, with a hint.
    pub fn data(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Data {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Usage { .. } => exit::USAGE,
            Self::Scenario(problems) if problems.only_in_flags() => exit::USAGE,
            Self::Scenario(_) | Self::Data { .. } => exit::INVALID,
            Self::Reported(code) => *code,
            Self::Unexpected(_) => exit::UNEXPECTED,
        }
    }

    /// What is wrong, on one line, for a place in a table.
    pub fn in_a_line(&self) -> String {
        let text = match self {
            Self::Usage { message, .. } | Self::Data { message, .. } => message.clone(),
            Self::Scenario(problems) => problems.summary(),
            Self::Reported(code) => format!("failed with exit code {code}"),
            Self::Unexpected(error) => chain(error),
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }

    /// Tells the user. `has_out` says whether the command has an `--out` to be pointed to.
    pub fn report(&self, output: &Output, has_out: bool) {
        match self {
            Self::Usage { message, hint } | Self::Data { message, hint } => {
                output.error(message, hint.as_deref());
            }
            Self::Scenario(problems) => {
                output.problems(problems);
                output.complain(&format!("\n{}", problems.summary()));
            }
            Self::Reported(_) => {}
            Self::Unexpected(error) => output.error(&chain(error), advice(error, has_out)),
        }
    }
}

/// An error with its causes, each said once: some say themselves what their cause says.
fn chain(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// What to do about what the system refuses.
fn advice(error: &anyhow::Error, has_out: bool) -> Option<&'static str> {
    use std::io::ErrorKind;
    let cause = error
        .chain()
        .find_map(|it| it.downcast_ref::<std::io::Error>())?;
    let is_answer = matches!(cause.get_ref(), Some(it) if it.is::<Unwritten>());
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded if is_answer => {
            Some("make room where standard output goes")
        }
        _ if is_answer => None,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded if !has_out => {
            Some("make room, and repeat the command")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if !has_out => {
            Some("see who may write there, and repeat the command")
        }
        ErrorKind::FileTooLarge => {
            Some("raise the limit of the size of files: `ulimit -f unlimited`")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Some("make room, or name a folder on another disk with --out")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("name a folder with --out that may be written into")
        }
        _ => None,
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Scenario(problems)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Unexpected(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Unexpected(error.into())
    }
}
