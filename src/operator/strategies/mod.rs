//! The list of strategies, and a file for each with its settings and behaviour together.
//!
//! Adding a strategy takes one new file, named like its key, and one line in the list below; the
//! schema, the reference page, `qun list strategies` and the check for unknown keys follow from it.

use crate::model::intervention::Intervention;
use crate::model::rules::Rules;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! strategies {
    ($($(#[doc = $doc:literal])* $key:ident: $kind:ident,)*) => {
        $(pub mod $key;)*
        $(pub use $key::$kind;)*

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
