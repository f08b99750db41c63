//! The rules of a playbook: what they watch, what they change, and whether they can be meant.

mod changes;
mod conflicts;

use super::Cross;
use crate::operator::playbook::seen::SIGHTS;
use crate::operator::playbook::{Rule, When};
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{list_names, shorten};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin};
use crate::scenario::text::tree::Node;

/// One rule with the place where it is written.
struct Written<'a> {
    rule: &'a Rule,
    node: &'a Node,
    name: String,
}

impl Written<'_> {
    /// Where a key of the rule is written, or else the rule itself.
    fn origin(&self, keys: &[&str]) -> Origin {
        let there = self.node.at(keys).map(|node| node.origin);
        let written = there.filter(|origin| origin.layer >= Layer::File);
        written.unwrap_or(self.node.origin)
    }
}

impl Cross<'_> {
    pub(in crate::scenario) fn playbook(&mut self) {
        let scenario = self.scenario;
        let nodes = self.tree.list_at(&["operator", "playbook"]);
        let rules: Vec<Written<'_>> = scenario
            .operator
            .playbook
            .iter()
            .zip(nodes)
            .enumerate()
            .map(|(place, (rule, node))| Written {
                rule,
                node,
                name: rule.called(place),
            })
            .collect();
        self.names(&["operator", "playbook"]);
        for written in &rules {
            self.occasion(written);
            for (side, _) in written.rule.sides() {
                self.side(written, side);
            }
            self.feeds_itself(written);
        }
        self.contradictions(&rules);
    }

    fn blame(&mut self, problem: Problem, origin: Origin, label: &str) {
        let problem = problem.labelled(self.sources, origin, label);
        self.problems.push(problem);
    }

    /// When a rule fires: on a day, or on something that can be seen.
    fn occasion(&mut self, written: &Written<'_>) {
        let (rule, name) = (written.rule, &written.name);
        match (&rule.when, rule.on_day) {
            (Some(_), Some(_)) => self.blame(
                Problem::error(
                    Code::Contradiction,
                    format!("rule `{name}` has both `when` and `on_day`"),
                )
                .help("make two rules of it, one for the day and one for the condition"),
                written.origin(&["on_day"]),
                "and a condition beside it",
            ),
            (None, None) => self.blame(
                Problem::error(Code::Missing, format!("rule `{name}` does not say when")).help(
                    "give it `when = { metric = \"speakers_7d\", below = 20, for_days = 7 }`, or `on_day = 30`",
                ),
                written.node.origin,
                "needs `when` or `on_day`",
            ),
            (None, Some(day)) if day >= self.scenario.days => self.blame(
                Problem::warning(
                    Code::NoEffect,
                    format!(
                        "rule `{name}` never comes: day {day} lies behind the last day, {}",
                        self.scenario.days - 1
                    ),
                )
                .help("raise `days`, or name an earlier day"),
                written.origin(&["on_day"]),
                "behind the end",
            ),
            (Some(when), None) => self.condition(written, when),
            (None, Some(_)) => {}
        }
        if rule.otherwise.is_some() && rule.when.is_none() && rule.on_day.is_some() {
            self.blame(
                Problem::error(
                    Code::Contradiction,
                    format!("rule `{name}` has an `else`, but a day has no other side"),
                )
                .help("write a second rule with a later `on_day`"),
                written.origin(&["else"]),
                "never comes",
            );
        }
    }

    fn condition(&mut self, written: &Written<'_>, when: &When) {
        let name = &written.name;
        if when.below.is_none() && when.above.is_none() {
            self.blame(
                Problem::error(
                    Code::Missing,
                    format!("the condition of rule `{name}` has no limit"),
                )
                .help("give it `below` or `above`, or both for a band"),
                written.origin(&["when"]),
                "needs `below` or `above`",
            );
        }
        if let (Some(below), Some(above)) = (when.below, when.above)
            && above >= below
        {
            self.blame(
                Problem::error(
                    Code::Contradiction,
                    format!(
                        "nothing is above {above} and below {below}: rule `{name}` never fires"
                    ),
                )
                .help("with both, it holds between `above` and `below`"),
                written.origin(&["when"]),
                "holds for no value",
            );
        }
        if when.metric.is_empty() {
            self.blame(
                Problem::error(
                    Code::Missing,
                    format!("the condition of rule `{name}` does not say what it watches"),
                )
                .help("give it a `metric`, such as \"speakers_7d\""),
                written.origin(&["when"]),
                "needs `metric`",
            );
        } else if self.scenario.operator.watched(&when.metric).is_none() {
            let problem = self.unseen(name, &when.metric);
            self.blame(
                problem,
                written.origin(&["when", "metric"]),
                "cannot be seen",
            );
        }
    }

    /// What an operator cannot see, and what they can.
    fn unseen(&self, name: &str, metric: &str) -> Problem {
        let strategies = &self.scenario.operator.strategies;
        let reports: Vec<String> = strategies
            .iter()
            .flat_map(|it| {
                it.kind()
                    .seen
                    .iter()
                    .map(|key| format!("{}.{key}", it.full_name()))
            })
            .collect();
        let known: Vec<&str> = SIGHTS
            .iter()
            .map(|sight| sight.key)
            .chain(reports.iter().map(String::as_str))
            .collect();
        let part = SIGHTS.iter().find(|sight| sight.truth == Some(metric));
        let near = suggest::nearest(metric, known.iter().copied());
        let help = match (part, near) {
            (Some(part), _) => format!("`{}` is what shows of it", part.key),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("an operator sees {}", list_names(&known)),
        };
        let near = part.map(|part| part.key).or(near);
        let message = if crate::words::metric(metric).is_some() {
            format!(
                "rule `{name}` watches `{metric}`, which no operator sees: who reads and who has quit in silence leaves no trace"
            )
        } else {
            format!(
                "rule `{name}` watches `{}`, and there is no such thing to be seen",
                shorten(metric)
            )
        };
        Problem::error(Code::UnknownName, message)
            .help(help)
            .replacement(near.map(|near| format!("\"{near}\"")))
    }
}
