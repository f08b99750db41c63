//! Cells that fail, disks that are full: the rest goes on, and nothing finished is lost.

use crate::help::{SMALL, blocks, done, folder, folder_with, qun, rows, said};
use qun::run::batch::{Batch, Event};
use qun::run::cells::{Cell, Setting};
use qun::run::replicates::{Stop, live};
use qun::run::store::Store;
use qun::scenario::{Overrides, parse_str};
use std::sync::atomic::{AtomicU32, Ordering};

#[test]
fn a_cell_that_cannot_fit_is_reported_and_the_rest_goes_on() {
    let folder = folder();
    let folder = folder.path();
    let sizes = "audience.size=100,100000000";
    let command = [
        "sweep",
        "small.toml",
        "--vary",
        sizes,
        "--no-charts",
        "--out",
        "out",
    ];
    let (code, text, talk) = said(qun(folder), &command);
    assert_eq!(code, 4, "{talk}");
    assert!(
        talk.contains("cell 1 (size = 100000000") && talk.contains("seed 3"),
        "{talk}"
    );
    assert!(text.contains("best: size = 100"), "{text}");
    let failures = rows(&folder.join("out/failures.csv"));
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0]["audience.size"], "100000000");
    assert!(
        failures[0]["error"].contains("members would join"),
        "{failures:?}"
    );
    // A batch without it takes the note away.
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--vary",
            "audience.size=100,200",
            "--out",
            "out",
            "-q",
            "--no-charts",
        ],
    );
    assert!(!folder.join("out/failures.csv").exists());
}

#[test]
fn values_that_contradict_each_other_fail_their_own_cells_only() {
    let folder = folder();
    let folder = folder.path();
    let spare = "archetype.lurker.share=0.2,0.8";
    let more = "archetype.regular.share=0.1,0.5";
    let command = [
        "sweep",
        "small.toml",
        "--vary",
        spare,
        "--vary",
        more,
        "--no-charts",
        "--format",
        "json",
    ];
    let (code, text, talk) = said(qun(folder), &command);
    assert_eq!(code, 4, "{talk}");
    let document: serde_json::Value = serde_json::from_str(&text).expect("a document");
    assert_eq!(document["cells"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        document["failures"][0]["cell"], 3,
        "0.8 and 0.5 are more than everybody"
    );
}

#[test]
fn merged_parts_report_their_failures_as_the_whole_does() {
    let folder = folder();
    let folder = folder.path();
    let sizes = "audience.size=100,100000000,200";
    let sweep = |more: &[&str]| {
        let mut command = vec!["sweep", "small.toml", "--no-charts", "-q", "--vary", sizes];
        command.extend(more);
        said(qun(folder), &command).0
    };
    assert_eq!(sweep(&["--out", "serial"]), 4);
    let codes = [
        sweep(&["--shard", "1/2", "--out", "a"]),
        sweep(&["--shard", "2/2", "--out", "b"]),
    ];
    assert!(codes.contains(&4), "{codes:?}");
    let (code, _, talk) = said(
        qun(folder),
        &["merge", "a", "b", "--out", "merged", "--no-charts", "-q"],
    );
    assert_eq!(code, 4, "{talk}");
    crate::help::assert_same(&folder.join("serial"), &folder.join("merged"));
}

/// A run that breaks for one cell and one replicate: the batch survives, says where it was, and
/// needs only that cell when the defect is gone.
#[test]
fn a_panic_costs_one_block() {
    let text = "days = 3\nreplicates = 6\n[audience]\nfounders = 3\n";
    let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
    let founders = |count: i64| Cell {
        strategy: None,
        values: vec![("audience.founders".to_owned(), count.into())],
    };
    let cells: Vec<Cell> = (1..=4).map(founders).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::new(folder.path());
    let runs = AtomicU32::new(0);
    let count = |event| {
        if let Event::Ran(more) = event {
            runs.fetch_add(more, Ordering::Relaxed);
        }
    };
    let breaks = |settings: &[&Setting<'_>], replicate: u32, parallel: bool| {
        let broken = |it: &&Setting<'_>| it.scenario().audience.founders == 3;
        assert!(
            !settings.iter().any(broken) || replicate != 4,
            "an index is out of bounds"
        );
        live(settings, replicate, parallel)
    };
    let batch = Batch::new(&loaded, &cells, &store, 3, None, &breaks);
    let tasks = batch.tasks(&[6; 4]);
    batch
        .run(&tasks, &Stop::new(), &count)
        .expect("a batch that survives");
    let failures = batch.failures(&tasks).expect("failures");
    assert_eq!(failures.len(), 1);
    assert_eq!((failures[0].cell, failures[0].replicate), (2, Some(4)));
    assert_eq!(failures[0].message, "qun broke: an index is out of bounds");
    assert!(batch.values(2, &[0], 6).expect("readable").is_none());
    assert!(batch.values(3, &[0], 6).expect("readable").is_some());
    runs.store(0, Ordering::Relaxed);
    let mended = Batch::new(&loaded, &cells, &store, 3, None, &live);
    mended.run(&tasks, &Stop::new(), &count).expect("a batch");
    assert_eq!(runs.load(Ordering::Relaxed), 3, "one block was missing");
    assert!(mended.failures(&tasks).expect("failures").is_empty());
}

/// Needs a file system of its own: skipped where the system does not let us make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let folder = folder_with(&SMALL.replace("replicates = 8", "replicates = 100"));
    let folder = folder.path();
    std::fs::create_dir(folder.join("disk")).expect("a folder");
    let qun_path = env!("CARGO_BIN_EXE_qun");
    let script = format!(
        "mount -t tmpfs -o size=96k tmpfs disk || exit 77\n\
         {} sweep small.toml --no-charts --out disk/out; code=$?\n\
         find disk/out/cells -name '*.csv' | wc -l\n\
         mount -o remount,size=8m disk\n\
         {} sweep small.toml --no-charts --quiet --out disk/out > /dev/null || exit 78\n\
         cp -r disk/out kept\n\
         exit $code",
        qun_path, qun_path
    );
    let output = std::process::Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
        .current_dir(folder)
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no unshare");
        return;
    };
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code();
    if code == Some(77) || talk.contains("unshare failed") {
        eprintln!("skipped: {talk}");
        return;
    }
    assert_eq!(code, Some(1), "{talk}");
    assert!(
        talk.contains("what is finished is kept: make room"),
        "{talk}"
    );
    let kept: usize = String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .expect("a number");
    assert!(
        kept > 0 && kept < 24,
        "{kept} blocks before the disk was full"
    );
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--no-charts",
            "--quiet",
            "--out",
            "fresh",
        ],
    );
    crate::help::assert_same(&folder.join("fresh"), &folder.join("kept"));
    assert_eq!(blocks(&folder.join("kept")).len(), 24);
}
