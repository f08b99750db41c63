//! Every metric counted anew from the table of visits, by a script that shares no line with the program.

#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Everything at once: spammers, paid guests, fees that fall due, a full room with a queue, a purge.
const BUSY: &str = r#"
days = 75
replicates = 2
seed = 3
[community]
medium = "wechat"
when_full = "wait"
waiting_places = 20
[[community.room]]
name = "room"
capacity = 90
[audience]
founders = 60
word_of_mouth = 0.05
invitations = 0.05
[[audience.channel]]
name = "media"
per_day = 6.0
expects_price = 1.0
spam = 2.0
cost = 0.5
[[archetype]]
name = "core"
share = 0.1
[[archetype]]
name = "regular"
share = 0.4
[[archetype]]
name = "lurker"
share = 0.4
[[archetype]]
name = "spammer"
share = 0.1
[operator]
cost_per_hour = 10
[operator.threshold]
gate = "fee"
fee = 9
renew_days = 20
[operator.moderation]
hours = 0.5
[operator.kol]
home_grown = false
count = 2
[operator.purge]
after_days = 20
every = 15
"#;

/// Members with a history, some of them long silent, and hardly anybody else.
const PAST: &str = r#"
days = 60
replicates = 2
[audience]
founders = 0
word_of_mouth = 0.0
members_from = "members.csv"
[[audience.channel]]
name = "few"
per_day = 0.3
"#;

/// A Python with numpy: the one that `QUN_PYTHON` names, or that of the system.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os("QUN_PYTHON").map(PathBuf::from);
    let candidates = named.into_iter().chain([PathBuf::from("python3")]);
    let works = |python: &PathBuf| {
        let tried = Command::new(python).args(["-c", "import numpy"]).output();
        tried.is_ok_and(|output| output.status.success())
    };
    candidates.into_iter().find(works)
}

/// Runs a scenario with a table of its visits.
fn run(folder: &Path, text: &str) {
    fs::write(folder.join("s.toml"), text).expect("written");
    let output = assert_cmd::Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(folder)
        .args(["run", "s.toml", "--out", "out", "--visits", "visits.csv"])
        .args(["--no-charts", "-q"])
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{output:?}");
}

/// Whether the script finds the same, and what it says.
fn counted(python: &Path, folder: &Path) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/metrics.py");
    let output = Command::new(python)
        .arg(script)
        .args([folder.join("visits.csv"), folder.join("out")])
        .output()
        .expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn every_metric_counted_from_the_visits_is_the_same() {
    let Some(python) = python() else {
        eprintln!("skipped: no Python with numpy (QUN_PYTHON can name one)");
        return;
    };
    let busy = tempfile::tempdir().expect("a folder");
    run(busy.path(), BUSY);
    let (same, said) = counted(&python, busy.path());
    assert!(same, "{said}");
    // The script sees what differs.
    let table = busy.path().join("out/replicates.csv");
    let text = fs::read_to_string(&table).expect("a table");
    let mut rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let place = rows[0].iter().position(|key| *key == "engaged_end");
    rows[1][place.expect("the metric")] = "77";
    let changed: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    fs::write(&table, changed.join("\n")).expect("written");
    let (same, said) = counted(&python, busy.path());
    assert!(
        !same && said.contains("engaged_end of replicate 0: 77"),
        "{said}"
    );

    let past = tempfile::tempdir().expect("a folder");
    let mut members =
        "member,first_day,last_day,active_days,posts,posts_per_active_day\n".to_owned();
    for number in 1..=40 {
        let row = format!(
            "{number},-{},-{},{number},{number},2.0\n",
            100 + number,
            number * 2
        );
        members.push_str(&row);
    }
    fs::write(past.path().join("members.csv"), members).expect("written");
    run(past.path(), PAST);
    let (same, said) = counted(&python, past.path());
    assert!(same, "{said}");
}

#[test]
fn a_table_of_visits_replaces_nobodys_file() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("visits.csv"), "mine").expect("written");
    fs::write(folder.path().join("s.toml"), "days = 5\nreplicates = 2\n").expect("written");
    let run = |more: &[&str]| {
        let arguments = [
            "run",
            "s.toml",
            "--visits",
            "visits.csv",
            "--no-charts",
            "-q",
        ];
        assert_cmd::Command::cargo_bin("qun")
            .expect("the program")
            .current_dir(folder.path())
            .args(arguments)
            .args(more)
            .output()
            .expect("it runs")
    };
    assert!(!run(&[]).status.success());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    assert_eq!(read("visits.csv"), "mine");
    assert!(run(&["--force"]).status.success());
    assert_eq!(read("visits.csv~"), "mine");
    assert!(read("visits.csv").starts_with("replicate,day,event,"));
}
