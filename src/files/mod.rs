//! How anything gets into a folder: whole or not at all, under a mark that says whose it is.

pub mod digest;
pub mod engine;
pub mod ownership;
pub mod spreadsheet;
pub mod writing;
