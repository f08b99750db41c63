//! Files that appear whole or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file beside its place, then moves it there, so that nobody ever reads half of it and
/// two writers of the same file do not mix. Folders on the way are made.
///
/// # Errors
/// What the system says; the file is then as it was before.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let within = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(within)?;
    let mut file = tempfile::Builder::new()
        .prefix(".qun-")
        .tempfile_in(within)?;
    file.write_all(bytes)?;
    readable(&file)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Temporary files are private to their owner; results are not.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}
