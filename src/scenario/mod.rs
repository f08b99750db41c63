//! What the user writes: load, overlay, check, explain what is wrong and where.
pub mod settings;
