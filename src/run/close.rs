//! One run looked at closely, by living it again: what would be too much to keep of every run.

use crate::model::community::Community;
use crate::model::log::Way;
use crate::model::who::Who;
use crate::observe::record::Record;
use crate::random::mix;
use crate::run::cells::Setting;
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::scenario::settings::Scenario;
use std::collections::BTreeMap;

mod net;
mod stays;

pub use net::Net;
pub use stays::Stays;

/// Members whose days are kept.
pub const LIVES: usize = 60;
/// Runs below which nobody can call one typical, lucky or unlucky.
pub const FEWEST_TO_NAME: usize = 5;
/// Where among all runs those lie that are called typical, lucky and unlucky: by their last weeks.
pub const NAMED: [f64; 3] = [0.5, 0.9, 0.1];

/// What one run leaves to those who look closely.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CloseLook {
    /// Which replicate it is.
    pub replicate: u32,
    /// Days it has.
    pub days: u16,
    /// Some members, drawn evenly from all who ever were members, in the order of their numbers.
    pub lives: Vec<OneLife>,
    /// Messages of each member who wrote, fewest first.
    pub written: Vec<u32>,
    /// Rooms in which anybody ever looked in.
    pub rooms: Vec<RoomDays>,
    /// How long the members of each archetype took part.
    pub stays: Vec<Stays>,
    /// Who is tied to whom: on some days of this run, then on the last day of others.
    pub nets: Vec<Net>,
}

/// The days of one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneLife {
    /// Number of the member.
    pub member: u32,
    /// Day of joining.
    pub joined: u16,
    /// Day on which they left or were removed; `None` for those on the list at the end.
    pub off: Option<u16>,
    /// Days with a visit.
    pub visits: Vec<u16>,
    /// Days with a message.
    pub wrote: Vec<u16>,
}

/// The days of one room.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoomDays {
    /// Its name.
    pub name: String,
    /// Messages on each day, from the first.
    pub messages: Vec<f64>,
    /// Visits of members on each day.
    pub visits: Vec<f64>,
    /// Those of them that found more a day than the visitor can take in.
    pub overloaded: Vec<f64>,
}

impl RoomDays {
    /// Messages over all days.
    pub fn said(&self) -> f64 {
        self.messages.iter().sum()
    }
}

impl CloseLook {
    /// Lives the run of `replicate` again.
    ///
    /// # Errors
    /// If its world contradicts the scenario.
    pub fn at(setting: &Setting<'_>, replicate: u32) -> Result<Self, Problems> {
        let scenario = setting.in_world(replicate)?;
        Ok(Self::of(&scenario, replicate))
    }

    /// As [`CloseLook::at`], for a scenario in its world already.
    pub fn of(scenario: &Scenario, replicate: u32) -> Self {
        let mut watch = Watch {
            replicate,
            ..Watch::default()
        };
        Prepared::new(scenario)
            .run_watched(replicate, true, |community| watch.day(community, scenario));
        watch.finish(scenario.days)
    }

    /// The typical one of some runs, with the ties at the end of the lucky and the unlucky one where
    /// there are enough to name them; `None` of no run.
    ///
    /// # Errors
    /// As [`CloseLook::at`].
    pub fn among(setting: &Setting<'_>, records: &[Record]) -> Result<Option<Self>, Problems> {
        let [typical, others @ ..] = NAMED;
        let Some(typical) = placed(records, typical) else {
            return Ok(None);
        };
        let mut close = Self::at(setting, typical)?;
        if records.len() >= FEWEST_TO_NAME {
            for replicate in others.into_iter().filter_map(|it| placed(records, it)) {
                let scenario = setting.in_world(replicate)?;
                close.nets.extend(net_at_the_end(&scenario, replicate));
            }
        }
        Ok(Some(close))
    }
}

/// Lives a run again for the ties of its last day.
fn net_at_the_end(scenario: &Scenario, replicate: u32) -> Option<Net> {
    let mut net = None;
    Prepared::new(scenario).run_watched(replicate, true, |community| {
        if community.day() + 1 == scenario.days {
            net = Net::of(community, replicate);
        }
    });
    net
}

/// The run at such a place among all, in the order of their ends: 0.5 is the one in the middle, which
/// anybody may take for typical.
pub fn placed(records: &[Record], place: f64) -> Option<u32> {
    Some(at(&by_end(records), place)?.replicate)
}

/// As [`placed`], among runs in order.
pub fn at<'r>(order: &[(f64, &'r Record)], place: f64) -> Option<&'r Record> {
    let last = order.len().checked_sub(1)?;
    Some(order[(place * last as f64).round() as usize].1)
}

/// Runs in the order of their activity in the last weeks; those without any number are left out.
pub fn by_end(records: &[Record]) -> Vec<(f64, &Record)> {
    let mut order: Vec<(f64, &Record)> = records
        .iter()
        .map(|record| (record.read("dau_end", None).unwrap_or(f64::NAN), record))
        .filter(|(end, _)| end.is_finite())
        .collect();
    order.sort_by(|one, other| {
        one.0
            .total_cmp(&other.0)
            .then(one.1.replicate.cmp(&other.1.replicate))
    });
    order
}

/// What is known so far.
#[derive(Default)]
struct Watch {
    replicate: u32,
    /// The members with the smallest lots: an even draw of all, however many are still to come.
    lives: BTreeMap<u64, OneLife>,
    written: Vec<u32>,
    rooms: Vec<RoomDays>,
    stays: Vec<Stays>,
    nets: Vec<Net>,
}

/// The evenings on which ties are looked at: after a quarter and after all of a run, none twice.
fn days_of_nets(days: u16) -> Vec<u16> {
    let last = days.saturating_sub(1);
    let mut found = vec![days / 4, last];
    found.retain(|day| *day <= last);
    found.dedup();
    found
}

/// The lot of a member, the same in every run.
fn lot(member: u32) -> u64 {
    mix(u64::from(member) + 1)
}

impl Watch {
    fn day(&mut self, community: &Community<'_>, scenario: &Scenario) {
        let (day, log, rules) = (community.day(), community.log(), community.rules());
        let is_member = |archetype: u8| rules.who(archetype) == Who::Member;
        for join in log.joins.iter().filter(|it| is_member(it.archetype)) {
            let life = OneLife {
                member: join.member,
                joined: day,
                off: None,
                visits: Vec::new(),
                wrote: Vec::new(),
            };
            self.lives.insert(lot(join.member), life);
            if self.lives.len() > LIVES {
                self.lives.pop_last();
            }
        }
        for exit in &log.exits {
            let off = exit.way != Way::Silent;
            if let Some(life) = self.lives.get_mut(&lot(exit.member)).filter(|_| off) {
                life.off = Some(day);
            }
        }
        self.rooms(community, scenario);
        if days_of_nets(scenario.days).contains(&day) {
            self.nets.extend(Net::of(community, self.replicate));
        }
        if day + 1 == scenario.days {
            self.stays = stays::all(community);
        }
        let today = usize::from(day);
        for (visit, found) in community.finds() {
            if !is_member(visit.archetype) {
                continue;
            }
            if let Some(life) = self.lives.get_mut(&lot(visit.member)) {
                life.visits.push(day);
                if visit.messages > 0 {
                    life.wrote.push(day);
                }
            }
            if visit.messages > 0 {
                let place = visit.member as usize;
                if self.written.len() <= place {
                    self.written.resize(place + 1, 0);
                }
                self.written[place] += u32::from(visit.messages);
            }
            let room = &mut self.rooms[usize::from(visit.room)];
            let capacity = rules.kinds[usize::from(visit.archetype)].capacity;
            room.visits[today] += 1.0;
            room.overloaded[today] += f64::from(u8::from(found.overload(capacity) > 0.0));
        }
    }

    /// One more day of each room; what was said in it before it was open is nothing.
    fn rooms(&mut self, community: &Community<'_>, scenario: &Scenario) {
        let length = usize::from(community.day()) + 1;
        for (number, room) in community.rooms().iter().enumerate() {
            if self.rooms.len() == number {
                let named = scenario.community.room.get(number);
                let name =
                    named.map_or_else(|| format!("{}", number + 1), |room| room.name.clone());
                self.rooms.push(RoomDays {
                    name,
                    ..RoomDays::default()
                });
            }
            let own = &mut self.rooms[number];
            for series in [&mut own.messages, &mut own.visits, &mut own.overloaded] {
                series.resize(length, 0.0);
            }
            own.messages[length - 1] = room.today.said.messages;
        }
    }

    fn finish(self, days: u16) -> CloseLook {
        let mut lives: Vec<OneLife> = self.lives.into_values().collect();
        lives.sort_by_key(|life| life.member);
        let mut written: Vec<u32> = self.written.into_iter().filter(|it| *it > 0).collect();
        written.sort_unstable();
        let mut rooms = self.rooms;
        rooms.retain(|room| room.visits.iter().any(|it| *it > 0.0));
        CloseLook {
            replicate: self.replicate,
            days,
            lives,
            written,
            rooms,
            stays: self.stays,
            nets: self.nets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, parse_str};
    use crate::stats::survival::{Lifetime, kaplan_meier};

    fn scenario(text: &str) -> Scenario {
        let loaded = parse_str("test.toml", text, &Overrides::default());
        loaded.expect("a good scenario").base
    }

    #[test]
    fn a_closer_look_agrees_with_the_record() {
        let scenario = scenario(
            "days = 50\n[audience]\nfounders = 30\n[[audience.channel]]\nname = \"x\"\nper_day = 4.0\n\
             [operator.purge]\nafter_days = 10\nevery = 10\nfrom_day = 15\n",
        );
        let record = Prepared::new(&scenario).run(3, false);
        let close = CloseLook::of(&scenario, 3);
        assert_eq!(close.lives.len(), LIVES);
        let posts = record.read("posts_total", None).expect("a metric");
        let written: f64 = close.written.iter().map(|it| f64::from(*it)).sum();
        assert_eq!(written, posts);
        let written: Vec<f64> = close.written.iter().map(|it| f64::from(*it)).collect();
        let gini = record.series(crate::observe::metrics::Daily::GiniPosts);
        let last = gini.iter().rev().find(|it| it.is_finite()).expect("a look");
        // The record looks once a week.
        assert!((crate::stats::inequality::gini(&written) - f64::from(*last)).abs() < 0.05);
        let dau = record.series(crate::observe::metrics::Daily::Dau);
        for (day, dau) in dau.iter().enumerate() {
            let visits: f64 = close.rooms.iter().map(|room| room.visits[day]).sum();
            assert_eq!(visits, f64::from(*dau), "day {day}");
        }
        for life in &close.lives {
            assert!(life.visits.iter().all(|day| *day >= life.joined));
            assert!(
                life.off
                    .is_none_or(|off| life.visits.iter().all(|day| *day <= off))
            );
            assert!(life.wrote.iter().all(|day| life.visits.contains(day)));
        }
        assert!(close.lives.iter().any(|life| life.off.is_some()));
        let stays: Vec<Lifetime> = close.stays.iter().flat_map(|it| it.lives.clone()).collect();
        let curve = kaplan_meier(&stays, 0.95).expect("a curve");
        for (age, share) in record
            .survival
            .iter()
            .enumerate()
            .filter(|it| !it.1.is_nan())
        {
            let found = curve.at(age as f64);
            assert!(
                (found - f64::from(*share)).abs() < 1e-6,
                "age {age}: {found} or {share}"
            );
        }
        // An even draw: newcomers are among them as they are among all.
        let new = close.lives.iter().filter(|it| it.member >= 30).count() as f64;
        let all = 30.0 + record.read("joins_total", None).expect("a metric");
        let share = (all - 60.0) / all;
        assert!((new / 60.0 - share).abs() < 0.25, "{new} of 60, {share}");
    }

    #[test]
    fn ties_are_those_of_members_who_take_part() {
        let scenario = scenario(
            "days = 60\n[audience]\nfounders = 40\n[[audience.channel]]\nname = \"x\"\nper_day = 2.0\n",
        );
        let record = Prepared::new(&scenario).run(2, false);
        let close = CloseLook::of(&scenario, 2);
        let days: Vec<u16> = close.nets.iter().map(|net| net.day).collect();
        assert_eq!(days, [15, 59]);
        for net in &close.nets {
            let there = record.series(crate::observe::metrics::Daily::TakingPart);
            let there = f64::from(there[usize::from(net.day)]);
            assert_eq!(net.taking_part as f64, there, "day {}", net.day);
            assert!(net.members.len() <= net.taking_part);
            assert!(net.members.is_sorted_by(|one, other| one < other));
            assert_eq!(net.graph.size, net.members.len());
            // Everybody who stands in the net is tied to somebody.
            assert!(net.graph.strengths().iter().all(|it| *it > 0.0));
            assert!(net.graph.ties.iter().all(|(one, other, _)| one < other));
        }
        assert!(close.nets.iter().any(|net| !net.members.is_empty()));
    }

    #[test]
    fn the_typical_run_lies_in_the_middle() {
        let scenario = scenario("days = 30\n[audience]\nfounders = 20\n");
        let prepared = Prepared::new(&scenario);
        let records: Vec<Record> = (0..5).map(|it| prepared.run(it, false)).collect();
        let typical = placed(&records, NAMED[0]).expect("a run");
        let end = |replicate: u32| records[replicate as usize].read("dau_end", None);
        let lower = (0..5).filter(|it| end(*it) < end(typical)).count();
        assert!(lower <= 2, "{lower}");
        assert_eq!(placed(&[], 0.5), None);
    }
}
