//! The claims book: what people who run communities say, each as a claim that the model can refute.
//!
//! A claim is data: a file of `scenarios/claims` with a scenario, its variations, and a table `[claim]`
//! that says which of them is to do better than which, in what, and by how much at least. It is lived
//! through in many possible worlds, pair by pair on the same people and luck, and comes back with a
//! verdict that was not written down anywhere.

pub mod book;
pub mod claim;
pub mod live;
pub mod reading;
pub mod recorded;
pub mod verdict;

pub use book::{Entry, book, find};
pub use claim::{Claim, Direction, Part};
pub use live::{Found, FoundPart, Size, live};
pub use verdict::Verdict;

use crate::run::replicates::Stop;
use crate::scenario::Problems;
use crate::stats::multiplicity::holm;

/// Lives through the claims of `entries`, one after the other, and judges them together: the more
/// claims are held against chance, the clearer each must be. `lived` is called after each claim.
///
/// # Errors
/// If a scenario of the book is wrong.
pub fn examine(
    entries: &[&'static Entry],
    size: Size,
    stop: &Stop,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Found>, Problems> {
    let mut found = Vec::new();
    for entry in entries {
        if stop.is_asked() {
            break;
        }
        found.push(live(entry, size, stop)?);
        lived();
    }
    let p_values: Vec<f64> = found
        .iter()
        .flat_map(|it| it.parts.iter().map(|part| part.p_value))
        .collect();
    let mut corrected = holm(&p_values).into_iter();
    for claim in &mut found {
        for part in &mut claim.parts {
            part.corrected = corrected.next().unwrap_or(f64::NAN);
        }
        claim.judge();
    }
    Ok(found)
}
