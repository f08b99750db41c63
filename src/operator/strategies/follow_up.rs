//! Newcomer follow-up (M13, M14): caring for newcomers one by one.

use crate::model::levers::Levers;
use crate::operator::strategy::{Example, Strategy};
use crate::words::Text;
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Caring for newcomers one by one during their first days: they are greeted, their first
/// messages are answered, and they are told what there is to find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FollowUp {
    /// How long a newcomer is followed.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "literature: 15 days in one practitioner's account"))]
    pub days: u16,
    /// Time given to a newcomer on each day on which they are met.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed"))]
    pub minutes: f64,
    /// First day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
}

impl Default for FollowUp {
    fn default() -> Self {
        Self {
            days: 15,
            minutes: 4.0,
            from_day: 0,
        }
    }
}

impl Strategy for FollowUp {
    const KEY: &'static str = "follow_up";
    const NAME: Text = operating::NEWCOMER_FOLLOW_UP.name;
    const ABOUT: Text = Text::new(
        "Caring for newcomers one by one during their first days.",
        "在新成员的头几天里逐一关照他们。",
    );

    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "look after every newcomer for fifteen days",
                "跟进每位新人十五天",
            ),
            write: "[operator.follow_up]\ndays = 15\nminutes = 4\n",
        },
    ];
    type Memory = ();

    fn idle() -> Self {
        Self {
            from_day: 36_500,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            days: 7,
            ..Self::default()
        }
    }

    fn midday(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        if day < self.from_day {
            return;
        }
        let (rules, days, minutes) = (levers.rules(), self.days, self.minutes);
        levers.care(|visit, _, desk| {
            let new = day - visit.joined < days;
            let ordinary = !rules.kinds[visit.archetype as usize].is_spammer();
            if !new || !ordinary {
                Some(false)
            } else if desk.take(minutes) {
                Some(true)
            } else {
                None
            }
        });
    }
}
