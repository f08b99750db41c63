//! A scenario that has been loaded: its variations, cells, worlds, and what is written where.

use super::form::{suggest, wording};
use super::layers::stack::Overlay;
use super::layers::sweep::{self, Axis};
use super::layers::uncertainty::{PRIOR, Uncertain};
use super::layers::{overlay, stack};
use super::members::{portable, table_of as members_table};
use super::messages::problem::{Code, Problem, Severity};
use super::messages::problems::Problems;
use super::messages::source::{self, Layer, Sources};
use super::priors::{self, Open};
use super::text::path;
use super::text::tree::Node;
use super::write::{self, Shown};
use super::{Scenario, Worlds, checks, load};
use crate::words::Language;
use std::collections::{BTreeMap, BTreeSet};

/// A scenario file that has passed every check.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The scenario without any of its variations.
    pub base: Scenario,
    /// The named variations in the order of the file, each a scenario of its own.
    pub strategies: Vec<(String, Scenario)>,
    /// The axes of `[sweep]`.
    pub sweep: Vec<Axis>,
    /// The beliefs of `[uncertainty]`.
    pub uncertainty: Vec<Uncertain>,
    /// What probably is not meant, but can be run.
    pub warnings: Problems,
    /// The text of the file.
    pub text: String,
    /// In which worlds replicates live.
    pub worlds: Worlds,
    pub(super) believed_at: Vec<source::Origin>,
    /// Paths of written values that are drawn from their prior all the same.
    pub(super) left_open: BTreeSet<String>,
    pub(super) file: Node,
    pub(super) overlays: Vec<(String, Overlay)>,
    pub(super) flags: Vec<Overlay>,
    pub(super) tree: Node,
    pub(super) sources: Sources,
    pub(super) metrics: Vec<&'static str>,
}

impl Loaded {
    /// The base with some values changed: one cell of a sweep, one draw of `[uncertainty]`.
    ///
    /// Shares of archetypes that are not set are scaled so that all sum to 1.
    ///
    /// # Errors
    ///
    /// If a path leads nowhere, or a value may not stand there, or the values contradict one another.
    pub fn with(&self, values: &[(String, toml::Value)]) -> Result<Scenario, Problems> {
        self.cell(None, values)
    }

    /// A named variation with some values changed.
    ///
    /// # Errors
    ///
    /// As [`Loaded::with`], and if there is no variation of that name.
    pub fn strategy_with(
        &self,
        strategy: &str,
        values: &[(String, toml::Value)],
    ) -> Result<Scenario, Problems> {
        self.cell(Some(strategy), values)
    }

    /// The same with a named variation in the place of its base.
    ///
    /// # Errors
    ///
    /// If there is no variation of that name.
    pub fn under(mut self, strategy: &str) -> Result<Self, Problems> {
        self.known(std::slice::from_ref(&strategy))?;
        self.base = self.cell(Some(strategy), &[])?;
        // Flags come after a variation here as they do everywhere.
        let known = self.overlays.iter().find(|(name, _)| name == strategy);
        if let Some((_, overlay)) = known {
            self.flags.insert(0, overlay.clone());
        }
        let layers: Vec<&Overlay> = self.flags.iter().collect();
        self.tree = stack::resolve(&self.file, &layers);
        Ok(self)
    }

    /// Makes sure that every end of what is uncertain can be, in the base and in each variation: what
    /// is only found out in the last of a hundred worlds costs the other ninety-nine.
    pub(super) fn possible(self) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let variations = self.strategies.iter().map(|(name, _)| Some(name.as_str()));
        for variation in std::iter::once(None).chain(variations) {
            for (belief, origin) in self.uncertainty.iter().zip(&self.believed_at) {
                if self.is_settled(variation, &belief.path) {
                    continue;
                }
                for value in belief.ends() {
                    let drawn = [(belief.path.clone(), value.clone())];
                    let Err(found) = self.cell(variation, &drawn) else {
                        continue;
                    };
                    for problem in found.list() {
                        let whose = variation
                            .map_or_else(String::new, |name| format!(", strategy `{name}`"));
                        let message = format!(
                            "where `{}` is {value}{whose}: {}",
                            belief.path, problem.message
                        );
                        let known = problems
                            .iter()
                            .any(|known: &Problem| known.message == message);
                        if !known {
                            let problem =
                                Problem::error(problem.code, message).at(&self.sources, *origin);
                            problems.push(problem.help(
                                "narrow what may be drawn, so that every value can stand with the rest",
                            ));
                        }
                    }
                }
            }
        }
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(Problems::new(problems, self.sources))
        }
    }

    /// Whether a flag or the named variation says what the value at `path` is, or takes away the
    /// table it lies in. Such a value is not uncertain, whatever `[uncertainty]` says of it.
    pub fn is_settled(&self, strategy: Option<&str>, path: &str) -> bool {
        let Ok(steps) = path::parse(path) else {
            return false;
        };
        let steps: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
        let variation = self
            .overlays
            .iter()
            .find(|(name, _)| Some(name.as_str()) == strategy)
            .map(|(_, overlay)| overlay);
        variation
            .into_iter()
            .chain(&self.flags)
            .any(|overlay| overlay.settles(&steps))
    }

    /// What nobody has written down for a variation with some values changed, and may be drawn: no
    /// file, variation, flag or cell gives it, and no belief of `[uncertainty]` is about it.
    pub fn open(&self, strategy: Option<&str>, values: &[(String, toml::Value)]) -> Vec<Open> {
        let mut sources = self.sources.clone();
        let variation = self
            .overlays
            .iter()
            .find(|(name, _)| Some(name.as_str()) == strategy)
            .map(|(_, overlay)| overlay);
        let cells: Vec<Overlay> = values
            .iter()
            .filter_map(|(path, value)| {
                let text = format!("{path}={value}");
                overlay::assignment("cell", &text, Layer::Cell, &mut sources).ok()
            })
            .collect();
        let layers: Vec<&Overlay> = variation
            .into_iter()
            .chain(&self.flags)
            .chain(&cells)
            .collect();
        let mut open = priors::open(&stack::resolve(&self.file, &layers), &self.left_open);
        open.retain(|open| {
            self.uncertainty
                .iter()
                .all(|belief| belief.path != open.path)
        });
        open
    }

    fn cell(
        &self,
        strategy: Option<&str>,
        values: &[(String, toml::Value)],
    ) -> Result<Scenario, Problems> {
        let mut sources = self.sources.clone();
        let mut problems = Vec::new();
        let mut layers: Vec<&Overlay> = Vec::new();
        if let Some(name) = strategy {
            match self.overlays.iter().find(|(known, _)| known == name) {
                Some((_, overlay)) => layers.push(overlay),
                None => problems.push(self.no_strategy(name, &mut sources)),
            }
        }
        layers.extend(&self.flags);
        let base = stack::resolve(&self.file, &layers);
        let mut cells = Vec::new();
        for (path, value) in values {
            match overlay::assignment(
                "cell",
                &format!("{path}={value}"),
                Layer::Cell,
                &mut sources,
            ) {
                Ok(overlay) => {
                    problems.extend(overlay::check(&overlay, &base, &sources));
                    cells.push(overlay);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(Problems::new(problems, sources));
        }
        layers.extend(&cells);
        let (scenario, found) = load::build(
            &stack::resolve(&self.file, &layers),
            &sources,
            &checks::Around {
                metrics: &self.metrics,
                broken: &BTreeSet::new(),
                whole: true,
                varied: &BTreeSet::new(),
            },
            Some(&self.base),
        );
        problems.extend(
            found
                .into_iter()
                .filter(|problem| problem.severity == Severity::Error),
        );
        match scenario {
            Some(scenario) if problems.is_empty() => Ok(scenario),
            _ => Err(Problems::new(problems, sources)),
        }
    }

    /// Makes sure that each name is that of a variation, or `base`.
    fn known(&self, names: &[impl AsRef<str>]) -> Result<(), Problems> {
        let mut sources = self.sources.clone();
        let is_known = |name: &str| {
            name == sweep::BASE || self.strategies.iter().any(|(known, _)| known == name)
        };
        let problems: Vec<Problem> = names
            .iter()
            .map(AsRef::as_ref)
            .filter(|name| !is_known(name))
            .map(|name| self.no_strategy(name, &mut sources))
            .collect();
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Problems::new(problems, sources))
        }
    }

    /// The problem of a name that a flag gives, be it `--strategy` or `--strategies`.
    fn no_strategy(&self, name: &str, sources: &mut Sources) -> Problem {
        let source = sources.add("strategy", name);
        let place = source::Origin {
            layer: Layer::Flag,
            source,
            start: 0,
            end: name.len() as u32,
        };
        let names: Vec<&str> = self
            .strategies
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let help = match suggest::nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "the file has no [strategy.NAME]".to_owned(),
            None => format!("the file has {}", wording::list_names(&names)),
        };
        Problem::error(
            Code::UnknownName,
            format!("there is no strategy `{}`", wording::shorten(name)),
        )
        .at(sources, place)
        .help(help)
    }

    /// The scenarios to compare: `base` and the variations named, or all of them if none is named.
    ///
    /// # Errors
    ///
    /// If a name is not known.
    pub fn select(&self, names: &[String]) -> Result<Vec<(String, Scenario)>, Problems> {
        let all = || {
            std::iter::once(("base".to_owned(), self.base.clone()))
                .chain(self.strategies.iter().cloned())
        };
        if names.is_empty() {
            return Ok(all().collect());
        }
        self.known(names)?;
        let find = |name: &String| all().find(|(known, _)| known == name);
        Ok(names.iter().filter_map(find).collect())
    }

    /// An axis given as a flag: `PATH=v1,v2,v3`.
    ///
    /// # Errors
    ///
    /// If the path leads nowhere or a value may not stand there.
    pub fn vary(&self, flag: &str, text: &str) -> Result<Axis, Problems> {
        let mut sources = self.sources.clone();
        let mut problems = Vec::new();
        let names: Vec<&str> = self
            .overlays
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let axis = sweep::flag(flag, text, &self.tree, &names, &mut sources, &mut problems);
        match axis {
            Some(axis)
                if problems
                    .iter()
                    .all(|problem| problem.severity == Severity::Warning) =>
            {
                Ok(axis)
            }
            _ => Err(Problems::new(problems, sources)),
        }
    }

    /// The tables of members that the base and its variations name, each once, under names of our
    /// own and as text.
    pub fn members_tables(&self) -> BTreeMap<String, String> {
        self.scenarios().filter_map(members_table).collect()
    }

    /// What [`Loaded::members_tables`] calls the tables, by the names that the file gives them.
    pub fn table_names(&self) -> BTreeMap<String, String> {
        self.scenarios()
            .filter_map(|scenario| {
                let named = scenario.audience.members_from.clone()?;
                Some((named, members_table(scenario)?.0))
            })
            .collect()
    }

    fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        std::iter::once(&self.base).chain(self.strategies.iter().map(|(_, scenario)| scenario))
    }

    /// The base as a file in which everything is written out, what is uncertain about it included:
    /// with its table of members beside it, it gives the same runs.
    pub fn resolved(&self) -> String {
        let believed = self
            .uncertainty
            .iter()
            .filter(|belief| !self.is_settled(None, &belief.path));
        let drawn = if self.worlds.is_fixed() {
            Vec::new()
        } else {
            self.open(None, &[])
        };
        resolved(&self.base, believed, &drawn)
    }

    /// Every value of the base with where it comes from.
    pub fn values(&self) -> Vec<Shown> {
        write::list(&self.tree, &self.sources)
    }

    /// The base as a scenario file in which a comment behind each value says where it comes from.
    pub fn commented(&self, language: Language) -> String {
        write::commented(&self.tree, &self.sources, language)
    }
}

/// A scenario as a file in which everything is written out, with what is believed of some values and
/// which of them are drawn from their prior although they are written.
pub fn resolved<'u>(
    scenario: &Scenario,
    believed: impl Iterator<Item = &'u Uncertain>,
    drawn: &[Open],
) -> String {
    let mut text = portable(scenario);
    let mut lines: String = believed.map(Uncertain::line).collect();
    for open in drawn {
        let path = toml::Value::from(open.path.as_str());
        lines.push_str(&format!("{path} = \"{PRIOR}\"\n"));
    }
    if !lines.is_empty() {
        text.push_str("\n[uncertainty]\n");
        text.push_str(&lines);
    }
    text
}
