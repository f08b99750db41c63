//! From text to a tree of values that know where they stand.

pub(in crate::scenario) mod near;
pub(in crate::scenario) mod path;
pub(in crate::scenario) mod place;
pub(in crate::scenario) mod read;
pub(in crate::scenario) mod reworded;
pub(in crate::scenario) mod spoilt;
pub(in crate::scenario) mod syntax;
pub(in crate::scenario) mod tree;
pub(in crate::scenario) mod values;
