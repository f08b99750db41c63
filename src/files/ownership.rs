//! Which files of an output folder are Qun's own.
//!
//! A folder that Qun writes into carries a mark, the file `.qun`: its first line names the engine,
//! each further line a file that Qun has written, with the SHA-256 of what it wrote. A file is
//! Qun's if what it holds now stands in that list. All else belongs to somebody, is never replaced
//! and never removed. Lines are added before the file is, so that a process that is killed leaves
//! nothing that the next one does not know. A file outside of the folder, which a flag names, stands in
//! the list under the name of that flag: no file of the folder begins with `--`.

use crate::files::engine::ENGINE;
use crate::files::writing::{is_begun, write_new, write_whole};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the mark.
pub const MARK: &str = ".qun";
/// The file that says that a folder is whole: the last to come and the first to go.
pub const MANIFEST: &str = "manifest.json";
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
    /// What this process has written, as it noted it last.
    noted: BTreeMap<String, String>,
    /// Flags whose files are written: only what they hold now counts.
    settled: BTreeSet<String>,
}

/// Whose a folder is.
///
/// # Errors
/// If it cannot be looked into.
pub fn standing(root: &Path) -> io::Result<Standing> {
    if let Some(marked) = marked(root)? {
        return Ok(marked);
    }
    let entries = match fs::read_dir(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Free),
        other => other?,
    };
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !is_begun(&name) {
            // Another process may have begun here meanwhile, its mark first.
            return Ok(marked(root)?.unwrap_or(Standing::Foreign(name)));
        }
    }
    Ok(Standing::Free)
}

/// What the mark of a folder says; `None` if there is none. A folder or a link of that name is no mark.
fn marked(root: &Path) -> io::Result<Option<Standing>> {
    let mark = root.join(MARK);
    let there = match fs::symlink_metadata(&mark) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if !there.is_file() {
        return Ok(Some(Standing::Foreign(MARK.to_owned())));
    }
    let text = match fs::read(mark) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let text = String::from_utf8_lossy(&text);
    let heading = text.lines().next();
    Ok(Some(
        match heading.and_then(|line| line.strip_prefix(HEADING)) {
            Some(ENGINE) => Standing::Ours,
            Some(other) => Standing::Other(other.to_owned()),
            None => Standing::Foreign(MARK.to_owned()),
        },
    ))
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
        Ok(Self {
            root: root.to_owned(),
            digests: list(&mark)?,
            noted: BTreeMap::new(),
            settled: BTreeSet::new(),
        })
    }

    /// The files that Qun has written here at one time or another.
    pub fn names(&self) -> Vec<String> {
        let names = self.digests.keys().filter(|name| !is_flag(name));
        names.cloned().collect()
    }

    /// Whether Qun has written a file of this name here at one time or another.
    pub fn lists(&self, name: &str) -> bool {
        !is_flag(name) && self.digests.contains_key(name)
    }

    /// The digests of what Qun has written into the file outside that `flag` names.
    pub fn outside(&self, flag: &str) -> BTreeSet<String> {
        self.digests.get(flag).cloned().unwrap_or_default()
    }

    /// Says that the file outside that `flag` names holds what was noted last, and nothing older.
    pub fn settle(&mut self, flag: &str) {
        self.settled.insert(flag.to_owned());
    }

    /// Whether what lies at the place of a file was written by Qun, and by nobody since; nothing
    /// at all belongs to everybody.
    ///
    /// # Errors
    /// What the system says.
    pub fn is_ours(&mut self, name: &str) -> io::Result<bool> {
        let path = self.root.join(name);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
            Ok(it) if !it.is_file() => return Ok(false),
            Ok(_) => {}
        }
        let digest = digest_of(name, &fs::read(&path)?);
        if !self.knows(name, &digest) {
            // Another process may have written it since.
            self.digests = list(&self.root.join(MARK))?;
        }
        Ok(self.knows(name, &digest))
    }

    /// Writes the list anew, in order and without what is gone: the same files give the same list.
    ///
    /// # Errors
    /// What the system says.
    pub fn tidy(&mut self) -> io::Result<()> {
        let mark = self.root.join(MARK);
        let mut text = format!("{HEADING}{ENGINE}\n");
        for (name, known) in list(&mark)? {
            if is_flag(&name) {
                let last = self.noted.get(&name);
                let last = last.filter(|_| self.settled.contains(&name));
                for digest in known
                    .iter()
                    .filter(|it| last.is_none_or(|last| last == *it))
                {
                    text.push_str(&format!("{digest} {name}\n"));
                }
                continue;
            }
            let Some(digest) = self.digest_now(&name, &known) else {
                continue;
            };
            if known.contains(&digest) {
                text.push_str(&format!("{digest} {name}\n"));
            }
        }
        write_whole(&mark, text.as_bytes())?;
        self.digests = list(&mark)?;
        Ok(())
    }

    /// The digest of what a file holds; `None` if it is gone. What this process alone has ever written need not be
    /// read again.
    fn digest_now(&self, name: &str, known: &BTreeSet<String>) -> Option<String> {
        let path = self.root.join(name);
        match self.noted.get(name) {
            Some(digest) if known.len() == 1 && known.contains(digest) => {
                path.is_file().then(|| digest.clone())
            }
            _ => Some(digest_of(name, &fs::read(path).ok()?)),
        }
    }

    fn knows(&self, name: &str, digest: &str) -> bool {
        let known = self.digests.get(name);
        known.is_some_and(|known| known.contains(digest))
    }

    /// Notes what is about to be written.
    ///
    /// # Errors
    /// What the system says.
    pub fn note(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let digest = digest_of(name, bytes);
        self.noted.insert(name.to_owned(), digest.clone());
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

/// The lines of a mark: digests by the names of files.
fn list(mark: &Path) -> io::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut digests: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in fs::read_to_string(mark)?.lines().skip(1) {
        if let Some((digest, name)) = line.split_once(' ')
            && is_within(name)
        {
            let known = digests.entry(name.to_owned()).or_default();
            known.insert(digest.to_owned());
        }
    }
    Ok(digests)
}

/// Whether a name of the list is that of a flag, which names a file outside.
fn is_flag(name: &str) -> bool {
    name.starts_with("--")
}

/// The digest of what a file says. The manifest holds the time, which is another one with every run:
/// all else in it counts.
pub fn digest_of(name: &str, bytes: &[u8]) -> String {
    let timeless = (name == MANIFEST).then(|| timeless(bytes)).flatten();
    let counts = timeless.as_deref().unwrap_or(bytes);
    crate::files::digest::hexadecimal(&Sha256::digest(counts))
}

/// A manifest without its times; `None` if it is none.
fn timeless(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut manifest: serde_json::Map<_, _> = serde_json::from_slice(bytes).ok()?;
    manifest.remove("times")?;
    serde_json::to_vec(&manifest).ok()
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
