//! Holds the strategies of a scenario against its base, on the same people and the same luck.
//!
//! ```text
//! cargo run --release --example compare_strategies -- scenarios/strategies.toml members
//! ```
#![allow(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use qun::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments
        .next()
        .unwrap_or_else(|| "scenarios/strategies.toml".to_owned());
    let metric = arguments.next().unwrap_or_else(|| "members".to_owned());
    let study = Study::load(file)?.with("days", 60).replicates(10);
    for effect in study.compare(&metric)? {
        let clear = if effect.is_clear() {
            ""
        } else {
            " (may be luck)"
        };
        println!(
            "{}: {metric} {:.1}, base {:.1}{clear}",
            effect.strategy, effect.mean, effect.base
        );
    }
    Ok(())
}
