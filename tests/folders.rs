//! Folders that somebody sent, files that a flag names, and what stands in the way of results.

#[path = "common/talk.rs"]
mod talk;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use talk::said;

const SMALL: &str = "days = 5\nreplicates = 2\n[strategy.free.operator.purge]\nafter_days = 3\n";

fn here() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("s.toml"), SMALL).expect("written");
    folder
}

#[track_caller]
fn succeeds(folder: &Path, line: &str) -> String {
    let (code, talk) = said(folder, line);
    assert_eq!(code, 0, "{line}: {talk}");
    talk
}

/// Everything below a folder: files with what they hold, links with where they lead.
fn all(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let kind = entry.file_type().expect("a kind");
            if kind.is_symlink() {
                let to = fs::read_link(&path).expect("a link");
                found.insert(path, to.into_os_string().into_encoded_bytes());
            } else if kind.is_dir() {
                found.insert(path.clone(), Vec::new());
                walk(&path, found);
            } else {
                found.insert(path.clone(), fs::read(&path).expect("read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, &mut found);
    found
}

/// Fails unless the command is refused with these words, and nothing at all has changed.
#[track_caller]
fn refused(folder: &Path, line: &str, words: &[&str]) {
    let before = all(folder);
    let (code, talk) = said(folder, line);
    assert!(code == 2 || code == 3, "{line}: {code} {talk}");
    for word in words {
        assert!(talk.contains(word), "{line}: {word}: {talk}");
    }
    let after = all(folder);
    let moved: Vec<_> = before
        .iter()
        .filter(|it| after.get(it.0) != Some(it.1))
        .collect();
    assert!(moved.is_empty(), "{line}: {moved:?}");
    let new: Vec<_> = after
        .keys()
        .filter(|it| !before.contains_key(*it))
        .collect();
    assert!(new.is_empty(), "{line}: {new:?}");
}

const STILL: &str = "-q --no-charts";

#[cfg(unix)]
#[test]
fn no_link_in_a_folder_leads_a_command_to_another_study() {
    use std::os::unix::fs::symlink;
    let folder = here();
    let here = folder.path();
    succeeds(here, &format!("compare s.toml {STILL} --out mine"));
    fs::create_dir(here.join("empty")).expect("made");
    let replay = |out: &str| format!("replay {out} --replicate 1 {STILL}");
    // Who names the folder itself by a link means where it leads.
    for (number, (link, to)) in [
        ("replays/0-1", "../../mine"),
        ("replays/0-1", "../../empty"),
        ("replays/0-1", "../../nowhere"),
        ("replays", "../mine"),
        ("replays", "../nowhere"),
    ]
    .into_iter()
    .enumerate()
    {
        let out = format!("sent{number}");
        succeeds(here, &format!("run s.toml {STILL} --out {out}"));
        let place = here.join(&out).join(link);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        symlink(to, &place).expect("linked");
        let words = format!("{out}/{link} leads out of the folder");
        refused(here, &replay(&out), &[&words, "hint: remove the link"]);
        let before = all(&here.join("mine"));
        succeeds(here, &format!("{} --force", replay(&out)));
        assert_eq!(all(&here.join("mine")), before);
        assert!(!here.join("nowhere").exists());
        assert!(here.join(&out).join("replays/0-1/manifest.json").is_file());
        assert!(here.join(&out).join(format!("{link}~")).is_symlink());
        symlink(&out, here.join(format!("named{number}"))).expect("linked");
        succeeds(here, &replay(&format!("named{number}")));
    }
}

#[cfg(unix)]
#[test]
fn a_mark_that_is_a_link_is_not_written_through() {
    use std::os::unix::fs::symlink;
    let folder = here();
    let here = folder.path();
    succeeds(here, &format!("run s.toml {STILL} --out mine"));
    for to in ["../mine/.qun", "../nowhere"] {
        succeeds(here, &format!("run s.toml {STILL} --out sent"));
        fs::remove_file(here.join("sent/.qun")).expect("removed");
        symlink(to, here.join("sent/.qun")).expect("linked");
        let again = format!("run s.toml {STILL} --out sent");
        let words = ["sent/.qun leads out of the folder"];
        refused(here, &again, &words);
        refused(here, &format!("{again} --force"), &words);
        refused(here, "report sent", &["sent/.qun", "hint:"]);
        fs::remove_dir_all(here.join("sent")).expect("removed");
    }
}

#[cfg(unix)]
#[test]
fn the_folder_of_a_lesson_is_no_link() {
    use std::os::unix::fs::symlink;
    let folder = here();
    let here = folder.path();
    succeeds(here, &format!("run s.toml {STILL} --out mine"));
    for to in ["../mine", "../nowhere"] {
        fs::create_dir(here.join("les")).expect("made");
        symlink(to, here.join("les/critical-mass")).expect("linked");
        refused(
            here,
            "lesson critical-mass --out les",
            &[
                "les/critical-mass leads out of the folder",
                "hint: remove the link",
            ],
        );
        fs::remove_dir_all(here.join("les")).expect("removed");
    }
    // Where no folder is named, what lies here is not followed either.
    symlink("mine", here.join("lessons")).expect("linked");
    refused(here, "lesson critical-mass", &["lessons leads out"]);
    symlink("mine", here.join("output")).expect("linked");
    refused(here, &format!("run s.toml {STILL}"), &["output leads out"]);
    fs::remove_file(here.join("output")).expect("removed");
    fs::create_dir(here.join("output")).expect("made");
    for (line, name) in [
        ("run s.toml", "s"),
        ("run s.toml --strategy free", "s-free"),
    ] {
        symlink("../mine", here.join("output").join(name)).expect("linked");
        let words = format!("output/{name} leads out of the folder");
        refused(here, &format!("{line} {STILL}"), &[&words]);
    }
}

#[test]
fn a_file_that_a_flag_names_lies_apart_from_the_results() {
    let folder = here();
    let here = folder.path();
    fs::write(
        here.join("log.csv"),
        "timestamp,author\n2024-01-01 10:00,ann\n",
    )
    .expect("a log");
    let run = format!("run s.toml {STILL} --out v --visits");
    for file in [
        "v/daily.csv",
        "v/visits.csv",
        "v",
        "v/../v/a.csv",
        "./v/charts/a.csv",
    ] {
        let words = format!("--visits {file} lies in the folder of the results");
        refused(
            here,
            &format!("{run} {file}"),
            &[&words, "hint: name a file outside of v"],
        );
        refused(here, &format!("{run} {file} --force"), &[&words]);
    }
    refused(
        here,
        &format!("run s.toml {STILL} --visits output/s/daily.csv"),
        &["name a file outside of output/s"],
    );
    for line in [
        "validate --replicates 2 --out v --write v/page.md",
        "claims --worlds 10 --out v --record v/claims.json",
        "claims --worlds 10 --out v --record r.json --write v/page.md",
        "calibrate log.csv --report v --out v/scenario.toml",
    ] {
        refused(
            here,
            line,
            &["lies in the folder of the results", "outside of v"],
        );
    }
    fs::create_dir(here.join("new")).expect("made");
    succeeds(
        here,
        &format!("run s.toml {STILL} --out new --visits new/../w.csv"),
    );
    assert!(here.join("w.csv").is_file());
}

#[test]
fn a_log_in_the_folder_of_its_results_is_not_lost() {
    let folder = here();
    let here = folder.path();
    let log =
        "timestamp,author\n2024-01-01 10:00,ann\n2024-01-02 10:00,ben\n2024-01-03 10:00,ann\n";
    fs::write(here.join("log.csv"), log).expect("a log");
    succeeds(here, "log log.csv --out t");
    let table = fs::read(here.join("t/members_days.csv")).expect("a table");
    for line in [
        "log t/members_days.csv --out t",
        "validate --log t/members_days.csv --out t",
    ] {
        let (code, talk) = said(here, line);
        assert!(
            code == 3 && talk.contains("lies where results go"),
            "{line}: {talk}"
        );
        assert_eq!(
            fs::read(here.join("t/members_days.csv")).ok(),
            Some(table.clone())
        );
    }
    succeeds(here, "validate --log t/members_days.csv --out t --force");
    assert_eq!(fs::read(here.join("t/members_days.csv~")).ok(), Some(table));
}

#[test]
fn a_table_of_visits_is_known_again() {
    let folder = here();
    let here = folder.path();
    let run = format!("run s.toml {STILL} --out k --visits w.csv");
    succeeds(here, &run);
    let whole = all(here);
    let table = fs::read(here.join("w.csv")).expect("a table");
    let same = |what: &str| {
        let now = all(here);
        for (path, bytes) in &whole {
            // The manifest holds the time.
            if !path.ends_with("manifest.json") {
                assert_eq!(now.get(path), Some(bytes), "{what}: {}", path.display());
            }
        }
    };
    succeeds(here, &run);
    same("repeated");
    // Killed after the table of visits was written, before the study was complete.
    fs::remove_file(here.join("k/manifest.json")).expect("removed");
    succeeds(here, &run);
    same("killed");
    // Another study of the same folder knows its file too, and so does the next one.
    succeeds(here, &format!("{run} --seed 2"));
    assert_ne!(fs::read(here.join("w.csv")).ok(), Some(table.clone()));
    succeeds(here, &format!("run s.toml {STILL} --out k"));
    succeeds(here, &run);
    same("after others");
    // What somebody has changed is theirs.
    let mut mine = table.clone();
    mine.extend(b"mine\n");
    fs::write(here.join("w.csv"), &mine).expect("written");
    refused(here, &run, &["is not as qun has written it", "--force"]);
    succeeds(here, &format!("{run} --force"));
    assert_eq!(fs::read(here.join("w.csv~")).ok(), Some(mine));
    same("forced");
}

#[cfg(unix)]
#[test]
fn an_interrupted_command_with_a_table_of_visits_is_repeated() {
    use std::time::{Duration, Instant};
    let folder = here();
    let here = folder.path();
    let line = format!("run s.toml {STILL} --days 60 --replicates 3000 --out k --visits w.csv");
    let mut running = Command::new(env!("CARGO_BIN_EXE_qun"))
        .current_dir(here)
        .args(line.split_whitespace())
        .spawn()
        .expect("it starts");
    let began = Instant::now();
    while !here.join("k/study.json").exists() && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(300));
    let sent = Command::new("kill")
        .args(["-INT", &running.id().to_string()])
        .status();
    assert!(sent.expect("it starts").success());
    let code = running.wait().expect("it ends").code();
    assert_eq!(
        code,
        Some(130),
        "it was not interrupted: use more replicates"
    );
    let manifest = fs::read_to_string(here.join("k/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"interrupted\": true"), "{manifest}");
    let before = fs::read(here.join("w.csv")).expect("a table");
    succeeds(here, &line);
    let manifest = fs::read_to_string(here.join("k/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"interrupted\": false"), "{manifest}");
    assert!(fs::read(here.join("w.csv")).expect("a table").len() > before.len());
    let mark = fs::read_to_string(here.join("k/.qun")).expect("a mark");
    assert_eq!(mark.matches(" --visits\n").count(), 1, "{mark}");
}

#[test]
fn what_qun_has_not_written_is_in_the_way_before_the_work() {
    let first = here();
    let here = first.path();
    succeeds(here, &format!("run s.toml {STILL} --out o"));
    let compare = "compare s.toml -q --out o";
    for name in [
        "comparison.csv",
        "strategies",
        "strategies/free",
        "strategies/free/daily.csv",
        "charts/forest.svg",
        "charts/forest.en.png",
        "unfinished",
    ] {
        let place = here.join("o").join(name);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(&place, "precious").expect("written");
        let words = format!("o holds what qun has not written where results go: {name}");
        refused(here, compare, &[&words, "--force"]);
        fs::remove_file(&place).expect("removed");
        let within = place.parent().expect("a folder");
        if within != here.join("o") {
            fs::remove_dir_all(within).expect("removed");
            let _ = fs::remove_dir(here.join("o/strategies"));
        }
    }
    fs::create_dir(here.join("o/comparison.csv")).expect("made");
    refused(here, compare, &["where results go: comparison.csv"]);
    fs::remove_dir(here.join("o/comparison.csv")).expect("removed");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../s.toml", here.join("o/comparison.csv")).expect("linked");
        refused(here, compare, &["where results go: comparison.csv"]);
        fs::remove_file(here.join("o/comparison.csv")).expect("removed");
    }
    // Notes of one's own stay, wherever they lie.
    for name in ["notes.md", "charts/mine.svg", "strategies/free/notes.txt"] {
        let place = here.join("o").join(name);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(&place, "precious").expect("written");
    }
    assert!(!succeeds(here, compare).contains("kept as"));
    for name in ["notes.md", "charts/mine.svg", "strategies/free/notes.txt"] {
        assert_eq!(
            fs::read(here.join("o").join(name)).ok(),
            Some(b"precious".to_vec())
        );
    }
}

#[test]
fn force_says_what_was_changed_and_what_was_never_quns() {
    let folder = here();
    let here = folder.path();
    succeeds(here, &format!("run s.toml {STILL} --out o"));
    fs::write(here.join("o/daily.csv"), "edited").expect("written");
    fs::write(here.join("o/comparison.csv"), "precious").expect("written");
    let talk = succeeds(here, &format!("run s.toml {STILL} --out o --force"));
    assert!(
        talk.contains("o/daily.csv was changed since qun wrote it; it is kept as o/daily.csv~"),
        "{talk}"
    );
    let talk = succeeds(here, &format!("compare s.toml {STILL} --out o --force"));
    assert!(
        talk.contains("o/comparison.csv was not qun's; it is kept as o/comparison.csv~"),
        "{talk}"
    );
    assert_eq!(
        fs::read(here.join("o/daily.csv~")).ok(),
        Some(b"edited".to_vec())
    );
}

/// Every file that a study writes is known by its name, so that somebody else's is seen before the work.
#[test]
fn the_names_of_all_results_are_known() {
    let folder = here();
    let here = folder.path();
    let log: Vec<String> = (0..400)
        .flat_map(|day| (0..6).map(move |member| (day, member)))
        .filter(|(day, member)| (day * 7 + member * 5) % 4 != 1)
        .map(|(day, member)| format!("m{member},{day},{}\n", 1 + (day + member) % 3))
        .collect();
    fs::write(
        here.join("log.csv"),
        format!("member_id,day,events\n{}", log.concat()),
    )
    .expect("a log");
    let vary = "--vary community.focus=0.2..0.8";
    for (number, line) in [
        "run s.toml".to_owned(),
        "run s.toml --language both".to_owned(),
        "compare s.toml --replicates 20".to_owned(),
        "sweep s.toml --vary community.focus=0,1".to_owned(),
        format!("optimize s.toml {vary} --maximize dau_end --budget 40"),
        format!("sensitivity s.toml {vary} --points 8"),
        "log log.csv".to_owned(),
        "validate --log log.csv".to_owned(),
        "claims M1 --worlds 10".to_owned(),
        "calibrate log.csv --backtest --replicates 4 --classes 1".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        let out = format!("o{number}");
        let (code, talk) = said(here, &format!("{line} --out {out}"));
        assert!(code == 0 || line.starts_with("claims"), "{line}: {talk}");
        let root = here.join(&out);
        let made: Vec<PathBuf> = all(&root).into_keys().filter(|it| it.is_file()).collect();
        assert!(made.len() > 3, "{line}");
        // The same names, where qun has not written them.
        let taken = here.join(format!("t{number}"));
        fs::create_dir(&taken).expect("made");
        fs::copy(root.join(".qun"), taken.join(".qun")).expect("copied");
        let mark = fs::read_to_string(root.join(".qun")).expect("a mark");
        let heading = mark.lines().next().expect("a heading");
        fs::write(taken.join(".qun"), format!("{heading}\n")).expect("written");
        let mut names = Vec::new();
        for path in made {
            let name = path.strip_prefix(&root).expect("below").to_owned();
            // Blocks of a sweep are named by what they hold.
            if name.starts_with("cells") || name == Path::new(".qun") {
                continue;
            }
            let place = taken.join(&name);
            fs::create_dir_all(place.parent().expect("a folder")).expect("made");
            fs::write(place, "precious").expect("written");
            names.push(name.display().to_string());
        }
        let (code, talk) = said(here, &format!("run s.toml {STILL} --out t{number}"));
        assert_eq!(code, 3, "{line}: {talk}");
        let told = talk.split("where results go: ").nth(1).unwrap_or_default();
        let told: Vec<&str> = told
            .lines()
            .next()
            .unwrap_or_default()
            .split(", ")
            .collect();
        names.sort();
        assert_eq!(told, names, "{line}");
    }
}
