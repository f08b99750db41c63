//! Lives that have their first days in common are the lives that each would have lived alone.

mod common;

use common::scenario;
use proptest::prelude::*;
use qun::operator::{Instance, KINDS, Kind};
use qun::run::fork::live_together;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;

const DAYS: u16 = 56;

const PLACE: &str = "days = 56\n[community]\nroom = [{ name = \"talk\" }, { name = \"board\", kind = \"quiet\" }]\n\
    medium = \"wechat\"\nquarrels = 20\n[[community.topic]]\nname = \"film\"\n\
    [audience]\nfounders = 70\nword_of_mouth = 0.02\ninvitations = 0.3\n[[audience.channel]]\nname = \"media\"\nper_day = 3\n\
    [[archetype]]\nname = \"regular\"\nshare = 0.5\n[[archetype]]\nname = \"spammer\"\nshare = 0.1\n\
    [[archetype]]\nname = \"lurker\"\n\
    [operator]\nhours_per_day = 12\ncost_per_hour = 10\n";

/// A strategy that does much, from this day on if it can be told from which.
fn busy(kind: &'static Kind, name: Option<&str>, from: u16) -> Instance {
    let mut json = kind.busy().json();
    let table = json.as_object_mut().expect("a table");
    for (key, value) in [
        ("from_day", from),
        ("on_day", from),
        ("to_day", (from + 25).max(from)),
    ] {
        if let Some(slot) = table.get_mut(key) {
            *slot = value.into();
        }
    }
    let name = name.map(str::to_owned);
    kind.read(name, json).expect("settings")
}

fn with(strategies: Vec<Instance>) -> Scenario {
    let mut scenario = scenario(PLACE);
    scenario.operator.strategies = strategies;
    scenario
}

/// Lives through these scenarios together and holds each against the same lived alone; how many days
/// that took.
fn together(scenarios: &[Scenario], replicate: u32) -> u64 {
    let prepared: Vec<Prepared<'_>> = scenarios.iter().map(Prepared::new).collect();
    let arms: Vec<&Prepared<'_>> = prepared.iter().collect();
    let mut found: Vec<Option<String>> = vec![None; arms.len()];
    let days = live_together(&arms, replicate, false, &mut |arm, record| {
        let earlier = found[arm].replace(format!("{record:?}"));
        assert!(earlier.is_none(), "arm {arm} was lived twice");
        true
    });
    for (number, (found, alone)) in found.iter().zip(&prepared).enumerate() {
        let alone = format!("{:?}", alone.run(replicate, false));
        let found = found.as_ref().expect("every arm has a record");
        if *found != alone {
            let at = found.bytes().zip(alone.bytes()).position(|(a, b)| a != b);
            let at = at.unwrap_or_default().saturating_sub(60);
            let part = |text: &str| text.chars().skip(at).take(120).collect::<String>();
            panic!(
                "scenario {number} of {:?}:\n{}\n{}",
                scenarios[number].operator.strategies,
                part(found),
                part(&alone)
            );
        }
    }
    days
}

#[test]
fn every_strategy_begins_in_a_fork_as_it_does_alone() {
    let usual = || {
        let kinds = ["threshold", "content", "moderation", "prizes"].into_iter();
        let kinds = kinds.filter_map(qun::operator::kind);
        kinds.map(|kind| busy(kind, None, 0)).collect::<Vec<_>>()
    };
    for kind in KINDS {
        let added = |from: u16, place: usize| {
            let mut strategies = usual();
            strategies.insert(place, busy(kind, Some("late"), from));
            with(strategies)
        };
        let arms = [
            with(usual()),
            added(20, 0),
            added(33, 4),
            added(33, 2),
            added(90, 1),
        ];
        together(&arms, 3);
    }
}

/// The reasons stand with each of them.
#[test]
fn few_strategies_notice_anything_before_they_begin() {
    let early: Vec<&str> = KINDS
        .iter()
        .filter(|kind| {
            let first = busy(kind, None, 40).begins();
            // A farewell is announced two weeks before.
            first.abs_diff(40) > 14
        })
        .map(|kind| kind.key)
        .collect();
    assert_eq!(early, ["survey", "selling", "rooms", "owner", "digest"]);
}

#[test]
fn the_days_in_common_are_lived_once() {
    let content = |from| {
        with(vec![busy(
            qun::operator::kind("content").expect("known"),
            None,
            from,
        )])
    };
    let days = u64::from(DAYS);
    // One life up to day 42, and two more from the days on which they part.
    let arms = [content(14), content(28), content(42)];
    assert_eq!(together(&arms, 0), days + (days - 14) + (days - 28));
    // The same twice is one life, and what never begins is none of its own.
    assert_eq!(together(&[content(14), content(14)], 0), days);
    assert_eq!(together(&[with(Vec::new()), content(200)], 0), days);
    // Another place is another life.
    let mut elsewhere = content(14);
    elsewhere.audience.founders += 1;
    assert_eq!(together(&[content(14), elsewhere], 0), 2 * days);
    let mut richer = content(14);
    richer.operator.budget = 50.0;
    assert_eq!(together(&[content(14), richer], 0), 2 * days);
}

#[test]
fn whoever_wants_no_more_gets_no_more() {
    let scenarios = [0, 10, 20].map(|from| with(vec![busy(&KINDS[2], None, from)]));
    let prepared: Vec<Prepared<'_>> = scenarios.iter().map(Prepared::new).collect();
    let arms: Vec<&Prepared<'_>> = prepared.iter().collect();
    let mut heard = 0;
    live_together(&arms, 0, false, &mut |_, _| {
        heard += 1;
        heard < 2
    });
    assert_eq!(heard, 2);
}

/// Strategies of any kind from any day, in any order.
fn strategies() -> impl Strategy<Value = Vec<(usize, u16)>> {
    let days = prop_oneof![Just(0_u16), 1..DAYS, Just(200)];
    proptest::collection::vec((0..KINDS.len(), days), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_from_whichever_day_a_life_in_common_is_a_life_alone(
        shared in strategies(),
        own in proptest::collection::vec(strategies(), 2..5),
        groups in 1_u8..3,
        replicate in 0_u32..1000,
    ) {
        let arms: Vec<Scenario> = own
            .iter()
            .map(|own| {
                let mut list: Vec<Instance> = Vec::new();
                for (kind, from) in own.iter().chain(&shared) {
                    let kind = &KINDS[*kind];
                    if list.iter().all(|it| it.kind().key != kind.key) {
                        list.push(busy(kind, None, *from));
                    }
                }
                let mut scenario = with(list);
                scenario.operator.groups = groups;
                scenario
            })
            .collect();
        together(&arms, replicate);
    }
}
