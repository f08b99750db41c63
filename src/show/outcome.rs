//! What a study has found, in the one form in which every study is published: files for the folder, a document,
//! a page with its charts, and words for the terminal.

use super::folder::{Folder, FolderError};
use super::page::{self, Report};
use super::tables::json_bytes;
use crate::draw::Chart;
use crate::words::{Language, Phrase};
use rayon::prelude::*;
use serde_json::{Map, Value};

/// File of a study's document.
pub const SUMMARY: &str = "summary.json";

/// What a study has found.
pub struct Outcome<'a> {
    /// Tables and other files, with their names in the folder.
    files: Vec<(String, Vec<u8>)>,
    /// Files of an earlier study of this kind that this one has not.
    absent: Vec<&'static str>,
    /// Everything as numbers: what `--format json` prints.
    pub document: Value,
    /// The file that it is kept in; none where the folder is for handing on.
    pub kept_as: Option<&'static str>,
    /// The page, and the charts on it.
    pub report: Option<Report>,
    /// Charts that stand on no page.
    charts: Vec<Chart>,
    /// Tables and sentences for a reader at the terminal.
    shown: Box<dyn Fn(Language) -> String + Sync + 'a>,
    /// How sure it is, and what would make it surer.
    pub certainty: Option<Phrase>,
    /// How many runs it rests on.
    pub runs: usize,
    /// What the manifest says beside what all studies say there.
    pub details: Map<String, Value>,
    /// What is said of the folder beside its name.
    pub of_the_folder: Option<String>,
}

impl<'a> Outcome<'a> {
    /// What is found so far: numbers, and how they are shown.
    pub fn new(
        document: Value,
        runs: usize,
        shown: impl Fn(Language) -> String + Sync + 'a,
    ) -> Self {
        Self {
            files: Vec::new(),
            absent: Vec::new(),
            document,
            kept_as: Some(SUMMARY),
            report: None,
            charts: Vec::new(),
            shown: Box::new(shown),
            certainty: None,
            runs,
            details: Map::new(),
            of_the_folder: None,
        }
    }

    /// Adds a file.
    pub fn file(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.push((name.into(), bytes.into()));
    }

    /// Adds a table.
    ///
    /// # Errors
    /// If it could not be made.
    pub fn table(
        &mut self,
        name: impl Into<String>,
        bytes: Result<Vec<u8>, csv::Error>,
    ) -> Result<(), FolderError> {
        self.file(name, bytes?);
        Ok(())
    }

    /// Has no such file: one of an earlier study is taken away.
    pub fn without(&mut self, name: &'static str) {
        self.absent.push(name);
    }

    /// Adds to what the manifest says.
    pub fn detail(&mut self, key: &str, value: impl Into<Value>) {
        self.details.insert(key.to_owned(), value.into());
    }

    /// Adds a chart that stands on no page.
    pub fn chart(&mut self, chart: Chart) {
        self.charts.push(chart);
    }

    /// The charts: those on the page, and those on none.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        let on_the_page = self.report.iter().flat_map(|report| &report.charts);
        on_the_page.chain(&self.charts)
    }

    /// Whether the reader is asked something before the answer is told.
    pub fn asks_first(&self) -> bool {
        let report = self.report.as_ref();
        report.is_some_and(|report| report.lesson.is_some())
    }

    /// What the page answers: all that is said where little is to be said.
    pub fn answer(&self) -> &[Phrase] {
        self.report.as_ref().map_or(&[], |report| &report.answer)
    }

    /// What is shown at the terminal.
    pub fn shown(&self, language: Language) -> String {
        (self.shown)(language)
    }

    /// Writes files, document, charts and page into the folder.
    ///
    /// # Errors
    /// If a file cannot be written or a chart not be drawn.
    pub fn write(&self, folder: &Folder, languages: &[Language]) -> Result<(), FolderError> {
        // Most of the time of a file is waiting until it is on the disk.
        self.files
            .par_iter()
            .with_max_len(1)
            .try_for_each(|(name, bytes)| folder.write(name, bytes))?;
        for name in &self.absent {
            folder.remove(name)?;
        }
        if let Some(name) = self.kept_as {
            folder.write(name, &json_bytes(&self.document))?;
        }
        folder.write_charts(self.charts(), languages)?;
        if let Some(report) = &self.report {
            page::write(folder, report)?;
        }
        Ok(())
    }
}
