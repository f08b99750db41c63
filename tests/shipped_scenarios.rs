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

/// Mean over replicates of the mean of a series over some days.
fn level(it: &Variation, metric: Daily, days: std::ops::Range<usize>) -> f64 {
    let records = it.records.iter();
    let of = records.map(|record| {
        let part = &record.series(metric)[days.clone()];
        mean(
            &part
                .iter()
                .map(|value| f64::from(*value))
                .collect::<Vec<f64>>(),
        )
    });
    mean(&of.collect::<Vec<f64>>())
}

#[test]
fn c2_heads_from_dead_groups_do_not_last() {
    let all = variations(&load("c2-dozen-dead-groups.toml"), 40);
    let base = named(&all, "base");
    let dau = |it: &Variation, days| level(it, Daily::Dau, days);
    let (spring, july) = (dau(base, 60..80), dau(base, 130..150));
    assert!(july < 0.5 * spring, "{spring} in spring, {july} in July");
    // Each of the causes is one: the heads are poor, and they advertise.
    for name in ["one-good-source", "moderated"] {
        let (_, low, _) = difference(base, named(&all, name), "engaged_end");
        assert!(low > 5.0, "{name}: {low}");
    }
    // That answering them wears out those who know shows while they are there.
    let fresh = named(&all, "never-tires");
    let posts = |it: &Variation| level(it, Daily::Posts, 30..80);
    assert!(
        posts(fresh) > 1.02 * posts(base),
        "{} where nobody tires, {}",
        posts(fresh),
        posts(base)
    );
}

#[test]
fn c3_seed_users_take_the_place_of_paid_leaders() {
    let all = variations(&load("c3-paid-leaders-cut.toml"), 40);
    let base = named(&all, "base");
    let (cut, kept) = (named(&all, "no-seeds"), named(&all, "keep-paying"));
    let (_, _, without) = difference(base, cut, "engaged_end");
    assert!(without < 0.0, "without seed users fewer stay: {without}");
    let posts = |it: &Variation| level(it, Daily::Posts, 91..150);
    assert!(posts(cut) < posts(kept), "leaders who go are missed");
    assert!(
        posts(base) > 0.97 * posts(kept),
        "seed users write as much as the leaders had others write"
    );
    let (saved, ..) = difference(base, kept, "cost_total");
    assert!(saved > 0.0, "and cost less");
}

#[test]
fn c5_a_lecture_group_is_alive_on_lecture_days() {
    let all = variations(&load("c5-guest-lectures.toml"), 30);
    // How many come on the liveliest weekday, and on the others.
    let week = |name: &str| {
        let it = named(&all, name);
        let of = |weekday: usize| {
            let days = (28..112).filter(|day| day % 7 == weekday);
            mean(
                &days
                    .map(|day| level(it, Daily::Dau, day..day + 1))
                    .collect::<Vec<f64>>(),
            )
        };
        let mut days: Vec<f64> = (0..7).map(of).collect();
        days.sort_by(f64::total_cmp);
        (days[6], mean(&days[..6]))
    };
    let (lecture, between) = week("base");
    assert!(
        lecture > 1.7 * between,
        "{lecture} on the day, {between} between"
    );
    let (best, others) = week("stars-of-their-own");
    assert!(
        best < 1.15 * others,
        "{best} on the best day, {others} on others"
    );
}

#[test]
fn c8_a_group_that_nobody_needs_does_not_fill() {
    let all = variations(&load("c8-nobody-needs-it.toml"), 30);
    let members = |name: &str| level(named(&all, name), Daily::Members, 119..120);
    assert!(members("base") < 200.0, "{}", members("base"));
    for name in ["needed", "pulled-in", "inflated"] {
        assert!(members(name) > 450.0, "{name}: {}", members(name));
    }
    // Whoever was promised more than there is stays less than who was not told anything.
    let (_, _, inflated) = difference(
        named(&all, "pulled-in"),
        named(&all, "inflated"),
        "engaged_end",
    );
    assert!(inflated < 0.0, "{inflated}");
    let (_, low, _) = difference(
        named(&all, "pulled-in"),
        named(&all, "needed"),
        "engaged_end",
    );
    assert!(low > 0.0, "{low}");
}

/// What is left of the messages of an ordinary day after the owner has gone, in a star, in a star that was
/// woven, and in a mesh.
fn left_without_the_owner(
    loaded: &Loaded,
    change: impl Fn(&mut scenario::settings::Scenario),
) -> [f64; 3] {
    let posts: Vec<(String, f64)> = loaded
        .select(&[])
        .expect("all strategies exist")
        .into_iter()
        .map(|(name, mut scenario)| {
            change(&mut scenario);
            let records = lived(&Prepared::new(&scenario), 40);
            let it = Variation {
                name: name.clone(),
                scenario,
                worlds: qun::scenario::Worlds::Fixed,
                records,
            };
            (name, level(&it, Daily::Posts, 60..75))
        })
        .collect();
    let of = |name: &str| {
        let found = posts.iter().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("{name}")).1
    };
    [
        of("base") / of("star-stays"),
        of("woven-goes") / of("star-stays"),
        of("mesh-goes") / of("mesh-stays"),
    ]
}

#[test]
fn c10_a_star_loses_more_by_its_owner_than_a_mesh() {
    let loaded = load("c10-star-or-mesh.toml");
    let [star, woven, mesh] = left_without_the_owner(&loaded, |_| {});
    assert!(star < 0.85, "a star keeps {star}");
    assert!(mesh > star + 0.06, "a mesh keeps {mesh}, a star {star}");
    assert!(woven > star + 0.06, "woven it keeps {woven}, a star {star}");
    // It is the ties that do it.
    let [star, _, mesh] = left_without_the_owner(&loaded, |scenario| {
        scenario.interactions.ties_lost = 0.0;
        scenario.interactions.writing_ties_lost = 0.0;
        scenario.interactions.company_ties = 0.0;
    });
    assert!((star - mesh).abs() < 0.03, "{star} and {mesh} without ties");
}

#[test]
fn c14_opening_full_beats_opening_empty() {
    let all = variations(&load("c14-closed-beta.toml"), 40);
    let base = named(&all, "base");
    for name in ["beta-only", "filled-only", "empty"] {
        let (_, _, high) = difference(base, named(&all, name), "engaged_end");
        assert!(high < 0.0, "{name}: {high}");
    }
    let (empty, ..) = difference(base, named(&all, "empty"), "engaged_end");
    let (beta, ..) = difference(base, named(&all, "beta-only"), "engaged_end");
    assert!(empty < beta, "both causes count: {empty}, {beta}");
}
