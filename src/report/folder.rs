//! An output folder: files appear in it whole or not at all.

use super::{Chart, ChartError};
use crate::study::files::{clear_leftovers, put_aside, write_whole};
use crate::study::ownership::{self, MANIFEST, Ownership, Standing};
use crate::words::Language;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    /// Something leads out of the folder.
    #[error("{} leads out of the folder", path.display())]
    Out {
        /// The place.
        path: PathBuf,
    },
}

/// A folder that results are written into. Nothing that Qun did not write itself is ever replaced
/// or removed in it; see [`ownership`].
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    state: Mutex<State>,
}

/// What is known of the files of a folder.
#[derive(Debug)]
struct State {
    ownership: Ownership,
    /// What this process has written.
    written: BTreeSet<String>,
    /// Whether the results of an earlier study are gone.
    begun: bool,
    /// What stood in the way, and where it is now.
    aside: Vec<(PathBuf, PathBuf)>,
}

impl Folder {
    /// Makes the folder if need be, and makes sure that files can be written into it and that none
    /// of somebody else's stands in the way: better before the work than after. With `force` a
    /// folder that is not Qun's is taken, and what stands in the way of a result is kept as `NAME~`.
    ///
    /// # Errors
    /// [`FolderError`] if the folder cannot be made or written into, or is not ours to write into.
    pub fn create(path: impl Into<PathBuf>, force: bool) -> Result<Self, FolderError> {
        let path = path.into();
        let failed = |source| FolderError::Write {
            path: path.clone(),
            source,
        };
        match ownership::standing(&path).map_err(failed)? {
            Standing::Free | Standing::Ours => {}
            Standing::Foreign(example) => {
                if !force {
                    return Err(FolderError::Foreign { path, example });
                }
                let mark = path.join(ownership::MARK);
                if mark.exists() {
                    put_aside(&mark).map_err(failed)?;
                }
            }
            Standing::Other(engine) => {
                if !force {
                    return Err(FolderError::Other { path, engine });
                }
                // A folder without a name, such as `.`, cannot be moved; its files are kept one by one.
                if path.file_name().is_none() || put_aside(&path).is_err() {
                    put_aside(&path.join(ownership::MARK)).map_err(failed)?;
                }
            }
        }
        std::fs::create_dir_all(&path).map_err(failed)?;
        let ownership = Ownership::open(&path).map_err(failed)?;
        let folder = Self {
            path,
            state: Mutex::new(State {
                ownership,
                written: BTreeSet::new(),
                begun: false,
                aside: Vec::new(),
            }),
        };
        if !force {
            folder.refuse_changed()?;
        }
        clear_leftovers(&folder.path);
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stood in the way of a result, and where it is kept now.
    pub fn kept_aside(&self) -> Vec<(PathBuf, PathBuf)> {
        self.state().aside.clone()
    }

    /// Writes one file beside its place, then moves it there. `name` may lead into a folder below.
    /// With the first file of a study all that an earlier one has left goes, its manifest first, so
    /// that no folder holds results of two.
    ///
    /// # Errors
    /// [`FolderError::Write`], [`FolderError::Out`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.place(name)?;
        let failed = |source| FolderError::Write {
            path: path.clone(),
            source,
        };
        {
            let mut state = self.state();
            if !state.begun {
                state.begun = true;
                self.clear(&mut state).map_err(failed)?;
            }
            self.prepare(&mut state, name, bytes).map_err(failed)?;
        }
        write_whole(&path, bytes).map_err(failed)
    }

    /// Puts the list of our files in order, now that all are written.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn tidy(&self) -> Result<(), FolderError> {
        self.state()
            .ownership
            .tidy()
            .map_err(|source| FolderError::Write {
                path: self.path.join(ownership::MARK),
                source,
            })
    }

    /// Writes what says which study this is. The results of an earlier try stay where it says the
    /// same as before, and go where it does not.
    ///
    /// # Errors
    /// As [`Folder::write`].
    pub fn write_plan(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.place(name)?;
        if std::fs::read(&path).is_ok_and(|there| there == bytes) {
            self.state().written.insert(name.to_owned());
            return Ok(());
        }
        self.write(name, bytes)
    }

    /// Removes a file of ours that no longer holds; one that is not there is no error, one of
    /// somebody else's stays.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn remove(&self, name: &str) -> Result<(), FolderError> {
        let path = self.place(name)?;
        let mut state = self.state();
        remove_ours(&mut state.ownership, name, &path)
            .map_err(|source| FolderError::Write { path, source })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves lists that are whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a file lies: below the folder, whatever its name is.
    fn place(&self, name: &str) -> Result<PathBuf, FolderError> {
        let path = self.path.join(name);
        if !ownership::is_within(name) {
            return Err(FolderError::Out { path });
        }
        let mut within = self.path.clone();
        for part in Path::new(name)
            .parent()
            .into_iter()
            .flat_map(Path::components)
        {
            within.push(part);
            if std::fs::symlink_metadata(&within).is_ok_and(|it| it.is_symlink()) {
                return Err(FolderError::Out { path: within });
            }
        }
        Ok(path)
    }

    /// Refuses a folder in which somebody has changed what Qun wrote.
    fn refuse_changed(&self) -> Result<(), FolderError> {
        let mut state = self.state();
        let mut changed = Vec::new();
        for name in state.ownership.names() {
            let ours = state.ownership.is_ours(&name);
            if !ours.map_err(|source| FolderError::Write {
                path: self.path.join(&name),
                source,
            })? {
                changed.push(name);
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        Err(FolderError::Changed {
            path: self.path.clone(),
            files: changed.join(", "),
        })
    }

    /// Removes what an earlier study has left.
    fn clear(&self, state: &mut State) -> std::io::Result<()> {
        let State {
            ownership, written, ..
        } = state;
        remove_ours(ownership, MANIFEST, &self.path.join(MANIFEST))?;
        for name in ownership.names() {
            if written.contains(&name) {
                continue;
            }
            remove_ours(ownership, &name, &self.path.join(&name))?;
            // Folders that are empty now go too; any other stays.
            let mut within = Path::new(&name).parent();
            while let Some(part) = within.filter(|part| !part.as_os_str().is_empty()) {
                if std::fs::remove_dir(self.path.join(part)).is_err() {
                    break;
                }
                within = part.parent();
            }
        }
        Ok(())
    }

    /// Makes sure that a file may take its place, and notes that it is ours.
    fn prepare(&self, state: &mut State, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let mut within = self.path.clone();
        for part in Path::new(name)
            .parent()
            .into_iter()
            .flat_map(Path::components)
        {
            within.push(part);
            if within.exists() && !within.is_dir() {
                let kept = put_aside(&within)?;
                state.aside.push((within.clone(), kept));
            }
        }
        if !state.ownership.is_ours(name)? {
            let path = self.path.join(name);
            let kept = put_aside(&path)?;
            state.aside.push((path, kept));
        }
        state.ownership.note(name, bytes)?;
        state.written.insert(name.to_owned());
        Ok(())
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

/// Removes a file if it is ours; one that is not there is no error.
fn remove_ours(ownership: &mut Ownership, name: &str, path: &Path) -> std::io::Result<()> {
    if !ownership.is_ours(name)? {
        return Ok(());
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
