//! Where an engine is put beside the baseline: one entry in [`engines`], one function from a
//! [`Workload`] to [`Counts`].

use crate::baseline::{self, Counts};

/// What is to be simulated.
#[derive(Debug, Clone, Copy)]
pub struct Workload {
    /// Members at the start.
    pub members: usize,
    /// Days.
    pub days: u16,
    /// Whether the members of one run are shared out among the threads of the pool.
    pub threads: bool,
}

/// One replicate of a workload.
pub type Simulate = fn(&Workload, u32) -> Counts;

/// An engine to measure.
#[derive(Clone, Copy)]
pub struct Engine {
    /// Its name in the tables and, for the memory of a run, on the command line.
    pub name: &'static str,
    /// One replicate.
    pub simulate: Simulate,
}

/// What everything is held against.
pub const BASELINE: Engine = Engine {
    name: "baseline",
    simulate: run_baseline,
};

/// The engines held against the baseline. The first is the baseline once more: how far its ratio
/// strays from 1 says how much noise the machine adds.
pub fn engines() -> Vec<Engine> {
    vec![Engine {
        name: "baseline again",
        ..BASELINE
    }]
}

fn run_baseline(workload: &Workload, replicate: u32) -> Counts {
    baseline::simulate(workload.members, workload.days, replicate, workload.threads)
}
