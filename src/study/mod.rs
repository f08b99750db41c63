//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod allocate;
pub mod backtest;
pub mod batch;
pub mod calibrate;
pub mod cells;
pub mod compare;
pub mod engine;
pub mod estimate;
pub mod files;
pub mod merge;
pub mod optimize;
pub mod ownership;
pub mod plan;
pub mod precision;
pub mod replay;
pub mod replicates;
pub mod sensitivity;
pub mod shard;
pub mod shelf;
pub mod simulate;
pub mod spreadsheet;
pub mod store;
pub mod summary;
pub mod sweep;
pub mod validate;
pub mod world;
