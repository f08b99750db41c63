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
    let [low, high] = found.ends();
    (found.mean, low, high)
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
fn c1_owes_its_peak_and_its_fall_to_the_season_put_into_it() {
    let all = variations(&load("c1-product-managers-2016.toml"), 20);
    let (base, flat) = (named(&all, "base"), named(&all, "no-season"));
    let dau = |it: &Variation, days| typical(&it.records, Daily::Dau, days);
    let (peak, autumn) = (199..229, 260..290);
    let share = dau(flat, peak.clone()) / dau(base, peak.clone());
    assert!(
        (0.2..0.5).contains(&share),
        "September without the season: {share} of what it is with it"
    );
    assert!(
        dau(flat, autumn.clone()) > dau(flat, peak.clone()),
        "no fall where the need goes on"
    );
    assert!(
        dau(flat, autumn.clone()) > 1.2 * dau(base, autumn),
        "the need that ends takes people along"
    );
    let members = |it: &Variation, day: usize| typical(&it.records, Daily::Members, day..day + 1);
    assert!(
        members(flat, 155) < 0.8 * members(base, 155),
        "rooms fill later: {} in July",
        members(flat, 155)
    );
    assert!(
        members(base, 260) > 0.9 * members(base, 229),
        "who no longer looks in is still on the list"
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
    assert!((0.9..1.25).contains(&after), "little is left: {after}");
    let end = dau(base, 90..120) / dau(never, 90..120);
    assert!((0.85..1.2).contains(&end), "and less later: {end}");
    let fall = |it: &Variation| dau(it, 52..80) / dau(it, 20..45);
    assert!(
        fall(never) < 0.7,
        "the group dwindles without packets too: {}",
        fall(never)
    );
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
    let never = named(&all, "no-packets");
    let left = |it: &Variation| dau(it, 30..60) / dau(it, 4..12);
    assert!(left(base) < 0.35, "quiet within a month: {}", left(base));
    // Held against the same people without packets: they draw, and the fall is not theirs.
    let while_they_flow = dau(base, 4..12) / dau(never, 4..12);
    assert!(
        (1.15..1.7).contains(&while_they_flow),
        "visitors for packets: {while_they_flow}"
    );
    assert!(
        left(never) < 0.35 && left(base) < left(never),
        "the same people without packets: {} left, {} with them",
        left(never),
        left(base)
    );
    let afterwards = dau(base, 30..60) / dau(never, 30..60);
    assert!(
        (0.85..1.3).contains(&afterwards),
        "what packets leave behind: {afterwards}"
    );
    assert!(
        dau(interested, 30..60) > 1.3 * dau(base, 30..60),
        "more of those are there whom it suits"
    );
    assert!(
        (0.6..1.5).contains(&(left(interested) / left(base))),
        "and as large a part of them goes: {}",
        left(interested)
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

/// The sum of a series of a strategy's own over some days.
fn counted(record: &Record, metric: &str, days: std::ops::Range<usize>) -> f64 {
    let own = record.own.iter().find(|own| own.metric == metric);
    let values = &own.unwrap_or_else(|| panic!("no {metric}")).values[days];
    values
        .iter()
        .filter(|it| it.is_finite())
        .map(|it| f64::from(*it))
        .sum()
}

/// Share of the fees due that were paid again.
fn renewed(records: &[Record]) -> f64 {
    let sum = |metric| -> f64 { records.iter().map(|it| counted(it, metric, 0..540)).sum() };
    sum("threshold.renewed") / sum("threshold.due")
}

#[test]
fn hours_spread_over_more_groups_do_less_for_each() {
    let loaded = load("portfolio.toml");
    let all = variations(&loaded, 40);
    let base = named(&all, "base");
    for name in ["three", "six"] {
        let (_, _, engaged) = difference(base, named(&all, name), "engaged_end");
        assert!(engaged < 0.0, "{name}: {engaged}");
    }
    let (two, six) = (named(&all, "two"), named(&all, "six"));
    assert!(difference(two, six, "engaged_end").0 < 0.0, "and more so");
    // With hours for all, the others change nothing.
    let hours = [(
        "operator.hours_per_day".to_owned(),
        toml::Value::Float(100.0),
    )];
    let one = loaded.with(&hours).expect("a scenario");
    let six = loaded.strategy_with("six", &hours).expect("a scenario");
    let engaged = |scenario| Prepared::new(scenario).run(0, false).value(Run::EngagedEnd);
    assert_eq!(engaged(&one), engaged(&six));
}

#[test]
fn c12_the_first_year_looks_alike_and_the_renewals_tell() {
    let loaded = load("c12-yearly-fee.toml");
    let all = variations(&loaded, 40);
    let (kept, fades) = (named(&all, "base"), named(&all, "fades"));
    let first_year = |it: &Variation| -> f64 {
        let years = it
            .records
            .iter()
            .map(|it| f64::from(it.series(Daily::Revenue)[..365].iter().sum::<f32>()));
        mean(&years.collect::<Vec<f64>>())
    };
    let books = first_year(fades) / first_year(kept);
    assert!(books > 0.85, "cash looks good before renewal: {books}");
    let owed = mean(
        &kept
            .records
            .iter()
            .map(|it| counted(it, "threshold.liability", 364..365))
            .collect::<Vec<f64>>(),
    );
    assert!(
        owed > 0.3 * first_year(kept),
        "much of it is not earned yet: {owed}"
    );
    let (delivered, broken) = (renewed(&kept.records), renewed(&fades.records));
    assert!(
        delivered > 1.1 * broken,
        "renewal follows what was delivered: {delivered} against {broken}"
    );
    let more = renewed(&named(&all, "promises-more").records);
    assert!(
        more < delivered,
        "who was promised more renews less: {more} against {delivered}"
    );
    // Where nobody looks back at what they got, the year is as good as any.
    let blind = |name: &str| {
        let values = ["renewal_satisfaction", "renewal_identity", "renewal_absent"];
        let values =
            values.map(|key| (format!("operator.threshold.{key}"), toml::Value::Float(0.0)));
        let scenario = match name {
            "base" => loaded.with(&values),
            name => loaded.strategy_with(name, &values),
        };
        let scenario = scenario.expect("a scenario");
        renewed(&lived(&Prepared::new(&scenario), 40))
    };
    // Somebody who has gone for good never renews, whatever the odds say.
    let (delivered, broken) = (blind("base"), blind("fades"));
    assert!(
        delivered < 1.1 * broken,
        "without the cause: {delivered} against {broken}"
    );
}

#[test]
fn c13_trust_sells_what_fits_and_hard_selling_eats_it() {
    let loaded = load("c13-competence-or-fame.toml");
    let all = variations(&loaded, 40);
    let of = |name: &str, metric: &str, days: std::ops::Range<usize>| -> f64 {
        let records = &named(&all, name).records;
        records
            .iter()
            .map(|it| counted(it, metric, days.clone()))
            .sum::<f64>()
    };
    let per_pitch = |name: &str, days: std::ops::Range<usize>| {
        of(name, "selling.sales", days.clone()) / of(name, "selling.seen", days)
    };
    let (early, late) = (0..45, 180..360);
    assert!(
        per_pitch("celebrity", early.clone()) > 1.3 * per_pitch("base", early.clone()),
        "fame sells first"
    );
    assert!(
        per_pitch("celebrity", late.clone()) < 0.7 * per_pitch("base", late.clone()),
        "competence sells later"
    );
    assert!(
        per_pitch("plums", 0..360) < 0.3 * per_pitch("base", 0..360),
        "many courses and few plums"
    );
    assert!(
        of("hard-selling", "selling.revenue", early.clone())
            > 2.0 * of("base", "selling.revenue", early),
        "hard selling earns now"
    );
    let revenue = |name: &str| of(name, "selling.revenue", late.clone());
    assert!(
        revenue("hard-selling") < 0.9 * revenue("base"),
        "and loses over the horizon: {} against {}",
        revenue("hard-selling"),
        revenue("base")
    );
    let hard = named(&all, "hard-selling");
    let (_, _, engaged) = difference(named(&all, "base"), hard, "engaged_end");
    assert!(engaged < 0.0, "and drives people away");
    assert!(
        per_pitch("hard-selling", late.clone()) < 0.5 * per_pitch("base", late),
        "and each pitch is worth less"
    );
    // Without trust in the odds, a name is worth nothing.
    let flat = [(
        "operator.selling.trust_odds".to_owned(),
        toml::Value::Float(0.0),
    )];
    let sold = |scenario: qun::scenario::settings::Scenario| -> f64 {
        let records = lived(&Prepared::new(&scenario), 40);
        let sum = |metric| -> f64 { records.iter().map(|it| counted(it, metric, 0..45)).sum() };
        sum("selling.sales") / sum("selling.seen")
    };
    let expert = sold(loaded.with(&flat).expect("a scenario"));
    let celebrity = sold(
        loaded
            .strategy_with("celebrity", &flat)
            .expect("a scenario"),
    );
    assert!(
        celebrity < 1.3 * expert,
        "without the cause: {celebrity} against {expert}"
    );
}

#[test]
fn a_rule_beats_both_fixed_plans_where_demand_is_not_known() {
    let loaded = load("playbook.toml");
    let engaged = |strategy: Option<&str>| -> Vec<f64> {
        [0.3, 1.5, 3.0, 4.5, 6.0]
            .iter()
            .flat_map(|per_day| {
                let demand = (
                    "audience.channel.media.per_day".to_owned(),
                    toml::Value::Float(*per_day),
                );
                let scenario = match strategy {
                    None => loaded.with(&[demand]),
                    Some(name) => loaded.strategy_with(name, &[demand]),
                };
                let scenario = scenario.expect("a scenario");
                let records = lived(&Prepared::new(&scenario), 16);
                records
                    .into_iter()
                    .map(|it| it.value(Run::EngagedEnd))
                    .collect::<Vec<f64>>()
            })
            .collect()
    };
    let rule = engaged(Some("playbook"));
    for (name, fixed) in [
        ("never", engaged(None)),
        ("always", engaged(Some("always"))),
    ] {
        let found = qun::stats::difference::paired(&rule, &fixed).expect("enough pairs");
        assert!(found.ends()[0] > 0.0, "{name}: {found:?}");
    }
    // A rule that looks at nothing is one of the two plans.
    let scenario = loaded.strategy_with("playbook", &[]).expect("a scenario");
    let mut blind = scenario.clone();
    blind.operator.playbook.retain(|rule| rule.on_day.is_some());
    let never = loaded.with(&[]).expect("a scenario");
    let (blind, never) = (
        Prepared::new(&blind).run(0, false),
        Prepared::new(&never).run(0, false),
    );
    assert_eq!(blind.value(Run::EngagedEnd), never.value(Run::EngagedEnd));
}

#[test]
fn rooms_beside_the_first_drain_it_and_a_split_finds_places() {
    let loaded = load("rooms.toml");
    let all = variations(&loaded, 24);
    let base = named(&all, "base");
    let old_room = |name: &str| -> f64 {
        let records = named(&all, name).records.iter();
        let posts = |it: &Record| f64::from(it.series(Daily::Posts)[95..180].iter().sum::<f32>());
        records
            .map(|it| posts(it) - counted(it, "rooms.messages", 95..180))
            .sum()
    };
    let alone: f64 = base
        .records
        .iter()
        .map(|it| f64::from(it.series(Daily::Posts)[95..180].iter().sum::<f32>()))
        .sum();
    for name in ["regional", "topical"] {
        assert!(
            old_room(name) < 0.9 * alone,
            "{name} drains the old room: {} of {alone}",
            old_room(name)
        );
    }
    let (_, joins, _) = difference(base, named(&all, "split"), "joins_total");
    assert!(joins > 0.0, "who waited finds a place");
    // Without anybody in it a new room takes nothing.
    let nobody = [("operator.rooms.share".to_owned(), toml::Value::Float(0.0))];
    let scenario = loaded
        .strategy_with("regional", &nobody)
        .expect("a scenario");
    let (empty, one) = (Prepared::new(&scenario).run(0, false), &base.records[0]);
    assert_eq!(empty.series(Daily::Posts), one.series(Daily::Posts));
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
