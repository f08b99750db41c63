//! Comparisons over drawn worlds as a user meets them.

use qun::run::cells::{Cell, Setting};
use qun::scenario::{Overrides, Worlds, parse_str};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const SMALL: &str = "title = \"Small\"\ndays = 40\nreplicates = 60\nseed = 4\n\
    [audience]\nfounders = 25\nword_of_mouth = 0.02\n\
    [[audience.channel]]\nname = \"media\"\nper_day = 4.0\n\
    [operator.threshold]\ngate = \"task\"\n\
    [strategy.open]\nwithout = [\"operator.threshold\"]\n\
    [strategy.same]\noperator.cost_per_hour = 3\n";

fn qun(folder: &Path, arguments: &[&str]) -> (i32, String, Vec<u8>) {
    let output = Command::new(env!("CARGO_BIN_EXE_qun"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("qun starts");
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or(-1), talk, output.stdout)
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("small.toml"), SMALL).expect("written");
    folder
}

#[test]
fn worlds_are_the_same_on_any_number_of_threads() {
    let folder = folder();
    let compare = |threads: &str, out: &str| {
        let (code, talk, _) = qun(
            folder.path(),
            &[
                "compare",
                "small.toml",
                "-q",
                "--no-charts",
                "--threads",
                threads,
                "--out",
                out,
            ],
        );
        assert_eq!(code, 0, "{talk}");
        [
            "worlds.csv",
            "assumptions.csv",
            "comparison.csv",
            "summary.json",
        ]
        .map(|file| std::fs::read(folder.path().join(out).join(file)).expect("a table"))
    };
    assert_eq!(compare("1", "one"), compare("3", "three"));
}

#[test]
fn parts_of_a_sweep_over_worlds_make_the_whole() {
    let folder = folder();
    let sweep = |more: &[&str]| {
        let fixed = [
            "sweep",
            "small.toml",
            "--vary",
            "audience.founders=10,30",
            "--worlds",
            "drawn",
            "--replicates",
            "8",
            "-q",
            "--no-charts",
        ];
        let (code, talk, _) = qun(folder.path(), &[&fixed, more].concat());
        assert_eq!(code, 0, "{talk}");
    };
    sweep(&["--out", "whole"]);
    sweep(&["--shard", "1/2", "--out", "parts/1"]);
    sweep(&["--shard", "2/2", "--out", "parts/2"]);
    let merge = [
        "merge",
        "parts/1",
        "parts/2",
        "--out",
        "merged",
        "-q",
        "--no-charts",
    ];
    let (code, talk, _) = qun(folder.path(), &merge);
    assert_eq!(code, 0, "{talk}");
    let cells =
        |out: &str| std::fs::read(folder.path().join(out).join("cells.csv")).expect("cells");
    assert_eq!(cells("whole"), cells("merged"));
    let replay = [
        "replay",
        "whole",
        "--cell",
        "1",
        "--replicate",
        "5",
        "--no-charts",
    ];
    let (code, talk, _) = qun(folder.path(), &replay);
    assert_eq!(code, 0, "{talk}");
    assert!(
        talk.contains("every number is the one that the batch has kept"),
        "{talk}"
    );
}

#[test]
fn a_strategy_that_changes_nothing_is_neither_better_nor_worse() {
    let folder = folder();
    let compare = [
        "compare",
        "small.toml",
        "--strategies",
        "same",
        "--metrics",
        "dau_end",
        "--format",
        "json",
        "--no-charts",
        "-q",
    ];
    let (code, talk, text) = qun(folder.path(), &compare);
    assert_eq!(code, 0, "{talk}");
    let document: Value = serde_json::from_slice(&text).expect("one document");
    let worlds = &document[0]["worlds"];
    assert_eq!(
        (&worlds["worlds"], &worlds["pairs"]),
        (&30.into(), &60.into())
    );
    let better = worlds["better"].as_f64().expect("a share");
    assert!((better - 0.5).abs() < 0.03, "{worlds}");
    assert_eq!(worlds["learn_first"], Value::Null, "{worlds}");
    assert_eq!(worlds["turned_by"], Value::Null, "{worlds}");
    let (_, _, text) = qun(
        folder.path(),
        &[
            "compare",
            "small.toml",
            "--strategies",
            "same",
            "--metrics",
            "dau_end",
            "--no-charts",
        ],
    );
    let said = String::from_utf8_lossy(&text);
    assert!(
        said.contains("same makes no difference to base in any world"),
        "{said}"
    );
}

#[test]
fn both_arms_of_a_pair_live_in_the_same_world_and_what_is_written_stays() {
    let overrides = Overrides {
        worlds: Worlds::Paired,
        ..Overrides::default()
    };
    let loaded = parse_str("small.toml", SMALL, &overrides).expect("a scenario");
    let cell = |strategy: Option<&str>| Cell {
        strategy: strategy.map(str::to_owned),
        values: Vec::new(),
    };
    let base = Setting::new(&loaded, cell(None)).expect("a setting");
    let open = Setting::new(&loaded, cell(Some("open"))).expect("a setting");
    let world = |setting: &Setting<'_>, replicate| {
        setting.in_world(replicate).expect("a world").into_owned()
    };
    for replicate in 0..40 {
        let (one, other) = (world(&base, replicate), world(&open, replicate));
        assert_eq!(one.archetype, other.archetype);
        assert_eq!(one.interactions, other.interactions);
        assert_eq!(one.community, other.community);
        assert_eq!(one.audience.founders, 25);
        assert!((one.audience.word_of_mouth - 0.02).abs() < 1e-12);
        assert!((one.audience.channel[0].per_day - 4.0).abs() < 1e-12);
        let shares: f64 = one.archetype.iter().map(|it| it.share).sum();
        assert!((shares - 1.0).abs() < 1e-9, "{shares}");
    }
    assert_eq!(world(&base, 6), world(&base, 7), "two runs share a world");
    assert_ne!(world(&base, 6), world(&base, 8));
    let fixed = parse_str("small.toml", SMALL, &Overrides::default()).expect("a scenario");
    let fixed = Setting::new(&fixed, cell(None)).expect("a setting");
    assert!(fixed.is_certain() && !base.is_certain());
    assert_ne!(fixed.fingerprint(), base.fingerprint());
}

#[test]
fn what_a_difference_hangs_on_can_be_asked() {
    let folder = folder();
    let of = |difference: &str| {
        let flags = [
            "sensitivity",
            "small.toml",
            "--metric",
            "members",
            "--of",
            difference,
        ];
        qun(folder.path(), &flags)
    };
    let (code, talk, text) = of("open");
    assert_eq!(code, 0, "{talk}");
    let said = String::from_utf8_lossy(&text);
    assert!(said.contains("operator.threshold.sensitivity"), "{said}");
    assert!(said.contains("the difference hangs most on "), "{said}");
    assert_eq!(of("open-same").0, 0);
    let (code, talk, _) = of("opne");
    assert_eq!(code, 2, "{talk}");
    assert!(
        talk.contains("name a strategy, or two as A-B: open, same"),
        "{talk}"
    );
}
