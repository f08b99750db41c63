//! The pattern estimators held against a plain and slow computation elsewhere: see
//! `tests/oracles/patterns.py`, which made the community and its numbers.

use super::LogReader;
use crate::observe::patterns::{Medium, Options, measure};
use serde_json::{Map, Value};
use std::path::Path;

#[test]
fn every_pattern_is_what_the_plain_computation_finds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles");
    let mut reader = LogReader::new();
    let community = reader.read_log(&folder.join("community.csv.gz")).unwrap();
    let presence = reader
        .read_presence(&folder.join("community_presence.csv.gz"))
        .unwrap();
    let options = Options {
        presence: Some(&presence),
        least_cases: 5,
        ..Options::new(Medium::Chat)
    };
    let rows = measure(&community.log, &options);
    let expected: Map<String, Value> =
        serde_json::from_str(include_str!("../../tests/oracles/patterns.json")).unwrap();
    assert_eq!(rows.len(), expected.len());
    for row in rows {
        let name = format!("{} {}", row.id, row.part);
        let (found, expected) = (row.value, expected[&name].as_f64());
        assert!(
            found
                .zip(expected)
                .map_or(found == expected, |(found, expected)| {
                    (found - expected).abs() < 1e-6
                }),
            "{name}: {found:?} instead of {expected:?}"
        );
    }
}
