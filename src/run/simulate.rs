//! One replicate of one scenario: the engine, its operator and its observer put together.

use super::portfolio::Portfolio;
use crate::model::community::Community;
use crate::model::intervention::{Acting, Intervention};
use crate::model::levers::Own;
use crate::model::rules::Rules;
use crate::observe::observer::Observer;
use crate::observe::own::Ledger;
use crate::observe::record::{OwnSeries, Record};
use crate::scenario::settings::Scenario;
use std::borrow::Cow;

/// A scenario made ready to be run any number of times.
pub struct Prepared<'s> {
    scenario: Cow<'s, Scenario>,
    rules: Rules,
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
        Self { scenario, rules }
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
        let operator = &self.scenario.operator;
        let seed = self.scenario.seed;
        let mut portfolio = Portfolio::new(operator, &self.rules, seed, replicate, parallel);
        let strategies = &mut portfolio.first.strategies;
        let places = strategies.len()..;
        strategies.extend(extra.into_iter().zip(places).map(|(does, place)| {
            let own = Own::new("outside", place as u8, 0, []);
            Acting::new(own, does)
        }));
        let mut observer = Observer::new(&self.rules, operator.cost_per_hour);
        let mut ledger = Ledger::default();
        let mut whole = true;
        for _ in 0..self.scenario.days {
            portfolio.live();
            observer.observe(&portfolio.first.community);
            ledger.observe(&mut portfolio.first.strategies);
            whole = goes_on(&portfolio.first.community);
            portfolio.close();
            if !whole {
                break;
            }
        }
        let (community, series) = portfolio.finish();
        let mut own = ledger.finish();
        own.extend(
            series
                .into_iter()
                .map(|(metric, values)| OwnSeries { metric, values }),
        );
        let record = Record {
            own,
            ..observer.finish(&community, replicate)
        };
        (record, whole)
    }

    /// Lives through one replicate.
    pub fn run(&self, replicate: u32, parallel: bool) -> Record {
        self.run_watched(replicate, parallel, |_| ())
    }
}
