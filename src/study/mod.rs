//! Questions that take many runs: which strategy is better, where a threshold should lie, what an
//! answer depends on.

pub mod allocate;
pub mod assumptions;
pub mod autopsy;
pub mod compare;
pub mod equal_cost;
pub mod interaction;
pub mod optimize;
pub mod over_time;
pub mod ranking;
pub mod rests;
pub mod sensitivity;
pub mod sweep;
pub mod verdict;
