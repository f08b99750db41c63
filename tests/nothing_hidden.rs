//! No input panics, hides another's problems, or reaches a terminal as it is.

use std::fs;
use std::path::Path;

const SMALL: &str = "days = 5\nreplicates = 4\n";

/// The exit code, and what was said on both ways out.
fn qun(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = assert_cmd::Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("s.toml"), text).expect("written");
    folder
}

#[test]
fn what_is_chosen_for_a_study_is_not_uncertain() {
    for path in ["days", "replicates", "seed"] {
        let given = folder(&format!("{SMALL}[uncertainty]\n{path} = \"1 to 4\"\n"));
        for command in ["check", "run"] {
            let (code, said) = qun(given.path(), &[command, "s.toml"]);
            assert!(
                code == 3 && said.contains("chosen for the study"),
                "{path}: {said}"
            );
        }
    }
}

#[test]
fn no_number_of_a_flag_is_too_much_to_be_told() {
    let given = folder(SMALL);
    let huge = [
        "18446744073709551615",
        "4294967296",
        "4294967295",
        "-1",
        "0",
        "NaN",
        "1e9",
    ];
    let vary = ["--vary", "community.focus=0..1"];
    for value in huge {
        for (command, flag) in [("optimize", "--budget"), ("sensitivity", "--points")] {
            let given_as = format!("{flag}={value}");
            let mut arguments = vec![command, "s.toml", &given_as, "--out", "out"];
            arguments.extend(vary);
            if command == "optimize" {
                arguments.extend(["--maximize", "dau_end"]);
            }
            let (code, said) = qun(given.path(), &arguments);
            assert!(
                code == 2 && said.contains(flag),
                "{flag} {value}: {code} {said}"
            );
        }
        for flag in ["--days", "--replicates"] {
            if value == "4294967296" || value.len() > 10 || value == "0" || value == "-1" {
                let (code, said) = qun(
                    given.path(),
                    &["run", "s.toml", &format!("{flag}={value}"), "--out", "out"],
                );
                assert_eq!(code, 2, "{flag} {value}: {said}");
            }
        }
    }
}

#[test]
fn an_end_that_cannot_be_is_told_beforehand() {
    for (open, word) in [
        ("\"audience.founders\" = \"1 to 1000\"", "do not fit"),
        (
            "\"audience.founders\" = { triangular = [1, 2, 1000] }",
            "do not fit",
        ),
        (
            "\"audience.founders\" = { choice = [1, 1000] }",
            "do not fit",
        ),
        (
            "\"archetype.regular.share\" = \"0 to 1\"",
            "leave nothing for",
        ),
    ] {
        let given = folder(&format!(
            "{SMALL}[community]\nmedium = \"wechat\"\n[uncertainty]\n{open}\n"
        ));
        let (code, said) = qun(given.path(), &["check", "s.toml"]);
        assert!(
            code == 3 && said.contains(word) && said.contains("narrow"),
            "{open}: {said}"
        );
        assert_eq!(qun(given.path(), &["run", "s.toml", "--out", "out"]).0, 3);
        assert!(!given.path().join("out").exists());
    }
    // In a variation only; and what a variation says itself is not uncertain in it.
    let variation = |founders: &str| {
        format!(
            "{SMALL}[community]\nmedium = \"wechat\"\n[strategy.x]\n{founders}\n[uncertainty]\n\"audience.founders\" = \"1 to 400\"\n"
        )
    };
    let given = folder(&variation("\"community.focus\" = 0.5"));
    assert_eq!(qun(given.path(), &["check", "s.toml"]).0, 0);
    let given = folder(&variation("audience.size = 100"));
    let (code, said) = qun(given.path(), &["check", "s.toml"]);
    assert!(code == 3 && said.contains("strategy `x`"), "{said}");
}

#[test]
fn one_problem_hides_no_other() {
    let given = folder(
        "[community]\nfocus = 7\n[demand]\nweekday = [1, 2]\n[[demand.season]]\nday = 9\nlevel = 1\n[[demand.season]]\nday = 3\nlevel = 1\n",
    );
    let (_, said) = qun(given.path(), &["check", "s.toml"]);
    for word in ["focus", "weekday", "must rise"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let given = folder("seed = \"x\"\n[strategy.a]\naudience.founders = 200000\n");
    let (_, said) = qun(given.path(), &["check", "s.toml"]);
    assert!(
        said.contains("seed") && said.contains("in strategy `a`"),
        "{said}"
    );
}

#[test]
fn nothing_that_a_terminal_acts_upon_is_said() {
    let given = folder("title = \u{1b}c\n");
    let root = given.path();
    fs::write(root.join("c1.toml"), "title = \u{9b}5mBLINK\n").expect("written");
    fs::write(root.join("turn.toml"), "days = 5\n\u{202e}txt = 3\n").expect("written");
    fs::write(
        root.join("c.csv"),
        "community,member_id,day,ev\u{1b}]0;owned\u{7}ents\nc,1,\u{1b}[2J,1\n",
    )
    .expect("written");
    fs::create_dir(root.join("d")).expect("made");
    fs::write(root.join("d/study.json"), "{\"engine\":\"\\u001b[31mred\"}").expect("written");
    for arguments in [
        &["check", "s.toml"][..],
        &["check", "c1.toml"],
        &["check", "turn.toml"],
        &["check", "turn.toml", "--format", "json"],
        &["calibrate", "c.csv"],
        &["replay", "d", "--replicate", "0"],
        &["explain", "\u{1b}[2J"],
        &["run", "\u{1b}[2J.toml"],
        &["\u{1b}[2J"],
        &["run", "s.toml", "--set", "\u{9b}2J=1"],
        &["--color", "always", "check", "s.toml"],
    ] {
        let (code, said) = qun(root, arguments);
        assert_ne!(code, 0, "{arguments:?}");
        let plain = said.replace("\u{1b}[", "");
        let harmless = |text: &str| {
            !text
                .chars()
                .any(|it| (it.is_control() && it != '\n') || it == '\u{202e}')
        };
        if arguments[0] == "--color" {
            assert!(harmless(&plain) && !said.contains("\u{1b}c"), "{said:?}");
        } else {
            assert!(harmless(&said), "{arguments:?}: {said:?}");
        }
    }
}

#[test]
fn a_scenario_fitted_to_a_closed_group_can_be_run() {
    let mut log = "community,member_id,day,events\n".to_owned();
    for day in 0..720_u32 {
        for member in 0..30_u32 {
            if (day * 7919 + member * 104_729).is_multiple_of(5) {
                log.push_str(&format!("\"cl\tub\",{member},{day},2\n"));
            }
        }
    }
    let given = folder(SMALL);
    fs::write(given.path().join("log.csv"), log).expect("written");
    let (code, said) = qun(
        given.path(),
        &["calibrate", "log.csv", "--split", "1", "--out", "c.toml"],
    );
    assert_eq!(code, 0, "{said}");
    let (code, said) = qun(given.path(), &["check", "c.toml"]);
    assert_eq!(code, 0, "{said}");
}
