//! Experiments: replicates, comparisons, sweeps, calibration.

pub mod simulate;
