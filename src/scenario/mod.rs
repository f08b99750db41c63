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

mod check;
mod cross;
mod layers;
mod overlay;
mod path;
mod presets;
mod problem;
mod read;
pub mod reference;
mod render;
mod schema;
pub mod settings;
mod shape;
mod source;
mod suggest;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod variations;
mod write;

pub use presets::{archetype_description, archetype_habits, archetypes, media, preset_text};
pub use problem::{Code, Place, Problem, Problems, Severity};
pub use schema::schema;
pub use settings::Scenario;
pub use variations::{Axis, Distribution, Uncertain};
pub use write::{Shown, to_toml};

use layers::Overlay;
use shape::scenario as scenario_shape;
use source::{Layer, Sources};
use std::collections::BTreeSet;
use std::path::Path;
use tree::{Node, Value};

/// What the caller lays over a file, and what the file is checked against.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Assignments in the order in which they hold: the flag they come from (`--set`, `--days`) and
    /// `PATH=VALUE`.
    pub assignments: Vec<(String, String)>,
    /// The metrics that `[expect]` may name; empty to accept any.
    pub metrics: Vec<&'static str>,
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
    file: Node,
    overlays: Vec<(String, Overlay)>,
    flags: Vec<Overlay>,
    tree: Node,
    sources: Sources,
    metrics: Vec<&'static str>,
}

/// Loads a scenario file.
///
/// # Errors
///
/// With every problem of the file at once.
pub fn load(path: &Path, overrides: &Overrides) -> Result<Loaded, Problems> {
    let name = path.display().to_string();
    let text = read::file(path).map_err(|problem| Problems::of_file(problem, &name))?;
    parse_str(&name, &text, overrides)
}

/// Loads a scenario from a text; `name` stands for the file in messages.
///
/// # Errors
///
/// With every problem of the text at once.
pub fn parse_str(name: &str, text: &str, overrides: &Overrides) -> Result<Loaded, Problems> {
    Loader::new(name, text, overrides).load(text)
}

/// The known word nearest to `word`, if one is near enough to be what was meant.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    suggest::nearest(word, known.iter().copied())
}

/// The state of loading one file.
struct Loader<'a> {
    sources: Sources,
    source: u32,
    overrides: &'a Overrides,
    problems: Vec<Problem>,
}

impl<'a> Loader<'a> {
    fn new(name: &str, text: &str, overrides: &'a Overrides) -> Self {
        let mut sources = presets::sources();
        let source = sources.add(name, text);
        Self {
            sources,
            source,
            overrides,
            problems: Vec::new(),
        }
    }

    fn load(mut self, text: &str) -> Result<Loaded, Problems> {
        let (mut file, syntax) = read::parse(&self.sources, self.source, Layer::File);
        if syntax.is_empty() && file.table().is_none_or(tree::Table::is_empty) {
            let name = self.sources.get(self.source).name.clone();
            let problem = Problem::error(Code::Empty, "the file holds no settings")
                .help("`qun new NAME` writes a commented scenario to start from");
            return Err(Problems::of_file(problem, &name));
        }
        let mut take = |key: &str| file.table_mut().and_then(|table| table.remove(key));
        let (strategies, sweep, uncertainty) =
            (take("strategy"), take("sweep"), take("uncertainty"));
        let mut checker = check::Checker::new(&self.sources, false);
        if let Some(table) = file.table() {
            checker.table(table, file.origin, scenario_shape(), "", None);
        }
        self.problems.extend(checker.finish());
        let flags = self.flags(&file);
        let flag_refs: Vec<&Overlay> = flags.iter().collect();
        let tree = layers::resolve(&file, &flag_refs);
        let overlays = self.strategies(strategies.as_ref(), &tree);
        let mut axes = Vec::new();
        let mut uncertain = Vec::new();
        for (entry, is_sweep) in [(&sweep, true), (&uncertainty, false)] {
            let Some(entry) = entry else { continue };
            let Some(table) = entry.node.table() else {
                self.not_a_table(entry, "a table of paths");
                continue;
            };
            if table.is_empty() {
                self.problems.push(
                    Problem::warning(Code::NoEffect, format!("`[{}]` is empty", entry.key))
                        .at(&self.sources, entry.key_origin)
                        .help("give it paths, or leave it out"),
                );
            }
            if is_sweep {
                axes = variations::sweep(table, &tree, &self.sources, &mut self.problems);
            } else {
                uncertain =
                    variations::uncertainty(table, &tree, &self.sources, &mut self.problems);
            }
        }
        if !syntax.is_empty() {
            // What could not be read may be what is missing: only problems on other lines count.
            let broken: BTreeSet<usize> = syntax
                .iter()
                .flat_map(|problem| &problem.places)
                .map(|place| place.line)
                .collect();
            self.problems.retain(|problem| {
                problem.code != Code::Missing
                    && problem
                        .places
                        .first()
                        .is_some_and(|place| !broken.contains(&place.line))
            });
            self.problems.extend(syntax);
        }
        if self.failed() {
            return Err(self.finish());
        }
        let base = self.build(&tree, None);
        let known: Vec<Problem> = self.problems.clone();
        let mut built = Vec::new();
        for (name, overlay) in &overlays {
            let layers: Vec<&Overlay> = std::iter::once(overlay).chain(&flags).collect();
            let resolved = layers::resolve(&file, &layers);
            if let Some(scenario) = self.build(&resolved, Some((name, &known))) {
                built.push((name.clone(), scenario));
            }
        }
        match base {
            Some(base) if !self.failed() => Ok(Loaded {
                base,
                strategies: built,
                sweep: axes,
                uncertainty: uncertain,
                warnings: Problems::new(self.problems, self.sources.clone()),
                text: text.to_owned(),
                file,
                overlays,
                flags,
                tree,
                sources: self.sources,
                metrics: self.overrides.metrics.clone(),
            }),
            _ => Err(self.finish()),
        }
    }

    fn failed(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    fn finish(self) -> Problems {
        Problems::new(self.problems, self.sources)
    }

    fn not_a_table(&mut self, entry: &tree::Entry, expected: &str) {
        self.problems.push(
            Problem::error(
                Code::WrongType,
                format!(
                    "`{}` must be {expected}, not {}",
                    entry.key,
                    entry.node.value.kind()
                ),
            )
            .at(&self.sources, entry.node.origin)
            .help(format!(
                "write `[{}]` and its keys on the lines below",
                entry.key
            )),
        );
    }

    /// Reads and checks the assignments of the command line.
    fn flags(&mut self, file: &Node) -> Vec<Overlay> {
        let mut flags: Vec<Overlay> = Vec::new();
        for (name, text) in &self.overrides.assignments {
            match overlay::assignment(name, text, Layer::Flag, &mut self.sources) {
                Ok(overlay) => {
                    let below: Vec<&Overlay> = flags.iter().collect();
                    let base = layers::resolve(file, &below);
                    self.problems
                        .extend(overlay::check(&overlay, &base, &self.sources));
                    flags.push(overlay);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        flags
    }

    /// Reads and checks the named variations.
    fn strategies(&mut self, entry: Option<&tree::Entry>, base: &Node) -> Vec<(String, Overlay)> {
        let Some(entry) = entry else {
            return Vec::new();
        };
        let Some(table) = entry.node.table() else {
            self.not_a_table(entry, "a table of named variations");
            return Vec::new();
        };
        let mut overlays = Vec::new();
        for named in table.iter() {
            self.strategy_name(named);
            if !matches!(named.node.value, Value::Table(_)) {
                let (help, _) = suggest::for_key(&named.key, scenario_shape(), "");
                let help = if scenario_shape().field(&named.key).is_some() {
                    format!(
                        "give the variation a name: [strategy.NAME] and then {} = …",
                        named.key
                    )
                } else {
                    format!(
                        "write `[strategy.{}]` and its keys on the lines below; {help}",
                        path::quoted(&named.key)
                    )
                };
                self.problems.push(
                    Problem::error(
                        Code::WrongType,
                        format!(
                            "`strategy.{}` must be a table, not {}",
                            path::quoted(&named.key),
                            named.node.value.kind()
                        ),
                    )
                    .at(&self.sources, named.node.origin)
                    .help(help),
                );
                continue;
            }
            if let Some(overlay) = overlay::strategy(named, base, &self.sources, &mut self.problems)
            {
                if overlay.without.is_empty()
                    && overlay.tree.table().is_none_or(tree::Table::is_empty)
                    && !self.failed()
                {
                    self.problems.push(
                        Problem::warning(
                            Code::NoEffect,
                            format!("strategy `{}` changes nothing", named.key),
                        )
                        .at(&self.sources, named.node.origin)
                        .help("give it keys, or compare against the base, which is always there"),
                    );
                }
                self.problems
                    .extend(overlay::check(&overlay, base, &self.sources));
                overlays.push((named.key.clone(), overlay));
            }
        }
        overlays
    }

    /// Names of strategies go into file names and into `--strategies a,b`.
    fn strategy_name(&mut self, named: &tree::Entry) {
        let wrong = if named.key.trim().is_empty() {
            Some("a strategy needs a name".to_owned())
        } else if named.key == "base" {
            Some(
                "no strategy can be named `base`: that is the scenario without any variation"
                    .to_owned(),
            )
        } else if named.key.chars().count() > 60 {
            Some("the name of a strategy can be 60 characters long".to_owned())
        } else if named.key.starts_with('.')
            || named.key.contains(|character: char| {
                character.is_control() || "/\\,:*?\"<>|".contains(character)
            })
        {
            Some(format!(
                "`{}` cannot name a strategy: it is used in file names and lists",
                check::shorten(&named.key)
            ))
        } else if scenario_shape()
            .field(&named.key)
            .is_some_and(|field| matches!(field.shape, shape::Shape::Table(_)))
        {
            Some(format!(
                "`[strategy.{}]` has no name: `{}` is a table of the scenario",
                named.key, named.key
            ))
        } else {
            None
        };
        if let Some(message) = wrong {
            self.problems.push(
                Problem::error(Code::BadPath, message)
                    .at(&self.sources, named.key_origin)
                    .help("write [strategy.NAME], and inside it for example [strategy.NAME.operator.threshold]"),
            );
        }
    }

    /// Makes a typed scenario and checks it as a whole. Problems of a variation that the base has
    /// too are not repeated.
    fn build(&mut self, tree: &Node, variation: Option<(&str, &[Problem])>) -> Option<Scenario> {
        let (scenario, found) = build(tree, &self.sources, &self.overrides.metrics);
        for problem in found {
            match variation {
                None => self.problems.push(problem),
                Some((_, known))
                    if known.iter().any(|known| {
                        known.code == problem.code && known.message == problem.message
                    }) => {}
                Some((name, _)) => {
                    let message = format!("in strategy `{name}`: {}", problem.message);
                    self.problems.push(Problem { message, ..problem });
                }
            }
        }
        scenario
    }
}

/// The typed scenario of a resolved tree, and what is wrong with it as a whole.
fn build(tree: &Node, sources: &Sources, metrics: &[&str]) -> (Option<Scenario>, Vec<Problem>) {
    match serde_json::from_value::<Scenario>(tree.to_json()) {
        Ok(scenario) => {
            let problems = cross::check(&scenario, tree, sources, metrics);
            (Some(scenario), problems)
        }
        Err(error) => {
            let problem = Problem::error(
                Code::Internal,
                format!("the scenario passed all checks but does not fit: {error}"),
            )
            .help("this is an error in qun; please report it with the file");
            (None, vec![problem])
        }
    }
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
                None => problems.push(self.no_strategy(name)),
            }
        }
        layers.extend(&self.flags);
        let base = layers::resolve(&self.file, &layers);
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
        let (scenario, found) = build(
            &layers::resolve(&self.file, &layers),
            &sources,
            &self.metrics,
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

    fn no_strategy(&self, name: &str) -> Problem {
        let names: Vec<&str> = self
            .strategies
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let help = match suggest::nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "the file has no [strategy.NAME]".to_owned(),
            None => format!("the file has {}", check::list_names(&names)),
        };
        Problem::error(
            Code::UnknownName,
            format!("there is no strategy `{}`", check::shorten(name)),
        )
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
        let mut selected = Vec::new();
        let mut problems = Vec::new();
        for name in names {
            match all().find(|(known, _)| known == name) {
                Some(found) => selected.push(found),
                None => problems.push(self.no_strategy(name)),
            }
        }
        if problems.is_empty() {
            Ok(selected)
        } else {
            Err(Problems::new(problems, self.sources.clone()))
        }
    }

    /// An axis given as a flag: `PATH=v1,v2,v3`.
    ///
    /// # Errors
    ///
    /// If the path leads nowhere or a value may not stand there.
    pub fn vary(&self, flag: &str, text: &str) -> Result<Axis, Problems> {
        let mut sources = self.sources.clone();
        let mut problems = Vec::new();
        let axis = variations::flag(flag, text, &self.tree, &mut sources, &mut problems);
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

    /// Every value of the base with where it comes from.
    pub fn values(&self) -> Vec<Shown> {
        write::list(&self.tree, &self.sources)
    }

    /// The base as a scenario file in which a comment behind each value says where it comes from.
    pub fn commented(&self) -> String {
        write::commented(&self.tree, &self.sources)
    }
}
