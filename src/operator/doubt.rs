//! What a strategy sees of the scenario it stands in, and what it finds wrong there.

use crate::model::settings::{Archetype, Audience, Community};

/// What a strategy can see of the scenario it stands in.
pub struct Around<'a> {
    /// The community.
    pub community: &'a Community,
    /// Who could hear of it.
    pub audience: &'a Audience,
    /// The kinds of its members.
    pub archetypes: &'a [Archetype],
    /// Whether a sweep or an uncertainty gives one of its keys other values anyway.
    pub is_varied: &'a dyn Fn(&str) -> bool,
}

/// Something in a scenario that cannot be meant, as a strategy sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The key of the strategy that it is about.
    pub key: &'static str,
    /// What is wrong.
    pub what: Wrong,
}

impl Doubt {
    /// A setting that does nothing.
    pub fn no_effect(
        key: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let (message, hint) = (message.into(), hint.into());
        let what = Wrong::NoEffect { message, hint };
        Self { key, what }
    }

    /// Two values that contradict each other.
    pub fn contradiction(
        key: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let (message, hint) = (message.into(), hint.into());
        let what = Wrong::Contradiction { message, hint };
        Self { key, what }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Two values contradict each other: it can be run, but probably not as meant.
    Contradiction {
        /// What is wrong.
        message: String,
        /// What would be right.
        hint: String,
    },
    /// A setting that does nothing.
    NoEffect {
        /// What is wrong.
        message: String,
        /// What would be right.
        hint: String,
    },
    /// A text that cannot be read as what it should say: it cannot be run.
    Unreadable {
        /// What is wrong.
        message: String,
        /// What would be right.
        hint: String,
    },
    /// A name that stands for nothing: it cannot be run.
    Unknown {
        /// The name.
        name: String,
        /// The list in which it should be: `community.topic`.
        list: &'static str,
        /// The names there are.
        known: Vec<String>,
    },
}
