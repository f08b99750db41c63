//! `qun schema`: the JSON schema of a scenario file.

use super::output::Output;
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
        Ok(output.json(&scenario::schema())?)
    }
}
