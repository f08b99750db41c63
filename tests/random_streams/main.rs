//! Are the keyed random streams of neighbouring members, days, purposes, replicates and seeds
//! statistically independent, and would these tests notice if they were not?

mod battery;

use battery::{Place, Report, run};
use qun::random::Luck;

/// The probability that a perfect source fails one whole battery. The places are fixed, so a
/// battery that passes once always does.
const FALSE_ALARM: f64 = 1e-4;

fn streams(place: Place) -> u64 {
    let mut stream = Luck::new(place.seed, place.replicate)
        .of(place.who, place.day)
        .stream(place.purpose);
    for _ in 0..place.index {
        stream.word();
    }
    stream.word()
}

/// The coordinates as one word, each multiplied by a large odd number.
fn multiplied(place: Place) -> u64 {
    place
        .seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(u64::from(place.replicate).wrapping_mul(0xD1B5_4A32_D192_ED03))
        .wrapping_add(place.who.wrapping_mul(0xBF58_476D_1CE4_E5B9))
        .wrapping_add(u64::from(place.day).wrapping_mul(0x94D0_49BB_1331_11EB))
        .wrapping_add((place.purpose as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F))
        .wrapping_add(u64::from(place.index).wrapping_mul(0x1656_67B1_9E37_79F9))
}

/// One round of a multiplication and a shift over the sum: better, and not good enough.
fn one_round(place: Place) -> u64 {
    let word = multiplied(place);
    (word ^ word >> 32).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

/// A linear congruential generator (Knuth's constants) seeded with the sum.
fn seeded_generator(place: Place) -> u64 {
    let mut state = multiplied(Place { index: 0, ..place });
    for _ in 0..=place.index {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
    }
    state
}

/// The present streams, but every 64th member shares the luck of the member before.
fn now_and_then_shared(place: Place) -> u64 {
    let shared = u64::from(place.who % 64 == 63);
    streams(Place {
        who: place.who - shared,
        ..place
    })
}

fn check(report: &Report) {
    let (worst, chance) = report.worst();
    assert!(
        chance > FALSE_ALARM,
        "{worst}: chance {chance:e} among {} findings",
        report.len()
    );
}

#[test]
fn neighbouring_streams_look_independent() {
    check(&run(streams, 1 << 18));
}

/// `cargo test --release --test random_streams -- --ignored` takes about fifteen seconds.
#[test]
#[ignore = "ten million draws along each walk"]
fn neighbouring_streams_look_independent_over_ten_million_draws() {
    check(&run(streams, 10_000_000));
}

#[test]
fn weak_mixing_is_caught() {
    for (name, source) in [
        ("multiplied", multiplied as fn(Place) -> u64),
        ("one round", one_round),
        ("seeded generator", seeded_generator),
        ("now and then shared", now_and_then_shared),
    ] {
        let report = run(source, 1 << 16);
        let (_, chance) = report.worst();
        assert!(chance < FALSE_ALARM, "{name} passes: chance {chance:e}");
    }
}
