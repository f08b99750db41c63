//! A file that a flag names, outside any folder of results: a page, a record, a scenario, a table. One rule
//! for all of them: what Qun has not written, or somebody has changed since, is not replaced.

use super::failure::Failure;
use super::output::Output;
use crate::files::ownership::digest_of;
use crate::files::writing::{folder_of, put_aside, write_whole};
use crate::show::folder::is_within_folder;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Whether a file that is there already is one that Qun may replace.
type IsOurs = fn(&str) -> bool;

/// A file to write: looked at before any work, written after it.
#[derive(Debug, Clone)]
pub struct NamedFile {
    path: PathBuf,
    flag: &'static str,
    is_ours: IsOurs,
    /// Digests of what Qun has written there, where nothing in the file tells whose it is.
    known: BTreeSet<String>,
    /// Whether one of somebody else's is replaced, and kept as `NAME~`; `None` where the command has no such flag.
    force: Option<bool>,
}

impl NamedFile {
    /// The file that `flag` names. One that is there must be `is_ours`, unless `force`.
    ///
    /// # Errors
    /// A usage failure that says what to do: better before the work than after.
    pub fn open(
        path: &Path,
        flag: &'static str,
        is_ours: IsOurs,
        force: Option<bool>,
    ) -> Result<Self, Failure> {
        Self {
            path: path.to_owned(),
            flag,
            is_ours,
            known: BTreeSet::new(),
            force,
        }
        .opened()
    }

    /// As [`NamedFile::open`] for a file in which nothing tells whose it is: one that is there must be one
    /// of those that are `known` to be Qun's, by their digests.
    ///
    /// # Errors
    /// As [`NamedFile::open`].
    pub fn known(
        path: &Path,
        flag: &'static str,
        known: BTreeSet<String>,
        force: Option<bool>,
    ) -> Result<Self, Failure> {
        Self {
            path: path.to_owned(),
            flag,
            is_ours: |_| false,
            known,
            force,
        }
        .opened()
    }

    fn opened(self) -> Result<Self, Failure> {
        let (path, flag) = (&self.path, self.flag);
        has_a_folder(path)?;
        if path.is_dir() {
            return Err(Failure::usage(
                format!("{flag} {} is a folder, not a file", path.display()),
                "name the file to write",
            ));
        }
        self.is_free()?;
        Ok(self)
    }

    /// As [`NamedFile::open`] where a file was named.
    ///
    /// # Errors
    /// As [`NamedFile::open`].
    pub fn if_named(
        path: Option<&Path>,
        flag: &'static str,
        is_ours: IsOurs,
        force: Option<bool>,
    ) -> Result<Option<Self>, Failure> {
        path.map(|path| Self::open(path, flag, is_ours, force))
            .transpose()
    }

    /// Another one beside it, under the same rule.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        Self {
            path: self.path.with_file_name(name),
            ..self.clone()
        }
    }

    /// A file in a folder of its name beside it, looked at before any work as well.
    ///
    /// # Errors
    /// As [`NamedFile::open`].
    pub fn within(&self, name: &str, is_ours: IsOurs) -> Result<Self, Failure> {
        let folder = self.path.with_extension("");
        if std::fs::symlink_metadata(&folder).is_ok_and(|it| it.is_symlink()) {
            return Err(Failure::usage(
                format!("{} leads out of the folder", folder.display()),
                format!(
                    "name another place with {}, or move this one away",
                    self.flag
                ),
            ));
        }
        let file = Self {
            path: folder.join(name),
            is_ours,
            ..self.clone()
        };
        file.is_free()?;
        Ok(file)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What Qun has written there before; empty where that is nothing.
    pub fn former(&self) -> String {
        let there = std::fs::read_to_string(&self.path).ok();
        there
            .filter(|text| (self.is_ours)(text))
            .unwrap_or_default()
    }

    /// Whether Qun has written this, and nobody has changed it since.
    fn knows(&self, bytes: &[u8]) -> bool {
        std::str::from_utf8(bytes).is_ok_and(self.is_ours)
            || self.known.contains(&digest_of(self.flag, bytes))
    }

    /// Refuses what is there, unless it may be replaced. Says whether it is Qun's, or nothing at all.
    fn is_free(&self) -> Result<bool, Failure> {
        let there = std::fs::read(&self.path);
        match there.map(|bytes| self.knows(&bytes)) {
            Ok(true) => return Ok(true),
            // A link that leads nowhere is somebody's too.
            Err(error)
                if error.kind() == io::ErrorKind::NotFound
                    && std::fs::symlink_metadata(&self.path).is_err() =>
            {
                return Ok(true);
            }
            _ if self.force == Some(true) => return Ok(false),
            _ => {}
        }
        let flag = self.flag;
        let hint = match self.force {
            Some(_) => {
                format!("name another file with {flag}, or --force: this one is then kept as NAME~")
            }
            None => format!("name another place with {flag}, or move this one away"),
        };
        Err(Failure::usage(
            format!(
                "{} is there already, and is not as qun has written it",
                self.path.display()
            ),
            hint,
        ))
    }

    /// Writes it, whole or not at all, and says so. What stood in its way is kept as `NAME~`.
    ///
    /// # Errors
    /// As [`NamedFile::open`], or if it cannot be written.
    pub fn write(&self, bytes: &[u8], output: &Output) -> super::Result {
        let same = std::fs::read(&self.path).is_ok_and(|there| there == bytes);
        if !same && !self.is_free()? {
            let changed = !self.known.is_empty();
            output.kept_aside(&self.path, &put_aside(&self.path)?, changed);
        }
        if !same {
            write_whole(&self.path, bytes).map_err(|error| {
                anyhow::Error::from(error)
                    .context(format!("failed to write {}", self.path.display()))
            })?;
        }
        output.say(&format!("wrote {}", self.path.display()));
        Ok(())
    }
}

/// Refuses a file in the folder that the results of a command go into: a result would take its place, or
/// it would be taken for one.
///
/// # Errors
/// A usage failure.
pub fn lies_apart(file: Option<&Path>, flag: &str, folder: Option<&Path>) -> super::Result {
    let (Some(file), Some(folder)) = (file, folder) else {
        return Ok(());
    };
    if !is_within_folder(file, folder) {
        return Ok(());
    }
    Err(Failure::usage(
        format!(
            "{flag} {} lies in the folder of the results",
            file.display()
        ),
        format!("name a file outside of {}", folder.display()),
    ))
}

/// Refuses a file in a folder that is not there.
///
/// # Errors
/// A usage failure.
pub fn has_a_folder(path: &Path) -> super::Result {
    let folder = folder_of(path);
    if folder.is_dir() {
        return Ok(());
    }
    Err(Failure::usage(
        format!("there is no folder {}", folder.display()),
        "make it first, or name a file elsewhere",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::Colour;

    fn is_ours(text: &str) -> bool {
        text.starts_with("ours")
    }

    #[test]
    fn what_qun_has_not_written_is_never_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.md");
        let output = Output::new(Colour::Never, true);
        let open = |force| NamedFile::open(&path, "--write", is_ours, force);
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect(name);

        let file = open(Some(false)).expect("nothing is there");
        assert_eq!(file.former(), "");
        file.write(b"ours, first", &output).expect("written");
        assert_eq!(open(None).expect("it is ours").former(), "ours, first");

        std::fs::write(&path, "mine").expect("written");
        assert_eq!(
            open(Some(false)).expect_err("it is mine").code(),
            super::super::exit::USAGE
        );
        assert!(open(None).is_err());
        // It was free when the work began, and somebody has written there meanwhile.
        assert!(file.write(b"ours, second", &output).is_err());
        assert_eq!(read("page.md"), "mine");

        let forced = open(Some(true)).expect("forced");
        assert_eq!(
            (forced.former().as_str(), read("page.md").as_str()),
            ("", "mine")
        );
        forced.write(b"ours, second", &output).expect("written");
        assert_eq!(read("page.md"), "ours, second");
        assert_eq!(read("page.md~"), "mine");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_before_the_work() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["none/page.md", "."] {
            let path = folder.path().join(name);
            assert!(
                NamedFile::open(&path, "--write", is_ours, Some(true)).is_err(),
                "{name}"
            );
        }
    }
}
