//! The commands as they are documented: each file in `tests/cli` is a page of commands with what they print.

use assert_cmd::Command;
use std::fs;

#[test]
fn the_pages_of_commands_hold() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}

fn qun() -> Command {
    Command::cargo_bin("qun").expect("the binary is built")
}

#[test]
fn the_committed_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/scenario.schema.json");
    let committed = fs::read_to_string(path).unwrap_or_default();
    let current =
        String::from_utf8(qun().arg("schema").output().expect("it runs").stdout).expect("text");
    assert_eq!(
        committed, current,
        "write it again: qun schema > assets/scenario.schema.json"
    );
}

#[test]
fn new_writes_a_good_scenario_whole_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a folder");
    for template in ["quickstart", "chat", "forum", "wechat", "strategies"] {
        let in_folder = |arguments: &[&str]| {
            let output = qun().current_dir(folder.path()).args(arguments).output();
            output.expect("it runs")
        };
        assert!(
            in_folder(&["new", template, "--from", template])
                .status
                .success()
        );
        let file = format!("{template}.toml");
        let written = fs::read_to_string(folder.path().join(&file)).expect("a file");
        assert!(in_folder(&["check", &file]).status.success());
        let again = in_folder(&["new", &file]);
        assert_eq!(again.status.code(), Some(2));
        assert_eq!(
            fs::read_to_string(folder.path().join(&file)).expect("a file"),
            written
        );
    }
    let files = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 5, "nothing is left over");
}

#[test]
fn what_is_shown_is_a_scenario_and_means_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = |file: &std::path::Path| {
        let output = qun()
            .arg("check")
            .arg(file)
            .arg("--show")
            .output()
            .expect("it runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("text")
    };
    let without_comments = |text: &str| -> Vec<String> {
        let value = |line: &str| {
            line.split("  # ")
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        text.lines().map(value).collect()
    };
    let first = shown(std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/chat.toml"
    )));
    let file = folder.path().join("shown.toml");
    fs::write(&file, &first).expect("written");
    assert_eq!(without_comments(&first), without_comments(&shown(&file)));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("qun"))
        .args(["list", "parameters", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn colour_is_a_choice() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/bad_input/bare_word.toml"
    );
    let colourful = |arguments: &[&str]| {
        let output = qun()
            .arg("check")
            .arg(file)
            .args(arguments)
            .output()
            .expect("it runs");
        String::from_utf8_lossy(&output.stderr).contains('\u{1b}')
    };
    assert!(!colourful(&[]), "not on a terminal");
    assert!(colourful(&["--color", "always"]));
    assert!(!colourful(&["--color", "never"]));
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = qun()
            .args(["completions", shell])
            .output()
            .expect("it runs");
        let script = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && script.contains("explain"),
            "{shell}"
        );
    }
}
