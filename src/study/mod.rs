//! Questions that take many runs: which strategy is better, where a threshold should lie, what an
//! answer depends on.

pub mod allocate;
pub mod compare;
pub mod optimize;
pub mod ranking;
pub mod sensitivity;
pub mod sweep;
