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
