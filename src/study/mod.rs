//! Experiments: replicates, comparisons, sweeps, calibration.
