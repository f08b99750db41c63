//! Every mistake has an answer that says what would be right.

use crate::help::{blocks, done, folder, folder_with, qun, said};
use std::fs;

/// Runs a command that must fail; returns what it says.
#[track_caller]
fn refused(folder: &std::path::Path, code: i32, arguments: &[&str]) -> String {
    let (found, _, talk) = said(qun(folder), arguments);
    assert_eq!(found, code, "{arguments:?}\n{talk}");
    talk
}

#[track_caller]
fn says(talk: &str, words: &str) {
    assert!(talk.contains(words), "{talk}");
}

#[test]
fn axes() {
    let folder = folder_with("title = \"t\"\n[operator.threshold]\ngate = \"fee\"\nfee = 5\n");
    let vary = |code, text: &str| {
        refused(
            folder.path(),
            code,
            &["sweep", "small.toml", "--vary", text],
        )
    };
    says(
        &vary(2, "operator.threshold.fe=1,2"),
        "did you mean `operator.threshold.fee`?",
    );
    says(&vary(2, "operator.threshold.fee=-1,2"), "permitted");
    says(
        &vary(2, "operator.threshold.fee=0..9"),
        "add them: --vary operator.threshold.fee=0..9:10",
    );
    says(&vary(2, "operator.threshold.fee=[]"), "has 0 values");
    says(&vary(2, "strategy=strict"), "there is no strategy `strict`");
    let empty = refused(folder.path(), 2, &["sweep", "small.toml"]);
    assert!(
        empty.contains("there is nothing to vary") && empty.contains("add [sweep]"),
        "{empty}"
    );
    let none = [
        "sweep",
        "small.toml",
        "--vary",
        "audience.founders=1,9",
        "--design",
        "lhs",
        "--cells",
        "0",
    ];
    says(&refused(folder.path(), 2, &none), "no cells");
    let large = "audience.size=100..10000:300";
    let other = "audience.founders=1..1000:300";
    let many = refused(
        folder.path(),
        2,
        &["sweep", "small.toml", "--vary", large, "--vary", other],
    );
    assert!(
        many.contains("90000 cells") && many.contains("--design lhs"),
        "{many}"
    );
    let twice = [
        "sweep",
        "small.toml",
        "--vary",
        "audience.founders=1,9",
        "--vary",
        "audience.founders=3",
    ];
    says(&refused(folder.path(), 2, &twice), "varied twice");
    let metric = [
        "sweep",
        "small.toml",
        "--vary",
        "audience.founders=1,9",
        "--metric",
        "dau_ned",
    ];
    says(
        &refused(folder.path(), 2, &metric),
        "did you mean `dau_end`?",
    );
}

#[test]
fn axes_of_the_file() {
    let sweep = |text: &str| {
        let folder = folder_with(&format!(
            "title = \"t\"\n[strategy.open]\naudience.founders = 9\n[sweep]\n{text}\n"
        ));
        refused(folder.path(), 3, &["sweep", "small.toml"])
    };
    says(
        &sweep("strategy = [\"base\", \"opne\"]"),
        "did you mean `open`?",
    );
    says(
        &sweep("\"audience.fonders\" = [1]"),
        "did you mean `audience.founders`?",
    );
    says(&sweep("\"audience.founders\" = [-1]"), "permitted");
    says(&sweep("\"audience.founders\" = []"), "has 0 values");
}

#[test]
fn parts_and_merges() {
    let folder = folder();
    let folder = folder.path();
    let part = refused(folder, 2, &["sweep", "small.toml", "--shard", "4/3"]);
    assert!(
        part.contains("--shard 4/3 does not exist: there are 3 parts"),
        "{part}"
    );
    let sure = refused(
        folder,
        2,
        &["sweep", "small.toml", "--shard", "1/3", "--precision", "2%"],
    );
    assert!(
        sure.contains("--precision needs all cells together"),
        "{sure}"
    );
    for (part, out) in [("1/3", "a"), ("2/3", "b"), ("3/3", "c")] {
        done(
            folder,
            &["sweep", "small.toml", "-q", "--shard", part, "--out", out],
        );
    }
    let holes = refused(folder, 3, &["merge", "a", "c", "--out", "m"]);
    assert!(
        holes.contains("4 of 12 blocks are missing, the first of them cell 1, replicates 0 to 7"),
        "{holes}"
    );
    assert!(!folder.join("m/cells.csv").exists());
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "-q",
            "--days",
            "26",
            "--shard",
            "2/3",
            "--out",
            "other",
        ],
    );
    let other = refused(folder, 3, &["merge", "a", "other", "c", "--out", "m"]);
    assert!(
        other.contains("parts of different batches: what flags set differs"),
        "{other}"
    );
    let nothing = refused(folder, 3, &["merge", "a", "nowhere", "--out", "m"]);
    assert!(nothing.contains("nowhere holds no batch"), "{nothing}");
    // The same runs with other numbers, in a file that is whole: somebody ran another program.
    fs::create_dir(folder.join("d")).expect("a folder");
    fs::copy(folder.join("a/study.json"), folder.join("d/study.json")).expect("a plan");
    let block = &blocks(&folder.join("a"))[0];
    let text = fs::read_to_string(block).expect("a block");
    let (body, _) = text.rsplit_once("# sha256").expect("a checksum");
    let value = body.find("\n0,").expect("replicate 0") + 3;
    let end = value + body[value..].find(',').expect("a field");
    let forged = format!("{}0.5{}", &body[..value], &body[end..]);
    let forged = format!("{forged}# sha256 {}\n", qun::files::digest::hash(&forged));
    let place = folder
        .join("d")
        .join(block.strip_prefix(folder.join("a")).expect("below"));
    fs::create_dir_all(place.parent().expect("a shelf")).expect("a folder");
    fs::write(place, forged).expect("written");
    let against = refused(folder, 3, &["merge", "a", "b", "c", "d", "--out", "m"]);
    assert!(
        against.contains("contradict each other in cell"),
        "{against}"
    );
    // A damaged file of a part is a hole, and said.
    fs::write(block, "nonsense").expect("damaged");
    let damaged = refused(folder, 3, &["merge", "a", "b", "c", "--out", "m"]);
    assert!(
        damaged.contains("is damaged (its end is missing) and left out"),
        "{damaged}"
    );
    assert!(damaged.contains("1 of 12 blocks are missing"), "{damaged}");
}

#[test]
fn resuming_and_replaying() {
    let folder = folder();
    let folder = folder.path();
    let nothing = refused(folder, 3, &["sweep", "small.toml", "--resume"]);
    assert!(nothing.contains("holds no batch"), "{nothing}");
    done(
        folder,
        &["sweep", "small.toml", "-q", "--no-charts", "--out", "out"],
    );
    let other = refused(
        folder,
        3,
        &[
            "sweep",
            "small.toml",
            "--replicates",
            "9",
            "--resume",
            "--out",
            "out",
        ],
    );
    assert!(other.contains("out holds another batch"), "{other}");
    let cell = refused(
        folder,
        3,
        &["replay", "out", "--cell", "12", "--replicate", "0"],
    );
    assert!(
        cell.contains("no cell `12`") && cell.contains("0 to 11"),
        "{cell}"
    );
    let plan = fs::read_to_string(folder.join("out/study.json")).expect("a plan");
    let version = concat!("\"engine\": \"", env!("CARGO_PKG_VERSION"));
    assert!(plan.contains(version));
    fs::write(
        folder.join("out/study.json"),
        plan.replacen(version, "\"engine\": \"0.0.1", 1),
    )
    .expect("written");
    let engine = refused(
        folder,
        3,
        &["replay", "out", "--cell", "1", "--replicate", "0"],
    );
    assert!(engine.contains("was made by qun 0.0.1"), "{engine}");
}

#[test]
fn searches() {
    let folder = folder();
    let folder = folder.path();
    let search = |code, more: &[&str]| {
        let mut command = vec!["optimize", "small.toml"];
        command.extend(more);
        refused(folder, code, &command)
    };
    says(&search(2, &[]), "there is no goal");
    let bound = search(
        2,
        &["--maximize", "dau_end", "--subject-to", "cost_total = 5"],
    );
    assert!(bound.contains("is not a bound"), "{bound}");
    let metric = search(
        2,
        &["--maximize", "dau_end", "--subject-to", "csot_total <= 5"],
    );
    assert!(metric.contains("did you mean `cost_total`?"), "{metric}");
    says(
        &search(2, &["--maximize", "dau_end", "--budget", "10"]),
        "leaves nothing for a search",
    );
    let certain = refused(folder, 2, &["sensitivity", "small.toml"]);
    assert!(
        certain.contains("nothing is uncertain") && certain.contains("--vary"),
        "{certain}"
    );
    let points = [
        "sensitivity",
        "small.toml",
        "--vary",
        "audience.founders=5..50",
        "--points",
        "0",
    ];
    says(&refused(folder, 2, &points), "--points");
}
