//! What is refused before anything is written: links that lead away, files of somebody else's, inputs in the way.

use super::names::{RESULTS, is_result};
use super::{Aside, FOLDERS, Folder, FolderError, moved};
use crate::files::ownership::{self, MARK};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Longest name of a file or folder that systems take, in bytes.
const LONGEST_NAME: usize = 255;

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
                // A link to a file is replaced, and what it leads to is left alone.
                let leads_away = is_link(&place) && (place == path || !place.is_file());
                if leads_away && !force {
                    return Err(FolderError::Out { path: place });
                }
                if leads_away {
                    self.state()
                        .aside
                        .push(moved(place, false).map_err(failed)?);
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
            if !self.state().ownership.lists(name) && !RESULTS.contains(&name) {
                continue;
            }
            if !force {
                return Err(FolderError::Input {
                    path: input.clone(),
                });
            }
            let kept = moved(path, false).map_err(|source| FolderError::Write {
                path: input.clone(),
                source,
            })?;
            self.state().aside.push(Aside {
                place: input.clone(),
                ..kept
            });
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

    /// Refuses a folder in which something that Qun has not written has the name of a result: which
    /// command writes which does not matter, for the next one may be another.
    pub(super) fn refuse_taken(&self) -> Result<(), FolderError> {
        let mut state = self.state();
        let mut taken = BTreeSet::new();
        let strategies = entries(&self.path, "strategies");
        let folders = ["", "charts", "strategies"].into_iter().map(str::to_owned);
        for folder in folders.chain(strategies) {
            for name in entries(&self.path, &folder) {
                let path = self.path.join(&name);
                let is_folder = !is_link(&path) && path.is_dir();
                if !is_result(&name, is_folder) || state.ownership.lists(&name) {
                    continue;
                }
                let ours = state.ownership.is_ours(&name);
                if !ours.map_err(|source| FolderError::Write { path, source })? {
                    taken.insert(name);
                }
            }
        }
        if taken.is_empty() {
            return Ok(());
        }
        let files: Vec<String> = taken.into_iter().collect();
        Err(FolderError::Taken {
            path: self.path.clone(),
            files: files.join(", "),
        })
    }
}

/// What lies in a folder of an output folder, by names that lead there; nothing where a link is on the way.
fn entries(root: &Path, within: &str) -> Vec<String> {
    let folder = root.join(within);
    if !within.is_empty() && is_link(&folder) {
        return Vec::new();
    }
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let leads_there = match within {
            "" => name,
            within => format!("{within}/{name}"),
        };
        ownership::is_within(&leads_there).then_some(leads_there)
    });
    names.collect()
}

fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink())
}

/// Refuses links between a folder and one inside it: what is written there would be somewhere else.
/// With `force` the link itself is kept as `NAME~`.
pub(super) fn refuse_links_between(
    root: &Path,
    path: &Path,
    force: bool,
) -> Result<Vec<Aside>, FolderError> {
    let mut aside = Vec::new();
    let mut within = root.to_owned();
    for part in path.strip_prefix(root).unwrap_or(path).components() {
        within.push(part);
        if !is_link(&within) {
            continue;
        }
        if !force {
            return Err(FolderError::Out { path: within });
        }
        let kept = moved(within.clone(), false).map_err(|source| FolderError::Write {
            path: within.clone(),
            source,
        })?;
        aside.push(kept);
    }
    Ok(aside)
}

/// Refuses a folder whose mark is a link: what is noted there would change a file elsewhere.
pub(super) fn refuse_linked_mark(folder: &Path) -> Result<(), FolderError> {
    let path = folder.join(MARK);
    if is_link(&path) {
        return Err(FolderError::Out { path });
    }
    Ok(())
}

/// Refuses a folder inside another one, of which only that was named, where a link on the way leads away.
///
/// # Errors
/// [`FolderError::Out`].
pub fn leads_out(root: &Path, path: &Path) -> Result<(), FolderError> {
    refuse_links_between(root, path, false).map(drop)
}

/// Says what is wrong with the name of a folder that cannot be made.
///
/// # Errors
/// [`FolderError::NoFolder`].
pub fn can_be_a_folder(path: &Path) -> Result<(), FolderError> {
    let wrong = |place: String, why| Err(FolderError::NoFolder { place, why });
    for part in path.components() {
        let name = part.as_os_str().to_string_lossy();
        if name.len() > LONGEST_NAME {
            let start: String = name.chars().take(20).collect();
            return wrong(format!("{start}…"), "is too long for the name of a folder");
        }
    }
    let mut above: Vec<&Path> = path.ancestors().collect();
    above.reverse();
    for place in above.into_iter().filter(|it| *it != Path::new("")) {
        if place.is_dir() {
            continue;
        }
        if place.exists() {
            return wrong(place.display().to_string(), "is a file, not a folder");
        }
        if is_link(place) {
            return wrong(place.display().to_string(), "is a link that leads nowhere");
        }
        break;
    }
    Ok(())
}

/// Whether a path leads into a folder, which need not be there yet.
pub fn is_within_folder(path: &Path, folder: &Path) -> bool {
    whole(path).starts_with(whole(folder))
}

/// A path from the root, without links as far as it is there, and without `..` beyond.
fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path
        .ancestors()
        .find_map(|it| Some((it, it.canonicalize().ok()?)));
    let Some((above, mut whole)) = there else {
        return path;
    };
    let below = path.strip_prefix(above).unwrap_or(Path::new(""));
    for part in below.components() {
        if part == Component::ParentDir {
            whole.pop();
        } else {
            whole.push::<&OsStr>(part.as_os_str());
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_into_a_folder_however_it_is_written() {
        let here = tempfile::tempdir().expect("a folder");
        let place = |name: &str| here.path().join(name);
        std::fs::create_dir(place("out")).expect("made");
        for (path, folder, within) in [
            ("out/daily.csv", "out", true),
            ("out/../out/a", "out", true),
            ("new/a/b.csv", "new", true),
            ("out", "out", true),
            ("output.csv", "out", false),
            ("new/../w.csv", "new", false),
            ("w.csv", "out", false),
        ] {
            let found = is_within_folder(&place(path), &place(folder));
            assert_eq!(found, within, "{path} in {folder}");
        }
    }
}
