//! Which engine results come from.

/// The engine whose results these are: its version, the version of the metrics, and a fingerprint of
/// its source. Folders and plans carry it, so that neither is ever mixed with those of another.
pub const ENGINE: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "+metrics",
    env!("QUN_METRICS"),
    ".",
    env!("QUN_ENGINE")
);

#[cfg(test)]
mod tests {
    use super::ENGINE;
    use crate::observe::metrics::VERSION;

    #[test]
    fn the_engine_carries_the_version_of_the_metrics() {
        assert!(ENGINE.contains(&format!("+metrics{VERSION}.")), "{ENGINE}");
    }
}
