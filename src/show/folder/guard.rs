//! What is refused before anything is written: links that lead away, files of somebody else's, inputs in the way.

use super::{FOLDERS, Folder, FolderError};
use crate::files::ownership::{self, MANIFEST};
use crate::files::writing::put_aside;
use std::path::{Path, PathBuf};

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

impl Folder {
    /// Refuses a folder in which a link takes the place of a folder of ours: what is written or
    /// removed below it would be somewhere else. With `force` the link itself is kept as `NAME~`.
    pub(super) fn refuse_links(&self, force: bool) -> Result<(), FolderError> {
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

    /// Refuses a folder in which somebody has changed what Qun wrote.
    pub(super) fn refuse_changed(&self) -> Result<(), FolderError> {
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
}
