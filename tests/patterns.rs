//! The presets held against the patterns of real communities.

#![allow(
    clippy::print_stderr,
    reason = "a failing pattern shows the whole table"
)]

use qun::observe::activity::{ActivityLog, ActivityRow};
use qun::observe::metrics::Daily;
use qun::observe::patterns::{Measured, Medium, Options, measure};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, Scenario, parse_str};
use qun::stats::summary::{mean, median};
use std::fmt::Write as _;

const REPLICATES: u32 = 7;

/// Two years, four joiners a day: some 2,900 members, of whom a thousand write.
fn scenario(preset: &str, interactions: bool) -> Scenario {
    let text = format!(
        "days = 730\nseed = 20\n[community]\nmedium = \"{preset}\"\n[interactions]\non = {interactions}\n\
         [audience]\nfounders = 30\nsize = 1_000_000\n[[audience.channel]]\nname = \"media\"\nper_day = 4\n"
    );
    match parse_str(preset, &text, &Overrides::default()) {
        Ok(loaded) => loaded.base,
        Err(problems) => panic!("{problems}"),
    }
}

struct Run {
    record: Record,
    measured: Vec<Measured>,
    /// Messages of every writing day, ascending.
    volumes: Vec<f64>,
}

fn runs(scenario: &Scenario, medium: Medium) -> Vec<Run> {
    let prepared = Prepared::new(scenario);
    (0..REPLICATES)
        .map(|replicate| {
            let mut rows = Vec::new();
            let record = prepared.run_watched(replicate, false, |community| {
                let writers = community.visits().filter(|visit| visit.messages > 0);
                rows.extend(writers.map(|visit| ActivityRow {
                    member: visit.member,
                    day: u32::from(community.day()),
                    events: u32::from(visit.messages),
                    replies_received: Some(u32::from(visit.answers)),
                }));
            });
            let mut volumes: Vec<f64> = rows.iter().map(|row| f64::from(row.events)).collect();
            volumes.sort_by(f64::total_cmp);
            let log = ActivityLog::from_rows(rows, Some(u32::from(scenario.days)));
            Run {
                record,
                measured: measure(&log, &Options::new(medium)),
                volumes,
            }
        })
        .collect()
}

/// Checks the median over replicates of every pattern in `ids` that has a band.
fn check(preset: &str, medium: Medium, interactions: bool, ids: &[&str]) -> Vec<Run> {
    let scenario = scenario(preset, interactions);
    let runs = runs(&scenario, medium);
    let members = runs[0].record.read("joins_total", None);
    assert!(
        members.is_some_and(|members| members >= 2000.0),
        "{members:?} members"
    );
    let mut table = format!(
        "{preset}, interactions {}\n",
        if interactions { "on" } else { "off" }
    );
    let mut failed = 0;
    let mut checked = 0;
    for (place, first) in runs[0].measured.iter().enumerate() {
        let (Some(band), true) = (first.band, ids.contains(&first.id)) else {
            continue;
        };
        let values: Vec<f64> = runs
            .iter()
            .filter_map(|run| run.measured[place].value)
            .collect();
        let value = median(&values);
        let holds = band.contains(value);
        checked += 1;
        failed += u32::from(!holds);
        let verdict = if holds { "" } else { "OUT" };
        let _ = writeln!(
            table,
            "{:<4} {:<24} {value:>7.3}  {:.2} to {:.2}  {verdict}",
            first.id, first.part, band.low, band.high
        );
    }
    assert!(checked >= ids.len(), "too little was measured:\n{table}");
    assert!(
        failed == 0,
        "{failed} patterns out of their bands:\n{table}"
    );
    runs
}

const KERNEL: [&str; 8] = ["P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11"];
const ALL: [&str; 13] = [
    "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P15",
];

/// A daily metric over the second year.
fn second_year(runs: &[Run], metric: Daily) -> f64 {
    let of_run = |run: &Run| {
        let days = run.record.series(metric)[365..].iter();
        mean(
            &days
                .filter(|day| !day.is_nan())
                .map(|day| f64::from(*day))
                .collect::<Vec<_>>(),
        )
    };
    median(&runs.iter().map(of_run).collect::<Vec<_>>())
}

fn holds(what: &str, value: f64, low: f64, high: f64) {
    assert!(
        (low..=high).contains(&value),
        "{what} is {value:.3}, not {low} to {high}"
    );
}

#[test]
fn chat_without_interactions_keeps_the_kernel() {
    check("chat", Medium::Chat, false, &KERNEL);
}

#[test]
fn forum_without_interactions_keeps_the_kernel() {
    check("forum", Medium::Forum, false, &KERNEL);
}

#[test]
fn chat_shows_the_patterns() {
    let runs = check("chat", Medium::Chat, true, &ALL);
    for run in &runs {
        holds(
            "median volume",
            run.volumes[run.volumes.len() / 2],
            4.0,
            8.0,
        );
        holds("mean volume", mean(&run.volumes), 10.0, 20.0);
    }
    holds(
        "answered share",
        second_year(&runs, Daily::AnsweredShare),
        0.65,
        0.90,
    );
    // What two servers' analytics say: .01 and .11 of those who join mute at once, and up to .3 of the others in a year.
    holds(
        "muted share",
        second_year(&runs, Daily::MutedShare),
        0.05,
        0.40,
    );
    holds(
        "lurkers (P13)",
        second_year(&runs, Daily::LurkerShare),
        0.50,
        0.85,
    );
}

#[test]
fn forum_shows_the_patterns() {
    let mut ids = ALL.to_vec();
    ids.push("P14");
    let runs = check("forum", Medium::Forum, true, &ids);
    for run in &runs {
        holds(
            "median volume",
            run.volumes[run.volumes.len() / 2],
            1.0,
            1.0,
        );
    }
    let means: Vec<f64> = runs.iter().map(|run| mean(&run.volumes)).collect();
    holds("mean volume", median(&means), 1.8, 2.0);
    holds(
        "answered share",
        second_year(&runs, Daily::AnsweredShare),
        0.65,
        0.90,
    );
}
