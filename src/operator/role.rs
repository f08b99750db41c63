//! Roles (M4): members of one kind who do a strategy's work in the operator's place, on the days on which they write.

use super::belongs;
use super::doubt::{Around, Doubt, Wrong};
use crate::model::levers::Levers;
use crate::model::rules::Rules;

/// A name that stands for no archetype.
pub fn doubt(key: &'static str, by: &str, around: &Around<'_>) -> Option<Doubt> {
    let kinds = around.archetypes.iter();
    let known: Vec<String> = kinds.map(|kind| kind.name.clone()).collect();
    let unknown = !by.is_empty() && !known.iter().any(|name| name == by);
    unknown.then(|| Doubt {
        key,
        what: Wrong::Unknown {
            name: by.to_owned(),
            list: "archetype",
            known,
        },
    })
}

/// Who does it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// The operator, in hours of their own.
    #[default]
    Operator,
    /// The members of an archetype; nobody where there is none of that name.
    Members(Option<u8>),
}

impl Role {
    /// Looks up the name of an archetype; empty for the operator.
    pub fn of(by: &str, rules: &Rules) -> Self {
        if by.is_empty() {
            return Self::Operator;
        }
        let kind = rules.kinds.iter().position(|kind| kind.name == by);
        Self::Members(kind.map(|kind| kind as u8))
    }

    /// Those who do it today, in the order of their numbers: who of them has written. `None` where the operator does it.
    pub fn at_work(self, levers: &Levers<'_, '_>) -> Option<Vec<u32>> {
        let Self::Members(kind) = self else {
            return None;
        };
        let here = levers.visits().filter(|visit| {
            Some(visit.archetype) == kind
                && visit.messages > 0
                && belongs(levers.rules(), levers.member(visit.member))
        });
        Some(here.map(|visit| visit.member).collect())
    }
}
