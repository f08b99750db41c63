//! Draws the charts of a run into a folder, in Chinese.
//!
//! ```text
//! cargo run --release --example draw_charts -- output/charts
//! ```

use qun::prelude::*;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(std::env::temp_dir, PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let study = Study::parse("title = \"读书群\"\ndays = 90\n[audience]\nfounders = 60\n")?;
    for chart in study.replicates(10).run()?.charts()? {
        let path = folder.join(chart.name()).with_extension("svg");
        std::fs::write(path, chart.svg(Language::Chinese)?)?;
    }
    Ok(())
}
