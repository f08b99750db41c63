//! The scenario of a cell, in whatever world a replicate draws.

use super::Cell;
use crate::files::digest::hash;
use crate::observe::record::Record;
use crate::run::simulate::Prepared;
use crate::run::world;
use crate::scenario::settings::Scenario;
use crate::scenario::{Loaded, Problems, Uncertain, to_toml};
use std::borrow::Cow;
use std::fmt::Write as _;

/// A cell made ready: its scenario, and how to come by the scenario of each replicate.
pub struct Setting<'l> {
    loaded: &'l Loaded,
    cell: Cell,
    scenario: Scenario,
}

impl<'l> Setting<'l> {
    /// The setting of a cell of a scenario file.
    ///
    /// # Errors
    /// If the cell's values contradict one another.
    pub fn new(loaded: &'l Loaded, cell: Cell) -> Result<Self, Problems> {
        let scenario = resolve(loaded, &cell, &[])?;
        Ok(Self {
            loaded,
            cell,
            scenario,
        })
    }

    /// The scenario as written, before anything uncertain is drawn.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The cell.
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Whether every replicate lives in the same world.
    pub fn is_certain(&self) -> bool {
        self.open().next().is_none()
    }

    /// What is uncertain about it: what neither the cell nor its strategy nor a flag says.
    fn open(&self) -> impl Iterator<Item = &Uncertain> {
        let strategy = self.cell.strategy.as_deref();
        self.loaded.uncertainty.iter().filter(move |belief| {
            let values = &self.cell.values;
            !values.iter().any(|(path, _)| *path == belief.path)
                && !self.loaded.is_settled(strategy, &belief.path)
        })
    }

    /// The scenario of one replicate: with its draw of everything uncertain.
    ///
    /// # Errors
    /// If what was drawn contradicts the rest.
    pub fn in_world(&self, replicate: u32) -> Result<Cow<'_, Scenario>, Problems> {
        let open: Vec<Uncertain> = self.open().cloned().collect();
        if open.is_empty() {
            return Ok(Cow::Borrowed(&self.scenario));
        }
        let world = world::draw(&open, self.scenario.seed, replicate);
        resolve(self.loaded, &self.cell, &world).map(Cow::Owned)
    }

    /// Lives through one replicate.
    ///
    /// # Errors
    /// As [`Setting::in_world`].
    pub fn run(&self, replicate: u32, parallel: bool) -> Result<Record, Problems> {
        let scenario = self.in_world(replicate)?;
        Ok(Prepared::new(&scenario).run(replicate, parallel))
    }

    /// What its results depend on, as a hash: the scenario without its title, language,
    /// expectations and number of replicates, and everything that is uncertain about it.
    pub fn fingerprint(&self) -> String {
        let mut text = self.essence();
        if !self.is_certain() {
            // What a draw does also depends on which values the file leaves open.
            let _ = write!(
                text,
                "{:?}\n{:?}\n{}",
                self.loaded.uncertainty, self.cell, self.loaded.text
            );
        }
        hash(&text)
    }

    /// What its results depend on, before anything uncertain is drawn. Two settings that are equal in
    /// this live the same lives.
    pub fn essence(&self) -> String {
        let blank = Scenario::default();
        let scenario = Scenario {
            title: blank.title,
            language: blank.language,
            replicates: blank.replicates,
            expect: blank.expect,
            ..self.scenario.clone()
        };
        let mut text = to_toml(&scenario);
        if !self.scenario.audience.members.is_empty() {
            // The file names the table of members; what counts is what is in it.
            let _ = writeln!(text, "{:?}", self.scenario.audience.members);
        }
        text
    }
}

/// The scenario of a cell in a world.
fn resolve(
    loaded: &Loaded,
    cell: &Cell,
    world: &[(String, toml::Value)],
) -> Result<Scenario, Problems> {
    let values: Vec<(String, toml::Value)> = world.iter().chain(&cell.values).cloned().collect();
    match &cell.strategy {
        Some(name) => loaded.strategy_with(name, &values),
        None => loaded.with(&values),
    }
}
