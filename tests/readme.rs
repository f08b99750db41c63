//! The README: its gallery, which is drawn by the program, its commands, which work on the template that
//! it begins with, and its tables of charts, which leave none out. `QUN_UPDATE=1 cargo test --test readme` draws the gallery anew.

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
            "100",
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

/// What a picture says: its texts, in their order, which give the numbers that it shows.
fn texts(svg: &str) -> Vec<&str> {
    svg.lines().filter(|line| !line.starts_with('<')).collect()
}

/// A picture with its numbers taken out, and these numbers.
fn taken_apart(svg: &str) -> (String, Vec<f64>) {
    let is_of_a_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    let mut rest = String::new();
    let mut numbers = Vec::new();
    let mut from = svg;
    while let Some(at) = from.find(|letter: char| letter.is_ascii_digit()) {
        let (before, digits) = from.split_at(at);
        let end = digits.find(|letter| !is_of_a_number(letter));
        let (number, after) = digits.split_at(end.unwrap_or(digits.len()));
        rest.push_str(before);
        rest.push('0');
        // What only looks like a number is compared as the text that it is.
        match number.parse() {
            Ok(number) => numbers.push(number),
            Err(_) => rest.push_str(number),
        }
        from = after;
    }
    rest.push_str(from);
    (rest, numbers)
}

/// Paper is thousands of units wide, and places on it are rounded: another machine's last digit of a power
/// or a logarithm moves them by one at most.
const A_HAIR: f64 = 1.5;

/// Where a picture is not what the program draws.
fn differs(kept: &str, drawn: &str) -> Option<String> {
    let [kept_texts, drawn_texts] = [kept, drawn].map(texts);
    if let Some((kept, drawn)) = (kept_texts.iter().zip(&drawn_texts)).find(|(a, b)| a != b) {
        return Some(format!("it says {kept}, and would say {drawn}"));
    }
    let [(kept, kept_numbers), (drawn, drawn_numbers)] = [kept, drawn].map(taken_apart);
    let moved = |(a, b): (&f64, &f64)| (a - b).abs() > A_HAIR;
    let other = kept != drawn || kept_numbers.len() != drawn_numbers.len();
    if other || kept_numbers.iter().zip(&drawn_numbers).any(moved) {
        return Some("its lines are others".to_owned());
    }
    None
}

#[test]
fn a_picture_of_other_numbers_or_lines_is_another_one() {
    let picture = "<svg>\n<text x=\"1\">\n12 members\n</text>\n<line x1=\"20\"/>\n</svg>";
    assert_eq!(differs(picture, picture), None);
    assert_eq!(differs(picture, &picture.replace("20", "21")), None);
    assert!(differs(picture, &picture.replace("20", "22")).is_some());
    assert!(differs(picture, &picture.replace("12", "13")).is_some());
    assert!(differs(picture, &picture.replace("<line x1=\"20\"/>\n", "")).is_some());
}

#[test]
fn the_readme_shows_what_the_program_draws() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("README.md");
    let text = fs::read_to_string(&readme).expect("a README");
    let (before, rest) = text.split_once(FROM).expect("the gallery begins");
    let (shown, after) = rest.split_once(TO).expect("the gallery ends");
    let renew = std::env::var_os("QUN_UPDATE").is_some();
    if renew {
        fs::create_dir_all(root.join(FOLDER)).expect("a folder");
        fs::write(&readme, format!("{before}{FROM}{}{TO}{after}", section())).expect("written");
    } else {
        assert_eq!(shown, section(), "QUN_UPDATE=1 cargo test --test readme");
    }
    let mut stale = Vec::new();
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
            let drawn = fs::read_to_string(out.join(format!("charts/{name}.svg")));
            let drawn = drawn.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(
                drawn.starts_with("<svg") && !drawn.contains("<script"),
                "{name}"
            );
            assert!(drawn.len() < 300_000, "{name}: {}", drawn.len());
            let picture = root.join(FOLDER).join(format!("{name}.svg"));
            if renew {
                fs::write(&picture, drawn).expect("written");
                continue;
            }
            let kept = fs::read_to_string(&picture);
            let kept = kept.unwrap_or_else(|error| panic!("{name}: {error}"));
            stale.extend(differs(&kept, &drawn).map(|why| format!("{name}: {why}")));
        }
    }
    assert!(
        stale.is_empty(),
        "QUN_UPDATE=1 cargo test --test readme: {}",
        stale.join("; ")
    );
}

/// Whoever reads learns of every chart that is drawn, and what it shows.
#[test]
fn every_chart_is_named_in_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("a README");
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    for entry in qun::words::charts::CHARTS {
        let name = format!("`{}`", entry.key);
        assert!(rows.iter().any(|row| row.contains(&name)), "{name}");
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
