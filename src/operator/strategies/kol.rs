//! KOL seeding (M5): opinion leaders, paid guests or home-grown.

use crate::operator::falls_on;
use crate::model::cause::Cause;
use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::Intervention;
use crate::model::member::{NEVER, State, flag};
use crate::model::rules::Rules;
use crate::model::settings::Archetype;
use crate::words::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Recruiting opinion leaders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Kol {
    /// How many.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "people", "x-source" = "assumed"))]
    pub count: u32,
    /// Where they come from: `true`, picked among the most active members and kept by recognition
    /// and attention; `false`, guests from outside who are paid for each week.
    pub home_grown: bool,
    /// Pay of one a week; when it stops, guests leave.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money a week", "x-source" = "assumed"))]
    pub pay: f64,
    /// Operator hours for one a week.
    #[schemars(range(min = 0.0, max = 40.0), extend("x-unit" = "hours a week", "x-source" = "assumed"))]
    pub hours: f64,
    /// Log of arrivals that a large circle of leaders adds while they look in: half of it by three of them.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: a known name doubles little; a star joining brings .003 of their followers, once"))]
    pub arrivals: f64,
    /// Newcomers' first messages that one leader answers on a day of their own visit.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "answers a day", "x-source" = "assumed"))]
    pub answers: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub to_day: u16,
}

impl Default for Kol {
    fn default() -> Self {
        Self {
            count: 3,
            home_grown: true,
            pay: 0.0,
            hours: 1.0,
            arrivals: 0.2,
            answers: 3.0,
            from_day: 0,
            to_day: 36_500,
        }
    }
}

impl Kol {
    pub(super) fn act(&self, rules: &Rules) -> Box<dyn Intervention> {
        Box::new(Circle {
            // Guests are the last of the archetypes: see `guests`.
            guest: rules.kinds.len().saturating_sub(1) as u8,
            settings: self.clone(),
            leaders: Vec::new(),
        })
    }

    /// The archetype of paid guests: they come once a week, write much of quality, and draw attention.
    pub(in crate::operator) fn guests(&self) -> Option<Archetype> {
        (!self.home_grown).then(|| Archetype {
            name: "guest".to_owned(),
            share: 0.0,
            post: 1.0,
            quit_a: 0.001,
            quit_b: 10_000.0,
            messages: 15.0,
            messages_between: 0.3,
            messages_within: 0.3,
            messages_growth: 0.0,
            attention: 20.0,
            quality: 3.0,
            experience: 30,
            ..Archetype::default()
        })
    }
}

/// Writers are newcomers on their first active days, up to this one.
const NEW: u16 = 5;

struct Circle {
    settings: Kol,
    guest: u8,
    leaders: Vec<u32>,
}

impl Circle {
    /// The most active members who are not leaders yet, best first.
    fn candidates(community: &Community<'_>, count: usize) -> Vec<u32> {
        let mut ranked: Vec<(u32, u32)> = community
            .all()
            .filter(|(_, member)| {
                member.state == State::Present
                    && member.posts > 0
                    && !member.is(flag::PROMOTED | flag::GUEST)
                    && !community.rules.kinds[member.archetype as usize].is_spammer()
            })
            .map(|(number, member)| (member.posts, number))
            .collect();
        ranked.sort_unstable_by(|left, right| right.cmp(left));
        ranked.truncate(count);
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    /// Ends it for the last of the leaders, down to `count`.
    fn dismiss(&mut self, community: &mut Community<'_>, count: usize) {
        if count == 0 {
            community.draw_arrivals(0.0);
        }
        while self.leaders.len() > count {
            if let Some(number) = self.leaders.pop() {
                if self.settings.home_grown {
                    community.promote(number, false);
                } else {
                    community.remove(number, Cause::Removed);
                }
            }
        }
    }

    /// Takes the hours and the pay of one leader for a week, if there are enough of both.
    fn affords(&self, desk: &mut Desk) -> bool {
        self.settings.pay <= desk.money
            && desk.take(self.settings.hours * 60.0)
            && desk.pay(self.settings.pay)
    }

    /// Once a week: pay and look after as many as there is money and time for, and fill up.
    fn review(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        self.leaders
            .retain(|number| community.member(*number).state == State::Present);
        let mut kept = 0;
        while kept < self.leaders.len() && self.affords(desk) {
            kept += 1;
        }
        self.dismiss(community, kept);
        let missing = (self.settings.count as usize).saturating_sub(kept);
        let mut found = 0;
        if self.settings.home_grown {
            for number in Self::candidates(community, missing) {
                if !self.affords(desk) {
                    break;
                }
                community.promote(number, true);
                self.leaders.push(number);
                found += 1;
            }
        } else {
            // Nobody is paid for whom there is no place.
            while found < missing && community.open_room().is_some() && self.affords(desk) {
                self.leaders.extend(community.hire(self.guest, true));
                found += 1;
            }
        }
        if found > 0 {
            community.note(self.key(), RECRUITED.fill(&[("n", &found)]));
        }
    }
}

/// What a chart says of it.
const RECRUITED: Text = Text::new("{n} KOL", "新增 {n} 位 KOL");

impl Intervention for Circle {
    fn key(&self) -> &'static str {
        "kol"
    }

    fn morning(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let day = community.day;
        if day > self.settings.to_day {
            self.dismiss(community, 0);
        } else if falls_on(day, self.settings.from_day, self.settings.to_day, 7) {
            self.review(community, desk);
        }
    }

    fn midday(&mut self, community: &mut Community<'_>, _: &mut Desk) {
        if self.leaders.is_empty() {
            return;
        }
        let here = community
            .visits()
            .filter(|visit| self.leaders.contains(&visit.member))
            .count();
        let mut answers = (here as f64 * self.settings.answers) as u32;
        let rules = community.rules;
        // The hours of the weekly review include answering one's own leaders whenever they write.
        community.care(|visit, member| {
            if member.is(flag::PROMOTED) {
                return Some(true);
            }
            let new = visit.messages > 0
                && member.active_days <= rules.kinds[member.archetype as usize].experience + NEW
                && !rules.kinds[member.archetype as usize].is_spammer();
            if !new || answers == 0 {
                return Some(false);
            }
            answers -= 1;
            Some(true)
        });
        let day = community.day;
        let lately = self
            .leaders
            .iter()
            .map(|number| community.member(*number))
            .filter(|member| member.last_visit != NEVER && day - member.last_visit < 7)
            .count();
        let pull = 1.0 - libm::exp2(-(lately as f64) / 3.0);
        community.draw_arrivals((self.settings.arrivals * pull) as f32);
    }
}
