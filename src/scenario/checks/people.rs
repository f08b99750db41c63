//! Archetypes as a whole: shares that sum to 1, names, and what they are like.

use super::Cross;
use crate::scenario::form::suggest;
use crate::scenario::form::wording::{list_names, shorten};
use crate::scenario::layers::stack::SHARE_TOLERANCE;
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::{Layer, Origin};
use crate::scenario::text::tree::Node;

impl Cross<'_> {
    pub(in crate::scenario) fn shares(&mut self) {
        let sum: f64 = self
            .scenario
            .archetype
            .iter()
            .map(|archetype| archetype.share)
            .sum();
        let list = self.tree.list_at(&["archetype"]);
        let written: Vec<(&Node, &str, f64)> = list
            .iter()
            .zip(&self.scenario.archetype)
            .filter_map(|(node, archetype)| {
                let share = node.table()?.get("share")?;
                (share.origin.layer >= Layer::File).then_some((
                    share,
                    archetype.name.as_str(),
                    archetype.share,
                ))
            })
            .collect();
        let open: Vec<&str> = list
            .iter()
            .zip(&self.scenario.archetype)
            .filter(|(node, _)| {
                node.table()
                    .and_then(|table| table.get("share"))
                    .is_none_or(|share| share.origin.layer == Layer::Default)
            })
            .map(|(_, archetype)| archetype.name.as_str())
            .collect();
        if open.len() > 1 {
            self.problems.push(
                Problem::error(
                    Code::SharesSum,
                    format!(
                        "{} archetypes have no share: {}",
                        open.len(),
                        list_names(&open)
                    ),
                )
                .at(self.sources, self.origin(&["archetype"]))
                .help("one archetype may leave `share` out and gets the rest; the others need one"),
            );
            return;
        }
        let changed: Vec<&(&Node, &str, f64)> = written
            .iter()
            .filter(|(node, ..)| node.origin.layer > Layer::File)
            .collect();
        let changed_sum: f64 = changed.iter().map(|(_, _, share)| share).sum();
        if changed_sum > 1.0 + SHARE_TOLERANCE {
            let mut problem = Problem::error(
                Code::SharesSum,
                format!(
                    "the shares set here sum to {}, more than 1",
                    round(changed_sum)
                ),
            );
            for (node, ..) in changed {
                problem = problem.at(self.sources, node.origin);
            }
            self.problems
                .push(problem.help("lower them; the other archetypes divide what is left"));
            return;
        }
        let given: f64 = written.iter().map(|(_, _, share)| share).sum();
        if open.is_empty() && (sum - 1.0).abs() <= SHARE_TOLERANCE {
            return;
        }
        let total = if open.is_empty() { sum } else { given };
        let mut problem = Problem::error(
            Code::SharesSum,
            match open.first() {
                Some(rest) if (total - 1.0).abs() <= SHARE_TOLERANCE => format!(
                    "the shares of the archetypes leave nothing for `{rest}`, which gets the rest"
                ),
                _ => format!(
                    "the shares of the archetypes sum to {}, not 1",
                    round(total)
                ),
            },
        );
        // The places of the last layer first: what was changed last is what went wrong.
        let mut places = written.clone();
        places.sort_by_key(|(node, ..)| std::cmp::Reverse(node.origin.layer));
        for (node, ..) in &places {
            problem = problem.at(self.sources, node.origin);
        }
        let largest = written
            .iter()
            .max_by(|left, right| left.2.total_cmp(&right.2));
        let help = match largest {
            Some((_, name, share)) if (0.0..=1.0).contains(&(share + 1.0 - total)) => format!(
                "a share of {} for `{name}` would do, or leave its `share` out: it then gets the rest",
                round(share + 1.0 - total)
            ),
            _ => format!("divide each by {}", round(total)),
        };
        self.problems.push(problem.help(help));
    }

    pub(in crate::scenario) fn likes(&mut self) {
        for (node, archetype) in self
            .tree
            .list_at(&["archetype"])
            .iter()
            .zip(&self.scenario.archetype)
        {
            let Some(like) = &archetype.like else {
                continue;
            };
            if crate::scenario::layers::presets::archetypes().any(|known| known == like) {
                continue;
            }
            let origin = node
                .table()
                .and_then(|table| table.get("like"))
                .map_or(node.origin, |node| node.origin);
            let known: Vec<&str> = crate::scenario::layers::presets::archetypes().collect();
            let near = suggest::nearest(like, known.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("the library has {}", list_names(&known)),
            };
            self.problems.push(
                Problem::error(
                    Code::UnknownName,
                    format!("no archetype of the library is named \"{}\"", shorten(like)),
                )
                .at(self.sources, origin)
                .help(help)
                .replacement(near.map(|near| format!("\"{near}\""))),
            );
        }
    }

    pub(in crate::scenario) fn needs(&mut self) {
        for (index, archetype) in self.scenario.archetype.iter().enumerate() {
            let needs = archetype.need_information
                + archetype.need_company
                + archetype.need_recognition
                + archetype.need_gain;
            if needs <= 0.0 && archetype.share > 0.0 {
                let origin = self
                    .tree
                    .list_at(&["archetype"])
                    .get(index)
                    .map_or(Origin::DEFAULT, |node| node.origin);
                self.problems.push(
                    Problem::error(
                        Code::Contradiction,
                        format!(
                            "archetype `{}` needs nothing, so no visit can be worth anything",
                            archetype.name
                        ),
                    )
                    .at(self.sources, origin)
                    .help("give at least one of its `need_…` a weight above 0"),
                );
            }
        }
    }

    pub(in crate::scenario) fn names(&mut self, list: &[&str]) {
        let path = list.join(".");
        let nodes = self.tree.list_at(list);
        for (index, node) in nodes.iter().enumerate() {
            let Some(name) = node.table().and_then(|table| table.text("name")) else {
                continue;
            };
            let name_of = |node: &Node| {
                node.table()
                    .and_then(|table| table.get("name"))
                    .map(|name| name.origin)
            };
            let first = nodes[..index]
                .iter()
                .find(|other| other.table().and_then(|table| table.text("name")) == Some(name));
            if let Some(first) = first {
                let mut problem = Problem::error(
                    Code::DuplicateName,
                    format!("two `{path}` are named `{}`", shorten(name)),
                );
                // A name that was left out is the default one: then the table is the place to point at.
                for (place, label) in [(node, "the second"), (first, "the first")] {
                    let origin = name_of(place)
                        .filter(|origin| origin.layer >= Layer::File)
                        .unwrap_or(place.origin);
                    problem = problem.labelled(self.sources, origin, label);
                }
                self.problems
                    .push(problem.help("give each a name of its own; paths and results use it"));
            }
        }
    }
}

/// A share as people write it.
fn round(share: f64) -> f64 {
    // Adding 0 turns -0 into 0.
    (share * 1e6).round() / 1e6 + 0.0
}
