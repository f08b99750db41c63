//! A hint can be followed: it names what the command has, and what it says does help. An error names its thing.

#[path = "common/talk.rs"]
mod talk;

use std::fs;
use std::path::Path;
use std::process::Command;
use talk::{said, said_of};

const SMALL: &str = "days = 5\nreplicates = 2\n";

fn here() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("s.toml"), SMALL).expect("written");
    folder
}

#[track_caller]
fn fails(folder: &Path, line: &str, words: &[&str]) -> String {
    let (code, talk) = said(folder, line);
    assert!((1..=3).contains(&code), "{line}: {code}: {talk}");
    for word in words {
        assert!(talk.contains(word), "{line}: {word}: {talk}");
    }
    talk
}

fn made(folder: &Path) {
    let (code, talk) = said(folder, "run s.toml -q --no-charts --out o");
    assert_eq!(code, 0, "{talk}");
}

#[test]
fn a_folder_without_a_study_is_not_told_of_flags_that_are_not_there() {
    let folder = here();
    let here = folder.path();
    fs::create_dir(here.join("d")).expect("made");
    for line in [
        "life d --member 0",
        "replay d --replicate 0",
        "autopsy d",
        "merge d --out m",
        "life s.toml --member 0",
        "autopsy s.toml",
    ] {
        let talk = fails(
            here,
            line,
            &["holds no batch", "hint: name a folder that `qun run`"],
        );
        assert!(!talk.contains("--resume"), "{line}: {talk}");
    }
    fails(here, "run s.toml --resume --out r", &["leave --resume out"]);
}

#[test]
fn a_damaged_study_is_mended_as_the_hint_says() {
    let folder = here();
    let here = folder.path();
    made(here);
    let plan = here.join("o/study.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, &text[..text.len() / 2]).expect("cut");
    for line in ["life o --member 0", "replay o --replicate 0", "autopsy o"] {
        fails(
            here,
            line,
            &["repeat the command that made the folder, with --force"],
        );
    }
    let (code, talk) = said(here, "run s.toml -q --no-charts --out o --force");
    assert_eq!(code, 0, "{talk}");
    assert_eq!(fs::read_to_string(&plan).ok(), Some(text));
}

#[test]
fn a_page_and_a_lesson_are_told_of_flags_that_they_have() {
    let folder = here();
    let here = folder.path();
    made(here);
    fs::write(here.join("o/report.html"), "mine").expect("written");
    let talk = fails(here, "report o", &["hint: --force writes it again"]);
    assert!(!talk.contains("--out"), "{talk}");
    fs::create_dir_all(here.join("les/overload")).expect("made");
    fs::write(here.join("les/overload/mine.txt"), "mine").expect("written");
    let talk = fails(
        here,
        "lesson overload --out les",
        &["hint: name another place with --out"],
    );
    assert!(!talk.contains("--force"), "{talk}");
}

#[test]
fn numbers_below_zero_are_wrong_values() {
    let folder = here();
    let here = folder.path();
    for (line, words) in [
        ("run s.toml --days -1", "-1 is not in 1..=36500"),
        ("run s.toml --seed -1", "invalid value '-1' for '--seed"),
        ("run s.toml --replicates -5", "-5 is not in 1..=1000000"),
        ("life o --member -1", "-1 is not in 0..=4294967295"),
        (
            "calibrate log.csv --split -1",
            "--split must be above 0 and at most 1, not -1",
        ),
        ("validate --days -1", "-1 is not in 30..=36500"),
    ] {
        let talk = fails(here, line, &[words]);
        assert!(!talk.contains("-- -"), "{line}: {talk}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_said_as_such() {
    let folder = here();
    for line in [
        "list parameters",
        "schema",
        "explain lurker",
        "check s.toml --show",
    ] {
        let full = fs::File::options().write(true).open("/dev/full");
        let output = Command::new(env!("CARGO_BIN_EXE_qun"))
            .current_dir(folder.path())
            .args(line.split_whitespace())
            .stdout(full.expect("a full device"))
            .output()
            .expect("it starts");
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{line}: {talk}");
        assert!(
            talk.contains("failed to write standard output"),
            "{line}: {talk}"
        );
        assert!(
            talk.contains("hint: make room where standard output goes"),
            "{line}: {talk}"
        );
        assert!(!talk.contains("--out"), "{line}: {talk}");
    }
}

#[cfg(unix)]
#[test]
fn the_next_step_works_as_it_is_written() {
    let folder = here();
    let here = folder.path();
    for name in ["a b", "it's", "camp"] {
        let (code, talk) = said_of(here, &["new", name]);
        assert_eq!(code, 0, "{talk}");
        let next = talk.split('`').nth(1).expect("a command");
        let program = env!("CARGO_BIN_EXE_qun");
        let script = next.replacen("qun", &format!("'{program}'"), 1);
        let checked = Command::new("sh")
            .args(["-c", &script])
            .current_dir(here)
            .status();
        assert!(checked.expect("it starts").success(), "{next}");
    }
    for name in [" ", "\t"] {
        let (code, talk) = said_of(here, &["new", name]);
        assert!(
            code == 2 && talk.contains("cannot name a scenario"),
            "{name:?}: {talk}"
        );
    }
    assert!(!here.join(" .toml").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_is_said_with_what_is_in_its_place() {
    let folder = here();
    let here = folder.path();
    fs::write(here.join("afile"), "x").expect("written");
    std::os::unix::fs::symlink("nowhere", here.join("dangling")).expect("linked");
    let long = "x".repeat(300);
    for (out, words) in [
        ("afile/x", "afile is a file, not a folder"),
        ("/dev/null/x", "/dev/null is a file, not a folder"),
        ("dangling", "dangling is a link that leads nowhere"),
        (long.as_str(), "xxxx… is too long for the name of a folder"),
    ] {
        for command in [
            "run s.toml --no-charts",
            "validate --preset chat",
            "lesson overload",
        ] {
            let line = format!("{command} --out {out}");
            let talk = fails(
                here,
                &line,
                &[words, "hint: name another folder with --out"],
            );
            assert!(!talk.contains("os error"), "{line}: {talk}");
        }
    }
    fails(
        here,
        "lesson overload --out afile",
        &["afile is a file, not a folder", "hint:"],
    );
    for command in ["report", "open"] {
        let line = format!("{command} afile");
        let talk = fails(
            here,
            &line,
            &["afile is a file, not a folder", "hint: name a folder"],
        );
        assert!(!talk.contains("os error"), "{talk}");
    }
}

#[test]
fn a_mark_that_is_a_folder_is_said_with_its_name() {
    let folder = here();
    let here = folder.path();
    made(here);
    fs::remove_file(here.join("o/.qun")).expect("removed");
    fs::create_dir(here.join("o/.qun")).expect("made");
    for line in ["report o", "open o", "run s.toml --no-charts --out o"] {
        let talk = fails(here, line, &[".qun", "hint:"]);
        assert!(!talk.contains("os error"), "{line}: {talk}");
    }
    let (code, talk) = said(here, "run s.toml -q --no-charts --out o --force");
    assert_eq!(code, 0, "{talk}");
}

#[test]
fn a_run_without_members_has_no_numbers_of_members() {
    let folder = here();
    let here = folder.path();
    let nobody = format!(
        "{SMALL}[audience]\nfounders = 0\n[[audience.channel]]\nname = \"media\"\nper_day = 0.00001\n"
    );
    fs::write(here.join("s.toml"), nobody).expect("written");
    made(here);
    let talk = fails(here, "life o --member 0", &["has no members at all"]);
    assert!(!talk.contains("0 to 0"), "{talk}");
}
