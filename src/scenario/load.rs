//! From a text to a scenario and its variations, with every problem on the way.

use super::checks;
use super::form::{check, instances, wording};
use super::layers::{overlay, presets, stack, sweep, uncertainty};
use super::members;
use super::text::{read, spoilt::Spoilt};
use super::{Loaded, Overrides, Scenario};
use crate::scenario::checks::Around;
use crate::scenario::form::shape::scenario as scenario_shape;
use crate::scenario::layers::stack::Overlay;
use crate::scenario::messages::problem::{Code, Problem, Severity};
use crate::scenario::messages::problems::Problems;
use crate::scenario::messages::source::{self, Layer, Sources};
use crate::scenario::text::tree::{self, Node};
use std::collections::BTreeSet;

/// The state of loading one file.
pub(crate) struct Loader<'a> {
    sources: Sources,
    source: u32,
    overrides: &'a Overrides,
    problems: Vec<Problem>,
    /// Errors beside these.
    more: usize,
}

impl<'a> Loader<'a> {
    pub(crate) fn new(name: &str, text: &str, overrides: &'a Overrides) -> Self {
        let mut sources = presets::sources();
        let source = sources.add(name, text);
        sources.move_tables(&overrides.tables);
        Self {
            sources,
            source,
            overrides,
            problems: Vec::new(),
            more: 0,
        }
    }

    pub(crate) fn load(mut self, text: &str) -> Result<Loaded, Problems> {
        let mut parsed = read::parse(&self.sources, self.source, Layer::File);
        let mut file =
            std::mem::replace(&mut parsed.tree, Node::empty_table(source::Origin::DEFAULT));
        if parsed.problems.is_empty() && file.table().is_none_or(tree::Table::is_empty) {
            let name = self.sources.get(self.source).name.clone();
            let problem = Problem::error(Code::Empty, "the file holds no settings")
                .help("`qun new NAME` writes a commented scenario to start from");
            return Err(Problems::of_file(problem, &name));
        }
        let mut take = |key: &str| file.table_mut().and_then(|table| table.remove(key));
        let (strategies, sweep_entry, uncertainty_entry) =
            (take("strategy"), take("sweep"), take("uncertainty"));
        // What a file of the claims book claims of its variations is no part of what is lived.
        take("claim");
        let mut checker = check::Checker::new(&self.sources, false);
        if let Some(table) = file.table() {
            checker.table(table, file.origin, scenario_shape(), "", None);
        }
        let found = checker.finish();
        self.problems.extend(found.problems);
        self.more = found.more + parsed.more;
        // What is wrong is left out from here on, so that the rest can be checked as a whole.
        file.prune(&found.bad);
        let spoilt = Spoilt::of(&parsed, text);
        let mut broken = found.broken;
        broken.extend(spoilt.tables.iter().cloned());
        let before = self.problems.len();
        let flags = self.flags(&file);
        let flag_refs: Vec<&Overlay> = flags.iter().collect();
        let tree = stack::resolve(&file, &flag_refs);
        let (overlays, mut unsound) = self.strategies(strategies.as_ref(), &tree);
        unsound.extend(spoilt.variations.iter().cloned());
        let mut axes = Vec::new();
        let (mut uncertain, mut believed_at) = (Vec::new(), Vec::new());
        let mut left_open = BTreeSet::new();
        for (entry, is_sweep) in [(&sweep_entry, true), (&uncertainty_entry, false)] {
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
                let names: Vec<&str> = overlays.iter().map(|(name, _)| name.as_str()).collect();
                axes = sweep::sweep(table, &tree, &names, &self.sources, &mut self.problems);
            } else {
                let found =
                    uncertainty::uncertainty(table, &tree, &self.sources, &mut self.problems);
                (uncertain, believed_at) = found.beliefs.into_iter().unzip();
                left_open = found.open;
            }
        }
        if !parsed.problems.is_empty() {
            let mut at = 0;
            self.problems.retain(|problem| {
                at += 1;
                let laid_over = at > before;
                let follows = spoilt.explains(problem, &self.sources)
                    || laid_over && spoilt.has_lost_the_name(problem);
                !follows
            });
            self.problems.extend(parsed.problems.iter().cloned());
        }
        let paths = axes.iter().map(|axis| axis.path.clone());
        let varied = paths
            .chain(uncertain.iter().map(|belief| belief.path.clone()))
            .collect();
        let around = Around {
            metrics: &self.overrides.metrics,
            broken: &broken,
            whole: !self.failed(),
            varied: &varied,
        };
        let base = self.build(&tree, None, &around);
        let known: Vec<Problem> = self.problems.clone();
        let mut built = Vec::new();
        // What else is wrong with a variation may only follow from what is wrong in it already.
        let is_sound = |name: &String| !unsound.contains(name) && !unsound.contains("");
        for (name, overlay) in overlays.iter().filter(|(name, _)| is_sound(name)) {
            let layers: Vec<&Overlay> = std::iter::once(overlay).chain(&flags).collect();
            let resolved = stack::resolve(&file, &layers);
            if let Some(scenario) = self.build(&resolved, Some((name, &known)), &around) {
                built.push((name.clone(), scenario));
            }
        }
        match base {
            Some(base) if !self.failed() => Loaded {
                base,
                strategies: built,
                sweep: axes,
                uncertainty: uncertain,
                believed_at,
                left_open,
                warnings: Problems::new(self.problems, self.sources.clone()),
                text: text.to_owned(),
                worlds: self.overrides.worlds,
                file,
                overlays,
                flags,
                tree,
                sources: self.sources,
                metrics: self.overrides.metrics.clone(),
            }
            .possible(),
            _ => Err(self.finish()),
        }
    }

    fn failed(&self) -> bool {
        self.errors() > 0
    }

    fn errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count()
    }

    fn finish(self) -> Problems {
        Problems::new(self.problems, self.sources).and_more(self.more)
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
                    let base = stack::resolve(file, &below);
                    let found = overlay::check(&overlay, &base, &self.sources);
                    if found.is_empty() {
                        flags.push(overlay);
                    }
                    self.problems.extend(found);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        flags
    }

    /// Reads and checks the named variations; also gives the names of those in which something is wrong.
    fn strategies(
        &mut self,
        entry: Option<&tree::Entry>,
        base: &Node,
    ) -> (Vec<(String, Overlay)>, BTreeSet<String>) {
        let (mut overlays, mut unsound) = (Vec::new(), BTreeSet::new());
        let Some(entry) = entry else {
            return (overlays, unsound);
        };
        let Some(table) = entry.node.table() else {
            self.not_a_table(entry, "a table of named variations");
            return (overlays, unsound);
        };
        for named in table.iter() {
            let before = self.errors();
            if !self.strategy_name(named) {
                continue;
            }
            if let Some(overlay) = overlay::strategy(named, base, &self.sources, &mut self.problems)
            {
                if overlay.without.is_empty()
                    && overlay.tree.table().is_none_or(tree::Table::is_empty)
                    && self.errors() == before
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
            if self.errors() > before {
                unsound.insert(named.key.clone());
            }
        }
        (overlays, unsound)
    }

    /// Whether a variation is a table with a name that can stand in file names and in
    /// `--strategies a,b`.
    fn strategy_name(&mut self, named: &tree::Entry) -> bool {
        let key = wording::shorten(&named.key);
        let forbidden =
            |character: char| character.is_control() || "/\\,:*?\"<>|".contains(character);
        let is_key = scenario_shape().field(&named.key).is_some();
        let (message, origin) = if named.node.table().is_none() {
            let kind = named.node.value.kind();
            (
                format!("a variation is a table with a name, but `{key}` is {kind}"),
                named.node.origin,
            )
        } else if is_key {
            (
                format!("the variation has no name: `{key}` is a table of the scenario"),
                named.key_origin,
            )
        } else if named.key.trim().is_empty() {
            ("a variation needs a name".to_owned(), named.key_origin)
        } else if named.key == "base" {
            let message = "no variation can be named `base`: that is the scenario without any";
            (message.to_owned(), named.key_origin)
        } else if named.key.chars().count() > 60 {
            (
                "the name of a variation is at most 60 characters long".to_owned(),
                named.key_origin,
            )
        } else if named.key.starts_with('.') || named.key.contains(forbidden) {
            let message = format!(
                "`{}` cannot name a variation: names are used in file names and lists",
                key.escape_debug()
            );
            (message, named.key_origin)
        } else {
            return true;
        };
        self.problems.push(
            Problem::error(Code::BadPath, message)
                .at(&self.sources, origin)
                .help("write for example [strategy.NAME.operator.threshold] and its keys below"),
        );
        false
    }

    /// Makes a typed scenario and checks it as a whole. Problems of a variation that the base has
    /// too are not repeated.
    fn build(
        &mut self,
        tree: &Node,
        variation: Option<(&str, &[Problem])>,
        around: &Around<'_>,
    ) -> Option<Scenario> {
        let (scenario, found) = build(tree, &self.sources, around, None);
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

/// The typed scenario of a resolved tree, and what is wrong with it as a whole. A `sibling` from
/// the same file lends its table of members.
pub(crate) fn build(
    tree: &Node,
    sources: &Sources,
    around: &Around<'_>,
    sibling: Option<&Scenario>,
) -> (Option<Scenario>, Vec<Problem>) {
    match serde_json::from_value::<Scenario>(tree.to_json()) {
        Ok(mut scenario) => {
            scenario.operator.arrange(&instances::order_of(tree));
            let mut problems = checks::check(&scenario, tree, sources, around);
            problems.extend(members::fill(&mut scenario, tree, sources, sibling));
            (Some(scenario), problems)
        }
        // A value that had to be left out may be one that must be there.
        Err(_) if !around.whole => (None, Vec::new()),
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
