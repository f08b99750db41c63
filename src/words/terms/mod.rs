//! Terms of the field, as those who run communities use them.

pub mod activity;
pub mod money;
pub mod operating;
pub mod people;
pub mod staying;
pub mod studies;

use super::{Entry, Kind};

/// The terms of every field.
pub const FAMILIES: &[&[Entry]] = &[
    people::TERMS,
    activity::TERMS,
    staying::TERMS,
    operating::TERMS,
    money::TERMS,
    studies::TERMS,
];

/// Every term.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    FAMILIES.iter().copied().flatten()
}

const fn term(key: &'static str) -> Entry {
    Entry::new(Kind::Term, key)
}
