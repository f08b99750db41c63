//! Calibration and the week: no rhythm is made of a log that has none, whatever the gaps are like,
//! and where there is one, the scenario has members on the weekdays as the log has.

#[path = "common/archives.rs"]
mod archives;

use qun::calibrate::{Calibration, Options, calibrate};
use qun::log::LogReader;
use qun::model::community::Community;
use qun::observe::activity::{ActivityLog, ActivityRow};
use qun::random::{Luck, Purpose};
use qun::run::simulate::Prepared;
use qun::words::Language;

const EVEN: [f64; 7] = [1.0; 7];

/// A log without gap law: every day newcomers come; who is there is active with chance `active`
/// times the weekday's level, and leaves with chance .02 a day.
fn without_law(days: u32, per_day: u32, active: f64, levels: [f64; 7], seed: u64) -> ActivityLog {
    let mut stream = Luck::new(seed, 0).of(u64::MAX, 0).stream(Purpose::World);
    let mut rows = Vec::new();
    let mut there: Vec<u32> = Vec::new();
    let mut next = 0;
    for day in 0..days {
        there.retain(|_| stream.uniform() >= 0.02);
        there.extend(next..next + per_day);
        next += per_day;
        for &member in &there {
            if f64::from(stream.uniform()) < active * levels[day as usize % 7] {
                rows.push(ActivityRow {
                    member,
                    day,
                    events: 1 + (stream.uniform() * 3.0) as u32,
                    replies_received: None,
                });
            }
        }
    }
    ActivityLog::from_rows(rows, Some(days))
}

/// The whole log fitted, with one kind of members.
fn fitted(log: &ActivityLog) -> Calibration {
    let options = Options {
        split: 1.0,
        classes: 1,
        ..Options::default()
    };
    calibrate(log, &options).expect("the log is long enough")
}

/// Shares of active members by weekday, in whole weeks before the split.
fn shares_of(log: &ActivityLog, split: u32, weeks: u32) -> [f64; 7] {
    let mut counts = [0.0; 7];
    for day in split - 7 * weeks..split {
        counts[day as usize % 7] += log.day(day).members.len() as f64;
    }
    let sum: f64 = counts.iter().sum();
    counts.map(|count| count / sum)
}

/// The same of the scenario that a calibration makes, from the same weekday on.
fn shares_of_runs(calibration: &Calibration, days: u16, runs: u32) -> [f64; 7] {
    let scenario = calibration.scenario(days);
    let prepared = Prepared::new(&scenario);
    let mut counts = [0.0; 7];
    for replicate in 0..runs {
        prepared.run_watched(replicate, false, |life: &Community<'_>| {
            let weekday = (calibration.split + u32::from(life.day())) % 7;
            counts[weekday as usize] += life.visits().count() as f64;
        });
    }
    let sum: f64 = counts.iter().sum();
    counts.map(|count| count / sum)
}

fn says_nothing_of_weekdays(calibration: &Calibration) {
    assert!(
        calibration.scenario(60).demand.weekday.is_empty(),
        "{:?} {:?}",
        calibration.kernel.weekday,
        calibration.kernel.rhythm
    );
    let estimates = calibration.estimates();
    let of_weekdays: Vec<_> = estimates
        .iter()
        .filter(|it| it.name.starts_with("demand.weekday"))
        .collect();
    assert!(of_weekdays.len() == 1 && of_weekdays[0].interval.is_none());
    assert!(!of_weekdays[0].method.contains("likelihood"));
    let unknown = calibration.not_identified();
    for (language, words) in [
        (Language::English, "a weekly rhythm"),
        (Language::Chinese, "一周的节律"),
    ] {
        assert!(unknown.iter().any(|it| it.text(language).contains(words)));
    }
    let text = calibration.scenario_text("camp", "members.csv", 60, None);
    assert!(text.contains("\nweekday = [] # no weekly rhythm is seen"));
}

fn agree(one: [f64; 7], other: [f64; 7], by: f64) {
    let apart = one.iter().zip(other).map(|(a, b)| (a - b).abs());
    assert!(
        apart.fold(0.0, f64::max) < by,
        "shares by weekday: {one:.3?} and {other:.3?}"
    );
}

/// Gaps are geometric, which no zeta law can be: the misfit must not become a rhythm.
#[test]
fn a_log_without_weekdays_has_no_rhythm_though_its_gaps_follow_no_law() {
    for seed in 0..4 {
        let log = without_law(399, 3, 0.15, EVEN, seed);
        let calibration = fitted(&log);
        says_nothing_of_weekdays(&calibration);
        if seed == 0 {
            agree(shares_of_runs(&calibration, 364, 10), [1.0 / 7.0; 7], 0.008);
        }
    }
}

#[test]
fn a_log_by_the_law_without_weekdays_has_no_rhythm() {
    let first = fitted(&without_law(399, 3, 0.15, EVEN, 9));
    let mut scenario = first.scenario(540);
    assert!(scenario.demand.weekday.is_empty());
    scenario.audience.members = Vec::new().into();
    let mut rows = Vec::new();
    Prepared::new(&scenario).run_watched(0, false, |life: &Community<'_>| {
        rows.extend(life.visits().map(|visit| ActivityRow {
            member: visit.member,
            day: u32::from(life.day()),
            events: u32::from(visit.messages).max(1),
            replies_received: None,
        }));
    });
    says_nothing_of_weekdays(&fitted(&ActivityLog::from_rows(rows, Some(540))));
}

#[test]
fn the_scenario_has_members_on_the_weekdays_as_the_log_has() {
    let levels = [1.0, 0.9, 0.8, 1.0, 0.9, 0.5, 0.6];
    let log = without_law(399, 3, 0.2, levels, 3);
    let calibration = fitted(&log);
    let seen = shares_of(&log, calibration.split, 50);
    assert!(seen[5] < 0.1 && seen[0] > 0.15, "{seen:?}");
    agree(shares_of_runs(&calibration, 728, 10), seen, 0.008);
    let estimates = calibration.estimates();
    let known = estimates
        .iter()
        .filter(|it| it.name.starts_with("demand.weekday, day "));
    let known: Vec<_> = known.collect();
    assert!(known.len() == 7);
    for it in known {
        let (low, high) = it.interval.unwrap_or((1.0, 1.0));
        assert!(
            low <= it.value && it.value <= high && high - low < 0.3,
            "{it:?}"
        );
    }
    assert!(
        calibration
            .not_identified()
            .iter()
            .all(|it| !it.en.starts_with("a weekly rhythm"))
    );
}

#[test]
fn where_everybody_is_seen_once_nothing_is_said_of_the_week() {
    // More come on Saturdays, and nobody twice.
    let rows = (0..300).flat_map(|day| {
        let come = if day % 7 == 5 { 30 } else { 20 };
        (0..come).map(move |place| ActivityRow {
            member: day * 100 + place,
            day,
            events: 1,
            replies_received: None,
        })
    });
    let calibration = fitted(&ActivityLog::from_rows(rows, Some(300)));
    says_nothing_of_weekdays(&calibration);
    assert!(
        calibration
            .not_identified()
            .iter()
            .any(|it| it.en.starts_with("newcomers' own weekdays"))
    );
    let drawn = |name: &str| {
        let estimates = calibration.estimates();
        let found = estimates.into_iter().find(|it| it.name.ends_with(name));
        found.expect("it is told").method
    };
    assert!(drawn(".gap").contains("prior") && drawn(".gap_growth").contains("prior"));
}

#[test]
fn real_communities_keep_their_weekdays() {
    let Some(folder) = archives::archives() else {
        return;
    };
    for name in ["gbadev_forum", "moarvm_irc", "slicer_forum"] {
        let log = LogReader::new()
            .read_log(&folder.join(format!("{name}.csv.gz")))
            .expect("it reads")
            .log;
        let options = Options {
            split: 0.6,
            classes: 1,
            ..Options::default()
        };
        let calibration = calibrate(&log, &options).expect("the log is long enough");
        let seen = shares_of(&log, calibration.split, calibration.window / 7);
        agree(shares_of_runs(&calibration, 364, 10), seen, 0.015);
    }
}
