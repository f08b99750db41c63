//! What a rule changes: keys that are there, values that fit, and strategies that remain what they are.

use super::Written;
use crate::operator::Instance;
use crate::operator::playbook::{Relative, Target};
use crate::operator::strategy::{Around, Wrong};
use crate::scenario::checks::{Cross, doubted};
use crate::scenario::form::check::Checker;
use crate::scenario::form::shape::{Field, Shape, scenario};
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{list_names, shorten};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::Origin;
use crate::scenario::text::path::join;
use crate::scenario::text::tree::{Node, Table, Value};

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
    /// What a rule changes on one side.
    pub(super) fn side(&mut self, written: &Written<'_>, side: &str) {
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
            archetypes: &scenario.archetype,
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
