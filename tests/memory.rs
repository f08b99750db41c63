//! What a study is said to need, against what it takes: `cargo test --test memory -- --ignored --nocapture`
//! prints the table of docs/reliability.md. Linux, where a process can be watched.
#![cfg(target_os = "linux")]
#![expect(clippy::format_collect, reason = "a hundred short texts, built once")]

use assert_cmd::cargo::cargo_bin;
use qun::log::LogReader;
use qun::run::estimate::{Extent, Life};
use qun::run::fork::waiting;
use qun::scenario::settings::Scenario;
use qun::scenario::{Overrides, load};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const THREADS: usize = 2;
/// The estimate may be off by this share of what was measured.
const WITHIN: f64 = 0.2;

/// Highest resident memory of a command, in bytes, and what it said.
fn peak(folder: &Path, arguments: &[&str]) -> (u64, String) {
    let mut child = Command::new(cargo_bin("qun"))
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut highest = 0;
    let ended = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        highest = highest.max(kilobytes.unwrap_or(0) * 1024);
        if let Some(ended) = child.try_wait().expect("a status") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let mut said = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    std::io::Read::read_to_string(&mut stderr, &mut said).expect("text");
    assert!(ended.success(), "{arguments:?}: {said}");
    (highest, said)
}

/// What is said before a study of the scenario in a file: of its base, or of all its strategies.
fn said(file: &Path, extent: Extent, together: bool) -> u64 {
    let loaded = load(file, &Overrides::default()).expect("a scenario");
    let mut settings: Vec<&Scenario> = vec![&loaded.base];
    if together {
        settings.extend(loaded.strategies.iter().map(|(_, scenario)| scenario));
    }
    let extent = Extent {
        replicates: if extent.records {
            loaded.base.replicates
        } else {
            THREADS as u32
        },
        waiting: waiting(&settings),
        ..extent
    };
    let lives: Vec<Life> = settings
        .iter()
        .map(|scenario| Life::lived(scenario, u64::MAX).expect("a life"))
        .collect();
    extent.bytes(&lives, &loaded.base)
}

struct Case {
    name: &'static str,
    scenario: String,
    command: &'static str,
    records: bool,
    charts: bool,
    more: &'static [&'static str],
}

fn cases() -> Vec<Case> {
    let case = |name, command, scenario: &str, more| Case {
        name,
        scenario: scenario.to_owned(),
        command,
        records: command == "run" || command == "compare",
        charts: false,
        more,
    };
    let archetypes: String = (0..32)
        .map(|kind| format!("[[archetype]]\nname = \"a{kind}\"\nshare = 0.03125\n"))
        .collect();
    let strategies: String = (5..17)
        .map(|days| format!("[strategy.s{days}.operator.purge]\nafter_days = {days}\n"))
        .collect();
    vec![
        case(
            "3000 replicates of a small community",
            "run",
            "days = 100\nreplicates = 3000\n[audience]\nfounders = 30\n",
            &[],
        ),
        case(
            "1,000,000 founders, 1 replicate",
            "run",
            "days = 10\nreplicates = 1\n[audience]\nfounders = 1000000\nsize = 1000000\n",
            &[],
        ),
        case(
            "12 strategies, 400 replicates of a year",
            "compare",
            &format!(
                "days = 365\nreplicates = 400\n[audience]\nfounders = 5\n[[audience.channel]]\nname = \"m\"\nper_day = 0.1\n{strategies}"
            ),
            &[],
        ),
        case(
            "32 archetypes, 800 replicates",
            "run",
            &format!(
                "days = 100\nreplicates = 800\n{archetypes}[audience]\nfounders = 2000\n[[audience.channel]]\nname = \"x\"\nper_day = 50\n"
            ),
            &[],
        ),
        case(
            "200,000 members from a table, 4 replicates",
            "run",
            "days = 10\nreplicates = 4\n[audience]\nmembers_from = \"members.csv\"\n",
            &[],
        ),
        Case {
            charts: true,
            ..case(
                "2 cells of 200,000 founders, with charts",
                "sweep",
                "days = 10\nreplicates = 2\n[audience]\nfounders = 200000\nsize = 200000\n",
                &["--vary", "community.focus=0.1,0.9"],
            )
        },
        case(
            "4 points of 200,000 founders",
            "sensitivity",
            "days = 10\nreplicates = 2\n[audience]\nfounders = 200000\nsize = 200000\n",
            &["--vary", "community.focus=0..1", "--points", "2"],
        ),
    ]
}

fn members(rows: i32) -> String {
    let mut text = "member,first_day,last_day,active_days,posts,posts_per_active_day\n".to_owned();
    for row in 0..rows {
        let last = -1 - row % 60;
        let first = last - row % 300;
        let active = 1 + row % 20;
        let _ = writeln!(text, "{row},{first},{last},{active},{},1.5", active * 2);
    }
    text
}

fn messages(rows: u64) -> String {
    let mut text = "timestamp,author\n".to_owned();
    for row in 0..rows {
        // Few write much and many little.
        let author = (row * row * 7 + row) % (1 + row % 5000 + row % 7 * 500);
        let (day, minute) = (row / 1440, row % 1440);
        let (year, day) = (2020 + day / 336, day % 336);
        let _ = writeln!(
            text,
            "{year}-{:02}-{:02} {:02}:{:02},user{author}",
            day / 28 + 1,
            day % 28 + 1,
            minute / 60,
            minute % 60
        );
    }
    text
}

#[test]
#[ignore = "takes a minute, and measures the machine: run by hand"]
fn what_is_said_is_within_a_fifth_of_what_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("members.csv"), members(200_000)).expect("written");
    fs::write(folder.path().join("log.csv"), messages(1_000_000)).expect("written");
    let mut table = "| case | said | measured | difference |\n|---|---|---|---|\n".to_owned();
    let mut worst = 0.0_f64;
    let mut row = |name: &str, said: u64, measured: u64| {
        let off = said as f64 / measured as f64 - 1.0;
        worst = worst.max(off.abs());
        let _ = writeln!(
            table,
            "| {name} | {:.0} MB | {:.0} MB | {:+.0} % |",
            said as f64 / 1e6,
            measured as f64 / 1e6,
            100.0 * off
        );
    };
    for (number, case) in cases().iter().enumerate() {
        let file = folder.path().join("study.toml");
        fs::write(&file, &case.scenario).expect("written");
        let out = format!("out{number}");
        let mut arguments = vec![
            case.command,
            "study.toml",
            "--out",
            &out,
            "-q",
            "--threads",
            "2",
        ];
        if !case.charts {
            arguments.push("--no-charts");
        }
        arguments.extend(case.more);
        let extent = Extent {
            replicates: 0,
            threads: THREADS,
            records: case.records,
            charts: case.charts,
            drawn: case.command != "sensitivity",
            waiting: 0,
        };
        let estimate = said(&file, extent, case.command == "compare");
        let (measured, _) = peak(folder.path(), &arguments);
        row(
            &format!("`{}`: {}", case.command, case.name),
            estimate,
            measured,
        );
    }
    let mut reader = LogReader::new();
    reader
        .read_log(&folder.path().join("log.csv"))
        .expect("a log");
    let program = Extent {
        replicates: 1,
        threads: 1,
        records: false,
        charts: false,
        drawn: false,
        waiting: 0,
    };
    let estimate = program.bytes(&[], &Scenario::default()) + reader.taken();
    drop(reader);
    let (measured, _) = peak(
        folder.path(),
        &["calibrate", "log.csv", "--out", "camp.toml"],
    );
    row(
        "`calibrate`: a log of 1,000,000 messages",
        estimate,
        measured,
    );
    #[expect(clippy::print_stdout, reason = "the table is what this is run for")]
    {
        println!("{table}");
    }
    assert!(worst <= WITHIN, "{table}");
}

/// A shell with a limit, in which what cannot fit is refused before it begins.
fn limited(folder: &Path, kilobytes: u64, command: &str) -> (Option<i32>, String) {
    let output = Command::new("sh")
        .current_dir(folder)
        .arg("-c")
        .arg(format!(
            "ulimit -v {kilobytes}; exec '{}' {command}",
            cargo_bin("qun").display()
        ))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

#[test]
fn what_does_not_fit_under_a_limit_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write(
        "large.toml",
        "days = 10\nreplicates = 1\n[audience]\nfounders = 5000000\nsize = 5000000\n",
    );
    let (code, said) = limited(
        folder.path(),
        1_000_000,
        "run large.toml --threads 1 --no-charts --out out",
    );
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.contains("one run needs about 1.2 GB") || said.contains("one run needs about 1.1 GB"),
        "{said}"
    );
    assert!(said.contains("under the limit of this shell"), "{said}");
    assert!(said.contains("`ulimit -v`"), "{said}");
    assert!(!folder.path().join("out").exists(), "nothing is begun");

    write(
        "many.toml",
        "days = 100\nreplicates = 1000000\n[audience]\nfounders = 30\n",
    );
    let (code, said) = limited(
        folder.path(),
        2_000_000,
        "run many.toml --threads 1 --out out",
    );
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("the study needs about "), "{said}");
    assert!(said.contains("fewer --replicates"), "{said}");

    // What fits under the limit is done.
    write("small.toml", "days = 5\nreplicates = 2\n");
    let (code, said) = limited(
        folder.path(),
        1_000_000,
        "run small.toml --threads 1 --no-charts -q --out out",
    );
    assert_eq!(code, Some(0), "{said}");
}

/// A small file that unpacks to far more than fits.
#[test]
fn a_packed_log_that_does_not_fit_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = fs::File::create(folder.path().join("bomb.csv.gz")).expect("a file");
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    let write = |packed: &mut flate2::write::GzEncoder<fs::File>, text: &str| {
        std::io::Write::write_all(packed, text.as_bytes()).expect("written");
    };
    write(&mut packed, "timestamp,author\n");
    let lines = "2024-01-01 10:00,ann\n".repeat(100_000);
    for _ in 0..100 {
        write(&mut packed, &lines);
    }
    packed.finish().expect("packed");
    let (code, said) = limited(folder.path(), 400_000, "log bomb.csv.gz");
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.contains("it holds more than fits into memory"),
        "{said}"
    );

    let file = fs::File::create(folder.path().join("line.csv.gz")).expect("a file");
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    write(&mut packed, "timestamp,author\n2024-01-01 10:00,");
    let name = "a".repeat(1 << 20);
    for _ in 0..600 {
        write(&mut packed, &name);
    }
    packed.finish().expect("packed");
    let (code, said) = limited(folder.path(), 400_000, "log line.csv.gz");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("longer than 16 MB"), "{said}");
}
