//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod compare;
pub mod replicates;
pub mod simulate;
pub mod summary;
