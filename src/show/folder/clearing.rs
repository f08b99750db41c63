//! What goes before a new study is written: what an earlier one has left, and nothing else.

use super::{FOLDERS, Folder, REPLAYS, State};
use crate::files::ownership::{self, MANIFEST, Ownership, Standing};
use crate::files::writing::clear_leftovers;
use std::path::Path;

impl Folder {
    /// Removes what was half written where results lie. Whatever else is in the folder is not searched.
    pub(super) fn clear_leftovers(&self) {
        clear_leftovers(&self.path, false);
        for name in FOLDERS {
            clear_leftovers(&self.path.join(name), true);
        }
    }

    /// Removes runs of an earlier study that were lived again in a folder of their own.
    pub(super) fn clear_replays(&self) -> std::io::Result<()> {
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

    /// Removes what an earlier study has left.
    pub(super) fn clear(&self, state: &mut State) -> std::io::Result<()> {
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
}

/// Removes a file if it is ours; one that is not there is no error.
pub(super) fn remove_ours(
    ownership: &mut Ownership,
    name: &str,
    path: &Path,
) -> std::io::Result<()> {
    if !ownership.is_ours(name)? {
        return Ok(());
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
