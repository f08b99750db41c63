//! Newcomer follow-up (M13, M14): caring for newcomers one by one.

use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::Intervention;
use crate::model::rules::Rules;
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

impl FollowUp {
    pub(super) fn act(&self, _: &Rules) -> Box<dyn Intervention> {
        Box::new(Guide(self.clone()))
    }
}

struct Guide(FollowUp);

impl Intervention for Guide {
    fn key(&self) -> &'static str {
        "follow_up"
    }

    fn midday(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let day = community.day;
        if day < self.0.from_day {
            return;
        }
        let (rules, days, minutes) = (community.rules, self.0.days, self.0.minutes);
        community.care(|visit, _| {
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
