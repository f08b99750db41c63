//! Days: seasons, periods of strategies and channels, and what is expected on which day.

use super::Cross;
use crate::scenario::form::check::step;
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{plain, shorten};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin};
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table};

impl Cross<'_> {
    pub(in crate::scenario) fn demand(&mut self) {
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
    }

    /// What changes over the calendar, whatever the topics are.
    pub(in crate::scenario) fn calendar(&mut self) {
        let demand = &self.scenario.demand;
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

    /// Every table with `from_day` and `to_day`, wherever it is: strategies to come are covered too.
    pub(in crate::scenario) fn periods(&mut self, node: &Node, path: &str) {
        if let Some(table) = node.table() {
            self.period(table, path);
            for entry in table.iter() {
                self.periods(&entry.node, &join(path, &entry.key));
            }
        }
        for (index, element) in node.list().unwrap_or_default().iter().enumerate() {
            self.periods(element, &join(path, &step(element, index)));
        }
    }

    pub(in crate::scenario) fn period(&mut self, table: &Table, path: &str) {
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

    pub(in crate::scenario) fn expectations(&mut self) {
        for (metric, expectation) in &self.scenario.expect {
            let entry = self
                .tree
                .at(&["expect"])
                .and_then(Node::table)
                .and_then(|table| table.entry(metric));
            let origin = entry.map_or(Origin::DEFAULT, |entry| entry.node.origin);
            let key = entry.map_or(Origin::DEFAULT, |entry| entry.key_origin);
            if !self.around.metrics.is_empty() && !self.around.metrics.contains(&metric.as_str()) {
                let near = suggest::nearest(metric, self.around.metrics.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`qun list metrics` shows all of them".to_owned(),
                };
                self.problems.push(
                    Problem::error(
                        Code::UnknownName,
                        format!("there is no metric `{}`", shorten(metric)),
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
        }
    }

    /// Days on which something is expected, and that never come.
    pub(in crate::scenario) fn days_of_expectations(&mut self) {
        for (metric, expectation) in &self.scenario.expect {
            let Some(day) = expectation.on_day else {
                continue;
            };
            if day >= self.scenario.days {
                self.push(
                    Problem::error(
                        Code::Contradiction,
                        format!(
                            "`{metric}` is expected on day {day}, after the last of {} days",
                            self.scenario.days
                        ),
                    )
                    .help(format!("the last day is day {}", self.scenario.days - 1)),
                    &["expect", metric],
                );
            }
        }
    }
}
