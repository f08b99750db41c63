//! Calibration from end to end: parameters come back, the scenario it writes runs from the state
//! at the split, and forecasts of real communities are sound where the archives are at hand.

use qun::model::community::Community;
use qun::model::history::Past;
use qun::observe::activity::{ActivityLog, ActivityRow};
use qun::scenario;
use qun::study::activity_log::LogReader;
use qun::study::backtest::report::backtest;
use qun::study::calibrate::recovery::recover;
use qun::study::calibrate::{CalibrateError, Options, calibrate};
use qun::study::simulate::Prepared;
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
                    day: u32::from(life.day),
                    events: u32::from(visit.messages),
                    replies_received: None,
                }),
        );
    });
    ActivityLog::from_rows(rows, Some(u32::from(days)))
}

#[test]
fn intervals_hold_the_parameters_that_logs_were_made_with() {
    let recovered = recover(8, 900, 3).expect("the logs are long enough");
    let mean = recovered.iter().map(|one| one.coverage).sum::<f64>() / recovered.len() as f64;
    assert!(
        mean > 0.75,
        "of 90 % intervals {mean:.2} hold: {recovered:?}"
    );
    for one in &recovered {
        assert!(one.coverage >= 0.35, "{one:?}");
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
    std::fs::write(&file, calibration.scenario_text("known", "members.csv", 60)).expect("written");
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
            if life.day < 30 {
                after += life.visits().count();
            }
        });
    }
    let ratio = after as f64 / f64::from(runs) / before;
    assert!((0.7..1.4).contains(&ratio), "{ratio}");
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
    let path = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/urho3d_forum.csv.gz"
    ));
    if !path.exists() {
        // The archives are not part of the project.
        return;
    }
    let log = LogReader::new().read_log(path).expect("it reads").log;
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
    assert!(found.active[0].error[0] < 0.35, "{:?}", found.active[0]);
    assert!(found.fates.brier < found.fates.brier_of_mean);
}
