//! An output folder: files appear in it whole or not at all.

use super::dictionary::{self, Dictionary};
use crate::draw::{Chart, ChartError};
use crate::files::ownership::{self, MANIFEST, Ownership, Standing};
use crate::files::writing::{clear_leftovers, put_aside, write_whole};
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
/// Files at the top of an output folder, whatever the command.
const RESULTS: [&str; 23] = [
    "best.toml",
    "candidates.csv",
    "cells.csv",
    "channels.csv",
    "cohorts.csv",
    "columns.csv",
    "comparison.csv",
    "daily.csv",
    "days_active.csv",
    "design.csv",
    "exits.csv",
    "failures.csv",
    "indices.csv",
    MANIFEST,
    "over_time.csv",
    "replicates.csv",
    "report.html",
    "report.json",
    "retention.csv",
    "scenario.toml",
    "study.json",
    "summary.json",
    ownership::MARK,
];

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
        // A path such as `new/..` leads to a folder that can only be seen once `new` is there.
        if let (false, Standing::Foreign(example)) =
            (force, ownership::standing(&path).map_err(failed)?)
        {
            return Err(FolderError::Foreign { path, example });
        }
        let ownership = Ownership::open(&path).map_err(failed)?;
        let folder = Self::of(path, ownership);
        folder.refuse_links(force)?;
        if !force {
            folder.refuse_changed()?;
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
            state.dictionary.note(name, bytes);
        }
        write_whole(&path, bytes).map_err(failed)
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

    /// Refuses a folder in which a link takes the place of a folder of ours: what is written or
    /// removed below it would be somewhere else. With `force` the link itself is kept as `NAME~`.
    fn refuse_links(&self, force: bool) -> Result<(), FolderError> {
        for name in FOLDERS {
            let path = self.path.join(name);
            let failed = |source| FolderError::Write {
                path: path.clone(),
                source,
            };
            let mut places = vec![path.clone()];
            if std::fs::symlink_metadata(&path).is_ok_and(|it| it.is_dir()) {
                for entry in std::fs::read_dir(&path).map_err(failed)? {
                    places.push(entry.map_err(failed)?.path());
                }
            }
            for place in places {
                let leads_away = std::fs::symlink_metadata(&place).is_ok_and(|it| it.is_symlink())
                    && (place == path || place.is_dir());
                if leads_away && !force {
                    return Err(FolderError::Out { path: place });
                }
                if leads_away {
                    let kept = put_aside(&place).map_err(failed)?;
                    self.state().aside.push((place, kept));
                }
            }
        }
        Ok(())
    }

    /// Refuses to write where one of the files lies that a study is made from: a result would take
    /// its place, or it would go with the results of an earlier study. With `force` it is kept as
    /// `NAME~`.
    ///
    /// # Errors
    /// [`FolderError::Input`].
    pub fn guard(&self, inputs: &[PathBuf], force: bool) -> Result<(), FolderError> {
        let Ok(root) = self.path.canonicalize() else {
            return Ok(());
        };
        for input in inputs {
            let Ok(path) = input.canonicalize() else {
                continue;
            };
            let Some(name) = path.strip_prefix(&root).ok().and_then(Path::to_str) else {
                continue;
            };
            let is_listed = self.state().ownership.names().iter().any(|it| it == name);
            if !is_listed && !RESULTS.contains(&name) {
                continue;
            }
            if !force {
                return Err(FolderError::Input {
                    path: input.clone(),
                });
            }
            let kept = put_aside(&path).map_err(|source| FolderError::Write {
                path: path.clone(),
                source,
            })?;
            self.state().aside.push((input.clone(), kept));
        }
        Ok(())
    }

    /// Removes what was half written where results lie. Whatever else is in the folder is not searched.
    fn clear_leftovers(&self) {
        clear_leftovers(&self.path, false);
        for name in FOLDERS {
            clear_leftovers(&self.path.join(name), true);
        }
    }

    /// Removes runs of an earlier study that were lived again in a folder of their own.
    fn clear_replays(&self) -> std::io::Result<()> {
        let replays = self.path.join(REPLAYS);
        let is_folder = |path: &Path| std::fs::symlink_metadata(path).is_ok_and(|it| it.is_dir());
        if !is_folder(&replays) {
            return Ok(());
        }
        for entry in std::fs::read_dir(&replays)? {
            let path = entry?.path();
            if !is_folder(&path) || ownership::standing(&path)? != Standing::Ours {
                continue;
            }
            let ownership = Ownership::open(&path)?;
            let replay = Self::of(path, ownership);
            replay.clear(&mut replay.state())?;
            // What is not ours keeps its folder, and the mark in it.
            let left = std::fs::read_dir(&replay.path)?.count();
            if left == 1 {
                std::fs::remove_file(replay.path.join(ownership::MARK))?;
                std::fs::remove_dir(&replay.path)?;
            }
        }
        let _ = std::fs::remove_dir(&replays);
        Ok(())
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
            // What a link leads to is not in the folder.
            let Ok(path) = self.place(&name) else {
                continue;
            };
            remove_ours(ownership, &name, &path)?;
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
        for within in self.folders_to(name) {
            if within.exists() && !within.is_dir() {
                let kept = put_aside(&within)?;
                state.aside.push((within, kept));
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
