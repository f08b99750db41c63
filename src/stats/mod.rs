//! Numbers in, numbers out.
//!
//! Every estimator takes slices and returns numbers; nothing here knows what the numbers mean.
//! Two conventions hold throughout: a single number that is undefined (the mean of nothing) is
//! `NaN`, and a result of several numbers that is undefined is `None`. Sums run in the order of
//! the slice, so equal input gives equal bytes whatever the number of threads.
//!
//! | module | holds |
//! |---|---|
//! | [`summary`] | mean, variance, quantiles |
//! | [`interval`] | Student's t and bootstrap intervals |
//! | [`difference`] | paired comparison of two samples |
//! | [`relative`] | differences as shares of what is compared with |
//! | [`multiplicity`] | a correction for many comparisons |
//! | [`survival`] | Kaplan–Meier with right censoring |
//! | [`inequality`] | Gini, Lorenz curve, top shares, absence factor |
//! | [`graph`] | who is tied to whom: core, those who hold others, places on paper |
//! | [`association`] | correlations, burstiness |
//! | [`regression`] | least squares, logistic, log-linear, each with one explaining variable |
//! | [`generalised`] | logistic and count regressions with several explaining variables |
//! | [`linear`] | Cholesky factor, inverse |
//! | [`fit`] | power law, Weibull, log-normal |
//! | [`forecast`] | ranked probability score, coverage |
//! | [`smoothing`] | exponential smoothing with a damped trend |
//! | [`information`] | what it is worth to know an assumption better |
//! | [`worlds`] | in how many possible worlds a difference has the wanted sign |
//! | [`sensitivity`] | factorial, Latin hypercube, Morris and Sobol designs and indices |

#![allow(
    clippy::float_cmp,
    reason = "ties, zeros and order statistics are compared with themselves, not with computed values"
)]

pub mod association;
pub mod difference;
pub mod fit;
pub mod forecast;
pub mod generalised;
pub mod graph;
pub mod inequality;
pub mod information;
pub mod interval;
pub mod linear;
pub mod multiplicity;
pub mod regression;
pub mod relative;
pub mod root;
pub mod sensitivity;
pub mod smoothing;
pub mod summary;
pub mod survival;
pub mod worlds;

#[cfg(test)]
mod oracles;
