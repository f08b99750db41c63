//! `qun open`: shows the page of a study.

use super::failure::Failure;
use super::output::Output;
use super::report::ours;
use crate::show::page::PAGE;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Flags of `qun open`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun open output/camp\n  qun open output/camp --print  say where the page is, open nothing"
)]
pub struct Open {
    /// Folder of a study
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Only print where the page is
    #[arg(long)]
    pub print: bool,
}

/// Programs that open a file with whatever its owner prefers.
#[cfg(target_os = "macos")]
const OPENERS: &[&[&str]] = &[&["open"]];
#[cfg(windows)]
const OPENERS: &[&[&str]] = &[&["explorer"]];
#[cfg(not(any(target_os = "macos", windows)))]
const OPENERS: &[&[&str]] = &[&["xdg-open"], &["gio", "open"], &["wslview"]];

impl Open {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If there is no page, or nothing to open it with.
    pub fn run(&self, output: &Output) -> super::Result {
        ours(&self.folder)?;
        let page = self.folder.join(PAGE);
        if !page.is_file() {
            return Err(Failure::data(
                format!("there is no page in {}", self.folder.display()),
                format!("qun report {} makes it", self.folder.display()),
            ));
        }
        // A program that is started here may look for it from somewhere else.
        let page = page.canonicalize().map_err(anyhow::Error::from)?;
        if self.print {
            return Ok(output.data(&format!("{}\n", page.display()))?);
        }
        for opener in OPENERS {
            let Some((program, arguments)) = opener.split_first() else {
                continue;
            };
            let started = Command::new(program)
                .args(arguments.iter())
                .arg(&page)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            if started.is_ok_and(|status| status.success() || cfg!(windows)) {
                return Ok(());
            }
        }
        Err(Failure::data(
            "nothing here opens a page",
            format!("open it in a browser: {}", page.display()),
        ))
    }
}
