//! What is wrong, where, and what would be right.

pub(in crate::scenario) mod problem;
pub(in crate::scenario) mod problems;
pub(in crate::scenario) mod render;
pub(in crate::scenario) mod source;
