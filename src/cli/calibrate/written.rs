//! The scenario that `qun calibrate` writes, and whether a file is one that nobody has changed since.

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::files::digest::hash;
use crate::files::writing::{put_aside, write_whole};
use std::path::Path;

/// What the last line begins with: the SHA-256 of all lines before it.
const SEAL: &str = "# written by qun calibrate, unchanged while this is its digest: ";

/// A text with its seal behind it.
pub(super) fn sealed(text: &str) -> String {
    let text = text.trim_end();
    format!("{text}\n\n{SEAL}{}\n", hash(text))
}

/// Whether a text was sealed, and not changed since.
fn is_sealed(text: &str) -> bool {
    text.trim_end()
        .rsplit_once('\n')
        .is_some_and(|(before, last)| {
            last.strip_prefix(SEAL) == Some(hash(before.trim_end()).as_str())
        })
}

/// Refuses a file that Qun did not write, or that somebody has changed since: before any work.
///
/// # Errors
/// A usage failure that says what to do.
pub(super) fn refuse(path: &Path, force: bool) -> Result<(), Failure> {
    if force || std::fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    if path.is_dir() {
        return Err(Failure::usage(
            format!("--out {} is a folder, not a file", path.display()),
            "name the scenario to write, such as camp.toml",
        ));
    }
    let text = std::fs::read_to_string(path);
    if text.is_ok_and(|text| is_sealed(&text)) {
        return Ok(());
    }
    Err(Failure::usage(
        format!(
            "{} is there already, and is not as qun has written it",
            path.display()
        ),
        "name another file with --out, or --force: this one is then kept as NAME~",
    ))
}

/// Writes a file. One that is there already, differs and was not sealed is kept as `NAME~`, which
/// takes `force`.
///
/// # Errors
/// As [`refuse`], or if it cannot be written.
pub(super) fn put(path: &Path, text: &str, force: bool, output: &Output) -> Result<(), Failure> {
    let there = std::fs::read(path);
    if there.as_ref().is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    refuse(path, force)?;
    let ours = there.is_ok_and(|bytes| String::from_utf8(bytes).is_ok_and(|it| is_sealed(&it)));
    if !ours && std::fs::symlink_metadata(path).is_ok() {
        let kept = put_aside(path)?;
        output.kept_aside(path, &kept);
    }
    Ok(write_whole(path, text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_breaks_with_any_change() {
        let text = sealed("days = 30\nseed = 1\n");
        assert!(is_sealed(&text));
        assert!(
            !is_sealed(&text.replace("30", "31")) && !is_sealed("days = 30\n") && !is_sealed("")
        );
        assert!(!is_sealed(&format!("{text}# mine\n")) && !is_sealed(&format!("# mine\n{text}")));
    }
}
