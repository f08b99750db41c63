//! From text to a tree of values that know where they stand.

pub(in crate::scenario) mod near;
pub(in crate::scenario) mod path;
pub(in crate::scenario) mod read;
pub(in crate::scenario) mod syntax;
pub(in crate::scenario) mod tree;
