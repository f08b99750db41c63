//! A scenario that runs in a moment, and what the tests need to look at its results.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Twelve cells of eight replicates.
pub const SMALL: &str = r#"
title = "Small"
days = 25
replicates = 8
seed = 3

[audience]
founders = 15
word_of_mouth = 0.01

[[audience.channel]]
name = "media"
per_day = 1.0
expects_price = 1

[operator.threshold]
gate = "fee"
fee = 9

[strategy.open]
without = ["operator.threshold"]

[sweep]
"operator.threshold.fee" = [1, 20, 60, 150]
"audience.founders" = [5, 15, 40]
"#;

/// A folder that holds the scenario as `small.toml`.
pub fn folder() -> TempDir {
    folder_with(SMALL)
}

pub fn folder_with(scenario: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("small.toml"), scenario).expect("a scenario");
    folder
}

/// `qun` in a folder, outside any queue.
pub fn qun(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qun"));
    command.current_dir(folder);
    for name in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// Exit code, stdout, stderr.
pub fn said(mut command: Command, arguments: &[&str]) -> (i32, String, String) {
    let output = command.args(arguments).output().expect("a process");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Runs `qun`, which must succeed; returns stdout.
#[track_caller]
pub fn done(folder: &Path, arguments: &[&str]) -> String {
    let (code, text, talk) = said(qun(folder), arguments);
    assert_eq!(code, 0, "{arguments:?}\n{talk}");
    text
}

/// Every file below a folder with its bytes, but for the manifest, which tells the time.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("below the root").to_owned();
            if path.is_dir() {
                walk(root, &path, found);
            } else if name != Path::new("manifest.json") {
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    assert!(!found.is_empty(), "{} is empty", folder.display());
    found
}

/// Fails unless two output folders hold the same files.
#[track_caller]
pub fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    for (name, bytes) in &one {
        assert!(other[name] == *bytes, "{} differs", name.display());
    }
}

/// The rows of a table as maps from column to field.
pub fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    let header = reader.headers().expect("a header").clone();
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            let pairs = header.iter().zip(record.iter());
            pairs
                .map(|(name, field)| (name.to_owned(), field.to_owned()))
                .collect()
        })
        .collect()
}

/// The blocks of an output folder.
pub fn blocks(folder: &Path) -> Vec<PathBuf> {
    let cells = folder.join("cells");
    files(&cells)
        .into_keys()
        .map(|name| cells.join(name))
        .collect()
}
