//! Commands do what they say and say what they do: axes that change nothing, replays beyond the batch,
//! parts of arrays, formulas in tables.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

const SMALL: &str = "days = 5\nreplicates = 2\n";

fn qun(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qun"));
    command.current_dir(folder).env("NO_COLOR", "1");
    for variable in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"] {
        command.env_remove(variable);
    }
    command
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("s.toml"), text).expect("a file in it");
    folder
}

/// Exit code, data and talk of a command written as on a command line.
fn said(folder: &Path, line: &str) -> (i32, String, String) {
    let output = qun(folder).args(line.split_whitespace()).output();
    let output = output.expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("the command ends by itself");
    (code, text(&output.stdout), text(&output.stderr))
}

fn succeeds(folder: &Path, line: &str) -> (String, String) {
    let (code, data, talk) = said(folder, line);
    assert_eq!(code, 0, "{line}: {talk}");
    (data, talk)
}

#[test]
fn what_changes_nothing_is_no_axis() {
    let folder = folder_with(SMALL);
    for vary in ["replicates=2,3", "title=a,b", "language=en,zh"] {
        let line = format!("sweep s.toml --vary {vary} --no-charts --out o");
        let (code, _, talk) = said(folder.path(), &line);
        assert!(
            code == 2 && talk.contains("changes nothing"),
            "{vary}: {talk}"
        );
        assert!(!folder.path().join("o").exists(), "{vary} left something");
    }
    for command in [
        "sensitivity s.toml --vary replicates=2..9",
        "optimize s.toml --vary replicates=2..9 --maximize dau_end",
    ] {
        let (code, _, talk) = said(folder.path(), command);
        assert!(
            code == 2 && talk.contains("changes nothing"),
            "{command}: {talk}"
        );
    }
    let folder = folder_with("days = 5\nreplicates = 2\n[sweep]\nreplicates = [2, 3]\n");
    let (code, _, talk) = said(folder.path(), "sweep s.toml");
    assert!(code == 2 && talk.contains("changes nothing"), "{talk}");
    // What does change something may be varied, days and luck too.
    for vary in ["days=4,5", "seed=1,2", "community.focus=0,1"] {
        succeeds(
            folder.path(),
            &format!(
                "sweep s.toml --vary {vary} --no-charts --out {}",
                &vary[..3]
            ),
        );
    }
}

#[test]
fn equal_numbers_are_one_value() {
    let folder = folder_with(SMALL);
    let line =
        "sweep s.toml --vary community.focus=1,1.0,1.00,0,-0.0 --no-charts --format json --out o";
    succeeds(folder.path(), line);
    let cells = fs::read_to_string(folder.path().join("o/cells.csv")).expect("a table");
    let mut values: Vec<&str> = cells
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1))
        .collect();
    values.sort_unstable();
    values.dedup();
    assert_eq!(values, ["0", "1"], "{cells}");
}

#[test]
fn a_replicate_beyond_the_batch_is_an_error() {
    let folder = folder_with(&format!(
        "{SMALL}[strategy.x.operator.purge]\nafter_days = 3\n"
    ));
    for (line, cells) in [
        ("run s.toml --no-charts --out o1", 1),
        ("compare s.toml --no-charts --out o2", 2),
        (
            "sweep s.toml --vary community.focus=0,1 --no-charts --out o3",
            2,
        ),
    ] {
        succeeds(folder.path(), line);
        let out = line.split_whitespace().last().expect("a folder");
        for cell in 0..cells {
            let line = format!("replay {out} --no-charts --cell {cell} --replicate");
            succeeds(folder.path(), &format!("{line} 1"));
            for beyond in ["2", "99", "4294967295"] {
                let (code, data, talk) = said(folder.path(), &format!("{line} {beyond}"));
                assert!(code == 3 && data.is_empty(), "{line} {beyond}: {talk}");
                assert!(talk.contains("its replicates are 0 to 1"), "{talk}");
                let place = format!("{out}/replays/{cell}-{beyond}");
                assert!(!folder.path().join(place).exists());
            }
        }
    }
}

#[test]
fn a_run_that_went_on_until_it_was_sure_has_all_its_replicates() {
    let folder = folder_with(SMALL);
    succeeds(
        folder.path(),
        "run s.toml --precision 20% --no-charts --out o",
    );
    let table = fs::read_to_string(folder.path().join("o/replicates.csv")).expect("a table");
    let count = table.lines().count() - 1;
    assert!(count > 2, "--precision added none");
    let replay = |number: usize| {
        let line = format!("replay o --no-charts --replicate {number}");
        said(folder.path(), &line).0
    };
    assert_eq!((replay(count - 1), replay(count)), (0, 3));
}

#[test]
fn a_part_says_in_json_what_it_did() {
    let folder = folder_with(SMALL);
    let line = "sweep s.toml --vary community.focus=0,1 --no-charts --format json --out o --shard";
    for part in ["1/2", "2/2"] {
        let (data, _) = succeeds(folder.path(), &format!("{line} {part}"));
        let document: Value = serde_json::from_str(&data).expect("one JSON document");
        assert_eq!(document["part"], part);
        assert_eq!(document["runs_done"], 2);
        assert_eq!(document["runs_planned"], 2);
        assert_eq!(document["failed"], 0);
        assert_eq!(document["interrupted"], false);
    }
}

#[test]
fn arrays_with_a_step_do_every_part_once_and_those_with_gaps_none() {
    let folder = folder_with("days = 5\nreplicates = 1\n");
    let task = |id: &str, last: &str, step: &str, count: &str, out: &str| {
        let line = "sweep s.toml --vary community.focus=0,0.5,1 --no-charts --out";
        let mut command = qun(folder.path());
        command.args(line.split(' ')).arg(out);
        command.env("SLURM_ARRAY_TASK_ID", id);
        command.env("SLURM_ARRAY_TASK_MIN", "1");
        command.env("SLURM_ARRAY_TASK_MAX", last);
        command.env("SLURM_ARRAY_TASK_STEP", step);
        command.env("SLURM_ARRAY_TASK_COUNT", count);
        command.output().expect("it starts").status.code()
    };
    for id in ["1", "4", "7"] {
        assert_eq!(task(id, "7", "3", "3", &format!("part-{id}")), Some(0));
    }
    succeeds(
        folder.path(),
        "merge part-1 part-4 part-7 --no-charts --out whole",
    );
    for id in ["1", "2", "7"] {
        assert_eq!(task(id, "7", "1", "3", "gaps"), Some(2));
    }
    assert!(!folder.path().join("gaps").exists());
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = folder_with(SMALL);
    succeeds(
        folder.path(),
        "run s.toml --no-charts --threads 1 --out one",
    );
    succeeds(
        folder.path(),
        "run s.toml --no-charts --threads 100000 --out many",
    );
    let read = |out: &str| fs::read(folder.path().join(out).join("daily.csv")).expect("a table");
    assert_eq!(read("one"), read("many"));
}

/// Cells of a table; no cell of these tables has a line break in it.
fn cells(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.expect("a good table"));
    records
        .flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn no_table_holds_a_formula() {
    let formulas = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' C'!A0"];
    let mut text = SMALL.to_owned();
    for formula in formulas {
        text += &format!("[[archetype]]\nname = \"{formula}\"\nlike = \"lurker\"\nshare = 0.2\n");
    }
    for formula in &formulas[..4] {
        text += &format!("[strategy.\"{formula}\".operator.purge]\nafter_days = 1\n");
    }
    let folder = folder_with(&text);
    let (code, _, talk) = said(folder.path(), "compare s.toml --days 60 --out o");
    assert_eq!(code, 0, "{talk}");
    let mut looked_at = 0;
    let mut guarded = 0;
    for path in walk(&folder.path().join("o")) {
        if path.extension().is_some_and(|ending| ending == "csv") {
            looked_at += 1;
            for cell in cells(&fs::read_to_string(&path).expect("a table")) {
                let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
                    && cell.parse::<f64>().is_err();
                assert!(!is_formula, "{}: {cell}", path.display());
                guarded += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert!(
        looked_at > 10 && guarded > 10,
        "{looked_at} tables, {guarded} cells"
    );
    // Differences below nothing stay numbers.
    let table = fs::read_to_string(folder.path().join("o/comparison.csv")).expect("a table");
    assert!(
        cells(&table).iter().any(|cell| cell.starts_with('-')),
        "{table}"
    );
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            paths.extend(walk(&path));
        } else {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_lead_nothing_out_of_it() {
    use std::os::unix::fs::symlink;
    for (linked, again) in [
        ("charts", "run s.toml --days 6 --out o"),
        (
            "cells",
            "sweep s.toml --vary community.focus=0,1 --no-charts --out o",
        ),
        ("unfinished", "run s.toml --days 6 --no-charts --out o"),
        ("strategies", "compare s.toml --no-charts --out o"),
        ("replays", "run s.toml --days 6 --no-charts --out o"),
    ] {
        let folder = folder_with(&format!(
            "{SMALL}[strategy.x.operator.purge]\nafter_days = 3\n"
        ));
        let here = folder.path();
        succeeds(here, "compare s.toml --out o");
        succeeds(here, "replay o --replicate 1 --no-charts");
        // Somebody has put the folder on another disk, or a stranger has sent it like this.
        let elsewhere = here.join("elsewhere");
        if here.join("o").join(linked).exists() {
            fs::rename(here.join("o").join(linked), &elsewhere).expect("moved");
        } else {
            fs::create_dir(&elsewhere).expect("made");
        }
        symlink(&elsewhere, here.join("o").join(linked)).expect("linked");
        let before = walk(&elsewhere);
        let tables = fs::read(here.join("o/comparison.csv")).expect("a table");
        let (code, _, talk) = said(here, again);
        assert!(code == 3 && talk.contains("leads out"), "{linked}: {talk}");
        assert_eq!(walk(&elsewhere), before, "{linked}");
        assert_eq!(fs::read(here.join("o/comparison.csv")).ok(), Some(tables));
        succeeds(here, &format!("{again} --force"));
        assert_eq!(walk(&elsewhere), before, "{linked} with --force");
        assert!(here.join("o").join(format!("{linked}~")).is_symlink());
    }
}

#[test]
fn what_a_study_is_made_from_is_no_place_for_its_results() {
    let folder = folder_with(SMALL);
    let here = folder.path();
    succeeds(
        here,
        "optimize s.toml --vary community.focus=0..1 --maximize dau_end --no-charts --out o",
    );
    for file in ["best.toml", "scenario.toml"] {
        let before = fs::read(here.join("o").join(file)).expect("a scenario");
        let (code, _, talk) = said(here, &format!("run o/{file} --days 3 --no-charts --out o"));
        assert!(
            code == 3 && talk.contains("lies where results go"),
            "{talk}"
        );
        assert_eq!(fs::read(here.join("o").join(file)).ok(), Some(before));
        assert!(here.join("o/candidates.csv").exists(), "something was done");
    }
    let before = fs::read(here.join("o/best.toml")).expect("a scenario");
    succeeds(here, "run o/best.toml --days 3 --no-charts --out o --force");
    assert_eq!(fs::read(here.join("o/best.toml~")).ok(), Some(before));
}

#[test]
fn no_name_of_a_file_leads_out_of_the_output() {
    let folder = folder_with(SMALL);
    let here = folder.path();
    for name in ["...toml", "..toml", ".toml"] {
        fs::write(here.join(name), SMALL).expect("a scenario");
        succeeds(here, &format!("run {name} --no-charts"));
    }
    assert!(!here.join("daily.csv").exists() && !here.join("output/daily.csv").exists());
    // Nor does a folder that is not there yet hide the one that is.
    let (code, _, talk) = said(here, "run s.toml --no-charts --out new/..");
    assert!(code == 3 && talk.contains("not empty"), "{talk}");
    assert!(!here.join("daily.csv").exists() && !here.join(".qun").exists());
}

#[test]
fn runs_lived_again_go_with_their_study_but_not_with_what_was_added() {
    let folder = folder_with(SMALL);
    let here = folder.path();
    succeeds(here, "run s.toml --no-charts --out o");
    succeeds(here, "replay o --replicate 0 --no-charts");
    succeeds(here, "replay o --replicate 1 --no-charts");
    fs::write(here.join("o/replays/0-1/notes.txt"), "mine").expect("a note");
    succeeds(here, "run s.toml --no-charts --out o");
    assert!(
        here.join("o/replays/0-0/daily.csv").exists(),
        "the study is the same"
    );
    succeeds(here, "run s.toml --no-charts --days 6 --out o");
    assert!(!here.join("o/replays/0-0").exists());
    assert!(!here.join("o/replays/0-1/daily.csv").exists());
    assert!(here.join("o/replays/0-1/notes.txt").exists());
}

/// A log of six people who look in on most of as many days.
fn log_of(days: u32) -> String {
    let mut text = "member_id,day,events\n".to_owned();
    for day in 0..days {
        for member in (0..6).filter(|member| (day * 7 + member * 5) % 4 != 1) {
            text.push_str(&format!("m{member},{day},{}\n", 1 + (day + member) % 3));
        }
    }
    text
}

#[test]
fn whatever_is_found_is_published_in_the_same_way() {
    let folder = folder_with(SMALL);
    let here = folder.path();
    fs::write(here.join("log.csv"), log_of(400)).expect("a log");
    for (line, document) in [
        ("validate --log log.csv", Some("validation.json")),
        (
            "validate --preset wechat --replicates 2 --days 60",
            Some("validation.json"),
        ),
        ("claims M1 --worlds 10", Some("claims.json")),
        ("log log.csv", None),
        (
            "calibrate log.csv --backtest --replicates 4 --classes 1",
            Some("backtest.json"),
        ),
        ("run s.toml", Some("summary.json")),
    ] {
        let out = line.replace([' ', '.'], "-");
        let (code, told, talk) = said(here, &format!("{line} --out {out} --format json"));
        // A verdict that turned with so few worlds is no matter here.
        assert!(code == 0 || line.starts_with("claims"), "{line}: {talk}");
        let told: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{line}: {told}"));
        let read = |name: &str| -> Value {
            let bytes = fs::read(here.join(&out).join(name));
            serde_json::from_slice(&bytes.expect(name)).expect(name)
        };
        assert_eq!(
            read("manifest.json")["command"],
            line.split(' ').next().expect("a word")
        );
        match document {
            Some(name) => assert_eq!(read(name), told, "{line}"),
            None => assert!(
                !walk(&here.join(&out))
                    .iter()
                    .any(|it| it.ends_with("summary.json"))
            ),
        }
        assert!(here.join(&out).join("columns.csv").exists(), "{line}");
        assert!(talk.contains(&format!("results: {out}")), "{line}: {talk}");
    }
    assert!(here.join("log-log-csv/charts/activity.svg").exists());
}

#[test]
fn no_file_that_a_flag_names_replaces_what_qun_has_not_written() {
    let folder = folder_with(SMALL);
    let here = folder.path();
    fs::write(here.join("log.csv"), log_of(400)).expect("a log");
    let mine = "# mine\n";
    for (line, file) in [
        ("validate --replicates 2 --days 60 --write", "page.md"),
        ("claims --worlds 10 --record", "record.json"),
        ("claims --worlds 10 --record r.json --write", "claims.md"),
        ("calibrate log.csv --out", "camp.toml"),
        ("run s.toml --no-charts --visits", "visits.csv"),
    ] {
        fs::write(here.join(file), mine).expect("a file");
        let (code, _, talk) = said(here, &format!("{line} {file}"));
        assert!(
            code == 2 && talk.contains("is not as qun has written it") && talk.contains("--force"),
            "{line}: {code} {talk}"
        );
        let (code, _, talk) = said(here, &format!("{line} nowhere/{file}"));
        assert!(
            code == 2 && talk.contains("there is no folder nowhere"),
            "{line}: {talk}"
        );
        assert_eq!(
            fs::read_to_string(here.join(file)).expect(file),
            mine,
            "{line}"
        );
        assert!(!here.join(format!("{file}~")).exists(), "{line}");
    }
    for line in [
        "calibrate log.csv --out camp.toml",
        "run s.toml --no-charts --visits visits.csv",
    ] {
        succeeds(here, &format!("{line} --force"));
        let file = line.rsplit(' ').next().expect("a file");
        assert_eq!(
            fs::read_to_string(here.join(format!("{file}~"))).expect(file),
            mine
        );
    }
    // What qun has written itself it writes again.
    succeeds(here, "calibrate log.csv --out camp.toml");
}
