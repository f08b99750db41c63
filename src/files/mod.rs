//! How anything gets into a folder: whole or not at all, under a mark that says whose it is.

pub mod digest;
pub mod engine;
pub mod memory;
pub mod ownership;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod spreadsheet;
pub mod writing;
