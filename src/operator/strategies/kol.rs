//! KOL seeding (M5): opinion leaders, paid guests or home-grown.

use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::member::{NEVER, State, flag};
use crate::model::settings::Archetype;
use crate::operator::falls_on;
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::{Text, Unit};
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

/// Writers are newcomers on their first active days, up to this one.
const NEW: u16 = 5;

/// What a chart says of it.
const RECRUITED: Text = Text::new("{n} KOL", "新增 {n} 位 KOL");

/// Those who lead.
#[derive(Debug, Default)]
pub struct Circle {
    leaders: Vec<u32>,
}

impl Kol {
    /// The most active members who are not leaders yet, best first.
    fn candidates(levers: &Levers<'_, '_>, count: usize) -> Vec<u32> {
        let mut ranked: Vec<(u32, u32)> = levers
            .all()
            .filter(|(_, member)| {
                member.state == State::Present
                    && member.posts > 0
                    && !member.is(flag::PROMOTED | flag::GUEST)
                    && !levers.rules().kinds[member.archetype as usize].is_spammer()
            })
            .map(|(number, member)| (member.posts, number))
            .collect();
        ranked.sort_unstable_by(|left, right| right.cmp(left));
        ranked.truncate(count);
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    /// Ends it for the last of the leaders, down to `count`.
    fn dismiss(&self, leaders: &mut Vec<u32>, levers: &mut Levers<'_, '_>, count: usize) {
        while leaders.len() > count {
            if let Some(number) = leaders.pop() {
                if self.home_grown {
                    levers.promote(number, false);
                } else {
                    levers.remove(number, Cause::Removed);
                }
            }
        }
    }

    /// Takes the hours and the pay of one leader for a week, if there are enough of both.
    fn affords(&self, levers: &mut Levers<'_, '_>) -> bool {
        self.pay <= levers.money() && levers.take(self.hours * 60.0) && levers.pay(self.pay)
    }

    /// Once a week: pay and look after as many as there is money and time for, and fill up.
    fn review(&self, leaders: &mut Vec<u32>, levers: &mut Levers<'_, '_>) {
        leaders.retain(|number| levers.member(*number).state == State::Present);
        let mut kept = 0;
        while kept < leaders.len() && self.affords(levers) {
            kept += 1;
        }
        self.dismiss(leaders, levers, kept);
        let missing = (self.count as usize).saturating_sub(kept);
        let mut found = 0;
        if self.home_grown {
            for number in Self::candidates(levers, missing) {
                if !self.affords(levers) {
                    break;
                }
                levers.promote(number, true);
                leaders.push(number);
                found += 1;
            }
        } else {
            // Nobody is paid for whom there is no place.
            while found < missing && levers.is_open() && self.affords(levers) {
                leaders.extend(levers.hire(0, true));
                found += 1;
            }
        }
        if found > 0 {
            levers.note(RECRUITED.fill(&[("n", &found)]));
        }
    }
}

impl Strategy for Kol {
    const KEY: &'static str = "kol";
    const NAME: Text = Text::new("KOL seeding", "引入 KOL");
    const ABOUT: Text = Text::new(
        "Recruiting opinion leaders: paid guests or home-grown ones.",
        "招募意见领袖：付费嘉宾，或从成员中培养。",
    );

    const SERIES: &'static [Series] = &[
        Series {
            key: "leaders",
            name: Text::new("Leaders kept", "在任意见领袖"),
            meaning: Text::new("Opinion leaders whom the strategy looks after.", "由这项策略维系的意见领袖人数。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "make leaders of three of your own members",
                "从成员里培养三位意见领袖",
            ),
            write: "[operator.kol]\ncount = 3\nhome_grown = true\n",
        },
        Example {
            wish: Text::new(
                "pay guests to talk for a month",
                "付费请嘉宾讲一个月",
            ),
            write: "[operator.kol]\ncount = 2\nhome_grown = false\npay = 100\nto_day = 30\n",
        },
    ];
    type Memory = Circle;

    fn idle() -> Self {
        Self {
            count: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            count: 4,
            home_grown: false,
            pay: 30.0,
            ..Self::default()
        }
    }

    /// Paid guests: they come once a week, write much of quality, and draw attention.
    fn people(&self) -> Vec<Archetype> {
        if self.home_grown {
            return Vec::new();
        }
        vec![Archetype {
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
        }]
    }

    fn morning(&self, memory: &mut Circle, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        if day > self.to_day {
            self.dismiss(&mut memory.leaders, levers, 0);
        } else if falls_on(day, self.from_day, self.to_day, 7) {
            self.review(&mut memory.leaders, levers);
        }
    }

    fn midday(&self, memory: &mut Circle, levers: &mut Levers<'_, '_>) {
        let leaders = &memory.leaders;
        levers.count("leaders", leaders.len() as f64);
        if leaders.is_empty() {
            return;
        }
        let here = levers
            .visits()
            .filter(|visit| leaders.contains(&visit.member))
            .count();
        let mut answers = (here as f64 * self.answers) as u32;
        let rules = levers.rules();
        // The hours of the weekly review include answering one's own leaders whenever they write.
        levers.care(|visit, member, _| {
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
        let day = levers.day();
        let lately = leaders
            .iter()
            .map(|number| levers.member(*number))
            .filter(|member| member.last_visit != NEVER && day - member.last_visit < 7)
            .count();
        let pull = 1.0 - libm::exp2(-(lately as f64) / 3.0);
        levers.draw_arrivals((self.arrivals * pull) as f32);
    }
}
