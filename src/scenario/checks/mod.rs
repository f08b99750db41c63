//! What no single value can be blamed for: values that contradict one another.

mod calendar;
mod people;
mod playbook;

use crate::model::settings::{RoomKind, WhenFull};
use crate::operator::MOST_STRATEGIES;
use crate::operator::strategy::{self, Wrong};
use crate::scenario::form::suggest;
use crate::scenario::form::wording::list_names;
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin, Sources};
use crate::scenario::settings::Scenario;
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table};
use std::collections::BTreeSet;

/// What a scenario is checked against besides itself.
pub(crate) struct Around<'a> {
    /// The metrics that an expectation may name; empty if they are not known here.
    pub(crate) metrics: &'a [&'static str],
    /// The keys at the top under which something is wrong already; empty text for all.
    pub(crate) broken: &'a BTreeSet<String>,
    /// Whether nothing had to be left out.
    pub(crate) whole: bool,
    /// The paths that a sweep or `[uncertainty]` changes anyway.
    pub(crate) varied: &'a BTreeSet<String>,
}

/// Everything that a complete scenario can be wrong in as a whole.
pub(crate) struct Cross<'a> {
    scenario: &'a Scenario,
    tree: &'a Node,
    sources: &'a Sources,
    around: &'a Around<'a>,
    problems: Vec<Problem>,
}

/// Checks a scenario as a whole. Checks that need a table in which something is wrong already
/// (`broken`) are left for later: what they would say might not be true.
pub(crate) fn check(
    scenario: &Scenario,
    tree: &Node,
    sources: &Sources,
    around: &Around<'_>,
) -> Vec<Problem> {
    let mut cross = Cross {
        scenario,
        tree,
        sources,
        around,
        problems: Vec::new(),
    };
    if cross.sound(&["archetype"]) {
        cross.shares();
        cross.likes();
        cross.needs();
        cross.names(&["archetype"]);
    }
    if cross.sound(&["community"]) {
        cross.room_to_talk();
        cross.names(&["community", "room"]);
        cross.names(&["community", "topic"]);
    }
    if cross.sound(&["audience"]) {
        cross.names(&["audience", "channel"]);
        cross.arrivals();
    }
    if cross.sound(&["community", "audience"]) {
        cross.rooms();
    }
    if cross.sound(&["community", "operator"]) {
        cross.topics();
    }
    if cross.sound(&["community", "demand"]) {
        cross.demand();
    }
    if cross.sound(&["demand"]) {
        cross.calendar();
    }
    if cross.sound(&["community", "operator", "audience"]) {
        cross.doubts();
        cross.playbook();
    }
    if scenario.operator.strategies.len() > MOST_STRATEGIES {
        cross.push(
            Problem::error(
                Code::WrongLength,
                format!(
                    "there are {} strategies, more than {MOST_STRATEGIES}",
                    scenario.operator.strategies.len()
                ),
            )
            .help(format!("at most {MOST_STRATEGIES} can be in force at once")),
            &["operator"],
        );
    }
    for entry in tree.table().into_iter().flat_map(Table::iter) {
        if cross.sound(&[&entry.key, "days"]) {
            cross.periods(&entry.node, &entry.key);
        }
    }
    if cross.sound(&["expect"]) {
        cross.expectations();
    }
    if cross.sound(&["expect", "days"]) {
        cross.days_of_expectations();
    }
    cross.problems
}

impl Cross<'_> {
    /// Whether nothing is wrong in any of the tables.
    fn sound(&self, tables: &[&str]) -> bool {
        let broken = self.around.broken;
        !broken.contains("") && !tables.iter().any(|table| broken.contains(*table))
    }

    fn origin(&self, keys: &[&str]) -> Origin {
        // A value that was not written points at the nearest table that was.
        (0..=keys.len())
            .rev()
            .filter_map(|length| self.tree.at(&keys[..length]))
            .map(|node| node.origin)
            .find(|origin| origin.layer >= Layer::File)
            .unwrap_or(Origin::DEFAULT)
    }

    fn push(&mut self, problem: Problem, keys: &[&str]) {
        let origin = self.origin(keys);
        self.problems.push(problem.at(self.sources, origin));
    }

    fn room_to_talk(&mut self) {
        let rooms = &self.scenario.community.room;
        if rooms.iter().all(|room| room.kind != RoomKind::Chat) {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    "there is no room in which anybody may talk",
                )
                .help("make one room of kind = \"chat\""),
                &["community", "room"],
            );
        }
    }

    fn rooms(&mut self) {
        let rooms = &self.scenario.community.room;
        let chat: Vec<_> = rooms
            .iter()
            .filter(|room| room.kind == RoomKind::Chat)
            .collect();
        let founders = self.scenario.audience.founders;
        let places: u64 = chat.iter().map(|room| u64::from(room.capacity)).sum();
        let limited = !chat.is_empty() && chat.iter().all(|room| room.capacity > 0);
        if limited && u64::from(founders) > places {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    format!(
                        "{founders} founders do not fit into the chat rooms, which hold {places}"
                    ),
                )
                .help("raise `capacity`, add a room, or start with fewer founders"),
                &["audience", "founders"],
            );
        }
        let waiting = self.tree.at(&["community", "waiting_places"]);
        if waiting.is_some_and(|node| node.origin.layer >= Layer::File)
            && self.scenario.community.when_full == WhenFull::Refuse
            && waiting.and_then(|node| node.value.number()) != Some(200.0)
        {
            self.push(
                Problem::warning(
                    Code::NoEffect,
                    "`community.waiting_places` has no effect: nobody waits while `when_full` is \"refuse\"",
                )
                .help("set when_full = \"wait\""),
                &["community", "waiting_places"],
            );
        }
    }

    fn arrivals(&mut self) {
        let audience = &self.scenario.audience;
        if audience.founders > audience.size {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    format!(
                        "{} founders are more than the {} people who could ever hear of it",
                        audience.founders, audience.size
                    ),
                )
                .help("raise `audience.size` or lower `audience.founders`"),
                &["audience", "founders"],
            );
        }
        if audience.founders == 0
            && audience
                .channel
                .iter()
                .all(|channel| channel.per_day <= 0.0)
        {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    "nobody is there and nobody comes: no founders, and no channel brings people",
                )
                .help(
                    "give `audience.founders`, or a `[[audience.channel]]` with `per_day` above 0",
                ),
                &["audience"],
            );
        }
    }

    fn topics(&mut self) {
        let topics = &self.scenario.community.topic;
        if topics.iter().all(|topic| topic.interest <= 0.0) {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    "no topic interests anybody: every `interest` is 0",
                )
                .help("give at least one topic an `interest` above 0"),
                &["community", "topic"],
            );
        }
        if topics.iter().all(|topic| topic.focus <= 0.0) && self.scenario.community.focus > 0.0 {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    "the community keeps to no topic: every topic's `focus` is 0",
                )
                .help("give at least one topic a `focus` above 0, or set `community.focus` to 0"),
                &["community", "topic"],
            );
        }
    }

    /// What the strategies doubt.
    fn doubts(&mut self) {
        let scenario = self.scenario;
        for instance in &scenario.operator.strategies {
            let varied = |key: &str| {
                let kind = join("operator", instance.kind().key);
                let table = instance
                    .name()
                    .map_or(kind.clone(), |name| join(&kind, name));
                self.around.varied.contains(&join(&table, key))
            };
            let found = instance.doubts(&strategy::Around {
                community: &scenario.community,
                audience: &scenario.audience,
                archetypes: &scenario.archetype,
                is_varied: &varied,
            });
            for doubt in found {
                let problem = doubted(doubt.what);
                let mut keys = vec!["operator", instance.kind().key];
                keys.extend(instance.name());
                keys.extend(doubt.key.split('.'));
                self.push(problem, &keys);
            }
        }
    }
}

/// What a strategy doubts, as a problem.
fn doubted(wrong: Wrong) -> Problem {
    match wrong {
        Wrong::Contradiction { message, hint } => {
            Problem::warning(Code::Contradiction, message).help(hint)
        }
        Wrong::NoEffect { message, hint } => Problem::warning(Code::NoEffect, message).help(hint),
        Wrong::Unreadable { message, hint } => Problem::error(Code::WrongType, message).help(hint),
        Wrong::Unknown { name, list, known } => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = suggest::nearest(&name, known.iter().copied());
            let things = list.rsplit('.').next().unwrap_or(list);
            let help = match near {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("the {things}s are {}", list_names(&known)),
            };
            Problem::error(
                Code::UnknownName,
                format!("no `{list}` is named \"{name}\""),
            )
            .help(help)
            .replacement(near.map(|near| format!("\"{near}\"")))
        }
    }
}
