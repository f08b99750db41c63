//! Results on disk: one small file a block of replicates of a cell, named by what it holds.
//!
//! The name is a hash of everything that decides the numbers: the resolved scenario, the range of
//! replicates and the engine. A repeated command finds what is there, a changed one never takes
//! what is not its own, and two processes that work in one folder write the same bytes. The last
//! line is a checksum of all before it.

use crate::files::digest::hash;
use crate::files::engine::ENGINE;
use crate::files::writing::write_whole;
use crate::observe::metrics::{self, Daily, Metric, Run};
use crate::observe::record::Record;
use crate::run::failure::CellFailure;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Folder of the blocks inside an output folder.
const CELLS: &str = "cells";

/// Metrics that a block keeps of a replicate, in its order: those of the run, then the daily ones
/// on the last day.
pub fn kept() -> impl Iterator<Item = Metric> {
    let run = Run::ALL.iter().map(|metric| metric.metric());
    run.chain(Daily::ALL.iter().map(|metric| metric.metric()))
}

/// Place of a metric among those [`kept`].
pub fn place(key: &str) -> Option<usize> {
    kept().position(|metric| metric.key == key)
}

/// The kept metrics of one replicate.
pub fn row(record: &Record) -> Vec<f64> {
    let run = Run::ALL.iter().map(|metric| record.value(*metric));
    let daily = Daily::ALL.iter().map(|metric| record.latest(*metric));
    run.chain(daily).collect()
}

/// Some consecutive replicates of a cell: a row of [`kept`] metrics each.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Number of the first replicate.
    pub first: u32,
    /// The rows.
    pub rows: Vec<Vec<f64>>,
}

/// What lies at the place of a block.
#[derive(Debug)]
pub enum Found {
    /// The block.
    Whole(Block),
    /// Nothing.
    Nothing,
    /// Something that is not what was once written, and what is wrong with it.
    Damaged(&'static str),
}

/// Why a block could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("failed to {verb} {}: {source}{}", path.display(), full(source))]
pub struct StoreError {
    verb: &'static str,
    path: PathBuf,
    source: io::Error,
}

/// What to do about a disk that is full.
fn full(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; what is finished is kept: make room and repeat the command"
        }
        _ => "",
    }
}

/// The blocks of an output folder.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// The store in an output folder, which need not exist yet.
    pub fn new(folder: &Path) -> Self {
        Self {
            root: folder.join(CELLS),
        }
    }

    /// Name of the block of a cell with this [`crate::run::cells::Setting::fingerprint`].
    pub fn key(fingerprint: &str, range: &Range<u32>) -> String {
        let mut key = hash(&format!(
            "{ENGINE}\n{fingerprint}\n{}..{}",
            range.start, range.end
        ));
        key.truncate(32);
        key
    }

    /// Where a block lies.
    pub fn path(&self, key: &str) -> PathBuf {
        let (shelf, name) = key.split_at(2);
        self.root.join(shelf).join(format!("{name}.csv"))
    }

    /// Whether something lies at the place of a block: cheaper than reading it.
    pub fn has(&self, key: &str) -> bool {
        self.path(key).is_file()
    }

    /// The bytes of a block as they lie there.
    ///
    /// # Errors
    /// [`StoreError`] unless it is there and can be read.
    pub fn bytes(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        let path = self.path(key);
        std::fs::read(&path).map_err(|source| StoreError {
            verb: "read",
            path,
            source,
        })
    }

    /// Reads a block.
    ///
    /// # Errors
    /// [`StoreError`] if there is something that the system will not let us read.
    pub fn read(&self, key: &str, range: &Range<u32>) -> Result<Found, StoreError> {
        match self.bytes(key) {
            Ok(bytes) => Ok(parse(&bytes, key, range)),
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
            Err(error) => Err(error),
        }
    }

    /// Writes a block: whole or not at all.
    ///
    /// # Errors
    /// [`StoreError`], with a word of advice where the disk is full.
    pub fn write(&self, key: &str, block: &Block) -> Result<(), StoreError> {
        self.write_bytes(key, text(key, block).as_bytes())
    }

    /// Writes the bytes of a block that came from another store.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_bytes(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.path(key);
        write_whole(&path, bytes).map_err(|source| StoreError {
            verb: "write",
            path,
            source,
        })
    }

    /// Where the note lies that a block could not be made.
    fn note(&self, key: &str) -> PathBuf {
        self.path(key).with_extension("failed.json")
    }

    /// Leaves a note that a block could not be made.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn accuse(&self, key: &str, failure: &CellFailure) -> Result<(), StoreError> {
        let path = self.note(key);
        // Serialising a plain struct into memory has no way to fail.
        let text = serde_json::to_string_pretty(failure).unwrap_or_default();
        write_whole(&path, text.as_bytes()).map_err(|source| StoreError {
            verb: "write",
            path,
            source,
        })
    }

    /// Takes back the note.
    ///
    /// # Errors
    /// [`StoreError`] if it is there and cannot be removed.
    pub fn forgive(&self, key: &str) -> Result<(), StoreError> {
        let path = self.note(key);
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(StoreError {
                verb: "remove",
                path,
                source,
            }),
            _ => Ok(()),
        }
    }

    /// The note that a block could not be made, if there is one that can be understood.
    ///
    /// # Errors
    /// [`StoreError`] if it is there and cannot be read.
    pub fn accusation(&self, key: &str) -> Result<Option<CellFailure>, StoreError> {
        let path = self.note(key);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(serde_json::from_str(&text).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError {
                verb: "read",
                path,
                source,
            }),
        }
    }
}

/// Bytes that a block of so many replicates takes, about.
pub fn size(replicates: u64) -> u64 {
    200 + replicates * metrics::all().count() as u64 * 9
}

fn text(key: &str, block: &Block) -> String {
    let mut text = format!("# qun {ENGINE}\n# block {key}\nreplicate");
    for metric in kept() {
        let _ = write!(text, ",{}", metric.key);
    }
    text.push('\n');
    for (replicate, row) in (block.first..).zip(&block.rows) {
        let _ = write!(text, "{replicate}");
        for value in row {
            // The shortest text that reads back as the same number; nothing for none.
            let _ = if value.is_nan() {
                write!(text, ",")
            } else {
                write!(text, ",{value}")
            };
        }
        text.push('\n');
    }
    let checksum = hash(&text);
    let _ = writeln!(text, "# sha256 {checksum}");
    text
}

/// Reads a block back, and trusts nothing.
pub(crate) fn parse(bytes: &[u8], key: &str, range: &Range<u32>) -> Found {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Found::Damaged("it is not text");
    };
    let Some((body, checksum)) = text.rsplit_once("# sha256 ") else {
        return Found::Damaged("its end is missing");
    };
    if checksum.strip_suffix('\n') != Some(&hash(body)) {
        return Found::Damaged("its checksum is wrong");
    }
    let mut lines = body.lines();
    let header = lines.next().zip(lines.next());
    if header.is_none_or(|(_, block)| block != format!("# block {key}")) {
        return Found::Damaged("it is another block");
    }
    let columns = kept().count();
    // A plan that was changed by hand may name more than any file could hold.
    let mut rows = Vec::new();
    for (line, replicate) in lines.skip(1).zip(range.clone()) {
        let mut fields = line.split(',');
        if fields.next().and_then(|field| field.parse().ok()) != Some(replicate) {
            return Found::Damaged("it has other replicates");
        }
        let row: Option<Vec<f64>> = fields
            .map(|field| {
                if field.is_empty() {
                    Some(f64::NAN)
                } else {
                    field.parse().ok()
                }
            })
            .collect();
        match row {
            Some(row) if row.len() == columns => rows.push(row),
            _ => return Found::Damaged("a row is not understood"),
        }
    }
    if rows.len() != range.len() {
        return Found::Damaged("replicates are missing");
    }
    Found::Whole(Block {
        first: range.start,
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::simulate::Prepared;
    use crate::scenario::settings::Scenario;
    use proptest::prelude::*;

    fn block(first: u32, values: &[f64]) -> Block {
        let columns = kept().count();
        let row = |value: &f64| (0..columns).map(|column| value * column as f64).collect();
        Block {
            first,
            rows: values.iter().map(row).collect(),
        }
    }

    #[test]
    fn a_row_is_the_same_where_nobody_asks_for_series() {
        let scenario = Scenario {
            days: 45,
            ..Scenario::default()
        };
        let bits = |prepared: Prepared<'_>| {
            let record = prepared.run(3, false);
            let by_name = kept().map(|metric| record.read(metric.key, None));
            let by_name: Vec<Option<u64>> = by_name.map(|it| Some(it?.to_bits())).collect();
            let row = row(&record).into_iter().map(|it| Some(it.to_bits()));
            assert_eq!(row.collect::<Vec<_>>(), by_name);
            let ties = record.series(Daily::Ties);
            (by_name, ties.iter().filter(|it| it.is_finite()).count())
        };
        let (row, counts) = bits(Prepared::new(&scenario));
        let (other, fewer) = bits(Prepared::new(&scenario).without_series(true));
        assert_eq!(row, other);
        assert_eq!((counts, fewer), (2, 1));
    }

    #[test]
    fn every_metric_is_kept_once() {
        assert_eq!(kept().count(), metrics::all().count());
        assert!(metrics::all().all(|metric| place(metric.key).is_some()));
        assert_eq!(place("nonsense"), None);
    }

    #[test]
    fn the_name_depends_on_the_scenario_and_the_replicates() {
        let keys = [
            Store::key("a", &(0..5)),
            Store::key("b", &(0..5)),
            Store::key("a", &(0..6)),
        ];
        assert!(keys[0] != keys[1] && keys[0] != keys[2] && keys[1] != keys[2]);
        assert_eq!(keys[0].len(), 32);
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::new(folder.path());
        let (range, key) = (3..6, Store::key("a", &(3..6)));
        assert!(matches!(store.read(&key, &range), Ok(Found::Nothing)));
        store
            .write(&key, &block(3, &[0.5, -1.25, 7e-9]))
            .expect("written");
        assert!(matches!(store.read(&key, &range), Ok(Found::Whole(_))));
        let whole = store.bytes(&key).expect("bytes");
        for place in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[place] ^= 1;
            assert!(
                matches!(parse(&bytes, &key, &range), Found::Damaged(_)),
                "byte {place}"
            );
            assert!(matches!(
                parse(&whole[..place], &key, &range),
                Found::Damaged(_)
            ));
        }
        let other = Store::key("b", &range);
        assert!(matches!(
            parse(&whole, &other, &range),
            Found::Damaged("it is another block")
        ));
    }

    proptest! {
        #[test]
        fn numbers_come_back_to_the_bit(values in prop::collection::vec(any::<f64>(), 1..5)) {
            let written = block(9, &values);
            let range = 9..9 + values.len() as u32;
            let Found::Whole(read) = parse(text("k", &written).as_bytes(), "k", &range) else {
                return Err(TestCaseError::fail("damaged"));
            };
            for (one, other) in written.rows.iter().flatten().zip(read.rows.iter().flatten()) {
                prop_assert!(one.to_bits() == other.to_bits() || (one.is_nan() && other.is_nan()));
            }
        }
    }
}
