//! One replicate of one scenario: the engine, its operator and its observer put together.

use crate::model::community::Community;
use crate::model::intervention::Intervention;
use crate::model::rules::Rules;
use crate::model::{arrivals, day};
use crate::observe::observer::Observer;
use crate::observe::record::Record;
use crate::random::Luck;
use crate::scenario::settings::Scenario;

/// A scenario made ready to be run any number of times.
pub struct Prepared<'s> {
    scenario: &'s Scenario,
    rules: Rules,
}

impl<'s> Prepared<'s> {
    /// Compiles a scenario that has passed its checks.
    pub fn new(scenario: &'s Scenario) -> Self {
        let mut archetypes = scenario.archetype.clone();
        archetypes.extend(scenario.operator.archetypes());
        let rules = Rules::new(
            scenario.days,
            scenario.first_weekday(),
            &scenario.community,
            &archetypes,
            &scenario.audience,
            &scenario.demand,
            &scenario.interactions,
        );
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
        let luck = Luck::new(self.scenario.seed, replicate);
        let mut community = Community::new(&self.rules, luck, parallel);
        let operator = &self.scenario.operator;
        let mut desk = operator.desk();
        let mut strategies = operator.strategies(&self.rules);
        strategies.extend(extra);
        let mut observer = Observer::new(&self.rules, operator.cost_per_hour);
        arrivals::found(&mut community);
        for _ in 0..self.scenario.days {
            day::live(&mut community, &mut strategies, &mut desk);
            observer.observe(&community);
            watch(&community);
            day::close(&mut community);
        }
        observer.finish(&community, replicate)
    }

    /// Lives through one replicate.
    pub fn run(&self, replicate: u32, parallel: bool) -> Record {
        self.run_watched(replicate, parallel, |_| ())
    }
}
