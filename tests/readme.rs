//! The README: its gallery, which is drawn by the program, and its commands, which work on the template that
//! it begins with. `QUN_UPDATE=1 cargo test --test readme` draws the gallery anew.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A study, and what is shown of it.
struct Shown {
    command: &'static [&'static str],
    charts: &'static [(&'static str, &'static str)],
}

const GALLERY: &[Shown] = &[
    Shown {
        command: &[
            "run",
            "scenarios/c1-product-managers-2016.toml",
            "--replicates",
            "40",
        ],
        charts: &[
            ("activity", "how many are there"),
            ("retention_triangle", "who stays, week by week"),
            ("who_talks_to_whom", "who talks to whom"),
            ("individual_lives", "sixty members' days"),
        ],
    },
    Shown {
        command: &["compare", "scenarios/teach/the-purge.toml"],
        charts: &[
            ("side_by_side", "strategies side by side"),
            ("forest", "what each strategy changes"),
        ],
    },
    Shown {
        command: &[
            "sweep",
            "scenarios/quickstart.toml",
            "--replicates",
            "20",
            "--days",
            "120",
            "--vary",
            "audience.word_of_mouth=0..0.1:6",
            "--vary",
            "audience.founders=10,30,50,70,90",
        ],
        charts: &[("heat_map", "two values at once")],
    },
];

const FOLDER: &str = "docs/pictures";
const FROM: &str = "<!-- gallery -->\n";
const TO: &str = "<!-- end of the gallery -->\n";

/// The part of the README that shows the pictures, two beside each other.
fn section() -> String {
    let mut text = String::from("| | |\n|---|---|\n");
    let charts: Vec<_> = GALLERY.iter().flat_map(|it| it.charts).collect();
    for pair in charts.chunks(2) {
        let cell = |(name, what): &&(&str, &str)| format!("![{what}]({FOLDER}/{name}.svg)");
        let cells: Vec<String> = pair.iter().map(cell).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

#[test]
fn the_readme_shows_what_the_program_draws() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("README.md");
    let text = fs::read_to_string(&readme).expect("a README");
    let (before, rest) = text.split_once(FROM).expect("the gallery begins");
    let (shown, after) = rest.split_once(TO).expect("the gallery ends");
    if std::env::var_os("QUN_UPDATE").is_some() {
        fs::create_dir_all(root.join(FOLDER)).expect("a folder");
        for study in GALLERY {
            let folder = tempfile::tempdir().expect("a folder");
            let out = folder.path().join("out");
            let done = Command::new(env!("CARGO_BIN_EXE_qun"))
                .current_dir(root)
                .args(study.command)
                .args(["--quiet", "--out"])
                .arg(&out)
                .status();
            assert!(done.expect("qun runs").success(), "{:?}", study.command);
            for (name, _) in study.charts {
                let from = out.join(format!("charts/{name}.svg"));
                let to = root.join(FOLDER).join(format!("{name}.svg"));
                fs::copy(&from, &to).unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        }
        fs::write(&readme, format!("{before}{FROM}{}{TO}{after}", section())).expect("written");
        return;
    }
    assert_eq!(shown, section(), "QUN_UPDATE=1 cargo test --test readme");
    for (name, _) in GALLERY.iter().flat_map(|it| it.charts) {
        let svg = fs::read_to_string(root.join(FOLDER).join(format!("{name}.svg")));
        let svg = svg.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            svg.starts_with("<svg") && !svg.contains("<script"),
            "{name}"
        );
        assert!(svg.len() < 300_000, "{name}: {}", svg.len());
    }
}

/// What a command is given besides, so that it is soon done.
const BRIEFLY: &[(&str, &[&str])] = &[
    ("sweep", &["--replicates", "2"]),
    ("optimize", &["--replicates", "3", "--budget", "90"]),
    ("sensitivity", &["--replicates", "2", "--points", "2"]),
    (
        "validate",
        &["--preset", "chat", "--replicates", "2", "--days", "60"],
    ),
    ("open", &["--print"]),
];

/// Commands whose input is somebody's own, or that take minutes; other tests run them.
const LEFT_OUT: &[&str] = &["log", "calibrate", "claims"];

#[test]
fn every_command_of_the_readme_works_on_its_own_template() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("a README");
    let block = text
        .split("```sh\n")
        .find(|block| block.starts_with("qun new camp"))
        .expect("the block of commands");
    let block = block.split("```").next().unwrap_or(block);
    let folder = tempfile::tempdir().expect("a folder");
    let mut lived = 0;
    for line in block.lines() {
        let command = line.split('#').next().unwrap_or(line);
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("qun"), "{line}");
        let mut arguments: Vec<&str> = words
            .map(|it| if it == "NAME" { "free" } else { it })
            .collect();
        if LEFT_OUT.contains(&arguments[0]) {
            continue;
        }
        let more = BRIEFLY.iter().find(|(name, _)| *name == arguments[0]);
        arguments.extend(more.iter().flat_map(|(_, more)| more.iter()));
        let output = Command::new(env!("CARGO_BIN_EXE_qun"))
            .args(&arguments)
            .env("COLUMNS", "80")
            .current_dir(folder.path())
            .output()
            .expect("qun runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {said}");
        lived += 1;
        if arguments[0] == "new" {
            // As the template, for fewer days and runs.
            let file = folder.path().join("camp.toml");
            let text = fs::read_to_string(&file).expect("a template");
            let brief = text.replace("days = 180", "days = 60");
            let brief = brief.replace("replicates = 200", "replicates = 12");
            fs::write(&file, brief).expect("written");
        }
    }
    assert!(lived >= 14, "{lived}");
    assert!(folder.path().join("output/camp-free/report.html").is_file());
}
