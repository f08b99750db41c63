//! `qun schema`: the JSON schema of a scenario file, those of the claims book among them.

use super::output::Output;
use crate::claims::claim;
use crate::scenario;

/// Flags of `qun schema`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun schema > scenario.schema.json\n\n\
        and as the first line of a scenario, for completion in editors:\n  #:schema scenario.schema.json"
)]
pub struct Schema {}

impl Schema {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If stdout cannot be written to.
    pub fn run(&self, output: &Output) -> super::Result {
        let mut schema = scenario::schema();
        schema["properties"]["claim"] = claim::schema();
        Ok(output.json(&schema)?)
    }
}
