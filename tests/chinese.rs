//! Everything that is said on the terminal is said in Chinese to those who ask for it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn qun(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LANG")
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .expect("qun runs")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    text.concat()
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// What is said on a line about what is wrong or would be right; quotes of the file are not meant.
fn message(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let starts = ["错误", "警告", "= 提示: ", "提示："];
    let rest = starts.iter().find_map(|start| line.strip_prefix(start))?;
    Some(rest.split_once("]: ").map_or(rest, |(_, message)| message))
}

#[test]
fn all_that_can_be_wrong_with_a_scenario_is_said_in_chinese() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(root.join("tests/bad_input"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 50);
    let mut messages = 0;
    let mut english = Vec::new();
    for file in files {
        let said = said(&qun(root, &["check", &file.to_string_lossy()]));
        for message in said.lines().filter_map(message) {
            messages += 1;
            if !message.chars().any(is_chinese) {
                english.push(format!("{}: {message}", file.display()));
            }
        }
    }
    assert!(messages > 300, "{messages}");
    assert!(english.is_empty(), "{english:#?}");
}

#[test]
fn what_commands_cannot_do_is_said_in_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("camp.toml"),
        "title = \"x\"\ndays = 5\nreplicates = 2\n",
    )
    .expect("written");
    fs::write(folder.path().join("file"), "x").expect("written");
    let cases: [&[&str]; 17] = [
        &["run", "cmap"],
        &["run", "."],
        &["run", "camp", "--out", "file"],
        &["run", "camp", "--precision", "x"],
        &["run", "camp", "--replicates", "many"],
        &["run", "camp", "--set", "days"],
        &["rum", "camp"],
        &["run"],
        &["run", "camp", "--nothing"],
        &["compare", "camp"],
        &["sweep", "camp"],
        &["optimize", "camp", "--vary", "days=1..4"],
        &["sensitivity", "camp", "--worlds", "fixed"],
        &["report", "nowhere"],
        &["open", "nowhere"],
        &["new", "camp"],
        &["explain", "qwertyuiop"],
    ];
    for arguments in cases {
        let output = qun(folder.path(), arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let said = said(&output);
        let first = said.lines().find_map(message);
        let first = first.unwrap_or_else(|| panic!("{arguments:?}: {said}"));
        assert!(first.chars().any(is_chinese), "{arguments:?}: {said}");
        for hint in said.lines().filter_map(message) {
            assert!(hint.chars().any(is_chinese), "{arguments:?}: {hint}");
        }
    }
}

#[test]
fn help_and_results_speak_the_language_of_the_system() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [
        &["--help"][..],
        &["run", "--help"],
        &["compare", "-h"],
        &["explain", "-h"],
    ] {
        let said = said(&qun(folder.path(), arguments));
        assert!(said.contains("用法：") && said.contains("示例："), "{said}");
        for english in ["Usage", "Options:", "Examples", "Print help", "[default"] {
            assert!(!said.contains(english), "{english}: {said}");
        }
    }
    assert!(said(&qun(folder.path(), &["new", "camp"])).contains("已写出 camp.toml"));
    let run = [
        "run",
        "camp",
        "--replicates",
        "4",
        "--days",
        "20",
        "--out",
        "out",
    ];
    let told = said(&qun(folder.path(), &run));
    assert!(
        told.contains("结果：out") && told.contains("4 次模拟"),
        "{told}"
    );
    // The files do not depend on whose system it is.
    let table = |folder: &Path| fs::read(folder.join("out/daily.csv")).expect("a table");
    let english = tempfile::tempdir().expect("a folder");
    fs::copy(
        folder.path().join("camp.toml"),
        english.path().join("camp.toml"),
    )
    .expect("copied");
    let output = Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(run)
        .current_dir(english.path())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("qun runs");
    assert!(output.status.success());
    assert_eq!(table(folder.path()), table(english.path()));
    let page = |folder: &Path| fs::read(folder.join("out/report.html")).expect("a page");
    assert_eq!(page(folder.path()), page(english.path()));
}

#[test]
fn the_first_hour_runs_as_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/zh/first-hour.md");
    let text = fs::read_to_string(page).expect("the page");
    let blocks = text.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or_default().lines());
    let commands: Vec<&str> = lines.filter_map(|line| line.strip_prefix("qun ")).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().collect();
        let output = qun(folder.path(), &arguments);
        assert!(output.status.success(), "{command}: {}", said(&output));
        let told = ["new", "run", "compare", "lesson", "explain 留存"];
        let is_told = told.iter().any(|it| command.starts_with(it));
        assert!(
            !is_told || said(&output).chars().any(is_chinese),
            "{command}"
        );
    }
}

#[test]
fn a_scenario_is_found_by_its_name_or_what_is_near_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(qun(folder.path(), &["new", "camp"]).status.success());
    assert!(qun(folder.path(), &["check", "camp"]).status.success());
    assert!(said(&qun(folder.path(), &["check", "cmap"])).contains("是不是想写 `camp.toml`"));
}
