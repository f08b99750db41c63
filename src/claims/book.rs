//! The files of the book.

use super::claim::Claim;
use serde::Deserialize;
use std::sync::LazyLock;

/// A claim and the file it is in.
#[derive(Debug)]
pub struct Entry {
    /// The claim.
    pub claim: Claim,
    /// The text of its file, which is its scenario too.
    pub text: &'static str,
}

/// Families of claims: their letter, and how many there are.
pub const FAMILIES: [(char, u32); 4] = [('M', 46), ('C', 14), ('N', 14), ('L', 11)];

/// Every id, in order.
pub fn ids() -> impl Iterator<Item = String> {
    FAMILIES
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |number| format!("{letter}{number}")))
}

#[derive(Deserialize)]
struct Single {
    claim: Claim,
}

#[derive(Deserialize)]
struct Many {
    #[serde(default)]
    claim: Vec<Claim>,
}

include!(concat!(env!("OUT_DIR"), "/claims.rs"));

/// Claims that nothing in a scenario can express.
const INEXPRESSIBLE: &str = include_str!("../../scenarios/claims/inexpressible.toml");

fn read() -> Vec<Entry> {
    // A file that is no claim is left out here and found by the tests, which know every id.
    let own = FILES.iter().filter_map(|(_, text)| {
        let claim = toml::from_str::<Single>(text).ok()?.claim;
        Some(Entry { claim, text })
    });
    let many = toml::from_str::<Many>(INEXPRESSIBLE).map_or_else(|_| Vec::new(), |it| it.claim);
    let mut found: Vec<Entry> = own
        .chain(many.into_iter().map(|claim| Entry { claim, text: "" }))
        .collect();
    let order: Vec<String> = ids().collect();
    found.sort_by_key(|entry| order.iter().position(|id| *id == entry.claim.id));
    found
}

/// Every claim, in the order of its id.
pub fn book() -> &'static [Entry] {
    static BOOK: LazyLock<Vec<Entry>> = LazyLock::new(read);
    &BOOK
}

/// The claim with an id.
pub fn find(id: &str) -> Option<&'static Entry> {
    let mut entries = book().iter();
    entries.find(|entry| entry.claim.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::reading::{EXITS, GONE};
    use crate::model::cause::Cause;
    use crate::observe::metrics;
    use crate::operator;
    use crate::scenario::reference::parameters;

    #[test]
    fn every_id_has_one_entry() {
        for (name, text) in FILES {
            let read = toml::from_str::<Single>(text);
            assert!(read.is_ok(), "{name}: {:?}", read.err());
            let id = read.expect("a claim").claim.id;
            assert_eq!(format!("{id}.toml"), *name);
        }
        let read = toml::from_str::<Many>(INEXPRESSIBLE);
        assert!(read.is_ok(), "{:?}", read.err());
        let known: Vec<&str> = book().iter().map(|it| it.claim.id.as_str()).collect();
        let wanted: Vec<String> = ids().collect();
        assert_eq!(known, wanted);
    }

    #[test]
    fn every_claim_says_what_it_must() {
        let parameters = parameters();
        for Entry { claim, .. } in book() {
            let id = &claim.id;
            assert!(!claim.sentence.is_empty(), "{id}");
            assert_eq!(claim.is_expressible(), claim.missing.is_empty(), "{id}");
            if !claim.is_expressible() {
                continue;
            }
            assert!(
                !claim.evidence.is_empty() && !claim.source.is_empty(),
                "{id}"
            );
            assert!((1..=5).contains(&claim.grade), "{id}");
            for part in &claim.parts {
                assert!(part.smallest > 0.0, "{id}");
                for metric in part.metrics() {
                    let known = match metric.strip_prefix(EXITS) {
                        Some(cause) => Cause::ALL.iter().any(|it| it.key() == cause),
                        None => {
                            metrics::find(metric).is_some()
                                || operator::series(metric).is_some()
                                || metric.starts_with(GONE)
                        }
                    };
                    assert!(known, "{id}: {metric}");
                }
            }
            for path in claim.put_in.keys() {
                let known = parameters.iter().any(|it| it.is_at(path));
                assert!(known, "{id}: there is no {path}");
            }
        }
    }
}
