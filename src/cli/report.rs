//! `qun report`: the page of a study again, from its folder alone.

use super::batch::NAME_A_STUDY;
use super::failure::Failure;
use super::output::Output;
use crate::files::ownership::{MARK, Standing, standing};
use crate::show::folder::{Folder, FolderError};
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
        let folder = Folder::reopen(path, self.force).map_err(refused)?;
        let found = page::read::folder(path).map_err(anyhow::Error::from)?;
        for fault in &found.faults {
            output.complain(&format!("warning: {}", fault.text(found.report.language)));
        }
        let text = page::document(&found);
        folder.write(PAGE, text.as_bytes()).map_err(refused)?;
        // The list stays as the study has left it: what is missing today is still missing tomorrow.
        output.all_kept_aside(&folder);
        output.say(&format!("page: {}", path.join(PAGE).display()));
        Ok(())
    }
}

/// Why the page cannot be written, with a hint that this command can follow: it writes where the page was.
fn refused(error: FolderError) -> Failure {
    let hint = match &error {
        FolderError::Changed { .. } => {
            "--force writes it again, and keeps the changed one as NAME~"
        }
        FolderError::Out { .. } => "remove the link",
        _ => return error.into(),
    };
    Failure::data(error.to_string(), hint)
}

/// Makes sure that a folder is one of ours.
pub(super) fn ours(path: &Path) -> Result<(), Failure> {
    if path.exists() && !path.is_dir() {
        let message = format!("{} is a file, not a folder", path.display());
        return Err(Failure::data(message, NAME_A_STUDY));
    }
    let standing = standing(path).map_err(anyhow::Error::from)?;
    let (message, hint) = match standing {
        Standing::Ours => return Ok(()),
        Standing::Other(engine) => (
            format!(
                "{} holds results of another version of qun ({engine})",
                path.display()
            ),
            "repeat the command that made it, with this version and --force",
        ),
        Standing::Free => (
            format!("there are no results in {}", path.display()),
            NAME_A_STUDY,
        ),
        Standing::Foreign(name) if name == MARK => (
            format!("{} is not as qun makes it", path.join(MARK).display()),
            NAME_A_STUDY,
        ),
        Standing::Foreign(_) => (
            format!("{} holds no {MARK}: qun has not made it", path.display()),
            NAME_A_STUDY,
        ),
    };
    Err(Failure::data(message, hint))
}
