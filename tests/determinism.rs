//! The bytes of every output file are the same for any number of threads and for every repetition,
//! but for what the manifest says of time, threads and the command line.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SMALL: &str = r#"
title = "A group with everything"
days = 120
replicates = 7
seed = 11

[community]
medium = "wechat"
when_full = "wait"
quarrels = 10

[[community.room]]
name = "first"
capacity = 60

[[community.room]]
name = "second"
capacity = 60

[audience]
founders = 50
word_of_mouth = 0.03

[operator]
cost_per_hour = 20

[operator.threshold]
gate = "questionnaire"

[operator.moderation]
hours = 1

[operator.purge]

[operator.red_packets]

[strategy.open]
without = ["operator.threshold"]
"#;

/// Three chunks of members, and fewer replicates than threads, so that the members of one run are
/// shared out.
const LARGE: &str = r#"
title = "A large forum"
days = 10
replicates = 2
seed = 12

[community]
medium = "forum"
expected_visitors = 5000

[audience]
size = 10_000_000
founders = 50_000

[operator]
hours_per_day = 100

[operator.moderation]
hours = 24
"#;

/// What a command leaves in its folder: the bytes of each file by its path.
fn results(
    text: &str,
    command: &str,
    threads: usize,
    further: &[&str],
) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("scenario.toml"), text).expect("a file in it");
    let out = folder.path().join("out");
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .current_dir(folder.path())
        .args([command, "scenario.toml", "--quiet", "--out", "out"])
        .args(["--threads", &threads.to_string()])
        .args(further)
        .assert()
        .success();
    let mut files = BTreeMap::new();
    collect(&out, &out, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("an output folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
            continue;
        }
        let name = path
            .strip_prefix(root)
            .expect("inside")
            .display()
            .to_string();
        let mut bytes = fs::read(&path).expect("a readable file");
        if name == "manifest.json" {
            bytes = without_the_occasion(&bytes);
        }
        files.insert(name, bytes);
    }
}

/// The manifest without what may differ: when it was, how long it took, and what was typed.
fn without_the_occasion(bytes: &[u8]) -> Vec<u8> {
    let mut manifest: Value = serde_json::from_slice(bytes).expect("a JSON document");
    let fields = manifest.as_object_mut().expect("an object");
    let before = fields.len();
    fields.retain(|key, _| {
        ![
            "started", "finished", "seconds", "time", "command", "threads",
        ]
        .iter()
        .any(|word| key.contains(word))
    });
    assert!(fields.len() >= 4 && fields.len() < before, "{manifest}");
    manifest.to_string().into_bytes()
}

fn assert_same(text: &str, command: &str, threads: &[usize], further: &[&str]) {
    let first = results(text, command, threads[0], further);
    assert!(first.len() > 5, "only {:?}", first.keys());
    for count in &threads[1..] {
        let other = results(text, command, *count, further);
        assert!(
            first.keys().eq(other.keys()),
            "{count} threads: other files"
        );
        for (name, bytes) in &first {
            assert!(other[name] == *bytes, "{name} differs with {count} threads");
        }
    }
}

#[test]
fn a_small_run_with_its_charts() {
    let files = results(SMALL, "run", 1, &[]);
    assert!(files.keys().any(|name| name.ends_with(".svg")));
    assert!(files.keys().any(|name| name.ends_with(".png")));
    assert_same(SMALL, "run", &[1, 1, 2, 3, 8], &[]);
}

#[test]
fn a_comparison() {
    assert_same(SMALL, "compare", &[1, 2, 8], &["--no-charts"]);
}

#[test]
fn a_large_run_of_several_chunks() {
    assert_same(LARGE, "run", &[1, 2, 3, 8], &["--no-charts"]);
}
