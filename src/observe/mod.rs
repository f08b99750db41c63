//! What is measured of a running community.
pub mod concentration;
pub mod metrics;
pub mod network;
pub mod observer;
pub mod record;
pub mod stage;
