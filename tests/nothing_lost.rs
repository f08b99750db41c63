//! Nothing of the user's is lost, and nothing is written outside the folder it belongs into.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const SMALL: &str = "days = 5\nreplicates = 2\n";
const TABLE: &str =
    "member,first_day,last_day,active_days,posts,posts_per_active_day\n1,-40,-1,7,21,3.14159265\n";

fn qun(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs")
}

#[track_caller]
fn exits(folder: &Path, code: i32, arguments: &[&str]) -> String {
    let output = qun(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

fn run(folder: &Path, file: &str, out: &str, more: &[&str]) -> i32 {
    let mut arguments = vec!["run", file, "--out", out, "--no-charts", "-q"];
    arguments.extend(more);
    qun(folder, &arguments).status.code().expect("a code")
}

/// All files below a folder with what they hold.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below").to_owned();
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

/// A folder with these files.
fn folder(given: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in given {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// Fails unless everything that was there is there as it was, but for what lies in `out`.
#[track_caller]
fn untouched(before: &BTreeMap<PathBuf, Vec<u8>>, root: &Path, out: &str) {
    let after = files(root);
    for (name, bytes) in before {
        assert_eq!(after.get(name), Some(bytes), "{}", name.display());
    }
    for name in after.keys() {
        assert!(
            name.starts_with(out) || before.contains_key(name),
            "{} is new",
            name.display()
        );
    }
}

#[test]
fn a_table_is_copied_into_the_folder_under_a_name_of_ours() {
    for named in [
        "../../m.csv",
        "../m.csv",
        "daily.csv",
        "scenario.toml",
        "manifest.json",
        "study.json",
        ".qun",
    ] {
        let scenario = format!("{SMALL}[audience]\nmembers_from = \"{named}\"\n");
        let place = format!("a/b/{named}");
        let given = folder(&[
            ("a/b/s.toml", &scenario),
            ("home/keep.txt", "mine"),
            ("m.csv", TABLE),
            ("a/m.csv", TABLE),
        ]);
        let root = given.path();
        if !named.starts_with("..") {
            fs::write(root.join(&place), TABLE).expect("written");
        }
        let before = files(root);
        assert_eq!(run(root, "a/b/s.toml", "home/out", &[]), 0, "{named}");
        untouched(&before, root, "home/out");
        // The folder's own scenario gives the same runs, its table beside it.
        assert_eq!(
            run(root, "home/out/scenario.toml", "home/again", &[]),
            0,
            "{named}"
        );
        let read = |place: &str| fs::read(root.join(place)).expect("a table");
        assert_eq!(
            read("home/out/replicates.csv"),
            read("home/again/replicates.csv"),
            "{named}"
        );
        assert_eq!(
            read("home/out/scenario.toml"),
            read("home/again/scenario.toml"),
            "{named}"
        );
        exits(
            root,
            0,
            &[
                "replay",
                "home/out",
                "--replicate",
                "1",
                "--no-charts",
                "-q",
            ],
        );
    }
}

#[test]
fn parts_with_a_table_of_members_merge() {
    let scenario = format!("{SMALL}[audience]\nmembers_from = \"m.csv\"\n");
    let given = folder(&[("s.toml", &scenario), ("m.csv", TABLE)]);
    let root = given.path();
    let sweep = [
        "sweep",
        "s.toml",
        "--vary",
        "community.focus=0.1,0.9",
        "-q",
        "--no-charts",
    ];
    for (shard, out) in [("1/2", "one"), ("2/2", "two")] {
        exits(
            root,
            0,
            &[&sweep[..], &["--shard", shard, "--out", out]].concat(),
        );
    }
    exits(root, 0, &[&sweep[..], &["--out", "whole"]].concat());
    fs::remove_file(root.join("m.csv")).expect("removed");
    exits(
        root,
        0,
        &[
            "merge",
            "one",
            "two",
            "--out",
            "merged",
            "--no-charts",
            "-q",
        ],
    );
    let read = |place: &str| fs::read(root.join(place)).expect("a table");
    assert_eq!(read("whole/cells.csv"), read("merged/cells.csv"));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_before_any_work() {
    let strategy = format!("# my notes\n{SMALL}[strategy.x.operator.purge]\nafter_days = 3\n");
    let given = folder(&[
        ("scenario.toml", &strategy),
        ("unfinished/thesis.txt", "thesis"),
        ("m.csv", TABLE),
    ]);
    let root = given.path();
    let before = files(root);
    let vary = ["--vary", "community.focus=0..1"];
    for command in [
        vec!["run", "scenario.toml", "--out", "."],
        vec!["compare", "scenario.toml", "--out", "."],
        vec!["run", "scenario.toml", "--out", "unfinished"],
        [
            &[
                "optimize",
                "scenario.toml",
                "--maximize",
                "dau_end",
                "--out",
                ".",
            ],
            &vary[..],
        ]
        .concat(),
        [&["sensitivity", "scenario.toml", "--out", "."], &vary[..]].concat(),
        vec![
            "sweep",
            "scenario.toml",
            "--vary",
            "community.focus=0,1",
            "--out",
            ".",
        ],
        vec!["validate", "--preset", "chat", "--out", "."],
    ] {
        let said = exits(root, 3, &command);
        assert!(said.contains("--force"), "{said}");
        untouched(&before, root, "nothing");
    }
}

#[test]
fn force_keeps_what_stood_in_the_way() {
    let given = folder(&[
        ("s.toml", SMALL),
        ("out/daily.csv", "mine"),
        ("out/charts", "a file"),
        ("out/notes.md", "notes"),
        ("out/daily.csv~", "older"),
    ]);
    let root = given.path();
    assert_eq!(
        qun(root, &["run", "s.toml", "--out", "out", "-q", "--force"])
            .status
            .code(),
        Some(0)
    );
    let read = |place: &str| fs::read_to_string(root.join(place)).expect(place);
    assert_eq!(
        [
            read("out/daily.csv~"),
            read("out/daily.csv~2"),
            read("out/charts~"),
            read("out/notes.md")
        ],
        ["older", "mine", "a file", "notes"]
    );
    assert!(
        read("out/daily.csv").starts_with("day,metric")
            && root.join("out/charts/activity.svg").exists()
    );
}

#[test]
fn what_the_user_changed_or_added_in_our_folder_stays() {
    let given = folder(&[(
        "s.toml",
        &format!("{SMALL}[strategy.x.operator.purge]\nafter_days = 3\n"),
    )]);
    let root = given.path();
    assert_eq!(run(root, "s.toml", "out", &[]), 0);
    fs::write(root.join("out/notes.md"), "mine").expect("written");
    fs::write(root.join("out/comparison.csv"), "mine").expect("written");
    let mut edited = fs::read_to_string(root.join("out/scenario.toml")).expect("read");
    edited.push_str("# a thought\n");
    fs::write(root.join("out/scenario.toml"), &edited).expect("written");
    let said = exits(
        root,
        3,
        &["run", "s.toml", "--out", "out", "-q", "--no-charts"],
    );
    assert!(said.contains("scenario.toml"), "{said}");
    fs::remove_file(root.join("out/scenario.toml")).expect("removed");
    let compare = ["compare", "s.toml", "--out", "out", "--no-charts", "-q"];
    let said = exits(root, 3, &compare);
    assert!(said.contains("where results go: comparison.csv"), "{said}");
    exits(root, 0, &[&compare[..], &["--force"]].concat());
    let read = |place: &str| fs::read_to_string(root.join(place)).expect(place);
    assert_eq!(
        [read("out/notes.md"), read("out/comparison.csv~")],
        ["mine", "mine"]
    );
}

#[test]
fn no_folder_holds_results_of_two_studies() {
    let given = folder(&[(
        "s.toml",
        &format!("{SMALL}[strategy.x.operator.purge]\nafter_days = 3\n"),
    )]);
    let root = given.path();
    exits(root, 0, &["compare", "s.toml", "--out", "out", "-q"]);
    assert!(
        root.join("out/strategies/x/daily.csv").exists()
            && root.join("out/charts/forest.svg").exists()
    );
    assert_eq!(run(root, "s.toml", "out", &[]), 0);
    for name in ["strategies", "comparison.csv", "charts"] {
        assert!(
            !root.join("out").join(name).exists(),
            "{name} is of another study"
        );
    }
    assert!(root.join("out/retention.csv").exists());
}

#[test]
fn results_of_another_version_are_told_and_kept() {
    let given = folder(&[("s.toml", SMALL)]);
    let root = given.path();
    assert_eq!(run(root, "s.toml", "out", &[]), 0);
    let mark = root.join("out/.qun");
    let text = fs::read_to_string(&mark).expect("a mark");
    fs::write(&mark, text.replace("engine ", "engine 0.0.9+")).expect("written");
    let before = files(&root.join("out"));
    let said = exits(
        root,
        3,
        &["run", "s.toml", "--out", "out", "-q", "--seed", "2"],
    );
    assert!(said.contains("another version"), "{said}");
    assert_eq!(files(&root.join("out")), before);
    assert_eq!(run(root, "s.toml", "out", &["--force"]), 0);
    assert_eq!(files(&root.join("out~")), before);
}

#[test]
fn names_of_strategies_lead_nowhere_and_are_told_apart() {
    let strategy = |name: &str| format!("[strategy.\"{name}\".operator.purge]\nafter_days = 3\n");
    for name in ["../escape", "/tmp/escape", "a/b", "..", "a\\\\b"] {
        let given = folder(&[("s.toml", &format!("{SMALL}{}", strategy(name)))]);
        let said = exits(given.path(), 3, &["compare", "s.toml", "--out", "out"]);
        assert!(said.contains("bad-path"), "{said}");
    }
    let names = [
        "unfinished",
        "manifest.json",
        "study.json",
        "CON",
        "Strict",
        "strict",
        "严格",
        "base~",
        "$(touch x)",
        "=1+1",
    ];
    let scenario = names
        .iter()
        .fold(SMALL.to_owned(), |text, name| text + &strategy(name));
    let given = folder(&[("in/s.toml", &scenario)]);
    let root = given.path();
    let before = files(root);
    exits(
        root,
        0,
        &[
            "compare",
            "in/s.toml",
            "--out",
            "in/out",
            "--no-charts",
            "-q",
        ],
    );
    untouched(&before, root, "in/out");
    let made = fs::read_dir(root.join("in/out/strategies")).expect("a folder");
    assert_eq!(made.count(), names.len() + 1);
    let replay = [
        "replay",
        "in/out",
        "--cell",
        "$(touch x)",
        "--replicate",
        "0",
    ];
    exits(root, 0, &[&replay[..], &["--no-charts", "-q"]].concat());
    untouched(&before, root, "in/out");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    let given = folder(&[("s.toml", SMALL), ("elsewhere/keep.txt", "mine")]);
    let root = given.path();
    assert_eq!(run(root, "s.toml", "out", &[]), 0);
    std::os::unix::fs::symlink(root.join("elsewhere"), root.join("out/charts")).expect("a link");
    let said = exits(root, 3, &["run", "s.toml", "--out", "out", "-q"]);
    assert!(said.contains("leads out"), "{said}");
    assert_eq!(files(&root.join("elsewhere")).len(), 1);
}

#[test]
fn what_is_uncertain_stays_in_the_resolved_scenario() {
    let scenario = "days = 20\nreplicates = 8\n[uncertainty]\n\"audience.founders\" = \"3 to 400\"\n\"community.focus\" = { normal = [0.5, 0.1] }\n\"operator.threshold.gate\" = { choice = [\"none\", \"questionnaire\"] }\n[operator.threshold]\n";
    let given = folder(&[("s.toml", scenario)]);
    let root = given.path();
    assert_eq!(run(root, "s.toml", "one", &[]), 0);
    assert_eq!(run(root, "one/scenario.toml", "two", &[]), 0);
    let read = |place: &str| fs::read(root.join(place)).expect("a table");
    assert_eq!(read("one/replicates.csv"), read("two/replicates.csv"));
}

#[test]
fn a_search_goes_on_only_where_it_was_begun() {
    let given = folder(&[("s.toml", SMALL)]);
    let root = given.path();
    let search = [
        "optimize",
        "s.toml",
        "--vary",
        "community.focus=0..1",
        "--maximize",
        "dau_end",
        "--out",
        "out",
        "--no-charts",
        "-q",
        "--budget",
        "40",
    ];
    exits(root, 3, &[&search[..], &["--resume"]].concat());
    exits(root, 0, &search);
    exits(root, 0, &[&search[..], &["--resume"]].concat());
    exits(
        root,
        3,
        &[&search[..], &["--resume", "--days", "6"]].concat(),
    );
}

#[cfg(unix)]
#[test]
fn a_limit_of_file_sizes_is_said_and_leaves_nothing_behind() {
    let given = folder(&[("s.toml", "days = 200\nreplicates = 5\n")]);
    let program = assert_cmd::cargo::cargo_bin("qun");
    let script = format!("ulimit -f 4; {} run s.toml --out out -q", program.display());
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(given.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("failed to write"), "{said}");
    assert_eq!(said.matches("File too large").count(), 1, "{said}");
    assert!(said.contains("ulimit -f"), "{said}");
    let left = files(given.path());
    assert!(
        left.keys()
            .all(|name| !name.to_string_lossy().contains(".qun-")),
        "{:?}",
        left.keys()
    );
}

#[test]
fn what_is_unfinished_survives_a_try_of_something_else() {
    let given = folder(&[
        ("s.toml", SMALL),
        ("out/unfinished/0123456789abcdef-00.runs", "another study"),
    ]);
    let root = given.path();
    assert_eq!(run(root, "s.toml", "out", &["--force"]), 0);
    assert!(
        root.join("out/unfinished/0123456789abcdef-00.runs")
            .exists()
    );
}

/// The manifest holds the time, and is Qun's all the same only while it says what Qun wrote.
#[test]
fn a_manifest_that_somebody_changed_is_kept() {
    let folder = folder(&[("s.toml", SMALL)]);
    assert_eq!(run(folder.path(), "s.toml", "out", &[]), 0);
    assert_eq!(
        run(folder.path(), "s.toml", "out", &[]),
        0,
        "an unchanged one"
    );
    let manifest = folder.path().join("out/manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let noted = text.replacen('{', "{\n  \"note\": \"the run for the talk\",", 1);
    fs::write(&manifest, &noted).expect("written");
    let said = exits(folder.path(), 3, &["run", "s.toml", "--out", "out", "-q"]);
    assert!(said.contains("manifest.json"), "{said}");
    assert_eq!(run(folder.path(), "s.toml", "out", &["--force"]), 0);
    let kept = fs::read_to_string(folder.path().join("out/manifest.json~"));
    assert_eq!(kept.expect("kept"), noted);
}

/// What `--force` puts aside is said by every command that has it.
#[test]
fn what_is_put_aside_is_said() {
    let log =
        "timestamp,author\n2024-01-01 10:00,ann\n2024-01-02 10:00,ben\n2024-01-03 10:00,ann\n";
    let folder = folder(&[
        ("messages.csv", log),
        ("log/members_days.csv", "mine"),
        ("validate/validation.json", "mine"),
    ]);
    for arguments in [
        ["log", "messages.csv", "--out", "log", "--force"],
        [
            "validate",
            "--log=messages.csv",
            "--out",
            "validate",
            "--force",
        ],
    ] {
        let said = exits(folder.path(), 0, &arguments);
        assert!(said.contains("was not qun's; it is kept as "), "{said}");
    }
    let kept = |name: &str| fs::read_to_string(folder.path().join(name)).expect("kept");
    assert_eq!(kept("log/members_days.csv~"), "mine");
    assert_eq!(kept("validate/validation.json~"), "mine");
}
