//! A portfolio (N14, M37): several groups under one operator's hours and money.

use crate::model::arrivals;
use crate::model::community::Community;
use crate::model::day;
use crate::model::desk::Desk;
use crate::model::intervention::Acting;
use crate::model::rules::Rules;
use crate::operator::Operator;
use crate::operator::playbook::Play;
use crate::random::{Luck, mix};

/// One group with what its operator does there.
pub struct Group<'r, 'o> {
    /// Its people.
    pub community: Community<'r>,
    /// The strategies at work in it.
    pub strategies: Vec<Acting>,
    /// The rules at work in it.
    pub playbook: Option<Play<'o>>,
    /// Hours that its own people give tomorrow.
    lent: f64,
}

impl<'r, 'o> Group<'r, 'o> {
    /// A group on the morning of its first day.
    fn new(operator: &'o Operator, rules: &'r Rules, luck: Luck, parallel: bool) -> Self {
        let mut community = Community::new(rules, luck, parallel);
        arrivals::found(&mut community);
        Self {
            community,
            strategies: operator.begin(rules),
            playbook: Play::of(operator),
            lent: 0.0,
        }
    }
}

impl Group<'_, '_> {
    /// The same once more; `None` where a strategy cannot be had twice.
    fn copy(&self) -> Option<Self> {
        let strategies: Option<Vec<Acting>> = self.strategies.iter().map(Acting::copy).collect();
        Some(Self {
            community: self.community.clone(),
            strategies: strategies?,
            playbook: self.playbook.clone(),
            lent: self.lent,
        })
    }

    /// Goes on with those strategies of an operator that have these places: what is at work already under
    /// the same name goes on, what is not begins.
    fn turn_to(&mut self, operator: &Operator, places: &[usize]) {
        let mut at_work = std::mem::take(&mut self.strategies);
        let mut moves = Vec::new();
        for (place, fresh) in operator
            .begin(self.community.rules())
            .into_iter()
            .enumerate()
        {
            if !places.contains(&place) {
                continue;
            }
            let known = at_work
                .iter()
                .position(|it| it.own().name() == fresh.own().name());
            self.strategies.push(known.map_or(fresh, |at| {
                let mut known = at_work.remove(at);
                moves.push((known.own().place(), place as u8));
                known.own_mut().move_to(place as u8);
                known
            }));
        }
        self.community.move_strategies(&moves);
    }
}

/// All groups of an operator: of the same kind, with other people and other luck. The first is the one that
/// is observed; the others are there for what they take from it, and for what they are together.
pub struct Portfolio<'r, 'o> {
    /// The group that is observed.
    pub first: Group<'r, 'o>,
    others: Vec<Group<'r, 'o>>,
    desk: Desk,
    /// Members on the lists of all of them, day by day.
    members: Vec<f32>,
    /// Hours worked in all of them, day by day.
    hours: Vec<f32>,
}

impl<'r, 'o> Portfolio<'r, 'o> {
    /// The groups of an operator in one replicate.
    pub fn new(
        operator: &'o Operator,
        rules: &'r Rules,
        seed: u64,
        replicate: u32,
        parallel: bool,
    ) -> Self {
        let group = |seed: u64| Group::new(operator, rules, Luck::new(seed, replicate), parallel);
        let others = 1..u64::from(operator.groups);
        Self {
            first: group(seed),
            others: others
                .map(|number| group(mix(seed ^ number << 48)))
                .collect(),
            desk: operator.desk(),
            members: Vec::new(),
            hours: Vec::new(),
        }
    }

    /// The same once more; `None` where a strategy cannot be had twice.
    pub fn copy(&self) -> Option<Self> {
        let others: Option<Vec<_>> = self.others.iter().map(Group::copy).collect();
        Some(Self {
            first: self.first.copy()?,
            others: others?,
            desk: self.desk,
            members: self.members.clone(),
            hours: self.hours.clone(),
        })
    }

    /// Nobody does anything any more in any of them.
    pub fn lay_down(&mut self) {
        for group in std::iter::once(&mut self.first).chain(&mut self.others) {
            group.strategies.clear();
        }
    }

    /// All of them go on with those strategies of an operator that have these places.
    pub fn turn_to(&mut self, operator: &Operator, places: &[usize]) {
        for group in std::iter::once(&mut self.first).chain(&mut self.others) {
            group.turn_to(operator, places);
        }
    }

    /// Lives one day in all of them. Every day another one comes first, and the next has what it left of
    /// the hours.
    pub fn live(&mut self) {
        let desk = &mut self.desk;
        let day = usize::from(self.first.community.day());
        let mut groups: Vec<&mut Group<'r, 'o>> = std::iter::once(&mut self.first)
            .chain(&mut self.others)
            .collect();
        for group in &mut groups {
            if let Some(playbook) = &mut group.playbook {
                playbook.morning(&mut group.community, &mut group.strategies, desk);
            }
        }
        let several = groups.len();
        groups.rotate_left(day % several);
        let mut left = desk.hours_per_day;
        let (mut members, mut hours) = (0.0, 0.0);
        for group in &mut groups {
            desk.leave(left, group.lent);
            day::live(&mut group.community, &mut group.strategies, desk);
            group.lent = desk.lent();
            let worked = group.community.log().hours;
            left = (left - worked).max(0.0);
            members += group.community.on_the_list() as f32;
            hours += worked as f32;
        }
        for group in &mut groups {
            if let Some(playbook) = &mut group.playbook {
                playbook.evening(&mut group.community, &mut group.strategies, desk);
            }
        }
        if several > 1 {
            self.members.push(members);
            self.hours.push(hours);
        }
    }

    /// Ends the day in all of them.
    pub fn close(&mut self) {
        for group in &mut self.others {
            for acting in &mut group.strategies {
                acting.own_mut().close_day();
            }
            day::close(&mut group.community);
        }
        day::close(&mut self.first.community);
    }

    /// The observed group, and the series of the rules in it and of all groups together.
    pub fn finish(self) -> (Community<'r>, Vec<(String, Vec<f32>)>) {
        let mut series = self.first.playbook.map_or_else(Vec::new, Play::finish);
        if !self.others.is_empty() {
            series.push(("portfolio.members".to_owned(), self.members));
            series.push(("portfolio.hours".to_owned(), self.hours));
        }
        (self.first.community, series)
    }
}
