//! Every kind of community that `qun new NAME --from KIND` begins with lives a life that a person who knows such
//! communities would believe: it does not die in its first week, does not explode, is read by more than write in it,
//! and is run within the hours there are.

use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, parse_str};
use std::fs;
use std::path::Path;

const REPLICATES: u32 = 12;

/// What a person would expect of one kind.
struct Life {
    name: &'static str,
    /// Members at the end, relative to the first day.
    growth: [f64; 2],
    /// Share of the list that looks in on an ordinary day in the middle of the run.
    here: [f64; 2],
    /// Messages a day in the middle of the run.
    messages: [f64; 2],
    /// Share of the runs that may be dead at the end.
    dead: f64,
}

const fn life(
    name: &'static str,
    growth: [f64; 2],
    here: [f64; 2],
    messages: [f64; 2],
    dead: f64,
) -> Life {
    Life {
        name,
        growth,
        here,
        messages,
        dead,
    }
}

/// In words: what has no door to the world shrinks; what is found by many grows, to less than ten times its size
/// within the time that is looked at, unless it began with a handful.
const LIVES: [Life; 16] = [
    life(
        "brand-customers",
        [1.5, 10.0],
        [0.01, 0.3],
        [2.0, 400.0],
        0.1,
    ),
    life("coupon-group", [1.5, 7.0], [0.02, 0.4], [2.0, 600.0], 0.1),
    life("course-cohort", [0.5, 1.2], [0.1, 0.7], [5.0, 600.0], 0.1),
    life("exam-group", [1.0, 10.0], [0.005, 0.4], [2.0, 900.0], 0.5),
    life("fan-group", [1.5, 10.0], [0.02, 0.4], [10.0, 3000.0], 0.1),
    life("game-guild", [0.3, 4.0], [0.05, 0.7], [1.0, 400.0], 0.5),
    life("inner-circle", [0.5, 6.0], [0.05, 0.8], [1.0, 400.0], 0.5),
    life("neighbourhood", [0.8, 1.6], [0.03, 0.5], [2.0, 500.0], 0.1),
    life(
        "open-source-chat",
        [2.0, 40.0],
        [0.003, 0.3],
        [0.5, 400.0],
        0.5,
    ),
    life("paid-circle", [1.5, 20.0], [0.02, 0.5], [0.5, 300.0], 0.2),
    life("parents", [0.7, 1.1], [0.05, 0.7], [2.0, 400.0], 0.1),
    life("qa-forum", [3.0, 80.0], [0.002, 0.2], [1.0, 600.0], 0.1),
    life("recruits", [1.5, 10.0], [0.005, 0.4], [2.0, 900.0], 0.5),
    life(
        "red-packet-group",
        [1.5, 10.0],
        [0.02, 0.6],
        [2.0, 900.0],
        0.1,
    ),
    life("subreddit", [3.0, 180.0], [0.002, 0.2], [2.0, 3000.0], 0.1),
    life("writing-camp", [0.8, 4.0], [0.03, 0.6], [2.0, 600.0], 0.1),
];

fn lives(name: &str) -> (qun::scenario::settings::Scenario, Vec<Record>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/kinds/{name}.toml"));
    let text = fs::read_to_string(&path).expect("a scenario of that kind");
    let loaded = match parse_str("kind.toml", &text, &Overrides::default()) {
        Ok(loaded) => loaded,
        Err(problems) => panic!("{problems}"),
    };
    let prepared = Prepared::new(&loaded.base);
    let records = (0..REPLICATES)
        .map(|replicate| prepared.run(replicate, false))
        .collect();
    (loaded.base.clone(), records)
}

/// Mean over replicates and some days.
fn mean(records: &[Record], metric: Daily, days: std::ops::Range<usize>) -> f64 {
    let values = records
        .iter()
        .flat_map(|record| &record.series(metric)[days.clone()]);
    let values: Vec<f64> = values
        .filter(|value| value.is_finite())
        .map(|value| f64::from(*value))
        .collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[test]
fn every_kind_is_judged() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/kinds");
    let mut shipped: Vec<String> = fs::read_dir(folder)
        .expect("the kinds")
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let is_one = path
                .extension()
                .is_some_and(|extension| extension == "toml");
            is_one.then(|| {
                path.file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
        })
        .collect();
    shipped.sort();
    assert_eq!(shipped, LIVES.map(|life| life.name.to_owned()));
}

#[test]
fn every_kind_lives_as_one_would_believe() {
    let mut wrong = Vec::new();
    for life in &LIVES {
        let (scenario, records) = lives(life.name);
        let days = usize::from(scenario.days);
        let (middle, end) = (days / 2 - 7..days / 2 + 7, days - 7..days);
        let first = mean(&records, Daily::Members, 0..1);
        let members = mean(&records, Daily::Members, middle.clone());
        let growth = mean(&records, Daily::Members, end) / first;
        let visitors = mean(&records, Daily::Dau, middle.clone());
        let speakers = mean(&records, Daily::Speakers, middle.clone());
        let messages = mean(&records, Daily::Posts, middle.clone());
        let hours = mean(&records, Daily::OperatorHours, 0..days);
        let second_week = mean(&records, Daily::Posts, 7..14);
        let dead = records
            .iter()
            .filter(|record| record.value(Run::Died) > 0.5);
        let dead = dead.count() as f64 / records.len() as f64;
        let mut expect = |what: &str, value: f64, [low, high]: [f64; 2]| {
            if !(low..=high).contains(&value) {
                wrong.push(format!(
                    "{}: {what} is {value:.3}, {low} to {high}",
                    life.name
                ));
            }
        };
        expect("growth", growth, life.growth);
        expect("here on a day", visitors / members, life.here);
        expect("messages a day", messages, life.messages);
        expect("dead at the end", dead, [0.0, life.dead]);
        expect(
            "messages in the second week",
            second_week,
            [0.5, f64::INFINITY],
        );
        expect("messages of a writer", messages / speakers, [1.0, 30.0]);
        expect("writers among visitors", speakers / visitors, [0.01, 0.9]);
        let own = scenario.operator.hours_per_day + 1e-3;
        expect("hours a day", hours, [0.0, own]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
