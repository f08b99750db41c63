//! Keys that scenarios of earlier versions may still hold.

/// A key that is no more.
pub(super) struct Former {
    /// Its path.
    pub(super) path: &'static str,
    /// What has become of it, as a fragment behind the path.
    pub(super) change: &'static str,
    /// What to write now.
    pub(super) now: &'static str,
    /// Whether the rest of the scenario means the same without it.
    pub(super) can_be_left_out: bool,
}

const FORMER: &[Former] = &[
    Former {
        path: "interactions.audience",
        change: "is ignored: a larger audience keeps nobody from quitting any more; it has people write more",
        now: "leave it out, or set `audience_volume`, how much more is written (0 to 1)",
        can_be_left_out: true,
    },
    Former {
        path: "audience.founder_ties",
        change: "is part of `audience.ties` now",
        now: "ties = { shape = \"mesh\", each = 4 }",
        can_be_left_out: false,
    },
];

/// The former key with this path, if it is one.
pub(super) fn key(path: &str) -> Option<&'static Former> {
    FORMER.iter().find(|former| former.path == path)
}
