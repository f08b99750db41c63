//! What every command that simulates does first and last: load, check that it fits, make room for
//! the results, show progress, listen for Ctrl-C.

use super::exit;
use super::failure::Failure;
use super::options::{CommonFlags, Options};
use super::output::Output;
use super::publish::Publisher;
use super::work;
use crate::draw::{Chart, ChartError};
use crate::files::memory::{self, Free};
use crate::files::writing::safe_name;
use crate::run::batch::Batch;
use crate::run::cells::{Cell, Setting};
use crate::run::estimate::Extent;
use crate::run::fork::waiting;
use crate::run::replicates::Stop;
use crate::run::shelf::Shelf;
use crate::run::store::Store;
use crate::scenario::settings::{Language as Wanted, Scenario};
use crate::scenario::{self, BASE, Loaded, Problems};
use crate::show::folder::{Folder, FolderError};
use crate::show::outcome::Outcome;
use crate::show::page::make::Frame;
use crate::words::Language;
use crate::words::labels::PROGRESS;
use indicatif::ProgressBar;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A command that simulates, ready to start.
pub struct Job {
    /// The scenario file.
    pub loaded: Loaded,
    /// The flags.
    pub options: Options,
    /// Where results go.
    pub folder: Folder,
    /// Runs the work.
    pub pool: rayon::ThreadPool,
    started: Instant,
    file: PathBuf,
    /// Whether the scenario is one that was written out in full, in which nobody has chosen a language.
    is_again: bool,
}

impl Job {
    /// Loads a scenario and prepares everything that can fail before the work. Whole records are kept
    /// of the base, and of the strategies with the names that `strategies` chooses; of none without it.
    ///
    /// # Errors
    /// Wrong flags, an invalid scenario, a run that cannot fit, a folder that cannot be written into.
    pub fn prepare(
        file: &Path,
        flags: &CommonFlags,
        strategies: Option<&[String]>,
        output: &Output,
    ) -> Result<Self, Failure> {
        let (loaded, options) = Self::load(file, flags, output)?;
        let chosen = match strategies {
            Some(names) => loaded.select(names)?,
            None => Vec::new(),
        };
        let others = chosen.iter().filter(|(name, _)| name != BASE);
        let mut settings = vec![&loaded.base];
        settings.extend(others.map(|(_, scenario)| scenario));
        fits(&settings, &options, !loaded.worlds.is_fixed())?;
        Self::open(loaded, options, file)
    }

    /// Checks the flags and loads a scenario.
    ///
    /// # Errors
    /// Wrong flags, an invalid scenario.
    pub fn load(
        file: &Path,
        flags: &CommonFlags,
        output: &Output,
    ) -> Result<(Loaded, Options), Failure> {
        let options = Options {
            talk: output.language(),
            ..flags.options()?
        };
        let loaded = scenario::load(file, &options.overrides)?;
        if !options.quiet {
            output.problems(&loaded.warnings);
        }
        Ok((loaded, options))
    }

    /// Where the results of a scenario file go.
    pub fn place(options: &Options, file: &Path) -> PathBuf {
        options.out.clone().unwrap_or_else(|| {
            let name = file.file_stem().unwrap_or_default();
            // A file may be called `...toml`, and its folder must not be `..`.
            let leads_away = name.is_empty() || name == "." || name == "..";
            let safe = leads_away.then(|| safe_name(&name.to_string_lossy()));
            Path::new("output").join(safe.map_or_else(|| name.to_owned(), Into::into))
        })
    }

    /// Where the results of one strategy of a scenario file go.
    pub fn place_of(file: &Path, strategy: &str) -> PathBuf {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        Path::new("output").join(safe_name(&format!("{name}-{strategy}")))
    }

    /// Makes room for the results and starts the threads.
    ///
    /// # Errors
    /// A folder that cannot be written into.
    pub fn open(loaded: Loaded, options: Options, file: &Path) -> Result<Self, Failure> {
        let beside = file.parent().unwrap_or(Path::new(""));
        let scenarios =
            std::iter::once(&loaded.base).chain(loaded.strategies.iter().map(|(_, it)| it));
        let tables = scenarios.filter_map(|it| it.audience.members_from.as_ref());
        // A flag names a table from where the command is given, a file from where it lies.
        let tables = tables.flat_map(|name| [beside.join(name), PathBuf::from(name)]);
        let inputs: Vec<PathBuf> = std::iter::once(file.to_owned()).chain(tables).collect();
        let force = options.force;
        let job = Self {
            is_again: false,
            ..Self::again(loaded, options, file)?
        };
        job.folder.guard(&inputs, force)?;
        Ok(job)
    }

    /// As [`Job::open`] for a study that is known from its folder: the scenario's file itself need
    /// not be there any more.
    ///
    /// # Errors
    /// As [`Job::open`].
    pub fn again(loaded: Loaded, options: Options, file: &Path) -> Result<Self, Failure> {
        let place = Self::place(&options, file);
        // What was named may be a link; what only follows from it may not.
        let named = match &options.out {
            Some(out) => options.within.as_deref().unwrap_or(out),
            None => Path::new(""),
        };
        let folder = Folder::create_within(named, &place, options.force)?;
        let pool = work::pool(options.threads)?;
        work::listen();
        Ok(Self {
            loaded,
            options,
            folder,
            pool,
            started: Instant::now(),
            file: file.to_owned(),
            is_again: true,
        })
    }

    /// What Ctrl-C asks.
    pub fn stop(&self) -> &'static Stop {
        work::stop()
    }

    /// A progress bar over `total` runs; hidden where nobody would see it.
    pub fn progress(&self, total: u64, output: &Output) -> ProgressBar {
        work::bar(total, self.options.progress, PROGRESS, output)
    }

    /// The languages of tables and charts; the first is the terminal's.
    pub fn languages(&self) -> &'static [Language] {
        match self.loaded.base.language {
            Wanted::English => &[Language::English],
            Wanted::Chinese => &[Language::Chinese],
            Wanted::Both => &Language::ALL,
        }
    }

    /// The languages in which the study is told on the terminal: those of its tables, and where nobody
    /// has named one, that of the talk.
    fn told_in(&self) -> &'static [Language] {
        let values = self.loaded.values();
        let named = values
            .iter()
            .any(|value| value.path == "language" && value.source != "default");
        let named = named && !self.is_again;
        match (named, self.options.talk) {
            (false, Language::Chinese) => &[Language::Chinese],
            _ => self.languages(),
        }
    }

    /// What the page of the study says whatever it finds: `planned` runs were asked for, `runs` done.
    pub fn frame<'a>(
        &'a self,
        study: &'a str,
        runs: usize,
        planned: u64,
        variations: Vec<(&'a str, &'a Scenario)>,
    ) -> Frame<'a> {
        let name = self.file.file_name().unwrap_or_default();
        Frame {
            study,
            loaded: &self.loaded,
            file: name.to_string_lossy().into_owned(),
            language: self.languages().first().copied().unwrap_or_default(),
            runs,
            planned,
            variations,
            lesson: self.options.lesson,
        }
    }

    /// Writes the tables of members that the scenario and its strategies name, under names of our own.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn keep_members(&self) -> Result<(), Failure> {
        for (name, table) in self.loaded.members_tables() {
            self.folder.write_plan(&name, table.as_bytes())?;
        }
        Ok(())
    }

    /// The charts of a study, unless none are wanted.
    ///
    /// # Errors
    /// If one cannot be made.
    pub fn charts(
        &self,
        draw: impl FnOnce() -> Result<Vec<Chart>, Failure>,
    ) -> Result<Vec<Chart>, Failure> {
        if self.options.charts {
            draw()
        } else {
            Ok(Vec::new())
        }
    }

    /// Where what this study finds goes, and how it is told.
    fn publisher(&self) -> Publisher<'_> {
        Publisher {
            folder: Some(&self.folder),
            languages: self.languages(),
            told_in: self.told_in(),
            format: self.options.format,
            quiet: self.options.quiet,
            parquet: self.options.parquet,
            started: self.started,
        }
    }

    /// Writes what a study has found into its folder, with the resolved scenario.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn keep(&self, study: &str, outcome: &Outcome<'_>, output: &Output) -> super::Result {
        self.pool
            .install(|| outcome.write(&self.folder, self.languages()))?;
        let resolved = self.loaded.resolved();
        self.folder.write("scenario.toml", resolved.as_bytes())?;
        self.keep_members()?;
        let of_the_scenario = json!({
            "file": self.file.file_name().map(|name| name.to_string_lossy()),
            "scenario": self.loaded.text,
            "scenario_sha256": crate::files::digest::hash(&resolved),
            "seed": self.loaded.base.seed,
            "days": self.loaded.base.days,
        });
        self.publisher()
            .close(&self.folder, study, of_the_scenario, outcome, output)
    }

    /// Says what a study has found.
    ///
    /// # Errors
    /// If it cannot be written out.
    pub fn tell(&self, outcome: &Outcome<'_>, output: &Output) -> super::Result {
        self.publisher().tell(outcome, output)
    }

    /// Writes down what a study has found, and says it.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn publish(&self, study: &str, outcome: &Outcome<'_>, output: &Output) -> super::Result {
        self.keep(study, outcome, output)?;
        self.tell(outcome, output)
    }

    /// The settings with these names, as the cells say.
    ///
    /// # Errors
    /// If a cell contradicts itself.
    pub fn settings<'j, 'n>(
        &'j self,
        names: impl IntoIterator<Item = &'n String>,
        cells: &[Cell],
    ) -> Result<Vec<(String, Setting<'j>)>, Problems> {
        let named = names.into_iter().zip(cells);
        named
            .map(|(name, cell)| Ok((name.clone(), Setting::new(&self.loaded, cell.clone())?)))
            .collect()
    }

    /// The cells of a batch, prepared by the threads of the job; `block` replicates of each are kept together in
    /// the store, and cells that need more than the `memory` that is free fail.
    pub fn batch<'j>(
        &'j self,
        cells: &'j [Cell],
        store: &'j Store,
        block: u32,
        memory: Option<Free>,
    ) -> Batch<'j> {
        let new = || {
            Batch::new(
                &self.loaded,
                cells,
                store,
                block,
                memory,
                &crate::run::replicates::live,
            )
        };
        self.pool.install(new)
    }

    /// Where finished runs are kept until all are: with what an earlier try has left of the same settings.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn shelf<'s, 'l: 's>(
        &self,
        settings: impl IntoIterator<Item = &'s Setting<'l>>,
        output: &Output,
    ) -> Result<Shelf, Failure> {
        let settings = settings.into_iter();
        let fingerprints: Vec<String> = settings.map(|it| it.fingerprint().to_owned()).collect();
        let planned = self.loaded.base.replicates;
        let shelf =
            Shelf::open(self.folder.path(), &fingerprints, planned).map_err(anyhow::Error::from)?;
        let found = shelf.holds(&fingerprints);
        if found > 0 && !self.options.quiet {
            output.say(&format!(
                "{found} runs are there already, from an earlier try in {}",
                self.folder.path().display()
            ));
        }
        Ok(shelf)
    }

    /// Keeps the finished runs of a study that Ctrl-C has cut short, and says so if runs could not
    /// be kept on the way.
    pub fn put_away(&self, shelf: &Shelf, output: &Output) {
        if self.stop().is_asked()
            && let Err(error) = shelf.save()
        {
            output.complain(&format!("warning: {error}"));
        }
    }

    /// Takes away what was kept of a study that is complete.
    pub fn clear(&self, shelf: &Shelf, output: &Output) {
        if let Err(error) = shelf.clear() {
            output.complain(&format!("warning: {error}"));
        }
    }

    /// The exit code of a study that Ctrl-C has cut short before there was anything to say.
    ///
    /// # Errors
    /// If it was.
    pub fn interrupted(&self, output: &Output, done: usize, planned: u64) -> super::Result {
        self.cut_short(
            output,
            &format!("{done} of {planned} runs are done and kept in"),
        )
    }

    /// The exit code of a study that Ctrl-C has cut short, of which all has been said that can be: how
    /// much of what was asked for that rests on.
    ///
    /// # Errors
    /// If it was.
    pub fn rests_on(&self, output: &Output, done: usize, planned: u64) -> super::Result {
        self.cut_short(
            output,
            &format!("what is said rests on {done} of {planned} runs, kept in"),
        )
    }

    fn cut_short(&self, output: &Output, said: &str) -> super::Result {
        if !self.stop().is_asked() {
            return Ok(());
        }
        output.complain(&format!(
            "interrupted: {said} {}; repeat the command to go on",
            self.folder.path().display()
        ));
        Err(Failure::Reported(exit::INTERRUPTED))
    }
}

/// Refuses settings whose records cannot fit into memory.
fn fits(settings: &[&Scenario], options: &Options, drawn: bool) -> Result<(), Failure> {
    let extent = Extent {
        replicates: settings[0].replicates,
        threads: options.threads.get(),
        records: true,
        charts: options.charts,
        drawn,
        waiting: waiting(settings),
    };
    let checked = extent.check(settings, memory::free());
    checked.map_err(|error| Failure::data(error.to_string(), error.help()))
}

impl From<ChartError> for Failure {
    fn from(error: ChartError) -> Self {
        Self::Unexpected(error.into())
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        Self::of_folder(error, "--out")
    }
}

impl Failure {
    /// Why nothing can be written into the folder that `flag` names.
    pub fn of_folder(error: FolderError, flag: &str) -> Self {
        let hint = match &error {
            FolderError::Foreign { .. } | FolderError::Taken { .. } => format!(
                "name a new folder with {flag}, or --force: files that stand in the way are then kept as NAME~"
            ),
            FolderError::Other { .. } => format!(
                "name another folder with {flag}, or --force: this one is then kept as NAME~"
            ),
            FolderError::Changed { .. } => format!(
                "name another folder with {flag}, or --force: what was changed is then kept as NAME~"
            ),
            FolderError::Input { .. } => format!(
                "name another folder with {flag}, or --force: the file is then kept as NAME~"
            ),
            FolderError::Out { .. } => {
                format!("remove the link, or name another folder with {flag}")
            }
            FolderError::NoFolder { .. } => {
                let hint = format!("name another folder with {flag}");
                return Self::usage(error.to_string(), hint);
            }
            _ => return Self::Unexpected(error.into()),
        };
        Self::data(error.to_string(), hint)
    }
}
