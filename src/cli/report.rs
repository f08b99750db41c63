//! `qun report`: the page of a study again, from its folder alone.

use super::failure::Failure;
use super::output::Output;
use crate::files::ownership::{MARK, Standing, standing};
use crate::show::folder::Folder;
use crate::show::page::{self, PAGE};
use std::path::{Path, PathBuf};

/// Flags of `qun report`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun report output/camp        writes output/camp/report.html again\n  qun open output/camp          shows it"
)]
pub struct Report {
    /// Folder of a study
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Write a page that somebody has changed again; the changed one is kept as report.html~
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl Report {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the folder is not one of qun's, or the page cannot be written.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.quiet);
        let path = &self.folder;
        ours(path)?;
        let folder = Folder::reopen(path, self.force)?;
        let found = page::read::folder(path).map_err(anyhow::Error::from)?;
        for fault in &found.faults {
            output.complain(&format!("warning: {}", fault.text(found.report.language)));
        }
        let text = page::document(&found);
        folder.write(PAGE, text.as_bytes())?;
        // The list stays as the study has left it: what is missing today is still missing tomorrow.
        output.all_kept_aside(&folder);
        output.say(&format!("page: {}", path.join(PAGE).display()));
        Ok(())
    }
}

/// Makes sure that a folder is one of ours.
pub(super) fn ours(path: &Path) -> Result<(), Failure> {
    let standing = standing(path).map_err(anyhow::Error::from)?;
    let (message, hint) = match standing {
        Standing::Ours => return Ok(()),
        Standing::Other(engine) => (
            format!(
                "{} holds results of another version of qun ({engine})",
                path.display()
            ),
            "repeat the command that made it, with this version",
        ),
        Standing::Free => (
            format!("there are no results in {}", path.display()),
            "name a folder that `qun run`, `qun compare` or another study has written",
        ),
        Standing::Foreign(_) => (
            format!("{} holds no {MARK}: qun has not made it", path.display()),
            "name a folder that `qun run`, `qun compare` or another study has written",
        ),
    };
    Err(Failure::data(message, hint))
}
