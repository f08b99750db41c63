//! `qun validate` as a user meets it, and the page that comes of it.

#[path = "common/archives.rs"]
mod archives;

use assert_cmd::Command;
use qun::observe::patterns::CATALOGUE;
use qun::show::validation_page::{KEPT, fixed_parts, page};
use qun::validate::{EXPERIMENTS, Preset, Settings, Verdict, validate};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn qun(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("qun").expect("the binary is built");
    command.args(arguments).env_remove("NO_COLOR");
    command
}

fn document(arguments: &[&str]) -> Value {
    let output = qun(arguments).output().expect("it runs");
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

/// Presence of every key on the way, or a clear complaint.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    value
        .pointer(path)
        .unwrap_or_else(|| panic!("nothing at {path} of {value}"))
}

fn part<'v>(document: &'v Value, pattern: &str, part: &str) -> &'v Value {
    let of_log = at(document, "/patterns").as_array().expect("a list");
    of_log
        .iter()
        .find(|row| row["pattern"] == pattern && row["part"] == part)
        .unwrap_or_else(|| panic!("{pattern} {part} is missing"))
}

#[test]
fn a_preset_is_one_document_with_every_pattern() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("found");
    let small = [
        "validate",
        "--preset",
        "wechat",
        "--replicates",
        "2",
        "--days",
        "60",
        "--format",
        "json",
        "--quiet",
        "--out",
    ];
    let document = document(&[&small[..], &[out.to_str().expect("text")]].concat());
    let patterns = at(&document, "/patterns").as_array().expect("a list");
    assert_eq!(patterns.len(), CATALOGUE.len());
    for (pattern, known) in patterns.iter().zip(&CATALOGUE) {
        assert_eq!(pattern["pattern"], known.id);
        assert!(pattern["verdict"].is_string() && pattern["source"].is_string());
    }
    let counted: u64 = [
        "hold",
        "fail",
        "not_measured",
        "not_expressible",
        "not_applicable",
    ]
    .iter()
    .map(|key| document[*key].as_u64().expect("a number"))
    .sum();
    assert_eq!(counted, CATALOGUE.len() as u64);
    assert_eq!(patterns[0]["verdict"], "not_applicable");
    assert_eq!(patterns[21]["verdict"], "not_applicable");
    let silent = at(&patterns[19], "/parts/0");
    assert_eq!(silent["part"], "silent within 7 days");
    assert_eq!(silent["preset"], "wechat");
    assert_eq!(silent["cases"], 2);
    assert!(silent["low"].as_f64() <= silent["value"].as_f64());
    assert!(silent["value"].as_f64() <= silent["high"].as_f64());
    assert_eq!(at(silent, "/band/low"), 0.33);
    let kept: Value = serde_json::from_slice(&fs::read(out.join("validation.json")).expect("kept"))
        .expect("a document");
    assert_eq!(kept, document);
    let rows = fs::read_to_string(out.join("patterns.csv")).expect("kept");
    assert!(
        rows.starts_with("pattern,part,preset,value,low,high,band_low,band_high,cases,verdict\n")
    );
}

#[test]
fn threads_do_not_matter_and_lines_fit_a_terminal() {
    let run = |threads| {
        let output = qun(&[
            "validate",
            "--preset",
            "forum",
            "--replicates",
            "2",
            "--days",
            "400",
        ])
        .args(["--threads", threads])
        .output()
        .expect("it runs");
        assert!(output.status.success());
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains("400 days are cut short"), "{said}");
        String::from_utf8(output.stdout).expect("text")
    };
    let one = run("1");
    assert_eq!(one, run("2"));
    for line in one.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    assert!(one.contains("of 41 patterns hold (forum)"), "{one}");
}

/// No part is judged that no experiment looks at, and no experiment is stated that finds nothing.
#[test]
fn every_part_that_is_judged_has_an_experiment() {
    let settings = Settings {
        replicates: 2,
        days: 120,
        seed: 5,
    };
    let found = validate(&Preset::ALL, &settings, &|| ()).expect("the presets load");
    let mut experiments: Vec<&str> = Vec::new();
    for result in &found.patterns {
        for part in &result.parts {
            experiments.extend(part.finding.as_ref().map(|finding| finding.experiment));
            assert!(
                part.finding.is_some()
                    || matches!(part.verdict, Verdict::Told | Verdict::NotExpressible),
                "{} {} {}",
                result.pattern.id,
                part.part.key,
                part.preset.name()
            );
        }
    }
    for experiment in &EXPERIMENTS {
        assert!(experiments.contains(&experiment.key), "{}", experiment.key);
    }
}

#[test]
fn the_committed_page_is_current_where_it_does_not_depend_on_results() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/validation.md");
    let committed = fs::read_to_string(path).unwrap_or_default();
    for part in fixed_parts() {
        assert!(
            committed.contains(part.trim()),
            "write it again: qun validate --write docs/validation.md\n{part}"
        );
    }
    for pattern in &CATALOGUE {
        assert!(committed.contains(&format!("| {} | {} |", pattern.id, pattern.name.en)));
    }
}

#[test]
fn what_others_put_into_the_page_is_kept() {
    let settings = Settings {
        replicates: 2,
        days: 60,
        seed: 1,
    };
    let found = validate(&[Preset::Wechat], &settings, &|| ()).expect("the preset loads");
    let mut former = page(&found, "");
    for (name, ..) in KEPT {
        let mark = format!("<!-- {name} -->\n");
        assert!(former.contains(&mark), "{name}");
        former = former.replace(&mark, &format!("{mark}| {name} |\n"));
    }
    assert_eq!(page(&found, &former), former);
}

/// Values of P1, P3, P5 and P10 as they are published with the archives.
#[test]
fn real_logs_give_the_published_values() {
    let Some(folder) = archives::archives() else {
        return;
    };
    for (name, medium, gini, top, one_day, stickiness) in [
        ("lean_zulip", "chat", 0.942, 0.689, 0.322, 0.204),
        ("slicer_forum", "forum", 0.82, 0.586, 0.434, 0.086),
        ("urho3d_forum", "forum", 0.84, 0.336, 0.251, 0.127),
        ("gbadev_forum", "forum", 0.845, 0.437, 0.381, 0.096),
        ("raku_irc", "chat", 0.962, 0.722, 0.565, 0.174),
        ("moarvm_irc", "chat", 0.951, 0.52, 0.448, 0.213),
        ("teeworlds_chat", "chat", 0.917, 0.499, 0.583, 0.099),
        ("diaspora_git", "repository", 0.918, 0.486, 0.511, 0.11),
    ] {
        let log = folder.join(format!("{name}.csv.gz"));
        let presence = folder.join(format!("{name}_presence.csv.gz"));
        let mut arguments = vec![
            "validate",
            "--format",
            "json",
            "--medium",
            medium,
            "--log",
            log.to_str().expect("text"),
        ];
        if presence.is_file() {
            arguments.extend(["--presence", presence.to_str().expect("text")]);
        }
        let document = document(&arguments);
        for (id, key, published) in [
            ("P1", "gini", gini),
            ("P3", "top 1%", top),
            ("P5", "one day", one_day),
            ("P10", "dau/mau", stickiness),
        ] {
            let value = part(&document, id, key)["value"].as_f64().expect("a value");
            assert!(
                (value - published).abs() < 0.000_501,
                "{name} {id}: {value}"
            );
        }
        let rows = at(&document, "/patterns").as_array().expect("a list");
        let outside: Vec<(&str, &str)> = rows
            .iter()
            .filter(|row| row["pass"] == false)
            .map(|row| ["pattern", "part"].map(|key| row[key].as_str().expect("text")))
            .map(|[pattern, part]| (pattern, part))
            .collect();
        // The bands of what feeds back are of estimates with wide errors of their own.
        let known: &[(&str, &str)] = match name {
            "moarvm_irc" => &[("P31", "after more"), ("P33", "by old members' activity")],
            "urho3d_forum" | "teeworlds_chat" => &[("P33", "by arrivals before")],
            _ => &[],
        };
        assert_eq!(outside, known, "{name}");
        let judged = document["judged"].as_u64().expect("a number");
        assert_eq!(document["within"], judged - known.len() as u64, "{name}");
        if presence.is_file() {
            assert_eq!(part(&document, "P13", "lurkers")["pass"], true);
        }
    }
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    path.to_str().expect("text").to_owned()
}

#[test]
fn exports_and_tables_of_one_community_say_the_same_and_short_ones_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut table = String::from("community,member_id,day,events\n");
    let mut export = String::from("timestamp,author\n");
    for day in 0..28_u32 {
        for member in (0..24_u32).filter(|member| (day * 7 + member * 5) % 11 < 3) {
            let _ = writeln!(table, "small,{member},{day},2");
            for hour in [9, 17] {
                let _ = writeln!(
                    export,
                    "2024-02-{:02}T{hour:02}:00:00Z,name{member}",
                    day + 1
                );
            }
        }
    }
    let table = write(folder.path(), "table.csv", &table);
    let export = write(folder.path(), "export.csv", &export);
    let of = |log: &str| document(&["validate", "--format", "json", "--quiet", "--log", log]);
    let (one, other) = (of(&table), of(&export));
    assert_eq!(one["patterns"], other["patterns"]);
    assert_eq!(at(&one, "/log/shorter_than_reliable"), true);
    let told = qun(&["validate", "--log", &table])
        .output()
        .expect("it runs");
    let said = String::from_utf8(told.stderr).expect("text");
    assert!(said.contains("warning: the log covers 28 days"), "{said}");
    let text = String::from_utf8(told.stdout).expect("text");
    assert!(text.starts_with("small: 24 posters"), "{text}");
    assert!(!String::from_utf8_lossy(&serde_json::to_vec(&other).expect("JSON")).contains("name1"));
}

#[test]
fn what_is_wrong_is_said_with_the_usual_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = write(
        folder.path(),
        "broken.csv",
        "community,member_id,day,events\nx,1,0,-4\n",
    );
    let failed = |arguments: &[&str], code: i32, word: &str| {
        let output = qun(arguments).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(word), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    };
    failed(
        &["validate", "--preset", "formu"],
        2,
        "did you mean `forum`?",
    );
    failed(&["validate", "--log", "nowhere.csv"], 3, "nowhere.csv");
    failed(&["validate", "--log", &broken], 3, "line 2");
    failed(
        &["validate", "--log", &broken, "--preset", "chat"],
        2,
        "cannot be used with",
    );
    failed(&["validate", "--presence", &broken], 2, "--log");
    failed(&["validate", "--replicates", "1"], 2, "1 is not in 2..");
    failed(
        &["validate", "--preset", "wechat", "--out", &broken],
        2,
        "is a file, not a folder",
    );
}
