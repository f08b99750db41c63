//! Where an engine is put beside the baseline: one entry in [`engines`], one function from a
//! [`Workload`] to [`Counts`].

use crate::baseline::{self, Counts};
use qun::observe::metrics::Run;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;
use qun::scenario::{Overrides, parse_str};
use std::borrow::Cow;

/// What is to be simulated.
#[derive(Debug, Clone, Copy)]
pub struct Workload {
    /// Members at the start.
    pub members: usize,
    /// Days.
    pub days: u16,
    /// Whether the members of one run are shared out among the threads of the pool.
    pub threads: bool,
    /// How much of the model is at work. The baseline is the same beside all of it.
    pub model: Model,
}

/// How much of the model is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// All of it.
    Whole,
    /// Nobody is answered, so that nobody has ties either.
    WithoutAnswers,
    /// … and nothing is felt: people come, read, write and leave as the kernel has it.
    WithoutFeelings,
}

impl Model {
    /// All of them, from the whole to the least.
    pub const ALL: [Self; 3] = [Self::Whole, Self::WithoutAnswers, Self::WithoutFeelings];

    /// What of a scenario is left out.
    fn leave_out(self, scenario: &mut Scenario) {
        if self != Self::Whole {
            scenario.interactions.answer_share = 0.0;
        }
        if self == Self::WithoutFeelings {
            scenario.interactions.on = false;
        }
    }
}

/// A replicate by its number.
pub type Simulate = Box<dyn Fn(u32) -> Counts + Send + Sync>;

/// An engine to measure.
#[derive(Clone, Copy)]
pub struct Engine {
    /// Its name in the tables and, for the memory of a run, on the command line.
    pub name: &'static str,
    /// Makes a workload ready: what all its replicates share is done once.
    pub prepare: fn(&Workload) -> Simulate,
}

/// The name of the engine that is measured.
pub const OURS: &str = "Qun";

/// What everything is held against.
pub const BASELINE: Engine = Engine {
    name: "baseline",
    prepare: baseline_of,
};

/// The engines held against the baseline. The last is the baseline once more: how far its ratio
/// strays from 1 says how much noise the machine adds.
pub fn engines() -> Vec<Engine> {
    vec![
        Engine {
            name: OURS,
            prepare: qun_of,
        },
        Engine {
            name: "baseline again",
            ..BASELINE
        },
    ]
}

fn baseline_of(workload: &Workload) -> Simulate {
    let workload = *workload;
    Box::new(move |replicate| {
        baseline::simulate(workload.members, workload.days, replicate, workload.threads)
    })
}

/// The reference workload as a scenario, for 100,000 members.
const REFERENCE: &str = include_str!("../reference.toml");

fn qun_of(workload: &Workload) -> Simulate {
    let threads = workload.threads;
    let prepared = Prepared::of(Cow::Owned(reference(workload)));
    Box::new(move |replicate| {
        let record = prepared.run(replicate, threads);
        let count = |metric| record.value(metric) as u64;
        Counts {
            member_days: count(Run::MemberDays),
            active_days: count(Run::ActiveDays),
            posts: count(Run::PostsTotal),
            replies: count(Run::RepliesTotal),
            ties: record.read("ties", None).unwrap_or(0.0) as u64,
            leavers: count(Run::LeavesTotal),
        }
    })
}

/// The scenario for other numbers of members and days: arrivals, and what people are used to,
/// grow with the community.
fn reference(workload: &Workload) -> Scenario {
    let factor = workload.members as f64 / 100_000.0;
    let loaded = parse_str("reference.toml", REFERENCE, &Overrides::default());
    let mut scenario = loaded
        .map(|loaded| loaded.base)
        .expect("the scenario passes its checks");
    scenario.days = workload.days;
    scenario.audience.founders = workload.members as u32;
    scenario.community.expected_visitors *= factor;
    for channel in &mut scenario.audience.channel {
        channel.per_day *= factor;
    }
    for archetype in &mut scenario.archetype {
        archetype.capacity = (archetype.capacity * factor).max(1.0);
    }
    workload.model.leave_out(&mut scenario);
    scenario
}
