//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod activity_log;
pub mod simulate;
