//! Rules that work against themselves or one another.

use super::Written;
use crate::operator::playbook::{Relative, Rule, Seen, Target, Watched, When};
use crate::scenario::checks::Cross;
use crate::scenario::messages::problem::{Code, Problem};

impl Cross<'_> {
    /// A rule that watches what it does itself would drive itself back and forth.
    pub(super) fn feeds_itself(&mut self, written: &Written<'_>) {
        let rule = written.rule;
        let operator = &self.scenario.operator;
        let Some(when) = &rule.when else { return };
        let own = match operator.watched(&when.metric) {
            Some(Watched::Seen(seen)) if Seen::sight(seen).is_own_doing => None,
            Some(Watched::Reported(place, _)) => Some(place),
            _ => return,
        };
        let touches = rule.sides().any(|(_, changes)| {
            changes.0.keys().any(|path| {
                let place = Target::of(path, operator).map(|target| target.place());
                place.is_some_and(|place| own.is_none() || place == own)
            })
        });
        let relative = rule.sides().any(|(_, changes)| {
            let texts = changes.0.values().filter_map(serde_json::Value::as_str);
            texts.into_iter().any(|text| Relative::read(text).is_some())
        });
        let bounded = rule.cooldown > 0 || rule.at_most.is_some();
        if touches && (relative || rule.otherwise.is_some()) && !bounded {
            self.blame(
                Problem::error(
                    Code::Contradiction,
                    format!(
                        "rule `{}` fires itself: it changes what `{}` counts",
                        written.name, when.metric
                    ),
                )
                .help("give it a `cooldown` or `at_most`, or watch something that members do"),
                written.origin(&["when", "metric"]),
                "follows from what the rule does",
            );
        }
    }

    /// Two rules that may hold at once and want different things.
    pub(super) fn contradictions(&mut self, rules: &[Written<'_>]) {
        for (place, later) in rules.iter().enumerate() {
            for earlier in &rules[..place] {
                self.contradiction(earlier, later);
            }
        }
    }

    fn contradiction(&mut self, earlier: &Written<'_>, later: &Written<'_>) {
        for (one, ours) in earlier.rule.sides() {
            for (other, theirs) in later.rule.sides() {
                let meet = meet(earlier.rule, one == "else", later.rule, other == "else");
                let Some(meet) = meet else { continue };
                let clash = ours.0.iter().find(|(path, value)| {
                    let there = theirs.0.get(*path);
                    let relative = |value: &serde_json::Value| {
                        value.as_str().and_then(Relative::read).is_some()
                    };
                    there.is_some_and(|there| {
                        there != *value && !relative(there) && !relative(value)
                    })
                });
                let Some((path, _)) = clash else { continue };
                let problem = Problem::error(
                    Code::Contradiction,
                    format!(
                        "rules `{}` and `{}` contradict each other: {meet}, and each gives `{path}` another value",
                        earlier.name, later.name
                    ),
                );
                let problem = problem
                    .labelled(self.sources, later.origin(&[other]), "the second")
                    .labelled(self.sources, earlier.origin(&[one]), "the first")
                    .help("give one of them a limit on the other side, such as `above` beside `below`");
                self.problems.push(problem);
                return;
            }
        }
    }
}

/// Whether two rules can come at once, in words; `else` stands for the other side of a condition.
fn meet(one: &Rule, one_fails: bool, other: &Rule, other_fails: bool) -> Option<String> {
    if let (Some(first), Some(second)) = (one.on_day, other.on_day) {
        return (first == second).then(|| format!("both come on day {first}"));
    }
    let (first, second) = (one.when.as_ref()?, other.when.as_ref()?);
    if first.metric != second.metric {
        return None;
    }
    let meet = parts(first, one_fails).into_iter().any(|(low, high)| {
        parts(second, other_fails)
            .into_iter()
            .any(|(least, most)| low.max(least) < high.min(most))
    });
    meet.then(|| format!("there are values of `{}` at which both hold", first.metric))
}

/// Between which values a condition holds, or fails.
fn parts(when: &When, fails: bool) -> Vec<(f64, f64)> {
    let low = when.above.unwrap_or(f64::NEG_INFINITY);
    let high = when.below.unwrap_or(f64::INFINITY);
    if fails {
        vec![(f64::NEG_INFINITY, low), (high, f64::INFINITY)]
    } else {
        vec![(low, high)]
    }
}
