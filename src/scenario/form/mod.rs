//! What a scenario may hold: its keys, their kinds and ranges, and whether a tree fits them.

pub(in crate::scenario) mod check;
mod former;
pub(in crate::scenario) mod instances;
pub(in crate::scenario) mod schema;
pub mod settings;
pub(in crate::scenario) mod shape;
pub(in crate::scenario) mod suggest;
pub(in crate::scenario) mod wording;
pub(in crate::scenario) mod wrong_type;
