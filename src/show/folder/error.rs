//! Why something could not be written into a folder.

use crate::draw::ChartError;
use std::path::PathBuf;

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file or folder could not be made.
    #[error("failed to write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// A table could not be built.
    #[error("failed to build a table: {0}")]
    Table(#[from] csv::Error),
    /// The folder holds something and carries no mark of Qun.
    #[error("{} is not empty, and qun has not made it: it holds {example}", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// One thing in it.
        example: String,
    },
    /// The folder carries the mark of another version.
    #[error("{} holds results of another version of qun ({engine})", path.display())]
    Other {
        /// The folder.
        path: PathBuf,
        /// That version.
        engine: String,
    },
    /// Files that Qun wrote have been changed since.
    #[error("{} has been changed since qun wrote it: {files}", path.display())]
    Changed {
        /// The folder.
        path: PathBuf,
        /// The files.
        files: String,
    },
    /// Results would go where something lies that Qun has not written.
    #[error("{} holds what qun has not written where results go: {files}", path.display())]
    Taken {
        /// The folder.
        path: PathBuf,
        /// The files.
        files: String,
    },
    /// There can be no folder of this name.
    #[error("{place} {why}")]
    NoFolder {
        /// What stands in its place, or its name.
        place: String,
        /// Why there can be none.
        why: &'static str,
    },
    /// A file that the study is made from lies where a result would.
    #[error("{} lies where results go", path.display())]
    Input {
        /// The file.
        path: PathBuf,
    },
    /// Something leads out of the folder.
    #[error("{} leads out of the folder", path.display())]
    Out {
        /// The place.
        path: PathBuf,
    },
}
