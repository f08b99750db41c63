//! Forecasts against what really happened: the calibrated model, simple baselines, and scores.

pub mod baselines;
pub mod forecast;
pub mod report;
pub mod score;
