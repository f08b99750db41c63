//! The library in one page: load a scenario, change it, live through it, compare its strategies, draw.
//!
//! ```
//! use qun::prelude::*;
//!
//! let study = Study::parse(
//!     r#"
//!     title = "Writing camp"
//!     days = 60
//!     [audience]
//!     founders = 30
//!     [strategy.paid.operator.threshold]
//!     fee = 49
//!     "#,
//! )?
//! .with("community.medium", "chat")
//! .replicates(6);
//! let runs = study.run()?;
//! assert!(runs.mean("members").is_some_and(|members| members > 0.0));
//! let effects = study.compare("members")?;
//! assert_eq!(effects[0].strategy, "paid");
//! # Ok::<(), qun::prelude::Problems>(())
//! ```
//!
//! What a scenario holds as uncertain is drawn anew for each replicate, here as on the command line:
//! the bytes of a [`Record`] are those of `qun run --worlds fixed` on the same file and seed. What nobody has
//! written down stays as assumed, unless [`Study::in_drawn_worlds`] asks for what `qun run` does by itself.

pub use crate::draw::{Chart, ChartError};
pub use crate::observe::record::Record;
pub use crate::run::summary::{Band, Measured, Summary};
pub use crate::scenario::{Loaded, Overrides, Problems};
pub use crate::study::compare::Effect;
pub use crate::words::Language;

use crate::run::cells::{Cell, Setting};
use crate::run::replicates::{Course, Stop, run_setting};
use crate::scenario::{self, BASE, Worlds};
use crate::show::figures;
use crate::study::compare::{correct, effect, run_variations};
use std::path::{Path, PathBuf};

/// A scenario and how often it is to be lived through.
#[derive(Debug, Clone)]
pub struct Study {
    source: Source,
    overrides: Overrides,
    replicates: Option<u32>,
}

#[derive(Debug, Clone)]
enum Source {
    File(PathBuf),
    Text(String),
}

/// What many lives of one scenario were like.
#[derive(Debug, Clone)]
pub struct Runs {
    /// The scenario with every default filled in.
    pub scenario: scenario::Scenario,
    /// One record a replicate, in the order of the replicates.
    pub records: Vec<Record>,
    /// Means and their spread.
    pub summary: Summary,
}

impl Study {
    /// A study of a scenario file.
    ///
    /// # Errors
    /// With every problem of the file at once.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Problems> {
        Self::of(Source::File(path.as_ref().to_owned()))
    }

    /// A study of a scenario in memory.
    ///
    /// # Errors
    /// With every problem of the text at once.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        Self::of(Source::Text(text.to_owned()))
    }

    fn of(source: Source) -> Result<Self, Problems> {
        let study = Self {
            source,
            overrides: Overrides::default(),
            replicates: None,
        };
        study.loaded().map(|_| study)
    }

    /// Lays a value over the scenario, as `--set PATH=VALUE` does. Mistakes are reported when the study
    /// is run.
    #[must_use]
    pub fn with(mut self, path: &str, value: impl std::fmt::Display) -> Self {
        self.overrides = self.overrides.set(format!("{path}={value}"));
        self
    }

    /// How many replicates to live through, instead of what the scenario says.
    #[must_use]
    pub fn replicates(mut self, replicates: u32) -> Self {
        self.replicates = Some(replicates);
        self
    }

    /// Lives through it in communities that could be real: what nobody has written down is drawn from what is
    /// known of it, anew for every two replicates, as `qun run` and `qun compare` do unless told otherwise.
    #[must_use]
    pub fn in_drawn_worlds(mut self) -> Self {
        self.overrides.worlds = Worlds::Paired;
        self
    }

    /// The scenario with everything laid over it, checked.
    ///
    /// # Errors
    /// With every problem at once.
    pub fn loaded(&self) -> Result<Loaded, Problems> {
        match &self.source {
            Source::File(path) => scenario::load(path, &self.overrides),
            Source::Text(text) => scenario::parse_str("scenario.toml", text, &self.overrides),
        }
    }

    /// Lives through the scenario.
    ///
    /// # Errors
    /// With the problems of the scenario, or of what was drawn for a replicate.
    pub fn run(&self) -> Result<Runs, Problems> {
        let loaded = self.loaded()?;
        let setting = Setting::new(&loaded, Cell::default())?;
        let count = self.replicates.unwrap_or(loaded.base.replicates);
        let records = run_setting(&setting, 0..count, &Course::new(&Stop::new(), &|_| ()))?;
        let summary = Summary::in_worlds(&loaded.base, &records, setting.worlds())
            .with_beliefs(!setting.is_certain());
        Ok(Runs {
            scenario: loaded.base,
            records,
            summary,
        })
    }

    /// Holds every strategy of the scenario against the base in one metric, on the same people and the
    /// same luck, in the order of the file; p-values are corrected for the number of strategies.
    ///
    /// # Errors
    /// As [`Study::run`].
    pub fn compare(&self, metric: &str) -> Result<Vec<Effect>, Problems> {
        let loaded = self.loaded()?;
        let names = loaded.strategies.iter().map(|(name, _)| Some(name.clone()));
        let settings = std::iter::once(None)
            .chain(names)
            .map(|strategy| {
                let name = strategy.clone().unwrap_or_else(|| BASE.to_owned());
                let cell = Cell {
                    strategy,
                    ..Cell::default()
                };
                Ok((name, Setting::new(&loaded, cell)?))
            })
            .collect::<Result<Vec<_>, Problems>>()?;
        let count = self.replicates.unwrap_or(loaded.base.replicates);
        let stop = Stop::new();
        let course = Course::new(&stop, &|_| ());
        let variations = run_variations(&settings, count, None, &course, &|_| ())?;
        let Some((base, strategies)) = variations.split_first() else {
            return Ok(Vec::new());
        };
        let mut effects: Vec<Effect> = strategies
            .iter()
            .map(|strategy| effect(base, strategy, metric, None))
            .collect();
        correct(&mut effects);
        Ok(effects)
    }
}

impl Runs {
    /// Mean of a metric over the replicates; for a daily metric that of the last day. `None` where
    /// there is no such metric or it has no value.
    pub fn mean(&self, metric: &str) -> Option<f64> {
        let mean = Measured::of(metric, &self.records, None)?.band.mean;
        mean.is_finite().then_some(mean)
    }

    /// The charts of the folder that `qun run` writes, without those that look closely at one run.
    ///
    /// # Errors
    /// If a number is too large to draw.
    pub fn charts(&self) -> Result<Vec<Chart>, ChartError> {
        figures::of_run(&self.scenario, &self.summary, &self.records, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_uncertain_is_drawn_for_a_library_user_too() {
        let certain = "days = 20\n[audience]\nfounders = 40\n";
        let uncertain = format!("{certain}[uncertainty]\n\"audience.founders\" = \"10 to 90\"\n");
        let founders = |text: &str| -> Vec<f64> {
            let runs = Study::parse(text).and_then(|study| study.replicates(12).run());
            runs.expect("a good scenario")
                .records
                .iter()
                .map(|record| record.read("members", Some(0)).expect("a metric"))
                .collect()
        };
        let spread = |values: &[f64]| {
            values.iter().copied().fold(f64::MIN, f64::max)
                - values.iter().copied().fold(f64::MAX, f64::min)
        };
        assert!(spread(&founders(&uncertain)) > 30.0);
        assert!(spread(&founders(certain)) < 30.0);
    }

    #[test]
    fn what_nobody_has_written_down_is_drawn_where_that_is_asked_for() {
        let study =
            Study::parse("days = 20\n[audience]\nfounders = 40\n").expect("a good scenario");
        let study = study.replicates(4);
        let written = study.run().expect("it runs");
        let drawn = study.in_drawn_worlds().run().expect("it runs");
        assert!(drawn.summary.drawn && !written.summary.drawn);
        let posts = |runs: &Runs| -> Vec<Option<f64>> {
            let records = runs.records.iter();
            records
                .map(|record| record.read("posts_total", None))
                .collect()
        };
        assert_ne!(posts(&written), posts(&drawn));
    }

    #[test]
    fn a_mistake_laid_over_is_said_when_the_study_is_run() {
        let study = Study::parse("days = 20\n").expect("a good scenario");
        let problems = study.with("days", "never").run().expect_err("a mistake");
        assert!(problems.render(false).contains("days"));
    }
}
