//! One replicate of one scenario: the engine, its operator and its observer put together.

use super::portfolio::Portfolio;
use crate::model::community::Community;
use crate::model::intervention::{Acting, Intervention};
use crate::model::levers::Own;
use crate::model::rules::Rules;
use crate::observe::observer::Observer;
use crate::observe::own::Ledger;
use crate::observe::record::{OwnSeries, Record};
use crate::operator::Operator;
use crate::scenario::settings::Scenario;
use std::borrow::Cow;

/// From this number of members on, one community is worth several threads, and a copy of it more memory
/// than anybody has reckoned with.
pub(crate) const LARGE: u32 = 50_000;

/// A replicate up to some evening.
pub(super) struct Lived<'r> {
    portfolio: Portfolio<'r, 'r>,
    observer: Observer,
    ledger: Ledger,
}

impl<'r> Lived<'r> {
    /// A replicate before its first day.
    pub(super) fn new(prepared: &'r Prepared<'_>, replicate: u32, parallel: bool) -> Self {
        let operator = &prepared.scenario.operator;
        let (rules, seed) = (&prepared.rules, prepared.scenario.seed);
        Self {
            portfolio: Portfolio::new(operator, rules, seed, replicate, parallel),
            observer: Observer::new(rules, operator.cost_per_hour).sparing(prepared.without_series),
            ledger: Ledger::default(),
        }
    }

    /// The same once more; `None` where a strategy cannot be had twice.
    pub(super) fn copy(&self) -> Option<Self> {
        Some(Self {
            portfolio: self.portfolio.copy()?,
            observer: self.observer.clone(),
            ledger: self.ledger.clone(),
        })
    }

    /// Nobody does anything any more.
    pub(super) fn lay_down(&mut self) {
        self.portfolio.lay_down();
    }

    /// Goes on after so many days with those strategies of an operator that have these places, of which
    /// those that are new have done nothing so far.
    pub(super) fn turn_to(&mut self, operator: &Operator, places: &[usize], days: u16) {
        self.portfolio.turn_to(operator, places);
        let strategies = &self.portfolio.first.strategies;
        self.ledger.turn_to(strategies, usize::from(days));
    }

    /// Lives through one more day, and hands on what is said of it in the evening.
    pub(super) fn day<T>(&mut self, watch: impl FnOnce(&Community<'_>) -> T) -> T {
        self.portfolio.live();
        self.observer.observe(&self.portfolio.first.community);
        self.ledger.observe(&mut self.portfolio.first.strategies);
        let said = watch(&self.portfolio.first.community);
        self.portfolio.close();
        said
    }

    /// The record of it.
    pub(super) fn finish(self, replicate: u32) -> Record {
        let (community, series) = self.portfolio.finish();
        let mut own = self.ledger.finish();
        own.extend(
            series
                .into_iter()
                .map(|(metric, values)| OwnSeries { metric, values }),
        );
        Record {
            own,
            ..self.observer.finish(&community, replicate)
        }
    }
}

/// A scenario made ready to be run any number of times.
pub struct Prepared<'s> {
    scenario: Cow<'s, Scenario>,
    rules: Rules,
    /// Whether nobody asks for series.
    without_series: bool,
}

impl<'s> Prepared<'s> {
    /// Compiles a scenario that has passed its checks.
    pub fn new(scenario: &'s Scenario) -> Self {
        Self::of(Cow::Borrowed(scenario))
    }

    /// As [`Prepared::new`], for a scenario that nobody else may keep.
    pub fn of(scenario: Cow<'s, Scenario>) -> Self {
        let mut archetypes = scenario.archetype.clone();
        archetypes.extend(scenario.operator.archetypes());
        let mut rules = Rules::new(
            scenario.days,
            scenario.first_weekday(),
            &scenario.community,
            &archetypes,
            &scenario.audience,
            &scenario.demand,
            &scenario.interactions,
        );
        rules.staff_from = scenario.archetype.len();
        Self {
            scenario,
            rules,
            without_series: false,
        }
    }

    /// The same, and whether nobody asks for series, see [`Observer::sparing`].
    #[must_use]
    pub fn without_series(self, without_series: bool) -> Self {
        Self {
            without_series,
            ..self
        }
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The compiled rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Lives through one replicate, showing each finished day to `watch`. `parallel` lets the
    /// members of a large community be worked on by several threads; the results are the same.
    pub fn run_watched(
        &self,
        replicate: u32,
        parallel: bool,
        watch: impl FnMut(&Community<'_>),
    ) -> Record {
        self.run_with(replicate, parallel, Vec::new(), watch)
    }

    /// As [`Prepared::run_watched`], with `extra` interventions that act after the operator's own:
    /// what befalls a community from outside, in an experiment.
    pub fn run_with(
        &self,
        replicate: u32,
        parallel: bool,
        extra: Vec<Box<dyn Intervention>>,
        mut watch: impl FnMut(&Community<'_>),
    ) -> Record {
        self.live(replicate, parallel, extra, |community| {
            watch(community);
            true
        })
        .0
    }

    /// Lives through one replicate as long as `goes_on` says so at the end of each day; `None` if it
    /// was broken off.
    pub fn run_while(
        &self,
        replicate: u32,
        goes_on: impl FnMut(&Community<'_>) -> bool,
    ) -> Option<Record> {
        let (record, whole) = self.live(replicate, false, Vec::new(), goes_on);
        whole.then_some(record)
    }

    /// Lives as long as `goes_on` says so; whether all days were lived.
    fn live(
        &self,
        replicate: u32,
        parallel: bool,
        extra: Vec<Box<dyn Intervention>>,
        mut goes_on: impl FnMut(&Community<'_>) -> bool,
    ) -> (Record, bool) {
        let mut lived = Lived::new(self, replicate, parallel);
        let strategies = &mut lived.portfolio.first.strategies;
        let places = strategies.len()..;
        strategies.extend(extra.into_iter().zip(places).map(|(does, place)| {
            let own = Own::new("outside", place as u8, 0, []);
            Acting::new(own, does)
        }));
        let whole = (0..self.scenario.days).all(|_| lived.day(&mut goes_on));
        (lived.finish(replicate), whole)
    }

    /// Lives through one replicate.
    pub fn run(&self, replicate: u32, parallel: bool) -> Record {
        self.run_watched(replicate, parallel, |_| ())
    }
}
