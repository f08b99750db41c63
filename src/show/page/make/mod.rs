//! From what a study found to what its page says: one file a study.

pub mod calibration;
pub mod claims;
pub mod comparison;
pub mod frame;
pub mod run;
pub mod told;
pub mod validation;

mod assumptions;
pub(in crate::show) mod numbers;
pub(in crate::show) mod story;

pub use frame::Frame;
