//! What stands on the terminal: the answer alone where nobody wants more, tables that fit, and how much
//! of what was asked for an interrupted study rests on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SMALL: &str = "title = \"Camp\"\ndays = 30\nreplicates = 4\n[audience]\nfounders = 20\n\
    [operator.purge]\nafter_days = 10\nevery = 10\nfrom_day = 10\n\
    [strategy.\"a-strategy-with-a-rather-long-name\".operator.threshold]\ngate = \"fee\"\nfee = 19\n";

const STUDIES: [&[&str]; 4] = [
    &["run", "camp.toml"],
    &["compare", "camp.toml"],
    &["sweep", "camp.toml", "--vary", "audience.founders=10,20,40"],
    &[
        "optimize",
        "camp.toml",
        "--vary",
        "audience.founders=10..40",
        "--maximize",
        "engaged_end",
        "--budget",
        "60",
    ],
];

fn camp() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("camp.toml"), SMALL).expect("written");
    folder
}

fn qun(folder: &Path, arguments: &[&str], columns: &str, language: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(arguments)
        .args(["--no-charts", "--out", "out", "--language", language])
        .current_dir(folder)
        .env("COLUMNS", columns)
        .output()
        .expect("qun runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Columns that a line takes: hanzi and their punctuation take two.
fn width(line: &str) -> usize {
    let wide = |it: char| matches!(it, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}');
    let columns = line
        .trim_end()
        .chars()
        .map(|it| if wide(it) { 2 } else { 1 });
    columns.sum()
}

#[test]
fn quiet_studies_print_their_answer_and_nothing_else() {
    let folder = camp();
    for study in STUDIES {
        for language in ["en", "zh"] {
            let mut arguments = study.to_vec();
            arguments.push("--quiet");
            let output = qun(folder.path(), &arguments, "80", language);
            let (said, talk) = (text(&output.stdout), text(&output.stderr));
            assert!(output.status.success(), "{study:?}: {talk}");
            assert!(talk.is_empty(), "{study:?}: {talk}");
            let lines: Vec<&str> = said.lines().collect();
            assert!((1..=6).contains(&lines.len()), "{study:?}: {said}");
            assert!(lines.iter().all(|line| !line.trim().is_empty()), "{said}");
            // Sentences, no cells of a table.
            assert!(lines.iter().all(|line| !line.contains("   ")), "{said}");
            let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
            let first = lines[0]
                .split(['&', '<', '`', '\''])
                .next()
                .unwrap_or_default();
            assert!(page.contains(first), "{study:?}: {first}");
        }
    }
}

#[test]
fn tables_fit_the_terminal() {
    let folder = camp();
    for study in STUDIES {
        for language in ["en", "zh"] {
            let whole = text(&qun(folder.path(), study, "400", language).stdout);
            let table = |said: &str| -> Vec<String> {
                said.lines()
                    .take_while(|line| !line.trim().is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            for columns in [60, 80, 100] {
                let said = qun(folder.path(), study, &columns.to_string(), language);
                let said = text(&said.stdout);
                for line in table(&said) {
                    assert!(
                        width(&line) <= columns,
                        "{study:?}, {language}, {columns}: {}: {line}",
                        width(&line)
                    );
                }
                // What is said below does not depend on the width.
                let below = |said: &str| said.split_once("\n\n").map(|it| it.1.to_owned());
                assert_eq!(below(&said), below(&whole), "{study:?}");
            }
            assert!(
                table(&whole).len()
                    <= table(&text(&qun(folder.path(), study, "60", language).stdout)).len()
            );
        }
    }
    for list in ["metrics", "strategies", "charts"] {
        let output = Command::new(env!("CARGO_BIN_EXE_qun"))
            .args(["list", list, "--language", "zh"])
            .env("COLUMNS", "80")
            .output()
            .expect("qun runs");
        for line in text(&output.stdout).lines() {
            assert!(width(line) <= 80, "{list}: {}: {line}", width(line));
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_study_says_on_how_much_it_rests() {
    let folder = camp();
    let child = Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(["run", "camp.toml", "--out", "out", "--no-charts"])
        .args(["--replicates", "200000", "--threads", "1", "--quiet"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("qun runs");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let id = child.id().to_string();
    let killed = Command::new("kill").args(["-INT", &id]).status();
    assert!(killed.expect("kill").success());
    let output = child.wait_with_output().expect("an end");
    let talk = text(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{talk}");
    let rests = talk.split("what is said rests on ").nth(1);
    let rests = rests.unwrap_or_else(|| panic!("{talk}"));
    let done: u32 = rests
        .split(' ')
        .next()
        .and_then(|it| it.parse().ok())
        .expect("a number");
    assert!(done > 0 && rests.contains(" of 200000 runs"), "{talk}");
    assert!(text(&output.stdout).contains("Engaged members at the end"));
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    assert!(page.contains(&format!("it rests on {done} of 200000 runs")));
}
