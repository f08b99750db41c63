//! What an operator can do: one file a strategy, with its settings and behaviour together.
//!
//! Adding a strategy takes one new file and one line in the list below; the schema, the
//! reference page, `qun list strategies` and the check for unknown keys follow from that line.

mod content;
mod follow_up;
mod kol;
mod moderation;
mod prizes;
mod purge;
mod red_packets;
mod threshold;

pub use content::Content;
pub use follow_up::FollowUp;
pub use kol::Kol;
pub use moderation::Moderation;
pub use prizes::Prizes;
pub use purge::Purge;
pub use red_packets::RedPackets;
pub use threshold::{Gate, Threshold};

use crate::model::desk::Desk;
use crate::model::intervention::Intervention;
use crate::model::rules::Rules;
use crate::model::settings::Archetype;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! strategies {
    ($($(#[doc = $doc:literal])* $key:ident: $kind:ty,)*) => {
        /// The operator: what they have, and what they do with it. Every strategy is optional.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct Operator {
            /// Hours a day the operator can give to the community. Every manual strategy takes its time from them.
            #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "hours a day", "x-source" = "literature: one full-time operator runs two or three groups well, so about 2.5"))]
            pub hours_per_day: f64,
            /// What an hour costs.
            #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money per hour", "x-source" = "assumed"))]
            pub cost_per_hour: f64,
            /// All the money there is for strategies (prizes, pay, advertising; hours not included). When it is spent, what costs money stops.
            #[schemars(range(min = 0.0, max = 1.0e12), extend("x-unit" = "money", "x-source" = "assumed"))]
            pub budget: f64,
            $(
                $(#[doc = $doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $key: Option<$kind>,
            )*
        }

        impl Default for Operator {
            fn default() -> Self {
                Self {
                    hours_per_day: 2.5,
                    cost_per_hour: 0.0,
                    budget: 1.0e12,
                    $($key: None,)*
                }
            }
        }

        impl Operator {
            /// The strategies in force, ready to act on a community under `rules`.
            pub fn strategies(&self, rules: &Rules) -> Vec<Box<dyn Intervention>> {
                let mut acting: Vec<Box<dyn Intervention>> = Vec::new();
                $(
                    if let Some(settings) = &self.$key {
                        acting.push(settings.act(rules));
                    }
                )*
                acting
            }
        }

        /// The keys of all strategies under `[operator]`, in the order in which they act and claim hours.
        pub const KEYS: &[&str] = &[$(stringify!($key)),*];
    };
}

strategies! {
    /// A gate at the entrance: what newcomers must do or pay to get in.
    threshold: Threshold,
    /// Removing advertisements and spammers, warning, and mediating quarrels.
    moderation: Moderation,
    /// Caring for newcomers one by one during their first days.
    follow_up: FollowUp,
    /// A programme of content of the operator's own on fixed days.
    content: Content,
    /// Recruiting opinion leaders: paid guests or home-grown ones.
    kol: Kol,
    /// Prizes for those who write most in a period.
    prizes: Prizes,
    /// Red packets: money given to whoever looks in.
    red_packets: RedPackets,
    /// Removing members who have been silent for long.
    purge: Purge,
}

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
