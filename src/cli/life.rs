//! `qun life`: the story of one member of a run.

use super::again::Again;
use super::failure::Failure;
use super::list::wanted;
use super::output::{Format, Output};
use super::publish::Publisher;
use crate::run::cells::Setting;
use crate::run::life::Follow;
use crate::run::simulate::Prepared;
use crate::show::life as story;
use crate::show::outcome::Outcome;
use std::path::PathBuf;

/// Flags of `qun life`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun life output/camp --member 17\n  qun life output/camp --member 17 --replicate 3 --cell strict"
)]
pub struct Life {
    /// Folder of a run, a comparison or a sweep
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Number of the member: founders first, then in the order of joining
    #[arg(long, value_name = "K")]
    pub member: u32,
    /// Number of the replicate
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub replicate: u32,
    /// Number of the cell, or name of the strategy
    #[arg(long, value_name = "CELL", default_value = "0")]
    pub cell: String,
    /// How to write the story
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the story [default: the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
}

impl Life {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the folder holds no study, or nobody of that number ever came.
    pub fn run(&self, output: &Output) -> super::Result {
        let again = Again::find(&self.folder, &self.cell)?;
        let setting = Setting::new(&again.loaded, again.cell.clone())?;
        again.must_have(&self.folder, &setting, self.replicate)?;
        let scenario = setting.in_world(self.replicate)?;
        let mut follow = Follow::new(self.member);
        let mut ever = 0;
        let prepared = Prepared::of(scenario);
        prepared.run_watched(self.replicate, false, |community| {
            follow.watch(community);
            ever = community.ever();
        });
        let life = follow.finish().ok_or_else(|| {
            let those = match ever.checked_sub(1) {
                Some(last) => format!("members of replicate {} are 0 to {last}", self.replicate),
                None => format!(
                    "replicate {} has no members at all: name another --replicate",
                    self.replicate
                ),
            };
            let message = format!("nobody with the number {} ever came in", self.member);
            Failure::data(message, those)
        })?;
        let outcome = Outcome::new(story::document(&life), 1, |language| {
            story::told(&life, language)
        });
        let languages = [wanted(self.language.as_deref(), output)];
        Publisher::new(None, &languages, self.format, false).publish("life", &outcome, output)
    }
}
