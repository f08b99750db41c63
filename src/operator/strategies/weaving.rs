//! Weaving (N6, M21): the operator brings members together, so that the place hangs on many ties.

use crate::model::experts::novice;
use crate::model::levers::Levers;
use crate::model::member::{NEVER, State};
use crate::model::rules::Rules;
use crate::model::visit::Visit;
use crate::operator::role::{self, Role};
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Bringing members together: introductions, askers led to those who know, meetings in the flesh.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Weaving {
    /// Archetype whose members do it, each of them so many introductions and referrals on a day on which they write, in the operator's place and time; empty for the operator. Meetings are always the operator's.
    pub by: String,
    /// Pairs of those who write on a day that are introduced to each other: those with the fewest ties first,
    /// each to the member of longest standing whom they do not know, of the same interest if there is one.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "pairs a day", "x-source" = "assumed: two mentions a day", "x-more" = "raises: ties hold people (.06 log odds of quitting a friend lost, .1 to 1.6 for all of them)"))]
    pub introductions: u32,
    /// Newcomers' messages a day that are led to somebody who knows: they are answered, and the two have met.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "newcomers a day", "x-source" = "assumed", "x-more" = "raises: newcomers are answered, by somebody they come to know"))]
    pub referrals: u32,
    /// Operator minutes for one introduction or referral.
    #[schemars(range(min = 0.0, max = 600.0), extend("x-unit" = "minutes", "x-source" = "assumed: reading both, and a line to each", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// How well two who were introduced know each other: as somebody who has answered them so many times.
    #[schemars(range(min = 0, max = 8), extend("x-unit" = "answers", "x-source" = "assumed: a mention is worth an answer", "x-more" = "raises: ties hold people"))]
    pub bond: u32,
    /// A meeting in the flesh every so many days; 0 for none.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed: none", "x-more" = "either: 0 never meets; the rarer the meetings, the fewer the ties"))]
    pub meeting_every: u16,
    /// Share of those seen in the last two weeks who come to a meeting.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: one in seven is near enough and has the time", "x-more" = "raises: more meet; those who met are tied more closely (Sessions 2010)"))]
    pub attendance: f64,
    /// Operator hours for one meeting.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "hours", "x-source" = "assumed: an evening; taken from the operator's hours of the days up to it", "x-more" = "either: meetings that take longer are rarer, and leave less for introductions"))]
    pub meeting_hours: f64,
    /// What one guest of a meeting costs.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money a head", "x-source" = "assumed", "x-more" = "nothing: what a meeting costs the operator"))]
    pub meeting_cost: f64,
    /// How well those know each other who have sat at one table.
    #[schemars(range(min = 0, max = 8), extend("x-unit" = "answers", "x-source" = "literature: those who come to meetings have stronger ties to one another; 3 (1 to 6) answers", "x-more" = "raises: ties hold people"))]
    pub meeting_bond: u32,
    /// Guests at one table.
    #[schemars(range(min = 2, max = 9), extend("x-unit" = "people", "x-source" = "assumed: small circles are of three to five", "x-more" = "either: more people are met, and more ties crowd out others; assumed"))]
    pub table: u32,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Weaving {
    fn default() -> Self {
        Self {
            by: String::new(),
            introductions: 2,
            referrals: 2,
            minutes: 5.0,
            bond: 1,
            meeting_every: 0,
            attendance: 0.15,
            meeting_hours: 4.0,
            meeting_cost: 0.0,
            meeting_bond: 3,
            table: 5,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Those who have been seen in so many days can be asked to a meeting.
const SEEN: u16 = 14;

/// What a chart says of it.
const MEETING: Text = Text::new("{n} meet", "{n} 人聚会");

/// What is put aside for the next meeting, and who brings members together.
#[derive(Debug, Default, Clone)]
pub struct Preparation {
    hours: f64,
    by: Role,
}

/// How much can be done today.
#[derive(Debug, Clone, Copy)]
struct Means {
    introductions: usize,
    referrals: usize,
    /// Operator minutes for each.
    minutes: f64,
}

/// Somebody who writes today, as far as it matters to whom they could be brought.
#[derive(Clone, Copy)]
struct Writer {
    number: u32,
    room: u8,
    topic: usize,
    standing: u16,
    ties: u32,
    new: bool,
}

impl Weaving {
    /// What can be done today: members do it in their own time, as many of them as are there.
    fn means(&self, by: Role, levers: &Levers<'_, '_>) -> Means {
        let (hands, minutes) = match by.at_work(levers) {
            None => (1, self.minutes),
            Some(members) => (members.len(), 0.0),
        };
        Means {
            introductions: self.introductions as usize * hands,
            referrals: self.referrals as usize * hands,
            minutes,
        }
    }

    /// Those who write today and whom the operator brings together.
    fn writers(levers: &Levers<'_, '_>) -> Vec<Writer> {
        let (rules, day) = (levers.rules(), levers.day());
        let writer = |visit: &Visit| {
            let member = levers.member(visit.member);
            let counts = visit.messages > 0
                && member.state == State::Present
                && !rules.advertises(visit.archetype);
            counts.then(|| Writer {
                number: visit.member,
                room: visit.room,
                topic: rules.interest(member.interest, day),
                standing: member.active_days,
                ties: member.ties.count(),
                new: rules.is_new(member),
            })
        };
        levers.visits().filter_map(writer).collect()
    }

    /// To whom somebody is brought: the one of longest standing whom they do not know and who is not taken,
    /// of the same interest if there is one.
    fn match_for(
        levers: &Levers<'_, '_>,
        writers: &[Writer],
        one: Writer,
        taken: &BTreeSet<u32>,
    ) -> Option<Writer> {
        let rank = |other: &Writer| {
            (
                other.topic == one.topic,
                other.standing,
                std::cmp::Reverse(other.number),
            )
        };
        let mut best: Option<&Writer> = None;
        for other in writers {
            let better = best.is_none_or(|best| rank(other) > rank(best));
            if better
                && other.number != one.number
                && other.room == one.room
                && !other.new
                && !taken.contains(&other.number)
                && levers.knows(one.number, other.number) <= 0.0
            {
                best = Some(other);
            }
        }
        best.copied()
    }

    /// Introduces members to each other: those with the fewest ties first.
    fn introduce(&self, levers: &mut Levers<'_, '_>, writers: &[Writer], means: Means) {
        let mut lonely = writers.to_vec();
        lonely.sort_by_key(|writer| (writer.ties, writer.number));
        let (mut left, mut taken) = (means.introductions, BTreeSet::new());
        for one in lonely {
            if left == 0 {
                return;
            }
            if taken.contains(&one.number) {
                continue;
            }
            let Some(other) = Self::match_for(levers, writers, one, &taken) else {
                continue;
            };
            if !levers.take(means.minutes) {
                return;
            }
            if levers.introduce(one.number, other.number, self.bond) {
                levers.count("introduced", 1.0);
            }
            taken.extend([one.number, other.number]);
            left -= 1;
        }
    }

    /// Leads newcomers to somebody who knows: their messages are answered, and the two have met.
    fn refer(&self, levers: &mut Levers<'_, '_>, writers: &[Writer], means: Means) {
        let (mut led, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for asker in writers.iter().filter(|writer| writer.new) {
            if led.len() >= means.referrals {
                break;
            }
            let Some(expert) = Self::match_for(levers, writers, *asker, &taken) else {
                continue;
            };
            if !levers.take(means.minutes) {
                break;
            }
            levers.introduce(asker.number, expert.number, self.bond);
            let question = novice(levers.rules(), levers.member(asker.number));
            levers.ask(expert.number, question as f32);
            led.insert(asker.number);
            taken.insert(expert.number);
        }
        levers.count("referred", led.len() as f64);
        levers.care_for(led.into_iter().collect());
    }

    /// Holds a meeting: those who come are seated at tables, and get to know whom they sit with.
    fn meet(&self, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let mut guests: Vec<(f32, u32)> = Vec::new();
        for (number, member) in levers.all() {
            let seen = member.last_visit != NEVER && day - member.last_visit < SEEN;
            let advertises = levers.rules().advertises(member.archetype);
            if !seen || member.state != State::Present || advertises {
                continue;
            }
            let mut luck = levers.own_luck(member.person).stream(Purpose::Operator);
            if luck.uniform() < self.attendance as f32 {
                guests.push((luck.uniform(), number));
            }
        }
        guests.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let affordable = guests
            .iter()
            .take_while(|_| levers.pay(self.meeting_cost))
            .count();
        guests.truncate(affordable);
        for table in guests.chunks(self.table as usize) {
            for (place, (_, one)) in table.iter().enumerate() {
                for (_, other) in &table[place + 1..] {
                    levers.introduce(*one, *other, self.meeting_bond);
                }
            }
        }
        levers.count("met", guests.len() as f64);
        levers.note(MEETING.fill(&[("n", &guests.len())]));
    }
}

impl Strategy for Weaving {
    const KEY: &'static str = "weaving";
    const NAME: Text = Text::new("weaving", "牵线搭桥");
    const ABOUT: Text = Text::new(
        "Bringing members together: introductions, leading those who ask to those who know, meetings in the flesh.",
        "让成员彼此认识：引荐、把提问者领到懂行的人面前、线下聚会。",
    );
    const MORE: &'static str = "A little more: ties hold people, at .06 log odds of quitting a friend lost (.1 to 1.6 for all of them).";

    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new("introduce members to one another, and meet once a month", "撮合成员相识，每月线下聚一次"),
            write: "[operator.weaving]\nintroductions = 4\nmeeting_every = 30\n",
        },
        Example {
            wish: Text::new(
                "found the place with people of different roles: connectors who introduce members to each other, hosts who greet newcomers",
                "找不同角色的人一起建群：联络人撮合成员相识，主持人接待新人",
            ),
            write: "[operator.weaving]\nby = \"connector\"\nintroductions = 2\n\n\
                    [operator.follow_up]\nby = \"host\"\neach = 3\n\n\
                    [[archetype]]\nname = \"connector\"\nlike = \"core\"\nshare = 0.03\n\n\
                    [[archetype]]\nname = \"host\"\nlike = \"core\"\nshare = 0.03\n\n\
                    [[archetype]]\nname = \"insider\"\nlike = \"core\"\nshare = 0.02\nquality = 4.0\n\n\
                    [[archetype]]\nname = \"regular\"\nshare = 0.22\n\n\
                    [[archetype]]\nname = \"lurker\"\nshare = 0.7\n",
        },
    ];
    const SERIES: &'static [Series] = &[
        Series {
            key: "introduced",
            name: Text::new("Introductions", "引荐次数"),
            meaning: Text::new("Pairs of members introduced to each other on the day.", "当日介绍彼此认识的成员对数。"),
            unit: Unit::Number,
        },
        Series {
            key: "referred",
            name: Text::new("Newcomers led to experts", "引到专家的新人"),
            meaning: Text::new("Newcomers who were led to somebody who knows on the day.", "当日被领到懂行成员面前的新人。"),
            unit: Unit::Members,
        },
        Series {
            key: "met",
            name: Text::new("Guests of meetings", "聚会人数"),
            meaning: Text::new("Members who came to a meeting in the flesh on the day.", "当日参加线下聚会的成员。"),
            unit: Unit::Members,
        },
    ];
    type Memory = Preparation;

    fn idle() -> Self {
        Self {
            introductions: 0,
            referrals: 0,
            meeting_every: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            introductions: 10,
            referrals: 5,
            meeting_every: 14,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn prepare(&self, memory: &mut Preparation, rules: &Rules) {
        memory.by = Role::of(&self.by, rules);
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let mut doubts = Vec::from_iter(role::doubt("by", &self.by, around));
        if self.introductions > 0 && self.bond == 0 {
            doubts.push(Doubt::no_effect(
                "bond",
                "members are introduced to each other and do not get to know each other",
                "a bond of 1 is what one answer gives",
            ));
        }
        if self.meeting_every > 0 && (self.attendance <= 0.0 || self.meeting_bond == 0) {
            let key = if self.attendance <= 0.0 {
                "attendance"
            } else {
                "meeting_bond"
            };
            doubts.push(Doubt::no_effect(
                key,
                "the meetings change nothing",
                "somebody must come, and must know the others better afterwards",
            ));
        }
        doubts
    }

    fn midday(&self, memory: &mut Preparation, levers: &mut Levers<'_, '_>) {
        if !self.is_in_force(levers) || self.introductions == 0 && self.referrals == 0 {
            return;
        }
        let means = self.means(memory.by, levers);
        let writers = Self::writers(levers);
        // Those who ask come first: an answer does not wait.
        if means.referrals > 0 {
            self.refer(levers, &writers, means);
        }
        self.introduce(levers, &writers, means);
    }

    fn evening(&self, memory: &mut Preparation, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        if self.meeting_every == 0 || !self.is_in_force(levers) {
            return;
        }
        memory.hours += levers.work(self.meeting_hours - memory.hours);
        let due = day > self.from_day && self.is_due(levers, self.meeting_every);
        // A meeting that there was no time to prepare is put off until there was.
        if due && memory.hours + 1e-9 >= self.meeting_hours {
            memory.hours = 0.0;
            self.meet(levers);
        }
    }
}
