//! Logs of real communities, which are not part of the project.

use std::path::{Path, PathBuf};

/// Their folder: what `QUN_ARCHIVES` names, or that beside the checkout; `None`, said aloud, where there is none.
#[expect(
    clippy::print_stderr,
    reason = "a skipped test must not look like a passed one"
)]
pub fn archives() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("QUN_ARCHIVES").map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the archives are not here");
    None
}
