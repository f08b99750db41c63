//! Comparisons over drawn worlds as a user meets them.

use qun::prelude::Study;
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
    let run = ["run", "small.toml", "--out", "run", "-q", "--no-charts"];
    let (code, talk, _) = qun(folder.path(), &run);
    assert_eq!(code, 0, "{talk}");
    let (code, talk, _) = qun(folder.path(), &["merge", "run", "--out", "of-a-run"]);
    assert_ne!(code, 0);
    let said = talk.contains("run holds a study that has no parts");
    assert!(said && talk.contains("qun sweep --shard"), "{talk}");
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
    // Where nothing differs, there is no share of worlds in which it is better.
    assert_eq!(worlds["better"], Value::Null, "{worlds}");
    assert_eq!(worlds["low"], Value::Null, "{worlds}");
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
    assert!(!said.contains("50%"), "{said}");
    assert!(
        !said.contains("--replicates"),
        "more would not show it: {said}"
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
    assert!(said.contains("share of variance"), "{said}");
    assert_eq!(of("open-same").0, 0);
    let (code, talk, _) = of("opne");
    assert_eq!(code, 2, "{talk}");
    assert!(
        talk.contains("name a strategy, or two as A-B: open, same"),
        "{talk}"
    );
}

#[test]
fn few_worlds_say_what_happened_and_that_they_are_few() {
    let folder = folder();
    let compare = |replicates: &str, language: &str| {
        let (code, talk, text) = qun(
            folder.path(),
            &[
                "compare",
                "small.toml",
                "--strategies",
                "open",
                "--metrics",
                "members",
                "--replicates",
                replicates,
                "--language",
                language,
            ],
        );
        assert_eq!(code, 0, "{talk}");
        String::from_utf8_lossy(&text).into_owned()
    };
    let one = compare("2", "en");
    assert!(one.contains("2 paired runs"), "{one}");
    assert!(
        one.contains("this is what happened in 2 pairs of runs in one world, too few"),
        "{one}"
    );
    assert!(one.contains("--replicates 40 lives through 20"), "{one}");
    assert!(!one.contains("of 100 worlds that we hold"), "{one}");
    assert!(
        folder
            .path()
            .join("output/small/charts/forest.svg")
            .exists()
    );
    assert!(!folder.path().join("output/small/worlds.csv").exists());
    // Nine runs are five worlds, the last of them with one run; nothing is rounded away.
    let some = compare("9", "en");
    assert!(some.contains(" 5 worlds"), "{some}");
    assert!(
        some.contains("in 9 pairs of runs in 5 worlds, too few"),
        "{some}"
    );
    assert!(compare("9", "zh").contains("以上只是 5 种可能情形里 9 次配对模拟的结果"));
    let enough = compare("60", "en");
    assert!(
        enough.contains("of 100 worlds that we hold possible"),
        "{enough}"
    );
    assert!(!enough.contains("too few"), "{enough}");
}

#[test]
fn a_run_says_luck_and_ignorance_apart_and_expectations_are_of_what_is_written() {
    let folder = folder();
    let run = |more: &[&str]| {
        let fixed = ["run", "small.toml", "--no-charts", "--format", "json", "-q"];
        let (code, talk, text) = qun(folder.path(), &[&fixed, more].concat());
        assert_eq!(code, 0, "{talk}");
        serde_json::from_slice::<Value>(&text).expect("one document")
    };
    let members = |document: &Value| {
        let all = document["last_day"].as_array().expect("metrics");
        all.iter()
            .find(|it| it["metric"] == "members")
            .expect("members")
            .clone()
    };
    let half = |it: &Value| it["high"].as_f64().unwrap() - it["low"].as_f64().unwrap();
    let (drawn, fixed) = (members(&run(&[])), members(&run(&["--worlds", "fixed"])));
    assert_eq!(drawn["replicates"], 60);
    let part = |name: &str| drawn[name].as_f64().expect("a standard deviation");
    assert!(part("luck") > 0.0 && part("ignorance") > 0.0, "{drawn}");
    assert!(fixed.get("luck").is_none(), "{fixed}");
    assert!(half(&drawn) > 1.1 * half(&fixed), "{drawn} {fixed}");
    let expecting = format!("{SMALL}[expect]\nmembers = {{ above = 0 }}\n");
    std::fs::write(folder.path().join("small.toml"), expecting).expect("written");
    assert_eq!(members(&run(&[])), fixed);
}

#[test]
fn recommended_values_say_what_they_rest_on() {
    let folder = folder();
    let json = |arguments: &[&str]| {
        let fixed = ["--no-charts", "--format", "json", "-q"];
        let (code, talk, text) = qun(folder.path(), &[arguments, &fixed].concat());
        assert_eq!(code, 0, "{talk}");
        serde_json::from_slice::<Value>(&text).expect("one document")
    };
    let vary = "audience.founders=10,30";
    let sweep = json(&["sweep", "small.toml", "--vary", vary, "--replicates", "40"]);
    assert_eq!(sweep["rests_on"]["worlds"], 20, "{sweep}");
    // More founders are more members in any world: that rests on nothing.
    assert_eq!(sweep["rests_on"]["on"], Value::Array(Vec::new()), "{sweep}");
    let fixed = ["--worlds", "fixed", "--replicates", "8"];
    let sweep = json(&[&["sweep", "small.toml", "--vary", vary], &fixed[..]].concat());
    assert!(sweep.get("rests_on").is_none(), "{sweep}");
    let optimize = [
        "optimize",
        "small.toml",
        "--vary",
        vary,
        "--maximize",
        "members",
        "--replicates",
        "40",
    ];
    let found = json(&optimize);
    assert_eq!(found["worlds"]["worlds"], 20, "{found}");
    assert_eq!(found["worlds"]["pairs"], 40, "{found}");
    assert!(
        found["worlds"]["better"].as_f64().expect("a share") > 0.8,
        "{found}"
    );
    assert!(found["worlds"]["assumptions"].is_array(), "{found}");
    let (_, _, text) = qun(folder.path(), &[&optimize[..], &["--no-charts"]].concat());
    let said = String::from_utf8_lossy(&text);
    assert!(
        said.contains("is better than the scenario as written in "),
        "{said}"
    );
}

#[test]
fn what_was_drawn_stays_open_in_the_scenario_that_is_kept() {
    let folder = folder();
    let numbers = |arguments: &[&str], table: &str| {
        let quiet = ["--no-charts", "-q", "--replicates", "12"];
        let (code, talk, _) = qun(folder.path(), &[arguments, &quiet].concat());
        assert_eq!(code, 0, "{talk}");
        std::fs::read(folder.path().join(table)).expect("a table")
    };
    let first = numbers(&["run", "small.toml", "--out", "one"], "one/replicates.csv");
    let again = numbers(
        &["run", "one/scenario.toml", "--out", "two"],
        "two/replicates.csv",
    );
    assert_eq!(first, again);
    let fixed = ["run", "small.toml", "--out", "three", "--worlds", "fixed"];
    assert_ne!(first, numbers(&fixed, "three/replicates.csv"));
    let strategy = numbers(
        &["compare", "small.toml", "--out", "four"],
        "four/strategies/open/replicates.csv",
    );
    let kept = "four/strategies/open/scenario.toml";
    let alone = numbers(&["run", kept, "--out", "five"], "five/replicates.csv");
    assert_eq!(strategy, alone);
    // A value that is written can be left open, and what has no prior cannot.
    let left = |path: &str| {
        let text = format!("{SMALL}[uncertainty]\n\"{path}\" = \"prior\"\n");
        std::fs::write(folder.path().join("left.toml"), text).expect("written");
        qun(folder.path(), &["check", "left.toml"])
    };
    assert_eq!(left("audience.word_of_mouth").0, 0);
    let (code, talk, _) = left("audience.founders");
    assert_eq!(code, 3, "{talk}");
    assert!(
        talk.contains("`audience.founders` has no prior to be drawn from"),
        "{talk}"
    );
}

#[test]
fn a_library_user_may_live_in_the_worlds_that_the_command_draws() {
    let folder = folder();
    let arguments = [
        "run",
        "small.toml",
        "-q",
        "--no-charts",
        "--replicates",
        "8",
        "--format",
        "json",
    ];
    let (code, talk, data) = qun(folder.path(), &arguments);
    assert_eq!(code, 0, "{talk}");
    let document: Value = serde_json::from_slice(&data).expect("a document");
    let told = document["run"].as_array().into_iter().flatten();
    let mut told = told.filter(|it| it["metric"] == "posts_total");
    let told = told
        .next()
        .and_then(|it| it["mean"].as_f64())
        .expect("it is told");
    let study = Study::parse(SMALL).expect("a good scenario").replicates(8);
    let written = study.run().expect("it runs");
    let drawn = study.in_drawn_worlds().run().expect("it runs");
    assert!(drawn.summary.drawn && !written.summary.drawn);
    assert_eq!(drawn.mean("posts_total"), Some(told));
    assert_ne!(written.mean("posts_total"), Some(told));
}
