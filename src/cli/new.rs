//! `qun new`: a commented scenario to start from.

use super::failure::Failure;
use super::named_file::has_a_folder;
use super::output::Output;
use super::templates;
use crate::files::writing;
use std::path::{Path, PathBuf};

/// Flags of `qun new`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun new camp                   writes camp.toml\n  \
        qun new club --from forum      a forum instead of a chat group\n  \
        qun new guild --from game-guild  one of the kinds of community that people run\n  \
        qun list scenarios             all templates"
)]
pub struct New {
    /// Name of the scenario; .toml is added
    pub name: PathBuf,
    /// What to start from
    #[arg(long, value_name = "TEMPLATE", default_value = "quickstart")]
    pub from: String,
    /// Language of its names and comments, where it is there in both [default: the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
}

impl New {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If there is no such template, if the file exists, or if it cannot be written.
    pub fn run(&self, output: &Output) -> super::Result {
        let template = templates::find(&self.from)?;
        let path = file_name(&self.name)?;
        let language = super::list::wanted(self.language.as_deref(), output);
        write_new(&path, template.text(language))?;
        output.say(&format!(
            "wrote {}\nnext: edit it, then `qun check {}`",
            path.display(),
            quoted(&path.display().to_string())
        ));
        Ok(())
    }
}

/// A word as a shell takes it: in quotes where it would be taken for several, or for something else.
fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "-_./+,:@%".contains(sign);
    if !word.is_empty() && word.chars().all(plain) && !word.starts_with('-') {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// The file for a name: `.toml` is added where no ending is given.
fn file_name(name: &Path) -> Result<PathBuf, Failure> {
    let stem = name.file_name();
    let Some(stem) = stem.filter(|it| !it.to_string_lossy().trim().is_empty()) else {
        return Err(Failure::usage(
            format!("`{}` cannot name a scenario", name.display()),
            "name it, for example: qun new camp",
        ));
    };
    if name
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
    {
        return Ok(name.to_owned());
    }
    let mut file = stem.to_owned();
    file.push(".toml");
    Ok(name.with_file_name(file))
}

/// Writes a file whole or not at all, and never over another one.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let exists = || {
        Failure::usage(
            format!("{} exists already", path.display()),
            "choose another name, or remove the file first",
        )
    };
    if path.exists() {
        return Err(exists());
    }
    has_a_folder(path)?;
    match writing::write_new(path, text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(anyhow::Error::from(error)
            .context(format!("failed to write {}", path.display()))
            .into()),
    }
}
