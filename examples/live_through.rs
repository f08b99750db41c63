//! Lives through a scenario and says what its last day was like.
//!
//! ```text
//! cargo run --release --example live_through -- scenarios/quickstart.toml
//! ```
#![allow(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use qun::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1);
    let file = file.as_deref().unwrap_or("scenarios/quickstart.toml");
    let runs = Study::load(file)?.replicates(20).run()?;
    println!("{}", runs.scenario.title);
    for metric in ["members", "dau", "posts"] {
        if let Some(mean) = runs.mean(metric) {
            println!("{metric} on day {}: {mean:.1}", runs.scenario.days);
        }
    }
    Ok(())
}
