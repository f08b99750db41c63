//! `qun run` and `qun compare` as a user meets them: files, exit codes, messages.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

const SMALL: &str = "title = \"A small group\"\ndays = 40\nreplicates = 6\nseed = 3\n\
    [audience]\nfounders = 20\n[strategy.gate.operator.threshold]\ngate = \"task\"\n";

fn qun(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qun"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("small.toml"), text).expect("a file in it");
    folder
}

fn said(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("the command ends by itself");
    (code, text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_run_leaves_every_file_it_promises() {
    let folder = folder_with(SMALL);
    let (code, table, talk) = said(qun(folder.path()).args(["run", "small.toml"]));
    assert_eq!(code, 0, "{talk}");
    assert!(
        table.contains("dau_end") && talk.contains("results: output"),
        "{table}{talk}"
    );
    let out = folder.path().join("output/small");
    for file in [
        "daily.csv",
        "replicates.csv",
        "cohorts.csv",
        "exits.csv",
        "retention.csv",
        "summary.json",
        "scenario.toml",
        "manifest.json",
        "charts/activity.svg",
        "charts/activity.png",
        "charts/activity.csv",
        "charts/churn_by_cause.svg",
        "charts/retention.png",
        "charts/members_by_state.svg",
        "charts/concentration.csv",
    ] {
        let size = fs::metadata(out.join(file)).map_or(0, |found| found.len());
        assert!(size > 0, "{file} is missing or empty");
    }
    let leftovers = walk(&out).into_iter().filter(|name| name.contains(".qun-"));
    assert_eq!(leftovers.count(), 0, "temporary files are left");
    // The resolved scenario is the same study.
    let again = folder.path().join("again");
    let (code, _, talk) = said(
        qun(folder.path())
            .args([
                "run",
                "output/small/scenario.toml",
                "--no-charts",
                "--quiet",
                "--out",
            ])
            .arg(&again),
    );
    assert_eq!(code, 0, "{talk}");
    for file in ["daily.csv", "replicates.csv", "exits.csv"] {
        assert_eq!(
            fs::read(out.join(file)).ok(),
            fs::read(again.join(file)).ok(),
            "{file}"
        );
    }
}

fn walk(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        names.push(path.display().to_string());
        if path.is_dir() {
            names.extend(walk(&path));
        }
    }
    names
}

#[test]
fn json_is_one_document_and_joins_balance() {
    let folder = folder_with(SMALL);
    let (code, text, _) = said(qun(folder.path()).args([
        "run",
        "small.toml",
        "--format",
        "json",
        "--no-charts",
        "--quiet",
    ]));
    assert_eq!(code, 0);
    let document: Value = serde_json::from_str(&text).expect("one JSON document");
    let mean = |list: &str, key: &str| {
        let all = document[list].as_array().expect("a list of metrics");
        let found = all.iter().find(|entry| entry["metric"] == key);
        found
            .and_then(|entry| entry["mean"].as_f64())
            .expect("a number")
    };
    let change =
        mean("run", "joins_total") - mean("run", "leaves_total") - mean("run", "removals_total");
    assert!((mean("last_day", "members") - change).abs() < 1e-9);
}

#[test]
fn compare_pairs_people() {
    let folder = folder_with(SMALL);
    let (code, text, talk) = said(qun(folder.path()).args([
        "compare",
        "small.toml",
        "--format",
        "json",
        "--quiet",
        "--metrics",
        "joins_total,dau_end",
    ]));
    assert_eq!(code, 0, "{talk}");
    let document: Value = serde_json::from_str(&text).expect("one JSON document");
    assert_eq!(document[0]["metric"], "joins_total");
    assert!(
        document[0]["difference"].as_f64().expect("a number") < 0.0,
        "a task keeps some out"
    );
    assert!(
        folder
            .path()
            .join("output/small/charts/forest.svg")
            .is_file()
    );
    let (code, _, talk) =
        said(qun(folder.path()).args(["compare", "small.toml", "--strategies", "gaet"]));
    assert_eq!(code, 2, "{talk}");
    assert!(talk.contains("did you mean `gate`"), "{talk}");
    let (code, _, talk) =
        said(qun(folder.path()).args(["compare", "small.toml", "--metrics", "dua"]));
    assert_eq!(code, 2, "{talk}");
}

#[test]
fn expectations_decide_the_exit_code() {
    let text = format!("{SMALL}[expect]\nmembers = {{ above = 1 }}\n");
    let folder = folder_with(&text);
    assert_eq!(
        said(qun(folder.path()).args(["run", "small.toml", "--no-charts"])).0,
        0
    );
    let text = format!("{SMALL}[expect]\ndau = {{ above = 1000000, on_day = 30 }}\n");
    let folder = folder_with(&text);
    let (code, _, talk) = said(qun(folder.path()).args(["run", "small.toml", "--no-charts"]));
    assert_eq!(code, 5, "{talk}");
    assert!(talk.contains("expected dau above 1000000"), "{talk}");
    assert!(
        folder.path().join("output/small/daily.csv").is_file(),
        "results are kept"
    );
}

#[test]
fn what_cannot_work_is_refused_before_the_work() {
    let folder = folder_with(SMALL);
    let here = folder.path();
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let (found, table, talk) = said(qun(here).args(arguments));
        assert_eq!(found, code, "{arguments:?}: {talk}");
        assert!(talk.contains(words), "{arguments:?}: {talk}");
        assert!(
            table.is_empty() && !here.join("output").exists(),
            "{arguments:?} left something"
        );
    };
    refused(
        &["run", "small.toml", "--replicates", "0"],
        2,
        "0 is not in 1",
    );
    refused(&["run", "missing.toml"], 3, "missing.toml");
    refused(
        &["run", "small.toml", "--set", "audience.foundres=3"],
        2,
        "did you mean",
    );
    refused(
        &["run", "small.toml", "--precision", "lots"],
        2,
        "--precision",
    );
    refused(
        &[
            "run",
            "small.toml",
            "--set",
            "audience.size=100000000",
            "--set",
            "audience.word_of_mouth=0.1",
        ],
        3,
        "would join",
    );
    // A folder that cannot be made: its parent is a file.
    refused(
        &["run", "small.toml", "--out", "small.toml/out"],
        2,
        "small.toml is a file, not a folder",
    );
    refused(
        &["run", "small.toml", "--out", "small.toml"],
        2,
        "is a file",
    );
}

#[test]
fn precision_adds_replicates() {
    let folder = folder_with(SMALL);
    let (code, _, talk) = said(qun(folder.path()).args([
        "run",
        "small.toml",
        "--no-charts",
        "--worlds",
        "fixed",
        "--precision",
        "3%",
    ]));
    assert_eq!(code, 0);
    let known: f64 = talk
        .split_once('±')
        .and_then(|(_, rest)| rest.split_once('%'))
        .and_then(|(number, _)| number.parse().ok())
        .expect("the summary says how sure it is");
    assert!(known <= 3.0, "{talk}");
    let table =
        fs::read_to_string(folder.path().join("output/small/replicates.csv")).expect("a table");
    assert!(table.lines().count() > 7, "six replicates were not enough");
}
