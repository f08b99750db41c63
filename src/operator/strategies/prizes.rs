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
    /// How many times as many places as there are prizes are within reach at half time; whoever stands farther down loses heart a little.
    #[schemars(range(min = 1.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "literature: up to 3"))]
    pub near: f64,
    /// Prospect of those who stand on a prize at half time.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed"))]
    pub leading: f64,
    /// Prospect of the others within reach.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed"))]
    pub close: f64,
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
            near: 3.0,
            leading: 0.9,
            close: 0.5,
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
            before: Vec::new(),
        })
    }
}

struct Contest {
    settings: Prizes,
    /// Those who have seen where they stand.
    hopefuls: Vec<u32>,
    /// Messages of each member before the period began.
    before: Vec<u32>,
}

impl Contest {
    /// Those who have written in the period, best first.
    fn standings(&self, community: &Community<'_>) -> Vec<u32> {
        let mut ranked: Vec<(u32, u32)> = community
            .all()
            .map(|(number, member)| {
                let before = self.before.get(number as usize).copied().unwrap_or(0);
                (member.posts - before, number, member)
            })
            .filter(|(posts, _, member)| {
                member.state == State::Present
                    && *posts > 0
                    && !member.is(flag::GUEST)
                    && !community.rules.kinds[member.archetype as usize].is_spammer()
            })
            .map(|(posts, number, _)| (posts, number))
            .collect();
        // Ties go to whoever joined first.
        ranked.sort_unstable_by_key(|(posts, number)| (u32::MAX - posts, *number));
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    /// Counts messages from now on.
    fn restart(&mut self, community: &Community<'_>) {
        self.before = community.all().map(|(_, member)| member.posts).collect();
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
            near,
            leading,
            close,
        } = self.settings;
        if day > to_day {
            self.end_hopes(community);
            return;
        }
        if day + 1 == from_day || (day == 0 && from_day == 0) {
            self.restart(community);
        }
        if day < from_day {
            return;
        }
        let winners = winners as usize;
        let age = (day - from_day) % period;
        if age + 1 == period {
            self.end_hopes(community);
            let mut awarded = 0;
            for number in self.standings(community).into_iter().take(winners) {
                if desk.pay(value) {
                    community.give(number, (value / pleasing_value) as f32);
                    awarded += 1;
                }
            }
            self.restart(community);
            if awarded > 0 {
                community.note(self.key(), PRIZES.fill(&[("n", &awarded)]));
            }
        } else if age == period / 2 {
            self.hopefuls = self.standings(community);
            let worth = value / (value + pleasing_value);
            let within = (winners as f64 * near) as usize;
            for (rank, number) in self.hopefuls.iter().enumerate() {
                let prospect = if rank < winners {
                    leading
                } else if rank < within {
                    close
                } else {
                    -1.0
                };
                community.promise(*number, (worth * prospect) as f32);
            }
        }
    }
}
