//! The only place that writes to the terminal: data to stdout, talk to stderr.

use crate::scenario::Problems;
use crate::show::folder::Folder;
use crate::words::Language;
use crate::words::labels::{COLON, ERROR, HINT};
use crate::words::messages::said;
use crate::words::visible::{visible, visible_in_colour};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to write data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// For scripts: one JSON document.
    Json,
}

/// Where everything goes that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    colour: bool,
    quiet: bool,
    language: Language,
}

impl Output {
    /// Decides about colours for stderr.
    pub fn new(colour: Colour, quiet: bool) -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => io::stderr().is_terminal() && !no_colour && !dumb,
        };
        Self {
            colour,
            quiet,
            language: Language::English,
        }
    }

    /// The same place, spoken to in a language.
    #[must_use]
    pub fn speaking(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The language of talk.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The same, as a list of one.
    pub fn languages(&self) -> &[Language] {
        std::slice::from_ref(&self.language)
    }

    /// The same place, kept quiet if asked.
    #[must_use]
    pub fn hushed(self, quiet: bool) -> Self {
        Self {
            quiet: self.quiet || quiet,
            ..self
        }
    }

    /// Whether talk is in colour.
    pub fn colour(&self) -> bool {
        self.colour
    }

    /// Whether a progress bar has a terminal to appear on.
    pub fn progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Writes data to stdout. A reader that has seen enough (`| head`) is no error.
    ///
    /// # Errors
    ///
    /// If stdout cannot be written to for another reason.
    pub fn data(&self, text: &str) -> io::Result<()> {
        to_stdout(&visible(text))
    }

    /// Writes a JSON document to stdout.
    ///
    /// # Errors
    ///
    /// As [`Output::data`].
    pub fn json(&self, value: &impl serde::Serialize) -> io::Result<()> {
        let text = escaped(&serde_json::to_string_pretty(value)?);
        to_stdout(&format!("{text}\n"))
    }

    /// Says something on stderr, unless `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Says something on stderr that must be heard. There is nowhere to report a stderr that is gone.
    pub fn complain(&self, text: &str) {
        let text = said(text.trim_end(), self.language);
        let text = if self.colour {
            visible_in_colour(&text)
        } else {
            visible(&text)
        };
        let line = format!("{text}\n");
        let _ = write_all(io::stderr().lock(), &line);
    }

    /// Says that what stood in the way of a result is kept: a file of somebody else's, or one of Qun's
    /// that was changed since.
    pub fn kept_aside(&self, place: &Path, kept: &Path, changed: bool) {
        let why = if changed {
            "was changed since qun wrote it"
        } else {
            "was not qun's"
        };
        self.complain(&format!(
            "warning: {} {why}; it is kept as {}",
            place.display(),
            kept.display()
        ));
    }

    /// Says so of everything that stood in the way in a folder.
    pub fn all_kept_aside(&self, folder: &Folder) {
        for it in folder.kept_aside() {
            self.kept_aside(&it.place, &it.kept, it.changed);
        }
    }

    /// Shows the problems of a scenario.
    pub fn problems(&self, problems: &Problems) {
        if !problems.is_empty() {
            self.complain(&problems.render_in(self.language, self.colour));
        }
    }

    /// `error: …`, with the word in colour.
    pub fn error(&self, message: &str, hint: Option<&str>) {
        let (red, cyan, reset) = if self.colour {
            ("\u{1b}[1;31m", "\u{1b}[1;36m", "\u{1b}[0m")
        } else {
            ("", "", "")
        };
        let told = |text: &str| visible(&said(text, self.language)).into_owned();
        let (error, colon) = (ERROR.text(self.language), COLON.text(self.language));
        let hint = hint.map_or_else(String::new, |hint| {
            format!(
                "\n{cyan}{}{reset}{colon}{}",
                HINT.text(self.language),
                told(hint)
            )
        });
        self.complain(&format!(
            "{red}{error}{reset}{colon}{}{hint}",
            told(message)
        ));
    }
}

/// JSON in which what [`visible`] would replace is written as a number, which means the same.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if visible(character.encode_utf8(&mut [0; 4])).starts_with('<') && character != '<' {
            text.push_str(&format!("\\u{:04x}", character as u32));
        } else {
            text.push(character);
        }
    }
    text
}

fn write_all(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// Why an answer could not be written out; the system's own words do not say where.
#[derive(Debug, thiserror::Error)]
#[error("failed to write standard output: {0}")]
pub struct Unwritten(io::Error);

fn to_stdout(text: &str) -> io::Result<()> {
    match write_all(io::stdout().lock(), text) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| io::Error::new(error.kind(), Unwritten(error))),
    }
}
