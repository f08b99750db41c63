//! Ranked prizes (M26): rewards for those who write most.

use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::Intervention;
use crate::model::member::{State, flag};
use crate::model::rules::Rules;
use crate::words::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Prizes for those who write most in a period, with standings shown at half time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Prizes {
    /// How many prizes a period.
    #[schemars(range(min = 1, max = 1000), extend("x-unit" = "prizes", "x-source" = "literature: three a month in one practitioner's account"))]
    pub winners: u32,
    /// Value of one prize.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub value: f64,
    /// The value that gives half of the pleasure a prize can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub pleasing_value: f64,
    /// Length of a period.
    #[schemars(range(min = 2, max = 365), extend("x-unit" = "days", "x-source" = "literature: a month"))]
    pub period: u16,
    /// First day of the first period.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub to_day: u16,
}

impl Default for Prizes {
    fn default() -> Self {
        Self {
            winners: 3,
            value: 50.0,
            pleasing_value: 20.0,
            period: 30,
            from_day: 0,
            to_day: 36_500,
        }
    }
}

impl Prizes {
    pub(super) fn act(&self, _: &Rules) -> Box<dyn Intervention> {
        Box::new(Contest {
            settings: self.clone(),
            hopefuls: Vec::new(),
        })
    }
}

/// Prospect of a prize for those in a prize position at half time, and for those within three times
/// as many places (assumed).
const LEADING: f32 = 0.9;
const CLOSE: f32 = 0.5;
const NEAR: usize = 3;

struct Contest {
    settings: Prizes,
    hopefuls: Vec<u32>,
}

impl Contest {
    /// The best writers of the period so far, best first.
    fn standings(community: &Community<'_>, places: usize) -> Vec<u32> {
        let mut ranked: Vec<(u32, u32)> = community
            .all()
            .filter(|(_, member)| {
                member.state == State::Present
                    && member.posts_in_period > 0
                    && !member.is(flag::GUEST)
                    && !community.rules.kinds[member.archetype as usize].is_spammer()
            })
            .map(|(number, member)| (member.posts_in_period, number))
            .collect();
        // Ties go to whoever joined first.
        ranked.sort_unstable_by_key(|(posts, number)| (u32::MAX - posts, *number));
        ranked.truncate(places);
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    fn end_hopes(&mut self, community: &mut Community<'_>) {
        for number in self.hopefuls.drain(..) {
            community.promise(number, 0.0);
        }
    }
}

/// What a chart says of it.
const PRIZES: Text = Text::new("{n} prizes", "发出 {n} 份奖励");

impl Intervention for Contest {
    fn key(&self) -> &'static str {
        "prizes"
    }

    fn evening(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let day = community.day;
        let Prizes {
            winners,
            value,
            period,
            from_day,
            to_day,
            pleasing_value,
        } = self.settings;
        if day > to_day {
            self.end_hopes(community);
            return;
        }
        if day + 1 == from_day || (day == 0 && from_day == 0) {
            community.restart_counting();
        }
        if day < from_day {
            return;
        }
        let winners = winners as usize;
        let age = (day - from_day) % period;
        if age + 1 == period {
            self.end_hopes(community);
            let mut awarded = 0;
            for number in Self::standings(community, winners) {
                if desk.pay(value) {
                    community.give(number, (value / pleasing_value) as f32);
                    awarded += 1;
                }
            }
            community.restart_counting();
            if awarded > 0 {
                community.note(self.key(), PRIZES.fill(&[("n", &awarded)]));
            }
        } else if age == period / 2 {
            self.hopefuls = Self::standings(community, winners * NEAR);
            for (rank, number) in self.hopefuls.iter().enumerate() {
                community.promise(*number, if rank < winners { LEADING } else { CLOSE });
            }
        }
    }
}
