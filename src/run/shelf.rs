//! Finished runs of a study that is not complete yet, kept on disk so that whatever kills it costs
//! seconds of work.
//!
//! `qun run` and `qun compare` make their tables from whole [`Record`]s, too large to keep for good.
//! Here they lie only until the tables are written. A study of less than a second never writes any.

use crate::files::engine::ENGINE;
use crate::files::writing::write_whole;
use crate::observe::record::Record;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, io};

/// Folder of the records inside an output folder.
const UNFINISHED: &str = "unfinished";
/// Work that may be lost.
const AT_RISK: Duration = Duration::from_secs(1);
/// Bytes of finished runs that may wait to be written: they are copies, and must not fill the memory.
const WAITING: usize = 8 << 20;
/// Bytes of a checksum.
const CHECKSUM: usize = 32;

/// Some records, as they lie on disk behind their checksum. Those of all settings lie together: to make sure that a
/// file has reached the disk takes as long as many runs, and a comparison has many settings.
#[derive(Serialize, Deserialize)]
struct Parcel {
    engine: String,
    /// Records by the fingerprint of their setting.
    records: BTreeMap<String, Vec<Record>>,
}

/// What is finished of a study.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    /// What the names of this study's files begin with: several may lie unfinished in one folder.
    study: String,
    found: Mutex<BTreeMap<(String, u32), Record>>,
    pending: Mutex<Pending>,
}

#[derive(Debug)]
struct Pending {
    records: BTreeMap<String, Vec<Record>>,
    bytes: usize,
    saved: Instant,
    failure: Option<ShelfError>,
}

/// Why finished runs could not be kept or taken away.
#[derive(Debug, thiserror::Error)]
#[error("failed to keep finished runs in {}: {source}", path.display())]
pub struct ShelfError {
    path: PathBuf,
    source: io::Error,
}

impl Shelf {
    /// The shelf of a study of so many replicates of the settings with these fingerprints in an output
    /// folder, with the records that any earlier try of this engine has left of them. A file that is
    /// damaged counts as not there.
    ///
    /// # Errors
    /// [`ShelfError`] if the folder is there and cannot be read.
    pub fn open(out: &Path, fingerprints: &[String], planned: u32) -> Result<Self, ShelfError> {
        let folder = out.join(UNFINISHED);
        let mut study =
            crate::files::digest::hash(&format!("{planned}\n{}", fingerprints.join("\n")));
        study.truncate(16);
        let mut found = BTreeMap::new();
        let failed = |source| ShelfError {
            path: folder.clone(),
            source,
        };
        match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
            Ok(entries) => {
                for entry in entries {
                    let path = entry.map_err(failed)?.path();
                    if path.extension().is_none_or(|ending| ending != "runs") {
                        continue;
                    }
                    let Some(parcel) = fs::read(path).ok().and_then(|bytes| unpack(&bytes)) else {
                        continue;
                    };
                    for (fingerprint, records) in parcel.records {
                        if !fingerprints.contains(&fingerprint) {
                            continue;
                        }
                        for record in records {
                            found.insert((fingerprint.clone(), record.replicate), record);
                        }
                    }
                }
            }
        }
        Ok(Self {
            folder,
            study,
            found: Mutex::new(found),
            pending: Mutex::new(Pending {
                records: BTreeMap::new(),
                bytes: 0,
                saved: Instant::now(),
                failure: None,
            }),
        })
    }

    /// How many files an earlier try has left of the settings with these fingerprints.
    pub fn holds(&self, fingerprints: &[String]) -> usize {
        let found = self.found();
        let keys = found.keys();
        keys.filter(|(fingerprint, _)| fingerprints.contains(fingerprint))
            .count()
    }

    /// Hands over a record that an earlier try has left: it is kept once in memory.
    pub fn take(&self, fingerprint: &str, replicate: u32) -> Option<Record> {
        self.found().remove(&(fingerprint.to_owned(), replicate))
    }

    /// Takes a finished run, and writes what has gathered if losing it would cost a second's work.
    pub fn keep(&self, fingerprint: &str, record: &Record) {
        let mut pending = self.pending();
        if pending.failure.is_some() {
            return;
        }
        let shelf = pending.records.entry(fingerprint.to_owned()).or_default();
        shelf.push(record.clone());
        pending.bytes += record.bytes();
        if pending.saved.elapsed() < AT_RISK && pending.bytes < WAITING {
            return;
        }
        pending.saved = Instant::now();
        pending.bytes = 0;
        let records = std::mem::take(&mut pending.records);
        // Others go on while this thread writes.
        drop(pending);
        self.write(records);
    }

    /// Writes all that has gathered: before a study that is not complete ends.
    ///
    /// # Errors
    /// [`ShelfError`] for the first thing that could not be written since the shelf was opened.
    pub fn save(&self) -> Result<(), ShelfError> {
        let records = std::mem::take(&mut self.pending().records);
        self.write(records);
        match self.pending().failure.take() {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    /// Takes away what was kept of this study, since it is complete. What another study has left,
    /// and what is not ours, stays.
    ///
    /// # Errors
    /// [`ShelfError`] if something cannot be removed.
    pub fn clear(&self) -> Result<(), ShelfError> {
        let failed = |source| ShelfError {
            path: self.folder.clone(),
            source,
        };
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other.map_err(failed)?,
        };
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if is_of(&self.study, &path) {
                match fs::remove_file(&path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(failed(error));
                    }
                    _ => {}
                }
            }
        }
        // Only an empty folder goes.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    fn write(&self, records: BTreeMap<String, Vec<Record>>) {
        if records.is_empty() {
            return;
        }
        let written = pack(&Parcel {
            engine: ENGINE.to_owned(),
            records,
        })
        .and_then(|(name, bytes)| {
            let path = self.folder.join(format!("{}-{name}", self.study));
            write_whole(&path, &bytes).map_err(|source| ShelfError { path, source })
        });
        if let Err(failure) = written {
            self.pending().failure.get_or_insert(failure);
        }
    }

    fn found(&self) -> MutexGuard<'_, BTreeMap<(String, u32), Record>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        // A panic elsewhere leaves a list of whole records.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a file on the shelf is of a study.
fn is_of(study: &str, path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.strip_prefix(study))
        .is_some_and(|rest| rest.starts_with('-') && rest.ends_with(".runs"))
}

/// The bytes of a parcel, and a name that two processes share only if their bytes are equal.
fn pack(parcel: &Parcel) -> Result<(String, Vec<u8>), ShelfError> {
    // The body is put behind a place for its checksum, so that it is in memory once.
    let packed = postcard::to_extend(parcel, vec![0; CHECKSUM]);
    let mut bytes = packed.map_err(|error| ShelfError {
        path: PathBuf::from(UNFINISHED),
        source: io::Error::other(error),
    })?;
    let checksum = Sha256::digest(&bytes[CHECKSUM..]);
    let name = crate::files::digest::hexadecimal(&checksum[..CHECKSUM / 2]);
    bytes[..CHECKSUM].copy_from_slice(&checksum);
    Ok((format!("{name}.runs"), bytes))
}

/// Reads a parcel back, and trusts nothing.
fn unpack(bytes: &[u8]) -> Option<Parcel> {
    let (checksum, body) = bytes.split_at_checked(CHECKSUM)?;
    if checksum != Sha256::digest(body).as_slice() {
        return None;
    }
    let parcel: Parcel = postcard::from_bytes(body).ok()?;
    (parcel.engine == ENGINE).then_some(parcel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::simulate::Prepared;
    use crate::scenario::settings::Scenario;

    fn records() -> Vec<Record> {
        let scenario = Scenario {
            days: 20,
            ..Scenario::default()
        };
        let prepared = Prepared::new(&scenario);
        (0..3)
            .map(|replicate| prepared.run(replicate, false))
            .collect()
    }

    /// NaN is not equal to itself.
    fn same(one: &Record, other: &Record) -> bool {
        format!("{one:?}") == format!("{other:?}")
    }

    #[test]
    fn what_was_kept_is_found_until_the_study_is_complete() {
        let out = tempfile::tempdir().expect("a folder");
        let records = records();
        let shelf = Shelf::open(out.path(), &["a".to_owned()], 3).expect("a shelf");
        for record in &records {
            shelf.keep("a", record);
        }
        assert!(!shelf.folder.exists(), "nothing is written within a second");
        shelf.save().expect("saved");
        let again = Shelf::open(out.path(), &["a".to_owned()], 3).expect("a shelf");
        assert_eq!(again.holds(&["a".to_owned()]), 3);
        assert_eq!(again.holds(&["b".to_owned()]), 0);
        for record in &records {
            assert!(same(
                &again.take("a", record.replicate).expect("kept"),
                record
            ));
        }
        // A quick try of the same takes what is there, and takes nothing away.
        let quick = Shelf::open(out.path(), &["a".to_owned()], 2).expect("a shelf");
        assert!(quick.take("a", 1).is_some());
        quick.clear().expect("cleared");
        assert!(again.folder.exists(), "the longer study has lost its runs");
        assert!(again.take("a", 3).is_none() && again.take("b", 0).is_none());
        again.clear().expect("cleared");
        again.clear().expect("cleared twice");
        assert_eq!(
            Shelf::open(out.path(), &["a".to_owned()], 3)
                .expect("a shelf")
                .holds(&["a".to_owned()]),
            0
        );
    }

    #[test]
    fn a_damaged_file_counts_as_not_there() {
        let (name, bytes) = pack(&Parcel {
            engine: ENGINE.to_owned(),
            records: BTreeMap::from([("a".to_owned(), records())]),
        })
        .expect("bytes");
        assert!(name.ends_with(".runs") && unpack(&bytes).is_some());
        for place in (0..bytes.len()).step_by(997) {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1;
            assert!(unpack(&damaged).is_none() && unpack(&bytes[..place]).is_none());
        }
    }
}
