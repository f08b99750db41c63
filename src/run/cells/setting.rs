//! The scenario of a cell, in whatever world a replicate draws.

use super::Cell;
use crate::files::digest::hash;
use crate::observe::record::Record;
use crate::operator::Instance;
use crate::run::simulate::Prepared;
use crate::run::world::{self, Keys};
use crate::scenario::settings::Scenario;
use crate::scenario::{Loaded, Open, Problems, Uncertain, Worlds, to_toml};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A cell made ready: its scenario, and how to come by the scenario of each replicate.
pub struct Setting<'l> {
    loaded: &'l Loaded,
    cell: Cell,
    scenario: Scenario,
    /// What nobody has written down, in drawn worlds, with what its draws are keyed by, and the scenario as JSON to lay it
    /// over.
    open: Vec<Open>,
    keys: Vec<Keys>,
    written: serde_json::Value,
    /// Whether nobody asks for series.
    without_series: bool,
    /// What its results depend on, once somebody has asked.
    fingerprint: OnceLock<String>,
    /// Worlds compiled lately, by their number: the runs of a world follow one another.
    compiled: Mutex<Vec<(u32, Arc<Prepared<'static>>)>>,
}

/// Compiled worlds that are kept; two runs of a world are seldom further apart.
const KEPT: usize = 16;

impl<'l> Setting<'l> {
    /// The setting of a cell of a scenario file.
    ///
    /// # Errors
    /// If the cell's values contradict one another.
    pub fn new(loaded: &'l Loaded, cell: Cell) -> Result<Self, Problems> {
        let scenario = resolve(loaded, &cell, &[])?;
        let (open, written) = if loaded.worlds.is_fixed() {
            (Vec::new(), serde_json::Value::Null)
        } else {
            let open = loaded.open(cell.strategy.as_deref(), &cell.values);
            (open, json(&scenario))
        };
        Ok(Self {
            loaded,
            cell,
            scenario,
            keys: open.iter().map(Keys::of).collect(),
            open,
            written,
            without_series: false,
            fingerprint: OnceLock::new(),
            compiled: Mutex::default(),
        })
    }

    /// The same where nobody asks for series, but for metrics of the run and of its last day alone.
    #[must_use]
    pub fn without_series(self) -> Self {
        Self {
            without_series: true,
            ..self
        }
    }

    /// The scenario as written, before anything uncertain is drawn.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Its scenario as a file that gives the same runs, with what is uncertain about it.
    pub fn resolved(&self) -> String {
        crate::scenario::resolved(&self.scenario, self.beliefs(), &self.open)
    }

    /// The cell.
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Whether every replicate lives in the same world.
    pub fn is_certain(&self) -> bool {
        self.open.is_empty() && self.beliefs().next().is_none()
    }

    /// What nobody has written down and worlds are drawn for; nothing in fixed worlds.
    pub fn open(&self) -> &[Open] {
        &self.open
    }

    /// What is uncertain about it: what neither the cell nor its strategy nor a flag says.
    pub fn beliefs(&self) -> impl Iterator<Item = &Uncertain> {
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
        let beliefs: Vec<Uncertain> = self.beliefs().cloned().collect();
        let number = self.loaded.worlds.of(replicate);
        let believed = if beliefs.is_empty() {
            Cow::Borrowed(&self.scenario)
        } else {
            let world = world::draw(&beliefs, self.scenario.seed, number);
            Cow::Owned(resolve(self.loaded, &self.cell, &world)?)
        };
        if self.open.is_empty() {
            return Ok(believed);
        }
        let written = match &believed {
            Cow::Borrowed(_) => Cow::Borrowed(&self.written),
            Cow::Owned(scenario) => Cow::Owned(json(scenario)),
        };
        let drawn = world::lay_over(&believed, &written, &self.open, &self.keys, number);
        Ok(drawn.map_or(believed, Cow::Owned))
    }

    /// In which worlds its replicates live. Where nothing is left open, all worlds are one.
    pub fn worlds(&self) -> Worlds {
        if self.is_certain() {
            Worlds::Fixed
        } else {
            self.loaded.worlds
        }
    }

    /// Lives through one replicate.
    ///
    /// # Errors
    /// As [`Setting::in_world`].
    pub fn run(&self, replicate: u32, parallel: bool) -> Result<Record, Problems> {
        Ok(self.prepared(replicate)?.run(replicate, parallel))
    }

    /// The world of a replicate, compiled once for all runs in it.
    ///
    /// # Errors
    /// As [`Setting::in_world`].
    pub fn prepared(&self, replicate: u32) -> Result<Arc<Prepared<'static>>, Problems> {
        let make = || -> Result<_, Problems> {
            let scenario = self.in_world(replicate)?.into_owned();
            let prepared = Prepared::of(Cow::Owned(scenario));
            Ok(Arc::new(prepared.without_series(self.without_series)))
        };
        let number = if self.is_certain() {
            0
        } else if self.loaded.worlds.runs_a_world() == 1 {
            return make();
        } else {
            self.loaded.worlds.of(replicate)
        };
        // A thread that broke has left whole worlds only.
        let kept = || self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = kept().iter().find(|(known, _)| *known == number) {
            return Ok(Arc::clone(known));
        }
        // Made outside the lock: two threads may make the same world, and get the same.
        let made = make()?;
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((number, Arc::clone(&made)));
        Ok(made)
    }

    /// What its results depend on, as a hash: the scenario without its title, language,
    /// expectations and number of replicates, and everything that is uncertain about it.
    pub fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| self.digest())
    }

    fn digest(&self) -> String {
        let mut text = self.essence();
        if !self.open.is_empty() {
            let _ = writeln!(text, "{:?}", self.open);
        }
        if self.beliefs().next().is_some() {
            let _ = writeln!(text, "{:?}", self.loaded.worlds);
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
        essence_of(&self.scenario)
    }

    /// What it must have in common with another setting for the two to live at least a tenth of their days
    /// together; `None` where it lives alone in any case.
    pub fn ground(&self) -> Option<String> {
        let scenario = &self.scenario;
        let soon = scenario.days / 10;
        let later = |instance: &Instance| instance.begins() > soon;
        let strategies = &scenario.operator.strategies;
        if !scenario.operator.playbook.is_empty() || !strategies.iter().any(later) {
            return None;
        }
        let mut begun = scenario.clone();
        begun.operator.strategies.retain(|it| !later(it));
        let people = scenario.operator.archetypes();
        Some(hash(&format!("{}{people:?}", essence_of(&begun))))
    }
}

/// What the results of a scenario depend on.
fn essence_of(scenario: &Scenario) -> String {
    let blank = Scenario::default();
    let essential = Scenario {
        title: blank.title,
        language: blank.language,
        replicates: blank.replicates,
        expect: blank.expect,
        ..scenario.clone()
    };
    let mut text = to_toml(&essential);
    if !scenario.audience.members.is_empty() {
        // The file names the table of members; what counts is what is in it.
        let _ = writeln!(text, "{:?}", scenario.audience.members);
    }
    text
}

fn json(scenario: &Scenario) -> serde_json::Value {
    // A struct of numbers and texts has no way to fail; without it nothing would be drawn.
    serde_json::to_value(scenario).unwrap_or_default()
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
