//! A playbook at work: which rules hold, and with what settings the strategies go on.

use super::changes::{Relative, Target};
use super::seen::{Ledger, Seen, Watched};
use super::{Changes, Rule};
use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::Acting;
use crate::model::log::Event;
use crate::operator::{Instance, Operator};
use crate::words::{Phrase, Text};
use schemars::SchemaGenerator;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a chart says of a rule that has fired.
const FIRED: Text = Text::new("{rule}: {what}", "{rule}：{what}");
/// What it says of a rule whose condition has failed for long enough.
const OVER: Text = Text::new("{rule}, over: {what}", "{rule}，结束：{what}");
/// What it says of a strategy that is switched off.
const OFF: Text = Text::new("{name} off", "停用 {name}");
/// What it says of a strategy that is switched on.
const ON: Text = Text::new("{name} on", "启用 {name}");

/// A playbook at work.
#[derive(Clone)]
pub struct Play<'o> {
    operator: &'o Operator,
    rules: Vec<Running<'o>>,
    strategies: Vec<Current>,
    ledger: Ledger,
    name: Arc<str>,
    /// What is watched, each thing once, with its values so far.
    watched: Vec<(String, Watched, Vec<f32>)>,
}

/// One rule at work.
#[derive(Clone)]
struct Running<'o> {
    rule: &'o Rule,
    name: String,
    /// Place among what is watched.
    watches: Option<usize>,
    held: u16,
    failed: u16,
    /// Whether `then` is in force and `else` has not come since.
    in_force: bool,
    times: u16,
    last: Option<u16>,
    /// 1 on the days on which it changed something.
    fired: Vec<f32>,
}

/// With what a strategy goes on.
#[derive(Clone)]
struct Current {
    settings: Json,
    on: bool,
}

impl<'o> Play<'o> {
    /// The playbook of an operator, if they have one.
    pub fn of(operator: &'o Operator) -> Option<Self> {
        if operator.playbook.is_empty() {
            return None;
        }
        let mut watched: Vec<(String, Watched, Vec<f32>)> = Vec::new();
        let rules = operator.playbook.iter().enumerate().map(|(place, rule)| {
            let watches = rule.when.as_ref().and_then(|when| {
                let known = watched.iter().position(|(key, ..)| *key == when.metric);
                known.or_else(|| {
                    let found = operator.watched(&when.metric)?;
                    watched.push((when.metric.clone(), found, Vec::new()));
                    Some(watched.len() - 1)
                })
            });
            Running {
                rule,
                name: rule.called(place),
                watches,
                held: 0,
                failed: 0,
                in_force: false,
                times: 0,
                last: None,
                fired: Vec::new(),
            }
        });
        let rules = rules.collect();
        let strategies = operator.strategies.iter().map(|instance| Current {
            settings: instance.json(),
            on: true,
        });
        Some(Self {
            operator,
            rules,
            strategies: strategies.collect(),
            ledger: Ledger::default(),
            name: "playbook".into(),
            watched,
        })
    }

    /// Before a day: the phases that begin with it.
    pub fn morning(
        &mut self,
        community: &mut Community<'_>,
        strategies: &mut [Acting],
        desk: &mut Desk,
    ) {
        let day = community.day();
        let mut taken = BTreeSet::new();
        for place in 0..self.rules.len() {
            let running = &self.rules[place];
            let begins = running.rule.on_day == Some(day);
            let (rule, name) = (running.rule, running.name.clone());
            let label = if begins {
                self.change(&rule.then, &mut taken, community, strategies, desk)
            } else {
                None
            };
            self.rules[place]
                .fired
                .push(f32::from(u8::from(label.is_some())));
            if let Some(what) = label {
                self.note(community, FIRED, &name, &what);
            }
        }
    }

    /// After a day: what was seen is written down, and rules whose time has come change what holds from
    /// tomorrow on.
    pub fn evening(
        &mut self,
        community: &mut Community<'_>,
        strategies: &mut [Acting],
        desk: &mut Desk,
    ) {
        self.ledger.write(community);
        for (_, watched, values) in &mut self.watched {
            let value = watched.read(&self.ledger, community, desk, strategies);
            values.push(value as f32);
        }
        let day = community.day();
        let mut taken = BTreeSet::new();
        for place in 0..self.rules.len() {
            let running = &mut self.rules[place];
            let value = running.watches.and_then(|at| self.watched[at].2.last());
            let Some(over) = running.comes(day, value.copied().unwrap_or(f32::NAN)) else {
                continue;
            };
            let rule = running.rule;
            let changes = if over {
                rule.otherwise.as_ref()
            } else {
                Some(&rule.then)
            };
            let Some(changes) = changes else { continue };
            let label = self.change(changes, &mut taken, community, strategies, desk);
            let running = &mut self.rules[place];
            running.settle(day, over, label.is_some());
            if let Some(what) = label {
                let name = running.name.clone();
                self.note(community, if over { OVER } else { FIRED }, &name, &what);
            }
        }
    }

    fn note(&self, community: &mut Community<'_>, text: Text, rule: &str, what: &Phrase) {
        let said = |what: &str| text.fill(&[("rule", &rule), ("what", &what)]);
        community.note(Event {
            strategy: self.name.clone(),
            label: Phrase::new(said(&what.en).en, said(&what.zh).zh),
        });
    }

    /// Makes changes, except of what an earlier rule has changed at the same time. Returns what really
    /// changed, in words.
    fn change(
        &mut self,
        changes: &Changes,
        taken: &mut BTreeSet<Target>,
        community: &Community<'_>,
        strategies: &mut [Acting],
        desk: &mut Desk,
    ) -> Option<Phrase> {
        let mut said: Vec<Phrase> = Vec::new();
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        for (path, value) in &changes.0 {
            let Some(target) = Target::of(path, self.operator) else {
                continue;
            };
            if taken.contains(&target) {
                continue;
            }
            if let Some(what) = self.set(&target, path, value, desk) {
                said.push(what);
                touched.extend(target.place());
                taken.insert(target);
            }
        }
        for place in touched {
            let now = self.now(place);
            if let (Some(now), Some(acting)) = (now, strategies.get_mut(place)) {
                now.retune(acting, community.rules());
            }
        }
        said.into_iter().reduce(|all, next| {
            Phrase::new(
                format!("{}, {}", all.en, next.en),
                format!("{}，{}", all.zh, next.zh),
            )
        })
    }

    /// With what settings a strategy goes on.
    fn now(&self, place: usize) -> Option<Instance> {
        let (instance, current) = (
            self.operator.strategies.get(place)?,
            self.strategies.get(place)?,
        );
        if !current.on {
            return Some(instance.kind().idle());
        }
        instance.kind().read(None, current.settings.clone()).ok()
    }

    /// Makes one change; what it is in words, if it is one.
    fn set(
        &mut self,
        target: &Target,
        path: &str,
        value: &Json,
        desk: &mut Desk,
    ) -> Option<Phrase> {
        match target {
            Target::Hours => {
                let hours = changed(value, &Json::from(desk.hours_per_day), || HOURS)?.as_f64()?;
                desk.plan(hours);
                Some(assigned(path, &Json::from(hours)))
            }
            Target::Switch(place) => {
                let on = value.as_bool()?;
                let current = self.strategies.get_mut(*place)?;
                if current.on == on {
                    return None;
                }
                current.on = on;
                let name = self.operator.strategies.get(*place)?.kind().name;
                let text = if on { ON } else { OFF };
                let said = |name: &str| text.fill(&[("name", &name)]);
                Some(Phrase::new(said(name.en).en, said(name.zh).zh))
            }
            Target::Key(place, key) => {
                let instance = self.operator.strategies.get(*place)?;
                let settings = &mut self.strategies.get_mut(*place)?.settings;
                let slot = settings.get_mut(key)?;
                let now = changed(value, slot, || Limits::of(instance, key))?;
                *slot = now.clone();
                Some(assigned(path, &now))
            }
        }
    }

    /// The series of the playbook: what was seen, and which rules fired.
    pub fn finish(self) -> Vec<(String, Vec<f32>)> {
        let seen = self
            .watched
            .into_iter()
            .filter_map(|(key, watched, values)| {
                let seen = matches!(watched, Watched::Seen(_));
                seen.then(|| (format!("{}{key}", crate::words::SEEN), values))
            });
        let rules = self.rules.into_iter();
        let fired = rules.map(|rule| (format!("playbook.{}", rule.name), rule.fired));
        seen.chain(fired).collect()
    }
}

impl Running<'_> {
    /// Whether its time has come on the evening of a day: `Some(false)` for `then`, `Some(true)` for `else`.
    fn comes(&mut self, day: u16, value: f32) -> Option<bool> {
        let when = self.rule.when.as_ref()?;
        match when.holds(f64::from(value)) {
            Some(true) => {
                self.held = self.held.saturating_add(1);
                self.failed = 0;
            }
            Some(false) => {
                self.held = 0;
                self.failed = self.failed.saturating_add(1);
            }
            None => {
                self.held = 0;
                self.failed = 0;
            }
        }
        let rested = self
            .last
            .is_none_or(|last| day - last >= self.rule.cooldown);
        if !rested {
            return None;
        }
        let may = self.rule.at_most.is_none_or(|most| self.times < most);
        if self.held >= when.for_days && may {
            return Some(false);
        }
        (self.in_force && self.failed >= when.for_days).then_some(true)
    }

    /// Writes down that it has had its say.
    fn settle(&mut self, day: u16, over: bool, fired: bool) {
        // What holds already is in force too, although nothing had to be changed for it.
        self.in_force = !over;
        if !fired {
            return;
        }
        self.last = Some(day);
        (self.held, self.failed) = (0, 0);
        self.times += u16::from(!over);
        if let Some(today) = self.fired.last_mut() {
            *today = 1.0;
        }
    }
}

/// Between what a number must lie, and whether it is whole.
#[derive(Debug, Clone, Copy)]
struct Limits {
    least: f64,
    most: f64,
    whole: bool,
}

/// Those of the operator's hours.
const HOURS: Limits = Limits {
    least: 0.0,
    most: 1000.0,
    whole: false,
};

impl Limits {
    /// Those of a key of a strategy, from its schema.
    fn of(instance: &Instance, key: &str) -> Self {
        let schema = instance.kind().schema(&mut SchemaGenerator::default()).0;
        let field = &schema.as_value()["properties"][key];
        Self {
            least: field["minimum"].as_f64().unwrap_or(f64::MIN),
            most: field["maximum"].as_f64().unwrap_or(f64::MAX),
            whole: field["type"] == "integer",
        }
    }
}

/// The value after a change, if it is another one; a relative change keeps within `limits`.
fn changed(change: &Json, now: &Json, limits: impl FnOnce() -> Limits) -> Option<Json> {
    let relative = change.as_str().and_then(Relative::read);
    let next = match (relative, now.as_f64()) {
        (Some(relative), Some(number)) => {
            let limits = limits();
            let number = relative.of(number).clamp(limits.least, limits.most);
            if limits.whole {
                Json::from(number.round() as i64)
            } else {
                Json::from(number)
            }
        }
        _ => change.clone(),
    };
    let same = match (next.as_f64(), now.as_f64()) {
        (Some(next), Some(now)) => next.total_cmp(&now).is_eq(),
        _ => next == *now,
    };
    (!same).then_some(next)
}

/// `path = value` in words.
fn assigned(path: &str, value: &Json) -> Phrase {
    let value = match value.as_f64() {
        // Nobody reads more than three digits of a number that a factor has made.
        Some(number) => format!("{}", (number * 1000.0).round() / 1000.0),
        None => value.to_string(),
    };
    Phrase::from(format!("{path} = {value}"))
}

impl Operator {
    /// What a metric of a rule stands for, if an operator can see it.
    pub fn watched(&self, metric: &str) -> Option<Watched> {
        if let Some(seen) = Seen::from_key(metric) {
            return Some(Watched::Seen(seen));
        }
        let (name, key) = metric.rsplit_once('.')?;
        let place = self
            .strategies
            .iter()
            .position(|it| it.full_name() == name)?;
        let reports = self.strategies[place].kind().seen.contains(&key);
        reports.then(|| Watched::Reported(place, key.to_owned()))
    }
}
