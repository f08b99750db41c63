//! The shipped cases have the shape that is told of them.

use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::{self, Loaded, Overrides};
use qun::stats::summary::{mean, median};
use qun::study::compare::{Variation, effect};
use rayon::prelude::*;
use std::path::Path;

fn load(name: &str) -> Loaded {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(name);
    scenario::load(&path, &Overrides::default()).expect("a shipped scenario is valid")
}

/// Median over replicates of the mean of a series over some days.
fn typical(records: &[Record], metric: Daily, days: std::ops::Range<usize>) -> f64 {
    let values: Vec<f64> = records
        .iter()
        .map(|record| {
            let part: Vec<f64> = record.series(metric)[days.clone()]
                .iter()
                .map(|value| f64::from(*value))
                .collect();
            mean(&part)
        })
        .collect();
    median(&values)
}

fn lived(prepared: &Prepared<'_>, replicates: u32) -> Vec<Record> {
    let runs = (0..replicates).into_par_iter();
    runs.map(|replicate| prepared.run(replicate, false))
        .collect()
}

fn variations(loaded: &Loaded, replicates: u32) -> Vec<Variation> {
    let chosen = loaded.select(&[]).expect("all strategies exist");
    chosen
        .into_iter()
        .map(|(name, scenario)| {
            let prepared = Prepared::new(&scenario);
            let records = lived(&prepared, replicates);
            drop(prepared);
            Variation {
                name,
                scenario,
                worlds: qun::scenario::Worlds::Fixed,
                records,
            }
        })
        .collect()
}

/// Share of those who joined in the first three months, advertisers not counted, who are seen a month to two
/// months later.
fn kept(scenario: &qun::scenario::settings::Scenario) -> f64 {
    let prepared = Prepared::new(scenario);
    let (mut joined, mut seen) = (0_u32, std::collections::BTreeSet::new());
    for replicate in 0..20 {
        prepared.run_watched(replicate, false, |community| {
            let spams = |kind: u8| community.rules().kinds[usize::from(kind)].is_spammer();
            let early = community.day() > 0 && community.day() < 90;
            let joins = community.log().joins.iter();
            joined += u32::from(early) * joins.filter(|join| !spams(join.archetype)).count() as u32;
            for visit in community.visits() {
                let age = community.day() - visit.joined;
                let early = visit.joined > 0 && visit.joined < 90;
                if early && (30..60).contains(&age) && !spams(visit.archetype) {
                    seen.insert((replicate, visit.member));
                }
            }
        });
    }
    seen.len() as f64 / f64::from(joined)
}

fn named<'v>(variations: &'v [Variation], name: &str) -> &'v Variation {
    let found = variations.iter().find(|variation| variation.name == name);
    found.unwrap_or_else(|| panic!("{name} is a strategy of the scenario"))
}

/// Mean paired difference of a metric, with its 95 % interval.
fn difference(base: &Variation, other: &Variation, metric: &str) -> (f64, f64, f64) {
    let found = effect(base, other, metric, None)
        .difference
        .expect("enough pairs");
    (found.mean, found.interval.low, found.interval.high)
}

#[test]
fn c1_grows_fills_peaks_in_september_and_falls() {
    let loaded = load("c1-product-managers-2016.toml");
    let prepared = Prepared::new(&loaded.base);
    let records = lived(&prepared, 30);
    // Day 0 is 15 February: 1 May is day 76, 15 July day 151, September days 199–228, 1 November day 260.
    let members = |day: usize| typical(&records, Daily::Members, day..day + 1);
    let dau = |days: std::ops::Range<usize>| typical(&records, Daily::Dau, days);
    assert!(
        (140.0..170.0).contains(&members(0)),
        "founders: {}",
        members(0)
    );
    assert!(
        members(76) > 1.7 * members(0),
        "growth in spring: {}",
        members(76)
    );
    assert!(
        members(155) > 880.0,
        "next to full by the middle of July: {}",
        members(155)
    );
    let september = dau(199..229);
    for (name, other) in [
        ("May", dau(76..107)),
        ("July", dau(137..168)),
        ("November", dau(260..290)),
    ] {
        assert!(
            september > 1.2 * other,
            "September {september} against {name} {other}"
        );
    }
    assert!(
        dau(260..290) < 0.4 * september,
        "the fall: {} of {september}",
        dau(260..290)
    );
    let messages = typical(&records, Daily::Posts, 199..229);
    assert!(
        (700.0..4000.0).contains(&messages),
        "messages a day in September: {messages}"
    );
    let peaks: Vec<f64> = records
        .iter()
        .map(|record| record.value(Run::DauPeakDay))
        .collect();
    // The founders all look in on day 0, so the highest week may be the first in a run or two.
    assert!(
        (180.0..235.0).contains(&median(&peaks)),
        "peak on day {}",
        median(&peaks)
    );
}

#[test]
fn c6_packets_lift_activity_while_they_last_and_not_after() {
    let loaded = load("c6-red-packets.toml");
    let all = variations(&loaded, 60);
    let (base, never) = (named(&all, "base"), named(&all, "never"));
    let keep = named(&all, "keep-paying");
    let dau = |it: &Variation, days| typical(&it.records, Daily::Dau, days);
    assert!(
        dau(base, 20..45) > 1.1 * dau(never, 20..45),
        "packets draw people"
    );
    assert!(
        (dau(base, 7..14) / dau(never, 7..14) - 1.0).abs() < 1e-9,
        "before the packets, one group is the other"
    );
    let after = dau(base, 52..80) / dau(never, 52..80);
    assert!((0.85..1.2).contains(&after), "nothing is left: {after}");
    let (_, low, _) = difference(keep, base, "cost_total");
    assert!(low < 0.0, "who stops pays less");
    assert!(
        dau(keep, 90..120) > dau(base, 90..120),
        "paying on holds activity"
    );
}

/// Share of the list that was not seen for 28 days, median over replicates, in the last month.
fn asleep(it: &Variation) -> f64 {
    let days = it.scenario.days as usize;
    let last = days - 28..days;
    1.0 - typical(&it.records, Daily::Mau, last.clone())
        / typical(&it.records, Daily::Members, last)
}

#[test]
fn c4_rooms_fill_for_the_talk_and_most_of_them_sleep() {
    let loaded = load("c4-running-club.toml");
    let all = variations(&loaded, 20);
    let (base, no_gate) = (named(&all, "base"), named(&all, "no-gate"));
    let asleep = asleep(base);
    assert!((0.75..0.97).contains(&asleep), "asleep: {asleep}");
    let members = |it: &Variation, day: usize| typical(&it.records, Daily::Members, day..day + 1);
    assert!(
        members(base, 60) > 1.05 * members(no_gate, 60),
        "members bring others while the talk waits: {} against {}",
        members(base, 60),
        members(no_gate, 60)
    );
    let events = |it: &Variation| {
        let own = it.records.iter().flat_map(|record| &record.own);
        let begun = own.filter(|own| own.metric == "referral.events");
        let sum: f32 = begun.flat_map(|own| &own.values).sum();
        sum / it.records.len() as f32
    };
    assert!((0.5..6.0).contains(&events(base)), "{} talks", events(base));
    let dau = |it: &Variation| typical(&it.records, Daily::Dau, 90..250);
    let (talk, silence) = (dau(no_gate), dau(named(&all, "no-talk")));
    assert!(
        talk > 1.02 * silence,
        "the weekly talk keeps some awake: {talk} against {silence}"
    );
}

#[test]
fn c6_those_merely_pulled_in_are_lively_for_less_than_a_month() {
    let loaded = load("c6-pulled-in.toml");
    let all = variations(&loaded, 40);
    let (base, interested) = (named(&all, "base"), named(&all, "interested"));
    let dau = |it: &Variation, days| typical(&it.records, Daily::Dau, days);
    let left = |it: &Variation| dau(it, 30..60) / dau(it, 4..12);
    assert!(left(base) < 0.35, "quiet within a month: {}", left(base));
    assert!(
        dau(interested, 30..60) > 1.5 * dau(base, 30..60),
        "more of those are there whom it suits"
    );
    let keep = named(&all, "keep-paying");
    assert!(
        dau(keep, 60..90) > 1.1 * dau(base, 60..90),
        "packets hold it as long as they flow"
    );
}

#[test]
fn c7_everybody_checks_in_while_it_lasts_and_some_habit_is_left() {
    let loaded = load("c7-check-in-group.toml");
    let all = variations(&loaded, 40);
    let (base, never) = (named(&all, "base"), named(&all, "no-challenge"));
    let dau = |it: &Variation, days| typical(&it.records, Daily::Dau, days);
    let during = dau(base, 7..60) / dau(never, 7..60);
    assert!(
        (1.2..3.0).contains(&during),
        "everybody is active: {during}"
    );
    let after = dau(base, 90..120) / dau(never, 90..120);
    assert!(
        after < 1.0 + 0.5 * (during - 1.0),
        "most of it is gone: {after} after {during}"
    );
    let stake = named(&all, "no-deposit");
    assert!(dau(stake, 7..60) < dau(base, 7..60), "a deposit helps");
}

#[test]
fn c7_work_that_is_answered_holds_the_learning_group() {
    let loaded = load("c7-learning-group.toml");
    let all = variations(&loaded, 20);
    let (base, none) = (named(&all, "base"), named(&all, "no-work"));
    let (_, low, high) = difference(none, base, "engaged_end");
    assert!(low > 0.0, "work holds those who do it: {low} to {high}");
    let end = typical(&base.records, Daily::Members, 150..180);
    assert!(end > 700.0, "some eight hundred: {end}");
    let spike = named(&all, "activity-days");
    let speakers = |it: &Variation| typical(&it.records, Daily::Speakers, 30..180);
    assert!(
        speakers(spike) > speakers(base),
        "activity days make more of them speak"
    );
}

#[test]
fn c9_a_gate_slows_growth_keeps_ads_out_and_keeps_members() {
    let loaded = load("c9-free-or-paid.toml");
    let all = variations(&loaded, 60);
    let base = named(&all, "base");
    for name in ["small-fee", "fee"] {
        let paid = named(&all, name);
        let (_, _, joins) = difference(base, paid, "joins_total");
        assert!(joins < 0.0, "{name}: slower growth");
        let (_, _, ads) = difference(base, paid, "ads_share");
        assert!(ads < 0.0, "{name}: fewer ads");
    }
    let (free, paid) = (kept(&base.scenario), kept(&named(&all, "fee").scenario));
    assert!(
        paid > 1.1 * free,
        "who paid stays: {paid}, {free} of the others"
    );
    let (_, _, engaged) = difference(base, named(&all, "dear"), "engaged_end");
    assert!(
        engaged < 0.0,
        "too dear a gate leaves fewer engaged members"
    );
}

#[test]
fn c11_a_purge_needs_a_queue() {
    let loaded = load("c11-monthly-renewal.toml");
    let all = variations(&loaded, 40);
    let (_, with_queue, _) = difference(named(&all, "base"), named(&all, "purge"), "engaged_end");
    assert!(with_queue > 0.0, "where people wait, a purge renews");
    let alone = difference(
        named(&all, "no-queue"),
        named(&all, "no-queue-purge"),
        "engaged_end",
    );
    assert!(
        alone.2 < 0.0,
        "where nobody waits, it only shrinks: {alone:?}"
    );
    let paid = difference(named(&all, "fee"), named(&all, "fee-purge"), "engaged_end");
    assert!(
        paid.2 < 0.0,
        "those who pay take it ill, and fewer come: {paid:?}"
    );
}
