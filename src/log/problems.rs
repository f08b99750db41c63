//! What is wrong with a file, collected instead of stopping at the first.

use super::LogError;
use std::fmt::Write as _;

/// Something wrong in a file, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1; `None` where the file as a whole is meant.
    pub line: Option<u64>,
    /// Name of the column, where one is meant.
    pub column: Option<String>,
    /// What is wrong: a fragment without capital or full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of the file as a whole.
    pub(super) fn of_file(message: impl Into<String>) -> Self {
        Self {
            line: None,
            column: None,
            message: message.into(),
            help: None,
        }
    }

    /// A problem of one line.
    pub(super) fn of_line(line: u64, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::of_file(message)
        }
    }

    /// A problem of one cell.
    pub(super) fn of_cell(line: u64, column: &str, message: impl Into<String>) -> Self {
        Self {
            column: Some(column.to_owned()),
            ..Self::of_line(line, message)
        }
    }

    /// Adds advice.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The first problems and the number of the others.
#[derive(Debug, Default)]
pub(super) struct Problems {
    listed: Vec<Problem>,
    more: usize,
}

impl Problems {
    pub(super) fn add(&mut self, problem: Problem) {
        if self.listed.len() < LogError::MOST_PROBLEMS {
            self.listed.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The problems by line, those of the whole file first.
    pub(super) fn into_parts(mut self) -> (Vec<Problem>, usize) {
        self.listed.sort_by_key(|problem| problem.line);
        (self.listed, self.more)
    }
}

/// One line a problem, each on a line of its own.
pub(super) fn listed(problems: &[Problem], more: usize) -> String {
    let mut text = String::new();
    for problem in problems {
        text.push('\n');
        if let Some(line) = problem.line {
            // Writing to a string cannot fail.
            let _ = write!(text, "line {line}: ");
        }
        if let Some(column) = &problem.column {
            let _ = write!(text, "`{column}`: ");
        }
        text.push_str(&problem.message);
        if let Some(help) = &problem.help {
            let _ = write!(text, " (hint: {help})");
        }
    }
    if more > 0 {
        let _ = write!(text, "\nand {more} more");
    }
    text
}
