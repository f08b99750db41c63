//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod activity_log;
pub mod compare;
pub mod replicates;
pub mod simulate;
pub mod summary;
