//! What parts of the model cost: the ratio to the baseline where they are left out.

use crate::adaptor::{BASELINE, Engine, Model, Workload, engines};
use crate::measured::in_thousands;
use crate::{Pair, timed};
use std::fmt::Write as _;
use std::hint::black_box;

const HEADER: &str =
    "| members | the model as it is | nobody is answered: no ties | … and nothing is felt |
|---|---|---|---|";

/// Runs of these members for so many days, so many in a row.
const RUNS: [(usize, u16, u32); 3] = [(500, 180, 200), (10_000, 365, 2), (100_000, 365, 1)];

/// The time relative to the baseline's, which is the same in all columns, up to so many members.
pub fn table(rounds: usize, largest: usize) -> String {
    let ours = engines()[0];
    let mut table = format!("{HEADER}\n");
    for (members, days, runs) in RUNS.into_iter().filter(|run| run.0 <= largest) {
        let seconds = |engine: Engine, model| {
            let workload = Workload {
                members,
                days,
                threads: false,
                model,
            };
            let run = (engine.prepare)(&workload);
            let lives = move || {
                for replicate in 0..runs {
                    black_box(run(replicate));
                }
            };
            move || timed(&lives).0
        };
        let ratios = Model::ALL.map(|model| {
            Pair::measure(rounds, seconds(ours, model), seconds(BASELINE, model)).ratio()
        });
        // A text takes whatever is written.
        let _ = writeln!(
            table,
            "| {} | {} |",
            in_thousands(members),
            ratios.join(" | ")
        );
    }
    table
}
