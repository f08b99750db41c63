//! Calibration from end to end: parameters come back, the scenario it writes runs from the state
//! at the split, and forecasts of real communities are sound where the archives are at hand.

#[path = "common/archives.rs"]
mod archives;

use qun::calibrate::backtest::report::{Row, backtest};
use qun::calibrate::backtest::tables::markdown;
use qun::calibrate::backtest::words::words;
use qun::calibrate::recovery::{Recovered, recover};
use qun::calibrate::{CalibrateError, Options, calibrate};
use qun::log::LogReader;
use qun::model::community::Community;
use qun::model::history::Past;
use qun::observe::activity::{ActivityLog, ActivityRow};
use qun::run::simulate::Prepared;
use qun::scenario;
use qun::words::Language;
use std::path::Path;

/// A log simulated with the laws of the recovery experiment, as rows.
fn simulated(days: u16, seed: u64) -> ActivityLog {
    let text = format!(
        "days = {days}\nseed = {seed}\n[community]\nmute = 0.0\n[[archetype]]\nname = \"member\"\nlike = \"regular\"\n\
         post = 1.0\nquit_visit = 1.0\nquit_a = 0.6\nquit_b = 0.8\ngap = 0.1\n\
         [audience]\nfounders = 0\nsize = 1000000\n[[audience.channel]]\nname = \"media\"\nper_day = 1.5\n[interactions]\non = false\n"
    );
    let loaded = scenario::parse_str("known.toml", &text, &scenario::Overrides::default())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let mut rows = Vec::new();
    Prepared::new(&loaded.base).run_watched(0, false, |life: &Community<'_>| {
        rows.extend(
            life.visits()
                .filter(|visit| visit.messages > 0)
                .map(|visit| ActivityRow {
                    member: visit.member,
                    day: u32::from(life.day()),
                    events: u32::from(visit.messages),
                    replies_received: None,
                }),
        );
    });
    ActivityLog::from_rows(rows, Some(u32::from(days)))
}

#[test]
fn intervals_hold_the_parameters_that_logs_were_made_with() {
    let recovered = recover(4, 900, 3).expect("the logs are long enough");
    for community in ["chat", "small forum", "chat of two kinds"] {
        let of = |count: fn(&Recovered) -> usize| -> usize {
            recovered
                .iter()
                .filter(|one| one.community == community)
                .map(count)
                .sum()
        };
        let (identified, held) = (of(|one| one.identified), of(|one| one.held));
        assert!(
            identified > 30 && held as f64 > 0.78 * identified as f64,
            "of {identified} intervals for the {community} {held} hold the truth: {recovered:#?}"
        );
    }
}

#[test]
fn the_written_scenario_loads_and_starts_from_the_state_at_the_split() {
    let log = simulated(720, 5);
    let calibration = calibrate(
        &log,
        &Options {
            classes: 1,
            ..Options::default()
        },
    )
    .expect("the log is long enough");
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = calibration
        .scenario(60)
        .archetype
        .into_iter()
        .map(|archetype| archetype.name)
        .collect();
    std::fs::write(
        folder.path().join("members.csv"),
        scenario::members_csv(&calibration.members, &names),
    )
    .expect("written");
    let file = folder.path().join("fitted.toml");
    std::fs::write(
        &file,
        calibration.scenario_text("known", "members.csv", 60, None),
    )
    .expect("written");
    let loaded = scenario::load(&file, &scenario::Overrides::default())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    assert_eq!(
        loaded.base.audience.members.len(),
        calibration.members.len()
    );
    // Visits of the last month before the split and of the first after it: no jump.
    let split = calibration.split;
    let before = log.within(split - 30..split).count() as f64;
    let prepared = Prepared::new(&loaded.base);
    let runs = 20;
    let mut after = 0;
    for replicate in 0..runs {
        prepared.run_watched(replicate, false, |life: &Community<'_>| {
            if life.day() < 30 {
                after += life.visits().count();
            }
        });
    }
    let ratio = after as f64 / f64::from(runs) / before;
    assert!((0.7..1.4).contains(&ratio), "{ratio}");
}

/// Runs the program in a folder of its own.
fn qun(folder: &Path, arguments: &[&str]) -> String {
    let out = assert_cmd::Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs");
    assert!(
        out.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[test]
fn what_if_works_from_anywhere_and_from_the_folder_of_results() {
    let log = simulated(900, 5);
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut csv = String::from("community,member_id,day,events\n");
    for day in 0..log.span() {
        let active = log.day(day);
        for (member, events) in active.members.iter().zip(active.events) {
            csv.push_str(&format!("camp,Secret Name {member},{day},{events}\n"));
        }
    }
    std::fs::create_dir(root.join("logs")).expect("made");
    std::fs::create_dir(root.join("elsewhere")).expect("made");
    std::fs::write(root.join("logs/camp.csv"), csv).expect("written");
    let said = qun(
        root,
        &[
            "calibrate",
            "logs/camp.csv",
            "--classes",
            "1",
            "--out",
            "logs/camp.toml",
            "--days",
            "200",
        ],
    );
    // The example strategies are there to be switched on.
    let file = root.join("logs/camp.toml");
    let text = std::fs::read_to_string(&file).expect("written");
    assert!(
        text.contains("\non = true") && text.contains("\nbalance = "),
        "{text}"
    );
    let purge = "# [strategy.purge-90.operator.purge]";
    assert!(text.contains(purge));
    let switched = text
        .replace(purge, "[strategy.purge-90.operator.purge]")
        .replace("# after_days = 90", "after_days = 90");
    std::fs::write(&file, &switched).expect("written");
    let elsewhere = root.join("elsewhere");
    let common = [
        "--replicates",
        "6",
        "--no-charts",
        "--quiet",
        "--format",
        "json",
    ];
    let with = |first: &[&str]| -> Vec<String> {
        first
            .iter()
            .chain(&common)
            .map(|word| (*word).to_owned())
            .collect()
    };
    let run = |words: &[&str]| {
        let words = with(words);
        qun(
            &elsewhere,
            &words.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    };
    run(&["run", "../logs/camp.toml", "--out", "run"]);
    // The folder of results holds all it takes to run again, to the same numbers.
    let first = run(&["run", "run/scenario.toml", "--out", "again"]);
    let again = run(&["run", "again/scenario.toml", "--out", "once-more"]);
    assert!(first == again, "the same scenario gives the same numbers");
    // What members wrote before day 0 counts.
    let daily = std::fs::read_to_string(elsewhere.join("run/daily.csv")).expect("a table");
    let means = |metric: &str| -> Vec<f64> {
        let rows = daily
            .lines()
            .map(|line| line.split(',').collect::<Vec<_>>());
        let means = rows
            .filter(|row| row[1] == metric)
            .filter_map(|row| row[2].parse().ok());
        means.collect()
    };
    let (factor, members) = (means("absence_factor"), means("members"));
    assert!(!factor.is_empty() && factor.iter().all(|count| (1.0..members[0]).contains(count)));
    assert!(
        means("gini_posts")
            .iter()
            .all(|gini| (0.0..1.0).contains(gini))
    );
    let compared = run(&["compare", "../logs/camp.toml", "--out", "compared"]);
    assert!(compared.contains("purge-90"), "{compared}");
    run(&[
        "run",
        "compared/strategies/purge-90/scenario.toml",
        "--out",
        "purged",
    ]);
    let vary = "operator.purge.after_days=60,120";
    let whole = ["sweep", "../logs/camp.toml", "--vary", vary];
    run(&[&whole[..], &["--out", "swept"]].concat());
    for shard in ["1/2", "2/2"] {
        let out = format!("part{}", &shard[..1]);
        run(&[&whole[..], &["--shard", shard, "--out", &out]].concat());
    }
    qun(
        &elsewhere,
        &["merge", "part1", "part2", "--out", "merged", "--no-charts"],
    );
    let cells = |name: &str| {
        std::fs::read(elsewhere.join(name).join("cells.csv")).expect("a table of cells")
    };
    assert!(
        cells("swept") == cells("merged"),
        "shards and merge give the same cells"
    );
    qun(
        &elsewhere,
        &[
            "replay",
            "swept",
            "--cell",
            "1",
            "--replicate",
            "2",
            "--no-charts",
            "--out",
            "replayed",
        ],
    );
    // Names stay in the log.
    let mut written = vec![said, text];
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "camp.csv") {
                let bytes = std::fs::read(&path).expect("readable");
                written.push(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    assert!(written.iter().all(|text| !text.contains("Secret")));
}

#[test]
fn a_missing_or_wrong_table_is_a_problem_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("fitted.toml");
    std::fs::write(
        &file,
        "title = \"x\"\n[audience]\nmembers_from = \"none.csv\"\n",
    )
    .expect("written");
    let problems =
        scenario::load(&file, &scenario::Overrides::default()).expect_err("there is no table");
    assert!(problems.render(false).contains("none.csv"));
}

#[test]
fn histories_say_who_is_still_there() {
    // Silent for a year: gone; here every day: there; much experience: hardly anyone quits.
    let member = |last_day: i32, active_days: u16| Past {
        first_day: -700,
        last_day,
        active_days,
        posts: 100,
        pace: 2.0,
        weights: Vec::new(),
    };
    let mut loaded = scenario::parse_str(
        "x.toml",
        "title = \"x\"\ndays = 400\n[audience]\nfounders = 0\n[interactions]\non = false\n",
        &scenario::Overrides::default(),
    )
    .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    loaded.base.audience.channel.clear();
    let mut returned = |members: Vec<Past>| {
        let count = members.len();
        loaded.base.audience.members = members.into();
        let mut seen = vec![false; count];
        Prepared::new(&loaded.base).run_watched(0, false, |life: &Community<'_>| {
            for visit in life.visits() {
                seen[visit.member as usize] = true;
            }
        });
        seen.iter().filter(|seen| **seen).count() as f64 / count as f64
    };
    let gone = returned(vec![member(-400, 50); 400]);
    let fresh = returned(vec![member(-1, 50); 400]);
    let asleep = returned(vec![member(-60, 50); 400]);
    let novices = returned(vec![member(-60, 1); 400]);
    assert!(
        gone < 1e-9 && fresh > asleep && asleep > novices && novices > 0.0,
        "{gone} {fresh} {asleep} {novices}"
    );
}

#[test]
fn too_little_is_refused() {
    let log = ActivityLog::from_rows(
        [ActivityRow {
            member: 0,
            day: 0,
            events: 1,
            replies_received: None,
        }],
        Some(900),
    );
    assert!(matches!(
        calibrate(&log, &Options::default()),
        Err(CalibrateError::TooThin { active_days: 1 })
    ));
    assert!(matches!(
        calibrate(
            &log,
            &Options {
                split: 1.5,
                ..Options::default()
            }
        ),
        Err(CalibrateError::Split(_))
    ));
    assert!(matches!(
        calibrate(
            &log,
            &Options {
                split: 0.1,
                ..Options::default()
            }
        ),
        Err(CalibrateError::TooShort { .. })
    ));
}

#[test]
fn a_backtest_of_a_small_archive_is_sound() {
    let Some(folder) = archives::archives() else {
        return;
    };
    let path = folder.join("urho3d_forum.csv.gz");
    let log = LogReader::new().read_log(&path).expect("it reads").log;
    let found = backtest(
        "urho3d_forum",
        &log,
        &Options {
            classes: 1,
            ..Options::default()
        },
        20,
        1,
    )
    .expect("long enough");
    let scores = found.forecast().expect("the forecast is scored");
    assert!(scores.error[0] < 0.2 && scores.error[1] < 0.4, "{scores:?}");
    assert!(found.fates.brier < found.fates.brier_of_model);
    assert!(found.fates.brier_of_model < found.fates.brier_of_mean);
    // With interactions on and off, both in the table.
    assert!(found.active.iter().all(Option::is_some));
    let rows = [
        Row::Scored(Box::new(found)),
        Row::Unscored {
            name: "a|b".to_owned(),
            reason: "the log is too short".to_owned(),
        },
    ];
    let tables = markdown(&rows, 20);
    assert!(tables.contains("| with interactions |") && tables.contains("| model alone |"));
    assert_eq!(
        tables
            .matches("| a\\|b | not scored: the log is too short |")
            .count(),
        5
    );
    let english = words(&rows, Language::English);
    assert!(
        english.contains("with 80 % chance between") && english.contains("of messages held in"),
        "{english}"
    );
    assert!(words(&rows, Language::Chinese).contains("有八成把握在"));
}

#[test]
fn one_log_that_cannot_be_scored_is_a_line_among_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, log: &ActivityLog| {
        let mut text = String::from("community,member_id,day,events\n");
        let mut rows: Vec<(u32, u32, u32)> = log
            .each_poster()
            .flat_map(|member| {
                (0..member.days.len())
                    .map(move |at| (member.days[at], member.member, member.events[at]))
            })
            .collect();
        rows.sort_unstable();
        for (day, member, events) in rows {
            text.push_str(&format!("c,{member},{day},{events}\n"));
        }
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it is written");
        path
    };
    let good = put("good.csv", &simulated(600, 5));
    let short = put("short.csv", &simulated(90, 5));
    let unreadable = folder.path().join("unreadable.csv");
    std::fs::write(&unreadable, "timestamp,author\nyesterday,a\n").expect("it is written");
    let run = |logs: &[&Path]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_qun"))
            .arg("calibrate")
            .args(logs)
            .args(["--backtest", "--replicates", "4", "--classes", "1"])
            .env("LC_ALL", "zh_CN.UTF-8")
            .output()
            .expect("it runs")
    };
    let found = run(&[&short, &good, &unreadable]);
    let text = String::from_utf8_lossy(&found.stdout);
    assert!(found.status.success(), "{found:?}");
    assert!(
        text.contains("| short | not scored: the log is too short"),
        "{text}"
    );
    assert!(text.contains("| unreadable | not scored: "), "{text}");
    assert!(
        text.contains("| c |") && text.contains("有八成把握在"),
        "{text}"
    );
    // None scored is a failure, and so is one alone.
    assert!(!run(&[&short, &unreadable]).status.success());
    assert!(!run(&[&short]).status.success());
}

/// The shortest and thinnest logs: a forecast that can be compared, or the reason why there is none.
#[test]
fn a_backtest_of_next_to_nothing_ends_with_words() {
    let rows = |days: u32, members: u32| {
        (0..days).flat_map(move |day| {
            let present = (0..members).filter(move |member| (day * 7 + member * 3) % 3 != 1);
            present.map(move |member| ActivityRow {
                member,
                day,
                events: 1 + (day + member) % 3,
                replies_received: None,
            })
        })
    };
    for (days, members) in [
        (1, 1),
        (60, 5),
        (200, 2),
        (240, 1),
        (400, 1),
        (401, 3),
        (800, 2),
    ] {
        let log = ActivityLog::from_rows(rows(days, members), None);
        for split in [0.5, 0.6, 0.9, 0.999, 1.0] {
            let options = Options {
                split,
                ..Options::default()
            };
            match backtest("small", &log, &options, 2, 1) {
                Ok(found) => {
                    let rows = [qun::calibrate::backtest::report::Row::Scored(Box::new(
                        found,
                    ))];
                    let text = qun::calibrate::backtest::tables::markdown(&rows, 2);
                    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
                }
                Err(CalibrateError::NothingAhead { days }) => assert!(days < 30),
                Err(other) => assert!(!other.to_string().is_empty()),
            }
        }
    }
}
