//! The campaign: commands killed at any moment, scenarios and folders changed at random, odd command
//! lines. Run by hand: `cargo test --test campaign -- --ignored --nocapture` prints the figures of
//! docs/reliability.md; QUN_CAMPAIGN=10 tries ten times as much, QUN_CAMPAIGN_SEED another campaign.
#![cfg(unix)]

use assert_cmd::cargo::cargo_bin;
use qun::random::mix;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Numbers that look random, the same ones for the same seed.
struct Luck(u64);

impl Luck {
    fn new(part: u64) -> Self {
        Self(mix(number("QUN_CAMPAIGN_SEED", 1) ^ part << 32))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = mix(self.0.wrapping_add(0x9e37_79b9_7f4a_7c15));
        (self.0 % end.max(1) as u64) as usize
    }

    fn of<'list, T>(&mut self, list: &'list [T]) -> &'list T {
        &list[self.below(list.len())]
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok();
    given
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

fn many(times: u64) -> u64 {
    times * number("QUN_CAMPAIGN", 1)
}

#[expect(clippy::print_stdout, reason = "the figures are what this is run for")]
fn tell(text: &str) {
    println!("{text}");
}

fn qun(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(cargo_bin("qun"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("it runs")
}

/// The exit code; a panic, an abort or a signal ends the campaign.
#[track_caller]
fn sound(output: &Output, what: &str) -> i32 {
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(
        code.is_some_and(|code| (0..=9).contains(&code) || code == 130),
        "{what}: {:?} (signal {:?})\n{said}",
        code,
        output.status.signal()
    );
    assert!(!said.contains("panicked"), "{what}: {said}");
    let control = |mark: char| mark.is_control() && mark != '\n';
    assert!(!said.contains(control), "{what}: {said:?}");
    code.unwrap_or_default()
}

/// All files below a folder with what they hold; links are not followed.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let kind = entry.file_type().expect("a kind");
            if kind.is_dir() {
                walk(&path, found);
            } else if kind.is_file() {
                found.insert(path.clone(), fs::read(&path).unwrap_or_default());
            } else {
                found.insert(path, b"link".to_vec());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, &mut found);
    found
}

/// What is in a folder of results, but for the time it took.
fn results(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let relative = |path: PathBuf| path.strip_prefix(root).expect("below").to_owned();
    let mut found: BTreeMap<PathBuf, Vec<u8>> = files(root)
        .into_iter()
        .map(|(path, bytes)| (relative(path), bytes))
        .collect();
    if let Some(manifest) = found.get_mut(Path::new("manifest.json")) {
        let mut value: serde_json::Value = serde_json::from_slice(manifest).expect("a manifest");
        value["times"] = serde_json::Value::Null;
        *manifest = value.to_string().into_bytes();
    }
    found
}

/// Fails if anything but what lies in `out` is other than before.
#[track_caller]
fn untouched(before: &BTreeMap<PathBuf, Vec<u8>>, root: &Path, out: &str, what: &str) {
    let out = root.join(out);
    let inside = |path: &PathBuf| path.starts_with(&out);
    let after = files(root);
    for (path, bytes) in before.iter().filter(|(path, _)| !inside(path)) {
        assert_eq!(after.get(path), Some(bytes), "{what}: {}", path.display());
    }
    for path in after.keys().filter(|path| !inside(path)) {
        assert!(
            before.contains_key(path),
            "{what}: {} is new",
            path.display()
        );
    }
}

const STUDY: &str = "days = 40\nreplicates = 60\n[audience]\nfounders = 120\n\
    [strategy.a.operator.purge]\nafter_days = 9\n[sweep]\n\"community.focus\" = [0.1, 0.9]\n";

fn log() -> String {
    let mut text = "community,member_id,day,events\n".to_owned();
    for day in 0..500 {
        for member in 0..30 {
            if mix(day * 64 + member).is_multiple_of(4) {
                text.push_str(&format!("c,{member},{day},{}\n", 1 + mix(day ^ member) % 5));
            }
        }
    }
    text
}

const KILLED: [&[&str]; 4] = [
    &["run", "s.toml", "--out", "out", "-q", "--threads", "2"],
    &[
        "compare",
        "s.toml",
        "--out",
        "out",
        "-q",
        "--threads",
        "2",
        "--no-charts",
    ],
    &[
        "sweep",
        "s.toml",
        "--out",
        "out",
        "-q",
        "--threads",
        "2",
        "--no-charts",
    ],
    &["calibrate", "log.csv", "--out", "out/camp.toml"],
];

#[test]
#[ignore = "takes minutes: run by hand"]
fn killed_at_any_moment_nothing_is_lost_and_the_next_try_gives_the_same() {
    let mut luck = Luck::new(1);
    let mut killed = 0;
    for arguments in KILLED {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("s.toml"), STUDY).expect("written");
        fs::write(folder.path().join("log.csv"), log()).expect("written");
        let out = folder.path().join("out");
        let make = || {
            let _ = fs::remove_dir_all(&out);
            if arguments[0] == "calibrate" {
                fs::create_dir_all(&out).expect("a folder");
            }
        };
        make();
        let started = Instant::now();
        let whole = qun(folder.path(), arguments);
        assert_eq!(sound(&whole, arguments[0]), 0, "{whole:?}");
        let takes = started.elapsed().as_micros() as usize;
        let reference = results(&out);
        for _ in 0..many(20) {
            make();
            let before = files(folder.path());
            let mut child = Command::new(cargo_bin("qun"))
                .current_dir(folder.path())
                .args(arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("it starts");
            std::thread::sleep(Duration::from_micros(luck.below(takes) as u64));
            child.kill().expect("killed");
            let ended = child.wait().expect("a status");
            killed += u64::from(ended.signal().is_some());
            let what = format!("{} killed", arguments[0]);
            untouched(&before, folder.path(), "out", &what);
            let complete = out.join("manifest.json").exists();
            if complete {
                assert_eq!(results(&out), reference, "{what}: complete, and another");
            }
            let again = qun(folder.path(), arguments);
            assert_eq!(sound(&again, &what), 0, "{again:?}");
            let after = results(&out);
            assert!(
                after.keys().eq(reference.keys()),
                "{what}: {:?} for {:?}",
                after.keys(),
                reference.keys()
            );
            for (name, bytes) in &reference {
                assert!(after[name] == *bytes, "{what}: {} differs", name.display());
            }
        }
    }
    tell(&format!(
        "{killed} kills: every next try gave the same bytes"
    ));
}

const GOOD: [&str; 4] = [
    include_str!("../scenarios/chat.toml"),
    include_str!("../scenarios/wechat.toml"),
    include_str!("../scenarios/strategies.toml"),
    STUDY,
];

/// Values and bits that have broken programs.
const ODD: [&str; 30] = [
    "0",
    "-1",
    "1e9",
    "1e300",
    "inf",
    "-inf",
    "nan",
    "0.5",
    "4294967296",
    "9223372036854775807",
    "\"\"",
    "\"../../x\"",
    "\"/etc/passwd\"",
    "\"/dev/zero\"",
    "\"a\\u0000b\"",
    "\"\\u001b[2J\"",
    "[]",
    "{}",
    "[1, 2]",
    "true",
    "\"0 to 1\"",
    "\"normal 1 2\"",
    "2024-02-30",
    "\"unfinished\"",
    "\"manifest.json\"",
    "\"\\u202ecod\"",
    "\"CON\"",
    "\".\"",
    "\"..\"",
    "\"=1+1\"",
];

fn mutated(luck: &mut Luck) -> String {
    let mut lines: Vec<String> = luck.of(&GOOD).lines().map(str::to_owned).collect();
    for _ in 0..=luck.below(4) {
        let place = luck.below(lines.len());
        let other = lines[luck.below(lines.len())].clone();
        match luck.below(6) {
            0 => {
                lines.remove(place);
                if lines.is_empty() {
                    lines.push(String::new());
                }
            }
            1 => lines.insert(place, other),
            2 | 3 => {
                if let Some((key, _)) = lines[place].split_once('=') {
                    lines[place] = format!("{key}= {}", luck.of(&ODD));
                }
            }
            4 => lines.insert(place, format!("[strategy.{}]", luck.of(&ODD))),
            _ => lines.push(format!("[audience]\nmembers_from = {}", luck.of(&ODD))),
        }
    }
    lines.join("\n")
}

#[test]
#[ignore = "takes minutes: run by hand"]
fn a_scenario_of_a_stranger_runs_or_is_refused_with_words() {
    let mut luck = Luck::new(2);
    let (mut good, mut refused) = (0, 0);
    for _ in 0..many(150) {
        let folder = tempfile::tempdir().expect("a folder");
        let play = folder.path().join("home/play");
        fs::create_dir_all(&play).expect("folders");
        fs::write(folder.path().join("home/keep"), "mine").expect("written");
        let text = mutated(&mut luck);
        fs::write(play.join("s.toml"), &text).expect("written");
        let before = files(folder.path());
        let code = sound(&qun(&play, &["check", "s.toml"]), &text);
        let short = [
            "--days",
            "5",
            "--replicates",
            "2",
            "--no-charts",
            "-q",
            "--out",
            "out",
        ];
        let command = *luck.of(&["run", "compare", "sweep"]);
        let mut arguments = vec![command, "s.toml"];
        arguments.extend(short);
        let ran = sound(&qun(&play, &arguments), &text);
        if code == 0 {
            good += 1;
            let short = sound(
                &qun(
                    &play,
                    &["check", "s.toml", "--days", "5", "--replicates", "2"],
                ),
                &text,
            );
            let may_end_so = command != "run" || short != 0 || [0, 1, 4].contains(&ran);
            assert!(may_end_so, "check: {code}, run: {ran}\n{text}");
        } else {
            refused += 1;
        }
        untouched(&before, &folder.path().join("home"), "play/out", &text);
    }
    tell(&format!(
        "{} mutated scenarios: {good} run, {refused} refused",
        good + refused
    ));
}

fn damage(luck: &mut Luck, out: &Path) -> String {
    let all: Vec<PathBuf> = files(out).into_keys().collect();
    let victim = luck.of(&all).clone();
    let mut bytes = fs::read(&victim).unwrap_or_default();
    let how = luck.below(8);
    match how {
        0 => bytes.truncate(luck.below(bytes.len() + 1)),
        1 if !bytes.is_empty() => {
            let place = luck.below(bytes.len());
            bytes[place] ^= 1 << luck.below(8);
        }
        2 => bytes.extend(b"../../../x\n"),
        3 => bytes.clear(),
        4 => {
            let text = String::from_utf8_lossy(&bytes)
                .replace("0.1", "1e999")
                .replace(".csv", "/../../x.csv");
            bytes = text.into_bytes();
        }
        5 => {
            fs::remove_file(&victim).expect("removed");
            return format!("{} removed", victim.display());
        }
        6 => {
            fs::remove_file(&victim).expect("removed");
            fs::create_dir(&victim).expect("a folder");
            return format!("{} is a folder", victim.display());
        }
        _ => {
            fs::remove_file(&victim).expect("removed");
            std::os::unix::fs::symlink("../keep", &victim).expect("a link");
            return format!("{} is a link", victim.display());
        }
    }
    fs::write(&victim, bytes).expect("written");
    format!("{} damaged ({how})", victim.display())
}

#[test]
#[ignore = "takes minutes: run by hand"]
fn a_damaged_folder_is_mended_or_refused() {
    let mut luck = Luck::new(3);
    let mut tried = 0;
    for _ in 0..many(25) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("s.toml"), STUDY).expect("written");
        fs::write(folder.path().join("keep"), "mine").expect("written");
        let short = ["--days", "5", "--replicates", "3", "--no-charts", "-q"];
        let command = *luck.of(&["sweep", "run", "compare"]);
        let again = |more: &[&'static str]| {
            let mut arguments = vec![command, "s.toml", "--out", "out"];
            arguments.extend(short);
            arguments.extend(more);
            arguments
        };
        assert_eq!(sound(&qun(folder.path(), &again(&[])), command), 0);
        let mut what = String::new();
        for _ in 0..=luck.below(2) {
            what = format!(
                "{command}: {}; {what}",
                damage(&mut luck, &folder.path().join("out"))
            );
        }
        let before = files(folder.path());
        for arguments in [
            vec!["replay", "out", "--replicate", "1", "--no-charts", "-q"],
            vec!["merge", "out", "--out", "merged", "--no-charts", "-q"],
            again(&["--resume"]),
            again(&[]),
            again(&["--force"]),
        ] {
            sound(
                &qun(folder.path(), &arguments),
                &format!("{what} {arguments:?}"),
            );
            tried += 1;
        }
        fs::remove_dir_all(folder.path().join("merged")).unwrap_or_default();
        untouched(&before, folder.path(), "out", &what);
    }
    tell(&format!(
        "{tried} commands in damaged folders: each mended or refused"
    ));
}

const FLAGS: [(&str, &[&str]); 9] = [
    (
        "run",
        &[
            "--seed",
            "--days",
            "--replicates",
            "--threads",
            "--out",
            "--set",
            "--precision",
            "--language",
            "--format",
        ],
    ),
    (
        "compare",
        &[
            "--strategies",
            "--metrics",
            "--days",
            "--replicates",
            "--precision",
            "--out",
            "--set",
        ],
    ),
    (
        "sweep",
        &[
            "--vary",
            "--cells",
            "--design",
            "--metric",
            "--metrics",
            "--shard",
            "--out",
            "--days",
            "--replicates",
        ],
    ),
    (
        "optimize",
        &[
            "--vary",
            "--maximize",
            "--minimize",
            "--budget",
            "--subject-to",
            "--out",
        ],
    ),
    (
        "sensitivity",
        &["--vary", "--points", "--method", "--metric", "--out"],
    ),
    ("replay", &["--replicate", "--cell", "--out"]),
    (
        "calibrate",
        &[
            "--split",
            "--until",
            "--days",
            "--classes",
            "--replicates",
            "--out",
            "--time-zone",
        ],
    ),
    (
        "log",
        &[
            "--out",
            "--shift-days",
            "--time-zone",
            "--day-order",
            "--format",
        ],
    ),
    ("explain", &["--language", "--format"]),
];

const VALUES: [&str; 32] = [
    "",
    "0",
    "1",
    "2",
    "-1",
    "-0",
    "0.5",
    "1e9",
    "1e999",
    "nan",
    "inf",
    "-inf",
    "18446744073709551615",
    "18446744073709551616",
    "4294967295",
    "a",
    "é",
    "写作营",
    "\u{202e}x",
    "a\nb",
    "\u{1b}[2J",
    "../up",
    ".",
    "..",
    "keep",
    "keep/below",
    "out",
    "community.focus=0..1",
    "community.focus=1,1.0,nan",
    "audience.founders=1..18446744073709551615",
    "dau_end",
    "1/2",
];

#[test]
#[ignore = "takes minutes: run by hand"]
fn odd_command_lines_are_answered_with_words() {
    let mut luck = Luck::new(4);
    let mut codes: BTreeMap<i32, u64> = BTreeMap::new();
    for _ in 0..many(250) {
        let folder = tempfile::tempdir().expect("a folder");
        let play = folder.path().join("home/play");
        fs::create_dir_all(&play).expect("folders");
        fs::write(play.join("keep"), "mine").expect("written");
        fs::write(play.join("s.toml"), "days = 5\nreplicates = 2\n").expect("written");
        fs::write(play.join("log.csv"), log()).expect("written");
        let (command, flags) = luck.of(&FLAGS);
        let mut arguments = vec![*command];
        match *command {
            "calibrate" | "log" => arguments.push("log.csv"),
            "explain" => arguments.push("dau"),
            _ => arguments.push("s.toml"),
        }
        for _ in 0..=luck.below(2) {
            let (flag, value): (&&str, &&str) = (luck.of(flags), luck.of(&VALUES));
            arguments.extend([*flag, *value]);
        }
        // The machine is not to be filled: what is valid and large is refused or killed elsewhere.
        let heavy = ["1e9", "4294967295", "18446744073709551615"];
        if arguments.iter().any(|value| heavy.contains(value)) && *command == "run" {
            arguments.extend(["--set", "audience.size=60"]);
        }
        let output = Command::new("timeout")
            .args(["60"])
            .arg(cargo_bin("qun"))
            .current_dir(&play)
            .args(&arguments)
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        let what = format!("{arguments:?}");
        if output.status.code() == Some(124) {
            // A long study that was asked for.
            *codes.entry(124).or_default() += 1;
            continue;
        }
        *codes.entry(sound(&output, &what)).or_default() += 1;
        for (name, text) in [("keep", "mine"), ("s.toml", "days = 5\nreplicates = 2\n")] {
            assert_eq!(
                fs::read_to_string(play.join(name)).unwrap_or_default(),
                text,
                "{what}"
            );
        }
    }
    tell(&format!("odd command lines, by exit code: {codes:?}"));
}
