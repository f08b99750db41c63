//! What a strategy is: all that is said and done of one way to run a community.
//!
//! One file in `strategies/` holds one strategy: its settings with unit, default, range and source, its
//! names in two languages, what it can see to be wrong with a scenario, the people it brings, the series
//! it counts, and what it does. One line in the list of `operator/mod.rs` makes it a table of the
//! scenario; the schema, the reference, `qun list`, `qun explain`, the checks and what may be laid over a
//! file follow from it.

pub use super::doubt::{Around, Doubt, Wrong};
use super::schedule::Schedule;
use super::segment::Segment;
use crate::model::cause::Cause;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::model::settings::Archetype;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// One way to run a community. The type that implements it holds the settings: one table of a scenario.
///
/// Each function of the day is called at its point of the schedule (see
/// [`Intervention`](crate::model::intervention::Intervention)) with what the strategy remembers and with
/// the levers that it may move.
pub trait Strategy:
    Clone
    + Debug
    + Default
    + PartialEq
    + Serialize
    + DeserializeOwned
    + JsonSchema
    + Send
    + Sync
    + 'static
{
    /// Key of its table under `[operator]`, and the name of its file.
    const KEY: &'static str;
    /// Its name.
    const NAME: Text;
    /// What it is, in one sentence.
    const ABOUT: Text;
    /// What more of it does to how many take part, and why that is believed: one line with its evidence.
    const MORE: &'static str;
    /// What it counts each day, beside what is measured of every community.
    const SERIES: &'static [Series] = &[];
    /// The keys of those of its series that it reports to the operator, so that a playbook may watch
    /// them: what they do themselves or are told, not what only a god sees.
    const SEEN: &'static [&'static str] = &[];
    /// What somebody might want to do, and what they would write for it: the cookbook.
    const EXAMPLES: &'static [Example] = &[];
    /// Whether it is there to keep people out or to send them off: it may change more than others do.
    const KEEPS_OUT: bool = false;
    /// How it takes members off the list who still take part, if it does.
    const REMOVES: Option<Removing> = None;

    /// What it remembers from day to day.
    type Memory: Default + Clone + Send + 'static;

    /// Settings with which nothing happens, as if the strategy were not there.
    fn idle() -> Self;

    /// Settings with which it does much and often.
    fn busy() -> Self;

    /// Kinds of people that it brings in and that nobody else belongs to.
    fn people(&self) -> Vec<Archetype> {
        Vec::new()
    }

    /// What in a scenario it can see to contradict its settings.
    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        Vec::new()
    }

    /// The same without taking anybody off the list, where it is there for other things too; `None` where
    /// nothing would be left of it.
    fn sparing(&self) -> Option<Self> {
        None
    }

    /// On which days it acts, if it can be said which.
    fn when(&self) -> Option<Schedule<'_>> {
        None
    }

    /// The first day on which it may do or notice anything: up to then a community is the same with and
    /// without it, and so is what it will do. 0 where that cannot be said for sure.
    fn begins(&self) -> u16 {
        self.when().map_or(0, |when| when.from_day)
    }

    /// Whether today is one of the days on which it acts; never where it cannot be said which those are.
    fn acts_today(&self, levers: &Levers<'_, '_>) -> bool {
        let falls = |when: Schedule<'_>| when.falls_on(levers.rules(), levers.day());
        self.when().is_some_and(falls)
    }

    /// Whether something falls due today that it does every so many days, from its first day on.
    fn is_due(&self, levers: &Levers<'_, '_>, every: u16) -> bool {
        let due = |when: Schedule<'_>| when.is_due(levers.rules(), levers.day(), every);
        self.when().is_some_and(due)
    }

    /// Whether it is between its first day and its last.
    fn is_in_force(&self, levers: &Levers<'_, '_>) -> bool {
        self.when().is_some_and(|when| when.covers(levers.day()))
    }

    /// Whom it addresses, if it addresses some and not others.
    fn whom(&self) -> Option<&Segment> {
        None
    }

    /// Works out what follows from the settings alone: before the first day, and whenever they change.
    fn prepare(&self, _: &mut Self::Memory, _: &Rules) {}

    /// Whether an applicant gets through, and at what cost to them.
    fn admits(&self, _: &mut Self::Memory, _: &mut Levers<'_, '_>, _: &mut Applicant) -> bool {
        true
    }

    /// Whether the door is shut to all today, also to those who got through before and wait for a place.
    fn is_shut(&self, _: &Levers<'_, '_>) -> bool {
        false
    }

    /// Whether there is no community for now: nobody advertises it, applies to it or is asked at its door.
    fn is_dissolved(&self, _: &Levers<'_, '_>) -> bool {
        false
    }

    /// An applicant who got through has entered, as this member.
    fn entered(&self, _: &mut Self::Memory, _: &mut Levers<'_, '_>, _: &Applicant, _member: u32) {}

    /// Before anybody looks in.
    fn morning(&self, _: &mut Self::Memory, _: &mut Levers<'_, '_>) {}

    /// When everybody has written and nobody has been answered yet.
    fn midday(&self, _: &mut Self::Memory, _: &mut Levers<'_, '_>) {}

    /// After everybody has decided whether to stay.
    fn evening(&self, _: &mut Self::Memory, _: &mut Levers<'_, '_>) {}
}

/// A daily series of a strategy's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    /// Its key: the metric is named after the instance and it, `red_packets.fridays.given`.
    pub key: &'static str,
    /// Its name.
    pub name: Text,
    /// What it counts.
    pub meaning: Text,
    /// The unit of its numbers.
    pub unit: Unit,
}

/// How a strategy takes members off the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removing {
    /// The cause under which it does.
    pub cause: Cause,
    /// The key of the series that counts them, if one does.
    pub counted: Option<&'static str>,
    /// Why they were removed, after a number of members: "by the purge".
    pub why: Text,
    /// Doing without it: "without the purge".
    pub without: Text,
}

/// Something that an operator might want to do, and what to write for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// What they want, as the end of "if you would …".
    pub wish: Text,
    /// The table to write, in TOML.
    pub write: &'static str,
}
