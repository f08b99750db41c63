//! The rules of a playbook: what they watch, what they change, and whether they can be meant.

use super::{Cross, doubted};
use crate::operator::Instance;
use crate::operator::playbook::seen::SIGHTS;
use crate::operator::playbook::{Relative, Rule, Seen, Target, Watched, When};
use crate::operator::strategy::{Around, Wrong};
use crate::scenario::form::check::Checker;
use crate::scenario::form::shape::{Field, Shape, scenario};
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{list_names, shorten};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin};
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table, Value};

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

/// One change of a rule, with the place where it is written.
struct Change<'a> {
    path: String,
    key_origin: Origin,
    node: &'a Node,
}

fn changes<'a>(table: &'a Table, path: &str, found: &mut Vec<Change<'a>>) {
    for entry in table.iter() {
        let path = if path.is_empty() {
            entry.key.clone()
        } else {
            format!("{path}.{}", entry.key)
        };
        match entry.node.table() {
            Some(inner) => changes(inner, &path, found),
            None => found.push(Change {
                path,
                key_origin: entry.key_origin,
                node: &entry.node,
            }),
        }
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

    /// What a rule changes on one side.
    fn side(&mut self, written: &Written<'_>, side: &str) {
        let mut found = Vec::new();
        if let Some(table) = written.node.at(&[side]).and_then(Node::table) {
            changes(table, "", &mut found);
        }
        if found.is_empty() {
            self.blame(
                Problem::error(
                    Code::Missing,
                    format!("`{side}` of rule `{}` changes nothing", written.name),
                )
                .help(format!(
                    "write for example {side} = {{ \"red_packets.amount\" = 0 }}"
                )),
                written.origin(&[side]),
                "holds no key",
            );
        }
        let before = self.problems.len();
        for change in &found {
            self.change(written, change);
        }
        if self.problems.len() == before {
            self.together(written, side, &found);
        }
    }

    fn change(&mut self, written: &Written<'_>, change: &Change<'_>) {
        let operator = &self.scenario.operator;
        let path = join("operator", &change.path);
        let Some(target) = Target::of(&change.path, operator) else {
            let problem = self.leads_nowhere(written, change);
            self.blame(problem, change.key_origin, "leads nowhere");
            return;
        };
        let field = field_of(&target, &operator.strategies);
        let (shape, unit) = field.map_or((Shape::Boolean, None), |field| {
            (field.shape.clone(), field.unit.clone())
        });
        let numeric = matches!(shape, Shape::Number(_) | Shape::Whole(_));
        if let (true, Value::Text(text)) = (numeric, &change.node.value) {
            if Relative::read(text).is_none() {
                self.blame(
                    Problem::error(
                        Code::WrongType,
                        format!(
                            "`{path}` is a number, and \"{}\" is no change of one",
                            shorten(text)
                        ),
                    )
                    .help("write a number without quotes, or \"+5\", \"-5\", \"x1.5\""),
                    change.node.origin,
                    "neither a number nor a change",
                );
            }
            return;
        }
        let mut checker = Checker::new(self.sources, false);
        checker.value(change.node, &shape, &path, unit.as_deref(), None);
        let rule = &written.name;
        for problem in checker.finish().problems {
            let message = format!("in rule `{rule}`: {}", problem.message);
            self.problems.push(Problem { message, ..problem });
        }
    }

    fn leads_nowhere(&self, written: &Written<'_>, change: &Change<'_>) -> Problem {
        let (rule, path) = (&written.name, shorten(&change.path));
        let strategies = &self.scenario.operator.strategies;
        let first = change.path.split('.').next().unwrap_or_default();
        if let Some(instance) = strategies.iter().find(|it| {
            let below = change.path.strip_prefix(&it.full_name());
            below.is_some_and(|rest| rest.starts_with('.'))
        }) {
            let keys = instance.kind().keys();
            let key = change.path.rsplit('.').next().unwrap_or_default();
            let near = suggest::nearest(key, keys.iter().map(String::as_str));
            let whole = |near: &str| format!("{}.{near}", instance.full_name());
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let help = match near {
                Some(near) => format!("did you mean `{}`?", whole(near)),
                None => format!("its keys are {}", list_names(&keys)),
            };
            return Problem::error(
                Code::UnknownKey,
                format!("rule `{rule}` changes `{path}`, which is no key"),
            )
            .help(help)
            .replacement(near.map(|near| format!("\"{}\"", whole(near))));
        }
        if crate::operator::kind(first).is_some() {
            return Problem::error(
                Code::UnknownName,
                format!("rule `{rule}` changes `{path}`, but this scenario has no such strategy"),
            )
            .help(format!(
                "write `[operator.{first}]`; a rule with `on_day = 0` and `\"{first}\" = false` lets it wait"
            ));
        }
        if matches!(first, "cost_per_hour" | "budget" | "playbook") {
            return Problem::error(
                Code::UnknownName,
                format!("rule `{rule}` changes `{path}`, which is settled before the first day"),
            )
            .help("rules change `hours_per_day` and the keys of strategies");
        }
        let names: Vec<String> = strategies.iter().map(Instance::full_name).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.push("hours_per_day");
        let near = suggest::nearest(first, names.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("what can change here is {}", list_names(&names)),
        };
        Problem::error(
            Code::UnknownName,
            format!("rule `{rule}` changes `{path}`, and there is no such strategy"),
        )
        .help(help)
    }

    /// What the changes of one side make of each strategy.
    fn together(&mut self, written: &Written<'_>, side: &str, found: &[Change<'_>]) {
        let scenario = self.scenario;
        for (place, instance) in scenario.operator.strategies.iter().enumerate() {
            let mut settings = instance.json();
            let mut last = None;
            for change in found {
                let Some(Target::Key(at, key)) = Target::of(&change.path, &scenario.operator)
                else {
                    continue;
                };
                let relative = matches!(&change.node.value, Value::Text(text) if Relative::read(text).is_some());
                if at == place && !relative {
                    settings[&key] = change.node.to_json();
                    last = Some(change);
                }
            }
            let Some(last) = last else { continue };
            let Ok(changed) = instance.kind().read(None, settings) else {
                self.blame(
                    Problem::error(
                        Code::Contradiction,
                        format!(
                            "`{side}` of rule `{}` makes no valid `{}`",
                            written.name,
                            instance.full_name()
                        ),
                    ),
                    last.key_origin,
                    "does not fit",
                );
                continue;
            };
            if changed.people().len() != instance.people().len() {
                self.blame(
                    Problem::error(
                        Code::Contradiction,
                        format!(
                            "rule `{}` changes whom `{}` brings in, which is settled before the first day",
                            written.name,
                            instance.full_name()
                        ),
                    )
                    .help("name two of them, such as `[operator.kol.guests]` and `[operator.kol.own]`, and switch from one to the other"),
                    last.key_origin,
                    "cannot change any more",
                );
            }
            self.doubts_of(written, instance, &changed, found);
        }
    }

    /// What a strategy doubts only once a rule has changed it.
    fn doubts_of(
        &mut self,
        written: &Written<'_>,
        instance: &Instance,
        changed: &Instance,
        found: &[Change<'_>],
    ) {
        let scenario = self.scenario;
        let around = Around {
            community: &scenario.community,
            audience: &scenario.audience,
            is_varied: &|_| false,
        };
        let before = instance.doubts(&around);
        for doubt in changed.doubts(&around) {
            let is_new = !before.contains(&doubt);
            let own = format!("{}.{}", instance.full_name(), doubt.key);
            let about = found.iter().find(|change| change.path == own);
            // What is idle for now is switched by the rule itself; what it cannot know stays an error.
            let nothing = matches!(doubt.what, Wrong::NoEffect { .. });
            if let (true, Some(change), false) = (is_new, about, nothing) {
                let problem = doubted(doubt.what);
                let message = format!("in rule `{}`: {}", written.name, problem.message);
                let problem = Problem { message, ..problem };
                self.blame(problem, change.node.origin, "by this rule");
            }
        }
    }

    /// A rule that watches what it does itself would drive itself back and forth.
    fn feeds_itself(&mut self, written: &Written<'_>) {
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
    fn contradictions(&mut self, rules: &[Written<'_>]) {
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

/// The description of what a change leads to; none for a switch.
fn field_of(target: &Target, strategies: &[Instance]) -> Option<&'static Field> {
    let Shape::Table(operator) = &scenario().field("operator")?.shape else {
        return None;
    };
    match target {
        Target::Hours => operator.field("hours_per_day"),
        Target::Switch(_) => None,
        Target::Key(place, key) => {
            let kind = strategies.get(*place)?.kind().key;
            let Shape::Table(table) = &operator.field(kind)?.shape else {
                return None;
            };
            table.field(key)
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
