//! An output folder: files appear in it whole or not at all.

mod clearing;
mod error;
mod guard;
mod names;

use super::dictionary::{self, Dictionary};
use crate::draw::Chart;
use crate::files::ownership::{self, Ownership, Standing};
use crate::files::writing::{put_aside, write_whole};
use crate::words::Language;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use clearing::remove_ours;
pub use error::FolderError;
pub use guard::{can_be_a_folder, is_within_folder, leads_out};

/// What stood in the way of a result and is kept.
#[derive(Debug, Clone)]
pub struct Aside {
    /// Where it stood.
    pub place: PathBuf,
    /// Where it is now.
    pub kept: PathBuf,
    /// Whether it is a file of Qun's that somebody has changed since.
    pub changed: bool,
}

/// A folder that results are written into. Nothing that Qun did not write itself is ever replaced
/// or removed in it; see [`ownership`].
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    state: Mutex<State>,
}

/// Name of the page of a study.
pub const PAGE: &str = "report.html";

/// Folders that results lie in, inside an output folder.
const FOLDERS: [&str; 5] = ["charts", "cells", "unfinished", "strategies", REPLAYS];
/// Where `qun replay` puts its results.
const REPLAYS: &str = "replays";
/// What is known of the files of a folder.
#[derive(Debug)]
struct State {
    ownership: Ownership,
    /// What this process has written.
    written: BTreeSet<String>,
    /// Whether the results of an earlier study are gone.
    begun: bool,
    /// What stood in the way, and where it is now.
    aside: Vec<Aside>,
    /// What the tables hold.
    dictionary: Dictionary,
}

impl Folder {
    /// Makes the folder if need be, and makes sure that files can be written into it and that none
    /// of somebody else's stands in the way: better before the work than after. With `force` a
    /// folder that is not Qun's is taken, and what stands in the way of a result is kept as `NAME~`.
    ///
    /// # Errors
    /// [`FolderError`] if the folder cannot be made or written into, or is not ours to write into.
    pub fn create(path: impl Into<PathBuf>, force: bool) -> Result<Self, FolderError> {
        Self::make(path.into(), force, Vec::new())
    }

    /// As [`Folder::create`] for a folder inside another one, where only that was named: a link on the
    /// way from there leads away, and is refused, or with `force` kept as `NAME~`.
    ///
    /// # Errors
    /// As [`Folder::create`].
    pub fn create_within(
        root: &Path,
        path: impl Into<PathBuf>,
        force: bool,
    ) -> Result<Self, FolderError> {
        let path = path.into();
        let aside = guard::refuse_links_between(root, &path, force)?;
        Self::make(path, force, aside)
    }

    fn make(path: PathBuf, force: bool, aside: Vec<Aside>) -> Result<Self, FolderError> {
        let failed = |source| FolderError::Write {
            path: path.clone(),
            source,
        };
        guard::can_be_a_folder(&path)?;
        guard::refuse_linked_mark(&path)?;
        match ownership::standing(&path).map_err(failed)? {
            Standing::Free | Standing::Ours => {}
            Standing::Foreign(example) => {
                if !force {
                    return Err(FolderError::Foreign { path, example });
                }
                let mark = path.join(ownership::MARK);
                if std::fs::symlink_metadata(&mark).is_ok() {
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
        // A path such as `new/..` leads to a folder that can only be seen once `new` is there.
        if let (false, Standing::Foreign(example)) =
            (force, ownership::standing(&path).map_err(failed)?)
        {
            return Err(FolderError::Foreign { path, example });
        }
        guard::refuse_linked_mark(&path)?;
        let ownership = Ownership::open(&path).map_err(failed)?;
        let folder = Self::of(path, ownership);
        folder.state().aside = aside;
        folder.refuse_links(force)?;
        if !force {
            folder.refuse_changed()?;
            folder.refuse_taken()?;
        }
        folder.clear_leftovers();
        Ok(folder)
    }

    /// A folder with the results of a study that is complete, to add to them: nothing goes. What
    /// stands in the way of a file is refused, or with `force` kept as `NAME~`.
    ///
    /// # Errors
    /// [`FolderError`] if the folder cannot be written into, or somebody has changed its page.
    pub fn reopen(path: impl Into<PathBuf>, force: bool) -> Result<Self, FolderError> {
        let path = path.into();
        let failed = |source| FolderError::Write {
            path: path.clone(),
            source,
        };
        guard::refuse_linked_mark(&path)?;
        let mut ownership = Ownership::open(&path).map_err(failed)?;
        if !force && !ownership.is_ours(PAGE).map_err(failed)? {
            return Err(FolderError::Changed {
                path,
                files: PAGE.to_owned(),
            });
        }
        let folder = Self::of(path, ownership);
        folder.state().begun = true;
        Ok(folder)
    }

    /// As [`Folder::create`] where a folder was named.
    ///
    /// # Errors
    /// As [`Folder::create`].
    pub fn named(path: Option<&Path>, force: bool) -> Result<Option<Self>, FolderError> {
        path.map(|path| Self::create(path, force)).transpose()
    }

    /// A folder with its list, before anything is written into it.
    fn of(path: PathBuf, ownership: Ownership) -> Self {
        Self {
            path,
            state: Mutex::new(State {
                ownership,
                written: BTreeSet::new(),
                begun: false,
                aside: Vec::new(),
                dictionary: Dictionary::default(),
            }),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stood in the way of a result, and where it is kept now.
    pub fn kept_aside(&self) -> Vec<Aside> {
        self.state().aside.clone()
    }

    /// The digests of what Qun has written into the file outside of the folder that `flag` names.
    pub fn outside(&self, flag: &str) -> BTreeSet<String> {
        self.state().ownership.outside(flag)
    }

    /// Notes what is about to be written into the file outside of the folder that `flag` names, so that
    /// the next command that writes into this folder knows it again.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn note_outside(&self, flag: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let noted = self.state().ownership.note(flag, bytes);
        noted.map_err(|source| self.mark_failed(source))
    }

    /// Says that what was noted of it is written.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn settle_outside(&self, flag: &str) -> Result<(), FolderError> {
        self.state().ownership.settle(flag);
        self.tidy()
    }

    fn mark_failed(&self, source: std::io::Error) -> FolderError {
        FolderError::Write {
            path: self.path.join(ownership::MARK),
            source,
        }
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
            state.dictionary.note(name, bytes);
        }
        write_whole(&path, bytes).map_err(failed)
    }

    /// Writes every table that was written as Parquet beside it.
    ///
    /// # Errors
    /// As [`Folder::write`].
    #[cfg(feature = "parquet")]
    pub fn write_as_parquet(&self) -> Result<(), FolderError> {
        let written = self.state().written.clone();
        for name in written.iter().filter(|name| name.ends_with(".csv")) {
            let path = self.place(name)?;
            let failed = |source| FolderError::Write {
                path: path.clone(),
                source,
            };
            let table = std::fs::read(&path).map_err(failed)?;
            let columns = crate::files::parquet::of_csv(&table).map_err(failed)?;
            self.write(&name.replace(".csv", ".parquet"), &columns)?;
        }
        Ok(())
    }

    /// Writes what every column of every table means that was written.
    ///
    /// # Errors
    /// As [`Folder::write`].
    pub fn write_dictionary(&self) -> Result<(), FolderError> {
        let table = self.state().dictionary.csv()?;
        self.write(dictionary::FILE, &table)
    }

    /// Puts the list of our files in order, now that all are written.
    ///
    /// # Errors
    /// [`FolderError::Write`].
    pub fn tidy(&self) -> Result<(), FolderError> {
        let tidied = self.state().ownership.tidy();
        tidied.map_err(|source| self.mark_failed(source))
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
        self.clear_replays().map_err(|source| FolderError::Write {
            path: self.path.join(REPLAYS),
            source,
        })?;
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
        for within in self.folders_to(name) {
            if std::fs::symlink_metadata(&within).is_ok_and(|it| it.is_symlink()) {
                return Err(FolderError::Out { path: within });
            }
        }
        Ok(path)
    }

    /// The folders on the way to a file, the outermost first, without the output folder itself.
    fn folders_to(&self, name: &str) -> Vec<PathBuf> {
        let folders = Path::new(name).parent().map(Path::components);
        folders
            .into_iter()
            .flatten()
            .scan(self.path.clone(), |within, part| {
                within.push(part);
                Some(within.clone())
            })
            .collect()
    }

    /// Makes sure that a file may take its place, and notes that it is ours.
    fn prepare(&self, state: &mut State, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        for within in self.folders_to(name) {
            if within.exists() && !within.is_dir() {
                state.aside.push(moved(within, false)?);
            }
        }
        if !state.ownership.is_ours(name)? {
            let changed = state.ownership.lists(name);
            state.aside.push(moved(self.path.join(name), changed)?);
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
    pub fn write_charts<'c>(
        &self,
        charts: impl Iterator<Item = &'c Chart>,
        languages: &[Language],
    ) -> Result<(), FolderError> {
        let charts: Vec<&Chart> = charts.collect();
        let drawings: Vec<(&Chart, Language)> = charts
            .iter()
            .flat_map(|chart| languages.iter().map(move |language| (*chart, *language)))
            .collect();
        for chart in charts {
            self.write(
                &format!("charts/{}.csv", chart.name()),
                chart.csv()?.as_bytes(),
            )?;
        }
        let drawings = drawings.into_par_iter().with_max_len(1);
        drawings.try_for_each(|(chart, language)| {
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

/// Moves what stands in the way aside.
fn moved(place: PathBuf, changed: bool) -> std::io::Result<Aside> {
    let kept = put_aside(&place)?;
    Ok(Aside {
        place,
        kept,
        changed,
    })
}
