//! Which files of an output folder are Qun's own.
//!
//! A folder that Qun writes into carries a mark, the file `.qun`: its first line names the engine,
//! each further line a file that Qun has written, with the SHA-256 of what it wrote. A file is
//! Qun's if what it holds now stands in that list. All else belongs to somebody, is never replaced
//! and never removed. Lines are added before the file is, so that a process that is killed leaves
//! nothing that the next one does not know.

use super::engine::ENGINE;
use super::files::write_new;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the mark.
pub const MARK: &str = ".qun";
const HEADING: &str = "files that qun has written here; engine ";

/// Whose a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is empty, or not there.
    Free,
    /// It carries the mark of this engine.
    Ours,
    /// It carries the mark of another engine.
    Other(String),
    /// There is something in it, such as this, and no mark.
    Foreign(String),
}

/// The list of a folder.
#[derive(Debug)]
pub struct Ownership {
    root: PathBuf,
    digests: BTreeMap<String, BTreeSet<String>>,
}

/// Whose a folder is.
///
/// # Errors
/// If it cannot be looked into.
pub fn standing(root: &Path) -> io::Result<Standing> {
    match fs::read_to_string(root.join(MARK)) {
        Ok(text) => {
            let engine = text
                .lines()
                .next()
                .and_then(|line| line.strip_prefix(HEADING));
            return Ok(match engine {
                Some(ENGINE) => Standing::Ours,
                Some(other) => Standing::Other(other.to_owned()),
                None => Standing::Foreign(MARK.to_owned()),
            });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Ok(Standing::Foreign(MARK.to_owned()));
        }
        Err(error) => return Err(error),
    }
    match fs::read_dir(root) {
        Ok(mut entries) => match entries.next().transpose()? {
            None => Ok(Standing::Free),
            Some(entry) => Ok(Standing::Foreign(
                entry.file_name().to_string_lossy().into_owned(),
            )),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Standing::Free),
        Err(error) => Err(error),
    }
}

impl Ownership {
    /// Opens the list of a folder, which must be there; a folder without a mark gets one.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(root: &Path) -> io::Result<Self> {
        let mark = root.join(MARK);
        match write_new(&mark, format!("{HEADING}{ENGINE}\n").as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let mut digests: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in fs::read_to_string(&mark)?.lines().skip(1) {
            if let Some((digest, name)) = line.split_once(' ')
                && is_within(name)
            {
                digests
                    .entry(name.to_owned())
                    .or_default()
                    .insert(digest.to_owned());
            }
        }
        Ok(Self {
            root: root.to_owned(),
            digests,
        })
    }

    /// The files that Qun has written here at one time or another.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.digests.keys().map(String::as_str)
    }

    /// Whether what lies at the place of a file was written by Qun, and by nobody since; nothing
    /// at all belongs to everybody.
    ///
    /// # Errors
    /// What the system says.
    pub fn is_ours(&self, name: &str) -> io::Result<bool> {
        let path = self.root.join(name);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
            Ok(it) if !it.is_file() => return Ok(false),
            Ok(_) => {}
        }
        let Some(known) = self.digests.get(name) else {
            return Ok(false);
        };
        Ok(known.contains(&digest(&fs::read(&path)?)))
    }

    /// Notes what is about to be written.
    ///
    /// # Errors
    /// What the system says.
    pub fn note(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let digest = digest(bytes);
        let known = self.digests.entry(name.to_owned()).or_default();
        if known.contains(&digest) {
            return Ok(());
        }
        let mut mark = OpenOptions::new().append(true).open(self.root.join(MARK))?;
        mark.write_all(format!("{digest} {name}\n").as_bytes())?;
        known.insert(digest);
        Ok(())
    }
}

fn digest(bytes: &[u8]) -> String {
    crate::study::cells::hexadecimal(&Sha256::digest(bytes))
}

/// Whether a name leads to a place below the folder it is taken in, and nowhere else.
pub fn is_within(name: &str) -> bool {
    use std::path::Component;
    !name.is_empty()
        && !name.contains(['\\', ':'])
        && !name.chars().any(char::is_control)
        && Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
