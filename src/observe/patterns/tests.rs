#![allow(
    clippy::float_cmp,
    reason = "shares of small whole numbers come out exactly"
)]

use super::*;
use crate::observe::activity::ActivityRow;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution, StandardNormal};

/// Share of the verdicts on the patterns `ids` that are positive; `None` without any verdict.
fn share_in_band(rows: &[Measured], ids: &[&str]) -> Option<f64> {
    let mut held = Share::default();
    for pass in rows
        .iter()
        .filter(|row| ids.contains(&row.id))
        .filter_map(|row| row.pass)
    {
        held.count(pass);
    }
    (held.of > 0).then(|| held.value())
}

#[test]
fn the_catalogue_is_whole() {
    for (index, pattern) in CATALOGUE.iter().enumerate() {
        assert_eq!(pattern.id, format!("P{}", index + 1));
        assert!(!pattern.parts.is_empty() && !pattern.source.is_empty());
        for part in pattern.parts {
            assert_eq!(
                pattern
                    .parts
                    .iter()
                    .filter(|other| other.key == part.key)
                    .count(),
                1
            );
            for medium in [Medium::Forum, Medium::Chat, Medium::Usenet] {
                assert!(part.band(medium).is_none_or(|band| band.low <= band.high));
            }
        }
    }
}

#[test]
fn a_band_compares_at_its_own_precision() {
    let band = Band {
        low: 0.25,
        high: 0.7,
        decimals: 2,
    };
    assert!(band.contains(0.2451) && band.contains(0.704_9));
    assert!(!band.contains(0.244) && !band.contains(0.706) && !band.contains(f64::NAN));
    assert!(
        Band {
            low: 0.0,
            high: f64::INFINITY,
            decimals: 2
        }
        .contains(1e9)
    );
}

/// Members who each come on their own first day and then every day for a while.
fn regular_log() -> ActivityLog {
    let rows = (0..100_u32).flat_map(|member| {
        let life = if member % 2 == 0 { 1 } else { 40 };
        (0..life).map(move |step| ActivityRow {
            member,
            day: member * 7 + step,
            events: 1,
            replies_received: Some(u32::from(member % 4 == 1)),
        })
    });
    ActivityLog::from_rows(rows, Some(1_200))
}

fn value(rows: &[Measured], id: &str, part: &str) -> f64 {
    let row = rows.iter().find(|row| row.id == id && row.part == part);
    row.unwrap_or_else(|| panic!("{id} {part} is missing"))
        .value
        .unwrap()
}

#[test]
fn a_log_made_by_rule_has_the_numbers_of_the_rule() {
    let rows = measure(&regular_log(), &Options::new(Medium::Forum));
    assert_eq!(value(&rows, "P5", "one day"), 0.5);
    assert_eq!(value(&rows, "P4", "k=1"), 0.5);
    assert_eq!(value(&rows, "P4", "k=5"), 0.0);
    assert_eq!(value(&rows, "P6", "30 days"), 0.5);
    assert_eq!(value(&rows, "P6", "365 days"), 0.0);
    assert_eq!(value(&rows, "P7", "day 1"), 0.5);
    assert_eq!(value(&rows, "P7", "days 30-59"), 0.5);
    assert_eq!(value(&rows, "P9", "day burstiness"), -1.0);
    assert_eq!(value(&rows, "P8", "1 day"), 0.0);
    assert_eq!(value(&rows, "P14", "first day"), 0.25);
    // 50 lives of 1 and 50 of 40: the area between the Lorenz curve and the diagonal by hand.
    assert!((value(&rows, "P1", "gini") - (0.5 - 1.0 / 41.0)).abs() < 1e-12);
}

#[test]
fn every_part_that_needs_a_log_is_measured_and_in_order() {
    let presence =
        PresenceLog::from_rows((0..60).flat_map(|member| (0..200).map(move |day| (member, day))));
    let options = Options {
        presence: Some(&presence),
        ..Options::new(Medium::Chat)
    };
    let rows = measure(&regular_log(), &options);
    let expected: Vec<(&str, &str)> = CATALOGUE
        .iter()
        .filter(|pattern| {
            matches!(
                pattern.needs,
                Needs::Log | Needs::LogWithReplies | Needs::LogWithPresence
            )
        })
        .flat_map(|pattern| pattern.parts.iter().map(|part| (pattern.id, part.key)))
        .filter(|&(_, key)| key != "overloaded" && !key.ends_with("over communities"))
        .collect();
    let found: Vec<(&str, &str)> = rows.iter().map(|row| (row.id, row.part)).collect();
    assert_eq!(found, expected);
}

#[test]
fn too_little_gives_no_value_and_no_verdict() {
    for log in [
        ActivityLog::from_rows([], None),
        ActivityLog::from_rows([], Some(900)),
    ] {
        let rows = measure(&log, &Options::new(Medium::Forum));
        assert!(
            rows.iter()
                .all(|row| row.value.is_none() && row.pass.is_none())
        );
        assert!(
            measure_several(&[&log], &Options::new(Medium::Forum))
                .iter()
                .all(|row| row.value.is_none())
        );
    }
}

#[test]
fn members_who_may_still_return_are_not_counted_as_gone() {
    // Everyone is active on the last day only: nobody has been watched long enough to have quit.
    let rows = (0..50_u32).map(|member| ActivityRow {
        member,
        day: 899,
        events: 1,
        replies_received: None,
    });
    let rows = measure(
        &ActivityLog::from_rows(rows, None),
        &Options::new(Medium::Forum),
    );
    for part in ["k=1", "k=5", "k=20", "slope"] {
        assert!(
            rows.iter()
                .any(|row| row.part == part && row.value.is_none())
        );
    }
}

#[test]
fn the_gap_between_departure_and_return_is_read_from_the_log() {
    // One member writes half of everything for 100 days and leaves; others go on at half the rate.
    let row = |member, day, events| ActivityRow {
        member,
        day,
        events,
        replies_received: None,
    };
    let rows = (0..600_u32).flat_map(|day| {
        let others = if day < 100 { 4 } else { 2 };
        let leader = (day < 100).then(|| row(0, day, 4));
        leader.into_iter().chain([row(1 + day % 30, day, others)])
    });
    let found = departures(
        &ActivityLog::from_rows(rows, None),
        &Options::new(Medium::Forum),
    );
    assert_eq!(found, [0.5]);
}

#[test]
fn experiments_are_judged_by_the_same_bands() {
    let judged = judge("P25", "change of posting", -0.428, 1, Medium::Chat).unwrap();
    assert_eq!(judged.pass, Some(true));
    assert_eq!(
        judge("P25", "change of posting", 0.1, 1, Medium::Chat)
            .unwrap()
            .pass,
        Some(false)
    );
    // A pattern of messenger groups says nothing about a forum.
    assert_eq!(
        judge("P20", "alive after 30 days", 0.9, 1, Medium::Forum)
            .unwrap()
            .pass,
        None
    );
    assert_eq!(
        judge("P25", "change of posting", f64::NAN, 0, Medium::Chat)
            .unwrap()
            .pass,
        None
    );
    assert!(judge("P31", "anything", 0.0, 1, Medium::Chat).is_none());
    assert_eq!(share_in_band(&[judged], &["P25"]), Some(1.0));
    assert_eq!(share_in_band(&[judged], &["P4"]), None);
}

/// The posting kernel alone, without any interaction: a quit probability of one's own per active
/// day (Beta), power-law gaps whose exponent rises with experience, log-normal volumes.
fn kernel(quit: (f64, f64), volume: (f64, f64, f64), joiners: u32, span: u32) -> ActivityLog {
    const LONGEST_GAP: u32 = 365;
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let quits = Beta::new(quit.0, quit.1).unwrap();
    let (median, between, within) = volume;
    // Cumulated weights of the gaps after the first, second, … active day.
    let mut tables: Vec<Vec<f64>> = Vec::new();
    let mut rows = Vec::new();
    for member in 0..joiners * span {
        let chance = quits.sample(&mut random);
        let usual = median.ln() + between * random.sample::<f64, _>(StandardNormal);
        let (mut day, mut count) = (member / joiners, 0);
        while day < span {
            count += 1;
            let events = (usual + within * random.sample::<f64, _>(StandardNormal)).exp();
            rows.push(ActivityRow {
                member,
                day,
                events: events.round().max(1.0) as u32,
                replies_received: None,
            });
            if random.random::<f64>() < chance {
                break;
            }
            while tables.len() < count {
                let exponent = 1.27 + 0.024 * ((tables.len() + 1) as f64).ln().powi(2);
                let mut sum = 0.0;
                let cumulated = (1..=LONGEST_GAP).map(|gap| {
                    sum += f64::from(gap).powf(-exponent);
                    sum
                });
                tables.push(cumulated.collect());
            }
            let table = &tables[count - 1];
            let at = random.random::<f64>() * table.last().unwrap();
            day += 1 + table.partition_point(|&sum| sum <= at) as u32;
        }
    }
    ActivityLog::from_rows(rows, Some(span))
}

/// P29: a community of people who never meet already shows the patterns of coming and going, but
/// not the inequality of a real one.
#[test]
fn two_laws_and_a_volume_are_enough_for_coming_and_going() {
    let log = kernel((0.57, 0.43), (5.5, 0.6, 1.0), 2, 10 * 365);
    let rows = measure(&log, &Options::new(Medium::Chat));
    let ids = ["P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11"];
    assert_eq!(share_in_band(&rows, &ids), Some(1.0));
    assert_eq!(share_in_band(&rows, &["P1"]), Some(0.0));
}
