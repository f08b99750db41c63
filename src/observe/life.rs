//! What an observer remembers of one member.

use super::habit::Trace;
use crate::model::member::NEVER;

/// What is known of one member beyond the member's own record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Life {
    /// Days with a visit.
    pub visits: Trace,
    /// Days with a message.
    pub posts: Trace,
    /// Day of the first message; [`NEVER`] before it.
    pub first_post: u16,
    /// Whether anybody ever answered.
    pub answered: bool,
    /// Whether a fee was ever paid.
    pub pays: bool,
}

/// Somebody of whom nothing is known yet.
pub(super) const UNBORN: Life = Life {
    visits: Trace::new(),
    posts: Trace::new(),
    first_post: NEVER,
    answered: false,
    pays: false,
};

/// Bytes an observer needs for each member.
pub const BYTES_A_MEMBER: u64 = size_of::<Life>() as u64;

/// A ratio; NaN over nothing.
pub(super) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}
