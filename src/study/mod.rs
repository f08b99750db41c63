//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod activity_log;
