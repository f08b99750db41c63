//! The one place that publishes what a study has found: in its folder, at the terminal, as JSON.

use super::output::{Format, Output};
use crate::files::ownership::MANIFEST;
use crate::show::folder::Folder;
use crate::show::outcome::Outcome;
use crate::show::tables::json_bytes;
use crate::words::{Language, Phrase};
use serde_json::{Value, json};
use std::time::Instant;

/// Where what is found goes, and how it is told.
#[derive(Debug, Clone)]
pub struct Publisher<'a> {
    /// The folder for the results, if there is to be one.
    pub folder: Option<&'a Folder>,
    /// The languages of charts.
    pub languages: &'a [Language],
    /// The languages in which it is told, one after the other.
    pub told_in: &'a [Language],
    /// How it is told.
    pub format: Format,
    /// Whether the answer alone is wanted.
    pub quiet: bool,
    /// Whether tables are written as Parquet too.
    pub parquet: bool,
    /// When the study began.
    pub started: Instant,
}

impl<'a> Publisher<'a> {
    /// From now on, with what is told in the languages of charts.
    pub fn new(
        folder: Option<&'a Folder>,
        languages: &'a [Language],
        format: Format,
        quiet: bool,
    ) -> Self {
        Self {
            folder,
            languages,
            told_in: languages,
            format,
            quiet,
            parquet: false,
            started: Instant::now(),
        }
    }

    /// Writes down what a study has found, and says it.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn publish(&self, study: &str, outcome: &Outcome<'_>, output: &Output) -> super::Result {
        if let Some(folder) = self.folder {
            outcome.write(folder, self.languages)?;
            self.close(folder, study, json!({}), outcome, output)?;
        }
        self.tell(outcome, output)
    }

    /// Writes what every column means, and last of all the manifest: a folder with a manifest is whole, and says
    /// whether the study was cut short.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn close(
        &self,
        folder: &Folder,
        study: &str,
        of_the_study: Value,
        outcome: &Outcome<'_>,
        output: &Output,
    ) -> super::Result {
        folder.write_dictionary()?;
        #[cfg(feature = "parquet")]
        if self.parquet {
            folder.write_as_parquet()?;
        }
        let mut manifest = json!({
            "qun": env!("CARGO_PKG_VERSION"),
            "metrics_version": crate::observe::metrics::VERSION,
            "command": study,
            "runs": outcome.runs,
            "interrupted": super::work::stop().is_asked(),
        });
        if let (Value::Object(manifest), Value::Object(more)) = (&mut manifest, of_the_study) {
            manifest.extend(more);
            manifest.extend(outcome.details.clone());
            let now = jiff::Timestamp::now();
            let times = json!({ "finished": now.to_string(), "seconds": self.started.elapsed().as_secs_f64() });
            manifest.insert("times".to_owned(), times);
        }
        folder.write(MANIFEST, &json_bytes(&manifest))?;
        folder.tidy()?;
        output.all_kept_aside(folder);
        Ok(())
    }

    /// Says what a study has found.
    ///
    /// # Errors
    /// If it cannot be written out.
    pub fn tell(&self, outcome: &Outcome<'_>, output: &Output) -> super::Result {
        let output = &output.hushed(self.quiet);
        match self.format {
            // A lesson tells nothing before it has asked.
            _ if outcome.asks_first() => {}
            Format::Json => output.json(&outcome.document)?,
            Format::Table if self.quiet && outcome.report.is_some() => {
                output.data(
                    &self.in_languages(|language| in_a_line_each(outcome.answer(), language)),
                )?;
            }
            Format::Table => output.data(&self.in_languages(|language| outcome.shown(language)))?,
        }
        if let Some(certainty) = &outcome.certainty {
            output.say(&self.in_languages(|language| certainty.text(language).to_owned()));
        }
        let Some(folder) = self.folder else {
            return Ok(());
        };
        let place = folder.path().display();
        match &outcome.of_the_folder {
            Some(more) => output.say(&format!("results: {place} ({more})")),
            None => output.say(&format!("results: {place}")),
        }
        Ok(())
    }

    /// Something to say, in each of the languages in which it is told.
    pub fn in_languages(&self, say: impl Fn(Language) -> String) -> String {
        let said: Vec<String> = self.told_in.iter().map(|language| say(*language)).collect();
        said.join("\n")
    }
}

/// Sentences, a line each.
pub fn in_a_line_each(said: &[Phrase], language: Language) -> String {
    let lines = said.iter().map(|it| format!("{}\n", it.text(language)));
    lines.collect()
}
