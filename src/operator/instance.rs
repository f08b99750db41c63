//! Strategies as a list holds them: kinds, and instances of them with their settings.

use super::strategy::{Around, Doubt, Example, Removing, Series, Strategy};
use crate::model::intervention::{Acting, Applicant, Intervention};
use crate::model::levers::{Levers, Own};
use crate::model::rules::Rules;
use crate::model::settings::Archetype;
use crate::words::Text;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value as Json;
use std::any::Any;
use std::fmt::Debug;

/// One kind of strategy: what is said of it without any settings.
pub struct Kind {
    /// Key of its table under `[operator]`.
    pub key: &'static str,
    /// Its name.
    pub name: Text,
    /// What it is, in one sentence.
    pub about: Text,
    /// What more of it does to how many take part, and why that is believed.
    pub more: &'static str,
    /// What it counts each day.
    pub series: &'static [Series],
    /// The keys of those of them that the operator sees.
    pub seen: &'static [&'static str],
    /// What somebody might want to do with it, and what they would write.
    pub examples: &'static [Example],
    /// Whether it is there to keep people out or to send them off.
    pub keeps_out: bool,
    /// How it takes members off the list who still take part, if it does.
    pub removes: Option<Removing>,
    read: fn(Json) -> Result<Box<dyn Settings>, serde_json::Error>,
    schema: fn(&mut SchemaGenerator) -> (Schema, Schema),
    default: fn() -> Box<dyn Settings>,
    idle: fn() -> Box<dyn Settings>,
    busy: fn() -> Box<dyn Settings>,
}

impl Kind {
    /// The kind of a strategy.
    pub const fn of<S: Strategy>() -> Self {
        Self {
            key: S::KEY,
            name: S::NAME,
            about: S::ABOUT,
            more: S::MORE,
            series: S::SERIES,
            seen: S::SEEN,
            examples: S::EXAMPLES,
            keeps_out: S::KEEPS_OUT,
            removes: S::REMOVES,
            read: |json| Ok(Box::new(serde_json::from_value::<S>(json)?)),
            schema: |generator| (S::json_schema(generator), generator.subschema_for::<S>()),
            default: || Box::new(S::default()),
            idle: || Box::new(S::idle()),
            busy: || Box::new(S::busy()),
        }
    }

    /// An instance with the settings that a table holds; what it leaves out has its default.
    ///
    /// # Errors
    /// If a value has another type, or a key is unknown.
    pub fn read(
        &'static self,
        name: Option<String>,
        json: Json,
    ) -> Result<Instance, serde_json::Error> {
        Ok(Instance {
            kind: self,
            name,
            settings: (self.read)(json)?,
        })
    }

    fn with(&'static self, settings: Box<dyn Settings>) -> Instance {
        Instance {
            kind: self,
            name: None,
            settings,
        }
    }

    /// An instance with nothing but defaults.
    pub fn usual(&'static self) -> Instance {
        self.with((self.default)())
    }

    /// An instance that does nothing.
    pub fn idle(&'static self) -> Instance {
        self.with((self.idle)())
    }

    /// An instance that does much and often.
    pub fn busy(&'static self) -> Instance {
        self.with((self.busy)())
    }

    /// The keys of its table.
    pub fn keys(&self) -> Vec<String> {
        let defaults = (self.default)().json();
        let table = defaults.as_object().into_iter().flatten();
        table.map(|(key, _)| key.clone()).collect()
    }

    /// The schema of its settings: written out, and as a reference to them.
    pub(super) fn schema(&self, generator: &mut SchemaGenerator) -> (Schema, Schema) {
        (self.schema)(generator)
    }
}

impl Debug for Kind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Kind({})", self.key)
    }
}

/// Settings of any kind.
trait Settings: Debug + Send + Sync {
    fn copy(&self) -> Box<dyn Settings>;
    fn equals(&self, other: &dyn Settings) -> bool;
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    fn json(&self) -> Json;
    fn people(&self) -> Vec<Archetype>;
    fn sparing(&self) -> Option<Box<dyn Settings>>;
    fn begins(&self) -> u16;
    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt>;
    fn begin(&self, rules: &Rules) -> Box<dyn Intervention>;
}

impl<S: Strategy> Settings for S {
    fn copy(&self) -> Box<dyn Settings> {
        Box::new(self.clone())
    }

    fn equals(&self, other: &dyn Settings) -> bool {
        other.as_any().downcast_ref::<S>() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn json(&self) -> Json {
        // Plain structs of numbers and texts have no way to fail.
        serde_json::to_value(self).unwrap_or_default()
    }

    fn people(&self) -> Vec<Archetype> {
        Strategy::people(self)
    }

    fn sparing(&self) -> Option<Box<dyn Settings>> {
        Strategy::sparing(self).map(|it| Box::new(it) as Box<dyn Settings>)
    }

    fn begins(&self) -> u16 {
        Strategy::begins(self)
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let days = self.when().map(|when| when.doubts());
        let people = self.whom().map(|whom| whom.doubts(around));
        let common = days.into_iter().chain(people).flatten();
        common.chain(Strategy::doubts(self, around)).collect()
    }

    fn begin(&self, rules: &Rules) -> Box<dyn Intervention> {
        let mut memory = S::Memory::default();
        self.prepare(&mut memory, rules);
        Box::new(Running {
            settings: self.clone(),
            memory,
        })
    }
}

/// A strategy while it runs: settings that may change, and what it remembers.
#[derive(Clone)]
struct Running<S: Strategy> {
    settings: S,
    memory: S::Memory,
}

impl<S: Strategy> Intervention for Running<S> {
    fn admits(&mut self, levers: &mut Levers<'_, '_>, applicant: &mut Applicant) -> bool {
        self.settings.admits(&mut self.memory, levers, applicant)
    }

    fn is_shut(&mut self, levers: &mut Levers<'_, '_>) -> bool {
        self.settings.is_shut(levers)
    }

    fn is_dissolved(&mut self, levers: &mut Levers<'_, '_>) -> bool {
        self.settings.is_dissolved(levers)
    }

    fn entered(&mut self, levers: &mut Levers<'_, '_>, applicant: &Applicant, member: u32) {
        self.settings
            .entered(&mut self.memory, levers, applicant, member);
    }

    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        self.settings.morning(&mut self.memory, levers);
    }

    fn midday(&mut self, levers: &mut Levers<'_, '_>) {
        self.settings.midday(&mut self.memory, levers);
    }

    fn evening(&mut self, levers: &mut Levers<'_, '_>) {
        self.settings.evening(&mut self.memory, levers);
    }

    fn copy(&self) -> Option<Box<dyn Intervention>> {
        Some(Box::new(self.clone()))
    }

    fn retune(&mut self, settings: &dyn Any, rules: &Rules) -> bool {
        let Some(settings) = settings.downcast_ref::<S>() else {
            return false;
        };
        self.settings = settings.clone();
        self.settings.prepare(&mut self.memory, rules);
        true
    }
}

/// One strategy of a scenario, with its settings and perhaps a name of its own.
#[derive(Debug)]
pub struct Instance {
    kind: &'static Kind,
    name: Option<String>,
    settings: Box<dyn Settings>,
}

impl Clone for Instance {
    fn clone(&self) -> Self {
        Self {
            kind: self.kind,
            name: self.name.clone(),
            settings: self.settings.copy(),
        }
    }
}

impl PartialEq for Instance {
    fn eq(&self, other: &Self) -> bool {
        self.kind.key == other.kind.key
            && self.name == other.name
            && self.settings.equals(&*other.settings)
    }
}

impl Instance {
    /// A strategy with these settings.
    pub fn new<S: Strategy>(kind: &'static Kind, settings: S) -> Self {
        kind.with(Box::new(settings))
    }

    /// Its kind.
    pub fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// The name of its own, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The same under a name of its own.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..self
        }
    }

    /// Its name below `operator`: `red_packets`, `red_packets.fridays`.
    pub fn full_name(&self) -> String {
        match &self.name {
            Some(name) => format!("{}.{name}", self.kind.key),
            None => self.kind.key.to_owned(),
        }
    }

    /// Its settings, if they are of this kind.
    pub fn settings<S: Strategy>(&self) -> Option<&S> {
        self.settings.as_any().downcast_ref()
    }

    /// Its settings, if they are of this kind, to be changed.
    pub fn settings_mut<S: Strategy>(&mut self) -> Option<&mut S> {
        self.settings.as_any_mut().downcast_mut()
    }

    /// Its settings as a table.
    pub fn json(&self) -> Json {
        self.settings.json()
    }

    /// What in a scenario it can see to contradict its settings.
    pub fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        self.settings.doubts(around)
    }

    /// The same without taking anybody off the list; `None` where nothing would be left of it.
    pub fn sparing(&self) -> Option<Self> {
        let settings = self.settings.sparing()?;
        Some(Self {
            settings,
            ..self.clone()
        })
    }

    /// The first day on which it may do or notice anything.
    pub fn begins(&self) -> u16 {
        self.settings.begins()
    }

    /// Kinds of people that it brings in.
    pub fn people(&self) -> Vec<Archetype> {
        let mut people = self.settings.people();
        if let Some(own) = &self.name {
            for archetype in &mut people {
                archetype.name = format!("{} ({own})", archetype.name);
            }
        }
        people
    }

    /// Has a strategy at work go on with these settings, if it is of the same kind.
    pub fn retune(&self, acting: &mut Acting, rules: &Rules) -> bool {
        acting.retune(self.settings.as_any(), rules)
    }

    /// What it has to itself as the `place`-th of all; its people are numbered from `people` on.
    pub(super) fn own(&self, place: usize, people: usize) -> Own {
        Own::new(
            &self.full_name(),
            place as u8,
            people as u8,
            self.kind.series.iter().map(|series| series.key),
        )
    }

    /// The strategy, ready to act.
    pub(super) fn begin(&self, rules: &Rules, own: Own) -> Acting {
        Acting::new(own, self.settings.begin(rules))
    }
}
