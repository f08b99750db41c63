//! What no single value can be blamed for: values that contradict one another.

use super::check::{list_names, plain};
use super::layers::SHARE_TOLERANCE;
use super::path::join;
use super::problem::{Code, Problem};
use super::settings::Scenario;
use super::source::{Layer, Origin, Sources};
use super::suggest;
use super::tree::{Node, Table};
use crate::model::settings::{RoomKind, WhenFull};
use crate::strategy::Gate;

/// Everything that a complete scenario can be wrong in as a whole.
pub(crate) struct Cross<'a> {
    scenario: &'a Scenario,
    tree: &'a Node,
    sources: &'a Sources,
    /// The metrics that an expectation may name; empty if they are not known here.
    metrics: &'a [&'a str],
    problems: Vec<Problem>,
}

/// Checks a scenario that has passed every check of single values.
pub(crate) fn check(
    scenario: &Scenario,
    tree: &Node,
    sources: &Sources,
    metrics: &[&str],
) -> Vec<Problem> {
    let mut cross = Cross {
        scenario,
        tree,
        sources,
        metrics,
        problems: Vec::new(),
    };
    cross.shares();
    cross.likes();
    for list in [
        &["archetype"][..],
        &["community", "room"],
        &["community", "topic"],
        &["audience", "channel"],
    ] {
        cross.names(list);
    }
    cross.rooms();
    cross.arrivals();
    cross.topics();
    cross.demand();
    cross.gate();
    cross.periods(tree, "");
    cross.expectations();
    cross.problems
}

impl Cross<'_> {
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

    fn shares(&mut self) {
        let sum: f64 = self
            .scenario
            .archetype
            .iter()
            .map(|archetype| archetype.share)
            .sum();
        let list = self.tree.list_at(&["archetype"]);
        let written: Vec<(&Node, &str, f64)> = list
            .iter()
            .zip(&self.scenario.archetype)
            .filter_map(|(node, archetype)| {
                let share = node.table()?.get("share")?;
                (share.origin.layer >= Layer::File).then_some((
                    share,
                    archetype.name.as_str(),
                    archetype.share,
                ))
            })
            .collect();
        let open: Vec<&str> = list
            .iter()
            .zip(&self.scenario.archetype)
            .filter(|(node, _)| {
                node.table()
                    .and_then(|table| table.get("share"))
                    .is_none_or(|share| share.origin.layer == Layer::Default)
            })
            .map(|(_, archetype)| archetype.name.as_str())
            .collect();
        if open.len() > 1 {
            self.problems.push(
                Problem::error(
                    Code::SharesSum,
                    format!(
                        "{} archetypes have no share: {}",
                        open.len(),
                        list_names(&open)
                    ),
                )
                .at(self.sources, self.origin(&["archetype"]))
                .help("one archetype may leave `share` out and gets the rest; the others need one"),
            );
            return;
        }
        let given: f64 = written.iter().map(|(_, _, share)| share).sum();
        if open.is_empty() && (sum - 1.0).abs() <= SHARE_TOLERANCE {
            return;
        }
        let total = if open.is_empty() { sum } else { given };
        let mut problem = Problem::error(
            Code::SharesSum,
            format!(
                "the shares of the archetypes sum to {}, not 1",
                round(total)
            ),
        );
        // The places of the last layer first: what was changed last is what went wrong.
        let mut places = written.clone();
        places.sort_by_key(|(node, ..)| std::cmp::Reverse(node.origin.layer));
        for (node, ..) in &places {
            problem = problem.at(self.sources, node.origin);
        }
        let largest = written
            .iter()
            .max_by(|left, right| left.2.total_cmp(&right.2));
        let help = match largest {
            Some((_, name, share)) if (0.0..=1.0).contains(&(share + 1.0 - total)) => format!(
                "a share of {} for `{name}` would do, or leave its `share` out: it then gets the rest",
                round(share + 1.0 - total)
            ),
            _ => format!("divide each by {}", round(total)),
        };
        self.problems.push(problem.help(help));
    }

    fn likes(&mut self) {
        for (node, archetype) in self
            .tree
            .list_at(&["archetype"])
            .iter()
            .zip(&self.scenario.archetype)
        {
            let Some(like) = &archetype.like else {
                continue;
            };
            if super::presets::archetypes().any(|known| known == like) {
                continue;
            }
            let origin = node
                .table()
                .and_then(|table| table.get("like"))
                .map_or(node.origin, |node| node.origin);
            let known: Vec<&str> = super::presets::archetypes().collect();
            let near = suggest::nearest(like, known.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("the library has {}", list_names(&known)),
            };
            self.problems.push(
                Problem::error(
                    Code::UnknownName,
                    format!(
                        "no archetype of the library is named \"{}\"",
                        super::check::shorten(like)
                    ),
                )
                .at(self.sources, origin)
                .help(help)
                .replacement(near.map(|near| format!("\"{near}\""))),
            );
        }
    }

    fn names(&mut self, list: &[&str]) {
        let path = list.join(".");
        let nodes = self.tree.list_at(list);
        for (index, node) in nodes.iter().enumerate() {
            let Some(name) = node.table().and_then(|table| table.text("name")) else {
                continue;
            };
            let name_of = |node: &Node| {
                node.table()
                    .and_then(|table| table.get("name"))
                    .map(|name| name.origin)
            };
            let first = nodes[..index]
                .iter()
                .find(|other| other.table().and_then(|table| table.text("name")) == Some(name));
            if let Some(first) = first {
                let mut problem = Problem::error(
                    Code::DuplicateName,
                    format!("two `{path}` are named `{}`", super::check::shorten(name)),
                );
                // A name that was left out is the default one: then the table is the place to point at.
                for (place, label) in [(node, "the second"), (first, "the first")] {
                    let origin = name_of(place)
                        .filter(|origin| origin.layer >= Layer::File)
                        .unwrap_or(place.origin);
                    problem = problem.labelled(self.sources, origin, label);
                }
                self.problems
                    .push(problem.help("give each a name of its own; paths and results use it"));
            }
        }
    }

    fn rooms(&mut self) {
        let rooms = &self.scenario.community.room;
        let chat: Vec<_> = rooms
            .iter()
            .filter(|room| room.kind == RoomKind::Chat)
            .collect();
        let founders = self.scenario.audience.founders;
        if chat.is_empty() {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    "there is no room in which anybody may talk",
                )
                .help("make one room of kind = \"chat\""),
                &["community", "room"],
            );
            return;
        }
        let places: u64 = chat.iter().map(|room| u64::from(room.capacity)).sum();
        if chat.iter().all(|room| room.capacity > 0) && u64::from(founders) > places {
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
        for (index, archetype) in self.scenario.archetype.iter().enumerate() {
            let needs = archetype.need_information
                + archetype.need_company
                + archetype.need_recognition
                + archetype.need_gain;
            if needs <= 0.0 && archetype.share > 0.0 {
                let origin = self
                    .tree
                    .list_at(&["archetype"])
                    .get(index)
                    .map_or(Origin::DEFAULT, |node| node.origin);
                self.problems.push(
                    Problem::error(
                        Code::Contradiction,
                        format!(
                            "archetype `{}` needs nothing, so no visit can be worth anything",
                            archetype.name
                        ),
                    )
                    .at(self.sources, origin)
                    .help("give at least one of its `need_…` a weight above 0"),
                );
            }
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
        if let Some(content) = &self.scenario.operator.content {
            let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
            if !content.topic.is_empty() && !names.contains(&content.topic.as_str()) {
                let near = suggest::nearest(&content.topic, names.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("the topics are {}", list_names(&names)),
                };
                self.push(
                    Problem::error(
                        Code::UnknownName,
                        format!("no `community.topic` is named \"{}\"", content.topic),
                    )
                    .help(help)
                    .replacement(near.map(|near| format!("\"{near}\""))),
                    &["operator", "content", "topic"],
                );
            }
        }
    }

    fn demand(&mut self) {
        let demand = &self.scenario.demand;
        let topics = self.scenario.community.topic.len();
        for (point, node) in demand
            .interest
            .iter()
            .zip(self.tree.list_at(&["demand", "interest"]))
        {
            let origin = node
                .at(&["weights"])
                .map_or(node.origin, |node| node.origin);
            if point.weights.len() != topics {
                self.problems.push(
                    Problem::error(
                        Code::WrongLength,
                        format!("{} weights for {topics} topics", point.weights.len()),
                    )
                    .at(self.sources, origin)
                    .help("give one weight for each `[[community.topic]]`, in their order"),
                );
            } else if point.weights.iter().all(|&weight| weight <= 0.0) {
                self.problems.push(
                    Problem::error(
                        Code::Contradiction,
                        "all weights are 0, so nothing interests anybody",
                    )
                    .at(self.sources, origin)
                    .help("give at least one topic a weight above 0"),
                );
            }
        }
        if !demand.weekday.is_empty() && demand.weekday.len() != 7 {
            self.push(
                Problem::error(
                    Code::WrongLength,
                    format!(
                        "`demand.weekday` has {} numbers; a week has 7 days",
                        demand.weekday.len()
                    ),
                )
                .help("give seven numbers, Monday first, or none"),
                &["demand", "weekday"],
            );
        } else if !demand.weekday.is_empty() && demand.weekday.iter().all(|&level| level <= 0.0) {
            self.push(
                Problem::error(
                    Code::Contradiction,
                    "nobody looks in on any day of the week",
                )
                .help("give at least one weekday a level above 0"),
                &["demand", "weekday"],
            );
        }
        let season: Vec<u16> = demand.season.iter().map(|point| point.day).collect();
        let interest: Vec<u16> = demand.interest.iter().map(|point| point.day).collect();
        for (days, keys) in [
            (season, ["demand", "season"]),
            (interest, ["demand", "interest"]),
        ] {
            let nodes = self.tree.list_at(&keys);
            for (pair, node) in days.windows(2).zip(nodes.iter().skip(1)) {
                if pair[1] <= pair[0] {
                    let origin = node.at(&["day"]).map_or(node.origin, |node| node.origin);
                    self.problems.push(
                        Problem::error(
                            Code::Contradiction,
                            format!(
                                "the days of `{}` must rise, but day {} follows day {}",
                                keys.join("."),
                                pair[1],
                                pair[0]
                            ),
                        )
                        .at(self.sources, origin)
                        .help("put the points in the order of their days, each day once"),
                    );
                }
            }
        }
    }

    fn gate(&mut self) {
        let Some(threshold) = &self.scenario.operator.threshold else {
            return;
        };
        let audience = &self.scenario.audience;
        if threshold.gate == Gate::Invitation && audience.word_of_mouth <= 0.0 {
            self.push(
                Problem::warning(
                    Code::Contradiction,
                    "only invited people get in, but members invite nobody: `audience.word_of_mouth` is 0",
                )
                .help("set audience.word_of_mouth, for example to 0.02"),
                &["operator", "threshold", "gate"],
            );
        }
        if threshold.gate == Gate::Fee && threshold.fee <= 0.0 && threshold.cost.is_none() {
            self.push(
                Problem::warning(Code::NoEffect, "the gate asks for a fee, but `fee` is 0")
                    .help("set fee, for example to 49"),
                &["operator", "threshold", "gate"],
            );
        }
    }

    /// Every table with `from_day` and `to_day`, wherever it is: strategies to come are covered too.
    fn periods(&mut self, node: &Node, path: &str) {
        if let Some(table) = node.table() {
            self.period(table, path);
            for entry in table.iter() {
                self.periods(&entry.node, &join(path, &entry.key));
            }
        }
        for (index, element) in node.list().unwrap_or_default().iter().enumerate() {
            let name = element.table().and_then(|table| table.text("name"));
            let step = name.map_or_else(|| index.to_string(), str::to_owned);
            self.periods(element, &join(path, &step));
        }
    }

    fn period(&mut self, table: &Table, path: &str) {
        let Some(from) = table.number("from_day") else {
            return;
        };
        let written = |key: &str| {
            table
                .get(key)
                .map(|node| node.origin)
                .filter(|origin| origin.layer >= Layer::File)
        };
        if let Some(to) = table.number("to_day")
            && from > to
        {
            let mut problem = Problem::error(
                Code::Contradiction,
                format!(
                    "`{path}` ends on day {} before it begins on day {}",
                    plain(to),
                    plain(from)
                ),
            );
            for origin in [written("to_day"), written("from_day")]
                .into_iter()
                .flatten()
            {
                problem = problem.at(self.sources, origin);
            }
            self.problems.push(
                problem.help("`from_day` must not be after `to_day`; both days are included"),
            );
        } else if from >= f64::from(self.scenario.days)
            && let Some(origin) = written("from_day")
        {
            self.problems.push(
                Problem::warning(
                    Code::NoEffect,
                    format!(
                        "`{path}` begins on day {}, after the last of {} days",
                        plain(from),
                        self.scenario.days
                    ),
                )
                .at(self.sources, origin)
                .help("the first day is day 0; raise `days` or begin earlier"),
            );
        }
    }

    fn expectations(&mut self) {
        for (metric, expectation) in &self.scenario.expect {
            let entry = self
                .tree
                .at(&["expect"])
                .and_then(Node::table)
                .and_then(|table| table.entry(metric));
            let origin = entry.map_or(Origin::DEFAULT, |entry| entry.node.origin);
            let key = entry.map_or(Origin::DEFAULT, |entry| entry.key_origin);
            if !self.metrics.is_empty() && !self.metrics.contains(&metric.as_str()) {
                let near = suggest::nearest(metric, self.metrics.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`qun list metrics` shows all of them".to_owned(),
                };
                self.problems.push(
                    Problem::error(
                        Code::UnknownName,
                        format!("there is no metric `{}`", super::check::shorten(metric)),
                    )
                    .at(self.sources, key)
                    .help(help)
                    .replacement(near.map(str::to_owned)),
                );
            }
            let problem = match (expectation.above, expectation.below) {
                (None, None) => Some(
                    Problem::error(Code::Missing, format!("nothing is expected of `{metric}`"))
                        .help("write { above = 0.2 }, { below = 0.4 } or both"),
                ),
                (Some(above), Some(below)) if above >= below => Some(
                    Problem::error(
                        Code::Contradiction,
                        format!("`{metric}` cannot be above {above} and below {below} at once"),
                    )
                    .help("`above` must be the smaller one"),
                ),
                _ => None,
            };
            if let Some(problem) = problem {
                self.problems.push(problem.at(self.sources, origin));
            }
            if let Some(day) = expectation.on_day.filter(|&day| day >= self.scenario.days) {
                self.problems.push(
                    Problem::error(
                        Code::Contradiction,
                        format!(
                            "`{metric}` is expected on day {day}, after the last of {} days",
                            self.scenario.days
                        ),
                    )
                    .at(self.sources, origin)
                    .help(format!("the last day is day {}", self.scenario.days - 1)),
                );
            }
        }
    }
}

/// A share as people write it.
fn round(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}
