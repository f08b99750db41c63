//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod activity_log;
pub mod backtest;
pub mod calibrate;
pub mod simulate;
pub mod compare;
pub mod estimate;
pub mod precision;
pub mod replicates;
pub mod simulate;
pub mod summary;
