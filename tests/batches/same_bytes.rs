//! However a batch comes about, its files are the same.

use crate::help::{assert_same, blocks, done, files, folder, qun, said};
use qun::run::batch::{Batch, Event};
use qun::run::cells::{Cell, Setting};
use qun::run::replicates::{Stop, live};
use qun::run::store::{Store, row};
use qun::scenario::{Overrides, parse_str};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

/// A serial sweep to hold the others against.
fn serial(folder: &Path) {
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--threads",
            "1",
            "--quiet",
            "--out",
            "serial",
        ],
    );
}

/// A `qun` that runs beside the test.
fn beside(folder: &Path, arguments: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process")
}

/// Whether a sweep has begun to keep results.
fn started(out: &Path) -> bool {
    fs::read_dir(out.join("cells")).is_ok_and(|mut shelves| {
        shelves.any(|shelf| {
            shelf.is_ok_and(|it| fs::read_dir(it.path()).is_ok_and(|mut it| it.next().is_some()))
        })
    })
}

#[test]
fn threads_and_parts_do_not_show() {
    let folder = folder();
    let folder = folder.path();
    serial(folder);
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--threads",
            "2",
            "--quiet",
            "--out",
            "two",
        ],
    );
    assert_same(&folder.join("serial"), &folder.join("two"));
    for count in [1, 2, 3, 7] {
        let mut merge = vec!["merge".to_owned(), "--quiet".to_owned()];
        for index in 1..=count {
            let (part, out) = (format!("{index}/{count}"), format!("part-{index}-{count}"));
            done(
                folder,
                &[
                    "sweep",
                    "small.toml",
                    "--quiet",
                    "--shard",
                    &part,
                    "--out",
                    &out,
                ],
            );
            merge.push(out);
        }
        let out = format!("merged-{count}");
        merge.extend(["--out".to_owned(), out.clone()]);
        let merge: Vec<&str> = merge.iter().map(String::as_str).collect();
        done(folder, &merge);
        assert_same(&folder.join("serial"), &folder.join(out));
    }
}

#[test]
fn parts_may_share_a_folder_and_queues_number_them() {
    let folder = folder();
    let folder = folder.path();
    serial(folder);
    for task in ["4", "5", "6"] {
        let mut command = qun(folder);
        command
            .env("SLURM_ARRAY_TASK_ID", task)
            .env("SLURM_ARRAY_TASK_MIN", "4");
        command.env("SLURM_ARRAY_TASK_COUNT", "3");
        let (code, _, talk) = said(command, &["sweep", "small.toml", "--out", "shared"]);
        assert_eq!(code, 0, "{talk}");
        assert!(talk.contains("as SLURM_ARRAY_TASK_ID says"), "{talk}");
        assert!(
            !folder.join("shared/cells.csv").exists(),
            "a part is no result"
        );
    }
    done(folder, &["merge", "shared", "--quiet", "--out", "shared"]);
    assert_same(&folder.join("serial"), &folder.join("shared"));
    let mut command = qun(folder);
    command.env("JOB_COMPLETION_INDEX", "0");
    let (code, _, talk) = said(command, &["sweep", "small.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("JOB_COMPLETIONS is not") && talk.contains("--shard 1/1"),
        "{talk}"
    );
}

#[test]
fn killed_at_twenty_moments_it_goes_on_where_it_was() {
    let folder = folder();
    let folder = folder.path();
    let begun = std::time::Instant::now();
    serial(folder);
    let whole = begun.elapsed();
    let mut lengths = 0;
    for moment in 0..20_u32 {
        let arguments = ["sweep", "small.toml", "--quiet", "--out", "killed"];
        let mut child = beside(folder, &arguments);
        // Scattered over the life of a run, early and late.
        std::thread::sleep(whole * (moment * 7 % 20 + 1) / 20);
        child.kill().expect("killed");
        child.wait().expect("dead");
        let out = folder.join("killed");
        if started(&out) {
            lengths += blocks(&out).len();
            // Losing a few makes later kills find work to interrupt.
            for block in blocks(&out).iter().step_by(3) {
                fs::remove_file(block).expect("removed");
            }
        }
    }
    assert!(lengths > 0, "no run got far enough to be interrupted");
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--quiet",
            "--out",
            "killed",
            "--resume",
        ],
    );
    let out = folder.join("killed");
    // What a killed process was writing is left beside; it is never taken for a result.
    for name in files(&out).into_keys() {
        if name.to_string_lossy().contains(".qun-") {
            fs::remove_file(out.join(name)).expect("removed");
        }
    }
    assert_same(&folder.join("serial"), &out);
}

#[cfg(unix)]
#[test]
fn interrupted_it_says_so_and_keeps_what_is_done() {
    let folder = folder();
    let folder = folder.path();
    let more = [
        "sweep",
        "small.toml",
        "--replicates",
        "150",
        "--no-charts",
        "--out",
        "stopped",
    ];
    let mut child = beside(folder, &more);
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(20));
        if started(&folder.join("stopped")) && blocks(&folder.join("stopped")).len() > 3 {
            break;
        }
    }
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .expect("kill")
            .success()
    );
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    let kept = blocks(&folder.join("stopped")).len();
    assert!((4..36).contains(&kept), "{kept} blocks");
    let mut resume = more.to_vec();
    resume.push("--resume");
    let (code, _, talk) = said(qun(folder), &resume);
    assert_eq!(code, 0, "{talk}");
    assert!(
        talk.contains("going on with the batch in stopped"),
        "{talk}"
    );
    let fresh = [
        "sweep",
        "small.toml",
        "--replicates",
        "150",
        "--no-charts",
        "--out",
        "fresh",
    ];
    done(folder, &fresh);
    assert_same(&folder.join("fresh"), &folder.join("stopped"));
}

#[test]
fn two_at_once_in_one_folder_do_no_harm() {
    let folder = folder();
    let folder = folder.path();
    serial(folder);
    let arguments = ["sweep", "small.toml", "--quiet", "--out", "both"];
    let mut children: Vec<_> = (0..2).map(|_| beside(folder, &arguments)).collect();
    for child in &mut children {
        assert!(child.wait().expect("an end").success());
    }
    assert_same(&folder.join("serial"), &folder.join("both"));
}

#[test]
fn a_repeated_sweep_runs_nothing_and_a_larger_one_only_the_rest() {
    let folder = folder();
    let folder = folder.path();
    serial(folder);
    let times = |folder: &Path| -> Vec<_> {
        let modified = |path: PathBuf| {
            let time = fs::metadata(&path)
                .and_then(|it| it.modified())
                .expect("a time");
            (path, time)
        };
        blocks(folder).into_iter().map(modified).collect()
    };
    let out = folder.join("serial");
    let before = times(&out);
    serial(folder);
    assert_eq!(before, times(&out));
    let more = "operator.threshold.fee=1,20,60,150,300";
    let founders = "audience.founders=5,15,40";
    done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--vary",
            more,
            "--vary",
            founders,
            "--quiet",
            "--out",
            "serial",
        ],
    );
    let after = times(&out);
    assert_eq!(after.len(), before.len() / 4 * 5);
    assert!(
        before.iter().all(|old| after.contains(old)),
        "what was there is as it was"
    );
}

#[test]
fn a_damaged_block_is_noticed_and_made_again() {
    let folder = folder();
    let folder = folder.path();
    serial(folder);
    let whole = files(&folder.join("serial"));
    for (number, block) in blocks(&folder.join("serial")).iter().take(3).enumerate() {
        let mut bytes = fs::read(block).expect("a block");
        match number {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes[300] ^= 1,
            _ => bytes.clear(),
        }
        fs::write(block, bytes).expect("damaged");
    }
    let (code, _, talk) = said(qun(folder), &["sweep", "small.toml", "--out", "serial"]);
    assert_eq!(code, 0, "{talk}");
    assert_eq!(talk.matches("is damaged").count(), 3, "{talk}");
    assert!(files(&folder.join("serial")) == whole);
}

/// Files in which runs of a study under way are kept.
fn kept(out: &Path) -> usize {
    let files = fs::read_dir(out.join("unfinished")).map(Iterator::flatten);
    files.map_or(0, |files| {
        files
            .filter(|file| file.path().extension().is_some_and(|it| it == "runs"))
            .count()
    })
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let folder = folder();
    let folder = folder.path();
    let long = |out| {
        let replicates = ["run", "small.toml", "--replicates", "6000", "--days", "60"];
        let talk = ["--threads", "1", "--no-charts", "--quiet", "--out", out];
        [replicates.as_slice(), &talk].concat()
    };
    let mut kills = 0;
    for moment in 0..6 {
        let mut child = beside(folder, &long("killed"));
        std::thread::sleep(Duration::from_millis(1_200 + 150 * moment));
        if child.try_wait().expect("a state").is_none() {
            child.kill().expect("killed");
            kills += usize::from(kept(&folder.join("killed")) > 0);
        }
        child.wait().expect("dead");
    }
    assert!(kills > 0, "nothing was kept before any of the kills");
    let mut resume = long("killed");
    resume.push("--resume");
    done(folder, &resume);
    assert!(!folder.join("killed/unfinished").exists());
    done(folder, &long("fresh"));
    assert_same(&folder.join("fresh"), &folder.join("killed"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_comparison_keeps_what_is_done_and_goes_on() {
    let folder = folder();
    let folder = folder.path();
    let compare = |out| {
        let study = ["compare", "small.toml", "--replicates", "4000"];
        let how = ["--days", "60", "--no-charts", "--out", out];
        [study.as_slice(), &how].concat()
    };
    let mut child = beside(folder, &compare("stopped"));
    let plan = folder.join("stopped/study.json");
    while !plan.exists() {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(200));
    let id = child.id().to_string();
    let signal = Command::new("kill").args(["-INT", &id]).status();
    assert!(signal.expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    assert!(kept(&folder.join("stopped")) > 0, "nothing was kept");
    let mut resume = compare("stopped");
    resume.push("--resume");
    let (code, _, talk) = said(qun(folder), &resume);
    assert_eq!(code, 0, "{talk}");
    assert!(
        talk.contains("going on with the batch in stopped")
            && talk.contains("runs are there already"),
        "{talk}"
    );
    done(folder, &compare("fresh"));
    assert_same(&folder.join("fresh"), &folder.join("stopped"));
    // Another study has nothing to go on with here.
    resume.extend(["--seed", "8"]);
    let (code, _, talk) = said(qun(folder), &resume);
    assert_eq!(code, 3, "{talk}");
    assert!(talk.contains("holds another batch"), "{talk}");
}

/// Cells whose strategies have not begun yet live their first days once, and each is what it would be alone.
#[test]
fn cells_that_begin_alike_are_lived_together_and_are_what_they_are_alone() {
    let text = "days = 40\nreplicates = 4\n[audience]\nfounders = 20\n[[audience.channel]]\nname = \"media\"\n\
                per_day = 2\n[operator.content]\nfrom_day = 15\n[operator.follow_up]\n\
                [uncertainty]\n\"audience.word_of_mouth\" = \"0.01 to 0.03\"\n";
    let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
    let value = |path: &str, value: i64| Cell {
        strategy: None,
        values: vec![(path.to_owned(), value.into())],
    };
    let cells: Vec<Cell> = [2, 7, 20, 30, 39]
        .into_iter()
        .map(|day| value("operator.content.from_day", day))
        .chain([1, 5].map(|days| value("operator.content.per_week", days)))
        // What works from the first day on, and another place, are lived alone.
        .chain([3, 9].map(|days| value("operator.follow_up.days", days)))
        .chain([value("audience.founders", 25)])
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::new(folder.path());
    let (ran, most) = (AtomicU32::new(0), AtomicUsize::new(0));
    let count = |event| {
        if let Event::Ran(more) = event {
            ran.fetch_add(more, Ordering::Relaxed);
        }
    };
    let watched = |settings: &[&Setting<'_>], replicate: u32, parallel: bool| {
        most.fetch_max(settings.len(), Ordering::Relaxed);
        live(settings, replicate, parallel)
    };
    let batch = Batch::new(&loaded, &cells, &store, 3, None, &watched);
    let tasks = batch.tasks(&vec![4; cells.len()]);
    batch.run(&tasks, &Stop::new(), &count).expect("a batch");
    assert_eq!(ran.load(Ordering::Relaxed), 4 * cells.len() as u32);
    assert_eq!(
        most.load(Ordering::Relaxed),
        6,
        "from days 7, 20, 30 and 39, and two that begin on day 15"
    );
    for (number, cell) in cells.iter().enumerate() {
        let setting = Setting::new(&loaded, cell.clone()).expect("a setting");
        let alone: Vec<Vec<f64>> = (0..4)
            .map(|replicate| row(&setting.run(replicate, false).expect("a run")))
            .collect();
        let metrics: Vec<usize> = (0..alone[0].len()).collect();
        let found = batch
            .values(number, &metrics, 4)
            .expect("readable")
            .expect("whole");
        for (metric, values) in found.iter().enumerate() {
            for (replicate, value) in values.iter().enumerate() {
                let alone = alone[replicate][metric];
                let same = value.to_bits() == alone.to_bits() || value.is_nan() && alone.is_nan();
                assert!(
                    same,
                    "cell {number}, replicate {replicate}: {value} and {alone}"
                );
            }
        }
    }
}
