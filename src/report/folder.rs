//! An output folder: files appear in it whole or not at all.

use super::{Chart, ChartError};
use crate::study::files::write_whole;
use crate::words::Language;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file or folder could not be made.
    #[error("failed to write {}: {source}", path.display())]
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
}

/// A folder that results are written into.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes the folder if need be, and makes sure that files can be written into it: better before
    /// the work than after.
    ///
    /// # Errors
    /// [`FolderError::Write`] if the folder cannot be made or written into.
    pub fn create(path: impl Into<PathBuf>) -> Result<Self, FolderError> {
        let path = path.into();
        let failed = |source| FolderError::Write {
            path: path.clone(),
            source,
        };
        std::fs::create_dir_all(&path).map_err(failed)?;
        tempfile::tempfile_in(&path).map_err(failed)?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one file beside its place, then moves it there. `name` may lead into a folder below.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.path.join(name);
        write_whole(&path, bytes).map_err(|source| FolderError::Write { path, source })
    }

    /// Removes a file that no longer holds; one that is not there is no error.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn remove(&self, name: &str) -> Result<(), FolderError> {
        let path = self.path.join(name);
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(FolderError::Write { path, source })
            }
            _ => Ok(()),
        }
    }

    /// Writes charts as SVG and PNG, each with its CSV, in the given languages. With more than one
    /// language the file names carry it: `activity.en.svg`.
    ///
    /// # Errors
    /// [`FolderError`] for the first chart that cannot be drawn or written.
    pub fn write_charts(
        &self,
        charts: &[Chart],
        languages: &[Language],
    ) -> Result<(), FolderError> {
        let drawings: Vec<(&Chart, Language)> = charts
            .iter()
            .flat_map(|chart| languages.iter().map(move |language| (chart, *language)))
            .collect();
        for chart in charts {
            self.write(
                &format!("charts/{}.csv", chart.name()),
                chart.csv()?.as_bytes(),
            )?;
        }
        drawings.into_par_iter().try_for_each(|(chart, language)| {
            let name = if languages.len() > 1 {
                format!("charts/{}.{}", chart.name(), language.tag())
            } else {
                format!("charts/{}", chart.name())
            };
            self.write(&format!("{name}.svg"), chart.svg(language)?.as_bytes())?;
            self.write(&format!("{name}.png"), &chart.png(language)?)
        })
    }
}
