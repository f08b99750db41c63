//! What the user writes: load, overlay, check, explain what is wrong and where.
//!
//! ```
//! let text = "title = \"Writing camp\"\n[audience]\nfounders = 50\n";
//! let loaded = qun::scenario::parse_str("camp.toml", text, &Default::default())?;
//! assert_eq!(loaded.base.audience.founders, 50);
//! # Ok::<(), qun::scenario::Problems>(())
//! ```
//!
//! A scenario is made of layers, each of which replaces values of the ones before it: the defaults
//! in the code, the preset of the medium, the archetype library, the file, a `[strategy.NAME]`,
//! the flags, and at last the cell of a sweep. Every value remembers where it was written, so that
//! a message can point there and `qun check --show` can say it.

mod checks;
mod flat;
mod form;
mod layers;
mod load;
mod loaded;
mod members;
mod messages;
pub mod priors;
mod provenance;
pub mod reference;
pub mod reference_page;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub use flat::flat;
pub use form::schema::schema;
pub use form::settings;
pub use form::settings::Scenario;
pub use layers::presets::{
    archetype_description, archetype_habits, archetypes, media, preset_description,
};
pub use layers::sweep::{Axis, BASE, STRATEGY, readable};
pub use layers::typed_range::TypedRange;
pub use layers::uncertainty::{Distribution, Uncertain};
pub use loaded::{Loaded, resolved};
pub use members::{named_by_content, portable, table_of as members_table, to_csv as members_csv};
pub use messages::problem::{Code, Place, Problem, Severity};
pub use messages::problems::Problems;
pub use priors::{Open, Prior};
pub use write::{Shown, to_toml};

use form::suggest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use text::{near, read};

/// What the caller lays over a file, and what the file is checked against.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Assignments in the order in which they hold: the flag they come from (`--set`, `--days`) and
    /// `PATH=VALUE`.
    pub assignments: Vec<(String, String)>,
    /// The metrics that `[expect]` may name; empty to accept any.
    pub metrics: Vec<&'static str>,
    /// Where tables lie that the file names elsewhere, by the name in the file.
    pub tables: BTreeMap<String, PathBuf>,
    /// Whether every replicate lives in the scenario as written, or in a world of its own.
    pub worlds: Worlds,
}

/// In which worlds replicates live.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worlds {
    /// In the scenario as written; only `[uncertainty]` is drawn, for each replicate.
    #[default]
    Fixed,
    /// Each in a world of its own: everything that nobody has written down is drawn from its prior.
    Single,
    /// Two by two in such worlds, so that luck can be told from ignorance.
    Paired,
}

impl Worlds {
    /// Replicates that live in the same world.
    pub const fn runs_a_world(self) -> u32 {
        match self {
            Self::Fixed | Self::Single => 1,
            Self::Paired => 2,
        }
    }

    /// The number of the world in which a replicate lives.
    pub const fn of(self, replicate: u32) -> u32 {
        replicate / self.runs_a_world()
    }

    /// How many runs so many independent ones are.
    pub fn runs(self, independent: usize) -> u32 {
        let runs = independent.saturating_mul(self.runs_a_world() as usize);
        u32::try_from(runs).unwrap_or(u32::MAX)
    }

    /// Whether nothing is drawn but `[uncertainty]`.
    pub fn is_fixed(&self) -> bool {
        *self == Self::Fixed
    }
}

impl Overrides {
    /// Adds a `--set PATH=VALUE`.
    #[must_use]
    pub fn set(mut self, assignment: impl Into<String>) -> Self {
        self.assignments
            .push(("--set".to_owned(), assignment.into()));
        self
    }

    /// Adds a flag with a path of its own: `--days 30` is `flag("--days", "days", 30)`.
    #[must_use]
    pub fn flag(mut self, name: &str, path: &str, value: impl std::fmt::Display) -> Self {
        self.assignments
            .push((name.to_owned(), format!("{path}={value}")));
        self
    }
}

/// Loads a scenario file.
///
/// # Errors
///
/// With every problem of the file at once.
pub fn load(path: &Path, overrides: &Overrides) -> Result<Loaded, Problems> {
    let name = path.display().to_string();
    let text = read::file(path)
        .map_err(|problem| Problems::of_file(near::with_near(problem, path), &name))?;
    parse_str(&name, &text, overrides)
}

/// Loads a scenario from a text; `name` stands for the file in messages.
///
/// # Errors
///
/// With every problem of the text at once.
pub fn parse_str(name: &str, text: &str, overrides: &Overrides) -> Result<Loaded, Problems> {
    load::Loader::new(name, text, overrides).load(text)
}

/// The known word nearest to `word`, if one is near enough to be what was meant.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    suggest::nearest(word, known.iter().copied())
}
