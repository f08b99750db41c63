//! The page of a study: `report.html`, one file that says what was found, why, and how sure it is.
//!
//! A study says what it has found as a [`Report`], which is written down as `report.json`; the page
//! is made from that file alone, by the study as by `qun report`, so that both give the same bytes.
//!
//! | file | what it does |
//! |---|---|
//! | `report` | what a page says, as data |
//! | `make` | from what a study found to that data |
//! | `read` | from a folder, whatever is missing of it, back to that data |
//! | `document`, `parts` | from that data to HTML |
//! | `data` | what a page carries of the data of its charts |
//! | `said` | the one way in which text gets into the page |

pub mod make;
pub mod read;
pub mod report;

mod data;
mod document;
mod parts;
mod said;

pub use document::document;
pub use report::Report;

use super::folder::{Folder, FolderError};

pub use super::folder::PAGE;

/// Name of the data that it is made from.
pub const DATA: &str = "report.json";

/// Writes down what a study says, and makes the page from what was written: whoever makes it again
/// gets the same bytes.
///
/// # Errors
/// If a file cannot be written.
pub fn write(folder: &Folder, report: &Report) -> Result<(), FolderError> {
    // Serialising plain structs of numbers and texts into memory has no way to fail.
    let bytes = serde_json::to_vec(report).unwrap_or_default();
    folder.write(DATA, &bytes)?;
    let found = read::report(&bytes);
    folder.write(PAGE, document(&found).as_bytes())
}
