//! Every shipped scenario, with all its variations, still gives the bytes it gave before: moving code
//! changes no result.
//!
//! `tests/pinned/digests.txt` holds the SHA-256 of each table. A change of the model that is meant to
//! change results renews it, in the same commit: `QUN_RENEW_PINNED=1 cargo test --test pinned`, then
//! `git diff tests/pinned` shows which scenarios have changed, and the commit's message says why.
#![expect(clippy::format_collect, reason = "a hundred short texts, built once")]

use assert_cmd::Command;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const TABLES: [&str; 3] = ["daily.csv", "replicates.csv", "exits.csv"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Digests of the tables of one scenario, by the path of each.
fn digests(scenario: &Path, found: &mut BTreeMap<String, String>) {
    let name = scenario.file_stem().expect("a name").to_string_lossy();
    let varied = fs::read_to_string(scenario)
        .expect("a scenario")
        .contains("\n[strategy.");
    let folder = tempfile::tempdir().expect("a temporary folder");
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .arg(if varied { "compare" } else { "run" })
        .arg(scenario)
        .args(["--replicates", "20", "--quiet", "--no-charts", "--out"])
        .arg(folder.path().join("out"))
        .assert()
        .success();
    collect(&name, &folder.path().join("out"), "", found);
}

/// Adds the tables in a folder and in the folders below it: a variation is known by the name of its
/// folder, wherever that stands.
fn collect(name: &str, folder: &Path, variation: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("an output folder") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().expect("a name").to_string_lossy();
        if path.is_dir() {
            collect(name, &path, &format!("{file}/"), found);
        } else if TABLES.contains(&&*file) {
            let digest: String = Sha256::digest(fs::read(&path).expect("a readable table"))
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            found.insert(format!("{name}/{variation}{file}"), digest);
        }
    }
}

#[test]
fn shipped_scenarios_give_the_same_bytes() {
    let mut scenarios: Vec<PathBuf> = fs::read_dir(root().join("scenarios"))
        .expect("the shipped scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
        .collect();
    scenarios.sort();
    let mut found = BTreeMap::new();
    for scenario in &scenarios {
        digests(scenario, &mut found);
    }
    assert!(found.len() >= 3 * scenarios.len(), "{:?}", found.keys());
    let text: String = found
        .iter()
        .map(|(table, digest)| format!("{digest}  {table}\n"))
        .collect();
    let kept = root().join("tests/pinned/digests.txt");
    if std::env::var_os("QUN_RENEW_PINNED").is_some() {
        fs::write(&kept, &text).expect("the digests can be written");
    }
    let pinned = fs::read_to_string(&kept).expect("tests/pinned/digests.txt");
    let pinned: Vec<&str> = pinned.lines().collect();
    let changed: Vec<&str> = text.lines().filter(|line| !pinned.contains(line)).collect();
    assert!(
        changed.is_empty(),
        "these tables have other bytes than before:\n{}",
        changed.join("\n")
    );
    assert_eq!(text.lines().count(), pinned.len(), "a pinned table is gone");
}
