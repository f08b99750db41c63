//! Samplers of the model's hot loop: one uniform number in, one value out, the same bits on every
//! machine.
//!
//! Every sampler inverts a distribution function, so the value never falls when the uniform number
//! rises: two strategies that change a parameter meet the same person at the same quantile, and
//! differ by the parameter alone (common random numbers). Nothing here calls the platform's
//! mathematics library; what is not plain arithmetic goes through the `libm` crate.
//!
//! | sampler | value | cost of a draw |
//! |---|---|---|
//! | [`ZetaGaps`] | days to the next active day | one table look-up and a short scan |
//! | [`NormalQuantiles`] | a standard normal number | one table look-up |
//! | [`BetaQuantiles`] | a personal probability | one table look-up and an interpolation |
//! | [`poisson`] | a count | a loop as long as the count, constant above a mean of 12 |
//!
//! [`exp_fast`], [`exp_each`], [`ln_fast`], [`ln_count`] and [`logistic`] are the functions the day's formulas use.

mod beta;
mod functions;
mod gaps;
mod normal;
mod poisson;
#[cfg(test)]
mod tests;

pub use beta::BetaQuantiles;
pub use functions::{exp_each, exp_fast, ln_count, ln_fast, logistic};
pub use gaps::ZetaGaps;
pub use normal::{NormalQuantiles, normal_quantile};
pub use poisson::poisson;
