//! The operator: what they have, and what they do with it.
//!
//! What they can do is one file a strategy in [`strategies`].

pub mod strategies;

pub use strategies::threshold::Gate;
pub use strategies::*;

use crate::model::desk::Desk;
use crate::model::settings::Archetype;

impl Operator {
    /// The desk with its hours and its budget.
    pub fn desk(&self) -> Desk {
        Desk::new(self.hours_per_day, self.budget)
    }

    /// Kinds of people that strategies bring in and that nobody else belongs to; they follow the
    /// scenario's own archetypes in number.
    pub fn archetypes(&self) -> Vec<Archetype> {
        self.kol.iter().filter_map(Kol::guests).collect()
    }
}

/// Whether `day` is one of those on which something happens every `every` days from `from` to `to`.
fn falls_on(day: u16, from: u16, to: u16, every: u16) -> bool {
    day >= from && day <= to && (day - from).is_multiple_of(every.max(1))
}
