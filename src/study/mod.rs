//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod activity_log;
pub mod backtest;
pub mod calibrate;
pub mod simulate;
