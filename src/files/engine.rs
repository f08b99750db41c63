//! Which engine results come from.

/// The engine whose results these are: its version, and a fingerprint of its source.
pub const ENGINE: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("QUN_ENGINE"));
