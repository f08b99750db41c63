//! KOL seeding (M5): opinion leaders, paid guests or home-grown.

use crate::model::cause::Cause;
use crate::model::experts::novice;
use crate::model::levers::Levers;
use crate::model::member::{NEVER, State, flag};
use crate::model::rules::Rules;
use crate::model::settings::Archetype;
use crate::operator::belongs;
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::segment::{Addressed, Segment};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Recruiting opinion leaders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Kol {
    /// Among whom home-grown leaders are looked for; empty for all members.
    pub who: Segment,
    /// How many.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "people", "x-source" = "assumed", "x-more" = "raises: known names draw arrivals and answers"))]
    pub count: u32,
    /// Where they come from: `true`, picked among the most active members and kept by recognition
    /// and attention; `false`, guests from outside who are paid for each week.
    pub home_grown: bool,
    /// Pay of one a week; when it stops, guests leave.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money a week", "x-source" = "assumed", "x-more" = "nothing: what a guest from outside costs"))]
    pub pay: f64,
    /// Operator hours for one a week.
    #[schemars(range(min = 0.0, max = 40.0), extend("x-unit" = "hours a week", "x-source" = "assumed", "x-more" = "lowers: fewer leaders can be looked after in the hours there are"))]
    pub hours: f64,
    /// Log of arrivals that a large circle of leaders adds while they look in: half of it by three of them.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log arrivals", "x-source" = "assumed: a known name doubles little; a star joining brings .003 of their followers, once", "x-more" = "raises: more come who have heard the name (passed on 72 % more, Alatas et al. 2020)"))]
    pub arrivals: f64,
    /// Newcomers' first messages that one leader answers on a day of their own visit.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "answers a day", "x-source" = "assumed", "x-more" = "either: newcomers are answered, and those who answer tire"))]
    pub answers: f64,
    /// Messages a week of each leader below which the operator ends it; 0 for no rule.
    #[schemars(range(min = 0, max = 100_000), extend("x-unit" = "messages a week", "x-source" = "assumed: no rule; operators want one for leaving as well as for coming", "x-more" = "lowers: guests who write less are not asked again"))]
    pub quota: u32,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Kol {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            count: 3,
            home_grown: true,
            pay: 0.0,
            hours: 1.0,
            arrivals: 0.2,
            answers: 3.0,
            quota: 0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What a chart says of it.
const RECRUITED: Text = Text::new("{n} KOL", "新增 {n} 位 KOL");

/// Those who lead.
#[derive(Debug, Default, Clone)]
pub struct Circle {
    leaders: Vec<Leader>,
    /// Who can become one.
    among: Addressed,
    /// Those who were held to a quota and did not meet it: nobody asks them again.
    former: BTreeSet<u32>,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
struct Leader {
    number: u32,
    /// Messages they had written when they were last looked at.
    posts: u32,
}

impl Kol {
    /// The most active members who are not leaders yet, best first.
    fn candidates(
        levers: &Levers<'_, '_>,
        count: usize,
        circle: (&Addressed, &BTreeSet<u32>),
    ) -> Vec<u32> {
        let (among, former) = circle;
        let mut ranked: Vec<(u32, u32)> = levers
            .all()
            .filter(|(number, member)| {
                belongs(levers.rules(), member)
                    && member.posts > 0
                    && !member.is(flag::PROMOTED)
                    && !former.contains(number)
                    && among.fits(levers, *number, member)
            })
            .map(|(number, member)| (member.posts, number))
            .collect();
        ranked.sort_unstable_by(|left, right| right.cmp(left));
        ranked.truncate(count);
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    /// Ends it for one of the leaders.
    fn dismiss(levers: &mut Levers<'_, '_>, leader: Leader) {
        // By what they are, whatever the settings have become since.
        if levers.member(leader.number).is(flag::GUEST) {
            levers.remove(leader.number, Cause::Removed);
        } else {
            levers.promote(leader.number, false);
        }
    }

    /// Ends it for the last of the leaders, down to `count`.
    fn keep(leaders: &mut Vec<Leader>, levers: &mut Levers<'_, '_>, count: usize) {
        for leader in leaders.drain(count.min(leaders.len())..).rev() {
            Self::dismiss(levers, leader);
        }
    }

    /// Ends it for those who have written too little since they were last looked at.
    fn hold_to_quota(&self, circle: &mut Circle, levers: &mut Levers<'_, '_>) {
        let Circle { leaders, former, .. } = circle;
        let before = leaders.len();
        leaders.retain_mut(|leader| {
            let posts = levers.member(leader.number).posts;
            let wrote = posts - leader.posts;
            leader.posts = posts;
            let enough = wrote >= self.quota;
            if !enough {
                Self::dismiss(levers, *leader);
                former.insert(leader.number);
            }
            enough
        });
        levers.count("dismissed", (before - leaders.len()) as f64);
    }

    /// Those of the leaders who have looked in today.
    fn here(leaders: &[Leader], levers: &Levers<'_, '_>) -> Vec<u32> {
        let is_leader = |number: u32| leaders.iter().any(|leader| leader.number == number);
        let members = levers.visits().map(|visit| visit.member);
        members.filter(|number| is_leader(*number)).collect()
    }

    /// The leaders who are here answer newcomers in turn, who get to know them; questions of novices tire them.
    fn answer(&self, leaders: &[Leader], levers: &mut Levers<'_, '_>) {
        let here = Self::here(leaders, levers);
        let most = (here.len() as f64 * self.answers) as usize;
        let rules = levers.rules();
        let mut answered = Vec::new();
        // The hours of the weekly review include answering one's own leaders whenever they write.
        levers.care(|visit, member, _| {
            if member.is(flag::PROMOTED) {
                return Some(true);
            }
            let new = visit.messages > 0 && rules.is_new(member) && answered.len() < most;
            if new {
                answered.push((visit.member, novice(rules, member)));
            }
            Some(new)
        });
        for ((number, novice), leader) in answered.into_iter().zip(here.into_iter().cycle()) {
            levers.acquaint(number, leader, 1);
            levers.ask(leader, novice as f32);
        }
    }

    /// Takes the hours and the pay of one leader for a week, if there are enough of both.
    fn affords(&self, levers: &mut Levers<'_, '_>) -> bool {
        self.pay <= levers.money() && levers.take(self.hours * 60.0) && levers.pay(self.pay)
    }

    /// Once a week: pay and look after as many as there is money and time for, and fill up.
    fn review(&self, circle: &mut Circle, levers: &mut Levers<'_, '_>) {
        circle
            .leaders
            .retain(|leader| levers.member(leader.number).state == State::Present);
        if self.quota > 0 {
            self.hold_to_quota(circle, levers);
        }
        let Circle { leaders, among, former } = circle;
        let mut kept = 0;
        while kept < leaders.len().min(self.count as usize) && self.affords(levers) {
            kept += 1;
        }
        Self::keep(leaders, levers, kept);
        let missing = (self.count as usize).saturating_sub(kept);
        let mut found = 0;
        if self.home_grown {
            for number in Self::candidates(levers, missing, (among, former)) {
                if !self.affords(levers) {
                    break;
                }
                levers.promote(number, true);
                let posts = levers.member(number).posts;
                leaders.push(Leader { number, posts });
                found += 1;
            }
        } else {
            // Nobody is paid for whom there is no place.
            while found < missing && levers.is_open() && self.affords(levers) {
                let guest = levers.hire(0, true);
                leaders.extend(guest.map(|number| Leader { number, posts: 0 }));
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
    const MORE: &'static str = "A little more: known names draw arrivals and answers (passed on 72 % more, Alatas et al. 2020); a star who goes costs the others 15 % of what they write.";

    const SERIES: &'static [Series] = &[
        Series {
            key: "leaders",
            name: Text::new("Leaders kept", "在任意见领袖"),
            meaning: Text::new("Opinion leaders whom the strategy looks after.", "由这项策略维系的意见领袖人数。"),
            unit: Unit::Members,
        },
        Series {
            key: "dismissed",
            name: Text::new("Leaders dismissed", "未达要求的意见领袖"),
            meaning: Text::new("Opinion leaders who had written too little and were dismissed on the day.", "当日因发言不足而被撤下的意见领袖。"),
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

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        if self.home_grown || self.who.is_everybody() {
            return Vec::new();
        }
        vec![Doubt::no_effect(
            "who",
            "guests come from outside: no members are looked through",
            "leave who out, or set home_grown = true",
        )]
    }

    fn prepare(&self, circle: &mut Circle, rules: &Rules) {
        circle.among = self.who.prepare(rules);
    }

    fn morning(&self, memory: &mut Circle, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        if day > self.to_day {
            Self::keep(&mut memory.leaders, levers, 0);
        } else if self.is_due(levers, 7) {
            self.review(memory, levers);
        }
    }

    fn midday(&self, memory: &mut Circle, levers: &mut Levers<'_, '_>) {
        let leaders = &memory.leaders;
        levers.count("leaders", leaders.len() as f64);
        if leaders.is_empty() {
            return;
        }
        self.answer(leaders, levers);
        let day = levers.day();
        let lately = leaders
            .iter()
            .map(|leader| levers.member(leader.number))
            .filter(|member| member.last_visit != NEVER && day - member.last_visit < 7)
            .count();
        let pull = 1.0 - libm::exp2(-(lately as f64) / 3.0);
        levers.draw_arrivals((self.arrivals * pull) as f32);
    }
}
