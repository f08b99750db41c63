//! What is measured of a running community.

pub mod activity;
pub mod patterns;
pub mod presence;
