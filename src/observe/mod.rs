//! What is measured of a running community, or of a log of a real one.

pub mod activity;
pub mod concentration;
pub mod habit;
pub mod life;
pub mod metrics;
pub mod network;
pub mod observer;
pub mod own;
pub mod patterns;
pub mod presence;
pub mod record;
pub mod reference;
pub mod retention;
pub mod stage;
mod summing_up;
mod tally;
pub mod turnover;
